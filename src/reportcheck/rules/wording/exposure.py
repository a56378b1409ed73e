"""What must not be published: data of persons and secrecy marks. What is found is said, and never shown whole."""

from __future__ import annotations

from collections.abc import Iterator

from reportcheck.rules.masking import Exposure
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule
from reportcheck.values import Arguments


@rule("personal-data")
def personal_data(case: Case) -> Iterator[Verdict]:
    """One finding a value; a mobile number in the furniture of the page belongs to the site."""
    found = [each for each in case.exposures if each.kind in ("identity", "card", "address") or _is_contact(each)]
    yield from [_person(each) for each in found] or [_silent(case)]


@rule("secrecy-mark")
def secrecy_mark(case: Case) -> Iterator[Verdict]:
    """One finding a part of the report, however many marks it has."""
    found = {each.part: each for each in case.exposures if each.kind == "mark"}
    for part, each in found.items():
        yield broken(section=each.section, place=each.place, arguments={"section": part})
    if not found:
        yield _silent(case)


def _silent(case: Case) -> Verdict:
    return HOLDS if case.parts else NOT_APPLICABLE


def _is_contact(each: Exposure) -> bool:
    return each.kind == "mobile" and each.part not in ("opening", "closing")


def _person(found: Exposure) -> Verdict:
    arguments: Arguments = {"section": found.part, "kind": found.kind, "masked": found.masked}
    if found.kind == "mobile":
        return _verdict(found, arguments)._replace(variant="mobile", severity="note")
    return _verdict(found, arguments)


def _verdict(found: Exposure, arguments: Arguments) -> Verdict:
    return broken(section=found.section, place=found.place, arguments=arguments, subject=found.kind)
