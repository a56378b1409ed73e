"""Glyphs → lines of text in reading order, by where they stand; the order and the spaces of the file count for nothing.

What is written downwards comes apart into lines of one glyph each, top down, and so reads as it should.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import eq, itemgetter, sub

from reportcheck.readers.pdf.characters import is_wide
from reportcheck.readers.pdf.shapes import Box, Glyph
from reportcheck.readers.pdf.tolerances import Tolerances
from reportcheck.tuples import NamedTuple

LIKE_ONE = 0.5
"""Part of its width by which a glyph may be off its double: bold print is made by printing twice."""
LIKE = 0.85
"""How much smaller the print of one digit of a figure may be than that of the next."""
UPRIGHT = 0.25
"""Part of its width by which a glyph may be off the middle of its column."""

_text, _left, _top, _right, _bottom, _em, _turn, _spaced = map(itemgetter, range(8))
_band = itemgetter(2, 4)
_all_wide = re.compile(r"[\u3001-\u303e\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff5e]+").fullmatch
"""Characters that stand for themselves whatever the room between them."""


class Line(NamedTuple):
    """A printed line: its text, its box, the height of its print, its glyphs, and its parts with wide gaps between."""

    text: str
    box: Box
    em: float
    glyphs: tuple[Glyph, ...] = ()
    parts: tuple[tuple[str, Box], ...] = ()


def glyphs_to_text(glyphs: Sequence[Glyph], allowed: Tolerances) -> str:
    """The glyphs of one cell → its text: lines run together, with a space where words of letters would touch."""
    if len(glyphs) == 1:
        return glyphs[0][0]
    text = ""
    for line in glyphs_to_lines(glyphs, allowed):
        text = join_lines(text, line_to_text(line, allowed))
    return text


def join_lines(before: str, after: str) -> str:
    """Two successive lines as one: a space between letters or digits, none beside an ideograph."""
    if not before or not after or is_wide(before[-1]) or is_wide(after[0]):
        return before + after
    return f"{before} {after}"


def glyphs_to_lines(glyphs: Sequence[Glyph], allowed: Tolerances) -> list[list[Glyph]]:
    """The lines top down, the glyphs of each from left to right; turned writing as it is read."""
    if len(glyphs) < 2:
        return [list(glyphs)] if glyphs else []
    turn = Counter(map(_turn, glyphs)).most_common(1)[0][0] if any(map(_turn, glyphs)) else 0
    if turn:
        return [[*map(_turn_back[turn], line)] for line in _to_lines([*map(_turns[turn], glyphs)], allowed)]
    columns = _columns_of_upright(glyphs)
    if columns:
        return [[glyph] for column in columns for glyph in column]
    return _to_lines(glyphs, allowed)


def _to_lines(glyphs: Sequence[Glyph], allowed: Tolerances) -> list[list[Glyph]]:
    """A glyph whose middle lies within the line belongs to it; a smaller one, raised or lowered, too."""
    bands: dict[tuple[float, float], list[Glyph]] = {}
    for band, run in groupby(glyphs, _band):
        bands.setdefault(band, []).extend(run)
    if len(bands) == 1:
        return [_without_doubles(sorted(glyphs, key=_left))]
    lines: list[list[Glyph]] = []
    middle = reach = 0.0
    for height, top, bottom in sorted(((top + bottom) / 2, top, bottom) for top, bottom in bands):
        own = (bottom - top) * allowed.line
        if not lines or height - middle > max(reach, own):
            lines.append(bands[top, bottom])
            middle, reach = height, own
        else:
            lines[-1].extend(bands[top, bottom])
            if own > reach:
                middle, reach = height, own
    for line in lines:
        line.sort(key=_left)
    return [_without_doubles(line) for line in lines]


def line_to_text(line: Sequence[Glyph], allowed: Tolerances) -> str:
    """A space stands where the gap between letters or digits is one; ideographs may be set wide, they have none."""
    if len(line) == 1:
        return line[0][0]
    whole = "".join(map(_text, line))
    if len(whole) == len(line) and _all_wide(whole):
        return whole
    word = allowed.word
    if _is_even(line, word):
        return whole
    parts = [line[0][0]]
    for before, glyph in pairwise(line):
        gap = glyph[1] - before[3]
        if before[0].isdigit() and glyph[0].isdigit() and not LIKE * before[5] < glyph[5] < before[5] / LIKE:
            # The mark of a footnote is no digit of the figure beside it.
            parts.append(" ")
        elif glyph[7] and not (is_wide(before[0]) or is_wide(glyph[0])):
            parts.append(" ")
        elif gap > 0.0 and gap > word * min(before[5], glyph[5]):
            wide = is_wide(before[0]) and is_wide(glyph[0])
            if not wide and (gap > max(before[5], glyph[5]) or not (is_wide(before[0]) or is_wide(glyph[0]))):
                parts.append(" ")
        parts.append(glyph[0])
    return "".join(parts)


def _is_even(line: Sequence[Glyph], word: float) -> bool:
    """Whether nothing can be a space: print of one height without gaps."""
    return len({*map(_em, line)}) == 1 and not any(map(_spaced, line[1:])) and _widest_gap(line) <= word * line[0][5]


def _widest_gap(line: Sequence[Glyph]) -> float:
    return max(map(sub, map(_left, line[1:]), map(_right, line)), default=0.0)


def line_to_parts(line: Sequence[Glyph], gap: float) -> list[list[Glyph]]:
    """The pieces with gaps between them wider than so many times the height of print."""
    widest = _widest_gap(line)
    if widest <= 0.0 or widest <= gap * min(map(_em, line)):
        return [list(line)]
    parts = [[line[0]]]
    for before, glyph in pairwise(line):
        space = glyph[1] - before[3]
        if space > 0.0 and space > gap * max(before[5], glyph[5]):
            parts.append([])
        parts[-1].append(glyph)
    return parts


def runs_on(before: Glyph, glyph: Glyph, allowed: Tolerances) -> bool:
    """Whether two digits stand side by side as in one figure."""
    if not (before[0].isdigit() and glyph[0].isdigit()):
        return False
    level = abs(before[2] - glyph[2]) < allowed.line * glyph[5]
    return level and abs(glyph[1] - before[3]) < allowed.word * glyph[5]


def line_box(line: Sequence[Glyph]) -> Box:
    """The box around the glyphs of a line."""
    return min(map(_left, line)), min(map(_top, line)), max(map(_right, line)), max(map(_bottom, line))


def _without_doubles(line: list[Glyph]) -> list[Glyph]:
    texts = [*map(_text, line)]
    if not any(map(eq, texts, texts[1:])):
        return line
    kept = line[:1]
    for glyph in line[1:]:
        before = kept[-1]
        if glyph[0] != before[0] or glyph[1] - before[1] > LIKE_ONE * (before[3] - before[1]) or _is_off(glyph, before):
            kept.append(glyph)
    return kept


def _is_off(glyph: Glyph, before: Glyph) -> bool:
    return abs(glyph[2] - before[2]) > LIKE_ONE * (before[4] - before[2])


def _columns_of_upright(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Upright glyphs written downwards in two columns or more, right to left; [] for anything else."""
    if len(glyphs) < 4 or abs(glyphs[1][2] - glyphs[0][2]) < (glyphs[0][4] - glyphs[0][2]) / 2:
        return []
    if not all(is_wide(glyph[0]) for glyph in glyphs):
        return []
    columns: list[list[Glyph]] = []
    for glyph in glyphs:
        before = columns[-1][-1] if columns else None
        if before and abs(_middle(glyph) - _middle(before)) <= UPRIGHT * glyph[5] and glyph[2] > before[2]:
            columns[-1].append(glyph)
        else:
            columns.append([glyph])
    leftwards = all(_middle(one[0]) > _middle(other[0]) for one, other in pairwise(columns))
    downwards = len(columns) > 1 and all(len(column) > 1 for column in columns[:-1])
    return columns if downwards and leftwards else []


def _middle(glyph: Glyph) -> float:
    return (glyph[1] + glyph[3]) / 2


def _downwards(glyph: Glyph) -> Glyph:
    text, x0, top, x1, bottom, em, turn, spaced = glyph
    return (text, top, -x1, bottom, -x0, em, turn, spaced)


def _from_downwards(glyph: Glyph) -> Glyph:
    text, x0, top, x1, bottom, em, turn, spaced = glyph
    return (text, -bottom, x0, -top, x1, em, turn, spaced)


def _over(glyph: Glyph) -> Glyph:
    text, x0, top, x1, bottom, em, turn, spaced = glyph
    return (text, -x1, -bottom, -x0, -top, em, turn, spaced)


_turns = {1: _downwards, 2: _over, 3: _from_downwards}
"""A glyph of that turn → laid level, so that it is read from left to right."""
_turn_back = {1: _from_downwards, 2: _over, 3: _downwards}
