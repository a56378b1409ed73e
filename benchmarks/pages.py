"""Time and correctness of reading a page: ours beside lxml, pandas and BeautifulSoup → benchmarks/figures.md."""

from __future__ import annotations

import gc
import hashlib
import platform
import statistics
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import pandas
from bs4 import BeautifulSoup
from kinds import kinds
from lxml import etree
from pdf import pdf_lines
from start import start_lines

from generate import true_report
from reportcheck import codec, readers
from reportcheck.assemble import fitting
from reportcheck.pipeline import check_source
from reportcheck.values import Grid, Judgement, Limits, Source

HERE = Path(__file__).parent
ROUNDS, RUNS = 7, 7
FLOOR, GRIDS, CHECK = "lxml bare parse", "reportcheck: bytes → grids with places", "reportcheck: whole check, JSON"
PANDAS = "pandas.read_html (lxml)"
LIMITS, JUDGEMENT = Limits(), Judgement()
Rows = list[list[str]]


def source(data: bytes) -> Source:
    return Source("page", "", data, hashlib.sha256(data).hexdigest())


def bare_parse(data: bytes) -> None:
    etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True))


def grids_alone(data: bytes) -> None:
    readers.read(Source("page", "", data, ""), LIMITS)


def our_grids(data: bytes) -> Rows:
    blocks = readers.read(source(data), LIMITS).blocks
    rows: dict[tuple[int, int], list[str]] = {}
    for number, block in enumerate(blocks):
        for cell in block.cells if isinstance(block, Grid) else ():
            rows.setdefault((number, cell.row), []).append(cell.text)
    return list(rows.values())


def our_check(data: bytes) -> None:
    for checked in check_source(source(data), JUDGEMENT, LIMITS):
        codec.dumps(codec.checked_to_json(checked))


def our_first_check(data: bytes) -> None:
    fitting.forget()
    our_check(data)


def pandas_tables(data: bytes) -> Rows:
    frames = pandas.read_html(BytesIO(data), flavor="lxml", encoding="utf-8")
    return [[str(value) for value in row] for frame in frames for row in frame.itertuples(index=False)]


def soup_rows(data: bytes) -> Rows:
    soup = BeautifulSoup(data, "lxml", from_encoding="utf-8")
    return [[cell.get_text().strip() for cell in row.find_all(["td", "th"])] for row in soup.find_all("tr")]


def rows_right(rows: Rows) -> int:
    """How many of the 32 printed rows of figures stand in a row of their own, in order."""
    truth = true_report(1, "2021", 9_999)
    wanted = [
        [str(truth.figures[table.id, row.id, column]) for column in row.columns]
        for table in truth.form.tables
        if table.layout == "down"
        for row in table.rows
    ]
    disputes = truth.form.tables[-1]
    wanted.append([str(truth.figures[disputes.id, *cell]) for cell in disputes.cells])
    clean = [["".join(text.split()).removesuffix(".0") for text in row] for row in rows]
    return sum(any(row[-len(each) :] == each for row in clean) for each in wanted)


def milliseconds(data: dict[str, bytes]) -> dict[str, list[float]]:
    """Tool → the median of its runs by page, warm and without garbage collection, as `timeit` does.

    The tools take turns, so that a busy moment of the machine meets them all.
    """
    times: dict[tuple[str, str], list[float]] = {(tool, kind): [] for tool in TOOLS for kind in data}
    for _ in range(ROUNDS):
        for tool, (work, _) in TOOLS.items():
            for kind, page in data.items():
                times[tool, kind] += run(work, page)
    return {tool: [statistics.median(times[tool, kind]) * 1000 for kind in data] for tool in TOOLS}


def run(work: Callable[[bytes], object], page: bytes) -> list[float]:
    """Seconds of processor time of some runs after one that does not count."""
    work(page)
    gc.collect()
    gc.disable()
    times = []
    for _ in range(RUNS):
        started = process_time()
        work(page)
        times.append(process_time() - started)
    gc.enable()
    return times


TOOLS: dict[str, tuple[Callable[[bytes], object], Callable[[bytes], Rows] | None]] = {
    FLOOR: (bare_parse, None),
    GRIDS: (grids_alone, our_grids),
    CHECK: (our_check, our_grids),
    "reportcheck: the same, first of its layout": (our_first_check, our_grids),
    PANDAS: (pandas_tables, pandas_tables),
    "BeautifulSoup(lxml) + loop": (soup_rows, soup_rows),
}


def main() -> None:
    """Measure everything and write the table."""
    data = kinds()
    taken = milliseconds(data)
    floor = taken[FLOOR]
    lines = [
        "# Figures",
        "",
        f"CPython {platform.python_version()}, {platform.machine()}; milliseconds of processor time, medians of",
        f"{ROUNDS * RUNS} runs; in brackets the ratio to lxml's bare parse; rows right of 32.",
        "",
        f"| | {' | '.join(f'{kind} ({len(page) // 1000} KB)' for kind, page in data.items())} | rows right |",
        "|---|---|---|---|---|",
    ]
    for tool, (_, rows) in TOOLS.items():
        cells = [f"{own:.2f} ({own / least:.1f})" for own, least in zip(taken[tool], floor, strict=True)]
        right = " / ".join(str(rows_right(rows(page))) for page in data.values()) if rows else ""
        lines.append(f"| {tool} | {' | '.join(cells)} | {right} |")
    lines += [
        "",
        "Geometric means of the word and the portal page:",
        "",
        f"- grids with places: {mean_ratio(taken[GRIDS], floor):.1f} × lxml's bare parse",
        f"- whole check: {mean_ratio(taken[CHECK], floor):.1f} × lxml's bare parse",
        f"- pandas.read_html, which checks nothing: {mean_ratio(taken[PANDAS], taken[CHECK]):.1f} × the whole check",
        *start_lines(),
        *pdf_lines(),
        "",
    ]
    HERE.joinpath("figures.md").write_text("\n".join(lines), encoding="utf-8")
    sys.stdout.write("\n".join(lines))


def mean_ratio(times: list[float], others: list[float]) -> float:
    return statistics.geometric_mean(own / other for own, other in zip(times[1:], others[1:], strict=True))


if __name__ == "__main__":
    main()
