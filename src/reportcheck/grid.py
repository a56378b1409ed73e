"""Cells with spans in reading order → a `Grid` in which every cell stands at its place.

The algorithm is the one of the HTML standard (13.1.2 "Forming a table"): a cell takes the first free slot of its row;
a row span reserves its columns in the rows below. A row span never makes rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportcheck.errors import LimitExceeded
from reportcheck.tuples import NamedTuple
from reportcheck.values import Cell, Grid, Limits, Place, new

_AREA = 20
"""Grid slots taken from the rows below, per cell a document may have: more is no table, and dear to walk."""


class Slot(NamedTuple):
    """A printed cell before it has a place: its text and the spans the source claims."""

    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1


SlotFields = tuple[str, Place, int, int]
"""A slot, named or not: a reader that makes thousands of them leaves out the name."""


def rows_to_grid(rows: Sequence[Sequence[SlotFields]], place: Place, limits: Limits) -> Grid:
    """Rows of slots → grid; spans are clamped to `limits` and to the rows there are; raises LimitExceeded for cells."""
    if sum(map(len, rows)) > limits.cells:
        raise LimitExceeded("cells", limit=limits.cells)
    cells: list[Cell] = []
    taken_until: dict[int, int] = {}
    area = 0
    for index, row in enumerate(rows):
        column = 0
        for text, where, row_span, column_span in row:
            while taken_until and taken_until.get(column, 0) > index:
                column += 1
            width = min(column_span, limits.column_span) if column_span > 1 else 1
            depth = min(row_span, limits.row_span, len(rows) - index) if row_span > 1 else 1
            cells.append(new(Cell, (text, index, column, depth, width, where)))
            if depth > 1:
                area += depth * width
                if area > _AREA * limits.cells:
                    raise LimitExceeded("cells", limit=limits.cells)
                _take(taken_until, range(column, column + width), index + depth)
            column += width
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


def _take(taken_until: dict[int, int], columns: range, row: int) -> None:
    """No cell may begin in these columns before this row."""
    for column in columns:
        taken_until[column] = max(taken_until.get(column, 0), row)
