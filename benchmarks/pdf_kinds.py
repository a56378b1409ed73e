"""The PDF documents the benchmark reads, and which rows of figures, with their labels, stand in each."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from generate import Truth, replace, true_report
from pdf_habits import printed
from pdf_layout import Layout
from pdf_reading import printed_file
from pdf_tables import Style
from reportcheck import forms

ROOT = Path(__file__).parent.parent
REAL = Path(os.environ.get("REPORTCHECK_REAL") or ROOT.parent / "shared" / "real")
Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A document and its rows: a label, "" where any will do, and the figures as printed."""

    data: bytes
    rows: list[Row]


def kinds() -> dict[str, Kind]:
    """The documents by name; the real ones where they are at hand."""
    truth = true_report(1, "2021", 9_999)
    layout = Layout(
        size=23, title_size=26, heading_size=22, page_mark="- {page} -", table=Style(size=9, cuts=3, torn=True)
    )
    made = printed(truth, random.Random(1), layout)
    found = {"ruled, generated": Kind(made.data, list(rows_of(truth)))}
    data, truth = printed_file("chromium_plain")
    found["printed by Chromium"] = Kind(data, list(rows_of(truth)))
    for path in sorted(REAL.glob("*.pdf")):
        said = path.with_suffix(".truth.json")
        if said.is_file():
            found[f"real, {path.stem.rpartition('_')[2]}"] = Kind(path.read_bytes(), list(rows_of(real_truth(said))))
    return found


def real_truth(path: Path) -> Truth:
    """What a real document says: the tables in the editions they follow."""
    said = json.loads(path.read_text(encoding="utf-8"))
    tables = tuple(forms.edition(table["edition"]).table(table["id"]) for table in said["tables"])
    figures = {(f["table"], f["row"], f["column"]): f["value"] for f in said["facts"]}
    form = replace(forms.edition(said["tables"][0]["edition"]), tables=tables)
    return Truth(form, said["year"], said["publisher"], "", figures)


def rows_of(truth: Truth) -> Iterator[Row]:
    """The rows of figures: those of table three with their labels, table four as the one row it is."""
    for table in truth.form.tables:
        if table.layout == "across":
            yield "", [str(truth.figures[table.id, *cell]) for cell in table.cells]
            continue
        for row in table.rows:
            label = squeezed(row.label.text) if table.id == "requests" else ""
            yield label, [str(truth.figures[table.id, row.id, column]) for column in row.columns]


def rows_right(kind: Kind, rows: list[list[str]]) -> int:
    """How many rows stand in a row of their own, in order: figures last, the label before them."""
    clean = [[squeezed(text) for text in row if squeezed(text)] for row in rows]
    return sum(any(is_row(row, label, figures) for row in clean) for label, figures in kind.rows)


def is_row(row: list[str], label: str, figures: list[str]) -> bool:
    before, own = row[: -len(figures)], row[-len(figures) :]
    return own == figures and (not label or bool(before and same_label(before[-1], label)))


def same_label(text: str, label: str) -> bool:
    """The label from end to end, but for its number and a misprint; half a label is none."""
    return SequenceMatcher(None, text.lstrip("0123456789.、一二三四五六七（）"), label, autojunk=False).ratio() > 0.85


def squeezed(text: str | None) -> str:
    """The text without white space, brackets, quotation marks and points in one width."""
    table = str.maketrans("(),“”;:", '（），""；：')
    return "".join((text or "").split()).translate(table).removesuffix("。")
