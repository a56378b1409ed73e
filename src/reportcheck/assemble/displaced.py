"""Sections that were not found → notes on their headings where no section can begin: in a cell, among other words.

What is torn there is for a person to say; that the section is missing would be an accusation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportcheck.assemble.sections import LEAST_LISTED
from reportcheck.assemble.unfold import numbered_heading
from reportcheck.values import Block, Grid, Note, Place, Text


def displaced_headings(blocks: Sequence[Block], missing: Sequence[str]) -> list[Note]:
    """One note per missing section whose numbered heading is printed somewhere, where it first stands."""
    if not missing:
        return []
    printed: dict[str, Place] = {}
    for ids, place in _without_lists(list(_headings_printed(blocks))):
        for id in ids:
            printed.setdefault(id, place)
    return [Note("heading-displaced", {"section": id}, printed[id]) for id in missing if id in printed]


def _headings_printed(blocks: Sequence[Block]) -> Iterator[tuple[set[str], Place]]:
    """For each paragraph and cell the sections whose numbered headings it holds, if any, and where it stands."""
    for block in blocks:
        pieces = block.cells if isinstance(block, Grid) else (block,) if isinstance(block, Text) else ()
        for piece in pieces:
            yield {str(match.lastgroup) for match in numbered_heading().finditer(piece.text)}, piece.place


def _without_lists(found: Sequence[tuple[set[str], Place]]) -> Iterator[tuple[set[str], Place]]:
    """Several headings in one piece, or in pieces one after another, announce what follows or should."""
    for holds_any, run in groupby(found, key=lambda each: bool(each[0])):
        pieces = list(run)
        if holds_any and len(set().union(*(ids for ids, _ in pieces))) < LEAST_LISTED:
            yield from pieces
