"""An exception that ends the program → one sentence on stderr in the user's language, and the exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from reportcheck.configuration import find, nearest
from reportcheck.contract import ContractError
from reportcheck.errors import ReportcheckError, UsageError
from reportcheck.language import choose, failure_sentence, printable
from reportcheck.values import Language

UNCHECKED = 2


def refuse(error: Exception, arguments: Sequence[str]) -> int:
    """Say what is wrong, with the traceback where --debug asks for it; the exit code is 2."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.ctx.get_help() if error.ctx else "", err=True)
        return UNCHECKED
    if "--debug" in arguments:
        traceback.print_exception(error)
    sys.stderr.write(printable(_sentence(error, _language(arguments))) + "\n")
    return UNCHECKED


def unknown(detail: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that does not exist, naming the nearest that does."""
    return UsageError(detail, name=name, nearest=nearest(name, known))


def _sentence(error: Exception, language: Language) -> str:
    if isinstance(error, click.ClickException):
        error = _translated(error)
    if isinstance(error, ContractError):
        return failure_sentence("contract", None, {"path": error.path, "problem": error.problem}, language)
    if isinstance(error, ReportcheckError):
        return failure_sentence(error.kind, error.detail, error.arguments, language)
    return failure_sentence("internal", None, {"name": type(error).__name__}, language)


def _translated(error: click.ClickException) -> UsageError:
    """What click says in English only, as one of our own errors."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "reportcheck"
    usage = " ".join([path, *context.command.collect_usage_pieces(context)]) if context else path
    if isinstance(error, click.NoSuchOption):
        known = (option for parameter in context.command.params for option in parameter.opts) if context else ()
        return UsageError("no-such-option", option=error.option_name, nearest=nearest(error.option_name, known))
    if isinstance(error, click.MissingParameter) and error.param and context:
        return UsageError("missing-argument", name=error.param.make_metavar(context).strip("[]"), usage=usage)
    if isinstance(error, click.BadOptionUsage):
        return UsageError("option", option=error.option_name, help=f"{path} --help")
    return UsageError("usage", usage=usage)


def _language(arguments: Sequence[str]) -> Language:
    """The language as far as it can be told: the words or the configuration may be the very thing that is wrong."""
    words = list(arguments)
    option = next((word.partition("=")[2] for word in words if word.startswith("--lang=")), "")
    if "--lang" in words[:-1]:
        option = words[words.index("--lang") + 1]
    try:
        configured = find(Path()).lang
    except (UsageError, OSError):
        configured = None
    return choose("zh" if option == "zh" else "en" if option == "en" else None, configured, os.environ)
