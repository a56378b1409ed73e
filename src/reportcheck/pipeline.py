"""The program: source → document → reports → results."""

from __future__ import annotations

from time import monotonic

from reportcheck import readers, rules
from reportcheck.assemble import assemble
from reportcheck.errors import Timeout
from reportcheck.values import Checked, Judgement, Limits, Report, Result, Source


def check_source(source: Source, judgement: Judgement, limits: Limits) -> list[Checked]:
    """Every report in the source with what the rules say of it; raises TargetError where there is none to judge."""
    return [Checked(source, report, judge(report, judgement)) for report in parse_source(source, limits)]


def parse_source(source: Source, limits: Limits) -> list[Report]:
    """Every report in the source; raises TargetError, among them NotAnAnnualReport and Timeout between two steps."""
    started = monotonic()
    document = readers.read(source, limits)
    if monotonic() - started > limits.seconds:
        raise Timeout(seconds=limits.seconds)
    return assemble(document)


def judge(report: Report, judgement: Judgement) -> Result:
    """What the selected rules say of one report."""
    return rules.run(report, judgement)
