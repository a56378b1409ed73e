"""Packs → what in them contradicts the official form, the law or one another, and what says nothing new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from reportcheck import forms
from reportcheck.labels import heading_key
from reportcheck.rules.catalogue import catalogue
from reportcheck.rules.dates.days import LAST_DAYS
from reportcheck.rules.packs.identities import contradiction, repetition
from reportcheck.rules.packs.pack import Deadline, Entry, Length, LocalIdentity, Pack, Problem, Statement, Threshold
from reportcheck.rules.sections import SHORTEST
from reportcheck.tuples import NamedTuple

NAMED = 3
"""Rows or columns that are named; of more the first."""

Range = tuple[Decimal, Decimal]
ENDLESS = Decimal("Infinity")


class Found(NamedTuple):
    """What is wrong with an entry: the detail of the sentence and what it says."""

    detail: str
    arguments: dict[str, str]


def problems(packs: Sequence[Pack]) -> list[Problem]:
    """Those of every pack, each held against the form and the packs before it, in the order of the files."""
    found: list[Problem] = []
    earlier: list[Entry] = []
    for position, pack in enumerate(packs):
        if any(each.name == pack.name for each in packs[:position]):
            found.append(Problem("pack-taken", pack.path, pack.line, {"name": pack.name}))
        found += _regrading_problems(pack, packs[:position])
        found += _heading_problems(pack)
        for entry in pack.entries:
            faults = list(_entry_faults(entry, earlier))
            found += [Problem(fault.detail, pack.path, entry.line, fault.arguments, entry.name) for fault in faults]
            earlier.append(entry)
    return found


def _entry_faults(entry: Entry, earlier: Sequence[Entry]) -> Iterator[Found]:
    """The first fault found is enough: what contradicts is not also redundant."""
    if entry.name in catalogue() or any(each.name == entry.name for each in earlier):
        yield Found("pack-taken", {"name": entry.name})
        return
    alike = [each for each in earlier if type(each.ask) is type(entry.ask) and each.scope.meets(entry.scope)]
    check = CHECKS[type(entry.ask)]
    fault = next(check(entry, alike), None)
    if fault:
        yield fault


def _identity_faults(entry: Entry, alike: Sequence[Entry]) -> Iterator[Found]:
    """A single other entry that does not fit is named before several that do not."""
    alike = [each for each in alike if _direction(each) == _direction(entry)]
    if contradiction(entry, alike):
        for others in ([], *([each] for each in alike), alike):
            if forced := contradiction(entry, others):
                shown = ", ".join(forced[:NAMED]) + ("…" if len(forced) > NAMED else "")
                names = {"name": entry.name, "other": others[-1].name if others else "", "forced": shown}
                yield Found("pack-contradictory-others" if others else "pack-contradictory-form", names)
    if repetition(entry, []):
        yield Found("pack-redundant-form", {"name": entry.name})
    wider = [each for each in alike if each.scope.contains(entry.scope)]
    if repetition(entry, wider):
        yield Found("pack-redundant-other", {"name": entry.name, "other": wider[-1].name})


def _direction(entry: Entry) -> tuple[str, str]:
    """Identities of one table and direction are about the same figures."""
    assert isinstance(entry.ask, LocalIdentity)
    return entry.ask.table, entry.ask.along


def _statement_faults(entry: Entry, alike: Sequence[Entry]) -> Iterator[Found]:
    assert isinstance(entry.ask, Statement)
    for other in alike:
        assert isinstance(other.ask, Statement)
        same_place = entry.ask.section in (None, other.ask.section)
        if same_place and set(other.ask.any_of) <= set(entry.ask.any_of) and other.scope.contains(entry.scope):
            yield Found("pack-redundant-other", {"name": entry.name, "other": other.name})


def _length_faults(entry: Entry, alike: Sequence[Entry]) -> Iterator[Found]:
    assert isinstance(entry.ask, Length)
    same = [each for each in alike if isinstance(each.ask, Length) and each.ask.section == entry.ask.section]
    yield from _range_faults(entry, same)
    if entry.ask.section == "problems" and entry.ask.at_most is None and (entry.ask.at_least or 0) <= SHORTEST:
        yield Found("pack-redundant-rule", {"name": entry.name, "rule": "problems-without-remedies"})


def _threshold_faults(entry: Entry, alike: Sequence[Entry]) -> Iterator[Found]:
    yield from _range_faults(entry, [each for each in alike if _measured(each) == _measured(entry)])


def _deadline_faults(entry: Entry, alike: Sequence[Entry]) -> Iterator[Found]:
    """An earlier day holds wherever a later one does; which law binds bodies named one by one is not known."""
    assert isinstance(entry.ask, Deadline)
    law = [LAST_DAYS[kind] for kind in entry.scope.kinds if kind in LAST_DAYS] if not entry.scope.bodies else []
    if any(day < entry.ask for day in law):
        yield Found("pack-contradictory-law", {"name": entry.name, "rule": "published-late"})
    if law and len(law) == len(entry.scope.kinds) and all(day == entry.ask for day in law):
        yield Found("pack-redundant-rule", {"name": entry.name, "rule": "published-late"})
    for other in alike:
        assert isinstance(other.ask, Deadline)
        if other.ask <= entry.ask and other.scope.contains(entry.scope):
            yield Found("pack-redundant-other", {"name": entry.name, "other": other.name})


CHECKS: dict[type, Callable[[Entry, Sequence[Entry]], Iterator[Found]]] = {
    LocalIdentity: _identity_faults,
    Statement: _statement_faults,
    Length: _length_faults,
    Threshold: _threshold_faults,
    Deadline: _deadline_faults,
}


def _range_faults(entry: Entry, same: Sequence[Entry]) -> Iterator[Found]:
    """`same` ask for a range of the same thing."""
    low, high = _range(entry)
    if low > high:
        yield Found("pack-contradictory-range", {"name": entry.name})
    for other in same:
        lowest, highest = _range(other)
        if max(low, lowest) > min(high, highest):
            yield Found("pack-contradictory-other", {"name": entry.name, "other": other.name})
    if low <= 0 and high == ENDLESS:
        yield Found("pack-redundant-always", {"name": entry.name})
    for other in same:
        lowest, highest = _range(other)
        if low <= lowest and highest <= high and other.scope.contains(entry.scope):
            yield Found("pack-redundant-other", {"name": entry.name, "other": other.name})


def _range(entry: Entry) -> Range:
    assert isinstance(entry.ask, Length | Threshold)
    low, high = entry.ask.at_least, entry.ask.at_most
    return Decimal(low or 0), ENDLESS if high is None else Decimal(high)


def _measured(entry: Entry) -> tuple[object, ...]:
    """What a threshold is asked of."""
    assert isinstance(entry.ask, Threshold)
    return entry.ask[: Threshold._fields.index("at_least")]


def _regrading_problems(pack: Pack, earlier: Sequence[Pack]) -> Iterator[Problem]:
    others = {each.rule: (each, other) for other in earlier for each in other.regradings}
    for each in pack.regradings:
        known = catalogue()[each.rule]
        other = others.get(each.rule)
        if other and other[0].severity != each.severity:
            arguments = {"name": each.rule, "other": other[1].name}
            yield Problem("pack-contradictory-severity", pack.path, each.line, arguments)
        elif known.severity == each.severity and not known.severities:
            yield Problem("pack-redundant-severity", pack.path, each.line, {"name": each.rule}, each.rule)


def _heading_problems(pack: Pack) -> Iterator[Problem]:
    official = {
        heading_key(wording)
        for form in forms.editions()
        for section in form.sections
        for wording in (*section.headings, *section.aliases)
    }
    for heading, line in pack.allowed:
        if heading_key(heading) in official:
            yield Problem("pack-redundant-heading", pack.path, line, {"name": heading}, heading)
