"""What is broken is confirmed: a second reader looks at the cells of broken sums, and at nothing else."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable

import pytest

from closed_schemas import breaches
from generate import true_report, with_figure
from pdf_habits import HABITS
from reportcheck import codec, readers
from reportcheck.pipeline import check_source, parse_source
from reportcheck.readers.pdf.second import look
from reportcheck.values import Checked, Grid, Judgement, Limits, Place, Report, Source

CELL = ("requests", "received", "total")
SUMS = {"requests-do-not-balance", "applicants-do-not-add-up"}
LIMITS = Limits()


def printed(habit: str, *, wrong: bool) -> Source:
    truth = true_report(11, "2021")
    spoilt = with_figure(truth, CELL, truth.figures[CELL] + 1) if wrong else truth
    data = HABITS[habit](spoilt, random.Random(3)).data
    return Source("report.pdf", "application/pdf", data, hashlib.sha256(data).hexdigest())


def check(source: Source) -> Checked:
    [checked] = check_source(source, Judgement(), LIMITS)
    return checked


HABITS_SEEN = ("rules_thin", "landscape", "rotated_90", "rotated_180", "rotated_270", "cropped", "cropped_and_rotated")


@pytest.mark.parametrize("habit", [*HABITS_SEEN, "every_glyph_twice", "digits_apart", "over_three_pages"])
def test_both_readers_see_the_same_figures_in_a_cell(habit: str) -> None:
    source = printed(habit, wrong=False)
    grids = [block for block in readers.read(source, LIMITS).blocks if isinstance(block, Grid)]
    figures = {cell.place: cell.text for grid in grids for cell in grid.cells if cell.text.isdigit()}
    assert len(figures) >= 190
    assert {place: "".join(text.split()) for place, text in look(source, figures, LIMITS).items()} == figures


def seeing(monkeypatch: pytest.MonkeyPatch, seen: str | None) -> list[Place]:
    """The places the second reader is asked about; it sees `seen` in the wrong cell, None: nothing anywhere."""
    places: list[Place] = []

    def answer(source: Source, media_type: str, wanted: Iterable[Place], limits: Limits) -> dict[Place, str]:
        places.extend(wanted)
        [fact] = [f for f in readers_report(source).facts if (f.table, f.row, f.column) == CELL]
        return {} if seen is None else {fact.place: seen}

    monkeypatch.setattr(readers, "look_again", answer)
    return places


def readers_report(source: Source) -> Report:
    [report] = parse_source(source, LIMITS)
    return report


def outcomes(checked: Checked) -> dict[str, set[str | None]]:
    """Rule → the reasons, None for broken."""
    found: dict[str, set[str | None]] = {}
    for finding in checked.result.findings:
        found.setdefault(finding.rule, set()).add(finding.reason)
    return found


def test_a_sum_both_readers_see_broken_is_broken() -> None:
    assert outcomes(check(printed("rules_thin", wrong=True))) == {rule: {None} for rule in SUMS}


def test_only_cells_of_broken_sums_are_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = seeing(monkeypatch, None)
    assert outcomes(check(printed("rules_thin", wrong=False))) == {}
    assert asked == []
    checked = check(printed("rules_thin", wrong=True))
    cells = {(c.table, c.row, c.column) for finding in checked.result.findings for c in finding.facts}
    places = {fact.place for fact in checked.report.facts if (fact.table, fact.row, fact.column) in cells}
    assert set(asked) == places
    assert len(places) == 10
    assert outcomes(checked) == {rule: {None} for rule in SUMS}


def test_other_digits_make_the_cell_illegible_and_its_sums_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    seeing(monkeypatch, "77")
    checked = check(printed("rules_thin", wrong=True))
    found = {rule: why for rule, why in outcomes(checked).items() if rule != "handled-below-carried-in"}
    assert found == {rule: {"readers-disagree"} for rule in (*SUMS, "not-a-count")}
    [fact] = [f for f in checked.report.facts if (f.table, f.row, f.column) == CELL]
    assert (fact.number.kind, fact.number.value) == ("illegible", None)
    [note] = [note for note in checked.report.notes if note.code == "readers-disagree"]
    assert note.place == fact.place
    assert (note.arguments["printed"], note.arguments["seen"]) == (fact.number.printed, "77")
    assert breaches(codec.report_to_json(checked.report)) == []
    assert breaches(codec.result_to_json(checked.result)) == []


def test_the_same_digits_written_otherwise_are_no_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    right = str(true_report(11, "2021").figures[CELL] + 1)
    seeing(monkeypatch, f" {right.translate(str.maketrans('0123456789', '０１２３４５６７８９'))} 件")
    assert outcomes(check(printed("rules_thin", wrong=True))) == {rule: {None} for rule in SUMS}


def test_a_second_reader_that_fails_has_seen_nothing() -> None:
    source = printed("rules_thin", wrong=True)
    places = [fact.place for fact in readers_report(source).facts]
    assert look(source._replace(data=source.data[:200]), places, LIMITS) == {}
    assert look(source, [], LIMITS) == {}
