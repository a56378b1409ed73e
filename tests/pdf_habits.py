"""The ways offices print a report: a true report → the PDF one habit makes of it, and what of it is to be read."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pdf_fonts
from generate import Truth, replace, true_report
from pdf_layout import Layout, Sheet, lay_out, mark_pages
from pdf_paint import Ink, paint
from pdf_tables import Style

Cell = tuple[str, str, str]
Figures = dict[Cell, object]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Printed:
    """The bytes, the reports in them as they are to be read, and where each figure of the first stands."""

    data: bytes
    reports: tuple[Truth, ...]
    places: dict[Cell, tuple[int, Box]]
    ignore: tuple[str, ...] = ()


Habit = Callable[[Truth, random.Random], Printed]


def printed(
    truth: Truth,
    chance: random.Random,
    layout: Layout = Layout(),  # noqa: B008
    ink: Ink = Ink(),  # noqa: B008
    shown: Truth | None = None,
    ignore: tuple[str, ...] = (),
) -> Printed:
    """`shown` is what is printed where it differs from what is to be read."""
    sheets = mark_pages(lay_out(shown or truth, layout, chance), layout)
    places = {} if layout.table.break_figures else figure_places(shown or truth, sheets)
    return Printed(paint(sheets, ink, chance), (truth,), places, ignore)


def figure_places(truth: Truth, sheets: list[Sheet]) -> dict[Cell, tuple[int, Box]]:
    """Where each figure is printed: page and the box of its line, in the order of the form."""
    tables = [truth.form.table(section.table) for section in truth.form.sections if section.table]
    cells = [(t.id, *cell) for t in tables for cell in t.cells if str(truth.figures[t.id, *cell])]
    found = []
    for number, sheet in enumerate(sheets, 1):
        for run in (run for run in sheet.runs if run.figure):
            end = run.x + pdf_fonts.width(run.text, run.size)
            found.append((number, (run.x, run.y - run.size * 0.7, end, run.y)))
    return dict(zip(cells, found, strict=True))


HABITS: dict[str, Habit] = {}
"""Habits whose every figure is to be read."""
HARD: dict[str, Habit] = {}
"""Habits of which a figure may stay unread; none may be read wrongly, and nobody may be accused."""
UNREADABLE: dict[str, Habit] = {}
"""Habits without readable text."""


def habit(name: str, layout: Layout | None = None, ink: Ink | None = None) -> None:
    """A habit that differs in the layout and the ink alone."""
    HABITS[name] = lambda truth, chance: printed(truth, chance, layout or Layout(), ink or Ink())


def own(habits: dict[str, Habit]) -> Callable[[Habit], Habit]:
    """A habit that is a function of its own."""

    def keep(function: Habit) -> Habit:
        habits[function.__name__] = function
        return function

    return keep


def tables(**choices: object) -> Layout:
    """The usual page with tables in another style."""
    return Layout(table=replace(Style(), **choices))  # type: ignore[arg-type]


for rules in ("strokes", "dashed", "one_path", "thin", "per_cell", "frames", "double"):
    habit(f"rules_{rules}", ink=Ink(rules=rules))
habit("header_repeated", tables(cuts=2, repeat_header=True))
habit("over_two_pages", tables(cuts=2))
habit("over_three_pages", tables(cuts=3), Ink(rules="per_cell"))
habit("over_three_pages_with_header", tables(cuts=3, repeat_header=True), Ink(rules="thin"))
habit("label_before_the_break", tables(cuts=2, label_at_break="first"))
habit("label_in_the_taller_part", tables(cuts=2, label_at_break="tallest"), Ink(rules="thin"))
habit("no_rule_at_the_break", tables(cuts=2, bottom_rule=False))
habit("no_rules_around_the_break", tables(cuts=3, bottom_rule=False, top_rule=False), Ink(rules="thin"))
habit("row_torn", tables(cuts=2, torn=True))
habit("row_torn_without_rules", tables(cuts=2, torn=True, bottom_rule=False, top_rule=False), Ink(rules="per_cell"))
habit("landscape", Layout(width=842, height=595, table=Style(size=10)))
for degrees in (90, 180, 270):
    habit(f"rotated_{degrees}", ink=Ink(rotate=degrees))
habit("landscape_rotated", Layout(width=842, height=595), Ink(rotate=90, rules="thin"))
habit("cropped", ink=Ink(crop=(36.0, 51.0)))
habit("cropped_and_rotated", ink=Ink(crop=(20.0, 33.0), rotate=270))
habit("page_marks_dash", replace(tables(cuts=2), page_mark="- {page} -"))
habit("page_marks_long_dash", replace(tables(cuts=3), page_mark="— {page} —"))
habit("page_marks_chinese", replace(tables(cuts=2), page_mark="第{page}页"))
habit("page_marks_of_all", replace(tables(cuts=3), page_mark="{page}/{pages}"))
habit("page_marks_bare", replace(tables(cuts=3), page_mark="{page}"))
habit("headings_broken", Layout(title_size=30, heading_size=26))
habit("justified", Layout(justified=True, size=13), Ink(words="halves"))
habit("label_vertical_font", tables(group_label="vertical"))
habit("label_turned_down", tables(group_label="down"), Ink(rules="thin"))
habit("label_turned_up", tables(group_label="up"))
habit("label_one_character_a_line", tables(labels=(0.032, 0.10, 0.34)))
habit("label_vertical_font_over_two_pages", tables(group_label="vertical", cuts=2))
habit("white_rectangles", ink=Ink(white_behind=True, rules="thin"))
habit("shading", ink=Ink(shading=True))
habit("letters_apart", ink=Ink(words="glyphs"))
habit("digits_apart", ink=Ink(words="digits", character_space=1.0))
habit("halves_apart", ink=Ink(words="halves", rules="thin"))
habit("painted_out_of_order", ink=Ink(order="shuffled"))
habit("painted_figures_first", tables(cuts=2), Ink(order="figures first"))
habit("painted_by_columns", tables(cuts=2), Ink(order="columns", rules="frames"))
habit("every_glyph_twice", ink=Ink(bold="twice"))
habit("stroked_glyphs", ink=Ink(bold="stroked"))
habit("clipped", ink=Ink(clip=True, rules="thin"))
habit("form_objects", tables(cuts=2), Ink(form=True))
habit("form_objects_rotated", tables(cuts=2), Ink(form=True, rotate=90))
habit("title_row", tables(caption=True))
habit("small_print", Layout(size=7, title_size=10, heading_size=8, table=Style(size=5, padding=2)))
habit("narrow_rows", tables(padding=1.0, leading=1.0))
habit("two_bytes_a_character", ink=Ink(font=pdf_fonts.WIDE))
habit("font_not_embedded", ink=Ink(font=pdf_fonts.SONG))
habit("radical_forms", ink=Ink(font=pdf_fonts.RADICAL))
habit("rules_across_only", ink=Ink(rules="across_only"))
habit("no_rules", ink=Ink(rules="no_rules"))
habit("no_rules_over_two_pages", tables(cuts=2), Ink(rules="no_rules"))
habit("labels_at_the_left", tables(centred=False), Ink(rules="thin"))


@own(HABITS)
def running_heads(truth: Truth, chance: random.Random) -> Printed:
    """The title, a place or the publisher above a rule on each page."""
    head = chance.choice((truth.title, "政府信息公开", truth.publisher))
    layout = replace(tables(cuts=3), running_head=head, head_rule=True, page_mark="- {page} -")
    return printed(truth, chance, layout)


@own(HABITS)
def decimal_fees(truth: Truth, chance: random.Random) -> Printed:
    fees = with_figures(truth, lambda cell, value: Decimal(chance.randint(100, 999_999)) / 100 if fee(cell) else value)
    return printed(fees, chance, tables(cuts=2))


def fee(cell: Cell) -> bool:
    """The one amount of money of each edition."""
    return cell[2] == "amount"


@own(HABITS)
def remarks(truth: Truth, chance: random.Random) -> Printed:
    """A remark behind some figures of table two."""

    def remark(cell: Cell, value: object) -> object:
        return (
            f"{value}（其中修订{chance.randint(1, 9)}件）"
            if cell[0] == "disclosure" and chance.random() < 0.3
            else value
        )

    return printed(truth, chance, shown=with_figures(truth, remark), ignore=("annotated-figure",))


@own(HABITS)
def blanks_for_zeros(truth: Truth, chance: random.Random) -> Printed:
    """Nothing where an organization's figure is zero."""

    def blank(cell: Cell, value: object) -> object:
        return "" if value == 0 and cell[2].startswith("organization.") else value

    shown = with_figures(truth, blank)
    blanks = with_figures(shown, lambda cell, value: None if value == "" else value)
    return printed(blanks, chance, tables(cuts=2), shown=shown, ignore=("blank-cell",))


def with_figures(truth: Truth, change: Callable[[Cell, object], object]) -> Truth:
    """The report with each figure changed."""
    changed = {cell: change(cell, value) for cell, value in truth.figures.items()}
    return replace(truth, figures=changed)  # type: ignore[arg-type]


@own(HABITS)
def two_reports(truth: Truth, chance: random.Random) -> Printed:
    """The report of another body behind it in one file."""
    other = next(
        each
        for each in (true_report(chance.randint(0, 9_999), truth.form.edition) for _ in range(99))
        if each.publisher != truth.publisher
    )
    layout = tables(cuts=2)
    sheets = lay_out(truth, layout, chance)
    places = figure_places(truth, sheets)
    return Printed(paint([*sheets, *lay_out(other, layout, chance)], Ink(), chance), (truth, other), places)


def hard(name: str, layout: Layout, ink: Ink) -> None:
    HARD[name] = lambda truth, chance: printed(truth, chance, layout, ink)


hard("text_under_a_scan", tables(), Ink(invisible=True))
hard("figures_without_names", tables(), Ink(figure_font=pdf_fonts.SILENT))
hard("figures_with_private_names", tables(), Ink(figure_font=pdf_fonts.PRIVATE))
hard("second_page_a_picture", tables(cuts=2), Ink(picture=(1,)))


def unreadable(name: str, ink: Ink) -> None:
    UNREADABLE[name] = lambda truth, chance: printed(truth, chance, Layout(), ink)


unreadable("pictures_alone", Ink(picture=(-1,)))
unreadable("font_without_names", Ink(font=pdf_fonts.SILENT))
unreadable("font_with_private_names", Ink(font=pdf_fonts.PRIVATE))
