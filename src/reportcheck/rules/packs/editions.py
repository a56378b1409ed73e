"""The ids a pack names → what the editions of the form have under them."""

from __future__ import annotations

from reportcheck import forms
from reportcheck.rules.packs.pack import LocalIdentity


def tables_of(id: str) -> list[forms.FormTable]:
    """The table of that id in every edition that has it."""
    return [table for form in forms.editions() for table in form.tables if table.id == id]


def identities_of(ask: LocalIdentity) -> list[tuple[forms.FormTable, forms.Identity]]:
    """The identity in every edition that has all its names."""
    found = []
    for table in tables_of(ask.table):
        ids = [row.id for row in table.rows] if ask.along == "column" else [column.id for column in table.columns]
        try:
            found.append((table, forms.parse_identity("", ask.holds, ask.along, tuple(ids))))
        except forms.FormError:
            continue
    return [(table, identity) for table, identity in found if table.instances(identity)]


def table_ids() -> list[str]:
    """The tables of all editions."""
    return [table.id for form in forms.editions() for table in form.tables]


def rows_and_columns(table: str) -> tuple[list[str], list[str]]:
    """Those of the table in any edition."""
    tables = tables_of(table)
    return [r.id for each in tables for r in each.rows], [c.id for each in tables for c in each.columns]
