"""Bytes → the media type their content shows; names of files are never asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from reportcheck.errors import Encrypted, UnsupportedType
from reportcheck.patterns import bytes_pattern, pattern
from reportcheck.readers.encoding import to_utf8

_HEAD = 16_384
_NOT_ASCII = bytes(range(128, 256))
_BEGINNING = 8_192
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "application/octet-stream"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOCX_ENTRY = bytes_pattern(rb"PK\x03\x04.{26}word[/\\]document[0-9]*\.xml", re.S)
_CONTENT_TYPES = "[Content_Types].xml"
_ODT = "application/vnd.oasis.opendocument.text"
_ODT_ENTRY = bytes_pattern(rb"PK\x03\x04.{26}mimetype" + re.escape(_ODT.encode()), re.S)
_TAG = pattern(
    r"""<(?:!doctype\s+html|(?:a|article|aside|b|blockquote|body|br|center|dd|div|dl|dt|em|font|footer|form|frameset|h[1-6]|head
    |header|hr|html|i|iframe|img|li|link|main|meta|nav|o:p|ol|p|pre|script|section|span|strong|style|table|tbody|td|th|title|tr
    |u|ul)(?=[\s>/]))""",
    re.I | re.X,
)
_DOCTYPE = "<!doctype html"
"""How most pages begin."""
_FLOW_TAG = pattern(r"<(?:html|body|br|div|p|span|table|td|tr|ul|ol|li)(?=[\s>/])", re.I)
_FIRST_TAG = pattern(r"(?:<!--.*?(?:-->|\Z)|<!doctype[^>]*>|<\?xml[^>]*>|\s+)*+(?P<tag><[^\W\d])", re.I | re.S)
_MARKDOWN = pattern(r"^(?:#{1,6} |\|[ :|-]*-[ :|-]*\|[ \t]*$)", re.M)
_TABLES = pattern(r"<table(?=[\s>]).*?(?:</table>|\Z)", re.I | re.S)
_MARKUP_LINE = pattern(r"(?:\s|</?(?:div|center)(?:\s[^<>]*)?>)*", re.I)
_LEAST_LINES = 2
"""Lines of bare text from which on tables in HTML stand in a text, not bare text in a page."""
_PROLOGUE = pattern(r"<\?xml\b[^>]*>\s*")
_XHTML = pattern(r"<(?:\w+:)?html[\s>]", re.I)
_CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20)])
"""What stands in no text; a tab, a line or page feed and an escape may."""
_CHINESE = pattern(r"[\u4e00-\u9fff]")
_SENTENCE_END = ("。", "；", "！", "？")
_BROKEN_TEXT = 0.02
_BROKEN_PAGE = 0.2


def sniff(data: bytes) -> str:
    """Raises UnsupportedType for what no reader claims, Encrypted for a document behind a password."""
    known = _known_type(data)
    if known:
        return known
    utf8, _ = to_utf8(_head(data))
    text = utf8.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if _looks_binary(text, utf8):
        raise UnsupportedType("binary")
    if _begins_as_page(text):
        return "text/html"
    if _is_data(text, data):
        raise UnsupportedType("data")
    if _is_page(text):
        return "text/html"
    if _is_code(text) or not _CHINESE.search(text):
        raise UnsupportedType("data")
    return "text/plain"


def _head(data: bytes) -> bytes:
    """The beginning, not cut within a character of UTF-8: a character cut in two looks like another encoding."""
    return data if len(data) <= _HEAD else data[:_HEAD].rstrip(_NOT_ASCII)


def _known_type(data: bytes) -> str | None:
    head = data[:1024].lstrip()
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            inner = _INSIDE.get(media_type)
            return inner(data) if inner else media_type
    return "application/pdf" if b"%PDF-" in head else None


def _zip_type(data: bytes) -> str:
    if _ODT_ENTRY.match(data):
        return _ODT
    found = _DOCX_ENTRY.search(data)
    names = _names_and_places(data)
    if found:
        # A Word document may itself lie in a zip file.
        return _DOCX if names is None or found.start() in names.values() else "application/zip"
    return _DOCX if _was_document(data, names) else "application/zip"


def _names_and_places(data: bytes) -> dict[str, int] | None:
    """What a zip file holds and where each begins; None for one that is cut off: it has no list of what it holds."""
    import struct
    import zipfile
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {info.filename: info.header_offset for info in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return None


def _was_document(data: bytes, names: Mapping[str, int] | None) -> bool:
    """Whether a package of office parts was a Word document: its main part is missing, or all behind the cut."""
    if names is None:
        others = any(f"\0\0{folder}".encode() in data for folder in ("xl/", "ppt/", "visio/"))
        return _CONTENT_TYPES.encode() in data[:_BEGINNING] and not others
    return _CONTENT_TYPES in names and any(re.match(r"word[/\\]", name, re.I) for name in names)


def _ole_type(data: bytes) -> str:
    """Raises Encrypted. A spreadsheet may hold a Word document and the reverse: what stands at the root counts."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Encrypted
    from reportcheck.readers.ole import root_names

    word = "WordDocument"
    names = root_names(data)
    is_word = word in names if names is not None else word.encode("utf-16-le") in data
    return "application/msword" if is_word else "application/x-ole-storage"


_INSIDE: dict[str, Callable[[bytes], str]] = {"application/zip": _zip_type, "application/x-ole-storage": _ole_type}
"""Containers → what they contain."""


def _looks_binary(text: str, utf8: bytes) -> bool:
    """Too many characters that no text has; a page is forgiven more, it may be read in spite of them."""
    bad = text.count("\ufffd") + len(utf8) - len(utf8.translate(None, _CONTROLS))
    if bad <= len(text) * _BROKEN_TEXT:
        return not text
    return bad > len(text) * _BROKEN_PAGE or not _TAG.search(text)


def _begins_as_page(text: str) -> bool:
    """Whether the first thing printed is an element of HTML: no data looks like that."""
    if text[: len(_DOCTYPE)].lower() == _DOCTYPE:
        return True
    first = _FIRST_TAG.match(text)
    return first is not None and not text.startswith("<?xml") and _TAG.match(text, first.start("tag")) is not None


def _is_page(text: str) -> bool:
    """Markup from the beginning, or after words that are neither Markdown nor a program which writes pages."""
    if _FIRST_TAG.match(text):
        return True
    tag = _TAG.search(text, 0, _BEGINNING)
    before = text[: tag.start()] if tag else ""
    if _is_text_with_tables(text, before):
        return False
    return tag is not None and not _MARKDOWN.search(before) and not _is_code(before)


def _is_code(text: str) -> bool:
    """Not asked of a page, so not loaded for one."""
    from reportcheck.readers.code import is_code

    return is_code(text)


def _is_text_with_tables(text: str, before: str) -> bool:
    """Bare lines, then tables: no other markup of a page but lines of nothing else around the tables."""
    if sum(1 for line in before.split("\n")[:-1] if line.strip()) < _LEAST_LINES:
        return False
    outside = _TABLES.sub("\n", text)
    written = (line for line in outside.split("\n") if not _MARKUP_LINE.fullmatch(line))
    return outside != text and not any(_FLOW_TAG.search(line) for line in written)


def _is_data(text: str, data: bytes) -> bool:
    """JSON, JSON lines, TOML, XML that is no XHTML, or comma-separated values."""
    if text[:1] in "{[" and _is_json(text, data):
        return True
    if _may_be_toml(text) and _is_toml(data):
        return True
    return _is_xml(text) or _is_comma_separated(text)


def _is_xml(text: str) -> bool:
    """A prologue without `html`, or a first element no page begins with and nothing of a page inside."""
    prologue = _PROLOGUE.match(text)
    if prologue:
        return not _XHTML.search(text[:4096])
    first = _FIRST_TAG.match(text)
    return first is not None and not _TAG.match(text, first.start("tag")) and not _FLOW_TAG.search(text)


def _is_json(text: str, data: bytes) -> bool:
    """One value, or one on each line."""
    import json

    lines = [line for line in text.split("\n")[:3] if line.strip()][:2]
    return _parses(json.loads, data) or (len(lines) == 2 and all(_loads(json.loads, line) for line in lines))


def _may_be_toml(text: str) -> bool:
    """Whether the first line that is no comment is a table's head or a key with its value."""
    first = next((line for line in text.split("\n") if line.strip() and not line.startswith("#")), "")
    return first.startswith("[") or "=" in first


def _is_toml(data: bytes) -> bool:
    import tomllib

    return _parses(tomllib.loads, data)


def _parses(parse: Callable[[str], object], data: bytes) -> bool:
    return _loads(parse, to_utf8(data)[0].decode("utf-8"))


def _loads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_comma_separated(text: str) -> bool:
    """Two rows or more of equally many fields, none of which ends a sentence; the last may be cut."""
    import csv

    try:
        rows = [row for row in csv.reader(text.splitlines(keepends=True)[:40], strict=True) if row]
    except csv.Error:
        return False
    whole = rows[:-1] if len(rows) > 2 else rows
    same = len(whole) > 1 and len({len(row) for row in whole}) == 1 and len(whole[0]) > 1
    return same and not any(row[-1].endswith(_SENTENCE_END) for row in rows)
