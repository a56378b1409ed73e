"""True reports printed in the habits of offices: each parses back exactly; injected defects are found and nothing else.

Each habit meets both editions and, in turn, the sizes of figures and the defects. `SOAK=n` in the environment draws n
reports of every size and defect a habit.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

import pdf_fonts
from generate import Truth, replace, true_report, with_figure
from pdf_habits import UNREADABLE
from pdf_habits_unusual import EVERY as HABITS
from pdf_habits_unusual import EVERY_HARD as HARD
from pdf_habits_unusual import NOTES, READ_ONCE
from pdf_reading import (
    broken,
    cells_of,
    check_printed,
    figures,
    identity,
    identity_of,
    read_habit,
    running_text,
    running_text_of,
    without_section,
)
from reportcheck import forms
from reportcheck.errors import NeedsOcr
from test_habits import summed

SOAKING = "SOAK" in os.environ
SEEDS = range(int(os.environ.get("SOAK", "1")))
EDITIONS = [form.edition for form in forms.editions()]
SIZES = [1, 40, 99_999]
WITHOUT_RULES = (
    "rules_upright_only",
    "rules_upright_only_small",
    "rules_across_only",
    "no_rules",
    "no_rules_over_two_pages",
    "rules_white_on_grey",
)


def in_turn(names: list[str], choices: list[object]) -> list[tuple[str, str, object]]:
    """Each name with both editions and one choice of a round, or with every choice when soaking."""
    pairs = [(name, edition) for name in names for edition in EDITIONS]
    if SOAKING:
        return [(*pair, choice) for pair in pairs for choice in choices]
    return [(*pair, choices[(number + number // 6) % len(choices)]) for number, pair in enumerate(pairs)]


@pytest.mark.parametrize(("name", "edition", "largest"), in_turn([*HABITS], [*SIZES]))
def test_a_true_report_parses_back_exactly_with_no_false_finding(name: str, edition: str, largest: int) -> None:
    for seed in SEEDS:
        made, read = read_habit(name, edition, largest, seed)
        assert len(read) == len(made.reports), seed
        for checked, truth in zip(read, made.reports, strict=True):
            report = checked.report
            assert figures(report) == truth.figures, seed
            assert not report.unplaced, seed
            assert identity(report) == identity_of(truth), seed
            assert [section.id for section in report.sections] == [section.id for section in truth.form.sections], seed
            assert [finding.rule for finding in checked.result.findings] == [], seed


@pytest.mark.parametrize(
    ("name", "edition", "largest"),
    [each for each in in_turn([*HABITS], [*SIZES]) if each[0] not in NOTES],
)
def test_paragraphs_are_joined_again_and_nothing_else_is_among_them(name: str, edition: str, largest: int) -> None:
    for seed in SEEDS:
        made, read = read_habit(name, edition, largest, seed)
        for checked, truth in zip(read, made.reports, strict=True):
            assert running_text(checked.report) == running_text_of(truth), seed


def changed_cell(name: str, edition: str, seed: int) -> None:
    """A summed cell changed: a broken sum that holds it, and nothing else."""
    truth = true_report(seed + 100, edition)
    (cell,) = random.Random(f"{seed} {name}").sample(summed(truth), 1)
    changed = with_figure(truth, cell, truth.figures[cell] + 5)
    checked, *others = check_printed(HABITS[name](changed, random.Random(seed)))
    assert all(f.family == "sums" for f in checked.result.findings), (seed, cell)
    undecided = {f.reason for f in checked.result.findings if f.outcome == "undecided"}
    assert undecided <= ({"blank", "not-broken-down"} if name == "blanks_for_zeros" else set()), (seed, cell)
    assert broken(checked), (seed, cell)
    assert all(cell in cells_of(finding) for finding in broken(checked)), (seed, cell)
    assert [other.result.findings for other in others] == [()] * len(others)


def removed_section(name: str, edition: str, seed: int) -> None:
    """A section left out: its finding, and no other error."""
    truth = true_report(seed + 200, edition)
    section = random.Random(f"{seed} {name}").choice(truth.form.sections)
    checked, *_ = check_printed(HABITS[name](without_section(truth, section.id), random.Random(seed)))
    grave = [(f.rule, f.section, f.outcome) for f in checked.result.findings if f.severity == "error"]
    assert grave == [("missing-section", section.id, "broken")], (seed, section.id)


def illegible_cell(name: str, edition: str, seed: int) -> None:
    """A summed cell nobody can read: undecided, and every other figure is right."""
    chance = random.Random(f"{seed} {name}")
    truth = true_report(seed + 500, edition)
    (cell,) = chance.sample(summed(truth), 1)
    mark = chance.choice(("1 2", "?", "1?"))
    made = HABITS[name](spoilt(truth, cell, mark), random.Random(seed))
    checked, *_ = check_printed(made)
    assert {f.outcome for f in checked.result.findings} == {"undecided"}, (seed, cell, mark)
    read, wanted = figures(checked.report), {**made.reports[0].figures, cell: None}
    if name in WITHOUT_RULES:
        # Without rules a cell is known by its neighbours: one that cannot be read tears its row.
        wanted = {each: value for each, value in wanted.items() if each[:2] != cell[:2] or each in read}
    assert read == wanted, (seed, cell, mark)


def spoilt(truth: Truth, cell: tuple[str, str, str], mark: str) -> Truth:
    return replace(truth, figures={**truth.figures, cell: mark})  # type: ignore[dict-item]


DEFECTS: list[Callable[[str, str, int], None]] = [changed_cell, removed_section, illegible_cell]


@pytest.mark.parametrize(
    ("name", "edition", "defect"),
    [each for each in in_turn([*HABITS], [*DEFECTS]) if each[0] not in READ_ONCE],
)
def test_a_defect_is_found_and_nothing_else(name: str, edition: str, defect: Callable[[str, str, int], None]) -> None:
    for seed in SEEDS:
        defect(name, edition, seed)


@pytest.mark.parametrize(("name", "edition", "largest"), in_turn([*HARD], [99_999, 40]))
def test_what_is_hard_to_read_is_read_rightly_or_left_undecided(name: str, edition: str, largest: int) -> None:
    for seed in SEEDS:
        truth = true_report(seed + 600, edition, largest)
        try:
            checked, *_ = check_printed(HARD[name](truth, random.Random(seed)))
        except NeedsOcr:
            continue
        read = figures(checked.report)
        assert {cell: value for cell, value in read.items() if value not in (None, truth.figures.get(cell))} == {}, seed
        assert [(finding.rule, finding.message) for finding in broken(checked)] == [], seed


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", UNREADABLE)
def test_a_report_without_readable_text_needs_ocr(name: str, edition: str) -> None:
    with pytest.raises(NeedsOcr) as raised:
        check_printed(UNREADABLE[name](true_report(7, edition), random.Random(7)))
    assert "1" in str(raised.value)


def test_our_font_has_every_character_we_print() -> None:
    for edition in EDITIONS:
        for seed in range(20):
            truth = true_report(seed, edition)
            labels = "".join(
                label.numeral + label.text
                for table in truth.form.tables
                for label in (*(each.label for each in (*table.rows, *table.columns)), *table.groups.values())
            )
            text = labels + truth.title + "".join("".join(lines) for lines in running_text_of(truth).values())
            assert pdf_fonts.has_glyphs(text)
