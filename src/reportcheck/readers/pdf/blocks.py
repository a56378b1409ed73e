"""Printed pages → blocks in reading order: tables and paragraphs that a page break cut in two are whole again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportcheck.errors import LimitExceeded
from reportcheck.numerals import is_figure
from reportcheck.readers.pdf.continued import Piece, continue_piece, piece_to_grid, to_piece
from reportcheck.readers.pdf.lines import join_lines
from reportcheck.readers.pdf.pages import PrintedPage, PrintedTable
from reportcheck.readers.pdf.paragraphs import Margins, Paragraph, goes_on, lines_to_paragraphs, pages_to_margins
from reportcheck.readers.pdf.shapes import Box
from reportcheck.readers.pdf.surface import Surface
from reportcheck.readers.pdf.tolerances import Tolerances
from reportcheck.values import Block, Limits, Picture, Text

SIZEABLE = 0.05
"""Part of a page from which on a picture may hold a table."""
BACKGROUND = 0.7
"""Part of a page from which on a picture with text on it is a background."""


@dataclass(slots=True)
class _Table:
    """A table as far as the pages read so far go."""

    page: Surface
    box: Box
    em: float
    piece: Piece
    edges: tuple[float, float] | None


_Item = _Table | Paragraph | Picture


def pages_to_blocks(pages: Sequence[PrintedPage], limits: Limits, allowed: Tolerances) -> Iterator[Block]:
    """Raises LimitExceeded for more table cells than `limits.cells`."""
    cells = 0
    for item in _joined(pages, allowed):
        if isinstance(item, _Table):
            grid = piece_to_grid(item.piece, item.page.place(item.box))
            cells += len(grid.cells)
            if cells > limits.cells:
                raise LimitExceeded("cells", limit=limits.cells)
            yield grid
        elif isinstance(item, Paragraph):
            yield from _texts(item)
        else:
            yield item


def _texts(paragraph: Paragraph) -> Iterator[Text]:
    """A paragraph, or the cells of a row of figures that has no rules, each with its own place."""
    parts = paragraph.lines[0].parts if len(paragraph.lines) == 1 else ()
    if len(parts) < 2 or not any(is_figure(text) for text, _ in parts):
        parts = ((paragraph.text, paragraph.box),)
    for text, box in parts:
        yield Text(text, paragraph.page.place(box))


def _joined(pages: Sequence[PrintedPage], allowed: Tolerances) -> list[_Item]:
    """The items of all pages, the first of each joined to the last before it where it continues it."""
    items: list[_Item] = []
    before: Margins | None = None
    for page, margins in zip(pages, pages_to_margins(pages), strict=True):
        own = _items(page, margins, allowed)
        if own and items and _continue(items[-1], own[0], before or margins, margins, allowed):
            own = own[1:]
        items += own
        if page.lines or page.tables:
            before = margins
    return items


def _continue(last: _Item, first: _Item, before: Margins, margins: Margins, allowed: Tolerances) -> bool:
    """Adds the first item of a page to the last one before, if that goes on in it."""
    if isinstance(last, _Table) and isinstance(first, _Table):
        beside = first.edges != last.edges
        piece = continue_piece(last.piece, first.piece, first.em, allowed, beside=beside)
        if piece is not None:
            last.piece, last.edges = piece, first.edges
        return piece is not None
    if not (isinstance(last, Paragraph) and isinstance(first, Paragraph)):
        return False
    if not goes_on(last.lines[-1], first.lines[0], before, margins, allowed):
        return False
    last.lines += first.lines
    last.text = join_lines(last.text, first.text)
    return True


def _items(page: PrintedPage, margins: Margins, allowed: Tolerances) -> list[_Item]:
    """Tables, paragraphs and pictures of one page, top down; no paragraph reaches over a table."""
    placed: list[tuple[float, _Item]] = [(table.box[1], _table(table, page.edges)) for table in page.tables]
    placed += [(box[1], Picture("", page.surface.place(box))) for box in _pictures(page)]
    edges = sorted(top for top, _ in placed)
    begin = 0
    for edge in [*edges, float("inf")]:
        end = begin
        while end < len(page.lines) and page.lines[end].box[1] < edge:
            end += 1
        for paragraph in lines_to_paragraphs(page.lines[begin:end], page.surface, margins, allowed):
            placed.append((paragraph.box[1], paragraph))
        begin = end
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _table(table: PrintedTable, edges: tuple[float, float] | None) -> _Table:
    return _Table(table.page, table.box, table.em, to_piece(table), edges)


def _pictures(page: PrintedPage) -> Iterator[Box]:
    """The pictures large enough to hold what is missing, but for one that lies under the text of the page."""
    width, height = page.size
    for box in page.pictures:
        left, top, right, bottom = max(box[0], 0.0), max(box[1], 0.0), min(box[2], width), min(box[3], height)
        part = (right - left) * (bottom - top) / (width * height) if right > left and bottom > top else 0.0
        if part >= SIZEABLE and not (part >= BACKGROUND and (page.lines or page.tables)):
            yield left, top, right, bottom
