"""Lattices → those that hold data: frames around other tables and rows of running text hold none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from reportcheck.readers.pdf.lattice import Lattice, Span
from reportcheck.readers.pdf.shapes import Box, Glyph

PROSE = 20
"""Glyphs from which on a cell as wide as its table, with a full stop in it, holds a sentence and no label."""


def without_frames(lattices: Sequence[Lattice]) -> list[Lattice]:
    """Leaves out what has another table inside one of its cells: it lays out the page."""
    if len(lattices) < 2:
        return list(lattices)
    boxes = [lattice.box for lattice in lattices]
    return [
        lattice
        for lattice in lattices
        if not any(
            box != lattice.box and _is_inside(box, lattice.box) and _one_cell_holds(lattice, box) for box in boxes
        )
    ]


def prose_rows(lattice: Lattice, glyphs: Mapping[int, Sequence[Glyph]]) -> list[int]:
    """The numbers of the cells as wide as the table, if one of them holds a sentence: the table lays out a text."""
    columns = len(lattice.xs) - 1
    wide = [number for number, cell in enumerate(lattice.cells) if cell.column_span == columns]
    return wide if any(_is_prose(glyphs.get(number, ())) for number in wide) else []


def without_rows(lattice: Lattice, wide: Sequence[int]) -> list[Lattice]:
    """The pieces of a table between some of its rows, each with no more columns than its cells need."""
    gaps = {row for number in wide for row in range(lattice.cells[number].row, _end(lattice.cells[number]))}
    rows = [row for row in range(len(lattice.ys) - 1) if row not in gaps]
    runs = [[row for _, row in run] for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])]
    pieces = (_piece(lattice, run[0], run[-1] + 1) for run in runs)
    return [piece for piece in pieces if piece.cells]


def _is_inside(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _one_cell_holds(lattice: Lattice, box: Box) -> bool:
    return any(_is_inside(box, lattice.cell_box(cell)) for cell in lattice.cells)


def _is_prose(glyphs: Sequence[Glyph]) -> bool:
    return len(glyphs) > PROSE and any(glyph[0] == "。" for glyph in glyphs)


def _end(cell: Span) -> int:
    return cell.row + cell.row_span


def _piece(lattice: Lattice, first: int, end: int) -> Lattice:
    """The rows from the first on; a cell that reaches beyond them is left out."""
    cells = [cell for cell in lattice.cells if first <= cell.row and _end(cell) <= end]
    edges = sorted({edge for cell in cells for edge in (cell.column, cell.column + cell.column_span)})
    number = {edge: index for index, edge in enumerate(edges)}
    spans = tuple(
        Span(
            cell.row - first,
            number[cell.column],
            cell.row_span,
            number[cell.column + cell.column_span] - number[cell.column],
        )
        for cell in cells
    )
    open_top = lattice.open_top and first == 0
    open_bottom = lattice.open_bottom and end == len(lattice.ys) - 1
    xs = tuple(lattice.xs[edge] for edge in edges)
    return Lattice(xs, lattice.ys[first : end + 1], spans, open_top, open_bottom)
