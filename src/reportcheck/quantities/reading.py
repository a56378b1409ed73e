"""What the reader of figures in prose makes of one figure: its value, what it counts, whose, and where it stands."""

from __future__ import annotations

from typing import Literal

from reportcheck.tuples import NamedTuple
from reportcheck.values import Place, Quantity, Value

Scope = Literal["body", "region", "office", "other"]


class Reading(NamedTuple):
    """A figure, or a word for none (未收到), of `sections[section].text[start:end]`.

    `clause` is the span of the clause to quote. `whole` is the index of the reading this one is counted in, of a
    percentage the one it is taken of; `share` is the index of the reading a percentage states. `marker` is the word
    that opens the list a part stands in (其中, 含, 包括, a bracket): most lists name only some of the parts.
    `subject` is what the clause says is counted.
    """

    section: int
    start: int
    end: int
    clause: tuple[int, int]
    meaning: str | None
    value: Value
    unit: str | None
    approximate: bool
    scope: Scope
    part: bool
    year: int | None
    subject: str
    whole: int | None = None
    share: int | None = None
    marker: str | None = None


def to_quantity(reading: Reading, place: Place) -> Quantity:
    """The public view of a reading."""
    return Quantity(
        reading.meaning,
        reading.value,
        reading.unit,
        reading.approximate,
        reading.scope,
        reading.part,
        reading.year,
        place,
    )
