"""Last year's reports beside a case → the one figure they give for a cell, and how a verdict names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportcheck.rules.plausibility.cells import Figure, read_cell
from reportcheck.rules.rule import Case, Cell, LastYear
from reportcheck.tuples import NamedTuple
from reportcheck.values import Arguments, CellReference, Number, ReportReference

MISSING = Figure(None, "missing-cell")
DISPUTED = Figure(None, None)
"""Several reports of last year give several figures, and nobody can tell which of them counts."""


class Side(NamedTuple):
    """The figure of a cell in one of the two reports."""

    cell: Cell
    figure: Figure
    report: LastYear | None = None


def settled(case: Case) -> Sequence[LastYear]:
    """The reports of last year that count: those that call themselves corrected, where there are such."""
    return [each for each in case.last_years if each.corrected] or case.last_years


def this_year(case: Case, cell: Cell) -> Side:
    """The figure of the report itself."""
    return Side(cell, read_cell(case, cell))


def last_year(case: Case, cell: Cell) -> Side:
    """The figure of last year; DISPUTED where its versions differ. A version that lacks it does not count."""
    known = [(each, number) for each in settled(case) if (number := each.figures.get(cell)) is not None]
    if not known:
        return Side(cell, MISSING, settled(case)[-1])
    figures = {_figure(number) for _, number in known}
    return Side(cell, figures.pop() if len(figures) == 1 else DISPUTED, known[-1][0])


def is_there(case: Case, table: str) -> bool:
    """Whether both years have the table; that one of them lacks it is another rule's matter."""
    return table in case.tables and any(cell[0] == table for each in settled(case) for cell in each.figures)


def is_blank(case: Case, table: str) -> bool:
    """Whether one of the two tables holds no number at all."""
    filled = any(n.kind == "number" for each in settled(case) for cell, n in each.figures.items() if cell[0] == table)
    return table not in case.tables_with_numbers or not filled


def why_unread(case: Case, sides: Sequence[Side]) -> str | None:
    """Why one of the figures was not read: illegible, readers-disagree, missing-cell; a blank was read."""
    illegible = [side for side in sides if side.figure.reason == "illegible"]
    if illegible:
        return case.why_illegible([side.cell for side in illegible if side.report is None])
    return "missing-cell" if any(side.figure.reason == "missing-cell" for side in sides) else None


def may_be_misread(case: Case, column: str) -> bool:
    """Whether a column of table three does not balance in a year of which only lines of text were seen."""
    last = settled(case)[-1]
    own = {cell: fact.number for cell, fact in case.facts.items()} if case.is_text_copy else None
    return any(
        figures is not None and not _balances(figures, column)
        for figures in (own, last.figures if last.is_text_copy else None)
    )


def _balances(figures: Mapping[Cell, Number], column: str) -> bool:
    rows = [figures.get(("requests", row, column)) for row in ("received", "carried_in", "handled", "carried_out")]
    received, carried_in, handled, carried_out = ((number and number.value) or 0 for number in rows)
    return received + carried_in == handled + carried_out


def is_disputed(sides: Sequence[Side]) -> bool:
    """Whether last year's reports contradict each other in one of the cells."""
    return any(side.figure == DISPUTED for side in sides)


def about(case: Case, sides: Sequence[Side], arguments: Arguments) -> dict[str, object]:
    """The parts of a verdict that say which cells of which report it is about; the last one is this year's."""
    table = sides[-1].cell[0]
    form_table = case.form_table(table)
    return {
        "section": form_table.section if form_table else None,
        "facts": tuple(_references(sides)),
        "arguments": arguments | {"last_year": settled(case)[-1].year},
        "table": table,
        "row": arguments.get("row"),
        "column": arguments.get("column"),
    }


def _references(sides: Sequence[Side]) -> Iterator[CellReference]:
    for side in sides:
        if side.figure.reason != "missing-cell":
            report = side.report and ReportReference(side.report.origin, side.report.part)
            yield CellReference(*side.cell, report)


def _figure(number: Number) -> Figure:
    return Figure(
        number.value, None if number.kind == "number" else "illegible" if number.kind == "illegible" else "blank"
    )
