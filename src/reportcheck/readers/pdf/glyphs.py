"""An open page → its glyphs in the order of the file, and whether their characters can be trusted.

PDFium is asked for two things of each glyph, its character and its loose box, which reaches from descent to ascent: the
tight box of a decimal point lies on another line. What is the same for a run of glyphs is asked for once.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import hypot
from typing import NamedTuple

from reportcheck.readers.pdf import calls
from reportcheck.readers.pdf.characters import UNKNOWN, fold
from reportcheck.readers.pdf.library import Page
from reportcheck.readers.pdf.shapes import Box, Glyph, make_glyph

ABSURD = 2.2
"""Heights of the font from which on a loose box is wrong: PDFium does not scale it where writing runs downwards."""
OBLIQUE = 0.1
"""How far the direction of print may be off a side of the page; beyond, it is a watermark and no text of the page."""
LEAST, MOST = 0.95, 1.05
"""How much the heights of boxes of one font on one line differ; a tall glyph reaches beyond the font's own."""
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
        self._characters = _characters(page.text, count)
        self._sides = (ctypes.c_double * 4)()
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._run = (b"", 0.0)
        self._em = 0.0
        self._turn = 0
        self._unmapped = False
        self._oblique = False

    def read(self) -> PageText:
        """The glyphs in the order of the file, as displayed."""
        frame = self._page.frame
        width, height = frame.size
        upright, left, above, place = frame.turns == 0, frame.left, frame.top, frame.box
        glyphs: list[Glyph] = []
        add = glyphs.append
        unknown = 0
        last = -1.0
        spaced = False
        boxes = _boxes(self._page.text, self._characters)
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
                self._begin_run(index, tall)
            if tall > ABSURD * self._em or x1 - x0 > ABSURD * self._em:
                x0, top, x1, bottom = self._tight_box(index)
            if self._oblique:
                continue
            printed = fold(character)
            if self._unmapped or printed == UNKNOWN:
                unknown += 1
            if printed and x1 > 0 and bottom > 0 and x0 < width and top < height:
                add(make_glyph((printed, x0, top, x1, bottom, self._em, self._turn, spaced)))
                spaced = False
        return PageText(glyphs, unknown > GARBAGE * len(glyphs))

    def _begin_run(self, index: int, tall: float) -> None:
        """Height, direction and mapping, the same for all glyphs of a font in a line."""
        text = self._page.text
        calls.get_char_matrix(text, index, self._matrix_at)
        run = (bytes(self._matrix)[:16], tall)
        if run == self._run:
            return
        self._run = run
        a, b, c, d, _, _ = self._matrix
        self._em = abs(calls.get_font_size(text, index)) * hypot(c, d) or 1.0
        self._turn = self._page.frame.turn(a, b)
        self._oblique = min(abs(a), abs(b)) > OBLIQUE * max(abs(a), abs(b))
        self._unmapped = calls.has_map_error(text, index) == 1

    def _tight_box(self, index: int) -> Box:
        at = ctypes.addressof(self._sides)
        calls.get_tight_box(self._page.text, index, at, at + 8, at + 16, at + 24)
        left, right, bottom, top = self._sides
        return self._page.frame.box(left, bottom, right, top)
