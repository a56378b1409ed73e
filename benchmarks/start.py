"""What a start costs beside a bare Python: `--help`, the first page, the first PDF → lines of figures.md."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from kinds import kinds

RUNS = 21


def processor_time(command: list[str]) -> float:
    """Milliseconds of processor time of one run, of the program and of what it starts, modules compiled before."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def start_lines() -> list[str]:
    """A table: each start and its ratio to a bare Python's, the starts taking turns."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_bytes(kinds()["clean"])
        print_of_one = Path(__file__).parent.parent / "tests" / "printed" / "chromium_plain.pdf"
        program = [sys.executable, "-m", "reportcheck"]
        starts = {
            "bare Python": [sys.executable, "-c", "pass"],
            "reportcheck --help": [*program, "--help"],
            "reportcheck check, the first page": [*program, "check", str(page)],
            "reportcheck check, the first PDF": [*program, "check", str(print_of_one)],
            "import pypdfium2": [sys.executable, "-c", "import pypdfium2"],
            "import pandas": [sys.executable, "-c", "import pandas"],
        }
        times: dict[str, list[float]] = {name: [] for name in starts}
        for _ in range(1 + RUNS):
            for name, command in starts.items():
                times[name].append(processor_time(command))
    medians = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    bare = medians["bare Python"]
    rows = [f"| {name} | {taken:.0f} ({taken / bare:.1f}) |" for name, taken in medians.items()]
    return [
        "",
        "Starts, milliseconds of processor time, in brackets the ratio to a bare Python:",
        "",
        "| | |",
        "|---|---|",
        *rows,
    ]
