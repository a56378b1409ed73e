"""A layout met before is recognised, and recognising it changes nothing."""

from __future__ import annotations

import random

import pytest

from generate import Truth, replace, true_report
from habits import PAGES, TEXTS
from reportcheck.assemble import assemble, fitting
from reportcheck.readers import read
from reportcheck.values import Limits, Report, Source

HABITS = {**PAGES, **TEXTS}
NAMES = sorted(HABITS)


def parsed(habit: str, truth: Truth, seed: int) -> list[Report]:
    data = HABITS[habit](truth, random.Random(seed)).encode()
    return assemble(read(Source("page", "", data, "0" * 64), Limits()))


@pytest.fixture(autouse=True)
def _forgetful() -> None:
    fitting.forget()


@pytest.mark.parametrize("habit", NAMES)
def test_a_report_reads_the_same_after_others_of_its_layout(habit: str) -> None:
    truth = true_report(31, "2021", 9_999)
    alone = parsed(habit, truth, 5)
    fitting.forget()
    for seed, edition in ((32, "2021"), (33, "2019"), (34, "2021")):
        parsed(habit, replace(true_report(seed, edition), publisher=truth.publisher), 5)
    assert parsed(habit, truth, 5) == alone


def test_figures_do_not_make_another_layout_but_words_and_blanks_do() -> None:
    page = next(iter(PAGES))
    truth = replace(true_report(31, "2021"), year=2024)
    parsed(page, truth, 5)
    known = len(fitting._remembered)
    parsed(page, replace(truth, figures={cell: value + 1 for cell, value in truth.figures.items()}), 5)
    assert len(fitting._remembered) == known
    blank = {**truth.figures, ("requests", "received", "person"): ""}
    parsed(page, replace(truth, figures=blank), 5)
    assert len(fitting._remembered) > known


def test_no_more_than_so_many_layouts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "MOST_REMEMBERED", 3)
    for number, habit in enumerate(NAMES[:8]):
        parsed(habit, true_report(number, "2021"), number)
        assert len(fitting._remembered) <= 3
