"""Further ways offices print a report, added to the habits of `pdf_habits`: what stands round, over and behind the text."""

from __future__ import annotations

import random
from collections.abc import Callable

import pdf_fonts
from altered import renamed_columns, renamed_rows
from generate import Truth, replace
from pdf_habits import HABITS, HARD, Habit, Printed, figure_places, habit, hard, own, printed, tables
from pdf_layout import Layout, Run, Sheet, lay_out, mark_pages
from pdf_paint import Ink, paint

EVERY, EVERY_HARD = HABITS, HARD
"""All habits, those of `pdf_habits` first."""
Decoration = Callable[[Truth, list[Sheet]], None]

for rules in ("open_sides", "gaps", "unsteady", "heavy_frame", "white_on_grey"):
    habit(f"rules_{rules}", tables(cuts=2), Ink(rules=rules))
habit("row_torn_figures_below", tables(cuts=2, torn=True, figures_below_break=True))
habit("row_torn_figures_below_without_rules",
      tables(cuts=3, torn=True, figures_below_break=True, bottom_rule=False, top_rule=False), Ink(rules="thin"))  # fmt: skip
habit("row_torn_with_header", tables(cuts=2, torn=True, repeat_header=True), Ink(rules="per_cell"))
habit("wide_page_among_others", Layout(wide_tables=("requests",)))
habit("wide_page_rotated", Layout(wide_tables=("requests",)), Ink(rotate_wide=True, rules="thin"))
habit("wide_pages_at_the_end", Layout(wide_tables=("requests", "disputes")), Ink(rules="frames"))
habit("signed", Layout(dateline=False, signed="together"))
habit("long_text", Layout(size=24, page_mark="- {page} -", running_head="政府信息公开", head_rule=True))
habit("long_text_justified", Layout(size=22, page_mark="{page}", justified=True))
habit("tight_columns", tables(labels=(0.07, 0.10, 0.40), padding=1.0))
habit("two_fonts", ink=Ink(font=pdf_fonts.SONG, figure_font=pdf_fonts.WIDE))
habit("compatibility_forms", ink=Ink(font=pdf_fonts.COMPATIBLE))
habit("full_width_digits", ink=Ink(figure_font=pdf_fonts.FULL_WIDTH))
habit("old_encoding", ink=Ink(font=pdf_fonts.OLD))
habit("protected", tables(cuts=2), Ink(encrypted=True))
habit("page_marks_with_all", replace(tables(cuts=3), page_mark="第 {page} 页 共 {pages} 页"))
habit("page_marks_english", replace(tables(cuts=2), page_mark="Page {page} of {pages}"))
habit("letters_apart_out_of_order", tables(cuts=2), Ink(words="glyphs", order="shuffled", rules="per_cell"))
habit("glyphs_twice_out_of_order", ink=Ink(bold="twice", words="halves", order="shuffled"))
hard("figures_wider_than_their_cells", tables(labels=(0.07, 0.10, 0.55)), Ink())
hard("stripes", tables(), Ink(rules="stripes"))
hard("figures_as_curves", tables(), Ink(figures_drawn="curves"))
hard("figures_as_pictures", tables(), Ink(figures_drawn="pictures"))
hard("figures_in_fields", tables(), Ink(figures_drawn="fields"))
hard("figures_broken_over_lines", tables(labels=(0.07, 0.13, 0.60), padding=2.0, break_figures=True), Ink())


def decorated(
    name: str,
    decoration: Decoration,
    layout: Layout | None = None,
    ink: Ink | None = None,
    habits: dict[str, Habit] = HABITS,
) -> None:
    """A habit that adds something to the pages of the usual layout."""

    def make(truth: Truth, chance: random.Random) -> Printed:
        chosen = layout or tables(cuts=2)
        sheets = mark_pages(lay_out(truth, chosen, chance), chosen)
        places = figure_places(truth, sheets)
        decoration(truth, sheets)
        return Printed(paint(sheets, ink or Ink(), chance), (truth,), places)

    habits[name] = make


def page_frame(truth: Truth, sheets: list[Sheet]) -> None:
    """A frame round each page."""
    for sheet in sheets:
        x0, y0, x1, y1 = 30.0, 30.0, sheet.width - 30, sheet.height - 30
        sheet.lines += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def boxed_paragraphs(truth: Truth, sheets: list[Sheet]) -> None:
    """A frame round the introduction."""
    x0, y0, x1, y1 = sheets[0].paragraphs[1]
    x0, x1 = x0 - 4, x1 + 16
    sheets[0].lines += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


def underlined(truth: Truth, sheets: list[Sheet]) -> None:
    """A rule below each heading and title."""
    for sheet in sheets:
        for run in (run for run in sheet.runs if run.size > 12):
            end = run.x + pdf_fonts.width(run.text, run.size)
            sheet.lines.append((run.x, run.y + 2.5, end, run.y + 2.5))


def watermark(truth: Truth, sheets: list[Sheet]) -> None:
    """The publisher's name across the page, behind everything."""
    for sheet in sheets:
        size = sheet.width / 9
        sheet.runs.insert(0, Run(truth.publisher, sheet.width * 0.15, sheet.height * 0.7, size, turn=45))


def watermarks(truth: Truth, sheets: list[Sheet]) -> None:
    """Small ones all over the page."""
    for sheet in sheets:
        places = [(x, y) for x in range(40, int(sheet.width) - 80, 150) for y in range(120, int(sheet.height), 150)]
        sheet.runs[:0] = [Run("内部资料", x, y, 14, turn=30) for x, y in places]


def binding_line(truth: Truth, sheets: list[Sheet]) -> None:
    """装 订 线 and a rule along the left edge."""
    for sheet in sheets:
        third = sheet.height / 4
        sheet.runs += [Run(each, 22, third * number, 10) for number, each in enumerate("装订线", 1)]
        sheet.lines.append((27, 20, 27, sheet.height - 20))


def outside_the_page(truth: Truth, sheets: list[Sheet]) -> None:
    """Text beyond the page's edge, where nobody sees it."""
    for sheet in sheets:
        sheet.runs += [Run(f"规章 {n}9 {n}9 {n}9", -90, 90.0 + 20 * n, 8) for n in range(1, 9)]
        sheet.runs.append(Run(f"{truth.publisher}2015年政府信息公开工作年度报告", 100, -30, 16))


def page_marks_outside(truth: Truth, sheets: list[Sheet]) -> None:
    """Page marks at the outer side, in turns."""
    for number, sheet in enumerate(sheets, 1):
        sheet.runs.append(Run(f"— {number} —", 80 if number % 2 == 0 else sheet.width - 110, sheet.height - 45, 11))


def continued_mark(truth: Truth, sheets: list[Sheet]) -> None:
    """续表 above a table that goes on."""
    for sheet in sheets[1:]:
        if sheet.cells and min(cell.box[1] for cell in sheet.cells) < min(run.y for run in sheet.runs if run.text):
            sheet.runs.append(Run("续表", sheet.width - 110, 64, 10))


for decoration in (
    page_frame, boxed_paragraphs, underlined, watermark, watermarks, binding_line, outside_the_page,
    page_marks_outside, continued_mark,
):  # fmt: skip
    decorated(decoration.__name__, decoration)
decorated("cropped_text", outside_the_page, ink=Ink(crop=(120.0, 60.0), rules="thin"))
decorated("watermark_in_words", watermark, ink=Ink(words="glyphs", rules="thin"))


def unit_lines(truth: Truth, sheets: list[Sheet]) -> None:
    """单位：件 above the first row of the tables, 注 below the last."""
    for sheet in sheets:
        boxes = [cell.box for cell in sheet.cells]
        if boxes:
            sheet.runs.append(Run("注：数据截至年底。", boxes[0][0], max(box[3] for box in boxes) + 9, 8))


decorated("note_below_tables", unit_lines)
NOTES = ("continued_mark", "note_below_tables")
"""Habits that print words of their own, so that the running text is not the report's alone."""


@own(HABITS)
def own_wordings(truth: Truth, chance: random.Random) -> Printed:
    """Labels in other words and with spaces in them: 规 章, 总 计, 商业 企业."""
    shown = renamed_columns(renamed_rows(truth, chance).printed, chance).printed
    return printed(truth, chance, tables(cuts=2), shown=shown)


@own(HABITS)
def cover_page(truth: Truth, chance: random.Random) -> Printed:
    """A cover with the title over two lines, the publisher and the date."""
    sheets = lay_out(truth, Layout(), chance)
    cover = Sheet(595, 842)
    year = f"{truth.year + 1}年1月"
    for number, text in enumerate((truth.publisher, f"{truth.year}年政府信息公开工作年度报告", truth.publisher, year)):
        y = (250, 300, 650, 680)[number]
        cover.runs.append(Run(text, (595 - pdf_fonts.width(text, 22)) / 2, y, 22))
    places = {cell: (page + 1, box) for cell, (page, box) in figure_places(truth, sheets).items()}
    return Printed(paint([cover, *sheets], Ink(), chance), (truth,), places)


@own(HABITS)
def contents_page(truth: Truth, chance: random.Random) -> Printed:
    """A page of contents with points that lead to the page numbers."""
    sheets = lay_out(truth, Layout(), chance)
    contents = Sheet(595, 842, [Run("目录", 270, 120, 22)])
    for number, section in enumerate(truth.form.sections, 1):
        text = f"{section.numeral}、{section.headings[0]}"
        points = "." * int((430 - pdf_fonts.width(text, 12)) / 6)
        contents.runs.append(Run(f"{text}{points}{number}", 80, 140 + 28 * number, 12))
    places = {cell: (page + 1, box) for cell, (page, box) in figure_places(truth, sheets).items()}
    return Printed(paint([contents, *sheets], Ink(), chance), (truth,), places)


@own(HABITS)
def signed_over_two_pages(truth: Truth, chance: random.Random) -> Printed:
    """The publisher at the foot of a page, wider than the date that stands alone on the next."""
    wide = replace(truth, publisher="望江街道办事处")
    return printed(wide, chance, Layout(dateline=False, signed="torn"))
