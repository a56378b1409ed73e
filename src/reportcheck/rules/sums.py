"""Family sums: the identities of the form, held against the figures of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from reportcheck.forms import FormTable
from reportcheck.forms.instances import Cell, Instance, all_instances, instances_of
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, RuleFunction, Verdict, broken, rule, undecided
from reportcheck.values import Arguments, CellReference, Fact

Sum = int | Decimal


def _sum_rule(name: str) -> RuleFunction:
    @rule(name)
    def check(case: Case) -> Iterator[Verdict]:
        instances = list(_instances(case, name))
        yield from (judge(case, instance) for instance in instances)
        if not instances:
            yield NOT_APPLICABLE

    return check


requests_do_not_balance = _sum_rule("requests-do-not-balance")
results_do_not_add_up = _sum_rule("results-do-not-add-up")
applicants_do_not_add_up = _sum_rule("applicants-do-not-add-up")
disputes_do_not_add_up = _sum_rule("disputes-do-not-add-up")


def _instances(case: Case, rule: str) -> Iterator[Instance]:
    for table in case.expected_tables():
        yield from _table_instances(table, rule)


@lru_cache(maxsize=256)
def _table_instances(table: FormTable, rule: str) -> tuple[Instance, ...]:
    return tuple(
        instance for identity in table.identities if identity.rule == rule for instance in instances_of(table, identity)
    )


def judge(case: Case, instance: Instance) -> Verdict:
    """One instance: holds, broken or undecided, in the order of the rules on blanks."""
    if instance.table.id not in case.tables:
        unread = _unread_reason(case, instance.table.id)
        return _undecided(instance, unread, {}) if unread else NOT_APPLICABLE
    if instance.table.id in case.tables_with_numbers and _adds_up(case, instance):
        return HOLDS
    read = {cell: fact for cell, name in instance.facts if (fact := case.facts.get(name)) is not None}
    reason = _unreadable(case, instance, read)
    if reason:
        return _undecided(instance, reason, read)
    values = {cell: fact.number.value or 0 for cell, fact in read.items()}
    left, right = _total(values, instance.left), _total(values, instance.right)
    if instance.table.id not in case.tables_with_numbers:
        return _undecided(instance, "blank", read)
    blanks = [cell for cell in instance.cells if read[cell].number.kind != "number"]
    if any(cell in blanks for cell in instance.standing_alone):
        return _undecided(instance, "blank", read)
    if instance.is_plain and all(cell in blanks for cell in instance.right):
        return _undecided(instance, "not-broken-down", read)
    if blanks and case.is_text_copy:
        return _undecided(instance, "text-copy", read)
    from reportcheck.rules.misreading import is_own_misreading

    if is_own_misreading(case, instance, all_instances(instance.table)):
        return _undecided(instance, "own-misreading", read)
    return _broken(instance, values, blanks, left, right)


def _adds_up(case: Case, instance: Instance) -> bool:
    """Whether every cell was read, blanks for 0, and both sides come to the same."""
    count = case.counts.__getitem__
    try:
        return sum(map(count, instance.left_names)) == sum(map(count, instance.right_names))
    except KeyError:
        return False


def _unread_reason(case: Case, table: str) -> str | None:
    """A table that is there but unread makes its sums undecided; one that is absent makes them not applicable."""
    form_table = case.form.table(table) if case.form else None
    return case.unread_table(table) if form_table and form_table.section in case.sections else None


def _unreadable(case: Case, instance: Instance, read: Mapping[Cell, Fact]) -> str | None:
    """illegible, readers-disagree, torn, glued, missing-cell – or None when every cell of the instance was read."""
    illegible = [(fact.table, fact.row, fact.column) for fact in read.values() if fact.number.kind == "illegible"]
    if illegible:
        return case.why_illegible(illegible)
    rows = {cell[0] for cell in instance.cells if cell not in read} if len(read) < len(instance.cells) else None
    if not rows:
        return None
    leftovers = [each for each in case.unplaced.get(instance.table.id, []) if each.row in rows or each.row is None]
    reasons = {each.reason for each in leftovers}
    return "glued" if "glued" in reasons else "torn" if reasons & {"torn", "no-home"} else "missing-cell"


def _total(values: Mapping[Cell, Sum], cells: Sequence[Cell]) -> Sum:
    return sum(map(values.__getitem__, cells), 0)


def _undecided(instance: Instance, reason: str, read: Mapping[Cell, Fact]) -> Verdict:
    """A side is given as figure only where every cell of it is a number."""
    values = {cell: fact.number.value for cell, fact in read.items() if fact.number.value is not None}

    def side(cells: Sequence[Cell]) -> Sum | None:
        return _total(values, cells) if all(cell in values for cell in cells) else None

    return undecided(reason, found=side(instance.left), expected=side(instance.right), **_where(instance))


def _broken(instance: Instance, values: dict[Cell, Sum], blanks: Sequence[Cell], left: Sum, right: Sum) -> Verdict:
    arguments: Arguments = {**_base_arguments(instance), **_side_arguments(instance, values)}
    arguments |= {"found": left, "expected": right, "difference": abs(left - right)}
    explaining = [cell for cell in blanks if cell in (instance.left if left < right else instance.right)]
    variant = ""
    if explaining:
        arguments["blanks"] = tuple({"row": row, "column": column} for row, column in explaining)
        variant = "blanks"
    if len(explaining) == 1:
        arguments["missing_value"] = abs(left - right)
        variant = "blank"
    return broken(found=left, expected=right, variant=variant, **_where(instance) | {"arguments": arguments})


def _where(instance: Instance) -> dict[str, object]:
    """The parts of a verdict that say which instance it is about."""
    along_column = instance.identity.along == "column"
    return {
        "section": instance.table.section,
        "facts": tuple(CellReference(instance.table.id, row, column) for row, column in instance.cells),
        "table": instance.table.id,
        "row": None if along_column else instance.along,
        "column": instance.along if along_column else None,
        "arguments": _base_arguments(instance),
    }


def _base_arguments(instance: Instance) -> Arguments:
    return {"table": instance.table.id, instance.identity.along: instance.along}


def _side_arguments(instance: Instance, values: dict[Cell, Sum]) -> Arguments:
    """The figures by the last part of their name, those of a group added up: person, organizations."""
    part = 0 if instance.identity.along == "column" else 1
    arguments: Arguments = {}
    for cell in instance.cells:
        head, dot, _ = cell[part].partition(".")
        key = f"{head}s" if dot else head
        known = arguments.get(key, 0)
        arguments[key] = values[cell] + (known if isinstance(known, int | Decimal) else 0)
    return arguments
