"""A table element without tables inside → rows of slots: cells, not rows, are what is walked.

A `td` straight in the table, or in a `div` in a row, is still a cell (measured: pages that lose rows otherwise).
"""

from __future__ import annotations

from lxml import etree

from reportcheck.grid import Slot
from reportcheck.readers.html.paths import Paths
from reportcheck.values import ElementPlace

_SEPARATING = frozenset({"br", "p", "div", "li", "tr", "td"})
_CONTAINERS = frozenset({"table", "tbody", "thead", "tfoot"})


def table_to_rows(table: etree._Element, paths: Paths) -> list[list[Slot]]:
    """Rows as printed, empty ones included (row spans count them); spans as claimed, 1 where nonsense."""
    rows: list[list[Slot]] = []
    loose_parent: etree._Element | None = None
    for element in table.iterdescendants("tr", "td", "th"):
        if element.tag == "tr":
            rows.append([])
            loose_parent = None
            continue
        parent = element.getparent()
        if parent is not None and parent.tag in _CONTAINERS and parent is not loose_parent:
            rows.append([])
            loose_parent = parent
        if not rows:
            rows.append([])
        rows[-1].append(_slot(element, paths))
    return rows


def cell_text(element: etree._Element) -> str:
    """The visible text of a cell, runs of white space one space; numbers on lines of their own stay apart."""
    if not len(element):
        text = element.text or ""
    else:
        text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
        broken = _holds_digit(text) and sum(1 for _ in element.iter("br", "p", "div", "li")) > 1
        if broken or next(element.iter("script", "style"), None) is not None:
            text = _separated_text(element)
    return " ".join(text.split())


def _slot(element: etree._Element, paths: Paths) -> Slot:
    place = ElementPlace(paths.of(element), element.sourceline or 1)
    if not element.attrib:
        return Slot(cell_text(element), place)
    return Slot(cell_text(element), place, _span(element.get("rowspan")), _span(element.get("colspan")))


def _span(value: str | None) -> int:
    if value is None:
        return 1
    digits = value.strip()[:12]
    return int(digits) or 1 if digits.isascii() and digits.isdigit() else 1


def _holds_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _separated_text(element: etree._Element) -> str:
    """The text with a space wherever a line or paragraph begins."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in _SEPARATING and node is not element:
            parts.append(" ")
        if event == "start" and node.tag not in ("script", "style"):
            parts.append(node.text or "")
        elif event == "end" and node is not element:
            parts.append(node.tail or "")
    return "".join(parts)
