"""Words in, exit code out: each command parses its words, calls the library and prints what comes back."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import NoReturn, TextIO

from reportcheck.cli.commands import COMMANDS, load
from reportcheck.errors import UsageError

OPTIONS = ("--version", "--help")
"""Those of the program itself."""
UNCHECKED = 2
INTERRUPTED = 130
YOUNG = 100_000
"""Values made before the collector of cycles looks at them."""
# 128 + SIGPIPE, as a shell reports it: whoever closed the pipe asked for no verdict.
UNHEARD = 141


def main() -> NoReturn:
    """Run with the words of the process, and exit."""
    # What is read is tens of thousands of values without a cycle among them: looking for one is time lost.
    gc.set_threshold(YOUNG)
    _leave(run(sys.argv[1:], sys.stdout, sys.stderr))


def run(arguments: Sequence[str], stdout: TextIO, stderr: TextIO) -> int:
    """The whole program: words and two streams in, the exit code out. No exception leaves it."""
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            code = _run(list(arguments))
            stdout.flush()
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            return _abandon(stdout)
        except Exception as error:
            from reportcheck.cli.refusals import refuse

            refuse(error, arguments)
            return UNCHECKED
    return code


def _run(words: list[str]) -> int:
    """What stands before the command is of the program, what stands behind it of the command."""
    if words[:1] == ["--"]:
        words = words[1:]
    if not words:
        _show_help(None, sys.stderr)
        return UNCHECKED
    if words[0] in OPTIONS:
        _show_help(None, sys.stdout) if words[0] == "--help" else _show_version()
        return 0
    name, *rest = words
    if name not in COMMANDS:
        raise _unknown(name)
    return _call(name, rest)


def _call(name: str, words: Sequence[str]) -> int:
    from reportcheck.cli.words import read

    command = load(name)
    called = read(name, command, words)
    if called is None:
        _show_help(name, sys.stdout)
        return 0
    return command.run(*called.targets, **called.arguments)


def _unknown(word: str) -> UsageError:
    from reportcheck.cli.refusals import unknown
    from reportcheck.cli.words import unknown_option

    if word.startswith(tuple(f"{option}=" for option in OPTIONS)):
        return UsageError("option", option=word.partition("=")[0], help="reportcheck --help")
    if word.startswith("-") and word != "-":
        return unknown_option(word, OPTIONS)
    return unknown("no-such-command", word, COMMANDS)


def _show_help(name: str | None, stream: TextIO) -> None:
    from reportcheck.cli.help import columns, help_text
    from reportcheck.cli.terminal import prepare

    prepare(machine=False)
    stream.write(help_text(name, columns()))


def _show_version() -> None:
    from reportcheck import __version__

    sys.stdout.write(f"reportcheck {__version__}\n")


def _leave(code: int) -> NoReturn:
    """End the process at once: taking every module and document apart first would be a tenth of a short run."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _abandon(stdout: TextIO) -> int:
    """Point the broken stream at nothing, so that the interpreter's last flush does not complain."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
    return UNHEARD
