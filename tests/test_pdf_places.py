"""The place of a figure in a PDF is where the figure is printed on the page as displayed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import pytest

import pdf_fonts
from pdf_habits_unusual import EVERY as HABITS
from pdf_reading import printed_file, prints, read_habit, read_print
from reportcheck.values import Fact, PagePlace
from test_pdf_habits import EDITIONS, SIZES, SOAKING, in_turn

SCALE = 2
ALLOWANCE = 1.0
"""How far, in points, a glyph may reach over the box: boxes are rounded, and a glyph may touch its cell's rule."""
DARK = 150
RENDERED = ("rules_thin", "landscape", "rotated_90", "rotated_180", "rotated_270", "cropped", "cropped_and_rotated")
UPRIGHT = ("over_three_pages", "decimal_fees", "chromium_plain", "chromium_small_pages", "libreoffice_docx_2019")
NOT_OUR_WIDTHS = ("font_not_embedded", "two_fonts", "old_encoding", "digits_apart")
ROUND = in_turn([*HABITS], [*SIZES])
Box = tuple[float, float, float, float]


def printed(name: str) -> tuple[bytes, tuple[Fact, ...]]:
    """A habit's or a committed print's bytes and the facts read in it."""
    if name in HABITS:
        made, read = read_habit(name, "2021", 40, 0)
        return made.data, read[0].report.facts
    return printed_file(name)[0], read_print(name)[1].report.facts


def place(fact: Fact) -> PagePlace:
    assert isinstance(fact.place, PagePlace), fact
    return fact.place


def edition_and_size(name: str) -> tuple[str, int]:
    """The second report of the habit that is read anyway."""
    return next((edition, int(largest)) for each, edition, largest in ROUND if each == name and edition != EDITIONS[0])


def within(inner: Box, outer: Box, allowance: float) -> bool:
    low = all(inner[side] >= outer[side] - allowance for side in (0, 1))
    return low and all(inner[side] <= outer[side] + allowance for side in (2, 3))


def middle(box: Box) -> Box:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return (x, y, x, y)


@pytest.mark.parametrize("name", HABITS)
def test_a_figures_box_holds_it_and_no_other(name: str) -> None:
    made, read = read_habit(name, *edition_and_size(name), 0)
    facts = {(fact.table, fact.row, fact.column): fact for fact in read[0].report.facts}
    for cell, (page, box) in made.places.items():
        if name in NOT_OUR_WIDTHS:
            box = middle(box)
        own = place(facts[cell])
        assert own.page == page, cell
        assert within(box, own.box, ALLOWANCE), (cell, box, own.box)
        held = [c for c, (p, other) in made.places.items() if p == page and within(middle(other), own.box, 0)]
        assert held == [cell], (cell, held)


@pytest.mark.parametrize("name", [*RENDERED, *prints()])
def test_there_is_ink_in_the_box_on_the_rendered_page(name: str) -> None:
    data, facts = printed(name)
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=SCALE, grayscale=True).to_pil() for page in document]
    for fact in facts:
        image = pages[place(fact).page - 1]
        x0, top, x1, bottom = place(fact).box
        assert 0 <= x0 < x1 <= image.width / SCALE, fact
        assert 0 <= top < bottom <= image.height / SCALE, fact
        aside, down = min(2.0, (x1 - x0) / 8), min(2.0, (bottom - top) / 8)
        inner = [round(edge * SCALE) for edge in (x0 + aside, top + down, x1 - aside, bottom - down)]
        assert image.crop(inner).getextrema()[0] < DARK, fact
    document.close()


@pytest.mark.parametrize("name", [*UPRIGHT, *(prints() if SOAKING else ())])
def test_another_reader_finds_the_same_digits_in_the_box(name: str) -> None:
    data, facts = printed(name)
    with pdfplumber.open(BytesIO(data)) as document:
        words = [page.extract_words(x_tolerance=2, keep_blank_chars=False) for page in document.pages]
    for fact in facts:
        own = [each for each in words[place(fact).page - 1] if is_in(each, place(fact).box)]
        assert "".join(each["text"] for each in own) == "".join(fact.number.printed.split()), fact


def is_in(word: dict[str, Any], box: Box) -> bool:
    """Whether the word's middle lies in the box."""
    return within(middle((word["x0"], word["top"], word["x1"], word["bottom"])), box, 0)


def test_the_fonts_of_the_habits_are_known() -> None:
    pdf_fonts.register()
    assert pdf_fonts.width("12", 10) == 10
