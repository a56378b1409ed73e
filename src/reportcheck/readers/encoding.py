"""Bytes of a page or text → the same content as clean UTF-8 bytes, and how sure that is.

Order: byte order mark; strict UTF-8; the label the page gives itself, where it decodes (gb2312 and gbk read as their
superset gb18030); else of gb18030 and UTF-8 the one with fewer errors.
"""

from __future__ import annotations

import codecs
import re

_LABEL = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9_.:-]+)""", re.I
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz", "big5": "big5hkscs"}
_HEAD = 4096


def to_utf8(data: bytes) -> tuple[bytes, bool]:
    """→ (UTF-8 bytes without mark and without NUL, whether the encoding was guessed against or without a label)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _recode(data[len(mark) :], encoding), False
    if _is_wide(data):
        return _recode(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"), True
    data = data.replace(b"\0", b"") if b"\0" in data else data
    if _decodes(data, "utf-8"):
        return data, False
    for encoding in _labels(data[:_HEAD]):
        if _decodes(data, encoding):
            return _recode(data, encoding), False
    return _recode(data, min(("gb18030", "utf-8"), key=lambda encoding: _count_errors(data, encoding))), True


def _labels(head: bytes) -> list[str]:
    """The encodings the head names, those that exist, in their order."""
    names = [(first or second).decode("ascii").lower() for first, second in _LABEL.findall(head)]
    return [name for name in (_SUPERSETS.get(name, name) for name in names) if _exists(name)]


def _exists(name: str) -> bool:
    try:
        return codecs.lookup(name)._is_text_encoding
    except LookupError:
        return False


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return False
    return True


def _recode(data: bytes, encoding: str) -> bytes:
    return data.decode(encoding, errors="replace").replace("\0", "").encode("utf-8", errors="replace")


def _count_errors(data: bytes, encoding: str) -> int:
    return data.decode(encoding, errors="replace").count("\ufffd")


def _is_wide(data: bytes) -> bool:
    """UTF-16 without a mark: every other byte of the beginning is NUL."""
    head = data[:64]
    return len(head) >= 8 and (not any(head[1::2]) or not any(head[::2]))
