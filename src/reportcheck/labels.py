"""Printed labels → keys that can be compared: width, spaces, punctuation and item numbers do not count."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache

from reportcheck.patterns import not_before, pattern

LOST_MARKS = "?\ufffd□"
"""What programs write for a 、 that their encoding lacks."""
_PART = pattern(r"第([一二三四五六七八九十]{1,2})部分\s*[.,:]?")
_OTHER = pattern(r"([ivxIVX]{1,4}|[壹贰叁肆伍陆柒捌玖拾])\s*[.,:]")
_NUMERAL = pattern(
    r"[(\[]?\s*(?:([一二三四五六七八九十]{1,3})\s*(?:[)\]]\s*[.,:]?|[.,:?]|\s(?=\S))"
    rf"|(\d{{1,2}})\s*(?:[)\]]|[.,:](?!\d)|{not_before('年月日件条')}(?=[^\W\d])))"
)
_OTHERS = frozenset("ivxIVX壹贰叁肆伍陆柒捌玖拾")
_INNER = (pattern(r"[(（][一二三四五六七八九十][)）]", needs="(（"), pattern(r"(?<!\d)\d{1,2}[.．](?!\d)", needs=".．"))
_NOISE = pattern(r"[\W_]+")
_TAIL = pattern(r"(?:的?(?:工作)?(?:有关)?情况|的?方面|工作)$")


@lru_cache(maxsize=65_536)
def key(label: str) -> str:
    """What two printed forms of one label have in common: no width, white space, punctuation, leading number."""
    rest = text = _normal(label)
    # Two levels of numbers may have run together: 三、（一）予以公开.
    for _ in range(2):
        match = _match_number(rest)
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
    match = _match_number(_normal(label))
    return match[match.lastindex or 0] if match else ""


def _normal(label: str) -> str:
    """Marks of one kind are one: all of them are noise behind a number."""
    text = unicodedata.normalize("NFKC", label).strip().replace("、", ",")
    for mark in LOST_MARKS[1:]:
        text = text.replace(mark, LOST_MARKS[0])
    return text


def _match_number(text: str) -> re.Match[str] | None:
    first = text[:1]
    return (_PART if first == "第" else _OTHER if first in _OTHERS else _NUMERAL).match(text)


@lru_cache(maxsize=4096)
def inner_labels(label: str) -> tuple[str, ...]:
    """The parts of a label from each further item number on: 不予公开1.属于国家秘密 → 1.属于国家秘密."""
    text = label.replace("、", ".")
    starts = sorted(match.start() for number in _INNER for match in number.finditer(text))
    return tuple(label[start:] for start in starts if start)


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
