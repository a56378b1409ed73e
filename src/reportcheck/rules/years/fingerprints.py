"""The running text of a report → fingerprints of its sentences and figures: by them another year's knows them again.

What every report says is masked: titles of papers, years, numbers, the body's own name, the words of the form. Of a
report of last year no more of the text is kept than six bytes a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from reportcheck import forms
from reportcheck.patterns import pattern
from reportcheck.rules.dates.bodies import without_region
from reportcheck.rules.passages import Part, parts_of
from reportcheck.rules.rule import LOSSES, TEXT_COPY, Case, LastYear
from reportcheck.tuples import NamedTuple
from reportcheck.values import Report

SHORTEST = 10
"""Characters of its own a sentence needs to be known again by; shorter ones are headings and set phrases."""
LONGEST_CONTEXT = 40
"""Characters before a figure that are looked at for what is counted."""
SHORTEST_CONTEXT = 4
"""Characters of words before a figure that say what is counted; of fewer the clause before is taken too."""

_SET = "\0"
_LONGEST = 2_000
"""Characters of a sentence that are looked at; what goes on longer is no prose."""
_CITED = r"《[^》\n]{0,80}》|[（(〔\[][^）)〔\]\n]{0,40}号[^）)〔\]\n]{0,8}[）)〕\]]|〔\d{4}〕\d+号"
_OPENING = (
    r"(?m:^)(?:第?[一二三四五六七八九十]{1,3}(?:是|[、.．，)）])|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．)）])+"
)
_YEAR = r"(?:\d{4}|二[〇零○][〇零○一二三四五六七八九]{2})年度?|本年度|上年度|今年|本年|全年"
_NUMBER = r"\d[\d,.%％‰]*|百分之[一二三四五六七八九十百点零]+"
_MASKED = pattern(f"{_CITED}|{_OPENING}|{_YEAR}|{_NUMBER}|[^\\w\n{_SET}]|_")
_SET_PHRASE = pattern(
    r"统计期限|编制(?:本|而成|此)|(?:如|若)(?:对|有)[^。\n]{0,12}(?:疑问|疑义)|联系电话|邮政?编码?|信息处理费|信息服务费"
    r"|(?:没有|无|暂无)(?:其他|其它)|(?:未|没有)(?:收到|发生|产生|出现|因|被|收取|制发|发出)"
    r"|(?:现将|现予|特此)[^。\n]{0,40}(?:公布|报告)|[一二三四五六七八]个?部分(?:组成|内容)"
)
"""What is the same in every year's report and rightly so: the frame, the fee, and that nothing happened."""
_FIGURE = pattern(
    r"(?<![\d.,〔第-])(?P<value>\d{1,9}(?:\.\d{1,4})?)(?:余|多)?"
    r"(?P<unit>条|件|份|次|期|场|篇|宗|起|批|人次|万元|元)(?!月|日|例)"
)
"""Figures of what was done in a year; how many villages, fields or columns there are stays the same."""
_HISTORY = pattern(r"上一?年|去年|往年|历年|同比|较\d{4}年|累计|截至|截止|以来")
_CORRECTED = pattern(r"更正(?:说明|公告|版|后|稿|如下)|勘误|(?:已|予以|重新)更正|修订版|更新版")
_MARK = pattern(r"[，,；;：:。！？!?（）()、]")


class Sentence(NamedTuple):
    """A sentence that counts: where it stands, as printed, and its fingerprint."""

    part: Part
    text: str
    fingerprint: int


class Said(NamedTuple):
    """A figure of the text that counts: the words of its clause up to it, its value, and the fingerprint of both."""

    part: Part
    text: str
    value: float
    fingerprint: int


def last_year_of(report: Report) -> LastYear:
    """A report as next year's is held against it; ValueError without a year."""
    if report.year is None:
        raise ValueError("a report of no year is nobody's last year")
    parts = parts_of(report)
    own = sentences(parts, report.publisher)
    return LastYear(
        origin=report.origin,
        part=report.part,
        year=report.year,
        figures={(fact.table, fact.row, fact.column): fact.number for fact in report.facts},
        sentences=frozenset(each.fingerprint for each in own),
        problems=frozenset(each.fingerprint for each in own if each.part.id == "problems"),
        said=frozenset(each.fingerprint for each in figures(parts, report.publisher)),
        corrected=_is_corrected(report, parts),
        lost=any(note.code in LOSSES for note in report.notes),
        is_text_copy=report.media_type == TEXT_COPY,
    )


@lru_cache(maxsize=1)
def sentences_of(case: Case) -> list[Sentence]:
    """The sentences of the report at hand that count; two rules ask for them, one after the other."""
    return sentences(case.parts, case.report.publisher)


def figures_of(case: Case) -> list[Said]:
    """The figures in the text of the report at hand that count."""
    return figures(case.parts, case.report.publisher)


def sentences(parts: Sequence[Part], publisher: str | None) -> list[Sentence]:
    """Those of the sections, without what is set or too short."""
    found = []
    for part in _sections(parts):
        for text, words in zip(part.sentences, _own_words(part.sentences, publisher), strict=True):
            if len(words) >= SHORTEST and _SET not in words:
                found.append(Sentence(part, text, _fingerprint(words)))
    return found


def figures(parts: Sequence[Part], publisher: str | None) -> list[Said]:
    """Those of the sections that are counts of the year itself and not nought, each with the words before it."""
    found = []
    for part in _sections(parts):
        for text in part.sentences:
            counts = list(_FIGURE.finditer(text, 0, _LONGEST))
            if counts and not _HISTORY.search(text, 0, _LONGEST):
                found += [said for match in counts if (said := _said(part, text, match, publisher))]
    return found


def _said(part: Part, text: str, match: re.Match[str], publisher: str | None) -> Said | None:
    """The figure with the words of its clause before it, of the clause before that too where they are few."""
    value = float(match["value"])
    clauses = _MARK.split(text[max(0, match.start() - LONGEST_CONTEXT) : match.start()])
    own, more = _own_words([clauses[-1], "".join(clauses[-2:])], publisher)
    context = own if len(own) >= SHORTEST_CONTEXT else more
    if not value or len(context) < SHORTEST_CONTEXT:
        return None
    return Said(part, clauses[-1] + match[0], value, _fingerprint(f"{context}{match['unit']}{value:g}"))


def _sections(parts: Sequence[Part]) -> Iterator[Part]:
    """What stands before the first heading and after the last section is frame."""
    return (part for part in parts if part.id not in ("opening", "introduction", "closing"))


def _own_words(texts: Sequence[str], publisher: str | None) -> list[str]:
    """Each sentence without what is not its own: masked as the module says, without marks, _SET where it is set."""
    whole = "\n".join(text[:_LONGEST] for text in texts)
    if publisher:
        name = "".join(publisher.split())
        whole = whole.replace(name, "").replace(without_region(name), "")
    whole = _SET_PHRASE.sub(_SET, whole)
    whole = _MASKED.sub("", whole)
    return [_labels().sub("", line) for line in whole.split("\n")] if texts else []


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """The headings of the form's sections and aspects, as they open a sentence; the longest first."""
    form = forms.editions()[-1]
    headings = [*(h for s in form.sections for h in s.headings), *(h for a in form.aspects for h in a.headings)]
    words = {re.sub(r"[\W_]", "", heading) for heading in headings}
    longest = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"^(?:政府信息公开|信息公开)?(?:{longest})(?:的?情况|方面|工作)*")


def _is_corrected(report: Report, parts: Sequence[Part]) -> bool:
    """Whether the report says of itself that it takes an earlier one's place."""
    around = [text for part in parts if part.id in ("opening", "introduction", "closing") for text in part.paragraphs]
    return any(_CORRECTED.search(text, 0, _LONGEST) for text in (report.title or "", *around))


def _fingerprint(words: str) -> int:
    return int.from_bytes(blake2b(words.encode("utf-8", "replace"), digest_size=6).digest(), "big")
