"""PDF → Document: the traps measured in real files, each drawn by hand, and the steps from rules to tables."""

from __future__ import annotations

import random
from itertools import pairwise

import pypdfium2
import pytest

from made_pdf import CHINESE, Sheet, from_objects, one_page, stream
from reportcheck.readers import read
from reportcheck.readers.pdf.characters import fold
from reportcheck.readers.pdf.lattice import Span, strokes_to_lattices
from reportcheck.readers.pdf.ruling import merge_collinear, snap_together
from reportcheck.readers.pdf.shapes import Strokes
from reportcheck.readers.pdf.tolerances import TOLERANCES, Tolerances
from reportcheck.values import Document, Grid, Limits, PagePlace, Picture, Source, Text

XS = (60, 180, 240, 300, 360)


def document(data: bytes | Sheet) -> Document:
    data = data.data() if isinstance(data, Sheet) else data
    return read(Source("report.pdf", "", data, ""), Limits())


def grids(data: bytes | Sheet) -> list[list[list[str]]]:
    """Each grid as rows of texts, by the row a cell begins in."""
    found = []
    for block in document(data).blocks:
        if isinstance(block, Grid):
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell.text)
            found.append([rows[row] for row in sorted(rows)])
    return found


def texts(data: bytes | Sheet) -> list[str]:
    return [block.text for block in document(data).blocks if isinstance(block, Text)]


def spread(sheet: Sheet, ys: tuple[float, ...], rows: list[list[str]]) -> Sheet:
    for top, row in zip(ys, rows, strict=False):
        sheet.row(XS, top + 14, row)
    return sheet


# The traps.


def torn_table(*, rule: bool) -> Sheet:
    """A row cut by the page break, its label too; `rule` = rules are drawn at the break."""
    sheet = Sheet()
    ys = (700, 720, 740, 760) if rule else (700, 720, 740)
    sheet.grid(XS, ys)
    for x in XS:
        sheet.rule(x, 740, x, 760)
    spread(
        sheet,
        (700, 720, 740),
        [["（二）部分", "5", "6", "11"], ["（三）不予", "1", "2", "3"], ["（四）无", "3", "0", "3"]],
    )
    sheet.page()
    sheet.grid(XS, (60, 80, 100, 120) if rule else (80, 100, 120))
    for x in XS:
        sheet.rule(x, 60, x, 80)
    return spread(sheet, (60, 80, 100), [["法提供"], ["（五）不予处理", "0", "1", "1"], ["（六）其他", "4", "4", "8"]])


@pytest.mark.parametrize("rule", [True, False])
def test_a_row_and_its_label_cut_by_a_page_break_are_whole_again(rule: bool) -> None:
    (grid,) = grids(torn_table(rule=rule))
    assert [[text for text in row if text] for row in grid] == [
        ["（二）部分", "5", "6", "11"],
        ["（三）不予", "1", "2", "3"],
        ["（四）无法提供", "3", "0", "3"],
        ["（五）不予处理", "0", "1", "1"],
        ["（六）其他", "4", "4", "8"],
    ]


def test_a_table_without_a_rule_below_or_above_keeps_its_outer_rows() -> None:
    sheet = Sheet().grid(XS, (120, 140, 160))
    for x in XS:
        sheet.rule(x, 100, x, 180)
    spread(sheet, (100, 120, 140, 160), [["（一）", "1"], ["（二）", "2"], ["（三）", "3"], ["（四）", "4"]])
    (grid,) = grids(sheet)
    assert [row[:2] for row in grid] == [["（一）", "1"], ["（二）", "2"], ["（三）", "3"], ["（四）", "4"]]


def test_a_table_without_rules_at_its_sides_keeps_its_outer_columns() -> None:
    sheet = Sheet()
    for y in (100, 120, 140):
        sheet.rule(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        sheet.rule(x, 100, x, 140)
    spread(sheet, (100, 120), [["规章", "1", "2", "3"], ["文件", "4", "5", "6"]])
    assert grids(sheet) == [[["规章", "1", "2", "3"], ["文件", "4", "5", "6"]]]


def test_backgrounds_are_no_rules() -> None:
    sheet = Sheet()
    for y in (100, 120, 140):
        for left, right in pairwise(XS):
            sheet.box(left, y, right, y + 20, fill="white")
            sheet.box(left, y, right, y + 20, fill="lightblue")
    sheet.canvas.setStrokeColor("white")
    sheet.grid(XS, (100, 120, 140, 160))
    spread(sheet, (100, 120), [["各级行政机关"], ["主动公开"]])
    data = sheet.data()
    assert grids(data) == []
    assert texts(data) == ["各级行政机关", "主动公开"]


def test_a_thin_filled_box_is_a_rule() -> None:
    sheet = Sheet()
    for y in (100, 120, 140):
        sheet.box(XS[0], y, XS[-1], y + 0.5, fill="black")
    for x in XS:
        sheet.box(x, 100, x + 0.5, 140, fill="black")
    spread(sheet, (100, 120), [["规章", "1", "2", "3"], ["文件", "4", "5", "6"]])
    assert grids(sheet) == [[["规章", "1", "2", "3"], ["文件", "4", "5", "6"]]]


@pytest.mark.parametrize("angle", [90, -90])
def test_a_turned_label_is_read_along_its_own_direction(angle: int) -> None:
    sheet = Sheet().grid((60, 80, 180, 240), (100, 200)).text(84, 140, "（一）予以公开").text(184, 140, "7")
    sheet.canvas.saveState()
    sheet.canvas.translate(74 if angle > 0 else 66, sheet.size[1] - (185 if angle > 0 else 115))
    sheet.canvas.rotate(angle)
    sheet.canvas.setFont(CHINESE, 9)
    sheet.canvas.drawString(0, 0, "本年度办理结果")
    sheet.canvas.restoreState()
    assert grids(sheet) == [[["本年度办理结果", "（一）予以公开", "7"]]]


def test_a_label_written_downwards_is_read_top_down() -> None:
    sheet = Sheet().grid((60, 80, 180, 240), (100, 200)).text(84, 140, "（一）予以公开").text(184, 140, "7")
    for number, character in enumerate("本年度办理结果"):
        sheet.text(66, 115 + 11 * number, character, 9)
    assert grids(sheet) == [[["本年度办理结果", "（一）予以公开", "7"]]]


def test_a_font_that_writes_downwards_keeps_out_of_its_neighbours() -> None:
    # The font is scaled by its text matrix, where PDFium's loose boxes are as tall as its nominal size.
    words = "本年度办理结果".encode("utf-16-be").hex()
    content = f"""0.5 w 60 700 m 240 700 l 60 640 m 240 640 l 60 580 m 240 580 l
        60 580 m 60 700 l 80 580 m 80 700 l 180 580 m 180 700 l 240 580 m 240 700 l S
        BT /F2 200 Tf 0.05 0 0 0.05 70 690 Tm <{words}> Tj ET
        BT /F3 10 Tf 84 670 Td <4E8865E5> Tj ET BT /F1 10 Tf 184 670 Td (7) Tj 0 -60 Td (8) Tj ET"""
    content = content.replace("60 640 m 240 640 l", "80 640 m 240 640 l")

    def font(encoding: str, number: int) -> str:
        return (
            f"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [<< /Type"
            " /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
            f" /Supplement 4 >> /FontDescriptor {number} 0 R >>] >>"
        )

    descriptor = (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    entries = "/Resources << /Font << /F1 5 0 R /F2 6 0 R /F3 7 0 R >> >>"
    (grid,) = grids(one_page(content, entries, [font("UniGB-UCS2-V", 8), font("UniGB-UCS2-H", 8), descriptor]))
    assert [cell for row in grid for cell in row] == ["本年度办理结果", "予日", "7", "", "8"]


def test_a_decimal_point_stays_on_its_line() -> None:
    sheet = Sheet().grid(XS, (100, 120)).text(62, 114, "行政事业性收费").text(182, 114, "7730.28", font="Times-Roman")
    assert grids(sheet)[0][0][:2] == ["行政事业性收费", "7730.28"]
    assert texts(Sheet().text(60, 100, "7730.28", font="Times-Roman")) == ["7730.28"]


def test_a_figure_that_runs_over_a_rule_is_no_other_figure() -> None:
    sheet = (
        Sheet().grid((60, 180, 200, 240), (100, 120)).text(62, 114, "规章").text(185, 114, "123456").text(225, 114, "7")
    )
    (row,) = grids(sheet)[0]
    assert row[0] == "规章"
    assert "\ufffd" in row[1]
    assert "\ufffd" in row[2]


def test_digits_broken_over_lines_or_pages_are_not_put_together() -> None:
    sheet = (
        Sheet().grid((60, 180, 200, 240), (100, 140)).text(62, 114, "规章").text(182, 114, "12").text(182, 128, "34")
    )
    assert grids(sheet) == [[["规章", "12 34", ""]]]
    sheet = Sheet()
    for x in XS:
        sheet.rule(x, 700, x, 760)
    sheet.rule(XS[0], 700, XS[-1], 700).rule(XS[0], 720, XS[-1], 720)
    spread(sheet, (700, 720), [["维持", "纠正", "其他", "总计"], ["114", "2", "3", "119"]]).page()
    sheet.grid(XS, (80, 100)).row(XS, 74, ["7", "", "", "7"])
    for x in XS:
        sheet.rule(x, 60, x, 80)
    found = [text for row in grids(sheet)[0] for text in row if text]
    assert found == ["维持", "纠正", "其他", "总计", "114 7", "2", "3", "119 7"]


def test_a_report_printed_as_rows_of_one_table_is_text_and_tables() -> None:
    sheet = Sheet()
    for y in (100, 120, 140, 160, 180, 200):
        sheet.rule(60, y, 360, y)
    sheet.rule(60, 100, 60, 200).rule(360, 100, 360, 200).rule(180, 140, 180, 180)
    sheet.text(62, 114, "一、总体情况").text(62, 134, "本年度各级行政机关主动公开信息若干条，更新及时。")
    sheet.text(62, 154, "规章").text(182, 154, "3").text(62, 174, "文件").text(182, 174, "4").text(62, 194, "二、其他")
    kinds = [
        block.text if isinstance(block, Text) else len(block.cells)
        for block in document(sheet).blocks
        if not isinstance(block, Picture)
    ]
    assert kinds == ["一、总体情况", "本年度各级行政机关主动公开信息若干条，更新及时。", 4, "二、其他"]


def test_a_frame_around_a_table_is_no_table() -> None:
    sheet = Sheet().grid((40, 50, 500), (60, 400)).text(80, 90, "二、主动公开政府信息情况")
    spread(sheet.grid(XS, (100, 120, 140)), (100, 120), [["规章", "1", "2", "3"], ["文件", "4", "5", "6"]])
    data = sheet.data()
    assert texts(data) == ["二、主动公开政府信息情况"]
    assert grids(data) == [[["规章", "1", "2", "3"], ["文件", "4", "5", "6"]]]


def test_a_label_over_all_rows_of_a_page_is_a_column() -> None:
    sheet = Sheet()
    spread(sheet.grid(XS, (700, 720, 740)), (700, 720), [HEAD, ["一、甲", "1", "2", "3"]]).page()
    for y in (60, 80, 100):
        sheet.rule(XS[1], y, XS[-1], y)
    for x in XS:
        sheet.rule(x, 60, x, 100)
    spread(sheet, (60, 80), [["", "4", "5", "9"], ["", "6", "7", "13"]])
    (grid,) = [block for block in document(sheet).blocks if isinstance(block, Grid)]
    assert [(cell.text, cell.column) for cell in grid.cells if cell.text in ("4", "13")] == [("4", 1), ("13", 3)]


def test_spaces_in_a_label_and_an_empty_label_cell_move_no_figure() -> None:
    sheet = Sheet().grid(XS, (100, 120, 140))
    spread(sheet, (100, 120), [["总 计", "1", "2", "3"], ["", "4", "5", "6"]])
    assert grids(sheet) == [[["总计", "1", "2", "3"], ["", "4", "5", "6"]]]


# Text.


def test_paragraphs_are_joined_over_lines_and_pages_and_furniture_is_left_out() -> None:
    sheet = Sheet()
    body = (
        "本年度共收到申请若干件，均已在法定期限内答复。各级行政机关持续完善公开制度，加强平台建设，主动回应社会关切。"
        * 9
    )
    lines = ["　　" + body[:33]] + [body[33 + 35 * n : 68 + 35 * n] for n in range(len(body) // 35)]
    lines = [line for line in lines if line]
    for number in range(3):
        sheet.text(220, 40, "青岚县水务局年度报告", 9)
        for index, line in enumerate(lines[number * 5 : number * 5 + 5 if number < 2 else None]):
            indent = 20 if line.startswith("　") else 0
            sheet.text(80 + indent, 100 + 20 * index, line.strip("　"), 12)
        sheet.text(285, 810, f"- {number + 1} -", 9)
        if number < 2:
            sheet.page()
    (found,) = texts(sheet)
    assert found == "".join(line.strip("　") for line in lines)


def test_headings_and_short_lines_are_paragraphs_of_their_own() -> None:
    sheet = Sheet().text(150, 80, "青岚县水务局2023年政府信息公开工作年度报告", 16)
    sheet.text(100, 130, "一、总体情况", 12).text(100, 152, "本年度公开信息若干条。", 12).text(
        100, 174, "（一）主动公开", 12
    )
    assert texts(sheet) == [
        "青岚县水务局2023年政府信息公开工作年度报告",
        "一、总体情况",
        "本年度公开信息若干条。",
        "（一）主动公开",
    ]


@pytest.mark.parametrize("mark", ["- 4 -", "— 4 —", "第4页", "第 4 页 共 9 页", "4 / 9", "P. 8"])
def test_a_page_mark_is_no_text(mark: str) -> None:
    sheet = Sheet().text(100, 100, "本年度公开信息若干条。").text(285, 810, mark, font=CHINESE)
    assert texts(sheet) == ["本年度公开信息若干条。"]


def test_titles_of_two_reports_are_no_running_head() -> None:
    sheet = Sheet()
    for year in (2023, 2024):
        sheet.text(100, 60, f"青岚县水务局{year}年政府信息公开工作年度报告").text(100, 200, f"共{year}件。").page()
    assert len([text for text in texts(sheet) if text.endswith("报告")]) == 2


def test_a_running_head_with_its_page_number_is_left_out_and_known() -> None:
    sheet = Sheet()
    for number in (1, 2, 3):
        sheet.text(100, 40, f"水务局2023年度报告 第{number}页 共3页").text(100, 200, "甲乙丙"[number - 1]).page()
    found = document(sheet)
    assert [block.text for block in found.blocks if isinstance(block, Text)] == ["甲", "乙", "丙"]
    assert [meta.content for meta in found.metadata] == ["水务局2023年度报告第1页共3页"]


def test_a_figure_at_the_foot_of_a_table_without_rules_is_no_page_mark() -> None:
    sheet = Sheet().text(100, 790, "规章").text(200, 790, "12").text(100, 812, "文件").text(200, 812, "4")
    assert texts(sheet) == ["规章", "12", "文件", "4"]


def test_in_rows_without_rules_each_cell_has_its_own_place() -> None:
    sheet = (
        Sheet()
        .row((60, 200, 260, 320), 100, ["规章", "1", "22", "3"])
        .row((60, 200, 260, 320), 120, ["文件", "4", "5", "66"])
    )
    blocks = document(sheet).blocks
    assert [block.text for block in blocks] == ["规章", "1", "22", "3", "文件", "4", "5", "66"]
    assert [round(block.place.box[0] / 10) * 10 for block in blocks] == [60, 200, 260, 320] * 2


def test_bold_by_printing_twice_is_read_once() -> None:
    sheet = Sheet()
    for shift in (0, 0.3):
        sheet.text(100 + shift, 100, "结转11件")
    assert texts(sheet) == ["结转11件"]


@pytest.mark.parametrize("font", [CHINESE, "Times-Roman", "Helvetica"])
def test_words_and_figures_keep_their_spaces_whatever_the_widths_of_the_font(font: str) -> None:
    assert texts(Sheet().text(60, 100, "total 12 of 15, 3 4", font=font)) == ["total 12 of 15, 3 4"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("⻔", "门"), ("⼀", "一"), ("⻅", "见"), ("ﬁ", "fi"), ("１", "１"), ("（", "（"), ("\xad", ""), ("\u200b", "")],
)
def test_forms_that_look_alike_are_one_character(printed: str, meant: str) -> None:
    assert fold(printed) == meant


def test_a_glyph_without_a_character_is_not_left_out() -> None:
    assert fold("\x00") == fold("\ue123") == fold("\uffff") == "\ufffd"


# Places.


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_a_place_is_where_the_page_shows_it(turns: int) -> None:
    content = (
        "1 w 100 700 m 300 700 l 100 680 m 300 680 l 100 680 m 100 700 l 200 680 m 200 700 l 300 680 m 300 700 l S"
    )
    content += " BT /F1 10 Tf 104 686 Td (12) Tj ET"
    data = one_page(content, f"/Rotate {turns} /CropBox [50 60 500 800]")
    cells = [cell for block in document(data).blocks if isinstance(block, Grid) for cell in block.cells]
    (cell,) = [cell for cell in cells if cell.text == "12"]
    assert isinstance(cell.place, PagePlace)
    with pypdfium2.PdfDocument(data) as opened:
        page = opened[0]
        image = page.render(scale=2).to_pil().convert("L")
        page.close()
    x0, top, x1, bottom = (round(2 * edge) for edge in cell.place.box)
    edge = [image.getpixel((x, (top + bottom) // 2)) for x in range(x0 - 2, x0 + 3)]
    assert min(edge) < 128
    inside = image.crop((x0 + 4, top + 4, x1 - 4, bottom - 4))
    assert inside.getextrema()[0] < 128
    assert image.crop((x0 - 30, top - 30, x0 - 4, bottom + 30)).getextrema()[0] > 128 or turns


def test_figures_inside_drawings_inside_drawings_are_read() -> None:
    inner = "0.5 w 0 0 m 200 0 l 0 20 m 200 20 l 0 0 m 0 20 l 100 0 m 100 20 l 200 0 m 200 20 l S BT /F1 10 Tf 4 6 Td (12) Tj ET"
    form = "/Type /XObject /Subtype /Form /BBox [-1 -1 400 400] /Matrix [1 0 0 1 10 10]"
    more = [
        stream("1 0 0 1 20 20 cm /Y Do", f"{form} /Resources << /XObject << /Y 7 0 R >> >>"),
        stream(inner, f"{form} /Resources << /Font << /F1 5 0 R >> >>"),
    ]
    data = one_page("1 0 0 1 100 600 cm /X Do", "/Resources << /XObject << /X 6 0 R >> >>", more)
    (grid,) = [block for block in document(data).blocks if isinstance(block, Grid)]
    assert [cell.text for cell in grid.cells] == ["12", ""]
    assert grid.cells[0].place == PagePlace(1, (140.0, 182.0, 240.0, 202.0))


def test_a_picture_stands_in_the_reading_order() -> None:
    image = stream(
        b"\x80" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    content = "BT /F1 10 Tf 60 780 Td (before) Tj 0 -700 Td (after) Tj ET q 400 0 0 300 60 300 cm /I Do Q"
    data = one_page(content, "/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>", [image])
    assert [type(block) for block in document(data).blocks] == [Text, Picture, Text]


def test_a_picture_behind_the_text_is_none() -> None:
    image = stream(
        b"\xf0" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    content = "q 595 0 0 842 0 0 cm /I Do Q BT /F1 10 Tf 60 780 Td (text) Tj ET"
    data = one_page(content, "/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>", [image])
    assert [type(block) for block in document(data).blocks] == [Text]


IMAGE = stream(
    b"\x80" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
RULES = "0.5 w 60 700 m 300 700 l 60 680 m 300 680 l 60 680 m 60 700 l 180 680 m 180 700 l 240 680 m 240 700 l 300 680 m 300 700 l S"


@pytest.mark.parametrize(
    ("drawn", "texts_found"),
    [
        ("", ["7", "", ""]),
        ("q 20 0 0 10 200 685 cm /I Do Q", ["7", "\ufffd", ""]),
        ("q 90 0 0 10 200 685 cm /I Do Q", ["7", "\ufffd", "\ufffd"]),
        ("q 240 0 0 20 60 680 cm /I Do Q", ["7", "", ""]),
        ("200 685 m 205 695 l 210 690 l 215 695 l 220 685 l 210 687 l h f", ["7", "\ufffd", ""]),
        ("0.9 g 190 685 30 10 re f", ["7", "", ""]),
    ],
)
def test_a_cell_in_which_something_is_drawn_is_not_blank(drawn: str, texts_found: list[str]) -> None:
    content = f"{RULES} {drawn} BT 0 g /F1 10 Tf 64 686 Td (7) Tj ET"
    data = one_page(content, "/Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >>", [IMAGE])
    assert grids(data) == [[texts_found]]


def test_a_cell_with_a_form_field_is_not_blank() -> None:
    field = "/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (12) /Rect [185 682 235 698] >>]"
    assert grids(one_page(f"{RULES} BT /F1 10 Tf 64 686 Td (7) Tj ET", field)) == [[["7", "\ufffd", ""]]]


def test_a_watermark_across_the_page_is_no_text() -> None:
    sheet = Sheet().grid(XS, (100, 120)).row(XS, 114, ["规章", "1", "2", "3"])
    sheet.canvas.translate(100, 650)
    sheet.canvas.rotate(45)
    sheet.canvas.setFont(CHINESE, 40)
    sheet.canvas.drawString(0, 0, "内部资料123")
    data = sheet.data()
    assert grids(data) == [[["规章", "1", "2", "3"]]]
    assert texts(data) == []


def test_a_signature_at_the_right_margin_is_no_line_that_goes_on() -> None:
    sheet = Sheet()
    for number in range(4):
        sheet.text(70, 700 + 20 * number, "本" * 38, 12)
    sheet.text(442, 790, "青岚县水务局", 12).page().text(100, 90, "2024年1月18日", 12)
    assert texts(sheet)[-2:] == ["青岚县水务局", "2024年1月18日"]


# Tables over page breaks.


def two_pages(first: list[list[str]], second: list[list[str]], xs: tuple[float, ...] = XS) -> Sheet:
    sheet = Sheet()
    ys = [740 - 20 * n for n in range(len(first), -1, -1)]
    spread(sheet.grid(XS, ys), tuple(ys), first).page()
    ys = [60 + 20 * n for n in range(len(second) + 1)]
    sheet.grid(xs, ys)
    for top, row in zip(ys, second, strict=False):
        sheet.row(xs, top + 14, row)
    return sheet


HEAD = ["办理结果", "个人", "单位", "总计"]


def test_a_repeated_header_is_not_doubled() -> None:
    sheet = two_pages([HEAD, ["1.甲", "1", "2", "3"]], [HEAD, ["2.乙", "4", "5", "9"]])
    assert grids(sheet) == [[HEAD, ["1.甲", "1", "2", "3"], ["2.乙", "4", "5", "9"]]]


def test_equal_rows_of_figures_are_both_kept() -> None:
    sheet = two_pages([HEAD, ["1.甲", "0", "0", "0"]], [["2.乙", "0", "0", "0"], ["", "0", "0", "0"]])
    assert grids(sheet) == [[HEAD, ["1.甲", "0", "0", "0"], ["2.乙", "0", "0", "0"], ["", "0", "0", "0"]]]


def test_a_row_of_blanks_at_the_break_is_a_row() -> None:
    sheet = two_pages([HEAD, ["1.甲", "1", "2", "3"], ["2.乙", "", "", ""]], [["3.丙", "4", "5", "9"]])
    assert grids(sheet) == [[HEAD, ["1.甲", "1", "2", "3"], ["2.乙", "", "", ""], ["3.丙", "4", "5", "9"]]]


def test_labels_without_numbers_are_not_put_together() -> None:
    sheet = two_pages([HEAD, ["规章", "1", "2", "3"]], [["行政规范性文件", "", "", ""]])
    assert grids(sheet) == [[HEAD, ["规章", "1", "2", "3"], ["行政规范性文件", "", "", ""]]]


def test_another_table_on_the_next_page_stays_another() -> None:
    sheet = two_pages([HEAD, ["1.甲", "1", "2", "3"]], [["维持", "纠正", "其他"], ["1", "2", "3"]], (60, 160, 260, 360))
    assert len(grids(sheet)) == 2


def test_a_table_after_a_heading_on_the_next_page_stays_another() -> None:
    sheet = Sheet()
    spread(sheet.grid(XS, (700, 720, 740)), (700, 720), [HEAD, ["1.甲", "1", "2", "3"]]).page()
    sheet.text(100, 90, "四、行政复议和行政诉讼")
    spread(sheet.grid(XS, (100, 120)), (100,), [["2.乙", "1", "2", "3"]])
    assert len(grids(sheet)) == 2


@pytest.mark.parametrize("again", ["", "三、结果"])
def test_a_label_over_rows_goes_on_over_the_break(again: str) -> None:
    sheet = Sheet()
    xs = (60, 120, 200, 260)
    for page, (top, label, rows) in enumerate([(700, "三、结果", ("1.甲", "2.乙")), (60, again, ("3.丙", "4.丁"))]):
        for y in (top, top + 40):
            sheet.rule(xs[0], y, xs[-1], y)
        sheet.rule(xs[1], top + 20, xs[-1], top + 20)
        for x in xs:
            sheet.rule(x, top, x, top + 40)
        sheet.text(62, top + 24, label)
        for number, row in enumerate(rows):
            sheet.text(122, top + 14 + 20 * number, row).text(202, top + 14 + 20 * number, str(number + 2 * page))
        if page == 0:
            sheet.page()
    (grid,) = [block for block in document(sheet).blocks if isinstance(block, Grid)]
    (label,) = [cell for cell in grid.cells if cell.column == 0]
    assert (label.text, label.row_span) == ("三、结果", 4)
    assert [cell.text for cell in grid.cells if cell.column == 1] == ["1.甲", "2.乙", "3.丙", "4.丁"]


# From rules to tables.


def lattices(
    horizontal: list[tuple[float, float, float]], vertical: list[tuple[float, float, float]]
) -> list[tuple[Span, ...]]:
    strokes = Strokes(horizontal, vertical)
    return [lattice.cells for lattice in strokes_to_lattices(strokes, 10, TOLERANCES, 1000, lambda: None)]


def test_near_rules_become_one_and_pieces_are_joined() -> None:
    assert snap_together([(10, 0, 5), (11, 0, 5), (30, 0, 5)], 2) == [
        (10.5, 0, 5),
        (10.5, 0, 5),
        (30, 0, 5),
    ]
    assert merge_collinear([(1, 0, 10), (1, 12, 20), (1, 40, 50)], 4) == [
        (1, 0, 20),
        (1, 40, 50),
    ]


def test_a_merged_cell_spans_the_fields_without_rules_between() -> None:
    (cells,) = lattices([(0, 0, 100), (20, 50, 100), (40, 0, 100)], [(0, 0, 40), (50, 0, 40), (100, 0, 40)])
    assert cells == (Span(0, 0, 2, 1), Span(0, 1, 1, 1), Span(1, 1, 1, 1))


def test_underlines_and_a_frame_alone_are_no_table() -> None:
    assert lattices([(0, 0, 100), (20, 0, 100)], []) == []
    assert lattices([(0, 0, 100), (40, 0, 100)], [(0, 0, 40), (100, 0, 40)]) == []


@pytest.mark.parametrize("seed", range(40))
def test_any_division_into_cells_is_found_again(seed: int) -> None:
    """Cells laid out by chance, their sides drawn in pieces, a little off and in any order."""
    chance = random.Random(seed)
    rows, columns = chance.randint(2, 9), chance.randint(2, 9)
    spans = _random_spans(rows, columns, chance)
    xs = [0.0]
    ys = [0.0]
    for edges, count in ((xs, columns), (ys, rows)):
        for _ in range(count):
            edges.append(edges[-1] + chance.uniform(9, 60))
    horizontal, vertical = [], []
    for row, column, depth, width in spans:
        left, right, top, bottom = xs[column], xs[column + width], ys[row], ys[row + depth]

        def off() -> float:
            return chance.uniform(-0.6, 0.6)

        horizontal += [(top + off(), left + off(), right + off()), (bottom + off(), left + off(), right + off())]
        vertical += [(left + off(), top + off(), bottom + off()), (right + off(), top + off(), bottom + off())]
    chance.shuffle(horizontal)
    chance.shuffle(vertical)
    used_rows = sorted({edge for row, _, depth, _ in spans for edge in (row, row + depth)})
    used_columns = sorted({edge for _, column, _, width in spans for edge in (column, column + width)})
    expected = {
        (
            used_rows.index(r),
            used_columns.index(c),
            used_rows.index(r + d) - used_rows.index(r),
            used_columns.index(c + w) - used_columns.index(c),
        )
        for r, c, d, w in spans
    }
    if len(spans) > 1:
        (cells,) = lattices(horizontal, vertical)
        assert {tuple(cell) for cell in cells} == expected


def _random_spans(rows: int, columns: int, chance: random.Random) -> list[tuple[int, int, int, int]]:
    taken: set[tuple[int, int]] = set()
    spans = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            width = 1
            while column + width < columns and (row, column + width) not in taken and chance.random() < 0.3:
                width += 1
            depth = 1
            while row + depth < rows and chance.random() < 0.2:
                depth += 1
            taken |= {(y, x) for y in range(row, row + depth) for x in range(column, column + width)}
            spans.append((row, column, depth, width))
    return spans


@pytest.mark.parametrize("wrong", [{"snap": 0}, {"snap": float("inf")}, {"join": 0.1}, {"covered": 1.5}, {"thin": 2}])
def test_tolerances_refuse_nonsense(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"em|whole|columns"):
        Tolerances(**wrong)


def test_the_same_bytes_give_the_same_document() -> None:
    data = torn_table(rule=True).data()
    assert document(data) == document(data)


def test_a_file_without_its_table_of_references_is_read() -> None:
    data = Sheet().text(60, 100, "年度报告").data()
    assert texts(data.replace(b"startxref", b"startxxxx")) == ["年度报告"]
    assert texts(b"junk\n" * 100 + data) == ["年度报告"]


def test_pages_inherit_their_size_and_their_turn() -> None:
    data = from_objects(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 400] /Rotate 90 "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            stream("BT /F1 10 Tf 0 1 -1 0 100 50 Tm (upright) Tj ET"),
        ]
    )
    (block,) = document(data).blocks
    assert isinstance(block, Text)
    assert block.text == "upright"
    assert isinstance(block.place, PagePlace)
    assert block.place.box[0] == pytest.approx(50, abs=1)


@pytest.mark.parametrize("framed", [False, True])
def test_rows_between_rules_across_alone_keep_their_columns(framed: bool) -> None:
    sheet = Sheet()
    for y in (80, 110, 140, 170):
        sheet.rule(60, y, 400, y)
    if framed:
        sheet.rule(60, 80, 60, 170).rule(400, 80, 400, 170)
    for y, row in ((100, ["规章", "1", "22", "3"]), (130, ["文件", "4", "5", "66"]), (160, ["许可", "7", "8", "9"])):
        sheet.row((60, 200, 260, 320), y, row)
    assert texts(sheet) == ["规章", "1", "22", "3", "文件", "4", "5", "66", "许可", "7", "8", "9"]


@pytest.mark.parametrize("ruled", [False, True])
def test_the_mark_of_a_footnote_is_no_digit_of_the_figure_beside_it(ruled: bool) -> None:
    sheet = Sheet().text(100, 100, "243", 12).text(120, 96, "2", 7)
    if ruled:
        sheet.grid((60, 200), (80, 110))
    [block] = document(sheet).blocks
    assert (block.text if isinstance(block, Text) else block.cells[0].text) == "243 2"
