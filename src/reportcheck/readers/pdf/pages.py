"""What was read off one page → its tables with their cells' text, and the lines of text outside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import nan
from operator import itemgetter

from reportcheck.readers.pdf.characters import UNKNOWN, is_wide
from reportcheck.readers.pdf.frames import prose_rows, without_frames, without_rows
from reportcheck.readers.pdf.lattice import Lattice, Span
from reportcheck.readers.pdf.lines import (
    Line,
    glyphs_to_lines,
    glyphs_to_text,
    line_box,
    line_to_parts,
    line_to_text,
    runs_on,
)
from reportcheck.readers.pdf.shapes import Box, Glyph, as_unknown
from reportcheck.readers.pdf.surface import Surface, lay_glyphs, lay_lattice, table_direction
from reportcheck.readers.pdf.tolerances import Tolerances
from reportcheck.readers.pdf.unruled import lacks_rules, part_figures
from reportcheck.tuples import NamedTuple

MOST_MARKS = 2_000
"""Marks on a page from which on they are a drawing."""
BODY = 6
"""Glyphs from which on a part of a line shows where the text of the page begins."""
LEAST_PARTS = 3
"""Parts with wide gaps between them from which on a line is a row of a table without rules."""

_EM, _TURN = itemgetter(5), itemgetter(6)


class PrintedCell(NamedTuple):
    """A cell of a ruled table with what is printed in it."""

    span: Span
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A ruled table on one page; its lattice is laid to be read, its boxes stand where they do on the page."""

    page: Surface
    lattice: Lattice
    cells: tuple[PrintedCell, ...]
    em: float
    box: Box


@dataclass(slots=True)
class PrintedPage:
    """One page, or a column of it: its lines outside tables, its tables and its pictures, each top down.

    `edges`: where the column begins and ends from left to right; None for a whole page.
    """

    surface: Surface
    em: float
    lines: list[Line]
    tables: list[PrintedTable]
    pictures: list[Box] = field(default_factory=list)
    edges: tuple[float, float] | None = None

    @property
    def number(self) -> int:
        """The number of the page in the file."""
        return self.surface.number

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as it is read."""
        return self.surface.size


def fill_lattices(
    lattices: Sequence[Lattice],
    glyphs: Sequence[Glyph],
    page: Surface,
    em: float,
    allowed: Tolerances,
    marks: Sequence[Box] = (),
) -> tuple[list[PrintedTable], list[Glyph]]:
    """→ (the tables with their text, the glyphs outside of them); a glyph stands where its middle stands."""
    lattices = without_frames(lattices)
    inside, outside = _sort_in(lattices, glyphs, allowed)
    sideways = any(map(_TURN, glyphs))
    parted = False
    kept: list[Lattice] = []
    for lattice, texts in zip(lattices, inside, strict=True):
        if sideways and table_direction(texts):
            kept.append(lattice)
            continue
        if lacks_rules(lattice, texts, allowed):
            # What is between is read by its gaps, as if there were no rules at all.
            parted = True
            continue
        stacked = part_figures(lattice, texts, allowed)
        if stacked:
            kept.append(stacked)
            parted = True
            continue
        wide = prose_rows(lattice, texts)
        kept += without_rows(lattice, wide) if wide else [lattice]
        parted = parted or bool(wide)
    if parted:
        inside, outside = _sort_in(kept, glyphs, allowed)
    for lattice, texts in zip(kept, inside, strict=True):
        _add_marks(lattice, texts, marks, em)
    tables = []
    for lattice, texts in zip(kept, inside, strict=True):
        turn = table_direction(texts) if sideways else 0
        if turn:
            tables.append(_sideways_table(lattice, texts, Surface(page.number, *page.size, turn), em, allowed, page))
        else:
            tables.append(PrintedTable(page, lattice, tuple(_cells(lattice, texts, allowed)), em, lattice.box))
    return tables, outside


def _sideways_table(
    lattice: Lattice, texts: dict[int, list[Glyph]], surface: Surface, em: float, allowed: Tolerances, page: Surface
) -> PrintedTable:
    """A table printed sideways on a page, laid on a surface of its own to be read."""
    laid = lay_lattice(lattice, surface)
    texts = {number: lay_glyphs(glyphs, surface) for number, glyphs in texts.items()}
    cells = tuple(cell._replace(box=surface.displayed(cell.box)) for cell in _cells(laid, texts, allowed))
    return PrintedTable(page, laid, cells, em, lattice.box)


def _sort_in(
    lattices: Sequence[Lattice], glyphs: Sequence[Glyph], allowed: Tolerances
) -> tuple[list[dict[int, list[Glyph]]], list[Glyph]]:
    """→ (for each lattice the glyphs by the number of their cell, the glyphs in none).

    A figure too wide for its cell runs on over the rule: what stands on both sides of it is illegible.
    """
    if not lattices:
        return [], list(glyphs)
    fields = [(lattice.xs, lattice.ys, len(lattice.xs) - 1, _fields(lattice)) for lattice in lattices]
    inside: list[dict[int, list[Glyph]]] = [{} for _ in lattices]
    outside: list[Glyph] = []
    before, last = None, -1
    left = right = top = bottom = 0.0
    own: list[Glyph] = []
    level = depth = nan
    y = 0.0
    is_level = False
    for glyph in glyphs:
        _, x0, upper, x1, lower, _, _, _ = glyph
        x = (x0 + x1) / 2
        if upper != level or lower != depth:
            level, depth = upper, lower
            y = (upper + lower) / 2
            is_level = top <= y < bottom
        if is_level and left <= x < right:
            # Most glyphs stand in the cell of the one before.
            own.append(glyph)
            before = glyph
            continue
        for number, (xs, ys, columns, owners) in enumerate(fields):
            if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
                cell = owners[(bisect_right(ys, y) - 1) * columns + bisect_right(xs, x) - 1]
                if cell >= 0:
                    own = inside[number].setdefault(cell, [])
                    own.append(glyph)
                    left, top, right, bottom = lattices[number].cell_box(lattices[number].cells[cell])
                    is_level = True
                    if cell != last and before and last in inside[number] and runs_on(before, glyph, allowed):
                        for each in (last, cell):
                            inside[number][each].append(as_unknown(glyph))
                    before, last = glyph, cell
                    break
        else:
            outside.append(glyph)
    return inside, outside


def _add_marks(lattice: Lattice, texts: dict[int, list[Glyph]], marks: Sequence[Box], em: float) -> None:
    """Cells without text in which something is drawn are not blank: figures may be drawn, pasted, or typed in a field.

    What is drawn over or under cells with text is a background.
    """
    if not marks or len(texts) == len(lattice.cells):
        return
    middles = [((x0 + x1) / 2, (top + bottom) / 2) for x0, top, x1, bottom in map(lattice.cell_box, lattice.cells)]
    xs, ys, columns, owners = lattice.xs, lattice.ys, len(lattice.xs) - 1, _fields(lattice)
    for left, top, right, bottom in marks[:MOST_MARKS]:
        x, y = (left + right) / 2, (top + bottom) / 2
        if not (xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]):
            continue
        own = owners[(bisect_right(ys, y) - 1) * columns + bisect_right(xs, x) - 1]
        covered = {number for number, (x, y) in enumerate(middles) if left <= x < right and top <= y < bottom} | {own}
        if own >= 0 and not covered & texts.keys():
            texts.update({number: [(UNKNOWN, left, top, right, bottom, em, 0, False)] for number in covered})


def _fields(lattice: Lattice) -> list[int]:
    """For each field, row by row, the number of the cell it belongs to; -1 where it belongs to none."""
    columns = len(lattice.xs) - 1
    owners = [-1] * (columns * (len(lattice.ys) - 1))
    for number, (row, column, row_span, column_span) in enumerate(lattice.cells):
        for first in range(row * columns + column, (row + row_span) * columns + column, columns):
            owners[first : first + column_span] = [number] * column_span
    return owners


def _cells(lattice: Lattice, texts: dict[int, list[Glyph]], allowed: Tolerances) -> Iterable[PrintedCell]:
    for number, cell in enumerate(lattice.cells):
        glyphs = texts.get(number)
        if not glyphs and number in lattice.open_ended:
            continue
        text = glyphs_to_text(glyphs, allowed) if glyphs else ""
        yield PrintedCell(cell, text, lattice.cell_box(cell))


def glyphs_to_page_lines(
    glyphs: Sequence[Glyph], allowed: Tolerances, tables: Sequence[PrintedTable] = ()
) -> list[Line]:
    """The lines outside of tables; gaps that part columns are tabs, and in a row of cells small ones part them too."""
    lines = []
    parted = [line_to_parts(line, allowed.column) for line in glyphs_to_lines(glyphs, allowed)]
    long = [part[0][1] for parts in parted for part in parts if len(part) >= BODY]
    left = min([*long, *(table.box[0] for table in tables)], default=0.0)
    for parts in parted:
        if _is_marginal(parts[0], left):
            parts = parts[1:]
        if not parts:
            continue
        line = parts[0] if len(parts) == 1 else [glyph for part in parts for glyph in part]
        if len(parts) >= LEAST_PARTS:
            parts = line_to_parts(line, allowed.cell)
        cells = tuple((line_to_text(part, allowed), line_box(part)) for part in parts)
        text, box = cells[0] if len(cells) == 1 else ("\t".join(text for text, _ in cells), line_box(line))
        lines.append(Line(text, box, max(map(_EM, line)), tuple(line), cells))
    return lines


def _is_marginal(part: Sequence[Glyph], left: float) -> bool:
    """A character or two left of all that is longer: 装 订 线 written down the margin is no text of the page."""
    last = part[-1]
    return len(part) <= 2 and last[3] < left - last[5] / 2 and all(is_wide(glyph[0]) for glyph in part)
