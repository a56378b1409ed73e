"""Bad input: one clear sentence and an exit code, in both languages, and the other targets are still checked."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from generate import to_html, to_text, true_report
from reportcheck.cli import run

GOOD = true_report(3, "2021")
PROSE = "各单位要高度重视，按照统一格式编制，逐级审核，按时公布，并对数据的真实性负责。" * 3
BUDGET = (
    "<h1>青岚县水务局2025年部门预算</h1><p>本年度收入预算1200万元。</p>"
    "<table><tr><td>项目</td><td>金额</td></tr><tr><td>行政运行</td><td>800</td></tr></table>"
)
NOTICE = f"<h1>关于编制2024年政府信息公开工作年度报告的通知</h1><p>{PROSE}</p>"
LETTER = f"青岚县水务局关于报送2024年政府信息公开工作年度报告的函\n\n县政府办公室：\n{PROSE}\n"
LIST = "<h1>政府信息公开年报</h1>" + "".join(
    f'<li><a href="{year}.html">青岚县水务局{year}年政府信息公开工作年度报告</a></li>' for year in range(2015, 2025)
)
NOT_REPORTS = {"budget": BUDGET, "notice": NOTICE, "letter": LETTER, "list": LIST}


def call(*arguments: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    return run(arguments, out, errors), out.getvalue(), errors.getvalue()


def failure(path: Path, *options: str) -> tuple[int, dict[str, object]]:
    code, out, _ = call("check", str(path), "--format", "json", "--validate", *options)
    return code, json.loads(out)["error"]


@pytest.mark.parametrize("paper", NOT_REPORTS)
def test_another_paper_is_named_and_no_pile_of_missing_sections(paper: str, tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text(NOT_REPORTS[paper], encoding="utf-8")
    code, error = failure(path)
    assert (code, error["kind"]) == (2, "not-an-annual-report")
    assert isinstance(error["arguments"], dict)
    assert error["arguments"]["detail"] == paper


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("empty", b""),
        ("empty", b" \r\n\t\0\0 "),
        ("unsupported-type", bytes(range(256)) * 40),
        ("damaged", b"%PDF-1.7\n"),
        ("unsupported-type", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("unsupported-type", b'{"a": 1}'),
        ("damaged", to_html(GOOD).encode().rpartition(b"<td")[0]),
        ("damaged", to_html(GOOD).encode()[:-200].rsplit(b"<", 1)[0] + b"<td cla"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_sentence_and_exit_code_two(kind: str, data: bytes, language: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    code, error = failure(path, "--lang", language)
    message = str(error["message"])
    assert (code, error["kind"]) == (2, kind)
    assert "\n" not in message
    assert "Traceback" not in message
    assert ("。" in message) == (language == "zh")


def test_a_page_of_100_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.write(b"<html>")
        file.truncate(100_000_000)
    assert failure(path)[1]["kind"] == "too-large"


def test_a_million_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cells.html"
    path.write_bytes(
        b"<html><body><table>" + (b"<tr>" + b"<td>1" * 100 + b"</tr>") * 10_000 + b"</table></body></html>"
    )
    code, error = failure(path)
    assert (code, error["kind"]) == (2, "limit")


def test_limits_come_from_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reportcheck.toml").write_text("[limits]\nbytes = 1000\n", encoding="utf-8")
    (tmp_path / "page.html").write_text(to_html(GOOD), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert failure(Path("page.html"))[1]["kind"] == "too-large"


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_a_page_cut_anywhere_accuses_nobody(share: int, tmp_path: Path) -> None:
    data = to_html(GOOD).encode()
    path = tmp_path / "cut.html"
    path.write_bytes(data[: len(data) * share // 100])
    code, out, _ = call("check", str(path), "--format", "json", "--validate")
    answer = json.loads(out)
    assert (code == 2) == ("error" in answer)
    assert not [f for f in answer.get("findings", ()) if f["outcome"] == "broken" and f["severity"] == "error"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page.replace("<td>", '<td rowspan="1000000000" colspan="1">', 1),
        lambda page: page.replace("<p>", "<div>" * 5_000 + "<p>", 1),
        lambda page: page.replace("<p>", "<font>" * 5_000 + "<p>", 1),
        lambda page: page.replace("情况", "情\0况"),
        lambda page: page.replace("<table", "<!-- \0 --><table"),
    ],
    ids=["row span of 10^9", "5,000 nested div", "5,000 nested font", "NUL in headings", "NUL in a comment"],
)
def test_odd_pages_are_read_not_refused(damage: object, tmp_path: Path) -> None:
    path = tmp_path / "odd.html"
    assert callable(damage)
    path.write_text(damage(to_html(GOOD)), encoding="utf-8")
    code, out, _ = call("parse", str(path), "--format", "json", "--validate")
    assert code == 0
    facts = {(f["table"], f["row"], f["column"]): f["value"] for f in json.loads(out)["facts"]}
    wrong = {cell: facts.get(cell) for cell, value in GOOD.figures.items() if facts.get(cell) != value}
    assert not wrong


def test_with_many_targets_the_others_are_still_checked(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(to_html(GOOD), encoding="utf-8")
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.txt").write_text(to_text(GOOD), encoding="utf-8")
    (tmp_path / "notice.html").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "data.json").write_text("{}", encoding="utf-8")
    code, out, errors = call("check", str(tmp_path), str(tmp_path / "gone.html"), "--format", "jsonl", "--validate")
    lines = [json.loads(line) for line in out.splitlines()]
    kinds = [line.get("error", {}).get("kind") for line in lines]
    assert kinds == [None, "empty", None, "not-an-annual-report", "not-found"]
    assert code == 2
    assert "Traceback" not in errors
