"""A true report printed as a page and as text, one fault planted in the words → that fault is told, and no other."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from generate import OTHER, PROBLEMS, Truth, intro, replace, signature, to_html, to_text, true_report
from reportcheck.pipeline import check_source
from reportcheck.values import Finding, Judgement, Limits, Source

FAMILIES = ("plausibility", "wording", "dates")
TRUTH = replace(true_report(3, "2021"), year=2024, publisher="青岚县水务局", published="2025-01-16")
NAME, DAY = signature(TRUTH)
PLANTED: dict[str, tuple[str, str]] = {
    "period-not-the-year": ("2024年1月1日起至2024年12月31日", "2023年1月1日起至2023年12月31日"),
    "outdated-basis-cited": (
        "《中华人民共和国政府信息公开条例》",
        "《中华人民共和国政府信息公开条例》（国务院令第492号）",
    ),
    "intro-lists-other-sections": (intro(TRUTH), intro(TRUTH) + "本报告由四个部分组成。"),
    "last-year-left": ("本年度通过门户网站", "2023年，我局通过门户网站"),
    "placeholder-left": ("开展两次业务培训", "开展××次业务培训"),
    "processing-fee-impossible": (OTHER, "本年度收取信息处理费125元。"),
    "personal-data": (PROBLEMS, PROBLEMS + "申请人身份证号码990000199001010017。"),
    "letter-published": (intro(TRUTH), "现将我局年度报告报上，请审阅。" + intro(TRUTH)),
    "title-incomplete": (f"{NAME}2024年政府信息公开工作年度报告", "政府信息公开工作年度报告"),
    "another-body-named": (f"{NAME}@{DAY}", f"青岚县财政局@{DAY}"),
    "published-before-year-end": (f"{NAME}@{DAY}", f"{NAME}@2024年1月16日"),
    "signature-missing": (f"@{NAME}@{DAY}", ""),
}
"""Rule → what is printed and what is printed instead; `@` stands for the end of a paragraph."""
PAPERS: dict[str, tuple[Callable[[Truth], str], str]] = {"page": (to_html, "</p>\n<p>"), "text": (to_text, "\n\n")}


def findings(data: str) -> list[Finding]:
    raw = data.encode()
    source = Source("planted", "", raw, hashlib.sha256(raw).hexdigest())
    (checked,) = check_source(source, Judgement(select=FAMILIES), Limits())
    return list(checked.result.findings)


@pytest.mark.parametrize("paper", PAPERS)
def test_without_a_fault_nothing_is_told(paper: str) -> None:
    assert findings(PAPERS[paper][0](TRUTH)) == []


@pytest.mark.parametrize("rule", PLANTED)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_planted_fault_is_told(rule: str, paper: str) -> None:
    printed, end = PAPERS[paper]
    before, after = (text.replace("@", end) for text in PLANTED[rule])
    whole = printed(TRUTH)
    assert before in whole
    # What a text copy lacks proves nothing.
    outcome = "undecided" if paper == "text" and rule in ("title-incomplete", "signature-missing") else "broken"
    assert [(each.rule, each.outcome) for each in findings(whole.replace(before, after))] == [(rule, outcome)]


@pytest.mark.parametrize(
    ("line", "rule"), [("秘密★1年", "secrecy-mark"), ("现将年度报告呈报你办，请予审核。", "letter-published")]
)
def test_what_stands_before_the_title_is_told(line: str, rule: str) -> None:
    page = to_html(TRUTH).replace("<h1>", f"<p>{line}</p>\n<h1>")
    assert [(each.rule, each.place is not None) for each in findings(page)] == [(rule, True)]
    text = f"{line}\n\n{to_text(TRUTH)}"
    assert [each.rule for each in findings(text)] == [rule]


@pytest.mark.parametrize(
    ("publisher", "late"), [("青岚县水务局", True), ("临溪县人民政府", False), ("石桥镇人民政府", False)]
)
def test_a_late_page_is_told_by_the_kind_of_body(publisher: str, late: bool) -> None:
    truth = replace(TRUTH, publisher=publisher, published="2025-02-20")
    assert [each.rule for each in findings(to_html(truth))] == ["published-late"] * late
