"""Plain text and Markdown: every piece is found again in the source at the line and column it is given."""

from __future__ import annotations

import re
from hashlib import sha256
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportcheck.errors import LimitExceeded
from reportcheck.readers.text import read
from reportcheck.values import Document, Grid, Limits, LinePlace, Place, Source, Text


def read_text(text: str | bytes, limits: Limits | None = None) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return read(Source("report.txt", "text/plain", data, sha256(data).hexdigest()), limits or Limits())


def pieces(document: Document) -> list[tuple[str, Place]]:
    """Every text and every cell that has one, with its place."""
    return [
        (each.text, each.place)
        for block in document.blocks
        for each in (block.cells if isinstance(block, Grid) else [block])
        if each.text
    ]


def stands_at(source: str, place: Place) -> str:
    """What an editor shows from that line and column on."""
    assert isinstance(place, LinePlace)
    return re.split(r"\r\n|\r|\n", source)[place.line - 1][place.column - 1 :]


def texts(text: str | bytes) -> list[tuple[str, int | None]]:
    return [(block.text, block.level) for block in read_text(text).blocks if isinstance(block, Text)]


def rows(text: str) -> list[list[list[str]]]:
    found = []
    for grid in read_text(text).blocks:
        if isinstance(grid, Grid):
            found.append([[c.text for c in grid.cells if c.row == row] for row in range(grid.cells[-1].row + 1)])
    return found


words = st.text("甲乙丙丁𠀀é,。A", min_size=1, max_size=5)
gaps = st.text(" \u3000\u00a0", max_size=3)
plain_lines = st.tuples(gaps, words, gaps).map("".join)
headings = st.tuples(st.sampled_from(["#", "##", "######"]), words).map(" ".join)
bar_lines = st.lists(st.tuples(gaps, words, gaps).map("".join) | gaps, min_size=2, max_size=4).map(
    lambda each: f"|{'|'.join(each)}|"
)
tab_lines = st.lists(words | st.just(""), min_size=1, max_size=3).map(lambda each: "甲\t" + "\t".join(each))
lines = plain_lines | headings | bar_lines | tab_lines | gaps
sources = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n", "\r\n", "\r"])).map("".join), max_size=8).map("".join)


class TestPlaces:
    @given(sources, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
    def test_every_piece_stands_at_its_line_and_column(self, source, encoding):
        for text, place in pieces(read_text(source.encode(encoding))):
            assert stands_at(source, place).startswith(text.split()[0])

    @given(sources)
    def test_nothing_but_separators_is_lost(self, source):
        visible = re.sub(r"[\s|#]", "", source)
        assert "".join("".join(text for text, _ in pieces(read_text(source))).split()) == visible

    @given(sources)
    def test_no_piece_holds_a_line_break_or_ends_in_white_space(self, source):
        assert all(text == text.strip() and "\n" not in text for text, _ in pieces(read_text(source)))

    def test_columns_count_code_points(self):
        [(_, place)] = pieces(read_text("  \u3000𠀀é甲"))
        assert place == LinePlace(1, 4)
        [grid] = read_text("| 𠀀𠀀 | 甲 |").blocks
        assert [c.place for c in grid.cells] == [LinePlace(1, 3), LinePlace(1, 8)]

    @pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
    def test_blank_lines_count(self, ending):
        source = ending.join(["", "甲", "", " 乙", "# 丙"])
        assert pieces(read_text(source)) == [("甲", LinePlace(2, 1)), ("乙", LinePlace(4, 2)), ("丙", LinePlace(5, 3))]

    def test_a_mark_is_no_column(self):
        assert pieces(read_text(b"\xef\xbb\xbf" + "甲".encode())) == [("甲", LinePlace(1, 1))]

    @pytest.mark.parametrize("source", ["甲\n\f乙\n丙", "甲\f\n乙\n丙", "甲\n\f\n乙\n丙", "甲\n乙\f丙"])
    def test_a_form_feed_separates_and_makes_no_line(self, source):
        found = pieces(read_text(source))
        assert [text for text, _ in found] == ["甲", "乙", "丙"]
        for text, place in found:
            assert stands_at(source, place).startswith(text)

    def test_gb18030_is_read_and_noted_as_guessed(self):
        document = read_text("青岚县 朱镕\n 犇".encode("gb18030"))
        assert pieces(document) == [("青岚县 朱镕", LinePlace(1, 1)), ("犇", LinePlace(2, 2))]
        assert [note.code for note in document.notes] == ["encoding-guessed"]
        assert read_text("青岚县").notes == ()


class TestMarkdown:
    @pytest.mark.parametrize("level", [1, 2, 3, 4, 5, 6])
    def test_headings_have_levels(self, level):
        assert texts(f"{'#' * level} 一、总体情况\n正文") == [("一、总体情况", level), ("正文", None)]

    @pytest.mark.parametrize("line", ["#甲", "####### 甲", "甲 # 乙", "1# 甲"])
    def test_other_number_signs_make_no_heading(self, line):
        assert texts(line) == [(line, None)]

    def test_a_bar_table_is_a_grid_without_its_rule(self):
        source = "| 信息内容 | 本年制发件数 |\n| :--- | ---: |\n| 规章 | 1 |\n| 行政规范性文件 |  |"
        assert rows(source) == [[["信息内容", "本年制发件数"], ["规章", "1"], ["行政规范性文件", ""]]]
        [grid] = read_text(source).blocks
        assert grid.place == LinePlace(1, 1)
        assert [(c.row, c.column, c.place) for c in grid.cells if c.text] == [
            (0, 0, LinePlace(1, 3)),
            (0, 1, LinePlace(1, 10)),
            (1, 0, LinePlace(3, 3)),
            (1, 1, LinePlace(3, 8)),
            (2, 0, LinePlace(4, 3)),
        ]

    @pytest.mark.parametrize("rule", ["|---|---|", "| --- | --- |", "|:-:|:-:|", "|-|-|", "  |---|---|  "])
    def test_rules_are_no_rows(self, rule):
        assert rows(f"| 甲 | 乙 |\n{rule}\n| 1 | 2 |") == [[["甲", "乙"], ["1", "2"]]]

    def test_dashes_as_figures_are_a_row(self):
        assert rows("| 甲 | - | — |\n| 乙 | 1 | - |") == [[["甲", "-", "—"], ["乙", "1", "-"]]]

    def test_a_blank_line_or_text_ends_a_table(self):
        assert rows("| 甲 | 1 |\n\n| 乙 | 2 |\n丙\n| 丁 | 3 |") == [[["甲", "1"]], [["乙", "2"]], [["丁", "3"]]]
        assert texts("| 甲 | 1 |\n丙\n| 丁 | 3 |") == [("丙", None)]


class TestTabs:
    def test_lines_of_cells_with_tabs_are_a_grid(self):
        assert rows("规章\t1\t0\t3\n行政规范性文件\t5\t\t41") == [
            [["规章", "1", "0", "3"], ["行政规范性文件", "5", "", "41"]]
        ]

    def test_leading_tabs_are_blank_cells(self):
        assert rows("\t\t自然人\t总计\n一、\t新收\t1\t2") == [[["", "", "自然人", "总计"], ["一、", "新收", "1", "2"]]]

    @pytest.mark.parametrize("line", ["一、\t总体情况", "（一）\t主动公开", "\t甲", "甲\t"])
    def test_a_single_line_with_a_tab_is_a_paragraph(self, line):
        found = texts(f"前文。\n{line}\n正文。")
        assert ["".join(text.split()) for text, _ in found] == ["前文。", "".join(line.split()), "正文。"]


class TestPageMarks:
    @pytest.mark.parametrize(
        "mark",
        [
            *(
                "- 3 -",
                "-3-",
                "— 3 —",
                "—12—",
                "– 3 –",
                "第 3 页",
                "第3页",
                "第3页 共10页",
                "第 3 页 / 共 10 页",
                "第3页，共10页",
            ),
            *("  - 3 -  ", "Page 3", "Page3", "P3", "P 3", "P. 8"),
        ],
    )
    def test_page_marks_are_dropped(self, mark):
        assert texts(f"甲\n{mark}\n乙") == [("甲", None), ("乙", None)]

    @pytest.mark.parametrize(
        "line", ["3", "-3", "- 3", "—", "-", "3 -", "第3页的内容", "（三）", "第三项", "12345", "- 3 - 4 -", "P"]
    )
    def test_what_may_be_a_figure_or_text_stays(self, line):
        assert texts(f"甲\n{line}\n乙") == [("甲", None), (line, None), ("乙", None)]


class TestLimits:
    @pytest.mark.parametrize("line", ["甲\t1\n", "| 甲 | 1 |\n"])
    def test_as_many_cells_as_the_limit_are_read_and_not_one_more(self, line):
        assert len(read_text(line * 4, Limits(cells=8)).blocks[0].cells) == 8
        with pytest.raises(LimitExceeded) as error:
            read_text(line * 5, Limits(cells=8))
        assert (error.value.detail, error.value.arguments) == ("cells", {"limit": 8})

    @pytest.mark.parametrize("line", ["甲\t1\n", "| 甲 | 1 |\n"])
    def test_the_limit_is_what_a_document_may_hold(self, line):
        with pytest.raises(LimitExceeded):
            read_text((line * 4 + "乙\n") * 2, Limits(cells=8))

    @pytest.mark.parametrize(
        "line",
        [
            " " * 20_000 + "甲\t乙",
            "P1" + " " * 30_000 + "甲",
            "第1页" + " " * 30_000 + "甲",
            "|" + "-" * 30_000 + "甲|",
            "|" + " " * 30_000 + "甲|",
        ],
        ids=["indented tab", "page mark", "page of pages", "rule", "bars"],
    )
    def test_a_hostile_line_costs_no_more_than_its_length(self, line):
        started = process_time()
        read_text(line)
        assert process_time() - started < 1.0


@pytest.mark.parametrize("source", ["", "\n\n", " \u3000\t\n", "\ufeff"])
def test_nothing_but_white_space_has_no_blocks(source):
    document = read_text(source)
    assert document.blocks == ()
    assert (document.media_type, document.origin) == ("text/plain", "report.txt")


@given(st.text(max_size=60) | st.text("|-: \t\n#甲1P第页", max_size=60))
def test_no_text_makes_the_reader_fall(source):
    for _, place in pieces(read_text(source.encode("utf-8", errors="replace"))):
        assert isinstance(place, LinePlace)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fall(data):
    assert isinstance(read_text(data), Document)


class TestTablesInHtml:
    MARKUP = (
        "甲\n<table>\n<caption>表</caption>\n<tr><td rowspan='2' colspan=3>乙<br>丙</td><th> 1 </th></tr>\n"
        "<tr><td><!-- 9 -->2<!-- \n -->3</td></table> 丁"
    )

    def test_a_table_is_a_grid_and_what_stands_around_it_is_text(self):
        document = read_text(self.MARKUP)
        assert [block.text if isinstance(block, Text) else "表格" for block in document.blocks] == [
            "甲",
            "表",
            "表格",
            "丁",
        ]
        assert rows(self.MARKUP) == [[["乙 丙", "1"], ["23"]]]
        grid = document.blocks[2]
        assert isinstance(grid, Grid)
        assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells] == [
            (0, 0, 2, 3),
            (0, 3, 1, 1),
            (1, 3, 1, 1),
        ]

    def test_every_piece_knows_its_line_and_column(self):
        found = {text: stands_at(self.MARKUP, place)[:1] for text, place in pieces(read_text(self.MARKUP))}
        assert found == {"甲": "甲", "表": "<", "乙 丙": "乙", "1": "1", "23": "2", "丁": "丁"}

    @pytest.mark.parametrize("markup", ["<table><tr><td>1", "a<table>b", "</table>", "<table", "<tablet>1</tablet>"])
    def test_markup_that_is_no_whole_table_is_text(self, markup):
        assert pieces(read_text(f"甲\n{markup}\n乙"))[0][0] == "甲"
        assert rows(markup) == []

    @pytest.mark.parametrize(
        "cells",
        ["<td>1<td>2", "<td>1</td>\n<th>2</th>", "<tr><td>1<td>2<tr>", "<tbody><TR><TD>1</TD><TD>2</TD></tbody>"],
    )
    def test_unclosed_cells_and_rows_are_cells(self, cells):
        assert rows(f"甲\n<table>{cells}</table>") == [[["1", "2"]]]

    def test_the_limit_is_what_a_document_may_hold(self):
        table = "<table><tr><td>1</td><td>2</td></tr></table>\n"
        assert read_text(table * 3, Limits(cells=6)).blocks
        with pytest.raises(LimitExceeded):
            read_text(table * 4, Limits(cells=6))

    def test_bold_words_are_words(self):
        assert texts("**一、总体情况**\n一是**下一步**要做\n2 ** 3 ** 4") == [
            ("一、总体情况", None),
            ("一是下一步要做", None),
            ("2 ** 3 ** 4", None),
        ]
        assert pieces(read_text(" **甲**"))[0][1] == LinePlace(1, 4)

    @pytest.mark.parametrize(
        "filling",
        ["<table>", "<table><td>", "<!--", "<td ", "<", "**", "<table></table>", "</table>", "<b>", "<table><!--"],
    )
    def test_hostile_markup_costs_no_more_than_its_length(self, filling):
        started = process_time()
        read_text("甲\n" + "<table>" + filling * 20_000 + "</table>")
        read_text("甲\n" + "<table></table>" + filling * 20_000)
        assert process_time() - started < 4.0
