"""Running text without white space → the figures in it: number, unit, whether it is approximate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportcheck.numerals import LONGEST, read_chinese_numeral
from reportcheck.patterns import not_before, pattern
from reportcheck.tuples import NamedTuple
from reportcheck.values import Value

CASE_UNITS = frozenset({None, "件", "条", "份", "宗", "起", "项", "次", "个", "例", "笔", "桩", "件次", "部"})
"""Units a case may be counted in."""
MONEY = frozenset({"元", "万元", "亿元"})
PERCENT = frozenset({"%", "％"})

_UNIT = (
    "个百分点|[人件条批户期]次|[万亿]元|[例笔桩%篇家封册张种类台户套字幅块辆轮组支页版]|元(?![旦素])|件(?![套事])"
    f"|条{not_before('例款第')}|份(?!额)|宗(?!旨)|起{not_before('草来至')}|项(?!目标)|次(?![日年])"
    f"|个(?!工作日|月|小时|季度|自然日|百分点|五)|期(?![间限])|场(?!所)|批{not_before('准复示')}|人{not_before('民大均')}"
    f"|名(?![称录])|部{not_before('门委署分')}|处{not_before('理罚置室')}|本(?!机关|局|单位|年)"
)
_NUMBER = "(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}(?![0-9,])|[0-9]+)(?:\\.[0-9]+)?"
_SPOKEN = "零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟余多"
_COUNTED = "件宗起份例万元"
_FIGURE = pattern(
    f"(?P<number>{_NUMBER})(?P<more>[余多])?(?P<scale>[千万](?!元)|亿(?!元))?(?P<many>[余多])?(?P<unit>{_UNIT})?(?P<about>余|以上|左右|以内)?"
    f"|(?P<chinese>[零〇一二两三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]{{1,12}})(?P<some>[余多])?(?P<counted>件(?![套事])|宗(?!旨)|起{not_before('草来至')}|份(?!额)|例|万元|元(?![旦素]))"
    "|(?P<nought>(?<=[为是])零(?=[，,；;、)]|$))"
    f"|百分之(?P<percent>[零一二两三四五六七八九十百]{{1,5}})(?:点(?P<decimals>[零一二三四五六七八九]{{1,4}}))?",
    needs=(*"0123456789", "百分之", "零", *(f"{last}{unit}" for last in _SPOKEN for unit in _COUNTED)),
)
_NO_FIGURE_BEFORE = pattern(r"(?:第|〔|\[|【|电话|邮编|[0-9.\-—~〕/+:A-Za-z]|[0-9] |年[0-9]{1,2}月|每)$")
_NO_NUMERAL_BEFORE = pattern(r"[第每同某逐任哪这那上首前另各数几]$")
_ABOUT_BEFORE = pattern(r"(?:约|近|逾|超过|超|大约|不少于|至少|突破|达到?近)$")
_DATED = pattern(r"(?:年|月|日|时(?!效)|分(?!别)|号|岁|周|天|个月|个工作日|小时|季度|/|-|:[0-9]|[A-Za-z]|〕|\]|】)")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
"""Numerals as they stand on receipts."""
_SCALES = {"千": 1_000, "万": 10_000, "亿": 100_000_000}
_DIGITS = "零一二三四五六七八九"


class Figure(NamedTuple):
    """A number at `start`, its unit up to `end`. `spoken`: it is written in Chinese numerals."""

    start: int
    end: int
    value: Value
    unit: str | None
    approximate: bool
    spoken: bool


def find_figures(text: str, start: int, end: int) -> Iterator[Figure]:
    """Numbers between two offsets that may be counts: no dates, ordinals, document numbers, telephone numbers."""
    for match in _FIGURE.finditer(text, start, end):
        begin = match.start()
        before = text[max(begin - 8, start) : begin]
        if _NO_FIGURE_BEFORE.search(before) or _DATED.match(text, match.end(), end):
            continue
        if match["number"] is not None:
            figure = _written(match, before)
        elif match["nought"]:
            figure = Figure(begin, match.end(), 0, None, False, True)
        elif match["chinese"] is not None:
            if _NO_NUMERAL_BEFORE.search(before):
                continue
            figure = _spoken(match, before)
        else:
            figure = _spoken_percentage(match)
        if figure:
            yield figure


def _written(match: re.Match[str], before: str) -> Figure | None:
    number = match["number"]
    if len(number) > LONGEST:
        return None
    value: int | Decimal = Decimal(number.replace(",", "")) if "." in number else int(number.replace(",", ""))
    if match["scale"]:
        value = value * _SCALES[match["scale"]]
    # 1.23万件 was rounded by whoever wrote it.
    about = match["more"] or match["many"] or match["about"] or match["scale"] or _ABOUT_BEFORE.search(before)
    return Figure(match.start(), match.end(), _plain(value), match["unit"], bool(about), False)


def _spoken(match: re.Match[str], before: str) -> Figure | None:
    value = read_chinese_numeral(match["chinese"].translate(_FORMAL))
    if value is None:
        return None
    about = match["some"] or _ABOUT_BEFORE.search(before)
    return Figure(match.start(), match.end(), value, match["counted"], bool(about), True)


def _spoken_percentage(match: re.Match[str]) -> Figure | None:
    whole = read_chinese_numeral(match["percent"])
    if whole is None:
        return None
    decimals = "".join(str(_DIGITS.index(digit)) for digit in match["decimals"] or "零")
    return Figure(match.start(), match.end(), _plain(Decimal(f"{whole}.{decimals}")), "%", False, False)


def _plain(value: int | Decimal) -> int | Decimal:
    """12.0 万 is 120000: a whole number is an integer, a decimal has no zeros at its end."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else value.normalize()
