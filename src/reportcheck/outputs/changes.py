"""Two reports of one body → lines for people: the figures that changed, last year's beside this year's.

A blank or a dash is no change where the other year has 0. The rows and columns are those of the later report's form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from reportcheck import forms
from reportcheck.forms import FormTable
from reportcheck.language import pad, printable, sentence, shown, width, wrap
from reportcheck.outputs import Manner
from reportcheck.rules.phrasing import row_label
from reportcheck.tuples import NamedTuple
from reportcheck.values import Language, Number, Report

GAP = "  "
NARROWEST = 20
Cell = tuple[str, str, str]


class Change(NamedTuple):
    """One figure that is not last year's, in the words it is shown in."""

    table: str
    row: str
    column: str
    before: str
    now: str


def change_lines(earlier: Report, later: Report, manner: Manner) -> Iterator[str]:
    """A heading, a block a table, and how many figures are the same; on a narrow terminal the row has its own line."""
    language = manner.language
    changes, same = _changes(earlier, later, language)
    yield sentence("changes.title", language, year=earlier.year)
    if changes:
        yield from _table(changes, earlier, later, manner)
    yield GAP + sentence("changes.count", language, count=len(changes), same=same)


def _changes(earlier: Report, later: Report, language: Language) -> tuple[list[Change], int]:
    """Cell by cell of the later report; cells that only one of them has are neither changed nor the same."""
    before, now = ({(f.table, f.row, f.column): f.number for f in report.facts} for report in (earlier, later))
    tables = {table.id: forms.edition(table.edition).table(table.id) for table in later.tables}
    both = [cell for cell in now if cell in before]
    changed = [cell for cell in both if not _is_same(before[cell], now[cell])]
    return [_change(tables[cell[0]], cell, before, now, language) for cell in changed], len(both) - len(changed)


def _is_same(one: Number, other: Number) -> bool:
    if "illegible" in (one.kind, other.kind):
        return one == other
    return (one.value or 0) == (other.value or 0)


def _change(
    table: FormTable, cell: Cell, before: Mapping[Cell, Number], now: Mapping[Cell, Number], language: Language
) -> Change:
    _, row, column = cell
    name = table.name_zh if language == "zh" else table.name_en.capitalize()
    label = table.column(column).label
    figures = (_shown(numbers[cell], language) for numbers in (before, now))
    return Change(name, row_label(table, row, language), label.text if language == "zh" else label.english, *figures)


def _shown(number: Number, language: Language) -> str:
    if number.value is not None:
        return shown(number.value, language)
    return printable(number.printed) or sentence("advice.blank", language)


def _table(changes: Sequence[Change], earlier: Report, later: Report, manner: Manner) -> Iterator[str]:
    years = [sentence("text.year", manner.language, year=report.year) for report in (earlier, later)]
    widest = [max(map(width, figures)) for figures in zip(years, *((c.before, c.now) for c in changes), strict=True)]
    columns = max(width(change.column) for change in changes)
    rows = max(width(change.row) for change in changes)
    is_wide = manner.columns is None or rows + columns + sum(widest) + 5 * len(GAP) <= manner.columns
    room = rows if is_wide else 0

    def line(row: str, column: str, *figures: str) -> str:
        right = GAP.join(pad(figure, wide, right=True) for figure, wide in zip(figures, widest, strict=True))
        return GAP * 2 + (pad(row, room) + GAP if is_wide else GAP) + pad(column, columns) + GAP + right

    for table, of_table in groupby(changes, lambda change: change.table):
        yield GAP + pad(table, room + columns + 3 * len(GAP)) + line("", "", *years)[room + columns + 4 * len(GAP) :]
        for row, of_row in groupby(of_table, lambda change: change.row):
            if not is_wide:
                yield from (GAP * 2 + part for part in wrap(row, max((manner.columns or 0) - 2 * len(GAP), NARROWEST)))
            for number, each in enumerate(of_row):
                yield line("" if number else row, each.column, each.before, each.now)
