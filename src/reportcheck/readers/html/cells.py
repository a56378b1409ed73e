"""A table element without tables inside → its rows of cells with their paths: cells, not rows, are what is walked.

A `td` straight in the table, or in a `div` in a row, is still a cell (measured: pages that lose rows otherwise).
"""

from __future__ import annotations

from lxml import etree

from reportcheck.readers.html.paths import Paths, children, family
from reportcheck.readers.html.vocabulary import CELLS, ROW_GROUPS


class Cells:
    """The cells of each row, empty rows included (row spans count them), and the cells that hold further cells.

    `paths` has the shape of `rows`. `groups` are the parents of the rows: a row span ends with its group.
    `loose`: whether a cell stands in no row.
    """

    def __init__(self) -> None:
        """Starts without a row."""
        self.rows: list[list[etree._Element]] = []
        self.paths: list[list[str]] = []
        self.groups: list[etree._Element | None] = []
        self.nesting: set[etree._Element] = set()
        self.loose = False
        self._loose_in: etree._Element | None = None
        self._row: etree._Element | None = None

    def take_row(self, row: etree._Element, group: etree._Element, path: str) -> int:
        """A row of a group with the cells straight in it; how many there are."""
        cells, tags, steps = family(row)
        if not CELLS.issuperset(tags):
            inside = [(cell, step) for cell, tag, step in zip(cells, tags, steps, strict=True) if tag in CELLS]
            cells, steps = [cell for cell, _ in inside], [step for _, step in inside]
        self.rows.append(cells)
        self.paths.append([path + step for step in steps])
        self.groups.append(group)
        return len(cells)

    def add_row(self, row: etree._Element) -> None:
        """A row that may stand anywhere; its cells follow."""
        self._loose_in = None
        self._row = row
        self.rows.append([])
        parent = row.getparent()
        self.groups.append(parent)
        if parent is not None and parent.tag not in ROW_GROUPS:
            self._note_nesting(row)

    def add_cell(self, cell: etree._Element) -> None:
        """A cell of the last row, or of one of its own."""
        parent = cell.getparent()
        if parent is not None and parent is not self._row and parent.tag != "tr":
            self._add_loose(cell, parent)
        self.rows[-1].append(cell)

    def _add_loose(self, cell: etree._Element, parent: etree._Element) -> None:
        """A cell straight in a table or a group begins a row, the next ones go on with it."""
        self._note_nesting(cell)
        straight = parent.tag in ROW_GROUPS
        self.loose = self.loose or straight
        if not self.rows or (straight and parent is not self._loose_in):
            self.rows.append([])
            self.groups.append(parent)
            self._loose_in = parent

    def _note_nesting(self, element: etree._Element) -> None:
        """Broken markup leaves cells and rows inside a cell: they are no part of its text."""
        around = next(element.iterancestors(*CELLS, "table"))
        if around.tag in CELLS:
            self.nesting.add(around)

    def put_head_first(self) -> None:
        """The first head is shown on top and the first foot at the bottom, wherever they stand (CSS 2.2, 17.2)."""
        ranks: dict[etree._Element | None, int] = {}
        for group in dict.fromkeys(self.groups):
            rank = _RANKS.get(group.tag) if group is not None else None
            if rank and rank not in ranks.values():
                ranks[group] = rank
        if ranks:
            order = sorted(range(len(self.rows)), key=lambda index: ranks.get(self.groups[index], 0))
            self.rows = [self.rows[index] for index in order]
            self.paths = [self.paths[index] for index in order]
            self.groups = [self.groups[index] for index in order]

    def rows_left(self) -> list[int]:
        """For each row how many there are to the end of its group, itself included."""
        left: list[int] = []
        for group, following in zip(reversed(self.groups), [None, *reversed(self.groups)], strict=False):
            left.append(left[-1] + 1 if left and group is following else 1)
        return left[::-1]


_RANKS: dict[object, int] = {"thead": -1, "tfoot": 1}


def find_cells(table: etree._Element, path: str, unprinted: set[etree._Element], paths: Paths) -> Cells:
    """All cells of the table that are printed, in rows as they are shown; `path` is the table's."""
    found = _find_straight(table, path, unprinted) or _find_anywhere(table, unprinted, paths)
    found.put_head_first()
    return found


def _find_straight(table: etree._Element, path: str, unprinted: set[etree._Element]) -> Cells | None:
    """Rows straight in the table or its groups, cells straight in the rows; None where others are, or hidden ones."""
    found = Cells()
    count = 0
    for part, tag, step in children(table):
        if tag == "tr":
            count += 1 + found.take_row(part, table, path + step)
        elif tag in ROW_GROUPS:
            for row, tag_inside, step_inside in children(part):
                if tag_inside == "tr":
                    count += 1 + found.take_row(row, part, path + step + step_inside)
    there = list(table.iterdescendants("tr", *CELLS))
    return found if len(there) == count and unprinted.isdisjoint(there) else None


def _find_anywhere(table: etree._Element, unprinted: set[etree._Element], paths: Paths) -> Cells:
    found = Cells()
    for element in table.iterdescendants("tr", *CELLS):
        if element in unprinted:
            continue
        if element.tag == "tr":
            found.add_row(element)
        else:
            found.add_cell(element)
    found.paths = [[paths[cell] for cell in row] for row in found.rows]
    return found
