"""An open page → its glyphs in the order of the file, and whether their characters can be trusted.

PDFium is asked for two things of each glyph, its character and its loose box, which reaches from descent to ascent: the
tight box of a decimal point lies on another line. What is the same for a run of glyphs is asked for once.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from math import hypot
from struct import Struct
from typing import Any

from reportcheck.readers.pdf import calls
from reportcheck.readers.pdf.characters import UNKNOWN, fold
from reportcheck.readers.pdf.hidden import without_unseen
from reportcheck.readers.pdf.library import Page
from reportcheck.readers.pdf.shapes import Box, Glyph, make_glyph
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

_six: Callable[[Any], tuple[float, float, float, float, float, float]] = Struct("6f").unpack_from
"""The bytes of an array are taken apart faster than the array."""


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


def _boxes(text: int, characters: str) -> Iterator[tuple[float, float, float, float]]:
    """The loose box of each character: left, top, right, bottom in user space."""
    buffer = (ctypes.c_float * (4 * len(characters)))()
    at = ctypes.addressof(buffer)
    get = calls.get_loose_box
    for index in range(len(characters)):
        get(text, index, at + 16 * index)
    numbers = iter(memoryview(buffer).cast("B").cast("f").tolist())
    return zip(numbers, numbers, numbers, numbers, strict=True)


class _Reader:
    """Reads one page; keeps what holds for the run of glyphs being read."""

    def __init__(self, page: Page, count: int) -> None:
        self._page = page
        self._characters = without_unseen(page, _characters(page.text, count))
        self._sides = (ctypes.c_double * 4)()
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._run: tuple[tuple[float, ...], float] = ((), 0.0)
        self._size = 0.0
        self._upright, self._left, self._above = page.frame.turns == 0, page.frame.left, page.frame.top
        self._em = 0.0
        self._turn = 0
        self._unmapped = False
        self._oblique = False
        self._astray = False

    def read(self) -> PageText:
        """The glyphs in the order of the file, as displayed."""
        read = self._read(_boxes(self._page.text, self._characters))
        if not self._astray:
            return read
        from reportcheck.readers.pdf.astray import mended

        return self._read(mended(_boxes(self._page.text, self._characters), self._page.text))

    def _read(self, boxes: Iterable[Box]) -> PageText:
        frame = self._page.frame
        width, height = frame.size
        upright, left, above, place = self._upright, self._left, self._above, frame.box
        glyphs: list[Glyph] = []
        add = glyphs.append
        unknown = 0
        last = -1.0
        spaced = oblique = unmapped = False
        absurd, em, turn = 0.0, 0.0, 0
        for index, (character, (x0, top, x1, bottom)) in enumerate(zip(self._characters, boxes, strict=True)):
            if character.isspace():
                last = -1.0
                spaced = x1 > x0
                continue
            if upright:
                x0, top, x1, bottom = x0 - left, above - top, x1 - left, above - bottom
            else:
                x0, top, x1, bottom = place(x0, bottom, x1, top)
            tall = bottom - top
            if not last * LEAST < tall < last * MOST:
                last = tall
                self._begin_run(index, tall, x0, bottom)
                em, turn, oblique, unmapped = self._em, self._turn, self._oblique, self._unmapped
                absurd = ABSURD * em
            if tall > absurd or x1 - x0 > absurd:
                x0, top, x1, bottom = self._tight_box(index)
            if oblique:
                continue
            printed = fold(character)
            if unmapped or printed == UNKNOWN:
                unknown += 1
            if printed and x1 > 0 and bottom > 0 and x0 < width and top < height:
                add(make_glyph((printed, x0, top, x1, bottom, em, turn, spaced)))
                spaced = False
        return PageText(glyphs, unknown > GARBAGE * len(glyphs))

    def _begin_run(self, index: int, tall: float, x0: float, bottom: float) -> None:
        """Height, direction and mapping, the same for all glyphs of a font in a line."""
        text = self._page.text
        calls.get_char_matrix(text, index, self._matrix_at)
        a, b, c, d, x, y = _six(self._matrix)
        matrix = (a, b, c, d)
        run = (matrix, round(tall, 1))
        if run == self._run:
            return
        self._unmapped = calls.has_map_error(text, index) == 1
        size = calls.get_font_size(text, index)
        if matrix != self._run[0] or size != self._size:
            self._begin_font(matrix, size)
        self._run = run
        if not self._turn:
            left, below = (x - self._left, self._above - y) if self._upright else self._page.frame.box(x, y, x, y)[:2]
            far = FAR * self._em
            self._astray = self._astray or left - x0 > far or abs(below - bottom) > far

    def _begin_font(self, matrix: tuple[float, float, float, float], size: float) -> None:
        a, b, c, d = matrix
        self._size = size
        self._em = abs(size) * hypot(c, d) or 1.0
        self._turn = self._page.frame.turn(a, b)
        self._oblique = min(abs(a), abs(b)) > OBLIQUE * max(abs(a), abs(b))

    def _tight_box(self, index: int) -> Box:
        at = ctypes.addressof(self._sides)
        calls.get_tight_box(self._page.text, index, at, at + 8, at + 16, at + 24)
        left, right, bottom, top = self._sides
        return self._page.frame.box(left, bottom, right, top)
