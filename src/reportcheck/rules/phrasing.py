"""A verdict's typed arguments → the sentence people read: ids become the labels of the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportcheck import forms
from reportcheck.forms import Form, FormTable
from reportcheck.language import fill
from reportcheck.rules.catalogue import RuleText, words
from reportcheck.rules.rule import Case, Verdict
from reportcheck.values import Judgement, Language

PASSAGES = 3
"""Passages quoted in one sentence."""
LISTED = 4
"""Cells named in one sentence; of more only the first are named and the rest counted."""


def sentence(verdict: Verdict, rule: RuleText, case: Case, judgement: Judgement) -> str:
    """The message of a finding in the language and the voice (official, clerk) of the judgement."""
    texts = rule.texts[judgement.language]
    kind = "undecided" if verdict.outcome == "undecided" else ("clerk" if judgement.profile == "clerk" else "broken")
    template = texts.get(f"{kind}_{verdict.variant}") or texts[kind]
    filled = fill(template, judgement.language, _labels(verdict, case, judgement.language))
    # What comes first may be the name of a table or a part.
    return filled[:1].upper() + filled[1:]


def _labels(verdict: Verdict, case: Case, language: Language) -> dict[str, object]:
    """The arguments by name, those that are ids replaced by what the form calls them."""
    table = verdict.arguments.get("table")
    form_table = _form_table(case, str(table)) if table else None
    shown: dict[str, object] = dict(verdict.arguments)
    for name, render in RENDERERS.items():
        if name in shown:
            shown[name] = render(shown[name], case, form_table, language)
    if verdict.variant == "basis":
        section = (case.form or forms.editions()[0]).section(str(verdict.section))
        shown["basis"] = section.basis_zh if language == "zh" else section.basis_en
    if verdict.reason:
        shown["reason"] = words()["reason"][language][verdict.reason]
    return shown


def _form_table(case: Case, id: str) -> FormTable:
    return case.form_table(id) or (case.form or forms.editions()[0]).table(id)


def _table(id: Any, case: Case, table: FormTable | None, language: Language) -> str:
    return (table.name_zh if language == "zh" else table.name_en) if table else str(id)


def _section(id: Any, case: Case, table: FormTable | None, language: Language) -> str:
    form: Form = case.form or forms.editions()[0]
    part = words()["part"][language].get(id)
    if part or id not in {section.id for section in form.sections}:
        return str(part or f"“{id}”")
    section = form.section(str(id))
    if language == "zh":
        return f"第{section.numeral}部分“{section.headings[0]}”"
    return f"section {words()['numeral']['en'][section.numeral]} (“{section.headings[0]}”, {section.english})"


def _sections(ids: Any, case: Case, table: FormTable | None, language: Language) -> str:
    return _some([_section(id, case, table, language) for id in ids], "个部分", ", ", language)


def _row(id: Any, case: Case, table: FormTable | None, language: Language) -> str:
    if isinstance(id, tuple):
        named = [re.sub("（[^（）]{3,}）(?=”)", "", _row(each, case, table, language)) for each in id]
        return ("、" if language == "zh" else " and ").join(named)
    if table is not None and id in table.groups:
        group = table.groups[id]
        return f"“{group.numeral}{group.text}”" if language == "zh" else f"“{group.english}”"
    within = [row.id for row in table.rows if row.id.startswith(f"{id}.")] if table else []
    if table is None or (id not in {row.id for row in table.rows} and len(within) != 1):
        return f"“{id}”"
    id = within[0] if within else id
    return f"“{row_label(table, str(id), language)}”"


def row_label(table: FormTable, id: str, language: Language) -> str:
    """The row's label under its group: （三）不予公开·1.属于国家秘密."""
    row = table.row(id)
    own = row.label.numeral + row.label.text if language == "zh" else row.label.english
    group = table.groups.get(row.group or "")
    is_item = row.label.numeral[:1].isdigit() or not row.label.numeral
    if group is None or not is_item:
        return own
    return f"{group.numeral}{group.text}·{own}" if language == "zh" else f"{group.english}: {own}"


def _column(id: Any, case: Case, table: FormTable | None, language: Language) -> str:
    if table is not None and id in table.groups:
        group = table.groups[id]
        return f"“{group.text}”" if language == "zh" else f"“{group.english}”"
    if table is None or id not in {column.id for column in table.columns}:
        return f"“{id}”"
    label = table.column(str(id)).label
    return f"“{label.text}”" if language == "zh" else f"“{label.english}”"


def _aspects(ids: Any, case: Case, table: FormTable | None, language: Language) -> str:
    form: Form = case.form or forms.editions()[0]
    aspects = [aspect for id in ids for aspect in form.aspects if aspect.id == id]
    return _all([each.headings[0] if language == "zh" else each.english for each in aspects], language)


def _missing(ids: Any, case: Case, table: FormTable | None, language: Language) -> str:
    return _all([words()["missing"][language][id] for id in ids], language)


def _all(named: Sequence[str], language: Language) -> str:
    """Few names, none left out: a, b and c."""
    if language == "zh" or len(named) < 2:
        return "、".join(named)
    return f"{', '.join(named[:-1])} and {named[-1]}"


def _personal(kind: Any, case: Case, table: FormTable | None, language: Language) -> str:
    return str(words()["personal"][language][kind])


def _day(day: Any, case: Case, table: FormTable | None, language: Language) -> str:
    year, month, of_month = map(int, str(day).split("-"))
    return f"{year}年{month}月{of_month}日" if language == "zh" else str(day)


def _cells(cells: Any, case: Case, table: FormTable | None, language: Language) -> str:
    """A list of {row, column} → their names, the rows that are blank throughout named once."""
    named = list(_cell_names(cells, case, table, language))
    return _some(named, "格", "; ", language)


def _some(named: Sequence[str], measure: str, between: str, language: Language) -> str:
    """The first of the names, and how many there are in all or are left."""
    joined = ("、" if language == "zh" else between).join(named[:LISTED])
    if len(named) <= LISTED:
        return joined
    return f"{joined}等{len(named)}{measure}" if language == "zh" else f"{joined} and {len(named) - LISTED} more"


def _apart(columns: Any, case: Case, table: FormTable | None, language: Language) -> str:
    """A list of {column, difference} → “自然人”列2件、“商业企业”列1件."""
    named = [
        f"{_column(each['column'], case, table, language)}列{each['difference']}件"
        if language == "zh"
        else f"{_column(each['column'], case, table, language)} ({each['difference']})"
        for each in columns
    ]
    return _some(named, "列", ", ", language)


def _cell_names(cells: Any, case: Case, table: FormTable | None, language: Language) -> Iterable[str]:
    for cell in cells:
        own = _form_table(case, cell["table"]) if "table" in cell else table
        row = _row(cell["row"], case, own, language)
        column = _column(cell["column"], case, own, language)
        yield f"{row}{column}列" if language == "zh" else f"{row}, column {column}"


def _side(terms: Any, case: Case, table: FormTable | None, language: Language) -> str:
    """One side of an identity of which the row or the column is known: “A”12＋“B”3＝15; noughts are left out."""
    shown = [term for term in terms if term["figure"]] or list(terms[:1])
    named = [f"{_term(term, case, table, language)}{fill('{it}', language, {'it': term['figure']})}" for term in shown]
    joined = ("＋" if language == "zh" else " + ").join(named[:LISTED])
    if len(named) > LISTED:
        joined += "＋……" if language == "zh" else " + …"
    total = fill("{it}", language, {"it": sum(term["figure"] for term in terms)})
    return joined if len(named) == 1 else f"{joined}＝{total}" if language == "zh" else f"{joined} = {total}"


def _term(term: Any, case: Case, table: FormTable | None, language: Language) -> str:
    name = _row(term["row"], case, table, language) if "row" in term else _column(term["column"], case, table, language)
    return name if language == "zh" else f"{name} "


def _counted_as_0(cells: Any, case: Case, table: FormTable | None, language: Language) -> str:
    if not cells:
        return ""
    named = _cells(cells, case, table, language)
    return (
        f"；未填数字的单元格（{named}）按0计"
        if language == "zh"
        else f"; cells without a figure ({named}) counted as 0"
    )


def _quoted(texts: Any, case: Case, table: FormTable | None, language: Language) -> list[str]:
    return [f"“{text}”" for text in texts]


def _passages(texts: Any, case: Case, table: FormTable | None, language: Language) -> list[str]:
    return _quoted(texts[:PASSAGES], case, table, language)


def _label(text: Any, case: Case, table: FormTable | None, language: Language) -> str:
    unnamed = "（无名称）" if language == "zh" else "(unnamed)"
    return f"“{text}”" if text else unnamed


RENDERERS: dict[str, Callable[[Any, Case, FormTable | None, Language], object]] = {
    "table": _table,
    "section": _section,
    "after": _section,
    "other_section": _section,
    "sections": _sections,
    "row": _row,
    "column": _column,
    "aspects": _aspects,
    "missing": _missing,
    "cells": _cells,
    "blanks": _cells,
    "left": _side,
    "right": _side,
    "apart": _apart,
    "counted_as_0": _counted_as_0,
    "whole_row": _row,
    "words": _quoted,
    "passages": _passages,
    "label": _label,
    "kind": _personal,
    "published": _day,
    "deadline": _day,
    "year_end": _day,
}
"""Argument name → how its value is said; all other arguments are said as they are."""
