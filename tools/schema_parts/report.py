"""Nothing → the schema of a report: one annual report laid against the official form."""

from __future__ import annotations

from reportcheck.values import DatedPlace, Number, Passage, Quantity, Unplaced
from schema_parts import ids, shared
from schema_parts.words import (
    Schema,
    array,
    boolean,
    choice,
    day,
    defined,
    integer,
    literals,
    name,
    nullable,
    number,
    record,
    string,
)

MEDIA_TYPES = (
    "text/html",
    "text/plain",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
)
PRINTED = "As printed, runs of white space one space, ends trimmed"


def schema() -> Schema:
    """The whole schema."""
    return record(
        "Report",
        "One annual report laid against the official form. `parse` prints it; for several targets, a folder, a glob or "
        "a document with several reports the JSON output is an array of reports and errors, and JSONL has one a line. "
        "Keys not listed here may be added: ignore them.",
        _properties(),
        **{
            "if": {"properties": {"publisher": {"type": "null"}}},
            "then": {"properties": {"publisher_kind": {"type": "null"}}},
        },
        **{"$defs": {"cell": ids.cell(), "place": shared.place(), "argument": shared.argument()}},
    )


def _properties() -> Schema:
    identity = shared.identity()
    first = ("origin", "part", "sha256")
    return {
        "schema": {"title": "Schema", "description": "The contract this follows.", "const": "reportcheck/report/1"},
        **{key: identity.pop(key) for key in first},
        "media_type": choice("Media type", "Told from the bytes, without parameters.", MEDIA_TYPES),
        **identity,
        "dates": array("Dates", "The dates the document gives about itself.", _date()),
        "sections": array("Sections", "The top-level sections in reading order.", _section()),
        "tables": array("Tables", "The tables of the form that were recognised.", _table()),
        "facts": array(
            "Facts",
            "The cells of the form as this report fills them, in form order, at most one per table, row and column. "
            "A missing row has none, a blank cell has one.",
            _fact(),
        ),
        "quantities": array("Quantities", "Figures read from the running text.", _quantity()),
        "unplaced": array("Unplaced", "Figures that found no home in the form.", _unplaced()),
        "notes": array("Notes", "What must be known about the reading.", _note()),
        "passages": array("Passages", "Running text outside the sections; links are left out.", _passage()),
    }


def _place() -> Schema:
    return defined("Place", "Where it stands in the document.", "place")


def _date() -> Schema:
    kind = choice(
        "Kind",
        "page: printed as the date of publication; meta: said in the head of the page; signature: under the text.",
        literals(DatedPlace, "kind"),
    )
    return record("Date", "One date.", {"date": day("Date", "The day."), "kind": kind, "place": _place()})


def _section() -> Schema:
    return record(
        "Section",
        "A top-level section.",
        {
            "id": nullable(choice("Id", "Which section of the form it is; null for an extra one.", ids.section_ids())),
            "heading": string("Heading", f"{PRINTED}."),
            "text": string(
                "Text",
                f"{PRINTED}, paragraphs joined by a line feed; with its aspects' headings and texts, without tables.",
            ),
            "aspects": array("Aspects", "The prescribed aspects found under it.", _aspect()),
            "place": _place(),
        },
    )


def _passage() -> Schema:
    kind = choice(
        "Kind",
        "opening: before the title; introduction: between title and first heading; closing: after the last section.",
        literals(Passage, "kind"),
    )
    text = string("Text", f"{PRINTED}, paragraphs joined by a line feed.")
    return record("Passage", "One passage.", {"kind": kind, "text": text, "place": _place()})


def _aspect() -> Schema:
    return record(
        "Aspect",
        "An aspect of the overview.",
        {
            "id": choice("Id", "Which aspect of the form it is.", ids.aspect_ids()),
            "heading": string("Heading", f"{PRINTED}."),
            "text": string("Text", f"{PRINTED}, paragraphs joined by a line feed."),
            "place": _place(),
        },
    )


def _table() -> Schema:
    return record(
        "Table",
        "A recognised table.",
        {
            "id": choice("Id", "Which table of the form it is.", ids.table_ids()),
            "edition": choice("Edition", "The edition whose rows and columns it has.", ids.edition_ids()),
            "place": _place(),
            "corner_note": nullable(boolean("Corner note", "Whether the form's printed note on its sums is there.")),
        },
        optional=["corner_note"],
    )


def _fact() -> Schema:
    return record(
        "Fact",
        "One cell of the form.",
        {
            **ids.address(),
            "printed": string("Printed", f"{PRINTED}; empty for a blank cell."),
            "kind": choice("Kind", "What the cell holds; dash: any of / - — 无 不适用 N/A.", literals(Number, "kind")),
            "value": nullable(
                number("Value", "The number, in the unit of the column, never multiplied; null unless kind is number.")
            ),
            "remark": string("Remark", "What stood beside the number, another unit too."),
            "place": _place(),
        },
        optional=["remark"],
        **{
            "$ref": "#/$defs/cell",
            "if": {"properties": {"kind": {"const": "number"}}},
            "then": {"properties": {"value": {"type": "number"}}},
            "else": {"properties": {"value": {"type": "null"}}},
        },
    )


def _quantity() -> Schema:
    return record(
        "Quantity",
        "A figure of the running text.",
        {
            "meaning": nullable(
                string(
                    "Meaning",
                    "table.row.column in the ids of the form, percentage, processing_fee, or null. A group of rows or "
                    "columns too: requests.result.refused.total, requests.received.organization.total, "
                    "disputes.litigation.total, and the two joined requests.received_and_carried_in.total and "
                    "requests.result.granted_and_partly_granted.total.",
                    pattern=f"^(percentage|processing_fee|({'|'.join(ids.table_ids())})(\\.[a-z_]+)+)$",
                )
            ),
            "value": nullable(number("Value", "The number as written, in its unit.")),
            "unit": nullable(string("Unit", "The unit as printed.")),
            "approximate": boolean("Approximate", "Whether 余, 多, 约, 近 or the like stands beside it."),
            "scope": choice(
                "Scope", "Whom it counts: the body itself, its region, its office, others.", literals(Quantity, "scope")
            ),
            "part": boolean("Part", "Whether it is counted inside a larger figure."),
            "year": nullable(integer("Year", "The year it is about.")),
            "place": _place(),
        },
    )


def _unplaced() -> Schema:
    return record(
        "Unplaced figure",
        "A figure that found no home in the form.",
        {
            "table": nullable(choice("Table", "The table, if known.", ids.table_ids())),
            "row": nullable(string("Row", "Id of the row where it is known; for an extra row its label as printed.")),
            "column": nullable(string("Column", "Id of the column; for an extra column its label as printed.")),
            "printed": string("Printed", f"{PRINTED}."),
            "reason": choice("Reason", "Why it found none.", literals(Unplaced, "reason")),
            "place": _place(),
        },
    )


def _note() -> Schema:
    return record(
        "Note",
        "Something a reader of the result must know about the reading.",
        {
            "code": name("Code", "A code of docs/notes.md; more may be added."),
            "arguments": shared.arguments(),
            "place": nullable(_place()),
        },
    )
