"""The percentages of the text against their parts and wholes: those the text names, and those of table three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportcheck.quantities import Reading
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, rule
from reportcheck.rules.wording.applicant_shares import share_of_applicants
from reportcheck.rules.wording.flows import BOTH_IN, HANDLED, RECEIVED
from reportcheck.rules.wording.shares import Shares, sets_of_shares
from reportcheck.rules.wording.tabled import requests_rows
from reportcheck.rules.wording.told import Told, contradicts, quoted, sentence_of
from reportcheck.values import Arguments, CellReference

ALLOWED = Decimal("0.1")
"""Points by which a percentage may differ from its part and whole; as printed it may also be cut off."""
FLOWS = (RECEIVED, BOTH_IN, HANDLED)
Number = int | Decimal


@rule("percentage-wrong")
def percentage_wrong(case: Case) -> Iterator[Verdict]:
    """One check a percentage whose part and whole the text or table three has, and one a set that should make 100."""
    numbers = [index for index, each in enumerate(case.readings) if each.meaning == "percentage"]
    verdicts = {index: verdict for index in numbers if (verdict := _percentage(case, index))}
    told = {index for index, verdict in verdicts.items() if verdict.outcome == "broken"}
    shares = list(sets_of_shares(case))
    sets = [_set(case, each) for each in shares if told.isdisjoint(each.numbers)]
    told |= {number for each in shares if each.is_wrong for number in each.numbers}
    tabled = _of_all_applicants(case, [index for index in numbers if index not in told])
    yield from [*verdicts.values(), *sets, *tabled] or [NOT_APPLICABLE]


def _percentage(case: Case, index: int) -> Verdict | None:
    """Held against the whole the text names and against those it may mean: what came in, what was answered."""
    each = case.readings[index]
    if each.share is None or each.whole is None or each.value is None or each.approximate:
        return None
    part, whole = case.readings[each.share], case.readings[each.whole]
    if part.approximate or whole.approximate or part.value is None or not whole.value:
        return None
    allowed = max(ALLOWED, Decimal(1).scaleb(_exponent(each.value)))
    if any(
        abs(Decimal(each.value) - _share(both, whole.value)) <= allowed for both in _with_siblings(case, each.share)
    ):
        return HOLDS
    if any(abs(Decimal(each.value) - _share(part.value, other)) <= allowed for other in _wholes(case, each, whole)):
        return HOLDS
    told = Told(index, each)
    expected = _rounded(_share(part.value, whole.value))
    arguments: Arguments = {"part": part.value, "whole": whole.value, "expected": expected, "found": each.value}
    return contradicts(case, told, quoted(case, each, part.start) | arguments)


def _of_all_applicants(case: Case, numbers: Sequence[int]) -> Iterator[Verdict]:
    """Where 自然人 is wrong 法人或其他组织 is wrong by as much: a sentence is told once."""
    wrong: set[tuple[int, int]] = set()
    for index in numbers:
        each = case.readings[index]
        verdict = _of_applicants(case, index)
        sentence = (each.section, sentence_of(case, each)[0])
        if verdict is None or sentence in wrong:
            continue
        if verdict.outcome == "broken":
            wrong.add(sentence)
        yield verdict


def _of_applicants(case: Case, index: int) -> Verdict | None:
    """A share of applicants without their number, which table three has."""
    each = case.readings[index]
    share = share_of_applicants(case, each)
    if share is None or each.value is None:
        return None
    allowed = max(ALLOWED, Decimal(1).scaleb(_exponent(each.value)))
    if any(abs(Decimal(each.value) - _share(part, whole)) <= allowed for part, whole in share.choices):
        return HOLDS
    part, whole = share.choices[0]
    arguments: Arguments = {"table": "requests", "column": share.column, "part": part, "whole": whole}
    arguments |= {"expected": _rounded(_share(part, whole)), "found": each.value}
    verdict = contradicts(case, Told(index, each), quoted(case, each) | arguments)
    return verdict._replace(variant="table", facts=tuple(CellReference(*cell) for cell in share.cells))


def _with_siblings(case: Case, share: int) -> Iterator[Number]:
    """全部公开9件，部分公开2件，占44%: the share may be that of the parts before it together."""
    last = case.readings[share]
    total = last.value or 0
    for index in range(share - 1, -1, -1):
        each = case.readings[index]
        if last.whole is None or each.whole != last.whole or each.value is None or each.unit == "%":
            return
        total += each.value
        yield total


def _set(case: Case, shares: Shares) -> Verdict:
    """What is less than 100 may be a part of a set: that holds."""
    if not shares.is_wrong:
        return HOLDS
    first, last = case.readings[shares.numbers[0]], shares.numbers[-1]
    arguments = quoted(case, case.readings[last], first.start) | {"found": shares.total.normalize()}
    return contradicts(case, Told(last, case.readings[last]), arguments)._replace(variant="set")


def _exponent(value: Number) -> int:
    exponent = Decimal(value).as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0


def _rounded(percentage: Decimal) -> Decimal:
    return percentage.quantize(Decimal("0.01")).normalize()


def _share(part: Number, whole: Number) -> Decimal:
    return Decimal(100) * Decimal(part) / Decimal(whole)


def _wholes(case: Case, each: Reading, whole: Reading) -> set[Number]:
    """Every number the percentage may be a share of."""
    wholes = {whole.value or 0}
    for other in case.readings:
        if other.meaning in FLOWS and other.scope == each.scope and other.year == each.year:
            wholes.add(other.value or 0)
    rows = [requests_rows(case, name) for name in ("received", "carried_in", "handled")]
    read = [row.value for row in rows if row is not None and row.reason is None]
    wholes |= set(read) | {sum(read[:2], 0)}
    return {value for value in wholes if value}
