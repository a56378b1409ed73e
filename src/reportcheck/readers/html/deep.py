"""A page nested too deep for lxml → an lxml tree all the same, read by BeautifulSoup.

Wrappers that add nothing but depth are left out on the way, so that the tree is shallow enough to be walked.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from lxml import etree

from reportcheck.errors import LimitExceeded
from reportcheck.values import Limits

if TYPE_CHECKING:
    from bs4.element import Tag

_DEEP = 200
_KEPT = frozenset(
    """html body head table tbody thead tfoot tr td th caption script style br img a p li h1 h2 h3 h4 h5 h6 title
    meta""".split()
)
_ATTRIBUTE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_START_TAG = re.compile(rb"<([A-Za-z][A-Za-z0-9]*)|\n")


def parse_deep(data: bytes, limits: Limits) -> etree._Element | None:
    """Raises LimitExceeded("nesting") below `limits.nesting`."""
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PreformattedString, Tag

    soup = BeautifulSoup(data, "lxml", from_encoding="utf-8")
    if soup.html is None:
        return None
    lines = _lines_by_tag(data)
    root = etree.Element("html")
    stack = [(iter(soup.html.children), root)]
    while stack:
        children, target = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif isinstance(child, Tag):
            if len(stack) > limits.nesting:
                raise LimitExceeded("nesting", limit=limits.nesting)
            if len(stack) <= _DEEP or child.name in _KEPT:
                inner = _append(target, child, lines)
            else:
                inner = target
                if child.name == "div":
                    etree.SubElement(target, "br")
            stack.append((iter(child.children), inner))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            _append_text(target, str(child))
    return root


def _append(target: etree._Element, tag: Tag, lines: dict[str, deque[int]]) -> etree._Element:
    name = str(tag.name)
    element: etree._Element = etree.SubElement(target, re.sub(r"[^A-Za-z0-9]", "", name) or "span")
    for key, value in tag.attrs.items():
        if _ATTRIBUTE.fullmatch(key):
            element.set(key, _FORBIDDEN.sub("", value if isinstance(value, str) else " ".join(value)))
    known = lines.get(name)
    element.sourceline = known.popleft() if known else 1  # type: ignore[misc]
    return element


def _append_text(target: etree._Element, text: str) -> None:
    text = _FORBIDDEN.sub("", text)
    if len(target):
        last = target[-1]
        last.tail = (last.tail or "") + text
    else:
        target.text = (target.text or "") + text


def _lines_by_tag(data: bytes) -> dict[str, deque[int]]:
    """Where each start tag stands, by tag, in order: BeautifulSoup over lxml keeps no lines."""
    lines: dict[str, deque[int]] = defaultdict(deque)
    line = 1
    for match in _START_TAG.finditer(data):
        if match[1] is None:
            line += 1
        else:
            lines[match[1].decode("ascii").lower()].append(line)
    return lines
