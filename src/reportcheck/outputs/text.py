"""Checked reports and failures → lines for people in a terminal or a plain file, one block a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from reportcheck.language import pad, place_words, printable, ranges, sentence, shown, texts, width, wrap
from reportcheck.outputs import Item, Manner
from reportcheck.outputs.advice import advice
from reportcheck.outputs.entries import ORDER, Entry, entries, rank
from reportcheck.tuples import NamedTuple
from reportcheck.values import Checked, Failure, Finding, Language, Note, PagePlace, Report

STYLES = {"error": "bold red", "warning": "yellow", "note": "cyan", "undecided": "magenta"}
GAP = "  "
NARROWEST = 20


class Span(NamedTuple):
    """A piece of a line and how it is set, in the style words of rich."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


def write(items: Iterable[Item], out: TextIO, manner: Manner) -> None:
    """Each document's block and an empty line after it; nothing for a report that was only parsed."""
    show = _printer(out, manner)
    for item in items:
        if isinstance(item, Report):
            continue
        lines = failure_lines(item, manner) if isinstance(item, Failure) else document_lines(item, manner)
        for line in (*lines, ()):
            show(line)


def summary(counts: Mapping[str, int], manner: Manner, *, judged: bool = True) -> str:
    """The last line: reports; findings by severity and undecided checks if `judged`; what was skipped or failed."""

    def part(name: str) -> str:
        return sentence(f"summary.{name}", manner.language, count=counts.get(name, 0))

    comma, semicolon, stop = (sentence(f"summary.{mark}", manner.language) for mark in ("comma", "semicolon", "stop"))
    parts = [part("reports")]
    if judged:
        parts += [comma.join(map(part, ("error", "warning", "note"))), part("undecided")]
    parts += [part(name) for name in ("baselined", "waived", "others", "skipped", "failures") if counts.get(name)]
    return "\n".join(_wrapped(semicolon.join(parts) + stop, 0, manner))


def failure_lines(failure: Failure, manner: Manner) -> Iterator[Line]:
    """The target and the one sentence that says why it was not checked."""
    word = sentence("text.not-checked", manner.language)
    yield (Span(_plain(failure.origin), "bold"),)
    yield from _paragraph(Span(word, STYLES["error"]), failure.message, manner)


def document_lines(checked: Checked, manner: Manner) -> Iterator[Line]:
    """The head, the notes on the reading, the findings by severity and, within one, in form order, then the advice."""
    language = manner.language
    yield _title_line(checked.report, language)
    for line in _wrapped(" · ".join(_description(checked.report, language)), len(GAP), manner):
        yield (Span(GAP + line, "dim"),)
    for note in _notes(checked.report, language):
        yield from _paragraph(Span(sentence("text.remark", language), "dim"), note, manner)
    listed = entries(checked.result)
    details = _details([entry.finding for entry in listed], manner)
    for entry, detail in zip(listed, details, strict=True):
        yield from _paragraph(_severity(entry.finding, language), _message(entry, language), manner)
        yield detail
    for told in advice(checked, language, manner.profile):
        yield from _paragraph(Span(sentence("text.advice", language), "green"), told, manner)
    if not listed:
        yield (Span(GAP + sentence("text.clean", language), "green"),)


def _severity(finding: Finding, language: Language) -> Span:
    return Span(sentence(f"severity.{rank(finding)}", language), STYLES[rank(finding)])


def _message(entry: Entry, language: Language) -> str:
    if entry.times == 1:
        return entry.finding.message
    if entry.finding.outcome == "broken":
        return entry.finding.message + sentence("text.rest", language, count=entry.times - 1)
    if entry.alike:
        return entry.finding.message + sentence("text.same", language, count=entry.times)
    return entry.finding.message + sentence("text.more", language, count=entry.times - 1)


def _title_line(report: Report, language: Language) -> Line:
    part = GAP + sentence("text.part", language, part=report.part) if report.part > 1 else ""
    return (Span(_plain(report.origin) + part, "bold"),)


def _description(report: Report, language: Language) -> Iterator[str]:
    """Title, publisher, year, edition of the form, and how many of its figures were read."""
    yield _plain(report.title or sentence("text.untitled", language))
    yield _plain(report.publisher or sentence("text.no-publisher", language))
    yield sentence("text.year" if report.year else "text.no-year", language, year=report.year)
    yield _edition(report.edition, language)
    yield sentence("text.facts", language, count=len(report.facts))


def _edition(name: str | None, language: Language) -> str:
    from reportcheck.forms import edition

    if name is None:
        return sentence("text.no-form", language)
    form = edition(name)
    return form.name_zh if language == "zh" else form.name_en


def _notes(report: Report, language: Language) -> Iterator[str]:
    """Each kind of note once, with its pages or the number of its places; a code without a text stands for itself."""
    kinds: dict[str, list[Note]] = {}
    for note in report.notes:
        kinds.setdefault(_note_text(note, language), []).append(note)
    for text, alike in kinds.items():
        pages = sorted({note.place.page for note in alike if isinstance(note.place, PagePlace)})
        if pages:
            yield sentence("text.on-pages", language, text=text, pages=ranges(pages))
        else:
            yield text if len(alike) == 1 else sentence("text.times", language, text=text, count=len(alike))


def _note_text(note: Note, language: Language) -> str:
    """The most telling of the texts there are for a code and its cause."""
    keys = (f"note.{note.code}.{note.arguments.get('cause')}", f"note.{note.code}")
    return next((sentence(key, language) for key in keys if key in texts()), note.code)


def _details(findings: Sequence[Finding], manner: Manner) -> list[Line]:
    """Under each finding its place, its figures and its rule, in columns where they fit."""
    places = [place_words(finding.place, manner.language) for finding in findings]
    figures = _figures(findings, manner.language)
    indent = " " * (len(GAP) + _word_width(manner.language) + len(GAP))
    widest = [max(map(width, texts), default=0) for texts in (places, figures)]
    total = len(indent) + sum(widest) + max((len(finding.rule) for finding in findings), default=0) + 2 * len(GAP)
    if manner.columns is not None and total > manner.columns:
        widest = [0, 0]
    rows = zip(places, figures, findings, strict=True)
    return [_detail(indent, (place, figure), widest, finding.rule) for place, figure, finding in rows]


def _detail(indent: str, parts: tuple[str, str], widest: Sequence[int], rule: str) -> Line:
    padded = (pad(part, columns) for part, columns in zip(parts, widest, strict=True))
    return (Span(indent + "".join(part + GAP for part in padded if part)), Span(rule, "dim"))


def _figures(findings: Sequence[Finding], language: Language) -> list[str]:
    """What is printed, what is computed and the difference, each right-aligned; "" where there is neither."""
    rows = [_figure_row(finding, language) for finding in findings]
    widest = [max((width(row[index]) for row in rows), default=0) for index in range(3)]
    words = [sentence(f"figure.{name}", language) for name in ("found", "expected", "difference")]

    def line(row: Sequence[str]) -> str:
        parts = zip(words, row, widest, strict=True)
        return GAP.join(f"{word} {pad(figure, columns, right=True)}" for word, figure, columns in parts if figure)

    return [line(row) for row in rows]


def _figure_row(finding: Finding, language: Language) -> tuple[str, str, str]:
    found, expected = finding.found, finding.expected
    between_reports = any(cell.report for cell in finding.facts)
    if between_reports or (found is None and expected is None):
        # Nothing is computed between two reports: the sentence says which figure stands where.
        return "", "", ""
    if found is None or expected is None:
        first, second = ("—" if value is None else shown(value, language) for value in (found, expected))
        return first, second, ""
    return shown(found, language), shown(expected, language), shown(abs(found - expected), language)


def _paragraph(word: Span, text: str, manner: Manner) -> Iterator[Line]:
    """A word in the margin and a sentence beside it, wrapped where there is a terminal."""
    margin = _word_width(manner.language)
    indent = margin + 2 * len(GAP)
    first, *rest = _wrapped(_plain(text), indent, manner)
    yield (Span(GAP), Span(pad(word.text, margin), word.style), Span(GAP + first))
    for line in rest:
        yield (Span(" " * indent + line),)


def _wrapped(text: str, indent: int, manner: Manner) -> list[str]:
    return [text] if manner.columns is None else wrap(text, max(manner.columns - indent, NARROWEST))


def _word_width(language: Language) -> int:
    words = [sentence(f"severity.{name}", language) for name in ORDER]
    return max(map(width, (*words, sentence("text.not-checked", language))))


def _plain(text: str) -> str:
    return printable(" ".join(text.split("\n")))


def _printer(out: TextIO, manner: Manner) -> Callable[[Line], None]:
    return _coloured(out) if manner.colour else lambda line: _uncoloured(line, out)


def _uncoloured(line: Line, out: TextIO) -> None:
    out.write("".join(span.text for span in line).rstrip() + "\n")


def _coloured(out: TextIO) -> Callable[[Line], None]:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, force_terminal=True, highlight=False, soft_wrap=True)
    return lambda line: console.print(Text.assemble(*((span.text, span.style) for span in line)))
