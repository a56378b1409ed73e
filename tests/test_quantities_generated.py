"""Paragraphs put together from clauses of known meaning: every figure is read as what its clause says, wherever it stands."""

from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import habits
import more_habits
from blind_habits import BLIND
from blind_habits_later import BLIND_LATER
from generate import true_report
from reportcheck.errors import UnsupportedType
from reportcheck.pipeline import parse_source
from reportcheck.values import Limits, Source
from said_figures import say_compared

NOUN = ["政府信息公开申请", "信息公开申请", "依申请公开", "政府信息公开申请事项"]
UNIT = ["件", "件", "份", "宗", "起", "条", "项"]
RECEIVED = [
    "新收{noun}",
    "共收到{noun}",
    "全年接收{noun}",
    "2024年，我局受理{noun}",
    "本年度新收{noun}共",
    "收到{noun}合计",
    "2024年度本机关收到{noun}总数为",
]
CARRIED_IN = ["上年结转", "上年度结转{noun}", "去年结转", "结转上年度{noun}", "上一年度结转申请", "2023年结转"]
HANDLED = ["办结", "答复", "已办结", "按时办结", "依法答复", "当年办结{noun}", "共办理", "作出答复"]
CARRIED_OUT = ["结转下年度继续办理", "结转至下一年度", "转下年度办理", "结转2025年", "正在办理", "尚未办结"]
RESULTS = {
    "granted": ["予以公开", "同意公开", "予以公开的"],
    "partly_granted": ["部分公开", "予以部分公开", "部分公开的"],
    "refused": ["不予公开", "不予公开的"],
    "unavailable": ["无法提供", "因本机关不掌握等原因无法提供"],
    "declined": ["不予处理", "属于信访、重复申请等不予处理"],
    "other": ["其他处理", "作其他处理"],
}
OTHER_THINGS = [
    "开展业务培训{n}次",
    "通过门户网站发布信息{n}条",
    "受理群众来信{n}件",
    "办理人大代表建议{n}件",
    "收到意见建议{n}条",
    "办结热线工单{n}件",
    "召开新闻发布会{n}场",
    "公开行政许可信息{n}条",
    "主动公开规范性文件{n}件",
    "审核公文{n}份，其中不予公开{n}份",
    "接受咨询{n}人次",
    "满意度为{n}%",
    "访问量达{n}万次",
    "依据国务院令第{n}号",
    "办理行政复议案件{n}件",
]

DISPUTES = {
    "reconsideration": [
        "因政府信息公开被申请行政复议",
        "政府信息公开类行政复议案件",
        "因信息公开引起的行政复议",
        "依申请公开行政复议",
    ],
    "litigation": ["因政府信息公开被提起行政诉讼", "政府信息公开行政诉讼案件", "因信息公开引发的行政诉讼"],
}
OUTCOMES = {
    "upheld": ["维持", "结果维持", "复议机关维持"],
    "corrected": ["纠正", "结果纠正", "被纠正"],
    "other": ["其他结果"],
    "pending": ["尚未审结", "正在审理", "未审结"],
}
DOCUMENTS = {
    "issued": ["制发", "新制定", "印发"],
    "repealed": ["废止", "宣布失效"],
    "in_force": ["现行有效"],
}
DECISIONS = {"licensing": "行政许可", "penalty": "行政处罚", "coercion": "行政强制"}
numbers = st.integers(0, 99_999)


@st.composite
def figures(draw: st.DrawFn, wordings: list[str]) -> tuple[str, int]:
    """A wording with a number and a unit, the number printed in one of several ways."""
    value = draw(numbers)
    printed = draw(
        st.sampled_from([str(value), f"{value:,}", str(value).translate({48 + n: 0xFF10 + n for n in range(10)})])
    )
    space = draw(st.sampled_from(["", "", " "]))
    unit = draw(st.sampled_from(UNIT))
    words = draw(st.sampled_from(wordings)).replace("{noun}", draw(st.sampled_from(NOUN)))
    return f"{words}{space}{printed}{space}{unit}", value


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Running text about requests, and what may be compared in it, in order."""
    pause = st.sampled_from(["，", "；", "、"])
    flow = [(RECEIVED, "requests.received.total")]
    flow += draw(st.sampled_from([[], [(CARRIED_IN, "requests.carried_in.total")]]))
    handled = [(HANDLED, "requests.handled.total")]
    text, counts = "", []
    for wordings, meaning in flow:
        words, value = draw(figures(wordings))
        text += (draw(pause) if text else "") + words
        counts.append(f"{value} {meaning}")
    text += draw(st.sampled_from(["，", "；", "。", "，均按规定登记，"]))
    words, value = draw(figures(handled[0][0]))
    text += words
    counts.append(f"{value} {handled[0][1]}")
    names = draw(st.lists(st.sampled_from(sorted(RESULTS)), unique=True, max_size=6))
    opener, part = draw(st.sampled_from([("，其中", True), ("，其中：", True), ("，", False), ("。其中，", True)]))
    joint = draw(st.sampled_from(["、", "，", "；"]))
    for number, name in enumerate(names):
        words, value = draw(figures(RESULTS[name]))
        text += (joint if number else opener) + words
        counts.append(f"{value} requests.result.{name}.total" + (" part" if part else ""))
    if draw(st.booleans()):
        words, value = draw(figures(CARRIED_OUT))
        text += draw(st.sampled_from(["；", "。另有", "，另有"])) + words
        counts.append(f"{value} requests.carried_out.total")
    return text + "。", counts


@st.composite
def disputes(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Disputes about information with some of their outcomes, before or behind the figure."""
    text, counts = "", []
    for row in draw(st.sampled_from([["reconsideration"], ["litigation"], ["reconsideration", "litigation"]])):
        words, value = draw(figures(DISPUTES[row]))
        text += ("；" if text else "") + words
        counts.append(f"{value} disputes.{row}.total")
        behind, part = draw(st.booleans()), draw(st.booleans())
        for number, name in enumerate(draw(st.lists(st.sampled_from(sorted(OUTCOMES)), unique=True, max_size=4))):
            opener = draw(st.sampled_from(["，", "、"])) if number else ("，其中" if part else "，")
            wording = draw(st.sampled_from(OUTCOMES[name]))
            words, value = draw(figures([""] if behind else [wording]))
            text += opener + words + (wording if behind else "")
            counts.append(f"{value} disputes.{row}.{name}" + (" part" if part else ""))
    return text + "。", counts


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Documents made, repealed and in force, then decisions taken."""
    text, counts = "", []
    for name in draw(st.lists(st.sampled_from(sorted(DOCUMENTS)), unique=True, min_size=1)):
        noun = "" if text and draw(st.booleans()) else draw(st.sampled_from(["行政规范性文件", "规范性文件"]))
        words, value = draw(figures([draw(st.sampled_from(DOCUMENTS[name])) + noun]))
        text += (draw(st.sampled_from(["，", "、"])) if text else "") + words
        counts.append(f"{value} disclosure.normative_document.{name}")
    text += "。"
    for number, name in enumerate(draw(st.lists(st.sampled_from(sorted(DECISIONS)), unique=True))):
        verb = "" if number and draw(st.booleans()) else draw(st.sampled_from(["作出", "办理", "实施"]))
        words, value = draw(figures([verb + DECISIONS[name] + draw(st.sampled_from(["", "决定"]))]))
        text += ("、" if number else "") + words
        counts.append(f"{value} disclosure.{name}.decisions")
    return text + "。", counts


@st.composite
def other_things(draw: st.DrawFn) -> str:
    chosen = draw(st.lists(st.sampled_from(OTHER_THINGS), max_size=3))
    return "".join(words.replace("{n}", str(draw(numbers))) + draw(st.sampled_from(["。", "。"])) for words in chosen)


@settings(max_examples=400)
@given(
    st.one_of(paragraphs(), disputes(), documents()),
    other_things(),
    other_things(),
    st.sampled_from(["overview", "requests"]),
)
def test_what_is_put_together_is_read_apart(
    paragraph: tuple[str, list[str]], before: str, after: str, section: str
) -> None:
    text, counts = paragraph
    assert say_compared(before + text + after, section=section) == counts


@settings(max_examples=200)
@given(other_things(), st.sampled_from(["overview", "requests", "other_matters"]))
def test_other_things_are_compared_with_no_table(text: str, section: str) -> None:
    assert say_compared(text, section=section) == []


TABLES_ONLY = {**habits.PAGES, **habits.TEXTS, **more_habits.PAGES, **more_habits.TEXTS, **BLIND, **BLIND_LATER}


@pytest.mark.parametrize("name", TABLES_ONLY)
def test_nothing_of_the_tables_is_read_as_text(name: str) -> None:
    """The generated reports say of figures in their text only that no fee was taken."""
    for edition in ("2021", "2019"):
        printed = TABLES_ONLY[name](true_report(1, edition, 40), random.Random(1))
        data = printed if isinstance(printed, bytes) else printed.encode()
        source = Source("generated", "", data, hashlib.sha256(data).hexdigest())
        try:
            reports = parse_source(source, Limits())
        except UnsupportedType:
            continue
        for report in reports:
            assert {quantity.meaning for quantity in report.quantities} <= {"processing_fee"}
