"""A source → a `Document`: the type is recognised by content, then the one reader of that type reads it.

Asked about single cells, a second reader, independent of the first, says what it sees there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from reportcheck.errors import UnsupportedType
from reportcheck.readers.sniff import sniff as sniff
from reportcheck.values import Document, Limits, Place, Source

READERS = {
    "application/pdf": "reportcheck.readers.pdf",
    "text/html": "reportcheck.readers.html",
    "text/plain": "reportcheck.readers.text",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "reportcheck.readers.docx",
    "application/msword": "reportcheck.readers.office",
    "application/rtf": "reportcheck.readers.office",
    "application/vnd.oasis.opendocument.text": "reportcheck.readers.office",
}
"""Media type → the module that reads it, imported when first needed."""
SECOND_READERS = {"application/pdf": "reportcheck.readers.pdf.second"}
"""Media type → the module whose `look` says what another reader sees in places of the document."""


def read(source: Source, limits: Limits) -> Document:
    """Raises UnsupportedType when no reader claims the content, and what the reader raises."""
    media_type = sniff(source.data)
    if media_type not in READERS:
        raise UnsupportedType("not-yet", media_type=media_type)
    reader: Callable[[Source, Limits], Document] = import_module(READERS[media_type]).read
    return reader(source._replace(media_type=media_type), limits)


def look_again(source: Source, media_type: str, places: Iterable[Place], limits: Limits) -> dict[Place, str]:
    """What a second reader sees in each of the places; those it cannot speak of are left out. Raises nothing."""
    if media_type not in SECOND_READERS:
        return {}
    look: Callable[[Source, Iterable[Place], Limits], dict[Place, str]] = import_module(SECOND_READERS[media_type]).look
    return look(source, places, limits)
