"""A report and what the rules say of it → the smallest sets of changes under which every broken sum would hold.

Nothing is ever changed: a repair says where to look. What the register of requests says is for people to find out.
"""

from __future__ import annotations

from collections.abc import Mapping

from reportcheck import forms
from reportcheck.values import Number, Repair, Report, Result


def repairs(
    report: Report, result: Result, last_year: Mapping[tuple[str, str, str], Number] | None = None
) -> tuple[Repair, ...]:
    """Every smallest repair of each group of broken sums, the likeliest first; none where it cannot be told.

    `last_year`: the figures of the body's report of the year before by (table, row, column); those left over from it
    are named as such.
    """
    broken = {finding.rule for finding in result.findings if finding.outcome == "broken"}
    tables = [forms.edition(table.edition).table(table.id) for table in report.tables] if broken else ()
    if broken.isdisjoint(identity.rule for table in tables for identity in table.identities):
        return ()
    # Most reports have nothing to mend, and then the search need not be loaded.
    from reportcheck.repair.listing import listed

    return listed(report, result, last_year)
