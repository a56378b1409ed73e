"""The texts of local rule packs → rules beside those of the catalogue, and what is wrong with the packs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportcheck.errors import UsageError
from reportcheck.labels import heading_key
from reportcheck.rules.catalogue import RuleText
from reportcheck.rules.packs import lint
from reportcheck.rules.packs.judging import function_of
from reportcheck.rules.packs.pack import Pack, Problem
from reportcheck.rules.packs.phrases import FAMILY as FAMILY
from reportcheck.rules.packs.phrases import text_of
from reportcheck.rules.packs.reading import read
from reportcheck.rules.rule import RuleFunction
from reportcheck.tuples import NamedTuple
from reportcheck.values import Severity

Files = tuple[tuple[str, str], ...]
"""Path and text of each pack."""


class LocalRule(NamedTuple):
    """A rule of a pack: its texts and what judges by it."""

    text: RuleText
    check: RuleFunction


class Loaded(NamedTuple):
    """What all packs together ask. `allowed` are the keys of headings of further sections that are no fault."""

    rules: dict[str, LocalRule]
    severities: dict[str, Severity]
    allowed: frozenset[str]


@lru_cache(maxsize=16)
def loaded(files: Files) -> Loaded:
    """The packs ready for use; UsageError for the first thing in them that is unknown, no value or contradictory.

    What is redundant takes no part, so that nothing is told twice.
    """
    packs, found = _examined(files)
    for problem in found:
        if not problem.is_redundant:
            raise refusal(problem)
    idle = {(problem.path, problem.entry) for problem in found}
    return Loaded(dict(_rules(packs, idle)), _severities(packs), _allowed(packs))


def problems(files: Files) -> list[Problem]:
    """Everything that is wrong with the packs, in the order of the files."""
    return _examined(files)[1]


def refusal(problem: Problem) -> UsageError:
    """The problem as an error of the command line."""
    return UsageError(problem.detail, path=problem.path, line=problem.line, **problem.arguments)


def _examined(files: Files) -> tuple[list[Pack], list[Problem]]:
    """A file given twice counts once."""
    packs: list[Pack] = []
    found: list[Problem] = []
    paths: dict[str, str] = {}
    for path, text in files:
        paths.setdefault(text, path)
    for text, path in paths.items():
        pack, own = read(path, text)
        found += own
        packs += [pack] if pack else []
    return packs, [*found, *lint.problems(packs)]


def _rules(packs: Iterable[Pack], idle: set[tuple[str, str | None]]) -> Iterator[tuple[str, LocalRule]]:
    for pack in packs:
        for entry in pack.entries:
            if (pack.path, entry.name) not in idle:
                yield entry.name, LocalRule(text_of(entry, pack), function_of(entry))


def _severities(packs: Iterable[Pack]) -> dict[str, Severity]:
    return {each.rule: each.severity for pack in packs for each in pack.regradings}


def _allowed(packs: Iterable[Pack]) -> frozenset[str]:
    return frozenset(heading_key(heading) for pack in packs for heading, _ in pack.allowed)
