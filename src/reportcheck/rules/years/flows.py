"""What stood at the end of last year against what this year begins with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportcheck.patterns import pattern
from reportcheck.rules.plausibility.cells import extended
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, undecided
from reportcheck.rules.years.past import (
    about,
    is_blank,
    is_disputed,
    is_there,
    last_year,
    may_be_misread,
    this_year,
    why_unread,
)
from reportcheck.values import Argument, Arguments

LENIENT = ("government", "zone", "township", None)
"""Kinds of bodies whose documents in force change in ways no column tells; None: the kind is not known."""
_BODY = "[^，。；]{0,16}(?:局|委|办|厅|中心|部门|单位|机关|政府|镇|乡|街道)"
_REORGANISED = pattern(
    "机构(?:改革|调整|整合|合并|撤并)|(?:职能|职责|职权|人员|编制|业务|机构)[^，。；]{0,8}(?:划转|划入|划归|移交)"
    "|(?:机关|部门|单位|局|委|中心)(?:的)?(?:撤销|合并|重组|挂牌成立)|撤[镇乡县]设"
    f"|(?:并入|划入|划归|划转[到至]){_BODY}|组建(?![^。；]{{0,20}}(?:小组|专班|队|团)){_BODY}"
)
"""After it nobody can tell whose requests were carried over into this report."""


def carry_over_broken(case: Case) -> Iterator[Verdict]:
    """One check a column of table three: carried in this year = carried over last year.

    One difference is told once: in the only column it is in, in the total where several columns make it up.
    """
    table = case.form_table("requests")
    if table is None or not is_there(case, "requests") or _REORGANISED.search(case.text):
        yield NOT_APPLICABLE
        return
    verdicts = {column: _carry_over(case, column) for column in table.row("carried_in").columns}
    yield from _told_once(verdicts).values()


def in_force_flow_broken(case: Case) -> Iterator[Verdict]:
    """One check a row: in force last year + issued - repealed = in force; only the form of 2021 has the columns."""
    table = case.form_table("disclosure")
    wanted = {"issued", "repealed", "in_force"}
    rows = [row.id for row in table.rows if wanted <= set(row.columns)] if table else []
    rows = [row for row in rows if _has_row(case, row)]
    if not rows:
        yield NOT_APPLICABLE
    for row in rows:
        yield _in_force(case, row)


def _has_row(case: Case, row: str) -> bool:
    return any(("disclosure", row, "in_force") in each.figures for each in case.last_years)


def _carry_over(case: Case, column: str) -> Verdict:
    """Blanks stand for 0 where the other year has 0; what else they may stand for nobody can say."""
    before, now = (
        last_year(case, ("requests", "carried_out", column)),
        this_year(case, ("requests", "carried_in", column)),
    )
    where = about(case, (before, now), {"table": "requests", "column": column})
    if is_disputed([before]):
        return NOT_APPLICABLE
    if reason := why_unread(case, (before, now)):
        return undecided(reason, **where)
    carried_out, carried_in = before.figure.value or 0, now.figure.value or 0
    if is_blank(case, "requests"):
        return undecided("blank", **where)
    if carried_in == carried_out:
        return HOLDS
    if before.figure.reason or now.figure.reason:
        return undecided("text-copy" if case.is_text_copy and now.figure.reason else "blank", **where)
    if may_be_misread(case, column):
        return undecided("own-misreading", **where)
    values: Arguments = {
        "carried_in": carried_in,
        "carried_out": carried_out,
        "difference": abs(carried_in - carried_out),
    }
    severity = None if column == "total" else "note"
    return broken(found=carried_in, expected=carried_out, severity=severity, **extended(where, values))


def _told_once(verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """What another check says already is not applicable."""
    total = verdicts.get("total")
    apart = {c: difference for c, each in verdicts.items() if c != "total" and (difference := _difference(each))}
    if total is None or not _difference(total) or sum(apart.values()) != _difference(total):
        return dict(verdicts)
    if len(apart) == 1:
        [column] = apart
        # The total is wrong with it, and so it is as grave.
        only = verdicts[column]._replace(severity=None, facts=(*total.facts, *verdicts[column].facts))
        return {**verdicts, column: only, "total": NOT_APPLICABLE}
    parts: tuple[Argument, ...] = tuple({"column": c, "difference": abs(value)} for c, value in apart.items())
    facts = tuple(fact for column in (*apart, "total") for fact in verdicts[column].facts)
    whole = total._replace(variant="columns", facts=facts, arguments={**total.arguments, "apart": parts})
    return {**verdicts, **dict.fromkeys(apart, NOT_APPLICABLE), "total": whole}


def _difference(verdict: Verdict) -> int | Decimal:
    """By how much more was carried in than carried over; 0 where that is not so or not known."""
    return verdict.found - verdict.expected if verdict.found is not None and verdict.expected is not None else 0


def _in_force(case: Case, row: str) -> Verdict:
    cells = [("disclosure", row, column) for column in ("issued", "repealed", "in_force")]
    before, (issued, repealed, now) = last_year(case, cells[-1]), (this_year(case, cell) for cell in cells)
    sides = (before, issued, repealed, now)
    where = about(case, sides, {"table": "disclosure", "row": row})
    if is_disputed([before]):
        return NOT_APPLICABLE
    if reason := why_unread(case, sides):
        return undecided(reason, **where)
    last, made, gone, found = (side.figure.value or 0 for side in sides)
    if is_blank(case, "disclosure"):
        return undecided("blank", **where)
    expected = last + made - gone
    if found == expected:
        return HOLDS
    if any(side.figure.reason for side in sides):
        return undecided("text-copy" if case.is_text_copy else "blank", **where)
    values: Arguments = {"last_in_force": last, "issued": made, "repealed": gone}
    values |= {"expected": expected, "found": found, "difference": abs(found - expected)}
    severity = "note" if case.report.publisher_kind in LENIENT else "warning"
    return broken(found=found, expected=expected, severity=severity, **extended(where, values))
