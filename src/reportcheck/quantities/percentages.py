"""A percentage in its clause → the count it states the share of, and the whole that share is taken of."""

from __future__ import annotations

from reportcheck.patterns import pattern
from reportcheck.quantities.clauses import Said
from reportcheck.quantities.lists import FARTHEST
from reportcheck.quantities.meaning import BOTH_IN, HANDLED, RECEIVED
from reportcheck.quantities.reading import Reading

_BESIDE = pattern(
    "[(，,、]{0,2}(?:全[市区县省]|约占|占比|占|约|比例|比|总数|总量|总|数量|数|为|的|全部|全年|办结|答复|办理|申请|受理|收到|新收|"
    "依申请公开|政府信息公开|公开|件|本年度|年度)*+"
)
_GROWTH = frozenset({"history", "rate", "long"})


def is_share(before: Said, between: str | None) -> bool:
    """Whether the percentage says what part of something a count is: no growth and no rate.

    `between` is what stands between it and the count before it in the sentence.
    """
    return not _GROWTH & set(before.names) and ("share" in before.names or between == "(")


def relate(readings: list[Reading], first: int, before: Said, between: str) -> None:
    """Join the last reading, a percentage, with the count right before it and the whole, where the text shows them."""
    if not _BESIDE.fullmatch(between):
        return
    own, count = readings[-1], len(readings) - 2
    share = readings[count]
    whole = _named_whole(readings, first, count, before)
    if whole is None:
        whole = share.whole if share.part else _whole_of(readings, first, count)
    readings[-1] = own._replace(share=count, whole=whole, scope=share.scope)


def _named_whole(readings: list[Reading], first: int, count: int, before: Said) -> int | None:
    """占办结总数, 占受理总数."""
    if "handled" in before.names:
        return _last(readings, first, count, (HANDLED,))
    if {"received", "accepted"} & set(before.names) or "申请总" in before.text:
        return _last(readings, first, count, (RECEIVED, BOTH_IN))
    return None


def _whole_of(readings: list[Reading], first: int, count: int) -> int | None:
    meaning = readings[count].meaning or ""
    if meaning.startswith("disputes."):
        return _last(readings, first, count, (f"{meaning.rpartition('.')[0]}.total",))
    if meaning.startswith("requests.result."):
        return _last(readings, first, count, (HANDLED,))
    if meaning.startswith(("requests.received.", "requests.handled.")):
        return _last(readings, first, count, (meaning.rsplit(".", 1)[0].split(".organization")[0] + ".total",))
    return None


def _last(readings: list[Reading], first: int, before: int, meanings: tuple[str, ...]) -> int | None:
    return next(
        (i for i in range(before - 1, max(first, before - FARTHEST) - 1, -1) if readings[i].meaning in meanings), None
    )
