"""The catalogue of faults (tests/faults.py) and what the rules tell of each → docs/faults.md."""

from __future__ import annotations

import sys
from collections import defaultdict

from generated import ROOT
from pages.markdown import blocks, code, escaped, table
from reportcheck.rules import RULES, catalogue
from reportcheck.values import Finding

sys.path.insert(0, str(ROOT / "tests"))

from faults import FAULTS, UNCOVERED, Fault, built, told

INTRODUCTION = """\
Each fault is planted in a generated report nothing is wrong with; the whole program reads the page and judges it. What
the rules tell of it stands beside it: those the fault is for, others that tell of it too – **errors in bold** – and
what becomes undecided by it. In a copy of the text the same faults are told or undecided, or cannot be seen there."""


def page() -> str:
    """The page."""
    seeded = [(fault, told(fault)) for fault in FAULTS if built(fault)]
    by_rule: dict[str, list[str]] = defaultdict(list)
    for fault, _ in seeded:
        for rule in fault.rules:
            by_rule[rule].append(fault.name)
    rules = [
        (_link(name), escaped("; ".join(by_rule[name]))) for name in catalogue() if name in RULES and by_rule[name]
    ]
    return blocks(
        "# Faults and rules",
        INTRODUCTION,
        "## By fault",
        table(("fault", "what is done", "told by", "also told by", "undecided"), [_row(*each) for each in seeded]),
        "## By rule",
        table(("rule", "faults"), rules),
        f"Rules without a fault yet: {code(*sorted(UNCOVERED))}." if UNCOVERED else "",
    )


def _row(fault: Fault, found: tuple[Finding, ...]) -> tuple[str, ...]:
    severities = {each.rule: each.severity for each in found if each.outcome == "broken"}
    undecided = dict.fromkeys(each.rule for each in found if each.outcome == "undecided")
    meant = [_link(rule) for rule in severities if rule in fault.rules]
    others = [
        f"**{_link(rule)}**" if severity == "error" else _link(rule)
        for rule, severity in severities.items()
        if rule not in fault.rules
    ]
    names = (" ".join(meant), " ".join(others), " ".join(_link(rule) for rule in undecided))
    return (escaped(fault.name), escaped(fault.what), *names)


def _link(rule: str) -> str:
    return f"[{rule}](rules.md#{rule})"
