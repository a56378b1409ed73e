"""A schema's name → its text; a JSON document → nothing, or a ContractError that says where it breaks its schema.

The schemas lie in `reportcheck/schemas` of an installed package and in `schemas/` of a checkout.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportcheck.errors import UsageError

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

SUFFIX = ".schema.json"
SHOWN = 120


class ContractError(ValueError):
    """A document breaks its schema: `path` is the JSON path ("$.facts[3].value"), `problem` what is wrong there."""

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path}: {problem}")


def names() -> tuple[str, ...]:
    """The names of the schemas, sorted: config, error, form, report, result."""
    files = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(SUFFIX) for name in files if name.endswith(SUFFIX)))


def schema_text(name: str) -> str:
    """The schema of that name as published; raises UsageError (unknown-schema) for any other name."""
    if name not in names():
        raise UsageError("unknown-schema", name=name, known=", ".join(names()))
    return _folder().joinpath(name + SUFFIX).read_text(encoding="utf-8")


def load_schema(name: str) -> dict[str, Any]:
    """The schema of that name as a dictionary of its own; raises UsageError (unknown-schema) for any other name."""
    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema


def validate(document: Any) -> None:
    """Hold a report, result or error against the schema it names in "schema".

    Raises ContractError for the most telling of its breaches. Costs several milliseconds a report: never unasked.
    """
    from jsonschema.exceptions import best_match

    breach = best_match(_validator(_name_of(document)).iter_errors(document))
    if breach is not None:
        raise ContractError(breach.json_path, _shortened(breach.message))


def _name_of(document: Any) -> str:
    """The schema a document follows, told by its "schema": "reportcheck/report/1" → report."""
    named = document.get("schema") if isinstance(document, dict) else None
    known = {f"reportcheck/{name}/1": name for name in ("report", "result", "error")}
    if not isinstance(named, str) or named not in known:
        raise ContractError("$.schema", f"{named!r} is none of {', '.join(known)}")
    return known[named]


def _shortened(message: str) -> str:
    """A message quotes the value it is about, be it the whole report, and ends with what is wrong with it."""
    return message if len(message) <= 2 * SHOWN else f"{message[:SHOWN]} … {message[-SHOWN:]}"


@cache
def _validator(name: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(load_schema(name))


@cache
def _folder() -> Traversable:
    installed = resources.files("reportcheck").joinpath("schemas")
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "schemas"
