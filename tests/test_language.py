from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck import language
from reportcheck.errors import TARGET_ERRORS, UsageError
from reportcheck.language import (
    aligned,
    choose,
    failure_sentence,
    fill,
    names,
    pad,
    printable,
    sentence,
    texts,
    width,
    wrap,
)
from reportcheck.values import ElementPlace, LinePlace, PagePlace, ParagraphPlace, TablePlace

HOUSE = Path(language.__file__).parent
KINDS = (*TARGET_ERRORS, UsageError.kind)


def raised_errors() -> list[tuple[str, str, frozenset[str]]]:
    """Every (kind, detail, argument names) the house raises by name."""
    classes = {error.__name__: error.kind for error in TARGET_ERRORS.values()} | {"UsageError": "usage"}
    calls = (
        node
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in classes and node.args
    )
    return sorted(
        (classes[call.func.id], call.args[0].value, frozenset(word.arg for word in call.keywords))
        for call in calls
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    )


class TestChoice:
    def test_the_option_wins_then_the_configuration(self):
        assert choose("en", "zh", {"LANG": "zh_CN.UTF-8"}) == "en"
        assert choose(None, "en", {"LANG": "zh_CN.UTF-8"}) == "en"

    @pytest.mark.parametrize(
        ("environment", "chosen"),
        [
            ({}, "zh"),
            ({"LANG": ""}, "zh"),
            ({"LANG": "C"}, "zh"),
            ({"LANG": "C.UTF-8"}, "zh"),
            ({"LANG": "POSIX"}, "zh"),
            ({"LANG": "zh_CN.UTF-8"}, "zh"),
            ({"LANG": "zh-Hant"}, "zh"),
            ({"LANG": "en_US.UTF-8"}, "en"),
            ({"LANG": "de_DE@euro"}, "en"),
            ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "fr_FR"}, "en"),
            ({"LANG": "en_US", "LC_ALL": "C", "LC_MESSAGES": "fr_FR"}, "zh"),
        ],
    )
    def test_else_the_locale_decides(self, environment, chosen):
        assert choose(None, None, environment) == chosen


class TestTexts:
    @pytest.mark.parametrize("key", sorted(texts()))
    def test_both_languages_say_it_with_the_same_arguments(self, key):
        text = texts()[key]
        assert text["zh"]
        assert text["en"]
        assert names(text["zh"]) == names(text["en"])

    @pytest.mark.parametrize("key", sorted(texts()))
    def test_no_text_speaks_of_what_only_programmers_know(self, key):
        assert not re.search(r"traceback|exception|null|None", " ".join(texts()[key].values()))

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_kind_of_error_has_a_general_sentence(self, kind):
        for each in ("zh", "en"):
            assert names(texts()[f"error.{kind}"][each]) == frozenset()

    @pytest.mark.parametrize(("kind", "detail", "arguments"), raised_errors())
    def test_every_error_raised_has_a_sentence_of_its_own_that_can_be_filled(self, kind, detail, arguments):
        assert names(texts()[f"error.{kind}.{detail}"]["zh"]) <= arguments

    def test_a_number_takes_the_noun_that_fits(self):
        assert [fill("{n:report|reports}", "en", {"n": n}) for n in (0, 1, 2)] == ["0 reports", "1 report", "2 reports"]

    @pytest.mark.parametrize(
        ("value", "zh", "en"),
        [
            (1234567, "1234567", "1234567"),
            (Decimal("1E+3"), "1000", "1000"),
            (Decimal("2.50"), "2.5", "2.5"),
            (Decimal("0.00"), "0", "0"),
            (30.0, "30", "30"),
            (("甲", "乙"), "甲、乙", "甲, 乙"),
            (True, "是", "yes"),
            (None, "无", "none"),
            ("{name}", "{name}", "{name}"),
        ],
    )
    def test_arguments_are_shown_as_people_read_them(self, value, zh, en):
        assert (fill("{it}", "zh", {"it": value}), fill("{it}", "en", {"it": value})) == (zh, en)

    def test_an_unknown_key_or_a_missing_argument_is_our_own_mistake(self):
        with pytest.raises(KeyError):
            sentence("no.such", "zh")
        with pytest.raises(KeyError):
            sentence("place.line", "zh")


class TestFailures:
    def test_a_detail_has_its_own_sentence(self):
        told = failure_sentence("refused", "private-address", {"host": "10.0.0.1"}, "en")
        assert told == "10.0.0.1 is a private address and was not fetched; if it must be, use --allow-private."

    def test_without_a_detail_the_facts_are_told(self):
        assert "32" in failure_sentence("too-large", None, {"bytes": 99, "limit": 32}, "zh")

    @pytest.mark.parametrize("arguments", [{}, {"title": ""}, {"other": 1}])
    def test_without_the_facts_the_general_sentence_stands(self, arguments):
        general = texts()["error.not-an-annual-report"]["en"]
        assert failure_sentence("not-an-annual-report", "list", arguments, "en") == general

    def test_an_unknown_kind_is_a_crash(self):
        assert failure_sentence("strange", None, {}, "en") == texts()["error.crashed"]["en"]


class TestPlaces:
    @pytest.mark.parametrize(
        ("place", "zh", "en"),
        [
            (None, "", ""),
            (ElementPlace("/html/body", 12), "第12行", "line 12"),
            (LinePlace(3, 4), "第3行", "line 3"),
            (PagePlace(2, (0.0, 1.0, 2.0, 3.0)), "第2页", "page 2"),
            (ParagraphPlace(7), "第7段", "paragraph 7"),
            (TablePlace(1, 2, 3), "第1个表格第2行第3列", "table 1, row 2, column 3"),
        ],
    )
    def test_a_place_is_told_as_people_look_it_up(self, place, zh, en):
        assert (language.place_words(place, "zh"), language.place_words(place, "en")) == (zh, en)


class TestPrintable:
    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("\x1b[31m红", "\\x1b[31m红"),
            ("a\tb\r\n", "a\\x09b\\x0d\\x0a"),
            ("\x7f\x9b", "\\x7f\\x9b"),
            ("\u202e\u2066\u200f", "\\u202e\\u2066\\u200f"),
            ("\ud800x", "\\ud800x"),
            ("表三“自然人”（七）", "表三“自然人”（七）"),
        ],
    )
    def test_what_a_terminal_would_obey_is_shown(self, text, shown):
        assert printable(text) == shown

    @given(st.text(st.characters()))
    def test_nothing_that_comes_out_is_obeyed(self, text):
        shown = printable(text)
        assert printable(shown) == shown
        assert shown.isprintable() or not re.search("[\x00-\x1f\x7f-\x9f]", shown)


class TestWidth:
    @pytest.mark.parametrize(
        ("text", "columns"), [("", 0), ("abc", 3), ("表三", 4), ("（七）", 6), ("e\u0301", 1), ("\u200b", 0), ("·“", 2)]
    )
    def test_wide_characters_take_two_columns(self, text, columns):
        assert width(text) == columns

    def test_padding_counts_columns(self):
        assert pad("表三", 6) == "表三  "
        assert pad("13", 4, right=True) == "  13"
        assert pad("表三", 2) == "表三"

    def test_rows_are_aligned_by_columns(self):
        assert aligned([["规则", "甲"], ["ab", "乙"]]) == ["规则  甲", "ab    乙"]

    def test_chinese_breaks_anywhere_but_at_a_mark(self):
        assert wrap("相差一件，请更正。", 8) == ["相差一", "件，请更", "正。"]
        assert wrap("甲乙“丙丁”", 6) == ["甲乙", "“丙丁”"]

    def test_words_and_numbers_stay_whole(self):
        assert wrap("one three five", 9) == ["one three", "five"]
        assert wrap("相差12345件", 6) == ["相差", "12345", "件"]
        assert wrap("unbreakable", 4) == ["unbreakable"]

    @given(st.text(st.sampled_from("表三，。“”（） ab1")), st.integers(4, 30))
    def test_no_character_but_spaces_is_lost(self, text, columns):
        assert "".join(wrap(text, columns)).replace(" ", "") == text.replace(" ", "")
