"""The table of cues → the cues of a stretch of text, the earlier of the table first where two could stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportcheck.quantities.cues import CUES


class Token(NamedTuple):
    """A cue at `start`."""

    name: str
    start: int
    end: int


def find_cues(text: str, start: int, end: int) -> list[Token]:
    """The cues between two offsets, none overlapping another."""
    found: list[Token] = []
    for first in _FIRST.finditer(text, start, end):
        position = first.start()
        if position < start:
            continue
        for name, words, is_pattern in _BY_FIRST[first[0]]:
            if is_pattern:
                match = _pattern(words).match(text, position, end)
                stop = match.end() if match else 0
            else:
                stop = position + len(words) if text.startswith(words, position, end) else 0
            if stop:
                start = stop
                found.append(Token(name, position, stop))
                break
    return found


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts between the bars that stand in no bracket."""
    depth = start = 0
    for position, character in enumerate(pattern):
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            yield pattern[start:position]
            start = position + 1
    yield pattern[start:]


_ATOM = re.compile(r"\((?P<kind>\?:|\?[=!]|\?<[=!])?|\[(?P<set>[^\]]+)\]|\\?(?P<literal>.)")


def first_characters(pattern: str) -> frozenset[str]:
    """What a match of the pattern may begin with; patterns are sequences of literals, sets and groups."""
    return frozenset(character for part in _alternatives(pattern) for character in _first_of_sequence(part))


def _first_of_sequence(sequence: str) -> frozenset[str]:
    atom = _ATOM.match(sequence)
    if atom is None:
        return frozenset()
    end = atom.end()
    if sequence[0] == "(":
        end = _closing(sequence)
        is_group = atom["kind"] == "?:"
        own = first_characters(sequence[atom.end() : end - 1]) if is_group else frozenset()
        optional = not is_group
    else:
        own, optional = _members(atom["set"]) if atom["set"] else frozenset({atom["literal"]}), False
    return (
        own | _first_of_sequence(sequence[end:].removeprefix("?"))
        if optional or sequence[end : end + 1] == "?"
        else own
    )


def _closing(sequence: str) -> int:
    depth = 0
    for position, character in enumerate(sequence):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return position + 1
    return len(sequence)


def _members(characters: str) -> frozenset[str]:
    return frozenset("0123456789") if characters == "0-9" else frozenset(characters)


def _by_first() -> dict[str, list[tuple[str, str, bool]]]:
    """First character → (name, words or pattern, whether it is a pattern), in the order of the table."""
    by_first: dict[str, list[tuple[str, str, bool]]] = {}
    for cue in CUES:
        for part in _alternatives(cue.pattern):
            is_pattern = not _LITERAL.fullmatch(part)
            for character in first_characters(part) if is_pattern else part[0]:
                by_first.setdefault(character, []).append((cue.name, part, is_pattern))
    return by_first


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """Compiled when its first character is first seen: most reports use few of the cues."""
    return re.compile(pattern)


_LITERAL = re.compile(r"[^()\[\]?|]+")
_BY_FIRST = _by_first()
_FIRST = re.compile(f"[{''.join(map(re.escape, _BY_FIRST))}]")
