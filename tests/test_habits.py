"""True reports in the habits of offices: each parses back exactly; injected defects are found and nothing else.

`SOAK=n` in the environment draws n reports a habit, edition and size instead of a few.
"""

from __future__ import annotations

import hashlib
import os
import random

import pytest

import more_habits
from generate import Truth, replace, true_report, with_figure
from habits import PAGES, TEXTS, Habit
from reportcheck import forms
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source

SEEDS = range(int(os.environ.get("SOAK", "2")))
EDITIONS = [form.edition for form in forms.editions()]
READ_AS_PAGES = {**PAGES, **more_habits.PAGES}
HABITS = {**READ_AS_PAGES, **TEXTS, **more_habits.TEXTS}
NUMBERS_ONLY = ("decorated_cells", "hidden_twin")
"""Habits that calculate with the figures and so can print no mark."""
Cell = tuple[str, str, str]


def check(habit: Habit, truth: Truth, seed: int) -> Checked:
    data = habit(truth, random.Random(seed)).encode()
    source = Source("generated", "", data, hashlib.sha256(data).hexdigest())
    (checked,) = check_source(source, Judgement(ignore=("annotated-figure",)), Limits())
    return checked


def figures(checked: Checked) -> dict[Cell, object]:
    return {(fact.table, fact.row, fact.column): fact.number.value for fact in checked.report.facts}


def summed(truth: Truth) -> list[Cell]:
    """Every cell of an identity."""
    return sorted(
        {
            (table.id, name, along) if identity.along == "column" else (table.id, along, name)
            for table in truth.form.tables
            for identity in table.identities
            for along in table.instances(identity)
            for name in (*identity.left, *identity.right)
        }
    )


@pytest.mark.parametrize("largest", [1, 40, 99_999])
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", HABITS)
def test_a_true_report_parses_back_exactly_with_no_false_finding(name: str, edition: str, largest: int) -> None:
    for seed in SEEDS:
        truth = true_report(seed, edition, largest)
        checked = check(HABITS[name], truth, seed)
        report = checked.report
        assert figures(checked) == truth.figures, seed
        assert not report.unplaced, seed
        assert (report.title, report.publisher, report.year) == (truth.title, truth.publisher, truth.year), seed
        assert (report.published, report.edition) == (truth.published, edition), seed
        assert [section.id for section in report.sections] == [section.id for section in truth.form.sections], seed
        assert [finding.rule for finding in checked.result.findings] == [], seed


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", HABITS)
def test_a_changed_summed_cell_yields_a_broken_sum_that_holds_it(name: str, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 100, edition)
        for cell in random.Random(seed).sample(summed(truth), 3):
            changed = with_figure(truth, cell, truth.figures[cell] + 5)
            findings = check(HABITS[name], changed, seed).result.findings
            broken = [finding for finding in findings if finding.outcome == "broken"]
            assert broken, (seed, cell)
            assert all(f.family == "sums" for f in findings), (seed, cell)
            for finding in broken:
                assert cell in {(fact.table, fact.row, fact.column) for fact in finding.facts}, (seed, cell)


def without_section(truth: Truth, id: str) -> Truth:
    """The report without one section, its heading, text and table."""
    left = tuple(section for section in truth.form.sections if section.id != id)
    return replace(truth, form=replace(truth.form, sections=left))


def without_table(truth: Truth, id: str) -> Truth:
    """The report with the heading of a section and no table under it."""
    sections = tuple(replace(s, table=None) if s.table == id else s for s in truth.form.sections)
    return replace(truth, form=replace(truth.form, sections=sections))


def without_row(truth: Truth, table: str, row: str) -> Truth:
    """The report printed without one row of a table."""
    tables = tuple(
        replace(each, rows=tuple(r for r in each.rows if r.id != row)) if each.id == table else each
        for each in truth.form.tables
    )
    return replace(truth, form=replace(truth.form, tables=tables))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", HABITS)
def test_a_removed_section_yields_its_finding_and_no_other_error(name: str, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 200, edition)
        for section in truth.form.sections:
            checked = check(HABITS[name], without_section(truth, section.id), seed)
            grave = [f for f in checked.result.findings if f.severity == "error"]
            assert {f.rule for f in grave} <= {"missing-section"}, (seed, section.id)
            assert [f.section for f in grave] == [section.id], (seed, section.id)
            if checked.report.media_type == "text/html":
                assert [f.outcome for f in grave] == ["broken"], (seed, section.id)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", HABITS)
def test_a_removed_table_yields_its_finding_and_no_other_error(name: str, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 300, edition)
        for table in truth.form.tables:
            checked = check(HABITS[name], without_table(truth, table.id), seed)
            found = [f for f in checked.result.findings if f.severity == "error" and f.family != "sums"]
            assert [(f.rule, f.section) for f in found] == [("missing-table", table.section)], (seed, table.id)
            assert found[0].outcome == ("broken" if checked.report.media_type == "text/html" else "undecided")
            assert not [f for f in checked.result.findings if f.family == "sums" and f.outcome == "broken"], seed


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", HABITS)
def test_a_removed_row_yields_its_finding_and_breaks_no_sum(name: str, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 400, edition)
        candidates = [(table.id, row.id) for table in truth.form.tables for row in table.rows]
        for table, row in random.Random(seed).sample(candidates, 4):
            checked = check(HABITS[name], without_row(truth, table, row), seed)
            rest = {cell: value for cell, value in truth.figures.items() if cell[:2] != (table, row)}
            assert figures(checked) == rest, (seed, row)
            missing = [f for f in checked.result.findings if f.rule == "missing-row"]
            assert [(f.arguments["table"], f.arguments["row"]) for f in missing] == [(table, row)], seed
            page = checked.report.media_type == "text/html"
            assert missing[0].outcome == ("broken" if page else "undecided"), (seed, row)
            assert not [f for f in checked.result.findings if f.family == "sums" and f.outcome == "broken"], seed


@pytest.mark.parametrize("mark", ["\N{REPLACEMENT CHARACTER}", "1 2", "?"])
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", [name for name in READ_AS_PAGES if name not in NUMBERS_ONLY])
def test_an_illegible_cell_yields_nothing_but_undecided(name: str, edition: str, mark: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 500, edition)
        (cell,) = random.Random(seed).sample(summed(truth), 1)
        spoilt = replace(truth, figures={**truth.figures, cell: mark})  # type: ignore[dict-item]
        checked = check(READ_AS_PAGES[name], spoilt, seed)
        assert {f.outcome for f in checked.result.findings} == {"undecided"}, (seed, cell)
        assert figures(checked) == {**truth.figures, cell: None}, (seed, cell)
