"""An lxml tree → blocks in reading order: the flow of paragraphs, and the tables that hold data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.grid import rows_to_grid
from reportcheck.readers.html.paths import Paths
from reportcheck.readers.html.tables import holds_more_text, read_table
from reportcheck.readers.html.vocabulary import BLOCKS, CELLS, LEVELS, PICTURES
from reportcheck.values import Block, Grid, Limits, Picture, Text

_NO_TEXT = PICTURES | {"head"}


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

    def __init__(self, unprinted: set[etree._Element], limits: Limits) -> None:
        """Starts with an empty paragraph."""
        self.blocks: list[Block] = []
        self._unprinted = unprinted
        self._limits = limits
        self._paths = Paths()
        self._cells = 0
        self._parts: list[str] = []
        self._linked = 0
        self._pictures: list[Picture] = []

    def walk(self, root: etree._Element) -> None:
        """Raises LimitExceeded("nesting") below `limits.nesting` and LimitExceeded("cells")."""
        stack = [_Frame(root, root.iterchildren(), root)]
        self._add(root.text, link=False)
        while stack:
            frame = stack[-1]
            inner = self._walk_children(frame)
            if inner is None:
                stack.pop()
                if stack:
                    self._add(frame.element.tail, link=stack[-1].link)
            elif len(stack) > self._limits.nesting:
                raise LimitExceeded("nesting", limit=self._limits.nesting)
            else:
                stack.append(inner)

    def _walk_children(self, frame: _Frame) -> _Frame | None:
        """Goes on to the next child that has children of its own; None when all are done."""
        unprinted = self._unprinted
        for child in frame.children:
            tag = child.tag
            if child in unprinted or tag in _NO_TEXT or (frame.cells_read and tag in CELLS):
                if tag in PICTURES and child not in unprinted and not frame.cells_read:
                    self._pictures.append(self._picture(child))
            else:
                inner = self._enter(child, tag, frame)
                if inner:
                    return inner
            text = child.tail
            if text:
                self._add(text, link=frame.link)
        if frame.block is frame.element:
            self._flush(frame.block, preformatted=frame.preformatted)
        if frame.grid:
            self._add_grid(frame.grid, frame.element)
        return None

    def _enter(self, child: etree._Element, tag: object, frame: _Frame) -> _Frame | None:
        """What is to be walked inside the element; None where there is nothing, or all of it was read."""
        if tag == "br":
            self._flush(frame.block, preformatted=frame.preformatted)
            return None
        link = frame.link or tag == "a"
        if tag not in BLOCKS:
            self._add(child.text, link=link)
            if not len(child):
                return None
            return _Frame(child, child.iterchildren(), frame.block, link, frame.preformatted, frame.cells_read)
        self._flush(frame.block, preformatted=frame.preformatted)
        grid = self._read_grid(child) if tag == "table" else None
        if grid and not holds_more_text(child, grid):
            self._add_grid(grid, child)
            return None
        self._add(child.text, link=link)
        preformatted, cells_read = frame.preformatted or tag == "pre", frame.cells_read or grid is not None
        return _Frame(child, child.iterchildren(), child, link, preformatted, cells_read, grid)

    def _add(self, text: str | None, *, link: bool) -> None:
        if text and (self._parts or not text.isspace()):
            self._parts.append(text)
            if link:
                self._linked += len("".join(text.split()))

    def _flush(self, block: etree._Element, *, preformatted: bool) -> None:
        """The collected paragraph, then the pictures met in it."""
        if self._parts:
            text = "".join(self._parts)
            place, level = self._paths.place(block), LEVELS.get(str(block.tag))
            link = self._linked > 0 and self._linked >= len("".join(text.split()))
            for line in text.split("\n") if preformatted else [text]:
                visible = " ".join(line.split())
                if visible:
                    self.blocks.append(Text(visible, place, level, link))
            self._parts.clear()
            self._linked = 0
        if self._pictures:
            self.blocks += self._pictures
            self._pictures.clear()

    def _read_grid(self, table: etree._Element) -> Grid | None:
        """The grid of a table that holds data; None for one that lays out text or holds further tables."""
        if next(table.iterdescendants("table"), None) is not None:
            return None
        self._cells += sum(1 for _ in table.iter(*CELLS))
        if self._cells > self._limits.cells:
            raise LimitExceeded("cells", limit=self._limits.cells)
        rows = read_table(table, self._unprinted, self._paths)
        return None if rows is None else rows_to_grid(rows, self._paths.place(table), self._limits)

    def _add_grid(self, grid: Grid, table: etree._Element) -> None:
        """The grid, then the pictures in it."""
        self.blocks.append(grid)
        self.blocks += map(self._picture, table.iter(*PICTURES))

    def _picture(self, element: etree._Element) -> Picture:
        return Picture(element.get("alt") or "", self._paths.place(element))
