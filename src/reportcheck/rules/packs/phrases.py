"""An entry of a pack, in the pack's own words → the texts of its rule."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportcheck.resources import table
from reportcheck.rules.catalogue import RuleText
from reportcheck.rules.packs.explaining import asked
from reportcheck.rules.packs.pack import Deadline, Entry, Length, LocalIdentity, Pack, Statement, Threshold
from reportcheck.values import Language

FAMILY = "local"
KINDS: dict[type, str] = {
    LocalIdentity: "identity",
    Statement: "statement",
    Length: "length",
    Deadline: "date",
    Threshold: "threshold",
}


def text_of(entry: Entry, pack: Pack) -> RuleText:
    """The rule as the catalogue would have it."""
    texts: dict[Language, dict[str, str]] = {
        "zh": _in_language(entry, pack, "zh"),
        "en": _in_language(entry, pack, "en"),
    }
    return RuleText(entry.name, FAMILY, entry.severity, {}, False, (), True, texts)


def _in_language(entry: Entry, pack: Pack, language: Language) -> dict[str, str]:
    general = _texts()[KINDS[type(entry.ask)]][language]
    fixed = {
        "short": entry.short[language],
        "why": f"{pack.title[language]}{'：' if language == 'zh' else ': '}{entry.message[language]}".rstrip("：: "),
        "basis": entry.basis[language],
        "asks": asked(entry, language),
        "computed": general["computed"],
        "mend": general["mend"],
    }
    worded = {name: _filled(text, entry, pack, language) for name, text in general.items() if name not in fixed}
    return {**fixed, **worded}


def _filled(template: str, entry: Entry, pack: Pack, language: Language) -> str:
    """The template with the pack's own words, in which a brace is only a brace."""
    space = "" if language == "zh" else " "
    basis, message = entry.basis[language], entry.message[language]
    own = {
        "short": entry.short[language],
        "title": pack.title[language],
        "message": f"{message}{space}" if message else "",
        "basis": (f"依据：{basis}。" if language == "zh" else f"Basis: {basis}.") if basis else "",
    }
    for name, words in own.items():
        template = template.replace(f"[[{name}]]", words.replace("{", "{{").replace("}", "}}"))
    return template.rstrip()


@cache
def _texts() -> dict[str, Any]:
    return table("rules/packs/texts")
