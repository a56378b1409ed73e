"""Time, memory and correctness of reading PDF: ours beside pypdfium2, pdfplumber and camelot → lines of figures.md."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from pdf_kinds import Kind, kinds, rows_right
from pdf_tools import CHECK, GRIDS, PLUMBER, TEXT, TOOLS

ROUNDS, RUNS = 5, 3
Times = dict[str, list[float]]


def milliseconds(documents: dict[str, Kind]) -> Times:
    """Tool → the median of its runs by document, warm, without garbage collection, the tools taking turns."""
    times: dict[tuple[str, str], list[float]] = {(tool, name): [] for tool in TOOLS for name in documents}
    for _ in range(ROUNDS):
        for tool, work in TOOLS.items():
            for name, kind in documents.items():
                times[tool, name] += run(work, kind.data)
    return {tool: [statistics.median(times[tool, name]) * 1000 for name in documents] for tool in TOOLS}


def run(work: Callable[[bytes], object], data: bytes) -> list[float]:
    """Seconds of processor time of some runs after one that does not count."""
    work(data)
    gc.collect()
    gc.disable()
    times = []
    for _ in range(RUNS):
        started = process_time()
        work(data)
        times.append(process_time() - started)
    gc.enable()
    return times


def peak_memory(tool: str, path: Path) -> int:
    """Megabytes a process of its own takes that reads one document with the tool."""
    script = str(Path(__file__).with_name("pdf_tools.py"))
    told = subprocess.run([sys.executable, script, tool, str(path)], check=True, capture_output=True, text=True)
    return int(told.stdout)


def ratio(times: Times, tool: str, other: str, chosen: list[int]) -> str:
    """The geometric mean, over some of the documents, of one tool's time by another's."""
    return f"{statistics.geometric_mean(times[tool][each] / times[other][each] for each in chosen):.1f}"


def ratio_lines(times: Times, names: list[str]) -> list[str]:
    """The ratios that have a goal, over all documents and over the real ones."""
    every = list(range(len(names)))
    groups = {"all documents": every, "the real ones": [each for each in every if names[each].startswith("real")]}
    lines = ["", "Geometric means of the documents:", ""]
    for group, chosen in groups.items():
        if chosen:
            lines += [
                f"- {group}, joined tables: {ratio(times, GRIDS, TEXT, chosen)} × pypdfium2's get_text_bounded",
                f"- {group}, whole check: {ratio(times, CHECK, TEXT, chosen)} × the same",
                f"- {group}, pdfplumber.extract_tables: {ratio(times, PLUMBER, GRIDS, chosen)} × our joined tables",
            ]
    return lines


def pdf_lines() -> list[str]:
    """The tables and the ratios that have a goal."""
    documents = kinds()
    times = milliseconds(documents)
    heads = [f"{name} ({len(kind.data) // 1000} KB)" for name, kind in documents.items()]
    lines = [
        "",
        "## PDF",
        "",
        f"Milliseconds of processor time, medians of {ROUNDS * RUNS} runs; in brackets the ratio to the text alone;",
        f"rows right of {' / '.join(str(len(kind.rows)) for kind in documents.values())}, those of table three with",
        "their labels; MB at the peak of a process of its own that reads the first document.",
        "",
        f"| | {' | '.join(heads)} | rows right | MB |",
        f"|{'---|' * (len(heads) + 3)}",
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.pdf")
        path.write_bytes(next(iter(documents.values())).data)
        lines += [tool_line(tool, documents, times, peak_memory(tool, path)) for tool in TOOLS]
    return [*lines, *ratio_lines(times, [*documents])]


def tool_line(tool: str, documents: dict[str, Kind], times: Times, memory: int) -> str:
    cells = [f"{own:.1f} ({own / least:.1f})" for own, least in zip(times[tool], times[TEXT], strict=True)]
    right = ""
    if tool not in (TEXT, CHECK):
        right = " / ".join(str(rows_right(kind, TOOLS[tool](kind.data))) for kind in documents.values())
    return f"| {tool} | {' | '.join(cells)} | {right} | {memory} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join([*pdf_lines(), ""]))
