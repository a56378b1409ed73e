"""A report with broken sums → its repairs, group by group, with their slips, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportcheck.repair import solver
from reportcheck.repair.elimination import CannotTell
from reportcheck.repair.groups import independent
from reportcheck.repair.problem import Problem, problems
from reportcheck.repair.search import Changes, smallest
from reportcheck.repair.slips import ordered
from reportcheck.values import Change, Number, Repair, Report, Result

MOST = 20
"""Repairs of one group that are listed."""
STEPS = 5_000
"""Of the search, up to two tenths of a second; what takes more is left to the solver, if it is installed."""


def listed(
    report: Report, result: Result, last_year: Mapping[tuple[str, str, str], Number] | None
) -> tuple[Repair, ...]:
    """At most MOST repairs of each group; none of a problem that neither the search nor the solver can settle."""
    every: list[Repair] = []
    number = 0
    for problem in problems(report, result):
        for choices, keys in independent(problem, _found(problem)):
            number += 1
            named = ordered(problem, choices, _figures(problem, last_year))
            every += [
                Repair(number, tuple(_changes(problem, changes)), keys, slip, len(choices) - 1)
                for changes, slip in named[:MOST]
            ]
    return tuple(every)


def _found(problem: Problem) -> tuple[Changes, ...]:
    """By the search, else by the solver; nothing where neither can tell."""
    try:
        return smallest(problem, STEPS)
    except CannotTell:
        pass
    try:
        return solver.smallest(problem)
    except CannotTell:
        return ()


def _changes(problem: Problem, changes: Changes) -> Iterator[Change]:
    for cell, figure in sorted(changes.items()):
        row, column = problem.frame.cells[cell]
        yield Change(problem.frame.table.id, row, column, problem.numbers[cell], problem.value(figure))


def _figures(problem: Problem, last_year: Mapping[tuple[str, str, str], Number] | None) -> dict[int, int]:
    """The figures of another report in the same table, as far as it has them."""
    if last_year is None:
        return {}
    named = ((cell, last_year.get((problem.frame.table.id, *name))) for cell, name in enumerate(problem.frame.cells))
    return {cell: int(each.value * problem.scale) for cell, each in named if each and each.value is not None}
