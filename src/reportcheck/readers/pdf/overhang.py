"""Printed pages → the same, with print that stands just beyond the open side of a table back in its cells.

Where a page break cuts through a row, its rules end at the break, and its last line of text a little below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportcheck.readers.pdf.lines import Line, join_lines, line_to_text
from reportcheck.readers.pdf.pages import PrintedPage, PrintedTable
from reportcheck.readers.pdf.tolerances import Tolerances

OVERHANG = 0.8
"""Ems by which print may stand beyond; a line of its own stands farther off."""


def without_overhang(page: PrintedPage, allowed: Tolerances) -> PrintedPage:
    """The page; only the first and the last table of it can have been cut by its edges."""
    tables = list(page.tables)
    lines = list(page.lines)
    for number in sorted({0, len(tables) - 1}) if tables else ():
        beyond = [line for line in lines if _stands_beyond(line, tables[number])]
        if len(beyond) == 1:
            tables[number] = _with_line(tables[number], beyond[0], allowed)
            lines.remove(beyond[0])
    return replace(page, lines=lines, tables=tables)


def _stands_beyond(line: Line, table: PrintedTable) -> bool:
    left, top, right, bottom = table.box
    middle = (line.box[1] + line.box[3]) / 2
    below = table.lattice.open_bottom and 0 <= middle - bottom < OVERHANG * line.em
    above = table.lattice.open_top and 0 <= top - middle < OVERHANG * line.em
    return (below or above) and left <= line.box[0] and line.box[2] <= right


def _with_line(table: PrintedTable, line: Line, allowed: Tolerances) -> PrintedTable:
    """The pieces of the line added to the cells they stand under, or over."""
    lattice = table.lattice
    below = line.box[3] > lattice.ys[-1]
    row = len(lattice.ys) - 2 if below else 0
    added = dict(_pieces(line, lattice.xs, allowed))
    cells = []
    for cell in table.cells:
        span = cell.span
        if span.row <= row < span.row + span.row_span:
            for column in range(span.column, span.column + span.column_span):
                text = added.get(column, "")
                cell = cell._replace(text=join_lines(cell.text, text) if below else join_lines(text, cell.text))
        cells.append(cell)
    return replace(table, cells=tuple(cells))


def _pieces(line: Line, xs: Sequence[float], allowed: Tolerances) -> Iterator[tuple[int, str]]:
    """Column → what of the line stands in it."""
    for column, glyphs in groupby(line.glyphs, key=lambda glyph: bisect_right(xs, (glyph[1] + glyph[3]) / 2) - 1):
        yield column, line_to_text(list(glyphs), allowed)
