"""A figure whose own words do not say what it counts → what the figures before it in the sentence say it does."""

from __future__ import annotations

from collections.abc import Sequence

from reportcheck.patterns import pattern
from reportcheck.quantities.clauses import Said
from reportcheck.quantities.figures import CASE_UNITS, MONEY, PERCENT, Figure
from reportcheck.quantities.meaning import BOTH_IN, CARRIED_IN, FLOWS, HANDLED, RECEIVED
from reportcheck.quantities.reading import Reading, Scope
from reportcheck.quantities.scope import REGIONAL, Whose
from reportcheck.tuples import NamedTuple

_BASE = pattern(
    "(?:较|比|与|同|[(（，,为和、])?(?:上一?年|去年|前年|(?P<year>20[0-9]{2})年|(?:上年|去年)?同期)(?:度|全年|同期)?"
    "(?:的|为|是|共|共计|收到|总量|总数|申请|[(（:：])*$"
)
_SUM = pattern("(?:[一二三四五六七八九两]项|以上|两者|全[市县区省州]|总量|总数)?(?:共计|合计|总计|共)(?:为|是)?$")
_SHARED = (*FLOWS, CARRIED_IN, "disputes.reconsideration.total", "disputes.litigation.total")
_WHOLE = pattern("占(?P<whose>[^，；占]{0,6}?)(?:收到|受理)?申请(?:总量|总数|量|数)[(]$")
_GROUPS = 4
"""Groups of results after whose figures a sum is that of all results: the form has six."""
FARTHEST = 16
"""Characters before a figure in which the year it is compared with stands."""


class Inherited(NamedTuple):
    """A meaning taken over, and its year and scope where they are not those of the figure it comes from."""

    meaning: str
    scope: Scope | None = None
    year: int | None = None


def inherit(
    figure: Figure, said: Said, before: Sequence[Reading], text: str, year: int | None, whose: Whose
) -> Inherited | None:
    """`before` are the readings of the sentence, `text` the paragraph, `year` the report's."""
    last = _last_said(before)
    if last is None or not _same_kind(figure, last):
        return None
    results = {each.meaning for each in filter(_is_result, before)}
    if said.names == ("rest",) and _is_result(last) and len(results) >= _GROUPS:
        return Inherited("requests.result.other.total")
    whole = _WHOLE.search(text, max(figure.start - FARTHEST, 0), figure.start)
    if whole and last.meaning in FLOWS:
        return Inherited(RECEIVED, whose.told_by(whole["whose"]))
    return (
        _compared(figure, last, text, year)
        or _summed(figure, said, before, text, whose)
        or _of_another(said, last, whose)
    )


def _is_result(each: Reading) -> bool:
    return (each.meaning or "").startswith("requests.result.")


def _last_said(before: Sequence[Reading]) -> Reading | None:
    return next((each for each in reversed(before) if each.unit not in PERCENT and not _is_difference(each)), None)


def _is_difference(each: Reading) -> bool:
    return each.meaning is None and each.subject.endswith(("增加", "减少", "多", "少", "增加了", "减少了", "多出"))


def _same_kind(figure: Figure, last: Reading) -> bool:
    """One unit, or two that count cases; money stays money."""
    both = (figure.unit, last.unit)
    return last.meaning is not None and (
        both[0] == both[1] or all(unit in CASE_UNITS for unit in both) or all(unit in MONEY for unit in both)
    )


def _compared(figure: Figure, last: Reading, text: str, year: int | None) -> Inherited | None:
    """比2023年的276件多42件, 较去年同期（40件）减少9件: the figure of another year."""
    base = _BASE.search(text, max(figure.start - FARTHEST, 0), figure.start)
    if base is None or last.meaning is None:
        return None
    named = int(base["year"]) if base["year"] else year - 1 if year else None
    return None if named is None or named == year else Inherited(last.meaning, None, named)


def _summed(figure: Figure, said: Said, before: Sequence[Reading], text: str, whose: Whose) -> Inherited | None:
    """合计 behind figures of one kind: of one thing by bodies, of the reasons of a result, of all results."""
    if not _SUM.search(text, max(figure.start - FARTHEST, 0), figure.start) or not {"sum"}.issuperset(said.names):
        return None
    parts = [each for each in before if each.meaning and each.unit not in PERCENT]
    meanings = {each.meaning for each in parts}
    if len(parts) < 2 or any(each.whole is not None for each in parts):
        return None
    if len(meanings) == 1 and parts[0].meaning in (*FLOWS, CARRIED_IN):
        scopes = {each.scope for each in parts}
        mixed: Scope = "body" if whose.kind in REGIONAL else "region"
        return Inherited(str(parts[0].meaning), parts[0].scope if len(scopes) == 1 else mixed)
    results = [each for each in meanings if each and each.startswith("requests.result.")]
    groups = {each.split(".")[2] for each in results}
    if len(results) == len(meanings - {RECEIVED, BOTH_IN, CARRIED_IN}) and len(groups) >= _GROUPS:
        return Inherited(HANDLED)
    if len(results) == len(meanings) and len(groups) == 1 and all(each.count(".") == 4 for each in results):
        return Inherited(f"requests.result.{groups.pop()}.total")
    return None


def _of_another(said: Said, last: Reading, whose: Whose) -> Inherited | None:
    """全县收到申请188件（县政府办21件、县住建局39件）: the name of a body is all its figure says."""
    listed = last.meaning or ""
    if listed not in _SHARED and not listed.startswith("disclosure."):
        return None
    if (not said.prefix and said.names != ("rest",)) or not {"rest"}.issuperset(said.names):
        return None
    scope = whose.listed_as(said.text.lstrip("、和及") if said.names else said.prefix)
    return Inherited(listed, scope) if scope else None
