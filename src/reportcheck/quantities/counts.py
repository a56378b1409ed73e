"""A figure, the words about it and the figures before it → what it counts: the part of `meaning` that needs them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportcheck.quantities.clauses import Said
from reportcheck.quantities.figures import CASE_UNITS, MONEY, Figure
from reportcheck.quantities.meaning import BOTH_IN, CARRIED_IN, FLOWS, RECEIVED, count_meanings
from reportcheck.quantities.talk import ROWS, Talk

_PART_OF_YEAR = re.compile("上半年|下半年|季度|(?<![至到0-9~—-])[0-9]{1,2}月份?(?![0-9至到底末~—-])")
_FEES = frozenset({"fee", "processing_fee"})
_SUMMED = frozenset({"sum", "request", "on_request", "accepted", "received"})


def figure_meanings(figure: Figure, said: Said, talk: Talk, before: Sequence[str]) -> tuple[str, ...]:
    """`before`: the meanings of the last two figures of the sentence."""
    if figure.unit in MONEY or (figure.unit is None and _FEES & set(said.names)):
        return _money(said, talk)
    if figure.unit not in CASE_UNITS:
        return ()
    added = _added(said, before) or _total_of_row(said, talk, before) or _other_organization(said, before)
    return (added,) if added else count_meanings(said, talk, nought=figure.value == 0)


def is_flow(meanings: tuple[str, ...]) -> bool:
    """Whether it is a number of requests that came in or were handled."""
    return bool(meanings) and meanings[0] in FLOWS


def is_part_of_year(words: str) -> bool:
    """第四季度收到5件."""
    return _PART_OF_YEAR.search(words) is not None and "截" not in words


def stands_alone(figure: Figure, text: str) -> bool:
    """A number without a unit counts only where the sentence states it: 申请数量为12; rows of a lost table do not."""
    stated = text.endswith(("为", "是", "共"), 0, figure.start)
    return stated and (figure.end == len(text) or text[figure.end] in "，,；;。)、和")


def _money(said: Said, talk: Talk) -> tuple[str, ...]:
    if {"history", "limit", "long", "foreign"} & set(said.names):
        return ()
    if "processing_fee" in said.names or (talk.topic == "processing_fee" and not said.loose):
        return ("processing_fee",)
    return ("disclosure.fee.amount",) if "fee" in said.names and not said.loose else ()


def _added(said: Said, before: Sequence[str]) -> str | None:
    """新收13件，上年结转1件，合计14件; 结果维持2件，其他结果1件，总计3件."""
    if "sum" not in said.names or not _SUMMED.issuperset(said.names) or said.loose or not before:
        return None
    row, _, column = before[-1].rpartition(".")
    if row.startswith("disputes.") and column != "total":
        return f"{row}.total"
    return BOTH_IN if set(before) == {RECEIVED, CARRIED_IN} else None


def _total_of_row(said: Said, talk: Talk, before: Sequence[str]) -> str | None:
    """行政复议：总计3件."""
    if (
        said.names != ("sum",)
        or said.loose
        or before
        or not talk.named
        or not talk.informational
        or len(talk.rows) != 1
    ):
        return None
    return f"{ROWS[next(iter(talk.rows))]}.total"


def _other_organization(said: Said, before: Sequence[str]) -> str | None:
    """法律服务机构1件，其他1件."""
    row = before[-1].rpartition(".")[0] if before else ""
    return f"{row}.other" if row.endswith(".organization") and said.names == ("rest",) else None
