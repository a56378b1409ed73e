"""A report's figures and what the sums say of them → the problems to mend, one for each set of connected sums.

A sum takes part where its rule was asked and found it kept or broken; one that is undecided takes part where a single
cell of it is unknown, which then may be anything. Cells are numbered in form order; figures are integers, those of a
table with decimals multiplied by `scale`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from functools import lru_cache

from reportcheck import forms
from reportcheck.forms import FormTable
from reportcheck.forms.instances import Instance, all_instances
from reportcheck.tuples import NamedTuple
from reportcheck.values import Fact, Finding, Report, Result, Value

Name = tuple[str, str]

EXACT = Context(prec=100)
"""Digits enough for any figure that is read."""


class Equation(NamedTuple):
    """The sum of `terms` (cell → factor), to be 0, is `residual`; `cells` has a bit for each cell with a factor."""

    cells: int
    terms: Mapping[int, int]
    residual: int = 0


class Sum(NamedTuple):
    """An identity of the form on one row or column, and what it says of the numbered cells of its table."""

    rule: str
    names: frozenset[Name]
    equation: Equation
    standing_alone: tuple[int, ...]
    parts: tuple[int, ...]


class Frame(NamedTuple):
    """What is the same in every report with this table: its cells, its sums, and bits for the cells of each kind."""

    table: FormTable
    cells: tuple[Name, ...]
    sums: tuple[Sum, ...]
    neighbours: tuple[tuple[int, ...], ...]
    totals: int
    counts: int
    signed: int


class Problem(NamedTuple):
    """Connected sums of one table of which some are broken: `keys` has the finding of each broken equation.

    `unknown` cells have no figure of their own; `numbers` are the figures as printed, None where none is.
    """

    frame: Frame
    figures: Sequence[int]
    scale: int
    equations: tuple[Equation, ...]
    keys: tuple[str | None, ...]
    unknown: tuple[int, ...]
    numbers: Mapping[int, Value]

    def value(self, figure: int | None) -> Value:
        """A figure of this problem in the unit of its column."""
        if figure is None:
            return None
        whole, rest = divmod(figure, self.scale)
        return Decimal(f"{figure}E-{len(str(self.scale)) - 1}").normalize(EXACT) if rest else whole

    def fits(self, cell: int, figure: int) -> bool:
        """Whether the cell may hold that figure: not negative, whole where it counts."""
        bit = 1 << cell
        return (figure >= 0 or bool(self.frame.signed & bit)) and not (self.frame.counts & bit and figure % self.scale)


def problems(report: Report, result: Result) -> Iterator[Problem]:
    """Every problem of the report, in form order; none where no sum is broken."""
    verdicts = {(f.rule, _names(f)): f for f in result.findings if f.facts and not f.facts[0].report}
    for table in {table.id: table for table in report.tables}.values():
        frame = frame_of(forms.edition(table.edition).table(table.id))
        found = [(each, verdicts.get((each.rule, each.names))) for each in frame.sums if each.rule in result.checks]
        if any(finding and finding.outcome == "broken" for _, finding in found):
            facts = {(fact.row, fact.column): fact for fact in report.facts if fact.table == table.id}
            yield from _table_problems(frame, found, facts)


@lru_cache(maxsize=64)
def frame_of(table: FormTable) -> Frame:
    """The cells and sums of a table of the form."""
    number = {name: position for position, name in enumerate(table.cells)}
    sums = tuple(_sum(instance, number) for instance in all_instances(table))
    kinds = [table.column(column).kind for _, column in table.cells]
    return Frame(
        table,
        table.cells,
        sums,
        _neighbours(table.cells),
        totals=_bits(each.standing_alone[0] for each in sums if len(each.standing_alone) == 1),
        counts=_bits(cell for cell, kind in enumerate(kinds) if kind != "amount"),
        signed=_bits(cell for cell, kind in enumerate(kinds) if kind == "change"),
    )


def _sum(instance: Instance, number: Mapping[Name, int]) -> Sum:
    terms = {number[cell]: 1 for cell in instance.left} | {number[cell]: -1 for cell in instance.right}
    return Sum(
        instance.identity.rule,
        frozenset(instance.cells),
        Equation(_bits(terms), terms),
        tuple(number[cell] for cell in instance.standing_alone),
        tuple(number[cell] for cell in instance.right),
    )


def _neighbours(cells: Sequence[Name]) -> tuple[tuple[int, ...], ...]:
    """For each cell those before and after it in its row and in its column."""
    beside: list[list[int]] = [[] for _ in cells]
    for part in (0, 1):
        last: dict[str, int] = {}
        for cell, name in enumerate(cells):
            before = last.get(name[part])
            if before is not None:
                beside[cell].append(before)
                beside[before].append(cell)
            last[name[part]] = cell
    return tuple(map(tuple, beside))


def _table_problems(
    frame: Frame, found: Sequence[tuple[Sum, Finding | None]], facts: Mapping[Name, Fact]
) -> Iterator[Problem]:
    numbers = {cell: facts[name].number.value if name in facts else None for cell, name in enumerate(frame.cells)}
    scale = max((_scale(number) for number in numbers.values() if isinstance(number, Decimal)), default=1)
    figures = [int((numbers[cell] or 0) * scale) for cell in numbers]
    unknown = _bits(_unread(frame, facts, numbers)) | _bits(
        cell for each, finding in found if finding for cell in _open(each, finding, numbers)
    )
    equations, keys = [], []
    for each, finding in found:
        undecided = finding is not None and finding.outcome == "undecided"
        if undecided and (each.equation.cells & unknown).bit_count() != 1:
            continue
        residual = _residual(each.equation, figures) if finding else 0
        equations.append(Equation(each.equation.cells, each.equation.terms, residual))
        keys.append(finding.key if finding and not undecided else None)
    for cells in _connected(equations):
        own = [number for number, equation in enumerate(equations) if equation.cells & cells]
        if any(keys[number] for number in own):
            yield Problem(
                frame,
                figures,
                scale,
                tuple(equations[number] for number in own),
                tuple(keys[number] for number in own),
                tuple(bits(cells & unknown)),
                numbers,
            )


def _unread(frame: Frame, facts: Mapping[Name, Fact], numbers: Mapping[int, Value]) -> Iterator[int]:
    """The cells that are missing or could not be read."""
    for cell, number in numbers.items():
        fact = facts.get(frame.cells[cell]) if number is None else None
        if number is None and (fact is None or fact.number.kind == "illegible"):
            yield cell


def _open(instance: Sum, finding: Finding, numbers: Mapping[int, Value]) -> Iterator[int]:
    """The blanks that make a sum undecided: there they are no noughts, their figure is not known."""
    cells = {"blank": instance.standing_alone, "not-broken-down": instance.parts, "text-copy": instance.equation.terms}
    if finding.outcome == "undecided":
        yield from (cell for cell in cells.get(finding.reason or "", ()) if numbers[cell] is None)


def _connected(equations: Sequence[Equation]) -> list[int]:
    """The cells of each set of equations that hang together, in the order of their first equations."""
    sets: list[int] = []
    for equation in equations:
        joined = equation.cells
        apart = []
        for cells in sets:
            if cells & joined:
                joined |= cells
            else:
                apart.append(cells)
        sets = [*apart, joined]
    return sets


def _residual(equation: Equation, figures: Sequence[int]) -> int:
    return sum(factor * figures[cell] for cell, factor in equation.terms.items())


def _scale(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return 10 ** max(0, -exponent) if isinstance(exponent, int) else 1


def _names(finding: Finding) -> frozenset[Name]:
    return frozenset((cell.row, cell.column) for cell in finding.facts)


def _bits(cells: Iterator[int] | Mapping[int, int]) -> int:
    return sum(1 << cell for cell in set(cells))


def bits(cells: int) -> Iterator[int]:
    """The numbers of the cells whose bit is set, in form order."""
    while cells:
        low = cells & -cells
        yield low.bit_length() - 1
        cells ^= low
