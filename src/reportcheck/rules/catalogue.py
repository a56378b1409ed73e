"""The family files → what every rule is called, how grave it is and what it says; built or not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from reportcheck.errors import UsageError
from reportcheck.rules.rule import REGISTRY
from reportcheck.values import Judgement, Language, Severity

FAMILIES = ("sections", "tables", "sums", "plausibility", "wording", "dates", "years", "collections", "waivers")
_RULE = re.compile(r"^\[([a-z0-9-]+)\]$", re.MULTILINE)
QUIET = ("clerk", "oversight")
"""Profiles in which the rules only research needs are off."""


class RuleText(NamedTuple):
    """One rule of the catalogue. `source` is the TOML of its texts: most runs need those of few rules or of none."""

    name: str
    family: str
    severity: Severity
    severities: dict[str, Severity]
    research_only: bool
    off_in: tuple[str, ...]
    built: bool
    source: str

    @property
    def texts(self) -> dict[Language, dict[str, str]]:
        """Its texts by language: short, broken, clerk, undecided, why, basis and so on."""
        return _texts(self.source)

    def severity_in(self, profile: str) -> Severity:
        """The severity in that profile."""
        return self.severities.get(profile, self.severity)

    def is_on(self, profile: str) -> bool:
        """Whether the profile asks for this rule."""
        return profile not in self.off_in and not (self.research_only and profile in QUIET)


@cache
def catalogue() -> dict[str, RuleText]:
    """Every rule by name, in catalogue order."""
    return {name: rule for family in FAMILIES for name, rule in _family(family).items()}


def rule_text(name: str) -> RuleText:
    """One rule; of all families only its own is read."""
    return _family(family_of(name))[name]


def family_of(name: str) -> str:
    """The family of a built rule: the module, or the folder of modules, it stands in."""
    return REGISTRY[name].__module__.removeprefix(f"{__package__}.").partition(".")[0]


@cache
def words() -> dict[str, Any]:
    """The phrases all rules share: reasons, severities, families and so on, by kind and language."""
    return tomllib.loads(_read("words"))


def families() -> tuple[str, ...]:
    """The families in catalogue order."""
    return FAMILIES


@lru_cache(maxsize=16)
def selected(judgement: Judgement) -> tuple[str, ...]:
    """The built rules the judgement asks for, in catalogue order; UsageError("unknown-rule") for a name nobody has."""
    for name in (*judgement.select, *judgement.ignore):
        _check_name(name, (*catalogue(), *FAMILIES))
    for name, _ in judgement.severities:
        _check_name(name, tuple(catalogue()))
    built = {family_of(name) for name in REGISTRY}
    return tuple(
        rule.name
        for family in FAMILIES
        if family in built
        for rule in _family(family).values()
        if rule.built
        and rule.is_on(judgement.profile)
        and (not judgement.select or {rule.name, rule.family} & set(judgement.select))
        and not {rule.name, rule.family} & set(judgement.ignore)
    )


def _check_name(name: str, known: Sequence[str]) -> None:
    if name not in known:
        nearest = get_close_matches(name, known, 1, 0.0)
        raise UsageError("unknown-rule", name=name, nearest=nearest[0])


@cache
def _family(family: str) -> dict[str, RuleText]:
    """A family file is one piece a rule: the table of its name, then its texts in tables below it."""
    pieces = _RULE.split(_read(family))[1:]
    return {name: _rule(name, family, piece) for name, piece in zip(pieces[::2], pieces[1::2], strict=True)}


def _rule(name: str, family: str, piece: str) -> RuleText:
    head, mark, texts = piece.partition(f"[{name}.zh]")
    entry = tomllib.loads(head)
    return RuleText(
        name=name,
        family=family,
        severity=entry["severity"],
        severities=entry.get("severities", {}),
        research_only=entry["research_only"],
        off_in=tuple(entry["off_in"]),
        built=name in REGISTRY,
        source=(mark + texts).replace(f"[{name}.", "["),
    )


@cache
def _texts(source: str) -> dict[Language, dict[str, str]]:
    found = tomllib.loads(source)
    return {"zh": found["zh"], "en": found["en"]}


def _read(name: str) -> str:
    return Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
