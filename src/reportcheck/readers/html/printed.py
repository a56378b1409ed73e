"""A parsed page → the elements a browser does not print, emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from reportcheck.patterns import pattern
from reportcheck.readers.html.vocabulary import UNPRINTED

if TYPE_CHECKING:
    from bs4.element import Tag

_HIDING_STYLE = pattern(r"(?<![\w-])display\s*:\s*none")
_HIDING_WORDS = (b"display", b"hidden")
_LONG_TAG = 1000


def is_hidden(element: etree._Element | Tag) -> bool:
    """Whether the element is marked as not to be shown."""
    style = element.get("style")
    if style and "display" in (style := str(style).lower()) and _HIDING_STYLE.search(style):
        return True
    return element.get("hidden") is not None


def empty_unprinted(root: etree._Element, markup: bytes) -> set[etree._Element]:
    """Scripts, forms and hidden elements lose their content; they stay where they are, so that paths do not change.

    `markup` is the page in lower case.
    """
    unprinted = set(root.iter(*UNPRINTED))
    if _may_hide(markup):
        unprinted.update(filter(is_hidden, root.iter()))
        # A page hidden as a whole is shown by its script.
        unprinted -= {root, *root.iter("html", "body")}
    for element in unprinted:
        element.clear(keep_tail=True)
    return unprinted


def _may_hide(markup: bytes) -> bool:
    """Whether a start tag may hold the words; style sheets are full of them, and asking every element costs more."""
    return any(_is_in_tag(markup, word) for word in _HIDING_WORDS)


def _is_in_tag(markup: bytes, word: bytes) -> bool:
    position = markup.find(word)
    while position >= 0:
        start = max(position - _LONG_TAG, 0)
        if markup.rfind(b"<", start, position) >= markup.rfind(b">", start, position):
            return True
        position = markup.find(word, position + 1)
    return False
