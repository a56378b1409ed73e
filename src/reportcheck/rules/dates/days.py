"""When a report was published and signed, against its year and the time limit of the law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportcheck.calendar import iso_day
from reportcheck.patterns import holds, pattern
from reportcheck.rules.dates.signature import YEAR, days_of, ending
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule, undecided
from reportcheck.values import Arguments, DatedPlace

FIRST_YEAR_OF_TWO_LIMITS = 2019
"""Up to the year before every body had the same time limit."""
LAST_DAYS = {"government": (3, 31), "department": (1, 31), "office": (1, 31)}
"""Month and day by the kind of body, since then."""
_BRANCH = pattern(
    r"分局|派出|直属|支队|大队|总队|中心|开发区|园区|新区|实验区|示范区|高新区|经开区|管委会|镇|街道|(?<!城)乡(?!村)"
)
"""Departments that are none of a people's government of county level or above, as far as a name shows it."""
_BRANCH_ABOVE = pattern(r"^国家.*[省市县]|市(?!生态环境局).{2,}生态环境局", needs=("国家", "生态环境局"))
"""The same by a name that goes beyond its region."""
_REGIONS = pattern(
    r"^(?:上海市?)?浦东新区|^(?:天津市?)?滨海新区"
    r"|^(?:[镇乡]?[^省市县区州旗盟镇乡]{1,6}?(?:[镇乡](?=[市县]))?"
    r"(?:省|自治区|自治州|市(?!场|政(?![府务协法])|民(?![政族宗防])|容)|县"
    r"|(?<![发园新验范开税游作社小城高假库景林山])区(?!域)|州|旗|盟))+"
)
"""The regions a name begins with: a 镇 or 乡 may begin or end what they are called (镇江市, 新乡县); zones are none.

Two 新区 alone are districts with a government.
"""
_SPOKEN_DATE = pattern(r"二[〇零○][^年]{2}年.{1,2}月.{1,3}日", needs=("二〇", "二零", "二○"))


@rule("published-late")
def published_late(case: Case) -> Iterator[Verdict]:
    """The time limit of the law, by the kind of body."""
    yield held_against(case, _limit(case))


def held_against(case: Case, limit: str | None) -> Verdict:
    """In time, up to the day `limit`, if page or signature says so; without a date of the page nobody can tell."""
    published = days_of(case, "page", "meta")
    if limit is None or not published:
        return NOT_APPLICABLE
    signed = days_of(case, "signature")
    first = min((*published, *signed), key=lambda day: day.date)
    arguments: Arguments = {"published": min(day.date for day in published), "deadline": limit}
    if first.date <= limit:
        return HOLDS
    if case.is_text_copy or (case.lost and not signed):
        return undecided(case.unseen() or "torn", place=first.place)
    return broken(arguments=arguments, place=first.place)


@rule("published-before-year-end")
def published_before_year_end(case: Case) -> Iterator[Verdict]:
    """The signature goes first: a page may be dated anew when a site moves, but never earlier than it was made."""
    year, signed = case.report.year, [day for day in days_of(case, "signature") if _is_written_out(case, day)]
    days = signed or days_of(case, "page", "meta")
    if year is None or not days:
        yield NOT_APPLICABLE
        return
    end, much_later = f"{year}-12-31", f"{year + 1}-12-31"
    latest, first = max(days, key=lambda day: day.date), min(days, key=lambda day: day.date)
    if latest.date < end:
        yield _wrong_day(latest, end, "")
    elif signed and first.date > much_later:
        yield _wrong_day(first, end, "long_after")
    else:
        yield HOLDS


@rule("report-undated")
def report_undated(case: Case) -> Iterator[Verdict]:
    """No year in the title, in the period, nor anywhere in the running text."""
    if case.report.year is not None:
        yield HOLDS
        return
    texts = [case.report.title or "", *(text for part in case.parts for text in part.paragraphs)]
    if any(re.search(rf"(?:{YEAR})年", text) for text in texts):
        yield HOLDS
    else:
        yield undecided(reason) if (reason := case.unseen()) else broken()


def _limit(case: Case) -> str | None:
    """The last day for publishing, by the kind of body its title shows; None where no law names one."""
    year, kind, name = case.report.year, case.report.publisher_kind, case.report.publisher or ""
    if year is None:
        return None
    if year < FIRST_YEAR_OF_TWO_LIMITS:
        return iso_day(year + 1, 3, 31)
    if kind not in LAST_DAYS or (kind != "government" and _is_branch("".join(name.split()))):
        return None
    return iso_day(year + 1, *LAST_DAYS[kind])


def _is_branch(name: str) -> bool:
    # What shows a branch behind the regions shows one in the whole name as well.
    return bool(_BRANCH_ABOVE.search(name) or (_BRANCH.search(name) and _BRANCH.search(_REGIONS.sub("", name))))


def _is_written_out(case: Case, day: DatedPlace) -> bool:
    """Whether the text has it with 年, 月 and 日, as signatures do: lists of other papers have dates in dashes."""
    year, month, of_month = map(int, day.date.split("-"))
    lines = [line for part in ending(case) for line in part.paragraphs] if case.sections else []
    own = [f"{year}年{zero}{month}月{other}{of_month}日" for zero in ("", "0") for other in ("", "0")]
    return any(holds(line, own) or _SPOKEN_DATE.search(line) for line in lines)


def _wrong_day(day: DatedPlace, end: str, variant: str) -> Verdict:
    arguments: Arguments = {"published": day.date, "year_end": end}
    return broken(arguments=arguments, place=day.place, variant=variant)
