"""An entry of a pack → what it asks, of whom, in the words of the form: `explain` prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from reportcheck import forms
from reportcheck.forms import FormTable
from reportcheck.language import fill
from reportcheck.resources import table as texts_of
from reportcheck.rules.catalogue import words
from reportcheck.rules.packs.editions import identities_of, tables_of
from reportcheck.rules.packs.pack import Deadline, Entry, Length, LocalIdentity, Scope, Statement, Threshold
from reportcheck.rules.phrasing import row_label
from reportcheck.values import Language


def asked(entry: Entry, language: Language) -> str:
    """The limits, the words, the day or the two sides that must be equal, then whom it is for."""
    say = _Words(language)
    sentences = [say.ask(entry.ask), say.scope(entry.scope)]
    return ("" if language == "zh" else " ").join(filter(None, sentences))


class _Words:
    """The sentences of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.texts: Mapping[str, str] = texts_of("rules/packs/texts")["asks"][language]

    def ask(self, ask: Any) -> str:
        """What is asked."""
        match ask:
            case LocalIdentity():
                return self._identity(ask)
            case Statement():
                place = self._section(ask.section) if ask.section else self.texts["whole"]
                return self._filled("statement", place=place, words=[f"“{words}”" for words in ask.any_of])
            case Length():
                return self._filled("length", section=self._section(ask.section), limits=self._limits(ask))
            case Deadline():
                return self._filled("date", month=self.texts["months"].split()[ask.month - 1], day=ask.day)
            case Threshold():
                return self._threshold(ask)
        raise TypeError(ask)

    def scope(self, scope: Scope) -> str:
        """Whom it is for; nothing where it is for all."""
        kinds: Mapping[str, str] = texts_of("rules/packs/texts")["kind"][self.language]
        parts = [self._filled("kinds", kinds=[kinds[kind] for kind in scope.kinds])] if scope.kinds else []
        parts += [self._filled("bodies", bodies=[f"“{name}”" for name in scope.bodies])] if scope.bodies else []
        if scope.first_year == scope.last_year is not None:
            parts.append(self._filled("only_year", year=scope.first_year))
        else:
            parts += [
                self._filled(end, year=year) for end in ("first_year", "last_year") if (year := getattr(scope, end))
            ]
        return self._filled("scope", parts=self.texts["and"].join(parts)) if parts else ""

    def _identity(self, ask: LocalIdentity) -> str:
        table, identity = identities_of(ask)[0]
        sides = [self._side(side, ask, table) for side in ask.holds.split("=")]
        along = [self._name(table, each, _across(ask)) for each in ask.only]
        where = self._filled(f"only_{identity.along}", names=along) if along else self.texts[f"all_{identity.along}"]
        return self._filled("identity", table=self._table(table), where=where, left=sides[0], right=sides[1])

    def _side(self, side: str, ask: LocalIdentity, table: FormTable) -> str:
        terms = [term.strip() for term in side.split("+")]
        named = [self._term(table, term, "row" if ask.along == "column" else "column") for term in terms]
        return self.texts["plus"].join(named)

    def _term(self, table: FormTable, term: str, kind: str) -> str:
        """A name, or all names under a stem: by the label of the group where there is one."""
        stem = term.removesuffix(".*")
        if stem == term:
            return self._name(table, term, kind)
        group = table.groups.get(stem)
        label = (group.numeral + group.text if self.language == "zh" else group.english) if group else stem
        return self._filled("every", group=f"“{label}”")

    def _threshold(self, ask: Threshold) -> str:
        table = next(each for each in tables_of(ask.table) if (ask.row, ask.column) in each.cells)
        cell = self._cell(table, ask.row, ask.column)
        if ask.whole is None:
            return self._filled("figure", table=self._table(table), cell=cell, limits=self._limits(ask))
        return self._filled(
            "share",
            table=self._table(table),
            cell=cell,
            whole=self._cell(table, *ask.whole),
            limits=self._limits(ask),
            least=ask.whole_at_least,
        )

    def _limits(self, ask: Length | Threshold) -> str:
        """Both ends, those of shares in per cent."""
        is_share = isinstance(ask, Threshold) and ask.whole is not None
        ends = [(name, limit) for name in ("at_least", "at_most") if (limit := getattr(ask, name)) is not None]
        said = [self._filled(name, limit=self._limit(limit, "%" if is_share else "")) for name, limit in ends]
        return self.texts["and"].join(said)

    def _limit(self, limit: Decimal | int, unit: str) -> str:
        if not unit:
            return fill("{it}", self.language, {"it": limit})
        return self._filled("percent", share=Decimal(limit) * 100)

    def _cell(self, table: FormTable, row: str, column: str) -> str:
        return self._filled("cell", row=self._name(table, row, "row"), column=self._name(table, column, "column"))

    def _name(self, table: FormTable, id: str, kind: str) -> str:
        if kind == "row":
            ids: Sequence[str] = [row.id for row in table.rows]
            return f"“{row_label(table, id, self.language) if id in ids else id}”"
        labels = [column.label for column in table.columns if column.id == id]
        return f"“{(labels[0].text if self.language == 'zh' else labels[0].english) if labels else id}”"

    def _table(self, table: FormTable) -> str:
        return table.name_zh if self.language == "zh" else table.name_en

    def _section(self, id: str) -> str:
        section = next(each for form in forms.editions() for each in form.sections if each.id == id)
        numeral = section.numeral if self.language == "zh" else words()["numeral"]["en"][section.numeral]
        return self._filled("section", numeral=numeral, heading=section.headings[0])

    def _filled(self, name: str, **arguments: object) -> str:
        return fill(self.texts[name], self.language, arguments)


def _across(ask: LocalIdentity) -> str:
    """What the rows or columns of `only` are."""
    return "column" if ask.along == "column" else "row"
