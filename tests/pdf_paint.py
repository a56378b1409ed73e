"""Sheets → the bytes of a PDF, painted as one producer or another does: rules, fonts, order, page boxes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from pdf_fonts import SUBSET, VERTICAL, canvas, width
from pdf_layout import Box, Run, Sheet
from pdf_rules import RULES, lines

TURNS = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


@dataclass(frozen=True, slots=True)
class Ink:
    """How sheets are painted; each field is one habit of some producer."""

    font: str = SUBSET
    figure_font: str | None = None
    rules: str = "strokes"
    order: str = "reading"
    words: str = "runs"
    bold: str = ""
    character_space: float = 0.0
    white_behind: bool = False
    shading: bool = False
    clip: bool = False
    form: bool = False
    invisible: bool = False
    picture: tuple[int, ...] = ()
    rotate: int = 0
    lying: int = 0
    reduced: float = 1.0
    crop: tuple[float, float] = (0.0, 0.0)
    rotate_wide: bool = False
    encrypted: bool = False
    figures_drawn: str = ""


def paint(sheets: list[Sheet], ink: Ink, chance: random.Random) -> bytes:
    """The document."""
    target = BytesIO()
    board = canvas(target, (sheets[0].width, sheets[0].height), encrypted=ink.encrypted)
    for number, sheet in enumerate(sheets):
        open_page(board, sheet, ink)
        if ink.form:
            board.beginForm(f"page{number}", 0, 0, sheet.width, sheet.height)
        if number in ink.picture or -1 in ink.picture:
            picture(board, sheet)
        else:
            content(board, sheet, ink, chance)
        if ink.form:
            board.endForm()
            board.scale(ink.reduced, ink.reduced)
            board.doForm(f"page{number}")
        board.showPage()
    board.save()
    return target.getvalue()


def open_page(board: Canvas, sheet: Sheet, ink: Ink) -> None:
    """The page boxes, and the coordinates such that the page is displayed upright."""
    (dx, dy), wide, high = ink.crop, sheet.width, sheet.height
    rotate = 90 if ink.rotate_wide and wide > high else ink.rotate
    if rotate in (90, 270):
        wide, high = high, wide
    raw = (wide + 2 * dx, high + 2 * dy)
    shown = (rotate + ink.lying) % 360
    board.setPageSize(raw[::-1] if shown in (90, 270) else raw)  # reportlab turns it again
    if dx or dy:
        board.setCropBox((dx, dy, dx + wide, dy + high))
        board.translate(dx, dy)
    board.setPageRotation(shown)
    if rotate:
        shift = {90: (wide, 0), 180: (wide, high), 270: (0, high)}[rotate]
        board.transform(*TURNS[rotate], *shift)


def content(board: Canvas, sheet: Sheet, ink: Ink, chance: random.Random) -> None:
    if ink.shading or ink.white_behind:
        backgrounds(board, sheet, ink)
    for box in sheet.grounds:
        fill(board, sheet.height, box, 0.1)
    if ink.invisible:
        picture(board, sheet)
    else:
        if sheet.cells:
            RULES[ink.rules](board, sheet.height, sheet.cells)
        lines(board, sheet.height, sheet.lines)
    runs = list(sheet.runs)
    if ink.order == "shuffled":
        chance.shuffle(runs)
    elif ink.order == "figures first":
        runs.sort(key=lambda run: not run.figure)
    elif ink.order == "columns":
        runs.sort(key=lambda run: run.x)
    for run in runs:
        draw = DRAWN.get(ink.figures_drawn) if run.figure else None
        (draw or text)(board, sheet, run, ink)


def backgrounds(board: Canvas, sheet: Sheet, ink: Ink) -> None:
    """White or grey behind paragraphs, lines and cells."""
    for x0, top, x1, bottom in sheet.paragraphs if ink.white_behind else ():
        fill(board, sheet.height, (x0, top, x1, bottom), 1.0)
        for y in range(int(top), int(bottom) - 12, 20):
            fill(board, sheet.height, (x0, y, x1, y + 19.2), 1.0)
    for cell in sheet.cells:
        gray = 0.85 if cell.is_head and ink.shading else 0.95 if ink.shading and int(cell.box[1]) % 2 else 1.0
        fill(board, sheet.height, cell.box, gray)


def fill(board: Canvas, height: float, box: Box, gray: float) -> None:
    x0, top, x1, bottom = box
    board.setFillGray(gray)
    board.rect(x0, height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    board.setFillGray(0)


def picture(board: Canvas, sheet: Sheet) -> None:
    """A scan of the page: only what the eye sees of it counts, so grey lines stand for text."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (int(sheet.width), int(sheet.height)), 255)
    draw = ImageDraw.Draw(image)
    for run in sheet.runs:
        draw.line((run.x, run.y - 3, run.x + width(run.text, run.size), run.y - 3), fill=90, width=4)
    for cell in sheet.cells:
        draw.rectangle(cell.box, outline=0)
    board.drawImage(ImageReader(image), 0, 0, sheet.width, sheet.height)


def text(board: Canvas, sheet: Sheet, run: Run, ink: Ink) -> None:
    if not run.text:
        return
    board.saveState()
    if ink.clip:
        path = board.beginPath()
        wide = width(run.text, run.size) + len(run.text) * run.spread
        if not run.turn and not run.vertical:
            path.rect(run.x - 2, sheet.height - run.y - run.size * 0.4, wide + 4, run.size * 1.7)
            board.clipPath(path, stroke=0, fill=0)
    for shift in (0.0, 0.25) if ink.bold == "twice" else (0.0,):
        for x, y, piece in text_pieces(run, ink):
            text_object(board, run, piece, (x + shift, sheet.height - y), ink)
    board.restoreState()


def text_pieces(run: Run, ink: Ink) -> Iterator[tuple[float, float, str]]:
    """One text object a run, a glyph, or two halves."""
    spread = spread_of(run, ink)
    whole = run.turn or run.vertical or (ink.words == "digits" and not run.figure)
    step = {"glyphs": 1, "digits": 1, "halves": max(1, len(run.text) // 2)}.get(ink.words, len(run.text))
    if whole:
        step = len(run.text)
    for start in range(0, len(run.text), step):
        before = run.text[:start]
        ahead = (
            pdfmetrics.stringWidth(before, font_of(run, ink), run.size)
            + len(before) * spread
            - (len(run.text) - 1) * (spread - run.spread) / 2
        )
        yield run.x + ahead, run.y, run.text[start : start + step]


def spread_of(run: Run, ink: Ink) -> float:
    """What each character of the run takes more than its width: letter-spacing is for figures."""
    return run.spread + (ink.character_space if run.figure else 0.0)


def font_of(run: Run, ink: Ink) -> str:
    if run.vertical:
        return VERTICAL
    return (ink.figure_font or ink.font) if run.figure else ink.font


def text_object(board: Canvas, run: Run, piece: str, at: tuple[float, float], ink: Ink) -> None:
    board.saveState()
    if run.turn:
        board.translate(*at)
        board.rotate(run.turn)
        at = (0.0, 0.0)
    if run.unseen == "cut":
        path = board.beginPath()
        path.rect(at[0] - 40, at[1] - 10, 39, 30)
        board.clipPath(path, stroke=0, fill=0)
    pen = board.beginText(*at)
    pen.setFont(font_of(run, ink), 0.01 if run.unseen == "tiny" else run.size)
    if run.unseen in ("white", "transparent"):
        pen.setFillColorRGB(1, 1, 1, alpha=0 if run.unseen == "transparent" else None)
    pen.setCharSpace(spread_of(run, ink))
    if ink.invisible or run.unseen == "unpainted" or ink.bold == "stroked":
        pen.setTextRenderMode(2 if ink.bold == "stroked" else 3)
        board.setLineWidth(0.3)
    pen.textOut(piece)
    board.drawText(pen)
    board.restoreState()


# ---- figures that are no text


def as_curves(board: Canvas, sheet: Sheet, run: Run, ink: Ink) -> None:
    """The digits as outlines."""
    for number, _ in enumerate(run.text):
        x = run.x + number * run.size * 0.5
        path = board.beginPath()
        path.ellipse(x + 0.5, sheet.height - run.y, run.size * 0.4, run.size * 0.7)
        board.drawPath(path, stroke=0, fill=1)


def as_pictures(board: Canvas, sheet: Sheet, run: Run, ink: Ink) -> None:
    """A small picture of the number."""
    from PIL import Image

    wide = run.size * 0.5 * len(run.text)
    image = Image.new("L", (max(1, int(wide * 2)), int(run.size * 2)), 90)
    board.drawImage(ImageReader(image), run.x, sheet.height - run.y, wide, run.size * 0.7)


def as_fields(board: Canvas, sheet: Sheet, run: Run, ink: Ink) -> None:
    """Typed into a field of a form."""
    name = f"{board.getPageNumber()}-{run.x:.0f}-{run.y:.0f}"
    board.acroForm.textfield(
        name=name, value=run.text, x=run.x - 1, y=sheet.height - run.y - 1, width=run.size * 4, height=run.size,
        fontSize=run.size, borderWidth=0,
    )  # fmt: skip


DRAWN = {"curves": as_curves, "pictures": as_pictures, "fields": as_fields}
