"""A true report → sheets: where each line of text, rule and cell stands on each page, as an office program lays it out.

Coordinates are points from the top left of the page as displayed; the y of a run is its baseline.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generate import Truth, intro, prose
from habits import Rows, rows_of
from pdf_fonts import width
from pdf_lines import wrapped
from pdf_tables import Part, Piece, Style, bands, column_widths, is_turned, pieces, placed
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell

Box = tuple[float, float, float, float]


class Run(NamedTuple):
    """A line of text; `turn` is the direction of its glyphs in degrees, `spread` what each character takes more.

    `unseen`: why nobody sees it: white, unpainted, transparent, tiny or cut.
    """

    text: str
    x: float
    y: float
    size: float
    turn: int = 0
    spread: float = 0.0
    vertical: bool = False
    figure: bool = False
    unseen: str = ""


class CellBox(NamedTuple):
    """A cell's box on one page; `open_top`, `open_bottom`: no rule there because the page ends or begins there."""

    box: Box
    is_figure: bool = False
    is_head: bool = False
    open_top: bool = False
    open_bottom: bool = False


@dataclass(slots=True)
class Sheet:
    """One page: what stands on it."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    cells: list[CellBox] = field(default_factory=list)
    paragraphs: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is laid out: page, sizes in points, marks on each page, and how tables are drawn."""

    width: float = 595.0
    height: float = 842.0
    margin: float = 70.0
    size: float = 12.0
    title_size: float = 20.0
    heading_size: float = 14.0
    justified: bool = False
    page_mark: str = ""
    running_head: str = ""
    head_rule: bool = False
    wide_tables: tuple[str, ...] = ()
    dateline: bool = True
    signed: str = ""
    table: Style = field(default_factory=Style)


class Flow:
    """Lays blocks out one below the other, page after page."""

    def __init__(self, layout: Layout, truth: Truth, chance: random.Random) -> None:
        self.layout, self.truth, self.chance = layout, truth, chance
        self.sheets: list[Sheet] = []
        self.y, self.wide = 0.0, False
        self.turn_page()

    @property
    def left(self) -> float:
        return self.layout.margin

    @property
    def inner(self) -> float:
        return self.sheets[-1].width - 2 * self.layout.margin

    @property
    def bottom(self) -> float:
        return self.sheets[-1].height - self.layout.margin

    def turn_page(self) -> None:
        size = (self.layout.width, self.layout.height)
        self.sheets.append(Sheet(*(size[::-1] if self.wide else size)))
        self.y = self.layout.margin

    def make_room(self, height: float) -> None:
        if self.y + height > self.bottom:
            self.turn_page()

    def line(self, text: str, x: float, size: float, spread: float = 0.0, leading: float = 1.6) -> None:
        self.make_room(size * leading)
        self.sheets[-1].runs.append(Run(text, x, self.y + size * 1.1, size, spread=spread))
        self.y += size * leading

    def centred(self, text: str, size: float) -> None:
        """A heading, broken over lines where it is wider than the page."""
        for line in wrapped(text, self.inner, size):
            self.line(line, self.left + (self.inner - width(line, size)) / 2, size)

    def heading(self, text: str, size: float) -> None:
        for line in wrapped(text, self.inner, size):
            self.line(line, self.left, size)

    def paragraph(self, text: str) -> None:
        """Running text, its first line moved in by two characters."""
        size, indent = self.layout.size, 2 * self.layout.size
        lines = wrapped(text, self.inner, size, indent)
        self.make_room(size * 1.6)
        top, sheet = self.y, self.sheets[-1]
        for number, line in enumerate(lines):
            start = indent if number == 0 else 0
            over = self.inner - start - width(line, size)
            spread = over / len(line) if self.layout.justified and number < len(lines) - 1 else 0.0
            self.line(line, self.left + start, size, spread)
        end = self.y if self.sheets[-1] is sheet else self.bottom
        sheet.paragraphs.append((self.left, top, self.left + self.inner, end))

    def table(self, table: FormTable) -> None:
        style = self.layout.table
        if table.id in self.layout.wide_tables:
            self.turn(wide=True)
        rows = printed_rows(self.truth, table, style)
        widths = column_widths(rows, table.layout, self.inner, style)
        cells = placed(rows, widths, style)
        strips = bands(cells, style, self.chance)
        page = self.bottom - self.layout.margin
        for piece in pieces(cells, strips, self.bottom - self.y, page, style):
            if piece.top_of_page:
                self.turn_page()
            self.piece(piece, widths, style)
        self.y += self.layout.size
        if self.wide:
            self.turn(wide=False)

    def turn(self, *, wide: bool) -> None:
        """Go on on a page that lies, or stands."""
        self.wide = wide
        self.turn_page()

    def sign(self) -> None:
        """The publisher and the date at the right."""
        year, month, day = map(int, self.truth.published.split("-"))
        for line in (self.truth.publisher, f"{year}年{month}月{day}日"):
            if line != self.truth.publisher and self.layout.signed == "torn":
                self.turn_page()
            self.line(line, self.left + self.inner - width(line, self.layout.size), self.layout.size)

    def piece(self, piece: Piece, widths: list[float], style: Style) -> None:
        edges = [self.left]
        for each in widths:
            edges.append(edges[-1] + each)
        for part in piece.parts:
            box = (edges[part.left], self.y + part.top, edges[part.right], self.y + part.bottom)
            self.sheets[-1].cells.append(
                CellBox(box, part.cell.is_figure, part.is_head, part.open_top, part.open_bottom)
            )
            self.sheets[-1].runs += cell_runs(box, part, style)
        self.y += piece.height


def cell_runs(box: Box, part: Part, style: Style) -> Iterator[Run]:
    """The lines of a cell: centred, or from the top where the cell goes on on another page."""
    (x0, top, x1, bottom), cell, lines = box, part.cell, part.lines
    size, step = style.size, style.size * style.leading
    if is_turned(cell, style):
        if lines:
            yield from turned_label(box, cell.text, style)
        return
    y = top + part.first_line if part.first_line is not None else (top + bottom - step * len(lines)) / 2
    for number, line in enumerate(lines):
        over = x1 - x0 - width(line, size)
        x = x0 + (over / 2 if cell.is_figure or style.centred else min(2.0, over / 2))
        yield Run(line, x, y + number * step + size * 0.95, size, figure=cell.is_figure)


def turned_label(box: Box, text: str, style: Style) -> Iterator[Run]:
    """A label from top to bottom (in a font for it, or its glyphs turned) or from bottom to top."""
    x0, top, x1, bottom = box
    size, middle = style.size, (x0 + x1) / 2
    start = max(top + 1, (top + bottom - width(text, size)) / 2)
    if style.group_label == "vertical":
        yield Run(text, middle, start, size, vertical=True)
    elif style.group_label == "down":
        yield Run(text, middle - size * 0.38, start, size, turn=-90)
    else:
        yield Run(text, middle + size * 0.38, start + width(text, size), size, turn=90)


def printed_rows(truth: Truth, table: FormTable, style: Style) -> Rows:
    rows = rows_of(truth, table)
    if style.caption:
        section = truth.form.sections[[each.table for each in truth.form.sections].index(table.id)]
        whole = sum(cell.column_span for cell in rows[0])
        rows = [[PrintedCell(f"{section.headings[0]}统计表", 1, whole)], *rows]
    return rows


def lay_out(truth: Truth, layout: Layout, chance: random.Random) -> list[Sheet]:
    """The pages of one report."""
    flow = Flow(layout, truth, chance)
    flow.centred(truth.title, layout.title_size)
    if layout.dateline:
        flow.paragraph(f"发布时间：{truth.published} 来源：{truth.publisher}")
    flow.paragraph(intro(truth))
    for section in truth.form.sections:
        flow.heading(f"{section.numeral}、{section.headings[0]}", layout.heading_size)
        for line in prose(truth, section.id):
            flow.paragraph(line)
        if section.table:
            flow.table(truth.form.table(section.table))
    if layout.signed:
        flow.sign()
    return flow.sheets


def mark_pages(sheets: list[Sheet], layout: Layout) -> list[Sheet]:
    """Page marks below and running heads above, as the layout has them."""
    for number, sheet in enumerate(sheets, 1):
        mark = layout.page_mark.format(page=number, pages=len(sheets))
        x = (sheet.width - width(mark, 9)) / 2
        sheet.runs += [Run(mark, x, sheet.height - 40, 9)] * bool(mark)
        sheet.runs += [Run(layout.running_head, layout.margin, 45, 9)] * bool(layout.running_head)
        sheet.lines += [(layout.margin, 50, sheet.width - layout.margin, 50)] * layout.head_rule
    return sheets
