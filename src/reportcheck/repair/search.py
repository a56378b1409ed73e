"""A problem → all smallest sets of cells whose change makes every sum hold, with the proof that none is smaller.

The method of Fellegi and Holt (1976). To free a cell is to eliminate it from the equations; what remains are the sums
implied by them, over the other cells. An implied sum that is broken shows that one of its cells must change too, and
only these are tried. Broken sums that share no cell need a cell each: that bound ends most branches before they begin.
Sizes are tried upwards, each exhaustively, so that the first with a solution is the smallest and has all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportcheck.repair.elimination import (
    CannotTell,
    Line,
    Pivot,
    apart,
    changes_of,
    dependence,
    freed,
    may_suffice,
    mending_all,
)
from reportcheck.repair.problem import Equation, Problem, bits

Changes = Mapping[int, int | None]
"""Cell → the figure it would have, None where several would do; the unknown cells among them."""


LARGEST = 25
"""Cells: a table in which more are wrong is wrong throughout, and no set of them is likelier than another."""


def smallest(problem: Problem, steps: int) -> tuple[Changes, ...]:
    """Every smallest repair, not one left out; CannotTell where that takes more steps or more than LARGEST cells."""
    return _Search(problem, steps).run()


class _Search:
    def __init__(self, problem: Problem, steps: int) -> None:
        self.problem = problem
        self.steps = steps
        self.found: list[Changes] = []

    def run(self) -> tuple[Changes, ...]:
        equations, pivots = _started(self.problem)
        size = len(apart([equation for equation in equations if equation.residual], 0))
        while not self.found:
            if size > LARGEST:
                raise CannotTell
            self._descend(equations, pivots, size, 0)
            size += 1
        return tuple(self.found)

    def _descend(self, equations: Sequence[Equation], pivots: Pivot | None, left: int, barred: int) -> None:
        """All repairs that change the freed cells, no barred one, and at most `left` others."""
        self.steps -= 1
        if self.steps < 0:
            raise CannotTell
        broken = [equation for equation in equations if equation.residual]
        if not broken:
            self._close(equations, pivots, left, barred)
        elif left == 1:
            for cell in bits(mending_all(equations, broken, ~barred)):
                self._close((), Pivot(cell, broken[0], pivots), 0, barred)
        else:
            separate = apart(broken, barred)
            if len(separate) < left:
                cells = min((equation.cells & ~barred for equation in broken), key=int.bit_count)
                self._branch(equations, pivots, left, barred, cells)
            elif len(separate) == left:
                cells = min((self._mending(equation, barred) for equation in separate), key=int.bit_count)
                self._branch(equations, pivots, left, barred, cells)

    def _branch(self, equations: Sequence[Equation], pivots: Pivot | None, left: int, barred: int, cells: int) -> None:
        """One of these cells must change: each is tried, and barred once all repairs with it are known."""
        broken = [equation for equation in equations if equation.residual]
        for cell in bits(cells):
            bit = 1 << cell
            if may_suffice([equation for equation in broken if not equation.cells & bit], left - 1, barred):
                self._descend(*freed(equations, pivots, cell), left - 1, barred)
            barred |= bit

    def _mending(self, equation: Equation, barred: int) -> int:
        """The cells that mend a sum by one change: where as many sums stand apart as cells are left, each has one."""
        figures, cells = self.problem.figures, 0
        for cell in bits(equation.cells & ~barred):
            change, rest = divmod(-equation.residual, equation.terms[cell])
            if not rest and self.problem.fits(cell, figures[cell] + change):
                cells |= 1 << cell
        return cells

    def _close(self, equations: Sequence[Equation], pivots: Pivot | None, left: int, barred: int) -> None:
        """All sums hold: a repair, if the figures fit; else a cell must change on which the misfits depend."""
        lines = changes_of(pivots)
        if lines is None:
            if left:
                raise CannotTell
            return
        changes, misfits = fitted(self.problem, lines)
        if not misfits:
            self.found.append(changes)
        elif left:
            cells = 0
            for cell in misfits:
                cells |= dependence(cell, pivots)
            self._branch(equations, pivots, left, barred, cells & ~barred)


def fitted(problem: Problem, lines: Mapping[int, Line]) -> tuple[Changes, tuple[int, ...]]:
    """The figures of the freed cells, None where several fit, and the first cells whose figures do not fit, or none."""
    figures = {cell: problem.figures[cell] + line.fixed for cell, line in sorted(lines.items())}
    for cell, figure in figures.items():
        if not lines[cell].slope and not problem.fits(cell, figure):
            return figures, (cell,)
    sloping = [cell for cell, line in lines.items() if line.slope]
    if not sloping:
        return figures, ()
    if problem.scale > 1 or problem.frame.signed:
        raise CannotTell
    # From the first of these on every figure fits that grows with the step, up to the second every one that shrinks.
    first = max((_bound(figures[cell], lines[cell].slope), cell) for cell in sloping if lines[cell].slope > 0)
    last = min(
        ((_bound(figures[cell], lines[cell].slope), cell) for cell in sloping if lines[cell].slope < 0),
        default=(first[0] + 1, first[1]),
    )
    if first[0] > last[0]:
        return figures, (first[1], last[1])
    only = first[0] if first[0] == last[0] else None
    return {
        cell: figure if cell not in sloping else None if only is None else figure + lines[cell].slope * only
        for cell, figure in figures.items()
    }, ()


def _bound(figure: int, slope: int) -> int:
    """The last step in the direction of the slope's sign before `figure + slope * step` is below 0."""
    return -(figure // slope) if slope > 0 else figure // -slope


def values_of(problem: Problem, cells: Iterable[int]) -> Changes:
    """What the figures of these cells and of the unknown ones must be when nothing else changes."""
    equations, pivots = _started(problem)
    for cell in sorted(cells):
        equations, pivots = freed(equations, pivots, cell)
    lines = changes_of(pivots)
    if lines is None:
        raise CannotTell
    return fitted(problem, lines)[0]


def _started(problem: Problem) -> tuple[Sequence[Equation], Pivot | None]:
    """The unknown cells freed; one that nothing determines stays the nought as which held sums count it."""
    equations: Sequence[Equation] = problem.equations
    pivots: Pivot | None = None
    for cell in problem.unknown:
        rest, pivot = freed(equations, pivots, cell)
        if pivot.equation:
            equations, pivots = rest, pivot
    return equations, pivots
