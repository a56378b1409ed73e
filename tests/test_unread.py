"""Rows and tables torn apart by damaged markup: they are not read, and not called missing."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from generate import true_report
from habits import plain
from test_astray import check_page

CELL = r"</td><td[^>]*>"
DAMAGES = {
    "a label and its figure in one cell": ("disclosure", rf"(行政处罚){CELL}", r"\1"),
    "a figure fallen out of its table": ("disclosure", r"(行政处罚</td>)<td([^>]*>)", r"\1<d\2"),
    "a row without its figure": ("disclosure", r"(行政强制</td>)<td[^>]*>\d+</td>", r"\1"),
    "a misprinted label in the last row": ("disclosure", "行政事业性收费</td>", "行政亊�牲收费</td>"),
    "a label fallen out of its table": ("requests", "<td([^>]*>四、结转下年度继续办理)", r"<d\1"),
    "a number fallen out of its label": ("requests", "1.属于国家秘密</td><td>", "1.属于国家秘密"),
    "words among the figures of the only row": (
        "disputes",
        r"(</tr><tr>(?:<td>\d+</td>){7}<td>\d+)(?=</td>)",
        r"\1u/td",
    ),
    "words in the last figure of the only row": (
        "disputes",
        r"(</tr><tr>(?:<td>\d+</td>){14}<td>\d+)(?=</td>)",
        r"\1r/td",
    ),
    "a blank header cell at the end": ("disputes", "总计(</td></tr><tr><td>)", r"\1"),
    "headers nobody can read": ("disputes", "结果纠正|其他结果", "��"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_printed_of_a_row_or_table_is_not_called_missing(damage: str) -> None:
    table, pattern, instead = DAMAGES[damage]
    for seed in range(4):
        truth = true_report(seed, "2021")
        page = plain(truth, random.Random(seed))
        start = page.rindex("<table", 0, page.rindex("行政处罚" if table == "disclosure" else "国家秘密"))
        start = page.rindex("<table") if table == "disputes" else start
        damaged = page[:start] + re.sub(pattern, instead, page[start:], count=1)
        assert damaged != page
        checked = check_page(damaged)
        wrong = [f.message for f in checked.result.findings if f.rule.startswith("missing") and f.outcome == "broken"]
        assert wrong == [], seed
        if len(checked.report.facts) < len(truth.figures):
            assert [f for f in checked.result.findings if f.outcome == "undecided"], seed
        assert [f.message for f in checked.result.findings if f.family == "sums" and f.outcome == "broken"] == [], seed


def test_the_numbers_of_the_rows_excuse_no_missing_row() -> None:
    page = plain(true_report(1, "2021"), random.Random(1))
    start = page.index("<table")
    table = page[start : page.index("</table>", start)]
    rows = [row for row in table.split("<tr>")[1:] if "行政处罚" not in row]
    numbered = "<table>" + "".join(f"<tr><td>{number}</td>{row}" for number, row in enumerate(rows, 1))
    findings = check_page(page.replace(table, numbered)).result.findings
    missing = [(f.outcome, f.arguments["row"]) for f in findings if f.rule == "missing-row"]
    assert missing == [("broken", "penalty")]


@pytest.mark.parametrize("labels", ["", "甲乙丙"])
def test_figures_under_a_heading_whose_labels_nobody_can_read_are_not_called_missing(labels: str) -> None:
    page = plain(true_report(2, "2021"), random.Random(2))
    before, heading, after = page.partition("<h2>四、政府信息公开行政复议、行政诉讼情况</h2>")
    table, end, rest = after.partition("</table>")
    spoilt = re.sub(r">[^<>\d]+</td>", f">{labels}</td>", table)
    found = check_page(before + heading + spoilt + end + rest).result.findings
    assert {finding.outcome for finding in found} == {"undecided"}
    assert ("missing-table", "disputes") in {(finding.rule, finding.section) for finding in found}


@pytest.mark.parametrize("after", ["一、总体情况", "三、收到和处理", "五、存在的主要问题", "六、其他需要报告"])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize(("name", "table"), [("disclosure", 0), ("requests", 1)])
def test_rows_torn_off_behind_a_heading_are_neither_lost_nor_missing(
    name: str, table: int, count: int, after: str
) -> None:
    truth = true_report(count, "2021")
    page = plain(truth, random.Random(count))
    whole = re.findall("<table.*?</table>", page, re.S)[table]
    rows = re.findall("<tr>.*?</tr>", whole, re.S)
    kept, torn = "".join(rows[:-count]), "".join(rows[-count:])
    at = page.index("</h2>", page.index(f"<h2>{after}")) + len("</h2>")
    begin = page.index(whole)
    parts = [(begin, begin + len(whole), f"<table>{kept}</table>"), (at, at, f"<table>{torn}</table>")]
    for start, end, instead in sorted(parts, reverse=True):
        page = page[:start] + instead + page[end:]
    checked = check_page(page)
    facts = {(f.table, f.row, f.column): f.number.value for f in checked.report.facts}
    printed = Counter(str(value) for cell, value in truth.figures.items() if cell[0] == name and cell not in facts)
    homeless = Counter(each.printed for each in checked.report.unplaced if each.reason == "torn")
    assert facts.items() <= truth.figures.items()
    assert printed <= homeless
    assert [
        f.message for f in checked.result.findings if f.outcome == "broken" and f.family in ("tables", "sums")
    ] == []
    noted = {note.arguments["table"] for note in checked.report.notes if note.code == "figures-astray"}
    assert noted == ({name} if printed else set())


@pytest.mark.parametrize("at", [0, 1, 7, -1])
def test_the_figures_of_one_table_in_another_are_neither_lost_nor_called_missing(at: int) -> None:
    """The only row of table four stands among the rows of table two, before and behind those that are read too."""
    truth = true_report(5, "2021")
    page = plain(truth, random.Random(5))
    first, _, third = re.findall("<table.*?</table>", page, re.S)
    row = re.findall("<tr>.*?</tr>", third, re.S)[-1]
    rows = re.findall("<tr>.*?</tr>", first, re.S)
    rows.insert(at if at >= 0 else len(rows), row)
    checked = check_page(page.replace(third, third.replace(row, "")).replace(first, f"<table>{''.join(rows)}</table>"))
    figures = Counter(str(value) for (table, _, _), value in truth.figures.items() if table == "disputes")
    assert Counter(each.printed for each in checked.report.unplaced if each.printed.isdigit()) == figures
    assert {f.table for f in checked.report.facts} == {"disclosure", "requests"}
    assert [f.message for f in checked.result.findings if f.outcome == "broken"] == []
    assert ("missing-table", "undecided") in {(f.rule, f.outcome) for f in checked.result.findings}


def test_a_row_more_behind_the_last_one_is_told() -> None:
    truth = true_report(5, "2021")
    page = plain(truth, random.Random(5))
    table = re.findall("<table.*?</table>", page, re.S)[1]
    more = "<tr><td colspan=3>附：本年度答复</td>" + "<td>3</td>" * 7 + "</tr></table>"
    checked = check_page(page.replace(table, table.replace("</table>", more)))
    assert len(checked.report.facts) == len(truth.figures)
    assert {(each.row, each.reason) for each in checked.report.unplaced} == {("附：本年度答复", "extra-row")}
    assert [f.rule for f in checked.result.findings if f.outcome == "broken"] == ["extra-row-or-column"]


FOURTH = (
    r"(四、政府信息公开行政复议、行政诉讼情况</h2>).*?</table>",
    "行政复议 行政诉讼 结果维持{0} 结果纠正{0} 其他结果{0} 尚未审结{0} 总计{0}".split(),
)


def without_table_four(instead: str) -> list[tuple[str, str]]:
    """What is found missing in a report with something else in the place of table four."""
    page = plain(true_report(3, "2021"), random.Random(3))
    changed = re.sub(FOURTH[0], lambda match: match[1] + instead, page, flags=re.S)
    assert changed != page
    return [
        (f.outcome, f.section)
        for f in check_page(changed).result.findings
        if f.rule in ("missing-table", "missing-row")
    ]


def test_a_grid_of_labels_with_their_figures_in_them_is_not_called_missing() -> None:
    cells = "".join(f"<td>{word.format(3)}</td>" for word in FOURTH[1])
    assert without_table_four(f"<table><tr>{cells}</tr></table>") == [("undecided", "disputes")]


def test_lines_of_nothing_but_labels_are_not_called_missing() -> None:
    assert without_table_four("".join(f"<p>{word.format('')}</p>" for word in FOURTH[1])) == [("undecided", "disputes")]


@pytest.mark.parametrize(
    "instead",
    [
        "",
        "<p>全年行政复议结果维持3件，结果纠正0件，其他结果1件，尚未审结0件，总计4件。</p>",
        "<p>（一）行政复议</p><p>全年没有。</p><p>（二）行政诉讼</p><p>全年没有。</p>",
        "<table><tr><td>行政复议</td><td>行政诉讼</td></tr><tr><td>没有</td><td>没有</td></tr></table>",
    ],
)
def test_words_of_the_table_in_sentences_and_headings_excuse_no_missing_table(instead: str) -> None:
    assert without_table_four(instead) == [("broken", "disputes")]
