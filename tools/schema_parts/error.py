"""Nothing → the schema of an error: a target that could not be checked."""

from __future__ import annotations

from reportcheck.errors import TARGET_ERRORS
from schema_parts import shared
from schema_parts.words import Schema, choice, record, string


def schema() -> Schema:
    """The whole schema."""
    meanings = " ".join(f"{kind}: {error.__doc__}" for kind, error in TARGET_ERRORS.items())
    return record(
        "Error",
        "A target that could not be checked. It stands where the target's report or result would stand: alone, in the "
        "array of the JSON output, on its line of the JSONL output. Keys not listed here may be added: ignore them.",
        {
            "schema": {"title": "Schema", "description": "The contract this follows.", "const": "reportcheck/error/1"},
            "origin": shared.origin(),
            "error": record(
                "Error",
                "Why it could not be checked.",
                {
                    "kind": choice("Kind", meanings, TARGET_ERRORS),
                    "message": string("Message", "The sentence for people, in the language asked for."),
                    "arguments": shared.arguments(),
                },
            ),
        },
        **{"$defs": {"argument": shared.argument()}},
    )
