"""PDF → `Document`: paragraphs, grids and pictures in reading order, each with its page and box.

PDFium says which glyphs and which rules stand where; everything else is geometry of our own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter
from time import monotonic

from reportcheck.errors import Damaged, NeedsOcr, Timeout
from reportcheck.language import ranges
from reportcheck.readers.pdf.blocks import pages_to_blocks
from reportcheck.readers.pdf.columns import part_columns
from reportcheck.readers.pdf.drawing import read_drawing
from reportcheck.readers.pdf.furniture import without_furniture
from reportcheck.readers.pdf.glyphs import read_glyphs
from reportcheck.readers.pdf.lattice import strokes_to_lattices
from reportcheck.readers.pdf.library import Page, pages
from reportcheck.readers.pdf.overhang import without_overhang
from reportcheck.readers.pdf.pages import PrintedPage, fill_lattices, glyphs_to_page_lines
from reportcheck.readers.pdf.shapes import Glyph
from reportcheck.readers.pdf.strikes import without_struck
from reportcheck.readers.pdf.surface import Surface, print_direction
from reportcheck.readers.pdf.tolerances import TOLERANCES
from reportcheck.values import Document, Limits, Meta, Note, Source

MEDIA_TYPE = "application/pdf"

USUAL_EM = 10.5
"""The height of print of a page that has none."""
STRAY = 0.1
"""Part of the print of a page that may run in another direction, outside of tables, without being a text of its own."""


def read(source: Source, limits: Limits) -> Document:
    """Raises Damaged, Encrypted, NeedsOcr, LimitExceeded (pages, cells, strokes) and, between two steps, Timeout."""
    check_time = _clock(limits)
    printed: list[PrintedPage] = []
    unread: list[int] = []
    for page in pages(source.data, limits):
        check_time()
        found, readable = _read_page(page, limits, check_time)
        printed.append(found)
        if not readable:
            unread.append(page.number)
    if not printed:
        raise Damaged
    if not any(page.lines or page.tables for page in printed):
        raise NeedsOcr("pages", pages=ranges(unread or [page.number for page in printed]))
    printed, heads = without_furniture(part_columns(printed, TOLERANCES))
    printed = [without_overhang(page, TOLERANCES) for page in printed]
    metadata = tuple(Meta("title", head, printed[0].surface.place((0.0, 0.0, *printed[0].size))) for head in heads)
    notes = tuple(_unread_note(number, printed) for number in unread)
    blocks = tuple(pages_to_blocks(printed, limits, TOLERANCES))
    return Document(source.origin, source.sha256, MEDIA_TYPE, blocks, notes, metadata)


def _clock(limits: Limits) -> Callable[[], None]:
    """What raises Timeout when the time of the document is up."""
    end = monotonic() + limits.seconds

    def check_time() -> None:
        if monotonic() > end:
            raise Timeout(seconds=limits.seconds)

    return check_time


def _read_page(page: Page, limits: Limits, check_time: Callable[[], None], turn: int = 0) -> tuple[PrintedPage, bool]:
    """→ (what is printed on the page, whether its text could be read); `turn` is how its print runs as displayed."""
    surface = Surface(page.number, *page.frame.size, turn)
    if turn:
        page = replace(page, frame=replace(page.frame, turns=(page.frame.turns - turn) % 4))
    glyphs, garbled = read_glyphs(page)
    em = _usual_em(glyphs)
    drawing = read_drawing(page, TOLERANCES.thin * em, limits.cells, check_time)
    if garbled or not glyphs:
        readable = not garbled and not drawing.pictures and not drawing.shapes
        return PrintedPage(surface, em, [], [], drawing.pictures), readable
    marks = [*drawing.marks, *drawing.pictures]
    glyphs, strokes = without_struck(glyphs, drawing.strokes, em, TOLERANCES)
    lattices = strokes_to_lattices(strokes, em, TOLERANCES, limits.cells, check_time)
    tables, outside = fill_lattices(lattices, glyphs, surface, em, TOLERANCES, marks)
    sideways = [glyph for glyph in outside if glyph[6]]
    if not turn and len(sideways) * 2 > len(outside):
        return _read_page(page, limits, check_time, print_direction(sideways))
    if sideways:
        outside = [glyph for glyph in outside if not glyph[6]]
    lines = glyphs_to_page_lines(outside, TOLERANCES, tables)
    return PrintedPage(surface, em, lines, tables, drawing.pictures), len(sideways) <= STRAY * len(glyphs)


def _usual_em(glyphs: list[Glyph]) -> float:
    """The median height of print."""
    heights = sorted(map(itemgetter(5), glyphs))
    return heights[len(heights) // 2] if heights else USUAL_EM


def _unread_note(number: int, printed: list[PrintedPage]) -> Note:
    page = next(page for page in printed if page.number == number)
    place = page.surface.place((0.0, 0.0, *page.size))
    return Note("text-lost", {"cause": "page-without-text", "page": number}, place)
