"""Blocks → every prescribed table found in them, edition by edition, and the blocks that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from reportcheck import forms
from reportcheck.assemble.fitting import best_fits, table_ids
from reportcheck.assemble.flattened import restore_headers
from reportcheck.assemble.matching import BREAK, Printed
from reportcheck.assemble.rows import Row, blocks_to_rows, is_label, is_running_text
from reportcheck.assemble.tables import Fit, read_fit
from reportcheck.forms import FormTable
from reportcheck.labels import key
from reportcheck.numerals import is_figure
from reportcheck.tuples import NamedTuple
from reportcheck.values import Block, Cell, Fact, Grid, Place, Text, Unplaced, UnplacedReason

if TYPE_CHECKING:
    from reportcheck.assemble.glued import GluedTable

NOTE_SHARE = 0.7
"""Share of the corner note's character pairs that must be printed for the note to be there."""
LEAST_FIGURES = 3
"""Figures from which on a row belongs to a table and is no line under it: a date, a page, a number to call."""


class TableReading(NamedTuple):
    """A table found: `edition` is None where all editions print it alike, `corner_note` where the form has none."""

    table: FormTable
    edition: str | None
    facts: tuple[Fact, ...]
    place: Place
    corner_note: bool | None


class Tables(NamedTuple):
    """The tables found in form order, the figures without a home, and the blocks the tables stand in."""

    readings: tuple[TableReading, ...]
    unplaced: tuple[Unplaced, ...]
    blocks: frozenset[int]


def read_tables(blocks: Sequence[Block], barriers: frozenset[int], year: int | None) -> Tables:
    """All prescribed tables of the document; none reaches over a barrier."""
    rows = restore_headers(blocks_to_rows(blocks, barriers))
    weights = (BREAK if index in barriers else _is_prose(block) for index, block in enumerate(blocks))
    prose = [0, *accumulate(weights)]
    printed = Printed(rows, [prose[row.blocks[0]] for row in rows])
    in_force = forms.in_force(year) if year else None
    readings: list[TableReading] = []
    unplaced: list[Unplaced] = []
    consumed: set[int] = set()
    fits = best_fits(printed, in_force.edition if in_force else None)
    for id, (fit, edition) in zip(table_ids(), fits, strict=True):
        if fit:
            facts, without_home = read_fit(fit, printed)
            own = _own_blocks(blocks, [rows[index] for index in fit.rows], fit.table) - barriers
            note = _corner_note(blocks, own | _lines_above(blocks, own, barriers), fit.table)
            readings.append(TableReading(fit.table, edition, tuple(facts), blocks[min(own)].place, note))
            unplaced += without_home
            consumed |= own
        elif glued := _find_glued(blocks, id):
            readings += _glued_readings(glued, blocks, id)
            unplaced += glued.unplaced
            consumed |= {glued.block} - {index for index, block in enumerate(blocks) if _has_sentence(block)}
    told = {each.place for each in unplaced}
    unplaced += _homeless_rows(rows, [fit for fit, _ in fits if fit], told)
    return Tables(tuple(readings), tuple(unplaced), frozenset(consumed))


def _homeless_rows(rows: Sequence[Row], fits: Sequence[Fit], told: Set[Place]) -> Iterator[Unplaced]:
    """Before and behind what was recognised too; `told` are the places of figures known to have no home."""
    owners = {index: fit for fit in fits for index in fit.rows}
    grids = {rows[index].blocks for index in owners if rows[index].grid}
    for index, row in enumerate(rows):
        if index in owners or not row.grid or row.blocks not in grids:
            continue
        figures = [piece for piece in row.pieces[row.split :] if is_figure(piece.text) and piece.place not in told]
        if sum(any(map(str.isdigit, figure.text)) for figure in figures) >= LEAST_FIGURES:
            beside = [other for other in owners if rows[other].blocks == row.blocks]
            nearest = min(beside, key=lambda other: abs(other - index))
            yield from _homeless(row, figures, owners[nearest])


def _homeless(row: Row, figures: Sequence[Cell], fit: Fit) -> Iterator[Unplaced]:
    """Without a label a row may be any table's; with a label of its table it stands there once more."""
    label = next((piece.text for piece in reversed(row.pieces[: row.split]) if is_label(piece.text)), None)
    reason: UnplacedReason = "no-home" if label is None else "extra-row"
    if any(key(label or "") in line.keys for line in fit.layout.lines):
        label, reason = None, "duplicate"
    table = None if reason == "no-home" else fit.table.id
    return (Unplaced(table, label, None, figure.text, reason, figure.place) for figure in figures)


def _find_glued(blocks: Sequence[Block], id: str) -> GluedTable | None:
    """Asked where a table is missing."""
    from reportcheck.assemble.glued import find_glued

    return find_glued(blocks, id)


def _glued_readings(glued: GluedTable, blocks: Sequence[Block], id: str) -> Iterator[TableReading]:
    """A table of which no figure could be read is not among the tables."""
    if glued.facts:
        table = forms.edition(glued.edition).table(id)
        own = {glued.block}
        note = _corner_note(blocks, own, table)
        yield TableReading(table, glued.edition, glued.facts, blocks[glued.block].place, note)


def _has_sentence(block: Block) -> bool:
    return isinstance(block, Text) and "。" in block.text


def _is_prose(block: Block) -> bool:
    return isinstance(block, Text) and is_running_text(block.text)


def _own_blocks(blocks: Sequence[Block], rows: Sequence[Row], table: FormTable) -> set[int]:
    """The grids of the rows; for rows on lines everything from the header to the last figure."""
    own = {row.blocks[0] for row in rows if row.grid}
    labels = _labels(table)
    own |= {index - 1 for index in own if index and _is_label_line(blocks[index - 1], labels)}
    lines = [row for row in rows if not row.grid]
    if lines:
        first, last = lines[0].blocks[0], max(row.blocks[1] for row in lines)
        own |= {index for index in range(first, last + 1) if not _is_prose(blocks[index])}
        known = "\n".join(labels)
        while first > 0 and _is_header_line(blocks[first - 1], known):
            first -= 1
            own.add(first)
    return own


def _is_label_line(block: Block, labels: frozenset[str]) -> bool:
    """A line that is a label of the table: where outer rules are missing it stands above the grid, not in it."""
    return isinstance(block, Text) and key(block.text) in labels


def _is_header_line(block: Block, known: str) -> bool:
    """A line of nothing but labels of the table, parts of them, or their characters, as words broken over lines mix."""
    if not isinstance(block, Text) or _is_prose(block) or block.text.endswith("。"):
        return False
    return all(key(word) in known for word in block.text.split()) or set(key(block.text)) <= set(known)


@cache
def _labels(table: FormTable) -> frozenset[str]:
    return frozenset(_label_keys(table))


def _label_keys(table: FormTable) -> Iterator[str]:
    for row in table.rows:
        yield from map(key, (*row.label.wordings, row.block))
    for label in (*(column.label for column in table.columns), *table.groups.values()):
        yield from map(key, label.wordings)
    yield from map(key, (table.corner_note, table.stub))


def _lines_above(blocks: Sequence[Block], own: set[int], barriers: frozenset[int]) -> set[int]:
    """The lines since the last heading, table or running text: where cells have no rules a header stands in pieces."""
    first = start = min(own)
    while (
        start > 0
        and start - 1 not in barriers
        and isinstance(blocks[start - 1], Text)
        and not _is_prose(blocks[start - 1])
    ):
        start -= 1
    return set(range(start, first))


def _corner_note(blocks: Sequence[Block], own: Iterable[int], table: FormTable) -> bool | None:
    if not table.corner_note:
        return None
    printed = key("".join(text for index in sorted(own) for text in _long_texts(blocks[index])))
    wanted = key(table.corner_note)
    pairs = [wanted[i : i + 2] for i in range(len(wanted) - 1)]
    return sum(pair in printed for pair in pairs) >= NOTE_SHARE * len(pairs)


def _long_texts(block: Block) -> Iterator[str]:
    """The texts a corner note may be printed in: the cells of a grid, a line."""
    if isinstance(block, Grid):
        yield from [text for text, *_ in block.cells if len(text) > 1 and not text.isdigit()]
    elif isinstance(block, Text):
        yield block.text
