"""An lxml tree → blocks in reading order: the flow of paragraphs, and the tables that hold data."""

from __future__ import annotations

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.grid import rows_to_grid
from reportcheck.readers.html.paths import children, place
from reportcheck.readers.html.tables import TableReader, all_text, holds_more_text
from reportcheck.readers.html.vocabulary import BLOCKS, CELLS, LEVELS, PICTURES
from reportcheck.values import Block, ElementPlace, Grid, Limits, Picture, Place, Text, new

_LINES = BLOCKS - CELLS - {"table", "pre"}
_OPEN_PICTURE = "embed"
"""A picture without an end tag of which the parser does not know it: what follows it stands inside."""
_NOT_INLINE = BLOCKS | PICTURES | {"title", "br"}


class _Frame:
    """An element being walked: its remaining children, what it means for the text inside, the grid it was read as.

    `place` and `level` are those of the block the text belongs to: the element itself or one around it.
    """

    __slots__ = (
        "cells_read",
        "children",
        "element",
        "grid",
        "is_block",
        "level",
        "link",
        "path",
        "place",
        "preformatted",
    )

    def __init__(self, element: etree._Element, path: str, around: _Frame | None) -> None:
        """An element inside another means the same for its text, until more is said."""
        self.element = element
        self.path = path
        self.children = children(element)
        self.place: Place = around.place if around else place(path, element)
        self.level: int | None = around.level if around else None
        self.link: bool = around is not None and around.link
        self.preformatted: bool = around is not None and around.preformatted
        self.cells_read: bool = around is not None and around.cells_read
        self.grid: Grid | None = None
        self.is_block = around is None

    def begin_block(self, tag: str) -> _Frame:
        """The text inside belongs to the element itself."""
        self.place = place(self.path, self.element)
        self.level = LEVELS.get(tag)
        self.is_block = True
        return self


class Walker:
    """Walks one tree; `blocks` grows in reading order, `links` are the paragraphs left out of it."""

    def __init__(self, unprinted: set[etree._Element], reader: TableReader, limits: Limits) -> None:
        """Starts with an empty paragraph."""
        self.blocks: list[Block] = []
        self.links = 0
        self._unprinted = unprinted
        self._reader = reader
        self._limits = limits
        self._parts: list[str] = []
        self._all_linked = True
        self._pictures: list[Picture] = []

    def walk(self, root: etree._Element) -> None:
        """Raises LimitExceeded("nesting") below `limits.nesting` and LimitExceeded("cells")."""
        frame = _Frame(root, "/" + str(root.tag), None)
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
        for child, tag, step in frame.children:
            if tag in _LINES:
                inner = self._enter_line(child, tag, step, frame)
            elif tag in _NOT_INLINE:
                inner = self._enter(child, tag, step, frame)
            else:
                inner = self._enter_inline(child, tag, step, frame)
            if inner is not None:
                return inner
            text = child.tail
            if text and (self._parts or not text.isspace()):
                self._add(text, link=frame.link)
        if frame.is_block:
            self._flush(frame)
        if frame.grid:
            self._add_grid(frame.grid, frame.element)
        return None

    def _enter_inline(self, child: etree._Element, tag: str, step: str, frame: _Frame) -> _Frame | None:
        """What is to be walked inside an inline element."""
        link = frame.link or tag == "a"
        self._add(child.text, link=link)
        if not len(child):
            return None
        inner = _Frame(child, frame.path + step, frame)
        inner.link = link
        return inner

    def _enter_line(self, child: etree._Element, tag: str, step: str, frame: _Frame) -> _Frame | None:
        """What is to be walked inside a block that begins a line; None where it holds no further one and was read."""
        if child in self._unprinted:
            return None
        if self._parts or self._pictures:
            self._flush(frame)
        line = _read_line(child, link=frame.link)
        if line is None:
            self._add(child.text, link=frame.link)
            return _Frame(child, frame.path + step, frame).begin_block(tag)
        text, link = line
        if link and self._is_one_more_link(text):
            self.links += 1
        elif frame.preformatted:
            self._add_lines(text, link, place(frame.path + step, child), LEVELS.get(tag), preformatted=True)
        elif visible := " ".join(text.split()):
            where = new(ElementPlace, (frame.path + step, child.sourceline or 1))
            self.blocks.append(new(Text, (visible, where, LEVELS.get(tag), link)))
        return None

    def _is_one_more_link(self, text: str) -> bool:
        """Whether it goes on a row of links, of which the first stands for all; one with a number may be a heading."""
        last = self.blocks[-1] if self.blocks else None
        return type(last) is Text and last.link and "、" not in text

    def _enter(self, child: etree._Element, tag: str, step: str, frame: _Frame) -> _Frame | None:
        """What is to be walked inside another element that is not inline: a table, a cell, preformatted text."""
        if child in self._unprinted or tag == "title" or (frame.cells_read and tag in CELLS):
            return None
        if tag in PICTURES:
            return self._enter_picture(child, tag, step, frame)
        self._flush(frame)
        if tag == "br":
            return None
        path = frame.path + step
        grid = self._read_grid(child, path) if tag == "table" else None
        if grid is not None and not holds_more_text(child, grid):
            self._add_grid(grid, child)
            return None
        self._add(child.text, link=frame.link)
        inner = _Frame(child, path, frame).begin_block(tag)
        inner.preformatted = frame.preformatted or tag == "pre"
        inner.cells_read = frame.cells_read or grid is not None
        inner.grid = grid
        return inner

    def _enter_picture(self, child: etree._Element, tag: str, step: str, frame: _Frame) -> _Frame | None:
        """What is to be walked inside a picture: what follows an open one, the document an iframe carries itself."""
        carries = tag == "iframe" and len(child) > 0
        if not carries and not frame.cells_read:
            self._pictures.append(_picture(child, frame.path + step))
        return self._enter_inline(child, tag, step, frame) if carries or tag == _OPEN_PICTURE else None

    def _add(self, text: str | None, *, link: bool) -> None:
        if text and (self._parts or not text.isspace()):
            self._parts.append(text)
            if not link and not text.isspace():
                self._all_linked = False

    def _add_lines(self, text: str, link: bool, where: Place, level: int | None, *, preformatted: bool) -> None:
        """A paragraph, or where line ends are kept each of its lines."""
        for line in text.split("\n") if preformatted else (text,):
            visible = " ".join(line.split())
            if visible:
                self.blocks.append(new(Text, (visible, where, level, link)))

    def _flush(self, frame: _Frame) -> None:
        """The collected paragraph, then the pictures met in it."""
        if self._parts:
            text = "".join(self._parts)
            self._add_lines(text, self._all_linked, frame.place, frame.level, preformatted=frame.preformatted)
            self._parts.clear()
            self._all_linked = True
        if self._pictures:
            self.blocks += self._pictures
            self._pictures.clear()

    def _read_grid(self, table: etree._Element, path: str) -> Grid | None:
        """The grid of a table that holds data; None for one that lays out text or holds further tables."""
        inner = next(table.iterdescendants("table"), None)
        if inner is not None:
            self._reader.note_table(inner)
            return None
        rows = self._reader.read(table, path)
        return None if rows is None else rows_to_grid(rows, place(path, table), self._limits)

    def _add_grid(self, grid: Grid, table: etree._Element) -> None:
        """The grid, then the pictures in it."""
        self.blocks.append(grid)
        self.blocks += [_picture(element, self._reader.paths[element]) for element in table.iter(*PICTURES)]


def _picture(element: etree._Element, path: str) -> Picture:
    return Picture(element.get("alt") or "", place(path, element))


def _read_line(block: etree._Element, *, link: bool) -> tuple[str, bool] | None:
    """The text of a block that holds nothing but inline elements, and whether all of it is link; None for another."""
    inner = block
    while size := len(inner):
        if size > 1 or ((text := inner.text) and not text.isspace()):
            return _read_pieces(block, link=link)
        inner = inner[0]
        tag, tail = inner.tag, inner.tail
        if tag in _NOT_INLINE:
            return None
        if tail and not tail.isspace():
            return _read_pieces(block, link=link)
        link = link or tag == "a"
    return inner.text or "", link


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
