"""Family collections: reports held against others – here against earlier versions of the same report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Cell, Verdict, Version, between, broken, undecided
from reportcheck.values import Arguments, CellReference, Number, ReportReference

Compared = Literal["same", "different", "illegible", "missing-cell", "blank"]


@between("versions-differ")
def versions_differ(case: Case) -> Iterator[Verdict]:
    """One check a cell that both versions print; what one of them does not say is one undecided check a table."""
    for version in case.versions:
        for table in dict.fromkeys(table for table, _, _ in version.figures if table in case.tables):
            yield from _table_verdicts(case, version, table)
    if not case.versions:
        yield NOT_APPLICABLE


def _table_verdicts(case: Case, version: Version, table: str) -> Iterator[Verdict]:
    unread: dict[str, list[Cell]] = {}
    for cell in _cells(case, version, table):
        fact = case.facts.get(cell)
        here, there = fact.number if fact else None, version.figures.get(cell)
        compared = _compare(here, there)
        if compared == "same":
            yield HOLDS
        elif compared == "different" and here and there:
            yield _difference(case, version, cell, here, there)
        else:
            unread.setdefault(case.why_illegible([cell]) if compared == "illegible" else compared, []).append(cell)
    for reason, cells in unread.items():
        yield _unread(case, version, reason, cells)


def _cells(case: Case, version: Version, table: str) -> Sequence[Cell]:
    """The cells of either version, in the order of this one."""
    own = [cell for cell in case.facts if cell[0] == table]
    return list(dict.fromkeys((*own, *(cell for cell in version.figures if cell[0] == table))))


def _compare(here: Number | None, there: Number | None) -> Compared:
    """A blank or a dash is 0 where the other says 0; what else it may stand for nobody can say."""
    if here is None or there is None:
        return "missing-cell"
    if "illegible" in (here.kind, there.kind):
        return "illegible"
    if (here.value or 0) == (there.value or 0):
        return "same"
    return "different" if here.kind == there.kind == "number" else "blank"


def _difference(case: Case, version: Version, cell: Cell, here: Number, there: Number) -> Verdict:
    table, row, column = cell
    arguments: Arguments = {"table": table, "row": row, "column": column, "other": _name(version)}
    return broken(
        section=_section(case, table),
        table=table,
        row=row,
        column=column,
        facts=(CellReference(*cell, _reference(version)), CellReference(*cell)),
        found=here.value,
        expected=there.value,
        arguments=arguments | {"found": here.value, "expected": there.value},
    )


def _unread(case: Case, version: Version, reason: str, cells: Sequence[Cell]) -> Verdict:
    table = cells[0][0]
    return undecided(
        reason,
        section=_section(case, table),
        table=table,
        subject=reason,
        facts=tuple(CellReference(*cell) for cell in cells),
        arguments={"table": table, "other": _name(version), "count": len(cells)},
    )


def _reference(version: Version) -> ReportReference:
    return ReportReference(version.origin, version.part)


def _name(version: Version) -> str:
    """As people are told which version is meant; a second report of one file by its number too."""
    return version.origin if version.part == 1 else f"{version.origin} #{version.part}"


def _section(case: Case, table: str) -> str:
    form_table = case.form_table(table)
    assert form_table is not None, "only tables of this report are compared"
    return form_table.section
