"""A source → a `Document`: the type is recognised by content, then the one reader of that type reads it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from reportcheck.errors import UnsupportedType
from reportcheck.readers.sniff import sniff as sniff
from reportcheck.values import Document, Limits, Source

READERS = {
    "text/html": "reportcheck.readers.html",
    "text/plain": "reportcheck.readers.text",
}
"""Media type → the module that reads it, imported when first needed."""


def read(source: Source, limits: Limits) -> Document:
    """Raises UnsupportedType when no reader claims the content, and what the reader raises."""
    media_type = sniff(source.data)
    if media_type not in READERS:
        raise UnsupportedType("not-yet", media_type=media_type)
    reader: Callable[[Source, Limits], Document] = import_module(READERS[media_type]).read
    return reader(source._replace(media_type=media_type), limits)
