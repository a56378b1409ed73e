"""Other ways to the smallest repairs, slow and plain, to hold the search against: every choice tried, and CP-SAT."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from reportcheck.forms import FormColumn, FormRow, FormTable, Label, parse_identity
from reportcheck.repair.problem import Frame, Problem, frame_of

Solution = frozenset[tuple[int, int]]


def small_table(parts: int, kind: str = "count") -> FormTable:
    """Two sums down and one across over `parts` columns and their total, shaped as table three is."""
    names = tuple(f"part.{number}" for number in range(parts))
    columns = (*names, "total")
    rows = ("received", "carried_in", "result.a", "result.b", "handled", "carried_out")
    label = Label("", (), "")
    return FormTable(
        "small",
        "requests",
        "down",
        "",
        "",
        "",
        "",
        tuple(FormRow(row, label, None, "", columns) for row in rows),
        tuple(FormColumn(column, label, kind, "", None) for column in columns),
        {},
        (
            parse_identity("balance", "received + carried_in = handled + carried_out", "column", rows),
            parse_identity("results", "handled = result.*", "column", rows),
            parse_identity("applicants", "total = part.*", "row", columns),
        ),
    )


def problem_of(
    table: FormTable, figures: Sequence[int], unknown: Sequence[int] = (), blanks: Sequence[int] = (), scale: int = 1
) -> Problem:
    """All sums of a table over these figures, as one problem; unknown cells count 0."""
    frame: Frame = frame_of(table)
    figures = [0 if cell in unknown or cell in blanks else figure for cell, figure in enumerate(figures)]
    equations = [
        each.equation._replace(residual=sum(figures[cell] * factor for cell, factor in each.equation.terms.items()))
        for each in frame.sums
        if sum(cell in unknown for cell in each.equation.terms) < 2
    ]
    keys = [f"{number:016x}" if each.residual else None for number, each in enumerate(equations)]
    numbers = {cell: None if cell in unknown or cell in blanks else figures[cell] for cell in range(len(figures))}
    return Problem(frame, figures, scale, tuple(equations), tuple(keys), tuple(unknown), numbers)


def true_figures(table: FormTable, parts: Mapping[tuple[str, str], int]) -> list[int]:
    """The cells of a small table in form order, its totals made from received, results and carried_out."""
    columns = [column.id for column in table.columns[:-1]]
    figures: dict[tuple[str, str], int] = {}
    for column in columns:
        own = {row: parts.get((row, column), 0) for row in ("result.a", "result.b", "carried_out", "carried_in")}
        own["handled"] = own["result.a"] + own["result.b"]
        own["carried_in"] = min(own["carried_in"], own["handled"] + own["carried_out"])
        own["received"] = own["handled"] + own["carried_out"] - own["carried_in"]
        figures |= {(row, column): value for row, value in own.items()}
    for row in table.rows:
        figures[row.id, "total"] = sum(figures[row.id, column] for column in columns)
    return [figures[cell] for cell in table.cells]


def tried(problem: Problem, highest: int) -> set[Solution]:
    """The smallest repairs, found by trying every figure up to `highest` in every choice of cells."""
    known = [cell for cell in range(len(problem.figures)) if cell not in problem.unknown]
    for size in range(len(known) + 1):
        found = set(_of_size(problem, known, size, highest))
        if found:
            return found
    raise AssertionError("no repair")


def _of_size(problem: Problem, known: Sequence[int], size: int, highest: int) -> Iterator[Solution]:
    for cells in combinations(known, size):
        if not _touches_all(problem, cells):
            continue
        for values in product(range(0, highest + 1), repeat=size):
            changes = dict(zip(cells, values, strict=True))
            if all(problem.figures[cell] != value for cell, value in changes.items()) and _holds(problem, changes):
                yield frozenset(changes.items())


def _touches_all(problem: Problem, cells: Sequence[int]) -> bool:
    """Whether each broken sum without an unknown cell has one of the cells: else no figures can mend it."""
    free = (*cells, *problem.unknown)
    return all(any(cell in each.terms for cell in free) for each in problem.equations if each.residual)


def _holds(problem: Problem, changes: Mapping[int, int]) -> bool:
    """Whether there are figures for the unknown cells, each alone in its sums, with which every sum holds."""
    figures = [changes.get(cell, figure) for cell, figure in enumerate(problem.figures)]
    wanted: dict[int, int] = {}
    for each in problem.equations:
        rest = sum(figures[cell] * factor for cell, factor in each.terms.items())
        open_cells = [cell for cell in each.terms if cell in problem.unknown]
        if not open_cells:
            if rest:
                return False
            continue
        (cell,) = open_cells
        value = -rest * each.terms[cell]
        if value < 0 or wanted.setdefault(cell, value) != value:
            return False
    return True


def solved(problem: Problem, most: int = 60) -> tuple[int, set[frozenset[int]]]:
    """The size of the smallest repairs and, up to `most`, the sets of cells they change, by CP-SAT."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    highest = 4 * sum(map(abs, problem.figures)) + 4 * sum(abs(each.residual) for each in problem.equations)
    values, changed = {}, {}
    for cell, figure in enumerate(problem.figures):
        if any(cell in each.terms for each in problem.equations):
            values[cell] = model.new_int_var(0, highest, f"value {cell}")
            if cell not in problem.unknown:
                changed[cell] = model.new_bool_var(f"changed {cell}")
                model.add(values[cell] == figure).only_enforce_if(~changed[cell])
    for each in problem.equations:
        model.add(sum(values[cell] * factor for cell, factor in each.terms.items()) == 0)
    size: int | None = None
    found: set[frozenset[int]] = set()
    model.minimize(sum(changed.values()))
    while len(found) < most:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        cells = frozenset(cell for cell, flag in changed.items() if solver.value(flag))
        size = len(cells) if size is None else size
        if len(cells) > size:
            break
        found.add(cells)
        model.add(sum(changed[cell] for cell in cells) <= len(cells) - 1)
    assert size is not None
    return size, found
