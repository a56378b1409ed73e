"""Family dates: what a report calls itself, who signs it, and when it was published."""

from reportcheck.rules.dates import days, names

__all__ = ["days", "names"]
