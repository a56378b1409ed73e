"""Rows under a header whose spans were lost → the same rows with the header cells that stand over their figures.

Text has no merged cells: 自然人, 法人或其他组织, 总计 and below, from the left edge again, the kinds of organizations.
The words under a heading of several columns belong where that heading stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reportcheck import forms
from reportcheck.assemble.headers import Leaf, header_of
from reportcheck.assemble.lines import wording_keys
from reportcheck.assemble.rows import Row
from reportcheck.labels import key
from reportcheck.values import Cell


def without_fillers(row: Row, figures: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The figures without the blanks merged cells left before and behind them: nothing is printed above those."""
    if not figures or (figures[0].text and figures[-1].text):
        return figures
    printed = {leaf.column for leaf in row.header.leaves if leaf.path}
    unprinted = {leaf.column for leaf in row.header.leaves} - printed
    kept = [index for index, piece in enumerate(figures) if piece.text or piece.column not in unprinted]
    rest = figures[kept[0] : kept[-1] + 1] if kept else figures
    under = [column for column in printed if rest and column >= rest[0].column]
    return rest if len(rest) == len(under) else figures


def restore_headers(rows: Sequence[Row]) -> list[Row]:
    """Where header rows of one grid all begin at its left edge, without spans, and the columns come out even.

    Or where blanks stand behind the labels of columns: such a row of a grid is not seen to be a header.
    """
    found: list[Row] = []
    header: list[Row] = []
    filled: tuple[Leaf, ...] = ()
    for row in rows:
        if not header or header[-1].blocks != row.blocks or not row.grid:
            header, filled = [], ()
        if row.grid and row.split == len(row.pieces):
            header = [*header, row] if found and header and found[-1] is header[-1] else [row]
            filled = ()
        elif row.grid and _is_filled_header(row):
            header = [row]
            filled = tuple(Leaf(piece.column, (piece.text,) if piece.text else ()) for piece in row.pieces)
        leaves = _leaves(row, header) if len(header) > 1 else filled
        found.append(row.under(header_of(leaves)) if leaves else row)
    return found


def _is_filled_header(row: Row) -> bool:
    """A stub, labels of columns, blanks to the end."""
    labels, others = row.pieces[1 : row.split], row.pieces[row.split :]
    if not labels or (others and others[-1].text):
        return False
    return not any(piece.text for piece in others) and all(key(piece.text) in _column_keys() for piece in labels)


def _leaves(row: Row, header: Sequence[Row]) -> tuple[Leaf, ...]:
    """The header cells over the figures of the row, or none where they are not as many."""
    figures = row.pieces[row.split :]
    if not figures or any(piece.column_span > 1 or not piece.text for above in header for piece in above.pieces):
        return ()
    if any(above.pieces[0].column for above in header):
        return ()
    paths = _paths([above.pieces for above in header])
    if len(paths) != len(figures):
        return ()
    return tuple(Leaf(figure.column, path) for figure, path in zip(figures, paths, strict=True))


def _paths(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, ...]]:
    """The columns of the last row but one, the heading of several among them opened to those of the last."""
    upper, lower = ([piece.text for piece in row] for row in rows[-2:])
    groups = [index for index, text in enumerate(upper) if key(text) in _group_keys()]
    if len(groups) != 1:
        return []
    [at] = groups
    return [
        *((text,) for text in upper[:at]),
        *((upper[at], text) for text in lower),
        *((text,) for text in upper[at + 1 :]),
    ]


@cache
def _column_keys() -> frozenset[str]:
    """The labels the forms print over columns that carry no row's label."""
    tables = [table for form in forms.editions() for table in form.tables]
    columns = frozenset().union(*(wording_keys(column.label) for table in tables for column in table.columns))
    rows = frozenset().union(*(wording_keys(row.label) for table in tables for row in table.rows))
    return columns - rows


@cache
def _group_keys() -> frozenset[str]:
    """The headings the forms print over several columns."""
    tables = [table for form in forms.editions() for table in form.tables]
    groups = [table.groups[column.group] for table in tables for column in table.columns if column.group]
    return frozenset().union(*map(wording_keys, groups))
