"""The options that commands share and the values they take; a refused value is a UsageError naming what is allowed."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reportcheck.errors import UsageError

if TYPE_CHECKING:
    from reportcheck.configuration import Configuration
    from reportcheck.values import Language

Command = TypeVar("Command", bound=Callable[..., Any])


def choice(option: str, *words: str, help: str, default: str | None = None) -> Callable[[Command], Command]:
    """An option that takes one of a few words."""
    take = _taking(lambda value: words[words.index(value)], ", ".join(words))
    shown = default is not None
    return click.option(option, callback=take, metavar="|".join(words), default=default, show_default=shown, help=help)


def names(option: str, help: str) -> Callable[[Command], Command]:
    """An option that takes names, comma-separated."""
    return click.option(option, callback=_taking(_split, "NAME,NAME"), metavar="NAME,...", help=help)


def day(option: str, help: str) -> Callable[[Command], Command]:
    """An option that takes a date, given on as ISO 8601."""
    return click.option(option, callback=_taking(_date, "YYYY-MM-DD"), metavar="DATE", help=help)


def reading(command: Command) -> Command:
    """The target words, and the options of every command that reads targets."""
    for decorate in reversed(READING):
        command = decorate(command)
    return command


def configuration() -> Configuration:
    """What the nearest configuration file says; raises UsageError for a wrong one."""
    from reportcheck.configuration import find

    return find(os.curdir)


def language_for(option: Language | None, configured: Configuration) -> Language:
    """The language of the messages: the option, else the configuration, else the locale."""
    from reportcheck.language import choose

    return choose(option, configured.lang, os.environ)


def _taking(take: Callable[[str], object], allowed: str) -> Callable[[click.Context, click.Parameter, Any], object]:
    """A value, taken by a function that raises ValueError for what it refuses."""

    def convert(_: click.Context, parameter: click.Parameter, value: str | None) -> object:
        try:
            return None if value is None else take(value)
        except ValueError:
            raise UsageError("bad-option", option=parameter.opts[-1], value=str(value), allowed=allowed) from None

    return convert


def _split(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(","))
    if not all(names):
        raise ValueError(value)
    return names


def _date(value: str) -> str:
    from datetime import datetime

    return datetime.strptime(value, "%Y-%m-%d").date().isoformat()


def _count(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ValueError(value)
    return int(value)


def packs(command: Command) -> Command:
    """The option that takes local rule packs."""
    help = "A local rule pack (TOML); may be repeated. 地方规则包，可多次使用。"
    return click.option("--pack", "packs", multiple=True, metavar="FILE", help=help)(command)


LANG = choice("--lang", "zh", "en", help="Language of the messages. 提示语言。")
JOBS = _taking(_count, "1, 2, 3, …")

READING = (
    click.argument("targets", nargs=-1, required=True, metavar="TARGET..."),
    LANG,
    click.option("-j", "jobs", callback=JOBS, metavar="N", help="Worker processes. 并行进程数。"),
    click.option("--allow-private", is_flag=True, default=None, help="Fetch from private addresses. 允许内网地址。"),
    click.option("--validate", is_flag=True, help="Hold JSON output against its schema. 按模式校验输出。"),
    click.option("--debug", is_flag=True, help="Show the traceback of a crash. 显示出错详情。"),
)
