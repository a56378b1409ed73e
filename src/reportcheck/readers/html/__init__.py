"""HTML → `Document`: paragraphs, grids and pictures in reading order, each with its path and line.

lxml reads the page; where it reports that it cut a page nested too deep, BeautifulSoup reads it again.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from reportcheck.errors import Empty
from reportcheck.readers.encoding import to_utf8
from reportcheck.readers.html.frames import ADDRESSES, FRAME, frame_addresses, put_in_frames
from reportcheck.readers.html.markup import is_cut, with_omitted_tags
from reportcheck.readers.html.paths import place
from reportcheck.readers.html.printed import empty_unprinted
from reportcheck.readers.html.tables import TableReader
from reportcheck.readers.html.vocabulary import UNPRINTED
from reportcheck.readers.html.walk import Walker
from reportcheck.values import Document, Limits, Meta, Note, Source

MEDIA_TYPE = "text/html"
_STATEMENTS = frozenset(["title", "meta"])
_APART = _STATEMENTS | UNPRINTED | ADDRESSES.keys()
"""What a page holds beside its text: one walk through the tree finds all of it."""


def read(source: Source, limits: Limits) -> Document:
    """Raises Empty, Damaged (a page cut off in the middle) and LimitExceeded (cells, nesting)."""
    data, guessed = to_utf8(source.data)
    notes = [Note("encoding-guessed", {}, None)] if guessed else []
    if is_cut(data):
        notes.append(Note("text-lost", {"cause": "page-not-closed"}, None))
    walked, metadata, deep = _read_markup(data, limits, mend=True)
    if deep:
        notes.append(Note("second-parser", {"parser": "beautifulsoup4"}, None))
    blocks = tuple(walked.blocks)
    return Document(source.origin, source.sha256, MEDIA_TYPE, blocks, tuple(notes), metadata, walked.links)


def _read_markup(data: bytes, limits: Limits, *, mend: bool) -> tuple[Walker, tuple[Meta, ...], bool]:
    """→ (the walk with its blocks, what the page says of itself, whether it took the second parser).

    `mend`: where tags of a table were omitted, the page is read again with them.
    """
    root, deep = _parse(data)
    if deep:
        from reportcheck.readers.html.deep import parse_deep

        root = parse_deep(data, limits)
    if root is None:
        raise Empty("markup")
    apart = list(root.iter(*_APART))
    if put_in_frames(root, apart, lambda inner: _parse(inner)[0]):
        apart = list(root.iter(*_APART))
    metadata = _metadata(root, apart)
    unprinted = empty_unprinted(root, apart, data.lower())
    reader = TableReader(unprinted, limits)
    walker = Walker(unprinted, reader, limits)
    walker.walk(root)
    if mend and reader.loose and (mended := with_omitted_tags(data)) != data:
        return _read_markup(mended, limits, mend=False)
    return walker, metadata, deep


def _parse(data: bytes) -> tuple[etree._Element | None, bool]:
    """→ (root, whether the parser gave up before the end)."""
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _metadata(root: etree._Element, apart: Sequence[etree._Element]) -> tuple[Meta, ...]:
    """`<title>`, the named `<meta>` statements, and the addresses of frames, among the elements apart from the text."""
    tree = root.getroottree()
    found: list[Meta] = []
    for element in apart:
        if element.tag not in _STATEMENTS:
            continue
        name = element.get("name") or element.get("property") or ("title" if element.tag == "title" else "")
        content = element.get("content") or (element.text if element.tag == "title" else "") or ""
        if name and content.strip():
            found.append(Meta(name, " ".join(content.split()), place(tree.getpath(element), element)))
    found += [Meta(FRAME, to, place(tree.getpath(element), element)) for element, to in frame_addresses(apart)]
    return tuple(found)
