"""Encodings, second copies, several reports on a page, tables that are pictures: never a wrong figure, never an accusation."""

from __future__ import annotations

import hashlib
import os
import random
from itertools import combinations

import pytest

import habits
import more_habits
from generate import Truth, replace, true_report
from habits import drawn, rows_of
from reportcheck import forms
from reportcheck.forms import FormTable
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Report, Source

SEEDS = range(int(os.environ.get("SOAK", "2")))
EDITIONS = [form.edition for form in forms.editions()]
SIZES = [1, 40, 99_999]


def check(data: str | bytes) -> list[Checked]:
    raw = data if isinstance(data, bytes) else data.encode()
    source = Source("generated", "", raw, hashlib.sha256(raw).hexdigest())
    return check_source(source, Judgement(), Limits())


def figures(report: Report) -> dict[tuple[str, str, str], object]:
    return {(fact.table, fact.row, fact.column): fact.number.value for fact in report.facts}


def is_exact(checked: Checked, truth: Truth) -> None:
    report = checked.report
    assert figures(report) == truth.figures
    assert (report.title, report.publisher, report.year) == (truth.title, truth.publisher, truth.year)
    assert (report.published, report.edition) == (truth.published, truth.form.edition)
    assert [section.id for section in report.sections] == [section.id for section in truth.form.sections]
    assert [finding.message for finding in checked.result.findings] == []


@pytest.mark.parametrize("largest", SIZES)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", more_habits.ENCODED)
def test_a_true_report_parses_back_in_every_encoding(name: str, edition: str, largest: int) -> None:
    for seed in SEEDS:
        truth = true_report(seed, edition, largest)
        if seed % 2 == 0 and name != "wrong_label":
            truth = more_habits.rare_characters(truth)
        (checked,) = check(more_habits.ENCODED[name](truth, random.Random(seed)))
        is_exact(checked, truth)
        assert not checked.report.unplaced, seed


@pytest.mark.parametrize("name", more_habits.TEXTS)
def test_a_figure_of_a_table_in_markdown_knows_its_line(name: str) -> None:
    text = more_habits.TEXTS[name](true_report(3, "2021", 99_999), random.Random(3))
    assert isinstance(text, str)
    (checked,) = check(text)
    lines = text.split("\n")
    for fact in checked.report.facts:
        assert fact.number.printed in lines[fact.place.line - 1][fact.place.column - 1 :], fact  # type: ignore[union-attr]


# ---- the report twice on the page


def twice(truth: Truth, copy: Truth, chance: random.Random, *, title: bool) -> str:
    """The article, and once more for print, both to be seen."""
    article, second = (more_habits.inner(each, chance) for each in (truth, copy))
    second = second if title else second.partition("</p>")[2]
    return habits.wrapped(f'{article}<div class="print-only">{second}</div>', truth.title)


@pytest.mark.parametrize("title", [True, False])
@pytest.mark.parametrize("largest", SIZES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_second_copy_on_the_page_is_a_duplicate(edition: str, largest: int, title: bool) -> None:
    for seed in SEEDS:
        truth = true_report(seed, edition, largest)
        (checked,) = check(twice(truth, truth, random.Random(seed), title=title))
        is_exact(checked, truth)
        assert {each.reason for each in checked.report.unplaced} <= {"duplicate"}


@pytest.mark.parametrize("title", [True, False])
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_copy_with_other_figures_accuses_nobody(edition: str, title: bool) -> None:
    for seed in SEEDS:
        truth, other = true_report(seed, edition), true_report(seed + 50, edition)
        copy = replace(truth, figures=other.figures)
        (checked,) = check(twice(truth, copy, random.Random(seed), title=title))
        is_exact(checked, truth)


# ---- several reports on one page


def several(truths: list[Truth], chance: random.Random, contents: str) -> str:
    articles = [more_habits.inner(truth, chance) for truth in truths]
    entries = [truth.title for truth in truths]
    lists = {
        "none": "",
        "links": "<ul>" + "".join(f'<li><a href="#r{n}">{entry}</a></li>' for n, entry in enumerate(entries)) + "</ul>",
        "lines": "<p>目录</p>" + "".join(f"<p>{entry}</p>" for entry in entries),
        "leaders": "<p>目录</p>" + "".join(f"<p>{entry}……{n}</p>" for n, entry in enumerate(entries, 1)),
    }
    return habits.wrapped(lists[contents] + "<hr>".join(articles), "政府信息公开工作年度报告汇编")


@pytest.mark.parametrize("contents", ["none", "links", "lines", "leaders"])
@pytest.mark.parametrize("kind", ["bodies", "years", "text"])
def test_several_reports_on_one_page_are_as_many_reports(kind: str, contents: str) -> None:
    for seed in SEEDS:
        chance = random.Random(seed)
        count = chance.randint(2, 4)
        if kind == "years":
            first = true_report(seed, "2019")
            truths = [
                replace(
                    true_report(seed + year, forms.in_force(year).edition),
                    year=year,
                    publisher=first.publisher,
                    published=f"{year + 1}-01-2{year % 10}",
                )
                for year in range(2019, 2019 + count)
            ]  # type: ignore[union-attr]
            chance.shuffle(truths)
        else:
            names = chance.sample(
                ["青岚县水务局", "云陂市教育局", "石桥镇人民政府", "望江街道办事处", "临溪县人民政府"], count
            )
            truths = [
                replace(true_report(seed + n, chance.choice(EDITIONS)), publisher=name) for n, name in enumerate(names)
            ]
        if kind == "text":
            head = "".join(f"{truth.title}\n" for truth in truths) if contents == "lines" else ""
            page = head + "\n".join(habits.tabs(truth, chance) for truth in truths)
        else:
            page = several(truths, chance, contents)
        found = check(page)
        assert [checked.report.part for checked in found] == list(range(1, count + 1)), seed
        for checked, truth in zip(found, truths, strict=True):
            is_exact(checked, truth)


# ---- tables that are pictures

PICTURES = (
    '<p><img src="t.png" alt=""></p>',
    '<p style="text-align:center"><a href="b.png"><img src="s.jpg"></a></p>',
    '<object data="t.pdf" type="application/pdf"></object>',
    '<embed src="t.swf">',
    '<canvas width="600" height="400"></canvas>',
    '<table><tr><td><img src="t.png" title="表"></td></tr></table>',
    '<iframe src="t.html"></iframe>',
)


def with_pictures(truth: Truth, ids: tuple[str, ...], picture: str) -> str:
    def draw(table: FormTable) -> str:
        return picture if table.id in ids else drawn(rows_of(truth, table))

    return habits.page(truth, draw, habits.element("p"), habits.element("h2"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("number", range(len(PICTURES)))
def test_a_table_that_is_a_picture_is_not_missing(number: int, edition: str) -> None:
    for seed in SEEDS:
        truth = true_report(seed, edition)
        for ids in (c for size in (1, 2, 3) for c in combinations([t.id for t in truth.form.tables], size)):
            (checked,) = check(with_pictures(truth, ids, PICTURES[number]))
            assert figures(checked.report) == {cell: v for cell, v in truth.figures.items() if cell[0] not in ids}
            found = {
                (f.rule, f.outcome, f.arguments.get("table")) for f in checked.result.findings if f.family != "sums"
            }
            assert found == {("not-copyable", "broken", id) for id in ids} | {
                ("missing-table", "undecided", id) for id in ids
            }
            assert not [f for f in checked.result.findings if f.family == "sums" and f.outcome == "broken"]
            assert {n.arguments["table"] for n in checked.report.notes if n.code == "picture"} == set(ids)
