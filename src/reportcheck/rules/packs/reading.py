"""The text of a pack file → a `Pack`, and what in it is unknown or no value."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from reportcheck import forms
from reportcheck.configuration import nearest
from reportcheck.rules.catalogue import catalogue
from reportcheck.rules.packs.asks import ASKS
from reportcheck.rules.packs.editions import identities_of, rows_and_columns, table_ids, tables_of
from reportcheck.rules.packs.keys import ENTRIES, ENTRY, PACK, Key
from reportcheck.rules.packs.lines import line_of
from reportcheck.rules.packs.pack import (
    Ask,
    Entry,
    Length,
    LocalIdentity,
    Pack,
    Problem,
    Regrading,
    Scope,
    Statement,
    Threshold,
    Words,
)

MOST = {"identities": 30}
MOST_OF_OTHERS = 300
"""Entries of a kind in one file: each is held against all others."""
SEVERITIES = ("error", "warning", "note")
Table = Mapping[str, Any]


def read(path: str, text: str) -> tuple[Pack | None, list[Problem]]:
    """The pack as far as it could be read; the path is only for the problems."""
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        return None, [Problem("pack-broken", path, _line_in(str(error)), {"reason": str(error)})]
    return _Reading(path, text).pack(data)


class _Reading:
    """One file being read; `problems` is what was found so far."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.problems: list[Problem] = []

    def pack(self, data: Table) -> tuple[Pack | None, list[Problem]]:
        known = {**PACK, "severities": None, **dict.fromkeys(ENTRIES)}
        self._unknown_keys(data, known, None, 0)
        self._values(data, PACK, None, 0)
        if self.problems:
            return None, self.problems
        entries = [
            entry
            for kind in ENTRIES
            for ordinal, table in enumerate(self._tables(data, kind))
            if (entry := self._entry(kind, ordinal, table, data)) is not None
        ]
        pack = Pack(
            self.path,
            data["name"],
            _words(data["title"]),
            line_of(self.text, None, 0, "name"),
            tuple(entries),
            tuple(self._regradings(data)),
            tuple((heading, line_of(self.text, None, 0, heading)) for heading in data.get("allowed_sections", ())),
        )
        return pack, self.problems

    def _tables(self, data: Table, kind: str) -> list[Table]:
        tables = data.get(kind, [])
        if isinstance(tables, list) and all(isinstance(each, dict) for each in tables):
            most = MOST.get(kind, MOST_OF_OTHERS)
            if len(tables) > most:
                self._add("pack-too-many", line_of(self.text, kind, most), key=f"[[{kind}]]", limit=str(most))
            return tables[:most]
        self._bad_value(None, 0, kind, tables, f"[[{kind}]]")
        return []

    def _entry(self, kind: str, ordinal: int, table: Table, data: Table) -> Entry | None:
        before = len(self.problems)
        keys = {**ENTRY, **ENTRIES[kind]}
        self._unknown_keys(table, keys, kind, ordinal)
        self._values(table, keys, kind, ordinal)
        if kind == "thresholds" and len(self.problems) == before:
            self._limits(table, ordinal)
        if len(self.problems) > before:
            return None
        ask = ASKS[kind](table)
        self._names(ask, kind, ordinal)
        if len(self.problems) > before:
            return None
        basis = table.get("basis", data.get("basis"))
        return Entry(
            f"{data['name']}-{table['id']}",
            table["severity"],
            _scope({**data, **table}),
            _words(table["short"]),
            _words(table.get("message", "")),
            _words(basis or ""),
            ask,
            line_of(self.text, kind, ordinal, table["id"]),
        )

    def _unknown_keys(self, table: Table, known: Iterable[str], kind: str | None, ordinal: int) -> None:
        for key in table:
            if key not in known:
                line = line_of(self.text, key if isinstance(table[key], dict | list) else kind, ordinal, key)
                self._add("pack-unknown-key", line, key=key, nearest=nearest(key, known))

    def _values(self, table: Table, keys: Mapping[str, Key], kind: str | None, ordinal: int) -> None:
        for name, key in keys.items():
            if name in table and not key.accepts(table[name]):
                self._bad_value(kind, ordinal, name, table[name], key.shown)
            elif name not in table and key.required:
                self._add("pack-missing-key", line_of(self.text, kind, ordinal), key=name)
        if "at_least" in keys and not {"at_least", "at_most"} & set(table):
            self._add("pack-missing-key", line_of(self.text, kind, ordinal), key="at_least, at_most")

    def _limits(self, table: Table, ordinal: int) -> None:
        """Of a share a bare number above 1 may be a slip for per cent; of a figure per cent say nothing."""
        whole = table.get("share_of")
        for key in ("at_least", "at_most"):
            value = table.get(key, 0)
            if whole is None and isinstance(value, str):
                self._bad_value("thresholds", ordinal, key, value, "0, 0.2, 3, …")
            elif whole is not None and not isinstance(value, str) and value > 1:
                cell, of = (f"{table['table']}.{each['row']}.{each['column']}" for each in (table, whole))
                line = line_of(self.text, "thresholds", ordinal, key)
                self._add("pack-not-a-share", line, key=key, value=str(value), cell=cell, whole=of)

    def _bad_value(self, kind: str | None, ordinal: int, key: str, value: Any, allowed: str) -> None:
        self._add("pack-bad-value", line_of(self.text, kind, ordinal, key), key=key, value=str(value), allowed=allowed)

    def _names(self, ask: Ask, kind: str, ordinal: int) -> None:
        """Whether the sections, tables, rows and columns are those of some edition."""
        if isinstance(ask, Statement | Length):
            sections = [section.id for form in forms.editions() for section in form.sections]
            if ask.section is not None:
                self._known(ask.section, sections, kind, ordinal)
        elif isinstance(ask, LocalIdentity):
            if self._known(ask.table, table_ids(), kind, ordinal):
                self._identity_names(ask, kind, ordinal)
        elif isinstance(ask, Threshold) and self._known(ask.table, table_ids(), kind, ordinal):
            self._cell(ask.table, (ask.row, ask.column), kind, ordinal)
            if ask.whole:
                self._cell(ask.table, ask.whole, kind, ordinal)

    def _identity_names(self, ask: LocalIdentity, kind: str, ordinal: int) -> None:
        sides = ask.holds.split("=")
        if len(sides) != 2:
            self._bad_value(kind, ordinal, "holds", ask.holds, "a + b = c + d.*")
            return
        rows, columns = rows_and_columns(ask.table)
        names, others = (rows, columns) if ask.along == "column" else (columns, rows)
        terms = [term.strip() for side in sides for term in side.split("+")]
        stems = [f"{name[:at]}.*" for name in names for at, mark in enumerate(name) if mark == "."]
        fine = [self._known(term, [*names, *stems], kind, ordinal) for term in terms]
        fine += [self._known(name, others, kind, ordinal) for name in ask.only]
        if all(fine) and not identities_of(ask):
            self._bad_value(kind, ordinal, "holds", ask.holds, "a + b = c + d.*")

    def _cell(self, table: str, cell: tuple[str, str], kind: str, ordinal: int) -> None:
        rows, columns = rows_and_columns(table)
        if self._known(cell[0], rows, kind, ordinal) and self._known(cell[1], columns, kind, ordinal):
            self._known(cell[1], [c for each in tables_of(table) for r, c in each.cells if r == cell[0]], kind, ordinal)

    def _known(self, name: str, known: list[str], kind: str, ordinal: int) -> bool:
        if name in known:
            return True
        self._add("pack-unknown", line_of(self.text, kind, ordinal, name), name=name, nearest=nearest(name, known))
        return False

    def _regradings(self, data: Table) -> Iterable[Regrading]:
        table = data.get("severities", {})
        if not isinstance(table, dict):
            self._bad_value(None, 0, "severities", table, "[severities]")
            return
        for rule, word in table.items():
            line = line_of(self.text, "severities", 0, rule)
            if rule not in catalogue():
                self._add("pack-unknown", line, name=rule, nearest=nearest(rule, catalogue()))
            elif word not in SEVERITIES:
                self._add("pack-bad-value", line, key=rule, value=str(word), allowed=", ".join(SEVERITIES))
            else:
                yield Regrading(rule, word, line)

    def _add(self, detail: str, line: int, **arguments: str) -> None:
        self.problems.append(Problem(detail, self.path, line, arguments))


def _scope(table: Table) -> Scope:
    bodies = ("".join(name.split()) for name in table.get("bodies", ()))
    return Scope(tuple(table.get("kinds", ())), tuple(bodies), table.get("first_year"), table.get("last_year"))


def _words(value: str | Mapping[str, str]) -> Words:
    """Without English words the Chinese ones stand for them."""
    return (
        {"zh": value, "en": value}
        if isinstance(value, str)
        else {"zh": value["zh"], "en": value.get("en") or value["zh"]}
    )


def _line_in(message: str) -> int:
    """TOML errors end with (at line 3, column 5)."""
    _, mark, rest = message.partition("at line ")
    number = rest.partition(",")[0]
    return int(number) if mark and number.isdigit() else 1
