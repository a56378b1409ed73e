"""A page nested too deep for lxml → an lxml tree all the same, read by BeautifulSoup.

Wrappers that add nothing but depth are left out on the way, so that the tree is shallow enough to be walked.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.patterns import pattern
from reportcheck.readers.html.markup import lines_by_tag
from reportcheck.readers.html.printed import is_hidden
from reportcheck.readers.html.vocabulary import BLOCKS, CELLS, LEVELS, PICTURES, RAISED, ROW_GROUPS, UNPRINTED
from reportcheck.values import Limits

if TYPE_CHECKING:
    from bs4.element import Tag

_DEEP = 200
_KEPT = {
    *CELLS,
    *ROW_GROUPS,
    *RAISED,
    *PICTURES,
    *UNPRINTED,
    *LEVELS,
    *"html body head title meta tr br a p li pre".split(),
}
"""What means more than a line of its own, however deep it stands."""
_ATTRIBUTE = pattern(r"[A-Za-z_][A-Za-z0-9_.-]*")
_FORBIDDEN = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse_deep(data: bytes, limits: Limits) -> etree._Element | None:
    """Raises LimitExceeded("nesting") below `limits.nesting`."""
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString, Tag

    soup = BeautifulSoup(data, "lxml", from_encoding="utf-8")
    if soup.html is None:
        return None
    lines = lines_by_tag(data)
    root = etree.Element("html")
    stack = [(soup.html, iter(soup.html.children), root)]
    while stack:
        tag, children, target = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack and target is stack[-1][2]:
                _break_line(target, tag)
        elif isinstance(child, Tag):
            if len(stack) > limits.nesting:
                raise LimitExceeded("nesting", limit=limits.nesting)
            kept = len(stack) <= _DEEP or _means_more(child)
            stack.append((child, iter(child.children), _enter(target, child, lines[child.name], kept=kept)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            _append_text(target, str(child))
    return root


def _means_more(tag: Tag) -> bool:
    return tag.name in _KEPT or is_hidden(tag)


def _enter(target: etree._Element, tag: Tag, lines: deque[int], *, kept: bool) -> etree._Element:
    """Where the content of the tag is to be copied."""
    line = lines.popleft() if lines else 1
    if not kept:
        _break_line(target, tag)
        return target
    element: etree._Element = etree.SubElement(target, re.sub(r"[^A-Za-z0-9]", "", tag.name) or "span")
    for key, value in tag.attrs.items():
        if _ATTRIBUTE.fullmatch(key):
            element.set(key, _FORBIDDEN.sub("", value if isinstance(value, str) else " ".join(value)))
    element.sourceline = line  # type: ignore[misc]
    return element


def _break_line(target: etree._Element, tag: Tag) -> None:
    """What is left of an element with lines of its own."""
    if tag.name in BLOCKS:
        etree.SubElement(target, "br")


def _append_text(target: etree._Element, text: str) -> None:
    text = _FORBIDDEN.sub("", text)
    if len(target):
        last = target[-1]
        last.tail = (last.tail or "") + text
    else:
        target.text = (target.text or "") + text
