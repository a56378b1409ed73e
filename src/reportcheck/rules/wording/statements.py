"""What a report says of itself – its period, its basis, its fees – against what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportcheck import forms
from reportcheck.numerals import read_chinese_numeral
from reportcheck.patterns import holds
from reportcheck.rules.passages import Part, clause, every_sentence, unquoted
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule
from reportcheck.values import Arguments

FIRST_YEAR_OF_BASIS = 2021
DECREE = "国务院令第711号"
DECREE_NUMBER = "711"
LEAST_FEE = 10
"""Every lawful processing fee is a multiple of as many yuan."""

_YEAR = r"(20\d\d|二[〇零○]二[〇零○一二三四五六七八九])年度?"
_RANGE = (
    r"(20\d\d)年(\d{1,2})月(\d{1,2})日(?:[0零]时)?(?:起|开始)?[，,]?(?:截止|截至)?[至到~～—–-]{1,2}"
    r"(?:(20\d\d)年|同年|当年)?(\d{1,2})月(\d{1,2})日"
)
_UNTIL = r"(?:统计|数据)[^。；]{0,10}(?:截止|截至)到?(20\d\d)年12月31日"
_COUNTED = r"统计(?:期|时|数据|范围|口径)|数据[^，。]{0,8}(?:期限|时段|起止|期为)|起止时间"
_ABOUT = r"统计|报告|数据|期限|时段|期间|范围|反映"
_COMPARED = r"相比|同期|上年|去年|较|以来|累计"
_OWN_REPORT = (
    rf"(?:公布|发布|编制|形成|现将|本)[^《》〈〉。；]{{0,24}}?(?<!\d){_YEAR}的?(?:政府信息公开|政务公开|政府信息|信息公开)"
    r"(?:工作)?(?:年度报告|年报|情况)(?!编制|编报|填报|的?通知|格式|工作要点|的?要求)"
)
_YEARS_REPORT = tuple(f"年{more}{next_one}" for more in ("", "度", "的", "度的") for next_one in "政信《〈“")
"""What stands in every such sentence, in front of a quotation to be left out as well."""
_DECREE = (
    r"政府信息公开条例》?[（(](?:中华人民共和国)?(?P<cited>国务院令?第?(?P<number>\d{2,4})号令?)"
    r"|(?P<old>国务院令?第?492号令?)"
)
_FORMAT = r"国办公开办函[〔\[【（(［](20\d\d)[〕\]】）)］](\d{1,3})号"
_OF_THE_FORMAT = r"年度报告格式[^。；，]{0,12}$"
_HISTORY = r"原|修订|修改|废止|旧|历史|沿革|曾|以前|此前|颁布以来|2007|2008"
_FEE = r"(?:信息(?:公开)?处理费)[^。；，、\d]{0,14}?(?<![\d.])(\d{1,9}(?:\.\d{1,6})?)(万?)元(?!/|每)"
_ROUGH = "约|余|多|近|减免|退"


@rule("period-not-the-year")
def period_not_the_year(case: Case) -> Iterator[Verdict]:
    """The first period the introduction or the overview gives, and the year the introduction says it is about."""
    year = case.report.year
    parts = case.parts_named("introduction", "overview")
    verdicts = [*_periods(parts, year), *_own_years(case.parts_named("introduction"), year)] if year else []
    yield next((verdict for verdict in verdicts if verdict.outcome == "broken"), HOLDS if verdicts else NOT_APPLICABLE)


@rule("outdated-basis-cited")
def outdated_basis_cited(case: Case) -> Iterator[Verdict]:
    """One check a citation of the regulations or of the format by number."""
    year = case.report.year
    is_asked = year is not None and year >= FIRST_YEAR_OF_BASIS and case.says("国务院", "国办公开办函")
    verdicts = list(_citations(case, year)) if year and is_asked else []
    yield from verdicts or [NOT_APPLICABLE]


@rule("processing-fee-impossible")
def processing_fee_impossible(case: Case) -> Iterator[Verdict]:
    """One check a sum of yuan right behind the name of the fee."""
    verdicts: list[Verdict] = []
    year = case.report.year or 0
    for part, sentence in every_sentence(case.parts) if year >= FIRST_YEAR_OF_BASIS and case.says("处理费") else ():
        for fee in re.finditer(_FEE, sentence) if "处理费" in sentence and "元" in sentence else ():
            if not re.search(_ROUGH, fee[0]) and not re.search(_COMPARED, sentence[: fee.start()]):
                verdicts.append(_fee_verdict(part, sentence, fee))
    yield from verdicts or [NOT_APPLICABLE]


def _periods(parts: Sequence[Part], year: int) -> Iterator[Verdict]:
    """A whole year, or any other period of which the words say that the figures are counted in it."""
    for part, sentence in every_sentence(parts):
        if "月" not in sentence:
            continue
        found = re.search(_RANGE, sentence)
        if found is None:
            until = re.search(_UNTIL, sentence)
            if until:
                yield HOLDS if int(until[1]) == year else _period_fault(part, sentence, until, year)
                return
            continue
        first, last = int(found[1]), int(found[4] or found[1])
        days = tuple(int(found[n]) for n in (2, 3, 5, 6))
        is_year = days == (1, 1, 12, 31) and first == last
        if is_year and first == year:
            yield HOLDS
            return
        telling = _ABOUT if is_year else _COUNTED
        if re.search(telling, sentence[: found.end() + 8]) and not re.search(_COMPARED, sentence):
            yield _period_fault(part, sentence, found, year)
            return


def _period_fault(part: Part, sentence: str, found: re.Match[str], year: int) -> Verdict:
    arguments: Arguments = {"section": part.id, "clause": clause(sentence, *found.span()), "year": year}
    return broken(section=part.section, place=part.place, arguments=arguments)


def _own_years(parts: Sequence[Part], year: int) -> Iterator[Verdict]:
    """Sentences that name another year than the report's."""
    for part, sentence in every_sentence(parts):
        others = sentence.replace(f"{year}年", "")
        named_at_all = holds(others, ("20", "〇", "○", "二零")) and holds(others, _YEARS_REPORT)
        for found in re.finditer(_OWN_REPORT, unquoted(sentence)) if named_at_all else ():
            named = int(found[1]) if found[1].isdigit() else read_chinese_numeral(found[1])
            if named and named != year:
                arguments: Arguments = {"section": part.id, "clause": clause(found.string, *found.span())}
                arguments |= {"found": str(named), "year": year}
                yield broken(section=part.section, place=part.place, arguments=arguments, variant="year")


def _citations(case: Case, year: int) -> Iterator[Verdict]:
    """Old documents named as history are none, nor those named beside the new ones."""
    for part, sentence in every_sentence(case.parts):
        if part.id in ("opening", "closing") or "号" not in sentence:
            continue
        for start, end, right, is_right in (*_decrees(sentence), *_formats(sentence, year)):
            cited = sentence[start:end]
            if is_right:
                yield HOLDS
            elif not re.search(_HISTORY, sentence) and right not in sentence:
                arguments: Arguments = {"section": part.id, "clause": clause(sentence, start, end)}
                arguments |= {"found": cited, "expected": right, "year": year}
                yield broken(section=part.section, place=part.place, arguments=arguments, subject=right)


def _decrees(sentence: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start and end of a citation of the regulations by number, what it should be, and whether it is that."""
    for found in re.finditer(_DECREE, sentence) if "国务院" in sentence else ():
        group = "cited" if found["cited"] else "old"
        yield *found.span(group), DECREE, found["number"] == DECREE_NUMBER


def _formats(sentence: str, year: int) -> Iterator[tuple[int, int, str, bool]]:
    """The same of the format: the number of another edition's, or any other where the format is named before it."""
    in_force = forms.in_force(year)
    known = {form.authority for form in forms.editions()}
    for found in re.finditer(_FORMAT, sentence) if in_force and "国办公开办函" in sentence else ():
        cited = f"国办公开办函〔{found[1]}〕{found[2]}号"
        if in_force and (cited in known or re.search(_OF_THE_FORMAT, sentence[: found.start()].rstrip("（("))):
            yield *found.span(), in_force.authority, cited == in_force.authority


def _fee_verdict(part: Part, sentence: str, fee: re.Match[str]) -> Verdict:
    yuan = Decimal(fee[1]) * (10_000 if fee[2] else 1)
    if yuan % LEAST_FEE == 0:
        return HOLDS
    arguments: Arguments = {"section": part.id, "clause": clause(sentence, *fee.span()), "found": yuan}
    return broken(section=part.section, place=part.place, arguments=arguments)
