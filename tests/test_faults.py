"""The catalogue of faults: every rule tells of one, every fault is told by its rules, and by no others."""

from __future__ import annotations

import dataclasses
import random

import pytest

from faults import (
    FAULTS,
    PAPERS,
    UNCOVERED,
    Fault,
    base,
    built,
    in_other_words,
    planted,
    printed,
    source,
    told,
    year_before,
)
from generate import replace
from habits import PAGES
from pdf_habits import HABITS as PDF_HABITS
from reportcheck.pipeline import check_source
from reportcheck.rules import RULES
from reportcheck.values import Judgement, Limits

COVERED = {rule for fault in FAULTS for rule in fault.rules}
SEEDED = [fault for fault in FAULTS if built(fault)]


@pytest.mark.parametrize("name", ["department", "government", "older"])
@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_told_without_a_fault(name: str, paper: str) -> None:
    [checked] = check_source(source("a", printed(base(name), paper).encode()), Judgement(), Limits())
    assert checked.result.findings == ()


def test_nothing_is_told_of_two_years_without_a_fault() -> None:
    assert told(Fault("none", "", (), pair=year_before, pair_text=in_other_words)) == ()


def test_every_rule_has_a_fault_or_stands_on_the_list_of_those_without() -> None:
    assert set(RULES) - COVERED == set(UNCOVERED)


def test_names_are_given_once() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert all(fault.rules and not set(fault.rules) & set(fault.beside) for fault in FAULTS)


@pytest.mark.parametrize("fault", SEEDED, ids=lambda fault: fault.name)
def test_a_fault_is_told_by_its_rules_and_by_no_others(fault: Fault) -> None:
    broken = {finding.rule for finding in told(fault) if finding.outcome == "broken"}
    assert broken == {*fault.rules, *fault.beside}


IN_A_COPY = [each for each in SEEDED if "text" not in each.unseen and not each.word and not each.pair]


@pytest.mark.parametrize("fault", IN_A_COPY, ids=lambda fault: fault.name)
def test_in_a_copy_of_the_text_it_is_told_or_undecided_and_nothing_else_is_told(fault: Fault) -> None:
    found = told(fault, "text")
    broken = {finding.rule for finding in found if finding.outcome == "broken"}
    assert broken <= {*fault.rules, *fault.beside}
    assert set(fault.rules) <= {finding.rule for finding in found}


IN_FIGURES = [each for each in IN_A_COPY if not each.words and not each.rewrite]
HABITS = {name: PAGES[name] for name in ("word", "portal", "split_tables")} | {
    f"pdf {name}": PDF_HABITS[name] for name in ("rules_thin", "over_two_pages")
}


@pytest.mark.parametrize("habit", HABITS)
@pytest.mark.parametrize("fault", IN_FIGURES, ids=lambda fault: fault.name)
def test_in_other_habits_it_is_told_as_well(fault: Fault, habit: str) -> None:
    whole = HABITS[habit](planted(fault), random.Random(1))
    data = whole.encode() if isinstance(whole, str) else whole.data
    [checked] = check_source(source("a", data), Judgement(), Limits())
    found = checked.result.findings
    broken = {finding.rule for finding in found if finding.outcome == "broken"}
    assert broken <= {*fault.rules, *fault.beside}
    assert set(fault.rules) <= {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("line", "rule"), [("秘密★1年", "secrecy-mark"), ("现将年度报告呈报你办，请予审核。", "letter-published")]
)
def test_what_stands_before_the_title_is_told(line: str, rule: str) -> None:
    page = printed(base("department"), "page").replace("<h1>", f"<p>{line}</p>\n<h1>")
    for whole in (page, f"{line}\n\n{printed(base('department'), 'text')}"):
        [checked] = check_source(source("a", whole.encode()), Judgement(), Limits())
        assert [(each.rule, each.place is not None) for each in checked.result.findings] == [(rule, True)]


@pytest.mark.parametrize(
    ("publisher", "late"), [("青岚县水务局", True), ("临溪县人民政府", False), ("石桥镇人民政府", False)]
)
def test_a_late_page_is_told_by_the_kind_of_body(publisher: str, late: bool) -> None:
    truth = replace(base("department"), publisher=publisher, published="2025-02-20")
    [checked] = check_source(source("a", printed(truth, "page").encode()), Judgement(), Limits())
    assert [each.rule for each in checked.result.findings] == ["published-late"] * late


@pytest.mark.parametrize(
    "fault",
    [each for each in IN_FIGURES if any("add-up" in rule or "balance" in rule for rule in each.rules)],
    ids=lambda fault: fault.name,
)
def test_in_the_form_before_sums_are_told_as_well(fault: Fault) -> None:
    found = told(dataclasses.replace(fault, base="older"))
    assert {finding.rule for finding in found if finding.outcome == "broken"} == set(fault.rules)
