"""Identities as vectors over names → whether one follows from others, and whether figures above 0 can keep them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from reportcheck.forms import Identity

Vector = Mapping[str, int]


def vector(identity: Identity) -> dict[str, int]:
    """What of each name the left side has more than the right; names that cancel out are left out."""
    sums: dict[str, int] = {}
    for side, factor in ((identity.left, 1), (identity.right, -1)):
        for name in side:
            sums[name] = sums.get(name, 0) + factor
    return {name: factor for name, factor in sums.items() if factor}


def follows(wanted: Vector, given: Iterable[Vector]) -> bool:
    """Whether it is kept whenever the given ones are: whether it is a combination of them."""
    pivots: list[tuple[str, dict[str, Fraction]]] = []
    for each in given:
        rest = _reduced(each, pivots)
        if rest:
            pivots.append((next(iter(rest)), rest))
    return not _reduced(wanted, pivots)


def forced_to_nought(given: Sequence[Vector], signed: Iterable[str] = ()) -> tuple[str, ...]:
    """Names whose figures can be nothing but 0 where all are kept; () where all figures can be above 0.

    `signed` names may have figures below 0. The lemma of Stiemke: either some figures above 0 keep all identities, or
    a combination of these has no factor below 0, and what has one above 0 in it must be 0.
    """
    names = list(dict.fromkeys(name for each in given for name in each))
    free = set(signed)
    weights = _dual(given, names, free)
    if weights is None:
        return ()
    combined = {name: -sum(w * each.get(name, 0) for w, each in zip(weights, given, strict=True)) for name in names}
    return tuple(name for name in names if combined[name] > 0)


def _reduced(each: Vector, pivots: Iterable[tuple[str, dict[str, Fraction]]]) -> dict[str, Fraction]:
    rest = {name: Fraction(factor) for name, factor in each.items()}
    for name, pivot in pivots:
        factor = rest.get(name, Fraction(0)) / pivot[name]
        if factor:
            rest = {n: rest.get(n, Fraction(0)) - factor * pivot.get(n, Fraction(0)) for n in {**rest, **pivot}}
            rest = {n: value for n, value in rest.items() if value}
    return rest


def _dual(given: Sequence[Vector], names: Sequence[str], free: set[str]) -> list[Fraction] | None:
    """The first phase of the simplex method over x ≥ 1: None where it finds some, else the weights that forbid it."""
    columns: list[list[int]] = []
    for name in names:
        column = [each.get(name, 0) for each in given]
        columns += [column, [-factor for factor in column]] if name in free else [column]
    wanted = [-sum(factor for name, factor in each.items() if name not in free) for each in given]
    signs = [-1 if side < 0 else 1 for side in wanted]
    own = len(columns)
    rows = [
        [Fraction(sign * column[i]) for column in columns]
        + [Fraction(i == j) for j in range(len(given))]
        + [Fraction(sign * wanted[i])]
        for i, sign in enumerate(signs)
    ]
    costs = [-sum((row[j] for row in rows), Fraction(0)) for j in range(own)]
    costs += [Fraction(0)] * len(given) + [-sum((row[-1] for row in rows), Fraction(0))]
    _minimise(rows, costs, own)
    if not costs[-1]:
        return None
    return [sign * (1 - costs[own + i]) for i, sign in enumerate(signs)]


def _minimise(rows: list[list[Fraction]], costs: list[Fraction], own: int) -> None:
    """Pivot by Bland's rule, which ends, until no column of the first `own` would lower the cost."""
    basis = list(range(own, own + len(rows)))
    while (entering := next((j for j in range(own) if costs[j] < 0), None)) is not None:
        ratios = [(row[-1] / row[entering], basis[i], i) for i, row in enumerate(rows) if row[entering] > 0]
        _, _, leaving = min(ratios)
        basis[leaving] = entering
        pivot = rows[leaving] = [value / rows[leaving][entering] for value in rows[leaving]]
        for line in (*(row for i, row in enumerate(rows) if i != leaving), costs):
            factor = line[entering]
            if factor:
                line[:] = [value - factor * base for value, base in zip(line, pivot, strict=True)]
