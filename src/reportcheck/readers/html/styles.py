"""A style attribute → what it does to the text of its element. A page has few styles and gives them to many pieces."""

from __future__ import annotations

import re
from functools import lru_cache

from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple

_NOTHING = r"\s*:\s*0*\.?0*(?:px|pt|r?em|%)?\s*(?:[;!]|$)"
_RAISING = pattern(r"line-through|vertical-align\s*:\s*(?:super|sub\b)", re.I)
_HIDING = pattern(
    rf"(?<![\w-])(?:(?:font-size|opacity){_NOTHING}|text-indent\s*:\s*-\d{{3}}"
    r"|visibility\s*:\s*hidden|color\s*:\s*transparent)",
    re.I,
)
_BETWEEN = r"\s*[,\s]\s*"
_WHITENING = pattern(
    r"(?<![\w-])color\s*:\s*(?:#f{3,4}\b|#f{6}(?:f{2})?\b|white\b"
    rf"|rgba?\(\s*(?:255{_BETWEEN}255{_BETWEEN}255|100%{_BETWEEN}100%{_BETWEEN}100%)(?![\d.%])"
    rf"|hsla?\(\s*[\d.]+(?:deg)?{_BETWEEN}[\d.]+%{_BETWEEN}100%)",
    re.I,
)


class Effect(NamedTuple):
    """What a style does: raises, lowers or strikes; prints and does not show; prints in white."""

    raises: bool
    hides: bool
    whitens: bool


@lru_cache(maxsize=1024)
def effect(style: str | None) -> Effect | None:
    """None for a style that does nothing of this."""
    if not style:
        return None
    found = Effect(bool(_RAISING.search(style)), bool(_HIDING.search(style)), bool(_WHITENING.search(style)))
    return found if any(found) else None
