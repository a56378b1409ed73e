"""The published schemas → docs/json.md: a table of fields for each object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pages.markdown import blocks, code, escaped, table
from reportcheck.contract import load_schema

Schema = dict[str, Any]

ORDER = ("report", "result", "error", "config", "form")
MANY = 20
INTRODUCTION = """\
The contract is `schemas/*.schema.json` (JSON Schema 2020-12; `reportcheck schema NAME` prints one); these tables are
made from it. JSON is UTF-8. Every key is always there unless it is called optional; what is unknown is null. Counts are
integers, decimals numbers in their shortest form, dates `YYYY-MM-DD`. Lines, columns and pages start at 1; columns
count code points. New optional keys may come without a new version: ignore keys you do not know.

`--format jsonl` prints one report, result or error a line. `--format json` prints one object for one file, address or
standard input with one report, or its error; an array for a document with several reports, a folder, a glob, or several
targets. `reportcheck.toml` and the files of `forms/` are TOML; their tables show what it is loaded as."""


def page() -> str:
    """The page."""
    schemas = {name: load_schema(name) for name in ORDER}
    shared = {key: each for schema in schemas.values() for key, each in schema.get("$defs", {}).items()}
    documents = (_document(name, schema) for name, schema in schemas.items())
    return blocks("# JSON", INTRODUCTION, *documents, "## Shared parts", *(map(_definition, shared.values())))


def _document(name: str, schema: Schema) -> str:
    parts = (_object(path, each) for path, each in _objects(schema, ""))
    return blocks(f"## {schema['title']}", f"`schemas/{name}.schema.json`", *parts)


def _objects(schema: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    """Every object with named fields below a schema, and the path that leads to it."""
    if "properties" in schema:
        yield path, schema
        for key, below in schema["properties"].items():
            yield from _objects(below, f"{path}.{key}".lstrip("."))
    elif isinstance(schema.get("items"), dict):
        yield from _objects(schema["items"], f"{path}[]")


def _object(path: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    rows = [_field(key, each, optional=key not in required) for key, each in schema["properties"].items()]
    head = f"### `{path}`" if path else ""
    closed = " Other keys are errors." if schema.get("additionalProperties") is False else ""
    return blocks(head, escaped(schema["description"]) + closed, table(("field", "type", "meaning"), rows))


def _field(key: str, schema: Schema, *, optional: bool) -> tuple[str, str, str]:
    note = " Optional." if optional else ""
    default = f" Default: {schema['default']}." if "default" in schema else ""
    return code(key), _type(schema), escaped(schema["description"]) + default + note


def _definition(schema: Schema) -> str:
    body = _object("", schema) if "properties" in schema else escaped(schema["description"])
    variants = (blocks(f"*{each['title']}*", _object("", each)) for each in schema.get("anyOf", ()))
    return blocks(f"### {schema['title']}", body, *variants)


def _type(schema: Schema) -> str:
    """What a field holds, in a few words."""
    if "const" in schema:
        return code(f'"{schema["const"]}"')
    if "$ref" in schema:
        shared = str(schema["$ref"]).rsplit("/", 1)[1]
        return f"[{shared}](#{shared})"
    if "anyOf" in schema:
        return " or ".join(_type(each) for each in schema["anyOf"])
    if "enum" in schema:
        return _words(schema["enum"])
    if isinstance(schema.get("items"), dict):
        return f"array of {_items(schema['items'])}"
    if "prefixItems" in schema:
        return f"array of {len(schema['prefixItems'])} {_type(schema['prefixItems'][0])}s"
    kinds = schema["type"]
    return " or ".join(kinds) if isinstance(kinds, list) else kinds


def _items(schema: Schema) -> str:
    return "objects" if "properties" in schema else _type(schema)


def _words(words: list[str | None]) -> str:
    shown = [code(word) if word else "null" for word in words]
    return (
        " ".join(shown) if len(shown) <= MANY else "an id of [forms](forms.md)" + (" or null" if None in words else "")
    )
