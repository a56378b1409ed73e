"""The characters of a page → the same, those nobody sees replaced by marks of no width: white, not painted, cut off.

What stands over a picture stays, as does white print over a colour: a scan has its text unpainted over it, a dark head
its labels in white. To ask this of every glyph costs as much as to read it; the ends of numbers are tried first.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from reportcheck.readers.pdf import calls
from reportcheck.readers.pdf.drawing import DEPTH, IDENTITY, WHITE, Matrix, after, four, numbers, six
from reportcheck.readers.pdf.library import Page
from reportcheck.readers.pdf.shapes import Box

UNSEEN = "\u200b"
"""Stands for a character that is not to be read."""
FAINT = 0x30
"""How much darker than paper, in one of its colours, a ground must be for white print to be seen on it."""
CORNERS = 24
"""Segments up to which a filled shape may be the ground under print; more of them are several shapes."""
CLIPS = 40
"""Clips of one piece of text, and corners of a clip, that are looked at."""
MOST = 5_000_000
"""Pairs of a character and a ground that are tried on one page."""

_UNPAINTED = (3, 7)
_OUTLINED = (1, 5)
_BOTH = (2, 6)
"""PDF's ways of painting glyphs: not at all, their outline alone, their outline too."""
_PATH, _IMAGE, _SHADING, _FORM = 2, 3, 4, 5

_find_numbers = re.compile(r"\d\d+(?![\d年])").finditer


def without_unseen(page: Page, characters: str) -> str:
    """One character for each."""
    objects = _Objects(page)
    ends = (index for number in _find_numbers(characters) for index in (number.start(), number.end() - 1))
    if not any(map(objects.is_suspect, ends)):
        return characters
    kept = list(characters)
    suspects = (index for index, each in enumerate(characters) if not each.isspace() and objects.is_suspect(index))
    for index in islice(suspects, MOST // (objects.count_grounds() + 1)):
        if not objects.is_seen(index):
            kept[index] = UNSEEN
    return "".join(kept)


class _Objects:
    """The text objects of a page, each asked once whether it may be unseen, and the grounds they stand on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._floats = (ctypes.c_float * 6)()
        self._numbers = (ctypes.c_uint * 4)()
        self._at = calls.places(self._floats)
        self._number_at = calls.places(self._numbers)
        self._suspects: dict[int, bool] = {}
        self._grounds: tuple[list[Box], list[Box]] | None = None
        self._clips: dict[int, list[Box]] = {}

    def is_suspect(self, index: int) -> bool:
        """Whether the character is white or not painted, or its object is cut by something."""
        found = calls.get_text_object(self._page.text, index)
        if found not in self._suspects:
            self._suspects[found] = found and (self._is_pale(found) or self._is_clipped(found))
        return self._suspects[found]

    def is_seen(self, index: int) -> bool:
        """Whether it stands over what makes it visible, and within what cuts its object."""
        calls.get_loose_box(self._page.text, index, self._at[0])
        left, top, right, bottom = four(self._floats)
        x, y = (left + right) / 2, (top + bottom) / 2
        found = calls.get_text_object(self._page.text, index)
        if any(not _holds(clip, x, y) for clip in self._clips_of(found)):
            return False
        if not self._is_pale(found):
            return True
        pictures, colours = self._all_grounds()
        over_colour = not self._is_unpainted(found) and any(_holds(box, x, y) for box in colours)
        return over_colour or any(_holds(box, x, y) for box in pictures)

    def count_grounds(self) -> int:
        """How many things print may stand on."""
        return sum(map(len, self._all_grounds()))

    def _is_unpainted(self, found: int) -> bool:
        return calls.get_render_mode(found) in _UNPAINTED or not self._colour(calls.get_fill_colour, found)[3]

    def _is_pale(self, found: int) -> bool:
        mode = calls.get_render_mode(found)
        if not mode:
            return _is_pale(self._colour(calls.get_fill_colour, found))
        if mode in _UNPAINTED:
            return True
        pale = mode in _OUTLINED or _is_pale(self._colour(calls.get_fill_colour, found))
        if pale and (mode in _OUTLINED or mode in _BOTH):
            return _is_pale(self._colour(calls.get_stroke_colour, found))
        return pale

    def _colour(self, get: Any, found: int) -> tuple[int, int, int, int]:
        """Red, green, blue and how much of them is painted; a pattern counts as black."""
        return numbers(self._numbers) if get(calls.argument(found), *self._number_at) else (0, 0, 0, 255)

    def _is_clipped(self, found: int) -> bool:
        """PDFium itself forgets the clip of what lies wholly within it."""
        return bool(calls.count_clip_paths(calls.get_clip(found)) > 0)

    def _clips_of(self, found: int) -> list[Box]:
        """The boxes around the clips of an object that stands on the page itself."""
        if not self._clips:
            self._clips = {0: []}
            for each, _ in calls.objects(self._page.handle):
                if self._is_clipped(each):
                    self._clips[each] = list(self._boxes_of_clip(calls.get_clip(each)))
        return self._clips.get(found, [])

    def _boxes_of_clip(self, clip: int) -> Iterator[Box]:
        for path in range(min(calls.count_clip_paths(clip), CLIPS)):
            corners = []
            for segment in range(min(calls.count_clip_segments(clip, path), CLIPS)):
                calls.get_point(calls.get_clip_segment(clip, path, segment), *self._at[:2])
                corners.append(six(self._floats)[:2])
            if corners:
                xs, ys = zip(*corners, strict=True)
                yield min(xs), min(ys), max(xs), max(ys)

    def _all_grounds(self) -> tuple[list[Box], list[Box]]:
        """The boxes of pictures, and those of filled shapes darker than paper, in the space of the page."""
        if self._grounds is None:
            self._grounds = ([], [])
            self._add_grounds(calls.objects(self._page.handle), IDENTITY, 0)
        return self._grounds

    def _add_grounds(self, objects: Iterable[tuple[int, int]], outer: Matrix, depth: int) -> None:
        assert self._grounds is not None
        pictures, colours = self._grounds
        for found, kind in objects:
            if kind in (_IMAGE, _SHADING):
                pictures.append(self._box(found, outer))
            elif kind == _PATH and self._is_ground(found):
                colours.append(self._box(found, outer))
            elif kind == _FORM and depth < DEPTH:
                calls.get_matrix(calls.argument(found), self._at[0])
                inner = after(six(self._floats), outer)
                self._add_grounds(calls.form_objects(found), inner, depth + 1)

    def _is_ground(self, path: int) -> bool:
        calls.get_draw_mode(calls.argument(path), *self._number_at[:2])
        if not numbers(self._numbers)[0] or calls.count_segments(calls.argument(path)) > CORNERS:
            return False
        *colours, alpha = self._colour(calls.get_fill_colour, path)
        return (255 - min(colours)) * alpha > FAINT * 255

    def _box(self, found: int, outer: Matrix) -> Box:
        calls.get_bounds(calls.argument(found), *self._at[:4])
        left, bottom, right, top = four(self._floats)
        a, b, c, d, e, f = outer
        xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
        ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
        return min(xs), min(ys), max(xs), max(ys)


def _is_pale(colour: tuple[int, int, int, int]) -> bool:
    red, green, blue, alpha = colour
    return (red >= WHITE and green >= WHITE and blue >= WHITE) or not alpha


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
