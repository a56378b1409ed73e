"""The options that commands share and the values they take; a refused value is a UsageError naming what is allowed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from reportcheck.tuples import NamedTuple

if TYPE_CHECKING:
    from reportcheck.configuration import Configuration
    from reportcheck.values import Language

MANY = sys.maxsize


class Option(NamedTuple):
    """An option: how it is written, what it is for, and what stands for its value; a switch has none.

    `take` makes the value of the word, raising ValueError for one that is not among the `allowed`; `default` is the
    value without the option. One that is `repeated` gives all its values.
    """

    name: str
    help: str
    value: str = ""
    take: Callable[[str], object] = str
    allowed: str = ""
    default: Any = None
    required: bool = False
    repeated: bool = False


Options = Mapping[str, Option]
"""The options of a command by the argument they fill."""


class Targets(NamedTuple):
    """What stands beside the options: how it is called, how many words there must be, and how many there may be."""

    name: str = ""
    least: int = 0
    most: int = 0


class Command(NamedTuple):
    """A command: the function, what words it is called with, and its arguments by name, each an option; → exit code."""

    run: Callable[..., int]
    targets: Targets
    options: Options


def choice(option: str, *words: str, help: str, default: str | None = None) -> Option:
    """An option that takes one of a few words."""
    return Option(option, help, "|".join(words), lambda word: words[words.index(word)], ", ".join(words), default)


def names(option: str, help: str) -> Option:
    """An option that takes names, comma-separated."""
    return Option(option, help, "NAME,...", _split, "NAME,NAME", ())


def day(option: str, help: str) -> Option:
    """An option that takes a date, given on as ISO 8601."""
    return Option(option, help, "DATE", _date, "YYYY-MM-DD")


def switch(option: str, help: str, *, default: bool | None = False) -> Option:
    """An option without a value: True where it is given."""
    return Option(option, help, default=default)


def configuration() -> Configuration:
    """What the nearest configuration file says; raises UsageError for a wrong one."""
    from reportcheck.configuration import find

    return find(os.curdir)


def language_for(option: Language | None, configured: Configuration) -> Language:
    """The language of the messages: the option, else the configuration, else the locale."""
    from reportcheck.language import choose

    return choose(option, configured.lang, os.environ)


def is_allowed(option: bool | None, configured: Configuration) -> bool:
    """Whether private addresses are fetched: the option, else the configuration."""
    return bool(configured.allow_private if option is None else option)


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


LANG = choice("--lang", "zh", "en", help="Language of the messages. 提示语言。")
PACK = Option(
    "--pack", "A local rule pack (TOML); may be repeated. 地方规则包，可多次使用。", "FILE", default=(), repeated=True
)
PRIVATE = switch("--allow-private", "Fetch from private addresses. 允许内网地址。", default=None)
READING: Options = {
    "lang": LANG,
    "jobs": Option("-j", "Worker processes. 并行进程数。", "N", _count, "1, 2, 3, …"),
    "allow_private": PRIVATE,
    "validate": switch("--validate", "Hold JSON output against its schema. 按模式校验输出。"),
    "debug": switch("--debug", "Show the traceback of a crash. 显示出错详情。"),
}
"""The options of every command that reads targets."""
