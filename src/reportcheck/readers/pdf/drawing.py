"""An open page → the rules drawn on it and the pictures: strokes and thin filled boxes; backgrounds are neither."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from math import hypot
from struct import Struct
from typing import Any

from reportcheck.errors import LimitExceeded
from reportcheck.readers.pdf import calls
from reportcheck.readers.pdf.library import Page
from reportcheck.readers.pdf.shapes import Box, Strokes
from reportcheck.tuples import NamedTuple

DEPTH = 16
"""How deep drawings may stand in drawings; PDFium itself reads no deeper than this many forms to any use."""
WHITE = 0xF8
"""From this part of each colour on a stroke cannot be seen on paper."""
WHOLE = 5
"""Segments of a single box."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_LINE, _CURVE = 0, 1
_FIELD, _STRUCK = 20, 12
"""PDFium's numbers for kinds of objects, segments, annotations; as constants of the module they are found faster."""

Matrix = tuple[float, float, float, float, float, float]
"""Takes a point of what stands in something to where it stands there."""
four: Callable[[Any], tuple[float, float, float, float]] = Struct("4f").unpack_from
six: Callable[[Any], Matrix] = Struct("6f").unpack_from
numbers: Callable[[Any], tuple[int, int, int, int]] = Struct("4I").unpack_from
"""The bytes of an array are taken apart faster than the array."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawing(NamedTuple):
    """What is drawn on a page: its rules, the boxes of its pictures, how many shapes of other kinds there are.

    `marks`: the boxes of shapes of many corners and of form fields: something that may be read stands there.
    """

    strokes: Strokes
    pictures: list[Box]
    shapes: int
    marks: list[Box]


def read_drawing(page: Page, thin: float, limit: int, check_time: Callable[[], None]) -> Drawing:
    """`thin` in points: a filled box up to this is a rule. Raises LimitExceeded for more than `limit` drawn pieces."""
    reader = _Reader(page, thin, limit, check_time)
    reader.read(calls.objects(page.handle), IDENTITY, 0)
    reader.read_fields(page.handle)
    return Drawing(reader.strokes, reader.pictures, reader.shapes, reader.marks)


class _Reader:
    """Collects what is drawn on one page, with the buffers of its calls."""

    def __init__(self, page: Page, thin: float, limit: int, check_time: Callable[[], None]) -> None:
        self.strokes = Strokes([], [])
        self.pictures: list[Box] = []
        self.shapes = 0
        self.marks: list[Box] = []
        self._frame = page.frame
        self._thin = thin
        self._limit = limit
        self._left = limit
        self._check_time = check_time
        self._floats = (ctypes.c_float * 6)()
        self._numbers = (ctypes.c_uint * 4)()
        self._at = calls.places(self._floats)
        self._edges_at = self._at[:4]
        self._number_at = calls.places(self._numbers)

    def read(self, objects: Iterable[tuple[int, int]], outer: Matrix, depth: int) -> None:
        """The objects of a page, or of a form drawn on it."""
        for found, kind in objects:
            if kind == _TEXT:
                continue
            self._spend(1)
            drawn = calls.argument(found)
            if kind == _PATH:
                self._read_path(drawn, outer)
            elif kind == _IMAGE:
                self.pictures.append(self._box(self._edges(drawn), outer))
            elif kind == _FORM and depth < DEPTH:
                inner = after(self._own_matrix(drawn), outer)
                self.read(calls.form_objects(found), inner, depth + 1)

    def read_fields(self, page: int) -> None:
        """The form fields of a page, whose content is no part of its text, and what a reviewer struck out on it."""
        for index in range(calls.count_annotations(page)):
            self._spend(1)
            found = calls.get_annotation(page, index)
            kind = calls.get_annotation_type(found) if found else 0
            if kind in (_FIELD, _STRUCK):
                calls.get_annotation_rectangle(found, self._at[0])
                left, top, right, bottom = four(self._floats)
                box = self._frame.box(left, min(bottom, top), right, max(bottom, top))
                if kind == _FIELD:
                    self.marks.append(box)
                else:
                    self._add((box[0], (box[1] + box[3]) / 2, box[2], (box[1] + box[3]) / 2), 0.0)
            if found:
                calls.close_annotation(found)

    def _spend(self, pieces: int) -> None:
        self._left -= pieces
        if self._left < 0:
            raise LimitExceeded("strokes", limit=self._limit)
        if self._left % 1024 == 0:
            self._check_time()

    def _read_path(self, path: Any, outer: Matrix) -> None:
        calls.get_draw_mode(path, self._number_at[0], self._number_at[1])
        fill, stroke, _, _ = numbers(self._numbers)
        if stroke:
            self._read_stroked(path, outer)
        elif fill:
            box = self._box(self._edges(path), outer)
            segments = calls.count_segments(path)
            if segments > WHOLE:
                self._read_fills(path, box, segments, outer)
            elif min(box[2] - box[0], box[3] - box[1]) > self._thin:
                self.shapes += 1
            elif self._is_visible(calls.get_fill_colour, path):
                self._add(box, 0.0)

    def _read_stroked(self, path: Any, outer: Matrix) -> None:
        """A single line is known from its bounds; what is drawn with a broad pen is no rule."""
        if not self._is_visible(calls.get_stroke_colour, path):
            return
        width = self._stroke_width(path, outer)
        if width > self._thin:
            self.shapes += 1
            return
        segments = calls.count_segments(path)
        if segments == 2:
            box = self._box(self._edges(path), outer)
            if min(box[2] - box[0], box[3] - box[1]) <= self._thin:
                self._add(box, width / 2)
                return
        self._read_lines(path, segments, outer)

    def _read_fills(self, path: Any, whole: Box, segments: int, outer: Matrix) -> None:
        """The thin ones among several boxes filled at once."""
        self.shapes += 1
        if not self._is_visible(calls.get_fill_colour, path):
            return
        self.marks.append(whole)
        for outline in self._outlines(path, segments, outer):
            xs, ys = zip(*outline, strict=True)
            box = (min(xs), min(ys), max(xs), max(ys))
            if min(box[2] - box[0], box[3] - box[1]) <= self._thin:
                self._add(box, 0.0)

    def _read_lines(self, path: Any, segments: int, outer: Matrix) -> None:
        """The straight pieces of an outline."""
        self.shapes += 1
        for outline in self._outlines(path, segments, outer):
            for one, other in pairwise(outline):
                box = (min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
                if min(box[2] - box[0], box[3] - box[1]) <= self._thin / 2:
                    self._add(box, 0.0)

    def _outlines(self, path: Any, segments: int, outer: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The corners of each part of the path, as displayed; nothing of one with curves: it draws a button, a logo."""
        self._spend(segments)
        matrix = after(self._own_matrix(path), outer)
        corners: list[tuple[float, float]] = []
        for index in range(segments):
            segment = calls.get_segment(path, index)
            kind = calls.get_segment_type(segment)
            if kind == _CURVE:
                return
            if corners and kind != _LINE:
                yield corners
                corners = []
            calls.get_point(segment, *self._at[:2])
            corners.append(self._displayed(matrix))
            if calls.get_close(segment):
                corners.append(corners[0])
                yield corners
                corners = []
        if corners:
            yield corners

    def _add(self, box: Box, overhang: float) -> None:
        """A thin box as the rule it is; a dot may belong to a dotted rule of either direction."""
        left, top, right, bottom = box
        dot = max(right - left, bottom - top) <= self._thin
        if dot or right - left >= bottom - top:
            self.strokes.horizontal.append(((top + bottom) / 2, left + overhang, right - overhang))
        if dot or right - left < bottom - top:
            self.strokes.vertical.append(((left + right) / 2, top + overhang, bottom - overhang))

    def _is_visible(self, get: Any, drawn: Any) -> bool:
        """Unless it is white or transparent; what has a pattern for a colour can be seen."""
        if not get(drawn, *self._number_at):
            return True
        red, green, blue, alpha = numbers(self._numbers)
        return alpha > 0 and (red < WHITE or green < WHITE or blue < WHITE)

    def _stroke_width(self, path: Any, outer: Matrix) -> float:
        calls.get_stroke_width(path, self._at[0])
        width, _, _, _ = four(self._floats)
        if not width:
            return 0.0
        a, b, _, _, _, _ = after(self._own_matrix(path), outer)
        return width * hypot(a, b)

    def _own_matrix(self, drawn: Any) -> Matrix:
        calls.get_matrix(drawn, self._at[0])
        return six(self._floats)

    def _edges(self, drawn: Any) -> Box:
        """left, bottom, right, top in the space of what it stands in."""
        calls.get_bounds(drawn, *self._edges_at)
        return four(self._floats)

    def _box(self, edges: Box, outer: Matrix) -> Box:
        if outer is IDENTITY:
            return self._frame.box(*edges)
        a, b, c, d, e, f = outer
        left, bottom, right, top = edges
        xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
        ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
        return self._frame.box(min(xs), min(ys), max(xs), max(ys))

    def _displayed(self, matrix: Matrix) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        x, y, _, _ = four(self._floats)
        across, up = a * x + c * y + e, b * x + d * y + f
        left, top, _, _ = self._frame.box(across, up, across, up)
        return left, top


def after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does the inner, then the outer one."""
    if outer is IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
