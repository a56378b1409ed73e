"""Boxes on the pages of a PDF → the characters a second, independent reader (pdfplumber on pdfminer) sees in them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from time import monotonic
from typing import Any

from reportcheck.values import Limits, PagePlace, Place, Source

_SLACK = 0.05
"""Points: places are rounded to a tenth."""


def look(source: Source, places: Iterable[Place], limits: Limits) -> dict[Place, str]:
    """What stands in each place; one it sees nothing in, or on a page it fails to read, is left out. Raises nothing."""
    by_page: dict[int, list[PagePlace]] = {}
    for place in places:
        if isinstance(place, PagePlace):
            by_page.setdefault(place.page, []).append(place)
    seen: dict[Place, str] = {}
    try:
        for number, characters in _characters(source.data, by_page, monotonic() + limits.seconds):
            seen |= {place: text for place in by_page[number] if (text := _text_in(characters, place))}
    except Exception:
        # A reader that fails has seen nothing that could speak against the first.
        return seen
    return seen


def _characters(data: bytes, pages: Mapping[int, object], end: float) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The characters of each page, those printed twice for boldness once, where they stand on the displayed page."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    with pdfplumber.open(BytesIO(data), pages=sorted(pages)) as document:
        for page in document.pages:
            if monotonic() > end:
                return
            left, top = page.cropbox[0], page.cropbox[1]
            yield (
                page.page_number,
                [
                    {**char, "x": (char["x0"] + char["x1"]) / 2 - left, "y": (char["top"] + char["bottom"]) / 2 - top}
                    for char in page.dedupe_chars().chars
                ],
            )
            page.close()


def _text_in(characters: Iterable[dict[str, Any]], place: PagePlace) -> str:
    """The characters whose middle stands in the box, line by line."""
    left, top, right, bottom = place.box
    inside = [
        char
        for char in characters
        if left - _SLACK <= char["x"] <= right + _SLACK and top - _SLACK <= char["y"] <= bottom + _SLACK
    ]
    lines: list[list[dict[str, Any]]] = []
    for char in sorted(inside, key=lambda char: char["y"]):
        if lines and char["y"] - lines[-1][0]["y"] < (char["bottom"] - char["top"]) / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    return "".join(char["text"] for line in lines for char in sorted(line, key=lambda char: char["x"])).strip()
