"""Plain text and Markdown → `Document`: a block per line, bar and tab tables as grids, each with line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportcheck.errors import LimitExceeded
from reportcheck.grid import Slot, rows_to_grid
from reportcheck.readers.encoding import to_utf8
from reportcheck.values import Block, Document, Grid, Limits, LinePlace, Note, Source, Text

MEDIA_TYPE = "text/plain"

_HEADING = re.compile(r"(#{1,6})\s+")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?)?\s*")
_PAGE_MARK = re.compile(
    r"\s*(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页)?|P(?:age)?\s*\d{1,4}\s*)\s*"
)
_SPACE = re.compile(r"\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def read(source: Source, limits: Limits) -> Document:
    """Raises LimitExceeded for more table cells than `limits.cells`."""
    data, guessed = to_utf8(source.data)
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    notes = (Note("encoding-guessed", {}, None),) if guessed else ()
    return Document(source.origin, source.sha256, MEDIA_TYPE, tuple(_blocks(text, limits)), notes)


def _blocks(text: str, limits: Limits) -> Iterator[Block]:
    bars: list[tuple[int, str]] = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match.group().rstrip("\n")
        if _is_bar_line(line):
            bars.append((number, line))
            continue
        yield from _flush(bars, limits)
        bars = []
        if line.strip() and not _PAGE_MARK.fullmatch(line):
            yield _line_to_text(line, number)
    yield from _flush(bars, limits)


def _is_bar_line(line: str) -> bool:
    stripped = line.strip()
    return (len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|")) or "\t" in stripped


def _flush(lines: list[tuple[int, str]], limits: Limits) -> Iterator[Grid]:
    if lines:
        if sum(line.count("|") + line.count("\t") for _, line in lines) > limits.cells:
            raise LimitExceeded("cells", limit=limits.cells)
        rows = [_slots(number, line) for number, line in lines if not _RULE.fullmatch(line)]
        if rows:
            yield rows_to_grid(rows, LinePlace(lines[0][0], 1), limits)


def _slots(number: int, line: str) -> list[Slot]:
    separator = "|" if line.strip().startswith("|") else "\t"
    pieces = list(_pieces(line, separator))
    if separator == "|":
        pieces = pieces[1:-1]
    return [Slot(_SPACE.sub(" ", text).strip(), LinePlace(number, column)) for text, column in pieces]


def _pieces(line: str, separator: str) -> Iterable[tuple[str, int]]:
    """The parts between separators, each with the column of its first visible character."""
    start = 0
    for part in line.split(separator):
        yield part, start + len(part) - len(part.lstrip()) + 1
        start += len(part) + 1


def _line_to_text(line: str, number: int) -> Text:
    column = len(line) - len(line.lstrip()) + 1
    stripped = line.strip()
    heading = _HEADING.match(stripped)
    if heading:
        return Text(stripped[heading.end() :], LinePlace(number, column + heading.end()), len(heading[1]))
    return Text(stripped, LinePlace(number, column))
