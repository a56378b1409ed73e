"""The streams of the process → how to print on them: width, colour, encoding, progress."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from reportcheck.language import sentence
from reportcheck.outputs import Manner
from reportcheck.values import Language

Thing = TypeVar("Thing")

PLAIN_COLUMNS = 100
PATIENCE = 2.0
"""Seconds without a word before progress is shown."""


def manner(
    language: Language, stream: TextIO, *, array: bool = True, validate: bool = False, profile: str = "research"
) -> Manner:
    """How to print on a stream: wrapped on a terminal, coloured there unless NO_COLOR is set."""
    if not stream.isatty():
        return Manner(language, array=array, validate=validate, profile=profile)
    return Manner(language, columns(), not os.environ.get("NO_COLOR"), array, validate, profile)


def columns() -> int:
    """The width for running text: the terminal's, else one that reads well."""
    if not sys.stdout.isatty():
        return PLAIN_COLUMNS
    import shutil

    return shutil.get_terminal_size().columns


def prepare(*, machine: bool) -> None:
    """Let stdout take any text: UTF-8 and line feeds for machines, escapes for what a terminal's encoding lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if machine:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        else:
            sys.stdout.reconfigure(errors="backslashreplace")


def progress(things: Iterable[Thing], language: Language) -> Iterator[Thing]:
    """The same things; where only stderr is a terminal, their count is shown there when the work is long."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from things
        return
    begun = time.monotonic()
    text = ""
    for count, thing in enumerate(things, start=1):
        yield thing
        if time.monotonic() - begun > PATIENCE:
            text = sentence("progress.done", language, count=count)
            sys.stderr.write(f"\r{text}")
            sys.stderr.flush()
    if text:
        sys.stderr.write("\r\x1b[K")
