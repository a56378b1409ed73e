"""The frozen values that cross the floors of the house: from bytes over document and report to result.

Nothing here computes and nothing here imports more than the standard library. Lines, columns, pages, paragraphs,
rows of Word tables start at 1; rows and columns of a `Grid` start at 0; columns of text count code points.
"""

from decimal import Decimal
from typing import Literal

from reportcheck.tuples import NamedTuple

NumberKind = Literal["number", "blank", "dash", "illegible"]
Severity = Literal["error", "warning", "note"]
Outcome = Literal["holds", "broken", "undecided", "not_applicable"]
Language = Literal["zh", "en"]
UnplacedReason = Literal["glued", "torn", "extra-row", "extra-column", "duplicate", "no-home"]
Value = int | Decimal | None
Argument = str | int | Decimal | bool | None | tuple["Argument", ...] | dict[str, "Argument"]
Arguments = dict[str, Argument]


new = tuple.__new__
"""Makes a named tuple of its fields as one tuple, in half the time of its own constructor: for what is made often."""


class ElementPlace(NamedTuple):
    """A place in an HTML page: the path as lxml's `getpath` writes it and the line of the start tag."""

    path: str
    line: int


class LinePlace(NamedTuple):
    """A place in plain text."""

    line: int
    column: int


class PagePlace(NamedTuple):
    """A box on a page as displayed, in PDF points from the top left: (x0, top, x1, bottom)."""

    page: int
    box: tuple[float, float, float, float]


class ParagraphPlace(NamedTuple):
    """A paragraph of a word-processor document outside its tables, in body order."""

    paragraph: int


class TablePlace(NamedTuple):
    """A cell of a word-processor document: its table in body order, its row, and which cell of that row it is."""

    table: int
    row: int
    column: int


Place = ElementPlace | LinePlace | PagePlace | ParagraphPlace | TablePlace


class Source(NamedTuple):
    """The bytes of one target. `fetched_at` is an ISO 8601 time for what came over the network, else None."""

    origin: str
    media_type: str
    data: bytes
    sha256: str
    fetched_at: str | None = None


class Cell(NamedTuple):
    """One printed cell of a grid, at its top left grid position, with its spans (1 = no span)."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    place: Place


class Grid(NamedTuple):
    """A table as printed: its cells in reading order."""

    cells: tuple[Cell, ...]
    place: Place


class Text(NamedTuple):
    """A paragraph or line. `level`: the heading level the source gives it (1-6) or None; `link`: nothing but links."""

    text: str
    place: Place
    level: int | None = None
    link: bool = False


class Picture(NamedTuple):
    """A picture or embedded object that stands in the reading order and whose content was not read."""

    text: str
    place: Place


Block = Text | Grid | Picture


class Note(NamedTuple):
    """Something a reader of the result must know about the reading: a code of docs/notes.md and typed arguments."""

    code: str
    arguments: Arguments
    place: Place | None


class Meta(NamedTuple):
    """One named statement of the document about itself (`<meta name= content=>`, `<title>` under the name "title")."""

    name: str
    content: str
    place: Place


class Document(NamedTuple):
    """What a reader makes of a source: blocks in reading order. It knows nothing of the official form.

    `links`: how many paragraphs of nothing but links are left out, since one stood before them that is not.
    """

    origin: str
    sha256: str
    media_type: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    metadata: tuple[Meta, ...] = ()
    links: int = 0


class Number(NamedTuple):
    """A printed figure. `value` is None unless `kind` is "number"; `remark` is what stood beside the number."""

    printed: str
    kind: NumberKind
    value: Value = None
    remark: str | None = None


class Fact(NamedTuple):
    """One cell of the official form as this report fills it. A missing cell has no fact; a blank cell has one."""

    table: str
    row: str
    column: str
    number: Number
    place: Place


class DatedPlace(NamedTuple):
    """A date the document gives about itself, ISO 8601."""

    date: str
    kind: Literal["page", "meta", "signature"]
    place: Place


class Aspect(NamedTuple):
    """One of the aspects of the overview, under its own sub-heading."""

    id: str
    heading: str
    text: str
    place: Place


class Section(NamedTuple):
    """A top-level section; `id` is None for one the form does not know. `text` is without tables."""

    id: str | None
    heading: str
    text: str
    aspects: tuple[Aspect, ...]
    place: Place


class Passage(NamedTuple):
    """Running text of the report outside its sections, links left out.

    opening: before the title; introduction: between title and first heading; closing: after the last section.
    """

    kind: Literal["opening", "introduction", "closing"]
    text: str
    place: Place


class ReportTable(NamedTuple):
    """A recognised table and the edition of the form it follows; `corner_note` = the printed identity note is there."""

    id: str
    edition: str
    place: Place
    corner_note: bool | None = None


class Unplaced(NamedTuple):
    """A figure that found no home in the form, and why."""

    table: str | None
    row: str | None
    column: str | None
    printed: str
    reason: UnplacedReason
    place: Place


class Quantity(NamedTuple):
    """A figure read from the running text."""

    meaning: str | None
    value: Value
    unit: str | None
    approximate: bool
    scope: Literal["body", "region", "office", "other"]
    part: bool
    year: int | None
    place: Place


class Report(NamedTuple):
    """One annual report laid against the form: the `reportcheck/report/1` of the JSON contract."""

    origin: str
    part: int
    sha256: str
    media_type: str
    edition: str | None
    title: str | None
    publisher: str | None
    publisher_kind: str | None
    year: int | None
    published: str | None
    dates: tuple[DatedPlace, ...]
    sections: tuple[Section, ...]
    tables: tuple[ReportTable, ...]
    facts: tuple[Fact, ...]
    quantities: tuple[Quantity, ...]
    unplaced: tuple[Unplaced, ...]
    notes: tuple[Note, ...]
    passages: tuple[Passage, ...] = ()


class ReportIdentity(NamedTuple):
    """What a result says of the report it is about."""

    origin: str
    part: int
    sha256: str
    edition: str | None
    title: str | None
    publisher: str | None
    publisher_kind: str | None
    year: int | None
    published: str | None


class ReportReference(NamedTuple):
    """Another report a finding's cell belongs to."""

    origin: str
    part: int


class CellReference(NamedTuple):
    """A cell of the form, in this report (`report` None) or in another."""

    table: str
    row: str
    column: str
    report: ReportReference | None = None


class Finding(NamedTuple):
    """What one rule found at one instance: broken, or undecided with its reason."""

    rule: str
    family: str
    severity: Severity
    outcome: Literal["broken", "undecided"]
    reason: str | None
    status: Literal["live", "baselined", "waived"]
    message: str
    arguments: Arguments
    section: str | None
    facts: tuple[CellReference, ...]
    expected: Value
    found: Value
    place: Place | None
    key: str


class Change(NamedTuple):
    """One cell a repair would change."""

    table: str
    row: str
    column: str
    found: Value
    proposed: Value


class Repair(NamedTuple):
    """One smallest set of changes that makes every identity of a group hold."""

    group: int
    changes: tuple[Change, ...]
    explains: tuple[str, ...]
    slip: str | None
    alternatives: int


class Tally(NamedTuple):
    """How often one rule was asked, by outcome."""

    holds: int = 0
    broken: int = 0
    undecided: int = 0
    not_applicable: int = 0


class Result(NamedTuple):
    """Everything the rules say of one report: the `reportcheck/result/1` of the JSON contract."""

    report: ReportIdentity
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    checks: dict[str, Tally]


class Checked(NamedTuple):
    """What an output may see: the source (None when another process read it), the report and the result."""

    source: Source | None
    report: Report
    result: Result


class Failure(NamedTuple):
    """A target that could not be checked: the `reportcheck/error/1` of the JSON contract."""

    origin: str
    kind: str
    message: str
    arguments: Arguments


class Limits(NamedTuple):
    """What a document may cost; beyond, one clear error. Spans are clamped, not refused."""

    bytes: int = 32_000_000
    cells: int = 200_000
    column_span: int = 1_000
    row_span: int = 65_534
    nesting: int = 10_000
    pages: int = 500
    seconds: float = 30.0
    memory: int = 2_000_000_000


class Judgement(NamedTuple):
    """How reports are to be judged and in which language the sentences are written.

    `select` and `ignore` hold rule and family names (empty `select` = all of the profile); ignore wins. `severities`
    overrides the catalogue's. `as_of` is the day taken for today, ISO 8601, or None. `thresholds` holds a percentage
    by rule, for the rules that have one. `packs` are the local rule packs, its path and its text each.
    """

    language: Language = "zh"
    profile: Literal["clerk", "oversight", "portal", "research"] = "research"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    as_of: str | None = None
    thresholds: tuple[tuple[str, int], ...] = ()
    packs: tuple[tuple[str, str], ...] = ()
