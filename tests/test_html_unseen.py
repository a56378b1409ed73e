"""Digits that are in a cell without being seen do not join the figure; what is seen all the same stays."""

from __future__ import annotations

import pytest

from test_readers_html import cell

HIDING = [
    "font-size:0", "FONT-SIZE: 0px;", "font-size:0.0em;margin:1px", "color:#fff", "COLOR: #FFFFFF", "color:white",
    "color: rgb(255, 255, 255)", "color:rgb(255 255 255 / 100%)", "color:rgb(100%,100%,100%)", "color:#FFFF",
    "color:#ffffffff", "color:hsl(0, 0%, 100%)", "color: HSL(120deg 10% 100%)", "opacity:0", "opacity: 0.0;", "display:inline-block;text-indent:-9999px",
    "visibility:hidden", "display:none", "color:transparent",
]  # fmt: skip
SHOWING = [
    "font-size:0.9em", "font-size:10px", "opacity:0.5", "background-color:#fff", "color:#fffbe6", "border-color:white",
    "background:#123;color:#fff", "color:#fffff0", "color:hsl(0, 0%, 10%)", "color:rgb(255,255,25)", "text-indent:-2em", "color:#000",
]  # fmt: skip


@pytest.mark.parametrize("style", HIDING)
@pytest.mark.parametrize("markup", ["217{}8", "{}2178", "<p>2178{}</p>", "<span>21</span>{}<b>78</b>"])
def test_digits_nobody_sees_do_not_join_the_figure(markup: str, style: str) -> None:
    assert cell(markup.format(f'<span style="{style}">9</span>')) == "2178"


@pytest.mark.parametrize("style", SHOWING)
def test_digits_that_are_seen_stay(style: str) -> None:
    assert cell(f'217<span style="{style}">8</span>') == "2178"


@pytest.mark.parametrize("colour", ["white", "#FFF", "#ffffff", "FFFFFF"])
def test_old_markup_for_white(colour: str) -> None:
    assert cell(f"<font color={colour}>9</font>2178") == "2178"


def test_white_on_a_ground_of_its_own_or_of_the_cell_stays() -> None:
    assert cell('<b style="background:#333">21<i style="color:#fff">78</i></b>') == "2178"
    assert cell('<span style="color:#fff">21</span><span style="color:#fff">78</span>') == "2178"


def test_a_size_of_nothing_on_a_wrapper_takes_no_digits_away() -> None:
    assert (
        cell('<div style="font-size:0"><b style="font-size:9pt">21</b><b style="font-size:9pt">78</b></div>') == "2178"
    )
