"""A choice of changes → the typing slip it looks like, and its place among choices that are as small.

A slip is named only where it explains every cell of the choice. Two cells that would exchange their figures are one
slip of the neighbour kind, though two cells change: the size of a repair counts cells, the slip only orders equals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportcheck.repair.problem import Problem
from reportcheck.repair.search import Changes

SLIPS = ("total-forgotten", "zero-for-sum", "swapped", "doubled", "dropped", "neighbour", "last-year")
"""The likeliest first: the less often such a figure comes about by chance, the more it says."""


def ordered(
    problem: Problem, choices: Iterable[Changes], last_year: Mapping[int, int]
) -> list[tuple[Changes, str | None]]:
    """The choices with their slips, the likeliest first, equals in form order. `last_year`: cell → figure."""
    named = [(changes, *_judged(problem, changes, last_year)) for changes in choices]
    named.sort(key=lambda choice: (choice[2], sorted(choice[0])))
    return [(changes, slip) for changes, slip, _ in named]


def _judged(problem: Problem, changes: Changes, last_year: Mapping[int, int]) -> tuple[str | None, int]:
    """The slip of the choice and how unlikely the choice is: the sum over its cells."""
    exchanged = _exchanged(problem, changes)
    slips = [
        "neighbour" if cell in exchanged else slip_of(problem, cell, figure, changes, last_year)
        for cell, figure in changes.items()
    ]
    rank = sum(SLIPS.index(slip) if slip else len(SLIPS) for slip in slips)
    alike = len(set(slips)) == 1 and (slips[0] != "neighbour" or len(exchanged) in (0, len(slips)))
    return (slips[0] if alike else None), rank


def slip_of(
    problem: Problem, cell: int, figure: int | None, changes: Changes, last_year: Mapping[int, int]
) -> str | None:
    """The slip that would have made the printed figure of a cell from the proposed one."""
    if problem.frame.totals >> cell & 1 and not problem.figures[cell]:
        return "total-forgotten" if problem.numbers[cell] is None else "zero-for-sum"
    if problem.numbers[cell] is None or figure is None:
        return None
    printed, meant = str(problem.figures[cell]), str(figure)
    for slip, fits in (("swapped", _is_swapped), ("doubled", _is_doubled), ("dropped", _is_dropped)):
        if fits(printed, meant):
            return slip
    if printed == "0":
        return None
    if any(
        changes.get(each, problem.figures[each]) == problem.figures[cell] for each in problem.frame.neighbours[cell]
    ):
        return "neighbour"
    return "last-year" if last_year.get(cell) == problem.figures[cell] else None


def _is_swapped(printed: str, meant: str) -> bool:
    """Two digits next to each other changed places."""
    if len(printed) != len(meant):
        return False
    differing = [position for position, digits in enumerate(zip(printed, meant, strict=True)) if len(set(digits)) == 2]
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and printed[differing[0] : differing[1] + 1] == meant[differing[0] : differing[1] + 1][::-1]
    )


def _is_dropped(printed: str, meant: str) -> bool:
    """A digit was lost."""
    return any(meant[:position] + meant[position + 1 :] == printed for position in range(len(meant)))


def _is_doubled(printed: str, meant: str) -> bool:
    """A digit was typed twice."""
    return any(meant[: position + 1] + meant[position:] == printed for position in range(len(meant)))


def _exchanged(problem: Problem, changes: Changes) -> frozenset[int]:
    """The cells that would have each other's printed figure, next to each other in a row or a column."""
    figures = problem.figures
    return frozenset(
        cell
        for cell, figure in changes.items()
        for other in problem.frame.neighbours[cell]
        if other in changes and changes[other] == figures[cell] and figure == figures[other]
    )
