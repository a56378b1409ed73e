"""What the text says of one kind of applicants, against their column of table three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportcheck.patterns import pattern
from reportcheck.quantities import Reading
from reportcheck.rules.rule import HOLDS, Case, Verdict
from reportcheck.rules.wording.tabled import Tabled, cells_of
from reportcheck.rules.wording.told import (
    Told,
    difference,
    differs,
    is_of_another_scope,
    is_told_elsewhere,
    own_words,
    says_no_more,
    sentence_of,
    told,
)
from reportcheck.values import Arguments

ORGANIZATIONS = tuple(
    f"organization.{kind}" for kind in ("business", "research", "public_benefit", "legal_service", "other")
)
_ALL = pattern("自然人|公民|个人|企业|公司|科研|公益|法律服务|其[他它](?:社会)?组织|法人")
_FOR_ANOTHER = pattern("(?:企业|公司|个人|法人|组织)(?:登记|注册|设立|备案|开办)")
COLUMNS = {"organization.total": ORGANIZATIONS, **{name: (name,) for name in ("person", *ORGANIZATIONS[:-1])}}
"""What the text counts → the columns of table three that hold it; 其他 is whatever the text makes it."""
WITH_OTHERS = {"received": (("received",), ("received", "carried_in"), ("handled",)), "carried_in": (("carried_in",),)}
"""Row the text speaks of → the sums of rows it may mean: what came in, all there was to answer, what was answered."""

MEANINGS = {row: frozenset(f"requests.{row}.{column}" for column in COLUMNS) for row in WITH_OTHERS}


def kinds_of_applicants(case: Case, row: str) -> Iterator[Verdict]:
    """One check a number of requests of one kind of applicants, where nothing else stands in its sentence."""
    for each in told(case, MEANINGS[row]):
        verdict = _kind(case, each, row)
        if verdict:
            yield verdict


def _kind(case: Case, each: Told, row: str) -> Verdict | None:
    column = (each.reading.meaning or "").removeprefix(f"requests.{row}.")
    sums = [cells_of(case, "requests", _cells(rows, COLUMNS[column])) for rows in WITH_OTHERS[row]]
    own, known = sums[0], [cells for cells in sums if cells is not None]
    if own is None or any(cells.reason for cells in known) or not _is_of_all(case, each, row):
        return None
    if any(each.reading.value == cells.value for cells in known):
        return HOLDS
    everybody = cells_of(case, "requests", _cells((row,), ORGANIZATIONS))
    if column != "person" and (everybody is None or everybody.reason or everybody.value == each.reading.value):
        # 企业 may stand for all that are no natural persons.
        return None
    if not says_no_more(case, each.reading) or is_of_another_scope(case, each):
        return None
    return _differs(case, each, own, row)


def _cells(rows: Sequence[str], columns: Sequence[str]) -> list[tuple[str, str]]:
    return [(row, column) for row in rows for column in columns]


def _is_of_all(case: Case, each: Told, row: str) -> bool:
    """Of all that came in to the body in the year, not of a part of it."""
    said = each.reading
    if said.scope != "body" or not _is_named(said) or is_told_elsewhere(case, each, "requests"):
        return False
    start, _ = sentence_of(case, said)
    before = (other for other in case.readings[: each.number] if other.section == said.section and other.start >= start)
    if any(other.meaning is None for other in before):
        return False
    return not said.part if said.whole is None else _is_whole(case, said, case.readings[said.whole], row)


def _is_named(said: Reading) -> bool:
    """The kind stands before its figure; legal persons alone are not all organizations (法人3件、其他组织1件).

    企业登记申请 is for another thing.
    """
    words = _ALL.findall(own_words(said))
    if not words or _FOR_ANOTHER.search(own_words(said)):
        return False
    return not (said.meaning or "").endswith("organization.total") or "组织" in words[-1]


def _is_whole(case: Case, said: Reading, whole: Reading, row: str) -> bool:
    """What it divides is a number the table holds."""
    if whole.scope != said.scope or whole.year != said.year or whole.part:
        return False
    totals = (cells_of(case, "requests", _cells(rows, ("total",))) for rows in WITH_OTHERS[row])
    return any(cells is not None and not cells.reason and cells.value == whole.value for cells in totals)


def _differs(case: Case, each: Told, cells: Tabled, row: str) -> Verdict:
    _, column = cells.cells[0][1:]
    named = column if len(cells.cells) == 1 else "organization"
    arguments: Arguments = {
        "stated": each.reading.value,
        "table": "requests",
        "row": row,
        "column": named,
        "value": cells.value,
    }
    arguments |= {"difference": difference(each.reading.value, cells.value)}
    return differs(case, each, cells, arguments, variant="applicants")
