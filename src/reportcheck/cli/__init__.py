"""Words in, exit code out: each command parses its words, calls the library and prints what comes back."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import Any, NoReturn, TextIO

import click

from reportcheck.cli.checking import check, parse
from reportcheck.cli.comparing import compare
from reportcheck.cli.listing import explain, forms, packs, rules, schema
from reportcheck.cli.showing import show

INTERRUPTED = 130
YOUNG = 100_000
"""Values made before the collector of cycles looks at them."""
# 128 + SIGPIPE, as a shell reports it: whoever closed the pipe asked for no verdict.
UNHEARD = 141


class Program(click.Group):
    """The command group; its errors are sentences in the user's language, its exit codes our own."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run with the words given, or those of the process, and exit."""
        if args is not None:
            sys.exit(run(args, sys.stdout, sys.stderr))
        # What is read is tens of thousands of values without a cycle among them: looking for one is time lost.
        gc.set_threshold(YOUNG)
        _leave(run(sys.argv[1:], sys.stdout, sys.stderr))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; raises UsageError (no-such-command)."""
        if args[0] not in self.commands:
            from reportcheck.cli.refusals import unknown

            raise unknown("no-such-command", args[0], self.commands)
        return super().resolve_command(ctx, args)


def run(arguments: Sequence[str], stdout: TextIO, stderr: TextIO) -> int:
    """The whole program: words and two streams in, the exit code out. No exception leaves it."""
    with redirect_stdout(stdout), redirect_stderr(stderr):
        try:
            with main.make_context("reportcheck", list(arguments)) as context:
                code: int = main.invoke(context)
            stdout.flush()
        except click.exceptions.Exit as request:
            return request.exit_code
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            return _abandon(stdout)
        except Exception as error:
            from reportcheck.cli.refusals import refuse

            return refuse(error, arguments)
    return code


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from reportcheck import __version__

        sys.stdout.write(f"reportcheck {__version__}\n")
        context.exit()


@click.group(cls=Program)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_show_version, help="版本 · Version."
)
def main() -> None:
    """检查政府信息公开工作年度报告 · Check annual reports on government information disclosure."""


for _command in (check, parse, compare, show, rules, explain, packs, forms, schema):
    main.add_command(_command)


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
