"""A heading where no section can begin: in a cell, in a link, among other words; and what only announces sections."""

from __future__ import annotations

import hashlib
import random

import pytest

from generate import true_report
from habits import PAGES
from reportcheck.pipeline import check_source
from reportcheck.values import Judgement, Limits, Source

HEADING = "<h2>五、存在的主要问题及改进情况</h2>"


def findings(page: str) -> list[tuple[str, str, str | None]]:
    data = page.encode()
    (checked,) = check_source(Source("x", "", data, hashlib.sha256(data).hexdigest()), Judgement(), Limits())
    grave = (f for f in checked.result.findings if f.severity == "error")
    return [(f.rule, f.outcome, f.section) for f in grave]


@pytest.fixture
def page() -> str:
    found = PAGES["plain"](true_report(3, "2021"), random.Random(3))
    assert HEADING in found
    return found


@pytest.mark.parametrize(
    "instead",
    [
        "<p>其他结果五、存在的主要问题及改进情况0</p>",
        "<p>主办单位五、存在的主要问题及改进情况承办单位</p>",
        "<table><tr><td>甲</td><td>结果纠正 五、存在的主要问题及改进情况</td></tr></table>",
        "<ul><li><a href=/a>首页</a></li><li><a href=/b>五、存在的主要问题及改进情况</a></li></ul>",
    ],
)
def test_a_displaced_heading_leaves_its_section_undecided(page: str, instead: str) -> None:
    assert findings(page.replace(HEADING, instead)) == [("missing-section", "undecided", "problems")]


@pytest.mark.parametrize(
    "instead",
    [
        "",
        "<p>工作中存在的主要问题及改进情况另行通报。</p>",
        "<p>一、总体情况；二、主动公开政府信息情况；五、存在的主要问题及改进情况</p>",
        "<p><a href=#1>一、总体情况</a></p><p><a href=#4>四、政府信息公开行政复议、行政诉讼情况</a></p>"
        "<p><a href=#5>五、存在的主要问题及改进情况</a></p>",
    ],
)
def test_what_announces_sections_does_not_stand_for_a_missing_one(page: str, instead: str) -> None:
    before, _, after = page.partition("<h2>一、总体情况</h2>")
    moved = f"{before}{instead}<h2>一、总体情况</h2>{after}".replace(HEADING, "")
    assert findings(moved) == [("missing-section", "broken", "problems")]
