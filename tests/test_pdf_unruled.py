"""Tables with upright rules alone: rows come from what stands in the columns, heads from where rules begin."""

from __future__ import annotations

import random

import pytest

from generate import true_report
from made_pdf import Sheet
from pdf_habits_unusual import EVERY_HARD
from pdf_reading import broken, check_printed, figures
from test_readers_pdf import grids

XS = (60, 120, 180, 240, 300)
SHORT = (120, 180, 240)


def framed(labels: list[str], values: list[str], *, low: float = 40) -> Sheet:
    """Four columns in a frame, the inner rules from under a head down; a label above a figure in each."""
    sheet = Sheet().rule(60, 100, 300, 100).rule(60, 180, 300, 180)
    for x in XS:
        sheet.rule(x, 100 + (low if x in SHORT else 0), x, 180)
    sheet.text(160, 118, "行政复议")
    return sheet.row(XS, 155, labels).row(XS, 174, values)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("name", ["rules_upright_only", "rules_upright_only_small"])
def test_a_true_report_with_upright_rules_alone_is_read_whole(name: str, edition: str) -> None:
    for seed in range(2):
        made = EVERY_HARD[name](true_report(seed, edition, 99), random.Random(seed))
        (checked,) = check_printed(made)
        assert figures(checked.report) == made.reports[0].figures
        assert broken(checked) == []


def test_labels_above_figures_are_two_rows_under_their_head() -> None:
    assert grids(framed(["维持", "纠正", "其他", "总计"], ["3", "0", "12", "15"])) == [
        [["行政复议"], ["维持", "纠正", "其他", "总计"], ["3", "0", "12", "15"]]
    ]


def test_a_figure_nobody_can_read_leaves_the_others_their_row() -> None:
    (grid,) = grids(framed(["维持", "纠正", "其他", "总计"], ["3", "?", "12", "15"]))
    assert grid[-1] == ["3", "?", "12", "15"]


@pytest.mark.parametrize(
    ("labels", "values"),
    [
        (["维持", "纠正", "其他", "总计"], ["3件", "0件", "12件", "15件"]),
        (["2021", "2022", "2023", "2024"], ["3", "0", "12", "15"]),
    ],
)
def test_anything_else_in_the_cells_stays_in_one_row(labels: list[str], values: list[str]) -> None:
    (grid,) = grids(framed(labels, values))
    assert len(grid) == 2
