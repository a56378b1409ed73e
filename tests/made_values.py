"""Hypothesis strategies: every value of the JSON contract, filled with anything the contract allows."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from reportcheck.errors import TARGET_ERRORS
from reportcheck.forms import editions
from reportcheck.values import (
    Aspect,
    CellReference,
    Change,
    Checked,
    DatedPlace,
    ElementPlace,
    Fact,
    Failure,
    Finding,
    LinePlace,
    Note,
    Number,
    PagePlace,
    ParagraphPlace,
    Passage,
    Quantity,
    Repair,
    Report,
    ReportIdentity,
    ReportReference,
    ReportTable,
    Result,
    Section,
    Severity,
    TablePlace,
    Tally,
    Unplaced,
)

FORMS = editions()
CELLS = sorted({(table.id, *cell) for form in FORMS for table in form.tables for cell in table.cells})
TABLES = sorted({cell[0] for cell in CELLS})
SECTIONS = sorted({section.id for form in FORMS for section in form.sections})
ASPECTS = sorted({aspect.id for form in FORMS for aspect in form.aspects})
EDITIONS = [form.edition for form in FORMS]
REASONS = ["illegible", "blank", "torn", "glued", "picture", "own-misreading", "text-copy"]
KINDS_OF_PUBLISHER = ["township", "subdistrict", "zone", "office", "government", "vertical", "department", "other"]
MEDIA_TYPES = ["text/html", "text/plain", "application/pdf", "application/msword"]
SLIPS = ["swapped", "dropped", "doubled", "neighbour", "last-year", "total-forgotten", "zero-for-sum"]

texts = st.text(max_size=20)
names = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,6})?", fullmatch=True)
days = st.dates().map(lambda day: day.isoformat())
counts = st.integers(0, 10**15)
positions = st.integers(1, 10**6)
years = st.integers(2004, 2100)
decimals = st.decimals(allow_nan=False, allow_infinity=False)
figures = st.integers() | decimals
optional_figures = st.none() | figures
digests = st.from_regex("[0-9a-f]{64}", fullmatch=True)
keys = st.from_regex("[0-9a-f]{16}", fullmatch=True)
tenths = st.integers(-(10**6), 10**6).map(lambda tenths: tenths / 10)

places = (
    st.builds(ElementPlace, texts.map("/".__add__), positions)
    | st.builds(LinePlace, positions, positions)
    | st.builds(PagePlace, positions, st.tuples(tenths, tenths, tenths, tenths))
    | st.builds(ParagraphPlace, positions)
    | st.builds(TablePlace, positions, positions, positions)
)

arguments = st.dictionaries(
    names.map(lambda name: name.replace("-", "_")),
    st.recursive(
        st.none() | st.booleans() | figures | texts,
        lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(names, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


def few(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategy, max_size=2).map(tuple)


def rarely(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


numbers = st.builds(Number, texts, st.just("number"), figures, rarely(texts)) | st.builds(
    Number, texts, st.sampled_from(["blank", "dash", "illegible"]), st.none(), rarely(texts)
)
facts = st.builds(lambda cell, *rest: Fact(*cell, *rest), st.sampled_from(CELLS), numbers, places)
publishers = st.tuples(st.none(), st.none()) | st.tuples(texts, rarely(st.sampled_from(KINDS_OF_PUBLISHER)))
dates = st.builds(DatedPlace, days, st.sampled_from(["page", "meta", "signature"]), places)
aspects = st.builds(Aspect, st.sampled_from(ASPECTS), texts, texts, places)
sections = st.builds(Section, rarely(st.sampled_from(SECTIONS)), texts, texts, few(aspects), places)
tables = st.builds(ReportTable, st.sampled_from(TABLES), st.sampled_from(EDITIONS), places, rarely(st.booleans()))
quantities = st.builds(
    Quantity,
    st.sampled_from([None, "requests.received.total", "disputes.litigation.total", "percentage", "processing_fee"]),
    optional_figures,
    rarely(texts),
    st.booleans(),
    st.sampled_from(["body", "region", "office", "other"]),
    st.booleans(),
    rarely(years),
    places,
)
unplaced = st.builds(
    Unplaced,
    rarely(st.sampled_from(TABLES)),
    rarely(st.sampled_from([row for _, row, _ in CELLS] + ["result.refused", "litigation"])),
    rarely(st.sampled_from([column for _, _, column in CELLS] + ["organization"])),
    texts,
    st.sampled_from(["glued", "torn", "extra-row", "extra-column", "duplicate", "no-home"]),
    places,
)
passages = st.builds(Passage, st.sampled_from(["opening", "introduction", "closing"]), texts, places)
notes = st.builds(Note, names, arguments, rarely(places))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    publisher, kind = draw(publishers)
    return Report(
        origin=draw(texts),
        part=draw(positions),
        sha256=draw(digests),
        media_type=draw(st.sampled_from(MEDIA_TYPES)),
        edition=draw(rarely(st.sampled_from(EDITIONS))),
        title=draw(rarely(texts)),
        publisher=publisher,
        publisher_kind=kind,
        year=draw(rarely(years)),
        published=draw(rarely(days)),
        dates=draw(few(dates)),
        sections=draw(few(sections)),
        tables=draw(few(tables)),
        facts=draw(few(facts)),
        quantities=draw(few(quantities)),
        unplaced=draw(few(unplaced)),
        notes=draw(few(notes)),
        passages=draw(few(passages)),
    )


references = st.builds(ReportReference, texts, positions)
cells = st.builds(lambda cell, report: CellReference(*cell, report), st.sampled_from(CELLS), rarely(references))
verdicts = st.just(("broken", None)) | st.sampled_from(REASONS).map(lambda reason: ("undecided", reason))
findings = st.builds(
    lambda rule, family, severity, verdict, *rest: Finding(rule, family, severity, *verdict, *rest),
    names,
    names,
    st.sampled_from(get_args(Severity)),
    verdicts,
    st.sampled_from(["live", "baselined", "waived"]),
    texts,
    arguments,
    rarely(st.sampled_from(SECTIONS)),
    few(cells),
    optional_figures,
    optional_figures,
    rarely(places),
    keys,
)
changes = st.builds(
    lambda cell, *rest: Change(*cell, *rest), st.sampled_from(CELLS), optional_figures, optional_figures
)
repairs = st.builds(Repair, positions, few(changes), few(keys), rarely(st.sampled_from(SLIPS)), counts)
tallies = st.builds(Tally, counts, counts, counts, counts)


@st.composite
def identities(draw: st.DrawFn) -> ReportIdentity:
    report = draw(reports())
    return ReportIdentity(
        report.origin,
        report.part,
        report.sha256,
        report.edition,
        report.title,
        report.publisher,
        report.publisher_kind,
        report.year,
        report.published,
    )


results = st.builds(Result, identities(), few(findings), few(repairs), st.dictionaries(names, tallies, max_size=3))
failures = st.builds(Failure, texts, st.sampled_from(list(TARGET_ERRORS)), texts, arguments)
checked = st.builds(Checked, st.none(), reports(), results)
