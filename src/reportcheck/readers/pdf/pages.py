"""What was read off one page → its tables with their cells' text, and the lines of text outside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportcheck.readers.pdf.characters import UNKNOWN, is_wide
from reportcheck.readers.pdf.frames import prose_rows, without_frames, without_rows
from reportcheck.readers.pdf.lattice import Lattice, Span
from reportcheck.readers.pdf.lines import Line, glyphs_to_lines, glyphs_to_text, line_box, line_to_text
from reportcheck.readers.pdf.shapes import Box, Glyph
from reportcheck.readers.pdf.tolerances import Tolerances

MOST_MARKS = 2_000
"""Marks on a page from which on they are a drawing."""
STACKED = 3
"""Figures one below the other from which on a field between upright rules is a column of cells."""
BODY = 6
"""Glyphs from which on a part of a line shows where the text of the page begins."""
LEAST_PARTS = 3
"""Parts with wide gaps between them from which on a line is a row of a table without rules."""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a ruled table with what is printed in it."""

    span: Span
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A ruled table on one page."""

    page: int
    lattice: Lattice
    cells: tuple[PrintedCell, ...]
    em: float

    @property
    def box(self) -> Box:
        """The whole table."""
        return self.lattice.box


@dataclass(slots=True)
class PrintedPage:
    """One page: its size, its lines outside tables, its tables and its pictures, each top down."""

    number: int
    size: tuple[float, float]
    em: float
    lines: list[Line]
    tables: list[PrintedTable]
    pictures: list[Box] = field(default_factory=list)


def fill_lattices(
    lattices: Sequence[Lattice],
    glyphs: Sequence[Glyph],
    page: int,
    em: float,
    allowed: Tolerances,
    marks: Sequence[Box] = (),
) -> tuple[list[PrintedTable], list[Glyph]]:
    """→ (the tables with their text, the glyphs outside of them); a glyph stands where its middle stands."""
    lattices = without_frames(lattices)
    inside, outside = _sort_in(lattices, glyphs, allowed)
    parted = False
    kept: list[Lattice] = []
    for lattice, texts in zip(lattices, inside, strict=True):
        if _lacks_rules(lattice, texts, allowed):
            # What is between is read by its gaps, as if there were no rules at all.
            parted = True
            continue
        wide = prose_rows(lattice, texts)
        kept += without_rows(lattice, wide) if wide else [lattice]
        parted = parted or bool(wide)
    if parted:
        inside, outside = _sort_in(kept, glyphs, allowed)
    for lattice, texts in zip(kept, inside, strict=True):
        _add_marks(lattice, texts, marks, em)
    tables = [
        PrintedTable(page, lattice, tuple(_cells(lattice, texts, allowed)), em)
        for lattice, texts in zip(kept, inside, strict=True)
    ]
    return tables, outside


def _lacks_rules(lattice: Lattice, texts: dict[int, list[Glyph]], allowed: Tolerances) -> bool:
    """Rules in one direction alone: rows that hold several columns, or columns that hold several figures."""
    if len(lattice.xs) != 2 and len(lattice.ys) != 2:
        return False
    lines = [glyphs_to_lines(glyphs, allowed) for glyphs in texts.values()]
    if len(lattice.xs) == 2:
        return sum(any(len(_parts(line, allowed.column)) > 1 for line in cell) for cell in lines) > 1
    stacked = (sum(line_to_text(line, allowed).isdigit() for line in cell) for cell in lines)
    return sum(figures >= STACKED for figures in stacked) > 1


def _sort_in(
    lattices: Sequence[Lattice], glyphs: Sequence[Glyph], allowed: Tolerances
) -> tuple[list[dict[int, list[Glyph]]], list[Glyph]]:
    """→ (for each lattice the glyphs by the number of their cell, the glyphs in none).

    A figure too wide for its cell runs on over the rule: what stands on both sides of it is illegible.
    """
    fields = [(lattice.xs, lattice.ys, len(lattice.xs) - 1, _fields(lattice)) for lattice in lattices]
    inside: list[dict[int, list[Glyph]]] = [{} for _ in lattices]
    outside: list[Glyph] = []
    before, last = None, -1
    for glyph in glyphs:
        x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
        for number, (xs, ys, columns, owners) in enumerate(fields):
            if xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]:
                cell = owners[(bisect_right(ys, y) - 1) * columns + bisect_right(xs, x) - 1]
                if cell >= 0:
                    inside[number].setdefault(cell, []).append(glyph)
                    if cell != last and before and last in inside[number] and _runs_on(before, glyph, allowed):
                        for each in (last, cell):
                            inside[number][each].append(glyph._replace(text=UNKNOWN))
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
            texts.update({number: [Glyph(UNKNOWN, left, top, right, bottom, em, 0, False)] for number in covered})


def _runs_on(before: Glyph, glyph: Glyph, allowed: Tolerances) -> bool:
    """Whether two digits stand side by side as in one figure."""
    if not (before[0].isdigit() and glyph[0].isdigit()):
        return False
    level = abs(before[2] - glyph[2]) < allowed.line * glyph[5]
    return level and abs(glyph[1] - before[3]) < allowed.word * glyph[5]


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
    parted = [_parts(line, allowed.column) for line in glyphs_to_lines(glyphs, allowed)]
    long = [part[0][1] for parts in parted for part in parts if len(part) >= BODY]
    left = min([*long, *(table.box[0] for table in tables)], default=0.0)
    for parts in parted:
        if _is_marginal(parts[0], left):
            parts = parts[1:]
        if not parts:
            continue
        line = [glyph for part in parts for glyph in part]
        if len(parts) >= LEAST_PARTS:
            parts = _parts(line, allowed.cell)
        cells = tuple((line_to_text(part, allowed), line_box(part)) for part in parts)
        text = "\t".join(text for text, _ in cells)
        lines.append(Line(text, line_box(line), max(glyph[5] for glyph in line), tuple(line), cells))
    return lines


def _is_marginal(part: Sequence[Glyph], left: float) -> bool:
    """A character or two left of all that is longer: 装 订 线 written down the margin is no text of the page."""
    last = part[-1]
    return len(part) <= 2 and last[3] < left - last[5] / 2 and all(is_wide(glyph[0]) for glyph in part)


def _parts(line: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    parts = [[line[0]]]
    for before, glyph in pairwise(line):
        space = glyph[1] - before[3]
        if space > 0.0 and space > gap * max(before[5], glyph[5]):
            parts.append([])
        parts[-1].append(glyph)
    return parts
