"""Text → where it holds what must not be published: identity and card numbers, addresses of applicants, secrecy marks.

The same search serves the rules that say so and the masking of everything that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple

Kind = Literal["identity", "card", "name", "address", "mobile", "mark"]

KEPT = 4
"""Characters at the end of a number that stay readable."""
MASK = "*"

_LONG_NUMBER = r"\d\d\d\d[ -]?\d\d\d\d"
_BIRTHDAY = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = (
    rf"(?<![0-9A-Za-z])(?:[1-9]\d{{5}}[ -]?{_BIRTHDAY}[ -]?\d{{3}}|[1-9]\d{{3}}(?:[ -]\d{{4}}){{3}}[ -]\d)"
    r"[\dXx](?![0-9A-Za-z])"
)
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_WIDE = "[０-９]"
_KEPT_TOGETHER = 4
"""Digits on either side of the end of a line from which on they may be one number."""
_CUT = rf"\d{{{_KEPT_TOGETHER}}}\n(?=\d{{{_KEPT_TOGETHER}}})"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_CARD = r"(?<![0-9A-Za-z])62\d\d(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9A-Za-z])"
_CARD_WORDS = r"卡号|银行卡|借记卡|储蓄卡|信用卡|账号|帐号|开户"
_NEAR = 30
"""Characters before a card number among which the word for it stands."""
_MOBILE = r"(?<![0-9A-Za-z./-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z]|[条件次元份个万人年./])"
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦"
    "付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤康易乔赖庞樊兰殷施洪翟颜倪牛温芦俞章鲁葛毕聂丛焦柳邢路岳齐"
    "梅庄辛祝左涂谷祁耿牟卜詹苗凌费纪靳盛童欧甄曲游阳裴席卫查屈鲍霍翁隋植甘薄司柏宁柯阮桂闵解强柴华冉"
)
_WHERE = r"[^，。；;\n]{4,40}?(?:\d+号|\d+室|\d+组|村|社区)"
_LIVES = (
    r"(?:居住[在于]|(?<![居入常暂安保])住[在于]?)(?![房建院宅户所址民])(?=[^，。；;\n]{0,12}[省市县区州旗镇乡路街巷道])"
)
_BETWEEN = r"[，,、；;。\s（(][^。\n]{0,40}?"
_HOME = r"家庭住址|住址|住所"
_ADDRESSES = (
    pattern(
        rf"申请人(?:姓名)?[:：](?P<name>[^\W\d_]{{2,4}}){_BETWEEN}"
        rf"(?:(?:{_HOME}|通讯地址|通信地址|联系地址|地址)[:：]?|{_LIVES})(?P<address>{_WHERE})"
    ),
    pattern(
        rf"申请人(?:姓名)?(?P<name>[{_SURNAMES}][^\W\d_]{{1,2}}){_BETWEEN}"
        rf"(?:(?:{_HOME})[:：]?|{_LIVES})(?P<address>{_WHERE})"
    ),
)
"""Behind a colon stands a name; without one only what begins as names do, and the address must be a home."""
_MARK = (
    r"(?:绝密|机密|秘密)\s*[★☆]\s*(?:长期|\d{1,3}\s*(?:年|个月))?|(?<![\u4e00-\u9fff])(?:绝密|机密)(?![\u4e00-\u9fff])"
)
_INTERNAL = r"内部(?:资料|文件|材料)"
_WARNED = r"[，,：:（(\s]*(?:请?注意保存|注意保密|不得外传|请勿外传|严禁外传|不得公开|妥善保管|严禁翻印)"
_HEAD = pattern(
    r"\S*(?:局|委|委员会|厅|政府|办|办公室|办事处|镇|乡|街道)(?:文件)?|\S*[〔\[]\d{4}[〕\]]\S*|\S*\d日|[-—\s\d]+"
)
"""A line of the head or the foot of a paper: a body, a title, a number, a date; columns of a site are none of these."""
LONGEST_MARK = 30
"""Characters of the line a mark stands on alone."""


class Span(NamedTuple):
    """Where in the text it stands."""

    kind: Kind
    start: int
    end: int


def find(text: str, *, edge: bool = False) -> list[Span]:
    """All of them, in reading order; `edge`: the text stands before or behind the report."""
    found = [*_numbers(text), *_addresses(text), *_marks(text), *(_bare_marks(text) if edge else ())]
    return sorted(found, key=lambda span: span.start) if found else found


def mask(text: str, *, edge: bool = False) -> str:
    """The text with all but the last characters of the numbers, and names, addresses and marks wholly, hidden."""
    found = find(text, edge=edge)
    characters = list(text) if found else []
    for span in found:
        characters[span.start : span.end] = masked_value(text[span.start : span.end], span.kind)
    return "".join(characters) if found else text


def masked_value(value: str, kind: Kind) -> str:
    """One value hidden."""
    kept = KEPT if kind in ("identity", "card", "mobile") else 0
    return MASK * (len(value) - kept) + value[len(value) - kept :]


def _numbers(text: str) -> Iterator[Span]:
    """Digits of any width; a number the end of a line has cut in two is put together."""
    if not re.search(_LONG_NUMBER, text):
        return
    if re.search(_WIDE, text):
        text = text.translate(_PLAIN)
    yield from _numbers_in(text)
    for cut in re.finditer(_CUT, text):
        start, middle, end = max(0, cut.start() - _NEAR), cut.start() + _KEPT_TOGETHER, cut.start() + _NEAR
        for span in _numbers_in(text[start:middle] + text[middle + 1 : end]):
            if span.start < middle - start < span.end:
                yield Span(span.kind, start + span.start, start + span.end + 1)


def _numbers_in(text: str) -> Iterator[Span]:
    for found in re.finditer(_IDENTITY, text):
        if _is_identity(found[0]):
            yield Span("identity", *found.span())
    for found in re.finditer(_CARD, text):
        if _is_card(found[0]) and re.search(_CARD_WORDS, text[max(0, found.start() - _NEAR) : found.start()]):
            yield Span("card", *found.span())
    for found in re.finditer(_MOBILE, text):
        yield Span("mobile", *found.span())


def _addresses(text: str) -> Iterator[Span]:
    if "申请人" in text and ("住" in text or "址" in text):
        for found in (found for address in _ADDRESSES for found in address.finditer(text)):
            yield Span("name", *found.span("name"))
            yield Span("address", *found.span("address"))


def _marks(text: str) -> Iterator[Span]:
    """A mark stands on a line of its own, or is followed by its star."""
    if any(hint in text for hint in ("★", "☆", "机密", "绝密")):
        for found in re.finditer(_MARK, text):
            if "★" in found[0] or "☆" in found[0] or _line_around(text, found.start()) == found[0].strip():
                yield Span("mark", found.start(), found.start() + len(found[0].rstrip()))
    if "内部" in text:
        for found in re.finditer(_INTERNAL, text):
            line = _line_around(text, found.start())
            if len(line) <= LONGEST_MARK and re.fullmatch(_INTERNAL + _WARNED + r"[！!。）)]?", line):
                yield Span("mark", *found.span())


def _bare_marks(text: str) -> Iterator[Span]:
    """内部资料 alone on the first or last line, the others those of a head or foot: among columns it is one itself.

    A path of columns ends with it and has no date.
    """
    if "内部" not in text:
        return
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    marks = [line for line in lines if re.fullmatch(_INTERNAL, line)]
    placed = bool(lines) and (lines[0] in marks or (lines[-1] in marks and any(line.endswith("日") for line in lines)))
    if placed and all(line in marks or _HEAD.fullmatch(line) for line in lines):
        for found in re.finditer(_INTERNAL, text):
            if _line_around(text, found.start()) == found[0]:
                yield Span("mark", *found.span())


def _line_around(text: str, position: int) -> str:
    end = text.find("\n", position)
    return text[text.rfind("\n", 0, position) + 1 : end if end >= 0 else len(text)].strip()


def _is_identity(printed: str) -> bool:
    """The check digit of GB 11643 (ISO 7064, MOD 11-2)."""
    digits = printed.replace(" ", "").replace("-", "").upper()
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECK[total % 11] == digits[-1] and re.fullmatch(_BIRTHDAY, digits[6:14]) is not None


def _is_card(printed: str) -> bool:
    """The check digit of ISO/IEC 7812 (Luhn)."""
    digits = [int(digit) for digit in reversed(printed) if digit.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return len(digits) in range(16, 20) and (sum(digits[::2]) + sum(doubled)) % 10 == 0
