"""One document of each kind with every part filled, and what can be done to it: every object found, any key changed."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from reportcheck import codec
from reportcheck.values import (
    Aspect,
    CellReference,
    Change,
    DatedPlace,
    ElementPlace,
    Fact,
    Failure,
    Finding,
    LinePlace,
    Note,
    Number,
    PagePlace,
    ParagraphPlace,
    Quantity,
    Repair,
    Report,
    ReportIdentity,
    ReportReference,
    ReportTable,
    Result,
    Section,
    TablePlace,
    Tally,
    Unplaced,
)

PAGE = PagePlace(2, (10.0, 20.5, 30.0, 40.0))
CELL = ("requests", "received", "total")
IDENTITY = (
    "a/b.pdf",
    1,
    "0" * 64,
    "2021",
    "某县2024年政府信息公开工作年度报告",
    "某县",
    "government",
    2024,
    "2025-01-15",
)
REPORT = Report(
    *("a/b.pdf", 1, "0" * 64, "application/pdf", *IDENTITY[3:]),
    dates=(DatedPlace("2025-01-15", "page", LinePlace(1, 2)),),
    sections=(
        Section(
            "overview", "总体情况", "正文", (Aspect("platform", "平台", "正文", ElementPlace("/html/p", 3)),), PAGE
        ),
    ),
    tables=(ReportTable("requests", "2021", TablePlace(1, 1, 1), True),),
    facts=(
        Fact(*CELL, Number("12件", "number", 12, "件"), PAGE),
        Fact("disputes", "reconsideration", "total", Number("", "blank"), ParagraphPlace(4)),
    ),
    quantities=(Quantity("requests.received.total", 12, "件", False, "body", False, 2024, PAGE),),
    unplaced=(Unplaced("requests", "received", None, "21", "extra-column", PAGE),),
    notes=(Note("picture", {"page": 2, "sizes": (1, {"wide": True})}, None),),
)
RESULT = Result(
    ReportIdentity(*IDENTITY),
    findings=(
        Finding(
            *("applicants-do-not-add-up", "sums", "error", "broken", None, "live", "合计不符。", {"found": 12}),
            *("requests", (CellReference(*CELL, ReportReference("a", 2)),), 11, 12, PAGE, "0123456789abcdef"),
        ),
        Finding(
            *("missing-table", "tables", "error", "undecided", "picture", "waived", "未能读取。", {}),
            *("disputes", (), None, None, None, "f" * 16),
        ),
    ),
    repairs=(Repair(1, (Change(*CELL, 12, 11),), ("0123456789abcdef",), "swapped", 0),),
    checks={"applicants-do-not-add-up": Tally(1, 1, 0, 0)},
)
FAILURE = Failure("a.pdf", "damaged", "文件已损坏。", {"page": 3})
EXAMPLES = {
    "report": codec.report_to_json(REPORT),
    "result": codec.result_to_json(RESULT),
    "error": codec.failure_to_json(FAILURE),
}


def objects(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all objects with named keys."""
    if isinstance(document, dict):
        if path[-1:] not in (("arguments",), ("checks",)):
            yield path
        for key, value in document.items():
            if key != "arguments":
                yield from objects(value, (*path, key))
    elif isinstance(document, list):
        for index, value in enumerate(document):
            yield from objects(value, (*path, index))


def changed(document: dict[str, Any], path: tuple[Any, ...], change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """A copy of a document in which the object at a path was changed."""
    result = copy.deepcopy(document)
    place: Any = result
    for step in path:
        place = place[step]
    change(place)
    return result


def spots(condition: Callable[[str, Any], bool]) -> list[Any]:
    """Every (schema, path of an object, key) in the examples the condition holds for."""
    found = []
    for name, document in EXAMPLES.items():
        for path in objects(document):
            place: Any = document
            for step in path:
                place = place[step]
            found += [(name, path, key) for key, value in place.items() if condition(key, value)]
    return [pytest.param(*each, id=".".join(map(str, (each[0], *each[1], each[2])))) for each in found]
