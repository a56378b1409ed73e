"""Figures in running text: sentences of our own, hostile text, real documents against truths written down by reading."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck import readers, sources
from reportcheck.assemble import assemble
from reportcheck.errors import UnsupportedType
from reportcheck.quantities import Reading, read_claims, read_quantities
from reportcheck.quantities.cues import CUES
from reportcheck.quantities.lexicon import find_cues, first_characters
from reportcheck.values import Limits, LinePlace, Report, Section
from said_figures import read_text, say_compared, say_reading

HERE = Path(__file__).parent
SENTENCES = tomllib.loads((HERE / "quantities" / "sentences.toml").read_text(encoding="utf-8"))["sentence"]
TRUTH = tomllib.loads((HERE / "truth" / "quantities.toml").read_text(encoding="utf-8"))["document"]
LIMITS = Limits()


@pytest.mark.parametrize("case", SENTENCES, ids=[case["text"][:24] for case in SENTENCES])
def test_a_sentence_says_what_may_be_compared(case: dict[str, Any]) -> None:
    about = {key: value for key, value in case.items() if key not in ("text", "counts")}
    assert say_compared(case["text"], **about) == case["counts"]


@pytest.mark.parametrize("cue", CUES, ids=[f"{cue.name} {cue.example}" for cue in CUES])
def test_a_cue_is_told_by_its_example(cue: Any) -> None:
    assert re.fullmatch(cue.pattern, cue.example)
    assert cue.example[0] in first_characters(cue.pattern)
    assert [token.name for token in find_cues(cue.example, 0, len(cue.example))] == [cue.name]


@pytest.mark.parametrize("cue", CUES, ids=[f"{cue.name} {cue.example}" for cue in CUES])
def test_a_cue_repeats_nothing_without_bound(cue: Any) -> None:
    assert not re.search(r"[*+\\]|\{\d*,\}", cue.pattern)
    assert re.compile(cue.pattern).groups == 0


CLAIMS = {
    "收到政府信息公开申请12件，已全部办结。": ["all_handled body 已全部办结"],
    "全市收到政府信息公开申请120件，均已办结。": ["all_handled region 均已办结"],
    "收到政府信息公开申请12件，均在法定期限内答复，按时办结率100%。": [],
    "收到政府信息公开申请12件，尚未全部办结。": [],
    "办理人大代表建议3件，已全部办结。": [],
    "因政府信息公开引起的行政复议3件，均获维持。": ["all_upheld body 均获维持"],
    "各项要求均维持不变。": [],
}


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_one_only_where_nothing_is_left_open(text: str) -> None:
    section = Section("overview", "", text, (), LinePlace(1, 1))
    claims = read_claims([section], "青岚县教育局", "department")
    assert [f"{each.kind} {each.scope} {text[each.start : each.end]}" for each in claims] == CLAIMS[text]


PIECES = [cue.example for cue in CUES] + [
    *"0123456789，。；：（）、“”(),.;: \n\u3000年月日件条份宗起项次%元万亿余约近超第〔〕号未无没零一二三十百千占其中含均各",
    "2024年", "2023年", "12", "1,234", "３", "12.5", "百分之", "（一）", "一是", "件，", "我局", "全市", "县政府办公室", "县财政局",
]  # fmt: skip
prose = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(st.one_of(prose, st.text(max_size=80)), st.sampled_from(["overview", "requests", "disputes", "other_matters"]))
def test_every_figure_lies_where_it_says(text: str, section: str) -> None:
    readings = read_text(text, section=section)
    for index, reading in enumerate(readings):
        printed = text[reading.start : reading.end]
        assert 0 <= reading.start < reading.end <= len(text)
        assert reading.clause[0] <= reading.start
        assert reading.end <= max(reading.clause[1], reading.end)
        assert _is_printed(reading, printed), (reading, printed)
        for other in (reading.whole, reading.share):
            assert other is None or 0 <= other < index or (other != index and other < len(readings))
    assert [r.start for r in readings] == sorted(r.start for r in readings)


def _is_printed(reading: Reading, printed: str) -> bool:
    """Digits of the value, or a numeral, or a word for none."""
    plain = "".join(printed.translate({0xFF10 + n: str(n) for n in range(10)}).replace("，", ",").split())
    digits = re.match(r"[0-9][0-9,.．]*", plain)
    if not digits:
        return bool(re.match("[零〇一二两三四五六七八九十百千万未无没从暂尚均并也]", plain))
    value = float(digits[0].replace(",", "").replace("．", ".").rstrip("."))
    return any(
        abs(value * scale - float(reading.value or 0)) < 1e-6 * max(1.0, value * scale)
        for scale in (1, 10_000, 100_000_000)
    )


HOSTILE = {
    "digits": "1" * 50_000,
    "thousands": "1," * 2 + "111," * 20_000,
    "counts without a mark": "收到申请1件" * 10_000,
    "counts in a list": "收到申请1件、" * 10_000,
    "sentences": "收到政府信息公开申请1件，其中予以公开1件。" * 4_000,
    "parts": "收到政府信息公开申请1件，其中" + "予以公开1件，" * 100 + "。" + "其中予以公开1件。" * 5_000,
    "brackets": "（" * 20_000 + "1件" + "）" * 20_000,
    "lines": "收到申请\n" * 20_000,
    "words": "上年度结转" * 10_000,
    "denials": "未" * 30_000,
    "fillers": "共计合计总计" * 10_000 + "12件",
    "years": "2024年" * 10_000 + "12件",
    "spaces": "1 " * 30_000,
    "respectively": "新收、办结分别为" + "1件、" * 10_000,
    "names": "县" * 20_000 + "局收到申请1件",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(kind: str) -> None:
    text = HOSTILE[kind]
    started = time.process_time()
    read_text(text)
    read_text(text + "。")
    assert time.process_time() - started < 4.0


def test_a_long_sentence_costs_little_more_a_character_than_a_short_one() -> None:
    def cost(text: str) -> float:
        times = []
        for extra in range(3):
            started = time.process_time()
            read_text(text + "。" * extra)
            times.append(time.process_time() - started)
        return min(times)

    sentence = "全年收到政府信息公开申请12件，其中予以公开3件、部分公开2件，占10%；"
    assert cost((sentence * 40)[:1_490]) < 12 * cost(sentence * 4 + "无")


def test_what_has_no_full_stop_is_no_prose() -> None:
    assert read_text("收到政府信息公开申请12件，" * 200) == ()


# The real documents


def reports_of(path: Path) -> list[Report]:
    (target,) = sources.find([str(path)]).targets
    try:
        return assemble(readers.read(sources.read(target, LIMITS), LIMITS))
    except UnsupportedType:
        pytest.skip(f"nothing reads {path.suffix} yet")


@pytest.mark.parametrize("document", TRUTH, ids=[document["file"] for document in TRUTH])
def test_a_real_document_says_what_was_read_in_it(document: dict[str, Any], real: Callable[[str], Path]) -> None:
    (report,) = reports_of(real(document["file"]))
    readings = read_quantities(report.sections, report.publisher, report.publisher_kind, report.year)
    read = []
    for index, reading in enumerate(readings):
        if reading.meaning:
            section = report.sections[reading.section]
            said = say_reading(reading, readings, section.text, report.year or 0).split(" of ")[0]
            read.append(f"{section.id} {reading.start} {said}" + _relation(reading, readings))
            assert report.quantities[index].meaning == reading.meaning
    assert read == document["counts"]
    assert len(report.quantities) == len(readings)


def _relation(reading: Reading, readings: tuple[Reading, ...]) -> str:
    if reading.meaning != "percentage":
        return ""
    share, whole = (readings[each].value if each is not None else None for each in (reading.share, reading.whole))
    return f" of {share}/{whole}"


def test_what_an_office_took_in_for_its_government_is_the_office_s(real: Callable[[str], Path]) -> None:
    (report,) = reports_of(real("hongze_district_2024.pdf"))
    received = [q for q in report.quantities if q.meaning == "requests.received.total"]
    assert [(quantity.value, quantity.scope) for quantity in received] == [(17, "office")]


def test_places_of_lines_point_at_the_figure(real: Callable[[str], Path]) -> None:
    path = real("pingtan_2023_page.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    (report,) = reports_of(path)
    assert len(report.quantities) > 20
    for quantity in report.quantities:
        assert isinstance(quantity.place, LinePlace)
        printed = lines[quantity.place.line - 1][quantity.place.column - 1 :]
        assert printed.startswith((str(quantity.value), "无"))


def test_tables_are_not_read_as_text(real: Callable[[str], Path]) -> None:
    (report,) = reports_of(real("shanghai_office_2019.html"))
    assert {report.sections[r.section].id for r in read_quantities(report.sections, None, None, None)} == {"overview"}
