"""A table of WordprocessingML → its cells at their grid positions, and from what was read in them a `Grid` or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.patterns import pattern
from reportcheck.readers.docx.vocabulary import CELL, ROW, VALUE, W, number_of, printed_children, switch_of
from reportcheck.values import Block, Cell, Grid, Limits, Picture, TablePlace, Text

PROSE = 300
"""Characters in one cell from which on it holds text to be read as text: no cell of a form is half as long."""

_AREA = 20
"""Grid slots taken from the rows below, per cell a document may have: more is no table, and dear to walk."""

_DIGIT = pattern(r"\d")


@dataclass(slots=True)
class TableCell:
    """A cell: `row` and `column` of the grid from 0; `place` is the row of the file and the cell in it, both from 1.

    `joined`: whether it goes on with the cell above; `blocks` is what was read in it.
    """

    element: etree._Element
    row: int
    column: int
    column_span: int
    place: TablePlace
    joined: bool = False
    open: bool = False
    row_span: int = 1
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Words run on over lines; figures do not."""
        texts = [block.text for block in self.blocks if isinstance(block, Text)]
        text = "".join(texts)
        return " ".join(texts) if len(texts) > 1 and _DIGIT.search(text) else text


def table_cells(table: etree._Element, number: int, limits: Limits) -> list[list[TableCell]]:
    """The cells of each row with deleted ones left out; those that go on with a cell above are still among them."""
    rows: list[list[TableCell]] = []
    position = 0
    for element in printed_children(table):
        if element.tag == ROW:
            position += 1
            if position > limits.cells:
                raise LimitExceeded("cells", limit=limits.cells)
            if not _is_left_out(element.find(W + "trPr"), "del", "hidden"):
                rows.append(list(_row_cells(element, len(rows), TablePlace(number, position, 1), limits)))
    _join_downwards(rows, limits)
    return rows


def _row_cells(row: etree._Element, index: int, place: TablePlace, limits: Limits) -> Iterator[TableCell]:
    column = max(0, min(number_of(row.find(W + "trPr"), "gridBefore") or 0, limits.column_span))
    position = 0
    last: TableCell | None = None
    for element in printed_children(row):
        properties = element.find(W + "tcPr")
        if element.tag != CELL or _is_left_out(properties, "cellDel"):
            continue
        span = max(1, min(number_of(properties, "gridSpan") or 1, limits.column_span))
        if last is not None and _merge(properties, "hMerge") == "continue":
            last.column_span = min(last.column_span + span, limits.column_span)
        else:
            vertical = _merge(properties, "vMerge")
            position += 1
            where = TablePlace(place.table, place.row, position)
            last = TableCell(element, index, column, span, where, vertical == "continue", vertical is not None)
            yield last
        column = last.column + last.column_span


def _is_left_out(properties: etree._Element | None, *names: str) -> bool:
    return properties is not None and any(switch_of(properties, name) for name in names)


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """`restart`, `continue`, or None; a merging still tracked as a revision counts."""
    if properties is None:
        return None
    found = properties.find(W + name)
    if found is not None:
        return "restart" if found.get(VALUE) == "restart" else "continue"
    tracked = properties.find(W + "cellMerge") if name == "vMerge" else None
    said = None if tracked is None else tracked.get(W + name)
    return {"cont": "continue", "rest": "restart"}.get(said or "")


def _join_downwards(rows: Sequence[Sequence[TableCell]], limits: Limits) -> None:
    """A cell goes on with the one above only where that one is open to it and covers the same columns."""
    above: dict[int, TableCell] = {}
    area = 0
    for row in rows:
        current: dict[int, TableCell] = {}
        for cell in row:
            head = above.get(cell.column)
            cell.joined = cell.joined and head is not None and head.column_span == cell.column_span
            if cell.joined and head is not None:
                head.row_span += 1
                area += cell.column_span
                current[cell.column] = head
            elif cell.open:
                current[cell.column] = cell
        if area > _AREA * limits.cells:
            raise LimitExceeded("cells", limit=limits.cells)
        above = current


def to_grid(rows: Sequence[Sequence[TableCell]], number: int) -> Grid | None:
    """The grid of a table that holds data; None for one that lays out text or pictures, or holds further tables."""
    if any(isinstance(block, Grid) for row in rows for cell in row for block in cell.blocks):
        return None
    printed = [[cell for cell in row if not cell.joined] for row in rows]
    if max(map(len, printed), default=0) <= 1 or _is_layout(printed):
        return None
    cells = (
        Cell(cell.text, cell.row, cell.column, cell.row_span, cell.column_span, cell.place)
        for row in printed
        for cell in row
    )
    return Grid(tuple(cells), TablePlace(number, 1, 1))


def pictures_in(rows: Sequence[Sequence[TableCell]]) -> list[Block]:
    """The pictures in the cells, in reading order."""
    return [block for row in rows for cell in row for block in cell.blocks if isinstance(block, Picture)]


def _is_layout(rows: Sequence[Sequence[TableCell]]) -> bool:
    """No text, or prose; a single long remark alone in its row leaves a table a table."""
    lengths = [len(cell.text) for row in rows for cell in row]
    if max(lengths) <= PROSE:
        return not any(lengths) or _is_one_text(rows)
    if sum(length > PROSE for length in lengths) > 1:
        return True
    [row] = [row for row in rows if any(len(cell.text) > PROSE for cell in row)]
    singles, full = sum(len(row) == 1 for row in rows), sum(len(row) > 1 for row in rows)
    return len(row) > 1 or len(row[0].blocks) > 1 or singles > full


def _is_one_text(rows: Sequence[Sequence[TableCell]]) -> bool:
    """One cell that is not empty, with a text beside its margin: words in the last cell, or sentences on lines."""
    written = [(row, index) for row in rows for index, cell in enumerate(row) if cell.text]
    if len(written) > 1:
        return False
    [(row, index)] = written
    if index > 0 and len(row) - index <= 2:
        return True
    return "。" in row[index].text and len(row[index].blocks) > 1
