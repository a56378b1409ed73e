"""Reports of one body and year in one call are held against one another; nothing else is."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from generate import Truth, replace, to_html, to_text, true_report
from reportcheck.cli import run

CELL = ("requests", "received", "person")


def with_one_more(truth: Truth) -> Truth:
    """The figure, its row total and its column's balance raised together: no sum is broken."""
    figures = dict(truth.figures)
    for row in ("received", "carried_out"):
        for column in ("person", "total"):
            figures["requests", row, column] += 1
    return replace(truth, figures=figures)


def check(*targets: Path, options: tuple[str, ...] = ()) -> tuple[int, list[dict]]:
    out = StringIO()
    code = run(["check", "--format", "jsonl", *options, *map(str, targets)], out, StringIO())
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def results(lines: list[dict]) -> list[dict]:
    return [line.get("result", line) for line in lines]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    truth = true_report(5, "2021")
    first, second = tmp_path / "a.html", tmp_path / "b.txt"
    first.write_text(to_html(truth), encoding="utf-8")
    second.write_text(to_text(with_one_more(truth)), encoding="utf-8")
    return first, second


def test_each_different_cell_stands_in_the_result_of_the_later_target(versions: tuple[Path, Path]) -> None:
    code, lines = check(*versions)
    earlier, later = results(lines)
    assert code == 0
    assert [f["rule"] for f in earlier["findings"]] == []
    assert earlier["checks"]["versions-differ"]["not_applicable"] == 1
    found = [f for f in later["findings"] if f["rule"] == "versions-differ"]
    assert [(f["facts"][-1]["row"], f["facts"][-1]["column"]) for f in found] == [
        ("received", "person"),
        ("received", "total"),
        ("carried_out", "person"),
        ("carried_out", "total"),
    ]
    assert all(f["found"] == f["expected"] + 1 and f["severity"] == "warning" for f in found)
    assert all(f["facts"][0]["report"] == {"origin": str(versions[0]), "part": 1} for f in found)
    assert later["checks"]["versions-differ"] == {"holds": 196, "broken": 4, "undecided": 0, "not_applicable": 0}


def test_the_order_of_the_targets_says_which_is_the_later(versions: tuple[Path, Path]) -> None:
    _, lines = check(*reversed(versions))
    _, later = results(lines)
    found = [f for f in later["findings"] if f["rule"] == "versions-differ"]
    assert later["report"]["origin"].endswith("a.html")
    assert all(f["found"] == f["expected"] - 1 for f in found)


def test_for_a_portal_it_is_an_error(versions: tuple[Path, Path]) -> None:
    code, _ = check(*versions, options=("--profile", "portal"))
    assert code == 1


def test_keys_tell_the_cells_apart_and_do_not_change_with_the_figures(versions: tuple[Path, Path]) -> None:
    def keys() -> list[str]:
        _, lines = check(*versions)
        return [f["key"] for f in results(lines)[1]["findings"] if f["rule"] == "versions-differ"]

    before = keys()
    assert len(set(before)) == len(before) == 4
    truth = with_one_more(with_one_more(true_report(5, "2021")))
    versions[1].write_text(to_text(truth), encoding="utf-8")
    assert keys() == before


@pytest.mark.parametrize("change", [{"year": 2023}, {"publisher": "云陂市水务局"}])
def test_another_year_or_body_is_another_report(tmp_path: Path, change: dict) -> None:
    truth = replace(true_report(5, "2021"), year=2024)
    for name, each in (("a.html", truth), ("b.html", replace(with_one_more(truth), **change))):
        (tmp_path / name).write_text(to_html(each), encoding="utf-8")
    _, lines = check(tmp_path)
    assert [r["checks"]["versions-differ"]["not_applicable"] for r in results(lines)] == [1, 1]


def test_without_the_rule_nothing_is_compared(versions: tuple[Path, Path]) -> None:
    _, lines = check(*versions, options=("--ignore", "collections"))
    assert all("versions-differ" not in r["checks"] for r in results(lines))
