"""Figures of a year's flow that are the same as last year's, in the tables and in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Cell, Verdict, broken, undecided
from reportcheck.rules.years.fingerprints import figures_of
from reportcheck.rules.years.past import Side, about, is_disputed, is_there, last_year, settled, this_year, why_unread
from reportcheck.values import Argument, Arguments, Severity

NO_EVIDENCE = 1
"""Figures up to it are the same in most years of most small bodies: docs/decisions/equal-figures.md."""
FEWEST = 3
"""Figures of the tables above it that must be there, and all be equal."""
FEWEST_IN_TEXT = 5
"""Figures of the text above it that must be equal."""
TELLING = 10
"""Figures below are often equal by chance."""
FEWEST_TELLING = 2
MANY = 8
"""It is only a note where fewer than FEWEST_TELLING are not so small, unless there are MANY."""
MOST_PASSAGES = 10

_FLOWS = frozenset({"issued", "repealed", "decisions", "amount", "made", "published", "items"})
"""Columns of table two that count what was done in the year; what is in force or on a list is no flow."""


def figures_reused(case: Case) -> Iterator[Verdict]:
    """One check of the tables, one of the text."""
    yield _in_tables(case)
    yield _in_text(case)


def _in_tables(case: Case) -> Verdict:
    """Every flow cell that is not 0 in both years; a cell that says something else clears all others."""
    pairs = [(last_year(case, cell), this_year(case, cell)) for cell in _cells(case)]
    # What last year's form did not ask for cannot be reused.
    pairs = [(before, now) for before, now in pairs if before.figure.reason != "missing-cell"]
    pairs = [(before, now) for before, now in pairs if before.figure.value or now.figure.value or _unread(before, now)]
    read = [(before, now) for before, now in pairs if not _unread(before, now)]
    if any(before.figure.value != now.figure.value for before, now in read):
        return HOLDS
    values = _evidence([now for _, now in read])
    if len(values) < FEWEST:
        return NOT_APPLICABLE
    sides = [side for pair in read for side in pair]
    cells: tuple[Argument, ...] = tuple(dict(zip(("table", "row", "column"), now.cell, strict=True)) for _, now in read)
    where = about(case, sides, {"count": len(read), "cells": cells})
    where |= {"section": None, "table": None}
    if len(read) < len(pairs):
        return undecided(why_unread(case, [side for pair in pairs for side in pair]) or "illegible", **where)
    return broken(severity=_severity(values), **where)


def _cells(case: Case) -> Iterator[Cell]:
    """Each thing counted once: no sums, and of table three who asked and what came of it."""
    for table in case.recognised_tables():
        if not is_there(case, table.id):
            continue
        for row, column in table.cells:
            if table.id == "disclosure":
                is_flow = column in _FLOWS
            elif table.id == "requests":
                is_flow = column == "total" if row.startswith("result.") else row == "received" and column != "total"
            else:
                is_flow = column not in ("total", "pending")
            if is_flow:
                yield table.id, row, column


def _evidence(sides: Sequence[Side]) -> list[float]:
    """The figures whose being equal says something: who asked and what came of it are the same requests, told twice."""
    figures = [(side.cell, float(side.figure.value or 0)) for side in sides]
    values = {(cell[:1] if cell[0] == "requests" else cell, value) for cell, value in figures if value > NO_EVIDENCE}
    return [value for _, value in values]


def _unread(before: Side, now: Side) -> bool:
    reasons = (before.figure.reason, now.figure.reason)
    return "illegible" in reasons or "missing-cell" in reasons or is_disputed([before])


def _in_text(case: Case) -> Verdict:
    known = settled(case)[-1].said
    said = (each for each in figures_of(case) if each.value > NO_EVIDENCE)
    equal = {each.fingerprint: each for each in said if each.fingerprint in known}
    if not known:
        return NOT_APPLICABLE
    if len(equal) < FEWEST_IN_TEXT:
        return HOLDS
    found = list(equal.values())
    arguments: Arguments = {
        "count": len(found),
        "last_year": settled(case)[-1].year,
        "passages": tuple(each.text for each in found[:MOST_PASSAGES]),
    }
    severity = _severity([each.value for each in found])
    return broken(variant="text", severity=severity, subject="text", arguments=arguments, place=found[0].part.place)


def _severity(values: Sequence[float]) -> Severity | None:
    telling = [value for value in values if value >= TELLING]
    return "note" if len(telling) < FEWEST_TELLING and len(values) < MANY else None
