"""Lines in reading order → paragraphs: a line that runs to the margin goes on in the next one without an indent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportcheck.patterns import pattern
from reportcheck.readers.pdf.lines import Line, join_lines
from reportcheck.readers.pdf.pages import PrintedPage
from reportcheck.readers.pdf.shapes import Box, around
from reportcheck.readers.pdf.surface import Surface
from reportcheck.readers.pdf.tolerances import Tolerances
from reportcheck.tuples import NamedTuple

_UNIT = pattern(r"[（(《“‘「【]*(?:[!-~]+|.)[，。；：？！、）》」』】”’]*")
_NUMBERED = pattern(r"(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]?\d{1,2}(?:[）)、]|[.．](?!\d)))")

SAME_SIZE = 0.12
"""Part of its height by which the print of one paragraph may differ from line to line."""
INDENT = 0.8
"""Ems from which on a line is indented."""
FAR = 5
"""Ems from which on a line that begins so far in is no first line of a paragraph: a signature, a date."""
FULL_LINES = 3
"""Lines that end together from which on they end at the margin: one or two are as long as they happen to be."""
PITCH = 1.35
"""Times the usual distance of lines from which on a gap parts paragraphs."""


class Margins(NamedTuple):
    """Where the lines of a page begin and end, and how far apart they stand."""

    left: float
    right: float
    pitch: float


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together: where they begin, and their text run together."""

    page: Surface
    lines: list[Line]
    text: str = ""
    boxes: list[Box] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """Around those of its lines that stand on its first page."""
        return around(self.boxes)


def pages_to_margins(pages: Sequence[PrintedPage]) -> list[Margins]:
    """The margins of each page: from its own full lines, else from those of pages of that size, else symmetrical.

    Columns are as wide as each other.
    """
    known: dict[object, list[float]] = {}
    for page in pages:
        own = _own_right(page)
        if own is not None:
            known.setdefault((page.size, page.edges is None), []).append(own - (_left(page) if page.edges else 0.0))
    return [_margins(page, sorted(known.get((page.size, page.edges is None), ()))) for page in pages]


def _own_right(page: PrintedPage) -> float | None:
    """Where several lines end together farthest to the right."""
    right = max((line.box[2] for line in page.lines), default=0.0)
    full = sum(right - line.box[2] <= line.em for line in page.lines)
    return right if full >= FULL_LINES else None


def _left(page: PrintedPage) -> float:
    """Where what stands farthest to the left begins."""
    boxes = [line.box for line in page.lines] + [table.box for table in page.tables]
    return min((box[0] for box in boxes), default=0.0)


def _margins(page: PrintedPage, known: Sequence[float]) -> Margins:
    left = _left(page)
    right = _own_right(page)
    if right is None:
        begin, end = page.edges or (0.0, page.size[0])
        right = known[len(known) // 2] + (left if page.edges else 0.0) if known else end - (left - begin)
    full = [line.box[0] for line in page.lines if right - line.box[2] < 3 * line.em]
    return Margins(min(full, default=left), right, _pitch(page.lines))


def _pitch(lines: Sequence[Line]) -> float:
    """The smallest distance of two lines that is met with twice: headings and paragraphs stand farther apart."""
    steps = Counter(
        round(below.box[3] - line.box[3])
        for line, below in pairwise(lines)
        if line.em <= below.box[3] - line.box[3] < 4 * max(line.em, below.em)
    )
    return float(min((step for step, times in steps.items() if times > 1), default=min(steps, default=0)))


def goes_on(before: Line, after: Line, margins: Margins, following: Margins, allowed: Tolerances) -> bool:
    """Whether the second line continues the first; they may stand on two pages, each with its own margins."""
    if "\t" in before.text or "\t" in after.text or not before.text or not after.text:
        return False
    em = max(before.em, after.em)
    if abs(before.em - after.em) > SAME_SIZE * em:
        return False
    room = margins.right - before.box[2]
    if room > _first_word(after) + allowed.slack * before.em or _opens(before.text, after.text):
        return False
    if before.box[0] - margins.left > FAR * before.em and not _is_centred(before, margins, em):
        return False
    indented = after.box[0] - following.left > INDENT * after.em
    return not indented or _is_centred(after, following, em)


def is_apart(before: Line, after: Line, margins: Margins) -> bool:
    """Whether the gap between two lines of one page is wider than its lines usually stand."""
    step = after.box[3] - before.box[3]
    usual = max(margins.pitch, 1.2 * max(before.em, after.em))
    return step > PITCH * usual or step < 0


def lines_to_paragraphs(lines: Sequence[Line], page: Surface, margins: Margins, allowed: Tolerances) -> list[Paragraph]:
    """The lines of one page between two tables → its paragraphs."""
    found: list[Paragraph] = []
    for line in lines:
        before = found[-1].lines[-1] if found else None
        if before and not is_apart(before, line, margins) and goes_on(before, line, margins, margins, allowed):
            found[-1].lines.append(line)
            found[-1].boxes.append(line.box)
            found[-1].text = join_lines(found[-1].text, line.text)
        else:
            found.append(Paragraph(page, [line], line.text, [line.box]))
    return found


def _opens(before: str, after: str) -> bool:
    """Whether a sentence has ended and the next line begins with the number of a paragraph."""
    return before[-1] in "。；！？：;:" and _NUMBERED.match(after) is not None


def _first_word(line: Line) -> float:
    """The width of what could not be parted to stand on the line before: a word, an ideograph, the marks with it."""
    found = _UNIT.match(line.text)
    length = found.end() if found else 1
    return (line.box[2] - line.box[0]) * length / len(line.text)


def _is_centred(line: Line, margins: Margins, em: float) -> bool:
    """Whether the same room is left on both sides of a short line; a first line's indent leaves it on one."""
    left, right = line.box[0] - margins.left, margins.right - line.box[2]
    return left > 3 * em and abs(left - right) <= em
