"""The header cells of a grid → what stands over each of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from reportcheck.grid import column_path
from reportcheck.labels import key
from reportcheck.tuples import NamedTuple
from reportcheck.values import Cell, LinePlace


class Leaf(NamedTuple):
    """The lowest header cell over a column and the labels above it, top down."""

    column: int
    path: tuple[str, ...]


class Header:
    """The header printed over the rows of a grid: what stands over each column. Equal ones are the same object."""

    def __init__(self, leaves: tuple[Leaf, ...]) -> None:
        """`leaves` are the lowest cells of it, by column."""
        self.leaves = leaves

    @cached_property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The keys of the labels over each column, top down."""
        return tuple(tuple(map(key, leaf.path)) for leaf in self.leaves)

    @cached_property
    def words(self) -> frozenset[str]:
        """The keys of all labels in it."""
        return frozenset(word for keys in self.keys for word in keys)


NO_HEADER = Header(())


def cells_to_header(cells: Sequence[Cell]) -> Header:
    """The header made of these cells, wherever in its grid it is printed."""
    first = cells[0].row
    return _placed_header(tuple((c.text, c.row - first, c.column, c.row_span, c.column_span) for c in cells))


@lru_cache(maxsize=1024)
def header_of(leaves: tuple[Leaf, ...]) -> Header:
    """The header of these leaves, the same object each time."""
    return Header(leaves)


@lru_cache(maxsize=1024)
def _placed_header(cells: tuple[tuple[str, int, int, int, int], ...]) -> Header:
    """Header cells as they stand to one another → the header: a portal prints the same again and again."""
    return header_of(_leaves([Cell(*cell, LinePlace(0, 0)) for cell in cells]))


def _leaves(header: Sequence[Cell]) -> tuple[Leaf, ...]:
    """The header cells with nothing printed below them in the header, by column."""
    covered = {
        id(upper)
        for upper in header
        for lower in header
        if lower.row > upper.row and lower.column < upper.column + upper.column_span
        if lower.column + lower.column_span > upper.column
    }
    lowest = sorted((cell for cell in header if id(cell) not in covered), key=lambda cell: cell.column)
    return tuple(
        Leaf(cell.column, tuple(c.text for c in column_path(header, cell.column) if c.text)) for cell in lowest
    )
