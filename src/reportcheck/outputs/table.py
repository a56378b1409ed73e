"""Reports → CSV, one line a fact; failures have no line here."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from reportcheck.language import printable, shown
from reportcheck.outputs import Item, Manner
from reportcheck.patterns import pattern
from reportcheck.values import Report, Value

COLUMNS = (
    "origin", "part", "publisher", "year", "edition", "table", "row", "column", "printed", "kind", "value", "remark",
)  # fmt: skip
FORMULA = tuple("=+-@\t\r")
NUMBER = pattern(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def write(items: Iterable[Item], out: TextIO, manner: Manner) -> None:
    """A head line and the facts of every report, in form order."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(COLUMNS)
    for item in items:
        if isinstance(item, Report):
            lines.writerows(_rows(item))


def cell(text: str | None) -> str:
    """A text as a cell no spreadsheet takes for a formula: `'` before = + - @ and tab, a plain number as it is."""
    shown_text = "\n".join(printable(line) for line in (text or "").split("\n"))
    guarded = (text or "").startswith(FORMULA) and not NUMBER.fullmatch(text or "")
    return f"'{shown_text}" if guarded else shown_text


def _rows(report: Report) -> Iterator[tuple[str | int | None, ...]]:
    head = (cell(report.origin), report.part, cell(report.publisher), report.year, cell(report.edition))
    for fact in report.facts:
        number = fact.number
        figure = (cell(number.printed), number.kind, _digits(number.value), cell(number.remark))
        yield (*head, fact.table, fact.row, fact.column, *figure)


def _digits(value: Value) -> str | None:
    """Decimals as JSON writes them: shortest form, no exponent."""
    return None if value is None else shown(value, "en")
