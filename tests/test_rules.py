"""Every built rule against its cases, what all findings have in common, and what no rule may ever do."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_report import case_report, in_medium, true_facts
from closed_schemas import breaches
from generate import replace
from innocent_sentences import PARTS
from reportcheck import codec, forms, rules
from reportcheck.errors import UsageError
from reportcheck.numerals import read_number
from reportcheck.values import Finding, Judgement, Report, Result, Tally

CASES = Path(__file__).parent / "cases"
FAMILIES = ("sections", "tables", "sums", "plausibility", "wording", "dates", "years", "collections")
OUTCOMES = ("holds", "broken", "undecided", "not_applicable")
FIELDS = ("outcome", "reason", "severity", "section")
PHRASES = {"zh": ("zh", "research"), "en": ("en", "research"), "clerk": ("zh", "clerk")}
RESEARCH_ONLY = {
    "heading-reworded",
    "corner-note-missing",
    "intro-lists-other-sections",
    "quantity-given-twice",
    "signature-missing",
}
OFF = {"clerk": RESEARCH_ONLY, "oversight": RESEARCH_ONLY | {"draft-traces"}}
SUMS = tuple(rule.name for rule in rules.catalogue().values() if rule.family == "sums" and rule.built)
PLACEHOLDER = re.compile(r"[{}]|\bNone\b|\bDecimal\b|\bTrue\b|\bFalse\b")
IDENTIFIER = re.compile(r"[a-z]+_[a-z]+|\b(?:requests|disputes|disclosure|result|organization|litigation)\.\w")
ONE_OF_MANY = re.compile(r"\b1 (?:cells|rows|columns|tables|sections|figures|characters)\b")
NO_SENTENCE = re.compile(r"^[a-z]|[^.?!] Table (?:two|three|four)\b|section [一二三四五六]|之前里|末尾里|belongs? into")
TRAPS = re.compile("[；、。和]")
ACCUSATION = re.compile("违规|造假|抄袭|敷衍")

Case = dict[str, Any]


def load_cases() -> dict[str, list[Case]]:
    """The cases by rule, in the order of the files."""
    files = sorted(CASES.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["case"] for file in files}


BY_RULE = load_cases()
EVERY = [pytest.param(rule, case, id=f"{rule}: {case['name']}") for rule, cases in BY_RULE.items() for case in cases]


@functools.cache
def true_report(edition: str = "2021") -> Report:
    return case_report({"edition": edition})


def judge(report: Report, rule: str = "", beside: Mapping[str, Any] | None = None, **judgement: Any) -> Result:
    how = Judgement(**{"select": (rule,) if rule else (), **judgement})
    result = rules.run(report, how)
    return rules.compare(result, report, how, **beside) if beside else result


# ---- the cases


@pytest.mark.parametrize(("rule", "case"), EVERY)
def test_case(rule: str, case: Case) -> None:
    assert set(case) <= {"name", "report", "versions", "last_years", "profile", "checks", "finding"}, (
        "a case has no other keys"
    )
    result = judge_case(rule, case, profile=case.get("profile", "research"))
    assert_tally(result.checks[rule], case["checks"])
    if case.get("finding") != "any":
        texts = {
            key: judge_case(rule, case, language=language, profile=profile).findings
            for key, (language, profile) in PHRASES.items()
        }
        assert_findings(result.findings, case.get("finding", []), texts)


def judge_case(rule: str, case: Case, **judgement: Any) -> Result:
    makers = {"versions": case_version, "last_years": case_last_year}
    beside = {name: tuple(map(make, case[name])) for name, make in makers.items() if name in case}
    return judge(case_report(case["report"]), rule, beside, **judgement)


def case_version(said: Mapping[str, Any]) -> rules.Version:
    """Another report as `case_report` makes it, called 附件."""
    other = case_report(dict(said))
    figures = {(fact.table, fact.row, fact.column): fact.number for fact in other.facts}
    return rules.Version("附件", 1, figures)


def case_last_year(said: Mapping[str, Any]) -> rules.LastYear:
    """The report of the year before as `case_report` makes it, called 上年."""
    return rules.last_year(replace(case_report({"year": 2023, **said}), origin="上年"))


def findings(report: Report, rule: str, language: str = "zh", profile: str = "research") -> tuple[Finding, ...]:
    return judge(report, rule, language=language, profile=profile).findings


def assert_tally(tally: Tally, expected: Mapping[str, int | str]) -> None:
    """The counts of a case; what it does not name is 0. "any" is any number, "some" any but 0."""
    actual = {outcome: getattr(tally, outcome) for outcome in OUTCOMES}
    wanted = {outcome: expected.get(outcome, 0) for outcome in OUTCOMES}
    for outcome in OUTCOMES:
        if wanted[outcome] == "any" or (wanted[outcome] == "some" and actual[outcome]):
            wanted[outcome] = actual[outcome]
    assert actual == wanted


def assert_findings(found: tuple[Finding, ...], wanted: list[Case], texts: Mapping[str, tuple[Finding, ...]]) -> None:
    """Every finding fits the entry the case has for it, in that order; an entry stands for `times` findings."""
    entries = [entry for entry in wanted for _ in range(entry.get("times", 1))]
    assert len(found) == len(entries), [finding.message for finding in found]
    for number, (finding, entry) in enumerate(zip(found, entries, strict=True)):
        assert_finding(finding, entry)
        for key in PHRASES:
            message = texts[key][number].message if texts[key] else ""
            for phrase in entry.get(key, ()):
                assert phrase in message, key
            for phrase in entry.get(f"not_{key}", ()):
                assert phrase not in message, key


def assert_finding(finding: Finding, entry: Case) -> None:
    for field in FIELDS:
        if field in entry:
            assert getattr(finding, field) == entry[field], (field, finding.message)
    for field in ("found", "expected"):
        if field in entry:
            actual = getattr(finding, field)
            assert ("null" if actual is None else float(actual)) == entry[field], (field, finding.message)
    cells = [f"{fact.table} {fact.row} {fact.column}" for fact in finding.facts]
    if "facts" in entry:
        assert cells == entry["facts"]
    if "fact_count" in entry:
        assert len(cells) == entry["fact_count"]
    if "last_fact" in entry:
        assert cells[-1] == entry["last_fact"]


def test_every_built_rule_has_its_file_of_cases() -> None:
    assert set(BY_RULE) == set(rules.RULES)
    assert set(BY_RULE) == {rule.name for rule in rules.catalogue().values() if rule.built}


@pytest.mark.parametrize("rule", BY_RULE)
def test_the_cases_of_a_rule_show_it_firing_and_silent(rule: str) -> None:
    cases = BY_RULE[rule]
    assert len(cases) >= 3
    assert len({case["name"] for case in cases}) == len(cases)
    assert any(case["checks"].get("broken") for case in cases)
    assert any(set(case["checks"]) == {"holds"} for case in cases)


@pytest.mark.parametrize("rule", BY_RULE)
def test_a_rule_is_silent_in_as_many_cases_as_its_texts_name_traps(rule: str) -> None:
    """Its known false alarms, counted by the marks between them, and the true report beside them."""
    traps = [trap for trap in TRAPS.split(rules.catalogue()[rule].texts["zh"]["false_alarms"]) if trap]
    silent = [case["name"] for case in BY_RULE[rule] if not case["checks"].get("broken")]
    assert len(silent) > len(traps), (traps, silent)


# ---- the true report


@pytest.mark.parametrize("edition", ["2021", "2019"])
@pytest.mark.parametrize("kind", ["department", "government", "township", "subdistrict", "zone", "office", "vertical"])
@pytest.mark.parametrize("media", ["html", "pdf", "text"])
def test_a_true_report_has_no_finding(edition: str, kind: str, media: str) -> None:
    assert judge(case_report({"edition": edition, "kind": kind, "media": media})).findings == ()


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_the_identities_hold_for_the_figures_of_the_true_report(edition: str) -> None:
    facts = true_facts(edition)
    for table in forms.edition(edition).tables:
        for identity in table.identities:
            for instance in table.instances(identity):
                left, right = (
                    sum(
                        facts[
                            table.id, *((name, instance) if identity.along == "column" else (instance, name))
                        ].number.value
                        for name in side
                    )
                    for side in (identity.left, identity.right)
                )
                assert left == right, (identity.rule, instance)


# ---- what all findings have in common


def case_findings(language: str, profile: str) -> Iterator[tuple[str, Finding]]:
    for rule, cases in BY_RULE.items():
        for case in cases:
            for finding in judge_case(rule, case, language=language, profile=profile).findings:
                yield f"{rule}: {case['name']}", finding


@pytest.mark.parametrize("profile", ["research", "clerk", "oversight", "portal"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_messages_are_whole_sentences_without_ids_and_without_accusation(language: str, profile: str) -> None:
    seen = set()
    for name, finding in case_findings(language, profile):
        seen.add(finding.rule)
        message = finding.message
        assert message.endswith(("。", "？") if language == "zh" else (".", "?")), (name, message)
        assert not PLACEHOLDER.search(message), (name, message)
        assert not IDENTIFIER.search(message), (name, message)
        assert not ACCUSATION.search(message), (name, message)
        bare = re.sub("“[^”]+”", "“words of the report”", message)
        assert not re.search(r"。。|，，|、、|，。|、。|  |\.\.|“”|（）", bare), (name, message)
        assert not ONE_OF_MANY.search(message), (name, message)
        assert not NO_SENTENCE.search(bare), (name, message)
        assert finding.rule not in message, (name, message)
    assert seen == set(rules.RULES) - OFF.get(profile, set())


def test_chinese_messages_hold_no_english_and_english_ones_have_english() -> None:
    for name, finding in case_findings("zh", "research"):
        assert not re.search(r"[A-Za-z]{2,}", re.sub("“[^”]*”", "", finding.message)), (name, finding.message)
    for name, finding in case_findings("en", "research"):
        assert re.search(r"[A-Za-z]{3,} [A-Za-z]{2,}", finding.message), (name, finding.message)


@pytest.mark.parametrize("rule", sorted(set(BY_RULE) - RESEARCH_ONLY))
def test_the_clerk_is_spoken_to_in_another_voice(rule: str) -> None:
    reports = [case_report(case["report"]) for case in BY_RULE[rule]]
    official = [f.message for report in reports for f in findings(report, rule) if f.outcome == "broken"]
    plain = [f.message for report in reports for f in findings(report, rule, "zh", "clerk") if f.outcome == "broken"]
    assert len(official) == len(plain)
    assert not set(official) & set(plain)


def test_undecided_findings_say_that_they_are_not_counted_as_problems() -> None:
    for name, finding in case_findings("zh", "research"):
        undecided = finding.outcome == "undecided"
        assert ("不作为问题计列" in finding.message) == undecided, (name, finding.message)
        assert (finding.reason is not None) == undecided, name


def test_findings_name_their_rule_and_family_and_are_live() -> None:
    for name, finding in case_findings("zh", "research"):
        assert name.startswith(finding.rule)
        assert finding.family == rules.catalogue()[finding.rule].family
        assert finding.status == "live"
        assert re.fullmatch("[0-9a-f]{16}", finding.key), name


def test_only_sums_flows_and_versions_give_two_figures() -> None:
    two = {*SUMS, "versions-differ", "carry-over-broken", "in-force-flow-broken"}
    for name, finding in case_findings("zh", "research"):
        if finding.rule not in two:
            assert (finding.found, finding.expected) == (None, None), name
        elif finding.outcome == "broken":
            assert None not in (finding.found, finding.expected), name
            assert finding.found != finding.expected, name


def test_the_arguments_of_a_finding_are_the_same_in_every_language_and_voice() -> None:
    for rule, cases in BY_RULE.items():
        for case in cases:
            report = case_report(case["report"])
            chinese, english = findings(report, rule, "zh"), findings(report, rule, "en")
            assert [replace(f, message="", arguments={}) for f in chinese] == [
                replace(f, message="", arguments={}) for f in english
            ]


# ---- the whole result


def troubled() -> Report:
    """A report with findings of all families in every section."""
    return case_report(
        {
            "kind": "government",
            "texts": {
                "overview": "统计期限自2024年1月1日起至2024年12月31日止。",
                "problems": "无。",
                "other_matters": "无。",
            },
            "headings": {"disclosure": "二、信息主动公开的情况", "other_matters": "七、其他需要报告的事项"},
            "extra": [{"heading": "八、下一年工作打算"}],
            "cells": {
                "disclosure penalty decisions": "-35",
                "disclosure regulation *": "",
                "requests received person": "9件",
            },
            "add": {
                "requests handled total": 1,
                "disputes reconsideration total": 2,
                "disputes litigation.direct total": 1,
            },
            "without": {"cells": ["requests result.declined.repeated *"]},
            "unplaced": [{"table": "requests", "row": "小计", "printed": "3", "reason": "extra-row"}],
            "corner_note": False,
        }
    )


def test_findings_stand_in_form_order_then_in_catalogue_order() -> None:
    result = judge(troubled())
    sections = [section.id for section in forms.edition("2021").sections]
    catalogue = list(rules.catalogue())
    order = [
        (-1 if finding.section is None else sections.index(finding.section), catalogue.index(finding.rule))
        for finding in result.findings
    ]
    assert order == sorted(order)
    assert {finding.section for finding in result.findings} >= set(sections)


@pytest.mark.parametrize(
    "report", [true_report(), case_report({"edition": "none"}), troubled()], ids=["true", "2018", "troubled"]
)
def test_checks_list_every_selected_rule_and_agree_with_the_findings(report: Report) -> None:
    result = judge(report)
    assert list(result.checks) == [name for name in rules.catalogue() if name in rules.RULES]
    for outcome in ("broken", "undecided"):
        counted = Counter(finding.rule for finding in result.findings if finding.outcome == outcome)
        assert {rule: getattr(tally, outcome) for rule, tally in result.checks.items()} == {
            rule: counted[rule] for rule in result.checks
        }
    assert all(sum(getattr(tally, outcome) for outcome in OUTCOMES) for tally in result.checks.values())


def test_a_year_without_a_form_leaves_nothing_but_not_applicable() -> None:
    result = judge(case_report({"edition": "none", "year": 2017}))
    assert result.findings == ()
    of_the_form = [name for name in result.checks if rules.catalogue()[name].family in ("sections", "tables", "sums")]
    assert all(result.checks[name] == Tally(not_applicable=result.checks[name].not_applicable) for name in of_the_form)


def test_the_result_identifies_its_report_and_knows_no_repairs() -> None:
    report = true_report()
    result = judge(report)
    for field in ("origin", "part", "sha256", "edition", "title", "publisher", "publisher_kind", "year", "published"):
        assert getattr(result.report, field) == getattr(report, field)
    assert result.repairs == ()


@pytest.mark.parametrize("rule", BY_RULE)
def test_every_result_fits_the_contract_and_comes_back_from_it(rule: str) -> None:
    for case in BY_RULE[rule]:
        result = judge(case_report(case["report"]), rule)
        document = codec.result_to_json(result)
        assert breaches(document) == [], case["name"]
        assert codec.result_from_json(codec.loads(codec.dumps(document))) == result, case["name"]


def test_the_reports_of_the_cases_fit_the_contract() -> None:
    for changes in ({}, {"edition": "2019", "media": "pdf"}, {"edition": "none", "media": "text"}):
        assert breaches(codec.report_to_json(case_report(changes))) == []
    assert breaches(codec.report_to_json(troubled())) == []


def test_the_same_report_is_judged_the_same() -> None:
    assert judge(troubled()) == judge(troubled())


def test_a_finding_stands_where_its_last_cell_is_else_at_its_heading() -> None:
    report = troubled()
    facts = {(fact.table, fact.row, fact.column): fact.place for fact in report.facts}
    sections = {section.id: section.place for section in report.sections if section.id}
    for finding in judge(report, "sums").findings:
        last = finding.facts[-1]
        if finding.outcome == "broken":
            assert finding.place == facts[last.table, last.row, last.column]
    for finding in judge(report, "problems-without-remedies").findings:
        assert finding.place == sections["problems"]


# ---- selection, severities, profiles


def test_families_and_rules_are_selected_and_ignored_by_name() -> None:
    built = tuple(name for name in rules.catalogue() if name in rules.RULES)
    assert rules.selected(Judgement()) == built
    assert rules.selected(Judgement(select=("sums",))) == SUMS
    assert rules.selected(Judgement(select=("disputes-do-not-add-up", "missing-section"))) == (
        "missing-section",
        "disputes-do-not-add-up",
    )
    assert rules.selected(Judgement(ignore=tuple(set(FAMILIES) - {"sums"}))) == SUMS


def test_ignoring_wins_over_selecting() -> None:
    assert rules.selected(Judgement(select=("sums",), ignore=(SUMS[0],))) == SUMS[1:]
    assert rules.selected(Judgement(select=(SUMS[0],), ignore=("sums",))) == ()


def test_a_rule_not_built_yet_is_known_and_absent_from_the_checks() -> None:
    assert "roll-up-differs" not in rules.RULES
    assert judge(true_report(), "roll-up-differs").checks == {}
    assert judge(true_report(), ignore=("waivers",)).checks == judge(true_report()).checks


@pytest.mark.parametrize("judgement", [{"select": ("missing-secton",)}, {"ignore": ("missing-secton",)}])
def test_an_unknown_name_is_refused_with_the_nearest_known_one(judgement: dict[str, Any]) -> None:
    with pytest.raises(UsageError) as refused:
        rules.run(true_report(), Judgement(**judgement))
    assert refused.value.arguments["name"] == "missing-secton"
    assert refused.value.arguments["nearest"] == "missing-section"


def test_the_severity_of_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UsageError):
        rules.run(true_report(), Judgement(severities=(("missing-secton", "note"),)))


def test_a_family_has_no_severity() -> None:
    with pytest.raises(UsageError):
        rules.run(true_report(), Judgement(severities=(("sums", "note"),)))


def test_a_severity_is_overridden_for_its_rule_alone() -> None:
    before = judge(troubled())
    after = judge(troubled(), severities=(("disputes-do-not-add-up", "note"),))
    assert after.checks == before.checks
    for old, new in zip(before.findings, after.findings, strict=True):
        wanted = "note" if old.rule == "disputes-do-not-add-up" else old.severity
        assert new == replace(old, severity=wanted)


def test_an_override_goes_before_the_severity_a_rule_finds_for_itself() -> None:
    report = case_report({"edition": "2019", "year": 2023})
    assert {f.severity for f in findings(report, "outdated-form")} == {"error"}
    result = judge(report, "outdated-form", severities=(("outdated-form", "note"),))
    assert {f.severity for f in result.findings} == {"note"}


def test_rules_for_research_are_off_for_clerk_and_oversight() -> None:
    for profile, off in OFF.items():
        assert set(judge(troubled(), profile=profile).checks) == set(rules.RULES) - off
    for profile in ("portal", "research"):
        assert set(judge(troubled(), profile=profile).checks) == set(rules.RULES)


def test_the_catalogue_lists_every_family_and_marks_what_is_built() -> None:
    catalogue = rules.catalogue()
    assert {catalogue[name].family for name in rules.RULES} == set(FAMILIES)
    assert {name for name, rule in catalogue.items() if rule.research_only and rule.built} == RESEARCH_ONLY
    for name, rule in catalogue.items():
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name)
        assert len(rule.texts["zh"]["short"]) <= 10, name


# ---- keys


def keys(report: Report, rule: str = "") -> list[str]:
    return [finding.key for finding in judge(report, rule).findings]


def test_a_key_depends_on_no_figure() -> None:
    one = case_report({"add": {"requests carried_out person": -1}})
    other = case_report({"add": {"requests carried_out person": 7, "requests received person": 3}})
    assert keys(one, "requests-do-not-balance") == keys(other, "requests-do-not-balance")


def test_a_key_depends_on_no_place_language_voice_or_severity() -> None:
    report = troubled()
    assert keys(report) == keys(in_medium(report, "pdf"))
    for judgement in ({"language": "en"}, {"severities": (("blank-cell", "error"),)}):
        assert keys(report) == [finding.key for finding in judge(report, **judgement).findings]
    plain = judge(report, profile="clerk").findings
    assert [f.key for f in plain] == [f.key for f in judge(report).findings if f.rule not in RESEARCH_ONLY]


def test_a_key_depends_on_no_edition() -> None:
    one = case_report({"year": 2023, "add": {"requests carried_out person": -1}})
    other = case_report({"edition": "2019", "year": 2023, "add": {"requests carried_out person": -1}})
    assert keys(one, "sums") == keys(other, "sums")
    assert keys(one, "sums")


def test_a_key_depends_on_body_and_year_and_not_on_the_file() -> None:
    report = troubled()
    moved = replace(
        report,
        origin="elsewhere/page.html",
        sha256="f" * 64,
        part=2,
        title="青岚县2024年政府信息公开年报",
        published=None,
    )
    assert keys(report) == keys(moved)
    for other in (replace(report, year=2023), replace(report, publisher="云陂市教育局")):
        assert not set(keys(report)) & set(keys(other))
    nameless = replace(report, publisher=None)
    assert not set(keys(nameless)) & set(keys(replace(nameless, origin="elsewhere/page.html")))


def test_the_keys_of_one_report_are_all_different() -> None:
    for report in (troubled(), case_report({"cells": {"*": "?"}}), case_report({"cells": {"*": "-1.5件"}})):
        found = keys(report)
        assert found
        assert len(set(found)) == len(found)


def test_the_finding_of_one_cell_keeps_its_key_when_others_come() -> None:
    one = case_report({"cells": {"requests handled person": "-1"}})
    both = case_report(
        {
            "cells": {
                "requests handled person": "-1",
                "disclosure penalty decisions": "-1",
                "requests received person": "-2",
            }
        }
    )
    assert set(keys(one, "not-a-count")) < set(keys(both, "not-a-count"))


# ---- what holds for every cell


CELLS = {
    edition: [cell for cell in true_facts(edition) if any(forms.edition(edition).table(cell[0]).identities)]
    for edition in ("2021", "2019")
}
cells = st.sampled_from([(edition, cell) for edition, all_cells in CELLS.items() for cell in all_cells])
any_cells = st.sampled_from([(edition, cell) for edition in ("2021", "2019") for cell in true_facts(edition)])


def containing(edition: str, cell: tuple[str, str, str]) -> set[tuple[str, str]]:
    """The sums a cell is part of: (rule, row or column), by the identities of the form."""
    id, row, column = cell
    table = forms.edition(edition).table(id)
    return {
        (identity.rule, place)
        for identity in table.identities
        for name, place in [(row, column) if identity.along == "column" else (column, row)]
        if name in (*identity.left, *identity.right) and place in table.instances(identity)
    }


def instances(found: tuple[Finding, ...], outcome: str) -> set[tuple[str, str]]:
    """The sums of the findings of that outcome, by the row or column their cells share."""
    along = {i.rule: i.along for t in forms.edition("2021").tables for i in t.identities}
    return {
        (f.rule, f.facts[-1].column if along[f.rule] == "column" else f.facts[-1].row)
        for f in found
        if f.outcome == outcome
    }


def with_printed(edition: str, cell: tuple[str, str, str], printed: str) -> Report:
    report = true_report(edition)
    number = read_number(printed)
    facts = (replace(f, number=number) if (f.table, f.row, f.column) == cell else f for f in report.facts)
    return replace(report, facts=tuple(facts))


@given(cells, st.integers(-(10**6), 10**6).filter(bool))
def test_a_changed_figure_breaks_the_sums_it_is_in_and_no_other(where: tuple[str, Any], amount: int) -> None:
    edition, cell = where
    value = true_facts(edition)[cell].number.value
    result = judge(with_printed(edition, cell, str(value + amount)), "sums")
    assert instances(result.findings, "broken") == containing(edition, cell)
    assert instances(result.findings, "undecided") == set()
    assert {abs(f.found - f.expected) for f in result.findings} == {abs(amount)}


@given(cells, st.sampled_from(["�", "1 2", "?", "1,2", "3O"]))
def test_an_illegible_figure_leaves_its_sums_undecided_and_breaks_none(where: tuple[str, Any], printed: str) -> None:
    edition, cell = where
    result = judge(with_printed(edition, cell, printed), "sums")
    assert instances(result.findings, "broken") == set()
    assert instances(result.findings, "undecided") == containing(edition, cell)
    assert {f.reason for f in result.findings} == {"illegible"}


@given(cells)
def test_a_missing_cell_leaves_its_sums_undecided_and_breaks_none(where: tuple[str, Any]) -> None:
    edition, cell = where
    result = judge(without(true_report(edition), [cell]), "sums")
    assert instances(result.findings, "broken") == set()
    assert instances(result.findings, "undecided") == containing(edition, cell)
    assert {f.reason for f in result.findings} == {"missing-cell"}


@given(st.sampled_from(["2021", "2019"]), st.data())
def test_whatever_cells_are_missing_no_sum_is_broken(edition: str, data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(CELLS[edition]), min_size=1, max_size=60, unique=True))
    result = judge(without(true_report(edition), gone), "sums")
    assert instances(result.findings, "broken") == set()
    assert instances(result.findings, "undecided") == set().union(*(containing(edition, cell) for cell in gone))


@given(cells, st.sampled_from(["", "-", "/", "—", "无", "不适用"]))
def test_a_blank_for_a_nought_changes_no_sum(where: tuple[str, Any], printed: str) -> None:
    edition, cell = where
    if true_facts(edition)[cell].number.value == 0:
        assert judge(with_printed(edition, cell, printed), "sums").findings == ()
    else:
        touched = judge(with_printed(edition, cell, printed), "sums").findings
        assert instances(touched, "broken") | instances(touched, "undecided") == containing(edition, cell)


@given(any_cells, st.sampled_from(["", "?", "-3", "2.5", "7件", "若干", "/"]), st.sampled_from(["html", "text"]))
def test_one_cell_changes_nothing_outside_its_own_table(where: tuple[str, Any], printed: str, media: str) -> None:
    edition, cell = where
    section = forms.edition(edition).table(cell[0]).section
    result = judge(in_medium(with_printed(edition, cell, printed), media))
    # What the text says of a table stands where the text does.
    assert {finding.section for finding in result.findings if finding.family != "wording"} <= {section}


def without(report: Report, gone: list[tuple[str, str, str]]) -> Report:
    kept = tuple(fact for fact in report.facts if (fact.table, fact.row, fact.column) not in gone)
    return replace(report, facts=kept)


# ---- what offices write


def placed(part: str, text: str) -> Report:
    around = part in ("opening", "introduction", "closing")
    return case_report({"passages" if around else "texts": {part: text}})


@pytest.mark.parametrize(("part", "text"), [(part, text) for part, texts in PARTS.items() for text in texts])
@pytest.mark.parametrize("media", ["html", "text"])
def test_what_offices_write_in_good_faith_accuses_nobody(part: str, text: str, media: str) -> None:
    report = in_medium(placed(part, text), media)
    assert [f.message for f in judge(report, select=("plausibility", "wording", "dates")).findings] == []
