"""Printed labels → keys that can be compared: width, spaces, punctuation and item numbers do not count."""

from __future__ import annotations

import itertools
import unicodedata
from functools import lru_cache

from reportcheck.patterns import pattern

LOST_MARKS = "?\ufffd□"
"""What programs write for a 、 that their encoding lacks."""
_NUMERAL = pattern(
    r"(?:第(?P<part>[一二三四五六七八九十]{1,2})部分\s*[、.,:]?)"
    r"|(?P<other>[ivxIVX]{1,4}|[壹贰叁肆伍陆柒捌玖拾])\s*[、.,:]"
    rf"|[(\[]?\s*(?P<chinese>[一二三四五六七八九十]{{1,3}})\s*(?:[)\]]\s*[、.,:]?|[、.,:{LOST_MARKS}]|\s(?=\S))"
    r"|[(\[]?\s*(?P<digits>\d{1,2})\s*(?:[)\]]|[.、,:](?!\d)|(?=[^\W\d](?<![年月日件条])))"
)
_INNER = pattern(r"[(（][一二三四五六七八九十][)）]|(?<!\d)\d{1,2}[.、．](?!\d)")
_NOISE = pattern(r"[\W_]+")
_TAIL = pattern(r"(?:的?(?:工作)?(?:有关)?情况|的?方面|工作)$")


@lru_cache(maxsize=65_536)
def key(label: str) -> str:
    """What two printed forms of one label have in common: no width, white space, punctuation, leading number."""
    text = unicodedata.normalize("NFKC", label).strip()
    rest = text
    # Two levels of numbers may have run together: 三、（一）予以公开.
    for _ in range(2):
        match = _NUMERAL.match(rest)
        rest = rest[match.end() :] if match else rest
    return (_NOISE.sub("", rest) or _NOISE.sub("", text)).lower()


@lru_cache(maxsize=16_384)
def heading_key(label: str) -> str:
    """`key` without the endings offices add or leave out (情况, 方面, 工作, 的)."""
    bare = key(label).replace("的", "")
    return _TAIL.sub("", bare) or bare


@lru_cache(maxsize=16_384)
def numeral(label: str) -> str:
    """The item number a label begins with, as digits or Chinese numerals without brackets; "" if there is none."""
    match = _NUMERAL.match(unicodedata.normalize("NFKC", label).strip())
    return (match["part"] or match["chinese"] or match["digits"] or match["other"] or "") if match else ""


@lru_cache(maxsize=4096)
def inner_labels(label: str) -> tuple[str, ...]:
    """The parts of a label from each further item number on: 不予公开1.属于国家秘密 → 1.属于国家秘密."""
    return tuple(label[match.start() :] for match in _INNER.finditer(label) if match.start())


@lru_cache(maxsize=65_536)
def likeness(one: str, other: str) -> float:
    """How alike two keys are, 0 to 1: the Dice coefficient of their pairs of neighbouring characters."""
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


@lru_cache(maxsize=16_384)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, itertools.pairwise(text)))
