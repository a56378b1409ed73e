"""The repairs of a result → one sentence a group: which cells to look at and, where people may see it, the figure.

A proposed figure is shown only where it is the only one, and only in the profiles that may work with it: clerks, who
have the register beside them, and research. Everyone else is told the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reportcheck.language import sentence, shown
from reportcheck.values import Change, Checked, Language, Repair

SHOWN_TO = ("clerk", "research")
LISTED = 4
"""Cells named in one sentence."""


def advice(checked: Checked, language: Language, profile: str) -> Iterator[str]:
    """One sentence for each group that explains a live finding."""
    live = {finding.key for finding in checked.result.findings if finding.status == "live"}
    for _, repairs in groupby(checked.result.repairs, lambda repair: repair.group):
        choices = list(repairs)
        if live & set(choices[0].explains):
            yield _sentence(choices, checked, language, profile)


def _sentence(choices: Sequence[Repair], checked: Checked, language: Language, profile: str) -> str:
    first = choices[0]
    known = all(change.proposed is not None for change in first.changes)
    if not first.alternatives and known and profile in SHOWN_TO:
        changes = [_change(change, checked, language) for change in first.changes]
        slip = sentence(f"slip.{first.slip}", language) if first.slip else ""
        told = sentence(
            "advice.figure", language, changes=_some(changes, language), count=len(first.explains), slip=slip
        )
        return told + (sentence("advice.register", language) if profile == "clerk" else "")
    cells = list(dict.fromkeys(_cell(change, checked, language) for each in choices for change in each.changes))
    told = sentence("advice.cells", language, cells=_some(cells, language))
    if not first.alternatives:
        return told
    return told + sentence("advice.choices", language, count=first.alternatives + 1)


def _some(cells: Sequence[str], language: Language) -> str:
    """The first few of them; how many there are in all."""
    named = shown(list(cells[:LISTED]), language)
    return named if len(cells) <= LISTED else sentence("advice.some", language, cells=named, count=len(cells))


def _change(change: Change, checked: Checked, language: Language) -> str:
    found = sentence("advice.blank", language) if change.found is None else shown(change.found, language)
    cell = _cell(change, checked, language)
    return sentence("advice.change", language, cell=cell, found=found, proposed=change.proposed)


def _cell(change: Change, checked: Checked, language: Language) -> str:
    from reportcheck.forms import edition
    from reportcheck.rules.phrasing import row_label

    editions = {table.id: table.edition for table in checked.report.tables}
    table = edition(editions[change.table]).table(change.table)
    name, label = (table.name_zh, "text") if language == "zh" else (table.name_en, "english")
    column = getattr(table.column(change.column).label, label)
    return sentence("advice.cell", language, table=name, row=row_label(table, change.row, language), column=column)
