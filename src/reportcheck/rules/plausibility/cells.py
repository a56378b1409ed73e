"""Cells of a report → what can be reasoned with, and how a verdict names them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportcheck.rules.rule import Case, Cell
from reportcheck.tuples import NamedTuple
from reportcheck.values import Arguments, CellReference

FEE_UNPAID = "result.other.fee_unpaid"


class Figure(NamedTuple):
    """A cell as far as it can be reasoned with: its number, or why there is none. A blank is no number."""

    value: int | Decimal | None
    reason: str | None


def read_cell(case: Case, cell: Cell) -> Figure:
    """The number of a cell, or missing-cell, illegible, blank (a dash too)."""
    fact = case.facts.get(cell)
    if fact is None:
        return Figure(None, "missing-cell")
    number = fact.number
    return Figure(
        number.value, None if number.kind == "number" else "illegible" if number.kind == "illegible" else "blank"
    )


def extended(where: dict[str, object], more: Arguments) -> dict[str, object]:
    """The same with more arguments."""
    arguments = where["arguments"]
    assert isinstance(arguments, dict)
    return where | {"arguments": arguments | more}


def about(case: Case, cells: Sequence[Cell], arguments: Arguments) -> dict[str, object]:
    """The parts of a verdict that say which cells it is about; those that were not read are not named."""
    table = cells[-1][0]
    form_table = case.form_table(table)
    return {
        "section": form_table.section if form_table else None,
        "facts": tuple(CellReference(*cell) for cell in cells if cell in case.facts),
        "arguments": arguments,
        "table": table,
        "row": arguments.get("row"),
        "column": arguments.get("column"),
    }
