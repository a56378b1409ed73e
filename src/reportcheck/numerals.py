"""A printed figure → number, blank, dash or illegible, its remark kept; and Chinese numerals → integers.

A figure is read only when there is one way to read it: digits torn apart by white space or by misplaced commas are
illegible, never repaired.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from reportcheck.values import Number

DASHES = frozenset({"/", "\\", "-", "--", "---", "—", "——", "–", "―", "─", "−", "无", "不适用", "n/a", "na", "~"})

LONGEST = 24
"""Characters of the longest number read; more is no count of anything."""

_FIGURE = re.compile(
    r"(?P<sign>[+\-−增减])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_UNIT = re.compile(r"(?:万元|亿元|元|万件|件|条|项|个|宗|份|起|次|人次|人|万)")
_BRACKETED = re.compile(r"[(\[【〔（].*[)\]】〕）]", re.DOTALL)
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile(r"[0-9]{1,15}")
_CHINESE = re.compile(r"[零〇○一二两三四五六七八九十百千万]+")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


@lru_cache(maxsize=4096)
def read_number(printed: str, unit: str = "") -> Number:
    """The content of a cell → `Number`. A remark equal to the column's own `unit` is no remark."""
    if _PLAIN.fullmatch(printed):
        return Number(printed, "number", int(printed))
    text = unicodedata.normalize("NFKC", printed).strip()
    printed = _SPACE.sub(" ", printed).strip()
    if not text:
        return Number("", "blank")
    if text.rstrip("。").lower() in DASHES:
        return Number(printed, "dash")
    return _read_figure(text, printed, unit)


@lru_cache(maxsize=4096)
def is_figure(printed: str) -> bool:
    """Whether the text is a number in digits with at most a unit and a bracketed remark, or a dash: no label."""
    if _PLAIN.fullmatch(printed):
        return True
    kind = read_number(printed).kind
    return kind == "dash" or (kind == "number" and not _CHINESE.fullmatch(printed.strip()))


def read_chinese_numeral(text: str) -> int | None:
    """`二十三` → 23, `二〇二四` → 2024; None for what is no numeral."""
    if not _CHINESE.fullmatch(text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _read_powers(text)


def _read_figure(text: str, printed: str, unit: str) -> Number:
    match = _FIGURE.fullmatch(text)
    if match is None:
        chinese = read_chinese_numeral(text)
        return Number(printed, "illegible") if chinese is None else Number(printed, "number", chinese)
    rest = match["rest"].strip()
    if len(match["digits"]) > LONGEST or (rest and not _is_remark(rest)):
        return Number(printed, "illegible")
    value = _value(match)
    if rest == unit or not rest:
        return Number(printed, "number", value)
    return Number(printed, "number", value, _remark(rest, printed))


def _value(match: re.Match[str]) -> int | Decimal:
    digits = match["digits"].replace(",", "")
    negative = match["sign"] in ("-", "−", "减")
    if match["decimals"] is None or not match["decimals"].strip(".0"):
        return -int(digits) if negative else int(digits)
    value = Decimal(digits + match["decimals"]).normalize()
    return -value if negative else value


def _is_remark(rest: str) -> bool:
    """A unit, a bracketed remark, or a unit followed by one."""
    after = _UNIT.sub("", rest, count=1).strip() if _UNIT.match(rest) else rest
    return not after or _BRACKETED.fullmatch(after) is not None


def _remark(rest: str, printed: str) -> str:
    """The remark as printed where it can be found there, else as normalised."""
    return printed[-len(rest) :] if unicodedata.normalize("NFKC", printed[-len(rest) :]) == rest else rest


def _read_powers(text: str) -> int | None:
    head, separator, tail = text.partition("万")
    if separator:
        high, low = _read_powers(head), _read_powers(tail) if tail else 0
        return None if high is None or low is None else high * 10_000 + low
    total, digit = 0, None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (1 if digit is None else digit) * _POWERS[character]
            digit = None
    return total + (digit or 0) if text else None
