"""Tables printed otherwise than the form has them, on paper: what has a home is right, the rest unplaced, no sum broken."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from altered import ALTERATIONS
from generate import replace, true_report
from pdf_habits import printed, tables
from pdf_paint import Ink
from pdf_reading import broken, check_printed, figures
from test_pdf_habits import SEEDS, in_turn

PAPERS = {
    "strokes": (tables(), Ink()),
    "over_two_pages": (tables(cuts=2, group_label="vertical"), Ink(rules="per_cell")),
    "header_repeated": (tables(cuts=2, repeat_header=True), Ink(rules="frames")),
}


@pytest.mark.parametrize(("name", "edition", "paper"), in_turn([*ALTERATIONS], [*PAPERS]))
def test_an_altered_table_is_read_and_told_but_breaks_no_sum(name: str, edition: str, paper: str) -> None:
    for seed in SEEDS:
        altered = ALTERATIONS[name](true_report(seed, edition), random.Random(seed))
        truth = replace(altered.printed, figures=altered.figures)
        (checked,) = check_printed(printed(truth, random.Random(seed), *PAPERS[paper], shown=altered.printed))
        assert figures(checked.report) == altered.figures, seed
        unplaced: dict[str, list[str]] = {}
        for each in checked.report.unplaced:
            unplaced.setdefault(each.reason, []).append(each.printed)
        assert {k: Counter(v) for k, v in unplaced.items()} == {k: Counter(v) for k, v in altered.unplaced.items()}
        assert not [finding.message for finding in broken(checked) if finding.family == "sums"], seed
        told = {(f.rule, f.arguments.get("table")) for f in checked.result.findings if f.family != "sums"}
        assert told == altered.findings, seed
