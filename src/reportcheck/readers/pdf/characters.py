"""A character as the file maps it → what is to be read: radical forms folded, marks of no width gone."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

UNKNOWN = "\ufffd"
"""Stands for a glyph that is printed and cannot be read: a figure that holds one is illegible, never shortened."""

_HYPHENS = "\x02\ufffe"
"""What PDFium makes of a hyphen at the end of a line."""
_RADICALS = dict(
    zip(
        "⺀⺁⺂⺃⺅⺆⺇⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "冫厂乛乛亻冂几刂卜㔾小小兀尣尢尣巳幺彑忄心扌攵旡日月歹母民氵水灬爫爫丬牛犭王疋目示礻竹糸纟罓罒罓网罒羊羊羊耂肀聿肉臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀龟",
        strict=True,
    )
)
"""CJK Radicals Supplement → the ideograph of the same shape; NFKC leaves that block alone."""


@lru_cache(maxsize=8192)
def fold(character: str) -> str:
    """What is to be read: "" for marks of no width, `UNKNOWN` for a glyph of which the file does not say what it is."""
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return character
    if character in _RADICALS:
        return _RADICALS[character]
    if character in _HYPHENS:
        return "-"
    category = unicodedata.category(character)
    if category in ("Cc", "Cs", "Cn", "Co"):
        return UNKNOWN
    if category == "Cf":
        return ""
    if 0x2F00 <= code < 0x2FE0 or 0xF900 <= code < 0xFB07 or 0x2F800 <= code < 0x2FA20:
        return unicodedata.normalize("NFKC", character)
    return character


@lru_cache(maxsize=8192)
def is_wide(text: str) -> bool:
    """Whether it is written without spaces: ideographs and the marks that go with them, but no digit of any width."""
    return unicodedata.east_asian_width(text[0]) in ("W", "F") and not text[0].isdigit()
