"""The reports of one call → for each the earlier ones of the same body and year, to be held against it.

A call may bring a hundred thousand reports, so of each only the figures are kept, compressed to about half a kilobyte.
"""

from __future__ import annotations

import zlib

from reportcheck.codec import dumps, loads
from reportcheck.rules import Version
from reportcheck.values import Number, Report


class Versions:
    """Remembers reports in the order they come."""

    def __init__(self) -> None:
        """Starts with none."""
        self._known: dict[tuple[str, int], list[bytes]] = {}

    def before(self, report: Report) -> tuple[Version, ...]:
        """The earlier reports of its body and year; none where either is unknown. The report is remembered too."""
        if report.publisher is None or report.year is None:
            return ()
        known = self._known.setdefault((report.publisher, report.year), [])
        earlier = tuple(map(_unpack, known))
        known.append(_pack(report))
        return earlier


def _pack(report: Report) -> bytes:
    figures = [[f.table, f.row, f.column, f.number.printed, f.number.kind, f.number.value] for f in report.facts]
    return zlib.compress(dumps([report.origin, report.part, figures]).encode(), 1)


def _unpack(packed: bytes) -> Version:
    origin, part, figures = loads(zlib.decompress(packed))
    return Version(origin, part, {(table, row, column): Number(*number) for table, row, column, *number in figures})
