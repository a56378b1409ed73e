"""What the PDF reader works with between bytes and blocks: glyphs, strokes, boxes, in points from the top left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reportcheck.tuples import NamedTuple

Box = tuple[float, float, float, float]
"""(x0, top, x1, bottom) on the page as displayed."""


class Glyph(NamedTuple):
    """A printed character: its box, the height of its font, and the direction it is read in.

    `turn`: 0 to the right, 1 downwards, 2 upside down, 3 upwards. `spaced`: a space stands before it in the file.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    em: float
    turn: int
    spaced: bool


class Stroke(NamedTuple):
    """A rule: `at` is where it stands across its direction, `start` and `end` along it."""

    at: float
    start: float
    end: float


class Strokes(NamedTuple):
    """The rules of a page, apart by direction."""

    horizontal: list[Stroke]
    vertical: list[Stroke]


make_glyph: Callable[[tuple[str, float, float, float, float, float, int, bool]], Glyph] = partial(tuple.__new__, Glyph)
"""Takes the fields as one tuple, in half the time of the class's own constructor."""


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds them all."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def rounded(box: Box) -> Box:
    """As places give it: to a tenth of a point."""
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
