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
        self._last: Report | None = None

    def before(self, report: Report) -> tuple[Version, ...]:
        """The earlier reports of its body and year; none where either is unknown. The report is remembered too."""
        # Packed only when another comes: of a single report there is nothing to remember.
        if self._last is not None:
            self._known.setdefault(_body_and_year(self._last), []).append(_pack(self._last))
            self._last = None
        if report.publisher is None or report.year is None:
            return ()
        self._last = report
        return tuple(map(_unpack, self._known.get((report.publisher, report.year), ())))


def _body_and_year(report: Report) -> tuple[str, int]:
    return report.publisher or "", report.year or 0


def _pack(report: Report) -> bytes:
    figures = [[f.table, f.row, f.column, f.number.printed, f.number.kind, f.number.value] for f in report.facts]
    return zlib.compress(dumps([report.origin, report.part, figures]).encode(), 1)


def _unpack(packed: bytes) -> Version:
    origin, part, figures = loads(zlib.decompress(packed))
    return Version(origin, part, {(table, row, column): Number(*number) for table, row, column, *number in figures})
