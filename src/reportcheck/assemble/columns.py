"""Printed header cells → the columns of the form they stand for, and so figures → columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportcheck.assemble.chain import Pair, best_chain
from reportcheck.assemble.lines import FormSlot
from reportcheck.assemble.rows import Leaf, Piece, Row
from reportcheck.labels import key, likeness

LIKELY = 0.6
"""Likeness from which on a header cell may be a column whose wording differs."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the figures of a row go: a slot each, or None for a column the form does not know; None at all: torn.

    `header_score` is the share of the slots whose own label was printed above, `above_score` of those whose upper was.
    """

    slots: tuple[FormSlot | None, ...] | None
    header_score: float
    above_score: float


def place_figures(row: Row, figures: Sequence[Piece], slots: tuple[FormSlot, ...]) -> Placing:
    """By the printed header where it accounts for every figure, else by position where the figures are as many."""
    leaves, mapping, score, above = _header(row.leaves, slots)
    if mapping:
        if len(leaves) == len(figures):
            return Placing(tuple(None if m is None else slots[m] for m in mapping), score, above)
        by_grid = _by_grid_column(figures, leaves, mapping, slots)
        if by_grid is not None and len(figures) != len(slots):
            return Placing(by_grid, score, above)
    if len(figures) == len(slots):
        return Placing(slots, score, above)
    return Placing(None, score, above)


def context_score(row: Row, slots: tuple[FormSlot, ...]) -> float:
    """For text without a grid: the share of the slots' labels that occur in the labels before the row."""
    text = "".join(key(piece.text) for piece in row.context)
    wanted = {keys for slot in slots for keys in (slot.keys, slot.above) if keys}
    found = sum(1 for keys in wanted if any(each in text for each in keys))
    return found / len(wanted) if wanted else 0.0


@lru_cache(maxsize=512)
def _header(
    leaves: tuple[Leaf, ...], slots: tuple[FormSlot, ...]
) -> tuple[tuple[Leaf, ...], tuple[int | None, ...], float, float]:
    """→ (the header cells over figures, the slot of each, the shares of slots found by their own and upper labels)."""
    scores = [[_score(leaf, slot) for slot in slots] for leaf in leaves]
    pairs = [Pair(i, j, score) for i, row in enumerate(scores) for j, score in enumerate(row) if score > 0]
    chain = ([] if slots[0].above else _unique_pairs(pairs)) or best_chain(pairs)
    if len(chain) * 2 < len(slots):
        return (), (), 0.0, 0.0
    mapping: dict[int, int] = {pair.left: pair.right for pair in chain}
    _fill_gaps(mapping, len(leaves), len(slots))
    first = min(mapping)
    over_figures = [index for index in range(first, len(leaves)) if index in mapping or any(leaves[index].path)]
    share = len(chain) / len(slots)
    above = sum(pair.score > 1.0 for pair in chain) / len(slots)
    return tuple(leaves[i] for i in over_figures), tuple(mapping.get(i) for i in over_figures), share, above


def _score(leaf: Leaf, slot: FormSlot) -> float:
    """Label likeness of the lowest words, joined with those above where a word was broken over rows."""
    keys = [key(text) for text in leaf.path]
    own = max((_likely("".join(keys[start:]), slot.keys) for start in range(len(keys))), default=0.0)
    if not own or not slot.above:
        return own
    return own + (1.0 if slot.above & set(keys) else 0.0)


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
    figures: Sequence[Piece],
    leaves: Sequence[Leaf],
    mapping: Sequence[int | None],
    slots: tuple[FormSlot, ...],
) -> tuple[FormSlot | None, ...] | None:
    """Each figure under the header cell that begins at its grid column; None when one stands under none."""
    by_column = {leaf.column: mapped for leaf, mapped in zip(leaves, mapping, strict=True)}
    if any(figure.column not in by_column for figure in figures):
        return None
    return tuple(None if (m := by_column[figure.column]) is None else slots[m] for figure in figures)
