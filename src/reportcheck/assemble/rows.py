"""Blocks → rows of label pieces and figure pieces, the same whether they stood in a grid or on lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter

from reportcheck.assemble.headers import NO_HEADER, Header, cells_to_header
from reportcheck.grid import grid_rows
from reportcheck.labels import inner_labels, key
from reportcheck.numerals import is_figure
from reportcheck.patterns import pattern
from reportcheck.values import Block, Cell, Grid, LinePlace, Place, Text, new

LONGEST_LABEL = 60
"""Characters; what is longer is running text. The longest label of a form has 38."""

_GAP = pattern(r"\t|\||\u3000+| {2,}")
# In one set they would cost ten times as much to compile.
_BREAKABLE = pattern(r"[\s|0-9]")
_WIDE_DIGIT = pattern("[０-９]")
_WORD = pattern(r"\S+")
_INNER = pattern(r"(?<=\s)\d[\d,.]*\s+(?=[^\s\d])")
JOINED = 4
"""How many lines a label may be broken over."""
LEAST_INNER = 2
"""Figures followed by a further label from which on a line holds several rows."""
_TRAILING = pattern(r"(?:(?:^|\s)[-+−]?\d[\d,]*(?:\.\d+)?(?=\s|$))+\s*$")


_text_of = attrgetter("text")
_Line = tuple[int, tuple[Cell, ...]]
"""The block a line is, and its pieces."""


class Row:
    """A printed row: `pieces[:split]` are labels, the rest figures. `blocks` = first and last block it stands in.

    A piece is a cell of a grid, or a part of a line, whose row and column say nothing.
    `header` describes the columns where one was printed above in the same grid; `context` holds the labels that
    precede the row, or the grid whose first row it is, in running text: its header among them.
    """

    def __init__(
        self,
        pieces: tuple[Cell, ...],
        split: int,
        blocks: tuple[int, int],
        *,
        grid: bool,
        header: Header = NO_HEADER,
        context: tuple[Cell, ...] = (),
    ) -> None:
        """`grid`: whether it is a row of one; each is compared as an object."""
        self.pieces = pieces
        self.split = split
        self.blocks = blocks
        self.grid = grid
        self.header = header
        self.context = context

    def under(self, header: Header) -> Row:
        """The same row under another header."""
        return Row(self.pieces, self.split, self.blocks, grid=self.grid, header=header, context=self.context)

    @cached_property
    def label_keys(self) -> tuple[tuple[str, int], ...]:
        """The keys the row's label may have, each with the index where its figures begin."""
        if not self.grid or not self.split:
            return tuple((key(text), self.split) for text in self._joined_labels())
        return tuple(
            (key(text), index + 1)
            for index, piece in enumerate(self.pieces[:-1])
            if is_label(piece.text)
            for text in (piece.text, *inner_labels(piece.text))
        )

    def _joined_labels(self) -> list[str]:
        """What a label broken over lines, or run together with others, may be."""
        labels = self.pieces[: self.split] if self.split or not self.grid else self.context[-JOINED:]
        texts = [piece.text for piece in labels]
        joined = ["".join(texts[-n:]) for n in range(1, min(JOINED, len(texts)) + 1)]
        words = texts[-1].split() if texts else []
        tails = ["".join(words[start:]) for start in range(1, len(words))]
        return [*joined, *tails, *(inner_labels(texts[-1]) if texts else ())]

    @cached_property
    def context_key(self) -> str:
        """The keys of the labels before the row, run together."""
        return "".join(key(piece.text) for piece in self.context)

    @cached_property
    def printed_labels(self) -> tuple[str, ...]:
        """Those pieces before the figures that are labels."""
        return tuple(piece.text for piece in self.pieces[: self.split] if is_label(piece.text))


def blocks_to_rows(blocks: Sequence[Block], barriers: frozenset[int] = frozenset()) -> list[Row]:
    """All rows of figures, in reading order; no row reaches over a block that is a barrier."""
    rows: list[Row] = []
    lines: list[_Line] = []
    for index, block in enumerate(blocks):
        if index in barriers:
            rows += lines_to_rows(lines)
            lines = []
        elif isinstance(block, Text):
            if not block.link:
                lines.append((index, tuple(_line_to_pieces(block))))
        elif isinstance(block, Grid):
            rows += lines_to_rows(lines)
            rows += grid_to_rows(block, index, _context(lines))
            lines = []
    return rows + list(lines_to_rows(lines))


def grid_to_rows(grid: Grid, index: int, context: tuple[Cell, ...] = ()) -> Iterator[Row]:
    """The rows of a grid, each with the header above it; a row of nothing but labels belongs to the next header.

    `context` are the labels printed before the grid: those of a header that was lost, or of its first row.
    """
    header: list[Cell] = []
    above = NO_HEADER
    in_header = False
    for cells in _without_empty_edges(grid_rows(grid)):
        if not any(map(_text_of, cells)) and not (header and len(cells) > 1):
            continue
        pieces = tuple(cells)
        split = _split(pieces)
        if _is_header(pieces, split, in_header=in_header):
            header = [*header, *cells] if in_header else list(cells)
            in_header = True
        elif in_header:
            above = cells_to_header(header)
            in_header = False
        yield Row(pieces, split, (index, index), grid=True, header=above, context=context)
        if split < len(pieces):
            context = ()


def _without_empty_edges(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Empty columns at the edges, over the column labels too, are an editor's mark, or free space beside the table."""
    full = [cells for cells in rows if len(cells) > 1]
    if len(full) < 2 or (full[0][0].text and full[0][-1].text):
        return rows
    first, last = min(map(_blanks, full)), min(_blanks(cells[::-1]) for cells in full)
    inner = [cells[first : len(cells) - last] for cells in rows] if first or last else _within(rows, full)
    if not any(len(cells) > 1 and all(is_label(cell.text) for cell in cells) for cells in inner):
        return rows
    return [kept if len(cells) > 1 else cells for cells, kept in zip(rows, inner, strict=True)]


def _blanks(cells: Sequence[Cell]) -> int:
    """How many cells stand before the first that is printed in."""
    return next((index for index, cell in enumerate(cells) if cell.text), len(cells))


def _within(rows: list[list[Cell]], full: list[list[Cell]]) -> list[list[Cell]]:
    """The rows without the blank cells left and right of all that is printed: one of them may reach over many rows."""
    printed = [cell for cells in full for cell in cells if cell.text]
    left = min((cell.column for cell in printed), default=0)
    right = max((cell.column + cell.column_span for cell in printed), default=0)
    return [[c for c in cells if c.text or (c.column + c.column_span > left and c.column < right)] for cells in rows]


def _is_header(pieces: Sequence[Cell], split: int, *, in_header: bool) -> bool:
    """Nothing but labels; blanks of merged cells may stand among them, and before them where a header goes on."""
    if split == len(pieces):
        return not any(_holds_digit(piece.text) for piece in pieces[1:])
    parted = any(not piece.text for piece in pieces[1:split]) if pieces[0].text else in_header
    texts = [piece.text for piece in pieces if piece.text]
    return parted and bool(texts) and all(map(is_label, texts))


def lines_to_rows(lines: Sequence[_Line]) -> Iterator[Row]:
    """Labels up to the first figure, figures up to the next label; running text ends a row."""
    labels: list[tuple[int, Cell]] = []
    figures: list[tuple[int, Cell]] = []
    for index, pieces in lines:
        for piece in pieces:
            if is_figure(piece.text):
                figures.append((index, piece))
                continue
            if figures:
                yield _text_row(labels, figures)
                labels, figures = [], []
            if _is_prose(piece.text):
                labels = []
            else:
                labels.append((index, piece))
    if figures:
        yield _text_row(labels, figures)


def _holds_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _split(pieces: Sequence[Cell]) -> int:
    """The index after the last piece that is a label."""
    for index in range(len(pieces) - 1, -1, -1):
        text = pieces[index].text
        if text and not text.isdigit() and is_label(text):
            return index + 1
    return 0


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """Whether the piece has letters and is no figure: a mark nobody can read stands for a figure."""
    return not is_figure(text) and any(map(str.isalpha, text))


def _text_row(labels: Sequence[tuple[int, Cell]], figures: Sequence[tuple[int, Cell]]) -> Row:
    pieces = tuple(piece for _, piece in (*labels[-JOINED:], *figures))
    first = labels[-1][0] if labels else figures[0][0]
    context = tuple(piece for _, piece in labels)
    return Row(pieces, min(len(labels), JOINED), (first, figures[-1][0]), grid=False, context=context)


def _context(lines: Sequence[_Line]) -> tuple[Cell, ...]:
    """The pieces of the lines since the last running text or figure; a short sentence may stand before a table."""
    context: list[Cell] = []
    for _, pieces in lines:
        for piece in pieces:
            if is_running_text(piece.text) or is_figure(piece.text):
                context.clear()
            else:
                context.append(piece)
    return tuple(context)


def _is_prose(text: str) -> bool:
    return is_running_text(text) or text.endswith(("。", "；", ";"))


def _line_to_pieces(text: Text) -> Iterator[Cell]:
    """A line → its parts: at gaps, and before the figures at its end; a line full of figures at every space."""
    long = len(text.text) > 4 * LONGEST_LABEL
    if (long and is_running_text(text.text)) or not (_BREAKABLE.search(text.text) or _WIDE_DIGIT.search(text.text)):
        yield _text_piece(text.text, text.place)
        return
    if _is_table_line(text.text):
        yield from (_piece(text, match.start(), match.group()) for match in _WORD.finditer(text.text))
        return
    if long:
        yield _text_piece(text.text, text.place)
        return
    edges = [0, *(edge for match in _GAP.finditer(text.text) for edge in match.span()), len(text.text)]
    for start, end in list(pairwise(edges))[::2]:
        yield from _part_to_pieces(text, start, end)


def _is_table_line(text: str) -> bool:
    """Several labels with figures behind each, and no sentence among them."""
    if len(_INNER.findall(text)) < LEAST_INNER or is_running_text(text):
        return False
    return all(len(word) <= LONGEST_LABEL for word in text.split())


def is_running_text(text: str) -> bool:
    """Longer than a label, and sentences."""
    return len(text) > LONGEST_LABEL and any(mark in text for mark in "。；！")


def _part_to_pieces(text: Text, start: int, end: int) -> Iterator[Cell]:
    part = text.text[start:end]
    trailing = _TRAILING.search(part) if part.rstrip().rstrip(",")[-1:].isdecimal() else None
    cut = trailing.start() if trailing else len(part)
    if part[:cut].strip():
        yield _piece(text, start, part[:cut])
    for match in _WORD.finditer(part[cut:]):
        yield _piece(text, start + cut + match.start(), match.group())


def _text_piece(text: str, place: Place) -> Cell:
    return new(Cell, (text, 0, 0, 1, 1, place))


def _piece(text: Text, offset: int, part: str) -> Cell:
    place = text.place
    if isinstance(place, LinePlace):
        offset += len(part) - len(part.lstrip())
        place = LinePlace(place.line, place.column + offset)
    return _text_piece(" ".join(part.split()), place)
