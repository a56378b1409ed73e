"""An open page → its glyphs in the order of the file, and whether their characters can be trusted.

PDFium is asked for two things of each glyph, its character and its loose box, which reaches from descent to ascent: the
tight box of a decimal point lies on another line. What is the same for a run of glyphs is asked for once.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from math import hypot, nan

from reportcheck.readers.pdf import calls
from reportcheck.readers.pdf.characters import UNKNOWN, fold
from reportcheck.readers.pdf.drawing import four, six
from reportcheck.readers.pdf.hidden import without_unseen
from reportcheck.readers.pdf.library import Page
from reportcheck.readers.pdf.shapes import Box, Glyph
from reportcheck.tuples import NamedTuple

ABSURD = 2.2
"""Heights of the font from which on a loose box is wrong: PDFium does not scale it where writing runs downwards."""
OBLIQUE = 0.1
"""How far the direction of print may be off a side of the page; beyond, it is a watermark and no text of the page."""
LEAST, MOST = 0.95, 1.05
"""How much the heights of boxes of one font on one line differ; a tall glyph reaches beyond the font's own."""
FAR = 4
"""Ems above, below or before the text it belongs to from which on a box was put in the wrong place by PDFium."""
GARBAGE = 0.3
"""Part of the glyphs without a known character from which on the text of a page is not to be trusted."""


class PageText(NamedTuple):
    """The glyphs of a page, without white space; `garbled`: too many of its characters are unknown."""

    glyphs: list[Glyph]
    garbled: bool


def read_glyphs(page: Page) -> PageText:
    """Every visible glyph inside the page's box."""
    count = calls.count_characters(page.text) if page.text else 0
    if count <= 0:
        return PageText([], False)
    return _Reader(page, count).read()


def _characters(text: int, count: int) -> str:
    """One character per index: in one call where that leaves none out, else one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = calls.get_text(text, 0, count, ctypes.addressof(buffer))
    found = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", errors="replace")
    if len(found) == count == written - 1:
        return found
    return "".join(_character(calls.get_unicode(text, index)) for index in range(count))


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


class _Reader:
    """Reads one page; keeps what holds for the run of glyphs being read."""

    def __init__(self, page: Page, count: int) -> None:
        self._page = page
        self._characters = without_unseen(page, _characters(page.text, count))
        self._sides = (ctypes.c_double * 4)()
        self._matrix = (ctypes.c_float * 6)()
        self._text = calls.argument(page.text)
        self._matrix_at = calls.places(self._matrix)[0]
        self._direction: tuple[float, ...] = ()
        self._tall = 0.0
        self._size = 0.0
        self._upright, self._left, self._above = page.frame.turns == 0, page.frame.left, page.frame.top
        self._em = 0.0
        self._turn = 0
        self._unmapped = False
        self._oblique = False
        self._astray = False

    def read(self) -> PageText:
        """The glyphs in the order of the file, as displayed."""
        text, count = self._page.text, len(self._characters)
        read = self._read(calls.loose_boxes(text, count))
        if not self._astray:
            return read
        from reportcheck.readers.pdf.astray import mended

        return self._read(mended(calls.loose_boxes(text, count), text))

    def _read(self, boxes: Iterable[Box]) -> PageText:
        frame = self._page.frame
        width, height = frame.size
        upright, left, above = self._upright, self._left, self._above
        if not upright:
            boxes = (frame.box(x0, bottom, x1, top) for x0, top, x1, bottom in boxes)
        glyphs: list[Glyph] = []
        add = glyphs.append
        read = {each: None if each.isspace() else fold(each) for each in set(self._characters)}
        unknown = 0
        spaced = oblique = unmapped = is_absurd = is_inside = False
        least = most = absurd = em = upper = lower = 0.0
        level = depth = nan
        turn = 0
        for index, (printed, (x0, top, x1, bottom)) in enumerate(
            zip(map(read.__getitem__, self._characters), boxes, strict=True)
        ):
            if printed is None:
                least = most = 0.0
                level = nan
                spaced = x1 > x0
                continue
            if upright and left:
                x0, x1 = x0 - left, x1 - left
            if top != level or bottom != depth:
                # What follows is the same for all glyphs side by side.
                level, depth = top, bottom
                upper, lower = (above - top, above - bottom) if upright else (top, bottom)
                tall = lower - upper
                if not least < tall < most:
                    least, most = tall * LEAST, tall * MOST
                    self._begin_run(index, tall, x0, lower)
                    em, turn, oblique, unmapped = self._em, self._turn, self._oblique, self._unmapped
                    absurd = ABSURD * em
                is_absurd = tall > absurd
                is_inside = lower > 0 and upper < height
            if oblique:
                continue
            if unmapped or printed == UNKNOWN:
                unknown += 1
            if is_absurd or x1 - x0 > absurd:
                x0, top, x1, bottom = self._tight_box(index)
                if printed and x1 > 0 and bottom > 0 and x0 < width and top < height:
                    add((printed, x0, top, x1, bottom, em, turn, spaced))
                    spaced = False
            elif printed and is_inside and x1 > 0 and x0 < width:
                add((printed, x0, upper, x1, lower, em, turn, spaced))
                spaced = False
        return PageText(glyphs, unknown > GARBAGE * len(glyphs))

    def _begin_run(self, index: int, tall: float, x0: float, bottom: float) -> None:
        """Height, direction and mapping, the same for all glyphs of a font in a line."""
        calls.get_char_matrix(self._text, index, self._matrix_at)
        direction = four(self._matrix)
        if direction == self._direction and (tall == self._tall or round(tall, 1) == round(self._tall, 1)):
            return
        text = self._page.text
        self._unmapped = calls.has_map_error(text, index) == 1
        size = calls.get_font_size(text, index)
        if direction != self._direction or size != self._size:
            self._begin_font(direction, size)
        self._direction, self._tall = direction, tall
        if not self._turn:
            *_, x, y = six(self._matrix)
            left, below = (x - self._left, self._above - y) if self._upright else self._page.frame.box(x, y, x, y)[:2]
            far = FAR * self._em
            self._astray = self._astray or left - x0 > far or abs(below - bottom) > far

    def _begin_font(self, direction: tuple[float, float, float, float], size: float) -> None:
        a, b, c, d = direction
        self._size = size
        self._em = abs(size) * hypot(c, d) or 1.0
        self._turn = self._page.frame.turn(a, b)
        self._oblique = min(abs(a), abs(b)) > OBLIQUE * max(abs(a), abs(b))

    def _tight_box(self, index: int) -> Box:
        calls.get_tight_box(self._page.text, index, *calls.places(self._sides))
        left, right, bottom, top = self._sides
        return self._page.frame.box(left, bottom, right, top)
