"""Blocks and the sections found in them → notes on the prescribed headings printed where none was found.

Damaged markup leaves a heading in a cell, behind other words or before the title: its section was not read, but it is
not absent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from reportcheck.assemble.rows import is_running_text
from reportcheck.assemble.sections import LEAST_LISTED
from reportcheck.assemble.unfold import NUMERAL, any_of, wordings_by_section
from reportcheck.forms import Form
from reportcheck.labels import LOST_MARKS
from reportcheck.tuples import NamedTuple
from reportcheck.values import Block, Grid, Note, Place, Text

CODE = "heading-astray"


class _Mention(NamedTuple):
    """The numbered heading of a section in the `piece`-th printed piece that has letters."""

    id: str
    piece: int
    place: Place


def find_astray(blocks: Sequence[Block], found: Mapping[int, str], form: Form) -> list[Note]:
    """One note a section that was not found; `found` are the sections that were, by the block of their heading."""
    missing = {section.id for section in form.sections} - set(found.values())
    notes: dict[str, Note] = {}
    for run in _runs(_mentions(blocks, found)) if missing else ():
        for mention in () if _is_list(run, missing) else run:
            if mention.id in missing:
                notes.setdefault(mention.id, Note(CODE, {"section": mention.id}, mention.place))
    return list(notes.values())


def _mentions(blocks: Sequence[Block], found: Mapping[int, str]) -> Iterator[_Mention]:
    piece = 0
    for index, block in enumerate(blocks):
        for text, place in _pieces(block):
            for match in _numbered_heading().finditer(unicodedata.normalize("NFKC", text)):
                if match.lastgroup and match.lastgroup != found.get(index):
                    yield _Mention(match.lastgroup, piece, place)
            piece += any(map(str.isalpha, text))


def _pieces(block: Block) -> Iterator[tuple[str, Place]]:
    """Running text in a cell stands behind its grid once more."""
    if isinstance(block, Text):
        yield block.text, block.place
    elif isinstance(block, Grid):
        yield from ((cell.text, cell.place) for cell in block.cells if not is_running_text(cell.text))


def _runs(mentions: Iterator[_Mention]) -> list[list[_Mention]]:
    """Those with nothing but figures and marks between them stand together."""
    runs: list[list[_Mention]] = []
    for mention in mentions:
        if runs and mention.piece <= runs[-1][-1].piece + 1:
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _is_list(run: Sequence[_Mention], missing: set[str]) -> bool:
    """A list of contents or links: several headings together, most of which were found elsewhere."""
    ids = {mention.id for mention in run}
    return len(ids) >= LEAST_LISTED and len(ids - missing) * 2 >= len(ids)


@cache
def _numbered_heading() -> re.Pattern[str]:
    """Any Chinese numeral with its mark, or the section's own number in another system; width folded."""
    ways = []
    for number, (id, wordings) in enumerate(wordings_by_section().items(), 1):
        own = rf"\({'零一二三四五六七八九十'[number]}\)|(?<!\d){number}[.、]"
        ways.append(rf"(?P<{id}>(?:{NUMERAL}(?:部分)?\s*[、.,:{LOST_MARKS}]|{NUMERAL}部分|{own})\s*{any_of(wordings)})")
    return re.compile("|".join(ways))
