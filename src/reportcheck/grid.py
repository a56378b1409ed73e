"""Cells with spans in reading order → a `Grid` in which every cell stands at its place.

The algorithm is the one of the HTML standard (13.1.2 "Forming a table"): a cell takes the first free slot of its row;
a row span reserves its columns in the rows below. A row span never makes rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportcheck.errors import LimitExceeded
from reportcheck.values import Cell, Grid, Limits, Place


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed cell before it has a place: its text and the spans the source claims."""

    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class _Reserved:
    """Columns `start` to `end` (exclusive) are taken by a cell above, in all rows before `until`."""

    start: int
    end: int
    until: int


def rows_to_grid(rows: Sequence[Sequence[Slot]], place: Place, limits: Limits) -> Grid:
    """Rows of slots → grid; spans are clamped to `limits` and to the rows there are; raises LimitExceeded for cells."""
    cells: list[Cell] = []
    reserved: list[_Reserved] = []
    height = len(rows)
    if sum(map(len, rows)) > limits.cells:
        raise LimitExceeded("cells", limit=limits.cells)
    for index, row in enumerate(rows):
        if reserved:
            reserved = sorted((r for r in reserved if r.until > index), key=lambda r: r.start)
        column = 0
        fresh: list[_Reserved] = []
        for slot in row:
            column = _free_column(column, reserved)
            width = min(max(slot.column_span, 1), limits.column_span)
            depth = min(max(slot.row_span, 1), limits.row_span, height - index)
            cells.append(Cell(slot.text, index, column, depth, width, slot.place))
            if depth > 1:
                fresh.append(_Reserved(column, column + width, index + depth))
            column += width
        reserved += fresh
    return Grid(tuple(cells), place)


def grid_rows(grid: Grid) -> list[list[Cell]]:
    """The cells that begin in each row, by column; rows without any are empty lists."""
    rows: list[list[Cell]] = []
    for cell in grid.cells:
        while len(rows) <= cell.row:
            rows.append([])
        rows[cell.row].append(cell)
    return rows


def column_path(above: Iterable[Cell], column: int) -> tuple[Cell, ...]:
    """Those of the cells that cover the column, top down."""
    covering = (cell for cell in above if cell.column <= column < cell.column + cell.column_span)
    return tuple(sorted(covering, key=lambda cell: cell.row))


def _free_column(column: int, reserved: Sequence[_Reserved]) -> int:
    """The first column from `column` on that no cell above has taken; `reserved` is sorted by start."""
    for span in reserved:
        if span.start <= column < span.end:
            column = span.end
    return column
