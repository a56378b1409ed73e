"""Typed arguments → sentences in Chinese or English (language.toml), and text → what a terminal can show of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from reportcheck.patterns import pattern
from reportcheck.resources import table
from reportcheck.values import ElementPlace, Language, LinePlace, PagePlace, ParagraphPlace, Place

Text = dict[Language, str]

CONTROLS = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")
WORD = pattern(r"[!-~]+|.", re.DOTALL)
NEVER_FIRST = "，。；：？！、）》」』】”’,.;:?!)"
NEVER_LAST = "“‘（《「『【("


def choose(option: Language | None, configured: Language | None, environment: Mapping[str, str]) -> Language:
    """The language asked for, else the configured one, else that of the locale: zh for zh*, C, POSIX and none."""
    if option or configured:
        return option or configured or "zh"
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = re.split("[_.@-]", next(filter(None, names), "C"))[0].lower()
    return "zh" if locale in ("zh", "c", "posix") else "en"


def sentence(key: str, language: Language, **arguments: object) -> str:
    """The text of that key, filled; KeyError for an unknown key or a missing argument."""
    return fill(texts()[key][language], language, arguments)


def failure_sentence(kind: str, detail: str | None, arguments: Mapping[str, object], language: Language) -> str:
    """One sentence for an error of that kind: the most telling text its detail and arguments allow."""
    known = texts()
    given = {name for name, argument in arguments.items() if argument not in ("", None)}
    for key in (f"error.{kind}.{detail}", f"error.{kind}.facts", f"error.{kind}"):
        if key in known and names(known[key][language]) <= given:
            return fill(known[key][language], language, arguments)
    return known["error.crashed"][language]


def fill(template: str, language: Language, arguments: Mapping[str, object]) -> str:
    """A template → a sentence: `{name}` by `shown`, `{count:report|reports}` a number and the noun that fits it."""
    return template.format_map({name: _Shown(argument, language) for name, argument in arguments.items()})


def names(template: str) -> frozenset[str]:
    """The arguments a template asks for."""
    from string import Formatter

    return frozenset(name for _, name, _, _ in Formatter().parse(template) if name)


def shown(value: object, language: Language) -> str:
    """An argument as people read it: plain digits, lists joined by 、 or a comma, truth and absence as words."""
    if isinstance(value, list | tuple):
        return ("、" if language == "zh" else ", ").join(shown(item, language) for item in value)
    if value is None or isinstance(value, bool):
        return texts()[f"word.{value}".lower()][language]
    if isinstance(value, Decimal | float):
        digits = format(Decimal(str(value)), "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value)


def ranges(numbers: Sequence[int]) -> str:
    """Rising numbers, runs of them drawn together: 1, 2, 3, 7 → 1-3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def place_words(place: Place | None, language: Language) -> str:
    """Where something stands, as people look it up: line, page, paragraph or cell; "" for no place."""
    if place is None:
        return ""
    if isinstance(place, PagePlace):
        return sentence("place.page", language, page=place.page)
    if isinstance(place, ElementPlace | LinePlace):
        return sentence("place.line", language, line=place.line)
    if isinstance(place, ParagraphPlace):
        return sentence("place.paragraph", language, paragraph=place.paragraph)
    return sentence("place.cell", language, table=place.table, row=place.row, column=place.column)


@cache
def texts() -> dict[str, Text]:
    """All texts by dotted key."""
    return dict(_flatten(table("language"), ""))


def printable(text: str) -> str:
    r"""Controls, bidi controls and lone surrogates → visible escapes (\x1b, \u202e); everything else unchanged."""
    return text if text.isprintable() else CONTROLS.sub(lambda found: _escape(ord(found[0])), text)


def width(text: str) -> int:
    """The terminal columns a text takes: East Asian wide characters two, combining and format characters none."""
    return sum(_character_width(character) for character in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to that display width, at its left where `right` alignment is asked."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows of cells, all of the same number, → lines with their columns aligned, two spaces between them."""
    table = [tuple(row) for row in rows]
    widest = [max(map(width, column)) for column in zip(*table, strict=True)]
    return ["  ".join(map(pad, row, widest)).rstrip() for row in table]


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most that display width, one word at least; Chinese breaks anywhere but inside marks that belong."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


def _flatten(branch: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Text]]:
    if "zh" in branch:
        yield prefix, {"zh": branch["zh"], "en": branch["en"]}
    for name, value in branch.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}.{name}" if prefix else name)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _character_width(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(text: str) -> Iterator[str]:
    """The unbreakable pieces of a text: a word or one wide character, with the marks that may not begin a line."""
    piece = ""
    for found in WORD.finditer(text):
        glued = found[0][0] in NEVER_FIRST or found[0].isspace() or piece[-1:] in NEVER_LAST
        if not glued:
            yield piece
            piece = ""
        piece += found[0]
    yield piece


class _Shown:
    """An argument that formats itself by `shown`; a format spec `one|many` is the noun after a number."""

    __slots__ = ("language", "value")

    def __init__(self, value: object, language: Language) -> None:
        self.value = value
        self.language = language

    def __format__(self, spec: str) -> str:
        text = shown(self.value, self.language)
        if "|" not in spec:
            return text
        one, many = spec.split("|")
        return f"{text} {one if self.value == 1 else many}"
