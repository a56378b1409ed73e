"""HTML → `Document`: paragraphs, grids and pictures in reading order, each with its path and line.

lxml reads the page; where it reports that it cut a page nested too deep, BeautifulSoup reads it again.
"""

from __future__ import annotations

from lxml import etree

from reportcheck.errors import Empty
from reportcheck.readers.encoding import to_utf8
from reportcheck.readers.html.frames import FRAME, frame_addresses, put_in_frames
from reportcheck.readers.html.markup import is_cut, with_omitted_tags
from reportcheck.readers.html.printed import empty_unprinted
from reportcheck.readers.html.tables import TableReader, may_raise
from reportcheck.readers.html.walk import Walker
from reportcheck.values import Block, Document, ElementPlace, Limits, Meta, Note, Source

MEDIA_TYPE = "text/html"


def read(source: Source, limits: Limits) -> Document:
    """Raises Empty, Damaged (a page cut off in the middle) and LimitExceeded (cells, nesting)."""
    data, guessed = to_utf8(source.data)
    notes = [Note("encoding-guessed", {}, None)] if guessed else []
    if is_cut(data):
        notes.append(Note("text-lost", {"cause": "page-not-closed"}, None))
    blocks, metadata, deep = _read_markup(data, limits, mend=True)
    if deep:
        notes.append(Note("second-parser", {"parser": "beautifulsoup4"}, None))
    return Document(source.origin, source.sha256, MEDIA_TYPE, tuple(blocks), tuple(notes), metadata)


def _read_markup(data: bytes, limits: Limits, *, mend: bool) -> tuple[list[Block], tuple[Meta, ...], bool]:
    """→ (blocks, what the page says of itself, whether it took the second parser).

    `mend`: where tags of a table were omitted, the page is read again with them.
    """
    root, deep = _parse(data)
    if deep:
        from reportcheck.readers.html.deep import parse_deep

        root = parse_deep(data, limits)
    if root is None:
        raise Empty("markup")
    put_in_frames(root, lambda inner: _parse(inner)[0])
    metadata = _metadata(root)
    markup = data.lower()
    unprinted = empty_unprinted(root, markup)
    reader = TableReader(unprinted, limits, styled=may_raise(markup))
    walker = Walker(unprinted, reader, limits)
    walker.walk(root)
    if mend and reader.loose and (mended := with_omitted_tags(data)) != data:
        return _read_markup(mended, limits, mend=False)
    return walker.blocks, metadata, deep


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


def _metadata(root: etree._Element) -> tuple[Meta, ...]:
    """`<title>`, the named `<meta>` statements, and the addresses of frames."""
    found: list[Meta] = []
    for element in root.iter("title", "meta"):
        name = element.get("name") or element.get("property") or ("title" if element.tag == "title" else "")
        content = element.get("content") or (element.text if element.tag == "title" else "") or ""
        if name and content.strip():
            path = element.getroottree().getpath(element)
            found.append(Meta(name, " ".join(content.split()), ElementPlace(path, element.sourceline or 1)))
    tree = root.getroottree()
    found += [Meta(FRAME, to, ElementPlace(tree.getpath(e), e.sourceline or 1)) for e, to in frame_addresses(root)]
    return tuple(found)
