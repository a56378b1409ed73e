"""What a report calls itself, whose it says it is and who signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportcheck.patterns import holds, pattern
from reportcheck.rules.dates.bodies import LONGEST_NAME, is_body, is_related
from reportcheck.rules.dates.signature import YEAR, days_of, ending
from reportcheck.rules.passages import Part, unquoted
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule, undecided
from reportcheck.values import Arguments

FIRST_YEAR_OF_TITLES = 2019
_MATTER = r"政府信息公开|政务信息公开|信息公开|政务公开"
_REPORT_NAME = rf"(?=.*(?:{_MATTER}))(?=.*(?:年报|年度.*报告|年.*年度?报告))"
"""What the report is: the matter and that it is a year's report, in any order."""
_CUT_OFF = ("…", "...", "．．．")
_COLUMN = r"年报$"
"""What sites call the column the reports stand in: such a line may not be the report's title."""
_NO_BODY = r"年度?|关于|公布|发布|本(?:机关|单位|部门)|我[局县市区镇办委]|工作|的|标题|[\W_]"
_NUMBER = r"[\d一二三四五六七八九十]"
_NUMERALS = frozenset("一二三四五六七八九十")
_DATE = pattern(r"20\d\d年\d{1,2}月\d{1,3}日")
_SPOKEN_DATE = pattern(
    rf"(?:20\d\d|二[〇零○]二?[〇零○一二三四五六七八九]{{1,2}})年{_NUMBER}{{1,2}}月{_NUMBER}{{1,3}}日", needs="年"
)
"""The same, and those with Chinese numerals."""
_OWN_REPORT = (
    r"(?:本报告由|公布|发布|现将|编制)(?P<body>[^\W\d_]{2,24}?(?:局|委员会|委|厅|政府|办公室|办事处|管委会))(?:(?:19|20)\d\d年度?)?"
    r"(?:政府信息公开|政务公开|信息公开)(?:工作)?(?:年度报告|年报|情况)"
)
_ANNOUNCED = ("本报告由", "公布", "发布", "现将", "编制")
_CALLED = ("年度报告", "年报", "情况")
_BODYS_REPORT = tuple(f"{last}{next_one}" for last in "局会委厅府室处" for next_one in "政信12《〈“")
"""What stands where a body's name is followed by what its report is called, or by a quotation to be left out."""


@rule("title-incomplete")
def title_incomplete(case: Case) -> Iterator[Verdict]:
    """A body or region, the year and what it is; lines of their own around the title may have the rest of it."""
    year, title = case.report.year, case.report.title
    if year is not None and year < FIRST_YEAR_OF_TITLES:
        yield NOT_APPLICABLE
        return
    if title is None:
        yield undecided("text-copy" if case.is_text_copy else "torn")
        return
    missing = tuple(_missing_in_title(case, "".join(title.split())))
    if len(missing) > 1 and re.search(_COLUMN, title):
        yield undecided("torn", arguments={"title": title, "missing": missing})
        return
    arguments: Arguments = {"title": title, "missing": missing}
    if not missing:
        yield HOLDS
    else:
        yield undecided("text-copy", arguments=arguments) if case.is_text_copy else broken(arguments=arguments)


@rule("signature-missing")
def signature_missing(case: Case) -> Iterator[Verdict]:
    """Name and date under the text; where a report in free form ends nobody can tell."""
    if case.form is None or not case.sections:
        yield NOT_APPLICABLE
        return
    lines = [line for part in ending(case) for line in part.paragraphs]
    has_date = bool(days_of(case, "signature")) or any(map(_find_date, lines))
    has_body = any(is_body(line) or _split_date(line) for line in lines) or _is_signed(case, lines)
    missing = tuple(name for name, there in (("body", has_body), ("date", has_date)) if not there)
    if not missing:
        yield HOLDS
    elif reason := case.unseen():
        yield undecided(reason, arguments={"missing": missing})
    else:
        yield broken(arguments={"missing": missing})


@rule("another-body-named")
def another_body_named(case: Case) -> Iterator[Verdict]:
    """Only where a name is that of whose report it is: in the words that announce it, and under the text."""
    publisher = "".join((case.report.publisher or "").split())
    if not publisher or case.report.publisher_kind is None:
        yield NOT_APPLICABLE
        return
    named = [*_announced(case), *_signing(case)]
    wrong = {name: part for name, part in named if not is_related(name, publisher)}
    for name, part in wrong.items():
        arguments: Arguments = {"section": part.id, "found": name, "publisher": publisher}
        yield broken(place=part.place, arguments=arguments, subject=name)
    if not wrong:
        yield HOLDS if named else NOT_APPLICABLE


def _missing_in_title(case: Case, title: str) -> Iterator[str]:
    if not _names_body(title, "".join((case.report.publisher or "").split())) and not _is_body_above(case):
        yield "body_or_region"
    if str(case.report.year) not in title and not re.search(YEAR, title):
        yield "year"
    if not title.endswith(_CUT_OFF) and not any(re.match(_REPORT_NAME, line) for line in _title_lines(case, title)):
        yield "report_name"


def _title_lines(case: Case, title: str) -> Iterator[str]:
    """The title, and the short lines around it, which may be its other half."""
    yield title
    around = [part.paragraphs for part in case.parts_named("opening", "introduction") if part.paragraphs]
    for paragraphs in around:
        for line in (paragraphs[0], paragraphs[-1]):
            if len(line) <= LONGEST_NAME:
                yield line
                yield title + line
                yield line + title


def _names_body(title: str, publisher: str) -> bool:
    if publisher and publisher in title and is_body(publisher):
        return True
    matter = re.search(_MATTER, title)
    head = title[: matter.start()] if matter else title
    return bool(re.sub(f"{YEAR}|{_NO_BODY}", "", head))


def _is_body_above(case: Case) -> bool:
    above = [part.paragraphs[-1] for part in case.parts_named("opening") if part.paragraphs]
    return any(map(is_body, above))


def _find_date(line: str) -> re.Match[str] | None:
    return _DATE.search(line) if _NUMERALS.isdisjoint(line) else _SPOKEN_DATE.search(line)


def _split_date(line: str) -> str | None:
    """The name before the date a line ends with, "" for a bare date; None for any other line."""
    found = _find_date(line) if line.endswith("日") and len(line) <= 2 * LONGEST_NAME else None
    name = line[: found.start()] if found and found.end() == len(line) else None
    return name if name is not None and (not name or is_body(name)) else None


def _is_signed(case: Case, lines: list[str]) -> bool:
    name = "".join((case.report.publisher or "").split())
    return bool(name) and any(line.startswith(name) for line in lines)


def _announced(case: Case) -> Iterator[tuple[str, Part]]:
    for part in case.parts_named("introduction"):
        for paragraph in part.paragraphs:
            if holds(paragraph, _ANNOUNCED) and holds(paragraph, _CALLED) and holds(paragraph, _BODYS_REPORT):
                yield from ((found["body"], part) for found in re.finditer(_OWN_REPORT, unquoted(paragraph)))


def _signing(case: Case) -> Iterator[tuple[str, Part]]:
    """The body on the line of a signature's date, or alone on the line before."""
    if not days_of(case, "signature"):
        return
    for part in case.parts_named("closing"):
        for before, line in zip(("", *part.paragraphs), part.paragraphs, strict=False):
            signed = _split_date(line)
            name = before if signed == "" else signed
            if name and is_body(name):
                yield name, part
                return
