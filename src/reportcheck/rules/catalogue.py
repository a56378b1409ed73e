"""The family files → what every rule is called, how grave it is and what it says; built or not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from reportcheck.errors import UsageError
from reportcheck.resources import table
from reportcheck.rules.rule import REGISTRY
from reportcheck.tuples import NamedTuple
from reportcheck.values import Judgement, Language, Severity

FAMILIES = ("sections", "tables", "sums", "plausibility", "wording", "dates", "years", "collections", "waivers")
QUIET = ("clerk", "oversight")
"""Profiles in which the rules only research needs are off."""


class RuleText(NamedTuple):
    """One rule of the catalogue; `texts` by language: short, broken, clerk, undecided, why, basis and so on."""

    name: str
    family: str
    severity: Severity
    severities: dict[str, Severity]
    research_only: bool
    off_in: tuple[str, ...]
    built: bool
    texts: dict[Language, dict[str, str]]

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
    return table("rules/words")


def families() -> tuple[str, ...]:
    """The families in catalogue order."""
    return FAMILIES


@lru_cache(maxsize=16)
def selected(judgement: Judgement) -> tuple[str, ...]:
    """The built rules the judgement asks for, in catalogue order; UsageError("unknown-rule") for a name nobody has."""
    local = local_rules(judgement)
    for name in (*judgement.select, *judgement.ignore):
        _check_name(name, (*catalogue(), *FAMILIES, *local, *(rule.family for rule in local.values())))
    for name, _ in judgement.severities:
        _check_name(name, (*catalogue(), *local))
    built = {family_of(name) for name in REGISTRY}
    every = [rule for family in FAMILIES if family in built for rule in _family(family).values()]
    return tuple(
        rule.name
        for rule in (*every, *local.values())
        if rule.built
        and rule.is_on(judgement.profile)
        and (not judgement.select or {rule.name, rule.family} & set(judgement.select))
        and not {rule.name, rule.family} & set(judgement.ignore)
    )


def local_rules(judgement: Judgement) -> dict[str, RuleText]:
    """Those of the packs of the judgement by name; UsageError for a pack that is wrong."""
    if not judgement.packs:
        return {}
    from reportcheck.rules.packs import loaded

    return {name: rule.text for name, rule in loaded(judgement.packs).rules.items()}


def _check_name(name: str, known: Sequence[str]) -> None:
    if name not in known:
        from difflib import get_close_matches

        nearest = get_close_matches(name, known, 1, 0.0)
        raise UsageError("unknown-rule", name=name, nearest=nearest[0])


@cache
def _family(family: str) -> dict[str, RuleText]:
    return {name: _rule(name, family, entry) for name, entry in table(f"rules/{family}").items()}


def _rule(name: str, family: str, entry: dict[str, Any]) -> RuleText:
    return RuleText(
        name=name,
        family=family,
        severity=entry["severity"],
        severities=entry.get("severities", {}),
        research_only=entry["research_only"],
        off_in=tuple(entry["off_in"]),
        built=name in REGISTRY,
        texts={"zh": entry["zh"], "en": entry["en"]},
    )
