"""What a rule is and all it may see: a `Case` goes in, `Verdict`s come out, one per instance looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from importlib import import_module

from reportcheck import forms
from reportcheck.forms import Form, FormTable
from reportcheck.quantities import Claim, Reading, read_claims, read_quantities
from reportcheck.rules.masking import find_exposures, masked
from reportcheck.rules.passages import Part, parts_of
from reportcheck.tuples import NamedTuple
from reportcheck.values import (
    Arguments,
    CellReference,
    Fact,
    Note,
    Number,
    Outcome,
    Place,
    Report,
    ReportTable,
    Section,
    Severity,
    Unplaced,
    Value,
)

TEXT_COPY = "text/plain"
READERS_DISAGREE = "readers-disagree"
"""The code of the note on a cell in which a second reader saw other digits, and the reason it is undecided for."""
LOSSES = frozenset({"nesting-cut", "text-lost"})


_NONE: Arguments = {}
Cell = tuple[str, str, str]


class Verdict(NamedTuple):
    """What a rule says of one instance. `variant` picks the sentence, `severity` overrides the catalogue's.

    `subject` is what the key of the finding is made from beside section and cells: `table`, `row`, `column`, `subject`.
    """

    outcome: Outcome
    reason: str | None = None
    arguments: Arguments = _NONE
    section: str | None = None
    facts: tuple[CellReference, ...] = ()
    expected: Value = None
    found: Value = None
    place: Place | None = None
    variant: str = ""
    severity: Severity | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None
    subject: str | None = None


class Version(NamedTuple):
    """Another report of the same body and year, as far as it is compared: its figures by (table, row, column)."""

    origin: str
    part: int
    figures: Mapping[Cell, Number]


class LastYear(NamedTuple):
    """The report of the same body for the year before, as far as a report is held against it.

    `sentences` and `problems` are fingerprints of the sentences of the whole report and of section five, `said` those
    of the figures in its text with the words before them. `corrected`: it says so of itself; `lost`: not all was read.
    """

    origin: str
    part: int
    year: int
    figures: Mapping[Cell, Number]
    sentences: frozenset[int] = frozenset()
    problems: frozenset[int] = frozenset()
    said: frozenset[int] = frozenset()
    corrected: bool = False
    lost: bool = False
    is_text_copy: bool = False


HOLDS = Verdict("holds")
NOT_APPLICABLE = Verdict("not_applicable")

RuleFunction = Callable[["Case"], Iterator[Verdict]]
REGISTRY: dict[str, RuleFunction] = {}
BETWEEN: set[str] = set()
"""The rules that need another report."""


def rule(name: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the rule of that name; its texts and severity stand in the family's TOML file."""

    def register(function: RuleFunction) -> RuleFunction:
        REGISTRY[name] = function
        return function

    return register


def between(name: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the rule of that name, which holds a report against others."""
    BETWEEN.add(name)
    return rule(name)


def with_last_year(name: str, module: str) -> RuleFunction:
    """Register the function of that name in a module as a rule on two years; loaded when last year's report is there.

    Most reports come alone, and then the rule is not applicable.
    """

    def check(case: Case) -> Iterator[Verdict]:
        if not case.last_years:
            yield NOT_APPLICABLE
            return
        judge: RuleFunction = getattr(import_module(module), name.replace("-", "_"))
        yield from judge(case)

    check.__module__ = module
    return between(name)(check)


def broken(**what: object) -> Verdict:
    """The instance contradicts the rule; keywords are the fields of `Verdict`."""
    return Verdict("broken", **what)  # type: ignore[arg-type]


def undecided(reason: str, **what: object) -> Verdict:
    """The instance could not be read well enough to say."""
    return Verdict("undecided", reason, **what)  # type: ignore[arg-type]


class Case:
    """One report as the rules see it: the report, the form it is held against, and its parts by id."""

    def __init__(
        self,
        report: Report,
        versions: tuple[Version, ...] = (),
        last_years: tuple[LastYear, ...] = (),
        thresholds: Mapping[str, int] | None = None,
        allowed: frozenset[str] = frozenset(),
    ) -> None:
        """The form is the one in force for the report's year; year unknown: the recognised edition's.

        What must not be shown is hidden before any rule can quote it: `exposures` says that it was there. `allowed`
        are the keys of headings that local rules let stand beside those of the form.
        """
        self.exposures = find_exposures(report)
        report = masked(report, self.exposures)
        self.report = report
        self.versions, self.last_years, self.thresholds = versions, last_years, thresholds or {}
        self.allowed = allowed
        recognised = forms.edition(report.edition) if report.edition else None
        self.year = report.year or (recognised.first_year if recognised else None)
        in_force = forms.in_force(self.year) if self.year else None
        self.form: Form | None = in_force if report.edition else None
        self.sections: dict[str, Section] = {s.id: s for s in report.sections if s.id}
        self.tables: dict[str, ReportTable] = {table.id: table for table in report.tables}
        self._form_tables = {id: forms.edition(table.edition).table(id) for id, table in self.tables.items()}
        self.facts_of: dict[str, list[Fact]] = {}
        self.facts: dict[Cell, Fact] = {}
        self.counts: dict[Cell, int | Decimal] = {}
        self.tables_with_numbers: set[str] = set()
        self._take(report.facts)
        self.disagreed = {_noted_cell(note) for note in report.notes if note.code == READERS_DISAGREE}
        self.unplaced: dict[str | None, list[Unplaced]] = {}
        for each in report.unplaced:
            self.unplaced.setdefault(each.table, []).append(each)

    def _take(self, facts: Iterable[Fact]) -> None:
        """The figures by table and by cell, blank ones counted as 0."""
        for fact in facts:
            table, row, column, (_, kind, value, _), _ = fact
            cell = (table, row, column)
            self.facts[cell] = fact
            if kind != "illegible":
                self.counts[cell] = value or 0
                if kind == "number":
                    self.tables_with_numbers.add(table)
            if table not in self.facts_of:
                self.facts_of[table] = []
            self.facts_of[table].append(fact)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The running text, in reading order."""
        return parts_of(self.report)

    @cached_property
    def text(self) -> str:
        """The whole running text, a paragraph a line: most words a rule looks for stand nowhere in it."""
        return "\n".join(paragraph for part in self.parts for paragraph in part.paragraphs)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The figures of the sections' text with what each counts; in the order of the report's quantities."""
        report = self.report
        return read_quantities(report.sections, report.publisher, report.publisher_kind, report.year)

    def claims(self, kind: str) -> list[Claim]:
        """What the text claims without a figure: all_handled, all_upheld."""
        return [claim for claim in self._claims if claim.kind == kind]

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        return read_claims(self.report.sections, self.report.publisher, self.report.publisher_kind)

    def says(self, *words: str) -> bool:
        """Whether any of the words stands anywhere in the running text; a character is found sooner than a word."""
        text = self.text
        return any(word in text for word in words if all(map(text.__contains__, word)))

    def parts_named(self, *ids: str) -> list[Part]:
        """Those of the parts of the running text that are there."""
        return [part for part in self.parts if part.id in ids]

    def unseen(self) -> str | None:
        """Why what was not found in the text may be there all the same: torn, text-copy; else None."""
        if self.is_text_copy:
            return "text-copy"
        return "torn" if self.lost else None

    @property
    def is_text_copy(self) -> bool:
        """Whether only a plain-text copy was seen: what is absent there may stand in the original."""
        return self.report.media_type == TEXT_COPY

    @property
    def lost(self) -> bool:
        """Whether the reader says that something of the document was lost."""
        return any(note.code in LOSSES for note in self.report.notes)

    def form_table(self, id: str) -> FormTable | None:
        """The table of the edition this report's table follows, or None where the report has no such table."""
        return self._form_tables.get(id)

    def expected_tables(self) -> tuple[FormTable, ...]:
        """For each table of the form in force: as this report prints it, else as the form has it."""
        return tuple(self.form_table(t.id) or t for t in self.form.tables) if self.form else self.recognised_tables()

    def recognised_tables(self) -> tuple[FormTable, ...]:
        """The tables this report has, each in its own edition, in form order."""
        return tuple(self._form_tables.values())

    def unread_table(self, id: str) -> str | None:
        """Why a table that was not found may be there all the same: picture, glued, torn, text-copy; else None."""
        if any(note.code == "picture" and note.arguments.get("table") == id for note in self.report.notes):
            return "picture"
        leftovers = self.unplaced.get(id, []) + self.unplaced.get(None, [])
        if leftovers:
            return "glued" if any(each.reason == "glued" for each in leftovers) else "torn"
        if self.is_text_copy:
            return "text-copy"
        return "torn" if self.lost else None

    def why_illegible(self, cells: Iterable[Cell]) -> str:
        """The reason for which cells that cannot be read are undecided."""
        return READERS_DISAGREE if self.disagreed.intersection(cells) else "illegible"


def _noted_cell(note: Note) -> Cell:
    return str(note.arguments["table"]), str(note.arguments["row"]), str(note.arguments["column"])
