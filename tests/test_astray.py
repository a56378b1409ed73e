"""Headings that damaged markup leaves in odd places: their section is not read, and not called missing."""

from __future__ import annotations

import hashlib

import pytest

from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source
from test_sections import HEADINGS, IDS, INTRO, PROSE, TITLE

LISTS = {
    "no list": "",
    "links": "".join(f"<p><a href='#{id}'>{heading}</a></p>" for id, heading in zip(IDS, HEADINGS, strict=True)),
    "lines": "".join(f"<p>{heading}</p>" for heading in HEADINGS),
    "lines with pages": "".join(f"<p>{heading}……{page}</p>" for page, heading in enumerate(HEADINGS, 1)),
    "a table of contents": "<table>"
    + "".join(f"<tr><td>{heading}</td><td>{page}</td></tr>" for page, heading in enumerate(HEADINGS, 1))
    + "</table>",
    "a sentence": f"<p>本报告由{'；'.join(HEADINGS)}六部分组成。</p>",
    "a sentence without numbers": f"<p>本报告由{'、'.join(heading[2:] for heading in HEADINGS)}六部分组成。</p>",
}
PLACES = {
    "behind the words of a cell": "<table><tr><td>总计</td><td>4</td></tr><tr><td>结果纠正{}</td><td>0</td></tr></table>",
    "before the words of a cell": "<table><tr><td>总计</td><td>4</td></tr><tr><td>{}3.要求</td><td>0</td></tr></table>",
    "in a row of its own": "<table><tr><td>总计</td><td>4</td></tr><tr><td colspan=2>{}</td></tr></table>",
    "behind a figure": "<p>0{}</p>",
    "before a figure": "<p>{}0</p>",
    "in a link": "<p><a href='/'>{}</a></p>",
    "behind a broken entity": "<p>&nbep;{}</p>",
}


def check_page(page: str) -> Checked:
    data = page.encode()
    (checked,) = check_source(Source("made", "", data, hashlib.sha256(data).hexdigest()), Judgement(), Limits())
    return checked


def check(body: str) -> Checked:
    return check_page(f"<html><body>{body}</body></html>")


def page(number: int, instead: str, contents: str = "") -> str:
    """A report in whose `number`-th section `instead` takes the place of the heading and text."""
    parts = [f"<p>{heading}</p><p>{prose}</p>" for heading, prose in zip(HEADINGS, PROSE, strict=True)]
    parts[number - 1] = instead
    return f"<h1>{TITLE}</h1>{contents}<p>{INTRO}</p>{''.join(parts)}"


def missing(checked: Checked) -> list[tuple[str, str | None]]:
    return [(f.outcome, f.section) for f in checked.result.findings if f.rule == "missing-section"]


@pytest.mark.parametrize("contents", LISTS)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", [1, 5, 6])
def test_a_heading_in_an_odd_place_is_found_or_left_open(number: int, place: str, contents: str) -> None:
    checked = check(page(number, PLACES[place].format(HEADINGS[number - 1]), LISTS[contents]))
    assert missing(checked) in ([], [("undecided", IDS[number - 1])])


@pytest.mark.parametrize("contents", LISTS)
@pytest.mark.parametrize("number", [1, 5, 6])
def test_a_list_of_the_headings_does_not_excuse_a_missing_section(number: int, contents: str) -> None:
    assert missing(check(page(number, "", LISTS[contents]))) == [("broken", IDS[number - 1])]


@pytest.mark.parametrize(
    "words", ["没有其他需要报告的事项。", "（三）其他事项", "见其他需要报告的事项一节。", "15.其他事项"]
)
def test_the_words_of_a_heading_without_its_number_excuse_nothing(words: str) -> None:
    assert missing(check(page(6, f"<p>{words}</p>"))) == [("broken", "other_matters")]


def test_a_heading_before_the_title_is_left_open_and_its_note_says_where() -> None:
    checked = check(f"<p>{HEADINGS[4]}</p>" + page(5, ""))
    assert missing(checked) == [("undecided", "problems")]
    (note,) = [note for note in checked.report.notes if note.code == "heading-astray"]
    assert note.arguments == {"section": "problems"}
    assert note.place is not None


@pytest.mark.parametrize(
    "heading", ["五 、存在的主要 问题及改进情况", "５．存在的主要问题及改进情况", "第五部分 存在的主要问题及改进情况"]
)
def test_width_and_white_space_and_the_kind_of_number_do_not_matter(heading: str) -> None:
    cell = PLACES["behind the words of a cell"].format(heading)
    assert missing(check(page(5, cell))) == [("undecided", "problems")]


def test_what_a_broken_tag_leaves_in_the_head_is_printed() -> None:
    body = page(6, f"<p>{HEADINGS[5]}</p><p>{PROSE[5]}</p>")
    checked = check_page(f"<html><head><titl\N{REPLACEMENT CHARACTER}>门户<div>{body}</div></body></html>")
    assert [section.id for section in checked.report.sections] == IDS


def test_words_glued_before_a_repeated_title_open_no_second_report() -> None:
    halves = page(6, f"<p>{HEADINGS[5]}</p><p>{PROSE[5]}</p>").split(HEADINGS[2])
    checked = check(f"{halves[0]}<h1>142{TITLE}</h1>{HEADINGS[2]}{halves[1]}")
    assert [section.id for section in checked.report.sections] == IDS
