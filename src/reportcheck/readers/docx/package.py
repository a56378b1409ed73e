"""The bytes of a Word document → its parts as parsed XML: what is unpacked is bounded, nothing outside is followed.

The package is that of ECMA-376, part 2. Documents in the strict namespaces are turned into the transitional ones.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from reportcheck.errors import Damaged, Encrypted, LimitExceeded, TooLarge
from reportcheck.values import Limits

MOST_PARTS = 20_000
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, ValueError)
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


class Package:
    """One document's zip file; all parts read from it together unpack to no more than `limits.bytes`."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Damaged for what is no zip file, LimitExceeded for one with absurdly many parts."""
        if data.count(_DIRECTORY_ENTRY) > MOST_PARTS:
            raise LimitExceeded("parts", limit=MOST_PARTS)
        self._limit = self._left = limits.bytes
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._parts = {_part_name(info.filename): info for info in self._archive.infolist()}
        except _BROKEN as error:
            raise Damaged from error

    def main(self) -> str:
        """The name of the part that holds the text."""
        return self.related("", "officeDocument") or "word/document.xml"

    def related(self, part: str, kind: str) -> str | None:
        """The part that a part names as its relation of that kind; where none is named, the one with the usual name."""
        folder, name = posixpath.split(part)
        relations = self.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if relations is None else relations.iter(_RELATION):
            target = relation.get("Target")
            if relation.get("TargetMode") != "External" and target and _ends_with(relation.get("Type"), kind):
                return _part_name(posixpath.normpath(posixpath.join("/", folder, target)))
        usual = posixpath.join(folder, f"{kind}.xml")
        return usual if usual in self._parts else None

    def parse(self, part: str | None) -> etree._Element | None:
        """The root of a part, None where there is no such part; raises Damaged, Encrypted and TooLarge."""
        info = None if part is None else self._parts.get(_part_name(part))
        if info is None:
            return None
        root = _parse(self._unpack(info))
        if isinstance(root.tag, str) and root.tag.encode().startswith(b"{" + _STRICT):
            markup = etree.tostring(root, encoding="utf-8")
            for strict, transitional in _TRANSITIONAL:
                markup = markup.replace(strict, transitional)
            root = _parse(markup)
        return root

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        """What the directory declares is not believed: no more is unpacked than is left of the limit."""
        if info.flag_bits & _ENCRYPTED:
            raise Encrypted
        pieces = []
        try:
            with self._archive.open(info) as stream:
                while piece := stream.read(min(_CHUNK, self._left + 1)):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise TooLarge("unpacked", limit=self._limit)
                    pieces.append(piece)
        except _BROKEN as error:
            raise Damaged from error
        return b"".join(pieces)


def _part_name(name: str) -> str:
    """Names of parts are compared without case; some programs write them with a backslash or from the root."""
    return name.replace("\\", "/").lstrip("/").lower()


def _ends_with(kind: str | None, wanted: str) -> bool:
    return kind is not None and kind.endswith(f"/{wanted}")


def _parse(markup: bytes) -> etree._Element:
    """A document type is forbidden in these packages, and the only way in for entities."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(markup, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged from error
    if root.getroottree().docinfo.doctype:
        raise Damaged
    return root
