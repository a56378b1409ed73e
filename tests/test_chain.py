"""The alignment of two sequences against all chains there are, tried one by one."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck.assemble.chain import ADJACENT, Pair, best_chain

pairs = st.builds(Pair, st.integers(0, 5), st.integers(0, 5), st.floats(0.05, 3.0))


def runs_forward(chain: list[Pair]) -> bool:
    return all(one.left < other.left and one.right < other.right for one, other in pairwise(chain))


def total(chain: list[Pair]) -> float:
    """The scores, and the bonus for each pair that follows the one before it directly on both sides."""
    joined = sum(one.left + 1 == other.left and one.right + 1 == other.right for one, other in pairwise(chain))
    return sum(pair.score for pair in chain) + ADJACENT * joined


def best_total(every: list[Pair]) -> float:
    ordered = sorted(every, key=lambda pair: (pair.left, pair.right))
    chains = (list(chain) for size in range(len(ordered) + 1) for chain in combinations(ordered, size))
    return max(total(chain) for chain in chains if runs_forward(chain))


@given(st.lists(pairs, max_size=9))
def test_no_chain_has_a_higher_total(every):
    assert total(best_chain(every)) == pytest.approx(best_total(every))


@given(st.lists(pairs, max_size=30))
def test_a_chain_runs_forward_on_both_sides_over_pairs_there_are(every):
    chain = best_chain(every)
    assert runs_forward(chain)
    assert all(pair in every for pair in chain)
    assert bool(chain) == bool(every)


@given(st.lists(pairs, max_size=12, unique_by=lambda pair: (pair.left, pair.right)), st.randoms())
def test_the_order_of_the_pairs_does_not_matter(every, random):
    shuffled = list(every)
    random.shuffle(shuffled)
    assert best_chain(shuffled) == best_chain(every)


@pytest.mark.parametrize("gap", [0, 1, 5])
def test_of_two_copies_the_first_is_taken_whole(gap):
    copies = [Pair(start + row, row, 1.0) for start in (0, 4 + gap) for row in range(4)]
    assert best_chain(copies) == copies[:4]


def test_of_equal_chains_the_earliest_is_taken():
    assert best_chain([Pair(1, 0, 1.0), Pair(0, 1, 1.0), Pair(5, 5, 1.0)]) == [Pair(0, 1, 1.0), Pair(5, 5, 1.0)]
    assert best_chain([Pair(0, 2, 1.0), Pair(1, 1, 1.0), Pair(2, 0, 1.0)]) == [Pair(0, 2, 1.0)]


def test_rows_of_one_copy_stay_together_where_another_lacks_a_row():
    first = [Pair(row, row, 1.0) for row in (0, 1, 3)]
    second = [Pair(10 + row, row, 1.0) for row in range(4)]
    assert best_chain([*first, *second]) == second


def test_a_direct_follower_wins_over_an_equal_one_further_off():
    near, far = Pair(1, 1, 1.0), Pair(3, 1, 1.0)
    assert best_chain([Pair(0, 0, 1.0), near, far]) == [Pair(0, 0, 1.0), near]
    assert best_chain([Pair(2, 0, 1.0), near, far]) == [Pair(2, 0, 1.0), far]


def test_a_sure_pair_wins_over_several_weak_ones_that_cross_it():
    sure = Pair(5, 0, 3.0)
    assert best_chain([Pair(0, 1, 0.5), Pair(1, 2, 0.5), Pair(2, 3, 0.5), sure]) == [sure]


def test_no_pairs_make_no_chain():
    assert best_chain([]) == []
