"""Report, Result and Failure values ⇄ the JSON of schemas/, as plain dictionaries and as text.

`…_to_json` writes every key in the order of the contract; `…_from_json` ignores unknown keys, raises ValueError for
another schema and KeyError for a missing key: what comes from outside goes through `contract.validate` first.
"""

from __future__ import annotations

from reportcheck.codec.parts import Json
from reportcheck.codec.report import REPORT_SCHEMA, report_from_json, report_to_json
from reportcheck.codec.result import (
    ERROR_SCHEMA,
    RESULT_SCHEMA,
    failure_from_json,
    failure_to_json,
    result_from_json,
    result_to_json,
)
from reportcheck.codec.text import dumps, loads
from reportcheck.values import Checked

__all__ = [
    "ERROR_SCHEMA",
    "REPORT_SCHEMA",
    "RESULT_SCHEMA",
    "Json",
    "checked_from_json",
    "checked_to_json",
    "dumps",
    "failure_from_json",
    "failure_to_json",
    "loads",
    "report_from_json",
    "report_to_json",
    "result_from_json",
    "result_to_json",
]


def checked_to_json(checked: Checked) -> Json:
    """Report and result side by side, for the pipe of a worker; the source stays behind."""
    return {"report": report_to_json(checked.report), "result": result_to_json(checked.result)}


def checked_from_json(data: Json) -> Checked:
    """What `checked_to_json` wrote; the source is None."""
    return Checked(None, report_from_json(data["report"]), result_from_json(data["result"]))
