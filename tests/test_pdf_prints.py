"""Reports printed by Chromium and LibreOffice, committed with their truths, parse back exactly."""

from __future__ import annotations

import pytest

from pdf_reading import (
    PRINTED,
    broken,
    figures,
    identity,
    identity_of,
    prints,
    read_print,
    running_text,
    running_text_of,
)

BROKEN_FIGURES = ("libreoffice_docx_repeated_header",)
"""Prints in which digits of one figure stand on two lines of a narrow cell: they may stay unread."""


@pytest.mark.parametrize("name", [name for name in prints() if name not in BROKEN_FIGURES])
def test_a_print_parses_back_exactly_with_no_false_finding(name: str) -> None:
    truth, checked = read_print(name)
    report = checked.report
    assert figures(report) == truth.figures
    assert not report.unplaced
    assert identity(report) == identity_of(truth)
    assert [section.id for section in report.sections] == [section.id for section in truth.form.sections]
    assert [finding.rule for finding in checked.result.findings] == []


@pytest.mark.parametrize("name", BROKEN_FIGURES)
def test_a_figure_broken_over_lines_is_read_rightly_or_left_undecided(name: str) -> None:
    truth, checked = read_print(name)
    read = figures(checked.report)
    assert read.keys() == truth.figures.keys()
    assert {cell: value for cell, value in read.items() if value not in (None, truth.figures[cell])} == {}
    assert identity(checked.report) == identity_of(truth)
    assert broken(checked) == []


@pytest.mark.parametrize("name", prints())
def test_paragraphs_of_a_print_are_joined_again(name: str) -> None:
    truth, checked = read_print(name)
    assert running_text(checked.report) == running_text_of(truth)


def test_the_prints_are_small() -> None:
    sizes = [file.stat().st_size for file in PRINTED.iterdir()]
    assert max(sizes) < 100_000
    assert sum(sizes) < 1_500_000
