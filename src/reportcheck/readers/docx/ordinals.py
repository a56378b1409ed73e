"""A count and the number format of a list level (ECMA-376, part 1, 17.18.59) → the ordinal as Word prints it."""

from __future__ import annotations

import re
from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_IDEOGRAPHS_IN_CIRCLES = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
)
_LARGEST = 32_767
"""Word counts no list further."""


def ordinal(count: int, name: str) -> str:
    """The ordinal without what stands around it; decimal for a format not known here and a count it has no sign for."""
    if name in ("none", "bullet"):
        return ""
    known = _FORMATS.get(name)
    return (known(count) if known and 0 <= count <= _LARGEST else "") or str(count)


def _counting(digits: str, units: str) -> Callable[[int], str]:
    """一百零五: units between the digits, one zero for a gap; where the units are the plain ones, 十 begins as 十."""

    def below_ten_thousand(count: int) -> str:
        text, gap = "", False
        for position, digit in enumerate(f"{count:04}"):
            if digit == "0":
                gap = bool(text)
                continue
            text += digits[0] * gap + digits[int(digit)] + ("", *units)[3 - position]
            gap = False
        return text

    def write(count: int) -> str:
        high, low = divmod(count, 10_000)
        zero = digits[0] if high and 0 < low < 1000 else ""
        text = f"{below_ten_thousand(high)}万{zero}" * bool(high) + below_ten_thousand(low)
        short = units[0] == "十" and text.startswith("一十")
        return text[1:] if short else text or digits[0]

    return write


def _chinese_counting(count: int) -> str:
    """十一, 二十三, but from a hundred on digit by digit."""
    return _chinese_thousand(count) if count < 100 else _by_digit(count)


def _by_digit(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _sign_from(first: str, last: int) -> Callable[[int], str]:
    """The signs that follow each other in Unicode, from one on; "" beyond the last."""
    return lambda count: chr(ord(first) + count - 1) if 1 <= count <= last else ""


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 1 <= count <= len(signs) else ""


def _letter(first: str) -> Callable[[int], str]:
    """a … z, aa, bb …."""
    return lambda count: chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 2600 else ""


def _circled(count: int) -> str:
    if count > 20:
        return chr(0x3251 + count - 21) if count <= 35 else chr(0x32B1 + count - 36) if count <= 50 else ""
    return chr(0x2460 + count - 1) if count else "⓪"


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _english_ordinal(count: int) -> str:
    ending = "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_chinese_thousand = _counting(_DIGITS.replace("〇", "零"), "十百千")
_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese_counting,
    "taiwaneseCounting": _chinese_counting,
    "chineseCountingThousand": _chinese_thousand,
    "taiwaneseCountingThousand": _chinese_thousand,
    "japaneseCounting": lambda count: re.sub("一(?=[百千])|零(?=.)", "", _chinese_thousand(count)),
    "japaneseDigitalTenThousand": _by_digit,
    "ideographDigital": _by_digit,
    "taiwaneseDigital": _by_digit,
    "chineseLegalSimplified": _counting(_LEGAL, "拾佰仟"),
    "ideographLegalTraditional": _counting(_LEGAL_TRADITIONAL, "拾佰仟"),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographEnclosedCircle": _one_of(_IDEOGRAPHS_IN_CIRCLES),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _sign_from("⑴", 20),
    "decimalEnclosedFullstop": _sign_from("⒈", 20),
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalZero": lambda count: f"{count:02}",
    "numberInDash": lambda count: f"- {count} -",
    "ordinal": _english_ordinal,
    "hex": lambda count: f"{count:X}",
    "upperLetter": _letter("A"),
    "lowerLetter": _letter("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
}
