"""A `Form` → its empty form as an HTML page: headings, tables, labels, no figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from reportcheck.forms import Form, FormRow, FormTable, Label
from reportcheck.tuples import NamedTuple


class PrintedCell(NamedTuple):
    """A cell of the printed form and its spans; `is_figure` where a figure belongs."""

    text: str
    row_span: int = 1
    column_span: int = 1
    is_figure: bool = False


Figure = Callable[[str, str, str], str]
"""(table, row, column) → what is printed in that cell."""


def blank_form(form: Form) -> str:
    """The whole empty form of an edition as one HTML page."""
    parts = []
    for section in form.sections:
        parts.append(f"<h2>{section.numeral}、{section.headings[0]}</h2>")
        parts += [
            f"<h3>（{'一二三四五六七八九'[number]}）{aspect.headings[0]}</h3><p></p>"
            for number, aspect in enumerate(a for a in form.aspects if a.section == section.id)
        ]
        parts.append(table_html(form.table(section.table)) if section.table else "<p></p>")
    title = "政府信息公开工作年度报告"
    head = f'<!doctype html>\n<html lang="zh">\n<head><meta charset="utf-8"><title>{title}</title></head>'
    return "\n".join([head, f"<body>\n<h1>{title}</h1>", *parts, "</body>\n</html>\n"])


def table_html(table: FormTable, figure: Figure = lambda table, row, column: "") -> str:
    """One table as the form prints it, each cell filled by `figure` (HTML is escaped here)."""
    rows = ("".join(map(_cell_html, cells)) for cells in table_rows(table, figure))
    return '<table border="1">\n' + "\n".join(f"<tr>{cells}</tr>" for cells in rows) + "\n</table>"


def table_rows(table: FormTable, figure: Figure = lambda table, row, column: "") -> list[list[PrintedCell]]:
    """The printed rows of a table, each cell filled by `figure`."""
    rows = _across(table, figure) if table.layout == "across" else _down(table, figure)
    return list(rows)


def _cell_html(cell: PrintedCell) -> str:
    spans = f' rowspan="{cell.row_span}"' * (cell.row_span > 1)
    spans += f' colspan="{cell.column_span}"' * (cell.column_span > 1)
    return f"<td{spans}>{escape(cell.text)}</td>"


def _printed(label: Label) -> str:
    return label.numeral + label.text


def _down(table: FormTable, figure: Figure) -> Iterator[list[PrintedCell]]:
    return _blocks(table, figure) if any(row.block for row in table.rows) else _grouped(table, figure)


def _blocks(table: FormTable, figure: Figure) -> Iterator[list[PrintedCell]]:
    """Blocks stacked in one grid, each under its own heading and column labels."""
    width = max(len(row.columns) for row in table.rows)
    for block, members in groupby(table.rows, key=lambda row: row.block):
        rows = list(members)
        spans = _stretch(len(rows[0].columns), width)
        labels = [table.column(id).label.text for id in rows[0].columns]
        yield [PrintedCell(block, 1, width + 1)]
        yield [PrintedCell(table.stub), *(PrintedCell(text, 1, span) for text, span in zip(labels, spans, strict=True))]
        for row in rows:
            figures = (figure(table.id, row.id, id) for id in row.columns)
            cells = (PrintedCell(text, 1, span, is_figure=True) for text, span in zip(figures, spans, strict=True))
            yield [PrintedCell(_printed(row.label)), *cells]


def _stretch(count: int, width: int) -> list[int]:
    """Spans that fill the width: the last columns take what is over."""
    return [1] * (count - 1) + [width - count + 1]


def _grouped(table: FormTable, figure: Figure) -> Iterator[list[PrintedCell]]:
    """Rows under nested groups, columns under a header of three rows."""
    yield from _header(table)
    opened: set[str] = set()
    for row in table.rows:
        groups = _chain(row)
        cells: list[PrintedCell] = []
        for depth, group in enumerate(groups):
            if group not in opened:
                opened.add(group)
                members = sum(1 for each in table.rows if group in _chain(each))
                cells.append(PrintedCell(_printed(table.groups[group]), members))
            if depth == 1:
                break
        cells.append(PrintedCell(_printed(row.label), 1, 3 - min(len(groups), 2)))
        yield [*cells, *(PrintedCell(figure(table.id, row.id, id), is_figure=True) for id in row.columns)]


def _chain(row: FormRow) -> list[str]:
    """The groups a row stands under, outermost first: `result.refused` is within `result`."""
    if row.group is None:
        return []
    parts = row.group.split(".")
    return [".".join(parts[: end + 1]) for end in range(len(parts))]


def _header(table: FormTable) -> Iterator[list[PrintedCell]]:
    yield [PrintedCell(table.corner_note, 3, 3), PrintedCell(table.stub, 1, len(table.columns))]
    upper: list[PrintedCell] = []
    lower: list[PrintedCell] = []
    for group, members in groupby(table.columns, key=lambda column: column.group):
        columns = list(members)
        if group is None:
            upper += [PrintedCell(column.label.text, 2) for column in columns]
        else:
            upper.append(PrintedCell(table.groups[group].text, 1, len(columns)))
            lower += [PrintedCell(column.label.text) for column in columns]
    yield upper
    yield lower


def _across(table: FormTable, figure: Figure) -> Iterator[list[PrintedCell]]:
    """All rows side by side: a row without a group above its columns, rows with one below the group's cell."""
    width = len(table.columns)
    first: list[PrintedCell] = []
    second: list[PrintedCell] = []
    third: list[PrintedCell] = []
    for group, members in groupby(table.rows, key=lambda row: row.group):
        rows = list(members)
        labels = [PrintedCell(column.label.text, 2 if group is None else 1) for column in table.columns]
        if group is None:
            first += [PrintedCell(row.label.text, 1, width) for row in rows]
            second += labels * len(rows)
        else:
            first.append(PrintedCell(table.groups[group].text, 1, width * len(rows)))
            second += [PrintedCell(row.label.text, 1, width) for row in rows]
            third += labels * len(rows)
    yield first
    yield second
    yield third
    yield [PrintedCell(figure(table.id, row.id, id), is_figure=True) for row in table.rows for id in row.columns]
