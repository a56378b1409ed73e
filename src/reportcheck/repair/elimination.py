"""Equations and the cells freed from them → the equations implied for the other cells, and the figures of the freed.

A freed cell no equation is left to determine may have any figure: the figures of the others then follow a line, one
for each figure of it. No more than one such cell is dealt with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportcheck.repair.problem import Equation, bits
from reportcheck.tuples import NamedTuple


class CannotTell(Exception):
    """More steps or cells than are looked at, or a figure that the sums alone do not settle."""


class Pivot(NamedTuple):
    """A freed cell, the equation that gives its figure (None: nothing does), and the cells freed before it."""

    cell: int
    equation: Equation | None
    before: Pivot | None


class Line(NamedTuple):
    """By how much a figure changes: `fixed`, and `slope` for each unit of the cell that may have any figure."""

    fixed: int
    slope: int


def freed(equations: Sequence[Equation], pivots: Pivot | None, cell: int) -> tuple[Sequence[Equation], Pivot]:
    """The equations with the cell eliminated."""
    bit = 1 << cell
    having = [equation for equation in equations if equation.cells & bit]
    if not having:
        return equations, Pivot(cell, None, pivots)
    pivot = min(having, key=lambda equation: (abs(equation.terms[cell]), equation.cells.bit_count()))
    rest = [
        without(equation, pivot, cell) if equation.cells & bit else equation
        for equation in equations
        if equation is not pivot
    ]
    return rest, Pivot(cell, pivot, pivots)


def without(equation: Equation, pivot: Equation, cell: int) -> Equation:
    """The sum implied by both in which the cell no longer stands."""
    own, other = pivot.terms[cell], equation.terms[cell]
    if own in (1, -1):
        scaled, factor = dict(equation.terms), -own * other
        residual = equation.residual
    else:
        scaled, factor = {key: own * each for key, each in equation.terms.items()}, -other
        residual = own * equation.residual
    cells = equation.cells | pivot.cells
    for key, each in pivot.terms.items():
        total = scaled.get(key, 0) + factor * each
        if total:
            scaled[key] = total
        else:
            del scaled[key]
            cells ^= 1 << key
    return Equation(cells, scaled, residual + factor * pivot.residual)


def apart(broken: Sequence[Equation], barred: int) -> list[Equation]:
    """Broken sums without a common cell, picked from either end, the most: each needs a change of its own."""
    most: list[Equation] = []
    for equations in (broken, broken[::-1]):
        used = 0
        picked = []
        for equation in equations:
            if not equation.cells & ~barred & used:
                used |= equation.cells & ~barred
                picked.append(equation)
        if len(picked) > len(most):
            most = picked
    return most


def may_suffice(broken: Sequence[Equation], left: int, barred: int) -> bool:
    """Whether so many cells could stand in all these broken sums: False is certain, True is not."""
    if left != 1:
        return len(apart(broken, barred)) <= left
    shared = ~barred
    for equation in broken:
        shared &= equation.cells
    return shared != 0


def mending_all(equations: Sequence[Equation], broken: Sequence[Equation], cells: int) -> int:
    """Those of the cells that stand in every broken sum and in no other, and mend all by one change."""
    for equation in broken:
        cells &= equation.cells
    if cells:
        for equation in equations:
            if not equation.residual:
                cells &= ~equation.cells
    first = broken[0]
    return sum(
        1 << cell
        for cell in bits(cells)
        if all(first.residual * each.terms[cell] == each.residual * first.terms[cell] for each in broken)
    )


def changes_of(pivots: Pivot | None) -> Mapping[int, Line] | None:
    """By how much the freed cells change, the last freed first; None where one is no whole figure.

    Raises CannotTell where more than one cell, or whole figures not for all of its own, may have any figure.
    """
    lines: dict[int, Line] = {}
    is_open = False
    while pivots:
        cell, equation, pivots = pivots
        if equation is None:
            if is_open:
                raise CannotTell
            is_open = True
            lines[cell] = Line(0, 1)
            continue
        terms = equation.terms
        known = [(terms[key], line) for key, line in lines.items() if key in terms]
        fixed = equation.residual + sum(factor * line.fixed for factor, line in known)
        slope = sum(factor * line.slope for factor, line in known) if is_open else 0
        if fixed % terms[cell] or slope % terms[cell]:
            if is_open:
                raise CannotTell
            return None
        lines[cell] = Line(-fixed // terms[cell], -slope // terms[cell])
    return lines


def dependence(cell: int, pivots: Pivot | None) -> int:
    """The cells, none of them freed, from whose figures that of a freed cell follows."""
    order: list[Pivot] = []
    while pivots:
        order.append(pivots)
        pivots = pivots.before
    reach = 1 << cell
    for pivot in reversed(order):
        if pivot.equation and reach >> pivot.cell & 1:
            reach |= pivot.equation.cells
    return reach & ~sum(1 << pivot.cell for pivot in order)
