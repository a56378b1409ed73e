"""The boxes of cells → the rules around them, painted as one producer or another does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlab.pdfgen.canvas import Canvas

from pdf_layout import CellBox

Segment = tuple[float, float, float, float]


def segments(cells: list[CellBox]) -> Iterator[Segment]:
    """The edges of the cells, each once, touching ones joined."""
    across: dict[float, list[tuple[float, float]]] = {}
    down: dict[float, list[tuple[float, float]]] = {}
    for (x0, top, x1, bottom), _, _, open_top, open_bottom in cells:
        for y, is_open in ((top, open_top), (bottom, open_bottom)):
            if not is_open:
                across.setdefault(round(y, 2), []).append((x0, x1))
        for x in (x0, x1):
            down.setdefault(round(x, 2), []).append((top, bottom))
    yield from ((x0, y, x1, y) for y, spans in across.items() for x0, x1 in joined(spans))
    yield from ((x, y0, x, y1) for x, spans in down.items() for y0, y1 in joined(spans))


def joined(spans: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    start, end = sorted(spans)[0]
    for low, high in sorted(spans):
        if low > end + 0.1:
            yield start, end
            start, end = low, high
        end = max(end, high)
    yield start, end


def lines(board: Canvas, height: float, edges: list[Segment]) -> None:
    board.setLineWidth(0.5)
    for x0, y0, x1, y1 in edges:
        board.line(x0, height - y0, x1, height - y1)


def strokes(board: Canvas, height: float, cells: list[CellBox]) -> None:
    lines(board, height, list(segments(cells)))


def dashed(board: Canvas, height: float, cells: list[CellBox]) -> None:
    board.setDash(2, 1)
    strokes(board, height, cells)
    board.setDash()


def one_path(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """All rules in one path."""
    path = board.beginPath()
    for x0, y0, x1, y1 in segments(cells):
        path.moveTo(x0, height - y0)
        path.lineTo(x1, height - y1)
    board.setLineWidth(0.7)
    board.drawPath(path)


def thin(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """Filled rectangles half a point thick."""
    for x0, y0, x1, y1 in segments(cells):
        board.rect(x0 - 0.24, height - y1 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)


def per_cell(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """A filled rectangle for each edge of each cell and one for each corner, shared edges drawn twice."""
    for (x0, top, x1, bottom), _, _, open_top, open_bottom in cells:
        for y, is_open in ((top, open_top), (bottom, open_bottom)):
            if not is_open:
                board.rect(x0 + 0.24, height - y - 0.24, x1 - x0 - 0.48, 0.48, stroke=0, fill=1)
            for x in (x0, x1):
                board.rect(x - 0.24, height - y - 0.24, 0.48, 0.48, stroke=0, fill=1)
        for x in (x0, x1):
            board.rect(x - 0.24, height - bottom + 0.24, 0.48, bottom - top - 0.48, stroke=0, fill=1)


def frames(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """A stroked rectangle a cell."""
    board.setLineWidth(0.5)
    for (x0, top, x1, bottom), *_ in cells:
        board.rect(x0, height - bottom, x1 - x0, bottom - top)


def double(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """A rectangle a cell, drawn a little inside it: between two cells stand two rules."""
    board.setLineWidth(0.4)
    for (x0, top, x1, bottom), *_ in cells:
        board.rect(x0 + 0.6, height - bottom + 0.6, x1 - x0 - 1.2, bottom - top - 1.2)


def across_only(board: Canvas, height: float, cells: list[CellBox]) -> None:
    lines(board, height, [each for each in segments(cells) if each[1] == each[3]])


def upright_only(board: Canvas, height: float, cells: list[CellBox]) -> None:
    lines(board, height, [each for each in segments(cells) if each[0] == each[2]])


def no_rules(board: Canvas, height: float, cells: list[CellBox]) -> None:
    pass


def open_sides(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """No rule at the left and right of the table."""
    left, right = min(each.box[0] for each in cells), max(each.box[2] for each in cells)
    edges = [each for each in segments(cells) if each[1] == each[3] or left + 1 < each[0] < right - 1]
    lines(board, height, edges)


def gaps(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """Edges of cells that do not quite meet."""
    for (x0, top, x1, bottom), *_ in cells:
        around = ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))
        for a, b, c, d in around:
            shift = (0.8, 0.0) if b == d else (0.0, 0.8)
            lines(board, height, [(a + shift[0], b + shift[1], c - shift[0], d - shift[1])])


def unsteady(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """Edges of neighbours rounded differently, up to half a point apart."""
    for number, ((x0, top, x1, bottom), *_) in enumerate(cells):
        a, b = ((number * 7) % 5 - 2) / 8, ((number * 3) % 5 - 2) / 8
        lines(board, height, [(x0 + a, top + b, x1 + a, top + b), (x0 + a, top, x0 + a, bottom)])
        lines(board, height, [(x0, bottom - b, x1, bottom - b), (x1 - a, top, x1 - a, bottom)])


def heavy_frame(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """Hair lines inside a frame of two points and a quarter."""
    board.setLineWidth(0.1)
    for x0, y0, x1, y1 in segments(cells):
        board.line(x0, height - y0, x1, height - y1)
    board.setLineWidth(2.25)
    for x0, top, x1, bottom in outlines(cells):
        board.rect(x0, height - bottom, x1 - x0, bottom - top)


def outlines(cells: list[CellBox]) -> Iterator[Segment]:
    """The box of each table of the page: cells that touch from top to bottom."""
    boxes = sorted((each.box for each in cells), key=lambda box: box[1])
    x0, top, x1, bottom = boxes[0]
    for left, upper, right, lower in boxes:
        if upper > bottom + 1:
            yield x0, top, x1, bottom
            x0, top, x1, bottom = left, upper, right, lower
        x0, x1, bottom = min(x0, left), max(x1, right), max(bottom, lower)
    yield x0, top, x1, bottom


def white_on_grey(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """White rules between grey cells."""
    board.setFillGray(0.82)
    for x0, top, x1, bottom in outlines(cells):
        board.rect(x0, height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    board.setFillGray(0)
    board.setStrokeGray(1)
    lines(board, height, list(segments(cells)))
    board.setStrokeGray(0)


def stripes(board: Canvas, height: float, cells: list[CellBox]) -> None:
    """No rules, every other row grey."""
    board.setFillGray(0.9)
    for number, (top, bottom) in enumerate(sorted({(c.box[1], c.box[3]) for c in cells if c.is_figure})):
        x0, x1 = min(c.box[0] for c in cells), max(c.box[2] for c in cells)
        if number % 2:
            board.rect(x0, height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
    board.setFillGray(0)


RULES: dict[str, Callable[[Canvas, float, list[CellBox]], None]] = {
    function.__name__: function
    for function in (
        strokes, dashed, one_path, thin, per_cell, frames, double, across_only, upright_only, no_rules, open_sides, gaps, unsteady,
        heavy_frame, white_on_grey, stripes,
    )
}  # fmt: skip
