"""DOCX → `Document`: paragraphs, grids and pictures in reading order, as they stand with all revisions accepted.

Read are the text, the lists that number it and the styles. What comments say, notes, headers, footers, macros, the
properties of the file and whatever lies outside of it are not looked at.
"""

from __future__ import annotations

from collections import Counter

from lxml import etree

from reportcheck.errors import Damaged, Empty, NeedsOcr
from reportcheck.readers.docx.numbering import Lists
from reportcheck.readers.docx.package import Package
from reportcheck.readers.docx.styles import Styles
from reportcheck.readers.docx.vocabulary import BODY, W
from reportcheck.readers.docx.walk import Walker
from reportcheck.values import Document, Limits, Note, Picture, Source

_REVISIONS = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))


def read(source: Source, limits: Limits) -> Document:
    """Raises Damaged, Encrypted, TooLarge, LimitExceeded (cells, nesting, parts), Timeout, Empty.

    NeedsOcr where there is nothing but pictures.
    """
    package = Package(source.data, limits)
    main = package.main()
    root = package.parse(main)
    body = None if root is None else root.find(BODY)
    if body is None:
        raise Damaged
    styles = Styles(package.parse(package.related(main, "styles")))
    lists = Lists(package.parse(package.related(main, "numbering")), styles.list_of)
    walker = Walker(styles, lists, limits, fields_close=_fields_close(body))
    blocks = walker.read(body)
    if all(isinstance(block, Picture) for block in blocks):
        raise NeedsOcr if blocks else Empty("embedded" if walker.notes else "document")
    revised = next(body.iter(*_REVISIONS), None) is not None
    notes = [Note("has-revisions", {}, None)] if revised else []
    return Document(
        source.origin, source.sha256, source.media_type, tuple(blocks), (*notes, *walker.traces(), *walker.notes)
    )


def _fields_close(body: etree._Element) -> bool:
    kinds = Counter(each.get(W + "fldCharType") for each in body.iter(W + "fldChar"))
    return kinds["begin"] == kinds["end"]
