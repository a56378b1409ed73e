"""What becomes of true reports printed in the blind habits: figures, identity and findings against the truth.

A script, not a test. A finding is false where the same report on a plain page does not have it.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, field

from blind_habits import BLIND
from generate import Truth, to_html, true_report
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source

EDITIONS = ("2021", "2019")
LARGEST = (1, 40, 99999)
SEEDS = range(10)
HARMLESS = {"annotated-figure", "blank-cell", "heading-reworded"}


@dataclass
class Score:
    """How one habit fared."""

    reports: int = 0
    exact: int = 0
    right: int = 0
    wrong: int = 0
    missing: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    undecided: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def read(data: bytes) -> list[Checked]:
    return check_source(Source("x", "", data, "0" * 64), Judgement(), Limits())


def rules(checked: list[Checked], outcome: str) -> Counter[str]:
    """Findings of that outcome by rule, the harmless left out."""
    findings = (finding for each in checked for finding in each.result.findings)
    return Counter(finding.rule for finding in findings if finding.outcome == outcome and finding.rule not in HARMLESS)


def compare(truth: Truth, data: bytes, score: Score, plain: list[Checked], where: str) -> None:
    """One printed report against its truth, added to the score."""
    score.reports += 1
    try:
        checked = read(data)
    except Exception as error:
        score.faults[f"raised {type(error).__name__}"] += 1
        score.missing += len(truth.figures)
        score.examples.append(f"{where}: {error!r}")
        return
    reports = [each.report for each in checked]
    faults = []
    if len(reports) != 1:
        faults.append(f"{len(reports)} reports")
    found = {(fact.table, fact.row, fact.column): fact.number.value for report in reports for fact in report.facts}
    wrong = missing = 0
    for cell, value in truth.figures.items():
        if found.get(cell) is None:
            missing += 1
            score.examples.append(f"{where}: {'.'.join(cell)} {value} missing")
        elif found[cell] != value:
            wrong += 1
            score.examples.append(f"{where}: {'.'.join(cell)} {value} read as {found[cell]}")
        else:
            score.right += 1
    unknown = [cell for cell, value in found.items() if value is not None and cell not in truth.figures]
    if unknown:
        faults.append("figure of no cell")
        wrong += len(unknown)
        score.examples.append(f"{where}: not in the truth: {unknown[:3]}")
    expected = {"title": truth.title, "publisher": truth.publisher, "year": truth.year, "edition": truth.form.edition}
    if reports:
        for name, value in expected.items():
            if (printed := getattr(reports[0], name)) != value:
                faults.append(name)
                score.examples.append(f"{where}: {name} {value} read as {printed}")
    false = rules(checked, "broken") - rules(plain, "broken")
    undecided = rules(checked, "undecided") - rules(plain, "undecided")
    for each in checked:
        score.examples += [
            f"{where}: {f.rule}: {f.message}" for f in each.result.findings if f.rule in false and f.outcome == "broken"
        ]
    score.wrong += wrong
    score.missing += missing
    score.faults.update(faults)
    score.false.update(false)
    score.undecided.update(undecided)
    score.exact += not (wrong or missing or faults or false)


def listed(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items())) or "-"


def main(names: list[str]) -> None:
    """Run the named habits, or all; with names the first examples of each are printed."""
    baseline: Counter[str] = Counter()
    rows = []
    for name, habit in BLIND.items():
        if names and name not in names:
            continue
        score = Score()
        for edition in EDITIONS:
            for largest in LARGEST:
                for seed in SEEDS:
                    truth = true_report(seed, edition, largest)
                    plain = read(to_html(truth).encode())
                    printed = habit(truth, random.Random(f"{name} {seed}"))
                    data = printed if isinstance(printed, bytes) else printed.encode()
                    compare(truth, data, score, plain, f"{edition} {largest} {seed}")
                    if not rows:
                        baseline += rules(plain, "broken")
        rows.append((name, score))
        print(
            f"{name}: exact {score.exact}/{score.reports} wrong {score.wrong} missing {score.missing} right {score.right} | "
            f"faults {listed(score.faults)} | false {listed(score.false)} | undecided {listed(score.undecided)}"
        )
        for example in score.examples[: 40 if names else 0]:
            print("   ", example)
    print(f"plain pages, broken: {listed(baseline)}")


if __name__ == "__main__":
    main(sys.argv[1:])
