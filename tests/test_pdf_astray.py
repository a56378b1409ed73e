"""Text in a drawing of its own, put on the page reduced or moved, its characters said apart: it stands where it is seen."""

from __future__ import annotations

import pytest

from made_pdf import HELVETICA, from_objects, stream
from reportcheck.values import Grid, PagePlace, Text
from test_readers_pdf import document


def said_apart(text: str, x: int, y: int) -> str:
    return f"/Span <</ActualText ({text})>> BDC BT /F1 10 Tf {x} {y} Td ({text}) Tj ET EMC "


def placed(content: str, matrix: str) -> bytes:
    """A page that shows the content as a form, by that matrix."""
    return from_objects(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>",
            stream(f"q {matrix} cm /X1 Do Q"),
            HELVETICA,
            stream(
                content,
                "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >>",
            ),
        ]
    )


@pytest.mark.parametrize(
    ("matrix", "left", "bottom"),
    [
        ("1 0 0 1 0 0", 100, 500),
        ("0.5 0 0 0.5 0 0", 50, 250),
        ("0.5 0 0 0.5 421 20", 471, 270),
        ("1 0 0 1 300 -200", 400, 300),
    ],
)
def test_it_stands_where_it_is_seen(matrix: str, left: float, bottom: float) -> None:
    (block,) = document(placed(said_apart("2178", 100, 500), matrix)).blocks
    assert isinstance(block, Text)
    assert isinstance(block.place, PagePlace)
    assert block.text == "2178"
    assert abs(block.place.box[0] - left) < 2
    assert abs(595 - block.place.box[3] - bottom) < 4


def test_figures_fall_into_their_own_cells() -> None:
    rules = "".join(f"100 {y} m 300 {y} l S " for y in (400, 420, 440)) + "".join(
        f"{x} 400 m {x} 440 l S " for x in (100, 200, 300)
    )
    texts = "BT /F1 10 Tf 110 426 Td (a) Tj ET " + said_apart("12", 210, 426) + said_apart("b", 110, 406)
    texts += "BT /F1 10 Tf 210 406 Td (34) Tj ET "
    (grid,) = document(placed(rules + texts, "0.7 0 0 0.7 400 50")).blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["a", "12", "b", "34"]
