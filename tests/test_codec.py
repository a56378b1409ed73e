"""Values survive the way into JSON and back, decimals to the last digit, in the words and the order of the contract."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import made_values as made
from reportcheck import codec
from reportcheck.codec.parts import place_to_json
from reportcheck.values import (
    CellReference,
    DatedPlace,
    ElementPlace,
    Fact,
    Failure,
    Finding,
    LinePlace,
    Number,
    PagePlace,
    ParagraphPlace,
    Report,
    ReportTable,
    TablePlace,
)

PLACE = LinePlace(3, 1)
EMPTY = Report("a.txt", 1, "0" * 64, "text/plain", *(None,) * 6, *((),) * 7)

PLAIN = st.none() | st.booleans() | st.integers() | st.text()


def json_values(leaves: st.SearchStrategy) -> st.SearchStrategy:
    named = st.text().filter("\0".__ne__)
    return st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(named, inner), max_leaves=20)


def with_strangers(data: Any, free: tuple[str, ...] = ("arguments", "checks")) -> Any:
    """The same document with a key nobody knows in every object that has named keys."""
    if isinstance(data, list):
        return [with_strangers(each) for each in data]
    if not isinstance(data, dict):
        return data
    known = {key: value if key in free else with_strangers(value) for key, value in data.items()}
    return {"stranger": [1], **known}


def report_with(**parts: Any) -> Report:
    fields = EMPTY._asdict()
    return Report(**(fields | parts))


@given(made.reports())
def test_a_report_comes_back_as_it_was(report):
    data = codec.report_to_json(report)
    assert codec.report_from_json(data) == report
    assert codec.report_from_json(codec.loads(codec.dumps(data))) == report
    assert codec.report_from_json(with_strangers(data)) == report


@given(made.results)
def test_a_result_comes_back_as_it_was(result):
    data = codec.result_to_json(result)
    assert codec.result_from_json(data) == result
    assert codec.result_from_json(codec.loads(codec.dumps(data))) == result
    assert codec.result_from_json(with_strangers(data)) == result


@given(made.failures)
def test_a_failure_comes_back_as_it_was(failure):
    data = codec.failure_to_json(failure)
    assert codec.failure_from_json(data) == failure
    assert codec.failure_from_json(codec.loads(codec.dumps(data, indent=2))) == failure
    assert codec.failure_from_json(with_strangers(data)) == failure


@settings(max_examples=20)
@given(made.checked)
def test_what_a_worker_sends_comes_back_as_it_was(checked):
    assert codec.checked_from_json(codec.loads(codec.dumps(codec.checked_to_json(checked)))) == checked


@given(json_values(PLAIN | made.decimals), st.sampled_from([None, 2]))
def test_text_gives_the_value_back(value, indent):
    assert codec.loads(codec.dumps(value, indent)) == value


@given(json_values(PLAIN))
def test_without_decimals_the_text_is_what_the_standard_library_writes(value):
    assert codec.dumps(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert codec.dumps(value, 2) == json.dumps(value, ensure_ascii=False, indent=2)


@given(made.reports())
def test_a_line_is_one_line_and_the_same_every_time(report):
    text = codec.dumps(codec.report_to_json(report))
    assert "\n" not in text
    assert "\r" not in text
    assert text == codec.dumps(codec.report_to_json(codec.report_from_json(codec.loads(text))))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("59237.2449", "59237.2449"),
        ("1E+3", "1000"),
        ("1000", "1000"),
        ("2.50", "2.5"),
        ("100.00", "100"),
        ("0.1", "0.1"),
        ("1E-7", "0.0000001"),
        ("-3.20", "-3.2"),
        ("-0.0", "0"),
        ("0E+999999", "0"),
        ("123456789012345678901234567890123456789.123456789", "123456789012345678901234567890123456789.123456789"),
        ("1E+999999", "1E+999999"),
    ],
)
def test_a_decimal_is_written_in_its_shortest_form(value, text):
    assert codec.dumps({"value": Decimal(value)}) == f'{{"value":{text}}}'
    assert codec.dumps([Decimal(value)], indent=2) == f"[\n  {text}\n]"
    assert codec.loads(text) == Decimal(value)


def test_integers_come_back_as_integers_and_other_numbers_as_decimals():
    assert [type(each) for each in codec.loads("[1, 1.0, 1e3]")] == [int, Decimal, Decimal]


@pytest.mark.parametrize(
    "text",
    ['{"\0":"1.5"}', '{"\\u0000":"1.5"}', '{"\0": "1.5"}', '"\0":"1.5"', "{", '\0":', '[{"\0":"1'],
)
def test_text_that_looks_like_a_wrapped_decimal_stays_text(text):
    value = {"before": "{", text: [text, Decimal("1.5"), text, {"in": text}], "after": "\0"}
    assert codec.loads(codec.dumps(value)) == value
    assert codec.loads(codec.dumps(value, indent=2)) == value


def test_a_key_that_is_nul_cannot_break_the_text():
    assert codec.loads(codec.dumps({"\0": '1"],"x":["'})) == {"\0": '1"],"x":["'}


def test_non_ascii_stays_and_surrogates_are_escaped():
    text = codec.dumps({"printed": "规章\ud83d", "\udc00": "😀"})
    assert text == '{"printed":"规章\\ud83d","\\udc00":"😀"}'
    assert codec.loads(text.encode()) == {"printed": "规章\ud83d", "\udc00": "😀"}


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("-Infinity"), Decimal("sNaN")])
@pytest.mark.parametrize("indent", [None, 2])
def test_what_is_no_number_is_not_written(value, indent):
    with pytest.raises(ValueError, match="NaN"):
        codec.dumps([value], indent)


@pytest.mark.parametrize("edge", [float("nan"), float("inf")])
def test_a_box_without_an_edge_is_not_written(edge):
    with pytest.raises(ValueError, match="no number"):
        place_to_json(PagePlace(1, (0.0, 0.0, edge, 1.0)))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_one_line_says_the_same_as_many(value):
    assert codec.loads(codec.dumps(value)) == codec.loads(codec.dumps(value, 1))


def test_what_json_does_not_know_is_not_written():
    with pytest.raises(TypeError, match="set is no JSON value"):
        codec.dumps({"facts": {1}})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[NaN]", "NaN is not JSON"),
        ("[-Infinity]", "-Infinity is not JSON"),
        ('{"a": 1, "b": 2, "b": 3}', "the key 'b' is given twice"),
        ('[{"x": {"a": 1, "a": 1}}]', "the key 'a' is given twice"),
        ("[1.0e99999999999999999999]", "exponent"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5000, "digits"),
        ("[1,]", "Expecting value"),
        ("\ufeff[]", "BOM"),
        ("", "Expecting value"),
        ('"\x00"', "control character"),
        (b"\xff\xff", "decode"),
    ],
)
def test_what_is_not_json_is_refused(text, problem):
    with pytest.raises(ValueError, match=problem):
        codec.loads(text)


@pytest.mark.parametrize(
    ("place", "data"),
    [
        (
            ElementPlace("/html/body/table[2]/tr/td[3]", 41),
            {"path": "/html/body/table[2]/tr/td[3]", "line": 41, "column": None},
        ),
        (LinePlace(7, 2), {"line": 7, "column": 2}),
        (PagePlace(2, (10.0, 20.5, 30.1, 40.0)), {"page": 2, "box": [10, 20.5, 30.1, 40]}),
        (ParagraphPlace(12), {"paragraph": 12}),
        (TablePlace(1, 2, 3), {"table": 1, "row": 2, "column": 3}),
    ],
)
def test_a_place_has_the_keys_of_its_kind(place, data):
    written = codec.report_to_json(report_with(dates=(DatedPlace("2025-01-15", "page", place),)))["dates"][0]["place"]
    assert list(written.items()) == list(data.items())


def test_a_box_is_rounded_to_a_tenth_of_a_point():
    place = PagePlace(1, (10.04, 20.06, -0.01, 99.999))
    data = codec.report_to_json(report_with(dates=(DatedPlace("2025-01-15", "page", place),)))
    assert codec.dumps(data["dates"][0]["place"]) == '{"page":1,"box":[10,20.1,0,100]}'


def test_only_a_remark_may_be_left_out():
    with_remark = Fact("disclosure", "fee", "amount", Number("3（减免）", "number", 3, "减免"), PLACE)
    without = Fact("disclosure", "fee", "amount", Number("", "blank"), PLACE)
    first, second = codec.report_to_json(report_with(facts=(with_remark, without)))["facts"]
    assert list(first) == ["table", "row", "column", "printed", "kind", "value", "remark", "place"]
    assert list(second) == ["table", "row", "column", "printed", "kind", "value", "place"]
    assert second["value"] is None


def test_a_table_without_a_word_on_its_corner_note_is_read():
    data = codec.report_to_json(report_with(tables=(ReportTable("requests", "2021", PLACE, True),)))
    assert list(data["tables"][0]) == ["id", "edition", "place", "corner_note"]
    del data["tables"][0]["corner_note"]
    assert codec.report_from_json(data).tables == (ReportTable("requests", "2021", PLACE),)


def test_a_report_has_its_keys_in_the_order_of_the_contract():
    expected = "schema origin part sha256 media_type edition title publisher publisher_kind year published dates"
    expected += " sections tables facts quantities unplaced notes passages"
    assert list(codec.report_to_json(EMPTY)) == expected.split()


def test_a_finding_has_its_keys_in_the_order_of_the_contract():
    cell = CellReference("requests", "received", "total")
    finding = Finding("r", "f", "error", "broken", None, "live", "m", {}, None, (cell,), 1, 2, None, "0" * 16)
    result = codec.result_from_json(
        {
            "schema": "reportcheck/result/1",
            "report": dict.fromkeys(
                ["origin", "part", "sha256", "edition", "title", "publisher", "publisher_kind", "year", "published"]
            ),
            "findings": [],
            "repairs": [],
            "checks": {},
        }
    )
    data = codec.result_to_json(type(result)(result.report, (finding,), (), {}))
    expected = "rule family severity outcome reason status message arguments section facts expected found place key"
    assert list(data["findings"][0]) == expected.split()
    assert list(data["findings"][0]["facts"][0]) == ["table", "row", "column", "report"]


def test_a_failure_is_written_as_the_contract_says():
    failure = Failure(
        "报告.pdf", "too-large", "文件过大", {"bytes": 33_000_000, "seconds": Decimal("0.5"), "of": ("a",)}
    )
    assert codec.dumps(codec.failure_to_json(failure)) == (
        '{"schema":"reportcheck/error/1","origin":"报告.pdf","error":{"kind":"too-large","message":"文件过大",'
        '"arguments":{"bytes":33000000,"seconds":0.5,"of":["a"]}}}'
    )


@pytest.mark.parametrize(
    "read", [codec.report_from_json, codec.result_from_json, codec.failure_from_json], ids=lambda read: read.__name__
)
def test_another_schema_is_refused(read):
    with pytest.raises(ValueError, match="reportcheck/report/2"):
        read({"schema": "reportcheck/report/2"})
