"""Large figures that are many times last year's, or a small part of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportcheck.rules.plausibility.cells import extended
from reportcheck.rules.plausibility.fee import is_fee_in_wrong_unit
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Cell, Verdict, broken, undecided
from reportcheck.rules.years.past import about, is_disputed, is_there, last_year, this_year
from reportcheck.values import Arguments

LARGE = 100
"""The larger of the two figures from which on a leap says something: below, one case more or less makes it."""
LEAP = 5
"""Times last year's figure, up or down."""
_CHANGE = "change"
"""The column of 2019 that is itself a difference."""
_DERIVED = ("carried_in", "handled")
"""Rows of table three that follow from others, this year's or last year's."""


def sudden_jump(case: Case) -> Iterator[Verdict]:
    """One check a large figure: the cells of table two, and what tables three and four come to in their last column."""
    verdicts = [verdict for cell in _cells(case) if (verdict := _judge(case, cell))]
    yield from verdicts or [NOT_APPLICABLE]


def _cells(case: Case) -> Iterator[Cell]:
    """Of table three and four the totals alone: the parts of a figure that leaps leap with it."""
    for table in case.recognised_tables():
        if not is_there(case, table.id):
            continue
        for row, column in table.cells:
            is_own = column == "total" or (table.id == "disclosure" and column != _CHANGE)
            if is_own and row not in _DERIVED:
                yield table.id, row, column


def _judge(case: Case, cell: Cell) -> Verdict | None:
    """None: not large, or not comparable."""
    before, now = last_year(case, cell), this_year(case, cell)
    found, last = now.figure.value, before.figure.value
    if (
        max(found or 0, last or 0) < LARGE
        or is_disputed([before])
        or "missing-cell" in (now.figure.reason, before.figure.reason)
    ):
        return None
    where = about(case, (before, now), dict(zip(("table", "row", "column"), cell, strict=True)))
    if found is None or last is None:
        return undecided(str(now.figure.reason or before.figure.reason), **where)
    if last * LEAP >= found and found * LEAP >= last:
        return HOLDS
    if is_fee_in_wrong_unit(cell, found, last) or is_fee_in_wrong_unit(cell, last, found):
        # The one is told by implausible-fee, the other was last year's slip.
        return None
    values: Arguments = {"found": found, "last": last}
    if not last:
        return broken(variant="from_zero", **extended(where, values))
    if not found:
        return broken(variant="to_zero", **extended(where, values))
    return broken(**extended(where, values | {"ratio": _rounded(Decimal(found) / Decimal(last))}))


def _rounded(ratio: Decimal) -> Decimal:
    """To two places, or to the first digit that is not 0 where that stands behind them."""
    return ratio.quantize(Decimal(1).scaleb(min(ratio.adjusted(), -2)))
