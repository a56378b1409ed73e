"""Word documents as they are met: numbering, merged cells, revisions, fields, boxes, hostile packages; places in the file."""

from __future__ import annotations

import random
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import word_habits
from generate import true_report
from habits import rows_of
from reportcheck.errors import Damaged, Empty, Encrypted, LimitExceeded, NeedsOcr, TargetError, Timeout, TooLarge
from reportcheck.readers.docx import read
from reportcheck.readers.docx.ordinals import ordinal
from reportcheck.values import Cell, Document, Grid, Limits, Note, ParagraphPlace, Picture, Source, TablePlace, Text
from word_files import DECLARED, PROLOGUE, docx, line, para, placed_rows, run, unzipped, zipped
from word_habits import HABITS, abstract, level, style

PICTURE = '<w:drawing><wp:inline><wp:docPr id="1" name="图" descr="表三"/><a:graphic><a:blip r:embed="r9"/></a:graphic></wp:inline></w:drawing>'
RESTART = '<w:vMerge w:val="restart"/>'
SPAN_2 = '<w:gridSpan w:val="2"/>'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_bytes(data: bytes, limits: Limits | None = None) -> Document:
    return read(Source("report.docx", "", data, sha256(data).hexdigest()), limits or Limits())


def read_body(body: str, **parts: str) -> Document:
    return read_bytes(docx(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read_body(body, **parts).blocks if isinstance(block, Text)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def rows(*cells: str) -> str:
    """A table of one row of cells, each a string of markup, under a header."""
    inside = "".join(f"<w:tc><w:tcPr/>{each}</w:tc>" for each in cells)
    head = f"<w:tc>{line('规章')}</w:tc>" * len(cells)
    return f"<w:tbl><w:tr>{head}</w:tr><w:tr>{inside}</w:tr></w:tbl>"


def cell(markup: str, **parts: str) -> str:
    """What is read in a figure cell that holds the markup."""
    [grid] = grids(read_body(rows(line("规章"), markup), **parts))
    return grid.cells[-1].text


def numbered(depth: int, text: str = "甲", id: int = 1) -> str:
    return para(run(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{id}"/></w:numPr>')


def num(id: int, abstract_id: int, more: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract_id}"/>{more}</w:num>'


THREE = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）")
THREE += level(2, "decimal", "%1.%2.%3").replace("<w:lvlText", "<w:isLgl/><w:lvlText")


class TestTables:
    @pytest.mark.parametrize("edition", ["2019", "2021"])
    @pytest.mark.parametrize(
        "name", ["template", "rotated_labels", "legacy_merges", "one_big_cell", "content_controls"]
    )
    def test_every_cell_stands_at_its_place_with_its_spans(self, name, edition):
        truth = true_report(5, edition)
        document = read_bytes(HABITS[name](truth, random.Random(1)))
        for grid, each in zip(grids(document), truth.form.tables, strict=True):
            assert [(c.text.replace(" ", ""), *c[1:5]) for c in grid.cells] == printed(rows_of(truth, each))

    def test_columns_of_a_finer_grid_keep_their_order_and_their_rows(self):
        truth = true_report(5, "2021")
        document = read_bytes(HABITS["finer_grid"](truth, random.Random(1)))
        for grid, each in zip(grids(document), truth.form.tables, strict=True):
            wanted = printed(rows_of(truth, each))
            assert [(c.text, c.row, c.row_span) for c in grid.cells] == [(w[0], w[1], w[3]) for w in wanted]
            assert_apart(grid.cells)

    def test_the_place_of_a_cell_leads_to_it_in_the_file(self):
        truth = true_report(6, "2019")
        data = HABITS["template"](truth, random.Random(1))
        tables = list(etree.fromstring(unzipped(data)["word/document.xml"]).iter(W + "tbl"))
        for grid in grids(read_bytes(data)):
            for each in grid.cells:
                assert isinstance(each.place, TablePlace)
                row = tables[each.place.table - 1].findall(W + "tr")[each.place.row - 1]
                found = cell_at(row, each.place.column)
                assert "".join(found.itertext()) == each.text

    def test_a_cell_below_goes_on_only_where_the_one_above_is_open_and_as_wide(self):
        a = f"<w:tr>{tc('a', RESTART)}{tc('b')}{tc('c', RESTART)}</w:tr>"
        b = f"<w:tr>{tc('', '<w:vMerge/>')}{tc('x', '<w:vMerge/>')}{tc('', '<w:vMerge/>')}</w:tr>"
        c = f"<w:tr>{tc('y', SPAN_2 + '<w:vMerge/>')}{tc('', '<w:vMerge/>')}</w:tr>"
        [grid] = grids(read_body(f"<w:tbl>{a}{b}{c}</w:tbl>"))
        assert [(each.text, *each[1:5]) for each in grid.cells] == [
            ("a", 0, 0, 2, 1),
            ("b", 0, 1, 1, 1),
            ("c", 0, 2, 3, 1),
            ("x", 1, 1, 1, 1),
            ("y", 2, 0, 1, 2),
        ]

    def test_what_stands_in_a_cell_merged_into_another_is_not_shown_and_said_to_be_lost(self):
        first = f"<w:tr>{tc('规章', RESTART)}{tc('1')}</w:tr>"
        second = f"<w:tr>{tc('77', '<w:vMerge/>')}{tc('2')}</w:tr>"
        document = read_body(f"<w:tbl>{first}{second}</w:tbl>")
        assert [each.text for each in grids(document)[0].cells] == ["规章", "1", "2"]
        [note] = document.notes
        assert (note.code, note.arguments, note.place) == ("text-lost", {"cause": "merged-cell"}, TablePlace(1, 2, 1))

    def test_deleted_and_hidden_rows_and_deleted_cells_are_left_out(self):
        gone = "<w:tr><w:trPr>{}</w:trPr>" + tc("废") + tc("9") + "</w:tr>"
        deleted = tc("9", '<w:cellDel w:id="1"/>')
        shown = f"<w:tr>{tc('规章')}{deleted}{tc('3')}</w:tr>"
        document = read_body(f"<w:tbl>{gone.format('<w:del/>')}{gone.format('<w:hidden/>')}{shown}</w:tbl>")
        [grid] = grids(document)
        assert [(each.text, each.row, each.column) for each in grid.cells] == [("规章", 0, 0), ("3", 0, 1)]
        assert grid.cells[1].place == TablePlace(1, 3, 2)

    def test_spans_without_end_are_clamped(self):
        wide = tc("a", SPAN_2.replace("2", "99999999"))
        [grid] = grids(read_body(f"<w:tbl><w:tr>{wide}{tc('1')}</w:tr></w:tbl>"))
        assert [each.column for each in grid.cells] == [0, Limits().column_span]

    def test_tables_in_tables_make_the_outer_one_layout(self):
        inner = rows(line("规章"), line("5"))
        document = read_body(rows(line("前"), inner + "<w:p/>", line("后")))
        assert [block.text for block in document.blocks if isinstance(block, Text)][-2:] == ["前", "后"]
        [grid] = grids(document)
        assert grid.place == TablePlace(2, 1, 1)

    def test_prose_in_cells_is_read_as_paragraphs(self):
        prose = line("各单位要高度重视。" * 20) * 2
        document = read_body(f"<w:tbl><w:tr>{tc('')}<w:tc>{prose}</w:tc></w:tr></w:tbl>")
        assert [len(block.text) for block in document.blocks if isinstance(block, Text)] == [180, 180]


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(text) if text else '<w:p/>'}</w:tc>"


def printed(rows: list) -> list[tuple[str, int, int, int, int]]:
    """The cells as the form prints them, with the place the layout of a table gives them."""
    return [
        (each.text, index, column, each.row_span, each.column_span)
        for index, placed in enumerate(placed_rows(rows))
        for each, column, joined in placed
        if not joined
    ]


def cell_at(row: etree._Element, column: int) -> etree._Element:
    return row.findall(W + "tc")[column - 1]


def assert_apart(cells: tuple[Cell, ...]) -> None:
    slots = [
        (row, column)
        for each in cells
        for row in range(each.row, each.row + each.row_span)
        for column in range(each.column, each.column + each.column_span)
    ]
    assert len(slots) == len(set(slots))


class TestNumbering:
    def test_deeper_levels_begin_anew_under_each_higher_one(self):
        body = "".join(map(numbered, (0, 1, 1, 0, 1, 2, 2, 1, 2)))
        assert texts(body, numbering=abstract(1, THREE) + num(1, 1)) == [
            *("一、甲", "（一）甲", "（二）甲", "二、甲", "（一）甲"),
            *("2.1.1 甲", "2.1.2 甲", "（二）甲", "2.2.1 甲"),
        ]

    def test_an_item_counts_those_above_it_that_have_not_come_yet(self):
        """Word has done so since version 6 (Q110380), once; a level that was reset begins with its next item."""
        body = "".join(map(numbered, (1, 1, 0, 2, 1)))
        lists = abstract(1, THREE) + num(1, 1)
        assert texts(body, numbering=lists) == ["（一）甲", "（二）甲", "二、甲", "2.1.1 甲", "（一）甲"]

    def test_legal_numbers_keep_the_format_of_their_own_level(self):
        levels = level(0, "upperRoman", "Article %1.") + level(1, "decimalZero", "%1.%2").replace(
            "<w:lvlText", "<w:isLgl/><w:lvlText"
        )
        assert texts(numbered(0) + numbered(1), numbering=abstract(1, levels) + num(1, 1)) == [
            "Article I. 甲",
            "1.01 甲",
        ]

    def test_text_boxes_count_apart(self):
        box = f"<w:pict><v:shape><v:textbox><w:txbxContent>{numbered(0)}</w:txbxContent></v:textbox></v:shape></w:pict>"
        body = numbered(0) + para(f"<w:r>{box}</w:r>") + numbered(0) + para(f"<w:r>{box}</w:r>")
        assert texts(body, numbering=abstract(1, THREE) + num(1, 1)) == ["一、甲", "一、甲", "二、甲", "二、甲"]

    def test_a_level_that_never_begins_anew_counts_on(self):
        levels = level(0, "decimal", "%1.") + level(1, "decimal", "%2)").replace(
            '<w:lvlText w:val="%2)"', '<w:lvlRestart w:val="0"/><w:lvlText w:val="%2)"'
        )
        body = "".join(map(numbered, (0, 1, 0, 1)))
        assert texts(body, numbering=abstract(1, levels) + num(1, 1)) == ["1. 甲", "1) 甲", "2. 甲", "2) 甲"]

    def test_lists_of_one_abstract_list_count_on_unless_they_start_anew(self):
        anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        lists = abstract(1, THREE) + num(1, 1) + num(2, 1) + num(3, 1, anew)
        body = numbered(0) + numbered(0, id=2) + numbered(0, id=3) + numbered(0, id=3) + numbered(0)
        assert texts(body, numbering=lists) == ["一、甲", "二、甲", "一、甲", "二、甲", "三、甲"]

    def test_a_list_may_replace_a_level(self):
        own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimalEnclosedCircle", "%1")}</w:lvlOverride>'
        assert texts(numbered(0), numbering=abstract(1, THREE) + num(1, 1, own)) == ["①甲"]

    def test_the_paragraph_overrules_its_style_and_no_list_is_a_list_of_its_own(self):
        styles = style("h", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style("h2", "<w:jc/>", "h")
        style_of = lambda id, more="": para(run("甲"), f'<w:pStyle w:val="{id}"/>{more}')  # noqa: E731
        none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
        deeper = '<w:numPr><w:ilvl w:val="1"/></w:numPr>'
        body = style_of("h") + style_of("h2", none) + style_of("h2", deeper) + style_of("h2")
        lists = abstract(1, THREE) + num(1, 1)
        assert texts(body, styles=styles, numbering=lists) == ["一、甲", "甲", "（一）甲", "二、甲"]

    def test_the_level_that_names_a_style_is_its_level(self):
        styles = style("h2", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        levels = level(0, "decimal", "%1.") + level(1, "chineseCounting", "（%2）", style="h2")
        body = para(run("甲"), '<w:pStyle w:val="h2"/>')
        assert texts(body, styles=styles, numbering=abstract(1, levels) + num(1, 1)) == ["（一）甲"]

    def test_the_default_style_counts_where_none_is_named(self):
        styles = style("n", '<w:numPr><w:numId w:val="1"/></w:numPr>').replace("<w:style ", '<w:style w:default="1" ')
        assert texts(line("甲"), styles=styles, numbering=abstract(1, THREE) + num(1, 1)) == ["一、甲"]

    @pytest.mark.parametrize(
        "lists",
        [
            "",
            num(1, 9),
            abstract(1, THREE, '<w:numStyleLink w:val="s"/>') + num(1, 1),
            abstract(1, level(0, "bullet", "")) + num(1, 1),
            abstract(1, level(0, "decimal", "%1").replace('w:ilvl="0"', 'w:ilvl="x"')) + num(1, 1),
        ],
        ids=["no list", "no abstract list", "a circle of styles", "bullets", "a level without a number"],
    )
    def test_what_names_no_number_prints_none(self, lists):
        styles = style("s", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering")
        expected = "一、甲" if "numStyleLink" in lists else "甲"
        assert texts(numbered(0), styles=styles, numbering=lists) == [expected]

    def test_styles_based_on_each_other_end(self):
        styles = style("a", "<w:jc/>", "b") + style("b", '<w:outlineLvl w:val="1"/>', "a")
        [block] = read_body(para(run("甲"), '<w:pStyle w:val="a"/>'), styles=styles).blocks
        assert block == Text("甲", ParagraphPlace(1), 2)

    @pytest.mark.parametrize(
        ("name", "counts"),
        {
            "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"},
            "chineseCountingThousand": {
                10: "十",
                110: "一百一十",
                105: "一百零五",
                1001: "一千零一",
                10_010: "一万零一十",
            },
            "japaneseCounting": {10: "十", 105: "百五", 1100: "千百"},
            "ideographDigital": {1: "一", 10: "一〇", 23: "二三"},
            "chineseLegalSimplified": {1: "壹", 10: "壹拾", 25: "贰拾伍"},
            "decimalFullWidth": {12: "１２"},
            "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "㉑", 51: "51"},
            "decimalEnclosedParen": {2: "⑵", 21: "21"},
            "decimalZero": {3: "03", 12: "12"},
            "upperLetter": {1: "A", 27: "AA"},
            "lowerRoman": {4: "iv", 1999: "mcmxcix"},
            "ideographTraditional": {1: "甲", 11: "11"},
            "ordinal": {1: "1st", 11: "11th", 22: "22nd"},
            "none": {1: ""},
            "aFormatOfTomorrow": {7: "7"},
        }.items(),
    )
    def test_ordinals_are_written_as_word_writes_them(self, name, counts):
        assert {count: ordinal(count, name) for count in counts} == counts


class TestText:
    def test_levels_come_from_the_paragraph_its_style_or_what_that_is_based_on(self):
        styles = word_habits.HEADINGS + style("sub", "<w:jc/>", "3")
        level_of = lambda properties: read_body(para(run("甲"), properties), styles=styles).blocks[0].level  # noqa: E731
        assert level_of('<w:pStyle w:val="2"/>') == 1
        assert level_of('<w:pStyle w:val="sub"/>') == 2
        assert level_of('<w:pStyle w:val="sub"/><w:outlineLvl w:val="9"/>') is None
        assert level_of('<w:outlineLvl w:val="7"/>') == 6
        assert level_of("") is None

    @pytest.mark.parametrize(
        ("markup", "text"),
        {
            line("1") + line("2"): "1 2",
            line("总") + line("计"): "总计",
            para(run("1") + "<w:r><w:br/></w:r>" + run("2")): "1 2",
            para(run("5") + run("1", '<w:vertAlign w:val="superscript"/>')): "5 1",
            para(run("5") + run("8", "<w:strike/>")): "5 8",
            para(run("5") + run("8", '<w:strike w:val="0"/>')): "58",
            para("<w:r><w:t> 5</w:t></w:r><w:r><w:t>6 </w:t></w:r>"): "56",
            para("<w:r><w:t>-</w:t><w:noBreakHyphen/></w:r>"): "--",
            para('<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>'): "\uf031",
            para(f'<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>{chr(0xF031)}</w:t></w:r>'): "1",
            para("<m:oMath><m:r><m:t>7</m:t></m:r></m:oMath>"): "7",
            "<w:p/>": "",
        }.items(),
    )
    def test_what_is_printed_in_a_cell(self, markup, text):
        assert cell(markup) == text

    def test_hidden_by_both_styles_is_shown_again(self):
        styles = style("p", runs="<w:vanish/>") + style("c", runs="<w:vanish/>", kind="character")
        both = para(run("5", '<w:rStyle w:val="c"/>') + run("6"), '<w:pStyle w:val="p"/>')
        assert cell(both, styles=styles) == "5"

    def test_links_are_known_and_so_are_tables_of_contents(self):
        link = para(f'<w:hyperlink r:id="r1">{run("首页")}</w:hyperlink>')
        mixed = para(f'<w:hyperlink r:id="r1">{run("首页")}</w:hyperlink>{run("正文")}')
        document = read_body(link + mixed)
        assert [(block.text, block.link) for block in document.blocks] == [("首页", True), ("首页正文", False)]

    def test_a_field_never_closed_swallows_nothing(self):
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        document = read_body(para(begin + run("旧")) + line("一、总体情况"))
        assert [(block.text, block.link) for block in document.blocks] == [("一、总体情况", False)]

    def test_the_label_stands_before_what_a_deleted_end_joined(self):
        gone = "<w:rPr><w:del w:id='1'/></w:rPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
        body = para(run("总体"), gone) + numbered(0, "情况") + numbered(0, "主动")
        document = read_body(body, numbering=abstract(1, THREE) + num(1, 1))
        assert [block.text for block in document.blocks] == ["一、总体情况", "二、主动"]
        assert [note.code for note in document.notes] == ["has-revisions"]

    def test_changed_formats_alone_are_no_revisions(self):
        changed = run("甲", "<w:b/><w:rPrChange w:id='1'><w:rPr/></w:rPrChange>")
        assert read_body(para(changed)).notes == ()

    def test_comments_and_highlighted_words_are_told_with_their_place(self):
        comment = (
            '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        )
        yellow = run("请核实", "<w:highlight w:val='yellow'/>")
        body = line("甲") + para(run("乙") + yellow + yellow) + para(comment.format(run("丙"))) + para(yellow)
        document = read_body(body)
        assert [block.text for block in document.blocks] == ["甲", "乙请核实请核实", "丙", "请核实"]
        assert document.notes == (
            Note("has-comments", {"count": 1}, ParagraphPlace(3)),
            Note("has-highlights", {"count": 2}, ParagraphPlace(2)),
        )

    @pytest.mark.parametrize(
        "left",
        [
            run("甲", "<w:highlight w:val='none'/>"),
            run("甲", "<w:highlight w:val='white'/>"),
            run("甲") + run(" ", "<w:highlight w:val='yellow'/>"),
            run("甲") + run("乙", "<w:vanish/><w:highlight w:val='yellow'/>"),
            run("甲")
            + f"<w:del w:id='1'>{run('乙', chr(60) + 'w:highlight w:val=' + chr(39) + 'red' + chr(39) + '/>')}</w:del>",
            run("甲", "<w:shd w:val='clear' w:fill='FFFF00'/>"),
        ],
        ids=["none", "white", "a space", "hidden", "deleted", "shading"],
    )
    def test_what_nobody_sees_marked_is_not_highlighted(self, left):
        assert "has-highlights" not in {note.code for note in read_body(para(left)).notes}

    def test_nested_text_boxes_and_tables_in_them_are_read_once(self):
        inner = (
            f"<w:pict><v:shape><v:textbox><w:txbxContent>{line('内')}</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
        outer = (
            f"<w:txbxContent>{para(run('外') + f'<w:r>{inner}</w:r>')}{rows(line('规章'), line('3'))}</w:txbxContent>"
        )
        group = f"<mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{outer}</wps:txbx></mc:Choice><mc:Fallback>{outer}</mc:Fallback></mc:AlternateContent>"
        document = read_body(para(run("前") + f"<w:r><w:drawing><a:graphic>{group}</a:graphic></w:drawing></w:r>"))
        assert [block.text for block in document.blocks if isinstance(block, Text)] == ["前", "外", "内"]
        assert [each.text for each in grids(document)[0].cells[2:]] == ["规章", "3"]

    def test_words_drawn_as_art_are_read(self):
        art = '<w:pict><v:shape><v:textpath on="t" string="某市水务局"/></v:shape></w:pict>'
        assert texts(para(f"<w:r>{art}</w:r>") + line("甲")) == ["某市水务局", "甲"]

    def test_a_choice_without_content_gives_way_to_the_fallback(self):
        choice = '<mc:Choice Requires="future"><o:thing/></mc:Choice>'
        inside = f"<mc:AlternateContent>{choice}<mc:Fallback>{run('正文')}</mc:Fallback></mc:AlternateContent>"
        assert texts(para(inside)) == ["正文"]

    def test_what_is_embedded_as_another_file_is_said_to_be_lost(self):
        document = read_body(line("甲") + '<w:altChunk r:id="r7"/>')
        assert [(note.code, note.arguments) for note in document.notes] == [
            ("text-lost", {"cause": "embedded-document"})
        ]
        with pytest.raises(Empty) as caught:
            read_body('<w:altChunk r:id="r7"/>')
        assert caught.value.detail == "embedded"


class TestPictures:
    @pytest.mark.parametrize(
        ("graphic", "text"),
        {
            PICTURE: "表三",
            '<w:object><v:shape><v:imagedata r:id="r1"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>': "",
            '<w:pict><v:shape><v:imagedata r:id="r1"/></v:shape></w:pict>': "",
            "<w:drawing><wp:inline><a:graphic><c:chart xmlns:c='c'/></a:graphic></wp:inline></w:drawing>": "",
        }.items(),
    )
    def test_a_picture_or_object_stands_where_it_is_printed(self, graphic, text):
        document = read_body(line("前") + para(f"<w:r>{graphic}</w:r>") + line("后"))
        assert [block for block in document.blocks if isinstance(block, Picture)] == [Picture(text, ParagraphPlace(2))]
        assert isinstance(document.blocks[1], Picture)

    def test_lines_and_frames_are_no_pictures(self):
        rule = '<w:pict><v:rect o:hr="t"/></w:pict>'
        box = f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{para(f'<w:r>{PICTURE}</w:r>')}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
        document = read_body(line("前") + para(f"<w:r>{rule}</w:r><w:r>{box}</w:r>"))
        assert [type(block) for block in document.blocks] == [Text, Picture]

    def test_pictures_in_the_cells_of_a_table_follow_it(self):
        document = read_body(rows(line("规章"), para(f"<w:r>{PICTURE}</w:r>" + run("5"))))
        assert [type(block) for block in document.blocks] == [Grid, Picture]
        assert document.blocks[1].place == TablePlace(1, 2, 2)

    def test_a_document_of_pictures_needs_its_letters_recognised(self):
        with pytest.raises(NeedsOcr):
            read_body(para(f"<w:r>{PICTURE}</w:r>") * 3)
        with pytest.raises(Empty):
            read_body("<w:p/>")


class TestBadPackages:
    def test_a_bomb_is_unpacked_no_further_than_the_limit(self):
        data = docx(line("甲") + f"<!--{'x' * 40_000_000}-->")
        assert len(data) < 100_000
        with pytest.raises(TooLarge):
            read_bytes(data)

    def test_what_the_directory_declares_is_not_believed(self):
        data = bytearray(docx(line("甲" * 5000)))
        size = len(f"{PROLOGUE}".encode())
        at = data.rindex(b"word/document.xml") - 46 + 24
        data[at : at + 4] = size.to_bytes(4, "little")
        with pytest.raises(TargetError):
            read_bytes(bytes(data))

    def test_all_parts_together_are_bounded(self):
        with pytest.raises(TooLarge):
            read_bytes(docx(line("甲" * 400), styles=" " * 600), Limits(bytes=2_000))

    @pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "word/styles.xml"])
    def test_entities_are_refused(self, part):
        levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
        files = unzipped(docx(line("甲"), styles=style("a")))
        files[part] = f'<?xml version="1.0"?><!DOCTYPE x [{levels}]><x>&a11;</x>'.encode()
        with pytest.raises(Damaged):
            read_bytes(zipped(files))

    def test_a_file_of_the_machine_is_not_read(self, tmp_path):
        secret = tmp_path / "secret"
        secret.write_text("密", encoding="utf-8")
        kind = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        files = unzipped(docx(line("甲")))
        files["word/document.xml"] = (
            f"{kind}<w:document {DECLARED}><w:body>{para('<w:r><w:t>&x;</w:t></w:r>')}</w:body></w:document>".encode()
        )
        with pytest.raises(Damaged):
            read_bytes(zipped(files))

    def test_parts_outside_are_not_followed(self):
        files = unzipped(docx(line("甲"), styles=style("a")))
        name = "word/_rels/document.xml.rels"
        files[name] = files[name].replace(
            b'Target="styles.xml"', b'Target="http://127.0.0.1:9/x" TargetMode="External"'
        )
        assert read_bytes(zipped(files)).blocks

    @pytest.mark.parametrize(
        "damage",
        [
            lambda files: {name: content for name, content in files.items() if not name.startswith("word/")},
            lambda files: {**files, "word/document.xml": files["word/document.xml"][:-40]},
            lambda files: {**files, "word/document.xml": b"<w:document/>"},
            lambda files: {**files, "word/document.xml": b""},
            lambda files: {**files, "word/document.xml": f"<x {DECLARED}/>".encode()},
            lambda files: {**files, "_rels/.rels": b"<"},
        ],
        ids=["no text", "cut", "no namespace", "empty", "another root", "broken relations"],
    )
    def test_broken_parts_are_damage(self, damage):
        with pytest.raises(Damaged):
            read_bytes(zipped(damage(unzipped(docx(line("甲"))))))

    def test_relations_may_be_missing(self):
        files = unzipped(docx(numbered(0), numbering=abstract(1, THREE) + num(1, 1)))
        left = {name: content for name, content in files.items() if not name.endswith(".rels")}
        assert [block.text for block in read_bytes(zipped(left)).blocks] == ["一、甲"]

    def test_names_with_backslashes_and_capitals_are_found(self):
        files = {
            name.replace("/", "\\").replace("styles", "Styles"): content
            for name, content in unzipped(docx(line("甲"), styles="")).items()
        }
        assert read_bytes(zipped(files)).blocks

    def test_an_encrypted_part_needs_its_password(self):
        data = bytearray(docx(line("甲")))
        for at in range(len(data) - 4):
            if data[at : at + 4] == b"PK\x03\x04":
                data[at + 6] |= 1
            elif data[at : at + 4] == b"PK\x01\x02":
                data[at + 8] |= 1
        with pytest.raises(Encrypted):
            read_bytes(bytes(data))

    def test_a_document_takes_no_longer_than_its_time(self):
        with pytest.raises(Timeout):
            read_bytes(docx(line("甲")), Limits(seconds=-1.0))

    def test_labels_and_rows_without_end_are_bounded(self):
        endless = abstract(1, level(0, "decimal", "%1" * 50_000)) + num(1, 1)
        assert len(texts(numbered(0) * 20, numbering=endless)[0]) < 300
        with pytest.raises(LimitExceeded):
            read_bytes(docx(line("甲") + f"<w:tbl>{'<w:tr/>' * 1_000}</w:tbl>"), Limits(cells=500))

    def test_too_many_cells_nested_tables_and_parts_are_refused(self):
        with pytest.raises(LimitExceeded):
            read_bytes(docx(rows(*[line("1")] * 30)), Limits(cells=50))
        nested = "<w:tbl><w:tr><w:tc>" * 20 + line("1") + "</w:tc></w:tr></w:tbl>" * 20
        with pytest.raises(LimitExceeded):
            read_bytes(docx(nested), Limits(nesting=10))
        with pytest.raises(LimitExceeded):
            read_bytes(docx(line("甲")) + b"PK\x01\x02" * 30_000)

    @pytest.mark.parametrize(
        "opening", ["<w:tbl><w:tr><w:tc>", "<w:sdt><w:sdtContent>", "<w:p><w:hyperlink>", "<w:p><w:ins>"]
    )
    @pytest.mark.parametrize("depth", [60, 5_000])
    def test_deep_nesting_ends_in_an_answer(self, opening, depth):
        names = [part[1:-1] for part in opening.replace(">", ">\0").split("\0") if part]
        closing = "".join(f"</{name}>" for name in reversed(names))
        data = docx(line("甲") + opening * depth + closing * depth)
        if depth < 100:
            assert read_bytes(data).blocks
        else:
            with pytest.raises(Damaged):
                read_bytes(data)

    @settings(max_examples=150)
    @given(st.data())
    def test_any_bytes_end_in_blocks_or_one_clear_error(self, data):
        good = bytearray(docx(numbered(0) + rows(line("规章"), line("5")), numbering=abstract(1, THREE) + num(1, 1)))
        for _ in range(data.draw(st.integers(1, 4))):
            good[data.draw(st.integers(4, len(good) - 1))] = data.draw(st.integers(0, 255))
        with suppress(TargetError):
            assert read_bytes(bytes(good[: data.draw(st.integers(4, len(good)))])).blocks

    @settings(max_examples=150)
    @given(st.data())
    def test_any_markup_ends_in_blocks_or_one_clear_error(self, data):
        """The elements of a document shuffled into each other."""
        names = "p r t tbl tr tc tcPr vMerge hMerge gridSpan pPr numPr numId ilvl sdt sdtContent ins del fldChar br sym ruby drawing object".split()
        root = etree.fromstring(f"<w:document {DECLARED}><w:body>{line('甲')}</w:body></w:document>")
        places = [root[0]]
        for _ in range(data.draw(st.integers(1, 30))):
            parent = data.draw(st.sampled_from(places))
            child = etree.SubElement(parent, W + data.draw(st.sampled_from(names)))
            if data.draw(st.booleans()):
                child.set(W + "val", data.draw(st.sampled_from(["1", "0", "continue", "restart", "-3", "x"])))
            places.append(child)
        files = unzipped(docx(line("甲"), numbering=abstract(1, THREE) + num(1, 1)))
        assert read_bytes(zipped({**files, "word/document.xml": etree.tostring(root)})).blocks
