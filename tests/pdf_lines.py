"""Running text → the lines it is broken into."""

from __future__ import annotations

from collections.abc import Iterator

from pdf_fonts import width

NO_LINE_BEGINS_WITH = "，。、；：）》”！？"


def wrapped(text: str, room: float, size: float, indent: float = 0.0) -> list[str]:
    """Lines no wider than the room; no line begins with a closing mark, no number is broken."""
    lines, line, free = [], "", room - indent
    for word in words(text):
        if line and width(line + word, size) > free and word not in NO_LINE_BEGINS_WITH:
            lines.append(line)
            line, free = "", room
        line += word
    return [*lines, line] if line else lines


def words(text: str) -> Iterator[str]:
    """Characters, numbers as one."""
    word = ""
    for each in text:
        if word and not (each.isascii() and word.isascii() and each.isalnum() and word.isalnum()):
            yield word
            word = ""
        word += each
    if word:
        yield word
