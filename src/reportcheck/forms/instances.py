"""A table of the form → its identities on each row or column they hold on, as the cells of both sides."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property, lru_cache

from reportcheck.forms import FormTable, Identity

Cell = tuple[str, str]
"""Row and column."""
Name = tuple[str, str, str]
"""Table, row and column: what a fact of a report is called."""


class Instance:
    """An identity on one row or column: the cells of both sides, in the order of the identity."""

    def __init__(
        self, table: FormTable, identity: Identity, along: str, left: tuple[Cell, ...], right: tuple[Cell, ...]
    ) -> None:
        """`along` is the id of that row or column; each instance is compared as an object."""
        self.table = table
        self.identity = identity
        self.along = along
        self.left = left
        self.right = right

    @property
    def is_plain(self) -> bool:
        """One total = its parts; otherwise a balance of two sums."""
        return len(self.left) == 1

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, the total last; a balance in its own order."""
        return (*self.right, *self.left) if self.is_plain else (*self.left, *self.right)

    @cached_property
    def facts(self) -> tuple[tuple[Cell, Name], ...]:
        """Each cell with its name among the facts of a report."""
        return tuple((cell, (self.table.id, *cell)) for cell in self.cells)

    @cached_property
    def left_names(self) -> tuple[Name, ...]:
        """The cells of the left side as they are named among the facts."""
        return tuple((self.table.id, *cell) for cell in self.left)

    @cached_property
    def right_names(self) -> tuple[Name, ...]:
        """The same of the right side."""
        return tuple((self.table.id, *cell) for cell in self.right)

    @property
    def standing_alone(self) -> tuple[Cell, ...]:
        """The cells without which there is nothing to check: the total; in a balance the first of each side."""
        return self.left if self.is_plain else (self.left[0], self.right[0])

    def holds(self, values: Mapping[Cell, int | Decimal]) -> bool:
        """Whether both sides come to the same; KeyError for a cell without a value."""
        return sum(map(values.__getitem__, self.left)) == sum(map(values.__getitem__, self.right))


@lru_cache(maxsize=256)
def instances_of(table: FormTable, identity: Identity) -> tuple[Instance, ...]:
    """The identity on each row or column of the table that has all its names."""
    return tuple(_instance(table, identity, along) for along in table.instances(identity))


@lru_cache(maxsize=64)
def all_instances(table: FormTable) -> tuple[Instance, ...]:
    """All identities of the table, in its order."""
    return tuple(instance for identity in table.identities for instance in instances_of(table, identity))


def _instance(table: FormTable, identity: Identity, along: str) -> Instance:
    def cell(name: str) -> Cell:
        return (name, along) if identity.along == "column" else (along, name)

    return Instance(table, identity, along, tuple(map(cell, identity.left)), tuple(map(cell, identity.right)))
