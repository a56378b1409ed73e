"""Nothing → the schema of the configuration: `[tool.reportcheck]` in pyproject.toml, or reportcheck.toml."""

from __future__ import annotations

from typing import get_args

from reportcheck.configuration import THRESHOLDS, Profile, Threshold, Undecided
from reportcheck.values import Language, Limits, Severity
from schema_parts.words import NAME, Schema, array, boolean, choice, integer, name, number, record, string

LIMITS = {
    "bytes": "Size of a document, in bytes.",
    "cells": "Cells of all tables of a document, spans spread out.",
    "column-span": "Columns one cell may span; more is cut to this.",
    "row-span": "Rows one cell may span; more is cut to this.",
    "nesting": "Levels of elements in an HTML page.",
    "pages": "Pages of a document.",
    "seconds": "Time for one document, in seconds.",
    "memory": "Memory of a worker process, in bytes.",
}


def schema() -> Schema:
    """The whole schema; every key may be left out, unknown ones are errors."""
    return _table(
        "Configuration",
        "The table [tool.reportcheck] of pyproject.toml, or the whole of reportcheck.toml. The command line wins.",
        {
            "lang": choice("Language", "The language of all messages.", get_args(Language)),
            "profile": choice(
                "Profile", "Whom the check is for: which rules run and what is shown.", get_args(Profile)
            ),
            "select": array("Select", "Rules and families to run; empty: all of the profile.", _rule()),
            "ignore": array("Ignore", "Rules and families to leave out; wins over select.", _rule()),
            "fail-on": choice(
                "Fail on", "The mildest severity of a live finding that makes exit code 1.", get_args(Threshold)
            ),
            "undecided": choice(
                "Undecided", "Whether an undecided check of an error rule makes exit code 1.", get_args(Undecided)
            ),
            "jobs": integer("Jobs", "Worker processes.", minimum=1),
            "allow-private": boolean(
                "Allow private", "Whether private, loopback and link-local addresses are fetched."
            ),
            "packs": array(
                "Packs",
                "Files of local rule packs, their paths from the folder of this file; docs/packs.md.",
                string("Pack", "A path."),
            ),
            "severities": _severities(),
            "thresholds": _table("Thresholds", "Percentages above which a rule is broken, by rule.", _thresholds()),
            "limits": _table("Limits", "What a document may cost; beyond, one clear error.", _limits()),
        },
    )


def _table(title: str, description: str, properties: Schema) -> Schema:
    return record(title, description, properties, optional=properties, additionalProperties=False)


def _rule() -> Schema:
    return name("Rule or family", "A name of docs/rules.md.")


def _severities() -> Schema:
    return {
        "title": "Severities",
        "description": "Severities that replace the catalogue's, by rule.",
        "type": "object",
        "propertyNames": {"pattern": NAME},
        "additionalProperties": choice("Severity", "error 应改正, warning 请核实, note 供参考.", get_args(Severity)),
    }


def _thresholds() -> Schema:
    return {
        rule: integer(rule, "Percent of the sentences that may be those of last year's report.", minimum=0, maximum=100)
        for rule in THRESHOLDS
    }


def _limits() -> Schema:
    defaults = {name.replace("_", "-"): default for name, default in Limits._field_defaults.items()}
    return {
        key: number(key, meaning, exclusiveMinimum=0, default=defaults[key])
        if isinstance(defaults[key], float)
        else integer(key, meaning, minimum=1, default=defaults[key])
        for key, meaning in LIMITS.items()
    }
