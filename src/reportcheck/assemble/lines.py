"""A table of a form → the lines it is printed in, each with its label keys and the slots of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from reportcheck import forms
from reportcheck.forms import FormRow, FormTable, Label
from reportcheck.labels import key, numeral
from reportcheck.tuples import NamedTuple


class Head:
    """What is printed over a column: the keys of its own label, of those above it, and of the group it stands in."""

    __slots__ = ("above", "group", "keys")

    def __init__(self, keys: frozenset[str], above: frozenset[str], group: frozenset[str] = frozenset()) -> None:
        """Each is compared as an object."""
        self.keys = keys
        self.above = above
        self.group = group


class FormSlot(NamedTuple):
    """One figure of a printed row: its place in the form and its unit."""

    row: str
    column: str
    unit: str


class FormLine:
    """One printed row of the form: the keys of its label, its slots and what is printed over them.

    `row` is None when rows stand side by side: then the header says which, and `slots` may be those of some rows only.
    Lines with the same columns share their `heads`, so that a header need be read only once for them.
    """

    __slots__ = ("heads", "keys", "numeral", "row", "slots")

    def __init__(
        self,
        row: str | None,
        keys: frozenset[str],
        numeral: str,
        slots: tuple[FormSlot, ...],
        heads: tuple[Head, ...],
    ) -> None:
        """Each is compared as an object."""
        self.row = row
        self.keys = keys
        self.numeral = numeral
        self.slots = slots
        self.heads = heads


class Layout(NamedTuple):
    """A way the table may be printed: its lines, and which lines a label key may stand for."""

    lines: tuple[FormLine, ...]
    by_key: dict[str, tuple[int, ...]]


@cache
def layouts(edition: str, id: str) -> tuple[Layout, ...]:
    """The table of that edition printed downwards and, where the form prints it so, with all rows side by side."""
    table = forms.edition(edition).table(id)
    found = [_layout(tuple(_rows(table)))]
    if table.layout == "across":
        found.append(_layout(tuple(_runs(table))))
    return tuple(found)


def _rows(table: FormTable) -> Iterator[FormLine]:
    heads: dict[tuple[str, ...], tuple[Head, ...]] = {}
    for row in table.rows:
        own = heads.get(row.columns) or _heads(table, row.columns, frozenset())
        heads[row.columns] = own
        yield FormLine(row.id, wording_keys(row.label), numeral(row.label.numeral), _slots(table, row), own)


def _runs(table: FormTable) -> Iterator[FormLine]:
    """All rows side by side, then every shorter run of them: a table may be printed in pieces."""
    slots = [_slots(table, row) for row in table.rows]
    heads = [_heads(table, row.columns, wording_keys(row.label)) for row in table.rows]
    for length in range(len(table.rows), 0, -1):
        for start in range(len(table.rows) - length + 1):
            run = slice(start, start + length)
            yield FormLine(None, frozenset(), "", tuple(chain(*slots[run])), tuple(chain(*heads[run])))


def wording_keys(label: Label) -> frozenset[str]:
    """The keys of all wordings accepted for a label."""
    return frozenset(key(wording) for wording in label.wordings)


def _slots(table: FormTable, row: FormRow) -> tuple[FormSlot, ...]:
    return tuple(FormSlot(row.id, id, table.column(id).unit) for id in row.columns)


def _heads(table: FormTable, columns: Sequence[str], above: frozenset[str]) -> tuple[Head, ...]:
    """The heads of the columns; where rows stand side by side the row's label is printed above them."""
    own = (table.column(id) for id in columns)
    groups = {id: wording_keys(label) for id, label in table.groups.items()}
    return tuple(Head(wording_keys(each.label), above, groups.get(each.group or "", frozenset())) for each in own)


def _layout(lines: tuple[FormLine, ...]) -> Layout:
    by_key: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        for each in line.keys:
            by_key.setdefault(each, []).append(index)
    return Layout(lines, {each: tuple(found) for each, found in by_key.items()})
