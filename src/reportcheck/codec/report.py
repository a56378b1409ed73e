"""Report ⇄ the dictionary of report.schema.json."""

from __future__ import annotations

from reportcheck.codec.parts import (
    Json,
    arguments_from_json,
    arguments_to_json,
    expect,
    optional_place_from_json,
    optional_place_to_json,
    place_from_json,
    place_to_json,
)
from reportcheck.values import (
    Aspect,
    DatedPlace,
    Fact,
    Note,
    Number,
    Passage,
    Quantity,
    Report,
    ReportTable,
    Section,
    Unplaced,
)

REPORT_SCHEMA = "reportcheck/report/1"


def report_to_json(report: Report) -> Json:
    """A report as the dictionary of report.schema.json."""
    return {
        "schema": REPORT_SCHEMA,
        "origin": report.origin,
        "part": report.part,
        "sha256": report.sha256,
        "media_type": report.media_type,
        "edition": report.edition,
        "title": report.title,
        "publisher": report.publisher,
        "publisher_kind": report.publisher_kind,
        "year": report.year,
        "published": report.published,
        "dates": [_date_to_json(date) for date in report.dates],
        "sections": [_section_to_json(section) for section in report.sections],
        "tables": [_table_to_json(table) for table in report.tables],
        "facts": [_fact_to_json(fact) for fact in report.facts],
        "quantities": [_quantity_to_json(quantity) for quantity in report.quantities],
        "unplaced": [_unplaced_to_json(figure) for figure in report.unplaced],
        "notes": [_note_to_json(note) for note in report.notes],
        "passages": [_passage_to_json(passage) for passage in report.passages],
    }


def report_from_json(data: Json) -> Report:
    """The report a dictionary of report.schema.json stands for."""
    expect(data, REPORT_SCHEMA)
    return Report(
        origin=data["origin"],
        part=data["part"],
        sha256=data["sha256"],
        media_type=data["media_type"],
        edition=data["edition"],
        title=data["title"],
        publisher=data["publisher"],
        publisher_kind=data["publisher_kind"],
        year=data["year"],
        published=data["published"],
        dates=tuple(_date_from_json(date) for date in data["dates"]),
        sections=tuple(_section_from_json(section) for section in data["sections"]),
        tables=tuple(_table_from_json(table) for table in data["tables"]),
        facts=tuple(_fact_from_json(fact) for fact in data["facts"]),
        quantities=tuple(_quantity_from_json(quantity) for quantity in data["quantities"]),
        unplaced=tuple(_unplaced_from_json(figure) for figure in data["unplaced"]),
        notes=tuple(_note_from_json(note) for note in data["notes"]),
        passages=tuple(_passage_from_json(passage) for passage in data.get("passages", ())),
    )


def _date_to_json(date: DatedPlace) -> Json:
    return {"date": date.date, "kind": date.kind, "place": place_to_json(date.place)}


def _date_from_json(data: Json) -> DatedPlace:
    return DatedPlace(data["date"], data["kind"], place_from_json(data["place"]))


def _section_to_json(section: Section) -> Json:
    return {
        "id": section.id,
        "heading": section.heading,
        "text": section.text,
        "aspects": [_aspect_to_json(aspect) for aspect in section.aspects],
        "place": place_to_json(section.place),
    }


def _section_from_json(data: Json) -> Section:
    aspects = tuple(_aspect_from_json(aspect) for aspect in data["aspects"])
    return Section(data["id"], data["heading"], data["text"], aspects, place_from_json(data["place"]))


def _aspect_to_json(aspect: Aspect) -> Json:
    return {"id": aspect.id, "heading": aspect.heading, "text": aspect.text, "place": place_to_json(aspect.place)}


def _aspect_from_json(data: Json) -> Aspect:
    return Aspect(data["id"], data["heading"], data["text"], place_from_json(data["place"]))


def _passage_to_json(passage: Passage) -> Json:
    return {"kind": passage.kind, "text": passage.text, "place": place_to_json(passage.place)}


def _passage_from_json(data: Json) -> Passage:
    return Passage(data["kind"], data["text"], place_from_json(data["place"]))


def _table_to_json(table: ReportTable) -> Json:
    return {
        "id": table.id,
        "edition": table.edition,
        "place": place_to_json(table.place),
        "corner_note": table.corner_note,
    }


def _table_from_json(data: Json) -> ReportTable:
    return ReportTable(data["id"], data["edition"], place_from_json(data["place"]), data.get("corner_note"))


def _fact_to_json(fact: Fact) -> Json:
    table, row, column, (printed, kind, value, remark), place = fact
    data: Json = {"table": table, "row": row, "column": column, "printed": printed, "kind": kind, "value": value}
    if remark is not None:
        data["remark"] = remark
    data["place"] = place_to_json(place)
    return data


def _fact_from_json(data: Json) -> Fact:
    number = Number(data["printed"], data["kind"], data["value"], data.get("remark"))
    return Fact(data["table"], data["row"], data["column"], number, place_from_json(data["place"]))


def _quantity_to_json(quantity: Quantity) -> Json:
    return {
        "meaning": quantity.meaning,
        "value": quantity.value,
        "unit": quantity.unit,
        "approximate": quantity.approximate,
        "scope": quantity.scope,
        "part": quantity.part,
        "year": quantity.year,
        "place": place_to_json(quantity.place),
    }


def _quantity_from_json(data: Json) -> Quantity:
    return Quantity(
        meaning=data["meaning"],
        value=data["value"],
        unit=data["unit"],
        approximate=data["approximate"],
        scope=data["scope"],
        part=data["part"],
        year=data["year"],
        place=place_from_json(data["place"]),
    )


def _unplaced_to_json(figure: Unplaced) -> Json:
    return {
        "table": figure.table,
        "row": figure.row,
        "column": figure.column,
        "printed": figure.printed,
        "reason": figure.reason,
        "place": place_to_json(figure.place),
    }


def _unplaced_from_json(data: Json) -> Unplaced:
    return Unplaced(
        table=data["table"],
        row=data["row"],
        column=data["column"],
        printed=data["printed"],
        reason=data["reason"],
        place=place_from_json(data["place"]),
    )


def _note_to_json(note: Note) -> Json:
    return {
        "code": note.code,
        "arguments": arguments_to_json(note.arguments),
        "place": optional_place_to_json(note.place),
    }


def _note_from_json(data: Json) -> Note:
    return Note(data["code"], arguments_from_json(data["arguments"]), optional_place_from_json(data["place"]))
