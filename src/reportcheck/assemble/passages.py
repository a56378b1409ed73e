"""Lines outside the sections → the passages of the report: before the title, before the first heading, at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from reportcheck.assemble.aspects import Line
from reportcheck.assemble.sections import Heading, joined, without_footer
from reportcheck.values import Passage


def cut_passages(
    every: Sequence[Line], lines: Sequence[Line], headings: Sequence[Heading], title: tuple[int, int] | None
) -> Iterator[Passage]:
    """The text outside the sections. `every`: all lines, `lines`: those after the title, in which the headings are.

    Without a title (one in the head of the page stands in no block) nothing is known to stand before it.
    """
    first, last = title or (-1, -1)
    start = lines[headings[0].line].block if headings else None
    before = [line for line in every if line.block < first]
    between = [line for line in every if line.block > last and (start is None or line.block < start)]
    after = _footer(lines[headings[-1].line + 1 :]) if headings else []
    yield from _passage("opening", before)
    yield from _passage("introduction", between)
    yield from _passage("closing", after)


def _passage(kind: Literal["opening", "introduction", "closing"], lines: Sequence[Line]) -> Iterator[Passage]:
    if lines:
        yield Passage(kind, joined(lines), lines[0].place)


def _footer(body: Sequence[Line]) -> Sequence[Line]:
    return body[len(without_footer(body)) :]
