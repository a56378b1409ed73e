"""Printed rows → the pieces of a table page by page: heights, page breaks, labels cut at a break."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import NamedTuple

from habits import Rows, header_rows
from pdf_fonts import width
from reportcheck.forms.blank import PrintedCell


@dataclass(frozen=True, slots=True)
class Style:
    """How tables are laid out. `cuts`: pieces a long table is cut into by force; `torn`: one row goes over the break.

    `label_at_break`: a label over the break goes on ("lines"), stands in its first part or in its tallest.
    """

    size: float = 8.0
    leading: float = 1.25
    padding: float = 4.0
    centred: bool = True
    group_label: str = "across"
    turned_from: int = 10
    caption: bool = False
    cuts: int = 1
    torn: bool = False
    repeat_header: bool = False
    label_at_break: str = "lines"
    figures_below_break: bool = False
    break_figures: bool = False
    bottom_rule: bool = True
    top_rule: bool = True
    labels: tuple[float, ...] = (0.07, 0.10, 0.31)


class Placed(NamedTuple):
    """A printed cell at its grid position, its text in lines."""

    cell: PrintedCell
    row: int
    column: int
    lines: list[str]

    @property
    def end(self) -> int:
        return self.row + self.cell.row_span


class Band(NamedTuple):
    """A strip of a row: the whole row, or one of its two parts where a page break tears it."""

    row: int
    height: float
    break_before: bool = False


class Part(NamedTuple):
    """What of a cell stands in one piece; `first_line`: where its lines begin, None = centred."""

    cell: PrintedCell
    left: int
    right: int
    top: float
    bottom: float
    lines: list[str]
    first_line: float | None
    is_head: bool
    open_top: bool
    open_bottom: bool


class Piece(NamedTuple):
    """The part of a table on one page."""

    parts: list[Part]
    height: float
    top_of_page: bool


def placed(rows: Rows, widths: list[float], style: Style) -> list[Placed]:
    """Each cell at the first free position of its row."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + y, column + x) for y in range(cell.row_span) for x in range(cell.column_span)}
            room = sum(widths[column : column + cell.column_span]) - style.padding
            found.append(Placed(cell, row, column, cell_lines(cell, room, style)))
            column += cell.column_span
    return found


def column_widths(rows: Rows, layout: str, whole: float, style: Style) -> list[float]:
    """The widths of the columns: labels wide, figures equal."""
    count = sum(cell.column_span for cell in rows[0])
    labels = () if layout == "across" else style.labels if count > 6 else (0.34,)
    rest = (1 - sum(labels)) / (count - len(labels))
    return [share * whole for share in (*labels, *[rest] * (count - len(labels)))]


def cell_lines(cell: PrintedCell, room: float, style: Style) -> list[str]:
    """The text of a cell in lines; figures are not broken but where the style says so."""
    if cell.is_figure and not style.break_figures:
        return [cell.text] if cell.text else []
    lines, line = [], ""
    for each in cell.text:
        if line and width(line + each, style.size) > room:
            lines.append(line)
            line = ""
        line += each
    return [*lines, line] if line else lines


def bands(cells: list[Placed], style: Style, chance: random.Random) -> list[tuple[Band, bool]]:
    """The strips of the table and whether each belongs to the header; breaks by force where the style asks."""
    step = style.size * style.leading
    heights = row_heights(cells, style)
    head = header_rows([[each.cell for each in cells if each.row == row] for row in range(len(heights))])
    cut = break_rows(cells, head, style, chance) if len(heights) > 12 else {}
    found: list[tuple[Band, bool]] = []
    for row, height in enumerate(heights):
        if cut.get(row):
            found += [(Band(row, step + style.padding), False), (Band(row, height - step, break_before=True), False)]
        else:
            found.append((Band(row, height, row in cut), row < head))
    return found


def row_heights(cells: list[Placed], style: Style) -> list[float]:
    """As high as the lines in the row need; what a label over several rows lacks is given to its last."""
    step = style.size * style.leading
    heights = [step + style.padding] * (1 + max(each.row for each in cells))
    for each in sorted(cells, key=lambda each: each.cell.row_span):
        lacking = len(each.lines) * step + style.padding - sum(heights[each.row : each.end])
        if style.group_label == "across" or each.cell.row_span <= style.turned_from:
            heights[each.end - 1] += max(0.0, lacking)
    return heights


def break_rows(cells: list[Placed], head: int, style: Style, chance: random.Random) -> dict[int, bool]:
    """Rows before which a page is turned, and whether the break runs through the row.

    A break comes one row behind the beginning of a group, where the group's label has to go on, or through a row whose
    label has several lines.
    """
    torn = {each.row for each in cells if each.cell.row_span == 1 and len(each.lines) > 1 and not each.cell.is_figure}
    inside = {each.row + 1 for each in cells if 1 < each.cell.row_span < style.turned_from}
    choice = sorted(row for row in (torn if style.torn else inside) if row > head)
    return dict.fromkeys(sorted(chance.sample(choice, min(style.cuts - 1, len(choice)))), style.torn)


def pieces(cells: list[Placed], strips: list[tuple[Band, bool]], free: float, page: float, style: Style) -> list[Piece]:
    """The table page by page: as much as fits, the header again where the style repeats it."""
    head = [band for band, is_head in strips if is_head]
    height = sum(band.height for band, _ in strips)
    least = sum(band.height for band in head) + max(band.height for band, _ in strips)
    top_of_page = (height if len(strips) <= 8 else least) > free
    groups: list[list[Band]] = [[]]
    room = page if top_of_page else free
    for band, is_head in strips:
        if groups[-1] and not is_head and (band.break_before or band.height > room):
            groups.append(list(head) if style.repeat_header else [])
            room = page - sum(each.height for each in groups[-1])
        groups[-1].append(band)
        room -= band.height
    made = [piece(cells, groups, number, len(head), style) for number in range(len(groups))]
    return [made[0]._replace(top_of_page=top_of_page), *made[1:]]


def piece(cells: list[Placed], groups: list[list[Band]], number: int, head: int, style: Style) -> Piece:
    strips = groups[number]
    tops = [0.0]
    for band in strips:
        tops.append(tops[-1] + band.height)
    parts = []
    for each in cells:
        own = [index for index, band in enumerate(strips) if each.row <= band.row < each.end]
        if own:
            reach = (tops[own[0]], tops[own[-1] + 1])
            parts.append(cell_part(each, groups, number, each.row < head, reach, style))
    return Piece(parts, tops[-1], number > 0)


def cell_part(
    each: Placed, groups: list[list[Band]], number: int, is_head: bool, reach: tuple[float, float], style: Style
) -> Part:
    """What of the cell stands in this piece; a header cell stands whole wherever the header is repeated."""
    right = each.column + each.cell.column_span
    shares = [sum(band.height for band in group if each.row <= band.row < each.end) for group in groups]
    standing = [index for index, share in enumerate(shares) if share > 0]
    if is_head or len(standing) == 1:
        return Part(each.cell, each.column, right, *reach, each.lines, None, is_head, False, False)
    lines = lines_of_part(each, shares, number, style)
    begin = style.padding / 2 if style.label_at_break == "lines" else None
    opens = (number != standing[0] and not style.top_rule, number != standing[-1] and not style.bottom_rule)
    return Part(each.cell, each.column, right, *reach, lines, begin, is_head, *opens)


def lines_of_part(each: Placed, shares: list[float], number: int, style: Style) -> list[str]:
    """The lines of a cell over a page break that stand in one of its parts; none is printed beyond its part."""
    need = len(each.lines) * style.size * style.leading
    turned = is_turned(each.cell, style)
    if turned or (style.label_at_break == "tallest" and need <= max(shares)):
        return each.lines if number == shares.index(max(shares)) else []
    if style.label_at_break == "first" and need <= next(share for share in shares if share):
        return [] if any(shares[:number]) else each.lines
    if style.figures_below_break and each.cell.row_span == 1 and len(each.lines) == 1:
        return [] if any(shares[number + 1 :]) else each.lines
    fitting = [max(0, int((share - style.padding / 2) // (style.size * style.leading))) for share in shares]
    begin = sum(fitting[:number])
    end = begin + fitting[number] if any(shares[number + 1 :]) else len(each.lines)
    return each.lines[begin:end]


def is_turned(cell: PrintedCell, style: Style) -> bool:
    """Whether the label is written from top to bottom."""
    return cell.row_span > style.turned_from and len(cell.text) < 12 and style.group_label != "across"
