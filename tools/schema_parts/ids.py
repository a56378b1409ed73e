"""The editions of the form → the ids of tables, rows, columns, sections, aspects, and which cells there are."""

from __future__ import annotations

from collections.abc import Iterable

from reportcheck.forms import FormTable, editions
from schema_parts.words import Schema, string


def merged(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every entry once, in the order of the first list that has it."""
    return tuple(dict.fromkeys(entry for each in lists for entry in each))


def edition_ids() -> tuple[str, ...]:
    """The editions, oldest first."""
    return tuple(form.edition for form in reversed(editions()))


def section_ids() -> tuple[str, ...]:
    """The sections of all editions."""
    return merged([section.id for section in form.sections] for form in editions())


def aspect_ids() -> tuple[str, ...]:
    """The aspects of the overview of all editions."""
    return merged([aspect.id for aspect in form.aspects] for form in editions())


def tables() -> tuple[FormTable, ...]:
    """The tables of all editions, newest edition first."""
    return tuple(table for form in editions() for table in form.tables)


def table_ids() -> tuple[str, ...]:
    """The tables of all editions."""
    return merged([table.id] for table in tables())


def row_ids() -> tuple[str, ...]:
    """The rows of all tables."""
    return merged([row.id for row in table.rows] for table in tables())


def column_ids() -> tuple[str, ...]:
    """The columns of all tables."""
    return merged([column.id for column in table.columns] for table in tables())


def units() -> str:
    """The units of the columns in one sentence part: "件: issued, repealed; …"."""
    columns: dict[str, dict[str, list[str]]] = {}
    for form in editions():
        for column in (column for table in form.tables for column in table.columns):
            columns.setdefault(column.unit, {}).setdefault(column.id, []).append(form.edition)
    return "; ".join(f"{unit or 'none'}: {_shown(places)}" for unit, places in columns.items())


def _shown(places: dict[str, list[str]]) -> str:
    """Columns of one unit, with the editions where the same column has another unit elsewhere."""
    editions_of = {id: {c.unit for table in tables() for c in table.columns if c.id == id} for id in places}
    return ", ".join(
        id if len(editions_of[id]) == 1 else f"{id} (edition {', '.join(dict.fromkeys(found))})"
        for id, found in places.items()
    )


def address() -> Schema:
    """The three properties that name a cell; which of them go together, `$defs/cell` says."""
    return {
        "table": string("Table", "The id of the table."),
        "row": string("Row", "The id of the row; docs/forms.md gives its label."),
        "column": string("Column", f"The id of the column; docs/forms.md gives its label. Units: {units()}."),
    }


def cell() -> Schema:
    """The (table, row, column) that at least one edition has; the table with the most cells is asked for first."""
    chain: Schema = {"properties": {"table": {"enum": list(table_ids())}}}
    for table in sorted(table_ids(), key=lambda table: sum(len(each.cells) for each in tables() if each.id == table)):
        chain = {"if": {"properties": {"table": {"const": table}}}, "then": _cells(table), "else": chain}
    return {"title": "Cell", "description": "A cell that at least one edition of the form has.", **chain}


def _cells(table: str) -> Schema:
    """The (row, column) of a table: rows with the same columns share a branch."""
    branches = [
        {"properties": {"row": {"enum": rows}, "column": {"enum": list(columns)}}} for columns, rows in _blocks(table)
    ]
    return branches[0] if len(branches) == 1 else {"anyOf": branches}


def _blocks(id: str) -> list[tuple[tuple[str, ...], list[str]]]:
    """The columns rows of a table have in any edition, and the rows that have them."""
    same = [table for table in tables() if table.id == id]
    blocks: dict[frozenset[str], tuple[tuple[str, ...], list[str]]] = {}
    for row in merged([row.id for row in table.rows] for table in same):
        columns = merged(each.columns for table in same for each in table.rows if each.id == row)
        blocks.setdefault(frozenset(columns), (columns, []))[1].append(row)
    return list(blocks.values())
