"""Tables ruled in one direction alone → whether they are read by their gaps, or where the rule is that was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportcheck.readers.pdf.lattice import Lattice
from reportcheck.readers.pdf.lines import glyphs_to_lines, line_to_parts, line_to_text
from reportcheck.readers.pdf.shapes import Glyph
from reportcheck.readers.pdf.tolerances import Tolerances

STACKED = 3
"""Figures one below the other from which on a field between upright rules is a column of cells."""
LEAST_FIGURES = 3
"""Figures below labels from which on they are a row."""


def lacks_rules(lattice: Lattice, texts: Mapping[int, Sequence[Glyph]], allowed: Tolerances) -> bool:
    """Rules in one direction alone: rows that hold several columns, or columns that hold several figures."""
    if len(lattice.xs) != 2 and len(lattice.ys) != 2:
        return False
    lines = [glyphs_to_lines(glyphs, allowed) for glyphs in texts.values()]
    if len(lattice.xs) == 2:
        return sum(any(len(line_to_parts(line, allowed.column)) > 1 for line in cell) for cell in lines) > 1
    stacked = (sum(line_to_text(line, allowed).isdigit() for line in cell) for cell in lines)
    return sum(figures >= STACKED for figures in stacked) > 1


def part_figures(lattice: Lattice, texts: Mapping[int, Sequence[Glyph]], allowed: Tolerances) -> Lattice | None:
    """The same with two rows for a last one in which each label stands above its figure; None where it does not."""
    rows = len(lattice.ys) - 1
    last = [number for number, cell in enumerate(lattice.cells) if cell.row + cell.row_span == rows]
    printed = [glyphs for number in last if (glyphs := texts.get(number))]
    if sum(map(_is_mixed, printed)) < LEAST_FIGURES:
        return None
    above, below = lattice.ys[-2], lattice.ys[-1]
    for glyphs in printed:
        *labels, figure = glyphs_to_lines(glyphs, allowed)
        if not labels or any(each[0].isalpha() for each in figure):
            return None
        if any(each[0].isdigit() for line in labels for each in line):
            return None
        above = max(above, *(glyph[4] for line in labels for glyph in line))
        below = min(below, *(glyph[2] for glyph in figure))
    if above > below:
        return None
    ys = (*lattice.ys[:-1], (above + below) / 2, lattice.ys[-1])
    figures = tuple(lattice.cells[number]._replace(row=rows, row_span=1) for number in last)
    return replace(lattice, ys=ys, cells=(*lattice.cells, *figures))


def _is_mixed(glyphs: Sequence[Glyph]) -> bool:
    return any(glyph[0].isdigit() for glyph in glyphs) and not all(glyph[0].isdigit() for glyph in glyphs)
