"""True reports whose text tells their own figures in many wordings → nothing is told; one figure wrong → that is told."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from case_report import case_report
from generate import ASPECT_TEXTS, Truth, replace, to_html, to_text, true_report
from innocent_figures import BY_KIND, SENTENCES
from reportcheck import rules
from reportcheck.pipeline import check_source
from reportcheck.values import Finding, Judgement, Limits, Source

MORE_SENTENCES = Path(__file__).with_name("innocent_figures.txt").read_text(encoding="utf-8").splitlines()
GROUPS = ("granted", "partly_granted", "refused", "unavailable", "declined", "other")
WRONG = 5_000
"""Added to a figure: more than any figure of the generated tables."""
TEMPLATES = (
    "2024年，我局共收到政府信息公开申请{received}件，上年结转{carried_in}件，办结{handled}件，结转下年度继续办理{carried_out}件。",
    "本年度新收政府信息公开申请{received}件、结转上年度申请{carried_in}件，合计{both}件；年内答复{handled}件，{carried_out}件正在办理。",
    "政府信息公开申请方面：收到{received}件，办结{handled}件，其中予以公开{granted}件、部分公开{partly_granted}件、"
    "不予公开{refused}件、无法提供{unavailable}件、不予处理{declined}件、其他处理{other}件。",
    "全年收到政府信息公开申请{received}件（自然人{person}件、法人或其他组织{organization}件），均在法定期限内答复。",
    "在答复的{handled}件政府信息公开申请中，{granted}件予以公开，{refused}件不予公开，{unavailable}件无法提供。",
    "因政府信息公开引起的行政复议{reconsideration}件，其中结果维持{upheld}件、结果纠正{corrected}件；行政诉讼{litigation}件。",
    "作出行政许可决定{licensing}件、行政处罚决定{penalty}件、行政强制决定{coercion}件，同比增长12.5%。",
    "全县各部门收到政府信息公开申请9120件，其中我局收到{received}件；去年收到9230件。",
)
RULES = {
    "received": "received-differs-in-text",
    "both": "received-differs-in-text",
    "carried_in": "carried-in-differs-in-text",
    "handled": "handled-differs-in-text",
    "carried_out": "carried-out-differs-in-text",
    **dict.fromkeys(GROUPS, "results-differ-in-text"),
    "person": "received-differs-in-text",
    "organization": "received-differs-in-text",
    **dict.fromkeys(("reconsideration", "upheld", "corrected", "litigation"), "disputes-differ-in-text"),
    **dict.fromkeys(("licensing", "penalty", "coercion"), "disclosure-differs-in-text"),
}
ALSO = frozenset({"parts-differ-in-text", "percentage-wrong", "quantity-given-twice"})
"""What a wrong figure may break besides: the text against itself."""
EVERY = [(number, name) for number, text in enumerate(TEMPLATES) for name in RULES if f"{{{name}}}" in text]
PAPERS: dict[str, Callable[[Truth], str]] = {"page": to_html, "text": to_text}


def figures(truth: Truth) -> dict[str, int]:
    """The figures of a report under the names of the templates."""

    def total(table: str, prefix: str, column: str) -> int:
        rows = [cell for cell in truth.figures if cell[0] == table and cell[2] == column]
        return sum(truth.figures[cell] for cell in rows if cell[1] == prefix or cell[1].startswith(f"{prefix}."))

    said = {name: total("requests", name, "total") for name in ("received", "carried_in", "handled", "carried_out")}
    said |= {name: total("requests", f"result.{name}", "total") for name in GROUPS}
    said["both"] = said["received"] + said["carried_in"]
    said["person"] = total("requests", "received", "person")
    said["organization"] = said["received"] - said["person"]
    said |= {name: total("disputes", "reconsideration", name) for name in ("upheld", "corrected")}
    said |= {name: total("disputes", name, "total") for name in ("reconsideration", "litigation")}
    said |= {name: total("disclosure", name, "decisions") for name in ("licensing", "penalty", "coercion")}
    return said


def truth_of(seed: int) -> Truth:
    return replace(true_report(seed, "2021"), year=2024, publisher="青岚县水务局", published="2025-01-16")


def findings(data: str) -> list[Finding]:
    raw = data.encode()
    source = Source("told", "", raw, hashlib.sha256(raw).hexdigest())
    (checked,) = check_source(source, Judgement(select=("wording",)), Limits())
    return list(checked.result.findings)


def printed(paper: str, seed: int, text: str) -> str:
    page = PAPERS[paper](truth_of(seed))
    assert ASPECT_TEXTS[1] in page
    return page.replace(ASPECT_TEXTS[1], text)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("seed", range(6))
def test_a_text_that_tells_its_own_tables_is_told_nothing(paper: str, seed: int) -> None:
    for template in TEMPLATES:
        text = template.format(**figures(truth_of(seed)))
        assert [each.message for each in findings(printed(paper, seed, text))] == [], text


@pytest.mark.parametrize(("number", "name"), EVERY, ids=[f"{number} {name}" for number, name in EVERY])
def test_a_wrong_figure_of_the_text_is_told(number: int, name: str) -> None:
    seed = random.Random(f"{number} {name}").randrange(50)
    true = figures(truth_of(seed))
    text = TEMPLATES[number].format(**true | {name: true[name] + WRONG})
    told = findings(printed("page", seed, text))
    assert RULES[name] in {each.rule for each in told if each.outcome == "broken"}
    assert {each.rule for each in told} <= {RULES[name], *ALSO}


@pytest.mark.parametrize("kind", ["department", "government", "office", "township"])
@pytest.mark.parametrize("section", ["overview", "requests", "disputes"])
def test_sentences_in_good_faith_accuse_nobody(kind: str, section: str) -> None:
    for sentence in (*SENTENCES, *MORE_SENTENCES):
        report = case_report({"kind": kind, "texts": {section: sentence}})
        told = rules.run(report, Judgement(select=tuple(COMPARING))).findings
        assert [each.message for each in told if each.outcome == "broken"] == [], sentence


@pytest.mark.parametrize("section", ["overview", "requests"])
@pytest.mark.parametrize(("kind", "sentence"), BY_KIND)
def test_what_bodies_of_each_kind_say_in_good_faith_accuses_nobody(kind: str, sentence: str, section: str) -> None:
    report = case_report({"kind": kind, "texts": {section: sentence}})
    told = rules.run(report, Judgement(select=tuple(COMPARING))).findings
    assert [each.message for each in told if each.outcome == "broken"] == []


# The real documents

REAL = {
    "shanghai_office_2019.html": [
        ("results-differ-in-text", "broken", "warning", 258, 275),
        ("results-differ-in-text", "broken", "warning", 265, 337),
        ("disputes-differ-in-text", "broken", "note", None, 3),
        ("percentage-wrong", "broken", "warning", None, None),
    ],
    "hongze_district_2023.pdf": [],
    "hongze_district_2024.pdf": [("received-differs-in-text", "undecided", "note", None, None)],
    "pingtan_2023_page.txt": [],
    "suining_anju_ecology_2024.txt": [],
}
"""Document → rule, outcome, severity, the figure of the text and that of the table."""
COMPARING = sorted({*RULES.values(), *ALSO, "receipt-denied-in-text"})


@pytest.mark.parametrize("document", REAL)
def test_what_real_documents_say_of_their_tables(document: str, real: Callable[[str], Path]) -> None:
    told = [
        (each.rule, each.outcome, each.severity, each.arguments.get("stated"), _tabled(each))
        for each in real_findings(real(document))
    ]
    assert told == REAL[document]


def test_percentages_of_a_real_document_hold(real: Callable[[str], Path]) -> None:
    (checked,) = check_source(
        _source(real("shanghai_office_2025_pdf_text.md")), Judgement(select=tuple(COMPARING)), Limits()
    )
    assert tuple(checked.result.checks["percentage-wrong"]) == (5, 0, 0, 0)
    assert not [each for each in checked.result.findings if each.outcome == "broken"]


def real_findings(path: Path) -> list[Finding]:
    (checked,) = check_source(_source(path), Judgement(select=tuple(COMPARING)), Limits())
    return list(checked.result.findings)


def _source(path: Path) -> Source:
    data = path.read_bytes()
    return Source(path.name, "", data, hashlib.sha256(data).hexdigest())


def _tabled(each: Finding) -> object:
    return each.arguments.get("sum", each.arguments.get("value"))
