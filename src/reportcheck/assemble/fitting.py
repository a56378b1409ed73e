"""The rows of a document → for each prescribed table the fit of the edition that explains most.

Which row is which depends on labels and layout, not on the figures, and portals publish thousands of reports in one
layout: what was found for a layout is remembered and applied to the next document that has it.
"""

from __future__ import annotations

from functools import cache

from reportcheck import forms
from reportcheck.assemble.columns import Placing
from reportcheck.assemble.lines import Layout
from reportcheck.assemble.matching import BREAK, Match, Printed
from reportcheck.assemble.rows import Row
from reportcheck.assemble.tables import Fit, Placed, best_score, fit_table
from reportcheck.forms import FormTable
from reportcheck.tuples import NamedTuple
from reportcheck.values import Cell

MOST_REMEMBERED = 256
"""Layouts kept; a portal has one or a few."""
MOST_ROWS = 300
"""Rows of the largest document whose layout is kept: three tables have some forty."""
_PLAIN_DIGITS = 15

Chosen = tuple[Fit | None, str | None]
Skeleton = tuple[str | None, tuple[object, ...]]


class _Found(NamedTuple):
    """A fit without its document: the figures of a row are those from `start` to `stop` of its pieces."""

    table: FormTable
    edition: str
    score: float
    layout: Layout
    exact: tuple[Match, ...]
    placed: tuple[tuple[Match, int, int, Placing], ...]


_remembered: dict[Skeleton, tuple[tuple[_Found | None, str | None], ...]] = {}


@cache
def table_ids() -> tuple[str, ...]:
    """The ids of all prescribed tables, in form order."""
    return tuple(dict.fromkeys(table.id for form in forms.editions() for table in form.tables))


def best_fits(printed: Printed, preferred: str | None) -> list[Chosen]:
    """For each of `table_ids` (the fit or None, its edition or None where all editions are alike)."""
    if len(printed.rows) > MOST_ROWS:
        return [_best_fit(printed, id, preferred) for id in table_ids()]
    skeleton = (preferred, tuple(_skeleton(printed)))
    known = _remembered.get(skeleton)
    if known is not None:
        return [(found and _apply(found, printed), edition) for found, edition in known]
    fits = [_best_fit(printed, id, preferred) for id in table_ids()]
    if len(_remembered) >= MOST_REMEMBERED:
        del _remembered[next(iter(_remembered))]
    _remembered[skeleton] = tuple((fit and _abstract(fit), edition) for fit, edition in fits)
    return fits


def forget() -> None:
    """Drops what is remembered of layouts."""
    _remembered.clear()


def _best_fit(printed: Printed, id: str, preferred: str | None) -> Chosen:
    tables = {form.edition: table for form in forms.editions() for table in form.tables if table.id == id}
    if len({table.shape for table in tables.values()}) == 1:
        edition, table = next(iter(tables.items()))
        return fit_table(printed, table, edition), None
    chosen: Fit | None = None
    # The edition in force first: where it explains all there is to explain, no other can do better.
    for edition in sorted(tables, key=lambda edition: edition != preferred):
        if chosen is None or chosen.score < best_score(edition, id):
            fit = fit_table(printed, tables[edition], edition)
            chosen = fit if fit and (chosen is None or fit.score > chosen.score) else chosen
    return chosen, chosen.edition if chosen else None


def _skeleton(printed: Printed) -> list[object]:
    """All a fit depends on: texts but for plain digits, columns, headers, which rows share a table, what is between."""
    parts: list[object] = []
    tables: dict[tuple[int, int], int] = {}
    before = printed.breaks[0] if printed.breaks else 0
    for row, breaks in zip(printed.rows, printed.breaks, strict=True):
        apart = breaks - before if breaks - before < BREAK else BREAK
        before = breaks
        parts += (apart, tables.setdefault(row.blocks, len(tables)), row.split, row.grid, row.header)
        parts += [_anonymous(text) for text, *_ in row.context]
        parts.append(len(row.context))
        for text, _, column, _, column_span, _ in row.pieces:
            parts += (_anonymous(text), column, column_span)
        parts.append(len(row.pieces))
    return parts


def _anonymous(text: str) -> str:
    """One plain figure is as good as another."""
    return "0" if text.isascii() and text.isdigit() and len(text) <= _PLAIN_DIGITS else text


def _abstract(fit: Fit) -> _Found:
    placed = tuple((each.match, *_span(each.row, each.figures), each.placing) for each in fit.placed)
    return _Found(fit.table, fit.edition, fit.score, fit.layout, fit.exact, placed)


def _span(row: Row, figures: tuple[Cell, ...]) -> tuple[int, int]:
    """Which of the row's pieces the figures are: they stand side by side."""
    if not figures:
        return 0, 0
    start = next(index for index, piece in enumerate(row.pieces) if piece is figures[0])
    return start, start + len(figures)


def _apply(found: _Found, printed: Printed) -> Fit:
    rows = printed.rows
    placed = tuple(
        Placed(match, rows[match.at], rows[match.at].pieces[start:stop], placing)
        for match, start, stop, placing in found.placed
    )
    return Fit(found.table, found.edition, found.score, found.layout, found.exact, placed)
