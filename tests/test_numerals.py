"""Printed figures: what has one reading is read exactly, what has two is illegible, no text makes the reader fall."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck.forms import editions
from reportcheck.numerals import LONGEST, is_figure, read_chinese_numeral, read_number
from reportcheck.values import Number

SPACES = [" ", "\u00a0", "\u3000", "\n", "\t", "\u2003", "\r\n  "]
UNITS = ["件", "条", "项", "个", "元", "万元", "人次", "次", "宗", "份", "亿元"]
REMARKS = ["（其中修订16件）", "(含废止2件)", "（详见附件）", "[注1]", "【新】", "〔2023〕"]
WIDE = str.maketrans("0123456789,.-+", "０１２３４５６７８９，．－＋")
DASHES = ["/", "-", "—", "无", "不适用", "N/A", "n/a", "——", "–", "－", "／", "Ｎ／Ａ", "−", "--", "无。"]

counts = st.integers(0, 10**12)
decimals = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=4)
around = st.lists(st.sampled_from(SPACES), max_size=2).map("".join)


def with_commas(digits: str) -> str:
    return f"{int(digits):,}"


@st.composite
def printings(draw: st.DrawFn) -> tuple[str, int | Decimal, str, str]:
    """(as printed, value, unit printed, remark printed): one of the accepted ways to print a figure."""
    value: int | Decimal = draw(counts | decimals)
    whole, _, part = f"{value:f}".partition(".")
    text = draw(st.sampled_from([str, with_commas]))(whole)
    if part:
        text += "." + part
    elif draw(st.booleans()):
        text += "." + "0" * draw(st.integers(1, 3))
    sign = draw(st.sampled_from(["", "", "", "+", "增", "-", "−", "减"]))
    unit = draw(st.sampled_from(["", "", *UNITS]))
    remark = draw(st.sampled_from(["", "", *REMARKS]))
    text = draw(st.sampled_from([str, lambda plain: plain.translate(WIDE)]))(sign + text)
    between = draw(around) if unit or remark else ""
    printed = draw(around) + text + between + unit + remark + draw(around)
    return printed, -value if sign in ("-", "−", "减") else value, unit, remark


@given(printings())
def test_a_figure_printed_in_any_accepted_way_reads_back_exactly(printing):
    printed, value, _, _ = printing
    number = read_number(printed)
    assert (number.kind, number.value) == ("number", value)
    assert isinstance(number.value, int) == (value == int(value))


@given(printings(), st.sampled_from(["", *UNITS]))
def test_the_remark_is_what_stands_beside_the_number_without_the_unit_of_the_column(printing, own):
    printed, value, unit, remark = printing
    number = read_number(printed, own)
    assert number.value == value
    if remark:
        assert number.remark is not None
        assert number.remark.endswith(remark)
    else:
        assert number.remark == (None if unit in ("", own) else unit)


@given(printings())
def test_printed_is_kept_with_single_spaces_and_without_ends(printing):
    printed, *_ = printing
    assert read_number(printed).printed == " ".join(printed.split())


@pytest.mark.parametrize("gap", [" ", "  ", "\u00a0", "\u3000\u3000"])
def test_a_remark_is_kept_as_printed_with_single_spaces(gap):
    assert read_number(f"22件{gap}（其中修订16件）").remark == "件 （其中修订16件）"


@pytest.mark.parametrize(
    ("printed", "unit", "value", "remark"),
    [
        ("22（其中修订16件）", "件", 22, "（其中修订16件）"),
        ("251000元", "", 251000, "元"),
        ("251000元", "元", 251000, None),
        ("3.5万元", "万元", Decimal("3.5"), None),
        ("35000元", "万元", 35000, "元"),
        ("12 件", "件", 12, None),
        ("12 件", "项", 12, "件"),
        ("+0", "项", 0, None),
        ("增2", "项", 2, None),
        ("减3", "项", -3, None),
        ("1,303", "件", 1303, None),
        ("１１，３９８，８８９", "件", 11398889, None),
        ("316441.00", "万元", 316441, None),
        ("7730.28", "万元", Decimal("7730.28"), None),
        ("007", "件", 7, None),
    ],
)
def test_a_unit_other_than_the_columns_is_a_remark_and_never_multiplied(printed, unit, value, remark):
    assert read_number(printed, unit) == Number(printed, "number", value, remark)


@given(st.integers(10, 10**9), st.data())
def test_digits_torn_by_white_space_are_illegible(value, data):
    digits = str(value)
    cut = data.draw(st.integers(1, len(digits) - 1))
    printed = digits[:cut] + data.draw(st.sampled_from(SPACES)) + digits[cut:]
    assert read_number(printed) == Number(" ".join(printed.split()), "illegible")


@given(st.lists(st.text("0123456789", min_size=1, max_size=5), min_size=2, max_size=4), st.sampled_from(",，"))
def test_misplaced_commas_are_illegible(groups, comma):
    rightly = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    number = read_number(comma.join(groups))
    assert number.kind == "illegible" if not rightly else number.value in (int("".join(groups)), None)


OTHER = st.characters(exclude_categories=["N", "C"], exclude_characters=",.，．")


@given(st.integers(0, 9999), st.text(OTHER, min_size=1, max_size=6), st.integers(0, 9999))
def test_two_figures_in_one_cell_never_become_one(first, between, second):
    number = read_number(f"{first}{between}{second}")
    assert number.kind == "illegible"
    assert number.value is None


@given(st.text(OTHER.filter(lambda c: c not in "增减+-−－＋﹢﹣" and not c.isspace()), min_size=1, max_size=4), counts)
def test_words_before_a_figure_make_it_illegible(before, value):
    assert read_number(f"{before}{value}").kind == "illegible"


@pytest.mark.parametrize(
    "printed",
    [
        *("共5件", "约5", "第5", "近50件", "其中5", "≥5", "¥5", "No.5", "5以上", "5余件", "十5", "5十"),
        *("5%", "1e5", "0x10", "1_000", "5.", ".5", "1..5", "1.2.3", "5/6", "5:6", "5-6", "5～6", "--5", "+-5"),
        *("12㎡", "5万件次", "5千", "(5", "5)", "5（其中", "申请数量21710000218", "１　２", "1½", "l2", "O", "？"),
    ],
)
def test_what_is_no_plain_figure_is_illegible(printed):
    assert read_number(printed, "件") == Number(printed.replace("\u3000", " "), "illegible")


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("12①", "a footnote mark is no digit"),
        ("12²", "a raised figure is no digit"),
        ("12¹", "a raised figure is no digit"),
        ("12❶", "a footnote mark is no digit"),
        ("12（其中修订3件）5（其中修订2件）", "two figures, each with its remark"),
        ("12(3)4[5]", "two figures, each with its remark"),
        ("0,123", "a comma after a leading zero separates no thousands"),
        ("二三十", "twenty or thirty"),
        ("三百二", "three hundred and two or three hundred and twenty"),
        ("一万二", "ten thousand and two or twelve thousand"),
        ("十十", "no numeral"),
        ("百千", "no numeral"),
        ("一十百", "no numeral"),
    ],
)
def test_what_can_be_read_in_two_ways_is_illegible(printed, why):
    assert read_number(printed, "件") == Number(printed, "illegible"), why


@pytest.mark.parametrize(
    "printed",
    ["0.1234567890123456789012345678901", "123456789012345678901234.123456789", "-1234567890123456789.0123456789"],
)
def test_a_long_decimal_is_exact_or_illegible_but_not_rounded(printed):
    assert read_number(printed).value in (Decimal(printed), None)


def test_a_number_longer_than_any_count_is_illegible():
    assert read_number("9" * LONGEST).value == int("9" * LONGEST)
    assert read_number("9" * (LONGEST + 1)).kind == "illegible"


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("\u3000", "\n"), ("\u00a0 ", "")])
def test_dashes_say_that_nothing_was_to_be_counted(dash, before, after):
    assert read_number(before + dash + after) == Number(dash, "dash")


@given(around)
def test_nothing_but_white_space_is_blank(printed):
    assert read_number(printed) == Number("", "blank")


@given(st.text() | st.text("0123456789,.+-−增减（）()件万元零〇一二两三十百千 \n\u3000。"))
def test_no_text_makes_the_reader_fall(text):
    number = read_number(text, "件")
    assert (number.value is None) == (number.kind != "number")
    assert number.printed == " ".join(text.split()) or number.kind == "blank"
    assert isinstance(is_figure(text), bool)


@pytest.mark.parametrize("character", [*"一〇十百千万9,.（件", "一万", "万一", "，", "９"])
def test_no_length_makes_the_reader_fall(character):
    number = read_number(character * 6000)
    assert (number.kind, number.value) == ("illegible", None)
    assert read_chinese_numeral(character * 6000) is None


def chinese(number: int) -> str:
    """The number in the usual words: one 零 for any run of empty places between others."""
    if number >= 10_000:
        low = number % 10_000
        return chinese(number // 10_000) + "万" + (("零" if low < 1000 else "") + chinese(low) if low else "")
    words = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += "零一二三四五六七八九"[digit] + name
        elif words and not words.endswith("零") and number % power:
            words += "零"
    return words or "零"


def test_chinese_numerals_read_back_up_to_ninety_nine_thousand():
    assert [chinese(number) for number in (0, 10, 105, 1010, 20304, 90000, 10010)] == [
        *("零", "一十", "一百零五", "一千零一十", "二万零三百零四", "九万", "一万零一十")
    ]
    wrong = [number for number in range(100_000) if read_chinese_numeral(chinese(number)) != number]
    assert wrong == []


def test_ten_to_nineteen_are_mostly_written_without_their_one():
    words = [chinese(number).removeprefix("一") for number in range(10, 20)]
    assert [read_chinese_numeral(word) for word in words] == list(range(10, 20))


@given(st.integers(10, 9999), st.sampled_from("〇零○"))
def test_numerals_are_also_written_digit_by_digit(number, zero):
    written = "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(number))
    assert read_chinese_numeral(written) == number
    assert read_number(written).value == number


@pytest.mark.parametrize("text", ["", "件", "一件", "1", "第一", "万", "甲", " 一", "一 二"])
def test_other_words_are_no_numeral(text):
    assert read_chinese_numeral(text) is None


LABELS = sorted(
    {
        wording
        for form in editions()
        for table in form.tables
        for entry in (*table.rows, *table.columns)
        for wording in entry.label.wordings
    }
    | {label.text for form in editions() for table in form.tables for label in table.groups.values()}
    | {row.block for form in editions() for table in form.tables for row in table.rows if row.block}
)


@pytest.mark.parametrize("label", LABELS)
def test_no_label_of_a_form_is_taken_for_a_figure(label):
    assert not is_figure(label)


@given(printings())
def test_every_accepted_figure_is_a_figure(printing):
    assert is_figure(printing[0])


@pytest.mark.parametrize(
    ("printed", "figure"),
    [
        ("一", False),
        ("二十三", False),
        ("", False),
        (" ", False),
        ("无", True),
        ("/", True),
        ("1 2", False),
        ("0", True),
    ],
)
def test_item_numbers_and_blanks_are_no_figures(printed, figure):
    assert is_figure(printed) is figure
