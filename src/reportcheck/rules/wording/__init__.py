"""Family wording: the text of a report against its tables, against itself, and what should not stand in it at all."""

from reportcheck.rules.wording import exposure, leftovers, statements

__all__ = ["exposure", "leftovers", "statements"]
