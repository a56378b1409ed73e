"""A report ⇄ the few bytes of it that others are held against: figures, fingerprints of sentences, no text.

A call may bring a hundred thousand reports; of each about a kilobyte is kept.
"""

from __future__ import annotations

import zlib

from reportcheck import rules
from reportcheck.codec import dumps, loads
from reportcheck.rules import LastYear, Version
from reportcheck.tuples import NamedTuple
from reportcheck.values import Number, Report


class Packed(NamedTuple):
    """What is kept of one report: its figures, and its text where it may be somebody's last year.

    `places`: what stands before its body's name in its own words, where the name is one that many places have.
    """

    figures: bytes
    text: bytes | None
    places: frozenset[str] = frozenset()


def pack(report: Report, *, text: bool, places: frozenset[str] = frozenset()) -> Packed:
    """`text`: the sentences too, which costs more than the figures."""
    figures = [[f.table, f.row, f.column, *f.number] for f in report.facts]
    packed = zlib.compress(dumps([report.origin, report.part, figures]).encode(), 1)
    return Packed(packed, _pack_text(report) if text else None, places)


def to_version(packed: Packed) -> Version:
    """Another version of a report."""
    return Version(*_figures(packed))


def to_last_year(packed: Packed, year: int) -> LastYear:
    """The report of the year before, which is `year`."""
    origin, part, figures = _figures(packed)
    if packed.text is None:
        return LastYear(origin, part, year, figures)
    sentences, problems, said, *flags = loads(zlib.decompress(packed.text))
    return LastYear(origin, part, year, figures, frozenset(sentences), frozenset(problems), frozenset(said), *flags)


def _figures(packed: Packed) -> tuple[str, int, dict[tuple[str, str, str], Number]]:
    origin, part, figures = loads(zlib.decompress(packed.figures))
    return origin, part, {(table, row, column): Number(*number) for table, row, column, *number in figures}


def _pack_text(report: Report) -> bytes:
    last = rules.last_year(report)
    prints = [sorted(each) for each in (last.sentences, last.problems, last.said)]
    return zlib.compress(dumps([*prints, last.corrected, last.lost, last.is_text_copy]).encode(), 1)
