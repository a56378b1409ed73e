"""The rule catalogue → a table of all rules, or one rule's page, as lines for people, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from reportcheck.configuration import Profile
from reportcheck.language import aligned, sentence, wrap
from reportcheck.rules import RuleText
from reportcheck.values import Language

CHAPTERS = ("asks", "why", "basis", "example", "computed", "mend", "false_alarms")


def rules_table(catalogue: Mapping[str, RuleText], language: Language) -> list[str]:
    """Every rule with its short name, family, severity, and whether it is built, in catalogue order."""
    head = [sentence(f"catalogue.{name}", language) for name in ("name", "short", "family", "severity", "state")]
    return aligned([head, *(_row(rule, language) for rule in catalogue.values())])


def rules_to_json(catalogue: Mapping[str, RuleText]) -> list[dict[str, Any]]:
    """Every rule with its texts in both languages, in catalogue order."""
    return [
        {
            "rule": rule.name,
            "family": rule.family,
            "severity": rule.severity,
            "off_in": _quiet_profiles(rule),
            "built": rule.built,
            "texts": {language: _public(texts) for language, texts in rule.texts.items()},
        }
        for rule in catalogue.values()
    ]


def rule_page(rule: RuleText, language: Language, columns: int) -> Iterator[str]:
    """What `explain` prints: the rule's head, then a chapter for each of its texts that is not empty."""
    texts = rule.texts[language]
    yield f"{rule.name}  {texts['short']}"
    yield "  ".join([rule.family, sentence(f"severity.{rule.severity}", language), *_remarks(rule, language)])
    for chapter in CHAPTERS:
        if texts.get(chapter):
            yield ""
            yield sentence(f"catalogue.{chapter}", language)
            yield from (f"  {line}" for line in wrap(texts[chapter], columns - 2))


def _row(rule: RuleText, language: Language) -> list[str]:
    state = sentence("catalogue.built" if rule.built else "catalogue.planned", language)
    severity = sentence(f"severity.{rule.severity}", language)
    return [rule.name, rule.texts[language]["short"], rule.family, severity, state]


def _remarks(rule: RuleText, language: Language) -> Iterator[str]:
    if _quiet_profiles(rule):
        yield sentence("catalogue.off-in", language, profiles=_quiet_profiles(rule))
    if not rule.built:
        yield sentence("catalogue.planned", language)


def _quiet_profiles(rule: RuleText) -> list[str]:
    return [profile for profile in get_args(Profile) if not rule.is_on(profile)]


def _public(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts for readers; the templates of the sentences are the program's own business."""
    return {name: texts[name] for name in ("short", *CHAPTERS) if name in texts}
