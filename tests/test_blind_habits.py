"""Habits written without sight of the reader (docs/habits.md): each that is read parses back exactly."""

from __future__ import annotations

import hashlib
import os
import random

import pytest

from blind_habits import BLIND
from blind_habits_later import BLIND_LATER
from generate import true_report
from reportcheck import forms
from reportcheck.errors import TargetError
from reportcheck.pipeline import check_source
from reportcheck.values import Judgement, Limits, Source

SEEDS = range(int(os.environ.get("SOAK", "1")))
HABITS = {**BLIND, **BLIND_LATER}
UNREAD = ("comma_separated",)
"""No reader claims it."""
SHOWN_BY_THE_HABIT = ("annotated-figure", "blank-cell", "heading-reworded")


def source(data: str | bytes) -> Source:
    raw = data if isinstance(data, bytes) else data.encode()
    return Source("generated", "", raw, hashlib.sha256(raw).hexdigest())


@pytest.mark.parametrize("largest", [1, 40, 99_999])
@pytest.mark.parametrize("edition", [form.edition for form in forms.editions()])
@pytest.mark.parametrize("name", [name for name in HABITS if name not in UNREAD])
def test_a_true_report_parses_back_exactly_with_no_false_finding(name: str, edition: str, largest: int) -> None:
    for seed in SEEDS:
        truth = true_report(seed, edition, largest)
        judgement = Judgement(ignore=SHOWN_BY_THE_HABIT)
        (checked,) = check_source(source(HABITS[name](truth, random.Random(seed))), judgement, Limits())
        report = checked.report
        assert {(f.table, f.row, f.column): f.number.value for f in report.facts} == truth.figures, seed
        assert (report.title, report.publisher, report.year) == (truth.title, truth.publisher, truth.year), seed
        assert report.edition == edition, seed
        assert [f.message for f in checked.result.findings if f.outcome == "broken"] == [], seed


@pytest.mark.parametrize("name", UNREAD)
def test_what_is_not_read_is_never_an_accusation(name: str) -> None:
    truth = true_report(1, "2021")
    try:
        found = check_source(source(HABITS[name](truth, random.Random(1))), Judgement(), Limits())
    except TargetError:
        return
    findings = [finding for checked in found for finding in checked.result.findings]
    assert [f.message for f in findings if f.outcome == "broken" and f.severity == "error"] == []
