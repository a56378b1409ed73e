"""The note printed in the corner of table three, broken over lines and mixed with the words of the header beside it."""

from __future__ import annotations

import pytest

from generate import to_text, true_report
from reportcheck.pipeline import check_source
from reportcheck.values import Judgement, Limits, Source


def rules(text: str) -> list[str]:
    (checked,) = check_source(Source("made", "", text.encode(), ""), Judgement(), Limits())
    return [finding.rule for finding in checked.result.findings]


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_a_note_among_the_words_of_the_header_is_there(edition: str) -> None:
    truth = true_report(3, edition)
    text = to_text(truth)
    note = truth.form.table("requests").corner_note
    assert note in text
    half = len(note) // 2
    mixed = text.replace(note, f"{note[:half]}　法人或其他组织\n\n{note[half:]}　自然人总计")
    assert "corner-note-missing" not in rules(mixed)


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_a_note_that_is_nowhere_is_missed(edition: str) -> None:
    truth = true_report(3, edition)
    text = to_text(truth)
    assert "corner-note-missing" in rules(text.replace(truth.form.table("requests").corner_note, "指标"))
