"""The sentences written blind and their first run → how much of them the reader finds, and what it takes for another.

docs/quantities.md is written from these counts, and test_quantities_blind.py bounds them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportcheck.quantities import read_quantities
from reportcheck.values import ParagraphPlace, Section

HERE = Path(__file__).parent
FILE = HERE / "quantity_sentences.toml"
FIRST_RUN = HERE / "quantities" / "first_run.toml"
KINDS = ("compared", "percentage", "processing_fee")
"""Figures comparable with a table, percentages, sums of the processing fee."""
JOINED = {
    "requests.received+carried_in.total": "requests.received_and_carried_in.total",
    "requests.result.granted+partly_granted.total": "requests.result.granted_and_partly_granted.total",
    "requests.received.organization": "requests.received.organization.total",
}


class Wrong(NamedTuple):
    """A figure given the meaning of a table that the sentence does not give it: `id` is the sentence's."""

    id: int
    meaning: str
    value: float


@cache
def sentences() -> list[dict[str, Any]]:
    """As they were written."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["sentence"]


@cache
def first_run() -> dict[str, Any]:
    """What was counted before anything was mended on them: `found`, and each `wrong` with its kind."""
    return tomllib.loads(FIRST_RUN.read_text(encoding="utf-8"))


def readings(said: dict[str, Any]) -> list[tuple[str | None, float]]:
    """Meaning and value of every figure of a sentence, as it is read now."""
    section = Section(said["section"], "", said["text"], (), ParagraphPlace(1))
    found = read_quantities((section,), said["publisher"], said["publisher_kind"], said["year"])
    return [(each.meaning, float(each.value)) for each in found if each.value is not None]


def accepted(quantity: dict[str, Any]) -> set[str]:
    """The meanings that are right for an expected figure."""
    names = {JOINED.get(name, name) for name in (quantity["meaning"], *quantity.get("alternatives", ()))}
    return names | {f"{name}.total" for name in names} | {name.removesuffix(".total") for name in names}


def kind_of(quantity: dict[str, Any]) -> str:
    """One of KINDS."""
    return quantity["meaning"] if quantity["meaning"] in KINDS else "compared"


@cache
def found_of(kind: str) -> tuple[int, int]:
    """How many figures of that kind are found now, of how many; those that may rightly have none are left out."""
    found = wanted = 0
    for said in sentences():
        read = readings(said)
        for quantity in said["expected"]:
            if kind_of(quantity) != kind or "null" in quantity.get("alternatives", ()):
                continue
            wanted += 1
            hit = next((e for e in read if e[0] in accepted(quantity) and e[1] == float(quantity["value"])), None)
            if hit:
                read.remove(hit)
                found += 1
    return found, wanted


def given() -> Iterator[tuple[dict[str, Any], Wrong]]:
    """Every figure that is given the meaning of a table now, with its sentence."""
    for said in sentences():
        for meaning, value in readings(said):
            if meaning is not None and meaning != "percentage":
                yield said, Wrong(said["id"], meaning, value)


def is_wrong(said: dict[str, Any], each: Wrong) -> bool:
    """Whether no figure of that value in the sentence means that."""
    alike = [quantity for quantity in said["expected"] if float(quantity["value"]) == each.value]
    return not any(each.meaning in accepted(quantity) for quantity in alike)
