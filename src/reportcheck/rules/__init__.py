"""A report, alone or beside other versions of it and last year's → what every selected rule says of it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from reportcheck.rules.catalogue import RuleText as RuleText
from reportcheck.rules.catalogue import catalogue, families, local_rules, rule_text, selected, words
from reportcheck.rules.masking import find_exposures, masked
from reportcheck.rules.rule import BETWEEN, REGISTRY, Case, RuleFunction, Verdict
from reportcheck.rules.rule import READERS_DISAGREE as READERS_DISAGREE
from reportcheck.rules.rule import LastYear as LastYear
from reportcheck.rules.rule import Version as Version
from reportcheck.rules.sensitive import mask as mask
from reportcheck.values import Finding, Judgement, Outcome, Place, Report, ReportIdentity, Result, Severity, Tally

if TYPE_CHECKING:
    from reportcheck.rules.packs import Loaded

for _module in ("sections", "tables", "sums", "plausibility", "wording", "dates", "years", "collections"):
    import_module(f"{__name__}.{_module}")

OUTCOMES: tuple[Outcome, ...] = ("holds", "broken", "undecided", "not_applicable")
_UNTOLD = frozenset(["holds", "not_applicable"])
"""The outcomes that people are not told of."""
RULES = REGISTRY
"""The built rules by name."""

__all__ = [
    "BETWEEN",
    "READERS_DISAGREE",
    "RULES",
    "LastYear",
    "RuleText",
    "Version",
    "catalogue",
    "compare",
    "families",
    "last_year",
    "local_rules",
    "mask",
    "run",
    "run_and_hide",
    "selected",
    "without_secrets",
    "words",
]


def run(report: Report, judgement: Judgement) -> Result:
    """Judge one report by itself; UsageError for a rule name nobody has."""
    return run_and_hide(report, judgement)[1]


def run_and_hide(report: Report, judgement: Judgement) -> tuple[Report, Result]:
    """Judge one report by itself → the report as `without_secrets` gives it, and the result."""
    case = Case(report, allowed=_allowed(judgement))
    findings, checks = _ask(case, judgement, selected(judgement))
    return case.report, Result(_identity(case.report), _in_form_order(case, findings), (), checks)


def without_secrets(report: Report) -> Report:
    """The report as it may be printed and stored: numbers of persons and secrecy marks hidden; else the same."""
    return masked(report, find_exposures(report))


def last_year(report: Report) -> LastYear:
    """A report as the one for the next year is held against it; ValueError without a year."""
    from reportcheck.rules.years.fingerprints import last_year_of

    return last_year_of(report)


def compare(
    result: Result,
    report: Report,
    judgement: Judgement,
    *,
    versions: tuple[Version, ...] = (),
    last_years: tuple[LastYear, ...] = (),
) -> Result:
    """The same result with what the rules say that hold the report against earlier versions of it or last year's."""
    case = Case(report, versions, last_years, dict(judgement.thresholds), _allowed(judgement))
    findings, checks = _ask(case, judgement, [name for name in selected(judgement) if name in BETWEEN])
    # The order of the checks is that of the catalogue, in which each name stands already.
    return result._replace(
        findings=_in_form_order(case, [*result.findings, *findings]), checks={**result.checks, **checks}
    )


def _allowed(judgement: Judgement) -> frozenset[str]:
    return _local(judgement).allowed if judgement.packs else frozenset()


def _ask(case: Case, judgement: Judgement, names: Sequence[str]) -> tuple[list[Finding], dict[str, Tally]]:
    findings: list[Finding] = []
    checks: dict[str, Tally] = {}
    local = _local(judgement) if judgement.packs else None
    severities = {**(local.severities if local else {}), **dict(judgement.severities)}
    for name in names:
        rule, function = local.rules[name] if local and name in local.rules else _built(name)
        verdicts = list(function(case))
        outcomes = tuple([verdict.outcome for verdict in verdicts])
        checks[name] = _tally(outcomes)
        if not _UNTOLD.issuperset(outcomes):
            told = [verdict for verdict in verdicts if verdict.outcome not in _UNTOLD]
            severity = severities.get(name)
            findings += _findings(told, rule, severity, case, judgement)
    return findings, checks


@cache
def _built(name: str) -> tuple[RuleText, RuleFunction]:
    """A built rule: its texts and the function."""
    return rule_text(name), REGISTRY[name]


@lru_cache(maxsize=1024)
def _tally(outcomes: tuple[Outcome, ...]) -> Tally:
    return Tally(*map(outcomes.count, OUTCOMES))


def _findings(
    verdicts: Sequence[Verdict], rule: RuleText, severity: Severity | None, case: Case, judgement: Judgement
) -> Iterator[Finding]:
    """`severity`: what the configuration says of the rule."""
    ordinals: Counter[tuple[str | None, ...]] = Counter()
    for verdict in verdicts:
        own = severity or verdict.severity or rule.severity_in(judgement.profile)
        ordinal = ordinals[_subject(verdict)]
        ordinals[_subject(verdict)] += 1
        yield _finding(verdict, rule, own, case, judgement, ordinal)


def _local(judgement: Judgement) -> Loaded:
    """What the packs of the judgement ask; without packs nothing of them is loaded."""
    from reportcheck.rules.packs import loaded

    return loaded(judgement.packs)


def _in_form_order(case: Case, findings: list[Finding]) -> tuple[Finding, ...]:
    """By section; the sort is stable, so that findings of one section stay in catalogue order."""
    ids = [section.id for section in case.form.sections] if case.form else []
    order = {id: position for position, id in enumerate(ids)}
    return tuple(sorted(findings, key=lambda finding: order.get(finding.section or "", -1)))


def _finding(
    verdict: Verdict, rule: RuleText, severity: Severity, case: Case, judgement: Judgement, ordinal: int
) -> Finding:
    # A report without a finding needs no sentences.
    from reportcheck.rules.phrasing import sentence

    return Finding(
        rule=rule.name,
        family=rule.family,
        severity=severity,
        outcome="undecided" if verdict.outcome == "undecided" else "broken",
        reason=verdict.reason,
        status="live",
        message=sentence(verdict, rule, case, judgement),
        arguments=verdict.arguments,
        section=verdict.section,
        facts=verdict.facts,
        expected=verdict.expected,
        found=verdict.found,
        place=_place(verdict, case),
        key=_key(verdict, rule.name, case.report, ordinal),
    )


def _place(verdict: Verdict, case: Case) -> Place | None:
    """That of the last cell that was read, else what the rule says, else the section heading's."""
    if verdict.place:
        return verdict.place
    for reference in reversed(verdict.facts):
        fact = case.facts.get((reference.table, reference.row, reference.column))
        if fact:
            return fact.place
    section = case.sections.get(verdict.section or "")
    return section.place if section else None


def _subject(verdict: Verdict) -> tuple[str | None, ...]:
    return (verdict.section, verdict.table, verdict.row, verdict.column, verdict.subject)


def _key(verdict: Verdict, rule: str, report: Report, ordinal: int) -> str:
    """The same finding has the same key in a re-rendered page: no figures, no lines, no edition."""
    year = None if report.year is None else str(report.year)
    parts = (rule, report.publisher or report.origin, year, *_subject(verdict), str(ordinal))
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "replace")).hexdigest()[:16]


def _identity(report: Report) -> ReportIdentity:
    return ReportIdentity(
        report.origin,
        report.part,
        report.sha256,
        report.edition,
        report.title,
        report.publisher,
        report.publisher_kind,
        report.year,
        report.published,
    )
