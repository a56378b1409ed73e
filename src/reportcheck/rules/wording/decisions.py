"""What the text says of decisions and documents, against table two."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportcheck.patterns import pattern
from reportcheck.rules.rule import HOLDS, Case, Verdict, rule
from reportcheck.rules.wording.flows import OTHERS_KEPT
from reportcheck.rules.wording.summed import is_said_beside
from reportcheck.rules.wording.tabled import cells_of
from reportcheck.rules.wording.told import (
    Told,
    cannot_say,
    difference,
    differs,
    is_of_government,
    is_told_elsewhere,
    or_silent,
    says_no_more,
    told,
    words_of,
)
from reportcheck.values import Arguments

DECISIONS = tuple(f"disclosure.{row}.decisions" for row in ("licensing", "penalty", "coercion"))
DOCUMENTS = frozenset(
    f"disclosure.{row}.{column}"
    for row in ("regulation", "normative_document")
    for column in ("issued", "repealed", "in_force")
)
_ISSUED = {"issued": ("制发", "制定"), "repealed": ("废止",), "in_force": ("现行有效",)}
"""The words of the form for its columns; 印发, 出台 may be said of other papers."""
_SHOWN = pattern(
    "公开|发布|公布|备案|审查|审核|清理|梳理|解读|归集|修订|修改|继续|重大|党|联合|会签|累计|历年|以来|至今"
    "|由|从|原|增|减|升|降"
)
"""Documents of which something else was done, or others."""
_DECIDED = ("作出", "做出", "办理", "下达")
_ONE_WAY = ("通过", "窗口", "网上", "线上", "大厅", "平台")
"""Where only some of the decisions were made."""


@rule("disclosure-differs-in-text")
def disclosure_differs_in_text(case: Case) -> Iterator[Verdict]:
    """One check a number of decisions made, handled or issued, or of documents; what is published is another number."""
    verdicts = [verdict for each in told(case, DECISIONS) if (verdict := _decision(case, each))]
    documents = [verdict for each in told(case, DOCUMENTS) if (verdict := _document(case, each))]
    yield from or_silent([*verdicts, *documents])


def _decision(case: Case, each: Told) -> Verdict | None:
    _, row, column = (each.reading.meaning or "").split(".")
    cells = cells_of(case, "disclosure", [(row, column)])
    subject = each.reading.subject
    if cells is None or each.reading.part or not any(word in subject for word in _DECIDED):
        return None
    if subject.endswith("的") or any(word in subject for word in _ONE_WAY):
        return None
    stated = each.reading.value
    if cells.reason is None and stated == cells.value:
        return HOLDS
    kinds = each.reading.unit == "项" and "事项" in subject
    if kinds or is_told_elsewhere(case, each, cells.table) or is_said_beside(case, each, cells.value):
        # 办理许可事项24项 are kinds of licences; 办理许可130件，准予120件.
        return None
    if each.reading.scope != "body":
        return cannot_say(case, each, cells, "other-scope") if each.reading.scope in OTHERS_KEPT else None
    if cells.reason:
        return cannot_say(case, each, cells, cells.reason)
    arguments: Arguments = {"stated": stated, "table": "disclosure", "row": row, "column": column}
    value: int | Decimal = cells.value
    return differs(case, each, cells, arguments | {"value": value, "difference": difference(stated, value)})


def _document(case: Case, each: Told) -> Verdict | None:
    """Documents made, repealed or in force; those of others, and those published, are nobody's business here."""
    _, row, column = (each.reading.meaning or "").split(".")
    form_table = case.form_table("disclosure")
    if form_table is None or (row, column) not in form_table.cells:
        return None
    cells = cells_of(case, "disclosure", [(row, column)])
    if cells is None or cells.reason or each.reading.part or each.reading.scope != "body":
        return None
    stated, value = each.reading.value, cells.value
    if stated == value:
        return HOLDS
    if is_told_elsewhere(case, each, cells.table) or not says_no_more(case, each.reading):
        return None
    words = words_of(case, each)
    if not any(word in words for word in _ISSUED[column]) or _SHOWN.search(words):
        return None
    if is_of_government(case, each.reading) or is_said_beside(case, each, value):
        return None
    arguments: Arguments = {"stated": stated, "table": "disclosure", "row": row, "column": column}
    return differs(case, each, cells, arguments | {"value": value, "difference": difference(stated, value)})
