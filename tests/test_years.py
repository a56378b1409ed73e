"""Reports of one body for two years in one call are held against one another; nothing else is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import StringIO
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from case_report import case_report
from generate import Truth, replace, to_html, true_report
from reportcheck import companions, rules, sources
from reportcheck.cli import run
from reportcheck.codec import dumps, loads, result_to_json
from reportcheck.companions import packing
from reportcheck.pipeline import check_source
from reportcheck.rules.years.fingerprints import last_year_of
from reportcheck.values import Checked, Judgement, Limits, Source

FULL, SHORT = "云陂市青岚县水务局", "青岚县水务局"
TRUTH = replace(true_report(5, "2021"), publisher=SHORT)
CARRIED = ("requests", "carried_in", "total")


def of_year(year: int, publisher: str = SHORT, **changes: object) -> Truth:
    return replace(TRUTH, year=year, publisher=publisher, published=f"{year + 1}-01-16", **changes)


def check(*targets: Path, **judgement: object) -> list[dict]:
    """The results of one call, worked out in this process."""
    how = Judgement(**judgement)  # type: ignore[arg-type]
    found = [
        check_source(sources.read(target, Limits()), how, Limits())
        for target in sources.find(list(map(str, targets))).targets
    ]
    groups = companions.beside_each_other(((None, tuple(checked)) for checked in found), how)
    return [loads(dumps(result_to_json(checked.result))) for _, group in groups for checked in group]


def called(*targets: Path, options: tuple[str, ...] = ()) -> tuple[int, list[dict]]:
    """The same by the command line, in workers where there are several targets."""
    out = StringIO()
    code = run(["check", "--format", "jsonl", *options, *map(str, targets)], out, StringIO())
    return code, [loads(line) for line in out.getvalue().splitlines()]


def write(folder: Path, **truths: Truth) -> list[Path]:
    paths = []
    for name, truth in truths.items():
        paths.append(folder / f"{name}.html")
        paths[-1].write_text(to_html(truth), encoding="utf-8")
    return paths


def asked(line: dict) -> bool:
    """Whether the report was held against one of last year."""
    tally = line["checks"]["carry-over-broken"]
    return bool(tally["holds"] + tally["broken"] + tally["undecided"])


@pytest.mark.parametrize("names", [(SHORT, SHORT), (SHORT, FULL), (FULL, SHORT)])
def test_findings_stand_in_the_later_report_and_name_the_cell_of_the_earlier(tmp_path: Path, names: tuple) -> None:
    for paths in permutations(write(tmp_path, a=of_year(2023, names[0]), b=of_year(2024, names[1]))):
        lines = check(*paths)
        earlier, later = sorted(lines, key=lambda line: line["report"]["year"])
        assert [line["report"]["origin"] for line in lines] == list(map(str, paths))
        assert not asked(earlier)
        found = [f for f in later["findings"] if f["rule"] == "carry-over-broken" and f["severity"] == "warning"]
        (cells,) = [f["facts"] for f in found]
        assert cells[-2] == {
            "table": "requests",
            "row": "carried_out",
            "column": "total",
            "report": {"origin": str(tmp_path / "a.html"), "part": 1},
        }
        assert cells[-1] == {"table": "requests", "row": "carried_in", "column": "total", "report": None}
        assert {f["rule"] for f in later["findings"] if f["family"] == "years"} >= {"figures-reused", "text-reused"}


def test_a_report_alone_is_held_against_nothing_and_loads_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = write(tmp_path, a=of_year(2024))
    for name in [
        name for name in sys.modules if name.startswith(("reportcheck.companions", "reportcheck.rules.years."))
    ]:
        monkeypatch.delitem(sys.modules, name)
    code, (line,) = called(path)
    assert code == 0
    between = {name for name in rules.RULES if name in rules.BETWEEN}
    assert len(between) == 8
    assert all(
        line["checks"][name] == {"holds": 0, "broken": 0, "undecided": 0, "not_applicable": 1} for name in between
    )
    assert not [name for name in sys.modules if name.startswith(("reportcheck.companions", "reportcheck.rules.years."))]


def test_a_year_between_is_needed(tmp_path: Path) -> None:
    lines = check(*write(tmp_path, a=of_year(2022), b=of_year(2024)))
    assert not any(map(asked, lines))


def test_of_four_years_each_is_held_against_the_one_before(tmp_path: Path) -> None:
    paths = write(tmp_path, d=of_year(2024), c=of_year(2022), b=of_year(2023), a=of_year(2021))
    lines = check(*paths)
    before = {
        line["report"]["origin"]: {c["report"]["origin"] for f in line["findings"] for c in f["facts"] if c["report"]}
        for line in lines
    }
    d, c, b, a = map(str, paths)
    assert before == {d: {b}, b: {c}, c: {a}, a: set()}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("云陂市统计局", "青岚市统计局"),
        ("青岚县人民政府", "青岚县人民政府办公室"),
        ("云陂市鼓楼区人民政府", "青岚市鼓楼区人民政府"),
    ],
)
def test_two_bodies_are_no_pair(tmp_path: Path, earlier: str, later: str) -> None:
    lines = check(*write(tmp_path, a=of_year(2023, earlier), b=of_year(2024, later)))
    assert not any(map(asked, lines))


def test_a_short_name_that_fits_two_bodies_of_the_call_is_no_pair(tmp_path: Path) -> None:
    short, one, other = (
        of_year(2024, "鼓楼区人民政府"),
        of_year(2023, "云陂市鼓楼区人民政府"),
        of_year(2023, "青岚市鼓楼区人民政府"),
    )
    (_, alone) = check(*write(tmp_path, a=one, b=short))
    assert asked(alone)
    lines = check(*write(tmp_path, a=one, b=short, c=other))
    assert not any(map(asked, lines))
    lines = check(*write(tmp_path, a=one, b=short, c=replace(other, year=2020)))
    assert not any(map(asked, lines))


def test_the_same_name_goes_before_one_that_fits(tmp_path: Path) -> None:
    same, other = of_year(2023), of_year(2023, FULL)
    lines = check(*write(tmp_path, a=same, b=other, c=of_year(2024)))
    assert {c["report"]["origin"] for f in lines[2]["findings"] for c in f["facts"] if c["report"]} == {
        str(tmp_path / "a.html")
    }


def test_in_a_call_too_long_to_wait_only_equal_names_are_one_body(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(companions, "AHEAD", 2)
    paths = write(
        tmp_path,
        a=of_year(2023),
        b=of_year(2024),
        c=of_year(2023, "石桥镇人民政府"),
        d=of_year(2024, "青岚县石桥镇人民政府"),
    )
    lines = check(*paths)
    assert list(map(asked, lines)) == [False, True, False, False]
    lines = check(*paths[2:])
    assert list(map(asked, lines)) == [False, True]
    lines = check(paths[1], paths[0], *paths[2:])
    assert asked(lines[0])
    lines = check(paths[1], *paths[2:], paths[0])
    assert not asked(lines[0])


def test_versions_of_one_year_are_not_years(tmp_path: Path) -> None:
    lines = check(*write(tmp_path, a=of_year(2024), b=of_year(2024)))
    assert not any(map(asked, lines))
    assert lines[1]["checks"]["versions-differ"]["holds"] == 200


def test_two_years_in_one_file_are_held_against_one_another(tmp_path: Path) -> None:
    pages = [to_html(of_year(year)) for year in (2024, 2023)]
    (tmp_path / "both.html").write_text(pages[0].removesuffix("</body></html>") + pages[1], encoding="utf-8")
    lines = check(tmp_path / "both.html")
    assert list(map(asked, lines)) == [True, False]
    assert {c["report"]["part"] for f in lines[0]["findings"] for c in f["facts"] if c["report"]} == {2}


@pytest.mark.parametrize(
    ("source", "paired"), [("青岚县人民政府办公室", False), ("青岚县政府网", False), (SHORT, True)]
)
def test_who_publishes_for_others_is_not_whose_report_it_is(tmp_path: Path, source: str, paired: bool) -> None:
    for year in (2023, 2024):
        page = to_html(of_year(year)).replace(f"<h1>{SHORT}", "<h1>").replace(f"<p>{SHORT}</p>", "")
        page = page.replace("<p>发布时间", f"<p>来源：{source}</p><p>发布时间")
        (tmp_path / f"{year}.html").write_text(page, encoding="utf-8")
    lines = check(tmp_path)
    assert [line["report"]["publisher"] for line in lines] == [source] * 2
    assert list(map(asked, lines)) == [False, paired]


@pytest.mark.parametrize(("name", "paired"), [("石桥镇人民政府", False), ("统计局", False), (SHORT, True)])
def test_a_name_that_many_places_have_stands_for_one_body_once_a_year(tmp_path: Path, name: str, paired: bool) -> None:
    first, second = of_year(2023, name), of_year(2024, name)
    lines = check(*write(tmp_path, a=first, b=second))
    assert list(map(asked, lines)) == [False, True]
    lines = check(*write(tmp_path, a=first, b=second, c=first))
    assert list(map(asked, lines)) == [False, paired, False]


def test_a_corrected_report_of_last_year_goes_first(tmp_path: Path) -> None:
    cell = ("requests", "carried_out", "total")
    wrong = of_year(2023, figures={**TRUTH.figures, cell: 999})
    right = of_year(2023, figures={**TRUTH.figures, cell: TRUTH.figures[CARRIED]})
    a, b, c = write(tmp_path, a=wrong, b=right, c=of_year(2024))
    b.write_text(
        b.read_text("utf-8").replace("<p>发布时间", "<p>更正说明：表三第四项原填报有误。</p><p>发布时间"), "utf-8"
    )
    for paths in permutations([a, b, c]):
        lines = check(*paths)
        (later,) = [line for line in lines if line["report"]["year"] == 2024]
        assert not [f for f in later["findings"] if f["rule"] == "carry-over-broken" and f["severity"] == "warning"]
        assert later["checks"]["carry-over-broken"]["not_applicable"] == 0


def test_how_much_text_may_be_last_years_is_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a=of_year(2023), b=of_year(2024))
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    for text, broken in (("", 1), ("[thresholds]\ntext-reused = 99", 1), ("[thresholds]\ntext-reused = 100", 0)):
        (tmp_path / "home" / "reportcheck.toml").write_text(text, encoding="utf-8")
        _, lines = called(tmp_path / "a.html", tmp_path / "b.html", options=("--select", "text-reused"))
        assert [line["checks"]["text-reused"]["broken"] for line in lines] == [0, broken]


def test_without_the_family_nothing_is_compared(tmp_path: Path) -> None:
    paths = write(tmp_path, a=of_year(2023), b=of_year(2024))
    lines = check(*paths, ignore=("years", "implausible-fee"))
    assert all("carry-over-broken" not in line["checks"] for line in lines)
    lines = check(*paths, select=("sudden-jump",))
    assert list(lines[1]["checks"]) == ["sudden-jump"]
    assert "years" in {f["family"] for f in check(*paths)[1]["findings"]}


def test_a_figure_left_over_from_last_year_is_named_as_such(tmp_path: Path) -> None:
    cell = ("requests", "received", "person")
    left = of_year(2024, figures={**TRUTH.figures, cell: TRUTH.figures[cell] + 57})
    before = of_year(2023, figures=left.figures)
    (_, later) = check(*write(tmp_path, a=before, b=left))
    assert [each["slip"] for each in later["repairs"]] == ["last-year"]
    (alone,) = check(tmp_path / "b.html")
    assert [each["slip"] for each in alone["repairs"]] == [None]


def test_the_order_of_workers_makes_no_difference(tmp_path: Path) -> None:
    write(tmp_path, a=of_year(2023), b=of_year(2024), c=of_year(2025), d=of_year(2022))
    assert called(tmp_path, options=("-j", "1")) == called(tmp_path, options=("-j", "2")) == (0, check(tmp_path))


def test_what_is_kept_of_a_report_is_what_it_is_held_against() -> None:
    for changes in (
        {},
        {"edition": "2019"},
        {"cells": {"disclosure fee amount": "251000元"}},
        {"passages": {"opening": "更正说明"}},
    ):
        report = case_report(changes)
        packed = packing.pack(report, text=True)
        assert packing.to_last_year(packed, report.year or 0) == last_year_of(report)
        assert len(packed.figures) + len(packed.text or b"") < 2_500


# Bodies, each with the ways its name is written; short ways may be another's too, and then nobody can tell.
BODIES = tuple(
    tuple(line.split())
    for line in (
        "云陂市鼓楼区人民政府 鼓楼区人民政府 鼓楼区 区政府",
        "青岚市鼓楼区人民政府 鼓楼区人民政府 鼓楼区 区政府",
        "云陂市鼓楼区人民政府办公室 鼓楼区人民政府办公室 区政府办公室",
        "云陂市统计局 统计局 市统计局",
        "青岚市统计局 统计局 市统计局",
        "云陂市安居生态环境局 安居区生态环境局 区生态环境局",
        "云陂市船山生态环境局 船山生态环境局 区生态环境局",
        "云陂市生态环境局 市生态环境局",
        "云陂市洪泽区石桥镇人民政府 石桥镇 石桥镇人民政府",
        "青岚市洪泽区石桥镇人民政府 洪泽区石桥镇",
    )
)
reports = st.lists(
    st.integers(0, len(BODIES) - 1).flatmap(
        lambda body: st.tuples(st.just(body), st.sampled_from(BODIES[body]), st.integers(2021, 2024))
    ),
    min_size=2,
    max_size=9,
)


@given(reports, st.booleans())
@settings(deadline=None, max_examples=400)
def test_a_name_is_nobodys_where_the_call_has_two_bodies_it_fits(
    said: list[tuple[int, str, int]], complete: bool
) -> None:
    """Where each body of the call stands in it by its whole name too, no two bodies are ever a pair."""
    said = [*((body, BODIES[body][0], 2020) for body in {body for body, _, _ in said}), *said]
    known, blank = companions.Companions(years=True), case_report({})
    every = [
        replace(blank, origin=str(body), publisher=name, year=year, facts=(), sections=(), passages=())
        for body, name, year in said
    ]
    for report in every:
        known.add(report)
    for report in every:
        for last in known.last_years(report, all_known=complete):
            assert (last.origin, last.year) == (report.origin, (report.year or 0) - 1), report.publisher


SENTENCES = (
    "公开水利工程信息{}条。",
    "召开新闻发布会{}场，办理建议提案{}件。",
    "设专栏{}个。",
    "较上年增长{}%。",
    "电话{}转{}。",
    "{}。",
)
texts = st.lists(
    st.sampled_from(SENTENCES).flatmap(
        lambda s: st.lists(st.integers(0, 99999), min_size=2, max_size=2).map(lambda n: s.format(*n))
    ),
    max_size=8,
).map("".join)


@given(texts, texts)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_whatever_two_texts_say_the_result_is_a_sentence(one: str, other: str) -> None:
    later, earlier = (
        case_report({"texts": {"overview": one}}),
        case_report({"year": 2023, "texts": {"overview": other}}),
    )
    how = Judgement(select=("years",))
    result = rules.compare(rules.run(later, how), later, how, last_years=(rules.last_year(earlier),))
    for finding in result.findings:
        assert finding.message.endswith("。")
        assert all(len(each) <= 60 for each in finding.arguments.get("passages", ()))  # type: ignore[union-attr, arg-type]


def test_a_long_text_is_read_in_a_moment() -> None:
    for text in (
        "一" * 200_000,
        "1" * 200_000,
        "公开信息12条，" * 20_000,
        "《" * 100_000,
        "（" * 100_000,
        "现将" * 50_000 + "。",
    ):
        later = case_report({"texts": {"overview": text}})
        result = rules.compare(
            rules.run(later, Judgement()), later, Judgement(), last_years=(last_year_of(replace(later, year=2023)),)
        )
        assert result.findings


def test_what_was_read_is_told_before_an_interrupt() -> None:
    checked = check_source(Source("a", "", to_html(true_report(1, "2021")).encode(), "0"), Judgement(), Limits())

    def interrupted() -> Iterator[tuple[str, tuple[Checked, ...]]]:
        yield "first", tuple(checked)
        raise KeyboardInterrupt

    told = companions.beside_each_other(interrupted(), Judgement())
    assert next(told)[0] == "first"
    with pytest.raises(KeyboardInterrupt):
        next(told)


@pytest.mark.parametrize("name", ["县水利局", "城关镇人民政府"])
def test_one_short_name_in_two_places_is_two_bodies(tmp_path: Path, name: str) -> None:
    pages = write(tmp_path, a=of_year(2023, name), b=of_year(2024, name), c=of_year(2024, name))
    for page, place in zip(pages, ("临溪县", "青岚县", "临溪县"), strict=True):
        text = page.read_text(encoding="utf-8")
        body = place + name.removeprefix("县")
        page.write_text(text.replace("</h1>", f"</h1><p>{body}编制本报告。</p>"), encoding="utf-8")
    one, other, third = pages
    assert [asked(line) for line in check(one, other)] == [False, False]
    assert [asked(line) for line in check(one, third)] == [False, True]
    differing = [line["checks"]["versions-differ"] for line in check(other, third)]
    assert not any(tally["holds"] + tally["broken"] for tally in differing)
