"""A page or text whose line ends were lost → the same blocks, long paragraphs cut at the headings inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from reportcheck import forms
from reportcheck.assemble.rows import LONGEST_LABEL, is_running_text
from reportcheck.values import Block, Grid, LinePlace, Place, Text

SHORTEST_CUT = 8
"""Characters of the shortest heading with its number."""
SHORTEST = 120
"""Characters under which a paragraph holds no two sections."""

_NUMERALS = "一二三四五六七八九十"
NUMERAL = f"[{_NUMERALS}]"
"""What numbers a section."""


def unfold(blocks: Sequence[Block]) -> list[Block]:
    """Cuts paragraphs that hold two prescribed headings with their numbers, and before one that follows a sentence.

    Of links in a row one is kept: they part what is before from what is behind. So are those with a number, which
    may be headings: an anchor left open makes a link of all that follows.
    """
    pieces: list[Block] = []
    links = False
    for block in blocks:
        if isinstance(block, Text):
            if not block.link:
                pieces += _cut(block)
            elif not links or is_numbered(block.text):
                pieces.append(block)
            links = block.link
            continue
        links = False
        pieces.append(block)
        if isinstance(block, Grid):
            pieces += _running_text(block)
    return pieces


def is_numbered(text: str) -> bool:
    """Whether a number of a section with its mark stands anywhere."""
    return any(before and before[-1] in _NUMERALS for before in text.split("、")[:-1])


def _running_text(grid: Grid) -> Iterator[Text]:
    """What stands in a cell stands behind the table as well: an unclosed cell may hold the next section."""
    for cell in grid.cells:
        if len(cell.text) > LONGEST_LABEL and is_running_text(cell.text):
            yield from _cut(Text(cell.text, cell.place))


def _cut(text: Text) -> Iterable[Text]:
    if len(text.text) <= SHORTEST_CUT or not is_numbered(text.text[1:]):
        # With no number behind its beginning there is nothing to cut off; most paragraphs end here.
        return (text,)
    found = list(_headings().finditer(text.text))
    if len(text.text) >= SHORTEST and len({match.lastgroup for match in found}) >= 2:
        found = list(_any_heading().finditer(text.text))
    else:
        found = [match for match in found if _begins_anew(text.text[: match.start()])]
    return _pieces(text, found) if found else (text,)


def _pieces(text: Text, headings: Sequence[re.Match[str]]) -> Iterator[Text]:
    edges = [0, *(edge for match in headings for edge in match.span())]
    for start, end in zip(edges, [*edges[1:], len(text.text)], strict=True):
        piece = text.text[start:end]
        if any(map(str.isalnum, piece)):
            skipped = len(piece) - len(piece.lstrip())
            yield Text(piece.strip(), _moved(text.place, start + skipped), None, text.link)


def _begins_anew(before: str) -> bool:
    """Whether what stands before a heading is closed: no word, no list, no quotation goes on into it."""
    last = before.rstrip()[-1:]
    return bool(last) and not last.isalpha() and last not in "“‘「《〈（(【：:、，,；;"


def _moved(place: Place, offset: int) -> Place:
    return LinePlace(place.line, place.column + offset) if isinstance(place, LinePlace) else place


@cache
def _headings() -> re.Pattern[str]:
    """A numbered prescribed heading; the name of the group says which section it opens."""
    found = wordings_by_section().items()
    sections = "|".join(f"(?P<{id}>{any_of(wordings)})" for id, wordings in found)
    return re.compile(f"{NUMERAL}、\\s*(?:{sections})")


@cache
def _any_heading() -> re.Pattern[str]:
    """The same, and the sub-headings of aspects."""
    aspects = (aspect for form in forms.editions() for aspect in form.aspects)
    wordings = dict.fromkeys(wording for aspect in aspects for wording in (*aspect.headings, *aspect.aliases))
    sub = rf"[（(]{NUMERAL}[）)]\s*{any_of(wordings)}(?:方面|工作|情况)?"
    return re.compile(f"{_headings().pattern}|{sub}")


@cache
def wordings_by_section() -> dict[str, tuple[str, ...]]:
    """The headings and aliases of each section in all editions, in form order."""
    found: dict[str, dict[str, None]] = {}
    for form in forms.editions():
        for section in form.sections:
            found.setdefault(section.id, {}).update(dict.fromkeys((*section.headings, *section.aliases)))
    return {id: tuple(wordings) for id, wordings in found.items()}


def any_of(wordings: Iterable[str]) -> str:
    """A pattern, the longest first; white space between characters and missing enumeration marks are no difference."""
    patterns = (
        r"\s*".join(f"{re.escape(c)}?" if c in "、，" else re.escape(c) for c in wording)
        for wording in sorted(wordings, key=len, reverse=True)
    )
    return f"(?:{'|'.join(patterns)})"
