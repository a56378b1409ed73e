"""The fees of table two, in units of 10,000 yuan, against last year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportcheck.rules.plausibility.cells import extended
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Cell, Verdict, broken, undecided
from reportcheck.rules.years.past import about, is_disputed, last_year, this_year
from reportcheck.values import Arguments

FEE = ("disclosure", "fee", "amount")
UNIT = 10_000
SPREAD = 3
"""How far fees may rise or fall in a year beside a wrong unit: the factor is about UNIT within this many times."""


def implausible_fee(case: Case) -> Iterator[Verdict]:
    """This year's amount about ten thousand times last year's; an amount with a unit of its own is no such slip."""
    before, now = last_year(case, FEE), this_year(case, FEE)
    where = about(case, (before, now), dict(zip(("table", "row", "column"), FEE, strict=True)))
    found, last = now.figure.value, before.figure.value
    if "illegible" in (now.figure.reason, before.figure.reason):
        yield undecided("illegible", **where)
    elif not found or not last or is_disputed([before]) or _has_unit(case):
        yield NOT_APPLICABLE
    elif is_fee_in_wrong_unit(FEE, found, last):
        ratio = (Decimal(found) / Decimal(last)).quantize(Decimal(1))
        values: Arguments = {"found": found, "last": last, "ratio": ratio}
        yield broken(**extended(where, values))
    else:
        yield HOLDS


def is_fee_in_wrong_unit(cell: Cell, found: int | Decimal, last: int | Decimal) -> bool:
    """Whether it is the fee, and the second figure times about ten thousand is the first."""
    return cell == FEE and last > 0 and last * UNIT <= found * SPREAD and found <= last * UNIT * SPREAD


def _has_unit(case: Case) -> bool:
    """Whether a unit is printed beside one of the two amounts: 251000元 is said as it is."""
    numbers = [case.facts[FEE].number, *(n for each in case.last_years if (n := each.figures.get(FEE)))]
    return any(number.remark and "元" in number.remark for number in numbers)
