"""Bytes of a PDF → what the program makes of them, in the shapes the tests compare."""

from __future__ import annotations

import hashlib
import json
import random
from functools import cache, lru_cache
from pathlib import Path

from generate import Truth, prose, replace, signature, true_report
from pdf_habits import Printed
from pdf_habits_unusual import EVERY
from reportcheck import forms
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Finding, Judgement, Limits, Report, Source

PRINTED = Path(__file__).parent / "printed"
Cell = tuple[str, str, str]


def check(data: bytes, ignore: tuple[str, ...] = ()) -> list[Checked]:
    """Every report in the bytes, judged."""
    source = Source("printed.pdf", "", data, hashlib.sha256(data).hexdigest())
    return check_source(source, Judgement(ignore=ignore), Limits())


def check_printed(made: Printed) -> list[Checked]:
    return check(made.data, made.ignore)


@lru_cache(maxsize=512)
def read_habit(name: str, edition: str, largest: int, seed: int) -> tuple[Printed, list[Checked]]:
    """A true report in one habit and what is read of it; several tests look at the same one."""
    made = EVERY[name](true_report(seed, edition, largest), random.Random(seed))
    return made, check_printed(made)


@cache
def read_print(name: str) -> tuple[Truth, Checked]:
    """The truth of a committed print and what is read of it."""
    data, truth = printed_file(name)
    # The prints are older than the signatures and plausible figures of generated reports.
    (checked,) = check(data, ("dates", "plausibility"))
    return truth, checked


def figures(report: Report) -> dict[Cell, object]:
    return {(fact.table, fact.row, fact.column): fact.number.value for fact in report.facts}


def identity(report: Report) -> tuple[object, ...]:
    return (report.title, report.publisher, report.year, report.published, report.edition)


def identity_of(truth: Truth) -> tuple[object, ...]:
    return (truth.title, truth.publisher, truth.year, truth.published, truth.form.edition)


def running_text(report: Report) -> dict[str | None, list[str]]:
    """The paragraphs of each section, without white space."""
    return {each.id: ["".join(line.split()) for line in each.text.splitlines()] for each in report.sections}


def running_text_of(truth: Truth) -> dict[str | None, list[str]]:
    signed = signature(truth)
    return {
        each.id: ["".join(line.split()) for line in prose(truth, each.id) if line not in signed]
        for each in truth.form.sections
    }


def broken(checked: Checked) -> list[Finding]:
    return [finding for finding in checked.result.findings if finding.outcome == "broken"]


def cells_of(finding: Finding) -> set[Cell]:
    return {(fact.table, fact.row, fact.column) for fact in finding.facts}


def prints() -> list[str]:
    """The names of the reports printed by other programs."""
    return sorted(file.stem for file in PRINTED.glob("*.pdf"))


def printed_file(name: str) -> tuple[bytes, Truth]:
    """A committed print and its truth."""
    said = json.loads(PRINTED.joinpath(f"{name}.json").read_text(encoding="utf-8"))
    form = forms.edition(said["edition"])
    found = {
        (table.id, row.id, column): value
        for table in form.tables
        for row in table.rows
        for column, value in zip(row.columns, said["figures"][f"{table.id}/{row.id}"], strict=True)
    }
    truth = Truth(form, said["year"], said["publisher"], said["published"], found)
    assert truth.title == said["title"]
    return PRINTED.joinpath(f"{name}.pdf").read_bytes(), truth


def without_section(truth: Truth, id: str) -> Truth:
    """The report without one section, its heading, text and table."""
    left = tuple(section for section in truth.form.sections if section.id != id)
    return replace(truth, form=replace(truth.form, sections=left))
