"""Plain text and Markdown → `Document`: a block per line, tables in bars, tabs or HTML as grids, with places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from reportcheck.errors import LimitExceeded
from reportcheck.grid import Slot, rows_to_grid
from reportcheck.numerals import is_figure
from reportcheck.patterns import pattern
from reportcheck.readers.encoding import to_utf8
from reportcheck.readers.tables_in_text import HtmlTable, holds_table, part_tables, without_tags
from reportcheck.tuples import NamedTuple
from reportcheck.values import Block, Document, Grid, Limits, LinePlace, Note, Source, Text

MEDIA_TYPE = "text/plain"

_HEADING = pattern(r"(#{1,6})\s+")
_RULE_PART = pattern(r":?-+:?")
_BOX_BARS = str.maketrans("│┃║", "|||")
_EDGED = pattern(r"[+|].*[+|]")
_BOX_LINE = pattern(r"[─━═=-]{3}")
_BOX_RULE = pattern(r"[─━═┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬|+=-]{3,}")
_BOLD = pattern(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
_ESCAPE = pattern(r"\\([\\`*_{}\[\]()#+.!|~-])|<br\s*/?>", re.I)
_PAGE_MARK = pattern(
    r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*(?:[/，,]\s*)?共\s*\d{1,4}\s*页)?|P(?:age|\.)?\s*\d{1,4}"
)


class _Line(NamedTuple):
    """A line, or the part of one between form feeds: its number, the column it begins at, its text."""

    number: int
    column: int
    text: str


def read(source: Source, limits: Limits) -> Document:
    """Raises LimitExceeded for more table cells than `limits.cells`."""
    data, guessed = to_utf8(source.data)
    text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    notes = (Note("encoding-guessed", {}, None),) if guessed else ()
    return Document(source.origin, source.sha256, MEDIA_TYPE, tuple(_counted(_blocks(text, limits), limits)), notes)


def _counted(blocks: Iterator[Block], limits: Limits) -> Iterator[Block]:
    """The same blocks, as long as all their cells together are within the limit."""
    cells = 0
    for block in blocks:
        cells += len(block.cells) if isinstance(block, Grid) else 0
        if cells > limits.cells:
            raise LimitExceeded("cells", limit=limits.cells)
        yield block


def _blocks(text: str, limits: Limits) -> Iterator[Block]:
    """Lines of text one by one, tables in HTML among them."""
    if not holds_table(text):
        yield from _line_blocks(list(_lines(text)), limits)
        return
    number = column = 1
    for start, end, table in part_tables(text):
        piece = text[start:end]
        if table:
            yield from _html_blocks(table, limits)
        else:
            yield from _line_blocks(list(map(_bare, _lines(piece, number, column))), limits)
        ends = piece.count("\n")
        number += ends
        column = len(piece) - piece.rfind("\n") if ends else column + len(piece)


def _html_blocks(table: HtmlTable, limits: Limits) -> Iterator[Block]:
    if table.caption:
        yield Text(table.caption, table.place)
    if any(table.rows):
        yield rows_to_grid(table.rows, table.place, limits)


def _bare(line: _Line) -> _Line:
    text, begin = without_tags(line.text)
    return _Line(line.number, line.column + begin, text)


def _line_blocks(lines: Sequence[_Line], limits: Limits) -> Iterator[Block]:
    """Lines of text one by one, successive lines of cells as one grid."""
    cells = 0
    for separator, successive in groupby(lines, key=_separator):
        run = list(successive)
        if separator:
            cells += sum(_count_cells(line, separator) for line in run)
            if cells > limits.cells:
                raise LimitExceeded("cells", limit=limits.cells)
            rows = [_slots(line, separator) for line in run if not _is_rule(line)]
            if separator == "|" or _is_table(rows):
                if rows:
                    yield rows_to_grid(rows, LinePlace(run[0].number, run[0].column), limits)
                continue
        for line in run:
            yield from _line_to_text(line)


def _lines(text: str, first: int = 1, column: int = 1) -> Iterator[_Line]:
    """A form feed begins no line of an editor, but what stands after it is another line of print."""
    for number, line in enumerate(text.split("\n"), first):
        for part in line.split("\f"):
            yield _Line(number, column, part.translate(_BOX_BARS))
            column += len(part) + 1
        column = 1


def _separator(line: _Line) -> str | None:
    """What parts the cells of the line; None for running text, indented or not."""
    stripped = line.text.strip()
    if len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|"):
        return "|"
    if _is_box_rule(stripped) and (_EDGED.fullmatch(stripped) or any("\u2500" <= c <= "\u257f" for c in stripped)):
        return "|"
    return "\t" if stripped and "\t" in line.text.lstrip() else None


def _is_box_rule(text: str) -> bool:
    """Box characters throughout; where a cell spans rows the line between the others stops at it."""
    return _BOX_RULE.fullmatch("".join(text.split())) is not None and _BOX_LINE.search(text) is not None


def _count_cells(line: _Line, separator: str) -> int:
    if separator == "\t":
        return line.text.count("\t") + 1
    return 0 if _is_rule(line) else line.text.count("|") - 1


def _is_rule(line: _Line) -> bool:
    """A line drawn between the rows of a table: Markdown's, or of box characters."""
    if _is_box_rule(line.text):
        return True
    parts = line.text.strip().split("|")[1:-1]
    return bool(parts) and all(_RULE_PART.fullmatch(part.strip()) for part in parts)


def _is_table(rows: Sequence[Sequence[Slot]]) -> bool:
    """Whether lines with tabs are rows: a number and its heading, or an indent, are set with a tab too."""
    return any(_is_row([slot.text for slot in row if slot.text]) for row in rows)


def _is_row(texts: Sequence[str]) -> bool:
    return len(texts) > 2 or any(map(is_figure, texts[1:]))


def _slots(line: _Line, separator: str) -> list[Slot]:
    pieces = list(_pieces(line, separator))
    if separator == "|":
        pieces = pieces[1:-1]
    return [Slot(_plain(text), LinePlace(line.number, column)) for text, column in pieces]


def _plain(text: str) -> str:
    """A cell without the escapes and breaks of Markdown, runs of white space one space."""
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def _pieces(line: _Line, separator: str) -> Iterator[tuple[str, int]]:
    """The parts between separators, each with the column of its first visible character."""
    start = line.column
    for part in line.text.split(separator):
        yield part, start + len(part) - len(part.lstrip())
        start += len(part) + 1


def _line_to_text(line: _Line) -> Iterator[Text]:
    stripped = line.text.strip()
    if not stripped or _PAGE_MARK.fullmatch(stripped):
        return
    column = line.column + len(line.text) - len(line.text.lstrip()) + 2 * (_BOLD.match(stripped) is not None)
    stripped = _BOLD.sub(r"\1", stripped)
    heading = _HEADING.match(stripped)
    if heading:
        place = LinePlace(line.number, column + heading.end())
        yield Text(stripped[heading.end() :].replace("\t", " "), place, len(heading[1]))
    else:
        yield Text(stripped.replace("\t", " "), LinePlace(line.number, column))
