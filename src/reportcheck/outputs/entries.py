"""The findings of a result → what of them is said, in which order, and what is only counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportcheck.tuples import NamedTuple
from reportcheck.values import Finding, Result

ORDER = ("error", "warning", "note", "undecided")
LISTED = 4
"""Cells that differ from another report's, of one rule and table; of more only the first are told."""


class Entry(NamedTuple):
    """What is said once: a finding, or the first of several that are alike."""

    finding: Finding
    times: int
    alike: bool


def entries(result: Result) -> tuple[Entry, ...]:
    """The live findings by severity, undecided ones last; those alike in rule, table and reason are said once.

    Two versions of a report may differ in every cell; JSON has them all.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in result.findings:
        if finding.status == "live":
            groups.setdefault(_likeness(finding), []).append(finding)
    listed = (entry for group in groups.values() for entry in _entries(group))
    return tuple(sorted(listed, key=lambda entry: ORDER.index(rank(entry.finding))))


def _entries(alike: Sequence[Finding]) -> Iterator[Entry]:
    """Of cells that differ from another report's the first, and with the last of these how many there are more."""
    alone = () if alike[0].outcome == "undecided" else alike[: LISTED - 1]
    yield from (Entry(each, 1, alike=False) for each in alone)
    if rest := alike[len(alone) :]:
        yield Entry(rest[0], len(rest), len({each.message for each in rest}) == 1)


def _likeness(finding: Finding) -> object:
    if finding.outcome == "broken":
        other = next((fact.report for fact in finding.facts if fact.report), None)
        return (finding.rule, finding.severity, _table(finding), other) if other else id(finding)
    return (finding.rule, _table(finding), finding.reason)


def _table(finding: Finding) -> str | None:
    """The table an undecided check belongs to; checks of whole sections belong to none, and so are alike."""
    if finding.facts:
        return finding.facts[0].table
    return None if finding.family == "sections" else finding.section


def rank(finding: Finding) -> str:
    """How grave it is, or that it is undecided."""
    return "undecided" if finding.outcome == "undecided" else finding.severity
