"""The keys of a pack file: what each may hold, and what it means; docs/packs.md is written from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple

_NAME = pattern(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DAY = pattern(r"(\d\d)-(\d\d)")
PERCENTAGE = pattern(r"(\d{1,6}(?:\.\d{1,6})?) ?[%％]")
KINDS = ("government", "office", "department", "township", "subdistrict", "zone", "vertical", "other")


class Key(NamedTuple):
    """One key: a test of its value, what is accepted as shown to people, whether it must be there, what it is for."""

    accepts: Callable[[Any], bool]
    shown: str
    meaning: str
    required: bool = False


def _is_text(value: Any) -> bool:
    """Sentences go into messages as they are: no line feeds, no controls."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_words(value: Any) -> bool:
    if isinstance(value, dict):
        return "zh" in value and set(value) <= {"zh", "en"} and all(map(_is_text, value.values()))
    return _is_text(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Any) -> bool:
    return _is_count(value) or (isinstance(value, float) and 0 <= value < float("inf"))


def _is_limit(value: Any) -> bool:
    """A number, or a percentage; `reading` says where which of them is meant."""
    return _is_number(value) or (isinstance(value, str) and PERCENTAGE.fullmatch(value) is not None)


def _is_year(value: Any) -> bool:
    return _is_count(value) and 1900 <= value <= 2999


def _is_day(value: Any) -> bool:
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        return match is not None and bool(date(2001, int(match[1]), int(match[2])))
    except ValueError:
        return False


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def _one_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value in words


def _some_of(*words: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(each in words for each in value)


def _words(meaning: str, *, required: bool = False) -> Key:
    return Key(_is_words, '"…", { zh = "…", en = "…" }', meaning, required)


def _id(meaning: str) -> Key:
    return Key(lambda value: isinstance(value, str), '"…"', meaning, required=True)


NAME = Key(_is_name, "a-z, 0-9, -", "", required=True)
LIMIT = '0, 0.2, 3, …; "20%"'
TEXTS = '["…", "…"]'
SCOPE = {
    "kinds": Key(_some_of(*KINDS), ", ".join(KINDS), "Kinds of publishers it is asked of; all where left out."),
    "bodies": Key(_is_texts, TEXTS, "Beginnings of the names of the publishers it is asked of; all where left out."),
    "first_year": Key(_is_year, "2024", "The first report year it is asked of."),
    "last_year": Key(_is_year, "2025", "The last report year it is asked of."),
}
RANGE = {
    "at_least": Key(_is_count, "0, 1, 2, …", "The least that is accepted."),
    "at_most": Key(_is_count, "0, 1, 2, …", "The most that is accepted."),
}
PACK = {
    "name": NAME._replace(meaning="The name of the pack; the names of its rules begin with it."),
    "title": _words("What people call it; it stands in the messages.", required=True),
    "basis": _words("The document its rules rest on, where an entry names none of its own."),
    "allowed_sections": Key(_is_texts, TEXTS, "Headings of further sections that `extra-section` lets pass."),
    **SCOPE,
}
ENTRY = {
    "id": NAME._replace(meaning="The rest of the rule's name: `name-id`."),
    "severity": Key(_one_of("error", "warning", "note"), "error, warning, note", "How grave it is.", required=True),
    "short": _words("A short name; it stands in the message.", required=True),
    "message": _words("A sentence that follows the figures, in the words of the place."),
    "basis": _words("The document it rests on."),
    **SCOPE,
}
ENTRIES = {
    "identities": {
        "table": _id("The table; ids as in docs/forms.md."),
        "holds": _id("`a + b = c + d.*`: names of rows or columns, `+`, a trailing `.*`, one `=`; nothing else."),
        "along": Key(
            _one_of("row", "column"),
            "row, column",
            '"column": the names are rows, held in each column; "row" the other way.',
            required=True,
        ),
        "only": Key(_is_texts, TEXTS, "Only in these columns (along a column) or rows; in all where left out."),
    },
    "statements": {
        "section": Key(lambda value: isinstance(value, str), '"…"', "The section; the whole text where left out."),
        "any_of": Key(_is_texts, TEXTS, "Wordings of which one must stand there; white space is no matter.", True),
    },
    "lengths": {"section": _id("The section; its characters are counted without white space and tables."), **RANGE},
    "dates": {
        "published_by": Key(
            _is_day, "01-31", "The last day, month and day of the year after; `published-late` is for the law's.", True
        ),
    },
    "thresholds": {
        "table": _id("The table."),
        "row": _id("The row."),
        "column": _id("The column."),
        "share_of": Key(
            lambda value: isinstance(value, dict) and set(value) == {"row", "column"},
            '{ row = "…", column = "…" }',
            "Another cell of the table: the share of it is looked at in place of the figure.",
        ),
        "whole_at_least": Key(_is_count, "0, 1, 2, …", "Shares are asked for where the whole is so large; else 1."),
        "at_least": Key(_is_limit, LIMIT, "The least that is accepted; of a share 0 to 1, or in per cent."),
        "at_most": Key(_is_limit, LIMIT, "The most that is accepted; of a share 0 to 1, or in per cent."),
    },
}
"""The tables an entry may stand in, and the keys they have beside those of every entry."""
