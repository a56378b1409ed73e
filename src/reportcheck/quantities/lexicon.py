"""The table of cues → the cues of a stretch of text, the earlier of the table first where two could stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from reportcheck.patterns import pattern
from reportcheck.resources import built
from reportcheck.tuples import NamedTuple


class Token(NamedTuple):
    """A cue at `start`."""

    name: str
    start: int
    end: int


Match = Callable[[str, int, int], "re.Match[str] | None"]


def find_cues(text: str, start: int, end: int) -> list[Token]:
    """The cues between two offsets, none overlapping another."""
    found: list[Token] = []
    known = _by_first()
    for position in range(start, end):
        if position < start or text[position] not in known:
            continue
        match, names = _beginning_with(text[position])
        told = match(text, position, end)
        if told:
            start = told.end()
            found.append(Token(names[(told.lastindex or 1) - 1], position, start))
    return found


@cache
def _beginning_with(character: str) -> tuple[Match, tuple[str, ...]]:
    """What matches every cue that may begin with the character, and the names of its groups.

    Compiled when the character is first seen: most reports use few of the cues.
    """
    cues = _by_first()[character]
    return re.compile("|".join(f"({pattern})" for _, pattern in cues)).match, tuple(name for name, _ in cues)


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts between the bars that stand in no bracket."""
    depth, parts = 0, []
    for part in pattern.split("|"):
        parts.append(part)
        depth += part.count("(") + part.count("[") - part.count(")") - part.count("]")
        if depth == 0:
            yield "|".join(parts)
            parts.clear()


_ATOM = pattern(r"\((?P<kind>\?:|\?[=!]|\?<[=!])?|\[(?P<set>[^\]]+)\]|\\?(?P<literal>.)")


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


@cache
def _by_first() -> dict[str, list[tuple[str, str]]]:
    return built("quantities/lexicon", cues_by_first)


def cues_by_first() -> dict[str, list[tuple[str, str]]]:
    """First character → (name, pattern) of the cues that may begin with it, in the order of the table."""
    from reportcheck.quantities.cues import CUES

    by_first: dict[str, list[tuple[str, str]]] = {}
    for cue in CUES:
        for part in _alternatives(cue.pattern):
            for character in first_characters(part) if part[0] in "([" else part[0]:
                by_first.setdefault(character, []).append((cue.name, part))
    return by_first
