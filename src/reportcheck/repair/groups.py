"""The smallest repairs of a problem → groups that are mended each by itself.

Errors far apart in one table are one problem to the search, but people look at each alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from reportcheck.repair.problem import Problem
from reportcheck.repair.search import Changes
from reportcheck.tuples import NamedTuple


class Group(NamedTuple):
    """What one part of a problem would take: its choices, and the keys of the findings each of them explains."""

    choices: tuple[Changes, ...]
    keys: tuple[str, ...]


def independent(problem: Problem, found: Sequence[Changes]) -> tuple[Group, ...]:
    """The parts whose choices combine freely; the whole where they do not. Only parts that explain a finding."""
    needed = [_needed(problem, changes) for changes in found]
    parts = _parts(problem, needed)
    split = [_choices(problem, needed, equations) for equations in parts]
    if prod(map(len, split)) != len(set(map(_frozen, needed))):
        parts = [(1 << len(problem.equations)) - 1]
        split = [_choices(problem, needed, parts[0])]
    made = (Group(choices, _keys(problem, equations)) for equations, choices in zip(parts, split, strict=True))
    return tuple(group for group in made if group.keys)


def _needed(problem: Problem, changes: Changes) -> Changes:
    """The cells to correct, and the blanks to fill in where a broken sum counted them as nought."""
    return {
        cell: figure
        for cell, figure in changes.items()
        if cell not in problem.unknown
        or (figure != 0 and any(problem.keys[number] for number in _equations(problem, cell)))
    }


def _parts(problem: Problem, needed: Iterable[Changes]) -> list[int]:
    """The equations of each part, as bits: those that a cell of any choice has in common."""
    parts = [1 << number for number, equation in enumerate(problem.equations) if equation.residual]
    for touched in {cell for changes in needed for cell in changes}:
        joined = sum(1 << number for number in _equations(problem, touched))
        apart = [part for part in parts if not part & joined]
        for part in parts:
            joined |= part if part & joined else 0
        parts = [*apart, joined]
    return sorted(parts, key=lambda part: part & -part)


def _equations(problem: Problem, cell: int) -> list[int]:
    return [number for number, equation in enumerate(problem.equations) if cell in equation.terms]


def _choices(problem: Problem, needed: Iterable[Changes], equations: int) -> tuple[Changes, ...]:
    """What is left of the repairs when only the cells of these equations are looked at, each once."""
    parts: dict[frozenset[tuple[int, int | None]], Changes] = {}
    for changes in needed:
        part = {
            cell: figure
            for cell, figure in changes.items()
            if any(equations >> number & 1 for number in _equations(problem, cell))
        }
        parts.setdefault(_frozen(part), part)
    return tuple(parts.values())


def _keys(problem: Problem, equations: int) -> tuple[str, ...]:
    return tuple(key for number, key in enumerate(problem.keys) if key and equations >> number & 1)


def _frozen(changes: Changes) -> frozenset[tuple[int, int | None]]:
    return frozenset(changes.items())
