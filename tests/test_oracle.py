"""The grids of the reader beside those of a parser that conforms to the HTML standard: a browser shows the same.

`SOAK=n` in the environment tries n mutants a page instead of a few.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from blind_habits import BLIND
from generate import true_report
from habits import PAGES
from oracle import Cell, browser_grids, holds_data, without_empty_rows
from reportcheck import forms, readers
from reportcheck.errors import Damaged
from reportcheck.readers.encoding import to_utf8
from reportcheck.values import Grid, Limits, Source

FIXTURES = sorted(Path(__file__).parent.parent.joinpath("fixtures").glob("*/source.html"))
EDITIONS = [form.edition for form in forms.editions()]
MUTANTS = int(os.environ.get("SOAK", "2")) * 5


def our_grids(markup: str) -> list[list[Cell]]:
    data = markup.encode()
    document = readers.read(Source("x", "", data, hashlib.sha256(data).hexdigest()), Limits())
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    found = [
        without_empty_rows([(c.row, c.column, c.row_span, c.column_span, "".join(c.text.split())) for c in grid.cells])
        for grid in grids
    ]
    return [cells for cells in found if holds_data(cells)]


def page_of(habit: Callable[..., str | bytes], edition: str, seed: int) -> str:
    page = habit(true_report(seed, edition, 99), random.Random(seed))
    return page if isinstance(page, str) else to_utf8(page)[0].decode()


def is_page(markup: str) -> bool:
    return markup.lstrip().lower().startswith(("<!doctype", "<html"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_fixtures_are_read_as_a_browser_shows_them(path: Path) -> None:
    markup = to_utf8(path.read_bytes())[0].decode()
    assert our_grids(markup) == browser_grids(markup)


def test_a_real_page_is_read_as_a_browser_shows_it(real) -> None:
    markup = to_utf8(real("shanghai_office_2019.html").read_bytes())[0].decode()
    assert our_grids(markup) == browser_grids(markup)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", [*PAGES, *BLIND])
def test_habits_are_read_as_a_browser_shows_them(name: str, edition: str) -> None:
    for seed in range(2):
        markup = page_of({**PAGES, **BLIND}[name], edition, seed)
        if is_page(markup):
            assert our_grids(markup) == browser_grids(markup), seed


# ---- broken markup


def dropped(pattern: str) -> Callable[[str, random.Random], str]:
    """Every match, or only some, is left out."""

    def mutate(markup: str, chance: random.Random) -> str:
        share = chance.choice((0.1, 0.5, 1.0))
        return re.sub(pattern, lambda match: "" if chance.random() < share else match[0], markup)

    return mutate


def replaced(pattern: str, *others: str) -> Callable[[str, random.Random], str]:
    """Some matches are written otherwise; `\\g<0>` is the match itself."""

    def mutate(markup: str, chance: random.Random) -> str:
        share = chance.choice((0.05, 0.3))
        return re.sub(
            pattern, lambda match: match.expand(chance.choice(others)) if chance.random() < share else match[0], markup
        )

    return mutate


BREAKS: dict[str, Callable[[str, random.Random], str]] = {
    "no end of cells": dropped(r"</t[dh]>"),
    "no end of rows": dropped(r"</tr>"),
    "no end of either": dropped(r"</t[drh]>"),
    "no beginning of rows": dropped(r"<tr[^>]*>"),
    "rows without a beginning or an end": lambda markup, chance: dropped(r"</tr>")(
        dropped(r"<tr[^>]*>")(markup, chance), chance
    ),
    "nested tables": replaced(r"(<td[^>]*>)([^<]*)(</td>)", r"\1<table><tr><td>\2</td></tr></table>\3"),
    "tables not closed": dropped(r"</table>"),
    "foot first": replaced(r"(<table[^>]*>)(<tr.*?</tr>)(<tr.*?</tr>)", r"\1<tfoot>\2</tfoot>\3"),
    "head last": replaced(r"(<table[^>]*>)(<tr.*?</tr>)(.*?)(</table>)", r"\1<tbody>\3</tbody><thead>\2</thead>\4"),
    "spans lost": dropped(r'\s(?:row|col)span="?\d+"?'),
    "odd spans": replaced(r'(?<=span=)"?\d+"?', '"2"', '"0"', '" 3x"', '"-1"', '"999999"', '""'),
    "stray end tags": replaced(r"</?t[dr][^>]*>", r"\g<0></span>", r"\g<0></div>", r"\g<0></p>", r"</font>\g<0>"),
    "formatting across cells": replaced(r"<t[dh][^>]*>", r"\g<0><b>", r"\g<0><font color=red>", r"\g<0><span>"),
    "cells in divs": replaced(r"(<td[^>]*>)([^<]*)(</td>)", r"<div>\1\2\3</div>"),
    "headers": replaced(r"<td([^>]*)>([^<]*)</td>", r"<th\1>\2</th>"),
    "sections": replaced(r"<tr[^>]*>", r"</tbody><tbody>\g<0>", r"<tbody>\g<0>"),
    "comments in cells": replaced(r"<td[^>]*>", r"\g<0><!-- x -->", r"\g<0><!--[if gte mso 9]><td>9<![endif]-->"),
    "text between rows": replaced(r"<tr[^>]*>", r"<p>附注</p>\g<0>", r"附注\g<0>", r"<br>\g<0>"),
}


@pytest.mark.parametrize("break_", BREAKS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_broken_markup_is_read_as_a_browser_shows_it(break_: str, edition: str) -> None:
    different = []
    for seed in range(MUTANTS):
        chance = random.Random(f"{break_} {edition} {seed}")
        habit = PAGES[chance.choice(("plain", "word", "editor", "portal", "split_tables"))]
        markup = BREAKS[break_](page_of(habit, edition, seed), chance)
        try:
            ours = our_grids(markup)
        except Damaged:
            continue
        if ours != browser_grids(markup):
            different.append(seed)
    assert different == []
