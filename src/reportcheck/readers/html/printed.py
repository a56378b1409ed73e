"""A parsed page → the elements a browser does not print, emptied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lxml import etree

from reportcheck.patterns import pattern
from reportcheck.readers.html.vocabulary import UNPRINTED

if TYPE_CHECKING:
    from bs4.element import Tag

_HIDING_STYLE = pattern(r"(?<![\w-])display\s*:\s*none")
_HIDDEN = etree.XPath("boolean(//@hidden)")
_DISPLAY = b"display"
_LONG_TAG = 1000


def is_hidden(element: etree._Element | Tag) -> bool:
    """Whether the element is marked as not to be shown."""
    style = element.get("style")
    if style and "display" in (style := str(style).lower()) and _HIDING_STYLE.search(style):
        return True
    return element.get("hidden") is not None


def empty_unprinted(root: etree._Element, elements: Iterable[etree._Element], markup: bytes) -> set[etree._Element]:
    """Scripts, forms and hidden elements lose their content; they stay where they are, so that paths do not change.

    `elements` has all that a browser never prints; `markup` is the page in lower case.
    """
    unprinted = {element for element in elements if element.tag in UNPRINTED}
    if _is_in_tag(markup, _DISPLAY) or _HIDDEN(root):
        unprinted.update(filter(is_hidden, root.iter()))
        # A page hidden as a whole is shown by its script.
        unprinted -= {root, *root.iter("html", "body")}
    for element in unprinted:
        element.clear(keep_tail=True)
    return unprinted


def _is_in_tag(markup: bytes, word: bytes) -> bool:
    """Whether a start tag may hold the word; style sheets are full of it, and asking every element costs more."""
    position = markup.find(word)
    while position >= 0:
        start = max(position - _LONG_TAG, 0)
        if markup.rfind(b"<", start, position) >= markup.rfind(b">", start, position):
            return True
        position = markup.find(word, position + 1)
    return False
