"""A table element without tables inside → rows of slots: cells, not rows, are what is walked.

A `td` straight in the table, or in a `div` in a row, is still a cell (measured: pages that lose rows otherwise).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from reportcheck.grid import Slot
from reportcheck.readers.html.paths import Paths
from reportcheck.readers.html.vocabulary import CELLS, LINES, RAISED, ROW_GROUPS
from reportcheck.values import Grid

PROSE = 300
"""Characters in one cell from which on it holds text to be read as text: no cell of a form is half as long."""

_SPAN = re.compile(r"\s*\+?([0-9]+)")
_APART = LINES | CELLS | RAISED
_RAISING_STYLE = re.compile(r"line-through|vertical-align\s*:\s*(?:super|sub\b)", re.I)
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class _Found:
    """The cells of each row, empty rows included (row spans count them), and the cells that hold further cells."""

    rows: list[list[etree._Element]] = field(default_factory=list)
    nesting: set[etree._Element] = field(default_factory=set)
    loose_in: etree._Element | None = None

    def add_row(self, row: etree._Element) -> None:
        self.rows.append([])
        self.loose_in = None
        parent = row.getparent()
        if parent is not None and parent.tag not in ROW_GROUPS:
            self._note_nesting(row)

    def add_cell(self, cell: etree._Element) -> None:
        parent = cell.getparent()
        if parent is not None and parent.tag != "tr":
            self._note_nesting(cell)
            if not self.rows or (parent.tag in ROW_GROUPS and parent is not self.loose_in):
                self.rows.append([])
                self.loose_in = parent
        self.rows[-1].append(cell)

    def _note_nesting(self, element: etree._Element) -> None:
        """Broken markup leaves cells and rows inside a cell: they are no part of its text."""
        around = next(element.iterancestors(*CELLS, "table"))
        if around.tag in CELLS:
            self.nesting.add(around)


def read_table(table: etree._Element, unprinted: set[etree._Element], paths: Paths) -> list[list[Slot]] | None:
    """The rows of a table that holds data; None for one that lays out text or pictures."""
    found = _Found()
    for element in table.iterdescendants("tr", *CELLS):
        if element in unprinted:
            continue
        if element.tag == "tr":
            found.add_row(element)
        else:
            found.add_cell(element)
    if max(map(len, found.rows), default=0) <= 1:
        return None
    rows = [[_slot(cell, found, unprinted, paths) for cell in row] for row in found.rows]
    return None if _is_layout(rows, found) else rows


def holds_more_text(table: etree._Element, grid: Grid) -> bool:
    """Whether text stands in the table outside its cells: a caption, or what broken markup left between rows."""
    text = etree.tostring(table, method="text", encoding="unicode", with_tail=False)
    return len("".join(text.split())) > len("".join("".join(cell.text for cell in grid.cells).split()))


def _is_layout(rows: Sequence[Sequence[Slot]], found: _Found) -> bool:
    """No text, or prose; a single long remark alone in its row leaves a table a table."""
    lengths = [len(slot.text) for row in rows for slot in row]
    if max(lengths) <= PROSE:
        return not any(lengths)
    if sum(length > PROSE for length in lengths) > 1:
        return True
    [row] = [cells for cells, row in zip(found.rows, rows, strict=True) if any(len(slot.text) > PROSE for slot in row)]
    singles, full = sum(len(row) == 1 for row in rows), sum(len(row) > 1 for row in rows)
    return len(row) > 1 or sum(1 for _ in row[0].iterdescendants(*LINES)) > 1 or singles > full


def _slot(cell: etree._Element, found: _Found, unprinted: set[etree._Element], paths: Paths) -> Slot:
    text = _text_inside(cell, found, unprinted) if len(cell) else cell.text or ""
    text = " ".join(text.split())
    row_span, column_span = cell.get("rowspan"), cell.get("colspan")
    if row_span is None and column_span is None:
        return Slot(text, paths.place(cell))
    return Slot(text, paths.place(cell), _span(row_span or ""), _span(column_span or ""))


def _span(value: str) -> int:
    """As HTML reads integers: the digits at the beginning; 1 for nonsense and for 0."""
    match = _SPAN.match(value)
    return int(match[1].lstrip("0")[:9] or 1) if match else 1


def _text_inside(cell: etree._Element, found: _Found, unprinted: set[etree._Element]) -> str:
    """The text of a cell with elements in it. Words run on over lines; figures, raised and struck ones, do not."""
    if cell not in found.nesting:
        text = etree.tostring(cell, method="text", encoding="unicode", with_tail=False)
        if not _DIGIT.search(text) or _is_one_piece(cell, text.strip()):
            return text
    return _parted_text(cell, unprinted)


def _is_one_piece(element: etree._Element, text: str) -> bool:
    """Whether the whole text stands in one place, whatever is wrapped around it."""
    while True:
        own = (element.text or "").strip()
        if own or not len(element):
            return own == text
        element = element[0]


def _parted_text(cell: etree._Element, unprinted: set[etree._Element]) -> str:
    """The text with a space wherever a line or a raised or struck piece begins and ends, without cells inside."""
    pieces: list[str] = [cell.text or ""]
    walker = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walker:
        if element is cell:
            continue
        tag = element.tag
        if element not in unprinted and (tag in _APART or _RAISING_STYLE.search(element.get("style", ""))):
            pieces.append(" ")
        if event == "end":
            pieces.append(element.tail or "")
        elif tag in CELLS:
            walker.skip_subtree()
        else:
            pieces.append(element.text or "")
    return "".join(pieces)
