"""Unusual prints, added to the habits of `pdf_habits_later`: struck and unseen digits, pages and tables printed sideways, columns."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import zip_longest

import pdf_fonts
from generate import Truth, replace
from pdf_habits import Printed, figure_places, hard, printed, tables
from pdf_habits_later import EVERY, EVERY_HARD, NOTES, Decoration, decorated
from pdf_layout import Box, Layout, Run, Sheet, lay_out, mark_pages
from pdf_paint import Ink, paint
from pdf_tables import Style

__all__ = ["EVERY", "EVERY_HARD", "NOTES", "READ_ONCE"]

READ_ONCE = ("unseen_unpainted", "unseen_transparent", "unseen_cut")
"""Habits in which the second reader cannot tell what is seen: a defect in them stays undecided."""


def beside_figures(change: Callable[[Run], tuple[Run, Run]], every: int = 1) -> Decoration:
    """Each figure of so many becomes two runs: itself, maybe moved, and another beside it."""

    def decorate(truth: Truth, sheets: list[Sheet]) -> None:
        for sheet in sheets:
            runs: list[Run] = []
            for number, run in enumerate(sheet.runs):
                runs += change(run) if run.figure and number % every == 0 else [run]
            sheet.runs[:] = runs

    return decorate


def followed(unseen: str, words: str = "7") -> Callable[[Run], tuple[Run, Run]]:
    """The figure, and close behind it what nobody sees."""
    return lambda run: (run, run._replace(text=words, x=run.x + pdf_fonts.width(run.text, run.size), unseen=unseen))


for unseen in ("white", "unpainted", "transparent", "tiny", "cut"):
    decorated(f"unseen_{unseen}", beside_figures(followed(unseen)))
decorated("unseen_white_before", beside_figures(
    lambda run: (run._replace(text="91", x=run.x - pdf_fonts.width("91", run.size), unseen="white"), run)
))  # fmt: skip
decorated("unseen_in_forms", beside_figures(followed("white")), ink=Ink(form=True, rules="thin"))


def white_on_black(truth: Truth, sheets: list[Sheet]) -> None:
    """Black cells, with their figures in white."""
    for sheet in sheets:
        for number, run in enumerate(sheet.runs):
            if run.figure:
                sheet.runs[number] = run._replace(unseen="white")
                middle = run.x + pdf_fonts.width(run.text, run.size) / 2
                inside = [c for c in sheet.cells if c.box[0] < middle < c.box[2] and c.box[1] < run.y < c.box[3]]
                sheet.grounds += [cell.box for cell in inside]


decorated("white_on_black", white_on_black)


def struck(sheet: Sheet, run: Run, text: str) -> Run:
    """The text just before a run, with a line through it."""
    wide = pdf_fonts.width(text, run.size)
    sheet.lines.append((run.x - wide, run.y - run.size * 0.3, run.x, run.y - run.size * 0.3))
    return run._replace(text=text, x=run.x - wide)


def corrected(truth: Truth, sheets: list[Sheet]) -> None:
    """Some figures with what they were before struck out beside them."""
    for sheet in sheets:
        for number, run in enumerate(list(sheet.runs)):
            if run.figure and number % 7 == 0:
                sheet.runs.append(struck(sheet, run, "19"))


hard("rules_upright_only", tables(cuts=2), Ink(rules="upright_only"))
hard("rules_upright_only_small", Layout(size=9, table=Style(size=6, padding=2)), Ink(rules="upright_only"))
decorated("corrected", corrected, habits=EVERY_HARD)


def turned(box: Box, degrees: int, size: tuple[float, float]) -> Box:
    """A box on a sheet of that size when the sheet is turned clockwise."""
    (x0, top, x1, bottom), (wide, high) = box, size
    if degrees == 90:
        return high - bottom, x0, high - top, x1
    if degrees == 180:
        return wide - x1, high - bottom, wide - x0, high - top
    return top, wide - x1, bottom, wide - x0


def lying(name: str, degrees: int, layout: Layout, ink: Ink) -> None:
    """Every page is displayed turned, and says nothing of it."""

    def make(truth: Truth, chance: random.Random) -> Printed:
        made = printed(truth, chance, layout, replace(ink, lying=degrees))
        size = (layout.width, layout.height)
        return replace(made, places={cell: (n, turned(box, degrees, size)) for cell, (n, box) in made.places.items()})

    EVERY[name] = make


lying("lying_right", 90, tables(cuts=2), Ink(rules="thin"))
lying("lying_left", 270, replace(tables(cuts=3, torn=True, bottom_rule=False), page_mark="- {page} -"), Ink())
lying("upside_down", 180, Layout(), Ink(rules="frames"))
lying("turned_to_stand", 270, Layout(width=842, height=595, table=Style(size=10)), Ink(rotate=90))


def sideways_sheet(sheet: Sheet, degrees: int) -> Sheet:
    """A wide sheet on a page that stands, everything on it turned clockwise."""
    size = (sheet.width, sheet.height)
    laid = Sheet(sheet.height, sheet.width)
    for run in sheet.runs:
        x, y, _, _ = turned((run.x, run.y, run.x, run.y), degrees, size)
        laid.runs.append(run._replace(x=x, y=y, turn=-degrees))
    laid.cells = [cell._replace(box=turned(cell.box, degrees, size)) for cell in sheet.cells]
    return laid


def sideways_tables(name: str, degrees: int) -> None:
    """Wide tables turned onto pages that stand, under a page mark that is not."""

    def make(truth: Truth, chance: random.Random) -> Printed:
        layout = replace(Layout(wide_tables=("requests", "disputes")), page_mark="- {page} -")
        sheets = lay_out(truth, layout, chance)
        places = figure_places(truth, sheets)
        wide = {number: (each.width, each.height) for number, each in enumerate(sheets, 1) if each.width > each.height}
        sheets = [sideways_sheet(each, degrees) if each.width > each.height else each for each in sheets]
        for cell, (number, box) in places.items():
            if number in wide:
                places[cell] = (number, turned(box, degrees, wide[number]))
        return Printed(paint(mark_pages(sheets, layout), Ink(rules="thin"), chance), (truth,), places)

    EVERY[name] = make


sideways_tables("tables_sideways", 270)
sideways_tables("tables_sideways_downwards", 90)


def beside(left: Sheet, right: Sheet | None, down: float = 0.0) -> Sheet:
    """Two sheets on one, everything moved down."""
    whole = Sheet(2 * left.width, left.height + down)
    for sheet, across in ((left, 0.0), (right, left.width)):
        if sheet is not None:
            whole.runs += [run._replace(x=run.x + across, y=run.y + down) for run in sheet.runs]
            whole.cells += [cell._replace(box=moved(cell.box, across, down)) for cell in sheet.cells]
    return whole


def moved(box: Box, across: float, down: float) -> Box:
    return box[0] + across, box[1] + down, box[2] + across, box[3] + down


def two_on_a_sheet(name: str, layout: Layout, ink: Ink, *, title: bool = False) -> None:
    """`title`: the title stands over both columns of the first page."""

    def make(truth: Truth, chance: random.Random) -> Printed:
        sheets = mark_pages(lay_out(truth, layout, chance), layout)
        down = 60.0 if title else 0.0
        places = {
            cell: ((number + 1) // 2, moved(box, 0.0 if number % 2 else layout.width, down))
            for cell, (number, box) in figure_places(truth, sheets).items()
        }
        heads = [run for run in sheets[0].runs if run.size == layout.title_size] if title else []
        sheets[0].runs[:] = [run for run in sheets[0].runs if run not in heads]
        pairs = zip_longest(sheets[::2], sheets[1::2])
        wide = [beside(left, right, down) for left, right in pairs]
        text = "".join(run.text for run in heads)
        middle = layout.width - pdf_fonts.width(text, layout.title_size) / 2
        wide[0].runs[:0] = [Run(text, middle, 50.0, layout.title_size)] * title
        return Printed(paint(wide, ink, chance), (truth,), places)

    EVERY[name] = make


two_on_a_sheet("two_pages_on_a_sheet", tables(cuts=2), Ink())
two_on_a_sheet("two_pages_on_a_sheet_marked", replace(tables(cuts=3), page_mark="- {page} -"), Ink(rules="thin"))
two_on_a_sheet("two_pages_on_a_sheet_bare_marks", replace(tables(), page_mark="{page}"), Ink(order="shuffled"))
NARROW = Layout(
    width=340, height=760, margin=20, size=9, title_size=18, heading_size=10.5, table=Style(size=6, padding=2)
)
two_on_a_sheet("two_columns", NARROW, Ink(), title=True)
two_on_a_sheet("two_columns_justified", replace(NARROW, justified=True), Ink(rules="per_cell"), title=True)
two_on_a_sheet("two_columns_torn", replace(NARROW, table=Style(size=6, torn=True, cuts=2)), Ink(), title=True)


def reduced(name: str, part: float, layout: Layout, font: str) -> None:
    """Each page a drawing of its own, put smaller into the lower left of the page."""

    def make(truth: Truth, chance: random.Random) -> Printed:
        made = printed(truth, chance, layout, Ink(form=True, font=font, reduced=part))
        lower = layout.height * (1 - part)
        places = {
            cell: (page, (x0 * part, lower + top * part, x1 * part, lower + bottom * part))
            for cell, (page, (x0, top, x1, bottom)) in made.places.items()
        }
        return replace(made, places=places)

    EVERY[name] = make


reduced("reduced", 0.7, tables(cuts=2), pdf_fonts.SUBSET)
reduced("reduced_radical_forms", 0.6, tables(cuts=2), pdf_fonts.RADICAL)
