"""Every fixture read and judged: against the truth written by hand in its origin.toml, and against its stored JSON.

`UPDATE=1` writes report.json and findings.json anew; what changed is then reviewed as a diff. The truth is never
written by a program: it says what stands in the source, and which findings of the catalogue that source deserves.
"""

from __future__ import annotations

import os
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest

from closed_schemas import breaches
from reportcheck import contract, forms, sources
from reportcheck.codec import Json, dumps, loads, report_to_json, result_to_json
from reportcheck.pipeline import check_source
from reportcheck.sources import Target
from reportcheck.values import Judgement, Limits

ROOT = Path(__file__).resolve().parent.parent
NAMES = sorted(path.name for path in (ROOT / "fixtures").iterdir() if path.is_dir())
UPDATE = os.environ.get("UPDATE") == "1"

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DASHES = ("-", "—", "/", "无")
TABLES = ("disclosure", "requests", "disputes")
IDENTITY = ("title", "publisher", "publisher_kind", "year", "published", "edition", "media_type")

each_fixture = pytest.mark.parametrize("name", NAMES)


@cache
def read_origin(name: str) -> Json:
    return tomllib.loads((ROOT / "fixtures" / name / "origin.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def truth_of(name: str) -> Json:
    truth: Json = read_origin(name)["truth"]
    return truth


@cache
def run_program(name: str) -> tuple[Json, Json]:
    """The report and the result of a fixture as JSON values; a fixture has one source with one report."""
    [path] = (ROOT / "fixtures" / name).glob("source.*")
    origin = path.relative_to(ROOT).as_posix()
    source = sources.read(Target(origin, "file", str(path), named=True), Limits())
    [checked] = check_source(source, Judgement(), Limits())
    return report_to_json(checked.report), result_to_json(checked.result)


@each_fixture
def test_a_fixture_says_what_it_is(name):
    origin = read_origin(name)
    assert set(origin) == {"kind", "teaches", "notes", "made_by", "licence", "truth"}
    assert all(origin[key] for key in origin)
    assert origin["licence"] == "MIT"
    assert name.startswith(f"{origin['truth']['year']}-")


@each_fixture
def test_the_report_is_told_from_its_page(name):
    truth, (report, _) = truth_of(name), run_program(name)
    assert {key: report[key] for key in IDENTITY} == {key: truth[key] for key in IDENTITY}
    assert sorted(f"{each['kind']} {each['date']}" for each in report["dates"]) == truth["dates"]


@each_fixture
def test_the_sections_are_found_and_nothing_of_the_page_in_them(name):
    truth, (report, _) = truth_of(name), run_program(name)
    assert [(each["id"], each["heading"]) for each in report["sections"]] == list(truth["sections"].items())
    assert [each["id"] for section in report["sections"] for each in section["aspects"]] == truth["aspects"]
    texts = {each["id"]: each["text"] for each in report["sections"]}
    assert [id for id, phrase in truth["phrases"].items() if phrase not in texts[id]] == []
    assert [(id, word) for id, text in texts.items() for word in truth["absent"] if word in text] == []


@each_fixture
def test_the_tables_are_recognised(name):
    truth, (report, _) = truth_of(name), run_program(name)
    assert {each["id"]: each["edition"] for each in report["tables"]} == truth["tables"]


@each_fixture
def test_every_figure_is_read_as_printed(name):
    truth, (report, _) = truth_of(name), run_program(name)
    expected = true_facts(truth)
    assert len(expected) == truth["facts"]
    assert [(fact_address(fact), fact_content(fact)) for fact in report["facts"]] == expected
    remarks = {fact_address(fact): fact["remark"] for fact in report["facts"] if "remark" in fact}
    assert remarks == truth.get("remarks", {})


@each_fixture
def test_a_figure_stands_where_its_place_says(name):
    report, _ = run_program(name)
    readers = {"text/html": element_reader, "text/plain": line_reader, DOCX: cell_reader}
    printed_at = readers[report["media_type"]](name)
    misplaced = [fact for fact in report["facts"] if printed_at(fact["place"]) != (fact["printed"], fact["place"])]
    assert misplaced == []


@each_fixture
def test_what_has_no_place_in_the_form_is_kept(name):
    truth, (report, _) = truth_of(name), run_program(name)
    kept = Counter(f"{each['table']} {each['reason']}" for each in report["unplaced"])
    open_ended = {key: count for key, count in kept.items() if truth["unplaced"].get(key) == "some"}
    assert dict(kept) == truth["unplaced"] | open_ended
    assert [each["code"] for each in report["notes"]] == truth["notes"]


@each_fixture
def test_the_findings_are_those_the_source_deserves(name):
    truth, (_, result) = truth_of(name), run_program(name)
    expected = Counter(each for each in true_findings(truth) if each[0] in result["checks"])
    found = Counter(finding_content(each) for each in result["findings"])
    undeserved, unseen = (sorted(more.elements(), key=str) for more in (found - expected, expected - found))
    assert {"not deserved": undeserved, "not found": unseen} == {"not deserved": [], "not found": []}


@each_fixture
@pytest.mark.parametrize("file", ["report.json", "findings.json"])
def test_the_stored_json_is_what_the_program_gives(name, file):
    document = run_program(name)[file == "findings.json"]
    contract.validate(document)
    assert breaches(document) == []
    path, text = ROOT / "fixtures" / name / file, as_lines(document)
    assert loads(text) == loads(dumps(document))
    if UPDATE:
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8").splitlines() == text.splitlines(), "UPDATE=1 rewrites; review the diff"


def element_reader(name: str) -> Callable[[Json], tuple[str, Json]]:
    """place → (the text of the element there, the place lxml gives that element)."""
    page = lxml.html.document_fromstring(source_text(name))
    tree = page.getroottree()

    def read(place: Json) -> tuple[str, Json]:
        [element] = tree.xpath(place["path"])
        where = {"path": tree.getpath(element), "line": element.sourceline, "column": None}
        return " ".join("".join(element.itertext()).split()), where

    return read


def line_reader(name: str) -> Callable[[Json], tuple[str, Json]]:
    """place → (the line from there on, the place)."""
    lines = source_text(name).splitlines()
    return lambda place: (lines[place["line"] - 1][place["column"] - 1 :].strip(), place)


def cell_reader(name: str) -> Callable[[Json], tuple[str, Json]]:
    """place → (the text shown in that cell of that row, the place)."""
    with zipfile.ZipFile(ROOT / "fixtures" / name / "source.docx") as archive:
        tables = list(lxml.etree.fromstring(archive.read("word/document.xml")).iter(WORD + "tbl"))

    def read(place: Json) -> tuple[str, Json]:
        row = tables[place["table"] - 1].findall(WORD + "tr")[place["row"] - 1]
        cell = row.findall(WORD + "tc")[place["column"] - 1]
        shown = cell.xpath(".//w:t[not(../w:rPr/w:vanish)]", namespaces={"w": WORD.strip("{}")})
        return "".join(each.text or "" for each in shown), place

    return read


def source_text(name: str) -> str:
    [path] = (ROOT / "fixtures" / name).glob("source.*")
    return path.read_bytes().decode("gb18030" if "gb18030" in name else "utf-8")


def true_facts(truth: Json) -> list[tuple[str, tuple[str, str, int | Decimal | None]]]:
    """The tables of a truth, a string of cells a row in the order of the form's columns: what is printed, `_` for a
    blank, `printed=value` where the number is not simply what is printed."""
    facts = []
    for table in (table for table in TABLES if table in truth):
        form = forms.edition(truth["tables"][table]).table(table)
        for row, line in truth[table].items():
            cells = zip(form.row(row).columns, line.split(), strict=True)
            facts += [(f"{table} {row} {column}", true_content(cell)) for column, cell in cells]
    return facts


def true_content(cell: str) -> tuple[str, str, int | Decimal | None]:
    """→ (printed, kind, value)."""
    if cell == "_":
        return "", "blank", None
    if cell in DASHES:
        return cell, "dash", None
    printed, _, value = cell.partition("=")
    number = Decimal(value or printed)
    return printed, "number", int(number) if number == number.to_integral() else number


def fact_address(fact: Json) -> str:
    return f"{fact['table']} {fact['row']} {fact['column']}"


def fact_content(fact: Json) -> tuple[str, str, int | Decimal | None]:
    return fact["printed"], fact["kind"], fact["value"]


def true_findings(truth: Json) -> list[tuple[Any, ...]]:
    """`each` stands for as many findings, one a row or column."""
    found = []
    for entry in truth["findings"]:
        places = [f"{entry['at']} {each}" for each in entry["each"]] if "each" in entry else [entry.get("at", "")]
        rest = [entry.get(key) for key in ("found", "expected")]
        found += [(entry["rule"], entry["outcome"], entry["severity"], entry.get("reason"), at, *rest) for at in places]
    return found


def finding_content(finding: Json) -> tuple[Any, ...]:
    """A finding without its sentence and its key, with its place in the form in words: what all its cells share."""
    shared = [{cell[key] for cell in finding["facts"]} for key in ("table", "row", "column")]
    at = " ".join(each for values in shared if len(values) == 1 for each in values) or finding["section"] or ""
    keys = ("rule", "outcome", "severity", "reason")
    return (*(finding[key] for key in keys), at, finding["found"], finding["expected"])


def as_lines(document: Json) -> str:
    """JSON with a line for each key, and for each member of what a key holds: a fact is a line of the diff."""
    return "{\n" + ",\n".join(f" {dumps(key)}: {_block(value)}" for key, value in document.items()) + "\n}\n"


def _block(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {dumps(each)}" for each in value) + "\n ]"
    if isinstance(value, dict) and value:
        return "{\n" + ",\n".join(f"  {dumps(key)}: {dumps(each)}" for key, each in value.items()) + "\n }"
    return dumps(value)
