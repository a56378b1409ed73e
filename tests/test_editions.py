"""Per edition: the generated true report yields no finding; any one summed cell changed, the sums that contain it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from generate import Truth, to_html, to_text, true_report, with_figure
from reportcheck import forms
from reportcheck.pipeline import check_source
from reportcheck.values import Checked, Judgement, Limits, Source

EDITIONS = [form.edition for form in forms.editions()]
PRINTED: dict[str, Callable[[Truth], str]] = {"page": to_html, "text": to_text}


def check(text: str) -> Checked:
    data = text.encode()
    source = Source("generated", "", data, hashlib.sha256(data).hexdigest())
    (checked,) = check_source(source, Judgement(), Limits())
    return checked


def summed_cells(truth: Truth) -> dict[tuple[str, str, str], set[tuple[str, str]]]:
    """Each cell of an identity → the (rule, row or column) instances that contain it."""
    found: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    for table in truth.form.tables:
        for identity in table.identities:
            for along in table.instances(identity):
                for name in (*identity.left, *identity.right):
                    cell = (table.id, name, along) if identity.along == "column" else (table.id, along, name)
                    found.setdefault(cell, set()).add((identity.rule, along))
    return found


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("largest", [1, 40, 9_999])
def test_a_true_report_reads_back_exactly_and_yields_no_finding(edition: str, printed: str, largest: int) -> None:
    truth = true_report(7, edition, largest)
    checked = check(PRINTED[printed](truth))
    report = checked.report
    assert {(f.table, f.row, f.column): f.number.value for f in report.facts} == truth.figures
    assert not report.unplaced
    assert (report.title, report.publisher, report.year) == (truth.title, truth.publisher, truth.year)
    assert (report.published, report.edition) == (truth.published, edition)
    assert [section.id for section in report.sections] == [section.id for section in truth.form.sections]
    assert [aspect.id for aspect in report.sections[0].aspects] == [aspect.id for aspect in truth.form.aspects]
    assert [(f.rule, f.message) for f in checked.result.findings] == []


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("edition", EDITIONS)
def test_any_one_summed_cell_changed_breaks_exactly_the_sums_that_contain_it(edition: str, printed: str) -> None:
    truth = true_report(11, edition)
    for cell, sums in summed_cells(truth).items():
        changed = with_figure(truth, cell, truth.figures[cell] + 3)
        result = check(PRINTED[printed](changed)).result
        broken = {(f.rule, f.facts) for f in result.findings if f.family == "sums"}
        assert {rule for rule, _ in broken} == {rule for rule, _ in sums}, cell
        assert len(broken) == len(sums)
        for _, facts in broken:
            assert cell in {(fact.table, fact.row, fact.column) for fact in facts}
        assert all(f.outcome == "broken" for f in result.findings if f.family == "sums")
