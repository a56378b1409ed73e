"""The rules of a page → the tables they draw, in four steps: crossed, snapped and merged, closed, read as cells.

A table whose outer rule was left out, at a page break or as a matter of style, is closed where its other rules end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reportcheck.errors import LimitExceeded
from reportcheck.readers.pdf.ruling import (
    Component,
    close_sides,
    head_rules,
    merge_collinear,
    straighten,
    strokes_to_components,
)
from reportcheck.readers.pdf.shapes import Box, Stroke, Strokes
from reportcheck.readers.pdf.tolerances import Tolerances
from reportcheck.tuples import NamedTuple


class Span(NamedTuple):
    """A cell of a lattice: its first row and column, and how many it reaches over."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table: where its columns and rows begin and end, its cells, and which sides had to be closed.

    `xs` has one position more than there are columns, `ys` than rows. `open_ended`: the numbers of cells without a
    rule at their outer end, which may be no cells but the room beside a short row.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Span, ...]
    open_top: bool
    open_bottom: bool
    open_ended: frozenset[int] = frozenset()

    @property
    def box(self) -> Box:
        """The whole table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_box(self, cell: Span) -> Box:
        """One cell, from rule to rule."""
        right, bottom = self.xs[cell.column + cell.column_span], self.ys[cell.row + cell.row_span]
        return self.xs[cell.column], self.ys[cell.row], right, bottom


def strokes_to_lattices(
    strokes: Strokes, em: float, allowed: Tolerances, cells: int, check_time: Callable[[], None]
) -> list[Lattice]:
    """The tables of a page, top down. Raises LimitExceeded for lattices of more than `cells` fields."""
    snap, join = allowed.snap * em, allowed.join * em
    whole = Strokes(merge_collinear(strokes.horizontal, join), merge_collinear(strokes.vertical, join))
    components = strokes_to_components(whole, join, cells, check_time)
    closed = (head_rules(close_sides(straighten(each, snap, join), snap, join), join) for each in components)
    read = (component_to_lattice(component, allowed.covered, cells) for component in closed)
    return sorted((lattice for lattice in read if lattice), key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def component_to_lattice(component: Component, covered: float, limit: int) -> Lattice | None:
    """Rules that hang together → the table they draw; None where they close no two cells."""
    xs = sorted({stroke[0] for stroke in component.vertical})
    ys = sorted({stroke[0] for stroke in component.horizontal})
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2:
        return None
    if rows * columns > limit:
        raise LimitExceeded("cells", limit=limit)
    above = _ruled(component.horizontal, ys, xs, covered)
    beside = _ruled(component.vertical, xs, ys, covered)
    cells = _fields_to_cells(rows, columns, above, beside)
    if len(cells) < 2:
        return None
    open_top = component.open_top or _is_open(0, (c for c in cells if not c.row), columns, above)
    last = (cell for cell in cells if cell.row + cell.row_span == rows)
    open_bottom = component.open_bottom or _is_open(rows, last, columns, above)
    ended = (number for number, cell in enumerate(cells) if _is_open_ended(cell, rows, columns, beside))
    return Lattice(tuple(xs), tuple(ys), tuple(cells), open_top, open_bottom, frozenset(ended))


def _is_open_ended(cell: Span, rows: int, columns: int, beside: set[int]) -> bool:
    ends = [x for x in (cell.column, cell.column + cell.column_span) if x in (0, columns)]
    return any(x * (rows + 1) + y not in beside for x in ends for y in range(cell.row, cell.row + cell.row_span))


def _is_open(position: int, cells: Iterable[Span], columns: int, above: set[int]) -> bool:
    """Whether a rule is missing at one of the cells along that edge."""
    fields = (x for cell in cells for x in range(cell.column, cell.column + cell.column_span))
    return any(position * (columns + 1) + x not in above for x in fields)


def _ruled(strokes: Sequence[Stroke], positions: Sequence[float], across: Sequence[float], covered: float) -> set[int]:
    """Which sides of fields are ruled: position × number of fields + field."""
    number = {at: index for index, at in enumerate(positions)}
    width = len(across)
    ruled: set[int] = set()
    for at, start, end in strokes:
        first, last = max(bisect_right(across, start) - 1, 0), min(bisect_left(across, end), width - 1)
        for field in range(first, last):
            begin, stop = across[field], across[field + 1]
            if min(end, stop) - max(start, begin) >= covered * (stop - begin):
                ruled.add(number[at] * width + field)
    return ruled


def _fields_to_cells(rows: int, columns: int, above: set[int], beside: set[int]) -> list[Span]:
    """Fields with no rule between them are one cell; those that nothing closes to the outside are none."""
    width, height = columns + 1, rows + 1
    taken: set[int] = set()
    cells: list[Span] = []
    for row in range(rows):
        for column in range(columns):
            if row * columns + column in taken:
                continue
            # Most cells are one field with rules all round.
            top, left = row * width + column, column * height + row
            if top in above and top + width in above and left in beside and left + height in beside:
                cells.append(Span(row, column, 1, 1))
                continue
            right = column + 1
            while right < columns and right * height + row not in beside and row * columns + right not in taken:
                right += 1
            bottom = row + 1
            while bottom < rows and not any(bottom * width + x in above for x in range(column, right)):
                bottom += 1
            taken.update(y * columns + x for y in range(row, bottom) for x in range(column, right))
            if _is_closed(row, bottom, column, right, (rows, columns), above, beside):
                cells.append(Span(row, column, bottom - row, right - column))
    return cells


def _is_closed(
    row: int, bottom: int, column: int, right: int, size: tuple[int, int], above: set[int], beside: set[int]
) -> bool:
    """Whether rules stand all along its sides; below and above, or at one end, a side of the whole may be open.

    At a page break a rule is often drawn over some columns only.
    """
    width, height = size[1] + 1, size[0] + 1
    if bottom - row == 1 == right - column:
        sides = (row * width + column in above, bottom * width + column in above)
        if all(sides) and column * height + row in beside and right * height + row in beside:
            return True
    across, along = range(column, right), range(row, bottom)
    level = [y in (0, size[0]) for y in (row, bottom) if any(y * width + x not in above for x in across)]
    upright = [x in (0, size[1]) for x in (column, right) if any(x * height + y not in beside for y in along)]
    return all(level) and all(upright) and (not upright or (len(upright) == 1 and not level))
