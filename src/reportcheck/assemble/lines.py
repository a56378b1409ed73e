"""A table of a form → the lines it is printed in, each with its label keys and the slots of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reportcheck import forms
from reportcheck.forms import FormTable, Label
from reportcheck.labels import key, numeral


@dataclass(frozen=True, slots=True)
class FormSlot:
    """One figure of a printed row: its place in the form and the keys of its own label and of those above it."""

    row: str
    column: str
    unit: str
    keys: frozenset[str]
    above: frozenset[str]


@dataclass(frozen=True, slots=True)
class FormLine:
    """One printed row of the form: the keys of its label and its slots.

    `row` is None when rows stand side by side: then the header says which, and `slots` may be those of some rows only.
    """

    row: str | None
    keys: frozenset[str]
    numeral: str
    slots: tuple[FormSlot, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A way the table may be printed: its lines, and which lines a label key may stand for."""

    lines: tuple[FormLine, ...]
    by_key: dict[str, tuple[int, ...]]


@cache
def layouts(edition: str, id: str) -> tuple[Layout, ...]:
    """The table of that edition printed downwards and, where the form prints it so, with all rows side by side."""
    table = forms.edition(edition).table(id)
    down = tuple(
        FormLine(row.id, wording_keys(row.label), numeral(row.label.numeral), column_slots(table, row.id, across=False))
        for row in table.rows
    )
    found = [_layout(down)]
    if table.layout == "across":
        found.append(_layout(tuple(_runs(table))))
    return tuple(found)


def _runs(table: FormTable) -> Iterator[FormLine]:
    """All rows side by side, then every shorter run of them: a table may be printed in pieces."""
    for length in range(len(table.rows), 0, -1):
        for start in range(len(table.rows) - length + 1):
            rows = table.rows[start : start + length]
            slots = tuple(slot for row in rows for slot in column_slots(table, row.id, across=True))
            yield FormLine(None, frozenset(), "", slots)


def wording_keys(label: Label) -> frozenset[str]:
    """The keys of all wordings accepted for a label."""
    return frozenset(key(wording) for wording in label.wordings)


def column_slots(table: FormTable, row: str, *, across: bool) -> tuple[FormSlot, ...]:
    """The slots of one row of the form; `across`: its row label counts as a header above."""
    form_row = table.row(row)
    slots = []
    for id in form_row.columns:
        column = table.column(id)
        above = wording_keys(form_row.label) if across else frozenset()
        slots.append(FormSlot(row, id, column.unit, wording_keys(column.label), above))
    return tuple(slots)


def _layout(lines: tuple[FormLine, ...]) -> Layout:
    by_key: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        for each in line.keys:
            by_key.setdefault(each, []).append(index)
    return Layout(lines, {each: tuple(found) for each, found in by_key.items()})
