"""Keys of labels: what printers change leaves the key alone, and no two labels of a table share one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck.forms import Form, FormTable, editions
from reportcheck.labels import heading_key, key, likeness, numeral

FORMS = editions()
TABLES = [(form, table) for form in FORMS for table in form.tables]
SPACES = [" ", "\u3000", "\u00a0", "\n", "\t", "  "]
NUMERALS = {
    "一": ["一、", "一.", "一．", "（一）", "(一)", "( 一)", "（ 一 ）", "（一）、", "一 、", "一，", "一："],
    "十二": ["十二、", "（十二）"],
    "3": ["3.", "3．", "3、", "3 .", "（3）", "(3)", "3)", "3", "3 "],
    "12": ["12.", "(12)"],
}
WIDTHS = [
    str,
    lambda label: unicodedata.normalize("NFKC", label),
    lambda label: label.replace("（", "(").replace("）", ")").replace("“", '"').replace("”", '"'),
    lambda label: label.replace("“", "「").replace("”", "」").replace("、", "，"),
    lambda label: label.replace("，", "").replace("、", "").replace("“", "").replace("”", ""),
]


def wordings_by_id(entries: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[str, str]]:
    return [(id, wording) for id, wordings in entries for wording in wordings]


def row_wordings(table: FormTable) -> list[tuple[str, str]]:
    groups = [(f"group {id}", label.wordings) for id, label in table.groups.items()]
    return wordings_by_id([*((row.id, row.label.wordings) for row in table.rows), *groups])


def column_wordings(table: FormTable) -> list[tuple[str, str]]:
    return wordings_by_id((column.id, column.label.wordings) for column in table.columns)


def heading_wordings(form: Form) -> list[tuple[str, str]]:
    return wordings_by_id((section.id, (*section.headings, *section.aliases)) for section in form.sections)


def aspect_wordings(form: Form) -> list[tuple[str, str]]:
    return wordings_by_id((aspect.id, (*aspect.headings, *aspect.aliases)) for aspect in form.aspects)


LABELS = sorted(
    {wording for _, table in TABLES for _, wording in (*row_wordings(table), *column_wordings(table))}
    | {row.block for _, table in TABLES for row in table.rows if row.block}
)
HEADINGS = sorted({wording for form in FORMS for _, wording in (*heading_wordings(form), *aspect_wordings(form))})
labels = st.sampled_from(LABELS)


@st.composite
def printed(draw: st.DrawFn, labels: st.SearchStrategy[str]) -> tuple[str, str]:
    """(label, the same label as some office prints it)."""
    label = draw(labels)
    text = draw(st.sampled_from(WIDTHS))(label)
    # A space right after a leading 三 makes it an item number: there it is one.
    first = 2 if text[0] in "一二三四五六七八九十" else 1
    for _ in range(draw(st.integers(0, 3))):
        cut = draw(st.integers(first, len(text)))
        text = text[:cut] + draw(st.sampled_from(SPACES)) + text[cut:]
    return label, draw(st.sampled_from(["", " ", "\u3000"])) + text + draw(st.sampled_from(["", " ", "\n"]))


@given(printed(labels))
def test_width_spaces_and_punctuation_do_not_count(pair):
    label, text = pair
    assert key(text) == key(label)


@given(printed(labels), st.sampled_from(sorted(NUMERALS)), st.data())
def test_the_item_number_does_not_count_and_is_kept_apart(pair, number, data):
    label, text = pair
    prefix = data.draw(st.sampled_from(NUMERALS[number]))
    assert key(prefix + text.lstrip()) == key(label)
    assert numeral(prefix + text.lstrip()) == number


@given(printed(st.sampled_from(HEADINGS)), st.sampled_from(["", "一、", "（一）", "( 一)"]))
def test_headings_may_have_or_lack_their_endings(pair, prefix):
    heading, text = pair
    bare = heading.removesuffix("情况").removesuffix("的").removesuffix("方面").removesuffix("工作")
    for ending in ("", "情况", "的情况", "工作情况", "方面"):
        assert heading_key(prefix + bare + ending) == heading_key(heading)
    assert heading_key(prefix + text.strip()) == heading_key(heading)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("规 章", "规章"),
        ("总 计", "总计"),
        ("（七）总计", "总计"),
        ("第二十条  第(一)项", "第二十条第（一）项"),
        ("本年新\n制作数量", "本年新制作数量"),
        ("本年增／减", "本年增/减"),
        ('3.危及"三安全一稳定"', "危及“三安全一稳定”"),
        ("（二）部分公开(区分处理的,只计这一情形,不计其他情形)", "部分公开（区分处理的，只计这一情形，不计其他情形）"),
        ("本年收费金额(单位:万元)", "本年收费金额（单位：万元）"),
        ("( 三) 不予公开", "不予公开"),
        ("1其他", "其他"),
        ("⑴其他", "其他"),
    ],
)
def test_variants_seen_in_print(printed, label):
    assert key(printed) == key(label)


@pytest.mark.parametrize(
    "label", ["上一年项目数量", "一年", "三安全一稳定", "2023年", "12件", "十一月", "一", "12", "2.5"]
)
def test_what_only_looks_like_an_item_number_stays(label):
    assert key(label) == label.replace(".", "")
    assert numeral(label) == ""


def shared(wordings: Iterable[tuple[str, str]], keyed=key) -> dict[str, set[str]]:
    """The keys more than one id would answer to."""
    owners = defaultdict(set)
    for id, wording in wordings:
        owners[keyed(wording)].add(id)
    return {each: ids for each, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize(("form", "table"), TABLES, ids=lambda each: getattr(each, "edition", None) or each.id)
def test_no_two_rows_or_columns_of_a_table_share_a_wording(form, table):
    assert shared(row_wordings(table)) == {}
    assert shared(column_wordings(table)) == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.edition)
def test_no_two_headings_of_a_form_share_a_wording(form):
    assert shared(heading_wordings(form), heading_key) == {}
    assert shared(aspect_wordings(form), heading_key) == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.edition)
def test_no_row_label_is_a_section_heading(form):
    rows = {heading_key(wording) for table in form.tables for _, wording in row_wordings(table)}
    assert rows & {heading_key(wording) for _, wording in heading_wordings(form)} == set()


@pytest.mark.parametrize(("form", "table"), TABLES, ids=lambda each: getattr(each, "edition", None) or each.id)
def test_a_label_that_lost_a_character_is_still_most_like_its_own_row(form, table):
    wordings = row_wordings(table)
    strayed = []
    for row in table.rows:
        label = key(row.label.text)
        for cut in range(len(label)) if len(label) >= 5 else ():
            misprint = label[:cut] + label[cut + 1 :]
            nearest = max(wordings, key=lambda each: likeness(misprint, key(each[1])))
            if nearest[0] != row.id:
                strayed.append((misprint, nearest))
    assert strayed == []


short = st.text("信息公开申请", max_size=6)


@given(st.text(max_size=12) | short, st.text(max_size=12) | short)
def test_likeness_is_symmetric_and_between_nothing_and_one(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0


@given(st.text(max_size=12))
def test_a_key_is_wholly_like_itself(text):
    assert likeness(text, text) == 1.0


@given(st.text("甲乙丙丁", min_size=2), st.text("子丑寅卯", min_size=2))
def test_keys_without_a_common_character_are_not_alike(one, other):
    assert likeness(one, other) == 0.0


@given(st.text())
def test_no_text_makes_a_key_fall(text):
    assert not any(character.isspace() for character in key(text))
    assert key(key(text)) in key(text)
    assert isinstance(heading_key(text), str)
    assert isinstance(numeral(text), str)
