"""A command → its help as lines: how it is written, what it is for, its options in two columns."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator

from reportcheck.cli.commands import COMMANDS, load
from reportcheck.cli.options import Option
from reportcheck.cli.words import HELP, usage
from reportcheck.language import pad, width, wrap

USAGE = "reportcheck [OPTIONS] COMMAND [ARGS]..."
SUMMARY = "检查政府信息公开工作年度报告 · Check annual reports on government information disclosure."
VERSION = Option("--version", "版本 · Version.")

WIDEST = 80
NARROWEST = 50
LEFT = 30
"""Columns of an option that has its text beside it; that of a longer one begins on the next line."""


def columns() -> int:
    """The width of a help text: the terminal's, if that can be read well."""
    return max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)


def help_text(name: str | None, columns: int) -> str:
    """The help of a command, or of the program, no line wider than that but for a word that is."""
    lines = _program(columns) if name is None else _command(name, columns)
    return "\n".join(lines) + "\n"


def _program(columns: int) -> Iterator[str]:
    yield from _head(USAGE, SUMMARY, columns)
    yield from _section("Options:", [_row(VERSION), _row(HELP)], columns)
    yield from _section("Commands:", [(name, COMMANDS[name].summary) for name in sorted(COMMANDS)], columns)


def _command(name: str, columns: int) -> Iterator[str]:
    command = load(name)
    yield from _head(usage(name, command), COMMANDS[name].summary, columns)
    yield from _section("Options:", [_row(option) for option in (*command.options.values(), HELP)], columns)


def _head(usage: str, summary: str, columns: int) -> Iterator[str]:
    yield f"Usage: {usage}"
    yield ""
    yield from (f"  {line}" for line in _fold(summary, columns - 2))


def _section(title: str, rows: Iterable[tuple[str, str]], columns: int) -> Iterator[str]:
    """The rows under a title, the right-hand texts aligned."""
    rows = list(rows)
    left = min(max(width(name) for name, _ in rows), LEFT)
    yield ""
    yield title
    for name, text in rows:
        first, *others = _fold(text, columns - left - 4)
        if width(name) > left:
            yield f"  {name}"
            name = ""
        yield from (f"  {pad(name, left)}  {first}", *(f"  {'':{left}}  {line}" for line in others))


def _row(option: Option) -> tuple[str, str]:
    notes = []
    if option.required:
        notes.append("[required]")
    if isinstance(option.default, str):
        notes.append(f"[default: {option.default}]")
    return f"{option.name} {option.value}".rstrip(), "  ".join([option.help, *notes])


def _fold(text: str, columns: int) -> list[str]:
    """The text in lines, broken at its spaces: a Chinese sentence stays whole where it fits."""
    lines = [""]
    for piece in (piece for word in text.split(" ") for piece in wrap(word, columns)):
        if lines[-1] and width(f"{lines[-1]} {piece}") > columns:
            lines.append(piece)
        else:
            lines[-1] = f"{lines[-1]} {piece}".lstrip()
    return [line.rstrip() for line in lines]
