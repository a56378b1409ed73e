"""`check` and `parse`: targets in, reports and findings printed as they come, the last line, the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportcheck.cli.options import (
    MANY,
    PACK,
    READING,
    Command,
    Options,
    Targets,
    choice,
    configuration,
    day,
    is_allowed,
    language_for,
    names,
)
from reportcheck.tuples import NamedTuple

if TYPE_CHECKING:
    from reportcheck.batch import Outcome, Totals
    from reportcheck.configuration import Configuration, Profile, Threshold, Undecided
    from reportcheck.outputs import Item
    from reportcheck.sources import Selection
    from reportcheck.values import Judgement, Language

JUDGING: Options = {
    "format": choice("--format", "text", "json", "jsonl", default="text", help="Output format. 输出格式。"),
    "fail_on": choice(
        "--fail-on", "error", "warning", "note", "never", help="Exit 1 from this severity on. 达到此级别时退出码为1。"
    ),
    "undecided": choice(
        "--undecided", "pass", "fail", help="Undecided checks of error rules: exit 1? 未能判读时是否失败。"
    ),
    "profile": choice(
        "--profile", "clerk", "oversight", "portal", "research", help="Which rules, in whose words. 使用方案。"
    ),
    "select": names("--select", help="Only these rules or families. 只查这些规则或类别。"),
    "ignore": names("--ignore", help="Not these rules or families. 不查这些规则或类别。"),
    "as_of": day("--as-of", help="The day taken for today. 视为今天的日期。"),
    "packs": PACK,
    **READING,
}
"""The options of `check` and `compare`."""
PARSING: Options = {
    "format": choice("--format", "json", "jsonl", "csv", default="json", help="Output format. 输出格式。"),
    **READING,
}


class Judging(NamedTuple):
    """What the options of `check` and `compare` say; None or empty where they say nothing."""

    format: str
    fail_on: Threshold | None
    undecided: Undecided | None
    profile: Profile | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    as_of: str | None
    packs: tuple[str, ...]
    lang: Language | None
    jobs: int | None
    allow_private: bool | None
    validate: bool
    debug: bool


def check(*targets: str, **options: Any) -> int:
    """Check reports; the options are those of `Judging`."""
    from reportcheck import sources
    from reportcheck.batch import Totals, check_targets

    asked = Judging(**options)
    configured = configuration()
    judgement = judgement_of(configured, asked)
    selection = sources.find(targets)
    totals = Totals()
    outcomes = check_targets(
        selection,
        judgement,
        configured.limits,
        jobs=asked.jobs or configured.jobs,
        allow_private=is_allowed(asked.allow_private, configured),
        debug=asked.debug,
    )
    array = _is_many(targets, selection)
    counted = totals.counting(outcomes)
    show(asked.format, counted, judgement.language, array=array, validate=asked.validate, profile=judgement.profile)
    return end(totals, asked, configured, judgement.language)


def parse(
    *targets: str,
    format: str,
    lang: Language | None,
    jobs: int | None,
    allow_private: bool | None,
    validate: bool,
    debug: bool,
) -> int:
    """Print the normalised reports."""
    from reportcheck import sources
    from reportcheck.batch import Totals, parse_targets

    configured = configuration()
    language = language_for(lang, configured)
    selection = sources.find(targets)
    totals = Totals()
    outcomes = parse_targets(
        selection,
        configured.limits,
        language=language,
        jobs=jobs or configured.jobs,
        allow_private=is_allowed(allow_private, configured),
        debug=debug,
    )
    array = _is_many(targets, selection)
    show(format, totals.counting(outcomes), language, array=array, validate=validate)
    if array:
        _close(totals, language, machine=True, judged=False)
    return totals.exit_code("never", "pass")


TARGETS = Targets("TARGET...", least=1, most=MANY)
CHECK = Command(check, TARGETS, JUDGING)
PARSE = Command(parse, TARGETS, PARSING)


def judgement_of(configured: Configuration, asked: Judging) -> Judgement:
    """The words of the command line, else those of the configuration, else the defaults."""
    from reportcheck.configuration import pack_files
    from reportcheck.values import Judgement

    return Judgement(
        language=language_for(asked.lang, configured),
        profile=asked.profile or configured.profile or "research",
        select=asked.select or configured.select,
        ignore=asked.ignore or configured.ignore,
        severities=configured.severities,
        as_of=asked.as_of,
        thresholds=configured.thresholds,
        packs=pack_files(configured, asked.packs),
    )


def _is_many(words: Sequence[str], selection: Selection) -> bool:
    """Whether JSON is an array whatever is found: several words, a folder or a glob."""
    return len(words) > 1 or len(selection.targets) != 1 or not selection.targets[0].named


def show(
    format: str,
    outcomes: Iterator[Outcome[Any]],
    language: Language,
    *,
    array: bool,
    validate: bool,
    profile: str = "research",
) -> None:
    """The outcomes in the format of that name, as they come."""
    from reportcheck.cli.terminal import manner, prepare, progress
    from reportcheck.outputs import write

    prepare(machine=format != "text")
    how = manner(language, sys.stdout, array=array, validate=validate, profile=profile)
    items = (item for outcome in progress(outcomes, language) for item in _items(outcome))
    write(format, _aside(items, language) if format == "csv" else items, sys.stdout, how)


def _items(outcome: Outcome[Any]) -> Iterable[Item]:
    return outcome.found if outcome.failure is None else (outcome.failure,)


def _aside(items: Iterable[Item], language: Language) -> Iterator[Item]:
    """The same items; the failures, which have no line in a table of facts, go to stderr."""
    from reportcheck.cli.terminal import manner
    from reportcheck.outputs import write
    from reportcheck.values import Failure

    for item in items:
        if isinstance(item, Failure):
            write("text", [item], sys.stderr, manner(language, sys.stderr))
        yield item


def end(totals: Totals, asked: Judging, configured: Configuration, language: Language) -> int:
    """Say the last line of what was judged; → the exit code."""
    _close(totals, language, machine=asked.format != "text")
    return totals.exit_code(
        asked.fail_on or configured.fail_on or "error", asked.undecided or configured.undecided or "pass"
    )


def _close(totals: Totals, language: Language, *, machine: bool, judged: bool = True) -> None:
    """The last line; beside JSON and CSV it goes to stderr."""
    from reportcheck.cli.terminal import manner
    from reportcheck.outputs.text import summary

    stream = sys.stderr if machine else sys.stdout
    stream.write(summary(totals.counts, manner(language, stream), judged=judged) + "\n")
