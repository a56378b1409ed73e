"""The editions of the form, the values and schema_parts/ → schemas/*.schema.json; `--check` only compares."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from generated import ROOT, settle
from schema_parts import config, error, form, report, result
from schema_parts.words import Schema

BUILDERS: dict[str, Callable[[], Schema]] = {
    "config": config.schema,
    "error": error.schema,
    "form": form.schema,
    "report": report.schema,
    "result": result.schema,
}


def schema_text(name: str) -> str:
    """The text of one schema, as it is committed."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:reportcheck:schema:{name}:1"}
    return json.dumps(head | BUILDERS[name](), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Write or check all schemas; returns the exit code."""
    return settle({ROOT / "schemas" / f"{name}.schema.json": schema_text(name) for name in BUILDERS}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
