"""`compare`: two reports of one body for two years in a row, in either order → the later judged, and what changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from reportcheck.cli.checking import JUDGING, Judging, end, judgement_of, show
from reportcheck.cli.options import MANY, Command, Targets, configuration, is_allowed, switch
from reportcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportcheck.batch import Outcome
    from reportcheck.configuration import Configuration
    from reportcheck.values import Checked, Judgement, Language, Report


def compare(*targets: str, same_body: bool, **options: Any) -> int:
    """Compare a body's reports for two years; the other options are those of `Judging`."""
    from reportcheck.batch import Totals

    asked = Judging(**options)
    configured = configuration()
    judgement = judgement_of(configured, asked)
    outcomes = _check(targets, asked, configured, judgement)
    earlier = None
    if not any(outcome.failure for outcome in outcomes):
        earlier, later = _later(outcomes, judgement, same_body=same_body)
        outcomes = [later]
    totals = Totals()
    counted = totals.counting(outcomes)
    array = not earlier
    show(asked.format, counted, judgement.language, array=array, validate=asked.validate, profile=judgement.profile)
    if earlier and asked.format == "text":
        _show_changes(earlier, outcomes[0].found[0].report, judgement.language)
    return end(totals, asked, configured, judgement.language)


SAME_BODY = switch("--same-body", "One body, whatever the names. 机关更名的，视为同一机关。")
# That there must be two is told by `compare` in a sentence of its own.
COMPARE = Command(compare, Targets("A B", least=1, most=MANY), {"same_body": SAME_BODY, **JUDGING})


def _check(
    targets: Sequence[str], asked: Judging, configured: Configuration, judgement: Judgement
) -> list[Outcome[Checked]]:
    """Both targets as `check` sees each by itself; those that cannot be checked, if there are such, alone."""
    from reportcheck import sources
    from reportcheck.batch import check_targets

    selection = sources.find(targets)
    if [target.named for target in selection.targets] != [True, True]:
        raise UsageError("compare-two")
    # One by one: `check` would pair them by its own lights.
    outcomes = [
        outcome
        for target in selection.targets
        for outcome in check_targets(
            selection._replace(targets=(target,)),
            judgement,
            configured.limits,
            jobs=asked.jobs or configured.jobs,
            allow_private=is_allowed(asked.allow_private, configured),
            debug=asked.debug,
        )
    ]
    return [outcome for outcome in outcomes if outcome.failure] or outcomes


def _later(
    outcomes: Sequence[Outcome[Checked]], judgement: Judgement, *, same_body: bool
) -> tuple[Report, Outcome[Checked]]:
    """The earlier report and the later one's outcome; raises UsageError for two that are no pair."""
    from reportcheck.companions import are_of_one_body, beside_last_year

    for outcome in outcomes:
        if len(outcome.found) != 1:
            raise UsageError("compare-one-report", target=outcome.origin, count=len(outcome.found))
        if outcome.found[0].report.year is None:
            raise UsageError("compare-no-year", target=outcome.origin)
    first, second = sorted(outcomes, key=lambda outcome: outcome.found[0].report.year or 0)
    earlier, later = first.found[0].report, second.found[0]
    years = [report.year or 0 for report in (earlier, later.report)]
    if years[1] != years[0] + 1:
        raise UsageError("compare-years", first=years[0], second=years[1])
    if not same_body and not are_of_one_body(earlier, later.report):
        raise UsageError("compare-bodies", first=earlier.publisher or "—", second=later.report.publisher or "—")
    return earlier, second._replace(found=(beside_last_year(later, earlier, judgement),))


def _show_changes(earlier: Report, later: Report, language: Language) -> None:
    from reportcheck.cli.terminal import manner
    from reportcheck.outputs.changes import change_lines

    for line in change_lines(earlier, later, manner(language, sys.stdout)):
        sys.stdout.write(line + "\n")
    sys.stdout.write("\n")
