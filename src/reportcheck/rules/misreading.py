"""A broken sum among figures that stood in no cell of their own → whether our own reading is likely at fault.

In lines of text nothing but the order says which figure is whose. Where a misreading that costs little, no digit
changed, makes every identity hold that hangs together with the broken one, and breaks no other, it is assumed that the
reader misplaced the figures. What each kind of misreading costs stands in MISREADINGS.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise

from reportcheck.forms import FormTable
from reportcheck.forms.instances import Cell, Instance
from reportcheck.rules.rule import Case
from reportcheck.tuples import NamedTuple
from reportcheck.values import Fact, LinePlace, PagePlace

Values = Mapping[Cell, int | Decimal]
Changed = dict[Cell, int | Decimal]
Readings = Callable[["Figures", Sequence[Instance]], Iterator[Changed]]

DEAREST = 1
"""What a misreading may cost to be assumed; what costs more is taken for what the publisher printed."""


class Figures(NamedTuple):
    """The figures of one table as they were read.

    `rows` are printed side by side; `loose` cells had no place of their own; `joined` ones none but ink beside ink.
    """

    table: FormTable
    values: Values
    rows: tuple[tuple[Cell, ...], ...]
    loose: frozenset[Cell]
    joined: frozenset[Cell]


class Misreading(NamedTuple):
    """One way in which a reader may err: its cost, None where no cost is low enough, and what it might have read.

    Without `readings` it is not thought out here: a second reader tells it, or nobody can.
    """

    name: str
    cost: int | None
    readings: Readings | None
    zh: str
    en: str


def is_own_misreading(case: Case, broken: Instance, instances: Sequence[Instance]) -> bool:
    """`instances` are all of the table; those with a cell that was not read say nothing."""
    figures = _figures(case, broken.table)
    if figures.loose.isdisjoint(broken.cells):
        return False
    read = [each for each in (broken, *instances) if figures.values.keys() >= set(each.cells)]
    holding = [each for each in read if each.holds(figures.values)]
    faulty = [each for each in _connected(broken, read) if not each.holds(figures.values)]
    return _is_explained(case, broken.table, tuple(sorted(faulty, key=read.index)), tuple(holding))


@lru_cache(maxsize=16)
def _is_explained(case: Case, table: FormTable, faulty: Sequence[Instance], holding: Sequence[Instance]) -> bool:
    """Whether a misreading that costs little mends all that are broken together; asked by each of them."""
    figures = _figures(case, table)
    touching: dict[Cell, list[Instance]] = defaultdict(list)
    for each in (*faulty, *holding):
        for cell in each.cells:
            touching[cell].append(each)
    return any(
        _mends(changed, figures.values, faulty, touching)
        for kind in MISREADINGS
        if kind.readings and kind.cost is not None and kind.cost <= DEAREST
        for changed in kind.readings(figures, faulty)
    )


def _mends(
    changed: Changed, values: Values, faulty: Sequence[Instance], touching: Mapping[Cell, list[Instance]]
) -> bool:
    """Whether all broken sums would hold, and those too that held and have one of the cells."""
    if any(changed.keys().isdisjoint(each.cells) for each in faulty):
        return False
    after = {**values, **changed}
    return all(each.holds(after) for cell in changed for each in touching[cell])


@lru_cache(maxsize=4)
def _figures(case: Case, table: FormTable) -> Figures:
    """Of a table printed as a grid the loose cells are none, and nothing else is asked."""
    facts = {(f.row, f.column): f for f in case.report.facts if f.table == table.id}
    values = {cell: f.number.value or 0 for cell, f in facts.items() if f.number.kind != "illegible"}
    rows = tuple(_printed_rows(table))
    shared = Counter(fact.place for fact in facts.values())
    lines = {cell for cell, fact in facts.items() if isinstance(fact.place, LinePlace)}
    ink = {cell for cell, fact in facts.items() if shared[fact.place] > 1} - lines
    ink.update(chain.from_iterable(row for row in rows if _is_unruled([facts[cell] for cell in row if cell in facts])))
    return Figures(table, values, rows, frozenset(lines | ink), frozenset(ink))


def _is_unruled(row: Sequence[Fact]) -> bool:
    """Ruled cells border on one another; figures without rules stand further apart than they are wide."""
    boxes = [fact.place.box for fact in row if isinstance(fact.place, PagePlace)]
    pairs = list(pairwise(sorted(boxes)))
    return bool(pairs) and all(
        right[0] - left[2] > max(left[2] - left[0], right[2] - right[0]) for left, right in pairs
    )


def _connected(start: Instance, instances: Iterable[Instance]) -> list[Instance]:
    """The instances that share cells with it, or with one that does."""
    group = [start]
    cells = set(start.cells)
    rest = [each for each in instances if each is not start]
    while linked := [each for each in rest if not cells.isdisjoint(each.cells)]:
        group += linked
        cells.update(cell for each in linked for cell in each.cells)
        rest = [each for each in rest if each not in linked]
    return group


def _printed_rows(table: FormTable) -> Iterator[tuple[Cell, ...]]:
    """The cells that are printed beside one another."""
    if table.layout == "across":
        yield table.cells
    else:
        yield from (tuple((row.id, column) for column in row.columns) for row in table.rows)


def _moved(figures: Figures, faulty: Sequence[Instance]) -> Iterator[Changed]:
    """One figure of a row taken out and put in elsewhere, those between moving up."""
    for row in figures.rows:
        if figures.loose.issuperset(row) and not any(set(row).isdisjoint(each.cells) for each in faulty):
            printed = [figures.values.get(cell, 0) for cell in row]
            for start in range(len(row)):
                for end in range(len(row)):
                    moved = _shifted(printed, start, end)
                    if moved != printed:
                        yield _differences(row, printed, moved)


def _column_moved(figures: Figures, faulty: Sequence[Instance]) -> Iterator[Changed]:
    """One column taken out and put in elsewhere, alike in every row that has it; its own sums go with it."""
    if any(each.identity.along == "column" for each in faulty):
        return
    rows = [row for row in figures.rows if len(row) == len(figures.table.columns)]
    if figures.table.layout == "across" or len(rows) < 2 or not figures.loose.issuperset(chain.from_iterable(rows)):
        return
    for start in range(len(rows[0])):
        for end in range(len(rows[0])):
            if start != end:
                changed: Changed = {}
                for row in rows:
                    printed = [figures.values.get(cell, 0) for cell in row]
                    changed |= _differences(row, printed, _shifted(printed, start, end))
                yield changed


def _parted(figures: Figures, faulty: Sequence[Instance]) -> Iterator[Changed]:
    """The digits of two neighbours parted at another place: 12 3 for 1 23."""
    rows = (row for row in figures.rows if not any(set(row).isdisjoint(each.cells) for each in faulty))
    for row in rows:
        for left, right in pairwise(row):
            one, other = figures.values.get(left), figures.values.get(right)
            if {left, right} <= figures.joined and isinstance(one, int) and isinstance(other, int):
                digits = f"{one}{other}"
                for end in range(1, len(digits)):
                    parts = digits[:end], digits[end:]
                    if end != len(str(one)) and parts == tuple(str(int(part)) for part in parts):
                        yield {left: int(parts[0]), right: int(parts[1])}


def _shifted(printed: Sequence[int | Decimal], start: int, end: int) -> list[int | Decimal]:
    moved = [*printed]
    moved.insert(end, moved.pop(start))
    return moved


def _differences(row: Sequence[Cell], before: Sequence[int | Decimal], after: Sequence[int | Decimal]) -> Changed:
    return {cell: new for cell, old, new in zip(row, before, after, strict=True) if old != new}


MISREADINGS = (
    Misreading(
        "other-digits",
        0,
        None,
        "另一种读取方式在同一方框内读到不同的数字：该格列为无法辨认，涉及的核对未能判读。",
        "The second reader sees other digits in the box of the cell: the cell is illegible, its checks are undecided.",
    ),
    Misreading(
        "moved-figure",
        1,
        _moved,
        "同一行里有一个数字读到了别的栏，其间的数字依次错开。",
        "One figure of a row was read in another column, those between moved up.",
    ),
    Misreading(
        "moved-column",
        1,
        _column_moved,
        "有一栏的位置读错，各行都同样错开。",
        "One column was read in the place of another, alike in every row.",
    ),
    Misreading(
        "parted-elsewhere",
        1,
        _parted,
        "相邻两个数字的分界读错（“1”“23”读成“12”“3”），数字总体不变。",
        "Two neighbouring figures were parted at the wrong place (1 23 read as 12 3); no digit is changed.",
    ),
    Misreading(
        "two-moves",
        2,
        None,
        "需要两处以上错位才能说明：不作假定，按原文所填计。",
        "It would take two moves or more: not assumed, the figures count as printed.",
    ),
    Misreading(
        "changed-digit",
        None,
        None,
        "需要改动、增减数字才能说明：不作假定，按原文所填计。",
        "A digit would have to be changed, added or lost: never assumed, the figures count as printed.",
    ),
    Misreading(
        "own-cell",
        None,
        None,
        "数字在自己的表格线框或自己的单元格标签之内：位置不会读错，按原文所填计。",
        "The figure stands in ruled lines or a tag of its own: its place is not misread, it counts as printed.",
    ),
)
"""Every kind of misreading that might explain a broken sum, the cheapest first."""
