"""Figures that are possible but unlikely, told from the tables and from the kind of body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportcheck.patterns import not_before, pattern
from reportcheck.rules.plausibility.cells import FEE_UNPAID, about, extended, read_cell
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule, undecided
from reportcheck.values import Arguments

FEW = 10
"""Requests up to which shares say nothing."""
FIRST_YEAR_OF_FEES = 2021
"""The rules on the processing fee were issued in November 2020."""

MISCELLANEOUS = "result.other.miscellaneous"

_ENFORCING = pattern(
    r"市场监督?管理?局|公安局|城管|城市管理|综合行政执法|卫生?健康?(?:委|局)|应急(?:管理)?局|生态环境局",
    needs=("市场监", "公安", "城管", "城市管理", "执法", "卫", "应急", "环境"),
)
_REGION = (
    rf"(?:{not_before('和与及、')}(?s:.)){{2,8}}?"
    rf"(?:自治区|自治州|地区|新区|省|市{not_before('场政民')}|县|区(?!域)|州|旗|盟)"
)


@rule("in-force-below-net-issued")
def in_force_below_net_issued(case: Case) -> Iterator[Verdict]:
    """One check a row that has the three columns; what is in force holds at least what was issued and not repealed."""
    table = case.form_table("disclosure")
    rows = [row.id for row in table.rows if {"issued", "repealed", "in_force"} <= set(row.columns)] if table else []
    for row in rows:
        cells = [("disclosure", row, column) for column in ("issued", "repealed", "in_force")]
        issued, repealed, in_force = (read_cell(case, cell) for cell in cells)
        reason = issued.reason or repealed.reason or in_force.reason
        expected = (issued.value or 0) - (repealed.value or 0)
        if reason is None and expected <= (in_force.value or 0):
            yield HOLDS
            continue
        where = about(case, cells, {"table": "disclosure", "row": row})
        if reason in ("illegible", "missing-cell"):
            yield undecided(reason, **where) if reason == "illegible" else NOT_APPLICABLE
        elif expected <= (in_force.value or 0):
            yield HOLDS
        elif in_force.reason:
            yield undecided("text-copy" if case.is_text_copy else "blank", **where)
        else:
            values: Arguments = {"issued": issued.value or 0, "repealed": repealed.value or 0}
            yield broken(**extended(where, values | {"expected": expected, "found": in_force.value}))
    if not rows:
        yield NOT_APPLICABLE


@rule("regulation-without-power")
def regulation_without_power(case: Case) -> Iterator[Verdict]:
    """Only bodies whose name shows that they have no power; in the form of 2019 only what they made themselves."""
    table = case.form_table("disclosure")
    if table is None or "regulation" not in {row.id for row in table.rows} or not _has_no_power(case):
        yield NOT_APPLICABLE
        return
    columns = [column for column in table.row("regulation").columns if not column.startswith("published")]
    cells = [("disclosure", "regulation", column) for column in columns]
    figures = {cell: read_cell(case, cell) for cell in cells}
    wrong = [cell for cell, figure in figures.items() if figure.value]
    arguments: Arguments = {"table": "disclosure", "row": "regulation"}
    if wrong:
        first = {"column": wrong[0][2], "found": figures[wrong[0]].value}
        yield broken(**about(case, wrong, arguments | first))
    elif any(figure.reason == "illegible" for figure in figures.values()):
        yield undecided("illegible", **about(case, cells, arguments))
    else:
        yield HOLDS


@rule("implausible-zero")
def implausible_zero(case: Case) -> Iterator[Verdict]:
    """Bodies whose main task is enforcement, by their name; blanks are no zeros."""
    cells = [("disclosure", row, "decisions") for row in ("licensing", "penalty")]
    name = case.report.publisher or ""
    if case.report.publisher_kind != "department" or not _ENFORCING.search(name):
        yield NOT_APPLICABLE
        return
    figures = [read_cell(case, cell) for cell in cells]
    where = about(case, cells, {"table": "disclosure"})
    if any(figure.value for figure in figures):
        yield HOLDS
    elif all(figure.value == 0 for figure in figures):
        yield broken(**where)
    elif any(figure.reason == "illegible" for figure in figures):
        yield undecided("illegible", **where)
    else:
        yield NOT_APPLICABLE


@rule("fee-unpaid-before-2021")
def fee_unpaid_before_2021(case: Case) -> Iterator[Verdict]:
    """A row of the newer form in a report for a year in which nobody could be asked for the fee."""
    cell = ("requests", FEE_UNPAID, "total")
    figure = read_cell(case, cell)
    year = case.report.year
    where = about(case, [cell], {"table": "requests", "row": FEE_UNPAID, "year": year})
    if year is None or year >= FIRST_YEAR_OF_FEES or cell not in case.facts:
        yield NOT_APPLICABLE
    elif figure.reason == "illegible":
        yield undecided("illegible", **where)
    else:
        yield broken(**extended(where, {"found": figure.value})) if figure.value else HOLDS


@rule("mostly-miscellaneous")
def mostly_miscellaneous(case: Case) -> Iterator[Verdict]:
    """The column of totals; a few requests are no share of anything."""
    cells = [("requests", row, "total") for row in (MISCELLANEOUS, "handled")]
    found, handled = (read_cell(case, cell) for cell in cells)
    where = about(case, cells, {"table": "requests", "row": MISCELLANEOUS})
    if "illegible" in (found.reason, handled.reason):
        yield undecided("illegible", **where)
    elif found.value is None or handled.value is None:
        yield NOT_APPLICABLE
    elif found.value > FEW and found.value * 2 > handled.value:
        yield broken(**extended(where, {"found": found.value, "handled": handled.value}))
    else:
        yield HOLDS


@rule("handled-below-carried-in")
def handled_below_carried_in(case: Case) -> Iterator[Verdict]:
    """The column of totals: little handled, or much carried over."""
    rows = ("received", "carried_in", "handled", "carried_out")
    cells = {row: ("requests", row, "total") for row in rows}
    figures = {row: read_cell(case, cell) for row, cell in cells.items()}
    where = about(case, list(cells.values()), {"table": "requests", "column": "total"})
    if any(figure.reason == "illegible" for figure in figures.values()):
        yield undecided("illegible", **where)
        return
    received, carried_in, handled, carried_out = (figures[row].value for row in rows)
    if received is None or carried_in is None or handled is None or carried_out is None:
        yield NOT_APPLICABLE
    elif handled < carried_in:
        yield broken(**extended(where, {"handled": handled, "carried_in": carried_in}))
    elif carried_out > FEW and carried_out * 3 > received:
        yield broken(variant="carried_out", **extended(where, {"carried_out": carried_out, "received": received}))
    else:
        yield HOLDS


def _has_no_power(case: Case) -> bool:
    """A city may have the power or not: that is not seen from its name. Bodies without a region are the State's."""
    kind, name = case.report.publisher_kind, "".join((case.report.publisher or "").split())
    if kind in ("township", "subdistrict"):
        return True
    region = re.match(_REGION, name)
    if region is None or name.startswith("国家"):
        return False
    if kind == "department":
        return not region[0].endswith("新区")
    names = re.findall(_REGION, name)
    return kind in ("government", "office") and names[-1].endswith(("县", "旗", "区")) and not _is_high(names[-1])


def _is_high(region: str) -> bool:
    return region.endswith(("自治区", "地区", "新区"))
