"""Lines of text in which tables stand as HTML → the same lines, each table apart as the rows of its cells.

Markdown has no merged cells, so converters leave such tables as they were. No tree is built: a cell ends where the next
begins, whatever was left unclosed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from reportcheck.grid import Slot
from reportcheck.patterns import pattern
from reportcheck.values import LinePlace

_TABLE = pattern(r"<(/?)table(?=[\s>])[^<>]*>", re.I)
_TAG = pattern(r"<(/?[a-z][a-z0-9:]*)([^<>]*)>", re.I)
_SPAN = pattern(r"(row|col)span\s*=\s*[\"']?\s*([0-9]{1,9})", re.I)
_CELLS = frozenset(["td", "th"])
_PARTS = _CELLS | {"tr", "table"}
_APART = frozenset(["br", "div", "li", "p", "sup", "sub", "del", "s"])
_INLINE = pattern(r"</?(?:a|b|center|div|em|font|i|img|p|span|strong|u)(?=[\s/>])[^<>]*>", re.I)
_LEADING = pattern(rf"(?:\s|{_INLINE.pattern})*", re.I)


@dataclass(slots=True)
class HtmlTable:
    """A table in a text: where it begins, its rows, and the text in it that stands in no cell (a caption)."""

    place: LinePlace
    rows: list[list[Slot]] = field(default_factory=list)
    caption: str = ""


def holds_table(text: str) -> bool:
    """Whether an HTML table is opened anywhere."""
    return _TABLE.search(text) is not None


def part_tables(text: str) -> Iterator[tuple[int, int, HtmlTable | None]]:
    """The text in pieces, by start and end: a table, or (None) what stands between. Tables never closed are text."""
    lines = _Lines(text)
    done = 0
    for start, end in _table_edges(text):
        yield done, start, None
        yield start, end, _read_table(_without_comments(text[start:end]), start, lines)
        done = end
    yield done, len(text), None


def without_tags(line: str) -> tuple[str, int]:
    """A line outside the tables → its text without the markup around the words, and how far in that text begins."""
    if "<" not in line:
        return line, 0
    leading = _LEADING.match(line)
    begin = leading.end() if leading else 0
    return _INLINE.sub("", line[begin:]), begin


def _table_edges(text: str) -> Iterator[tuple[int, int]]:
    """The outermost tables that are closed."""
    depth = start = 0
    for match in _TABLE.finditer(text):
        if not match[1]:
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, match.end()


class _Lines:
    """Positions in a text → line and column, both from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, position: int) -> LinePlace:
        line = bisect_right(self._starts, position)
        return LinePlace(line, position - self._starts[line - 1] + 1)


def _read_table(markup: str, offset: int, lines: _Lines) -> HtmlTable:
    table = HtmlTable(lines.place(offset))
    cell: _OpenCell | None = None
    caption = _OpenCell(0, {})
    done = 0
    for match in _TAG.finditer(markup):
        name, closes = match[1].lower().removeprefix("/"), match[1].startswith("/")
        (cell or caption).add(markup[done : match.start()], done)
        done = match.end()
        if name in _PARTS:
            if cell:
                table.rows[-1].append(cell.to_slot(offset, lines))
                cell = None
            if name == "tr" and not closes:
                table.rows.append([])
            elif name in _CELLS and not closes:
                table.rows += [] if table.rows else [[]]
                cell = _OpenCell(done, dict(_SPAN.findall(match[2].lower())))
        elif name in _APART:
            (cell or caption).parts.append(" ")
    table.caption = caption.text
    return table


@dataclass(slots=True)
class _OpenCell:
    """A cell being read: where its first visible character stands, its spans as digits, the pieces of its text."""

    position: int
    spans: dict[str, str]
    parts: list[str] = field(default_factory=list)

    def add(self, piece: str, position: int) -> None:
        """A piece of text between two tags."""
        visible = len(piece.lstrip("\0 \t\r\n"))
        if visible and not self.text:
            self.position = position + len(piece) - visible
        self.parts.append(piece)

    @property
    def text(self) -> str:
        """As printed, runs of white space one space."""
        return " ".join(unescape("".join(self.parts)).replace("\0", "").split())

    def to_slot(self, offset: int, lines: _Lines) -> Slot:
        """The finished cell; a span of nonsense is one."""
        row_span, column_span = (int(self.spans.get(name, 1)) or 1 for name in ("row", "col"))
        return Slot(self.text, lines.place(offset + self.position), row_span, column_span)


def _without_comments(markup: str) -> str:
    """Comments become as many characters that are no text: no position changes."""
    pieces: list[str] = []
    done = 0
    while (start := markup.find("<!--", done)) >= 0:
        end = markup.find("-->", start)
        if end < 0:
            break
        pieces += [markup[done:start], "\0" * (end + 3 - start)]
        done = end + 3
    return "".join([*pieces, markup[done:]])
