"""Printed pages → the same without running heads, running feet and page marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportcheck.patterns import pattern
from reportcheck.readers.pdf.lines import Line
from reportcheck.readers.pdf.pages import PrintedPage

LINES = 3
"""Lines from the edge of a page within which heads and feet stand."""
STEPS = 200
"""Heights told apart on a page."""
LEAST_PAGES = 3
"""Pages on which a line must come again to be a running head; of two pages both may say the same by chance."""

MOST_PAGES = 999
"""The largest number that may be that of a page; above stand years."""

_DIGITS = pattern(r"\d{1,9}")
_DASHES = "-—–―─－·•~～"
_MARK = pattern(
    rf"[{_DASHES}]\s*(?P<dashed>\d{{1,4}})\s*[{_DASHES}]"
    r"|第\s*(?P<page>\d{1,4})\s*页(?:\s*[/／，,、]?\s*共\s*\d{1,4}\s*页)?"
    r"|(?P<of>\d{1,4})\s*[/／]\s*\d{1,4}"
    r"|P(?:age|\.)?\s*(?P<letter>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?",
    re.I,
)
_NUMBER = pattern(r"\d{1,4}")


def without_furniture(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], list[str]]:
    """→ (the pages, the running head that was taken away, if there was one)."""
    running = _running(pages)
    offsets = _number_offsets(pages)
    heads: dict[str, None] = {}
    kept: list[PrintedPage] = []
    for page in pages:
        lines = []
        edges = {id(line) for line in _edge_lines(page)}
        for line in page.lines:
            if id(line) in edges and _place(page, line) in running and not _MARK.fullmatch(line.text):
                if not heads and line.box[3] < page.size[1] / 2:
                    heads[line.text] = None
            elif not (id(line) in edges and _is_mark(page, line, offsets)):
                lines.append(line)
        kept.append(replace(page, lines=lines))
    return kept, list(heads)


def _edge_lines(page: PrintedPage) -> Iterator[Line]:
    """The first and last few lines, as far as no table stands between them and the edge, in the margins of the page."""
    upper = min((table.box[1] for table in page.tables), default=page.size[1])
    lower = max((table.box[3] for table in page.tables), default=0.0)
    margin = page.size[1] / 8
    yield from (line for line in page.lines[:LINES] if line.box[3] <= min(upper + page.em, margin))
    yield from (line for line in page.lines[-LINES:] if line.box[1] >= max(lower - page.em, page.size[1] - margin))


def _running(pages: Sequence[PrintedPage]) -> set[tuple[str, int]]:
    """What stands at one height on most pages, with the same numbers or numbers that count the pages."""
    seen: dict[tuple[str, int], dict[int, list[int]]] = {}
    for page in pages:
        for line in _edge_lines(page):
            numbers = [int(number) for number in _DIGITS.findall(line.text)]
            seen.setdefault(_place(page, line), {})[page.number] = numbers
    count = len({page.number for page in pages})
    least = max(LEAST_PAGES, (count + 1) // 2)
    often = ((place, found) for place, found in seen.items() if len(found) >= least or len(found) == count > 1)
    return {place for place, found in often if _count_pages(found)}


def _count_pages(found: Mapping[int, Sequence[int]]) -> bool:
    """Whether each number on a line is the same on all pages, or runs with them: 2023 and 2024 are two titles."""
    ahead = [
        {number - page for page, number in zip(found, column, strict=True)}
        for column in zip(*found.values(), strict=True)
    ]
    same = [set(column) for column in zip(*found.values(), strict=True)]
    return all(
        len(one) == 1 or (len(other) == 1 and max(one) <= MOST_PAGES) for one, other in zip(same, ahead, strict=True)
    )


def _place(page: PrintedPage, line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(line.text.split())), round(STEPS * line.box[1] / max(page.size[1], 1.0))


def _number_offsets(pages: Sequence[PrintedPage]) -> set[int]:
    """How far bare numbers at the edges run ahead of the pages they stand on, where most pages agree."""
    ahead = Counter(
        int(line.text) - page.number for page in pages for line in _edge_lines(page) if _NUMBER.fullmatch(line.text)
    )
    return {offset for offset, times in ahead.items() if times * 2 > len(pages) or offset == 0}


def _is_mark(page: PrintedPage, line: Line, offsets: set[int]) -> bool:
    if _NUMBER.fullmatch(line.text):
        return int(line.text) - page.number in offsets
    return _MARK.fullmatch(line.text) is not None
