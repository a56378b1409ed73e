"""A PDF and what was made of it → a picture of each page: the cells recognised, the figures read, the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportcheck.readers.pdf.rendered import RenderedPage, rendered_pages
from reportcheck.tuples import NamedTuple
from reportcheck.values import (
    Block,
    Checked,
    Document,
    Finding,
    Grid,
    Limits,
    PagePlace,
    Picture,
    Place,
    Severity,
    Source,
)

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]

CELL: Colour = (120, 170, 230)
FIGURE: Colour = (70, 170, 90)
UNPLACED: Colour = (150, 90, 200)
PICTURE: Colour = (140, 140, 140)
UNDECIDED: Colour = (150, 120, 0)
BROKEN: dict[Severity, Colour] = {"error": (210, 30, 40), "warning": (225, 120, 0), "note": (40, 100, 200)}
_TINT = 60
"""How opaque, of 255, a figure read is painted over."""
_LETTERS = 7.0
"""Points of the words beside a finding."""
_SMALLEST = 6.0
"""Pixels they have at least: a page may be drawn far smaller than it claims to be."""


class Marked(NamedTuple):
    """A page's picture and what is marked on it: cells recognised, figures read, findings."""

    number: int
    picture: Image
    cells: int
    figures: int
    findings: int


class _Mark(NamedTuple):
    """A box to be drawn: thin for what was seen, thick for what is said of it, `word` beside it."""

    place: PagePlace
    colour: Colour
    width: int = 1
    tinted: bool = False
    word: str = ""


def marked_pages(source: Source, document: Document, checked: Sequence[Checked], limits: Limits) -> Iterator[Marked]:
    """One picture a page; where no report was found only the recognised cells are marked."""
    cells = [_Mark(each, CELL) for each in _boxes(_cell_places(document.blocks))]
    pictures = [_Mark(each, PICTURE) for each in _boxes(b.place for b in document.blocks if isinstance(b, Picture))]
    reports = [each.report for each in checked]
    figures = [_Mark(each, FIGURE, tinted=True) for report in reports for each in _boxes(f.place for f in report.facts)]
    leftovers = (each.place for report in reports for each in report.unplaced)
    others = [_Mark(each, UNPLACED, tinted=True) for each in _boxes(leftovers)]
    findings = [mark for one in checked for finding in one.result.findings for mark in _finding_marks(one, finding)]
    for page in rendered_pages(source.data, limits):
        own = [_on(page, marks) for marks in (cells, pictures, figures, others, findings)]
        _draw(page, [mark for marks in own for mark in marks])
        named = [mark for mark in own[4] if mark.word]
        yield Marked(page.number, page.picture, len(own[0]), len(own[2]), len(named))


def _cell_places(blocks: Iterable[Block]) -> Iterator[Place]:
    return (cell.place for block in blocks if isinstance(block, Grid) for cell in block.cells)


def _boxes(places: Iterable[Place | None]) -> list[PagePlace]:
    return [place for place in places if isinstance(place, PagePlace)]


def _on(page: RenderedPage, marks: Iterable[_Mark]) -> list[_Mark]:
    return [mark for mark in marks if mark.place.page == page.number]


def _finding_marks(checked: Checked, finding: Finding) -> Iterator[_Mark]:
    """All its cells framed, the name of the rule at its own place."""
    colour = BROKEN[finding.severity] if finding.outcome == "broken" else UNDECIDED
    places = {(fact.table, fact.row, fact.column): fact.place for fact in checked.report.facts}
    cells = [places.get((cell.table, cell.row, cell.column)) for cell in finding.facts if cell.report is None]
    for place in _boxes(cells):
        yield _Mark(place, colour, width=2)
    for place in _boxes([finding.place]):
        yield _Mark(place, colour, width=3, word=finding.rule)


def _draw(page: RenderedPage, marks: Iterable[_Mark]) -> None:
    from PIL import ImageDraw

    brush = ImageDraw.Draw(page.picture, "RGBA")
    words: dict[tuple[float, float], list[_Mark]] = {}
    for mark in marks:
        left, top, right, bottom = (edge * page.scale for edge in mark.place.box)
        inside = (*mark.colour, _TINT) if mark.tinted else None
        brush.rectangle((left, top, max(left, right), max(top, bottom)), inside, mark.colour, mark.width)
        if mark.word:
            words.setdefault((left, bottom), []).append(mark)
    for at, alike in words.items():
        _write(brush, at, alike, page.scale)


def _write(brush: ImageDraw, at: tuple[float, float], marks: Sequence[_Mark], scale: float) -> None:
    """The rules' names under the box, one below the other, on white."""
    from PIL import ImageFont

    font = ImageFont.load_default(max(_LETTERS * scale, _SMALLEST))
    left, top = at
    for word, colour in dict.fromkeys((mark.word, mark.colour) for mark in marks):
        left = max(min(left, brush.im.size[0] - font.getlength(word)), 0.0)
        box = brush.textbbox((left, top), word, font)
        brush.rectangle(box, (255, 255, 255, 220))
        brush.text((left, top), word, colour, font)
        top = box[3]
