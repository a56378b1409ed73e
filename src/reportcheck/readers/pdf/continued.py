"""Ruled tables page by page → tables as they were before the page breaks cut them, their torn labels whole again.

What decides is where rules stand and how the text flows: the columns run on, nothing is printed between, a line that
begins with a number begins something new. Figures are never put together: where both sides of a break have one in a
column, they are two rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from operator import itemgetter

from reportcheck.numerals import is_figure
from reportcheck.patterns import pattern
from reportcheck.readers.pdf.lines import join_lines
from reportcheck.readers.pdf.pages import PrintedTable
from reportcheck.readers.pdf.tolerances import Tolerances
from reportcheck.values import Cell, Grid, PagePlace

NUMBERED = 0.5
"""Part of the labels of a column that must begin with a number for one without to be no beginning."""

_NUMBER = pattern(
    r"\s*(?:[(（\[]?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）\]、.．,，:：]|[①-⑳]|第[一二三四五六七八九十\d]+)"
)


Row = dict[tuple[int, int], Cell]
"""The cells along an edge of a piece, by first column and column span."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A table or what pages have added up to: cells by row on numbered columns `xs`; its last edge may be open.

    `cells` grows in place when a piece is continued: a table may go on for hundreds of pages.
    """

    xs: tuple[float, ...]
    rows: int
    cells: list[Cell]
    open_top: bool
    open_bottom: bool


def to_piece(table: PrintedTable) -> Piece:
    """A table of one page."""
    lattice = table.lattice
    places = table.page.places(each.box for each in table.cells)
    cells = [Cell(text, *span, place) for (span, text, _), place in zip(table.cells, places, strict=True)]
    return Piece(lattice.xs, len(lattice.ys) - 1, cells, lattice.open_top, lattice.open_bottom)


def piece_to_grid(piece: Piece, place: PagePlace) -> Grid:
    """The finished table, rows without a cell of their own left out."""
    begins = sorted({cell.row for cell in piece.cells})
    number = {row: index for index, row in enumerate(begins)}
    cells = piece.cells
    if len(begins) < piece.rows:
        cells = [
            cell._replace(
                row=number[cell.row], row_span=bisect_left(begins, cell.row + cell.row_span) - number[cell.row]
            )
            for cell in cells
        ]
    return Grid(tuple(sorted(cells, key=itemgetter(1, 2))), place)


def continue_piece(
    first: Piece, second: Piece, em: float, allowed: Tolerances, *, beside: bool = False
) -> Piece | None:
    """Both as one table, if the second goes on with the columns of the first; None if it does not.

    `beside`: they stand in two columns of text, and begin in different places.
    """
    if beside:
        first = replace(first, xs=tuple(x + second.xs[0] - first.xs[0] for x in first.xs))
    xs = _common_columns(first.xs, second.xs, allowed.column * em / 2)
    if xs is None:
        return None
    upper, lower = _on_columns(first, xs), _on_columns(second, xs)
    lower = _without_repeated_head(upper, lower)
    if not lower.rows:
        return replace(upper, open_bottom=second.open_bottom)
    return _put_together(upper, lower)


def _common_columns(one: Sequence[float], other: Sequence[float], reach: float) -> tuple[float, ...] | None:
    """The columns of the finer part, if the outer edges agree and each inner edge of the coarser is one of them."""
    finer, coarser = (one, other) if len(one) >= len(other) else (other, one)
    edges = abs(finer[0] - coarser[0]) <= reach and abs(finer[-1] - coarser[-1]) <= reach
    kept = all(min(abs(x - y) for y in finer) <= reach for x in coarser)
    return tuple(finer) if edges and kept and len(coarser) > 2 else None


def _on_columns(piece: Piece, xs: Sequence[float]) -> Piece:
    """The same cells, their columns counted on the finer positions."""
    if len(piece.xs) == len(xs):
        return replace(piece, xs=tuple(xs))
    nearest = [min(range(len(xs)), key=lambda at: abs(xs[at] - x)) for x in piece.xs]
    cells = [
        cell._replace(
            column=nearest[cell.column],
            column_span=max(nearest[cell.column + cell.column_span] - nearest[cell.column], 1),
        )
        for cell in piece.cells
    ]
    return replace(piece, xs=tuple(xs), cells=cells)


def _without_repeated_head(upper: Piece, lower: Piece) -> Piece:
    """The rows at the top of the second part that say the same as those at the top of the first, figures aside."""
    same = 0
    for row in range(min(upper.rows, lower.rows)):
        if not (_head_row(upper, row) and _head_row(upper, row) == _head_row(lower, row)):
            break
        same = row + 1
    while same and any(cell.row < same < cell.row + cell.row_span for cell in lower.cells):
        same -= 1
    if not same:
        return lower
    cells = [cell._replace(row=cell.row - same) for cell in lower.cells if cell.row >= same]
    return replace(lower, rows=lower.rows - same, cells=cells, open_top=False)


def _head_row(piece: Piece, row: int) -> list[tuple[str, int, int]] | None:
    """The texts of a row of nothing but labels, with their columns; None for a row with a figure or a blank."""
    upto = takewhile(lambda cell: cell.row <= row, piece.cells)
    cells = [cell for cell in upto if cell.row == row]
    if not cells or not any(cell.text for cell in cells) or any(is_figure(cell.text) for cell in cells):
        return None
    return sorted((cell.text, cell.column, cell.column_span) for cell in cells)


def _put_together(upper: Piece, lower: Piece) -> Piece:
    """The cells of the second under those of the first; those that the break cut are one again."""
    last = {(c.column, c.column_span): i for i, c in enumerate(upper.cells) if c.row + c.row_span == upper.rows}
    above = {columns: upper.cells[index] for columns, index in last.items()}
    below = {(c.column, c.column_span): c for c in lower.cells if c.row == 0}
    torn = _is_torn(upper, lower, above, below) or _is_cut_through(upper, lower, above, below)
    joined = {
        columns: cell
        for columns, cell in below.items()
        if columns in above and (torn or _spans_on(above[columns], cell, upper))
    }
    for columns, cell in joined.items():
        before = above[columns]
        span = before.row_span + cell.row_span - torn
        text = _join_texts(before.text, cell.text)
        place = before.place if before.text or not cell.text else cell.place
        upper.cells[last[columns]] = before._replace(text=text, row_span=span, place=place)
    shift = upper.rows - torn
    rest = (c for c in lower.cells if c.row or (c.column, c.column_span) not in joined)
    upper.cells.extend(c._replace(row=c.row + shift) for c in rest)
    return Piece(upper.xs, upper.rows + lower.rows - torn, upper.cells, upper.open_top, lower.open_bottom)


def _join_texts(before: str, after: str) -> str:
    return before if before == after else join_lines(before, after)


def _is_torn(upper: Piece, lower: Piece, above: Row, below: Row) -> bool:
    """Whether the break goes through a row: what is printed on both sides of it are the two parts of labels.

    Either no rule is drawn at the break, or a label there is the rest of a numbered one.
    """
    if above.keys() != below.keys():
        return False
    pairs = [(above[columns], below[columns]) for columns in above]
    both = [(one, other) for one, other in pairs if one.text and other.text and not _is_repeated(one, other)]
    if not all(_is_rest(one, other, upper) for one, other in both):
        return False
    own = [(one, other) for one, other in pairs if one.row_span == 1 == other.row_span]
    if not any(one.text for one, _ in own) or not any(other.text for _, other in own):
        return False
    if any(_begins_anew(other.text) for _, other in own):
        return False
    return upper.open_bottom or lower.open_top or bool(both)


def _is_cut_through(upper: Piece, lower: Piece, above: Row, below: Row) -> bool:
    """Whether figures themselves are cut: below an open break stand digits without a label, under some figures only.

    Put together they are illegible, as they should be.
    """
    if above.keys() != below.keys() or not (upper.open_bottom or lower.open_top):
        return False
    pairs = [(above[columns], below[columns]) for columns in above]
    rest = [(one, other) for one, other in pairs if other.text]
    whole = [(one, other) for one, other in pairs if is_figure(one.text) and not other.text]
    return bool(rest and whole) and all(is_figure(o.text) and any(map(str.isdigit, n.text)) for n, o in rest)


def _is_repeated(one: Cell, other: Cell) -> bool:
    """Whether the second is the label of the first over again, as some print it at the top of each page."""
    return one.text == other.text and not is_figure(one.text) and one.row_span + other.row_span > 2


def _spans_on(before: Cell, after: Cell, upper: Piece) -> bool:
    """Whether a label over several rows goes on after the break: left blank there, repeated, or itself cut in two."""
    if is_figure(before.text) or is_figure(after.text) or before.row_span + after.row_span < 3:
        return False
    if not before.text or after.text in ("", before.text):
        return bool(before.text) or not after.text
    return _is_rest(before, after, upper)


def _is_rest(before: Cell, after: Cell, upper: Piece) -> bool:
    """Whether a text without a number stands in a column whose texts begin with one."""
    labels = [cell.text for cell in _labels(upper, before)]
    numbered = sum(_begins_anew(text) for text in labels)
    return _begins_anew(before.text) and not _begins_anew(after.text) and numbered > NUMBERED * len(labels)


def _labels(piece: Piece, like: Cell) -> Iterator[Cell]:
    """The labels that begin in the same column."""
    return (cell for cell in piece.cells if cell.column == like.column and cell.text and not is_figure(cell.text))


def _begins_anew(text: str) -> bool:
    return _NUMBER.match(text) is not None
