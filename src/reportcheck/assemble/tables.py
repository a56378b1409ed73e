"""Rows of a document laid against one table of one edition → facts, leftovers, and how well it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from reportcheck.assemble.columns import context_score, place_figures
from reportcheck.assemble.lines import Layout, layouts
from reportcheck.assemble.matching import (
    Match,
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
from reportcheck.assemble.rows import Piece, Row, is_label
from reportcheck.forms import FormTable
from reportcheck.numerals import is_figure, read_number
from reportcheck.values import Fact, Place, Unplaced, UnplacedReason

LEAST_SCORE = 2.5
LEAST_ROWS = 2
"""What must be found of a table for it to be there: a label or two may stand anywhere."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What came of laying the rows against the table: `score` compares editions, `rows` are those it explains."""

    table: FormTable
    edition: str
    score: float
    rows: tuple[int, ...]
    facts: tuple[Fact, ...]
    unplaced: tuple[Unplaced, ...]


def fit_table(rows: Sequence[Row], breaks: Sequence[int], table: FormTable, edition: str) -> Fit | None:
    """The best reading of the rows as this table, or None; `breaks[i]` counts the running text before row i."""
    fits = [_fit_layout(rows, breaks, table, edition, layout) for layout in layouts(edition, table.id)]
    return max((fit for fit in fits if fit is not None), key=lambda fit: fit.score, default=None)


def _fit_layout(
    rows: Sequence[Row], breaks: Sequence[int], table: FormTable, edition: str, layout: Layout
) -> Fit | None:
    across = layout.lines[0].row is None
    exact = [] if across else exact_matches(rows, layout)
    matches = best_cluster(across_matches(rows, layout) if across else chain_matches(exact, layout), breaks)
    if not matches:
        return None
    if not across:
        matches = add_moved(rows, exact, fill_gaps(rows, layout, matches))
    facts, unplaced, header = _place(rows, table.id, matches)
    score = sum(match.score for match in matches) + header
    placed = len(matches) if facts else 0
    enough = bool(facts or unplaced) if across else len(matches) >= LEAST_ROWS and placed + len(matches) > LEAST_ROWS
    if score < LEAST_SCORE or not enough:
        return None
    unplaced += _copies(rows, table.id, find_duplicates(exact, matches, layout, breaks), "duplicate")
    unplaced += _copies(rows, table.id, find_strays(exact, matches, breaks), "torn")
    unplaced += _leftovers(rows, table.id, matches, layout, {each.place for each in unplaced})
    order = {cell: index for index, cell in enumerate(table.cells)}
    facts.sort(key=lambda fact: order[fact.row, fact.column])
    place = tuple(match.index for match in matches)
    return Fit(table, edition, score, place, tuple(facts), tuple(unplaced))


def _place(rows: Sequence[Row], table: str, matches: Sequence[Match]) -> tuple[list[Fact], list[Unplaced], float]:
    """Figures → facts; the header score is the number of distinct columns found by their labels."""
    facts: list[Fact] = []
    unplaced: list[Unplaced] = []
    headers: dict[frozenset[str], float] = {}
    for match in matches:
        row = rows[match.index]
        figures = _trim(row.pieces[match.split :], len(match.line.slots))
        placing = place_figures(row, figures, match.line.slots)
        columns = frozenset(slot.column for slot in match.line.slots)
        score = placing.header_score if row.grid else context_score(row, match.line.slots)
        headers[columns] = max(headers.get(columns, 0.0), score * len(columns))
        if placing.slots is None:
            unplaced += [Unplaced(table, match.line.row, None, f.text, "torn", f.place) for f in figures if f.text]
            continue
        for figure, slot in zip(figures, placing.slots, strict=True):
            if slot is None:
                label = _column_label(row, figure)
                if figure.text and not _repeats(row, figure, label):
                    unplaced.append(Unplaced(table, match.line.row, label, figure.text, "extra-column", figure.place))
            else:
                number = read_number(figure.text, slot.unit)
                facts.append(Fact(table, slot.row, slot.column, number, figure.place))
    return facts, unplaced, sum(headers.values())


def _trim(figures: tuple[Piece, ...], wanted: int) -> tuple[Piece, ...]:
    """Blank cells too many at one end are nothing: editors leave them behind, lost column spans before the figures."""
    excess = len(figures) - wanted
    leading = next((index for index, piece in enumerate(figures) if piece.text), 0)
    trailing = next((index for index, piece in enumerate(reversed(figures)) if piece.text), 0)
    if excess <= 0 or min(leading, trailing) > 0:
        return figures
    if trailing >= excess:
        return figures[:-excess]
    return figures[excess:] if leading >= excess else figures


def _repeats(row: Row, figure: Piece, label: str | None) -> bool:
    """A merged cell written out once more: the same figure under the same header word, right behind it."""
    index = row.pieces.index(figure)
    before = row.pieces[index - 1]
    return label is not None and before.text == figure.text and _column_label(row, before) == label


def _column_label(row: Row, figure: Piece) -> str | None:
    """What is printed above a figure, where a header stands above."""
    return next((leaf.path[-1] for leaf in row.leaves if leaf.column == figure.column and leaf.path), None)


def _copies(rows: Sequence[Row], table: str, matches: Sequence[Match], reason: UnplacedReason) -> list[Unplaced]:
    """The figures of rows whose line is known though they cannot be placed there."""
    return [
        Unplaced(table, match.line.row, None, piece.text, reason, piece.place)
        for match in matches
        for piece in rows[match.index].pieces[match.split :]
        if piece.text
    ]


def _leftovers(
    rows: Sequence[Row], table: str, matches: Sequence[Match], layout: Layout, told: Set[Place]
) -> list[Unplaced]:
    """The figures of rows that stand inside the table and have no home in it."""
    taken = {match.index for match in matches}
    found: list[Unplaced] = []
    for index in range(matches[0].index, matches[-1].index + 1):
        row = rows[index]
        if index in taken or not any(is_figure(piece.text) for piece in row.pieces[row.split :]):
            continue
        label = next((piece.text for piece in reversed(row.pieces[: row.split]) if is_label(piece.text)), None)
        reason: UnplacedReason = "no-home" if label is None else "extra-row"
        if any(is_part(row, line) for line in layout.lines):
            label, reason = None, "torn"
        figures = [piece for piece in row.pieces[row.split :] if piece.text and piece.place not in told]
        found += [Unplaced(table, label, None, piece.text, reason, piece.place) for piece in figures]
    return found


def choose_edition(fits: Mapping[str, Fit], preferred: str | None) -> Fit | None:
    """The edition that explains most; of equals the preferred one, else the newest (first) given."""
    ranked = sorted(fits.values(), key=lambda fit: (-fit.score, fit.edition != preferred))
    return ranked[0] if ranked else None
