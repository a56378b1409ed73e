"""The sections and the lines they are made of → the quantities of the report, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from reportcheck.assemble.aspects import Line
from reportcheck.assemble.identity import Identity
from reportcheck.assemble.sections import CutSection
from reportcheck.quantities import Reading, read_quantities, to_quantity
from reportcheck.values import LinePlace, Place, Quantity


def find_quantities(cuts: Sequence[CutSection], identity: Identity) -> tuple[Quantity, ...]:
    """The figures of the running text in reading order, as `read_quantities` numbers them."""
    sections = [cut.section for cut in cuts]
    readings = read_quantities(sections, identity.publisher, identity.kind, identity.year)
    starts = [list(accumulate((len(_joined(line)) + 1 for line in cut.lines), initial=0)) for cut in cuts]
    return tuple(to_quantity(each, _place(each, cuts[each.section].lines, starts[each.section])) for each in readings)


def _joined(line: Line) -> str:
    return " ".join(line.text.split())


def _place(reading: Reading, lines: Sequence[Line], starts: Sequence[int]) -> Place:
    number = bisect_right(starts, reading.start) - 1
    line = lines[number]
    if not isinstance(line.place, LinePlace):
        return line.place
    return line.place._replace(column=line.place.column + _offset(line.text, reading.start - starts[number]))


def _offset(text: str, joined: int) -> int:
    """The offset in the text of what stands at offset `joined` once its runs of white space are one space."""
    wanted = len("".join(" ".join(text.split())[:joined].split()))
    for offset, character in enumerate(text):
        if not character.isspace():
            if wanted == 0:
                return offset
            wanted -= 1
    return len(text)
