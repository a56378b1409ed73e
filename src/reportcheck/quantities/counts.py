"""A figure, the words about it and the figures before it → what it counts: the part of `meaning` that needs them."""

from __future__ import annotations

from collections.abc import Sequence

from reportcheck.patterns import pattern
from reportcheck.quantities.clauses import Said, is_filler
from reportcheck.quantities.figures import CASE_UNITS, MONEY, Figure
from reportcheck.quantities.meaning import BOTH_IN, CARRIED_IN, FLOWS, RECEIVED, count_meanings
from reportcheck.quantities.talk import ROWS, Talk

_PART_OF_YEAR = pattern(
    "上半年|下半年|季度|个月|单月|当月|每月|(?<![0-9])(?!1月?[至到~—-]{1,2}12月)[0-9]{1,2}月?份?[至到~—-]{1,2}[0-9]{1,2}月(?![0-9])|"
    "(?<![至到0-9~—-])[0-9]{1,2}月份?(?![0-9至到底末~—-])|"
    "(?:截[至止到]|[至到止])(?:今年|(?:20)?[0-9]{2}年)?(?!12月)[0-9]{1,2}月",
    needs=("月", "季度", "上半年", "下半年"),
)
_YEAR_END = pattern("截[至止到]{0,2}(?:今年|本年|(?:20)?[0-9]{2}年)?12月(?:31日|底|末)?")
_PAID_IN = pattern("(?:实际|入库|收取|上缴|征收|实收|共|金额|收入|总额|合计|为|sum)*")
_FEES = frozenset({"fee", "processing_fee"})
_SUMMED = frozenset({"sum", "request", "on_request", "accepted", "received"})


def figure_meanings(figure: Figure, said: Said, talk: Talk, before: Sequence[str]) -> tuple[str, ...]:
    """`before`: the meanings of the last two figures of the sentence."""
    if "procurement" in said.names or (
        talk.topic == "procurement" and figure.unit in MONEY and {"sum"}.issuperset(said.names)
    ):
        if said.loose:
            return ()
        return ("disclosure.procurement.amount" if figure.unit in MONEY else "disclosure.procurement.items",)
    if figure.unit in MONEY or (figure.unit is None and _FEES & set(said.names)):
        return _money(said, talk)
    if figure.unit not in CASE_UNITS:
        return ()
    added = _added(said, before) or _total_of_row(said, talk, before) or _other_organization(said, before)
    return (added,) if added else count_meanings(said, talk, nought=figure.value == 0)


def is_flow(meanings: tuple[str, ...]) -> bool:
    """Whether it is a number of requests that came in or were handled."""
    return bool(meanings) and meanings[0] in FLOWS


def is_received(meanings: tuple[str, ...]) -> bool:
    """Whether it is a number of requests that came in, of everybody or of one kind of applicants."""
    return bool(meanings) and meanings[0].startswith("requests.received.")


def is_part_of_year(words: str) -> bool:
    """第四季度收到5件, 截至6月底收到20件; 截至12月31日 is the whole year."""
    return _PART_OF_YEAR.search(_YEAR_END.sub("", words) if "截" in words else words) is not None


def stands_alone(figure: Figure, text: str, cue_end: int) -> bool:
    """A number without a unit counts only where the sentence states it: 申请数量为12, 新收71，结转3.

    `cue_end` is the end of the last cue before it; rows of a lost table state nothing.
    """
    stated = (0 <= figure.start - cue_end <= 3 and is_filler(text[cue_end : figure.start])) or text.endswith(
        ("为", "是", "共"), 0, figure.start
    )
    return stated and (figure.end == len(text) or text[figure.end] in "，,；;。)、和")


def _money(said: Said, talk: Talk) -> tuple[str, ...]:
    if {"history", "limit", "long", "foreign"} & set(said.names) or "procurement" in said.names:
        return ()
    if "processing_fee" in said.names or (talk.topic == "processing_fee" and not said.loose):
        return ("processing_fee",)
    named = "fee" in said.names or (talk.topic == "fee" and _PAID_IN.fullmatch(said.prefix + "".join(said.names)))
    return ("disclosure.fee.amount",) if named and not said.loose else ()


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
