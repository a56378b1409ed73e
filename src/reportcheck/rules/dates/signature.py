"""A report → the dates it gives of itself, and where its signature stands."""

from __future__ import annotations

from reportcheck.rules.passages import Part
from reportcheck.rules.rule import Case
from reportcheck.values import DatedPlace

YEAR = r"(?:19|20)\d\d|[二2][〇零○0][〇零○一二三四五六七八九]{2}"


def days_of(case: Case, *kinds: str) -> list[DatedPlace]:
    """The dates of those kinds: page, meta, signature."""
    return [day for day in case.report.dates if day.kind in kinds]


def ending(case: Case) -> list[Part]:
    """What follows the last section, and that section: a signature before the last full sentence stands in it."""
    last = case.report.sections[-1]
    return [*case.parts_named("closing"), *case.parts_named(last.id or last.heading)]
