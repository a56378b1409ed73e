"""A broken sum among figures that stood in no cell of their own → whether our own reading is likely at fault.

In lines of text nothing but the order says which figure is whose. Where one figure moved over its neighbours, no digit
changed, makes every identity hold that hangs together with the broken one, and breaks no other, it is assumed that the
reader misplaced it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from reportcheck.forms import FormTable
from reportcheck.rules.rule import Case
from reportcheck.values import LinePlace

Cell = tuple[str, str]
Values = Mapping[Cell, int | Decimal]


class Equation(NamedTuple):
    """The cells of both sides of an identity."""

    left: tuple[Cell, ...]
    right: tuple[Cell, ...]

    def holds(self, values: Values) -> bool:
        """Whether both sides come to the same."""
        return sum(map(values.__getitem__, self.left)) == sum(map(values.__getitem__, self.right))


def is_own_misreading(case: Case, table: FormTable, broken: Equation, equations: Sequence[Equation]) -> bool:
    """`equations` are all of the table; those with a cell that was not read say nothing."""
    loose = _loose_cells(case, table)
    if not loose.intersection((*broken.left, *broken.right)):
        return False
    values = {(f.row, f.column): f.number.value or 0 for f in case.report.facts if f.table == table.id}
    read = [each for each in equations if {*each.left, *each.right} <= values.keys()]
    group = _connected(broken, read)
    concerned = {cell for each in group if not each.holds(values) for cell in (*each.left, *each.right)}
    wanted = [*group, *(each for each in read if each.holds(values))]
    return any(
        all(each.holds(moved) for each in wanted)
        for row in _printed_rows(table)
        if not concerned.isdisjoint(row) and loose.issuperset(row)
        for moved in _moves(values, row)
    )


def _loose_cells(case: Case, table: FormTable) -> set[Cell]:
    """The cells that had no place of their own: on lines of text, or several in one place."""
    own = [fact for fact in case.report.facts if fact.table == table.id]
    shared = Counter(fact.place for fact in own)
    return {(f.row, f.column) for f in own if isinstance(f.place, LinePlace) or shared[f.place] > 1}


def _connected(start: Equation, equations: Sequence[Equation]) -> list[Equation]:
    """The equations that share cells with it, or with one that does."""
    group = [start]
    cells = {*start.left, *start.right}
    rest = [each for each in equations if each != start]
    while linked := [each for each in rest if not cells.isdisjoint((*each.left, *each.right))]:
        group += linked
        cells.update(cell for each in linked for cell in (*each.left, *each.right))
        rest = [each for each in rest if each not in linked]
    return group


def _printed_rows(table: FormTable) -> Iterator[list[Cell]]:
    """The cells that are printed beside one another."""
    if table.layout == "across":
        yield list(table.cells)
    else:
        yield from ([(row.id, column) for column in row.columns] for row in table.rows)


def _moves(values: Values, row: Sequence[Cell]) -> Iterator[dict[Cell, int | Decimal]]:
    """One figure of the row taken out and put in elsewhere, those between moving up."""
    figures = [values.get(cell, 0) for cell in row]
    for start in range(len(figures)):
        for end in range(len(figures)):
            moved = [*figures]
            moved.insert(end, moved.pop(start))
            if moved != figures:
                yield {**values, **dict(zip(row, moved, strict=True))}
