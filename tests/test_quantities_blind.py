"""Sentences written without sight of the reader: how much of them it reads, and what it should not have read.

First run, before anything was mended on them: of 771 quantities comparable with a table 567 were found (73.5 %), 27 of 42
percentages, 21 of 27 processing fees, the scope right in 640 of 646; 10 counts of something else were given the meaning
of a table, 4 figures another one than their own. The file stays as it is; the bounds below only ever become stricter.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from reportcheck.quantities import read_quantities
from reportcheck.values import ParagraphPlace, Section

FILE = Path(__file__).with_name("quantity_sentences.toml")
JOINED = {
    "requests.received+carried_in.total": "requests.received_and_carried_in.total",
    "requests.result.granted+partly_granted.total": "requests.result.granted_and_partly_granted.total",
    "requests.received.organization": "requests.received.organization.total",
}
LEAST_FOUND = 0.73
MOST_FALSE = 10


@cache
def sentences() -> list[dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["sentence"]


def readings(said: dict[str, Any]) -> list[tuple[str | None, float]]:
    section = Section(said["section"], "", said["text"], (), ParagraphPlace(1))
    found = read_quantities((section,), said["publisher"], said["publisher_kind"], said["year"])
    return [(each.meaning, float(each.value)) for each in found if each.value is not None]


def accepted(quantity: dict[str, Any]) -> set[str]:
    names = {JOINED.get(name, name) for name in (quantity["meaning"], *quantity.get("alternatives", ()))}
    return names | {f"{name}.total" for name in names} | {name.removesuffix(".total") for name in names}


def test_most_of_what_a_table_holds_is_found() -> None:
    found = wanted = 0
    for said in sentences():
        read = readings(said)
        for quantity in said["expected"]:
            if quantity["meaning"] in ("percentage", "processing_fee") or "null" in quantity.get("alternatives", ()):
                continue
            wanted += 1
            hit = next((e for e in read if e[0] in accepted(quantity) and e[1] == float(quantity["value"])), None)
            if hit:
                read.remove(hit)
                found += 1
    assert found >= LEAST_FOUND * wanted, f"{found} of {wanted}"


def test_what_no_table_holds_is_hardly_ever_taken_for_it() -> None:
    false: Counter[str] = Counter()
    for said in sentences():
        own = {float(quantity["value"]) for quantity in said["expected"]}
        for meaning, value in readings(said):
            if meaning and value not in own:
                false["never" if value in map(float, said["never"]) else "others"] += 1
    assert false["never"] == 0
    assert false["others"] <= MOST_FALSE, false
