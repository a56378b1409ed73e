"""Bytes of a page or text → the same content as clean UTF-8 bytes, and how sure that is.

Order: byte order mark; UTF-8, which shows itself even where a byte is broken; the label the page gives itself, where it
decodes (gb2312 and gbk read as their superset gb18030); else the label or gb18030, whichever has fewer errors.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from reportcheck.patterns import bytes_pattern

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_PROLOGUE = bytes_pattern(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9_.:-]+)""", re.I)
_META = bytes_pattern(rb"<!--.*?(?:-->|\Z)|<script.*?(?:</script|\Z)|<meta[\s/]([^>]*)", re.I | re.S)
_CHARSET = bytes_pattern(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_NAMED = bytes_pattern(rb"\b(?:name|property)\s*=", re.I)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_HIGH = bytes_pattern(rb"[\xe0-\xff]")
"""What every Chinese character begins with in UTF-8: without it, two bytes of GB 18030 may pass for another letter."""
_WIDE_SHARE = 20
"""Sixteen-bit text has a zero byte, mostly on the same side, in at least one of so many units: its Latin characters."""
_BROKEN_SHARE = 4
"""UTF-8 with a fault breaks at fewer than one in so many characters; another encoding taken for it, at nearly all."""


def to_utf8(data: bytes) -> tuple[bytes, bool]:
    """→ (UTF-8 bytes without mark and without NUL, whether the encoding was guessed against or without a label)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _recode(data[len(mark) :], encoding), False
    wide = _wide_encoding(data[:_HEAD])
    if wide:
        return _recode(data, wide), True
    data = data.replace(b"\0", b"") if b"\0" in data else data
    valid = _decodes(data, "utf-8")
    if valid and _HIGH.search(data):
        return data, False
    encoding, guessed = _encoding(data, valid_utf8=valid)
    return data if valid and encoding == "utf-8" else _recode(data, encoding), guessed


def _encoding(data: bytes, *, valid_utf8: bool) -> tuple[str, bool]:
    """→ (the encoding of bytes of which UTF-8 is not sure, whether it was guessed)."""
    named = list(_named_encodings(data[:_HEAD]))
    labels = list(filter(_can_be_meant, named))
    if valid_utf8 and set(named) <= {"utf-8"}:
        return "utf-8", False
    if _is_utf8_with_faults(data):
        return "utf-8", "utf-8" not in labels
    for label in labels:
        if _decodes(data, label):
            return label, False
    return min(("gb18030", "utf-8", *labels), key=lambda encoding: _count_errors(data, encoding)), True


def _named_encodings(head: bytes) -> Iterator[str]:
    """The encodings the head names in its prologue and in statements about the page itself, known or not."""
    found = [_PROLOGUE.match(head)]
    found += [_CHARSET.search(meta[1]) for meta in _META.finditer(head) if meta[1] and not _NAMED.search(meta[1])]
    for label in found:
        if label:
            name = label[1].decode("ascii").lower()
            yield _SUPERSETS.get(name, name)


def _can_be_meant(name: str) -> bool:
    """Whether the encoding exists, holds Chinese, and is one in which the label itself could be read."""
    try:
        encoded = "<中".encode(name)
    except (LookupError, ValueError):
        return False
    return encoded.startswith(b"<") and not encoded.isascii()


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


def _is_utf8_with_faults(data: bytes) -> bool:
    long_characters = sum(map("\u0800".__le__, data.decode("utf-8", errors="ignore")))
    return _count_errors(data, "utf-8") * _BROKEN_SHARE < long_characters


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of its Latin characters."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * _WIDE_SHARE < len(head) // 2 or even + odd < 4 or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
