"""A report → what in it must not be shown, and the same report with that hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reportcheck.rules.sensitive import Kind, find, mask, masked_value
from reportcheck.tuples import NamedTuple
from reportcheck.values import Argument, Arguments, Fact, Note, Number, Place, Report, Section, Unplaced

LONGEST_FIGURE = 11
"""Characters from which on what is printed in a cell may be a number of a person."""

MOST = 100
"""Values up to which each is looked for in every text; of more, all long numbers are hidden."""

EDGES = ("opening", "closing")
"""The passages a mark of the whole paper stands in."""

_LONG_NUMBER = r"\d{12,}"

Hide = Callable[[str], str]


class Exposure(NamedTuple):
    """One value: the part of the report it stands in, the section of a finding, and what may be shown of it."""

    part: str
    section: str | None
    place: Place | None
    kind: Kind
    value: str
    masked: str


def find_exposures(report: Report) -> tuple[Exposure, ...]:
    """In reading order; empty for nearly every report."""
    return tuple(
        Exposure(part, section, place, span.kind, value, masked_value(value, span.kind))
        for part, section, place, text in _texts(report)
        for span in find(text, edge=part in EDGES)
        for value in (text[span.start : span.end],)
    )


def masked(report: Report, exposures: Sequence[Exposure]) -> Report:
    """The same report with them hidden wherever they stand again; itself where there is nothing to hide."""
    if not exposures:
        return report
    hide = _hider(exposures)
    return report._replace(
        title=_hidden(report.title, hide),
        publisher=_hidden(report.publisher, hide),
        sections=tuple(_section(section, hide) for section in report.sections),
        facts=tuple(_fact(fact, hide) for fact in report.facts),
        unplaced=tuple(_unplaced(each, hide) for each in report.unplaced),
        notes=tuple(_note(note, hide) for note in report.notes),
        passages=tuple(each._replace(text=hide(mask(each.text, edge=each.kind in EDGES))) for each in report.passages),
    )


def _texts(report: Report) -> Iterator[tuple[str, str | None, Place | None, str]]:
    """Every text as printed → (part, section, place, text)."""
    yield "title", None, None, report.title or ""
    for passage in report.passages:
        yield passage.kind, None, passage.place, passage.text
    for section in report.sections:
        yield section.id or section.heading, section.id, section.place, f"{section.heading}\n{section.text}"
    for fact in report.facts:
        if len(fact.number.printed) >= LONGEST_FIGURE:
            yield "table", None, fact.place, fact.number.printed
    for each in report.unplaced:
        for text in (each.row or "", each.column or "", each.printed):
            if len(text) >= LONGEST_FIGURE:
                yield "table", None, each.place, text


def _hider(exposures: Sequence[Exposure]) -> Hide:
    """Hides what is found in a text by itself, and the values that only another text tells what they are."""
    values = {each.value: each.masked for each in exposures if each.kind in ("card", "name", "address")}

    def hide(text: str) -> str:
        text = mask(text)
        if len(values) > MOST:
            return re.sub(_LONG_NUMBER, lambda found: masked_value(found[0], "card"), text)
        for value, shown in values.items():
            text = text.replace(value, shown)
        return text

    return hide


def _hidden(text: str | None, hide: Hide) -> str | None:
    return None if text is None else hide(text)


def _section(section: Section, hide: Hide) -> Section:
    aspects = tuple(each._replace(heading=hide(each.heading), text=hide(each.text)) for each in section.aspects)
    return section._replace(heading=hide(section.heading), text=hide(section.text), aspects=aspects)


def _fact(fact: Fact, hide: Hide) -> Fact:
    """A cell of which something was hidden holds no figure."""
    printed = hide(fact.number.printed)
    return fact if printed == fact.number.printed else fact._replace(number=Number(printed, "illegible"))


def _unplaced(each: Unplaced, hide: Hide) -> Unplaced:
    row, column = _hidden(each.row, hide), _hidden(each.column, hide)
    return each._replace(row=row, column=column, printed=hide(each.printed))


def _note(note: Note, hide: Hide) -> Note:
    arguments: Arguments = {name: _argument(value, hide) for name, value in note.arguments.items()}
    return note._replace(arguments=arguments)


def _argument(value: Argument, hide: Hide) -> Argument:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, tuple):
        return tuple(_argument(each, hide) for each in value)
    return {name: _argument(each, hide) for name, each in value.items()} if isinstance(value, dict) else value
