"""True reports in the Word habits of offices: each parses back exactly; injected defects are found and nothing else.

`SOAK=n` in the environment draws n reports a habit, edition and size instead of a few.
"""

from __future__ import annotations

import hashlib
import os
import random

import pytest

from generate import Truth, true_report, with_figure
from reportcheck import forms
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source
from test_habits import figures, summed, without_row, without_section
from word_habits import HABITS

SEEDS = range(int(os.environ.get("SOAK", "1")))
EDITIONS = [form.edition for form in forms.editions()]

each_edition = pytest.mark.parametrize("edition", EDITIONS)
each_habit = pytest.mark.parametrize("name", HABITS)


def check(name: str, truth: Truth, seed: int) -> Checked:
    data = HABITS[name](truth, random.Random(f"{name} {seed}"))
    source = Source("generated", "", data, hashlib.sha256(data).hexdigest())
    (checked,) = check_source(source, Judgement(ignore=("draft-traces",)), Limits())
    return checked


NOTES = {"tracked_changes": ["has-revisions"], "comments_and_notes": ["has-comments"]}


@pytest.mark.parametrize("largest", [1, 40, 99_999])
@each_edition
@each_habit
def test_a_true_report_parses_back_exactly_with_no_false_finding(name: str, edition: str, largest: int) -> None:
    for seed in SEEDS:
        truth = true_report(seed, edition, largest)
        checked = check(name, truth, seed)
        report = checked.report
        assert figures(checked) == truth.figures, seed
        assert not report.unplaced, seed
        assert (report.title, report.publisher, report.year) == (truth.title, truth.publisher, truth.year), seed
        assert (report.published, report.edition) == (truth.published, edition), seed
        wanted = [(s.id, f"{s.numeral}、{s.headings[0]}") for s in truth.form.sections]
        assert [(section.id, section.heading) for section in report.sections] == wanted, seed
        assert [finding.message for finding in checked.result.findings] == [], seed
        assert [note.code for note in report.notes] == NOTES.get(name, []), seed


@each_edition
@each_habit
def test_a_changed_summed_cell_yields_a_broken_sum_that_holds_it(name: str, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 100, edition)
        for cell in random.Random(seed).sample(summed(truth), 2):
            findings = check(name, with_figure(truth, cell, truth.figures[cell] + 5), seed).result.findings
            broken = [finding for finding in findings if finding.outcome == "broken"]
            assert broken, (seed, cell)
            assert all(f.family == "sums" for f in findings), (seed, cell)
            for finding in broken:
                assert cell in {(fact.table, fact.row, fact.column) for fact in finding.facts}, (seed, cell)


@each_edition
@each_habit
def test_a_removed_section_yields_its_finding_and_no_other_error(name: str, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 200, edition)
        section = truth.form.sections[(seed + len(name)) % len(truth.form.sections)]
        checked = check(name, without_section(truth, section.id), seed)
        grave = [f for f in checked.result.findings if f.severity == "error"]
        assert [(f.rule, f.section, f.outcome) for f in grave] == [("missing-section", section.id, "broken")], seed


@each_edition
@each_habit
def test_a_removed_row_accuses_no_sum(name: str, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 300, edition)
        row = "result.refused.state_secret"
        left = {cell: value for cell, value in truth.figures.items() if cell[1] != row}
        checked = check(name, without_row(truth, "requests", row), seed)
        assert figures(checked) == left, seed
        assert not [f for f in checked.result.findings if f.outcome == "broken" and f.family == "sums"], seed
