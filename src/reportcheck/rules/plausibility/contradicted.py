"""Figures that the text of the report denies, and numbers in the text over a table of noughts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportcheck.patterns import pattern
from reportcheck.quantities import Reading
from reportcheck.rules.passages import clause, every_sentence
from reportcheck.rules.plausibility.cells import FEE_UNPAID, about, read_cell
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule, undecided
from reportcheck.rules.wording.told import says_no_more
from reportcheck.values import Arguments

_NOTICE = r"(?:收费|缴费)通知(?:书|单)?"
_NOUGHT = r"[0０零](?![\d０-９.．]|\s*万?元)"
_NO_NOTICE = pattern(
    r"(?:未|没有|无)(?:向[^。；，]{1,12}?)?(?:发出|发过|下达|出具|开具|制发|送达|寄出|发放|产生|发送)"
    rf"[^。；，]{{0,8}}{_NOTICE}"
    rf"|(?<![\d０-９.．十百]){_NOUGHT}[件份次]?{_NOTICE}"
    rf"|{_NOTICE}(?:的|件数|份数|数量|总数|情况|共|总?计|合计|均|都|分别|为|是|[：:，,])*{_NOUGHT}"
    rf"|{_NOTICE}的?(?:件数|份数|数量)[^。；\d０-９]{{0,40}}[均都皆]为?{_NOUGHT}"
)
_PARTLY = r"其中|除|月|季度|年度前|上半年|下半年"

_NO_DISPUTES = (
    r"(?:未发生|没有发生|未收到|未产生|未出现|无)"
    r"(?:因|涉及|有关|关于|与|的|政府信息|信息|公开|工作|引发|引起|引|被|申请|提起|任何|类|、|和|及|或|行政|复议|诉讼)*+"
    r"(?:案件|案|情况|事项|情形)?(?=[。，；]|$)"
)
_OTHER_BODIES = r"全[国省市县区州旗镇乡]|各(?:部门|单位|级|乡|镇|地|县|区)|所属|下级"
_OTHER_TIME = r"上一?年|去年|往年|历年|同比|累计|截至|以来"
_DISOWNED = r"无关|[非不未](?:是|属于?|涉及?|因)?(?:本机关|政府信息|信息公开|政务公开)"
"""What a sentence says of cases and requests that are not those of the table."""
_STATED = {
    "requests": r"requests\.(?:received|received_and_carried_in|handled|result\..+)\.\w+|requests\.received\..+",
    "disclosure": r"disclosure\.(?:licensing|penalty|coercion)\.decisions",
    "disputes": r"disputes\..+\.total",
}
"""Table → the meanings of figures in the text that count what the table counts."""
_ENDS = "。！？；!?;\n"


@rule("fee-unpaid-denied")
def fee_unpaid_denied(case: Case) -> Iterator[Verdict]:
    """Requests given up for not paying, and a section six that knows of no notice of charge for the whole year."""
    cell = ("requests", FEE_UNPAID, "total")
    figure = read_cell(case, cell)
    said = [s for _, s in every_sentence(case.parts_named("other_matters")) if "费" in s and "通知" in s]
    illegible = figure.reason == "illegible"
    if not (figure.value or illegible) or not said:
        yield NOT_APPLICABLE
        return
    for sentence in said:
        denial = _NO_NOTICE.search(sentence)
        if denial and not re.search(_PARTLY, sentence):
            if illegible:
                where: Arguments = {"table": "requests", "row": FEE_UNPAID}
                yield undecided(case.why_illegible([cell]), **about(case, [cell], where))
                return
            arguments: Arguments = {"table": "requests", "row": FEE_UNPAID, "found": figure.value}
            arguments |= {"clause": clause(sentence, *denial.span())}
            yield broken(**about(case, [cell], arguments))
            return
    yield NOT_APPLICABLE if illegible else HOLDS


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
    facts = case.facts_of.get(table, ())
    if table not in case.tables_with_numbers or case.unplaced.get(table):
        return None
    if any(fact.number.value or fact.number.kind == "illegible" for fact in facts):
        return None
    for reading in case.readings:
        if _counts(case, reading, table) and not _is_of_others(case, reading) and says_no_more(case, reading):
            section = case.report.sections[reading.section]
            words = "".join(section.text[slice(*reading.clause)].split())
            quoted: Arguments = {"section": section.id or section.heading, "clause": clause(words, 0, len(words))}
            return broken(section=section.id, table=table, arguments={"table": table} | quoted, place=section.place)
    return HOLDS


def _counts(case: Case, reading: Reading, table: str) -> bool:
    """Whether it is a number, not nought, of what the table counts, of this body and year."""
    is_there = case.report.sections[reading.section].id in ("overview", table)
    is_own = reading.scope == "body" and reading.year in (case.report.year, None)
    return (
        is_there and is_own and bool(reading.value) and re.fullmatch(_STATED[table], reading.meaning or "") is not None
    )


def _is_of_others(case: Case, reading: Reading) -> bool:
    """Whether its sentence names other bodies or other matters, or its clause other years."""
    text = case.report.sections[reading.section].text
    start = max(text.rfind(mark, 0, reading.start) for mark in _ENDS) + 1
    before, said = "".join(text[start : reading.end].split()), "".join(text[slice(*reading.clause)].split())
    ends = [end for mark in _ENDS if (end := text.find(mark, reading.end)) >= 0]
    after = "".join(text[reading.end : min(ends, default=len(text))].split())
    return bool(re.search(_OTHER_BODIES, before) or re.search(_DISOWNED, after)) or _is_of_other_time(case, said)


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
    return re.search(_OTHER_BODIES, sentence) is not None or _is_of_other_time(case, sentence)


def _is_of_other_time(case: Case, words: str) -> bool:
    years = set(re.findall(r"(?<!\d)(20\d\d)年", words)) - {str(case.report.year)}
    return bool(years) or re.search(_OTHER_TIME, words) is not None
