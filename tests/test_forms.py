"""The editions of the form: what they hold, what they refuse, and that an empty form reads back as one."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from importlib import resources

import pytest

from reportcheck import forms
from reportcheck.assemble import assemble
from reportcheck.forms import FormError, edition, editions, in_force, load, parse_identity
from reportcheck.forms.blank import blank_form, table_html
from reportcheck.readers.html import read
from reportcheck.values import Limits, Report, Source

NAMES = ("received", "carried_in", "result.granted", "result.refused.other", "handled", "carried_out")
SECTIONS = ["overview", "disclosure", "requests", "disputes", "problems", "other_matters"]
ASPECTS = ["active_disclosure", "on_request", "information_management", "platform", "safeguards"]
COLUMNS = [
    *("person", "organization.business", "organization.research", "organization.public_benefit"),
    *("organization.legal_service", "organization.other", "total"),
]
RESULTS = [
    *("result.granted", "result.partly_granted", "result.refused.state_secret", "result.refused.prohibited_by_law"),
    *("result.refused.security_and_stability", "result.refused.third_party_rights", "result.refused.internal_affairs"),
    *("result.refused.process_information", "result.refused.enforcement_file", "result.refused.administrative_query"),
    *("result.unavailable.not_held", "result.unavailable.needs_creation", "result.unavailable.still_unclear"),
    *("result.declined.petition", "result.declined.repeated", "result.declined.publication"),
    *("result.declined.excessive", "result.declined.reissue"),
]
OTHERS = {
    "2019": ["result.other.all"],
    "2021": ["result.other.not_corrected", "result.other.fee_unpaid", "result.other.miscellaneous"],
}
DISPUTES = ["reconsideration", "litigation.direct", "litigation.after_reconsideration"]
NAMED = pytest.mark.parametrize("name", ["2019", "2021"])


def source_of(name: str) -> str:
    return (resources.files(forms) / f"{name}.toml").read_text(encoding="utf-8")


def parse(page: str) -> list[Report]:
    data = page.encode()
    return assemble(read(Source("form.html", "text/html", data, sha256(data).hexdigest()), Limits()))


def test_both_editions_load_newest_first():
    assert [form.edition for form in editions()] == ["2021", "2019"]
    assert (edition("2021").authority, edition("2019").authority) == (
        "国办公开办函〔2021〕30号",
        "国办公开办函〔2019〕60号",
    )
    with pytest.raises(KeyError):
        edition("2014")


@pytest.mark.parametrize(
    ("year", "name"),
    [(1999, None), (2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2022, "2021"), (2060, "2021")],
)
def test_the_edition_in_force(year, name):
    form = in_force(year)
    assert (form.edition if form else None) == name


@NAMED
def test_an_edition_holds_the_sections_and_rows_of_the_printed_form(name):
    form = edition(name)
    requests = form.table("requests")
    assert [section.id for section in form.sections] == SECTIONS
    assert [aspect.id for aspect in form.aspects] == ASPECTS
    assert [column.id for column in requests.columns] == COLUMNS
    assert [row.id for row in requests.rows] == [
        *("received", "carried_in", *RESULTS, *OTHERS[name], "handled", "carried_out")
    ]
    assert [row.id for row in form.table("disputes").rows] == DISPUTES


@pytest.mark.parametrize(("name", "cells"), [("2021", (10, 25 * 7, 15)), ("2019", (22, 23 * 7, 15))])
def test_the_number_of_cells(name, cells):
    form = edition(name)
    assert tuple(len(form.table(id).cells) for id in ("disclosure", "requests", "disputes")) == cells


@pytest.mark.parametrize(("name", "rows"), [("2021", 25), ("2019", 23)])
def test_the_identities_of_table_three_are_checked_on_every_column_and_row(name, rows):
    table = edition(name).table("requests")
    assert [(each.rule, each.along, len(table.instances(each))) for each in table.identities] == [
        ("requests-do-not-balance", "column", 7),
        ("results-do-not-add-up", "column", 7),
        ("applicants-do-not-add-up", "row", rows),
    ]
    balance, results, applicants = table.identities
    assert (balance.left, balance.right) == (("received", "carried_in"), ("handled", "carried_out"))
    assert (results.left, results.right) == (("handled",), (*RESULTS, *OTHERS[name]))
    assert (applicants.left, applicants.right) == (("total",), tuple(COLUMNS[:-1]))


@NAMED
def test_the_identities_of_table_four_are_three_and_table_two_has_none(name):
    disputes = edition(name).table("disputes")
    assert [disputes.instances(each) for each in disputes.identities] == [tuple(DISPUTES)]
    assert edition(name).table("disclosure").identities == ()


def test_only_fees_and_procurement_have_decimals():
    amounts = {
        (form.edition, table.id, column.id)
        for form in editions()
        for table in form.tables
        for column in table.columns
        if column.kind == "amount"
    }
    assert amounts == {("2021", "disclosure", "amount"), ("2019", "disclosure", "amount")}
    assert edition("2021").table("disclosure").column("amount").unit == "万元"


@NAMED
def test_every_wording_and_english_name_is_there(name):
    form = edition(name)
    labels = [entry.label for table in form.tables for entry in (*table.rows, *table.columns)]
    labels += [label for table in form.tables for label in table.groups.values()]
    assert all(label.text and label.english and all(label.wordings) for label in labels)
    assert all(section.headings and section.english for section in form.sections)


@NAMED
def test_an_unknown_row_column_table_or_section_is_a_key_error(name):
    form = edition(name)
    for missing in (form.section, form.table, form.table("requests").row, form.table("requests").column):
        with pytest.raises(KeyError, match="nowhere"):
            missing("nowhere")


@pytest.mark.parametrize(
    ("holds", "left", "right"),
    [
        (
            "received + carried_in = handled + carried_out",
            ("received", "carried_in"),
            ("handled", "carried_out"),
        ),
        ("handled = result.*", ("handled",), ("result.granted", "result.refused.other")),
        ("  handled=result.refused.*  ", ("handled",), ("result.refused.other",)),
        ("result.* + carried_out = received", ("result.granted", "result.refused.other", "carried_out"), ("received",)),
    ],
)
def test_an_identity_names_rows_or_all_rows_below_one(holds, left, right):
    identity = parse_identity("rule", holds, "column", NAMES)
    assert (identity.left, identity.right) == (left, right)


@pytest.mark.parametrize(
    "holds",
    [
        *(
            "received = handled = carried_out",
            "received + carried_in",
            "",
            "=",
            "received =",
            "= handled",
            "==",
            "received == handled",
        ),
        *(
            "received = handeld",
            "received = result",
            "received = resul.*",
            "received = handled.*",
            "received = *",
            "received = .*",
        ),
        *(
            "received + = handled",
            "received - carried_in = handled",
            "received = 2 * handled",
            "received * 2 = handled",
        ),
        *(
            "received = sum(handled)",
            "received = handled; carried_in",
            "RECEIVED = handled",
            "received, carried_in = handled",
        ),
        *(
            "received = __import__('os')",
            "received = result.*.other",
            "received < handled",
            "received carried_in = handled",
        ),
    ],
)
def test_anything_else_is_refused(holds):
    with pytest.raises(FormError):
        parse_identity("rule", holds, "column", NAMES)


@NAMED
@pytest.mark.parametrize(
    "holds", ["received + carried_in = handled = carried_out", "received + carried_in", "received = gone"]
)
def test_a_form_with_a_wrong_identity_does_not_load(name, holds):
    text = source_of(name).replace("received + carried_in = handled + carried_out", holds)
    assert text != source_of(name)
    with pytest.raises(FormError):
        load(text)


@NAMED
def test_an_identity_along_columns_knows_no_columns_and_along_rows_no_rows(name):
    text = source_of(name)
    for holds, wrong in (
        ("handled = result.*", "total = person"),
        ("total = person + organization.*", "handled = received"),
    ):
        with pytest.raises(FormError):
            load(text.replace(f'"{holds}"', f'"{wrong}"'))


@NAMED
@pytest.mark.parametrize("line", ['edition = "', 'authority = "', "first_year = ", "requires = ", "name = "])
def test_a_form_without_a_required_key_does_not_load(name, line):
    lines = source_of(name).splitlines()
    lines.remove(next(each for each in lines if each.startswith(line)))
    with pytest.raises(KeyError):
        load("\n".join(lines))


@NAMED
def test_an_empty_form_is_blank_facts_of_its_edition(name):
    form = edition(name)
    [report] = parse(blank_form(form))
    assert report.edition == name
    assert [(table.id, table.edition) for table in report.tables] == [(table.id, name) for table in form.tables]
    assert [(fact.table, fact.row, fact.column) for fact in report.facts] == [
        (table.id, *cell) for table in form.tables for cell in table.cells
    ]
    assert Counter((fact.number.printed, fact.number.kind) for fact in report.facts) == {
        ("", "blank"): len(report.facts)
    }
    assert report.unplaced == ()
    assert (report.year, report.publisher, report.publisher_kind) == (None, None, None)


@NAMED
def test_an_empty_form_has_every_heading_and_the_corner_note(name):
    [report] = parse(blank_form(edition(name)))
    assert [section.id for section in report.sections] == SECTIONS
    assert [aspect.id for aspect in report.sections[0].aspects] == ASPECTS
    assert {table.id: table.corner_note for table in report.tables} == {
        "disclosure": None,
        "requests": True,
        "disputes": None,
    }


@NAMED
@pytest.mark.parametrize("id", ["disclosure", "requests", "disputes"])
def test_a_filled_table_gives_every_figure_back_at_its_cell(name, id):
    form = edition(name)
    printed = {cell: str(1000 + index) for index, cell in enumerate(form.table(id).cells)}
    page = blank_form(form).replace(
        table_html(form.table(id)), table_html(form.table(id), lambda _, row, column: printed[row, column])
    )
    [report] = parse(page)
    assert {(f.row, f.column): f.number.printed for f in report.facts if f.table == id} == printed


def test_what_a_form_is_filled_with_is_escaped():
    table = edition("2021").table("disputes")
    assert "<b>" not in table_html(table, lambda *cell: "<b>&")
