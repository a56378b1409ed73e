"""Rows and columns printed otherwise than the form has them: what has a home is right, the rest unplaced, no sum broken."""

from __future__ import annotations

import hashlib
import os
import random
from collections import Counter

import pytest

import habits
from altered import ALTERATIONS, Altered
from generate import true_report
from reportcheck import forms
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source

SEEDS = range(int(os.environ.get("SOAK", "6")))
EDITIONS = [form.edition for form in forms.editions()]
PAGES, TEXTS = ("plain", "word"), ("bars", "tabs", "markdown")
CARRIERS = {**habits.PAGES, **habits.TEXTS}


def check(altered: Altered, carrier: str, seed: int) -> Checked:
    data = CARRIERS[carrier](altered.printed, random.Random(seed)).encode()
    source = Source("generated", "", data, hashlib.sha256(data).hexdigest())
    (checked,) = check_source(source, Judgement(), Limits())
    return checked


def broken_sums(checked: Checked) -> list[str]:
    return [f.message for f in checked.result.findings if f.family == "sums" and f.outcome == "broken"]


def figures(checked: Checked) -> dict[tuple[str, str, str], object]:
    return {(f.table, f.row, f.column): f.number.value for f in checked.report.facts}


@pytest.mark.parametrize("carrier", PAGES)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ALTERATIONS)
def test_an_altered_table_of_a_page_is_read_and_told_but_breaks_no_sum(name: str, edition: str, carrier: str) -> None:
    for seed in SEEDS:
        altered = ALTERATIONS[name](true_report(seed, edition), random.Random(seed))
        checked = check(altered, carrier, seed)
        assert figures(checked) == altered.figures, seed
        unplaced: dict[str, Counter[str]] = {}
        for each in checked.report.unplaced:
            unplaced.setdefault(each.reason, Counter())[each.printed] += 1
        assert unplaced == {reason: Counter(printed) for reason, printed in altered.unplaced.items()}, seed
        found = [f for f in checked.result.findings if f.family != "sums"]
        assert {(f.rule, f.arguments.get("table")) for f in found} == altered.findings, seed
        assert {f.outcome for f in found} <= {"broken"}, seed
        assert broken_sums(checked) == [], seed


@pytest.mark.parametrize("carrier", TEXTS)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ALTERATIONS)
def test_an_altered_table_in_text_is_read_right_or_not_at_all(name: str, edition: str, carrier: str) -> None:
    """Text has no merged cells: a header with a column less may not say which figure is whose."""
    for seed in SEEDS:
        altered = ALTERATIONS[name](true_report(seed, edition), random.Random(seed))
        checked = check(altered, carrier, seed)
        assert figures(checked).items() <= altered.figures.items(), seed
        grave = [f for f in checked.result.findings if f.severity == "error" and f.outcome == "broken"]
        assert {(f.rule, f.arguments.get("table")) for f in grave} <= altered.findings, seed
        assert broken_sums(checked) == [], seed
