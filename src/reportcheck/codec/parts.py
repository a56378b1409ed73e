"""What reports and results have in common ⇄ JSON: places, typed arguments, notes' and findings' small change."""

from __future__ import annotations

from math import isfinite
from typing import Any

from reportcheck.values import (
    Argument,
    Arguments,
    ElementPlace,
    LinePlace,
    PagePlace,
    ParagraphPlace,
    Place,
    TablePlace,
)

Json = dict[str, Any]


def expect(data: Json, schema: str) -> None:
    """Raises ValueError unless `data` says it follows `schema`."""
    if data["schema"] != schema:
        raise ValueError(f"expected {schema}, not {data['schema']!r}")


def place_to_json(place: Place) -> Json:
    """A place as one of the five variants of the contract."""
    if isinstance(place, ElementPlace):
        path, line = place
        return {"path": path, "line": line, "column": None}
    if isinstance(place, PagePlace):
        return {"page": place.page, "box": [_tenth(edge) for edge in place.box]}
    if isinstance(place, LinePlace):
        return {"line": place.line, "column": place.column}
    if isinstance(place, TablePlace):
        return {"table": place.table, "row": place.row, "column": place.column}
    return {"paragraph": place.paragraph}


def place_from_json(data: Json) -> Place:
    """The place a dictionary stands for, told by its keys."""
    if "path" in data:
        return ElementPlace(data["path"], data["line"])
    if "box" in data:
        left, top, right, bottom = data["box"]
        return PagePlace(data["page"], (float(left), float(top), float(right), float(bottom)))
    if "line" in data:
        return LinePlace(data["line"], data["column"])
    if "table" in data:
        return TablePlace(data["table"], data["row"], data["column"])
    return ParagraphPlace(data["paragraph"])


def optional_place_to_json(place: Place | None) -> Json | None:
    """A place, or null where there is none."""
    return None if place is None else place_to_json(place)


def optional_place_from_json(data: Json | None) -> Place | None:
    """A place, or None where there is none."""
    return None if data is None else place_from_json(data)


def arguments_to_json(arguments: Arguments) -> Json:
    """Typed arguments, tuples as arrays."""
    return {name: _argument_to_json(argument) for name, argument in arguments.items()}


def arguments_from_json(data: Json) -> Arguments:
    """Typed arguments, arrays as tuples."""
    return {name: _argument_from_json(argument) for name, argument in data.items()}


def _argument_to_json(argument: Argument) -> Any:
    if isinstance(argument, tuple):
        return [_argument_to_json(each) for each in argument]
    return arguments_to_json(argument) if isinstance(argument, dict) else argument


def _argument_from_json(data: Any) -> Argument:
    if isinstance(data, list):
        return tuple(_argument_from_json(each) for each in data)
    return arguments_from_json(data) if isinstance(data, dict) else data


def _tenth(edge: float) -> float:
    """Rounded to 0.1 point and, being whole, an integer: the shortest form, and never -0.0."""
    if not isfinite(edge):
        raise ValueError("an edge of a box is no number")
    tenths = round(edge * 10)
    return tenths / 10 if tenths % 10 else tenths // 10
