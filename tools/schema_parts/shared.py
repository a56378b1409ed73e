"""What several schemas define alike: origin, places, typed arguments, who and when a report is."""

from __future__ import annotations

from schema_parts import ids
from schema_parts.words import Schema, choice, day, integer, nullable, number, position, record, string

KINDS_OF_PUBLISHER = {
    "township": "乡, 镇 and their 人民政府",
    "subdistrict": "街道",
    "zone": "开发区, 园区, 新区, 实验区, 管委会",
    "office": "…人民政府办公厅 or 办公室",
    "government": "…人民政府, or a region's bare name",
    "vertical": "税务, 海关, 海事, 气象, 邮政管理, 烟草, 金融监管",
    "department": "other 局, 委, 厅, 办",
    "other": "any other body",
}


def origin() -> Schema:
    """Where the document came from."""
    return string(
        "Origin",
        "The target as given: a path, an address, `-` for standard input; for a file found in a folder or glob the "
        "folder as given, `/` and the path below it.",
    )


def identity() -> Schema:
    """The properties that say which report it is, media type and schema apart."""
    kinds = "; ".join(f"{word}: {meaning}" for word, meaning in KINDS_OF_PUBLISHER.items())
    return {
        "origin": origin(),
        "part": position("Part", "Which report of the document this is, from 1."),
        "sha256": string("SHA-256", "Of the document's bytes, in hexadecimal digits.", pattern="^[0-9a-f]{64}$"),
        "edition": nullable(
            choice(
                "Edition",
                "The edition of the official form the report follows: that of its table `disclosure`, else of "
                "`requests`, else the one in force; null when none is and none is recognised.",
                ids.edition_ids(),
            )
        ),
        "title": nullable(string("Title", "As printed, white space removed.")),
        "publisher": nullable(
            string(
                "Publisher",
                "As printed, white space removed: from the title, else 发布机构 or 来源, else the signature.",
            )
        ),
        "publisher_kind": nullable(
            choice(
                "Kind of publisher",
                f"Told from the title alone. {kinds}. Null without a publisher.",
                KINDS_OF_PUBLISHER,
            )
        ),
        "year": nullable(integer("Year", "The year the report is about.")),
        "published": nullable(
            day("Published", "The date the page gives as its publication, else the signature's, else null.")
        ),
    }


def place() -> Schema:
    """The `$defs` entry of a place: one of five variants, told apart by their keys."""
    return {
        "title": "Place",
        "description": "Where something stands in the document. Lines, columns, pages, paragraphs and tables count "
        "from 1; columns count code points.",
        "anyOf": [_element(), _line(), _page(), _paragraph(), _table()],
    }


def _element() -> Schema:
    return record(
        "Element",
        "An element of an HTML page.",
        {
            "path": string("Path", "The path from the root, as lxml's getpath writes it.", pattern="^/"),
            "line": position("Line", "The line of the start tag."),
            "column": {"title": "Column", "description": "Not known for an element.", "type": "null"},
        },
    )


def _line() -> Schema:
    return record(
        "Line",
        "A position in plain text.",
        {"line": position("Line", "The line."), "column": position("Column", "The column.")},
        **{"not": {"required": ["path"]}},
    )


def _page() -> Schema:
    edges = [
        number(title, f"The {title.lower()} edge, in PDF points (1/72 inch) from the top left corner, rounded to 0.1.")
        for title in ("Left", "Top", "Right", "Bottom")
    ]
    box = {
        "title": "Box",
        "description": "The ruled cell's box, else the figure's: [x0, top, x1, bottom].",
        "type": "array",
        "prefixItems": edges,
        "items": False,
        "minItems": 4,
    }
    return record(
        "Box on a page", "A box on a PDF page as displayed.", {"page": position("Page", "The page."), "box": box}
    )


def _paragraph() -> Schema:
    return record(
        "Paragraph",
        "A paragraph of a Word document outside its tables.",
        {"paragraph": position("Paragraph", "Its number in body order.")},
    )


def _table() -> Schema:
    return record(
        "Table cell",
        "A cell of a table of a Word document.",
        {
            "table": position("Table", "The table's number in body order."),
            "row": position("Row", "The row of the table."),
            "column": position("Column", "Which cell of that row it is, from the left."),
        },
    )


def argument() -> Schema:
    """The `$defs` entry of one typed argument."""
    return {
        "title": "Argument",
        "description": "A fact the message was made from: a text, a number, true, false or null, or several of them.",
        "type": ["string", "number", "boolean", "null", "array", "object"],
        "items": {"$ref": "#/$defs/argument"},
        "additionalProperties": {"$ref": "#/$defs/argument"},
    }


def arguments() -> Schema:
    """The arguments of a message, by name."""
    return {
        "title": "Arguments",
        "description": "The facts the message was made from, by name.",
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/argument"},
    }
