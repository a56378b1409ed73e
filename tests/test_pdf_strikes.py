"""Lines through print and lines beside it: struck digits are unknown, all other print is what it was."""

from __future__ import annotations

import pytest

from made_pdf import Sheet, from_objects, stream
from test_readers_pdf import XS, grids, texts

YS = (100, 120, 140)
ROWS = [["规章", "12", "345", "6"], ["其他", "78", "901", "23"]]
UNKNOWN = "\ufffd"


def table(*rules: tuple[float, float, float, float]) -> Sheet:
    sheet = Sheet().grid(XS, YS)
    for number, row in enumerate(ROWS):
        sheet.row(XS, YS[number] + 14, row)
    for rule in rules:
        sheet.rule(*rule)
    return sheet


@pytest.mark.parametrize("height", [-4.0, -3.0, -2.5])
@pytest.mark.parametrize("beyond", [0.0, 1.0, 4.0])
def test_a_line_through_a_figure_makes_it_unknown(height: float, beyond: float) -> None:
    struck = table((242 - beyond / 2, 114 + height, 257 + beyond, 114 + height))
    assert grids(struck) == [[["规章", "12", 3 * UNKNOWN, "6"], ROWS[1]]]


def test_digits_that_run_on_from_a_struck_one_are_unknown_too() -> None:
    assert grids(table((242, 111, 247, 111))) == [[["规章", "12", 3 * UNKNOWN, "6"], ROWS[1]]]


def test_a_struck_label_stays_what_it_says() -> None:
    assert grids(table((62, 111, 82, 111))) == [ROWS]


@pytest.mark.parametrize("height", [0.5, 1.5, 2.5, 6.5, -9.0])
def test_a_line_below_or_above_strikes_nothing(height: float) -> None:
    assert grids(table((242, 114 + height, 257, 114 + height))) == [ROWS]


def test_a_figure_struck_from_rule_to_rule_of_a_narrow_cell() -> None:
    xs = (60, 119.5, 142.5, 180)
    sheet = Sheet().grid(xs, YS).row(xs, 114, ["规章", "", "7"]).row(xs, 134, ["其他", "34", "8"])
    sheet.text(121, 114, "2178", 10.5).rule(121, 111, 140.8, 111)
    assert grids(sheet) == [[["规章", 4 * UNKNOWN, "7"], ["其他", "34", "8"]]]


def test_the_rule_of_a_cell_squeezed_over_its_text_strikes_nothing() -> None:
    sheet = Sheet().grid((60, 120, 180), (100, 120, 140)).text(62, 114, "规章").text(62, 134, "其他")
    sheet.text(122, 123.4, "12345678901", 10.5).text(122, 134, "7")
    (grid,) = grids(sheet)
    assert [row[0] for row in grid] == ["规章", "其他"]
    assert UNKNOWN not in "".join(text for row in grid for text in row)


def test_rules_beside_the_middle_of_a_label_over_two_rows_strike_nothing() -> None:
    sheet = Sheet().rule(60, 100, 300, 100).rule(60, 140, 300, 140).rule(120, 120, 300, 120)
    for x in (60, 120, 200, 300):
        sheet.rule(x, 100, x, 140)
    sheet.text(70, 123.5, "第12项").text(130, 114, "甲").text(130, 134, "乙").text(210, 114, "12").text(210, 134, "34")
    assert grids(sheet) == [[["第12项", "甲", "12"], ["乙", "34"]]]


def test_numbers_struck_in_running_text_are_no_numbers_and_the_new_ones_neither() -> None:
    sheet = Sheet().text(60, 100, "全年收到申请12034件，办结5件。").rule(120, 97, 135, 97)
    assert texts(sheet) == [f"全年收到申请{5 * UNKNOWN}件，办结5件。"]


def test_what_a_reviewer_struck_out_with_a_mark_of_his_own() -> None:
    data = from_objects(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [6 0 R]"
            " /Resources << /Font << /F1 5 0 R >> >> >>",
            stream("BT /F1 12 Tf 100 700 Td (2178 of 90) Tj ET"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Annot /Subtype /StrikeOut /Rect [100 697 127 711]"
            " /QuadPoints [100 711 127 711 100 697 127 697] >>",
        ]
    )
    assert texts(data) == [f"{4 * UNKNOWN} of 90"]
