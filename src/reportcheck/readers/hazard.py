"""Bytes → whether reading them may cost far more than their size, so that no process but a worker should try."""

from __future__ import annotations

from reportcheck.patterns import bytes_pattern

_HEAD = 1024
_FORM = bytes_pattern(rb"/(?:F|#46)(?:o|#6[Ff])(?:r|#72)(?:m|#6[Dd])(?![A-Za-z])")
"""The kind of a drawing that can be drawn in others; names may be written in hexadecimal, and are never compressed."""


def is_hazardous(data: bytes) -> bool:
    """A PDF with drawings that may stand in drawings: twelve of them, each drawn four times in the next, fill a memory.

    PDFium unfolds them all before it gives way; most reports have none.
    """
    return b"%PDF-" in data[:_HEAD] and _FORM.search(data) is not None
