"""The names of the commands → what each is for, and the module that has it, which is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from reportcheck.cli.options import Command
from reportcheck.tuples import NamedTuple


class Entry(NamedTuple):
    """Where a command is, and what it is for: the first lines of its help."""

    module: str
    summary: str


COMMANDS = {
    "check": Entry("checking", "检查年度报告 · Check reports: files, folders, globs, addresses, - for stdin."),
    "parse": Entry("checking", "输出规范化的报告数据 · Print the normalised report."),
    "compare": Entry(
        "comparing",
        "比较同一机关相邻两年的报告 · Compare a body's reports for two years in a row, in either order.",
    ),
    "show": Entry("showing", "画出识别结果 · Draw the pages of a PDF with the cells, figures and findings recognised."),
    "rules": Entry("listing", "列出全部规则 · List what is checked."),
    "explain": Entry("listing", "说明一条规则 · Say what a rule checks, and why."),
    "packs": Entry(
        "listing",
        "核对地方规则包 · Say what is wrong with local rule packs: exit 2, or 1 where it is only redundant.",
    ),
    "forms": Entry("listing", "统一格式的版本 · List the editions of the form, or show one."),
    "schema": Entry("listing", "输出 JSON 模式 · Print a contract: config, error, form, report, result."),
}


def load(name: str) -> Command:
    """The command of that name, which must be among COMMANDS."""
    command: Command = getattr(import_module(f"reportcheck.cli.{COMMANDS[name].module}"), name.upper())
    return command
