"""`compare A B`: the later report is judged beside the earlier one and printed, or it is said why they are no pair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calling import Answer, called
from generate import Truth, replace, to_html, to_text, true_report
from reportcheck.cli.commands import load
from reportcheck.language import width
from reportcheck.outputs import Manner
from reportcheck.outputs.changes import change_lines
from reportcheck.pipeline import parse_source
from reportcheck.values import Limits, Report, Source

BODY = "青岚县水务局"
EARLIER = replace(true_report(7, "2021"), publisher=BODY, year=2023, published="2024-01-16")
LATER = replace(EARLIER, year=2024, published="2025-01-16", figures={**true_report(9, "2021").figures})


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    return write(tmp_path, "a.html", EARLIER), write(tmp_path, "b.html", LATER)


def write(folder: Path, name: str, *truths: Truth) -> str:
    path = folder / name
    page = "".join(to_html(truth).removesuffix("</body></html>") for truth in truths)
    path.write_text(page + "</body></html>", encoding="utf-8")
    return str(path)


def compare(*words: str) -> Answer:
    return called("compare", *words)


def report(text: str) -> Report:
    return parse_source(Source("made", "", text.encode(), ""), Limits())[0]


def test_either_order_prints_the_later_report_and_what_changed(pair: tuple[str, str]) -> None:
    first, second = compare(*pair), compare(*reversed(pair))
    assert first.output == second.output
    assert first.output.splitlines()[0] == pair[1]
    assert pair[0] not in first.output
    assert "与2023年度相比变动的数据：" in first.output
    assert "carry-over-broken" in first.output
    assert first.output.splitlines()[-1].startswith("共1份报告；")


def test_json_is_the_result_that_check_gives_the_later_report(pair: tuple[str, str]) -> None:
    found = json.loads(compare(*pair, "--format", "json").out)
    assert found["report"]["year"] == 2024
    assert "years" in {finding["family"] for finding in found["findings"]}
    checked = json.loads(called("check", *pair, "--format", "json").out)
    assert found == checked[1]
    (line,) = compare(*pair, "--format", "jsonl", "--validate").out.splitlines()
    assert json.loads(line) == found


def test_the_options_of_check_are_there_and_decide_the_exit_code(pair: tuple[str, str]) -> None:
    assert load("check").options.items() <= load("compare").options.items()
    assert compare(*pair).code == 0
    assert compare(*pair, "--fail-on", "warning").code == 1
    english = compare(*pair, "--lang", "en", "--select", "years", "--ignore", "sudden-jump").output
    assert "Figures that changed since 2023:" in english
    assert "sudden-jump" not in english
    assert "看看" in compare(*pair, "--profile", "clerk").output


def test_a_longer_name_is_the_same_body_and_another_is_not_unless_it_is_said_to_be(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    longer = write(tmp_path, "longer.html", replace(LATER, publisher=f"云陂市{BODY}"))
    assert "carry-over-broken" in compare(pair[0], longer).output
    renamed = write(tmp_path, "renamed.html", replace(LATER, publisher="青岚县水利局"))
    refused = compare(pair[0], renamed)
    assert refused.code == 2
    assert "“青岚县水务局”和“青岚县水利局”不像同一机关" in refused.output
    allowed = compare(pair[0], renamed, "--same-body")
    assert allowed.code == 0
    assert "carry-over-broken" in allowed.output
    found = json.loads(compare(pair[0], renamed, "--same-body", "--format", "json").out)
    ordinary = json.loads(compare(*pair, "--same-body", "--format", "json").out)
    assert found["checks"] == ordinary["checks"]


@pytest.mark.parametrize(
    ("truths", "said"),
    [
        ([replace(LATER, year=2025)], "2023年和2025年，不是相邻的两年"),
        ([replace(LATER, year=2023)], "2023年和2023年，不是相邻的两年"),
        ([LATER, replace(LATER, year=2025)], "中有2份报告"),
    ],
)
def test_what_is_no_pair_is_said(tmp_path: Path, pair: tuple[str, str], truths: list[Truth], said: str) -> None:
    refused = compare(pair[0], write(tmp_path, "c.html", *truths))
    assert (refused.code, said in refused.output) == (2, True), refused.output


def test_two_targets_are_needed_and_no_folder(tmp_path: Path, pair: tuple[str, str]) -> None:
    for words in ((pair[0],), (*pair, pair[0] + "x"), (str(tmp_path), pair[0]), (pair[0], pair[0])):
        refused = compare(*words)
        assert (refused.code, "需要两份不同的报告" in refused.output) == (2, True), words
    assert compare().code == 2


def test_one_that_cannot_be_checked_is_named(tmp_path: Path, pair: tuple[str, str]) -> None:
    (tmp_path / "budget.html").write_text("<h1>青岚县2025年部门预算</h1><p>收入支出说明。</p>", encoding="utf-8")
    failed = compare(pair[0], str(tmp_path / "budget.html"))
    assert failed.code == 2
    assert "部门预算" in failed.output
    assert "相比变动" not in failed.output
    assert "青岚县水务局2023年" not in failed.output
    (line,) = compare(pair[0], str(tmp_path / "nothing.html"), "--format", "jsonl").out.splitlines()
    assert json.loads(line)["error"]["kind"] == "not-found"


def test_a_report_without_a_year_is_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    text = to_text(LATER).replace("2024", "").replace("2025", "")
    (tmp_path / "undated.txt").write_text(text, encoding="utf-8")
    refused = compare(pair[0], str(tmp_path / "undated.txt"))
    assert (refused.code, "未识别年度" in refused.output) == (2, True), refused.output


@pytest.mark.parametrize("columns", [None, 60, 80, 140])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_changed_figure_stands_once_beside_last_years(language: str, columns: int | None) -> None:
    lines = list(change_lines(report(to_html(EARLIER)), report(to_html(LATER)), Manner(language, columns)))  # type: ignore[arg-type]
    changed = [cell for cell in LATER.figures if LATER.figures[cell] != EARLIER.figures[cell]]
    figures = [
        tuple(map(int, line.split()[-2:]))
        for line in lines
        if len(line) - len(line.lstrip()) > 2 and line[-1].isdigit() and "20" not in line.split()[-1]
    ]
    wanted = [(EARLIER.figures[cell], LATER.figures[cell]) for cell in changed]
    assert sorted(figures) == sorted(pair for pair in wanted if "20" not in str(pair[1]))
    assert str(len(changed)) in lines[-1]
    assert str(len(LATER.figures) - len(changed)) in lines[-1]
    assert "None" not in "".join(lines)
    if columns and columns >= 80:
        assert max(map(width, lines)) <= columns


def test_two_equal_reports_have_no_table() -> None:
    lines = list(change_lines(report(to_html(EARLIER)), report(to_html(replace(EARLIER, year=2024))), Manner()))
    assert lines == ["与2023年度相比变动的数据：", "  变动0项，未变200项。"]
