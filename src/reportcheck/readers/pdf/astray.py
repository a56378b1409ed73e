"""Boxes of the characters of a page → the same, with those that PDFium gives as if no drawing stood within another.

It does so where the file says apart what the characters of a piece are (ActualText): their boxes are those in the form
they stand in, all others those on the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

from reportcheck.readers.pdf import calls
from reportcheck.readers.pdf.drawing import Matrix, after, four, six
from reportcheck.readers.pdf.shapes import Box
from reportcheck.tuples import NamedTuple


class _Object(NamedTuple):
    """A piece of text: its box in the form it stands in, on the page, and what takes the one to the other."""

    within: Box
    displayed: Box
    matrix: Matrix


def mended(boxes: Iterable[Box], text: int) -> Iterator[Box]:
    """Boxes are left, top, right, bottom in user space; `text` is the address of PDFium's text of the page."""
    known: dict[int, _Object | None] = {}
    for index, (left, top, right, bottom) in enumerate(boxes):
        found = calls.get_text_object(text, index)
        if found not in known:
            known[found] = _read_object(found, text, index) if found else None
        own = known[found]
        middle = ((left + right) / 2, (top + bottom) / 2)
        if own is None or _distance(middle, own.displayed) <= _distance(middle, own.within):
            yield left, top, right, bottom
        else:
            x0, low, x1, high = _moved((left, bottom, right, top), own.matrix)
            yield x0, high, x1, low


def _read_object(found: int, text: int, index: int) -> _Object | None:
    """None for text that stands on the page itself."""
    floats = (ctypes.c_float * 6)()
    at = calls.places(floats)
    calls.get_char_matrix(calls.argument(text), index, at[0])
    on_page = six(floats)
    calls.get_matrix(calls.argument(found), at[0])
    back = _inverse(six(floats))
    if back is None:
        return None
    matrix = after(back, on_page)
    calls.get_bounds(calls.argument(found), *at[:4])
    within = four(floats)
    return _Object(within, _moved(within, matrix), matrix)


def _inverse(matrix: Matrix) -> Matrix | None:
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if not size:
        return None
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _distance(point: tuple[float, float], box: Box) -> float:
    (x, y), (left, bottom, right, top) = point, box
    return max(left - x, x - right, 0.0) + max(bottom - y, y - top, 0.0)
