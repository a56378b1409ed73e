"""HTML pages as they are met: encodings, broken nesting, cells, layout, cut pages; places against lxml's own."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportcheck.errors import Damaged, Empty, LimitExceeded, TargetError
from reportcheck.labels import key
from reportcheck.numerals import read_number
from reportcheck.readers.html import read
from reportcheck.values import Block, Document, ElementPlace, Grid, Limits, Picture, Source, Text

TABLE = "<table><tr><td>规章</td><td>12</td></tr><tr><td>镕喆犇堃</td><td>34</td></tr></table>"
CELLS = [["规章", "12"], ["镕喆犇堃", "34"]]


def read_page(page: str | bytes, limits: Limits | None = None) -> Document:
    data = page.encode() if isinstance(page, str) else page
    return read(Source("page.html", "text/html", data, sha256(data).hexdigest()), limits or Limits())


def grids(page: str | bytes) -> list[list[list[str]]]:
    """The texts of every grid, row by row."""
    found = []
    for grid in read_page(page).blocks:
        if isinstance(grid, Grid):
            rows = [[] for _ in range(max(cell.row for cell in grid.cells) + 1)]
            for cell in grid.cells:
                rows[cell.row].append(cell.text)
            found.append(rows)
    return found


def cell(markup: str) -> str:
    """What is read in a figure cell that holds the markup."""
    [[[_, text]]] = grids(f"<table><tr><td>规章</td><td>{markup}</td></tr></table>")
    return text


def texts(page: str | bytes) -> list[str]:
    return [block.text for block in read_page(page).blocks if isinstance(block, Text)]


def codes(page: str | bytes) -> list[str]:
    return [note.code for note in read_page(page).notes]


def page_with(head: str, body: str = TABLE) -> str:
    return f"<!DOCTYPE html>\n<html><head>{head}<title>报告</title></head>\n<body>\n{body}\n</body></html>"


class TestNesting:
    @pytest.mark.parametrize("tag", ["font", "span", "div", "b", "center"])
    @pytest.mark.parametrize("depth", [256, 2_500, 5_000])
    def test_a_table_under_unclosed_wrappers_is_read(self, tag, depth):
        page = f"<html><body>{f'<{tag}>' * depth}{TABLE}<p>尾</p></body></html>"
        assert grids(page) == [CELLS]
        assert texts(page) == ["尾"]

    @pytest.mark.parametrize("depth", [256, 5_000])
    def test_wrappers_inside_a_cell_lose_nothing(self, depth):
        assert cell("<font>" * depth + "12" + "</font>" * depth) == "12"

    def test_the_second_parser_is_noted(self):
        assert codes("<font>" * 5_000 + TABLE) == ["second-parser"]
        assert codes("<font>" * 256 + TABLE) == []

    @pytest.mark.parametrize("tag", ["font", "div"])
    def test_beyond_the_limit_there_is_a_clear_error(self, tag):
        with pytest.raises(LimitExceeded) as error:
            read_page(f"<{tag}>" * 12_000 + TABLE)
        assert (error.value.detail, error.value.arguments) == ("nesting", {"limit": 10_000})

    def test_the_limit_holds_for_pages_the_first_parser_reads_too(self):
        page = "<div>" * 60 + TABLE
        assert read_page(page, Limits(nesting=100)).blocks
        with pytest.raises(LimitExceeded):
            read_page(page, Limits(nesting=50))

    @pytest.mark.parametrize(
        "body",
        [
            *("<p>甲</p><p>乙</p>", "<div>甲</div><div>乙</div>", "<div>甲</div>乙", "<ul><li>甲</li><li>乙</li></ul>"),
            *("<section>甲</section><section>乙</section>", "<center>甲</center>乙", "<blockquote>甲</blockquote>乙"),
            *("<dl><dt>甲<dd>乙</dl>", "<article>甲</article><footer>乙</footer>", "<pre>甲\n乙</pre>", "甲<br>乙"),
            *("<h2>甲</h2>乙", "<p><a href=x>甲</a></p>", "<p>甲<span>乙</span>丙</p>", "<img alt=甲>乙"),
            *("<p hidden>甲</p>乙", "<span style='display:none'>甲</span>乙", "<textarea>甲</textarea>乙"),
            *("<select><option>甲</option></select>乙", "<noscript>甲</noscript>乙", "<template>甲</template>乙"),
            *("<button>甲</button>乙", "<svg><text>甲</text></svg>乙", "<script>var x = '<p>甲'</script>乙"),
            *("<!-- 甲 -->乙", "<iframe src=x></iframe>乙", "<table><tr><td rowspan=2>甲<td>1<tr><td>2</table>"),
            *(
                "<table><tr><td>甲<td><div>1</div><div>2</div></table>",
                "<table><caption>题</caption><tr><td>甲<td>1</table>",
            ),
        ],
    )
    def test_a_deep_page_reads_like_a_shallow_one(self, body):
        def content(page: str) -> list[object]:
            return [
                [(c.text, c.row, c.column, c.row_span) for c in block.cells]
                if isinstance(block, Grid)
                else (type(block), block.text, getattr(block, "level", None), getattr(block, "link", None))
                for block in read_page(page).blocks
            ]

        deep = f"<html><body>{'<font>' * 2_500}<div>{body}</div></body></html>"
        assert content(deep) == content(f"<html><body><div>{body}</div></body></html>")

    def test_lines_of_a_deep_page_are_those_of_the_source(self):
        lines = [
            *("<html><body>", "<p>首</p>", "<!--", "<table><tr><td>旧</td></tr></table>", "-->"),
            *("<script>", "var row = '<tr><td>';", "</script>", "<font>" * 2_500, "<table>", "<tr>"),
            *("<td>规章</td>", "<td>12</td>", "</tr>", "</table>", "</body></html>"),
        ]
        [first, grid] = read_page("\n".join(lines)).blocks
        assert first.place.line == lines.index("<p>首</p>") + 1
        assert grid.place.line == lines.index("<table>") + 1
        assert [c.place.line for c in grid.cells] == [lines.index("<td>规章</td>") + 1, lines.index("<td>12</td>") + 1]


GB2312 = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
XHTML = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'


class TestEncodings:
    @pytest.mark.parametrize("label", ["gb2312", "GB2312", "gbk", "x-gbk", "gb18030", "'gbk'"])
    def test_characters_outside_gb2312_under_its_label(self, label):
        page = page_with(f"<meta charset={label}>").encode("gb18030")
        assert grids(page) == [CELLS]
        assert codes(page) == []

    @pytest.mark.parametrize(
        "head",
        [
            GB2312,
            GB2312.replace('"', "'"),
            GB2312.upper(),
            "<meta charset = gb2312 />",
            '<META CONTENT="text/html;charset=gbk">',
        ],
    )
    def test_a_label_is_found_however_it_is_written(self, head):
        page = page_with(head).encode("gb18030")
        assert grids(page) == [CELLS]
        assert codes(page) == []

    @pytest.mark.parametrize(
        ("label", "encoding"),
        [
            *(
                ("utf-8", "gb18030"),
                ("big5", "gb18030"),
                ("ascii", "gb18030"),
                ("no-such-thing", "gb18030"),
                ("", "gb18030"),
            ),
            *(
                ("gb2312", "utf-8"),
                ("iso-8859-1", "utf-8"),
                ("utf-16", "utf-8"),
                ("no-such-thing", "utf-8"),
                ("", "utf-8"),
            ),
        ],
    )
    def test_a_wrong_label_does_no_harm(self, label, encoding):
        page = page_with(f"<meta charset={label}>").encode(encoding)
        assert grids(page) == [CELLS]
        assert codes(page) == (["encoding-guessed"] if encoding != "utf-8" else [])

    @pytest.mark.parametrize(
        "decoy",
        [
            '<meta name="generator" content="editor, charset=big5">',
            '<meta name="description" content="charset=iso-8859-1 pages">',
            '<!-- <meta charset="iso-8859-1"> -->',
            '<script src="a.js" charset="windows-1252"></script>',
        ],
    )
    def test_a_label_on_something_else_is_not_the_pages(self, decoy):
        assert grids(page_with(decoy + GB2312).encode("gb18030")) == [CELLS]

    def test_a_label_of_sixteen_bits_on_bytes_of_eight_is_wrong(self):
        body = "<table><tr><td>一</td><td>12</td></tr></table>"
        page = f"<html><meta charset=utf-16><body>{body}</body></html>".encode("gb18030")
        for padding in (b"", b" "):
            assert grids(page + padding) == [[["一", "12"]]]

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("mark", ["\ufeff", ""])
    @pytest.mark.parametrize(
        "page",
        [
            page_with("<meta charset=utf-16>"),
            f"<html><head><title>青岚县水务局</title></head><body>{TABLE}</body></html>",
            page_with("", f"<p>\u3000\u3000一、总体情况</p><p>其一、其二、一切如常。</p>{TABLE}"),
        ],
        ids=["labelled", "a title at once", "characters with a zero byte"],
    )
    def test_utf_16_with_and_without_its_mark(self, page, mark, encoding):
        assert grids((mark + page).encode(encoding)) == [CELLS]

    def test_a_mark_of_utf_8_outweighs_a_label(self):
        page = page_with(GB2312).encode("utf-8-sig")
        assert grids(page) == [CELLS]
        assert codes(page) == []

    @pytest.mark.parametrize(("label", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("gbk", "utf-8")])
    def test_an_xml_prologue_names_the_encoding_and_does_no_harm(self, label, encoding):
        page = f'<?xml version="1.0" encoding="{label}"?>\n{XHTML}\n{page_with("")}'.encode(encoding)
        assert grids(page) == [CELLS]
        assert codes(page) == []

    def test_one_broken_byte_does_not_spoil_the_page(self):
        page = page_with("<meta charset=utf-8>").encode().replace("报告".encode(), "报告".encode()[:-1])
        assert grids(page) == [CELLS]

    def test_null_bytes_are_no_characters(self):
        page = page_with("<meta charset=utf-8>").encode().replace("规章".encode(), "规\0章\0".encode())
        assert grids(page) == [CELLS]


class TestCells:
    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("<span>1</span><span>2</span>", "12"),
            ("<font><b>1</b></font><i>2</i>", "12"),
            ("<p><span>1</span><span>2</span><o:p></o:p></p>", "12"),
            ("12<o:p>&nbsp;</o:p>", "12"),
            ("<div><p>12</p></div>", "12"),
            ("12<br>", "12"),
            ("<br/>12<br/>", "12"),
            ("  12\n\t", "12"),
            ("<!-- 3 -->12", "12"),
            ("1<!-- x -->2", "12"),
            ("12<!--[if gte mso 9]><xml><x>7</x></xml><![endif]-->", "12"),
            ("<![if !supportLists]>12<![endif]>", "12"),
            ('12<?xml:namespace prefix = o ns = "urn:x" />', "12"),
            ("<script>document.write('<table><tr><td>7</td></tr></table>')</script>12", "12"),
            ("12<style>td { width: 7px }</style>", "12"),
            ("<a href=x>12</a>", "12"),
            ("<pre>12</pre>", "12"),
            ("&nbsp;", ""),
            ("&nbsp", ""),
            ("&#160;&#xA0;&#12288;", ""),
            ("&#49;&#x32;", "12"),
            ("&lt;table&gt;", "<table>"),
            ("&#151;", "—"),
            ("A&amp;B&quot;&hellip;", 'A&B"…'),
        ],
    )
    def test_a_cell_is_read_as_it_shows(self, markup, text):
        assert cell(markup) == text

    @pytest.mark.parametrize(
        "markup",
        [
            *("12<br>34", "12<br/>34", "12<br><br>34", "<p>12</p><p>34</p>", "12<p>34</p>", "<p>12</p>34"),
            *("<div>12</div><div>34</div>", "12<div>34</div>", "<div>12</div>34", "<ul><li>12<li>34</ul>"),
            *("<section>12</section><section>34</section>", "<center>12</center>34", "<h4>12</h4><h4>34</h4>"),
            *("<dl><dt>12<dd>34</dl>", "<blockquote>12</blockquote>34", "12<hr>34", "<pre>12\n34</pre>"),
        ],
    )
    def test_two_figures_on_two_lines_stay_apart(self, markup):
        assert cell(markup).split() == ["12", "34"]
        assert read_number(cell(markup)).kind == "illegible"

    @pytest.mark.parametrize(
        "markup", ["本年新<br>制作数量", "本年新<br/>制作<br/>数量", "<p>本年新</p><p>制作数量</p>"]
    )
    def test_a_label_over_several_lines_is_still_that_label(self, markup):
        assert key(cell(markup)) == "本年新制作数量"

    @pytest.mark.parametrize(
        "hidden",
        ["style='display:none'", "style='DISPLAY: NONE'", "style='color:red; display : none;'", "hidden", "hidden=''"],
    )
    def test_what_is_hidden_in_a_cell_is_not_printed(self, hidden):
        assert cell(f"5<span {hidden}>7</span>") == "5"
        assert cell(f"<div {hidden}><p>7</p></div>5") == "5"

    @pytest.mark.parametrize(
        "markup", ["12<sup>1</sup>", "12<sup>[1]</sup>", "<del>5</del>7", "<s>5</s>7", "<strike>5</strike>7"]
    )
    def test_raised_and_struck_figures_do_not_join_the_figure(self, markup):
        assert read_number(cell(markup)).value not in (121, 57)

    def test_hidden_rows_and_cells_are_not_printed(self):
        page = """<table><tr><td>规章</td><td style="display:none">7</td><td>1</td></tr>
            <tr style="display:none"><td>旧</td><td>8</td></tr><tr hidden><td>旧</td><td>9</td></tr>
            <tr><td>行政许可</td><td>2</td></tr></table>"""
        assert grids(page) == [[["规章", "1"], ["行政许可", "2"]]]


class TestTables:
    @pytest.mark.parametrize(
        "markup",
        [
            "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>",
            "<table><tr><td>甲</td><td>1</td><tr><td>乙</td><td>2</table>",
            "<table><tbody><tr><th>甲</th><td>1</td></tr></tbody><tbody><tr><th>乙</th><td>2</td></tr></tbody></table>",
            "<table><thead><tr><td>甲</td><td>1</td></tr></thead><tr><td>乙</td><td>2</td></tr></table>",
            "<table><tr><div><td>甲</td></div><td>1</td></tr><tr><div><td>乙</td><td>2</td></div></tr></table>",
            "<table><tr><form><td>甲</td><td>1</td></form></tr><tr><td>乙</td><td>2</td></tr></table>",
            "<TABLE><TR><TD>甲</TD><TD>1</TD></TR><TR><TD>乙</TD><TD>2</TD></TR></TABLE>",
            "<table><!-- <tr><td>旧</td></tr> --><tr><td>甲<td>1<!--[if mso]><td>3<![endif]--><tr><td>乙<td>2</table>",
            "<table><colgroup><col><col></colgroup><tr><td>甲<td>1<tr><td>乙<td>2</table>",
            "<div><table><tr><td>甲<td>1<tr><td>乙<td>2</div>",
            "<table><tr><td>甲<td><div>1<tr><td>乙<td><div>2</table>",
            "<table><tr><td><font>甲<td><b>1<tr><td><p>乙<td>2</table>",
        ],
    )
    def test_rows_are_found_in_broken_markup(self, markup):
        assert grids(markup) == [[["甲", "1"], ["乙", "2"]]]

    def test_cells_straight_in_the_table_are_a_row(self):
        assert grids("<table><td>甲</td><td>1</td></table>") == [[["甲", "1"]]]
        assert grids("<table><td>甲<td>1<tr><td>乙<td>2</tr></table>") == [[["甲", "1"], ["乙", "2"]]]

    def test_a_table_in_a_script_is_none(self):
        page = page_with(f"<script>var t = '{TABLE}';</script>", f'<script>document.write("{TABLE}")</script>{TABLE}')
        assert grids(page) == [CELLS]

    def test_a_table_in_a_comment_is_none(self):
        assert grids(page_with("", f"<!-- {TABLE} -->{TABLE}<!--[if IE]>{TABLE}<![endif]-->")) == [CELLS]

    @pytest.mark.parametrize(
        ("span", "width"),
        [
            *(("2", 2), (" 2 ", 2), ("'2'", 2), ("02", 2), ("000000000000002", 2), ("2px", 2), ("+2", 2), ("2.9", 2)),
            *(("0", 1), ("-3", 1), ("x", 1), ("''", 1), ("٣", 1), ("1000000000", 1000), ("9" * 5000, 1000)),
        ],
    )
    def test_a_span_is_a_number_as_html_reads_it(self, span, width):
        span = span if span.startswith("'") else f"'{span}'"
        [grid] = read_page(
            f"<table><tr><td colspan={span}>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
        ).blocks
        assert grid.cells[0].column_span == width
        assert grid.cells[1].column == width

    def test_a_huge_row_span_makes_no_rows(self):
        page = "<table><tr><td rowspan=1000000000>甲</td><td>1</td></tr><tr><td>2</td></tr></table>"
        [grid] = read_page(page).blocks
        assert [(c.text, c.row, c.column, c.row_span) for c in grid.cells] == [
            ("甲", 0, 0, 2),
            ("1", 0, 1, 1),
            ("2", 1, 1, 1),
        ]

    def test_an_empty_row_counts_under_a_row_span(self):
        page = "<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr></tr><tr><td>乙</td><td>2</td></tr></table>"
        [grid] = read_page(page).blocks
        assert [(c.text, c.row, c.column) for c in grid.cells] == [("甲", 0, 0), ("1", 0, 1), ("乙", 2, 0), ("2", 2, 1)]

    def test_a_row_span_ends_with_its_group_of_rows(self):
        page = (
            "<table><thead><tr><td rowspan=2>甲</td><td>乙</td></tr></thead>"
            "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        )
        [grid] = read_page(page).blocks
        assert [(c.text, c.row, c.column) for c in grid.cells] == [("甲", 0, 0), ("乙", 0, 1), ("1", 1, 0), ("2", 1, 1)]

    def test_a_row_span_of_nothing_goes_to_the_end_of_the_group(self):
        page = "<table><tr><td rowspan=0>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>"
        [grid] = read_page(page).blocks
        assert [(c.text, c.row, c.column) for c in grid.cells[1:]] == [("1", 0, 1), ("2", 1, 1), ("3", 2, 1)]

    def test_a_table_that_is_never_closed_ends_where_the_next_begins(self):
        page = "<table><tr><td>甲</td><td>2</td></tr><p>二</p><table><tr><td>乙</td><td>3</td></tr></table>"
        assert grids(page) == [[["甲", "2"]], [["乙", "3"]]]

    def test_a_foot_that_stands_first_is_the_last_row(self):
        page = (
            "<table><tfoot><tr><td>合<td>9</tfoot><tbody><tr><td>乙<td>3</tbody><thead><tr><td>项<td>数</thead></table>"
        )
        assert grids(page) == [[["项", "数"], ["乙", "3"], ["合", "9"]]]

    def test_rows_that_only_end_are_rows(self):
        page = "<table><td>甲</td><td>1</td></tr><td>乙</td><td>2</td></tr><!-- x --><th>丙<td>3</tr></table>"
        assert grids(page) == [[["甲", "1"], ["乙", "2"], ["丙", "3"]]]

    def test_a_caption_and_text_between_the_rows_are_not_lost(self):
        page = "<table><caption>三、收到和处理情况</caption>散文<tr><td>甲</td><td>1</td></tr></table>尾"
        assert texts(page) == ["三、收到和处理情况", "散文", "尾"]
        assert grids(page) == [[["甲", "1"]]]

    def test_a_long_remark_under_a_table_leaves_its_blank_cells(self):
        remark = "本表所列数据由各承办单位填报，经汇总核对后公布。" * 15
        page = f"<table><tr><td>甲</td><td></td><td>1</td></tr><tr><td colspan=3>注：{remark}</td></tr></table>"
        [rows] = grids(page)
        assert rows[0] == ["甲", "", "1"]


class TestLayout:
    def test_nested_layout_tables_are_walked_down_to_the_data(self):
        page = f"<table><tr><td>导航</td><td><table><tr><td><p>正文</p>{TABLE}<p>尾</p></td></tr></table></td></tr></table>"
        assert grids(page) == [CELLS]
        assert texts(page) == ["导航", "正文", "尾"]

    @pytest.mark.parametrize("inner", [TABLE, ""])
    def test_a_whole_report_in_one_cell(self, inner):
        page = f"<table><tr><td><h2>一、总体情况</h2><p>甲。</p>{inner}<p>乙。</p></td></tr></table>"
        blocks = read_page(page).blocks
        assert [block.text for block in blocks if isinstance(block, Text)] == ["一、总体情况", "甲。", "乙。"]
        assert blocks[0].level == 2
        assert grids(page) == ([CELLS] if inner else [])

    @pytest.mark.parametrize("margin", ["", "&nbsp;", "<img src=x>"])
    def test_a_layout_of_short_text_beside_an_empty_margin(self, margin):
        document = read_page(f"<table><tr><td>{margin}</td><td><p>六、其他</p><p>无。</p></td></tr></table>")
        assert [block.text for block in document.blocks if not isinstance(block, Picture)] == ["六、其他", "无。"]

    def test_a_layout_of_long_text_beside_a_margin(self):
        page = f"<table><tr><td>栏目</td><td><p>{'本年度工作有序开展。' * 40}</p><p>乙。</p></td></tr></table>"
        assert [text[:2] for text in texts(page)] == ["栏目", "本年", "乙。"]

    def test_blocks_come_in_reading_order(self):
        page = f"前<p>甲</p>{TABLE}中<div>乙<p>丙</p>丁</div><img alt=图>{TABLE}后"
        kinds = ["规章" if isinstance(block, Grid) else block.text for block in read_page(page).blocks]
        assert kinds == ["前", "甲", "规章", "中", "乙", "丙", "丁", "图", "规章", "后"]


class TestText:
    @pytest.mark.parametrize(
        ("markup", "expected"),
        [
            ("前<p>甲</p>后", ["前", "甲", "后"]),
            ("<p>甲<br>乙<br/>丙</p>", ["甲", "乙", "丙"]),
            ("<p>甲<b>乙</b><span>丙</span></p>", ["甲乙丙"]),
            ("<p>甲\n  乙&nbsp;&#12288;丙</p>", ["甲 乙 丙"]),
            ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
            ("<ul><li>甲<li>乙</ul><ol><li>丙</ol>", ["甲", "乙", "丙"]),
            ("<pre>甲  乙\n\n丙</pre>", ["甲 乙", "丙"]),
            ("<p></p><p>&nbsp;</p><p>甲</p>", ["甲"]),
            ("<p>甲<o:p></o:p></p><p><o:p>&nbsp;</o:p></p>", ["甲"]),
            ("<p>甲<!-- 乙 -->丙</p><!--[if IE]><p>丁</p><![endif]-->", ["甲丙"]),
            ("<script>var a = '<p>甲</p>'</script><style>p{}</style><p>乙</p>", ["乙"]),
            ("<p>甲&lt;p&gt;&amp;amp;</p>", ["甲<p>&amp;"]),
            ("<section>甲</section><article>乙</article><center>丙</center>", ["甲", "乙", "丙"]),
            ("<textarea>甲</textarea><select><option>乙</select><button>丙</button>丁", ["丁"]),
            ("<p>" + "".join(f"<span>{c}</span>" for c in "总体情况") + "</p>", ["总体情况"]),
        ],
    )
    def test_paragraphs(self, markup, expected):
        assert texts(page_with("", markup)) == expected

    @pytest.mark.parametrize(
        "hidden",
        [
            *("hidden", "hidden='hidden'", "style='display:none'", "style='display: none;'", "style='DISPLAY: none'"),
            *("style='DISPLAY:NONE'", "style='color:red;display:none!important'", "style='display:\tnone'"),
        ],
    )
    def test_what_is_hidden_is_not_printed(self, hidden):
        page = page_with(
            "",
            f"<p>甲<span {hidden}>乙</span>丙</p><div {hidden}><p>丁{TABLE}</div><table {hidden}><tr><td>1<td>2</table>戊",
        )
        assert texts(page) == ["甲丙", "戊"]
        assert grids(page) == []

    @pytest.mark.parametrize("style", ["display:block", "text-decoration:none", "float:none; display:inline"])
    def test_other_styles_hide_nothing(self, style):
        assert texts(f"<p style='{style}'>甲</p>") == ["甲"]

    def test_headings_have_levels(self):
        markup = (
            "".join(f"<h{level}>第{level}</h{level}>" for level in range(1, 7))
            + "<h2><span>甲</span><br>乙</h2><p>丙</p>"
        )
        blocks = read_page(page_with("", markup)).blocks
        assert [block.level for block in blocks] == [1, 2, 3, 4, 5, 6, 2, 2, None]

    @pytest.mark.parametrize(
        ("markup", "link"),
        [
            *(("<p><a href=x>甲</a></p>", True), ("<li><a href=x><b>甲</b></a>&nbsp;<a href=y>乙</a>", True)),
            *(("<a href=x><p>甲</p></a>", True), ("<a href=x>甲</a>", True), ("<p><a href=x>甲</a>。</p>", False)),
            *(("<p>甲<a href=x>乙</a></p>", False), ("<p>甲</p>", False), ("<p><a href=x></a>甲</p>", False)),
        ],
    )
    def test_a_paragraph_of_nothing_but_links_is_marked(self, markup, link):
        [block] = read_page(page_with("", markup)).blocks
        assert block.link is link

    def test_statements_in_the_head_are_metadata(self):
        named = '<meta name="PubDate" content=" 2024-01-25 10:00 "><meta name="e" content="">'
        head = named + '<meta property="article:x" content="甲">'
        document = read_page(page_with(head, "<p>甲</p>"))
        assert [(meta.name, meta.content) for meta in document.metadata] == [
            ("PubDate", "2024-01-25 10:00"),
            ("article:x", "甲"),
            ("title", "报告"),
        ]
        assert (document.media_type, document.origin) == ("text/html", "page.html")


class TestPictures:
    def kinds(self, page: str) -> list[str]:
        def kind(block: Block) -> str:
            return "表" if isinstance(block, Grid) else f"图{block.text}" if isinstance(block, Picture) else block.text

        return [kind(block) for block in read_page(page).blocks]

    def test_pictures_stand_in_order(self):
        first = "<img alt=一><p>甲<img alt=二>乙</p><object data=x></object>"
        page = f"{first}{TABLE}<p><img alt=三></p>丙<iframe src=x></iframe>"
        assert self.kinds(page) == ["图一", "甲乙", "图二", "图", "表", "图三", "丙", "图"]

    @pytest.mark.parametrize(
        "markup",
        [
            "<table><tr><td><img alt=一></td></tr></table>",
            "<table><tr><td><img alt=一></td><td>&nbsp;</td></tr></table>",
            "<table><tr><td></td><td><p><img alt=一></p></td></tr></table>",
        ],
    )
    def test_a_picture_in_a_layout_table_is_not_lost(self, markup):
        assert "图一" in self.kinds(markup)

    def test_a_picture_among_figures_is_not_lost(self):
        assert "图一" in self.kinds(
            "<table><tr><td>规章</td><td><img alt=一></td></tr><tr><td>行政许可</td><td>2</td></tr></table>"
        )

    def test_what_follows_an_embedded_object_is_not_lost(self):
        assert self.kinds(f"<p>甲<embed src=x>乙</p><p>丙</p>{TABLE}<p>丁</p>") == ["甲乙", "图", "丙", "表", "丁"]

    def test_a_hidden_picture_is_none(self):
        assert self.kinds("<p>甲<img alt=一 style='display:none'></p>") == ["甲"]


class TestCutPages:
    @pytest.mark.parametrize(
        "page",
        [
            "<html><body><p>甲</p><table><tr><td>规章</td><td>1",
            f"<html><body>{TABLE}<table><tr><td>规章</td>",
            f"<html><body>{TABLE}<p cla",
            f"<html><body>{TABLE}</bo",
            f"<html><body>{TABLE}<a href='http://",
            "<HTML><BODY><TABLE><TR><TD>规章",
            f"<html><body>{TABLE}<img src='data:image/png;base64,{'A' * 1_500}",
            f"<html><body>{TABLE}<img src='data:image/png;base64,{'A' * 3_000}",
            f"<html><body>{TABLE}<img src='data:image/png;base64,{'A' * 50_000}",
        ],
    )
    def test_a_page_that_ends_in_a_tag_or_an_open_table_is_damaged(self, page):
        with pytest.raises(Damaged) as error:
            read_page(page)
        assert (error.value.detail, error.value.arguments) == ("truncated", {"bytes": len(page.encode())})

    @given(st.integers(0, 3000))
    @settings(max_examples=60)
    def test_a_page_cut_inside_its_table_is_never_read_as_whole(self, cut):
        page = page_with("", "<p>甲</p><table>" + "<tr><td>规章</td><td>12</td></tr>" * 60 + "</table>").encode()
        start, end = page.index(b"<table>") + 7, page.index(b"</table>")
        with pytest.raises(Damaged):
            read_page(page[: start + cut % (end - start)])

    @pytest.mark.parametrize(
        "page",
        [
            f"<html><body>{TABLE}",
            f"<p>甲</p>{TABLE}",
            "<html><body><table><tr><td>规章<td>12</body></html>",
            f"<html><body>{TABLE}<p>小于 < 号",
            f"<html><body><script>document.write('<table>'); document.write('<\\/table>')</script>{TABLE}",
            f"<html><body><script>var open = '<table border=1>';</script>{TABLE}",
            f"<html><body><!-- <table> -->{TABLE}",
            f"<html><body><!--[if IE]><table><![endif]-->{TABLE}",
        ],
    )
    def test_a_page_that_only_leaves_out_end_tags_is_read(self, page):
        assert any(isinstance(block, Grid) for block in read_page(page).blocks)

    @pytest.mark.parametrize(
        "page", ["<html></html>", "<html><body> &nbsp; </body></html>", page_with("", "<!-- 甲 -->")]
    )
    def test_an_empty_page_has_no_blocks(self, page):
        assert read_page(page).blocks == ()

    @pytest.mark.parametrize("page", [b"", b" \n ", b"<!-- x -->"])
    def test_no_element_at_all_is_empty(self, page):
        with pytest.raises(Empty):
            read_page(page)


class TestLimits:
    def test_too_many_cells_are_refused(self):
        with pytest.raises(LimitExceeded) as error:
            read_page("<table>" + "<tr><td>1<td>2</tr>" * 125_000 + "</table>")
        assert (error.value.detail, error.value.arguments) == ("cells", {"limit": 200_000})

    def test_the_limit_is_what_a_document_may_hold(self):
        table = "<table>" + "<tr><td>1<td>2</tr>" * 4 + "</table>"
        assert len(read_page(table, Limits(cells=8)).blocks) == 1
        with pytest.raises(LimitExceeded):
            read_page(table * 2, Limits(cells=8))


def getpaths(page: str) -> dict[str, etree._Element]:
    """Every element of the page by the path lxml gives it."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(page.encode(), parser)
    return {root.getroottree().getpath(element): element for element in root.iter()}


TAGS = ["div", "p", "span", "b", "h2", "ul", "li", "font", "o:p", "center", "a"]


@st.composite
def trees(draw: st.DrawFn) -> str:
    """A small page, sometimes badly nested, in which every start tag has an id of its own and lines vary."""
    count = 0

    def start(tag: str) -> str:
        nonlocal count
        count += 1
        return draw(st.sampled_from(["", "", "\n", "\n\n"])) + f'<{tag} id="n{count}">'

    def table(depth: int) -> str:
        rows = [
            start("tr")
            + "".join(
                start(draw(st.sampled_from(["td", "td", "th"]))) + content(depth + 2)
                for _ in range(draw(st.integers(1, 3)))
            )
            for _ in range(draw(st.integers(1, 3)))
        ]
        body = draw(st.sampled_from(["", "tbody"]))
        return start("table") + (start(body) if body else "") + "".join(rows) + "</table>"

    def content(depth: int) -> str:
        parts = []
        for _ in range(draw(st.integers(0, 3 if depth < 4 else 0))):
            kind = draw(st.sampled_from(["text", "text", "tag", "tag", "table", "br", "comment", "img"]))
            if kind == "text":
                parts.append(draw(st.sampled_from(["甲", "12", "乙丙", " ", "&nbsp;"])))
            elif kind == "tag":
                tag = draw(st.sampled_from(TAGS))
                parts.append(start(tag) + content(depth + 1) + draw(st.sampled_from([f"</{tag}>", f"</{tag}>", ""])))
            elif kind == "table":
                parts.append(table(depth))
            else:
                parts.append({"br": "<br>", "comment": "<!-- \n<td> -->", "img": start("img")}[kind])
        return "".join(parts)

    return f"<html><body>{content(0)}{table(0)}{content(0)}</body></html>"


def places(document: Document) -> list[ElementPlace]:
    return [
        place
        for block in document.blocks
        for place in (block.place, *(c.place for c in (block.cells if isinstance(block, Grid) else ())))
    ]


class TestPlaces:
    @given(trees())
    def test_every_path_is_the_one_lxml_gives(self, page):
        known = getpaths(page)
        for place in places(read_page(page)):
            assert place.path in known
            assert place.line == known[place.path].sourceline

    @given(trees())
    def test_every_line_is_the_one_of_the_start_tag(self, page):
        known = getpaths(page)
        lines = {
            id: number for number, line in enumerate(page.split("\n"), 1) for id in re.findall(r'id="(n\d+)"', line)
        }
        for place in places(read_page(page)):
            assert place.line == lines.get(known[place.path].get("id"), place.line)

    @given(trees())
    def test_every_cell_of_a_table_is_read_once_at_its_own_path(self, page):
        known = getpaths(page)
        for block in read_page(page).blocks:
            if isinstance(block, Grid):
                table = known[block.place.path]
                assert table.tag == "table"
                expected = [
                    path
                    for path, element in known.items()
                    if element.tag in ("td", "th") and table in element.iterancestors()
                ]
                assert [c.place.path for c in block.cells] == expected

    @given(trees())
    def test_every_text_is_found_inside_the_element_it_is_placed_at(self, page):
        known = getpaths(page)
        for block in read_page(page).blocks:
            if isinstance(block, Text):
                whole = "".join("".join(known[block.place.path].itertext()).split())
                assert "".join(block.text.split()) in whole

    @given(trees())
    def test_no_text_is_lost_and_none_read_twice(self, page):
        document = read_page(page)
        parts = [
            part
            for block in document.blocks
            for part in ([c.text for c in block.cells] if isinstance(block, Grid) else [block.text])
        ]
        root = next(iter(getpaths(page).values()))
        assert "".join("".join(parts).split()) == "".join("".join(root.itertext()).split())

    def test_elements_with_a_prefix_keep_it(self):
        [first, second] = read_page("<html><body><o:p><p>甲</p></o:p><o:p><p>乙</p></o:p></body></html>").blocks
        assert [first.place.path, second.place.path] == ["/html/body/o:p[1]/p", "/html/body/o:p[2]/p"]


@given(st.text("<>/=\"' \n!-?&;atdrblephmo:甲1", max_size=80))
def test_no_markup_makes_the_reader_fall(page):
    try:
        document = read_page(page)
    except TargetError:
        return
    assert all(isinstance(block.place, ElementPlace) for block in document.blocks)
