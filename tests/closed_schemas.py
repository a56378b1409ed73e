"""The published schemas, open as they are and closed: there no object may have a key the schema does not name."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

from reportcheck import contract

NAMES = ("config", "error", "form", "report", "result")
OUTPUTS = ("error", "report", "result")


def closed(schema: Any) -> Any:
    """The same schema, every object with named properties refusing others."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: closed(value) for key, value in schema.items()}
    if "properties" in schema and "object" in schema.get("type", ()):
        shut["unevaluatedProperties"] = False
    return shut


OPEN = {name: Draft202012Validator(contract.load_schema(name)) for name in NAMES}
CLOSED = {name: Draft202012Validator(closed(contract.load_schema(name))) for name in NAMES}


def breaches(document: dict[str, Any]) -> list[str]:
    """What the closed schema of a document finds wrong with it."""
    name = document["schema"].split("/")[1]
    return [f"{error.json_path}: {error.message}" for error in CLOSED[name].iter_errors(document)]
