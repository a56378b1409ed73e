"""The commands of reportcheck.cli → docs/cli.md, the words of each `--help`."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.testing import CliRunner

from pages.markdown import blocks
from reportcheck.cli import main

INTRODUCTION = "What `reportcheck --help` and the `--help` of every command print."


def page() -> str:
    """The page."""
    return blocks("# Command line", INTRODUCTION, *(_section(path) for path in _paths(main, ())))


def _paths(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words that lead to a command and to those below it."""
    yield path
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from () if below.hidden else _paths(below, (*path, name))


def _section(path: tuple[str, ...]) -> str:
    answer = CliRunner().invoke(main, [*path, "--help"], prog_name="reportcheck")
    if answer.exit_code:
        raise RuntimeError(f"{' '.join(path)} --help ended with {answer.exit_code}: {answer.output}")
    return blocks(f"## {' '.join(('reportcheck', *path))}", f"```text\n{answer.output.rstrip()}\n```")
