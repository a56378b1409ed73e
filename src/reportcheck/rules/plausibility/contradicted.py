"""Figures that the text of the report denies, and numbers in the text over a table of noughts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportcheck.rules.passages import clause, every_sentence
from reportcheck.rules.plausibility.cells import FEE_UNPAID, about, read_cell
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule
from reportcheck.values import Arguments

_NO_NOTICE = r"(?:未|没有|无)(?:发出|下达|出具|制发|送达|发放|产生|发送)[^。；，]{0,8}(?:收费|缴费)通知"
_PARTLY = r"其中|除|月|季度|年度前|上半年|下半年"

_NO_DISPUTES = (
    r"(?:未发生|没有发生|未收到|未产生|未出现|无)"
    r"(?:因|涉及|有关|关于|与|的|政府信息|信息|公开|工作|引发|引起|引|被|申请|提起|任何|类|、|和|及|或|行政|复议|诉讼)*+"
    r"(?:案件|案|情况|事项|情形)?(?=[。，；]|$)"
)
_OTHER_SCOPE = (
    r"全[国省市县区州旗镇乡]|各(?:部门|单位|级|乡|镇|地|县|区)|所属|下级"
    r"|上一?年|去年|往年|历年|同比|累计|截至|以来"
)
_STATED = {
    "requests": r"(?:收到|受理|接收|办理|办结|答复|登记)[^。；，]{0,25}?申请[^。；，\d]{0,4}(\d+)[件份宗条](?!次)",
    "disclosure": r"(?:作出|办理|下达|实施)(?:行政)?(?:许可|处罚|强制)(?:决定)?(?:共|共计|合计)?(\d+)[件项宗起]",
    "disputes": r"(?:发生|收到|涉及|被申请|被提起)[^。；，\d]{0,16}行政(?:复议|诉讼)(?:案件)?(?:共|共计)?(\d+)[件宗起]",
}
"""Table → how the text tells of what the table counts."""


@rule("fee-unpaid-denied")
def fee_unpaid_denied(case: Case) -> Iterator[Verdict]:
    """Requests given up for not paying, and a section six that knows of no notice of charge for the whole year."""
    cell = ("requests", FEE_UNPAID, "total")
    figure = read_cell(case, cell)
    said = [s for _, s in every_sentence(case.parts_named("other_matters")) if "费" in s and "通知" in s]
    if not figure.value or not said:
        yield NOT_APPLICABLE
        return
    for sentence in said:
        denial = re.search(_NO_NOTICE, sentence)
        if denial and not re.search(_PARTLY, sentence):
            arguments: Arguments = {"table": "requests", "row": FEE_UNPAID, "found": figure.value}
            arguments |= {"clause": clause(sentence, *denial.span())}
            yield broken(**about(case, [cell], arguments))
            return
    yield HOLDS


@rule("all-zero-contradicted")
def all_zero_contradicted(case: Case) -> Iterator[Verdict]:
    """One check a table that is 0 throughout, and one where the text denies the disputes that table four counts."""
    verdicts = [verdict for table in _STATED if (verdict := _zeros(case, table))]
    denied = _denied_disputes(case)
    yield from (*verdicts, denied) if denied else verdicts
    if not verdicts and not denied:
        yield NOT_APPLICABLE


def _zeros(case: Case, table: str) -> Verdict | None:
    """A table of noughts against what is told of this year and this body; None: no such table."""
    facts = [fact for fact in case.report.facts if fact.table == table]
    if table not in case.tables_with_numbers or case.unplaced.get(table):
        return None
    if any(fact.number.value or fact.number.kind == "illegible" for fact in facts):
        return None
    for part, sentence in every_sentence(case.parts_named("overview", table)):
        stated = re.search(_STATED[table], sentence)
        if stated and int(stated[1]) and not _is_of_other_scope(case, sentence):
            quoted: Arguments = {"section": part.id, "clause": clause(sentence, *stated.span())}
            return broken(section=part.section, table=table, arguments={"table": table} | quoted, place=part.place)
    return HOLDS


def _denied_disputes(case: Case) -> Verdict | None:
    """Section four says that there was none; None: it does not say so."""
    for part, sentence in every_sentence(case.parts_named("disputes")):
        if "复议" not in sentence and "诉讼" not in sentence:
            continue
        denial = re.search(_NO_DISPUTES, sentence)
        if denial is None or not re.search("复议|诉讼", denial[0]) or _is_of_other_scope(case, sentence):
            continue
        named = [kind for kind, word in (("reconsideration", "复议"), ("litigation", "诉讼")) if word in denial[0]]
        cells = [cell for cell in case.facts if cell[0] == "disputes" and cell[1].partition(".")[0] in named]
        counted = [cell for cell in cells if read_cell(case, cell).value]
        if counted:
            quoted: Arguments = {"table": "disputes", "section": part.id, "clause": clause(sentence, *denial.span())}
            return broken(variant="reverse", **about(case, counted, quoted))
        return HOLDS if cells else None
    return None


def _is_of_other_scope(case: Case, sentence: str) -> bool:
    years = set(re.findall(r"(?<!\d)(20\d\d)年", sentence)) - {str(case.report.year)}
    return bool(years) or re.search(_OTHER_SCOPE, sentence) is not None
