"""The lines of a section → the aspects it is divided into by prescribed sub-headings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from reportcheck.forms import Form, FormAspect
from reportcheck.labels import heading_key
from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple
from reportcheck.values import Aspect, Place

LONGEST_HEADING = 45
"""Characters of a heading on a line of its own."""

SUB_NUMBER = pattern(
    r"\s*(?:[(（]\s*[一二三四五六七八九十]{1,3}\s*[)）]|\d{1,2}\s*[.．]|\d{1,2}\s*、|[一二三四五六七八九十]是)"
)
RUN_IN_END = pattern(r"[。：:；，,\s]")


class Line(NamedTuple):
    """A paragraph outside the tables, with its block number. `key` is its text's label key."""

    block: int
    text: str
    place: Place
    level: int | None


def find_aspects(body: Sequence[Line], id: str | None, form: Form) -> tuple[Aspect, ...]:
    """The prescribed aspects that open with a sub-heading of their own or a run-in one, in reading order."""
    own = tuple(aspect for aspect in form.aspects if aspect.section == id)
    starts: list[tuple[int, str, str, str]] = []
    seen: set[str] = set()
    for number, line in enumerate(body if own else ()):
        found = _aspect(line, own)
        if found and found[0] not in seen:
            seen.add(found[0])
            starts.append((number, *found))
    aspects = []
    for (number, name, heading, rest), following in zip_longest(starts, starts[1:]):
        inside = body[number + 1 : following[0] if following else len(body)]
        text = "\n".join([*([rest] if rest else []), *(" ".join(line.text.split()) for line in inside)])
        aspects.append(Aspect(name, heading, text, body[number].place))
    return tuple(aspects)


@lru_cache(maxsize=64)
def _wordings(aspects: tuple[FormAspect, ...]) -> tuple[tuple[str, str], ...]:
    """(key, id) of every accepted heading, the longest first."""
    keys = [(heading_key(each), aspect.id) for aspect in aspects for each in (*aspect.headings, *aspect.aliases)]
    return tuple(sorted(keys, key=lambda pair: -len(pair[0])))


def _aspect(line: Line, aspects: tuple[FormAspect, ...]) -> tuple[str, str, str] | None:
    """→ (id, heading, rest of the line), or None."""
    match = SUB_NUMBER.match(line.text)
    numbered = match is not None or line.level is not None
    short = len(line.text) <= LONGEST_HEADING and not line.text.endswith(("。", "；"))
    end = RUN_IN_END.search(line.text, (match.end() if match else 0) + 1, LONGEST_HEADING + 1)
    ways = [(line.text, "")] if short else []
    if end:
        ways.append((line.text[: end.start()].strip(), line.text[end.start() :].lstrip("。：:；，, ").strip()))
    for head, rest in ways:
        printed = heading_key(head)
        for wording, id in _wordings(aspects):
            if printed == wording or (numbered and wording in printed and len(printed) <= len(wording) + 8):
                return id, " ".join(head.split()), rest
    return None
