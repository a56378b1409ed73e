"""An entry of a pack → the function that judges a report by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportcheck.calendar import iso_day
from reportcheck.forms.instances import Cell, Instance, instances_of
from reportcheck.rules.dates.days import held_against
from reportcheck.rules.packs.editions import identities_of
from reportcheck.rules.packs.identities import on
from reportcheck.rules.packs.pack import Deadline, Entry, Length, LocalIdentity, Statement, Threshold
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, RuleFunction, Verdict, broken, undecided
from reportcheck.rules.sums import judge
from reportcheck.values import Argument, Arguments, CellReference, Section

Judge = Callable[[Case], Iterator[Verdict]]


def function_of(entry: Entry) -> RuleFunction:
    """What registers as the rule of that entry."""
    ask = JUDGES[type(entry.ask)](entry.ask)

    def check(case: Case) -> Iterator[Verdict]:
        verdicts = list(ask(case)) if entry.scope.covers(case) else []
        yield from verdicts or [NOT_APPLICABLE]

    return check


def _identity(ask: LocalIdentity) -> Judge:
    instances = {
        id(table): [each for each in instances_of(table, identity) if on(ask, each.along)]
        for table, identity in identities_of(ask)
    }

    def check(case: Case) -> Iterator[Verdict]:
        for table in case.expected_tables():
            for instance in instances.get(id(table), ()):
                yield _worded(case, instance, judge(case, instance))

    return check


def _worded(case: Case, instance: Instance, verdict: Verdict) -> Verdict:
    """The verdict on a sum with the arguments of a local one: both sides term by term."""
    along = instance.identity.along
    arguments: Arguments = {"table": instance.table.id, along: instance.along}
    if verdict.outcome == "broken" and verdict.found is not None and verdict.expected is not None:
        counts = {cell: case.counts[name] for cell, name in instance.facts}
        blanks = [cell for cell, name in instance.facts if case.facts[name].number.kind != "number"]
        arguments |= {
            "left": _terms(instance.left, counts, along),
            "right": _terms(instance.right, counts, along),
            "difference": abs(verdict.found - verdict.expected),
            "counted_as_0": tuple({"row": row, "column": column} for row, column in blanks),
        }
    return verdict._replace(arguments=arguments, variant=along)


def _terms(cells: Sequence[Cell], counts: Mapping[Cell, int | Decimal], along: str) -> tuple[Argument, ...]:
    name, part = ("row", 0) if along == "column" else ("column", 1)
    return tuple({name: cell[part], "figure": counts[cell]} for cell in cells)


def _statement(ask: Statement) -> Judge:
    wordings = ["".join(wording.split()) for wording in ask.any_of]

    def check(case: Case) -> Iterator[Verdict]:
        section = case.sections.get(ask.section or "")
        if case.form is None or (ask.section and section is None):
            return
        text = "".join(section.text.split()) if section else "".join(case.text.split())
        arguments: Arguments = {"words": ask.any_of} | ({"section": ask.section} if ask.section else {})
        where = {"section": ask.section, "arguments": arguments, "variant": "section" if section else "report"}
        if any(wording in text for wording in wordings):
            yield HOLDS
        else:
            reason = _unread(case, section)
            yield undecided(reason, **where) if reason else broken(**where)

    return check


def _length(ask: Length) -> Judge:
    def check(case: Case) -> Iterator[Verdict]:
        section = case.sections.get(ask.section)
        if case.form is None or section is None:
            return
        length = len("".join(section.text.split()))
        arguments: Arguments = {"section": ask.section, "length": length}
        where = {"section": ask.section, "arguments": arguments}
        if ask.at_least is not None and length < ask.at_least:
            reason = _unread(case, section)
            where |= {"arguments": arguments | {"limit": ask.at_least}, "variant": "low"}
            yield undecided(reason, **where) if reason else broken(**where)
        elif ask.at_most is not None and length > ask.at_most:
            # In a copy the figures of tables may stand among the text of their section.
            where |= {"arguments": arguments | {"limit": ask.at_most}, "variant": "high"}
            yield undecided("text-copy", **where) if case.is_text_copy else broken(**where)
        else:
            yield HOLDS

    return check


def _unread(case: Case, section: Section | None) -> str | None:
    """Why what was not found may be there all the same: something was lost, or stands where it has no home."""
    if case.lost:
        return "torn"
    if section is None:
        return "torn" if case.unplaced else None
    table = case.form.section(section.id or "").table if case.form else None
    return "torn" if table and (case.unplaced.get(table) or case.unplaced.get(None)) else None


def _deadline(ask: Deadline) -> Judge:
    def check(case: Case) -> Iterator[Verdict]:
        year = case.report.year
        yield held_against(case, None if year is None else iso_day(year + 1, ask.month, ask.day))

    return check


def _threshold(ask: Threshold) -> Judge:
    cell = (ask.table, ask.row, ask.column)
    whole = (ask.table, *ask.whole) if ask.whole else None

    def check(case: Case) -> Iterator[Verdict]:
        cells = [cell, whole] if whole else [cell]
        facts = [case.facts[each] for each in cells if each in case.facts]
        if len(facts) < len(cells):
            return
        table = case.form_table(ask.table)
        where: dict[str, object] = {
            "section": table.section if table else None,
            "facts": tuple(CellReference(*each) for each in cells),
            "table": ask.table,
            "row": ask.row,
            "column": ask.column,
            "arguments": {"table": ask.table, "row": ask.row, "column": ask.column},
        }
        if any(fact.number.kind == "illegible" for fact in facts):
            yield undecided(case.why_illegible(cells), **where)
        elif all(fact.number.kind == "number" for fact in facts):
            yield from _held(ask, [fact.number.value or 0 for fact in facts], where)

    return check


def _held(ask: Threshold, figures: Sequence[int | Decimal], where: dict[str, object]) -> Iterator[Verdict]:
    """The figure, or the share it is of the second one, against both ends."""
    figure: int | Decimal = figures[0]
    arguments: Arguments = {"table": ask.table, "row": ask.row, "column": ask.column, "found": figures[0]}
    share = ask.whole is not None
    if ask.whole is not None:
        if figures[1] < ask.whole_at_least or not figures[1]:
            return
        figure = Decimal(figures[0]) / Decimal(figures[1])
        arguments |= {"whole_row": ask.whole[0], "whole": figures[1]}
    for limit, variant, apart in (
        (ask.at_least, "low", ask.at_least is not None and figure < ask.at_least),
        (ask.at_most, "high", ask.at_most is not None and figure > ask.at_most),
    ):
        if apart and limit is not None:
            if share:
                arguments |= {"share": _percent(Decimal(figure), limit)}
            arguments |= {"limit": limit * 100 if share else limit}
            yield broken(**where | {"arguments": arguments, "variant": f"share_{variant}" if share else variant})
            return
    yield HOLDS


def _percent(share: Decimal, limit: Decimal) -> Decimal:
    """With as many digits as tell it from the limit."""
    for digits in ("0.1", "0.01", "0.001"):
        if (shown := (share * 100).quantize(Decimal(digits))) != limit * 100:
            return shown
    return share * 100


JUDGES: dict[type, Callable[..., Judge]] = {
    LocalIdentity: _identity,
    Statement: _statement,
    Length: _length,
    Deadline: _deadline,
    Threshold: _threshold,
}
