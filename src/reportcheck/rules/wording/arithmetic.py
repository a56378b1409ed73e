"""The figures of the text against one another: parts and wholes, one thing said twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportcheck.quantities import Reading
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, rule
from reportcheck.rules.wording.flows import BOTH_IN, CARRIED_IN, HANDLED, RECEIVED
from reportcheck.rules.wording.summed import is_sum_of_listed
from reportcheck.rules.wording.tabled import requests_rows
from reportcheck.rules.wording.told import (
    Told,
    contradicts,
    difference,
    is_for_one_cause,
    is_of_government,
    is_shared_out,
    is_taken_and_answered,
    quoted,
    says_no_more,
    sentence_of,
)
from reportcheck.values import Arguments

FLOWS = (RECEIVED, BOTH_IN, HANDLED)
CHANNELS = ("网络", "网上", "在线", "信函", "邮寄", "邮件", "当面", "现场", "窗口", "传真", "平台", "网站", "邮箱")
_REST = ("其他", "其它")
Number = int | Decimal


@rule("parts-differ-in-text")
def parts_differ_in_text(case: Case) -> Iterator[Verdict]:
    """One check a list of parts of one kind: they are more than their whole, or are said to be all of it."""
    verdicts: list[Verdict] = []
    divided: dict[int, list[Reading]] = {}
    for each in case.readings:
        if each.whole is not None and each.unit != "%":
            divided.setdefault(each.whole, []).append(each)
    for index, parts in divided.items():
        meaning = case.readings[index].meaning or ""
        if meaning in FLOWS or meaning.startswith("requests.result."):
            verdicts += [verdict for kind in _kinds(parts) if (verdict := _parts(case, index, kind))]
    for index, each in enumerate(case.readings):
        verdicts += _joined(case, index) if each.meaning == BOTH_IN else []
    yield from verdicts or [NOT_APPLICABLE]


@rule("quantity-given-twice")
def quantity_given_twice(case: Case) -> Iterator[Verdict]:
    """One check a quantity that the text gives more than once, in sentences of their own."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, each in enumerate(case.readings):
        if each.meaning not in (None, "percentage", "processing_fee") and _is_own_whole(case, Told(index, each)):
            groups.setdefault((each.meaning, each.year), []).append(index)
    yield from [_twice(case, same) for same in groups.values() if len(same) > 1] or [NOT_APPLICABLE]


def _kinds(parts: Sequence[Reading]) -> Iterator[list[Reading]]:
    """Parts that divide their whole in one way: by applicant, by result, by reason, by channel."""
    applicants = [each for each in parts if _row(each, 2) in ("person", "organization")]
    if any((each.meaning or "").endswith(".organization.total") for each in applicants):
        applicants = [each for each in applicants if (each.meaning or "").endswith(("organization.total", ".person"))]
    results = [each for each in parts if (each.meaning or "").startswith("requests.result.")]
    channels = [each for each in parts if each.meaning is None and _tail(each, CHANNELS)]
    if channels:
        channels = [each for each in parts if each.meaning is None]
    yield from (kind for kind in (applicants, results, channels) if len(kind) > 1)


def _row(each: Reading, place: int) -> str:
    names = (each.meaning or "").split(".")
    return names[place] if len(names) > place else ""


def _tail(each: Reading, words: Sequence[str]) -> bool:
    """What stands right before the figure says one of the words."""
    return any(word in each.subject[-6:] for word in words)


def _parts(case: Case, whole: int, parts: Sequence[Reading]) -> Verdict | None:
    divided = case.readings[whole]
    if any(each.approximate or each.scope != divided.scope or each.value is None for each in (divided, *parts)):
        return None
    stated, total = divided.value or 0, sum((each.value or 0 for each in parts), 0)
    if divided.part:
        # 答复25件（含上年3件），其中予以公开9件: what follows divides the larger figure as well.
        return None
    if total == stated or (divided.meaning in FLOWS and difference(total, stated) in _carried_in(case)):
        # 新收14件，上年结转1件，其中予以公开8件 …: what is divided may be both together.
        return HOLDS
    if len({each.meaning for each in parts}) < len(parts) and parts[0].meaning is not None:
        return None
    if not says_no_more(case, divided):
        return None
    return _fault(case, whole, stated, total) if total > stated or _is_all(parts) else None


def _is_all(parts: Sequence[Reading]) -> bool:
    """自然人 and 法人或其他组织 are all there are; so are channels that end with the others."""
    names = {(each.meaning or "").rpartition("received.")[2] for each in parts}
    return {"person", "organization.total"} <= names or (parts[-1].meaning is None and _tail(parts[-1], _REST))


def _joined(case: Case, whole: int) -> list[Verdict]:
    """新收13件，上年结转1件，合计14件."""
    before = case.readings[max(whole - 2, 0) : whole]
    spans = {(each.section, *sentence_of(case, each)) for each in (*before, case.readings[whole])}
    if {each.meaning for each in before} != {RECEIVED, CARRIED_IN} or len(spans) > 1:
        return []
    stated, total = case.readings[whole].value or 0, sum((each.value or 0 for each in before), 0)
    if any(each.approximate or each.scope != "body" for each in (*before, case.readings[whole])):
        return []
    return [HOLDS if stated == total else _fault(case, whole, stated, total)]


def _fault(case: Case, whole: int, stated: Number, total: Number) -> Verdict:
    each = Told(whole, case.readings[whole])
    arguments: Arguments = {"stated": stated, "sum": total, "difference": difference(stated, total)}
    return contradicts(case, each, quoted(case, each.reading) | arguments)


def _carried_in(case: Case) -> set[Number]:
    """How many requests were carried in, by the text and by the table."""
    carried = {each.value or 0 for each in case.readings if each.meaning == CARRIED_IN}
    row = requests_rows(case, "carried_in")
    return carried | ({row.value} if row is not None and row.reason is None else set())


def _is_own_whole(case: Case, told: Told) -> bool:
    each = told.reading
    caused = is_taken_and_answered(each) or (
        (each.meaning or "").startswith("requests.result.") and is_for_one_cause(each.subject)
    )
    listed = is_sum_of_listed(case, told, f"{(each.meaning or '').removesuffix('.total')}.")
    unfit = each.approximate or each.part or each.value is None or caused or listed
    return each.scope == "body" and not unfit and not is_of_government(case, each)


def _twice(case: Case, same: Sequence[int]) -> Verdict:
    """What was carried in may stand in the one number and not in the other."""
    first = case.readings[same[0]]
    carried = _carried_in(case)
    for index in same[1:]:
        other = case.readings[index]
        apart = difference(first.value, other.value or 0)
        explained = first.meaning in FLOWS and apart in carried
        explained = explained or ((first.meaning or "").startswith("requests.") and is_shared_out(case))
        together = first.section == other.section and sentence_of(case, first) == sentence_of(case, other)
        if apart and not explained and not together and says_no_more(case, first) and says_no_more(case, other):
            return _differs(case, first, Told(index, other), apart)
    return HOLDS


def _differs(case: Case, first: Reading, other: Told, apart: Number) -> Verdict:
    one, two = quoted(case, first), quoted(case, other.reading)
    arguments: Arguments = {**one, "other_section": two["section"], "other_clause": two["clause"]}
    arguments |= {"first": first.value, "second": other.reading.value, "difference": apart}
    return contradicts(case, other, arguments)
