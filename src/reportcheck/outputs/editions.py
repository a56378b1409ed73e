"""The editions of the official form → a table of all, or one edition's sections, tables and identities, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportcheck.forms import Form, FormSection, FormTable, Identity, Label
from reportcheck.language import aligned, sentence
from reportcheck.values import Language


def editions_table(forms: Iterable[Form], language: Language) -> list[str]:
    """Every edition with its name, authority and report years."""
    head = [sentence(f"form.{name}", language) for name in ("edition", "name", "authority", "years")]
    rows = ([form.edition, _name(form, language), form.authority, _years(form, language)] for form in forms)
    return aligned([head, *rows])


def edition_page(form: Form, language: Language) -> Iterator[str]:
    """The edition's head, then its sections, the aspects of the overview, and table by table labels and identities."""
    yield "  ".join((_name(form, language), form.authority, _years(form, language)))
    yield from _chapter(sentence("form.sections", language), [_section(each, language) for each in form.sections])
    aspects = [_words(each.id, each.headings[0], each.english, language) for each in form.aspects]
    yield from _chapter(sentence("form.aspects", language), aspects)
    for table in form.tables:
        yield from _table(table, language)


def _table(table: FormTable, language: Language) -> Iterator[str]:
    yield ""
    yield f"{table.name_zh if language == 'zh' else table.name_en}  {table.id}"
    for name, entries in (("rows", table.rows), ("columns", table.columns)):
        labels = [_label(entry.id, entry.label, language) for entry in entries]
        yield from _lines(sentence(f"form.{name}", language), labels)
    identities = [_identity(identity, language) for identity in table.identities]
    yield from _lines(sentence("form.identities", language), identities)


def _chapter(heading: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield ""
        yield heading
        yield from (f"  {line}" for line in aligned(rows))


def _lines(heading: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield f"  {heading}"
        yield from (f"    {line}" for line in aligned(rows))


def _section(section: FormSection, language: Language) -> list[str]:
    return _words(section.id, f"{section.numeral}、{section.headings[0]}", section.english, language)


def _label(name: str, label: Label, language: Language) -> list[str]:
    return _words(name, label.numeral + label.text, label.english, language)


def _words(name: str, chinese: str, english: str, language: Language) -> list[str]:
    """The wording of the form, which is Chinese, its meaning for those who read English, and the id."""
    return [name, chinese] if language == "zh" else [name, chinese, english]


def _identity(identity: Identity, language: Language) -> list[str]:
    along = sentence(f"form.per-{identity.along}", language)
    return [along, identity.holds, identity.rule]


def _name(form: Form, language: Language) -> str:
    return form.name_zh if language == "zh" else form.name_en


def _years(form: Form, language: Language) -> str:
    key = "form.since" if form.last_year is None else "form.between"
    return sentence(key, language, first=form.first_year, last=form.last_year)
