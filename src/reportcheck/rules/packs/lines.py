"""The text of a TOML file and a place among its tables → the line people find it on."""

from __future__ import annotations

import re

from reportcheck.patterns import pattern

_HEADER = pattern(r"\s*\[\[?\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")


def line_of(text: str, table: str | None, ordinal: int, word: str = "") -> int:
    """Where the word stands in the table of that name (None: above all tables), counted from 0 among those alike.

    Else the header of the table, else the first line that has the word, else 1. TOML readers tell values, not lines.
    """
    lines = text.splitlines()
    start, end = _block(lines, table, ordinal)
    own = (number for number in range(start, end) if word and _has(lines[number], word))
    found = next(own, start if table and start < end else None)
    if found is None:
        found = next((number for number, line in enumerate(lines) if word and _has(line, word)), 0)
    return found + 1


def _block(lines: list[str], table: str | None, ordinal: int) -> tuple[int, int]:
    headers = [(number, match[1]) for number, line in enumerate(lines) if (match := _HEADER.match(line))]
    if table is None:
        return 0, headers[0][0] if headers else len(lines)
    alike = [position for position, (_, name) in enumerate(headers) if name == table]
    if ordinal >= len(alike):
        return 0, 0
    here = alike[ordinal]
    return headers[here][0], headers[here + 1][0] if here + 1 < len(headers) else len(lines)


def _has(line: str, word: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w-]|\.\w)", line) is not None
