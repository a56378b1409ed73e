"""A cell of several pieces → the same without those that are printed and not seen: of no size, transparent, white.

White counts only beside digits of another colour: what colour a style sheet puts behind a cell is not known.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_NOTHING = r"\s*:\s*0*\.?0*(?:px|pt|r?em|%)?\s*(?:[;!]|$)"
_UNSEEN = (
    rf"(?<![\w-])(?:(?:font-size|opacity){_NOTHING}|text-indent\s*:\s*-\d{{3}}"
    r"|visibility\s*:\s*hidden|color\s*:\s*transparent)"
)
_WHITE = r"(?<![\w-])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
_SEEN_AGAIN = ("font-size", "visibility", "text-indent")
_WHITE_NAMES = ("#fff", "#ffffff", "white")


def forget_unseen(cell: etree._Element, text: str) -> bool:
    """Empties those pieces of a cell whose whole text is digits; whether there were any."""
    figure = "".join(text.split())
    if len(figure) < 2 or not figure.replace(",", "").replace(".", "").isdigit():
        return False
    if sum(not text.isspace() for text in cell.itertext()) < 2:
        return False
    styled = [(each, style) for each in cell.iterdescendants() if (style := _style(each))]
    if not styled:
        return False
    unseen = [each for each, style in styled if _is_unseen(style) and not _is_seen_again(each)]
    white = [each for each, style in styled if _is_white(style) and not _has_ground(each)]
    if white and _digits(cell) > sum(map(_digits, white)):
        unseen += white
    for each in unseen:
        each.clear(keep_tail=True)
    return bool(unseen)


@lru_cache(maxsize=1024)
def _is_unseen(style: str) -> bool:
    """A page has few styles and gives them to many pieces."""
    return re.search(_UNSEEN, style) is not None


@lru_cache(maxsize=1024)
def _is_white(style: str) -> bool:
    return re.search(_WHITE, style) is not None


def _style(element: etree._Element) -> str:
    """Its style in lower case; the colour of a `font` too."""
    style, colour = element.get("style"), element.get("color")
    if colour and colour.lower() in _WHITE_NAMES:
        return f"color:white;{style or ''}".lower()
    return style.lower() if style else ""


def _is_seen_again(element: etree._Element) -> bool:
    """Whether a piece inside says otherwise: a size of nothing on a wrapper takes away the room between its pieces."""
    return any(word in _style(inner) for inner in element.iterdescendants() for word in _SEEN_AGAIN)


def _has_ground(element: etree._Element) -> bool:
    around = [element, *element.iterancestors()]
    return any("background" in _style(each) or each.get("bgcolor") or each.get("background") for each in around)


def _digits(element: etree._Element) -> int:
    return sum(map(str.isdigit, "".join(element.itertext())))
