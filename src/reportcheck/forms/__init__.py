"""Editions of the official form: TOML files → `Form` values, their identities checked at load.

A form is data. Adding an edition is adding a file; no code names one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, Literal

from reportcheck.resources import table
from reportcheck.tuples import NamedTuple


class FormError(ValueError):
    """A form file contradicts itself: an identity names a row or column that is not there."""


class Label(NamedTuple):
    """A printed label: the official wording first, then those accepted as the same; `numeral` as the form prints it."""

    text: str
    aliases: tuple[str, ...]
    english: str
    numeral: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """The official wording and its aliases."""
        return (self.text, *self.aliases)


class FormSection(NamedTuple):
    """A prescribed section: `headings` are its official wordings, `topics` words that show its matter in a text.

    `basis_zh` and `basis_en` say what prescribes it, "" where that text was not read.
    """

    id: str
    numeral: str
    headings: tuple[str, ...]
    aliases: tuple[str, ...]
    english: str
    topics: tuple[str, ...]
    table: str | None
    basis_zh: str
    basis_en: str


class FormAspect(NamedTuple):
    """A prescribed aspect of a section."""

    id: str
    section: str
    headings: tuple[str, ...]
    aliases: tuple[str, ...]
    english: str
    topics: tuple[str, ...]


class FormColumn(NamedTuple):
    """A column: what its figures are (`count`, `amount` with decimals, `change` with a sign) and their unit."""

    id: str
    label: Label
    kind: Literal["count", "amount", "change"]
    unit: str
    group: str | None


class FormRow(NamedTuple):
    """A row, the group it stands under, the block heading above it, and the columns it has."""

    id: str
    label: Label
    group: str | None
    block: str
    columns: tuple[str, ...]


class Identity(NamedTuple):
    """Sum of `left` = sum of `right`, once per column (`along` = "column": names are rows) or once per row."""

    rule: str
    holds: str
    along: Literal["row", "column"]
    left: tuple[str, ...]
    right: tuple[str, ...]


class _Table(NamedTuple):
    """What a form file says of a table."""

    id: str
    section: str
    layout: Literal["down", "across"]
    name_zh: str
    name_en: str
    stub: str
    corner_note: str
    rows: tuple[FormRow, ...]
    columns: tuple[FormColumn, ...]
    groups: dict[str, Label]
    identities: tuple[Identity, ...]


class FormTable(_Table):
    """A prescribed table, compared as an object. `layout` "across" prints all its rows side by side in one line."""

    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__

    def row(self, id: str) -> FormRow:
        """The row of that id; KeyError if there is none."""
        return self._rows.get(id) or _missing(id)

    def column(self, id: str) -> FormColumn:
        """The column of that id; KeyError if there is none."""
        return self._columns.get(id) or _missing(id)

    @cached_property
    def _rows(self) -> dict[str, FormRow]:
        return {row.id: row for row in self.rows}

    @cached_property
    def _columns(self) -> dict[str, FormColumn]:
        return {column.id: column for column in self.columns}

    @cached_property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Every (row, column) the table has, in form order."""
        return tuple((row.id, column) for row in self.rows for column in row.columns)

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """What two editions share when the table did not change between them: row and column ids and labels."""
        return (
            self.cells,
            tuple(row.label.text for row in self.rows),
            tuple(column.label.text for column in self.columns),
        )

    def instances(self, identity: Identity) -> tuple[str, ...]:
        """The rows or columns the identity is checked on: those that have all its names."""
        names = (*identity.left, *identity.right)
        if identity.along == "column":
            return tuple(c.id for c in self.columns if all(c.id in self.row(name).columns for name in names))
        return tuple(row.id for row in self.rows if set(names) <= set(row.columns))


class Form(NamedTuple):
    """One edition of the official form, complete in itself.

    `requires` names what it demands beyond sections and tables: "aspects" of the overview, a "fee-statement".
    """

    edition: str
    authority: str
    first_year: int
    last_year: int | None
    name_zh: str
    name_en: str
    requires: tuple[str, ...]
    sections: tuple[FormSection, ...]
    aspects: tuple[FormAspect, ...]
    tables: tuple[FormTable, ...]

    def section(self, id: str) -> FormSection:
        """The section of that id; KeyError if there is none."""
        return next((section for section in self.sections if section.id == id), None) or _missing(id)

    def table(self, id: str) -> FormTable:
        """The table of that id; KeyError if there is none."""
        return next((table for table in self.tables if table.id == id), None) or _missing(id)

    def covers(self, year: int) -> bool:
        """Whether the edition is in force for reports of that year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


@cache
def editions() -> tuple[Form, ...]:
    """All editions, newest first."""
    names = [os.path.splitext(name) for name in os.listdir(os.path.dirname(__file__))]
    forms = [read_form(table(f"forms/{stem}")) for stem, ending in names if ending == ".toml"]
    return tuple(sorted(forms, key=lambda form: -form.first_year))


def edition(name: str) -> Form:
    """The edition of that name; KeyError if there is none."""
    return next((form for form in editions() if form.edition == name), None) or _missing(name)


def in_force(year: int) -> Form | None:
    """The edition in force for reports of that year, or None before the first."""
    return next((form for form in editions() if form.covers(year)), None)


def load(text: str) -> Form:
    """TOML text → `Form`; raises FormError for an identity with an unknown name, KeyError for a missing key."""
    import tomllib

    return read_form(tomllib.loads(text))


def read_form(data: Mapping[str, Any]) -> Form:
    """What a form file says → `Form`; raises as `load` does."""
    return Form(
        edition=data["edition"],
        authority=data["authority"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        name_zh=data["name"]["zh"],
        name_en=data["name"]["en"],
        requires=tuple(data["requires"]),
        sections=tuple(_section(entry) for entry in data["sections"]),
        aspects=tuple(_aspect(entry) for entry in data["aspects"]),
        tables=tuple(_table(entry) for entry in data["tables"]),
    )


def parse_identity(rule: str, holds: str, along: Literal["row", "column"], names: tuple[str, ...]) -> Identity:
    """`a + b = c + d.*` → `Identity` over known names; raises FormError for anything else."""
    sides = holds.split("=")
    if len(sides) != 2:
        raise FormError(f"{holds!r}: an identity has exactly one '='")
    left, right = (tuple(name for term in side.split("+") for name in _expand(term.strip(), names)) for side in sides)
    return Identity(rule, holds, along, left, right)


def _expand(term: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """A name → itself; `name.*` → all names below it."""
    found = tuple(n for n in names if n.startswith(term[:-1])) if term.endswith(".*") else (term,) * (term in names)
    if not found:
        raise FormError(f"{term!r} is neither a row nor a column of the table")
    return found


def _label(entry: dict[str, Any]) -> Label:
    return Label(entry["label"], tuple(entry.get("aliases", ())), entry["english"], entry.get("numeral", ""))


def _section(entry: dict[str, Any]) -> FormSection:
    return FormSection(
        entry["id"],
        entry["numeral"],
        tuple(entry["headings"]),
        tuple(entry["aliases"]),
        entry["english"],
        tuple(entry["topics"]),
        entry.get("table"),
        entry["basis"]["zh"],
        entry["basis"]["en"],
    )


def _aspect(entry: dict[str, Any]) -> FormAspect:
    return FormAspect(
        entry["id"],
        entry["section"],
        tuple(entry["headings"]),
        tuple(entry["aliases"]),
        entry["english"],
        tuple(entry["topics"]),
    )


def _table(entry: dict[str, Any]) -> FormTable:
    columns = tuple(
        FormColumn(each["id"], _label(each), each["kind"], each["unit"], each.get("group")) for each in entry["columns"]
    )
    every = tuple(column.id for column in columns)
    rows = tuple(
        FormRow(each["id"], _label(each), each.get("group"), each.get("block", ""), tuple(each.get("columns", every)))
        for each in entry["rows"]
    )
    ids = {"column": tuple(row.id for row in rows), "row": every}
    return FormTable(
        id=entry["id"],
        section=entry["section"],
        layout=entry["layout"],
        name_zh=entry["name"]["zh"],
        name_en=entry["name"]["en"],
        stub=entry["stub"],
        corner_note=entry["corner_note"],
        rows=rows,
        columns=columns,
        groups={each["id"]: _label(each) for each in entry.get("groups", ())},
        identities=tuple(
            parse_identity(each["rule"], each["holds"], each["along"], ids[each["along"]])
            for each in entry.get("identities", ())
        ),
    )


def _missing(id: str) -> Any:
    raise KeyError(id)
