"""Family wording: the text of a report against its tables, against itself, and what should not stand in it at all."""

from reportcheck.rules.wording import (
    arithmetic,
    decisions,
    exposure,
    flows,
    leftovers,
    listed,
    outcomes,
    percentages,
    statements,
)

__all__ = [
    "arithmetic",
    "decisions",
    "exposure",
    "flows",
    "leftovers",
    "listed",
    "outcomes",
    "percentages",
    "statements",
]
