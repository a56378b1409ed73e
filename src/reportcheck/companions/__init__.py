"""The reports of one call → for each those it is held against: earlier versions of it, and last year's of its body."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeVar

from reportcheck import repair, rules
from reportcheck.assemble.identity import publisher_kind
from reportcheck.companions.bodies import Body, is_common, is_same, place_of, read_body
from reportcheck.companions.packing import Packed, pack, to_last_year, to_version
from reportcheck.rules import LastYear, Version
from reportcheck.tuples import NamedTuple
from reportcheck.values import Checked, Judgement, Report

__all__ = ["are_of_one_body", "beside_each_other", "beside_last_year"]

AHEAD = 256
"""Groups a report waits for: its last year's may come after it. In longer calls only equal names are one body's."""
_VERSIONS = "versions-differ"
Thing = TypeVar("Thing")


class Key(NamedTuple):
    """Whose report it is, and for which year."""

    body: Body
    year: int


class Companions:
    """Remembers reports in the order they come."""

    def __init__(self, *, years: bool) -> None:
        """Starts with none; `years`: whether they are held against last year's too."""
        self._years = years
        self._known: dict[tuple[str, int], list[Packed]] = {}
        self._by_body: dict[Key, list[Packed]] = {}
        self._near: dict[str, dict[Body, None]] = {}

    def add(self, report: Report) -> tuple[Version, ...]:
        """Remembers it; returns the earlier reports of its body and year, none where either is unknown."""
        if report.publisher is None or report.year is None:
            return ()
        earlier = self._known.setdefault((report.publisher, report.year), [])
        places = _places(report)
        versions = tuple(to_version(packed) for packed in earlier if _may_be_near(places, packed))
        earlier.append(pack(report, text=self._years and _is_its_own(report), places=places))
        if self._years and _is_its_own(report):
            body = read_body(report.publisher)
            self._near.setdefault(place_of(body), {})[body] = None
            self._by_body.setdefault(Key(body, report.year), []).append(earlier[-1])
        return versions

    def last_years(self, report: Report, *, all_known: bool) -> tuple[LastYear, ...]:
        """The reports of its body for the year before among those that came; several are versions of one.

        A body is told by its name. A name that fits two bodies of the call is nobody's, even where it stands twice.
        Shorter and longer names are believed to be one body's only where all reports of the call are known.
        """
        if not self._years or report.publisher is None or report.year is None or not _is_its_own(report):
            return ()
        own, year = read_body(report.publisher), report.year - 1
        if not all_known and not place_of(own):
            return ()
        relatives = self._relatives(own, unplaced=all_known)
        bodies = [own] if not all_known or Key(own, year) in self._by_body else relatives
        found = [packed for body in bodies if relatives for packed in self._by_body.get(Key(body, year), ())]
        if is_common(own) and max(len(found), len(self._by_body[Key(own, report.year)])) > 1:
            return ()
        places = _places(report)
        return tuple(to_last_year(packed, year) for packed in found if _may_be_near(places, packed))

    def _relatives(self, own: Body, *, unplaced: bool) -> list[Body]:
        """The names that fit, its own among them; none where two of them, or two that fit one of them, do not agree."""
        found = [body for body in self._around(own, unplaced=unplaced) if is_same(own, body)]
        around = {body for each in found for body in self._around(each, unplaced=unplaced) if is_same(each, body)}
        agree = all(is_same(one, other) for one in around for other in around)
        return found if agree else []

    def _around(self, body: Body, *, unplaced: bool) -> list[Body]:
        """The names known of the same place, and of none if `unplaced`; to a name without a place all may belong."""
        place = place_of(body)
        places = ((place, "") if unplaced else (place,)) if place else self._near
        return [each for near in places for each in self._near.get(near, ())]


def _places(report: Report) -> frozenset[str]:
    """临溪 of 临溪县水利局 where the title says 县水利局 and the words around the sections say more; else none."""
    name = report.publisher or ""
    if not is_common(read_body(name)):
        return frozenset()
    texts = ("".join(passage.text.split()) for passage in report.passages)
    return frozenset(before for text in texts for before in _before(name, text))


def _before(name: str, text: str) -> Iterator[str]:
    """The two characters before each place the name stands at, where they are part of a word."""
    at = text.find(name)
    while at >= 0:
        before = text[max(at - 2, 0) : at]
        if len(before) == 2 and before.isalpha():
            yield before
        at = text.find(name, at + 1)


def _may_be_near(places: frozenset[str], packed: Packed) -> bool:
    """False for two bodies of one name in two places."""
    return not places or not packed.places or not places.isdisjoint(packed.places)


def _is_its_own(report: Report) -> bool:
    """Whether the name is that of the body the report is about: in its title, or of one that publishes for no other."""
    name = report.publisher or ""
    return report.publisher_kind is not None or publisher_kind(name) not in ("office", "government", "zone", "other")


def beside_each_other(
    groups: Iterable[tuple[Thing, tuple[Checked, ...]]], judgement: Judgement
) -> Iterator[tuple[Thing, tuple[Checked, ...]]]:
    """Groups of reports as they come → the same in the same order, each report judged beside its companions.

    A group waits until AHEAD others have come, where a rule on years is selected: no more are held in memory. When
    the work is interrupted, those that wait come before KeyboardInterrupt is raised.
    """
    asked = rules.BETWEEN.intersection(rules.selected(judgement))
    if not asked:
        yield from groups
        return
    known = Companions(years=bool(asked - {_VERSIONS}))
    ahead = AHEAD if asked - {_VERSIONS} else 0
    waiting: deque[tuple[Thing, list[tuple[Checked, tuple[Version, ...]]]]] = deque()
    all_known = True

    def judged(found: list[tuple[Checked, tuple[Version, ...]]]) -> tuple[Checked, ...]:
        return tuple(
            _beside(checked, versions, known.last_years(checked.report, all_known=all_known), judgement)
            for checked, versions in found
        )

    interrupt: KeyboardInterrupt | None = None
    try:
        for thing, found in groups:
            waiting.append((thing, [(checked, known.add(checked.report)) for checked in found]))
            if len(waiting) > ahead:
                all_known = False
                first, reports = waiting.popleft()
                yield first, judged(reports)
    except KeyboardInterrupt as asked_to_stop:
        # What was read is told before the work stops.
        interrupt, all_known = asked_to_stop, False
    for thing, reports in waiting:
        yield thing, judged(reports)
    if interrupt:
        raise interrupt


def _beside(
    checked: Checked, versions: tuple[Version, ...], last_years: tuple[LastYear, ...], judgement: Judgement
) -> Checked:
    """The same with what the rules say beside its companions; itself where there are none."""
    if not versions and not last_years:
        return checked
    report, result = checked.report, checked.result
    result = rules.compare(result, report, judgement, versions=versions, last_years=last_years)
    if last_years and result.repairs:
        result = result._replace(repairs=repair.repairs(report, result, last_years[-1].figures))
    return checked._replace(result=result)


def beside_last_year(later: Checked, earlier: Report, judgement: Judgement) -> Checked:
    """A report judged beside one that is said to be last year's, whatever names they bear."""
    return _beside(later, (), (rules.last_year(earlier),), judgement)


def are_of_one_body(one: Report, other: Report) -> bool:
    """Whether the names two reports give their bodies may be one body's; False where a name is unknown."""
    if one.publisher is None or other.publisher is None:
        return False
    return is_same(read_body(one.publisher), read_body(other.publisher))
