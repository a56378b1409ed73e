"""Rows and columns of a case's tables → the figure the text is held against, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from reportcheck.forms import FormTable
from reportcheck.rules.rule import READERS_DISAGREE, Case, Cell
from reportcheck.tuples import NamedTuple

TOTAL = "total"


class Tabled(NamedTuple):
    """The sum of some rows of a table in its column of totals: `value`, else the reason there is none."""

    table: str
    cells: tuple[Cell, ...]
    value: int | Decimal
    reason: str | None


def requests_rows(case: Case, *names: str) -> Tabled | None:
    """Rows of table three, or groups of rows (result.refused); None where the table or a row is not there."""
    table = case.form_table("requests")
    if table is None:
        return None
    rows = _rows_named(table, names)
    found = [_row(case, row, table.row(row).columns) for row in rows]
    return None if not found else found[0] if len(found) == 1 else _joined("requests", found)


@lru_cache(maxsize=64)
def _rows_named(table: FormTable, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(row.id for name in names for row in table.rows if row.id == name or row.id.startswith(f"{name}."))


def cells_of(case: Case, table: str, cells: Sequence[tuple[str, str]]) -> Tabled | None:
    """The sum of single cells; None where the table is not there."""
    if case.form_table(table) is None:
        return None
    return _joined(table, [_nought(case, _cell(case, (table, *cell))) for cell in cells])


def _joined(table: str, found: Sequence[Tabled]) -> Tabled:
    cells = tuple(cell for each in found for cell in each.cells)
    reason = next((each.reason for each in found if each.reason), None)
    return Tabled(table, cells, sum((each.value for each in found), 0), reason)


def _row(case: Case, row: str, columns: Sequence[str]) -> Tabled:
    """The total as printed; where it is blank, what its parts come to if any of them is a number."""
    total = _cell(case, ("requests", row, TOTAL))
    if total.reason != "blank":
        return total
    parts = [_cell(case, ("requests", row, column)) for column in columns if column != TOTAL]
    known = [each for each in parts if each.reason is None]
    if any(each.reason not in (None, "blank") for each in parts):
        return total._replace(reason="illegible")
    if case.is_text_copy:
        return total._replace(reason="text-copy")
    # A row that is blank throughout in a table that has figures counts nothing.
    value = sum((each.value for each in known), 0)
    return Tabled("requests", tuple(cell for each in known or [total] for cell in each.cells), value, None)


def _nought(case: Case, cell: Tabled) -> Tabled:
    """A blank of table four is 0 where its row adds up with it as 0."""
    table, row, _ = cell.cells[0]
    if cell.reason != "blank" or table != "disputes" or table not in case.tables_with_numbers:
        return cell
    form_table = case.form_table(table)
    columns = form_table.row(row).columns if form_table else ()
    values = {column: case.counts.get((table, row, column)) for column in columns}
    parts = [value for column, value in values.items() if column != TOTAL]
    known = [value for value in parts if value is not None]
    return cell._replace(reason=None) if len(known) == len(parts) and sum(known) == values.get(TOTAL) else cell


def _cell(case: Case, cell: Cell) -> Tabled:
    fact = case.facts.get(cell)
    if fact is None:
        return Tabled(cell[0], (cell,), 0, "missing-cell")
    number = fact.number
    if cell in case.disagreed:
        return Tabled(cell[0], (cell,), 0, READERS_DISAGREE)
    if number.kind == "number":
        return Tabled(cell[0], (cell,), number.value or 0, None)
    return Tabled(cell[0], (cell,), 0, "illegible" if number.kind == "illegible" else "blank")
