"""A table element without tables inside → rows of slots: the texts of its cells, their places and spans."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.grid import SlotFields
from reportcheck.patterns import pattern
from reportcheck.readers.html.cells import Cells, find_cells
from reportcheck.readers.html.paths import Paths
from reportcheck.readers.html.styles import effect
from reportcheck.readers.html.unseen import forget_unseen
from reportcheck.readers.html.vocabulary import CELLS, LINES, RAISED
from reportcheck.values import ElementPlace, Grid, Limits, new

PROSE = 300
"""Characters in one cell from which on it holds text to be read as text: no cell of a form is half as long."""

_SPAN = pattern(r"\s*\+?([0-9]+)")
_APART = LINES | CELLS | RAISED
_DIGIT = pattern(r"\d")


class TableReader:
    """Reads the tables of one page, whose places `paths` knows and whose cells it counts.

    `loose`: whether a cell was met that stands in no row, or a table in no cell of the one around it.
    """

    def __init__(self, unprinted: set[etree._Element], limits: Limits) -> None:
        """Starts with no cell counted."""
        self.paths = Paths()
        self._unprinted = unprinted
        self._limits = limits
        self._cells = 0
        self.loose = False

    def read(self, table: etree._Element, path: str) -> list[list[SlotFields]] | None:
        """The rows of a table that holds data; None for one that lays out text or pictures.

        `path` is the table's; raises LimitExceeded("cells") for a page with too many.
        """
        found = find_cells(table, path, self._unprinted, self.paths)
        self.loose = self.loose or found.loose
        self._cells += sum(map(len, found.rows))
        if self._cells > self._limits.cells:
            raise LimitExceeded("cells", limit=self._limits.cells)
        if max(map(len, found.rows), default=0) <= 1:
            return None
        rows = [
            [self._slot(cell, path, found.nesting, left) for cell, path in zip(cells, paths, strict=True)]
            for cells, paths, left in zip(found.rows, found.paths, found.rows_left(), strict=True)
        ]
        return None if _is_layout(rows, found) else rows

    def note_table(self, inner: etree._Element) -> None:
        """A table in another: one that stands in no cell of it shows that the other was never closed."""
        if next(inner.iterancestors(*CELLS, "caption", "table")).tag == "table":
            self.loose = True

    def _slot(self, cell: etree._Element, path: str, nesting: set[etree._Element], left: int) -> SlotFields:
        """`left` rows are there for a row span; one of 0 takes them all."""
        text = self._text_inside(cell, nesting) if len(cell) else cell.text
        text = " ".join(text.split()) if text else ""
        row_span, column_span = cell.get("rowspan"), cell.get("colspan")
        if row_span is None and column_span is None:
            return text, new(ElementPlace, (path, cell.sourceline or 1)), 1, 1
        return (
            text,
            new(ElementPlace, (path, cell.sourceline or 1)),
            min(_span(row_span) or left, left),
            _span(column_span) or 1,
        )

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
        if not _DIGIT.search(text) or _is_one_piece(inner, text):
            return text
        apart, doubtful = _look_inside(inner)
        if doubtful and forget_unseen(inner, text):
            text = all_text(inner)
            apart, _ = _look_inside(inner)
        return self._parted_text(cell) if apart else text

    def _parted_text(self, cell: etree._Element) -> str:
        """The text with a space wherever a line or a raised or struck piece begins and ends, without cells inside."""
        pieces: list[str] = [cell.text or ""]
        walker = etree.iterwalk(cell, events=("start", "end"))
        for event, element in walker:
            if element is cell:
                continue
            tag = element.tag
            if (tag in _APART or _is_raised(element)) and element not in self._unprinted:
                pieces.append(" ")
            if event == "end":
                pieces.append(element.tail or "")
            elif tag in CELLS:
                walker.skip_subtree()
            else:
                pieces.append(element.text or "")
        return "".join(pieces)


def holds_more_text(table: etree._Element, grid: Grid) -> bool:
    """Whether text stands in the table outside its cells: a caption, or what broken markup left between rows."""
    return len("".join(all_text(table).split())) > len("".join("".join(cell.text for cell in grid.cells).split()))


def all_text(element: etree._Element) -> str:
    """The text of the element and of all inside it."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def _is_one_piece(element: etree._Element, text: str) -> bool:
    """Whether the first piece inside is all the text there is."""
    for inside in element.iterdescendants():
        piece = inside.text
        if piece and not piece.isspace():
            return piece.strip() == text.strip()
    return False


def _look_inside(element: etree._Element) -> tuple[bool, bool]:
    """→ (whether a piece has a line of its own or is raised or struck, whether one may be printed and not seen)."""
    apart = doubtful = False
    for inside in element.iterdescendants():
        tag = inside.tag
        if tag in _APART:
            apart = True
        style = inside.get("style")
        if style and (found := effect(style)):
            apart = apart or found.raises
            doubtful = doubtful or found.hides or found.whitens
        elif tag == "font" and inside.get("color"):
            doubtful = True
    return apart, doubtful


def _is_raised(element: etree._Element) -> bool:
    found = effect(element.get("style"))
    return found is not None and found.raises


def _is_layout(rows: Sequence[Sequence[SlotFields]], found: Cells) -> bool:
    """No text, or prose; a single long remark alone in its row leaves a table a table."""
    lengths = [len(text) for row in rows for text, _, _, _ in row]
    if max(lengths) <= PROSE:
        written = sum(map(bool, lengths))
        return written == 0 or (written == 1 and _is_one_text(rows, found))
    if sum(length > PROSE for length in lengths) > 1:
        return True
    [row] = [
        cells for cells, row in zip(found.rows, rows, strict=True) if any(len(text) > PROSE for text, _, _, _ in row)
    ]
    singles, full = sum(len(row) == 1 for row in rows), sum(len(row) > 1 for row in rows)
    return len(row) > 1 or sum(1 for _ in row[0].iterdescendants(*LINES)) > 1 or singles > full


def _is_one_text(rows: Sequence[Sequence[SlotFields]], found: Cells) -> bool:
    """The one cell that is not empty has a text beside its margin: words in the last cell, or sentences on lines."""
    [(y, x)] = [(y, x) for y, row in enumerate(rows) for x, (text, _, _, _) in enumerate(row) if text]
    if x > 0 and len(rows[y]) - x <= 2:
        return True
    return "。" in rows[y][x][0] and sum(1 for _ in found.rows[y][x].iterdescendants(*LINES)) > 1


@lru_cache(maxsize=1024)
def _span(value: str | None) -> int:
    """As HTML reads integers: the digits at the beginning; 1 for nonsense."""
    if value is None:
        return 1
    match = _SPAN.match(value)
    return int(match[1].lstrip("0")[:9] or 0) if match else 1
