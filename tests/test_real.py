"""Real published documents, read against truths written down from the page."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportcheck import forms, sources
from reportcheck.batch import check_targets
from reportcheck.errors import NotAnAnnualReport
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Tally

Real = Callable[[str], Path]
Count = Callable[[int, int, str], None]
TRUTH = Path(__file__).parent / "truth"


def check(path: Path) -> Checked:
    (target,) = sources.find([str(path)]).targets
    (checked,) = check_source(sources.read(target, Limits()), Judgement(), Limits())
    return checked


def read_truth(path: Path) -> tuple[dict[str, str], dict[tuple[str, str, str], Decimal | None]]:
    """A truth file of ours → (what the report says of itself, value by cell; None = blank)."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    form = forms.edition(data["edition"])
    facts: dict[tuple[str, str, str], Decimal | None] = {}
    for table in form.tables:
        for row in table.rows:
            if row.id in data.get(table.id, {}):
                figures = data[table.id][row.id].split()
                assert len(figures) == len(row.columns), row.id
                for column, figure in zip(row.columns, figures, strict=True):
                    facts[table.id, row.id, column] = None if figure == "-" else Decimal(figure)
    return data, facts


def compare(checked: Checked, facts: dict[tuple[str, str, str], Decimal | None], count: Count, name: str) -> None:
    read = {(f.table, f.row, f.column): f.number.value for f in checked.report.facts}
    right = sum(1 for cell, value in facts.items() if cell in read and read[cell] == value)
    count(right, len(facts), name)
    assert {cell: read.get(cell, "missing") for cell in facts} == facts
    assert read.keys() == facts.keys()


def test_the_blank_form_is_a_report_without_figures(real: Real, real_facts: Count) -> None:
    name = "blank_form_template.docx"
    checked = check(real(name))
    report, result = checked.report, checked.result
    form = forms.edition("2021")
    facts = {(table.id, *cell): None for table in form.tables for cell in table.cells}
    assert len(facts) == 200
    compare(checked, facts, real_facts, name)
    assert {(fact.number.kind, fact.number.printed) for fact in report.facts} == {("blank", "")}
    assert (report.edition, report.year, report.publisher, report.publisher_kind) == ("2021", None, None, None)
    assert [section.id for section in report.sections] == [section.id for section in form.sections]
    assert [(table.id, table.corner_note) for table in report.tables] == [
        ("disclosure", None),
        ("requests", True),
        ("disputes", None),
    ]
    assert (report.unplaced, report.notes, report.dates) == ((), (), ())
    sums = [finding for finding in result.findings if finding.family == "sums"]
    assert [(f.outcome, f.reason) for f in sums] == [("undecided", "blank")] * 42
    # What stands in the empty form for the text to be written is a placeholder; nothing else is wrong with it.
    errors = {f.rule for f in result.findings if f.severity == "error" and f.outcome == "broken"}
    assert errors == {"placeholder-left"}


def test_suining_2024_text(real: Real, real_facts: Count) -> None:
    name = "suining_anju_ecology_2024.txt"
    checked = check(real(name))
    truth = json.loads(real("suining_anju_ecology_2024.truth.json").read_text(encoding="utf-8"))
    facts = {(f["table"], f["row"], f["column"]): f["value"] for f in truth["facts"]}
    compare(checked, facts, real_facts, name)
    report = checked.report
    assert len(report.facts) == 200
    assert (report.title, report.publisher, report.year) == (truth["title"], truth["publisher"], 2024)
    assert (report.published, report.edition, report.publisher_kind) == ("2025-01-15", "2021", "department")
    assert [section.id for section in report.sections] == [section.id for section in forms.edition("2021").sections]
    assert len(report.sections[0].aspects) == 5
    assert report.sections[-1].text == "本年度未收取任何信息服务费用。"
    assert [f.rule for f in checked.result.findings if f.severity in ("error", "warning")] == []


@pytest.mark.parametrize("year", [2023, 2024])
def test_hongze_district(year: int, real: Real, real_facts: Count) -> None:
    name = f"hongze_district_{year}.pdf"
    checked = check(real(name))
    truth = json.loads(
        real(name.replace(".pdf", ".truth.json")).read_text(encoding="utf-8"),
        parse_float=lambda digits: Decimal(digits),
    )
    facts = {(f["table"], f["row"], f["column"]): f["value"] for f in truth["facts"]}
    compare(checked, facts, real_facts, name)
    report = checked.report
    assert len(report.facts) == 186
    assert (report.title, report.publisher, report.year) == (truth["title"], truth["publisher_as_titled"], year)
    assert [{"id": table.id, "edition": table.edition} for table in report.tables] == truth["tables"]
    assert [section.id for section in report.sections] == [section.id for section in forms.edition("2021").sections]
    assert (len(report.sections[0].aspects), report.unplaced, report.notes) == (5, (), ())
    errors = [(f.rule, f.outcome, f.expected) for f in checked.result.findings if f.severity == "error"]
    sums = "disputes-do-not-add-up"
    assert errors == ([(sums, "broken", 11), (sums, "broken", 5)] if year == 2023 else [])
    (mixed,) = [f for f in checked.result.findings if f.rule == "outdated-form"]
    assert (mixed.severity, mixed.outcome) == ("warning", "broken")


def test_hongze_2023_to_2024(real: Real) -> None:
    """Paired although one title leaves the city out; 5 + 3 - 0 = 8 documents in force, nothing carried over."""
    paths = [str(real(f"hongze_district_{year}.pdf")) for year in (2024, 2023)]
    later, earlier = [outcome.found[0] for outcome in check_targets(sources.find(paths), Judgement(), Limits(), jobs=2)]
    assert {f.number.value for f in later.report.facts if f.row == "carried_in"} == {0}
    assert earlier.result.checks["carry-over-broken"] == Tally(not_applicable=1)
    wanted = {"carry-over-broken": 7, "in-force-flow-broken": 2, "implausible-fee": 1, "figures-reused": 2}
    wanted |= {"text-reused": 1, "section-five-reused": 1}
    assert {rule: later.result.checks[rule] for rule in wanted} == {r: Tally(holds=n) for r, n in wanted.items()}
    (jump,) = [f for f in later.result.findings if f.family == "years"]
    assert (jump.rule, jump.severity, jump.arguments["found"], jump.arguments["last"]) == (
        "sudden-jump",
        "note",
        9487,
        550,
    )
    assert [cell.report and cell.report.origin for cell in jump.facts] == [paths[1], None]


def test_a_budget_is_no_report(real: Real) -> None:
    with pytest.raises(NotAnAnnualReport):
        check(real("not_a_report_budget_2025.pdf"))


def test_shanghai_2019_page(real: Real, real_facts: Count) -> None:
    name = "shanghai_office_2019.html"
    checked = check(real(name))
    said, facts = read_truth(TRUTH / "shanghai_office_2019.toml")
    compare(checked, facts, real_facts, name)
    report = checked.report
    assert {key: getattr(report, key) for key in said if hasattr(report, key)} == {
        key: value for key, value in said.items() if hasattr(report, key)
    }
    (procurement,) = [f for f in report.facts if (f.row, f.column) == ("procurement", "amount")]
    assert (procurement.number.printed, procurement.number.remark) == ("251000元", "元")
    assert [table.edition for table in report.tables] == ["2019"] * 3


def test_shanghai_2019_sums(real: Real) -> None:
    result = check(real("shanghai_office_2019.html")).result
    sums = [finding for finding in result.findings if finding.family == "sums"]
    assert [f.outcome for f in sums] == ["undecided"] * 12
    assert sorted(f.reason or "" for f in sums) == ["blank"] * 11 + ["not-broken-down"]
    (total,) = [f for f in sums if f.rule == "results-do-not-add-up"]
    assert (total.reason, total.found, total.expected) == ("not-broken-down", 805, None)
    assert result.checks["requests-do-not-balance"].holds == 7
    assert result.checks["results-do-not-add-up"].holds == 6
    assert result.checks["applicants-do-not-add-up"].holds == 12
    assert not [f for f in result.findings if f.outcome == "broken" and f.severity == "error"]


TEXTS = {
    "shanghai_office_2025_pdf_text.md": "shanghai_office_2025",
    "suqian_city_2023_column_text.txt": "suqian_city_2023",
    "pingtan_2023_page.txt": "pingtan_2023",
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_can_be_read_of_a_damaged_text_is_right_and_nothing_is_guessed(
    name: str, real: Real, real_facts: Count
) -> None:
    checked = check(real(name))
    _, facts = read_truth(TRUTH / f"{TEXTS[name]}.toml")
    compare(checked, facts, real_facts, name)
    broken = [f for f in checked.result.findings if f.outcome == "broken" and f.severity == "error"]
    assert broken == []
    assert checked.report.unplaced


def test_shanghai_2025_text(real: Real) -> None:
    checked = check(real("shanghai_office_2025_pdf_text.md"))
    report = checked.report
    assert (report.title, report.year) == ("2025年上海市人民政府办公厅政府信息公开工作年度报告", 2025)
    assert (report.publisher, report.publisher_kind) == ("上海市人民政府办公厅", "office")
    (five,) = [f for f in checked.result.findings if f.rule == "missing-section"]
    assert (five.section, five.outcome, five.reason) == ("problems", "undecided", "torn")
    assert {u.row for u in report.unplaced if u.reason == "torn"} == {"regulation", "normative_document"}


def test_pingtan_2023_page(real: Real) -> None:
    checked = check(real("pingtan_2023_page.txt"))
    report = checked.report
    assert (report.publisher, report.publisher_kind, report.published) == ("平潭综合实验区", "zone", "2024-03-08")
    assert [section.id for section in report.sections] == [section.id for section in forms.edition("2021").sections]
    assert {u.reason for u in report.unplaced} == {"glued"}
    assert {f.reason for f in checked.result.findings if f.family == "sums"} == {"glued"}
