"""What the PDF reader works with between bytes and blocks: glyphs, strokes, boxes, in points from the top left."""

from __future__ import annotations

from reportcheck.readers.pdf.characters import UNKNOWN
from reportcheck.tuples import NamedTuple

Box = tuple[float, float, float, float]
"""(x0, top, x1, bottom) on the page as displayed."""


Glyph = tuple[str, float, float, float, float, float, int, bool]
"""A printed character: (text, x0, top, x1, bottom, em, turn, spaced), its box and the height of its font.

`turn`: the direction it is read in, 0 to the right, 1 downwards, 2 upside down, 3 upwards. `spaced`: a space stands
before it in the file. There are thousands of them: a named tuple takes five times as long to make.
"""

Stroke = tuple[float, float, float]
"""A rule: (at, start, end), where it stands across its direction, and from where to where along it."""


class Strokes(NamedTuple):
    """The rules of a page, apart by direction."""

    horizontal: list[Stroke]
    vertical: list[Stroke]


def as_unknown(glyph: Glyph) -> Glyph:
    """The same glyph, printed and not to be read."""
    return (UNKNOWN, *glyph[1:])


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds them all."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def rounded(box: Box) -> Box:
    """As places give it: to a tenth of a point."""
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
