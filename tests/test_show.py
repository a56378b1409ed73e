"""`show` draws what was recognised where it is printed."""

from __future__ import annotations

import random
import re
from io import StringIO
from pathlib import Path

import pytest
from PIL import Image

from generate import true_report, with_figure
from made_pdf import Sheet
from pdf_habits import HABITS
from reportcheck import parse
from reportcheck.cli import run
from reportcheck.outputs.pages import BROKEN
from reportcheck.values import PagePlace

CELL = ("requests", "received", "total")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A printed report with one wrong total."""
    truth = true_report(4, "2021")
    file = tmp_path / "report.pdf"
    file.write_bytes(HABITS["over_two_pages"](with_figure(truth, CELL, truth.figures[CELL] + 1), random.Random(4)).data)
    return file


def show(*words: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    return run(["show", *words], out, err), out.getvalue(), err.getvalue()


def test_every_page_is_drawn_with_figures_tinted_and_the_wrong_cell_framed(report: Path, tmp_path: Path) -> None:
    code, out, _ = show(str(report), "-o", str(tmp_path / "pages"), "--lang", "en")
    files = sorted((tmp_path / "pages").iterdir())
    assert code == 0
    assert [line.split(":")[0] for line in out.splitlines()] == [str(file) for file in files]
    pictures = {number: Image.open(file) for number, file in enumerate(files, 1)}
    [found] = parse(report)
    assert sum(int(line.split(", ")[1].split()[0]) for line in out.splitlines()) == len(found.facts) == 200
    for fact in found.facts:
        assert isinstance(fact.place, PagePlace)
        picture = pictures[fact.place.page]
        left, top, right, bottom = (edge * 2 for edge in fact.place.box)
        red, green, blue = picture.getpixel((right - 6, (top + bottom) / 2))
        assert green > red
        assert green > blue
        wrong = (fact.table, fact.row, fact.column) == CELL
        assert (picture.getpixel((left, (top + bottom) / 2)) == BROKEN["error"]) or not wrong


def test_another_document_is_drawn_too_and_refused(tmp_path: Path) -> None:
    file = tmp_path / "budget.pdf"
    file.write_bytes(Sheet().text(60, 60, "青岚县2025年部门预算").text(60, 90, "一、部门概况").data())
    code, out, err = show(str(file), "-o", str(tmp_path / "pages"))
    assert code == 2
    assert len(out.splitlines()) == len(list((tmp_path / "pages").iterdir())) == 1
    assert "不是" in err


@pytest.mark.parametrize("name", ["report.html", "nowhere.pdf"])
def test_what_has_no_pages_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    page = tmp_path / "report.html"
    page.write_text("<p>青岚县水务局2024年政府信息公开工作年度报告</p><p>一、总体情况</p>", encoding="utf-8")
    code, out, err = show(str(tmp_path / name), "-o", str(tmp_path / "pages"))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_folder_that_cannot_be_written_to_is_said_so(report: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    code, _, err = show(str(report), "-o", str(tmp_path / "taken"))
    assert code == 2
    assert "taken" in err


def test_a_page_as_large_as_a_field_is_drawn_small(report: Path, tmp_path: Path) -> None:
    data = report.read_bytes()
    sizes = re.findall(rb"/MediaBox \[[^]]*\]", data)
    assert sizes
    report.write_bytes(
        re.sub(rb"/MediaBox \[[^]]*\]", lambda box: b"/MediaBox[0 0 99999 900]".ljust(len(box[0])), data)
    )
    code, out, err = show(str(report), "-o", str(tmp_path / "pages"))
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == len(sizes)
