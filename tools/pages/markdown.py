"""Texts and cells → Markdown that shows them as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MARKS = re.compile(r"([\\`*_<\[\]|])")
_CODE = re.compile(r"(`[^`]+`)")


def escaped(text: str) -> str:
    """A text with nothing in it read as markup but `code`."""
    pieces = _CODE.split(text)
    return "".join(piece if index % 2 else _MARKS.sub(r"\\\1", piece) for index, piece in enumerate(pieces))


def code(*words: str) -> str:
    """Words of the program, as code."""
    return " ".join(f"`{word}`" for word in words)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are Markdown already. Columns without any content are left out."""
    body = list(rows)
    kept = [index for index in range(len(header)) if any(row[index] for row in body)]
    lines = [header, ["---"] * len(header), *body]
    return "\n".join("| " + " | ".join(line[index].replace("\n", " ") for index in kept) + " |" for line in lines)


def blocks(*parts: str) -> str:
    """Parts with an empty line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)
