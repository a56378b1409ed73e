"""Reports of the years without a form, statistics tables of 2014, pages that are only frames: never judged by the form."""

from __future__ import annotations

import hashlib
import os
import random

import pytest

import habits
from generate import Truth, true_report
from other_papers import HEADINGS, LINES, Free, free_report, page_of, statistics_table, table_html, text_of
from reportcheck import forms
from reportcheck.errors import NotAnAnnualReport, TargetError
from reportcheck.language import failure_sentence
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source

SEEDS = range(int(os.environ.get("SOAK", "2")))
EDITIONS = [form.edition for form in forms.editions()]
CARRIERS = ("page", *LINES)


def check(data: str) -> list[Checked]:
    raw = data.encode()
    return check_source(Source("generated", "", raw, hashlib.sha256(raw).hexdigest()), Judgement(), Limits())


def printed(report: Free, carrier: str) -> str:
    return page_of(report) if carrier == "page" else text_of(report, LINES[carrier])


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("statistics", [True, False])
@pytest.mark.parametrize("variant", range(len(HEADINGS)))
def test_a_report_before_the_forms_is_held_to_none(variant: int, statistics: bool, carrier: str) -> None:
    for seed in SEEDS:
        report = free_report(seed, variant, statistics=statistics)
        (checked,) = check(printed(report, carrier))
        found = checked.report
        assert (found.title, found.publisher, found.year) == (report.title, report.publisher, report.year), seed
        assert (found.edition, found.published) == (None, report.published), seed
        assert [note.code for note in found.notes] == ["no-form-in-force"], seed
        assert (found.facts, found.tables, found.unplaced) == ((), (), ()), seed
        assert [f.message for f in checked.result.findings] == [], seed
        for rule in ("missing-section", "missing-table", "requests-do-not-balance", "disputes-do-not-add-up"):
            counts = checked.result.checks[rule]
            assert (counts.broken, counts.undecided, counts.holds) == (0, 0, 0), rule


def with_statistics(truth: Truth, chance: random.Random, carrier: str) -> str:
    """The right tables, and the old statistics table behind the report or before table three."""
    rows = statistics_table(chance)
    if carrier == "page":
        old = "<p>政府信息公开情况统计表</p>" + table_html(rows)
        markup = habits.plain(truth, chance)
        where = chance.choice(("</body>", "<h2>三、", "<h2>六、"))
        return markup.replace(where, old + where)
    old = "\n".join(["政府信息公开情况统计表", *LINES[carrier](rows)]) + "\n"
    habit = {"tabs": habits.tabs, "bars": habits.bars, "cells": habits.cells_by_line, "spaces": habits.aligned}[carrier]
    text = habit(truth, random.Random(0))
    where = chance.choice(("\n六、", "\n三、收到"))
    return chance.choice((text + old, text.replace(where, "\n" + old.rstrip() + where)))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_statistics_table_of_2014_beside_the_right_tables_changes_nothing(carrier: str, edition: str) -> None:
    for seed in range(len(SEEDS) * 3):
        truth = true_report(seed, edition)
        (checked,) = check(with_statistics(truth, random.Random(seed), carrier))
        report = checked.report
        assert {(f.table, f.row, f.column): f.number.value for f in report.facts} == truth.figures, seed
        assert (report.title, report.edition) == (truth.title, edition), seed
        assert [section.id for section in report.sections] == [section.id for section in truth.form.sections], seed
        assert [f.message for f in checked.result.findings if f.outcome == "broken"] == [], seed


TITLE = "青岚县水务局2023年政府信息公开工作年度报告"
FRAMES = (
    '<html><head><title>{t}</title></head><frameset rows="80,*"><frame src="top.htm"><frame src="{a}"></frameset></html>',
    '<html><head><title>{t}</title></head><frameset cols="*"><frame src="{a}"><noframes><body>您的浏览器不支持框架。</body></noframes></frameset></html>',
    '<!doctype html><html><head><title>{t}-政府门户</title></head><body><iframe src="{a}" width="100%"></iframe></body></html>',
    '<!doctype html><html><head><title>{t}</title></head><body><div class="nav"><a href="/">首页</a> <a href="/x">政务公开</a></div><h1>{t}</h1><p>发布时间：2024-01-20 来源：青岚县水务局</p><iframe src="{a}"></iframe><div>主办：青岚县人民政府 备案号00000000号</div></body></html>',
    '<!doctype html><html><head><title>{t}</title></head><body><h1>{t}</h1><object data="{a}" type="text/html"></object><p>如无法显示，请点击<a href="{a}">这里</a>查看。</p></body></html>',
    '<!doctype html><html><head><title>{t}</title></head><body><h1>{t}</h1><p>根据《中华人民共和国政府信息公开条例》的规定，现将本局年度报告公布如下。</p><iframe src="{a}"></iframe><p>如对本报告有疑问，请与本局办公室联系，电话见首页。</p></body></html>',
    '<frameset rows="*"><frame src="{a}"></frameset>',
    '<!doctype html><html><head><title>{t}</title></head><body><h1>{t}</h1><embed src="{a}" type="application/pdf"><p>版权所有：青岚县人民政府办公室，未经许可不得转载本站内容。</p></body></html>',
)
ADDRESSES = (
    "content/2024/report.html",
    "http://www.example.com/pdf/web/viewer.html?file=/nb/2023.pdf",
    "/upload/2023.pdf",
)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("number", range(len(FRAMES)))
def test_a_page_that_only_shows_another_is_refused_and_names_it(number: int, address: str) -> None:
    with pytest.raises(TargetError) as refusal:
        check(FRAMES[number].format(t=TITLE, a=address))
    assert isinstance(refusal.value, NotAnAnnualReport)
    error = refusal.value
    assert address in failure_sentence(error.kind, error.detail, error.arguments, "zh")
