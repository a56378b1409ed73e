"""Printed header cells → the columns of the form they stand for, and so figures → columns."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from reportcheck.assemble.chain import Pair, best_chain
from reportcheck.assemble.headers import Header, Leaf
from reportcheck.assemble.lines import FormLine, FormSlot, Head
from reportcheck.assemble.rows import Row
from reportcheck.labels import key, likeness
from reportcheck.tuples import NamedTuple
from reportcheck.values import Cell

Order = Literal["header", "form", "nobody"]

LIKELY = 0.6
"""Likeness from which on a header cell may be a column whose wording differs."""


class Placing(NamedTuple):
    """Where the figures of a row go: a slot each, or None for a column the form does not know; None at all: torn.

    `header_score` is the share of the slots whose own label was printed above, `above_score` of those whose upper was.
    """

    slots: tuple[FormSlot | None, ...] | None
    header_score: float
    above_score: float


class Columns(NamedTuple):
    """A printed header over the columns of a form: the cells over figures, the index of the column each stands for.

    `score` is the share of the columns found by their own label, `above_score` of those found by the upper one too.
    `torn`: the columns are named in an order of their own, and which figure is whose cannot be said.
    """

    leaves: tuple[Leaf, ...] = ()
    mapping: tuple[int | None, ...] = ()
    score: float = 0.0
    above_score: float = 0.0
    torn: bool = False


def place_figures(row: Row, figures: Sequence[Cell], line: FormLine) -> Placing:
    """By the printed header where it accounts for every figure, else by position where the figures are as many."""
    slots, columns = line.slots, read_header(row.header, line.heads)
    score, above = columns.score, columns.above_score
    if columns.torn:
        return Placing(None, score, above)
    if columns.mapping:
        if len(columns.leaves) == len(figures):
            if None in columns.mapping and len(figures) == len(slots):
                # As many columns as the form has, yet one unknown and one missing: a cell of the header moved.
                return Placing(None, score, above)
            return Placing(tuple(None if m is None else slots[m] for m in columns.mapping), score, above)
        by_grid = _by_grid_column(figures, columns, slots)
        if by_grid is not None and len(figures) != len(slots):
            return Placing(by_grid, score, above)
    if len(figures) == len(slots):
        return Placing(slots, score, above)
    return Placing(None, score, above)


def are_moved(row: Row, line: FormLine) -> bool:
    """For text without a grid: whether brothers among the columns are named before the row in another order.

    Only labels printed once tell it, and only brothers: lines of a header may follow one another in any order.
    """
    if not row.context or row.grid:
        return False
    printed = [key(piece.text) for piece in row.context]
    last: dict[frozenset[str], int] = {}
    for head in line.heads:
        found = [index for index, text in enumerate(printed) if text in head.keys]
        if len(found) == 1:
            if found[0] < last.get(head.group, -1):
                return True
            last[head.group] = found[0]
    return False


def context_score(row: Row, line: FormLine) -> float:
    """For text without a grid: the share of the slots' labels that occur in the labels before the row."""
    if not row.context:
        return 0.0
    wanted = {keys for head in line.heads for keys in (head.keys, head.above) if keys}
    found = sum(1 for keys in wanted if any(each in row.context_key for each in keys))
    return found / len(wanted) if wanted else 0.0


@lru_cache(maxsize=4096)
def read_header(header: Header, heads: tuple[Head, ...]) -> Columns:
    """A printed header laid against the columns of a line of the form."""
    leaves = header.leaves
    scores = [[_score(keys, head) for head in heads] for keys in header.keys]
    pairs = [Pair(i, j, score) for i, row in enumerate(scores) for j, score in enumerate(row) if score > 0]
    chain = ([] if heads[0].above else _unique_pairs(pairs)) or best_chain(pairs)
    if len(chain) * 2 < len(heads):
        return Columns()
    mapping: dict[int, int] = {pair.left: pair.right for pair in chain}
    _fill_gaps(mapping, len(leaves), len(heads))
    first = min(mapping)
    over_figures = [index for index in range(first, len(leaves)) if index in mapping or any(leaves[index].path)]
    share = len(chain) / len(heads)
    above = sum(pair.score > 1.0 for pair in chain) / len(heads)
    trust: Order = "header" if heads[0].above else _whose_order(header, heads, mapping)
    if trust != "header":
        return Columns((), (), share, above, trust == "nobody")
    return Columns(tuple(leaves[i] for i in over_figures), tuple(mapping.get(i) for i in over_figures), share, above)


def _whose_order(header: Header, heads: tuple[Head, ...], mapping: dict[int, int]) -> Order:
    """Whether the header, the form or nobody says which figure is whose, where the header's order is not the form's.

    A span gone wrong moves header cells over others' figures: then some columns no longer stand under their group.
    """
    found = sorted(mapping.items())
    order = [right for _, right in found]
    if order == sorted(order):
        return "header"
    members = [(left, right) for left, right in found if heads[right].group]
    under = _under_group(header, heads, mapping)
    group = frozenset[str]().union(*(heads[right].group for _, right in members))
    strangers = any(not group.isdisjoint(header.keys[left]) for left, right in found if not heads[right].group)
    if len(under) == len(members) and not strangers:
        return "header"
    inner, outer = [right for _, right in members], [right for right in order if not heads[right].group]
    in_form_order = inner == sorted(inner) and outer == sorted(outer)
    if under:
        return "form" if in_form_order else "nobody"
    return "nobody" if in_form_order else "header"


def _under_group(header: Header, heads: tuple[Head, ...], mapping: dict[int, int]) -> set[int]:
    """The header cells under the heading of their group; blanks behind a heading, with nothing above, go on with it."""
    under: set[int] = set()
    for left in sorted(mapping):
        group = heads[mapping[left]].group
        goes_on = left - 1 in under and len(header.keys[left]) == 1
        if group and (goes_on or not group.isdisjoint(header.keys[left])):
            under.add(left)
    return under


def _score(keys: tuple[str, ...], head: Head) -> float:
    """Label likeness of the lowest words, joined with those above where a word was broken over rows."""
    own = max((_likely("".join(keys[start:]), head.keys) for start in range(len(keys))), default=0.0)
    if not own or head.above.isdisjoint(keys):
        return own
    return own + 1.0


@lru_cache(maxsize=16_384)
def _likely(printed: str, wordings: frozenset[str]) -> float:
    if printed in wordings:
        return 1.0
    best = max((likeness(printed, wording) for wording in wordings), default=0.0)
    return best if best >= LIKELY else 0.0


def _unique_pairs(pairs: Sequence[Pair]) -> list[Pair]:
    """Where every exact label names one slot and every slot one label, order does not matter: columns may be moved."""
    exact = [pair for pair in pairs if pair.score == 1.0]
    lefts, rights = {pair.left for pair in exact}, {pair.right for pair in exact}
    if len(exact) != len(lefts) or len(exact) != len(rights):
        return []
    return exact if rights == {pair.right for pair in pairs} else []


def _fill_gaps(mapping: dict[int, int], leaf_count: int, slot_count: int) -> None:
    """A renamed column: between known neighbours as many unknown header cells as free slots."""
    if list(mapping.values()) != sorted(mapping.values()):
        return
    known = sorted(mapping.items())
    ends = [*known, (leaf_count, slot_count)]
    for (left, right), (next_left, next_right) in zip(known, ends[1:], strict=False):
        if next_left - left == next_right - right:
            mapping.update({left + step: right + step for step in range(1, next_left - left)})


def _by_grid_column(
    figures: Sequence[Cell], columns: Columns, slots: tuple[FormSlot, ...]
) -> tuple[FormSlot | None, ...] | None:
    """Each figure under the header cell that begins at its grid column; None when one stands under none or several."""
    if len(figures) < sum(map(any, (leaf.path for leaf in columns.leaves))):
        # A cell fell out, and those behind it moved up: nobody can say which.
        return None
    by_column = {leaf.column: mapped for leaf, mapped in zip(columns.leaves, columns.mapping, strict=True)}
    for figure in figures:
        covered = sum(column in by_column for column in range(figure.column, figure.column + figure.column_span))
        if covered != 1 or figure.column not in by_column:
            return None
    return tuple(None if (m := by_column[figure.column]) is None else slots[m] for figure in figures)
