"""The editions of the official form → docs/forms.md."""

from __future__ import annotations

from collections.abc import Iterable

from pages.markdown import blocks, code, escaped, table
from reportcheck.forms import Form, FormAspect, FormSection, FormTable, Label, editions

INTRODUCTION = """\
The editions of the official form, newest first. An id that stands in two editions means the same fact. The wordings
under “also accepted” count as the official one."""
EVERY = {"column": "per column", "row": "per row"}


def page() -> str:
    """The page."""
    return blocks("# Forms", INTRODUCTION, *(_edition(form) for form in editions()))


def _edition(form: Form) -> str:
    years = f"{form.first_year} onwards" if form.last_year is None else f"{form.first_year} to {form.last_year}"
    requires = f" It also requires: {', '.join(form.requires)}." if form.requires else ""
    return blocks(
        f"## {form.name_en} {form.name_zh}",
        f"Edition `{form.edition}`, prescribed by {escaped(form.authority)}, for report years {years}.{requires}",
        f"### Sections ({form.edition})",
        table(("", "id", "official heading", "also accepted", "English", "table"), map(_section, form.sections)),
        f"### Aspects of the overview ({form.edition})" if form.aspects else "",
        table(("id", "official heading", "also accepted", "English"), map(_aspect, form.aspects))
        if form.aspects
        else "",
        *(_table(table, form.edition) for table in form.tables),
    )


def _section(section: FormSection) -> tuple[str, ...]:
    return (section.numeral, *_headings(section), code(section.table) if section.table else "")


def _aspect(aspect: FormAspect) -> tuple[str, ...]:
    return _headings(aspect)


def _headings(part: FormSection | FormAspect) -> tuple[str, ...]:
    return code(part.id), _lines(part.headings), _lines(part.aliases), escaped(part.english)


def _lines(wordings: Iterable[str]) -> str:
    return "<br>".join(escaped(wording) for wording in wordings)


def _table(form_table: FormTable, edition: str) -> str:
    """A table's rows, columns, groups and sums."""
    groups = [_label(*each) for each in form_table.groups.items()]
    sums = [(code(each.rule), code(each.holds), EVERY[each.along]) for each in form_table.identities]
    return blocks(
        f"### {form_table.name_en} {form_table.name_zh} ({edition})",
        f"Table `{form_table.id}`, in section `{form_table.section}`. Its {_size(form_table)}.",
        f"Printed note: {escaped(form_table.corner_note)}" if form_table.corner_note else "",
        "Columns:",
        table(
            ("id", "label", "also accepted", "English", "kind", "unit"),
            [(*_label(each.id, each.label), each.kind, each.unit) for each in form_table.columns],
        ),
        "Rows:",
        table(
            ("id", "label", "also accepted", "English", "block", "columns"),
            [(*_label(row.id, row.label), row.block, _columns(row.columns, form_table)) for row in form_table.rows],
        ),
        "Groups of rows or columns:" if groups else "",
        table(("id", "label", "also accepted", "English"), groups) if groups else "",
        "Sums:" if sums else "",
        table(("rule", "holds", "checked"), sums) if sums else "",
    )


def _size(form_table: FormTable) -> str:
    manner = "rows are printed below each other" if form_table.layout == "down" else "rows are printed side by side"
    return f"{len(form_table.rows)} {manner}; it has {len(form_table.cells)} cells"


def _label(id: str, label: Label) -> tuple[str, ...]:
    return code(id), escaped(label.numeral + label.text), _lines(label.aliases), escaped(label.english)


def _columns(columns: tuple[str, ...], form_table: FormTable) -> str:
    """The columns of a row, nothing where it has all."""
    return "" if len(columns) == len(form_table.columns) else code(*columns)
