"""The one alignment: scored pairs of two sequences → the best chain of pairs in which both run forward.

Dynamic programming over the pairs that are likely at all, not over the whole matrix: labels match exactly almost
always, so the pairs are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportcheck.tuples import NamedTuple


class Pair(NamedTuple):
    """Item `left` of one sequence may be item `right` of the other; `score` > 0 says how surely."""

    left: int
    right: int
    score: float


ADJACENT = 0.2
"""What a pair gains when it follows its predecessor directly in both sequences: rows of one copy stay together."""


def best_chain(pairs: Sequence[Pair]) -> list[Pair]:
    """The chain with the highest total, strictly increasing on both sides; of equals the earliest."""
    ordered = sorted(pairs, key=lambda pair: (pair.left, pair.right))
    if all(one.left < other.left and one.right < other.right for one, other in pairwise(ordered)):
        return ordered
    totals: list[float] = []
    previous: list[int] = []
    for index, pair in enumerate(ordered):
        best, parent = 0.0, -1
        for earlier in range(index):
            other = ordered[earlier]
            if other.left < pair.left and other.right < pair.right:
                adjacent = other.left + 1 == pair.left and other.right + 1 == pair.right
                total = totals[earlier] + (ADJACENT if adjacent else 0.0)
                if total > best:
                    best, parent = total, earlier
        totals.append(best + pair.score)
        previous.append(parent)
    chain: list[Pair] = []
    index = max(range(len(totals)), key=totals.__getitem__, default=-1)
    while index >= 0:
        chain.append(ordered[index])
        index = previous[index]
    return chain[::-1]
