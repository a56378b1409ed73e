"""The bytes of a PDF → its pages as pictures, as they are displayed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pypdfium2

from reportcheck.readers.pdf.library import TURN, check_count, without_junk
from reportcheck.tuples import NamedTuple
from reportcheck.values import Limits

if TYPE_CHECKING:
    from PIL.Image import Image

SCALE = 2.0
"""Pixels a point, for pages of common size."""
LONGEST = 4_000
"""Pixels of the longer side of a picture: a page may claim to be as large as a field."""


class RenderedPage(NamedTuple):
    """A page: its number, its picture, and how many pixels of it are a point."""

    number: int
    picture: Image
    scale: float


def rendered_pages(data: bytes, limits: Limits) -> Iterator[RenderedPage]:
    """One page after another. Raises LimitExceeded("pages"); the bytes must be those of a PDF that was read."""
    with TURN, pypdfium2.PdfDocument(without_junk(data)) as document:
        check_count(len(document), limits)
        for number in range(len(document)):
            page = document[number]
            scale = min(SCALE, LONGEST / max(page.get_size()))
            yield RenderedPage(number + 1, page.render(scale=scale).to_pil().convert("RGB"), scale)
            page.close()
