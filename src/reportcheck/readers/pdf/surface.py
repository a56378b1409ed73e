"""What is printed on a page, laid so that it reads from left to right, and back to where it stands as displayed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportcheck.readers.pdf.lattice import Lattice, Span
from reportcheck.readers.pdf.shapes import Box, Glyph, rounded
from reportcheck.tuples import NamedTuple
from reportcheck.values import PagePlace


class Surface(NamedTuple):
    """A page: its number, its size as displayed, and how its print runs there: 0 right, 1 down, 2 left, 3 up."""

    number: int
    width: float
    height: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as laid to be read."""
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)

    def laid(self, box: Box) -> Box:
        """A box as displayed → as laid to be read."""
        return _turned(box, -self.turn % 4, (self.width, self.height))

    def displayed(self, box: Box) -> Box:
        """A box as laid to be read → as displayed."""
        return _turned(box, self.turn, self.size) if self.turn else box

    def place(self, box: Box) -> PagePlace:
        """The place of a box as laid to be read."""
        return PagePlace(self.number, rounded(self.displayed(box) if self.turn else box))

    def places(self, boxes: Iterable[Box]) -> list[PagePlace]:
        """The same of many boxes side by side: each edge is rounded once."""
        across, down = _Tenths(), _Tenths()
        shown = map(self.displayed, boxes) if self.turn else boxes
        return [
            PagePlace(self.number, (across[left], down[top], across[right], down[bottom]))
            for left, top, right, bottom in shown
        ]


class _Tenths(dict[float, float]):
    """Numbers as places give them, by the numbers they were."""

    def __missing__(self, number: float) -> float:
        self[number] = tenth = round(number, 1)
        return tenth


def _turned(box: Box, turns: int, size: tuple[float, float]) -> Box:
    """The box on a sheet of that size after that many quarter turns clockwise."""
    x0, top, x1, bottom = box
    width, height = size
    if turns == 1:
        return height - bottom, x0, height - top, x1
    if turns == 2:
        return width - x1, height - bottom, width - x0, height - top
    return (top, width - x1, bottom, width - x0) if turns == 3 else box


def print_direction(glyphs: Iterable[Glyph]) -> int:
    """The direction most of the glyphs are read in, 0 where they are none."""
    counts = [0, 0, 0, 0]
    for glyph in glyphs:
        counts[glyph[6]] += 1
    return counts.index(max(counts))


def lay_glyphs(glyphs: Iterable[Glyph], surface: Surface) -> list[Glyph]:
    """The glyphs, and the direction each is read in, as laid to be read."""
    return [
        (text, *surface.laid((x0, top, x1, bottom)), em, (turn - surface.turn) % 4, spaced)
        for text, x0, top, x1, bottom, em, turn, spaced in glyphs
    ]


def lay_lattice(lattice: Lattice, surface: Surface) -> Lattice:
    """The table with the rows it is read by; of its open sides nothing is known any more."""
    corners = [surface.laid((x, y, x, y)) for x, y in zip(lattice.xs, (lattice.ys[0],) * len(lattice.xs), strict=True)]
    along = [surface.laid((lattice.xs[0], y, lattice.xs[0], y)) for y in lattice.ys]
    across, down = (along, corners) if surface.turn % 2 else (corners, along)
    xs, ys = sorted(box[0] for box in across), sorted(box[1] for box in down)
    cells = tuple(_laid_span(cell, len(lattice.ys) - 1, len(lattice.xs) - 1, surface.turn) for cell in lattice.cells)
    return Lattice(tuple(xs), tuple(ys), cells, open_top=False, open_bottom=False)


def _laid_span(cell: Span, rows: int, columns: int, turn: int) -> Span:
    row, column, row_span, column_span = cell
    if turn == 1:
        return Span(columns - column - column_span, row, column_span, row_span)
    if turn == 3:
        return Span(column, rows - row - row_span, column_span, row_span)
    return Span(rows - row - row_span, columns - column - column_span, row_span, column_span)


def table_direction(texts: Mapping[int, Sequence[Glyph]]) -> int:
    """The direction the figures of a table are read in; labels alone may be turned in any table."""
    return print_direction(glyph for glyphs in texts.values() for glyph in glyphs if glyph[0].isdigit())
