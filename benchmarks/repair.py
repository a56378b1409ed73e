"""Slips of the pen in generated reports: are the repairs the smallest, is the true cell among them, what do they cost?

Prints the table and writes it into benchmarks/repair.md.
"""

from __future__ import annotations

import gc
import hashlib
import platform
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from generate import Truth, to_html, true_report, with_figure
from mending import solved
from reportcheck import codec, repair, rules
from reportcheck.pipeline import parse_source
from reportcheck.repair.problem import problems
from reportcheck.values import Judgement, Limits, Repair, Report, Result, Source

HERE = Path(__file__).parent
CASES, RUNS = 300, 3
LIMITS, JUDGEMENT = Limits(), Judgement()
Cell = tuple[str, str, str]


class Case(NamedTuple):
    """A report with slips, what the rules say of it, and the cells that are wrong with their true figures."""

    data: bytes
    report: Report
    result: Result
    wrong: dict[Cell, int]


def swapped(figure: int, chance: random.Random) -> int:
    digits = list(str(figure))
    if len(digits) > 1:
        place = chance.randrange(len(digits) - 1)
        digits[place : place + 2] = digits[place + 1], digits[place]
    return int("".join(digits))


def dropped(figure: int, chance: random.Random) -> int:
    digits = str(figure)
    place = chance.randrange(len(digits))
    return int(digits[:place] + digits[place + 1 :] or 0)


def doubled(figure: int, chance: random.Random) -> int:
    digits = str(figure)
    place = chance.randrange(len(digits))
    return int(digits[: place + 1] + digits[place:])


def miscounted(figure: int, chance: random.Random) -> int:
    return max(0, figure + chance.choice((-2, -1, 1, 2)))


SLIPS: tuple[Callable[[int, random.Random], int], ...] = (swapped, dropped, doubled, miscounted)


def slip(truth: Truth, chance: random.Random) -> dict[Cell, int]:
    """One slip: a digit, a miscount, a total left at 0, a neighbour's figure; in table three or four."""
    table = truth.form.table(chance.choice(("requests", "requests", "requests", "disputes")))
    row, column = chance.choice(table.cells)
    kind = chance.choice((*SLIPS, "zero", "neighbour"))
    if kind == "zero":
        return {(table.id, chance.choice(table.rows).id, "total"): 0}
    if kind == "neighbour":
        columns = [each for name, each in table.cells if name == row]
        other = columns[max(0, columns.index(column) - 1)]
        return {(table.id, row, column): truth.figures[table.id, row, other]}
    return {(table.id, row, column): kind(truth.figures[table.id, row, column], chance)}


def case(seed: int, slips: int) -> Case:
    """A true report with so many slips, each in a cell of its own that it changes."""
    chance = random.Random(f"{seed} {slips}")
    truth = printed = true_report(seed, chance.choice(("2021", "2019")), chance.choice((9, 40, 400)))
    wrong: dict[Cell, int] = {}
    while len(wrong) < slips:
        [(cell, figure)] = slip(truth, chance).items()
        if cell not in wrong and figure != truth.figures[cell]:
            wrong[cell] = truth.figures[cell]
            printed = with_figure(printed, cell, figure)
    data = to_html(printed).encode()
    [report] = parse_source(source(data), LIMITS)
    return Case(data, report, rules.run(report, JUDGEMENT), wrong)


def source(data: bytes) -> Source:
    return Source("page", "", data, hashlib.sha256(data).hexdigest())


def check(data: bytes) -> None:
    """The whole check of a page without repairs, to JSON."""
    for report in parse_source(source(data), LIMITS):
        codec.dumps(codec.result_to_json(rules.run(report, JUDGEMENT)))


class Score(NamedTuple):
    """Of one report: are its repairs the smallest, how many slips are named with the figure, and what is sure."""

    answered: bool
    smallest: bool
    named: int
    unique: int
    unique_true: int


def score(case: Case, found: Sequence[Repair]) -> Score:
    parts = list(problems(case.report, case.result))
    least = sum(solved(problem, most=1)[0] for problem in parts)
    sizes = {each.group: len(each.changes) for each in found}
    proposed = {(c.table, c.row, c.column, c.proposed) for each in found for c in each.changes}
    sure = [c for each in found if not each.alternatives for c in each.changes]
    return Score(
        answered=bool(found) or not parts,
        smallest=sum(sizes.values()) == least,
        named=sum((*cell, figure) in proposed for cell, figure in case.wrong.items()),
        unique=len(sure),
        unique_true=sum(case.wrong.get((c.table, c.row, c.column)) == c.proposed for c in sure),
    )


def seconds(work: Callable[[], object]) -> float:
    """The least of some runs, in seconds of processor time, without garbage collection."""
    times = []
    gc.disable()
    for _ in range(RUNS):
        started = process_time()
        work()
        times.append(process_time() - started)
    gc.enable()
    return min(times)


def line(slips: int) -> str:
    cases = [case(seed, slips) for seed in range(CASES)]
    found = [repair.repairs(each.report, each.result) for each in cases]
    scores = [score(each, repairs) for each, repairs in zip(cases, found, strict=True)]
    costs = [seconds(lambda each=each: repair.repairs(each.report, each.result)) * 1000 for each in cases]
    checks = [seconds(lambda each=each: check(each.data)) * 1000 for each in cases[:40]]
    unique, true = (sum(getattr(each, name) for each in scores) for name in ("unique", "unique_true"))
    cells = [
        str(slips),
        percent(each.answered for each in scores),
        percent(each.smallest for each in scores),
        f"{sum(each.named for each in scores) / slips / CASES:.1%}",
        f"{unique / slips / CASES:.1%}",
        f"{true / unique:.1%}",
        f"{statistics.mean(costs):.2f} / {max(costs):.1f}",
        f"{statistics.mean(costs) / statistics.mean(checks):.1%}",
    ]
    return f"| {' | '.join(cells)} |"


def percent(flags: object) -> str:
    values = [bool(flag) for flag in flags]  # type: ignore[attr-defined]
    return f"{sum(values) / len(values):.1%}"


def main() -> None:
    """Measure everything and write the table."""
    lines = [
        "# Repairs",
        "",
        f"CPython {platform.python_version()}, {platform.machine()}; {CASES} generated reports of both editions a",
        "line, with so many slips in tables three and four: digits swapped, dropped, doubled, a miscount by 1 or 2, a",
        "total left at 0, a neighbour's figure. Smallest: as small as CP-SAT finds. True: the wrong cell with its true",
        "figure. Sure: the only smallest repair. Milliseconds of processor time; the mean as a part of the check of a",
        "clean page.",
        "",
        "| slips | answered | smallest | true among them | sure | of these true | mean / longest | of the check |",
        "|---|---|---|---|---|---|---|---|",
        *map(line, (1, 2, 3, 4)),
        "",
    ]
    HERE.joinpath("repair.md").write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
