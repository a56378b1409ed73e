"""Blocks and the tables found in them → what is printed of the rows and tables that were not found.

Damaged markup tears a figure from its label, glues it to it, or spoils a header: such a row or table was not read, but
it is not absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from reportcheck.assemble.layout import Tables
from reportcheck.assemble.rows import is_label
from reportcheck.forms import Form, FormTable, Label
from reportcheck.grid import grid_rows
from reportcheck.labels import key, numeral
from reportcheck.numerals import is_figure
from reportcheck.patterns import pattern
from reportcheck.values import Block, Cell, Fact, Grid, Note, Place, Text, Unplaced

CODE = "figures-astray"
HOMELESS = frozenset({"torn", "glued", "no-home"})
"""Why figures that may be prescribed ones were not read."""
LEAST_LABELS = 3
"""Different labels of a table in a grid from which on its figures are the table's."""
LEAST_FIGURES = 3
"""Figures in the grids of a section from which on its table may be among them."""
LINES_BEFORE = 5
"""Lines before a table that may have fallen out of it: browsers put there what stands between its cells."""

_FIGURES = pattern(r"[\s\d.,]+$")


def find_unread(blocks: Sequence[Block], tables: Tables, form: Form) -> list[Unplaced]:
    """Labels without figures and figures without a home, of the tables that lack a row or were not found."""
    found = {reading.table.id: reading.table for reading in tables.readings}
    read = {(each.table, each.row) for each in _known(tables)}
    unread: list[Unplaced] = []
    for table in (found.get(each.id, each) for each in form.tables):
        missing = [row.label for row in table.rows if (table.id, row.id) not in read]
        if missing:
            unread += _unread_in_table(blocks, tables, table, missing)
    return unread


def find_figures_under(blocks: Sequence[Block], table: str, tables: Tables) -> list[Unplaced]:
    """The figures of the grids in a section whose table was not found: whatever they are, something stands there."""
    claimed = _claimed(tables)
    cells = [cell for block in blocks if isinstance(block, Grid) for cell in block.cells]
    figures = [cell for cell in cells if is_figure(cell.text) and cell.place not in claimed]
    enough = len(figures) >= LEAST_FIGURES
    return [Unplaced(table, None, None, cell.text, "no-home", cell.place) for cell in figures] if enough else []


def note_homeless(unplaced: Sequence[Unplaced]) -> list[Note]:
    """One note a table that figures were not read of: in some tables no sum would tell that they are missing."""
    lost: dict[str | None, list[Unplaced]] = {}
    for each in unplaced:
        if each.reason in HOMELESS and any(map(str.isdigit, each.printed)):
            lost.setdefault(each.table, []).append(each)
    return [Note(CODE, {"table": table, "count": len(found)}, found[0].place) for table, found in lost.items()]


def find_words_under(blocks: Sequence[Block], table: FormTable, tables: Tables) -> list[Unplaced]:
    """The pieces in a section whose table was not found that say the words of the table, whatever else is in them.

    In a grid, cells that hold several labels or a label and its figure; outside, lines of nothing but a label.
    """
    claimed = _claimed(tables)
    names = {name for label in _labels(table) for _, name in _names(label) if len(name) > 1}
    said: set[str] = set()
    found: list[Unplaced] = []
    for text, place, whole in _own_pieces(blocks, claimed):
        words = key(_FIGURES.sub("", text)) if whole else key(text)
        own = {words} & names if whole else {name for name in names if name in words}
        if own:
            said |= own
            glued = any(map(str.isdigit, text))
            found.append(Unplaced(table.id, None, None, text, "glued" if glued else "torn", place))
    return found if len(said) >= LEAST_LABELS else []


def _own_pieces(blocks: Sequence[Block], claimed: Set[Place]) -> Iterator[tuple[str, Place, bool]]:
    """The cells of grids nothing was read in, and the lines; whether the piece must be a label as a whole."""
    for block in blocks:
        if isinstance(block, Grid) and not any(cell.place in claimed for cell in block.cells):
            yield from ((cell.text, cell.place, False) for cell in block.cells)
        elif isinstance(block, Text) and not block.link:
            yield block.text, block.place, True


def _unread_in_table(
    blocks: Sequence[Block], tables: Tables, table: FormTable, missing: Sequence[Label]
) -> Iterator[Unplaced]:
    claimed = _claimed(tables)
    own = {fact.place for reading in tables.readings for fact in reading.facts if fact.table == table.id}
    if own:
        yield from _bare_labels(_pieces_of_tables(blocks, tables.blocks), table, missing)
    for grid in (block for block in blocks if isinstance(block, Grid)):
        places = {cell.place for cell in grid.cells}
        if own & places or (not claimed & places and _is_of(grid, table)):
            for cell in _unclaimed(grid, claimed):
                yield Unplaced(table.id, None, None, cell.text, "torn", cell.place)


def _known(tables: Tables) -> list[Fact | Unplaced]:
    return [*(fact for reading in tables.readings for fact in reading.facts), *tables.unplaced]


def _claimed(tables: Tables) -> set[Place]:
    """Where the figures stand that were read, or are known to have no home."""
    return {each.place for each in _known(tables)}


def _unclaimed(grid: Grid, claimed: Set[Place]) -> Iterator[Cell]:
    """The figures behind the labels of the rows in which no figure was read."""
    for row in grid_rows(grid):
        if not any(cell.place in claimed for cell in row):
            behind = takewhile(lambda cell: not is_label(cell.text), reversed(row))
            yield from reversed([cell for cell in behind if is_figure(cell.text)])


def _bare_labels(pieces: Iterator[tuple[str, Place]], table: FormTable, missing: Sequence[Label]) -> Iterator[Unplaced]:
    """Whole cells or lines that are the label of a missing row and of nothing else, alone or with figures glued on."""
    others = {name for label in _labels(table) if label not in missing for name in _names(label)}
    wanted = {name for label in missing for name in _names(label)} - others
    for text, place in pieces:
        bare = _FIGURES.sub("", text)
        if (numeral(bare), key(bare)) in wanted:
            yield Unplaced(table.id, None, None, text, "torn" if bare == text else "glued", place)


def _pieces_of_tables(blocks: Sequence[Block], taken: frozenset[int]) -> Iterator[tuple[str, Place]]:
    """What is printed in the tables that were found, and on the lines right before them."""
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and index in taken:
            yield from ((cell.text, cell.place) for cell in block.cells)
        elif isinstance(block, Text) and not block.link and taken.intersection(range(index, index + LINES_BEFORE + 1)):
            yield block.text, block.place


def _is_of(grid: Grid, table: FormTable) -> bool:
    """Whether most of a grid's labels are those of the table, and at least three different ones."""
    known = {name for label in _labels(table) for _, name in _names(label)}
    labels = [key(cell.text) for cell in grid.cells if is_label(cell.text)]
    of_table = [label for label in labels if label in known]
    return len(set(of_table)) >= LEAST_LABELS and len(of_table) * 2 >= len(labels)


def _labels(table: FormTable) -> Iterator[Label]:
    yield from (row.label for row in table.rows)
    yield from (column.label for column in table.columns)
    yield from table.groups.values()


def _names(label: Label) -> Iterator[tuple[str, str]]:
    """The numeral of the form and the key, once a wording: 总计 is a column, （七）总计 a row."""
    return ((numeral(label.numeral), key(wording)) for wording in label.wordings)
