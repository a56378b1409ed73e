"""The text of a report's sections → the figures in it: what each counts, whose, of which year, and where it stands.

No model and no guess: clause by clause, the words of `cues.CUES` around a figure decide. What they do not decide has no
meaning (None), because a figure taken for another would accuse an innocent body.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reportcheck.quantities.claims import Claim, read_claims
from reportcheck.quantities.passages import text_to_passages
from reportcheck.quantities.reader import read_passage
from reportcheck.quantities.reading import Reading, to_quantity
from reportcheck.quantities.scope import Whose
from reportcheck.values import Section

__all__ = ["Claim", "Reading", "read_claims", "read_quantities", "to_quantity"]


def read_quantities(
    sections: Sequence[Section], publisher: str | None, kind: str | None, year: int | None
) -> tuple[Reading, ...]:
    """The figures of the sections in reading order; offsets are those of each section's `text`."""
    return _read(tuple((section.id, section.text) for section in sections), publisher, kind, year)


@lru_cache(maxsize=8)
def _read(
    texts: tuple[tuple[str | None, str], ...], publisher: str | None, kind: str | None, year: int | None
) -> tuple[Reading, ...]:
    readings: list[Reading] = []
    whose = Whose(publisher or "", kind)
    for number, (section, text) in enumerate(texts):
        for passage in text_to_passages(text, section):
            read_passage(passage, number, whose, year, readings)
    return tuple(readings)
