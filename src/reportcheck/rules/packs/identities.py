"""An identity of a pack, the form's and those of other packs → whether they leave room for one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportcheck.forms import FormTable
from reportcheck.rules.packs.algebra import Vector, follows, forced_to_nought, vector
from reportcheck.rules.packs.editions import identities_of
from reportcheck.rules.packs.pack import Entry, LocalIdentity
from reportcheck.tuples import NamedTuple


class System(NamedTuple):
    """What holds on one row or column: the entry's own identity, and the given ones. `signed` may be below 0."""

    own: Vector
    given: tuple[Vector, ...]
    signed: tuple[str, ...]


def contradiction(entry: Entry, others: Sequence[Entry]) -> tuple[str, ...]:
    """What could be nothing but 0 if the entry were kept too, and can be more without it; () where it fits in.

    It is enough to look at one row or column at a time: figures that keep all identities along the rows, multiplied
    with figures that keep all along the columns, keep both.
    """
    for system in _systems(entry, others):
        before = forced_to_nought(system.given, system.signed)
        forced = forced_to_nought((*system.given, system.own), system.signed)
        if forced and not before:
            return forced
    return ()


def repetition(entry: Entry, others: Sequence[Entry]) -> bool:
    """Whether it is kept wherever the form's identities and those of the others are."""
    return all(follows(system.own, system.given) for system in _systems(entry, others))


def on(ask: LocalIdentity, along: str) -> bool:
    """Whether it is asked of that row or column."""
    return not ask.only or along in ask.only


def _systems(entry: Entry, others: Sequence[Entry]) -> Iterator[System]:
    ask = entry.ask
    assert isinstance(ask, LocalIdentity)
    beside = [each.ask for each in others if isinstance(each.ask, LocalIdentity)]
    seen: list[System] = []
    for table, identity in identities_of(ask):
        for along in table.instances(identity):
            if on(ask, along):
                given = (*_official(table, ask, along), *_local(table, ask, along, beside))
                system = System(vector(identity), given, _signed(table, ask, along))
                # Most columns have the same identities, and what holds of one holds of all.
                if system not in seen:
                    seen.append(system)
                    yield system


def _official(table: FormTable, ask: LocalIdentity, along: str) -> tuple[Vector, ...]:
    same = (each for each in table.identities if each.along == ask.along and along in table.instances(each))
    return tuple(map(vector, same))


def _local(table: FormTable, ask: LocalIdentity, along: str, others: Sequence[LocalIdentity]) -> tuple[Vector, ...]:
    same = (each for each in others if (each.table, each.along) == (ask.table, ask.along) and on(each, along))
    found = (identity for each in same for edition, identity in identities_of(each) if edition is table)
    return tuple(vector(identity) for identity in found if along in table.instances(identity))


def _signed(table: FormTable, ask: LocalIdentity, along: str) -> tuple[str, ...]:
    """The names whose figures have a sign: the columns of changes, or all rows where the column is one."""
    changes = {column.id for column in table.columns if column.kind == "change"}
    if ask.along == "row":
        return tuple(changes)
    return tuple(row.id for row in table.rows) if along in changes else ()
