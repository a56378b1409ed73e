"""The words after a command → its targets and the arguments its options fill, or a UsageError saying what to write."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentError, ArgumentParser, HelpFormatter
from collections.abc import Iterable, Sequence
from typing import Any

from reportcheck.cli.options import Command, Option, Options
from reportcheck.errors import UsageError
from reportcheck.tuples import NamedTuple

HELP = Option("--help", "Show this message and exit.")
END = "--"
"""What stands behind it is a target, however it begins."""


class Words(NamedTuple):
    """What the function of a command is called with."""

    targets: tuple[str, ...]
    arguments: dict[str, Any]


def usage(name: str, command: Command) -> str:
    """How the command is written."""
    required = [f"{option.name} {option.value}" for option in command.options.values() if option.required]
    return " ".join(filter(None, ["reportcheck", name, "[OPTIONS]", *required, command.targets.name]))


def read(name: str, command: Command, words: Sequence[str]) -> Words | None:
    """The words told apart, None where help is asked for.

    Raises UsageError: no-such-option, option, missing-argument, usage, bad-option.
    """
    given, targets = _parted(name, {**command.options, "help": HELP}, words)
    if given.pop("help", False):
        return None
    for field, option in command.options.items():
        if option.required and field not in given:
            raise _missing(f"{option.name} {option.value}", name, command)
    arguments = {
        field: _taken(option, given[field]) if field in given else option.default
        for field, option in command.options.items()
    }
    if len(targets) < command.targets.least:
        raise _missing(command.targets.name, name, command)
    if len(targets) > command.targets.most:
        raise UsageError("usage", usage=usage(name, command))
    return Words(tuple(targets), arguments)


def unknown_option(word: str, known: Iterable[str]) -> UsageError:
    """The error for an option that does not exist, naming the nearest that does."""
    from reportcheck.configuration import nearest

    option = word.partition("=")[0] if word.startswith("--") else word[:2]
    return UsageError("no-such-option", option=option, nearest=nearest(option, known))


def _parted(name: str, options: Options, words: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """→ (the words of each option given, by what it fills; the targets)."""
    parser = ArgumentParser(
        name,
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
        argument_default=SUPPRESS,
        # Without a width each option would ask the terminal for one, and its modules are a fiftieth of a start.
        formatter_class=lambda prog: HelpFormatter(prog, width=80),
    )
    for field, option in options.items():
        action = "append" if option.repeated else "store" if option.value else "store_true"
        parser.add_argument(option.name, dest=field, action=action)
    end = words.index(END) if END in words else len(words)
    try:
        given, targets = parser.parse_known_args(words[:end])
    except ArgumentError as error:
        raise UsageError("option", option=str(error.argument_name), help=f"reportcheck {name} --help") from None
    for word in targets:
        if word.startswith("-") and word != "-":
            raise unknown_option(word, (option.name for option in options.values()))
    return vars(given), [*targets, *words[end + 1 :]]


def _taken(option: Option, given: Any) -> Any:
    """The value of an option; raises UsageError (bad-option)."""
    if option.repeated:
        return tuple(_taken(option._replace(repeated=False), word) for word in given)
    if not option.value:
        return True
    try:
        return option.take(given)
    except ValueError:
        raise UsageError("bad-option", option=option.name, value=given, allowed=option.allowed) from None


def _missing(what: str, name: str, command: Command) -> UsageError:
    return UsageError("missing-argument", name=what, usage=usage(name, command))
