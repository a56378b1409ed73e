"""Nothing → the schema of an edition of the official form, as TOML is loaded."""

from __future__ import annotations

from typing import Any

from reportcheck.forms import FormColumn, FormTable, Identity
from schema_parts.words import Schema, array, choice, integer, literals, name, record, string

ID = "^[a-z][a-z_]*(\\.[a-z][a-z_]*)*$"
TERM = "[a-z][a-z_]*(\\.[a-z][a-z_]*)*(\\.\\*)?"
SUM = f"{TERM}( \\+ {TERM})*"
REQUIREMENTS = ("aspects", "fee-statement")


def schema() -> Schema:
    """The whole schema."""
    return _closed(
        "Form",
        "One edition of the official form, complete in itself: a file of src/reportcheck/forms/ as TOML is loaded.",
        {
            "edition": string("Edition", "The name of the edition, equal to the file's.", minLength=1),
            "authority": string("Authority", "The document that prescribes the form, with its number."),
            "first_year": integer("First year", "The first report year it is in force for.", minimum=1),
            "last_year": integer("Last year", "The last report year; absent while it is in force.", minimum=1),
            "name": _both_languages(),
            "requires": array(
                "Requires",
                "What it demands beyond sections and tables.",
                choice("Requirement", "The aspects of the overview, a statement on the processing fee.", REQUIREMENTS),
            ),
            "sections": array("Sections", "The sections in their order.", _section(), minItems=1),
            "aspects": array("Aspects", "The aspects a section must treat.", _aspect()),
            "tables": array("Tables", "The tables in their order.", _table(), minItems=1),
        },
        "last_year",
    )


def _closed(title: str, description: str, properties: Schema, *optional: str) -> Schema:
    return record(title, description, properties, optional=optional, additionalProperties=False)


def _id(description: str) -> Schema:
    return string("Id", description, pattern=ID)


def _texts(title: str, description: str, **limits: Any) -> Schema:
    return array(title, description, string("Wording", "Without numeral.", minLength=1), **limits)


def _both_languages() -> Schema:
    words = {"zh": string("Chinese", "The Chinese name."), "en": string("English", "The English name.")}
    return _closed("Name", "What people call it.", words)


def _headings() -> Schema:
    return {
        "headings": _texts("Headings", "The official wordings.", minItems=1),
        "aliases": _texts("Aliases", "Wordings accepted as the same matter."),
        "english": string("English", "The heading in English."),
        "topics": _texts("Topics", "Words that show its matter in running text.", minItems=1),
    }


def _section() -> Schema:
    words = {"zh": string("Chinese", "As cited in Chinese."), "en": string("English", "As cited in English.")}
    return _closed(
        "Section",
        "A prescribed section.",
        {
            "id": _id("The same in all editions."),
            "numeral": string("Numeral", "Its number as printed."),
            **_headings(),
            "table": _id("The table that stands in it."),
            "basis": _closed("Basis", "What prescribes it; empty where that text was not read.", words),
        },
        "table",
    )


def _aspect() -> Schema:
    aspect = {"section": _id("The section it belongs to."), "id": _id("The same in all editions.")}
    return _closed("Aspect", "A prescribed aspect of a section.", aspect | _headings())


def _label() -> Schema:
    return {
        "id": _id("The same in all editions; a dot says what it stands under."),
        "numeral": string("Numeral", "Its number as printed."),
        "label": string("Label", "The official wording.", minLength=1),
        "aliases": _texts("Aliases", "Wordings accepted as the same."),
        "english": string("English", "The label in English."),
    }


def _table() -> Schema:
    return _closed(
        "Table",
        "A prescribed table.",
        {
            "id": _id("The same in all editions."),
            "section": _id("The section it stands in."),
            "layout": choice(
                "Layout", "down: rows below each other; across: side by side.", literals(FormTable, "layout")
            ),
            "corner_note": string("Corner note", "The printed note on its sums; empty where there is none."),
            "stub": string("Stub", "The label of the corner cell; empty where there is none."),
            "name": _both_languages(),
            "groups": array("Groups", "What rows or columns stand under.", _group()),
            "columns": array("Columns", "The columns in their order.", _column(), minItems=1),
            "rows": array("Rows", "The rows in their order.", _row(), minItems=1),
            "identities": array("Identities", "The sums that must hold.", _identity()),
        },
        "groups",
        "identities",
    )


def _group() -> Schema:
    return _closed("Group", "A label over several rows or columns.", _label(), "numeral", "aliases")


def _column() -> Schema:
    column = {
        **_label(),
        "kind": choice(
            "Kind", "count: whole; amount: with decimals; change: with a sign.", literals(FormColumn, "kind")
        ),
        "unit": string("Unit", "The unit as printed; empty where none is prescribed."),
        "group": _id("The group it stands under."),
    }
    return _closed("Column", "A column.", column, "numeral", "aliases", "group")


def _row() -> Schema:
    row = {
        **_label(),
        "group": _id("The group it stands under."),
        "block": string("Block", "The heading of the block it stands in."),
        "columns": array("Columns", "The columns it has; absent: all.", _id("A column of the table."), minItems=1),
    }
    return _closed("Row", "A row.", row, "numeral", "aliases", "group", "block", "columns")


def _identity() -> Schema:
    return _closed(
        "Identity",
        "Two sums that are equal.",
        {
            "rule": name("Rule", "The rule that checks it."),
            "holds": string(
                "Holds", "Names, +, a trailing .* for all names below, one =; nothing else.", pattern=f"^{SUM} = {SUM}$"
            ),
            "along": choice(
                "Along",
                "column: names are rows, once per column; row: names are columns, once per row.",
                literals(Identity, "along"),
            ),
        },
    )
