"""The table of costs in rules/misreading.py → docs/misreadings.md."""

from __future__ import annotations

from pages.markdown import blocks, code, escaped, table
from reportcheck.rules.misreading import DEAREST, MISREADINGS, Misreading

INTRODUCTION = f"""\
A sum that does not add up is the publisher's error only where it is not more likely our own. First the cells of broken
sums, and no others, are shown to a second reader (PDF). Then, where figures stood in no cell of their own – lines of
text, figures without rules around them, several in one place – it is asked what kind of misreading would explain *all*
broken sums that hang together, without breaking one that holds. The cheapest that costs {DEAREST} or less is assumed:
the sums are undecided (own-misreading). In ruled lines, or in a tag of its own, a figure counts as printed."""


def page() -> str:
    """The page."""
    rows = [
        (code(each.name), _cost(each), _treatment(each), escaped(each.en), escaped(each.zh)) for each in MISREADINGS
    ]
    return blocks(
        "# Parser or publisher",
        INTRODUCTION,
        table(("kind of misreading", "cost", "the sums are", "meaning", "含义"), rows),
    )


def _cost(each: Misreading) -> str:
    return "never" if each.cost is None else str(each.cost)


def _treatment(each: Misreading) -> str:
    return "undecided" if each.cost is not None and each.cost <= DEAREST else "broken"
