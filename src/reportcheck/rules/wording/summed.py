"""A figure and the others beside it → what they come to together, which may be what the table holds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportcheck.patterns import pattern
from reportcheck.quantities import Reading
from reportcheck.rules.rule import Case
from reportcheck.rules.wording.told import Told, is_of_government, own_words, sentence_of, words_of

Number = int | Decimal
MOST_SHARES = 4
"""Figures of several bodies that are added up to be held against one of the table."""
_SUMMING = pattern("(?:共|共计|合计|总计|累计|总数|总量)(?:为|是|达)?$")


def sums_with_others(case: Case, each: Told) -> Iterator[int | Decimal]:
    """What a figure comes to with its neighbours of other scopes: 代县政府受理19件，本办受理17件 are 36."""
    said = each.reading
    alike = [
        (number, other)
        for number, other in enumerate(case.readings)
        if (other.section, other.meaning, other.year) == (said.section, said.meaning, said.year)
    ]
    place = [number for number, _ in alike].index(each.number)
    for first in range(max(place - MOST_SHARES + 1, 0), place + 1):
        for last in range(max(place, first + 1), min(first + MOST_SHARES, len(alike))):
            window = [other for _, other in alike[first : last + 1]]
            if len({(other.scope, is_of_government(case, other)) for other in window}) > 1:
                yield sum((other.value or 0 for other in window), 0)


def is_sum_of_listed(case: Case, each: Told, rows: str) -> bool:
    """第三方权益不予公开3件、过程性信息2件，合计5件: the sum of what is listed before it, which may be only some."""
    start, _ = sentence_of(case, each.reading)
    total: int | Decimal = 0
    for other in reversed(case.readings[: each.number]):
        if other.section != each.reading.section or other.start < start or not (other.meaning or "").startswith(rows):
            return False
        if total and total + (other.value or 0) == each.reading.value:
            return True
        total += other.value or 0
    return False


def sums_of_sentence(case: Case, each: Told) -> Iterator[int | Decimal]:
    """Figures that sum up the sentence behind one: 我局直接受理34件，共36件; 接收142件，经甄别属于申请的126件."""
    _, end = sentence_of(case, each.reading)
    for other in case.readings[each.number + 1 :]:
        if other.section != each.reading.section or other.start >= end:
            return
        summed = _SUMMING.search(own_words(other)) is not None
        if other.value is not None and other.scope == each.reading.scope and (summed or _is_less(other, each.reading)):
            yield other.value


def _is_less(other: Reading, than: Reading) -> bool:
    """It counts what is left of another figure when others are taken off, not an answer or a part."""
    return other.meaning is None and not other.part and (other.value or 0) < (than.value or 0)


def is_share_of(case: Case, each: Told, *figures: Number) -> bool:
    """It makes up a figure of the table with what another body beside it counts."""
    return any(total in figures for total in sums_with_others(case, each))


def is_accepted_beside(case: Case, each: Told, *figures: Number) -> bool:
    """登记 N and 受理 M are two figures, of which the table may hold the second."""
    if "登记" not in words_of(case, each):
        return False
    following = case.readings[each.number + 1 : each.number + 3]
    return any(other.value in figures and "受理" in other.subject for other in following)


def is_summed_up(case: Case, each: Told, *figures: Number) -> bool:
    """Another figure of its sentence is the table's, and this one is a share of that or more than it takes."""
    return any(total in figures for total in sums_of_sentence(case, each))


def is_said_beside(case: Case, each: Told, value: Number) -> bool:
    """Another figure of the sentence is the table's: 制定规范性文件5件（其中行政规范性文件3件）."""
    start, end = sentence_of(case, each.reading)
    return any(
        other.value == value and other.meaning in (None, each.reading.meaning)
        for other in case.readings
        if other.section == each.reading.section and start <= other.start < end
    )
