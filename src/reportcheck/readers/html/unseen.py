"""A cell of several pieces → the same without those that are printed and not seen: of no size, transparent, white.

White counts only beside digits of another colour: what colour a style sheet puts behind a cell is not known.
"""

from __future__ import annotations

from lxml import etree

from reportcheck.readers.html.styles import effect

_SEEN_AGAIN = ("font-size", "visibility", "text-indent")
_WHITE_NAMES = ("#fff", "#ffffff", "ffffff", "white")


def may_be_unseen(element: etree._Element) -> bool:
    """Whether the element may be printed and not seen: most pages have none, and it is asked of all in a cell."""
    found = effect(element.get("style"))
    return (found is not None and (found.hides or found.whitens)) or _is_white_font(element)


def forget_unseen(cell: etree._Element, text: str) -> bool:
    """Empties those pieces of a cell whose whole text is digits; whether there were any."""
    figure = "".join(text.split())
    if len(figure) < 2 or not figure.replace(",", "").replace(".", "").isdigit():
        return False
    if sum(not text.isspace() for text in cell.itertext()) < 2:
        return False
    pieces = [each for each in cell.iterdescendants() if may_be_unseen(each)]
    unseen = [each for each in pieces if _is_hidden(each) and not _is_seen_again(each)]
    white = [each for each in pieces if _is_white(each) and not _has_ground(each)]
    if white and _digits(cell) > sum(map(_digits, white)):
        unseen += white
    for each in unseen:
        each.clear(keep_tail=True)
    return bool(unseen)


def _is_hidden(element: etree._Element) -> bool:
    found = effect(element.get("style"))
    return found is not None and found.hides


def _is_white(element: etree._Element) -> bool:
    found = effect(element.get("style"))
    return (found is not None and found.whitens) or _is_white_font(element)


def _is_white_font(element: etree._Element) -> bool:
    return element.tag == "font" and (element.get("color") or "").strip().lower() in _WHITE_NAMES


def _is_seen_again(element: etree._Element) -> bool:
    """Whether a piece inside says otherwise: a size of nothing on a wrapper takes away the room between its pieces."""
    styles = (inner.get("style") or "" for inner in element.iterdescendants())
    return any(word in style.lower() for style in styles for word in _SEEN_AGAIN)


def _has_ground(element: etree._Element) -> bool:
    around = [element, *element.iterancestors()]
    return any(
        "background" in (each.get("style") or "").lower() or each.get("bgcolor") or each.get("background")
        for each in around
    )


def _digits(element: etree._Element) -> int:
    return sum(map(str.isdigit, "".join(element.itertext())))
