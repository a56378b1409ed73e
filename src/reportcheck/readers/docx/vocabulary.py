"""The names of WordprocessingML used here (ECMA-376, part 1, 17); an element → the children that are printed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

BODY, PARAGRAPH, TABLE, ROW, CELL, RUN = (W + name for name in ("body", "p", "tbl", "tr", "tc", "r"))
VALUE = W + "val"
BOX = W + "txbxContent"
ALTERNATIVES = _MC + "AlternateContent"

_CONTENT_CONTROL = W + "sdt"
_TRANSPARENT = frozenset(W + name for name in ("ins", "moveTo", "customXml", "smartTag", "dir", "bdo", "sdtContent"))
_UNPRINTED = frozenset(W + name for name in ("del", "moveFrom", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr"))
_PICTURES = ("{*}blip", "{*}imagedata", "{*}chart", "{*}relIds", W + "object")
_OFF = frozenset(["0", "false", "off", "none"])


def printed_children(element: etree._Element) -> Iterator[etree._Element]:
    """The children as they stand when all revisions are accepted: containers opened, one of each set of alternatives.

    The placeholder of a content control nobody filled in is not printed.
    """
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag in _TRANSPARENT:
            yield from printed_children(child)
        elif tag == _CONTENT_CONTROL:
            if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                yield from printed_children(child)
        elif tag == ALTERNATIVES:
            chosen = choose_alternative(child)
            if chosen is not None:
                yield from printed_children(chosen)
        elif tag not in _UNPRINTED:
            yield child


def choose_alternative(alternatives: etree._Element) -> etree._Element | None:
    """The first choice that holds text or a picture, else the fallback: the same content is given in all of them."""
    choices = alternatives.findall(_MC + "Choice")
    fallback = alternatives.find(_MC + "Fallback")
    for choice in choices:
        if fallback is None or holds_content(choice):
            return choice
    return fallback


def holds_content(element: etree._Element) -> bool:
    """Whether a text or a picture is in it that this reader can see."""
    return next(element.iter(W + "t", *_PICTURES), None) is not None


def holds_picture(graphic: etree._Element) -> bool:
    """Whether it is a picture, a chart, a diagram or an embedded object, or holds one outside of its text boxes."""
    return any(not _is_in_box(picture, graphic) for picture in graphic.iter(*_PICTURES))


def find_boxes(graphic: etree._Element) -> Iterator[etree._Element]:
    """The contents of its text boxes, of alternatives only of the one chosen."""
    for child in graphic.iterchildren("*"):
        inner = choose_alternative(child) if child.tag == ALTERNATIVES else child
        if inner is not None and inner.tag == BOX:
            yield inner
        elif inner is not None:
            yield from find_boxes(inner)


def _is_in_box(element: etree._Element, graphic: etree._Element) -> bool:
    around: etree._Element | None = element
    while around is not None and around is not graphic:
        if around.tag == BOX:
            return True
        around = around.getparent()
    return False


def value_of(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of the child of that name; None where either is missing."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VALUE)


def number_of(parent: etree._Element | None, name: str) -> int | None:
    """The same as a whole number; None where it is none."""
    return to_number(value_of(parent, name))


def to_number(text: str | None) -> int | None:
    """Digits, perhaps with a sign → the number; None for anything else and for what no document means."""
    try:
        return int(text) if text is not None and len(text) < 10 else None
    except ValueError:
        return None


def switch_of(parent: etree._Element | None, name: str) -> bool | None:
    """Whether the property of that name is on or off; None where it is not said."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(VALUE) not in _OFF
