"""Sentences written blind beside tables that hold what they say → no rule finds a contradiction."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from case_report import case_report
from reportcheck import rules
from reportcheck.values import Judgement

SENTENCES = tomllib.loads(Path(__file__).with_name("quantity_sentences.toml").read_text(encoding="utf-8"))["sentence"]
COMPARING = (
    "received-differs-in-text",
    "carried-in-differs-in-text",
    "handled-differs-in-text",
    "carried-out-differs-in-text",
    "results-differ-in-text",
    "receipt-denied-in-text",
    "disputes-differ-in-text",
    "disclosure-differs-in-text",
    "parts-differ-in-text",
    "percentage-wrong",
)
UNREAD = "?"


def test_no_sentence_contradicts_the_tables_it_is_true_of() -> None:
    accused = []
    for said in SENTENCES:
        result = rules.run(report_of(said), Judgement(select=COMPARING))
        accused += [(said["id"], each.rule, each.message) for each in result.findings if each.outcome == "broken"]
    assert accused == []


def report_of(said: dict[str, Any]) -> Any:
    """The sentence alone, over tables of which only the cells it tells are read."""
    edition = "2019" if said["year"] <= 2020 else "2021"
    told: dict[str, Any] = {}
    for quantity in said["expected"]:
        if quantity["scope"] == "body" and not quantity["approximate"] and quantity["year"] == said["year"]:
            told[quantity["meaning"]] = quantity["value"]
    cells = {"* * *": UNREAD}
    for meaning in sorted(told, key=lambda name: -name.count(".")):
        cells |= cells_of(meaning, told[meaning], edition, cells)
    kind = said["publisher_kind"]
    about = {"edition": edition, "year": said["year"], "publisher": said["publisher"], "cells": cells}
    return case_report(about | {"kind": kind, "texts": {"overview": "", said["section"]: said["text"]}})


def cells_of(meaning: str, value: Any, edition: str, known: dict[str, str]) -> dict[str, str]:
    """The cells that make up the quantity: those of a group that are not known hold what is left of it."""
    table, _, rest = meaning.partition(".")
    row, _, column = rest.rpartition(".")
    if table not in ("requests", "disputes", "disclosure") or "+" in row:
        return {}
    report = case_report({"edition": edition})
    rows = [fact.row for fact in report.facts if fact.table == table and fact.column == column]
    within = [name for name in dict.fromkeys(rows) if name == row or name.startswith(f"{row}.")]
    cells = {name: f"{table} {name} {column}" for name in within}
    open_rows = [name for name in within if cells[name] not in known]
    left = value - sum(float(known[cells[name]]) for name in within if cells[name] in known)
    return {cells[name]: f"{left:g}" if name == open_rows[0] else "0" for name in open_rows}
