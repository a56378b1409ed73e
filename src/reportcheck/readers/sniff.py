"""Bytes → the media type their content shows; names of files are never asked."""

from __future__ import annotations

import json
import re
import tomllib

from reportcheck.errors import Encrypted, UnsupportedType
from reportcheck.readers.encoding import to_utf8

_HEAD = 16_384
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
_TAG = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|table|div|p|span|br|h[1-6]|title|meta|font|center|a)(?=[\s>/]))", re.I
)
_CODE = re.compile(
    r"^\s*(?:#!|import \w|from \w+ import|def \w+\(|class \w+|#include|function \w*\(|package \w"
    r"|(?:var|const|let) \w+ ?=)",
    re.M,
)
_BAD = re.compile("[\ufffd\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_BROKEN_TEXT = 0.02
_BROKEN_PAGE = 0.2


def sniff(data: bytes) -> str:
    """Raises UnsupportedType for what no reader claims, Encrypted for a document behind a password."""
    known = _known_type(data)
    if known:
        return known
    utf8, _ = to_utf8(data[:_HEAD])
    text = utf8.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if _looks_binary(text):
        raise UnsupportedType("binary")
    if _TAG.search(text[:8192]) and not _is_data(text, data):
        return "text/html"
    if _is_data(text, data) or _CODE.search(text) or not _CHINESE.search(text):
        raise UnsupportedType("data")
    return "text/plain"


def _known_type(data: bytes) -> str | None:
    head = data[:1024].lstrip()
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            if media_type == "application/zip" and b"word/" in data:
                return _DOCX
            if media_type == "application/x-ole-storage" and "EncryptedPackage".encode("utf-16-le") in data:
                raise Encrypted
            return media_type
    return None


def _looks_binary(text: str) -> bool:
    """Too many characters that no text has; a page is forgiven more, it may be read in spite of them."""
    bad = len(_BAD.findall(text))
    allowed = _BROKEN_PAGE if _TAG.search(text) else _BROKEN_TEXT
    return not text or bad > len(text) * allowed


def _is_data(text: str, data: bytes) -> bool:
    """JSON, TOML, XML that is no XHTML, or comma-separated values."""
    if text[:1] in "{[" and _parses(json.loads, data):
        return True
    if text.startswith("<?xml"):
        return not re.search(r"<(?:\w+:)?html[\s>]", text[:4096], re.I)
    if re.match(r"(?:#[^\n]*\n|\s)*(?:\[+[\w.\"-]+\]+|[\w-]+\s*=)", text) and _parses(tomllib.loads, data):
        return True
    return _is_comma_separated(text)


def _parses(parse: object, data: bytes) -> bool:
    try:
        parse(to_utf8(data)[0].decode("utf-8"))  # type: ignore[operator]
    except (ValueError, RecursionError):
        return False
    return True


def _is_comma_separated(text: str) -> bool:
    counts = [line.count(",") for line in text.splitlines()[:20] if line.strip()]
    return len(counts) >= 2 and counts[0] >= 2 and len(set(counts[:-1])) == 1
