"""Sentences of a report that stand in last year's already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportcheck.rules.passages import clause
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, LastYear, Verdict, broken, undecided
from reportcheck.rules.years.fingerprints import Sentence, sentences_of
from reportcheck.rules.years.past import settled
from reportcheck.values import Arguments

THRESHOLD = 50
"""Percent of the sentences above which they are too many: what assessors use."""
FEWEST = 6
"""Sentences a report needs before a share of them says anything."""
FEWEST_OF_PROBLEMS = 3
"""The same of section five alone."""
MOST_PASSAGES = 10
LONGEST_PASSAGE = 40
"""Characters of a passage that are quoted."""

_LOOKING_BACK = ("上年", "上一年", "去年", "往年")
"""A sentence of section five that says what became of last year's problems has to name them."""


def text_reused(case: Case) -> Iterator[Verdict]:
    """One check: the share of sentences that stand anywhere in last year's report."""
    last = settled(case)[-1]
    yield _judge(case, last, last.sentences, sentences_of(case), "text-reused", FEWEST)


def section_five_reused(case: Case) -> Iterator[Verdict]:
    """One check: section five against section five."""
    last = settled(case)[-1]
    own = [each for each in sentences_of(case) if each.part.id == "problems" and not _looks_back(each.text, last.year)]
    yield _judge(case, last, last.problems, own, "section-five-reused", FEWEST_OF_PROBLEMS)


def _looks_back(text: str, year: int) -> bool:
    return f"{year}年" in text or any(word in text for word in _LOOKING_BACK)


def _judge(
    case: Case, last: LastYear, known: frozenset[int], own: Sequence[Sentence], rule: str, fewest: int
) -> Verdict:
    section = "problems" if rule == "section-five-reused" else None
    if len(own) < fewest or not known:
        return undecided("torn", section=section) if case.lost or last.lost else NOT_APPLICABLE
    repeated = [each for each in own if each.fingerprint in known]
    if 100 * len(repeated) <= case.thresholds.get(rule, THRESHOLD) * len(own):
        # What one of the readings lost may be the same too.
        return undecided("torn", section=section) if case.lost or last.lost else HOLDS
    arguments: Arguments = {
        "share": (Decimal(100 * len(repeated)) / len(own)).quantize(Decimal(1)),
        "count": len(repeated),
        "last_year": last.year,
        "passages": tuple(_passages(repeated)),
    }
    return broken(section=section, arguments=arguments, place=repeated[0].part.place)


def _passages(repeated: Sequence[Sentence]) -> list[str]:
    """The longest of them, in reading order: they are the least likely to be set phrases."""
    longest = sorted(repeated, key=lambda each: -len(each.text))[:MOST_PASSAGES]
    kept = {id(each) for each in longest}
    return [_quoted(each.text) for each in repeated if id(each) in kept]


def _quoted(text: str) -> str:
    return clause(text, 0, min(len(text), LONGEST_PASSAGE))
