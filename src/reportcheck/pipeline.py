"""The program: source → document → reports → what is broken is confirmed → results."""

from __future__ import annotations

import unicodedata
from collections import Counter
from time import monotonic

from reportcheck import readers, repair, rules
from reportcheck.assemble import assemble
from reportcheck.errors import NotAnAnnualReport, Timeout
from reportcheck.values import Checked, Fact, Judgement, Limits, Note, Report, Result, Source

CONFIRMED = ("sums", "local")
"""The families that hold figures of the tables against one another: what they find broken is looked at again."""


def check_source(source: Source, judgement: Judgement, limits: Limits) -> list[Checked]:
    """Every report in the source with what the rules say of it; raises TargetError where there is none to judge."""
    return [_checked(source, report, judgement, limits) for report in _read(source, limits)]


def parse_source(source: Source, limits: Limits) -> list[Report]:
    """Every report in the source; raises TargetError, among them NotAnAnnualReport and Timeout between two steps.

    Numbers of persons and secrecy marks are hidden: they leave this program in no form.
    """
    return [rules.without_secrets(report) for report in _read(source, limits)]


def judge(report: Report, judgement: Judgement) -> tuple[Report, Result]:
    """One report as it may be shown, what the selected rules say of it, and which cells would mend its broken sums."""
    shown, result = rules.run_and_hide(report, judgement)
    return shown, result._replace(repairs=repair.repairs(shown, result))


def _read(source: Source, limits: Limits) -> list[Report]:
    started = monotonic()
    document = readers.read(source, limits)
    if monotonic() - started > limits.seconds:
        raise Timeout(seconds=limits.seconds)
    try:
        return assemble(document)
    except NotAnAnnualReport as error:
        named = {name: rules.mask(fact) if isinstance(fact, str) else fact for name, fact in error.arguments.items()}
        raise NotAnAnnualReport(error.detail, **named) from None


def _checked(source: Source, report: Report, judgement: Judgement, limits: Limits) -> Checked:
    """Judged once more where a second reader sees other figures in the cells of a broken sum."""
    shown, result = judge(report, judgement)
    confirmed = _confirmed(source, shown, result, limits)
    return Checked(source, *((shown, result) if confirmed is shown else judge(confirmed, judgement)))


def _confirmed(source: Source, report: Report, result: Result, limits: Limits) -> Report:
    """The same report; cells of broken sums in which the second reader sees other digits are illegible in it.

    Figures that share a place, a line of text say, cannot be asked about one by one.
    """
    broken = (f for f in result.findings if f.family in CONFIRMED and f.outcome == "broken")
    cells = {(cell.table, cell.row, cell.column) for finding in broken for cell in finding.facts}
    if not cells:
        return report
    shared = Counter(fact.place for fact in report.facts)
    doubtful = [f for f in report.facts if (f.table, f.row, f.column) in cells and shared[f.place] == 1]
    seen = readers.look_again(source, report.media_type, [fact.place for fact in doubtful], limits) if doubtful else {}
    other = {fact: seen[fact.place] for fact in doubtful if fact.place in seen and _differs(fact, seen[fact.place])}
    if not other:
        return report
    facts = tuple(_illegible(fact) if fact in other else fact for fact in report.facts)
    return report._replace(facts=facts, notes=(*report.notes, *(_note(fact, text) for fact, text in other.items())))


def _illegible(fact: Fact) -> Fact:
    return fact._replace(number=fact.number._replace(kind="illegible", value=None, remark=None))


def _differs(fact: Fact, seen: str) -> bool:
    return _digits(fact.number.printed) != _digits(seen)


def _digits(text: str) -> str:
    """The digits and the point, whatever their width; marks, spaces and units make no difference."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdigit() or c == ".").strip(".")


def _note(fact: Fact, seen: str) -> Note:
    cell = {"table": fact.table, "row": fact.row, "column": fact.column}
    return Note(rules.READERS_DISAGREE, {**cell, "printed": fact.number.printed, "seen": seen}, fact.place)
