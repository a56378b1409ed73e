"""Family tables: are the three tables there, whole, in the form in force, and filled with figures?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from reportcheck import forms
from reportcheck.forms import FormTable
from reportcheck.rules.printed import carries, count_fault
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, READERS_DISAGREE, Case, Verdict, broken, rule, undecided
from reportcheck.values import CellReference, Fact, Unplaced


@rule("missing-table")
def missing_table(case: Case) -> Iterator[Verdict]:
    """Only where the section's heading stands: where both are gone the section's own rule says it."""
    if case.form is None:
        yield NOT_APPLICABLE
        return
    for table in case.form.tables:
        if table.id in case.tables:
            yield HOLDS
        elif table.section not in case.sections:
            yield NOT_APPLICABLE
        else:
            reason = case.unread_table(table.id)
            arguments = {"table": table.id, "section": table.section}
            where = {"section": table.section, "table": table.id, "arguments": arguments}
            yield undecided(reason, **where) if reason else broken(**where)


@rule("missing-row")
def missing_row(case: Case) -> Iterator[Verdict]:
    """Per row of the table's own edition."""
    yield from _absent_tables(case, lambda table: len(table.rows))
    for table in case.recognised_tables():
        present: set[str] = {fact.row for fact in case.facts_of.get(table.id, ())}
        present |= {each.row for each in case.unplaced.get(table.id, []) if each.row}
        for row in table.rows:
            yield HOLDS if row.id in present else _missing(case, table, row=row.id)


@rule("missing-column")
def missing_column(case: Case) -> Iterator[Verdict]:
    """Per column of the table's own edition; where all its rows are missing that is said already."""
    yield from _absent_tables(case, lambda table: len(table.columns))
    for table in case.recognised_tables():
        own = case.facts_of.get(table.id, ())
        present, rows = {fact.column for fact in own}, {fact.row for fact in own}
        for column in table.columns:
            if column.id in present:
                yield HOLDS
            elif not any(row.id in rows and column.id in row.columns for row in table.rows):
                yield NOT_APPLICABLE
            else:
                yield _missing(case, table, column=column.id)


@rule("extra-row-or-column")
def extra_row_or_column(case: Case) -> Iterator[Verdict]:
    """What the form does not know is named and kept out of every sum."""
    if not case.tables:
        yield NOT_APPLICABLE
        return
    groups: dict[tuple[str, str, str | None], list[Unplaced]] = {}
    for each in case.report.unplaced:
        if each.table and each.reason in ("extra-row", "extra-column"):
            kind = each.reason.removeprefix("extra-")
            label = each.row if kind == "row" else each.column
            groups.setdefault((each.table, kind, label), []).append(each)
    for (id, kind, label), found in groups.items():
        table = case.form_table(id)
        yield broken(
            section=table.section if table else None,
            arguments={"table": id, "label": label, "count": len(found)},
            variant=kind,
            table=id,
            subject=label,
        )
    if not groups:
        yield HOLDS


@rule("outdated-form")
def outdated_form(case: Case) -> Iterator[Verdict]:
    """Table by table, with the printed words that show it; grave where every table that can differ agrees."""
    yield from _absent_tables(case, lambda table: 1)
    if case.form is None or case.year is None:
        return
    changing = [t for t in case.recognised_tables() if case.form.table(t.id).shape != t.shape]
    marked = [table for table in case.form.tables if table.id in case.tables and _differs_between_editions(table.id)]
    older = all(forms.edition(case.tables[table.id].edition).first_year < case.form.first_year for table in changing)
    whole = len(changing) >= 2 and len(changing) == len(marked) and older
    for table in case.recognised_tables():
        if table not in changing:
            yield HOLDS
            continue
        edition = case.tables[table.id].edition
        yield broken(
            section=table.section,
            arguments={
                "table": table.id,
                "edition": edition,
                "words": _telling_words(case, table),
                "year": case.year,
                "expected": case.form.edition,
            },
            variant="whole" if whole else "mixed" if len(changing) < len(marked) else "",
            severity="error" if whole else None,
            table=table.id,
        )


@rule("corner-note-missing")
def corner_note_missing(case: Case) -> Iterator[Verdict]:
    """The identity printed in the corner of table three."""
    noted = [table for table in case.report.tables if table.corner_note is not None]
    if not noted:
        yield NOT_APPLICABLE
        return
    table = noted[0]
    form_table = case.form_table(table.id)
    section = form_table.section if form_table else None
    where = {"section": section, "table": table.id, "arguments": {"table": table.id}}
    if table.corner_note:
        yield HOLDS
    elif case.lost:
        yield undecided("torn", **where)
    else:
        yield undecided("text-copy", **where) if case.is_text_copy else broken(**where)


@rule("blank-cell")
def blank_cell(case: Case) -> Iterator[Verdict]:
    """Once per table: the cells without a figure."""
    yield from _absent_tables(case, lambda table: 1)
    for table in case.recognised_tables():
        blank = [fact for fact in case.facts_of.get(table.id, ()) if fact.number.kind in ("blank", "dash")]
        if not blank:
            yield HOLDS
            continue
        where = {"section": table.section, **_named(table.id, blank)}
        only_blank = case.is_text_copy and all(fact.number.kind == "blank" for fact in blank)
        yield undecided("text-copy", **where) if only_blank else broken(**where)


@rule("not-a-count")
def not_a_count(case: Case) -> Iterator[Verdict]:
    """Per figure: neither number, blank nor dash; or negative or fractional where a count belongs."""
    if not case.report.facts:
        yield NOT_APPLICABLE
    kinds = {(table.id, column.id): column.kind for table in case.recognised_tables() for column in table.columns}
    for fact in case.report.facts:
        value = fact.number.value
        if type(value) is int and value >= 0:
            yield HOLDS
            continue
        disagreed = (fact.table, fact.row, fact.column) in case.disagreed
        fault = "illegible" if disagreed else count_fault(fact, kinds.get((fact.table, fact.column), "count"))
        if fault is None:
            yield HOLDS
        elif fault == "illegible":
            yield undecided(READERS_DISAGREE if disagreed else fault, **_where(case, fact))
        else:
            yield broken(variant=fault, **_where(case, fact))


@rule("annotated-figure")
def annotated_figure(case: Case) -> Iterator[Verdict]:
    """Per figure: the number is used, the remark is kept; figures with their column's unit once per table."""
    if not case.report.facts:
        yield NOT_APPLICABLE
    units = {(table.id, column.id): column.unit for table in case.recognised_tables() for column in table.columns}
    with_unit: dict[tuple[str, str], list[Fact]] = {}
    for fact in case.report.facts:
        if fact.number.printed.isdigit():
            yield HOLDS
            continue
        if fact.number.remark is None:
            unit = units.get((fact.table, fact.column), "")
            if carries(fact.number.printed, unit):
                with_unit.setdefault((fact.table, unit), []).append(fact)
            else:
                yield HOLDS
            continue
        where = _where(case, fact)
        remarks = {"value": fact.number.value, "remark": fact.number.remark}
        yield broken(**where | {"arguments": {**_arguments(fact), **remarks}})
    for (table, unit), facts in with_unit.items():
        named = _named(table, facts)
        named["arguments"] |= {"unit": unit}
        yield broken(**named, section=_section_of(case, table), variant="unit", subject="unit")


@rule("not-copyable")
def not_copyable(case: Case) -> Iterator[Verdict]:
    """Per table: only a picture or a scan."""
    if case.form is None:
        yield NOT_APPLICABLE
        return
    for table in case.form.tables:
        picture = next(
            (n for n in case.report.notes if n.code == "picture" and n.arguments.get("table") == table.id), None
        )
        if table.id in case.tables:
            yield HOLDS
        elif picture is not None:
            yield broken(section=table.section, table=table.id, arguments={"table": table.id})
        elif table.section in case.sections and case.unread_table(table.id) == "text-copy":
            yield undecided("text-copy", section=table.section, table=table.id, arguments={"table": table.id})
        else:
            yield NOT_APPLICABLE


def _missing(case: Case, table: FormTable, *, row: str | None = None, column: str | None = None) -> Verdict:
    """Broken where the table was read whole, else undecided."""
    arguments = {"table": table.id, **({"row": row} if row else {"column": column})}
    where = {
        "section": table.section,
        "table": table.id,
        "row": row,
        "column": column,
        "arguments": arguments,
    }
    if case.unplaced.get(table.id) or case.lost:
        return undecided("torn", **where)
    return undecided("text-copy", **where) if case.is_text_copy else broken(**where)


def _absent_tables(case: Case, instances: Callable[[FormTable], int]) -> Iterator[Verdict]:
    """Not applicable, as often as there are instances in the tables of the form that were not found."""
    absent = [table for table in case.expected_tables() if table.id not in case.tables]
    yield from (NOT_APPLICABLE for table in absent for _ in range(instances(table)))
    if not absent and not case.tables:
        yield NOT_APPLICABLE


@cache
def _differs_between_editions(id: str) -> bool:
    return len({table.shape for form in forms.editions() for table in form.tables if table.id == id}) > 1


def _telling_words(case: Case, table: FormTable) -> tuple[str, ...]:
    """The labels printed in this table that the form in force does not have."""
    current = case.form.table(table.id) if case.form else table
    rows, columns = {row.id for row in current.rows}, {column.id for column in current.columns}
    own = case.facts_of.get(table.id, ())
    words = [table.column(fact.column).label.text for fact in own if fact.column not in columns]
    words += [table.row(f.row).label.numeral + table.row(f.row).label.text for f in own if f.row not in rows]
    return tuple(dict.fromkeys(words))


def _named(table: str, facts: Sequence[Fact]) -> dict[str, Any]:
    """Several cells of a table in one verdict."""
    cells = tuple({"row": fact.row, "column": fact.column} for fact in facts)
    return {
        "table": table,
        "facts": tuple(map(_reference, facts)),
        "arguments": {"table": table, "count": len(facts), "cells": cells},
    }


def _section_of(case: Case, id: str) -> str | None:
    table = case.form_table(id)
    return table.section if table else None


def _reference(fact: Fact) -> CellReference:
    return CellReference(fact.table, fact.row, fact.column)


def _arguments(fact: Fact) -> dict[str, str]:
    return {"table": fact.table, "row": fact.row, "column": fact.column, "printed": fact.number.printed}


def _where(case: Case, fact: Fact) -> dict[str, object]:
    return {
        "section": _section_of(case, fact.table),
        "facts": (_reference(fact),),
        "arguments": _arguments(fact),
        "table": fact.table,
        "row": fact.row,
        "column": fact.column,
    }
