"""The words that say what a figure counts: a table of small named patterns, each with an example it must match.

Earlier patterns win over later ones at the same place: 申请行政复议 is no request, 信息公开处理费 is money. Every
repetition is bounded, so that reading is linear. A name with a point in it belongs to a family: `result.…` and
`reason.…` are rows of table three, `outcome.…` columns of table four.
"""

from __future__ import annotations

from reportcheck.quantities.cues.others import DISPUTES, FORM, LIMITS, LISTS, MONEY, VERBS
from reportcheck.quantities.cues.requests import ASKED, CARRIED, REASONS, RESULTS
from reportcheck.tuples import NamedTuple


class Cue(NamedTuple):
    """A word or short phrase, written as a regular expression of literals, sets and groups that take no number."""

    name: str
    pattern: str
    example: str


CUES = tuple(
    Cue(*row)
    for table in (CARRIED, DISPUTES, REASONS, RESULTS, MONEY, ASKED, FORM, VERBS, LIMITS, LISTS)
    for row in table
)
