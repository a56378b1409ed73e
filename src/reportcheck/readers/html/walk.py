"""An lxml tree → blocks in reading order: the flow of paragraphs, and the tables that hold data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.grid import rows_to_grid
from reportcheck.readers.html.paths import Paths
from reportcheck.readers.html.tables import TableReader, all_text, holds_more_text
from reportcheck.readers.html.vocabulary import BLOCKS, CELLS, LEVELS, PICTURES
from reportcheck.values import Block, Grid, Limits, Picture, Place, Text

_LINES = BLOCKS - CELLS - {"table", "pre"}
_OPEN_PICTURE = "embed"
"""A picture without an end tag of which the parser does not know it: what follows it stands inside."""
_NOT_INLINE = BLOCKS | PICTURES | {"title", "br"}

_text: Callable[[tuple[str, Place, int | None, bool]], Text] = partial(tuple.__new__, Text)
"""Takes the fields as one tuple, in half the time of the class's own constructor."""


@dataclass(slots=True)
class _Frame:
    """An element being walked: its remaining children, what it means for the text inside, the grid it was read as."""

    element: etree._Element
    children: Iterator[etree._Element]
    block: etree._Element
    link: bool = False
    preformatted: bool = False
    cells_read: bool = False
    grid: Grid | None = None


class Walker:
    """Walks one tree; `blocks` grows in reading order."""

    def __init__(self, unprinted: set[etree._Element], reader: TableReader, limits: Limits) -> None:
        """Starts with an empty paragraph."""
        self.blocks: list[Block] = []
        self._unprinted = unprinted
        self._reader = reader
        self._limits = limits
        self._paths: Paths = reader.paths
        self._parts: list[str] = []
        self._all_linked = True
        self._pictures: list[Picture] = []

    def walk(self, root: etree._Element) -> None:
        """Raises LimitExceeded("nesting") below `limits.nesting` and LimitExceeded("cells")."""
        frame = _Frame(root, root.iterchildren(), root)
        stack = [frame]
        self._add(root.text, link=False)
        while stack:
            inner = self._walk_children(frame)
            if inner is not None:
                if len(stack) > self._limits.nesting:
                    raise LimitExceeded("nesting", limit=self._limits.nesting)
                stack.append(inner)
                frame = inner
                continue
            tail = stack.pop().element.tail
            if stack:
                frame = stack[-1]
                if tail:
                    self._add(tail, link=frame.link)

    def _walk_children(self, frame: _Frame) -> _Frame | None:
        """Goes on to the next child that is to be walked itself; None when all are done."""
        for child in frame.children:
            tag = child.tag
            if tag in _LINES:
                inner = self._enter_line(child, tag, frame)
            elif tag in _NOT_INLINE:
                inner = self._enter(child, tag, frame)
            else:
                inner = self._enter_inline(child, tag, frame)
            if inner is not None:
                return inner
            text = child.tail
            if text and (self._parts or not text.isspace()):
                self._add(text, link=frame.link)
        if frame.block is frame.element:
            self._flush(frame)
        if frame.grid:
            self._add_grid(frame.grid, frame.element)
        return None

    def _enter_inline(self, child: etree._Element, tag: object, frame: _Frame) -> _Frame | None:
        """What is to be walked inside an inline element."""
        link = frame.link or tag == "a"
        self._add(child.text, link=link)
        if not len(child):
            return None
        return _Frame(child, child.iterchildren(), frame.block, link, frame.preformatted, frame.cells_read)

    def _enter_line(self, child: etree._Element, tag: str, frame: _Frame) -> _Frame | None:
        """What is to be walked inside a block that begins a line; None where it holds no further one and was read."""
        if child in self._unprinted:
            return None
        if self._parts or self._pictures:
            self._flush(frame)
        line = _read_line(child, link=frame.link)
        if line is None:
            self._add(child.text, link=frame.link)
            return _Frame(child, child.iterchildren(), child, frame.link, frame.preformatted, frame.cells_read)
        if frame.preformatted:
            self._add_lines(*line, child, preformatted=True)
        elif visible := " ".join(line[0].split()):
            self.blocks.append(_text((visible, self._paths.place(child), LEVELS.get(tag), line[1])))
        return None

    def _enter(self, child: etree._Element, tag: object, frame: _Frame) -> _Frame | None:
        """What is to be walked inside another element that is not inline: a table, a cell, preformatted text."""
        if child in self._unprinted or tag == "title" or (frame.cells_read and tag in CELLS):
            return None
        if tag in PICTURES:
            return self._enter_picture(child, tag, frame)
        self._flush(frame)
        if tag == "br":
            return None
        grid = self._read_grid(child) if tag == "table" else None
        if grid is not None and not holds_more_text(child, grid):
            self._add_grid(grid, child)
            return None
        self._add(child.text, link=frame.link)
        preformatted, cells_read = frame.preformatted or tag == "pre", frame.cells_read or grid is not None
        return _Frame(child, child.iterchildren(), child, frame.link, preformatted, cells_read, grid)

    def _enter_picture(self, child: etree._Element, tag: object, frame: _Frame) -> _Frame | None:
        """What is to be walked inside a picture: what follows an open one, the document an iframe carries itself."""
        carries = tag == "iframe" and len(child) > 0
        if not carries and not frame.cells_read:
            self._pictures.append(self._picture(child))
        return self._enter_inline(child, tag, frame) if carries or tag == _OPEN_PICTURE else None

    def _add(self, text: str | None, *, link: bool) -> None:
        if text and (self._parts or not text.isspace()):
            self._parts.append(text)
            if not link and not text.isspace():
                self._all_linked = False

    def _add_lines(self, text: str, link: bool, block: etree._Element, *, preformatted: bool) -> None:
        """A paragraph, or where line ends are kept each of its lines."""
        for line in text.split("\n") if preformatted else (text,):
            visible = " ".join(line.split())
            if visible:
                self.blocks.append(_text((visible, self._paths.place(block), LEVELS.get(block.tag), link)))

    def _flush(self, frame: _Frame) -> None:
        """The collected paragraph, then the pictures met in it."""
        if self._parts:
            self._add_lines("".join(self._parts), self._all_linked, frame.block, preformatted=frame.preformatted)
            self._parts.clear()
            self._all_linked = True
        if self._pictures:
            self.blocks += self._pictures
            self._pictures.clear()

    def _read_grid(self, table: etree._Element) -> Grid | None:
        """The grid of a table that holds data; None for one that lays out text or holds further tables."""
        inner = next(table.iterdescendants("table"), None)
        if inner is not None:
            self._reader.note_table(inner)
            return None
        rows = self._reader.read(table)
        return None if rows is None else rows_to_grid(rows, self._paths.place(table), self._limits)

    def _add_grid(self, grid: Grid, table: etree._Element) -> None:
        """The grid, then the pictures in it."""
        self.blocks.append(grid)
        self.blocks += map(self._picture, table.iter(*PICTURES))

    def _picture(self, element: etree._Element) -> Picture:
        return Picture(element.get("alt") or "", self._paths.place(element))


def _read_line(block: etree._Element, *, link: bool) -> tuple[str, bool] | None:
    """The text of a block that holds nothing but inline elements, and whether all of it is link; None for another."""
    inner = block
    while len(inner) == 1 and (not (text := inner.text) or text.isspace()):
        inner = inner[0]
        tag, tail = inner.tag, inner.tail
        if tag in _NOT_INLINE:
            return None
        if tail and not tail.isspace():
            return _read_pieces(block, link=link)
        link = link or tag == "a"
    return _read_pieces(block, link=link) if len(inner) else (inner.text or "", link)


def _read_pieces(block: etree._Element, *, link: bool) -> tuple[str, bool] | None:
    """The same for a block of several pieces."""
    links = []
    for element in block.iterdescendants():
        tag = element.tag
        if tag in _NOT_INLINE:
            return None
        if tag == "a":
            links.append(element)
    text = all_text(block)
    if links and not link:
        linked = "".join(map(all_text, links))
        link = linked == text or "".join(linked.split()) == "".join(text.split())
    return text, link
