"""What the text says of results, disputes and decisions, against the cells that count them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportcheck.quantities import Claim
from reportcheck.rules.rule import HOLDS, Case, Verdict, broken, rule
from reportcheck.rules.wording.flows import BOTH_IN, HANDLED, OTHERS_KEPT, RECEIVED
from reportcheck.rules.wording.summed import is_sum_of_listed
from reportcheck.rules.wording.tabled import Tabled, cells_of, requests_rows
from reportcheck.rules.wording.told import (
    STOPS,
    Told,
    cannot_say,
    difference,
    differs,
    is_for_one_cause,
    is_of_another_scope,
    is_told_elsewhere,
    or_silent,
    own_words,
    quoted,
    reasons_before,
    says_no_more,
    sentence_of,
    told,
    words_before,
    words_of,
)
from reportcheck.values import Arguments, CellReference

GRANTED = ("result.granted", "result.partly_granted")
LAWSUITS = ("litigation.direct", "litigation.after_reconsideration")
DOTS_OF_GROUP = 3
"""In requests.result.refused.total, which has no reason in it."""
_DENIED = ("不予", "无法", "公开的", "不公开")
_INFORMATION = ("信息公开", "政府信息", "政务公开", "依申请")
_OTHER_YEARS = ("上年", "去年", "结转", "新增", "新发生", "新收", "年前")
_NOT_ALL = (*_OTHER_YEARS, "其中", "二审", "上诉", "再审")
_ALL_KINDS = ("各类", "全部行政复议", "所有")


@rule("results-differ-in-text")
def results_differ_in_text(case: Case) -> Iterator[Verdict]:
    """One check a number of requests with a result or a reason, unless it divides another number than the year's."""
    meanings = _meanings(case, "requests.result.")
    yield from or_silent([verdict for each in told(case, meanings) if (verdict := _result(case, each))])


@rule("disputes-differ-in-text")
def disputes_differ_in_text(case: Case) -> Iterator[Verdict]:
    """One check a number of disputes about information, and one where all are said to be upheld."""
    meanings = _meanings(case, "disputes.")
    verdicts = [verdict for each in told(case, meanings) if (verdict := _dispute(case, each))]
    yield from or_silent([*verdicts, *_all_upheld(case)])


def _meanings(case: Case, family: str) -> frozenset[str]:
    return frozenset(each.meaning for each in case.readings if each.meaning and each.meaning.startswith(family))


def _result(case: Case, each: Told) -> Verdict | None:
    name = (each.reading.meaning or "").removeprefix("requests.").removesuffix(".total")
    joined = name == "result.granted_and_partly_granted"
    names = GRANTED if joined else reasons_before(case, each, name) or (name,)
    rows = requests_rows(case, *names)
    if rows is None or not _divides_the_year(case, each):
        return None
    stated = each.reading.value
    if rows.reason is None and (stated == rows.value or _fits_wider(case, names[0], each)):
        return HOLDS
    if is_sum_of_listed(case, each, f"requests.{name}.") or _is_touched(each):
        return None
    some = names == (name,) and rows.reason is None and (stated or 0) < rows.value
    if is_told_elsewhere(case, each, rows.table) or (some and _is_for_one_cause(case, each)):
        return None
    if each.reading.scope != "body":
        return cannot_say(case, each, rows, "other-scope") if each.reading.scope in OTHERS_KEPT else None
    if is_of_another_scope(case, each):
        return cannot_say(case, each, rows, "other-scope")
    if rows.reason:
        return cannot_say(case, each, rows, rows.reason)
    arguments: Arguments = {"stated": stated, "table": "requests", "row": names if len(names) > 1 else names[0]}
    return differs(case, each, rows, arguments | {"sum": rows.value, "difference": difference(stated, rows.value)})


def _is_touched(each: Told) -> bool:
    """涉及第三方合法权益的申请6件 were not refused for it, unless they stand among what was."""
    words = own_words(each.reading)
    return each.reading.whole is None and "涉及" in words and not any(word in words for word in _DENIED)


def _is_for_one_cause(case: Case, each: Told) -> bool:
    """因不属于公开范围不予公开2件; 因属于过程性信息不予公开2件 counts all there are of them."""
    of_reason = (each.reading.meaning or "").count(".") > DOTS_OF_GROUP
    return is_for_one_cause(words_before(case, each)) and not (of_reason and says_no_more(case, each.reading))


def _fits_wider(case: Case, name: str, each: Told) -> bool:
    """予以公开 may take in what was partly granted, and one reason named may stand for all of its group."""
    group = ".".join(name.split(".")[:2])
    wider = GRANTED if name == "result.granted" else (group,) if group != name else ()
    rows = requests_rows(case, *wider) if wider else None
    return rows is not None and rows.reason is None and each.reading.value == rows.value


def _divides_the_year(case: Case, each: Told) -> bool:
    """A part of what came in or was answered, of a result, or of nothing the text names."""
    if each.reading.whole is None:
        return not each.reading.part
    whole = case.readings[each.reading.whole]
    kind = whole.meaning or ""
    divides = kind in (RECEIVED, BOTH_IN, HANDLED) or kind.startswith("requests.result.")
    return divides and whole.scope == each.reading.scope


def _dispute(case: Case, each: Told) -> Verdict | None:
    row, _, column = (each.reading.meaning or "").removeprefix("disputes.").rpartition(".")
    cells = cells_of(case, "disputes", [(name, column) for name in (LAWSUITS if row == "litigation" else (row,))])
    if cells is None:
        return None
    stated = each.reading.value
    if cells.reason is None and stated == cells.value:
        return HOLDS
    if is_told_elsewhere(case, each, cells.table) or not _is_about_information(case, each):
        return None
    if each.reading.scope != "body" or any(word in words_of(case, each) for word in _OTHER_YEARS):
        return cannot_say(case, each, cells, "other-scope") if each.reading.scope != "other" else None
    if cells.reason:
        return cannot_say(case, each, cells, cells.reason)
    arguments: Arguments = {"stated": stated, "table": "disputes", "row": row, "column": column}
    return differs(case, each, cells, arguments | {"value": cells.value, "difference": difference(stated, cells.value)})


def _is_about_information(case: Case, each: Told) -> bool:
    """Said in the sentence, or before it in the section on such disputes; all cases of a body are another number."""
    text = case.report.sections[each.reading.section].text
    section = case.report.sections[each.reading.section].id
    start, end = sentence_of(case, each.reading, STOPS)
    words = "".join(text[start:end].split())
    if any(word in words for word in _ALL_KINDS):
        return False
    said = "".join(text[:end].split()) if section == "disputes" else words
    return any(word in said for word in _INFORMATION)


def _all_upheld(case: Case) -> Iterator[Verdict]:
    """均维持 with a case corrected; with cases pending alone it is only worth a better word."""
    for claim in case.claims("all_upheld"):
        rows = _rows_of(case, claim) if claim.scope == "body" else ()
        corrected = cells_of(case, "disputes", [(row, "corrected") for row in rows]) if rows else None
        pending = cells_of(case, "disputes", [(row, "pending") for row in rows]) if rows else None
        if corrected is None or pending is None or corrected.reason:
            continue
        if corrected.value:
            yield _upheld(case, claim, "corrected", corrected, rows)
        elif pending.reason is None and pending.value:
            yield _upheld(case, claim, "pending", pending, rows)._replace(variant="pending", severity="note")
        else:
            yield HOLDS


def _rows_of(case: Case, claim: Claim) -> tuple[str, ...]:
    """The rows the sentence speaks of before the claim, told to be about information; none where it is not."""
    start, _ = sentence_of(case, claim)
    section = case.report.sections[claim.section]
    before = "".join(section.text[start : claim.start].split())
    about = before if section.id != "disputes" else "".join(section.text[: claim.start].split())
    if not any(word in about for word in _INFORMATION) or any(word in before for word in _NOT_ALL):
        return ()
    lawsuits = ("诉讼" in before or "起诉" in before) and LAWSUITS
    return (("reconsideration",) if "复议" in before.replace("复议后起诉", "") else ()) + (lawsuits or ())


def _upheld(case: Case, claim: Claim, column: str, cells: Tabled, rows: Sequence[str]) -> Verdict:
    section = case.report.sections[claim.section]
    counted = tuple(row for row in rows if case.counts.get(("disputes", row, column)))
    arguments: Arguments = {"table": "disputes", "row": counted, "column": column, "value": cells.value}
    return broken(
        variant="all_upheld",
        section=section.id,
        place=section.place,
        facts=tuple(CellReference("disputes", row, column) for row in counted),
        arguments=quoted(case, claim) | arguments,
        table="disputes",
        subject="all_upheld",
    )
