"""Empty columns left and right of a table: marks of editors, free space beside it; every figure still finds its home."""

from __future__ import annotations

import random
import re

import pytest

from generate import Truth, true_report
from habits import plain
from reportcheck.values import Checked
from test_astray import check_page

EDGES = [(0, 1), (1, 0), (1, 1), (2, 1), (2, 3)]


def in_each_row(table: str, left: int, right: int) -> str:
    return re.sub(r"<tr>(.*?)</tr>", lambda row: f"<tr>{'<td></td>' * left}{row[1]}{'<td></td>' * right}</tr>", table)


def over_all_rows(table: str, left: int, right: int) -> str:
    cell = f'<td rowspan="{table.count("<tr>")}"></td>'
    return re.sub(r"<tr>(.*?)</tr>", lambda row: f"<tr>{cell * left}{row[1]}{cell * right}</tr>", table, count=1)


def check_with(edges: tuple[int, int], drawn: object, edition: str) -> tuple[Truth, Checked]:
    truth = true_report(sum(edges), edition)
    page = plain(truth, random.Random(1))
    assert callable(drawn)
    return truth, check_page(re.sub("<table.*?</table>", lambda table: drawn(table[0], *edges), page, flags=re.S))


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("drawn", [in_each_row, over_all_rows])
@pytest.mark.parametrize("edges", EDGES)
def test_empty_columns_at_the_edges_hinder_nothing(edges: tuple[int, int], drawn: object, edition: str) -> None:
    truth, checked = check_with(edges, drawn, edition)
    assert {(f.table, f.row, f.column): f.number.value for f in checked.report.facts} == truth.figures
    assert checked.report.unplaced == ()
    assert [f.message for f in checked.result.findings if f.family in ("tables", "sums")] == []


def in_rows_of_figures(table: str, left: int, right: int) -> str:
    """Blanks round the figures of table three alone: its header has none."""
    figures = re.compile(r"(?<=\D</td>)((?:<td[^>]*>\d+</td>){7})(?=</tr>)")
    return figures.sub("<td></td>" * left + r"\1" + "<td></td>" * right, table)


def test_blanks_on_both_sides_of_the_figures_are_nothing_where_as_many_are_too_many() -> None:
    truth, checked = check_with((1, 1), in_rows_of_figures, "2021")
    assert {(f.table, f.row, f.column): f.number.value for f in checked.report.facts} == truth.figures


@pytest.mark.parametrize("edges", [(1, 2), (2, 1)])
def test_blanks_that_may_be_figures_leave_the_row_torn(edges: tuple[int, int]) -> None:
    """Six figures between them: one of the blanks is a figure, and nobody can say which."""

    def without_one(table: str, left: int, right: int) -> str:
        spoilt = in_rows_of_figures(table, left, right)
        return re.sub(r"(<td></td>)<td[^>]*>\d+</td>", r"\1", spoilt)

    _, checked = check_with(edges, without_one, "2021")
    assert {fact.table for fact in checked.report.facts} == {"disclosure", "disputes"}
    assert [
        f.message for f in checked.result.findings if f.family in ("tables", "sums") and f.outcome == "broken"
    ] == []
