"""The published schemas: what we write keeps them even when closed, and a document that breaks them is refused by name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings

import made_values as made
from closed_schemas import OPEN, OUTPUTS, breaches
from made_examples import EXAMPLES, PAGE, REPORT, changed, spots
from reportcheck import codec, contract
from reportcheck.errors import TARGET_ERRORS, UsageError
from reportcheck.forms import editions
from reportcheck.values import Fact, Number


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_we_publish_is_open_for_new_keys(name):
    text = contract.schema_text(name)
    assert not re.search(r'"(additional|unevaluated)Properties": false', text)
    assert OPEN[name].is_valid(EXAMPLES[name] | {"news": 1})


@settings(max_examples=30)
@given(made.reports())
def test_every_report_keeps_its_closed_schema(report):
    assert breaches(codec.report_to_json(report)) == []


@settings(max_examples=30)
@given(made.results)
def test_every_result_keeps_its_closed_schema(result):
    assert breaches(codec.result_to_json(result)) == []


@given(made.failures)
def test_every_failure_keeps_its_closed_schema(failure):
    assert breaches(codec.loads(codec.dumps(codec.failure_to_json(failure)))) == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_example_is_valid_as_it_stands(name):
    contract.validate(EXAMPLES[name])
    assert breaches(EXAMPLES[name]) == []


@pytest.mark.parametrize(("name", "path", "key"), spots(lambda key, _: key not in ("remark", "corner_note")))
def test_without_a_required_key_a_document_is_wrong(name, path, key):
    assert not OPEN[name].is_valid(changed(EXAMPLES[name], path, lambda place: place.pop(key)))


@pytest.mark.parametrize(("name", "path", "key"), spots(lambda key, _: key in ("remark", "corner_note")))
def test_an_optional_key_may_be_left_out(name, path, key):
    assert breaches(changed(EXAMPLES[name], path, lambda place: place.pop(key))) == []


@pytest.mark.parametrize(
    ("name", "path", "key"), spots(lambda key, value: isinstance(value, dict) and key != "arguments")
)
def test_closed_a_document_may_have_no_other_key(name, path, key):
    document = changed(EXAMPLES[name], path, lambda place: place[key].update(news=1))
    assert breaches(document) != []


WORDS = "kind edition publisher_kind media_type id row column reason scope code severity outcome status section slip"


@pytest.mark.parametrize(
    ("name", "path", "key"),
    [
        spot
        for spot in spots(lambda key, value: isinstance(value, str) and key in (*WORDS.split(), "table", "rule"))
        # What stands outside the form is named by its printed label.
        if not ("unplaced" in spot.values[1] and spot.values[2] in ("row", "column"))
    ],
)
def test_a_word_outside_the_contract_is_wrong(name, path, key):
    document = changed(EXAMPLES[name], path, lambda place: place.update({key: "No such word"}))
    assert not OPEN[name].is_valid(document)


@pytest.mark.parametrize(
    ("name", "path", "key", "value"),
    [
        ("report", (), "part", 0),
        ("report", (), "part", "1"),
        ("report", (), "sha256", "0" * 63),
        ("report", (), "published", "2025-1-15"),
        ("report", (), "published", "2025-13-15"),
        ("report", (), "year", "2024"),
        ("report", (), "year", 2024.5),
        ("report", (), "publisher", None),
        ("report", (), "facts", None),
        ("report", ("facts", 0), "value", None),
        ("report", ("facts", 0), "value", "12"),
        ("report", ("facts", 1), "value", 0),
        ("report", ("facts", 0), "kind", "blank"),
        ("report", ("facts", 0), "place", None),
        ("report", ("facts", 0, "place"), "box", [1, 2, 3]),
        ("report", ("facts", 0, "place"), "box", [1, 2, 3, 4, 5]),
        ("report", ("facts", 0, "place"), "page", 0),
        ("report", ("dates", 0, "place"), "column", None),
        ("report", ("sections", 0, "aspects", 0, "place"), "column", 1),
        ("report", ("sections", 0), "aspects", {}),
        ("report", ("quantities", 0), "meaning", "received"),
        ("report", ("quantities", 0), "approximate", None),
        ("result", ("findings", 0), "reason", "blank"),
        ("result", ("findings", 1), "reason", None),
        ("result", ("findings", 0), "key", "0" * 15),
        ("result", ("findings", 0), "arguments", []),
        ("result", ("findings", 0), "expected", "11"),
        ("result", ("repairs", 0), "explains", [1]),
        ("result", ("repairs", 0), "alternatives", -1),
        ("result", ("checks", "applicants-do-not-add-up"), "holds", -1),
        ("result", (), "checks", {"No rule": {"holds": 0, "broken": 0, "undecided": 0, "not_applicable": 0}}),
        ("error", ("error",), "kind", "usage"),
        ("error", (), "error", None),
    ],
)
def test_a_wrong_value_is_wrong(name, path, key, value):
    assert not OPEN[name].is_valid(changed(EXAMPLES[name], path, lambda place: place.update({key: value})))


@pytest.mark.parametrize("form", editions(), ids=lambda form: form.edition)
def test_every_cell_of_every_edition_is_a_cell(form):
    number = Number("1", "number", 1)
    facts = tuple(Fact(table.id, *cell, number, PAGE) for table in form.tables for cell in table.cells)
    assert breaches(codec.report_to_json(REPORT._replace(facts=facts))) == []


@pytest.mark.parametrize(
    "cell",
    [
        ("disclosure", "fee", "issued"),
        ("disclosure", "regulation", "decisions"),
        ("disclosure", "received", "total"),
        ("requests", "received", "upheld"),
        ("requests", "result.refused", "total"),
        ("requests", "received", "organization"),
        ("disputes", "litigation", "total"),
        ("disputes", "reconsideration", "person"),
        ("overview", "received", "total"),
    ],
    ids="/".join,
)
def test_a_cell_no_edition_has_is_wrong(cell):
    address = dict(zip(("table", "row", "column"), cell, strict=True))
    assert not OPEN["report"].is_valid(changed(EXAMPLES["report"], ("facts", 0), lambda place: place.update(address)))
    assert not OPEN["result"].is_valid(
        changed(EXAMPLES["result"], ("findings", 0, "facts", 0), lambda place: place.update(address))
    )


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_document_has_its_keys_in_the_order_of_its_schema(name):
    def compare(document: Any, schema: dict[str, Any]) -> None:
        named = schema.get("properties")
        if isinstance(document, list) and "items" in schema:
            for each in document:
                compare(each, schema["items"])
        elif isinstance(document, dict) and named:
            assert list(document) == [key for key in named if key in document]
            for key, value in document.items():
                compare(value, named[key])

    compare(EXAMPLES[name], contract.load_schema(name))


def test_the_kinds_of_errors_are_those_of_the_exceptions():
    kinds = contract.load_schema("error")["properties"]["error"]["properties"]["kind"]["enum"]
    assert kinds == list(TARGET_ERRORS)


@pytest.mark.parametrize(
    ("document", "path"),
    [
        (changed(EXAMPLES["report"], ("facts", 0), lambda place: place.update(printed=12)), "$.facts[0].printed"),
        (changed(EXAMPLES["report"], ("facts", 1), lambda place: place.update(row="fee")), "$.facts[1].row"),
        (changed(EXAMPLES["report"], (), lambda place: place.pop("notes")), "$"),
        (changed(EXAMPLES["result"], ("report",), lambda place: place.update(year="2024")), "$.report.year"),
        (EXAMPLES["report"] | {"schema": "reportcheck/report/2"}, "$.schema"),
        ({"schema": ["report"]}, "$.schema"),
        ({}, "$.schema"),
        ([EXAMPLES["report"]], "$.schema"),
        (None, "$.schema"),
    ],
)
def test_the_place_of_a_breach_is_named(document, path):
    with pytest.raises(contract.ContractError, match=rf"^{re.escape(path)}: ") as caught:
        contract.validate(document)
    assert caught.value.path == path
    assert caught.value.problem
    assert len(str(caught.value)) < 400


def test_an_unknown_schema_names_the_known_ones():
    with pytest.raises(UsageError) as caught:
        contract.schema_text("../report")
    assert caught.value.detail == "unknown-schema"
    assert caught.value.arguments == {"name": "../report", "known": "config, error, form, report, result"}
