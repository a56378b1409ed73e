"""Rows of a document laid against one table of one edition → facts, leftovers, and how well it fits."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from reportcheck import forms
from reportcheck.assemble.columns import Placing, are_moved, context_score, place_figures
from reportcheck.assemble.flattened import without_fillers
from reportcheck.assemble.lines import Head, Layout, layouts
from reportcheck.assemble.matching import (
    BEST_ACROSS,
    Match,
    Printed,
    across_matches,
    add_moved,
    best_cluster,
    chain_matches,
    exact_matches,
    fill_gaps,
    find_duplicates,
    find_strays,
    is_part,
)
from reportcheck.assemble.rows import Row, is_label
from reportcheck.forms import FormTable
from reportcheck.labels import key
from reportcheck.numerals import is_figure, read_number
from reportcheck.tuples import NamedTuple
from reportcheck.values import Cell, Fact, Place, Unplaced, UnplacedReason, new

LEAST_SCORE = 2.5
LEAST_ROWS = 2
"""What must be found of a table for it to be there: a label or two may stand anywhere."""


class Placed(NamedTuple):
    """A row laid against a line of the form: its figures and where they go."""

    match: Match
    row: Row
    figures: tuple[Cell, ...]
    placing: Placing


class Fit(NamedTuple):
    """What came of laying the rows against the table: `score` compares editions, `rows` are those it explains."""

    table: FormTable
    edition: str
    score: float
    layout: Layout
    exact: tuple[Match, ...]
    placed: tuple[Placed, ...]

    @property
    def rows(self) -> list[int]:
        """The indices of the rows it explains."""
        return [placed.match.at for placed in self.placed]


def fit_table(printed: Printed, table: FormTable, edition: str) -> Fit | None:
    """The best reading of the rows as this table, or None."""
    fits = [_fit_layout(printed, table, edition, layout) for layout in layouts(edition, table.id)]
    return max((fit for fit in fits if fit is not None), key=lambda fit: fit.score, default=None)


def _fit_layout(printed: Printed, table: FormTable, edition: str, layout: Layout) -> Fit | None:
    rows = printed.rows
    across = layout.lines[0].row is None
    exact = [] if across else exact_matches(printed, layout)
    matches = across_matches(rows, layout) if across else chain_matches(exact, layout)
    matches = best_cluster(matches, printed.breaks)
    if not matches:
        return None
    if not across:
        matches = add_moved(rows, exact, fill_gaps(rows, layout, matches, exact))
    placed = _without_moved([_place(rows[match.at], match) for match in matches])
    score = sum(match.score for match in matches) + _header_score(placed)
    filled = any(each.placing.slots and any(each.placing.slots) for each in placed)
    some = filled or any(figure.text for each in placed for figure in each.figures)
    enough = some if across else len(matches) >= LEAST_ROWS and len(matches) * (1 + filled) > LEAST_ROWS
    if score < LEAST_SCORE or not enough:
        return None
    return Fit(table, edition, score, layout, tuple(exact), placed)


@cache
def best_score(edition: str, id: str) -> float:
    """What no reading of the table in that edition can go beyond: every line and every column found."""
    return max(_best_score(layout) for layout in layouts(edition, id))


def _best_score(layout: Layout) -> float:
    columns = {line.heads: len(line.heads) for line in layout.lines}
    best = BEST_ACROSS if layout.lines[0].row is None else 1.0
    return best * len(layout.lines) + sum(columns.values())


def _place(row: Row, match: Match) -> Placed:
    figures = _trim(without_fillers(row, row.pieces[match.split :]), len(match.line.slots))
    if _has_lost_its_first(row, match, figures):
        return Placed(match, row, figures, Placing(None, 0.0, 0.0))
    return Placed(match, row, figures, place_figures(row, figures, match.line))


def _has_lost_its_first(row: Row, match: Match, figures: Sequence[Cell]) -> bool:
    """Whether the first figure stands in the cell of the label: no label ends with a digit, and one figure is short."""
    short = len(figures) == len(match.line.slots) - 1
    return row.grid and short and match.split > 0 and row.pieces[match.split - 1].text[-1:].isdigit()


def _without_moved(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """A header in text stands before the first row only: where its columns are moved, those of the others are too."""
    moved = {each.match.line.heads for each in placed if are_moved(each.row, each.match.line)}
    return tuple(
        each._replace(placing=Placing(None, 0.0, 0.0)) if not each.row.grid and each.match.line.heads in moved else each
        for each in placed
    )


def _header_score(placed: Sequence[Placed]) -> float:
    """The number of distinct columns found by their labels."""
    headers: dict[tuple[Head, ...], float] = {}
    for each in placed:
        line = each.match.line
        score = each.placing.header_score if each.row.grid else context_score(each.row, line)
        headers[line.heads] = max(headers.get(line.heads, 0.0), score * len(line.heads))
    return sum(headers.values())


def read_fit(fit: Fit, printed: Printed) -> tuple[list[Fact], list[Unplaced]]:
    """→ (the facts in the form's order, the figures of the table that have no home in it)."""
    rows, breaks = printed.rows, printed.breaks
    id, matches = fit.table.id, [each.match for each in fit.placed]
    facts: list[Fact] = []
    unplaced: list[Unplaced] = []
    for each in fit.placed:
        _read_row(id, each, facts, unplaced)
    order = _cell_order(fit.edition, id)
    facts.sort(key=lambda fact: order[fact.row, fact.column])
    unplaced += _copies(rows, id, find_duplicates(fit.exact, matches, fit.layout, breaks), "duplicate")
    unplaced += _copies(rows, id, find_strays(printed, fit.exact, matches, fit.layout), "torn")
    unplaced += _leftovers(rows, id, matches, fit.layout, {each.place for each in unplaced})
    return facts, unplaced


@cache
def _cell_order(edition: str, id: str) -> dict[tuple[str, str], int]:
    return {cell: index for index, cell in enumerate(forms.edition(edition).table(id).cells)}


def _read_row(table: str, placed: Placed, facts: list[Fact], unplaced: list[Unplaced]) -> None:
    row, figures, slots = placed.row, placed.figures, placed.placing.slots
    if slots is None:
        line = placed.match.line.row
        unplaced += [Unplaced(table, line, None, f.text, "torn", f.place) for f in figures if f.text]
        return
    for figure, slot in zip(figures, slots, strict=True):
        if slot is not None:
            number = read_number(figure.text, slot.unit)
            facts.append(new(Fact, (table, slot.row, slot.column, number, figure.place)))
        elif figure.text:
            label = _column_label(row, figure)
            if not _repeats(row, figure, label):
                line = placed.match.line.row
                unplaced.append(Unplaced(table, line, label, figure.text, "extra-column", figure.place))


def _trim(figures: tuple[Cell, ...], wanted: int) -> tuple[Cell, ...]:
    """Blank cells too many at one end are nothing: editors leave them behind, lost column spans before the figures.

    At both ends they are nothing only where just as many are too many: else nobody can say which of them are figures.
    """
    excess = len(figures) - wanted
    leading = next((index for index, piece in enumerate(figures) if piece.text), 0)
    trailing = next((index for index, piece in enumerate(reversed(figures)) if piece.text), 0)
    if excess <= 0 or (min(leading, trailing) > 0 and leading + trailing != excess):
        return figures
    if min(leading, trailing) > 0:
        return figures[leading:-trailing]
    if trailing >= excess:
        return figures[:-excess]
    return figures[excess:] if leading >= excess else figures


def _repeats(row: Row, figure: Cell, label: str | None) -> bool:
    """A merged cell written out once more: the same figure under the same header word, right behind it."""
    index = row.pieces.index(figure)
    before = row.pieces[index - 1]
    return label is not None and before.text == figure.text and _column_label(row, before) == label


def _column_label(row: Row, figure: Cell) -> str | None:
    """What is printed above a figure, where a header stands above."""
    return next((leaf.path[-1] for leaf in row.header.leaves if leaf.column == figure.column and leaf.path), None)


def _copies(rows: Sequence[Row], table: str, matches: Sequence[Match], reason: UnplacedReason) -> list[Unplaced]:
    """The figures of rows whose line is known though they cannot be placed there."""
    return [
        Unplaced(table, match.line.row, None, piece.text, reason, piece.place)
        for match in matches
        for piece in rows[match.at].pieces[match.split :]
        if piece.text
    ]


def _leftovers(
    rows: Sequence[Row], table: str, matches: Sequence[Match], layout: Layout, told: Set[Place]
) -> list[Unplaced]:
    """The figures of rows that stand inside the table and have no home in it."""
    taken = {match.at for match in matches}
    most = max(len(line.slots) for line in layout.lines)
    found: list[Unplaced] = []
    for index in range(matches[0].at, matches[-1].at + 1):
        row = rows[index]
        if index in taken or not any(is_figure(piece.text) for piece in row.pieces[row.split :]):
            continue
        label = next((piece.text for piece in reversed(row.pieces[: row.split]) if is_label(piece.text)), None)
        reason: UnplacedReason = "no-home" if label is None else "extra-row"
        if any(is_part(row, line) or key(label or "") in line.keys for line in layout.lines):
            label, reason = None, "torn"
        figures = [piece for piece in row.pieces[row.split :] if piece.text and piece.place not in told]
        # More figures than any row of this table has are those of another.
        own = None if reason == "no-home" and len(figures) > most else table
        found += [Unplaced(own, label, None, piece.text, reason, piece.place) for piece in figures]
    return found
