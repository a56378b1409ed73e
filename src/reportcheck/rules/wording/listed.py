"""The sections an introduction announces – how many, which, in what order – against those the report has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from reportcheck.forms import FormSection
from reportcheck.numerals import read_chinese_numeral
from reportcheck.rules.passages import Part, clause, every_sentence
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule, undecided
from reportcheck.values import Arguments, Section

FEWEST = 3
"""Names of sections in one sentence that make a list of it."""

_SAID = r"(?:报告|全文)[^。；]{0,12}?(?:由|包括|分为|共分|包含|共)"
_PARTS = (
    rf"{_SAID}[^。；]{{0,150}}?(?<![一二三四五六七八九十])([一二两三四五六七八九十]|\d{{1,2}})"
    r"(?:个|大)?(?:部分|方面)(?:组成|构成|内容)?(?=[。；，]|$)"
)
_ANNEXES = "附表|附件|正文"
_MADE_UP = r"由[^。；]*(?:组成|构成)"
_BETWEEN = r"(?:[、，,：:“”《》（）()\d.．第和及与以是]|以及|部分|[一二三四五六七八九十])*"
_NAMED = "\0"


@rule("intro-lists-other-sections")
def intro_lists_other_sections(case: Case) -> Iterator[Verdict]:
    """The first sentence that says how many parts there are or names them; a lost heading would make it wrong."""
    sections = [section for section in case.report.sections if not section.heading.startswith(("附件", "附表"))]
    for part, sentence in every_sentence(case.parts_named("introduction", "overview")) if case.form else ():
        if "报告" in sentence or "全文" in sentence:
            verdict = _number(case, part, sentence, sections)
            if verdict is None or verdict.outcome == "holds":
                verdict = _names(case, part, sentence, sections) or verdict
            if verdict is not None:
                yield verdict
                return
    yield NOT_APPLICABLE


def _number(case: Case, part: Part, sentence: str, sections: Sequence[Section]) -> Verdict | None:
    """None where the sentence tells no number of parts."""
    stated = re.search(_PARTS, sentence) if "部分" in sentence or "方面" in sentence else None
    number = _count(stated[1]) if stated else None
    if stated is None or number is None or re.search(_ANNEXES, sentence):
        return None
    if number == len(sections):
        return HOLDS
    where = _where(part, sentence, stated.span(1))
    lost = _lost(case)
    if lost and number > len(sections):
        return undecided(lost, **where)
    return broken(**_with(where, {"stated": number, "found": len(sections)}))


def _names(case: Case, part: Part, sentence: str, sections: Sequence[Section]) -> Verdict | None:
    """Names are compared by the wordings offices use; None where fewer than FEWEST are known."""
    said = re.search(_SAID, sentence)
    found, rest = _named(case, sentence[said.end() :]) if said else ({}, "")
    if said is None or len(found) < FEWEST or re.search(_ANNEXES, sentence):
        return None
    ids = [section.id for section in sections]
    where = _where(part, sentence, (said.start(), said.end()))
    absent = next((id for id in found if id not in ids), None)
    if absent:
        lost = _lost(case)
        return undecided(lost, **where) if lost else broken(variant="absent", **_with(where, {"other_section": absent}))
    listed = list(found)
    for before, after in pairwise(listed):
        if ids.index(before) > ids.index(after):
            return broken(variant="order", **_with(where, {"other_section": before, "after": after}))
    left_out = [id for id in ids if id and id not in found]
    if left_out and re.search(_MADE_UP, sentence) and _is_whole(rest):
        return broken(variant="left_out", **_with(where, {"sections": tuple(left_out)}))
    return HOLDS


@lru_cache(maxsize=16)
def _wordings(sections: tuple[FormSection, ...]) -> tuple[tuple[str, str], ...]:
    """Every wording of a heading with the section it opens, the longest first."""
    wordings = [(wording, s.id) for s in sections for wording in (*s.headings, *s.aliases)]
    return tuple(sorted(wordings, key=lambda each: -len(each[0])))


def _named(case: Case, text: str) -> tuple[dict[str, int], str]:
    """The sections named and where, in the order they are named; and the text with a mark for each name."""
    assert case.form is not None
    found: dict[str, int] = {}
    for wording, id in _wordings(case.form.sections):
        at = text.find(wording)
        if at >= 0:
            found.setdefault(id, at)
            text = text[:at] + _NAMED * len(wording) + text[at + len(wording) :]
    return dict(sorted(found.items(), key=lambda each: each[1])), text


def _is_whole(rest: str) -> bool:
    """Whether nothing but names and the marks between them stands from the first name to the last, and no 等 behind."""
    first, last = rest.find(_NAMED), rest.rfind(_NAMED)
    between = rest[first : last + 1].replace(_NAMED, "")
    return re.fullmatch(_BETWEEN, between) is not None and not rest[last + 1 :].startswith("等")


def _where(part: Part, sentence: str, span: tuple[int, int]) -> dict[str, object]:
    arguments: Arguments = {"section": part.id, "clause": clause(sentence, *span)}
    return {"section": part.section, "place": part.place, "arguments": arguments}


def _with(where: dict[str, object], more: Arguments) -> dict[str, object]:
    arguments = where["arguments"]
    assert isinstance(arguments, dict)
    return where | {"arguments": arguments | more}


def _lost(case: Case) -> str | None:
    """Why a heading that was not found may be there all the same."""
    return case.unseen() or ("torn" if any(note.code == "heading-astray" for note in case.report.notes) else None)


def _count(printed: str) -> int | None:
    return int(printed) if printed.isdigit() else read_chinese_numeral(printed)
