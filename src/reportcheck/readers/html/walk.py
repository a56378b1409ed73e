"""An lxml tree → blocks in reading order: the flow of paragraphs, and the tables that hold data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.grid import Slot, rows_to_grid
from reportcheck.readers.html.paths import Paths
from reportcheck.readers.html.tables import table_to_rows
from reportcheck.values import Block, ElementPlace, Limits, Picture, Text

BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody
    td tfoot th thead tr ul""".split()
)
SKIPPED = frozenset("button head input math noframes noscript option script select style svg template textarea".split())
PICTURES = frozenset(["img", "object", "embed", "iframe", "canvas"])
LEVELS = {f"h{level}": level for level in range(1, 7)}
PROSE = 300
"""Characters in one cell from which on a table is taken for a layout of text: no cell of a form is half as long."""


@dataclass(slots=True)
class _Flow:
    """The paragraph being collected: its text, how much of it is links, and the pictures met meanwhile."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    pictures: list[Picture] = field(default_factory=list)

    def add(self, text: str | None, *, link: bool) -> None:
        if text:
            self.parts.append(text)
            if link:
                self.linked += len("".join(text.split()))


@dataclass(slots=True)
class _Frame:
    """An element being walked, its remaining children, and what it means for the text inside."""

    element: etree._Element
    children: Iterator[etree._Element]
    block: etree._Element
    link: bool
    preformatted: bool


def walk(root: etree._Element, limits: Limits) -> Iterator[Block]:
    """Raises LimitExceeded("nesting") below `limits.nesting` and LimitExceeded("cells")."""
    paths = Paths()
    flow = _Flow()
    stack = [_frame(root, None)]
    flow.add(root.text, link=False)
    while stack:
        frame = stack[-1]
        child = next(frame.children, None)
        if child is None:
            stack.pop()
            if frame.block is frame.element:
                yield from _flush(flow, frame, paths)
            if stack:
                flow.add(frame.element.tail, link=stack[-1].link)
            continue
        tag = child.tag
        if tag in SKIPPED or not isinstance(tag, str) or _is_hidden(child):
            flow.add(child.tail, link=frame.link)
        elif tag == "br":
            yield from _flush(flow, frame, paths)
            flow.add(child.tail, link=frame.link)
        elif tag in PICTURES:
            flow.pictures.append(Picture(child.get("alt") or "", ElementPlace(paths.of(child), child.sourceline or 1)))
            flow.add(child.tail, link=frame.link)
        elif tag == "table" and (rows := _data_rows(child, paths)) is not None:
            yield from _flush(flow, frame, paths)
            if any(rows):
                yield rows_to_grid(rows, ElementPlace(paths.of(child), child.sourceline or 1), limits)
            flow.add(child.tail, link=frame.link)
        else:
            if len(stack) > limits.nesting:
                raise LimitExceeded("nesting", limit=limits.nesting)
            if tag in BLOCKS:
                yield from _flush(flow, frame, paths)
            stack.append(_frame(child, frame))
            flow.add(child.text, link=stack[-1].link)


def _frame(element: etree._Element, parent: _Frame | None) -> _Frame:
    tag = element.tag
    link = tag == "a" or (parent is not None and parent.link)
    preformatted = tag == "pre" or (parent is not None and parent.preformatted)
    block = element if parent is None or tag in BLOCKS else parent.block
    return _Frame(element, element.iterchildren(), block, link, preformatted)


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style")
    if style and "none" in style and "display:none" in style.replace(" ", "").lower():
        return True
    return element.get("hidden") is not None


def _flush(flow: _Flow, frame: _Frame, paths: Paths) -> Iterator[Block]:
    """The collected paragraph, then the pictures met in it."""
    if flow.parts:
        text = "".join(flow.parts)
        lines = text.split("\n") if frame.preformatted else [text]
        visible = [" ".join(line.split()) for line in lines]
        length = sum(len(line) - line.count(" ") for line in visible)
        if length:
            place = ElementPlace(paths.of(frame.block), frame.block.sourceline or 1)
            level = LEVELS.get(str(frame.block.tag))
            yield from (Text(line, place, level, flow.linked >= length) for line in visible if line)
        flow.parts.clear()
        flow.linked = 0
    if flow.pictures:
        yield from flow.pictures
        flow.pictures.clear()


def _data_rows(table: etree._Element, paths: Paths) -> list[list[Slot]] | None:
    """The rows of a table that holds data; None for one that lays out text or holds further tables."""
    if next(table.iterdescendants("table"), None) is not None:
        return None
    rows = table_to_rows(table, paths)
    if max(map(len, rows), default=0) == 1 or any(len(slot.text) > PROSE for row in rows for slot in row):
        return None
    return rows
