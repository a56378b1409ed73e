"""What must not be published is in no output, however it is asked for; and hostile text costs no more than long text."""

from __future__ import annotations

import hashlib
import io
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calling import called
from case_report import case_report
from generate import to_html, to_text, true_report
from reportcheck import rules
from reportcheck.outputs import OUTPUTS, Manner, write
from reportcheck.pipeline import check_source, parse_source
from reportcheck.rules.passages import LONGEST_CLAUSE, clause, paragraphs
from reportcheck.rules.sensitive import find, mask
from reportcheck.values import Judgement, Limits, Source

IDENTITY = "990000199001010017"
"""Of no place there is; its check digit is right."""
CARD = "6222000000000000129"
MOBILE = "13900001234"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
SECRETS = {
    "identity": (f"申请人的身份证号码为{IDENTITY}。", IDENTITY),
    "spaced identity": ("申请人的身份证号码为990000 19900101 0017。", "990000 19900101"),
    "groups of four": ("申请人的身份证号码为9900 0019 9001 0100 17。", "9900 0019 9001"),
    "full width": (f"申请人的身份证号码为{IDENTITY.translate(WIDE)}。", IDENTITY.translate(WIDE)),
    "card": (f"退费至银行卡号{CARD}。", CARD),
    "address": ("申请人：张三三，住址：青岚县渡口路18号，已答复。", "渡口路"),
    "name": ("申请人：张三三，住址：青岚县渡口路18号，已答复。张三三另行申请一次。", "张三三"),
    "address without a mark": ("申请人张三，住址：青岚县渡口路18号，已答复。", "渡口路"),
    "address without a label": ("申请人：李四，女，住青岚县渡口路18号，已答复。", "渡口路"),
    "name without a mark": ("申请人张三三，家住青岚县渡口路18号，已答复。张三三另行申请一次。", "张三三"),
    "mobile": (f"联系电话：{MOBILE}。", MOBILE),
    "mark": ("秘密★1年", "秘密★"),
}
PLACES = {
    "opening": ("<h1>", "<p>{}</p><h1>"),
    "introduction": ("<p>本报告依据", "<p>{}</p><p>本报告依据"),
    "aspect": ("<p>畅通当面", "<p>{}</p><p>畅通当面"),
    "heading": ("</h2>\n<p>一是", "</h2>\n<p>{}</p><p>一是"),
    "closing": ("</body>", "<p>{}</p></body>"),
}
RULES = ("personal-data", "secrecy-mark")


def page(place: str, text: str) -> bytes:
    before, after = PLACES[place]
    whole = to_html(true_report(1, "2021"))
    assert whole.count(before) >= 1
    return whole.replace(before, after.format(text), 1).encode()


def source(data: bytes) -> Source:
    return Source("page.html", "", data, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("judgement", [Judgement(), Judgement(language="en"), Judgement(ignore=RULES)])
def test_no_output_holds_what_must_not_be_published(name: str, place: str, judgement: Judgement) -> None:
    text, secret = SECRETS[name]
    data = page(place, text)
    items = [*check_source(source(data), judgement, Limits()), *parse_source(source(data), Limits())]
    for format in OUTPUTS:
        out = io.StringIO()
        write(format, items, out, Manner(language=judgement.language))
        assert secret not in out.getvalue(), format
        assert re.sub(r"\s", "", secret) not in out.getvalue(), format
    assert secret not in repr([item.result if hasattr(item, "result") else item for item in items])


@pytest.mark.parametrize("command", [["check"], ["check", "--format", "json"], ["parse"], ["parse", "--format", "csv"]])
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_command_line_and_its_workers_show_none_of_it(tmp_path: Path, command: list[str], jobs: int) -> None:
    for number in range(2):
        (tmp_path / f"{number}.html").write_bytes(page("aspect", SECRETS["identity"][0]))
    run = called(*command, "-j", str(jobs), str(tmp_path))
    assert run.code in (0, 1)
    assert run.output
    assert IDENTITY not in run.output


def test_the_title_of_another_paper_is_shown_without_it(tmp_path: Path) -> None:
    paper = tmp_path / "letter.html"
    paper.write_text(f"<title>答复 {IDENTITY} 的函</title><p>关于 {IDENTITY} 的函</p><p>现答复如下。</p>", "utf-8")
    for command in (["check"], ["check", "--format", "json"], ["parse"]):
        run = called(*command, str(paper))
        assert run.code == 2
        assert "0017" in run.output
        assert IDENTITY not in run.output


@pytest.mark.parametrize("name", ["identity", "card", "address", "mark"])
def test_what_is_hidden_is_told(name: str) -> None:
    (checked,) = check_source(source(page("aspect", SECRETS[name][0])), Judgement(), Limits())
    told = [finding for finding in checked.result.findings if finding.rule in RULES]
    assert [finding.severity for finding in told] == ["error"]
    assert told[0].section == "overview"


def test_a_number_keeps_its_last_characters_and_a_mark_none() -> None:
    assert mask(f"号码{IDENTITY}。") == f"号码{'*' * 14}0017。"
    assert mask("机密★3年") == "*" * 5
    assert mask("秘密★ 长期\n公开") == "*" * 6 + "\n公开"


def test_a_mark_at_the_edge_is_hidden_there() -> None:
    assert mask("内部资料\n青岚县水务局文件", edge=True) == "****\n青岚县水务局文件"
    for text, edge in (("内部资料\n青岚县水务局文件", False), ("首页\n内部资料", True), ("内部资料共享", True)):
        assert mask(text, edge=edge) == text


def test_a_number_cut_by_the_end_of_a_line_is_hidden_on_both() -> None:
    for cut in range(4, 15):
        text = f"号码为{IDENTITY[:cut]}\n{IDENTITY[cut:]}。公开信息312条。"
        shown = mask(text)
        assert len(shown) == len(text)
        assert IDENTITY[:cut] not in shown
        assert "公开信息312条" in shown


def test_figures_one_a_line_are_no_number() -> None:
    assert find("\n".join("990000199001010017")) == []
    assert find(" ".join("990000199001010017")) == []


def test_a_number_in_a_cell_is_no_figure_any_more() -> None:
    report = rules.without_secrets(case_report({"cells": {"requests received person": IDENTITY}}))
    (fact,) = [f for f in report.facts if f.number.printed.startswith("*")]
    assert (fact.number.kind, fact.number.value) == ("illegible", None)


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_a_report_without_anything_of_the_kind_stays_the_same_value(edition: str) -> None:
    report = case_report({"edition": edition})
    assert rules.without_secrets(report) is report


def test_very_many_numbers_are_hidden_too() -> None:
    cards = [f"银行卡号{number}。" for number in many_cards(300)]
    report = rules.without_secrets(case_report({"texts": {"overview": "".join(cards), "requests": many_cards(1)[0]}}))
    assert not re.search(r"\d{5}", "".join(section.text for section in report.sections))


def many_cards(count: int) -> list[str]:
    numbers = (f"62{number:017d}" for number in range(10 * count))
    return [number for number in numbers if find(f"银行卡号{number}")]


@given(st.text(st.sampled_from("申请人：，张三地址路18号机密秘★内部资料注意保存\n 0123456789Xx-６２")))
def test_masking_twice_hides_no_more_and_keeps_the_length(text: str) -> None:
    once = mask(text)
    assert len(once) == len(text)
    assert mask(once) == once
    assert find(once) == []


@given(st.text(st.sampled_from("我局，。：一二三（）123年 ")), st.data())
def test_a_clause_holds_its_place_and_little_else(sentence: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence)))
    end = data.draw(st.integers(start, len(sentence)))
    shown = clause(sentence, start, end)
    assert len(shown) <= max(LONGEST_CLAUSE, end - start) + 2
    assert sentence[start:end].strip("。；！？，,、") in shown


@given(st.lists(st.text(st.sampled_from("我局公开信息，。（一）2 "), max_size=40)))
def test_paragraphs_keep_every_character_but_white_space(lines: list[str]) -> None:
    assert "".join(paragraphs("\n".join(lines))) == "".join("".join(lines).split())


HOSTILE = (
    "本报告由", "现将报告", "公布2023年", "统计2023年1月1日至", "未发生因政府信息公开", "无的", "申请人：张三，", "×", "X",
    "秘密★", "9", "62 0", "1990010", "（一）2023年", "下一步，2023年", "信息处理费1", "以上报告请", "青岚县", "2025年1月", "（文字描述",
    "政府信息公开条例（国务院令第", "国办公开办函〔2019〕", "区", "县市", "收到申请", "全国办公开办函", "由六",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", "\n"])
def test_hostile_text_costs_no_more_than_its_length(piece: str, end: str) -> None:
    def seconds(times: int) -> float:
        text = (piece + end) * times
        passages = {"opening": text, "introduction": text, "closing": text + "\n2025年1月1日"}
        report = case_report({"passages": passages, "texts": dict.fromkeys(("overview", "requests", "disputes"), text)})
        started = time.process_time()
        rules.run(report, Judgement(select=("plausibility", "wording", "dates")))
        return time.process_time() - started

    seconds(10)
    assert seconds(20_000 // len(piece)) < 2


def test_a_true_report_printed_as_text_has_nothing_to_hide() -> None:
    for seed in range(5):
        truth = true_report(seed, "2021")
        data = to_text(truth).encode()
        (report,) = parse_source(source(data), Limits())
        assert rules.without_secrets(report) is report
