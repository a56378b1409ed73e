"""A text → whether it is the source of a program or a style sheet, not running text.

One statement at the beginning of a line tells it; so does every other line ending as only statements and blocks do.
"""

from __future__ import annotations

import re

from reportcheck.patterns import pattern

_STATEMENT = pattern(
    r"^[ \t]*(?:#!|<\?php|import \w|from [\w.]+ import|def \w+\(|class \w+[:({ ]|#include|function \w*\(|package \w"
    r"|(?:var|const|let) \w+ ?=)",
    re.M,
)
_COMMENT = ("#", "//", "--", "/*", "*")
_LINES = 200


def is_code(text: str) -> bool:
    """Judged by the first lines; comments count for neither side."""
    if _STATEMENT.search(text):
        return True
    stripped = (line.strip() for line in text.split("\n")[:_LINES])
    lines = [line for line in stripped if line and not line.startswith(_COMMENT)]
    ended = sum(map(_ends_like_code, lines))
    return ended * 2 >= len(lines) > 0


def _ends_like_code(line: str) -> bool:
    """A statement, the head of a block, nothing but closing brackets, or a block on one line."""
    before, end = line[-2:-1], line[-1:]
    if end in ";{":
        return before.isascii()
    return not line.strip(")}];,") or (end == "}" and ";" in line and line[:1].isascii() and "{" in line[1:])
