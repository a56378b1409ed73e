"""Printed pages → the same, those with text in two columns, or two pages on one sheet, as parts read one after another.

A strip nothing stands in parts the columns, with lines or tables of some length on both sides over some height. What
reaches over the strip is read before what stands below it. Rows of a table without rules have short pieces, not lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportcheck.readers.pdf.lines import Line
from reportcheck.readers.pdf.pages import PrintedPage, glyphs_to_page_lines
from reportcheck.readers.pdf.tolerances import Tolerances
from reportcheck.tuples import NamedTuple

FIRST, LAST = 0.3, 0.7
"""Parts of the width of a page between which the second column begins."""
LONG = 10
"""Characters from which on a piece of a line is a line of a column."""
LEAST_LINES = 3
"""Long lines beside each other from which on there are columns; a table as tall as `TALL` says it too."""
TALL = 4.0
"""Ems over which both sides must stand beside each other."""
STRIP = 1.0
"""Ems of the strip in which nothing may stand; it ends a little before the second column."""
TRIED = 4
"""Places of the strip that are tried on a page."""

MOST_LINES = 2_000
"""Lines of a page from which on it is a drawing and not looked through for columns."""

_Range = tuple[float, float]


class _Side(NamedTuple):
    """What stands on one side of the strip: where each long line and each table begins and ends."""

    lines: list[_Range]
    tables: list[_Range]

    def span(self) -> _Range:
        every = self.lines + self.tables
        return min(top for top, _ in every), max(bottom for _, bottom in every)


class _Band(NamedTuple):
    """A stretch of a page from top to bottom that nothing reaches across."""

    top: float
    bottom: float
    left: _Side
    right: _Side


def part_columns(pages: Sequence[PrintedPage], allowed: Tolerances) -> list[PrintedPage]:
    """A strip found on one page holds on the others of its size, where there may be little on one side of it."""
    found = [_find_strip(page) for page in pages]
    usual = {page.size: strip for page, strip in zip(pages, found, strict=True) if strip is not None}
    if not usual:
        return list(pages)
    parted: list[PrintedPage] = []
    for page, own in zip(pages, found, strict=True):
        strip = usual.get(page.size) if own is None and len(page.lines) <= MOST_LINES else own
        parted += [page] if strip is None else _parts(page, strip, allowed)
    return parted


def _parts(page: PrintedPage, start: float, allowed: Tolerances) -> Iterator[PrintedPage]:
    """What reaches over the strip, and the columns between, from top to bottom."""
    done = 0.0
    for band in _bands(page, start):
        if any(band.left) and any(band.right):
            yield from _stretch(page, done, band.top, start)
            yield from _columns(page, band, start, allowed)
            done = band.bottom
    yield from _stretch(page, done, page.size[1], start)


def _stretch(page: PrintedPage, top: float, bottom: float, start: float) -> Iterator[PrintedPage]:
    """What stands on the page between two heights, if anything does; it may all be in the first column."""
    lines = [line for line in page.lines if top <= _middle(line.box) < bottom]
    tables = [table for table in page.tables if top <= _middle(table.box) < bottom]
    pictures = [box for box in page.pictures if top <= _middle(box) < bottom]
    if lines or tables or pictures:
        boxes = [line.box for line in lines] + [table.box for table in tables]
        first = all(box[2] < start for box in boxes)
        yield replace(page, lines=lines, tables=tables, pictures=pictures, edges=(0.0, start) if first else None)


def _columns(page: PrintedPage, band: _Band, start: float, allowed: Tolerances) -> Iterator[PrintedPage]:
    for whole in _stretch(page, band.top, band.bottom, start):
        glyphs = [glyph for line in whole.lines for glyph in line.glyphs]
        for edges in ((0.0, start), (start, page.size[0])):
            tables = [table for table in whole.tables if edges[0] <= table.box[0] < edges[1]]
            own = [glyph for glyph in glyphs if edges[0] <= max(glyph[1], 0.0) < edges[1]]
            pictures = [box for box in whole.pictures if edges[0] <= max(box[0], 0.0) < edges[1]]
            lines = glyphs_to_page_lines(own, allowed, tables)
            yield replace(whole, lines=lines, tables=tables, pictures=pictures, edges=edges)


def _find_strip(page: PrintedPage) -> float | None:
    """Where the second column begins: the place that leaves most of the page in columns."""
    first, last = FIRST * page.size[0], LAST * page.size[0]
    tables = [table.box[0] for table in page.tables if first < table.box[0] < last]
    lines = [box[0] for line in page.lines for text, box in line.parts if len(text) >= LONG and first < box[0] < last]
    if (not tables and len(lines) < LEAST_LINES) or len(page.lines) + len(page.tables) > MOST_LINES:
        return None
    near = Counter(round(2 * start / page.em) for start in lines + tables)
    often = [place for place, _ in near.most_common(TRIED)]
    starts = [min(start for start in lines + tables if round(2 * start / page.em) == place) for place in often]
    heights = {start: sum(_height(band, page.em) for band in _bands(page, start)) for start in starts}
    best = max(heights, key=lambda start: (heights[start], -start))
    return best if heights[best] > 0 else None


def _height(band: _Band, em: float) -> float:
    """The height over which both sides stand beside each other, 0 where that is no columns."""
    for side in band.left, band.right:
        if len(side.lines) < LEAST_LINES and not any(bottom - top >= TALL * em for top, bottom in side.tables):
            return 0.0
    (top, bottom), (other_top, other_bottom) = band.left.span(), band.right.span()
    height = min(bottom, other_bottom) - max(top, other_top)
    return height if height >= TALL * em else 0.0


def _bands(page: PrintedPage, start: float) -> Iterator[_Band]:
    """The stretches of the page between what reaches over the strip before `start`."""
    edges = sorted(_crossing(page, start))
    tops = [0.0, *(bottom for _, bottom in edges)]
    bottoms = [*(top for top, _ in edges), page.size[1]]
    for top, bottom in zip(tops, bottoms, strict=True):
        left, right = _Side([], []), _Side([], [])
        for line in page.lines:
            if top <= _middle(line.box) < bottom:
                _add_line(line, start, left, right)
        for table in page.tables:
            if top <= _middle(table.box) < bottom:
                side = left if table.box[2] < start else right
                side.tables.append((table.box[1], table.box[3]))
        yield _Band(top, bottom, left, right)


def _add_line(line: Line, start: float, left: _Side, right: _Side) -> None:
    """A row of several pieces on one side is one of a table."""
    here = [text for text, box in line.parts if box[0] < start]
    there = [text for text, box in line.parts if box[0] >= start]
    for side, pieces in ((left, here), (right, there)):
        if len(pieces) == 1 and len(pieces[0]) >= LONG:
            side.lines.append((line.box[1], line.box[3]))


def _crossing(page: PrintedPage, start: float) -> Iterator[_Range]:
    end, begin = start - page.em * STRIP / 5, start - page.em * STRIP * 6 / 5
    for line in page.lines:
        if line.box[0] < end and line.box[2] > begin and any(g[1] < end and g[3] > begin for g in line.glyphs):
            yield line.box[1], line.box[3]
    for table in page.tables:
        if table.box[0] < end and table.box[2] > begin:
            yield table.box[1], table.box[3]


def _middle(box: tuple[float, float, float, float]) -> float:
    return (box[1] + box[3]) / 2
