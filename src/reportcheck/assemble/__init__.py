"""A `Document` laid against the forms → its reports, one or more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from reportcheck import forms
from reportcheck.assemble.aspects import Line
from reportcheck.assemble.astray import find_astray
from reportcheck.assemble.evidence import frames, is_annual_report, refusal
from reportcheck.assemble.identity import Title, find_titles, identify, period_year, read_title
from reportcheck.assemble.joined import join_headers
from reportcheck.assemble.layout import TableReading, Tables, read_tables
from reportcheck.assemble.passages import cut_passages
from reportcheck.assemble.quantities import find_quantities
from reportcheck.assemble.sections import (
    Heading,
    blocks_to_lines,
    cut_sections,
    find_headings,
    sure_headings,
)
from reportcheck.assemble.unfold import unfold
from reportcheck.assemble.unread import find_figures_under, find_unread, find_words_under, note_homeless
from reportcheck.forms import Form, FormTable
from reportcheck.labels import heading_key
from reportcheck.values import Block, Document, Meta, Note, Picture, Report, ReportTable, Text, Unplaced


def assemble(document: Document) -> list[Report]:
    """Raises NotAnAnnualReport for a document that is something else."""
    blocks = join_headers(unfold(document.blocks))
    reports: list[Report] = []
    for part, title in _cut_parts(blocks, find_titles(blocks)):
        report = _assemble_part(document, part, title, part=len(reports) + 1)
        if report is not None:
            reports.append(report)
    if not reports:
        raise refusal(document)
    return reports


def _cut_parts(blocks: Sequence[Block], titles: Sequence[Title]) -> list[tuple[Sequence[Block], Title | None]]:
    """One part per report: a further title of another body or year opens one when the prescribed headings come again.

    A title alone does not: it may be printed at the head of every page.
    """
    whole = [title for title in titles if title.body and title.year]
    titles = whole or titles
    if not titles:
        return [(blocks, None)]
    openings = [titles[0]]
    for title in titles[1:]:
        if not any(_is_same(title, known) for known in openings):
            before = _section_ids(blocks[openings[-1].blocks[0] : title.blocks[0]])
            after = _section_ids(blocks[title.blocks[1] + 1 :])
            if len(before) >= 2 and len(after) >= 2 and len(after & before) * 2 >= len(after):
                openings.append(title)
    starts = [0, *(title.blocks[0] for title in openings[1:]), len(blocks)]
    return [
        (blocks[start:end], _shift(title, start))
        for start, end, title in zip(starts, starts[1:], openings, strict=False)
    ]


def _is_same(title: Title, known: Title) -> bool:
    """Whether both name one body and year; a name may be printed shorter, or with something glued before it."""
    bodies = sorted((title.body or "", known.body or ""), key=len)
    return title.year == known.year and (bodies[0] == bodies[1] or (bodies[0] != "" and bodies[1].endswith(bodies[0])))


def _section_ids(blocks: Iterable[Block]) -> set[str]:
    """The sections whose prescribed headings stand there."""
    wanted = {heading_key(h): s.id for form in forms.editions() for s in form.sections for h in s.headings}
    found = {wanted.get(heading_key(block.text)) for block in blocks if isinstance(block, Text) and not block.link}
    return {id for id in found if id}


def _shift(title: Title, start: int) -> Title:
    first, last = title.blocks
    return Title(title.text, title.body, title.year, (first - start, last - start))


def _assemble_part(document: Document, blocks: Sequence[Block], title: Title | None, *, part: int) -> Report | None:
    title = title or _title_from(document.metadata)
    after_title = title.blocks[1] + 1 if title else 0
    year = (title.year if title else None) or period_year(blocks)
    printed = blocks_to_lines(blocks)
    below = [line for line in printed if line.block >= after_title]
    barriers = sure_headings(below, _form(year, ()))
    tables = read_tables(blocks, barriers, year)
    if year and not forms.in_force(year) and not any(map(_is_of_a_form, tables.readings)):
        tables = Tables((), (), frozenset())
    readings = tables.readings
    lines = [line for line in below if line.block not in tables.blocks]
    form = _form(year, readings)
    headings = find_headings(lines, form, _row_keys(form.tables))
    if not is_annual_report(blocks, title, headings, readings, lines, framed=any(frames(document))):
        return None
    opening = lines[headings[0].line].block if headings else len(blocks)
    identity = identify(blocks, title, document.metadata, opening)
    edition = _edition(readings, identity.year)
    if edition:
        tables = tables._replace(unplaced=(*tables.unplaced, *find_unread(blocks, tables, form)))
    pictures, figures = _unread_sections(blocks, lines, headings, form, tables)
    notes = [*document.notes, *pictures]
    unplaced = (*tables.unplaced, *(figures if edition else ()))
    notes += note_homeless(unplaced)
    found = {lines[heading.line].block: heading.id for heading in headings if heading.id}
    notes += find_astray(blocks, found, form)
    if edition is None:
        notes.append(Note("no-form-in-force", {"year": identity.year}, None))
    cuts = cut_sections(lines, headings, form)
    every = [line for line in printed if line.block not in tables.blocks]
    return Report(
        origin=document.origin,
        part=part,
        sha256=document.sha256,
        media_type=document.media_type,
        edition=edition,
        title=identity.title,
        publisher=identity.publisher,
        publisher_kind=identity.kind,
        year=identity.year,
        published=identity.published,
        dates=identity.dates,
        sections=tuple(cut.section for cut in cuts),
        tables=tuple(_table(reading, edition) for reading in readings),
        facts=tuple(fact for reading in readings for fact in reading.facts),
        quantities=find_quantities(cuts, identity),
        unplaced=unplaced,
        notes=tuple(notes),
        passages=tuple(cut_passages(every, lines, headings, title.blocks if title else None)),
    )


def _is_of_a_form(reading: TableReading) -> bool:
    """Whether most of the form's cells are there: older tables of a body's own share a few labels with it."""
    return len(reading.facts) * 2 > len(reading.table.cells)


def _title_from(metadata: Sequence[Meta]) -> Title | None:
    """The title the page gives itself in its head, the site's name cut off."""
    for meta in metadata:
        if meta.name.lower() in ("title", "articletitle"):
            pieces = [meta.content, *_split_name(meta.content)]
            title = next((found for piece in pieces if (found := read_title(piece, (-1, -1)))), None)
            if title:
                return title
    return None


def _split_name(content: str) -> list[str]:
    for separator in "-_|—–":
        content = content.replace(separator, "\n")
    return content.split("\n")


def _form(year: int | None, readings: Sequence[TableReading]) -> Form:
    """The form whose headings are looked for: the one in force, else the recognised one, else the newest."""
    in_force = forms.in_force(year) if year else None
    if in_force:
        return in_force
    recognised = next((reading.edition for reading in readings if reading.edition), None)
    return forms.edition(recognised) if recognised else forms.editions()[0]


@lru_cache(maxsize=16)
def _row_keys(tables: tuple[FormTable, ...]) -> frozenset[str]:
    labels = (label for table in tables for label in (*(r.label for r in table.rows), *table.groups.values()))
    return frozenset(heading_key(wording) for label in labels for wording in label.wordings)


def _edition(readings: Sequence[TableReading], year: int | None) -> str | None:
    """That of the first table whose edition shows, in form order; else the one in force."""
    shown = next((reading.edition for reading in readings if reading.edition), None)
    if shown:
        return shown
    in_force = forms.in_force(year) if year else None
    if in_force:
        return in_force.edition
    return forms.editions()[0].edition if year is None else None


def _table(reading: TableReading, edition: str | None) -> ReportTable:
    own = reading.edition or edition or forms.editions()[0].edition
    return ReportTable(reading.table.id, own, reading.place, reading.corner_note)


def _unread_sections(
    blocks: Sequence[Block], lines: Sequence[Line], headings: Sequence[Heading], form: Form, tables: Tables
) -> tuple[list[Note], list[Unplaced]]:
    """A picture, or figures without a home, in a section whose table was not found: the table may be in them."""
    found = {reading.table.id for reading in tables.readings}
    astray = {each.table for each in tables.unplaced}
    notes: list[Note] = []
    figures: list[Unplaced] = []
    for heading, following in zip_longest(headings, headings[1:]):
        section = next((section for section in form.sections if section.id == heading.id), None)
        if section is None or section.table is None or section.table in found:
            continue
        inside = blocks[lines[heading.line].block : lines[following.line].block if following else len(blocks)]
        picture = next((block for block in inside if isinstance(block, Picture)), None)
        if picture:
            notes.append(Note("picture", {"section": section.id, "table": section.table}, picture.place))
        homeless = find_figures_under(inside, section.table, tables)
        if not homeless and section.table not in astray:
            homeless = find_words_under(inside, form.table(section.table), tables)
        figures += homeless
    return notes, figures
