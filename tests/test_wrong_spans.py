"""One cell of a header with a wrong span, lost or doubled: no wrong figure, no false error; undecided at most."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable

import pytest

from generate import Truth, replace, true_report
from habits import Rows, drawn, element, page, rows_of
from reportcheck import forms
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source

SEEDS = range(int(os.environ.get("SOAK", "2")))
EDITIONS = [form.edition for form in forms.editions()]
Fault = Callable[[Rows, int, int], None]


def check(truth: Truth, id: str, rows: Rows) -> Checked:
    """The report with these rows for one of its tables."""

    def draw(table: FormTable) -> str:
        return drawn(rows if table.id == id else rows_of(truth, table))

    data = page(truth, draw, element("p"), element("h2")).encode()
    (checked,) = check_source(Source("x", "", data, hashlib.sha256(data).hexdigest()), Judgement(), Limits())
    return checked


def with_span(**change: int) -> Fault:
    def fault(rows: Rows, y: int, x: int) -> None:
        cell = rows[y][x]
        wide = max(1, cell.column_span + change.get("column_span", 0))
        high = max(1, cell.row_span + change.get("row_span", 0))
        rows[y][x] = replace(cell, column_span=wide, row_span=high)

    return fault


def lost(rows: Rows, y: int, x: int) -> None:
    del rows[y][x]


def empty_before(rows: Rows, y: int, x: int) -> None:
    rows[y].insert(x, PrintedCell("", 1, 1, False))


FAULTS: dict[str, Fault] = {
    "narrower": with_span(column_span=-1),
    "much narrower": with_span(column_span=-4),
    "wider": with_span(column_span=1),
    "lower": with_span(row_span=-1),
    "higher": with_span(row_span=1),
    "lost": lost,
    "empty cell before": empty_before,
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("id", ["requests", "disputes"])
def test_one_faulty_header_cell_is_no_wrong_figure_and_no_error(id: str, edition: str, fault: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed, edition)
        printed = rows_of(truth, truth.form.table(id))
        header = next(y for y, row in enumerate(printed) if any(cell.is_figure for cell in row))
        places = [(row, column) for row in range(header) for column in range(len(printed[row]))]
        for y, x in places:
            rows = [list(row) for row in rows_of(truth, truth.form.table(id))]
            FAULTS[fault](rows, y, x)
            checked = check(truth, id, rows)
            figures = {(f.table, f.row, f.column): f.number.value for f in checked.report.facts}
            assert figures.items() <= truth.figures.items(), (seed, y, x, printed[y][x].text)
            errors = [f.message for f in checked.result.findings if (f.outcome, f.severity) == ("broken", "error")]
            assert errors == [], (seed, y, x, printed[y][x].text)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("id", ["disclosure", "requests", "disputes"])
def test_a_row_one_cell_short_is_no_wrong_figure(id: str, edition: str) -> None:
    for seed in SEEDS:
        chance = random.Random(seed)
        truth = true_report(seed, edition)
        rows = [list(row) for row in rows_of(truth, truth.form.table(id))]
        y = chance.choice([y for y, row in enumerate(rows) if sum(cell.is_figure for cell in row) > 1])
        del rows[y][chance.choice([x for x, cell in enumerate(rows[y]) if cell.is_figure])]
        checked = check(truth, id, rows)
        figures = {(f.table, f.row, f.column): f.number.value for f in checked.report.facts}
        assert figures.items() <= truth.figures.items(), seed
        assert not [f.message for f in checked.result.findings if (f.outcome, f.severity) == ("broken", "error")], seed
