"""A report → its running text in parts, and a place in a sentence → the few words of it that people are shown."""

from __future__ import annotations

from collections.abc import Sequence

from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple
from reportcheck.values import Passage, Place, Report

LONGEST_CLAUSE = 40
"""Characters of a sentence that are quoted."""
NARROWEST = 20
"""Characters of the longest line from which on lines may have been broken to fit a page."""
WRAPPED = 0.8
"""Part of the longest line from which on a line without an end of its own goes on in the next one."""

_QUOTED = pattern(r"[《〈“][^》〉”]{0,80}[》〉”]", needs="》〉”")

_MARKS = "。！？；"
_NO_SENTENCE = frozenset(["", *_MARKS])
_ENDS = tuple("。！？；：:;.!?”》）)")
_NEW = pattern(r"[（(]?(?:[一二三四五六七八九十]{1,3}[)）、.．]|\d{1,2}[)）、.．](?!\d))")


class Part(NamedTuple):
    """A part of the running text, without white space.

    `id` is the section's id, its heading where the form does not know it, else opening, introduction or closing;
    `section` is the id for a finding. Lines that a narrow page has broken are one paragraph.
    """

    id: str
    section: str | None
    paragraphs: tuple[str, ...]
    sentences: tuple[str, ...]
    place: Place


def parts_of(report: Report) -> tuple[Part, ...]:
    """The passages and sections in reading order."""
    passages = {each.kind: _passage(each) for each in report.passages}
    before = [passages[kind] for kind in ("opening", "introduction") if kind in passages]
    after = [passages["closing"]] if "closing" in passages else []
    inside = [_part(s.id or s.heading, s.id, paragraphs(s.text), s.place) for s in report.sections]
    return (*before, *inside, *after)


def _passage(each: Passage) -> Part:
    """What stands around the report is made of lines, each by itself."""
    own = paragraphs(each.text) if each.kind == "introduction" else tuple(filter(None, _lines(each.text)))
    return _part(each.kind, None, own, each.place)


def _part(id: str, section: str | None, own: tuple[str, ...], place: Place) -> Part:
    return Part(id, section, own, tuple(sentences("\n".join(own))), place)


def _lines(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.split("\n")]


def paragraphs(text: str) -> tuple[str, ...]:
    """Lines → paragraphs: a line about as long as the longest that ends in the middle of a sentence goes on."""
    lines = _lines(text)
    full = WRAPPED * max(NARROWEST, *map(len, lines))
    found = [""]
    if all(len(line) < full or line.endswith(_ENDS) for line in lines):
        return tuple(filter(None, lines))
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        found[-1] += line
        if len(line) < full or line.endswith(_ENDS) or _NEW.match(following):
            found.append("")
    return tuple(filter(None, found))


def sentences(text: str) -> Sequence[str]:
    """Sentences and the clauses between semicolons, each with its mark; the end of a line ends them too."""
    for mark in _MARKS:
        text = text.replace(mark, f"{mark}\n")
    return [piece for piece in text.split("\n") if piece not in _NO_SENTENCE]


def unquoted(text: str) -> str:
    """Without titles of documents and quotations: what they name is not what the report says of itself."""
    return _QUOTED.sub("", text)


def every_sentence(parts: Sequence[Part]) -> list[tuple[Part, str]]:
    """Each sentence with the part it stands in."""
    return [(part, sentence) for part in parts for sentence in part.sentences]


def clause(sentence: str, start: int, end: int) -> str:
    """The words around a place in a sentence, cut at its commas where it is long; what was cut is shown by dots."""
    room = max(LONGEST_CLAUSE - (end - start), 0)
    first, last = max(0, start - room // 2), min(len(sentence), end + room // 2)
    comma = max(sentence.rfind(mark, first, start) for mark in "，,：:")
    first = comma + 1 if first and comma >= 0 else first
    shown = sentence[first:last].rstrip("。；！？，,、")
    cut = sentence[last:].rstrip("。；！？，,、")
    return ("…" if first else "") + shown.lstrip("，,、") + ("…" if cut else "")
