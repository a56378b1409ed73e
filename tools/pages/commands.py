"""The commands of reportcheck.cli → docs/cli.md, the words of each `--help`."""

from __future__ import annotations

from pages.markdown import blocks
from reportcheck.cli.commands import COMMANDS
from reportcheck.cli.help import WIDEST, help_text

INTRODUCTION = "What `reportcheck --help` and the `--help` of every command print."


def page() -> str:
    """The page."""
    return blocks("# Command line", INTRODUCTION, *(_section(name) for name in (None, *COMMANDS)))


def _section(name: str | None) -> str:
    title = f"reportcheck {name or ''}".rstrip()
    return blocks(f"## {title}", f"```text\n{help_text(name, WIDEST).rstrip()}\n```")
