"""The rules' texts (rules/*.toml of the package) → docs/rules.md: a table a family, every rule in two languages."""

from __future__ import annotations

import tomllib
from typing import Any, get_args

from generated import ROOT
from pages.markdown import blocks, code, escaped, table
from reportcheck.configuration import Profile
from reportcheck.language import sentence
from reportcheck.rules import RULES, catalogue
from reportcheck.values import Language

FOLDER = ROOT / "src" / "reportcheck" / "rules"
PARTS = ("why", "basis", "example", "computed", "mend", "false_alarms")
LANGUAGES: tuple[Language, ...] = ("en", "zh")
Texts = dict[str, Any]

INTRODUCTION = """\
A rule has one of four outcomes at each place it looks at: it **holds**, it is **broken** (a finding), it is
**undecided** (未能判读: the document could not be read well enough to say; a person must look, and it is not counted as
a problem), or it is **not applicable**. Severities: **error** 应改正, **warning** 请核实, **note** 供参考; the
configuration can set them per rule. `--select` and `--ignore` take the names of rules and families."""


def page() -> str:
    """The page."""
    words = _load("words")
    families = [_family(family, words) for family in words["family"]["en"]]
    return blocks("# Rules", INTRODUCTION, _profiles(words), *families)


def _load(name: str) -> Texts:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _profiles(words: Texts) -> str:
    profiles = words["profile"]
    rows = [(code(name), escaped(profiles["en"][name]), escaped(profiles["zh"][name])) for name in profiles["en"]]
    return blocks("## Profiles", table(("profile", "for", "用途"), rows))


def _family(family: str, words: Texts) -> str:
    rules = _load(family)
    names = " ".join(words["family"][language][family]["name"] for language in LANGUAGES)
    sentences = (escaped(words["family"][language][family]["sentence"]) for language in LANGUAGES)
    header = ("rule", "short", "简称", "severity", "profiles", "state")
    overview = table(header, [_row(name, texts) for name, texts in rules.items()])
    details = (_rule(name, texts) for name, texts in rules.items())
    return blocks(f"## {names}", f"Family `{family}`.", *sentences, overview, *details)


def _row(name: str, texts: Texts) -> tuple[str, ...]:
    shorts = (escaped(texts[language]["short"]) for language in LANGUAGES)
    return (f"[{name}](#{name})", *shorts, texts["severity"], _where("en", name), _state("en", name))


def _where(language: Language, name: str) -> str:
    """In which profiles a rule is not on; nothing where it is on in all."""
    quiet = [profile for profile in get_args(Profile) if not catalogue()[name].is_on(profile)]
    return sentence("catalogue.off-in", language, profiles=quiet) if quiet else ""


def _state(language: Language, name: str) -> str:
    return sentence("catalogue.built" if name in RULES else "catalogue.planned", language)


def _rule(name: str, texts: Texts) -> str:
    return blocks(f"### {name}", *(_explanation(language, name, texts) for language in LANGUAGES))


def _explanation(language: Language, name: str, texts: Texts) -> str:
    own = texts[language]
    severity = sentence(f"severity.{texts['severity']}", language)
    facts = (severity, _where(language, name), _state(language, name))
    head = f"**{escaped(own['short'])}** ({escaped('; '.join(filter(None, facts)))})"
    parts = [f"- *{sentence(f'catalogue.{part}', language)}:* {escaped(own[part])}" for part in PARTS if own[part]]
    return blocks(head, "\n".join(parts))
