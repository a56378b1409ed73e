"""A page → the grids a browser makes of it: Lexbor's tree, which conforms to the HTML standard, and its table model.

Nothing of the reader is used. Where the two differ one of them is wrong, and a browser is what people look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

Cell = tuple[int, int, int, int, str]
"""Row, column, row span, column span, text without white space. Rows without cells are not counted."""

UNPRINTED = frozenset(
    "button head input math noframes noscript option script select style svg template textarea".split()
)
GROUPS = frozenset({"thead", "tbody", "tfoot"})
PROSE = 300


@dataclass
class Row:
    """The cells of a row and how many rows of its group are left, itself included: no span goes beyond."""

    cells: list[LexborNode]
    left: int


def browser_grids(markup: str) -> list[list[Cell]]:
    """The tables that hold data, in order: not those that lay out other tables or texts, nor what is hidden."""
    tables = (node for node in LexborHTMLParser(markup).root.traverse() if node.tag == "table")
    found = (form_table(table) for table in tables if not is_hidden(table) and not holds_table(table))
    return [cells for cells in found if holds_data(cells)]


def holds_data(cells: list[Cell]) -> bool:
    """Rows of several cells, more than one of them filled, none of them with prose."""
    lengths = [len(text) for *_, text in cells]
    rows = [row for row, *_ in cells]
    return len(set(rows)) < len(rows) and sum(length > 0 for length in lengths) > 1 and max(lengths) <= PROSE


def form_table(table: LexborNode) -> list[Cell]:
    """The standard's algorithm for forming a table, with a set of the slots that are taken."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for y, row in enumerate(rows_of(table)):
        x = 0
        for cell in row.cells:
            while (y, x) in taken:
                x += 1
            width = max(1, min(number(cell, "colspan", 1), 1000))
            height = number(cell, "rowspan", 1)
            height = row.left if height == 0 else max(1, min(height, row.left))
            taken.update((y + down, x + right) for down in range(height) for right in range(width))
            cells.append((y, x, height, width, printed(cell)))
            x += width
    return without_empty_rows(cells)


def without_empty_rows(cells: list[Cell]) -> list[Cell]:
    """Row numbers and spans as if rows in which no cell begins were not there."""
    begun = sorted({row for row, *_ in cells})
    return [
        (begun.index(row), column, sum(row <= each < row + height for each in begun), width, text)
        for row, column, height, width, text in cells
    ]


def rows_of(table: LexborNode) -> Iterator[Row]:
    """Rows in the order they are shown in, each group's spans ending with it: the first head on top, the first foot last."""
    groups: list[list[LexborNode]] = [[]]
    heads: list[list[LexborNode]] = []
    feet: list[list[LexborNode]] = []
    for child in table.iter():
        if child.tag == "tr":
            groups[-1].append(child)
        elif child.tag in GROUPS and not hides(child):
            rows = [row for row in child.iter() if row.tag == "tr"]
            once = {"thead": heads, "tfoot": feet}.get(child.tag or "")
            if once is not None and not once and rows:
                once.append(rows)
                groups.append([])
            else:
                groups += [rows, []]
    for group in (*heads, *groups, *feet):
        yield from rows_of_group(group)


def rows_of_group(rows: list[LexborNode]) -> Iterator[Row]:
    shown = [row for row in rows if not hides(row)]
    for number_, row in enumerate(shown):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th") and not hides(cell)]
        yield Row(cells, len(shown) - number_)


def number(cell: LexborNode, name: str, default: int) -> int:
    """As the standard reads non-negative integers."""
    match = re.match(r"\s*\+?([0-9]+)", cell.attributes.get(name) or "")
    return int(match[1]) if match else default


def printed(node: LexborNode) -> str:
    """The text of a node without white space, without what is not printed."""
    pieces: list[str] = []
    stack = [node]
    while stack:
        each = stack.pop()
        if each.is_text_node:
            pieces.append(each.text_content or "")
        elif each.is_element_node and not hides(each):
            stack += reversed(list(each.iter(include_text=True)))
    return "".join("".join(pieces).split())


def hides(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").lower()
    return (
        node.tag in UNPRINTED
        or "hidden" in node.attributes
        or re.search(r"(?<![\w-])display\s*:\s*none", style) is not None
    )


def is_hidden(node: LexborNode) -> bool:
    parent: LexborNode | None = node
    while parent is not None and parent.is_element_node:
        if hides(parent):
            return True
        parent = parent.parent
    return False


def holds_table(table: LexborNode) -> bool:
    return any(node.tag == "table" and node.mem_id != table.mem_id for node in table.traverse())
