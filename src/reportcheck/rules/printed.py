"""What a cell prints → what is wrong with it as a count, and whether it repeats the unit of its column."""

from __future__ import annotations

from reportcheck.values import Fact


def carries(printed: str, unit: str) -> bool:
    """Whether the figure is followed by the unit: 20件."""
    return not printed[-1:].isdigit() and bool(unit) and printed.rstrip().endswith(unit)


def count_fault(fact: Fact, kind: str) -> str | None:
    """None, "illegible", "negative", "fraction", or "" for legible text that is no number."""
    number = fact.number
    if number.kind == "illegible":
        return "illegible" if _is_unreadable(number.printed) else ""
    if number.value is None or kind == "change":
        return None
    if number.value < 0:
        return "negative"
    return "fraction" if kind == "count" and number.value % 1 else None


def _is_unreadable(printed: str) -> bool:
    """Marks for characters the reader could not make out, digits torn apart: nothing that says something else."""
    lost = any(c in "\ufffd□" or "\ue000" <= c <= "\uf8ff" for c in printed)
    return lost or not any(map(str.isalpha, printed))
