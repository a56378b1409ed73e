"""Habits of printing met in any mixture: a report laid out and painted by chance parses back exactly.

`SOAK=n` in the environment draws n times as many.
"""

from __future__ import annotations

import os
import random

import pytest

import pdf_fonts
from generate import true_report
from pdf_habits import Printed, printed
from pdf_layout import Layout
from pdf_paint import Ink
from pdf_reading import check_printed, figures, identity, identity_of, running_text, running_text_of
from pdf_tables import Style
from reportcheck import forms

SEEDS = range(24 * int(os.environ.get("SOAK", "1")))
EDITIONS = [form.edition for form in forms.editions()]
PAGES = ((595.0, 842.0), (842.0, 595.0), (516.0, 729.0), (842.0, 1191.0))
RULES = ("strokes", "dashed", "one_path", "thin", "per_cell", "frames", "double", "gaps", "unsteady", "heavy_frame")
MARKS = ("", "- {page} -", "— {page} —", "第{page}页", "{page}/{pages}", "{page}", "第 {page} 页 共 {pages} 页")
FONTS = (pdf_fonts.SUBSET, pdf_fonts.WIDE, pdf_fonts.SONG, pdf_fonts.RADICAL, pdf_fonts.COMPATIBLE, pdf_fonts.OLD)


def any_style(chance: random.Random) -> Style:
    """Tables of any kind that keeps its rules, or at least one of those round a break."""
    return Style(
        size=chance.choice((6.0, 7.0, 8.0)),
        leading=chance.choice((1.0, 1.25, 1.6)),
        padding=chance.choice((2.0, 4.0, 8.0)),
        centred=chance.random() < 0.8,
        group_label=chance.choice(("across", "across", "vertical", "down", "up")),
        caption=chance.random() < 0.1,
        cuts=chance.choice((1, 2, 3)),
        torn=chance.random() < 0.3,
        repeat_header=chance.random() < 0.3,
        label_at_break=chance.choice(("lines", "lines", "first", "tallest")),
        bottom_rule=chance.random() < 0.7,
        top_rule=chance.random() < 0.8,
    )


def any_layout(chance: random.Random) -> Layout:
    width, height = chance.choice(PAGES)
    return Layout(
        width=width,
        height=height,
        margin=chance.choice((56.0, 70.0, 85.0)),
        size=chance.choice((9.0, 12.0, 14.0, 16.0)),
        title_size=chance.choice((16.0, 20.0, 24.0)),
        heading_size=chance.choice((12.0, 14.0, 18.0)),
        justified=chance.random() < 0.5,
        page_mark=chance.choice(MARKS),
        table=any_style(chance),
    )


def any_ink(chance: random.Random) -> Ink:
    crop = chance.choice(((0.0, 0.0), (0.0, 0.0), (18.0, 40.0)))
    return Ink(
        font=chance.choice(FONTS),
        rules=chance.choice(RULES),
        order=chance.choice(("reading", "reading", "shuffled", "figures first", "columns")),
        words=chance.choice(("runs", "runs", "glyphs", "halves")),
        bold=chance.choice(("", "", "twice", "stroked")),
        white_behind=chance.random() < 0.3,
        shading=chance.random() < 0.2,
        clip=chance.random() < 0.2,
        form=chance.random() < 0.2,
        rotate=chance.choice((0, 0, 0, 90, 180, 270)),
        crop=crop,
    )


def any_print(seed: int) -> tuple[Printed, str]:
    """A report in a mixture, and the mixture in words, for whoever has to find the cause."""
    chance = random.Random(seed)
    layout, ink = any_layout(chance), any_ink(chance)
    truth = true_report(seed, EDITIONS[seed % len(EDITIONS)], chance.choice((1, 40, 9_999)))
    return printed(truth, chance, layout, ink), f"{layout} {ink}"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_report_printed_in_any_mixture_of_habits_parses_back_exactly(seed: int) -> None:
    made, mixture = any_print(seed)
    (checked,) = check_printed(made)
    (truth,) = made.reports
    assert figures(checked.report) == truth.figures, mixture
    assert identity(checked.report) == identity_of(truth), mixture
    assert [finding.rule for finding in checked.result.findings] == [], mixture
    assert running_text(checked.report) == running_text_of(truth), mixture
