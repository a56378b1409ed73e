"""A problem the search could not settle → all its smallest repairs by integer programming, if that can tell them.

Needs highspy (the extra `solve`); without it there is no answer. What the solver returns is rounded and put into the
sums again: only an exact repair counts, so that of its word no more is taken than that none is smaller.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from reportcheck.repair.elimination import CannotTell
from reportcheck.repair.problem import Problem
from reportcheck.repair.search import Changes, values_of

MOST = 20
"""Repairs that are asked for: each is a run of its own."""
NODES = 200
"""Of the trees of all runs together; no time, so that every machine gives the same answer."""
BROKEN = 16
"""Sums: a table in which more are broken is wrong throughout, and a smallest repair of it says nothing."""
LARGEST = 10**6
"""Change looked for, beyond which the solver's tolerances are as large as the figures it tells apart."""


def smallest(problem: Problem) -> tuple[Changes, ...]:
    """Every smallest repair; CannotTell without the solver, for figures it cannot hold, or where there are too many."""
    broken = sum(each.residual != 0 for each in problem.equations)
    if broken > BROKEN or problem.scale > 1 or problem.frame.signed or find_spec("highspy") is None:
        raise CannotTell
    # No figure of a smallest repair is further from the printed one than the broken sums are together, unless the
    # sign of others compels it; twice that is looked at.
    highest = 2 * sum(abs(each.residual) for each in problem.equations)
    if highest > LARGEST:
        raise CannotTell
    return _Model(problem, highest).run()


class _Model:
    """Each cell is printed + more - less, more and less 0 unless it is changed; as few as possible are changed."""

    def __init__(self, problem: Problem, highest: int) -> None:
        import highspy

        class Silent(highspy.Highs):  # type: ignore[misc]
            def enableCallbacks(self) -> None:
                # The first call of a new solver, which would print its version to the stdout that carries the JSON.
                self.silent()

        self.problem = problem
        self.nodes = NODES
        self.solver = solver = Silent()
        for option, value in (
            ("threads", 1),
            ("random_seed", 0),
            ("mip_feasibility_tolerance", 1e-9),
        ):
            solver.setOptionValue(option, value)
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.figures: dict[int, Any] = {}
        self.changed: dict[int, Any] = {}
        for cell in sorted({cell for each in problem.equations for cell in each.terms}):
            self.figures[cell] = self._cell(cell, highest)
        for each in problem.equations:
            solver.addConstr(solver.qsum(factor * self.figures[cell] for cell, factor in each.terms.items()) == 0)

    def run(self) -> tuple[Changes, ...]:
        """Ask again and again, each answer forbidden from then on, until the answers grow."""
        found: dict[frozenset[int], Changes] = {}
        while len(found) < MOST:
            figures = self._answer()
            cells = frozenset(cell for cell in self.changed if figures[cell] != self.problem.figures[cell])
            if found and len(cells) > len(next(iter(found))):
                return tuple(found.values())
            if not self._is_exact(figures) or cells in found:
                raise CannotTell
            found[cells] = values_of(self.problem, cells)
            flags = self.solver.qsum(self.changed[cell] for cell in cells)
            self.solver.addConstr(flags <= len(cells) - 1)
        raise CannotTell

    def _cell(self, cell: int, highest: int) -> Any:
        printed = self.problem.figures[cell]
        if cell in self.problem.unknown:
            return self.solver.addIntegral(lb=0)
        changed = self.changed[cell] = self.solver.addBinary()
        more = self.solver.addIntegral(lb=0, ub=highest)
        less = self.solver.addIntegral(lb=0, ub=min(highest, max(0, printed)))
        self.solver.addConstr(more - highest * changed <= 0)
        self.solver.addConstr(less - min(highest, max(0, printed)) * changed <= 0)
        return printed + more - less

    def _answer(self) -> Mapping[int, int]:
        self.solver.setOptionValue("mip_max_nodes", self.nodes)
        self.solver.minimize(self.solver.qsum(self.changed.values()))
        self.nodes -= max(0, self.solver.getInfo().mip_node_count)
        if self.solver.getModelStatus() != self.optimal or self.nodes < 0:
            raise CannotTell
        return {cell: round(self.solver.val(figure)) for cell, figure in self.figures.items()}

    def _is_exact(self, figures: Mapping[int, int]) -> bool:
        problem = self.problem
        fitting = all(problem.fits(cell, figure) for cell, figure in figures.items() if figure != problem.figures[cell])
        return fitting and not any(
            sum(factor * figures[cell] for cell, factor in each.terms.items()) for each in problem.equations
        )
