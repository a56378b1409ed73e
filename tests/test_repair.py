from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_report import case_report, true_facts
from conftest import ROOT
from generate import true_report
from mending import problem_of, small_table, solved, tried, true_figures
from reportcheck import forms, repair, rules
from reportcheck.repair import listing, solver
from reportcheck.repair.elimination import CannotTell
from reportcheck.repair.problem import problems
from reportcheck.repair.search import smallest, values_of
from reportcheck.repair.slips import slip_of
from reportcheck.values import Change, Judgement, Repair, Report, Result

EDITIONS = [form.edition for form in forms.editions()]
STEPS = listing.STEPS


def judged(changes: dict[str, Any], **judgement: Any) -> tuple[Report, Result]:
    report = case_report(changes)
    return report, rules.run(report, Judgement(**judgement))


def repairs(changes: dict[str, Any], **judgement: Any) -> tuple[Repair, ...]:
    return repair.repairs(*judged(changes, **judgement))


def cells(**printed: str) -> dict[str, dict[str, str]]:
    return {"cells": {name.replace("__", " ").replace("_of_", "."): text for name, text in printed.items()}}


def choices(found: tuple[Repair, ...]) -> list[dict[str, object]]:
    return [{f"{c.table} {c.row} {c.column}": c.proposed for c in each.changes} for each in found]


# The search against every choice tried.


@st.composite
def small_problems(draw: st.DrawFn):
    """One column or two and their total, wrong in one cell to three, up to two unknown."""
    table = small_table(draw(st.integers(1, 2)))
    rows = ("result.a", "result.b", "carried_out", "carried_in")
    figure = st.integers(0, 3)
    figures = true_figures(table, {(row, c.id): draw(figure) for row in rows for c in table.columns[:-1]})
    some = st.lists(st.integers(0, len(figures) - 1), unique=True, max_size=3, min_size=1)
    for cell in draw(some):
        figures[cell] = max(0, figures[cell] + draw(st.sampled_from((-2, -1, 1, 2, 3))))
    unknown = draw(st.lists(st.integers(0, len(figures) - 1), unique=True, max_size=2))
    return problem_of(table, figures, unknown)


@settings(max_examples=150)
@given(small_problems())
def test_the_search_finds_exactly_the_smallest_repairs(problem):
    found = smallest(problem, 100_000)
    known = {frozenset((cell, each[cell]) for cell in each if cell not in problem.unknown) for each in found}
    assert len(known) == len(found)
    if max(map(len, known)) <= (3 if len(problem.figures) == 12 else 2):
        assert known == tried(problem, 22)


# The search and the solver against another solver on the table of 25 rows and 7 columns.


def table_three(seed: int, kind: str):
    """A true table with one error to four: anywhere, in one row, in one column, or at the corners of a rectangle."""
    chance = random.Random(f"{seed} {kind}")
    table = forms.edition("2021").table("requests")
    truth = true_report(seed, "2021", chance.choice((3, 10, 40, 300)))
    figures = [truth.figures["requests", row, column] for row, column in table.cells]
    many = chance.randint(1, 4)
    rows, columns = chance.sample(range(25), max(2, many)), chance.sample(range(7), max(2, many))
    wrong = {
        "anywhere": [7 * row + chance.randrange(7) for row in rows[:many]],
        "row": [7 * rows[0] + column for column in columns[:many]],
        "column": [7 * row + columns[0] for row in rows[:many]],
        "rectangle": [7 * row + column for row in rows[:2] for column in columns[:2]],
    }[kind]
    signs = (1, -1, -1, 1) if kind == "rectangle" else (1, 1, 1, 1)
    amount = chance.choice((1, 2, 5, 9))
    for cell, sign in zip(wrong, signs, strict=False):
        own = amount if kind == "rectangle" else chance.choice((-9, -1, 1, 3, 10))
        figures[cell] = max(0, figures[cell] + sign * own)
    return problem_of(table, figures)


@pytest.mark.parametrize("kind", ["anywhere", "row", "column", "rectangle"])
def test_another_solver_finds_the_same_repairs(kind):
    settled = 0
    for seed in range(8):
        problem = table_three(seed, kind)
        if not any(problem.keys):
            continue
        found = smallest(problem, STEPS)
        sets = {frozenset(each) for each in found}
        size, others = solved(problem, most=12)
        assert {len(each) for each in sets} == {size}
        assert others <= sets
        assert len(others) == min(len(sets), 12)
        settled += 1
    assert settled > 5


def test_what_the_search_cannot_settle_the_solver_can_and_says_nothing_on_stdout(capfd):
    pytest.importorskip("highspy")
    for seed in range(4):
        problem = table_three(seed, "anywhere")
        with pytest.raises(CannotTell):
            smallest(problem, 0)
        assert set(map(str, solver.smallest(problem))) == set(map(str, smallest(problem, STEPS)))
    assert capfd.readouterr() == ("", "")


def test_the_solver_is_not_loaded_for_what_the_search_can_settle():
    code = (
        "import sys, reportcheck\n"
        "[result] = reportcheck.check('fixtures/2023-yunpi-shizhengfu-broken-sums/source.html')\n"
        "assert result.repairs and not {'highspy', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_without_the_solver_it_cannot_be_told(monkeypatch):
    monkeypatch.setattr(solver, "find_spec", lambda name: None)
    monkeypatch.setattr(listing, "STEPS", 0)
    assert repairs(cells(disputes__reconsideration__total="9")) == ()


def test_a_figure_that_several_values_would_mend_is_left_open():
    table = small_table(2)
    problem = problem_of(table, true_figures(table, {("result.a", "part.0"): 2, ("result.b", "part.1"): 1}))
    corners = [table.cells.index((row, column)) for row in ("result.a", "result.b") for column in ("part.0", "part.1")]
    alone = table.cells.index(("carried_out", "total"))
    assert set(values_of(problem, corners).values()) == {None}
    assert values_of(problem, [alone]) == {alone: 0}


def test_figures_below_nought_send_the_search_to_the_other_corners():
    """To take 2 from a column and give it to another where a row has only 1 of it takes two rows: four cells."""
    table = small_table(2)
    figures = true_figures(table, {("result.a", "part.0"): 1, ("result.b", "part.0"): 1})
    for cell, amount in ((("handled", "part.0"), -2), (("handled", "part.1"), 2)):
        figures[table.cells.index(cell)] += amount
    for cell, amount in ((("received", "part.0"), -2), (("received", "part.1"), 2)):
        figures[table.cells.index(cell)] += amount
    [*found] = smallest(problem_of(table, figures), STEPS)
    corners = {
        table.cells.index((row, column)): int(column == "part.1")
        for row in ("result.a", "result.b")
        for column in ("part.0", "part.1")
    }
    assert corners in found


# From the report to the repair.


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("amount", [1, 9])
def test_any_one_summed_cell_changed_is_among_the_smallest_repairs_with_its_true_value(edition, amount):
    summed = {
        (table.id, *((name, along) if identity.along == "column" else (along, name)))
        for table in forms.edition(edition).tables
        for identity in table.identities
        for along in table.instances(identity)
        for name in (*identity.left, *identity.right)
    }
    truth = true_facts(edition)
    for cell in sorted(summed)[:: 1 if amount == 9 else 5]:
        found = repairs({"edition": edition, "cells": {" ".join(cell): str(truth[cell].number.value + amount)}})
        true = Change(*cell, truth[cell].number.value + amount, truth[cell].number.value)
        assert (true,) in [each.changes for each in found], cell
        assert {each.group for each in found} == {1}
        assert {each.alternatives for each in found} == {len(found) - 1}
        if cell[0] == "requests":
            assert len(found) == 1


def test_a_true_report_needs_no_repair_and_another_rule_gives_none():
    assert repairs({}) == ()
    assert repairs({"without": {"sections": ["problems"]}}) == ()


def test_errors_far_apart_are_groups_in_form_order_each_with_the_findings_it_explains():
    report, result = judged(
        {
            "cells": {
                "requests received person": "32",
                "requests result.granted total": "41",
                "disputes reconsideration total": "0",
            }
        }
    )
    found = repair.repairs(report, result)
    assert [(each.group, each.slip, each.alternatives) for each in found] == [
        (1, "swapped", 0),
        (2, "swapped", 0),
        (3, "zero-for-sum", 0),
    ]
    assert choices(found) == [
        {"requests received person": 23},
        {"requests result.granted total": 14},
        {"disputes reconsideration total": 8},
    ]
    explained = [key for each in found for key in each.explains]
    assert Counter(explained) == Counter(f.key for f in result.findings if f.outcome == "broken" and f.family == "sums")


def test_parts_cannot_be_lowered_below_zero_so_a_forgotten_total_is_the_only_repair():
    found = repairs(
        {
            "cells": {
                "disputes reconsideration *": "0",
                "disputes reconsideration upheld": "10",
                "disputes reconsideration corrected": "1",
            }
        }
    )
    assert [(each.changes, each.slip, each.alternatives) for each in found] == [
        ((Change("disputes", "reconsideration", "total", 0, 11),), "zero-for-sum", 0)
    ]


def test_where_one_part_alone_makes_the_sum_it_may_be_wrong_too_and_the_total_is_named_first():
    found = repairs({"cells": {"disputes reconsideration *": "0", "disputes reconsideration upheld": "5"}})
    assert choices(found) == [{"disputes reconsideration total": 5}, {"disputes reconsideration upheld": 0}]
    assert [(each.slip, each.alternatives) for each in found] == [("zero-for-sum", 1), (None, 1)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_column_of_totals_left_at_nought_is_added_up_whole(edition):
    found = repairs({"edition": edition, "cells": {"requests * total": "0"}})
    totals = {name: fact.number.value for name, fact in true_facts(edition).items() if name[2] == "total"}
    wanted = {" ".join(cell): value for cell, value in totals.items() if cell[0] == "requests" and value}
    assert choices(found) == [wanted]
    assert [(each.slip, each.alternatives) for each in found] == [("zero-for-sum", 0)]


def test_a_blank_in_a_broken_sum_is_a_suspect_like_any_other():
    found = repairs(cells(disputes__reconsideration__pending=""))
    assert Change("disputes", "reconsideration", "pending", None, 2) in [each.changes[0] for each in found]
    assert len(found) == 5


def test_a_total_left_blank_is_filled_in_from_its_row():
    found = repairs({"cells": {"requests result.granted total": ""}})
    assert found[0].changes == (Change("requests", "result.granted", "total", None, 14),)
    assert [(each.slip, each.alternatives) for each in found] == [("total-forgotten", 0)]


@pytest.mark.parametrize(
    "changes",
    [
        {"cells": {"requests received person": "2 3 4"}},
        {"without": {"cells": ["requests received person"]}},
        {"cells": {"requests * *": ""}},
        {"astray": {"requests received *": "torn"}},
    ],
)
def test_where_nothing_is_broken_nothing_is_to_mend(changes):
    assert repairs(changes) == ()


@pytest.mark.parametrize("gone", ["cells", "without"])
def test_a_cell_that_was_not_read_still_ties_its_row_to_its_column(gone):
    """The total of the row was not read; that row and the total column together still say which cell is wrong."""
    changes: dict[str, Any] = {"cells": {"requests result.granted person": "18"}}
    if gone == "cells":
        changes["cells"]["requests result.granted total"] = "1 4 ?"
    else:
        changes["without"] = {"cells": ["requests result.granted total"]}
    assert choices(repairs(changes)) == [{"requests result.granted person": 8}]


def test_a_rule_that_was_not_asked_takes_no_part():
    changes = {"cells": {"requests received total": "99"}}
    assert choices(repairs(changes)) == [{"requests received total": 36}]
    assert {len(each.changes) for each in repairs(changes, ignore=("requests-do-not-balance",))} == {1}
    assert len(repairs(changes, ignore=("requests-do-not-balance",))) > 1
    assert repairs(changes, select=("missing-section",)) == ()


def test_no_more_than_the_most_are_listed_and_all_are_counted(monkeypatch):
    changes = {"cells": {"requests result.granted person": "9", "requests result.granted organization.business": "2"}}
    every = repairs(changes)
    assert [each.alternatives for each in every] == [len(every) - 1] * len(every)
    assert len(every) > 5
    monkeypatch.setattr(listing, "MOST", 3)
    assert repairs(changes) == every[:3]


def test_two_neighbours_exchanged_are_one_slip_and_named_first():
    names = ("requests result.partly_granted person", "requests result.partly_granted organization.business")
    found = repairs({"cells": dict(zip(names, ("1", "3"), strict=True))})
    assert choices(found)[0] == dict(zip(names, (3, 1), strict=True))
    assert [each.slip for each in found] == ["neighbour"] + [None] * found[0].alternatives
    assert found[0].alternatives > 0


def test_a_figure_left_over_from_last_year_is_named():
    last_year = case_report({"year": 2023, "cells": {"requests received person": "57"}})
    before = {(fact.table, fact.row, fact.column): fact.number for fact in last_year.facts}
    report, result = judged({"cells": {"requests received person": "57"}})
    assert [each.slip for each in repair.repairs(report, result)] == [None]
    assert [each.slip for each in repair.repairs(report, result, before)] == ["last-year"]


def test_the_order_does_not_depend_on_that_of_the_facts():
    report, result = judged({"cells": {"disputes reconsideration total": "9", "requests handled person": "9"}})
    turned = report._replace(facts=report.facts[::-1])
    assert repair.repairs(turned, result) == repair.repairs(report, result)


def test_decimals_are_mended_exactly():
    table = small_table(1, "amount")
    true = true_figures(table, {("result.a", "part.0"): 1234, ("carried_out", "part.0"): 5})
    wrong = table.cells.index(("result.a", "part.0"))
    figures = [figure + 1 if cell == wrong else figure for cell, figure in enumerate(true)]
    problem = problem_of(table, figures, scale=100)
    [changes] = smallest(problem, STEPS)
    assert {cell: problem.value(figure) for cell, figure in changes.items()} == {wrong: Decimal("12.34")}
    counted = problem_of(small_table(1), figures, scale=100)
    with pytest.raises(CannotTell):
        smallest(counted, STEPS)


@pytest.mark.parametrize("seed", range(3))
def test_a_table_that_is_wrong_throughout_ends_without_an_answer(seed):
    chance = random.Random(seed)
    table = forms.edition("2021").table("requests")
    with pytest.raises(CannotTell):
        smallest(problem_of(table, [chance.randint(0, 10**12) for _ in table.cells]), STEPS)


def test_a_report_has_one_problem_for_each_set_of_connected_sums():
    report, result = judged({"cells": {"disputes * total": "0", "requests received person": "1"}})
    assert [problem.frame.table.id for problem in problems(report, result)] == ["requests"] + ["disputes"] * 3


# Slips.

TOTAL, PART = ("handled", "part.0"), ("result.a", "part.0")


@pytest.mark.parametrize(
    ("cell", "printed", "meant", "slip"),
    [
        (PART, "21", 12, "swapped"),
        (PART, "1321", 1231, "swapped"),
        (PART, "321", 123, None),
        (PART, "13", 123, "dropped"),
        (PART, "1", 10, "dropped"),
        (PART, "122", 12, "doubled"),
        (PART, "12", 1, None),
        (PART, "0", 7, None),
        (PART, "10", 1, None),
        (TOTAL, "0", 7, "zero-for-sum"),
        (TOTAL, "", 7, "total-forgotten"),
        (PART, "", 7, None),
        (PART, "88", 12, "neighbour"),
        (PART, "99", 12, "last-year"),
    ],
)
def test_the_slip_is_named_that_would_have_made_the_printed_figure(cell, printed, meant, slip):
    table = small_table(2)
    numbers = [
        int(printed or 0) if each == cell else 88 if each == ("result.a", "part.1") else 0 for each in table.cells
    ]
    number = table.cells.index(cell)
    problem = problem_of(table, numbers, blanks=() if printed else (number,))
    assert slip_of(problem, number, meant, {number: meant}, {number: 99}) == slip
