"""A grid of nothing but labels directly before another → one grid: components print header and body as two tables."""

from __future__ import annotations

from collections.abc import Sequence

from reportcheck.assemble.rows import is_label
from reportcheck.grid import grid_rows
from reportcheck.values import Block, Cell, Grid


def join_headers(blocks: Sequence[Block]) -> list[Block]:
    """Only where both have the same width and the second begins with a row that holds more than labels."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if isinstance(block, Grid) and isinstance(before, Grid) and _is_header_of(before, block):
            joined[-1] = _join(before, block)
        else:
            joined.append(block)
    return joined


def _is_header_of(first: Grid, second: Grid) -> bool:
    texts = [cell.text for cell in first.cells if cell.text]
    if len(texts) < 2 or _width(first) != _width(second) or not all(map(is_label, texts)):
        return False
    beginning = next((cells for cells in grid_rows(second) if any(cell.text for cell in cells)), [])
    return not all(is_label(cell.text) for cell in beginning)


def _width(grid: Grid) -> int:
    return max((cell.column + cell.column_span for cell in grid.cells if cell.text), default=0)


def _join(first: Grid, second: Grid) -> Grid:
    """The rows of the second under those of the first."""
    below = max(cell.row + cell.row_span for cell in first.cells)
    moved = (Cell(c.text, c.row + below, c.column, c.row_span, c.column_span, c.place) for c in second.cells)
    return Grid((*first.cells, *moved), first.place)
