"""A printed figure → number, blank, dash or illegible, its remark kept; and Chinese numerals → integers.

A figure is read only when there is one way to read it: digits torn apart by white space or by misplaced commas, raised
digits and numerals not written as they are spoken are illegible, never repaired.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from reportcheck.patterns import pattern
from reportcheck.values import Number

DASHES = frozenset({"/", "\\", "-", "--", "---", "—", "——", "–", "―", "─", "−", "无", "不适用", "n/a", "na", "~"})

LONGEST = 24
"""Characters of the longest number read, point and commas among them; more is no count of anything."""

_FIGURE = pattern(
    r"(?P<sign>[+\-−增减])?"
    r"(?P<digits>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?P<decimals>\.[0-9]+)?"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_UNITS = ("万元", "亿元", "元", "万件", "件", "条", "项", "个", "宗", "份", "起", "次", "人次", "人", "万")
"""What may stand behind a figure; of two that begin alike the longer first."""
_OPEN, _CLOSE = r"(\[【〔（", r")\]】〕）"
_INSIDE = rf"[^{_OPEN}{_CLOSE}]"
_BRACKETED = pattern(
    rf"(?:[{_OPEN}]{_INSIDE}*+(?:[{_OPEN}]{_INSIDE}*+[{_CLOSE}]{_INSIDE}*+)*+[{_CLOSE}]\s*+)++", needs="([【〔（"
)
_PLAIN = pattern(r"[0-9]{1,15}")
_CHINESE = frozenset("零〇○一二两三四五六七八九十百千万")
_SPELLING = str.maketrans("〇○两", "零零二")
_DIGITS = "零一二三四五六七八九"
_DIGIT = "[一二三四五六七八九]"
_BELOW_TEN_THOUSAND = pattern(
    rf"(?:({_DIGIT})千(?=$|零|{_DIGIT}百))?(?:({_DIGIT})百(?=$|零|{_DIGIT}?十))?(?:零(?=.))?(?:({_DIGIT}?)十)?({_DIGIT})?"
)


@lru_cache(maxsize=4096)
def read_number(printed: str, unit: str = "") -> Number:
    """The content of a cell → `Number`. A remark equal to the column's own `unit` is no remark."""
    if _PLAIN.fullmatch(printed):
        return Number(printed, "number", int(printed))
    printed = " ".join(printed.split())
    text = " ".join(_plain(printed).split())
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
    return kind == "dash" or (kind == "number" and not _is_chinese(printed.strip()))


def read_chinese_numeral(text: str) -> int | None:
    """`二十三` → 23, `二〇二四` → 2024; None for what is no numeral, or one that could mean two numbers (`三百二`)."""
    if len(text) > LONGEST or not _is_chinese(text):
        return None
    text = text.translate(_SPELLING)
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS.index(character)) for character in text))
    return _read_spoken(text)


def _is_chinese(text: str) -> bool:
    """Whether it consists of Chinese numerals."""
    return text != "" and _CHINESE.issuperset(text)


def _plain(printed: str) -> str:
    """Full-width and other compatible characters in their plain form; raised and circled digits stay what they are.

    Marks that take no room (zero-width spaces, byte order marks) are nothing.
    """
    return printed if printed.isascii() else "".join(map(_plain_character, printed))


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category == "No" else unicodedata.normalize("NFKC", character)


def _read_figure(text: str, printed: str, unit: str) -> Number:
    match = _FIGURE.fullmatch(text)
    if match is None:
        chinese = read_chinese_numeral(text)
        return Number(printed, "illegible") if chinese is None else Number(printed, "number", chinese)
    rest = match["rest"].strip()
    too_long = len(match["digits"]) + len(match["decimals"] or "") > LONGEST
    if too_long or (rest and not _is_remark(rest)):
        return Number(printed, "illegible")
    value = _value(match)
    if rest == unit or not rest:
        return Number(printed, "number", value)
    return Number(printed, "number", value, _remark(rest, printed))


def _value(match: re.Match[str]) -> int | Decimal:
    digits = match["digits"].replace(",", "")
    sign = "-" if match["sign"] in ("-", "−", "减") else ""
    decimals = (match["decimals"] or "").rstrip(".0")
    return Decimal(sign + digits + decimals) if decimals else int(sign + digits)


def _is_remark(rest: str) -> bool:
    """A unit, a bracketed remark, or a unit followed by one."""
    unit = next((unit for unit in _UNITS if rest.startswith(unit)), "")
    after = rest.removeprefix(unit).strip()
    return not after or _BRACKETED.fullmatch(after) is not None


def _remark(rest: str, printed: str) -> str:
    """The end of what is printed, as long as the remark."""
    length = 0
    for start in range(len(printed) - 1, -1, -1):
        length += len(_plain(printed[start]))
        if length >= len(rest):
            return printed[start:]
    return rest


def _read_spoken(text: str) -> int | None:
    """With 十, 百, 千, 万: places left out between others are named by one 零, and what follows must need it."""
    head, separator, tail = text.rpartition("万")
    low = _read_below_ten_thousand(tail.removeprefix("零"))
    if not separator:
        return None if tail.startswith("零") else low
    high = _read_below_ten_thousand(head)
    needs_zero = tail != "" and low is not None and low < 1000
    if not high or head.startswith("零") or low is None or needs_zero != tail.startswith("零"):
        return None
    return high * 10_000 + low


def _read_below_ten_thousand(text: str) -> int | None:
    match = _BELOW_TEN_THOUSAND.fullmatch(text)
    if match is None:
        return None
    value = 0
    for place in match.groups():
        value = value * 10 + (0 if place is None else _DIGITS.index(place or "一"))
    return value
