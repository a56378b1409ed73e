"""The glyphs and the rules of a page → the same, with lines struck through print taken from the rules.

A struck digit is unknown, and with it the whole figure it stands in: which of the two numbers side by side holds, the
reader of the page knows and we do not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import inf
from operator import itemgetter

from reportcheck.readers.pdf.characters import UNKNOWN
from reportcheck.readers.pdf.lines import runs_on
from reportcheck.readers.pdf.ruling import merge_collinear
from reportcheck.readers.pdf.shapes import Glyph, Stroke, Strokes, as_unknown
from reportcheck.readers.pdf.tolerances import Tolerances

UPPER, LOWER = 0.3, 0.7
"""Parts of the height of a glyph between which a line strikes it; underlines lie lower."""
BESIDE = 1.0
"""Ems by which a strike may be longer than what it strikes: a space behind it is struck too."""
TOUCHING = 0.25
"""Ems by which an upright rule may end short of a line and still stand beside it."""
MOST = 20_000_000
"""Pairs of a line with a glyph or another line beyond which a page is a drawing, and lines on it strike nothing."""

_BAND = itemgetter(2, 4)


def without_struck(
    glyphs: list[Glyph], strokes: Strokes, em: float, allowed: Tolerances
) -> tuple[list[Glyph], Strokes]:
    """Most pages have no line at the height of print but beside merged cells, and are given back as they are."""
    bands, heights = _crossed(strokes, glyphs)
    if not bands:
        return glyphs, strokes
    near = [glyph for glyph in glyphs if (glyph[2], glyph[4]) in bands and glyph[6] == 0]
    lines = merge_collinear((stroke for stroke in strokes.horizontal if stroke[0] in heights), allowed.join * em)
    if len(lines) * (len(near) + len(strokes.vertical) + len(strokes.horizontal)) > MOST:
        return glyphs, strokes
    strikes = [line for line in lines if _is_strike(line, near, strokes, em)]
    if not strikes:
        return glyphs, strokes
    struck = {glyph for strike in strikes for glyph in _glyphs_on(strike, near)}
    kept = [stroke for stroke in strokes.horizontal if not any(_is_part(stroke, strike) for strike in strikes)]
    return _marked(glyphs, struck, allowed), Strokes(kept, strokes.vertical)


def _crossed(strokes: Strokes, glyphs: Iterable[Glyph]) -> tuple[set[tuple[float, float]], set[float]]:
    """→ (the tops and bottoms of print through whose middle a line goes, the heights of those lines)."""
    heights = [*sorted({stroke[0] for stroke in strokes.horizontal}), inf]
    bands: set[tuple[float, float]] = set()
    crossing: set[float] = set()
    for band in set(map(_BAND, glyphs)) if strokes.horizontal else ():
        top, bottom = band
        first, lower = bisect_right(heights, top + UPPER * (bottom - top)), top + LOWER * (bottom - top)
        if heights[first] < lower:
            bands.add(band)
            crossing.update(heights[first : bisect_left(heights, lower, first)])
    return bands, crossing


def _glyphs_on(line: Stroke, near: Iterable[Glyph]) -> list[Glyph]:
    at, start, end = line
    return [
        glyph
        for glyph in near
        if start < (glyph[1] + glyph[3]) / 2 < end and UPPER < (at - glyph[2]) / max(glyph[4] - glyph[2], 0.001) < LOWER
    ]


def _is_strike(line: Stroke, near: Iterable[Glyph], strokes: Strokes, em: float) -> bool:
    """As long as the print it goes through; the rule of a cell ends at the rules beside it."""
    struck = _glyphs_on(line, near)
    if not struck:
        return False
    at, start, end = line
    left, right = min(glyph[1] for glyph in struck), max(glyph[3] for glyph in struck)
    if start < left - BESIDE * em or end > right + BESIDE * em:
        return False
    off_print = abs(start - left) + abs(end - right)
    return off_print < _off_rule(start, at, strokes, em) + _off_rule(end, at, strokes, em)


def _off_rule(end: float, at: float, strokes: Strokes, em: float) -> float:
    """How far an end lies off the nearest upright rule at its height."""
    reach = TOUCHING * em
    uprights = (rule[0] for rule in strokes.vertical if rule[1] - reach <= at <= rule[2] + reach)
    return min((abs(x - end) for x in uprights), default=inf)


def _is_part(stroke: Stroke, strike: Stroke) -> bool:
    return stroke[0] == strike[0] and strike[1] <= stroke[1] and stroke[2] <= strike[2]


def _marked(glyphs: Sequence[Glyph], struck: set[Glyph], allowed: Tolerances) -> list[Glyph]:
    """Every struck digit unknown, and every digit that runs on from one or into one."""
    marked = [as_unknown(glyph) if glyph in struck and glyph[0].isdigit() else glyph for glyph in glyphs]
    for order in (range(1, len(glyphs)), range(len(glyphs) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for index in order:
            one, other = sorted((glyphs[index], glyphs[index + step]), key=lambda glyph: glyph[1])
            if (
                marked[index + step][0] == UNKNOWN
                and glyphs[index + step][0].isdigit()
                and runs_on(one, other, allowed)
            ):
                marked[index] = as_unknown(glyphs[index])
    return marked
