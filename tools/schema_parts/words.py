"""A title, a description and what is allowed → one property of a JSON Schema (2020-12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args, get_type_hints

Schema = dict[str, Any]

NAME = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def string(title: str, description: str, **limits: Any) -> Schema:
    """A text."""
    return {"title": title, "description": description, "type": "string", **limits}


def name(title: str, description: str) -> Schema:
    """A kebab-case name."""
    return string(title, description, pattern=NAME)


def day(title: str, description: str) -> Schema:
    """A date, YYYY-MM-DD."""
    return string(title, description, format="date", pattern=DAY)


def integer(title: str, description: str, **limits: Any) -> Schema:
    """A whole number."""
    return {"title": title, "description": description, "type": "integer", **limits}


def position(title: str, description: str) -> Schema:
    """A whole number counted from 1."""
    return integer(title, description, minimum=1)


def number(title: str, description: str, **limits: Any) -> Schema:
    """A number, whole or decimal."""
    return {"title": title, "description": description, "type": "number", **limits}


def boolean(title: str, description: str) -> Schema:
    """True or false."""
    return {"title": title, "description": description, "type": "boolean"}


def choice(title: str, description: str, words: Iterable[str]) -> Schema:
    """One of some words."""
    return {"title": title, "description": description, "type": "string", "enum": list(words)}


def array(title: str, description: str, items: Schema, **limits: Any) -> Schema:
    """A list of like things."""
    return {"title": title, "description": description, "type": "array", "items": items, **limits}


def record(title: str, description: str, properties: Schema, *, optional: Iterable[str] = (), **more: Any) -> Schema:
    """An object with these properties, all required but the optional ones."""
    left_out = set(optional)
    required = [key for key in properties if key not in left_out]
    head = {"title": title, "description": description, "type": "object"}
    return head | {"properties": properties, "required": required} | more


def defined(title: str, description: str, definition: str) -> Schema:
    """What stands under that name in `$defs`."""
    return {"title": title, "description": description, "$ref": f"#/$defs/{definition}"}


def nullable(schema: Schema) -> Schema:
    """The same, or null."""
    if "$ref" in schema:
        head = {key: schema[key] for key in ("title", "description")}
        return head | {"anyOf": [{"$ref": schema["$ref"]}, {"type": "null"}]}
    widened = schema | {"type": [schema["type"], "null"]}
    return widened | {"enum": [*schema["enum"], None]} if "enum" in schema else widened


def literals(holder: type, field: str) -> tuple[str, ...]:
    """The words a field of a value may hold, as its type annotation gives them."""
    return get_args(get_type_hints(holder)[field])
