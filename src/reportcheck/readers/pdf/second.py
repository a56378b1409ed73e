"""Boxes on the pages of a PDF → the characters a second, independent reader (pdfplumber on pdfminer) sees in them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from operator import itemgetter
from time import monotonic
from typing import Any

from reportcheck.values import Limits, PagePlace, Place, Source

_SLACK = 0.05
"""Points: places are rounded to a tenth."""
_LEAST = 0.5
"""Points: print lower than that is seen by nobody."""
_PALE = 0.03
"""How far from white a colour may be that is not seen on paper."""
_NO_INK = (0, 0, 0, 0)
"""White, in four colours of print."""


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
                    if not _is_unseen(char)
                ],
            )
            page.close()


def _is_unseen(char: Mapping[str, Any]) -> bool:
    """White print may stand on a dark ground, but a reader that leaves it out contradicts nobody."""
    colour = char.get("non_stroking_color")
    if char["height"] < _LEAST or not isinstance(colour, Sequence):
        return bool(char["height"] < _LEAST)
    paper = _NO_INK if len(colour) == len(_NO_INK) else (1,) * len(colour)
    return len(colour) > 0 and all(
        isinstance(part, (int, float)) and abs(part - blank) < _PALE for part, blank in zip(colour, paper, strict=True)
    )


def _text_in(characters: Iterable[dict[str, Any]], place: PagePlace) -> str:
    """The characters whose middle stands in the box, line by line."""
    left, top, right, bottom = place.box
    inside = [
        char
        for char in characters
        if left - _SLACK <= char["x"] <= right + _SLACK and top - _SLACK <= char["y"] <= bottom + _SLACK
    ]
    read = sorted((_along(char) for char in inside), key=itemgetter(1))
    lines: list[list[tuple[float, float, float, str]]] = []
    for char in read:
        if lines and char[1] - lines[-1][0][1] < char[2] / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    return "".join(text for line in lines for _, _, _, text in sorted(line)).strip()


def _along(char: Mapping[str, Any]) -> tuple[float, float, float, str]:
    """Where it stands along its line and across it, how high it is, what it says; print may run in any direction."""
    x, y, (across, up, *_) = char["x"], char["y"], char["matrix"]
    wide, high = char["x1"] - char["x0"], char["bottom"] - char["top"]
    if abs(across) >= abs(up):
        return (x, y, high, char["text"]) if across >= 0 else (-x, -y, high, char["text"])
    return (-y, x, wide, char["text"]) if up > 0 else (y, -x, wide, char["text"])
