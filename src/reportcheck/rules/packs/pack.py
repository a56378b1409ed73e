"""What a local rule pack holds, as values: whom it is for, and what it asks of a report beyond the official form."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from reportcheck.rules.rule import Case
from reportcheck.tuples import NamedTuple
from reportcheck.values import Language, Severity

Words = dict[Language, str]
Along = Literal["row", "column"]


class Scope(NamedTuple):
    """Whom and which years something is asked of; empty and None leave nobody out.

    `kinds` are kinds of publishers, `bodies` the beginnings of their names.
    """

    kinds: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None

    def covers(self, case: Case) -> bool:
        """Whether the report is one of those; what is not known of it is not among those asked for."""
        kind, name, year = case.report.publisher_kind, "".join((case.report.publisher or "").split()), case.year
        if (self.kinds and kind not in self.kinds) or (self.bodies and not name.startswith(self.bodies)):
            return False
        return self.years == (0, 9999) or (year is not None and self.years[0] <= year <= self.years[1])

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        return self.first_year or 0, self.last_year or 9999

    def contains(self, other: Scope) -> bool:
        """Whether every report of the other scope is of this one."""
        (first, last), (others_first, others_last) = self.years, other.years
        return (
            (not self.kinds or bool(other.kinds and set(other.kinds) <= set(self.kinds)))
            and (not self.bodies or bool(other.bodies and all(name.startswith(self.bodies) for name in other.bodies)))
            and first <= others_first
            and others_last <= last
        )

    def meets(self, other: Scope) -> bool:
        """Whether a report may be of both."""
        kinds = not self.kinds or not other.kinds or bool({*self.kinds} & {*other.kinds})
        names = [(own, others) for own in self.bodies for others in other.bodies]
        bodies = not self.bodies or not other.bodies or any(a.startswith(b) or b.startswith(a) for a, b in names)
        return kinds and bodies and max(self.years[0], other.years[0]) <= min(self.years[1], other.years[1])


class LocalIdentity(NamedTuple):
    """An identity of a table; `only` are the columns (along "column") or rows it is asked of, all where empty."""

    table: str
    holds: str
    along: Along
    only: tuple[str, ...] = ()


class Statement(NamedTuple):
    """One of the wordings must stand in the section, or anywhere in the report where it is None."""

    section: str | None
    any_of: tuple[str, ...]


class Length(NamedTuple):
    """Characters of a section without white space: from `at_least` to `at_most`."""

    section: str
    at_least: int | None = None
    at_most: int | None = None


class Deadline(NamedTuple):
    """The last day for publishing, month and day of the year after the report's."""

    month: int
    day: int


class Threshold(NamedTuple):
    """A figure, or its share of another one as a part of 1, from `at_least` to `at_most`.

    `whole` is the (row, column) the share is taken of; where it is below `whole_at_least` nothing is asked.
    """

    table: str
    row: str
    column: str
    whole: tuple[str, str] | None = None
    whole_at_least: int = 1
    at_least: Decimal | None = None
    at_most: Decimal | None = None


Ask = LocalIdentity | Statement | Length | Deadline | Threshold


class Entry(NamedTuple):
    """One rule of a pack; `name` is the name of the rule, `line` where it stands in the file."""

    name: str
    severity: Severity
    scope: Scope
    short: Words
    message: Words
    basis: Words
    ask: Ask
    line: int


class Regrading(NamedTuple):
    """Another severity for a rule of the catalogue."""

    rule: str
    severity: Severity
    line: int


class Pack(NamedTuple):
    """A whole file. `allowed` are headings of further sections that are no fault."""

    path: str
    name: str
    title: Words
    line: int
    entries: tuple[Entry, ...] = ()
    regradings: tuple[Regrading, ...] = ()
    allowed: tuple[tuple[str, int], ...] = ()


class Problem(NamedTuple):
    """What is wrong with a pack: `detail` picks the sentence; what is `redundant` only takes no part."""

    detail: str
    path: str
    line: int
    arguments: dict[str, str]
    entry: str | None = None

    @property
    def is_redundant(self) -> bool:
        """Whether the pack can be used all the same."""
        return self.detail.startswith("pack-redundant")
