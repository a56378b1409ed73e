"""An exception that ends the program → one sentence on stderr in the user's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from reportcheck.configuration import find, nearest
from reportcheck.contract import ContractError
from reportcheck.errors import ReportcheckError, UsageError
from reportcheck.language import choose, failure_sentence, printable
from reportcheck.values import Language


def refuse(error: Exception, arguments: Sequence[str]) -> None:
    """Say what is wrong, with the traceback where --debug asks for it."""
    if "--debug" in arguments:
        import traceback

        traceback.print_exception(error)
    sys.stderr.write(printable(_sentence(error, _language(arguments))) + "\n")


def unknown(detail: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that does not exist, naming the nearest that does."""
    return UsageError(detail, name=name, nearest=nearest(name, known))


def _sentence(error: Exception, language: Language) -> str:
    if isinstance(error, ContractError):
        return failure_sentence("contract", None, {"path": error.path, "problem": error.problem}, language)
    if isinstance(error, ReportcheckError):
        return failure_sentence(error.kind, error.detail, error.arguments, language)
    return failure_sentence("internal", None, {"name": type(error).__name__}, language)


def _language(arguments: Sequence[str]) -> Language:
    """The language as far as it can be told: the words or the configuration may be the very thing that is wrong."""
    words = list(arguments)
    option = next((word.partition("=")[2] for word in words if word.startswith("--lang=")), "")
    if "--lang" in words[:-1]:
        option = words[words.index("--lang") + 1]
    try:
        configured = find(os.curdir).lang
    except (UsageError, OSError):
        configured = None
    return choose("zh" if option == "zh" else "en" if option == "en" else None, configured, os.environ)
