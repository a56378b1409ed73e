"""`check` and `parse`: targets in, reports and findings printed as they come, the last line, the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from reportcheck.cli.options import choice, configuration, day, language_for, names, packs, reading

if TYPE_CHECKING:
    from reportcheck.batch import Outcome, Totals
    from reportcheck.configuration import Configuration
    from reportcheck.outputs import Item
    from reportcheck.sources import Selection
    from reportcheck.values import Judgement, Language


@click.command()
@choice("--format", "text", "json", "jsonl", default="text", help="Output format. 输出格式。")
@choice("--fail-on", "error", "warning", "note", "never", help="Exit 1 from this severity on. 达到此级别时退出码为1。")
@choice("--undecided", "pass", "fail", help="Undecided checks of error rules: exit 1? 未能判读时是否失败。")
@choice("--profile", "clerk", "oversight", "portal", "research", help="Which rules, in whose words. 使用方案。")
@names("--select", help="Only these rules or families. 只查这些规则或类别。")
@names("--ignore", help="Not these rules or families. 不查这些规则或类别。")
@day("--as-of", help="The day taken for today. 视为今天的日期。")
@packs
@reading
def check(
    targets: tuple[str, ...],
    *,
    format: str,
    fail_on: Any,
    undecided: Any,
    lang: Language | None,
    jobs: int | None,
    allow_private: bool | None,
    validate: bool,
    debug: bool,
    **rules: Any,
) -> int:
    """检查年度报告 · Check reports: files, folders, globs, addresses, - for stdin."""
    from reportcheck import sources
    from reportcheck.batch import Totals, check_targets

    configured = configuration()
    judgement = judgement_of(configured, language_for(lang, configured), **rules)
    selection = sources.find(targets)
    totals = Totals()
    outcomes = check_targets(
        selection,
        judgement,
        configured.limits,
        jobs=jobs or configured.jobs,
        allow_private=is_allowed(allow_private, configured),
        debug=debug,
    )
    array = _is_many(targets, selection)
    counted = totals.counting(outcomes)
    show(format, counted, judgement.language, array=array, validate=validate, profile=judgement.profile)
    close(totals, judgement.language, machine=format != "text")
    return totals.exit_code(fail_on or configured.fail_on or "error", undecided or configured.undecided or "pass")


@click.command()
@choice("--format", "json", "jsonl", "csv", default="json", help="Output format. 输出格式。")
@reading
def parse(
    targets: tuple[str, ...],
    *,
    format: str,
    lang: Language | None,
    jobs: int | None,
    allow_private: bool | None,
    validate: bool,
    debug: bool,
) -> int:
    """输出规范化的报告数据 · Print the normalised report."""
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
        close(totals, language, machine=True, judged=False)
    return totals.exit_code("never", "pass")


def judgement_of(configured: Configuration, language: Language, **options: Any) -> Judgement:
    """The words of the command line, else those of the configuration, else the defaults."""
    from reportcheck.configuration import pack_files
    from reportcheck.values import Judgement

    return Judgement(
        language=language,
        profile=options["profile"] or configured.profile or "research",
        select=options["select"] or configured.select,
        ignore=options["ignore"] or configured.ignore,
        severities=configured.severities,
        as_of=options["as_of"],
        thresholds=configured.thresholds,
        packs=pack_files(configured, options.get("packs", ())),
    )


def is_allowed(option: bool | None, configured: Configuration) -> bool:
    """Whether private addresses are fetched: the option, else the configuration."""
    return bool(configured.allow_private if option is None else option)


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


def close(totals: Totals, language: Language, *, machine: bool, judged: bool = True) -> None:
    """The last line; beside JSON and CSV it goes to stderr."""
    from reportcheck.cli.terminal import manner
    from reportcheck.outputs.text import summary

    stream = sys.stderr if machine else sys.stdout
    stream.write(summary(totals.counts, manner(language, stream), judged=judged) + "\n")
