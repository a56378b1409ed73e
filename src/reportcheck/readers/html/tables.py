"""A table element without tables inside → rows of slots: cells, not rows, are what is walked.

A `td` straight in the table, or in a `div` in a row, is still a cell (measured: pages that lose rows otherwise).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.grid import Slot
from reportcheck.patterns import bytes_pattern, pattern
from reportcheck.readers.html.paths import Paths
from reportcheck.readers.html.unseen import forget_unseen
from reportcheck.readers.html.vocabulary import CELLS, LINES, RAISED, ROW_GROUPS
from reportcheck.values import ElementPlace, Grid, Limits

PROSE = 300
"""Characters in one cell from which on it holds text to be read as text: no cell of a form is half as long."""

_SPAN = pattern(r"\s*\+?([0-9]+)")
_APART = LINES | CELLS | RAISED
_RAISING_STYLE = pattern(r"line-through|vertical-align\s*:\s*(?:super|sub\b)", re.I)
_RAISING_MARKUP = bytes_pattern(rb"vertical-align\s*:\s*su[pb]")
_DIGIT = pattern(r"\d")

_slot: Callable[[tuple[str, ElementPlace, int, int]], Slot] = partial(tuple.__new__, Slot)
"""Takes the fields as one tuple, in half the time of the class's own constructor."""


@dataclass(slots=True)
class _Found:
    """The cells of each row, empty rows included (row spans count them), and the cells that hold further cells.

    `groups` are the parents of the rows: a row span ends with its group. `loose`: whether a cell stands in no row.
    """

    rows: list[list[etree._Element]] = field(default_factory=list)
    groups: list[etree._Element | None] = field(default_factory=list)
    nesting: set[etree._Element] = field(default_factory=set)
    loose: bool = False
    loose_in: etree._Element | None = None
    row: etree._Element | None = None

    def add_row(self, row: etree._Element) -> None:
        self.loose_in = None
        self.row = row
        self.rows.append([])
        parent = row.getparent()
        self.groups.append(parent)
        if parent is not None and parent.tag not in ROW_GROUPS:
            self._note_nesting(row)

    def add_cell(self, cell: etree._Element) -> None:
        parent = cell.getparent()
        if parent is not None and parent is not self.row and parent.tag != "tr":
            self._add_loose(cell, parent)
        self.rows[-1].append(cell)

    def _add_loose(self, cell: etree._Element, parent: etree._Element) -> None:
        """A cell straight in a table or a group begins a row, the next ones go on with it."""
        self._note_nesting(cell)
        straight = parent.tag in ROW_GROUPS
        self.loose = self.loose or straight
        if not self.rows or (straight and parent is not self.loose_in):
            self.rows.append([])
            self.groups.append(parent)
            self.loose_in = parent

    def _note_nesting(self, element: etree._Element) -> None:
        """Broken markup leaves cells and rows inside a cell: they are no part of its text."""
        around = next(element.iterancestors(*CELLS, "table"))
        if around.tag in CELLS:
            self.nesting.add(around)

    def put_head_first(self) -> None:
        """The first head is shown on top and the first foot at the bottom, wherever they stand (CSS 2.2, 17.2)."""
        ranks: dict[etree._Element | None, int] = {}
        for tag, rank in (("thead", -1), ("tfoot", 1)):
            first = next((group for group in self.groups if group is not None and group.tag == tag), None)
            if first is not None:
                ranks[first] = rank
        if ranks:
            order = sorted(range(len(self.rows)), key=lambda index: ranks.get(self.groups[index], 0))
            self.rows = [self.rows[index] for index in order]
            self.groups = [self.groups[index] for index in order]

    def rows_left(self) -> list[int]:
        """For each row how many there are to the end of its group, itself included."""
        left: list[int] = []
        for group, following in zip(reversed(self.groups), [None, *reversed(self.groups)], strict=False):
            left.append(left[-1] + 1 if left and group is following else 1)
        return left[::-1]


class TableReader:
    """Reads the tables of one page, whose places `paths` knows and whose cells it counts.

    `styled`: whether any style of the page raises or strikes text, so that elements need not be asked one by one;
    `loose`: whether a cell was met that stands in no row, or a table in no cell of the one around it.
    """

    def __init__(self, unprinted: set[etree._Element], limits: Limits, *, styled: bool) -> None:
        """Starts with no cell counted."""
        self.paths = Paths()
        self._unprinted = unprinted
        self._limits = limits
        self._styled = styled
        self._cells = 0
        self.loose = False

    def read(self, table: etree._Element) -> list[list[Slot]] | None:
        """The rows of a table that holds data; None for one that lays out text or pictures."""
        found = self._find_cells(table)
        if max(map(len, found.rows), default=0) <= 1:
            return None
        rows = [
            [self._slot(cell, found.nesting, left) for cell in row]
            for row, left in zip(found.rows, found.rows_left(), strict=True)
        ]
        return None if _is_layout(rows, found) else rows

    def note_table(self, inner: etree._Element) -> None:
        """A table in another: one that stands in no cell of it shows that the other was never closed."""
        if next(inner.iterancestors(*CELLS, "caption", "table")).tag == "table":
            self.loose = True

    def _find_cells(self, table: etree._Element) -> _Found:
        """Raises LimitExceeded("cells") for a page with too many."""
        found = _Found()
        for element in table.iterdescendants("tr", *CELLS):
            if element in self._unprinted:
                continue
            if element.tag == "tr":
                found.add_row(element)
            else:
                found.add_cell(element)
        self.loose = self.loose or found.loose
        self._cells += sum(map(len, found.rows))
        if self._cells > self._limits.cells:
            raise LimitExceeded("cells", limit=self._limits.cells)
        found.put_head_first()
        return found

    def _slot(self, cell: etree._Element, nesting: set[etree._Element], left: int) -> Slot:
        """`left` rows are there for a row span; one of 0 takes them all."""
        text = self._text_inside(cell, nesting) if len(cell) else cell.text
        text = " ".join(text.split()) if text else ""
        row_span, column_span = cell.get("rowspan"), cell.get("colspan")
        if row_span is None and column_span is None:
            return _slot((text, self.paths.place(cell), 1, 1))
        return _slot((text, self.paths.place(cell), min(_span(row_span) or left, left), _span(column_span) or 1))

    def _text_inside(self, cell: etree._Element, nesting: set[etree._Element]) -> str | None:
        """The text of a cell with elements in it. Words run on over lines; figures, raised and struck ones, do not."""
        if cell in nesting:
            return self._parted_text(cell)
        inner = cell
        while len(inner) == 1:
            only, text = inner[0], inner.text
            if (text and not text.isspace()) or ((tail := only.tail) and not tail.isspace()):
                break
            inner = only
        if not len(inner):
            return inner.text
        text = all_text(inner)
        if not _DIGIT.search(text):
            return text
        if forget_unseen(inner, text):
            text = all_text(inner)
        if self._is_one_piece(inner):
            return text
        return self._parted_text(cell)

    def _is_one_piece(self, element: etree._Element) -> bool:
        """Whether the text in the element stands on one line and no part of it is raised or struck."""
        for inside in element.iterdescendants():
            if inside.tag in _APART or (self._styled and _is_raised(inside)):
                return False
        return True

    def _parted_text(self, cell: etree._Element) -> str:
        """The text with a space wherever a line or a raised or struck piece begins and ends, without cells inside."""
        pieces: list[str] = [cell.text or ""]
        walker = etree.iterwalk(cell, events=("start", "end"))
        for event, element in walker:
            if element is cell:
                continue
            tag = element.tag
            if (tag in _APART or (self._styled and _is_raised(element))) and element not in self._unprinted:
                pieces.append(" ")
            if event == "end":
                pieces.append(element.tail or "")
            elif tag in CELLS:
                walker.skip_subtree()
            else:
                pieces.append(element.text or "")
        return "".join(pieces)


def may_raise(markup: bytes) -> bool:
    """Whether any style of the page, given in lower case, may raise or strike text."""
    return b"line-through" in markup or (b"vertical-align" in markup and _RAISING_MARKUP.search(markup) is not None)


def holds_more_text(table: etree._Element, grid: Grid) -> bool:
    """Whether text stands in the table outside its cells: a caption, or what broken markup left between rows."""
    return len("".join(all_text(table).split())) > len("".join("".join(cell.text for cell in grid.cells).split()))


def all_text(element: etree._Element) -> str:
    """The text of the element and of all inside it."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _is_raised(element: etree._Element) -> bool:
    style = element.get("style")
    return style is not None and _RAISING_STYLE.search(style) is not None


def _is_layout(rows: Sequence[Sequence[Slot]], found: _Found) -> bool:
    """No text, or prose; a single long remark alone in its row leaves a table a table."""
    lengths = [len(slot.text) for row in rows for slot in row]
    if max(lengths) <= PROSE:
        return not any(lengths) or _is_one_text(rows, found)
    if sum(length > PROSE for length in lengths) > 1:
        return True
    [row] = [cells for cells, row in zip(found.rows, rows, strict=True) if any(len(slot.text) > PROSE for slot in row)]
    singles, full = sum(len(row) == 1 for row in rows), sum(len(row) > 1 for row in rows)
    return len(row) > 1 or sum(1 for _ in row[0].iterdescendants(*LINES)) > 1 or singles > full


def _is_one_text(rows: Sequence[Sequence[Slot]], found: _Found) -> bool:
    """One cell that is not empty, with a text beside its margin: words in the last cell, or sentences on lines."""
    written = [(y, x) for y, row in enumerate(rows) for x, slot in enumerate(row) if slot.text]
    if len(written) > 1:
        return False
    [(y, x)] = written
    if x > 0 and len(rows[y]) - x <= 2:
        return True
    return "。" in rows[y][x].text and sum(1 for _ in found.rows[y][x].iterdescendants(*LINES)) > 1


@lru_cache(maxsize=1024)
def _span(value: str | None) -> int:
    """As HTML reads integers: the digits at the beginning; 1 for nonsense."""
    if value is None:
        return 1
    match = _SPAN.match(value)
    return int(match[1].lstrip("0")[:9] or 0) if match else 1
