"""Files and what should stand in them → the files written, or with `--check` one line for each that differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def settle(files: Mapping[Path, str], arguments: Sequence[str]) -> int:
    """Write the files, or with `--check` only compare them; exit code 1 where one differs or an argument is unknown."""
    if set(arguments) - {"--check"}:
        print(f"unknown argument: {' '.join(arguments)}; the only one is --check")
        return 1
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if arguments:
        for path in stale:
            print(f"{path.relative_to(ROOT).as_posix()} is not up to date: run `make docs`")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[path], encoding="utf-8", newline="\n")
    return 0
