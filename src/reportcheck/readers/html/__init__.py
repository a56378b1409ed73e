"""HTML → `Document`: paragraphs, grids and pictures in reading order, each with its path and line.

lxml reads the page; where it reports that it cut a page nested too deep, BeautifulSoup reads it again.
"""

from __future__ import annotations

import re

from lxml import etree

from reportcheck.errors import Damaged, Empty
from reportcheck.readers.encoding import to_utf8
from reportcheck.readers.html.walk import walk
from reportcheck.values import Document, ElementPlace, Limits, Meta, Note, Source

MEDIA_TYPE = "text/html"

_START = re.compile(rb"<(?:html|body)\b", re.I)
_END = re.compile(rb"</(?:html|body)\b", re.I)
_TABLE_START = re.compile(rb"<table\b", re.I)
_TABLE_END = re.compile(rb"</table\b", re.I)
_OPEN_TAIL = re.compile(rb"<[A-Za-z!/][^<>]{0,2000}\Z")


def read(source: Source, limits: Limits) -> Document:
    """Raises Empty, Damaged (a page cut off in the middle) and LimitExceeded (cells, nesting)."""
    data, guessed = to_utf8(source.data)
    notes = [Note("encoding-guessed", {}, None)] if guessed else []
    if _is_cut_page(data):
        notes.append(Note("text-lost", {"cause": "page-not-closed"}, None))
    root, cut = _parse(data)
    if cut:
        from reportcheck.readers.html.deep import parse_deep

        root = parse_deep(data, limits)
        notes.append(Note("second-parser", {"parser": "beautifulsoup4"}, None))
    if root is None:
        raise Empty("markup")
    blocks = tuple(walk(root, limits))
    return Document(source.origin, source.sha256, MEDIA_TYPE, blocks, tuple(notes), _metadata(root))


def _parse(data: bytes) -> tuple[etree._Element | None, bool]:
    """→ (root, whether the parser gave up before the end)."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _is_cut_page(data: bytes) -> bool:
    """Whether the page opens a body and never closes it; Damaged where it ends inside a tag or a table besides."""
    if _OPEN_TAIL.search(data[-4096:]):
        raise Damaged("truncated", bytes=len(data))
    if _END.search(data) or not _START.search(data):
        return False
    if len(_TABLE_START.findall(data)) > len(_TABLE_END.findall(data)):
        raise Damaged("truncated", bytes=len(data))
    return True


def _metadata(root: etree._Element) -> tuple[Meta, ...]:
    """`<title>` and the named `<meta>` statements."""
    found: list[Meta] = []
    for element in root.iter("title", "meta"):
        name = element.get("name") or element.get("property") or ("title" if element.tag == "title" else "")
        content = element.get("content") or (element.text if element.tag == "title" else "") or ""
        if name and content.strip():
            path = element.getroottree().getpath(element)
            found.append(Meta(name, " ".join(content.split()), ElementPlace(path, element.sourceline or 1)))
    return tuple(found)
