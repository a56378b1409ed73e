"""Local rule packs: the two examples, what each kind of entry finds, what is refused in a pack and where it stands."""

from __future__ import annotations

import io
import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import highspy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from case_report import case_report
from closed_schemas import breaches
from generate import true_report
from pdf_habits import HABITS
from reportcheck import codec, forms, language, readers, rules
from reportcheck.cli import run
from reportcheck.errors import UsageError
from reportcheck.forms.blank import blank_form
from reportcheck.pipeline import check_source
from reportcheck.rules.packs import loaded, problems
from reportcheck.rules.packs.algebra import follows, forced_to_nought
from reportcheck.rules.packs.keys import ENTRIES, KINDS
from reportcheck.values import Finding, Judgement, Limits, Result, Source
from test_rules import ACCUSATION, IDENTIFIER, ONE_OF_MANY, PLACEHOLDER

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = tuple(
    (f"packs/{path.name}", path.read_text(encoding="utf-8")) for path in sorted((ROOT / "packs").glob("*.toml"))
)
HEAD = 'name = "p"\ntitle = "甲"\n'
SUM = '[[identities]]\nid = "{id}"\nseverity = "error"\nshort = "某式"\ntable = "{table}"\nholds = "{holds}"\nalong = "{along}"\n'
LONG = "经费保障和队伍建设仍有短板，需要改进。" * 20


def pack(body: str, name: str = "p") -> tuple[str, str]:
    return f"{name}.toml", HEAD.replace('"p"', f'"{name}"') + body


def identity(holds: str, table: str = "requests", along: str = "column", id: str = "x") -> str:
    return SUM.format(id=id, table=table, holds=holds, along=along)


def entry(kind: str, id: str = "x", severity: str = "warning", **keys: Any) -> str:
    """An entry of that kind; JSON is TOML for all values here but tables."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    return "\n".join([f"[[{kind}]]", f'id = "{id}"', f'severity = "{severity}"', 'short = "某项"', *lines, ""])


def judge(report: dict[str, Any], *packs: tuple[str, str], **judgement: Any) -> Result:
    return rules.run(case_report(report), Judgement(**{"select": ("local",), **judgement}, packs=packs))


def outcomes(report: dict[str, Any], *packs: tuple[str, str]) -> list[tuple[str, str | None]]:
    return [(finding.outcome, finding.reason) for finding in judge(report, *packs).findings]


# ---- the examples

PROVINCE, CITY = "example-province-", "example-city-"
FULL = {"texts": {"other_matters": "承办人大代表建议3件，全部办结。未收取信息处理费。", "problems": LONG}}
NEW_ZONE = {"kind": "zone", "publisher": "云陂新区管理委员会"}
TOLD: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    f"{PROVINCE}proposals-reported": ({}, FULL),
    f"{PROVINCE}problems-in-some-detail": ({}, FULL),
    f"{PROVINCE}townships-in-january": (
        {"kind": "township", "dates": {"page": "2025-02-03"}},
        {"kind": "township", "dates": {"page": "2025-01-31"}},
    ),
    f"{PROVINCE}few-miscellaneous": ({"cells": {"requests result.other.miscellaneous total": "9"}}, {}),
    f"{CITY}departments-before-the-law": (
        {"publisher": "云陂市水务局", "dates": {"page": "2025-01-30"}},
        {"publisher": "青岚县水务局", "dates": {"page": "2025-01-30"}},
    ),
    f"{CITY}new-zone-begins-with-nothing": (NEW_ZONE, NEW_ZONE | {"year": 2025}),
    f"{CITY}review-meeting-reported": (
        {"publisher": "云陂市水务局", "texts": {"overview": "本年度公开信息312条。"}},
        {"publisher": "云陂市水务局"},
    ),
}
"""Rule → a report of which it tells, and one of which it does not."""


def test_the_examples_are_fit_for_use() -> None:
    assert problems(EXAMPLES) == []
    assert set(loaded(EXAMPLES).rules) == set(TOLD)
    assert {kind for kind in ENTRIES if any(f"[[{kind}]]" in text for _, text in EXAMPLES)} == set(ENTRIES)


@pytest.mark.parametrize("rule", TOLD)
def test_each_rule_of_the_examples_tells_and_is_silent(rule: str) -> None:
    faulty, fine = TOLD[rule]
    found = judge(faulty, *EXAMPLES, select=(rule,))
    assert [(each.rule, each.family, each.outcome) for each in found.findings] == [(rule, "local", "broken")]
    assert found.checks[rule].broken == 1
    assert judge(fine, *EXAMPLES, select=(rule,)).findings == ()


def every_message(language: str, profile: str) -> list[Finding]:
    reports = [
        *(faulty for faulty, _ in TOLD.values()),
        {"publisher": "云陂市水务局", "notes": [{"code": "text-lost"}]},
    ]
    reports += [
        {"cells": {"requests handled total": "?"}},
        NEW_ZONE | {"cells": {"disclosure normative_document *": "?"}},
    ]
    more = (
        entry("lengths", "a", section="overview", at_most=10),
        entry("thresholds", "b", table="requests", row="handled", column="total", at_least=99.5),
        entry("thresholds", "c", table="requests", row="handled", column="person", at_most=3),
        entry("statements", "d", section="overview", any_of=["天上掉下来", "{braces}"]),
        identity("received = handled", id="e"),
        identity("person = organization.*", along="row", id="f"),
        identity("result.granted + result.partly_granted = carried_in + carried_out", id="g"),
    )
    share = entry("thresholds", "h", table="requests", row="handled", column="total", at_least="200%") + (
        'share_of = { row = "received", column = "total" }\n'
    )
    packs = (*EXAMPLES, pack("".join((*more, share))))
    judged = [judge(each, *packs, language=language, profile=profile) for each in [*reports, {}]]
    return [finding for result in judged for finding in result.findings]


@pytest.mark.parametrize("profile", ["research", "clerk"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_messages_are_whole_sentences(language: str, profile: str) -> None:
    found = every_message(language, profile)
    assert len({finding.rule for finding in found}) >= 15
    assert {finding.outcome for finding in found} == {"broken", "undecided"}
    for finding in found:
        bare = re.sub("“[^”]*”", "“x”", finding.message)
        assert bare.endswith("。" if language == "zh" else "."), finding.message
        assert not PLACEHOLDER.search(bare), finding.message
        for pattern in (IDENTIFIER, ACCUSATION, ONE_OF_MANY):
            assert not pattern.search(bare), finding.message
        assert not re.search(r"。。|，，|、、|，。|  |\.\.|\[\[|\]\]", bare), finding.message
        assert ("不作为问题计列" in bare or "not counted as a problem" in bare) == (finding.outcome == "undecided")
        if language == "zh":
            assert not re.search(r"[A-Za-z]{2,}", bare), finding.message


def test_every_finding_fits_the_contract_and_has_a_key_of_its_own() -> None:
    packs = (*EXAMPLES, pack(identity("received = handled")))
    for faulty, _ in TOLD.values():
        result = judge(faulty, *packs, select=())
        assert breaches(codec.result_to_json(result)) == []
        assert codec.result_from_json(codec.loads(codec.dumps(codec.result_to_json(result)))) == result
        keys = [finding.key for finding in result.findings]
        assert len(set(keys)) == len(keys)


def test_the_message_of_a_broken_identity() -> None:
    text = identity("received = handled", id="same") + 'only = ["total"]\nmessage = "某话。"\nbasis = "某文"\n'
    packs = (pack(text),)
    [finding] = judge({}, *packs).findings
    assert finding.message == (
        "表三“总计”列：“一、本年新收政府信息公开申请数量”36，“（七）总计”35，相差1，不符合“甲”中“某式”的要求。"
        "某话。请核对。依据：某文。"
    )
    assert (finding.found, finding.expected, finding.severity) == (36, 35, "error")
    assert [(cell.row, cell.column) for cell in finding.facts] == [("handled", "total"), ("received", "total")]


def test_a_brace_in_the_words_of_a_pack_is_only_a_brace() -> None:
    [finding] = judge({}, pack(entry("statements", any_of=["{某}"], message="写作{x}。", basis="某{0}文"))).findings
    assert "“{某}”" in finding.message
    assert finding.message.endswith("写作{x}。请核实，确未写到的请补写。依据：某{0}文。")


# ---- identities are dealt with like sums


FINE = {"cells": {"disclosure normative_document in_force": "2"}}
KEPT = (pack(identity("issued = repealed + in_force", "disclosure", "row")),)


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, ("broken", None)),
        (FINE, None),
        ({"cells": {"disclosure normative_document in_force": "?"}}, ("undecided", "illegible")),
        ({"cells": {"disclosure normative_document issued": ""}}, ("undecided", "blank")),
        ({"cells": {"disclosure normative_document repealed": ""}}, ("broken", None)),
        (
            {"cells": {f"disclosure normative_document {column}": "" for column in ("repealed", "in_force")}},
            ("undecided", "not-broken-down"),
        ),
        ({"without": {"cells": ["disclosure normative_document repealed"]}}, ("undecided", "missing-cell")),
        ({"astray": {"disclosure normative_document repealed": "glued"}}, ("undecided", "glued")),
        ({"cells": {"disclosure * *": ""}}, ("undecided", "blank")),
        ({"without": {"tables": ["disclosure"]}}, None),
        ({"edition": "2019"}, None),
        ({"edition": "none"}, None),
    ],
)
def test_blanks_and_unread_cells_are_as_in_the_sums_of_the_form(
    changes: dict[str, Any], wanted: tuple[str, str | None] | None
) -> None:
    found = [f for f in judge(changes, *KEPT).findings if "normative_document" in str(f.arguments)]
    assert [(finding.outcome, finding.reason) for finding in found] == ([wanted] if wanted else [])


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_the_own_identities_of_the_form_hold_as_a_pack_wherever_they_hold(edition: str) -> None:
    """Judged by the machinery of packs, though the lint would not use them."""
    from reportcheck.rules.packs.judging import function_of
    from reportcheck.rules.packs.pack import Entry, LocalIdentity, Scope
    from reportcheck.rules.rule import Case

    changes = {"edition": edition, "add": {"requests handled total": 1, "disputes reconsideration total": 2}}
    case = Case(case_report(changes))
    texts = {"zh": "某", "en": "x"}
    for table in forms.edition(edition).tables:
        for each in table.identities:
            ask = LocalIdentity(table.id, each.holds, each.along)
            local = function_of(Entry("p-x", "error", Scope(), texts, texts, texts, ask, 1))
            own = {v.facts: v.outcome for v in rules.RULES[each.rule](case) if v.facts}
            assert {v.facts: v.outcome for v in local(case) if v.facts} == own


def test_what_a_pack_finds_broken_is_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    truth = true_report(11, "2021")
    data = HABITS["rules_thin"](truth, random.Random(3)).data
    source = Source("r.pdf", "application/pdf", data, "0" * 64)
    judgement = Judgement(select=("local",), packs=(pack(identity("received = handled") + 'only = ["total"]\n'),))

    def reasons() -> list[str | None]:
        [checked] = check_source(source, judgement, Limits())
        return [finding.reason for finding in checked.result.findings]

    assert reasons() == [None]
    monkeypatch.setattr(readers, "look_again", lambda source, media, places, limits: dict.fromkeys(places, "7777"))
    assert reasons() == ["readers-disagree"]


# ---- the other kinds


@pytest.mark.parametrize(
    ("text", "report", "wanted"),
    [
        (entry("statements", any_of=["社会评议"], section="overview"), {}, []),
        (entry("statements", any_of=["社会 评议 会"]), {}, [("broken", None)]),
        (entry("statements", any_of=["某事"], section="overview"), {"without": {"sections": ["overview"]}}, []),
        (
            entry("statements", any_of=["某事"], section="overview"),
            {"notes": [{"code": "text-lost"}]},
            [("undecided", "torn")],
        ),
        (
            entry("statements", any_of=["某事"], section="requests"),
            {"astray": {"requests received total": "torn"}},
            [("undecided", "torn")],
        ),
        (entry("statements", any_of=["某事"]), {"edition": "none"}, []),
        (entry("statements", any_of=["某事"], kinds=["township"]), {}, []),
        (entry("statements", any_of=["某事"], bodies=["青岚"], last_year=2024), {}, [("broken", None)]),
        (entry("statements", any_of=["某事"], first_year=2025), {}, []),
        (entry("lengths", section="overview", at_least=10), {}, []),
        (entry("lengths", section="problems", at_least=10_000), {}, [("broken", None)]),
        (
            entry("lengths", section="problems", at_least=10_000),
            {"notes": [{"code": "text-lost"}]},
            [("undecided", "torn")],
        ),
        (entry("lengths", section="problems", at_most=10), {}, [("broken", None)]),
        (entry("lengths", section="problems", at_most=10), {"media": "text"}, [("undecided", "text-copy")]),
        (entry("dates", published_by="01-19"), {}, []),
        (entry("dates", published_by="01-16"), {}, [("broken", None)]),
        (entry("dates", published_by="01-16"), {"media": "text"}, [("undecided", "text-copy")]),
        (entry("dates", published_by="01-16"), {"dates": {}}, []),
        (entry("dates", published_by="01-16"), {"year": 0, "dates": {"page": "2025-01-20"}}, []),
        (entry("thresholds", table="requests", row="handled", column="total", at_most=35), {}, []),
        (entry("thresholds", table="requests", row="handled", column="total", at_most=34.5), {}, [("broken", None)]),
        (
            entry("thresholds", table="requests", row="handled", column="total", at_most=1),
            {"cells": {"requests handled total": "?"}},
            [("undecided", "illegible")],
        ),
        (
            entry("thresholds", table="requests", row="handled", column="total", at_least=1),
            {"cells": {"requests handled total": ""}},
            [],
        ),
        (
            entry("thresholds", table="requests", row="handled", column="total", at_least=1),
            {"without": {"tables": ["requests"]}},
            [],
        ),
    ],
)
def test_an_entry_is_kept_broken_undecided_or_not_asked(
    text: str, report: dict[str, Any], wanted: list[tuple[str, str | None]]
) -> None:
    assert outcomes(report, pack(text)) == wanted


@pytest.mark.parametrize(("at_most", "whole_at_least", "told"), [(0.9, 1, True), (0.98, 1, False), (0.9, 37, False)])
def test_a_share_is_asked_for_where_the_whole_is_large_enough(at_most: float, whole_at_least: int, told: bool) -> None:
    keys = {"table": "requests", "row": "handled", "column": "total", "at_most": at_most}
    text = entry("thresholds", whole_at_least=whole_at_least, **keys)
    packs = pack(text + 'share_of = { row = "received", column = "total" }\n')
    assert bool(judge({}, packs).findings) == told


SHARE = {"table": "requests", "row": "handled", "column": "total"}
WHOLE = 'share_of = { row = "received", column = "total" }\n'


@pytest.mark.parametrize(("key", "limit"), [("at_least", 80), ("at_most", 1.01), ("at_most", 100)])
def test_a_share_beyond_the_whole_is_refused_by_the_name_of_its_cells(key: str, limit: float) -> None:
    with pytest.raises(UsageError) as caught:
        loaded((pack(entry("thresholds", **SHARE, **{key: limit}) + WHOLE),))
    for told in ("zh", "en"):
        message = language.failure_sentence(caught.value.kind, caught.value.detail, caught.value.arguments, told)
        named = ("requests.handled.total", "requests.received.total", key, str(limit), "80%", "0.8")
        assert [words for words in (*named, "0", "1") if words not in message] == []


@pytest.mark.parametrize("limit", [1, 0.8, "80%", "80 %", "80％", "120%"])
def test_a_share_is_a_part_of_one_or_a_percentage(limit: Any) -> None:
    assert problems((pack(entry("thresholds", **SHARE, at_least=limit) + WHOLE),)) == []


def test_per_cent_and_parts_of_one_are_the_same() -> None:
    twice = entry("thresholds", "a", **SHARE, at_most=0.8) + WHOLE + entry("thresholds", "b", **SHARE, at_most="80%")
    assert found(pack(twice + WHOLE)) == [("redundant-other", 13)]
    figure = found(pack(entry("thresholds", **SHARE, at_most="80%")))
    assert figure == [("bad-value", 10)]


def test_a_share_and_its_limit_never_look_the_same() -> None:
    cells = {"requests handled total": "2001", "requests received total": "10000"}
    result = judge({"cells": cells}, pack(entry("thresholds", **SHARE, at_most="20%") + WHOLE))
    assert "20.01%" in result.findings[0].message
    assert "20%" in result.findings[0].message


def test_sections_a_pack_allows_are_no_fault() -> None:
    report = {"extra": [{"heading": "七、政务公开工作创新情况"}, {"heading": "八、下一年打算"}]}
    assert len(judge(report, select=("extra-section",)).findings) == 2
    [finding] = judge(report, *EXAMPLES, select=("extra-section",)).findings
    assert "下一年打算" in finding.message


def test_severities_are_the_packs_unless_the_configuration_says_otherwise() -> None:
    report = {"cells": {"requests received person": ""}}

    [finding] = judge(report, select=("blank-cell",)).findings
    assert finding.severity == "note"
    [finding] = judge(report, *EXAMPLES, select=("blank-cell",)).findings
    assert finding.severity == "warning"
    [finding] = judge(report, *EXAMPLES, select=("blank-cell",), severities=(("blank-cell", "error"),)).findings
    assert finding.severity == "error"
    rule = f"{PROVINCE}proposals-reported"
    [finding] = judge({}, *EXAMPLES, select=(rule,), severities=((rule, "note"),)).findings
    assert finding.severity == "note"


def test_local_rules_stand_last_and_can_be_selected_and_ignored() -> None:
    every = rules.selected(Judgement(packs=EXAMPLES))
    assert every == (*rules.selected(Judgement()), *loaded(EXAMPLES).rules)
    assert list(judge({}, *EXAMPLES, select=()).checks) == list(every)
    assert rules.selected(Judgement(ignore=("local",), packs=EXAMPLES)) == rules.selected(Judgement())
    with pytest.raises(UsageError):
        rules.selected(Judgement(select=("local",)))


# ---- what is wrong with a pack


def found(*packs: tuple[str, str]) -> list[tuple[str, int]]:
    return [(problem.detail.removeprefix("pack-"), problem.line) for problem in problems(packs)]


LENGTH = {"section": "problems"}
CELL = {"table": "requests", "row": "received", "column": "total"}


@pytest.mark.parametrize(
    ("text", "detail", "line", "nearest"),
    [
        ("naem = 1\n", "unknown-key", 3, "name"),
        ("[[statement]]\nid = 'x'\n", "unknown-key", 3, "statements"),
        (entry("statements", any_of=["某"], sectoin="overview"), "unknown-key", 8, "section"),
        (entry("statements", any_of=["某"], section="overveiw"), "unknown", 8, "overview"),
        (identity("received = handeld"), "unknown", 8, "handled"),
        (identity("received = result.decline.*"), "unknown", 8, "result.declined.*"),
        (identity("received = handled", table="request"), "unknown", 7, "requests"),
        (identity("received = handled") + 'only = ["totl"]\n', "unknown", 10, "total"),
        (identity("received - handled = handled"), "unknown", 8, "received"),
        (identity("received = handled = handled"), "bad-value", 8, None),
        (identity("received"), "bad-value", 8, None),
        (identity("result.other.all = result.other.miscellaneous"), "bad-value", 8, None),
        (entry("thresholds", table="requests", row="receved", column="total", at_most=1), "unknown", 8, "received"),
        (entry("thresholds", table="disclosure", row="fee", column="isued", at_most=1), "unknown", 9, "issued"),
        (entry("thresholds", **CELL), "missing-key", 3, None),
        (entry("thresholds", **CELL, at_most=-1), "bad-value", 10, None),
        (entry("lengths", section="problems", at_least=1.5), "bad-value", 8, None),
        (entry("dates", published_by="02-30"), "bad-value", 7, None),
        (entry("dates", published_by="1-31"), "bad-value", 7, None),
        (entry("statements", any_of=[]), "bad-value", 7, None),
        (entry("statements", any_of=["a\tb"]), "bad-value", 7, None),
        (entry("statements", any_of=["某"], kinds=["city"]), "bad-value", 8, None),
        (entry("statements", id="X y", any_of=["某"]), "bad-value", 4, None),
        (entry("statements", severity="grave", any_of=["某"]), "bad-value", 5, None),
        (entry("statements"), "missing-key", 3, None),
        ("statements = 3\n", "bad-value", 3, None),
        ("severities = 3\n", "bad-value", 3, None),
        ('[severities]\n"blank-cel" = "note"\n', "unknown", 4, "blank-cell"),
        ("[severities]\nblank-cell = 'bad'\n", "bad-value", 4, None),
        ("[severities\n", "broken", 3, None),
        (entry("statements", any_of=["某"]) + entry("statements", any_of=["他"]), "taken", 9, None),
    ],
)
def test_what_is_unknown_or_no_value_is_refused_with_its_line_and_the_nearest_name(
    text: str, detail: str, line: int, nearest: str | None
) -> None:
    [problem] = problems((pack(text),))
    assert (problem.detail, problem.line) == (f"pack-{detail}", line)
    assert nearest is None or problem.arguments["nearest"] == nearest
    with pytest.raises(UsageError) as caught:
        loaded((pack(text),))
    assert caught.value.detail == problem.detail


BALANCE, APART = "received + carried_in = handled + carried_out", "handled = received + carried_in + carried_out"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (identity(APART), "contradictory-form"),
        (identity("handled = result.granted"), "contradictory-form"),
        (identity("handled + carried_out = received"), "contradictory-form"),
        (identity("total = person", along="row"), "contradictory-form"),
        (identity("total = upheld", "disputes", "row"), "contradictory-form"),
        (
            identity("received = carried_in", id="a") + identity("received = carried_in + handled", id="b"),
            "contradictory-others",
        ),
        (identity(BALANCE), "redundant-form"),
        (identity("received = received"), "redundant-form"),
        (identity("received + carried_in = result.* + carried_out"), "redundant-form"),
        (
            identity("handled = carried_out", id="a") + identity("carried_in + received = handled + handled", id="b"),
            "redundant-other",
        ),
        (entry("lengths", section="problems", at_least=9, at_most=3), "contradictory-range"),
        (entry("lengths", section="problems", at_least=20), "redundant-rule"),
        (entry("thresholds", **CELL, at_least=0), "redundant-always"),
        (
            entry("thresholds", "a", **CELL, at_least=9) + entry("thresholds", "b", **CELL, at_most=3),
            "contradictory-other",
        ),
        (
            entry("thresholds", "a", **CELL, at_least=9) + entry("thresholds", "b", **CELL, at_least=8),
            "redundant-other",
        ),
        (entry("statements", "a", any_of=["甲"]) + entry("statements", "b", any_of=["甲", "乙"]), "redundant-other"),
        (entry("dates", published_by="02-15", kinds=["township", "department"]), "contradictory-law"),
        (entry("dates", published_by="03-31", kinds=["government"]), "redundant-rule"),
        (entry("dates", "a", published_by="01-10") + entry("dates", "b", published_by="01-20"), "redundant-other"),
        ("[severities]\nblank-cell = 'note'\n", "redundant-severity"),
        ("allowed_sections = ['总体工作情况']\n", "redundant-heading"),
    ],
)
def test_what_contradicts_is_refused_and_what_is_redundant_takes_no_part(text: str, detail: str) -> None:
    [problem] = problems((pack(text),))
    assert problem.detail == f"pack-{detail}"
    if problem.is_redundant:
        assert problem.entry not in loaded((pack(text),)).rules
    else:
        with pytest.raises(UsageError):
            loaded((pack(text),))


@pytest.mark.parametrize(
    "text",
    [
        identity("issued = repealed + in_force", "disclosure", "row"),
        identity("received = handled"),
        identity("items_last_year = change", "disclosure", "row"),
        identity("upheld = corrected", "disputes", "row"),
        identity(APART) + "last_year = 2018\n",
        entry("lengths", "a", section="problems", at_least=90) + entry("lengths", "b", section="overview", at_most=9),
        entry("thresholds", "a", **CELL, at_least=9, kinds=["office"])
        + entry("thresholds", "b", **CELL, at_most=3, kinds=["zone"]),
        entry("statements", "a", any_of=["甲"], bodies=["甲市"]) + entry("statements", "b", any_of=["甲", "乙"]),
        entry("dates", published_by="02-15", kinds=["department"], bodies=["某镇"]),
        entry("dates", published_by="01-15", kinds=["department"]),
        "[severities]\nversions-differ = 'warning'\n",
    ],
)
def test_what_only_looks_like_it_is_neither(text: str) -> None:
    expected = [("contradictory-form", 4)] if APART in text else []
    assert found(pack(text)) == expected


def test_a_pack_has_an_end() -> None:
    many = "".join(entry("statements", f"s{number}", any_of=[f"某{number}"]) for number in range(301))
    assert [detail for detail, _ in found(pack(many))] == ["too-many"]


def test_two_packs_are_held_against_one_another() -> None:
    one, other = (
        pack(entry("lengths", section="problems", at_least=90), "one"),
        pack(entry("lengths", section="problems", at_most=50), "other"),
    )
    assert [problem.path for problem in problems((one, other))] == ["other.toml"]
    assert found(one, other) == [("contradictory-other", 4)]
    assert found(
        pack("[severities]\nblank-cell = 'error'\n", "one"), pack("[severities]\nblank-cell = 'warning'\n", "other")
    )
    assert found(one, one) == []
    assert found(one, ("copy.toml", one[1])) == []
    assert [detail for detail, _ in found(one, ("one-more.toml", one[1] + "# more\n"))] == ["taken", "taken"]


VECTORS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(-2, 2).filter(bool), min_size=1), max_size=4)


def can_all_be_above_nought(given: list[dict[str, int]], signed: tuple[str, ...]) -> bool:
    """The same asked of a solver."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    # One pool of threads serves the whole process, and the program asks for one thread.
    solver.setOptionValue("threads", 1)
    columns = {name: number for number, name in enumerate(sorted({name for each in given for name in each}))}
    for name in columns:
        solver.addVar(-highspy.kHighsInf if name in signed else 1.0, highspy.kHighsInf)
    for each in given:
        solver.addRow(0.0, 0.0, len(each), [columns[name] for name in each], list(map(float, each.values())))
    solver.run()
    return bool(solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible)


@given(VECTORS, st.lists(st.sampled_from("abcdef"), max_size=2))
def test_figures_are_forced_to_nought_where_a_solver_finds_none_above(
    given_: list[dict[str, int]], signed: list[str]
) -> None:
    forced = forced_to_nought(given_, signed)
    assert bool(forced) == (not can_all_be_above_nought(given_, tuple(signed)))
    assert not set(forced) & set(signed)


@given(VECTORS, st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_what_a_combination_without_negative_factors_holds_is_forced(
    given_: list[dict[str, int]], factors: list[int]
) -> None:
    wanted = {name: factor for name, factor in zip("abcdef", factors, strict=True) if factor}
    rest = {name: wanted.get(name, 0) - sum(each.get(name, 0) for each in given_) for name in "abcdef"}
    assert bool(forced_to_nought([*given_, rest])) >= bool(wanted)


@given(VECTORS, st.lists(st.integers(-3, 3), min_size=4, max_size=4))
def test_a_combination_follows_and_what_names_something_new_does_not(
    given_: list[dict[str, int]], factors: list[int]
) -> None:
    weighed = list(zip(factors, given_, strict=False))
    combined = {name: sum(f * each.get(name, 0) for f, each in weighed) for name in "abcdef"}
    assert follows({name: value for name, value in combined.items() if value}, given_)
    assert not follows({**combined, "new": 1}, given_)


@given(st.text(max_size=200))
def test_no_text_is_anything_but_a_pack_or_refused(text: str) -> None:
    for whole in (text, HEAD + text):
        wrong = problems((("x.toml", whole),))
        assert all(problem.line >= 1 and language.texts()[f"error.usage.{problem.detail}"] for problem in wrong)


# ---- the command line


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    for path, text in EXAMPLES:
        (tmp_path / Path(path).name).write_text(text, encoding="utf-8")
    form = forms.edition("2021")
    page = blank_form(form).replace("<td></td>", "<td>0</td>")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.html").write_text(page, encoding="utf-8")
    return tmp_path


def called(*words: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return run(words, out, err), out.getvalue(), err.getvalue()


def local_checks(*words: str) -> set[str]:
    code, out, err = called("check", *words, "--format", "jsonl", "--fail-on", "never")
    assert code == 0, err
    return {rule for line in out.splitlines() for rule in json.loads(line)["checks"] if rule.startswith("example-")}


@pytest.mark.parametrize("targets", [("a.html",), ("a.html", "b.html")])
def test_packs_are_taken_from_the_command_line_here_and_in_workers(folder: Path, targets: tuple[str, ...]) -> None:
    assert local_checks(*targets, "-j", "2") == set()
    assert local_checks(*targets, "--pack", "city.toml", "--pack", "province.toml", "-j", "2") == set(TOLD)


def test_packs_are_taken_from_the_configuration_and_the_command_line_wins(folder: Path) -> None:
    (folder / "reportcheck.toml").write_text('packs = ["city.toml", "province.toml"]\n', encoding="utf-8")
    below = folder / "below"
    below.mkdir()
    os.chdir(below)
    assert local_checks("../a.html") == set(TOLD)
    assert all(rule.startswith(CITY) for rule in local_checks("../a.html", "--pack", "../city.toml"))
    assert "example-city-departments-before-the-law" in called("rules")[1]


def test_a_wrong_pack_is_2_before_anything_is_checked(folder: Path) -> None:
    Path("wrong.toml").write_text(pack(identity("received = handeld"))[1], encoding="utf-8")
    assert called("check", "a.html", "--pack", "wrong.toml") == (
        2,
        "",
        "规则包 wrong.toml 第8行：没有 handeld，最接近的是 handled。\n",
    )
    assert called("check", "a.html", "--pack", "nowhere.toml")[0] == 2
    Path("large.toml").write_text("#" * 1_000_001, encoding="utf-8")
    assert called("check", "a.html", "--pack", "large.toml")[0] == 2
    Path("latin.toml").write_bytes(b"\xff\xfe\x00")
    assert called("check", "a.html", "--pack", "latin.toml")[0] == 2


def test_packs_are_examined_without_a_report(folder: Path) -> None:
    assert called("packs", "city.toml", "province.toml", "--lang", "en") == (
        0,
        "2 packs fit for use; nothing found.\n",
        "",
    )
    Path("repeats.toml").write_text(pack(identity(BALANCE))[1], encoding="utf-8")
    code, out, _ = called("packs", "repeats.toml", "--lang", "en")
    assert (code, out.startswith("repeats.toml, line 4: p-x follows from the identities of the form")) == (1, True)
    Path("wrong.toml").write_text(pack(identity(APART))[1], encoding="utf-8")
    code, out, _ = called("packs", "wrong.toml", "repeats.toml")
    assert (code, len(out.splitlines())) == (2, 3)


def test_the_rules_of_a_pack_are_listed_and_explained(folder: Path) -> None:
    assert called("explain", f"{PROVINCE}few-miscellaneous")[0] == 2
    code, out, _ = called("explain", f"{PROVINCE}few-miscellaneous", "--pack", "province.toml")
    assert code == 0
    assert "某省年度报告编制通知" in out
    # Lines are broken to the width of the terminal.
    assert "不高于20%；后者不少于20时才核对" in out.replace("\n  ", "")
    rows = json.loads(called("rules", "--format", "json", "--pack", "province.toml")[1])
    assert [row["family"] for row in rows].count("local") == 4


ASKED = [
    (
        "thresholds",
        {**CELL, "at_least": 3, "at_most": 9.5},
        ["“一、本年新收政府信息公开申请数量”“总计”列：不低于3，不高于9.5。"],
        ["3 at least, 9.5 at most."],
    ),
    (
        "lengths",
        {"section": "problems", "at_least": 150},
        ["第五部分“", "不低于150字"],
        ["section five", "150 at least"],
    ),
    (
        "statements",
        {"any_of": ["社会评议", "满意度"]},
        ["全文任何一处写有", "“社会评议”、“满意度”"],
        ["“社会评议”, “满意度”"],
    ),
    ("dates", {"published_by": "01-28"}, ["1月28日以前"], ["by 28 January"]),
    (
        "dates",
        {"published_by": "01-28", "kinds": ["township"], "first_year": 2024},
        ["适用于乡镇，2024年度起的报告"],
        ["of townships, for 2024 and later"],
    ),
    (
        "identities",
        {"table": "requests", "holds": "received = result.granted + result.refused.*", "along": "column"},
        ["各列：“一、本年新收政府信息公开申请数量”＝“（一）予以公开", "＋“（三）不予公开”各项"],
        ["every column", "all of “refused”"],
    ),
    (
        "identities",
        {"table": "requests", "holds": "person = organization.*", "along": "row", "only": ["handled"]},
        ["“（七）总计”行：“自然人”＝“法人或其他组织”各项"],
        ["rows “"],
    ),
]


@pytest.mark.parametrize(("kind", "keys", "chinese", "english"), ASKED)
def test_what_an_entry_asks_is_explained(
    kind: str, keys: dict[str, Any], chinese: list[str], english: list[str]
) -> None:
    texts = loaded((pack(entry(kind, **keys)),)).rules["p-x"].text.texts
    assert [words for words in chinese if words not in texts["zh"]["asks"]] == []
    assert [words for words in english if words not in texts["en"]["asks"]] == []


def test_without_a_pack_nothing_of_them_is_loaded(folder: Path) -> None:
    code = (
        "import io, sys; from reportcheck.cli import run; "
        "run(['check', 'a.html', '--fail-on', 'never'], io.StringIO(), io.StringIO()); "
        "sys.exit(any('packs' in name for name in sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


def test_the_kinds_a_pack_may_name_are_those_of_the_contract() -> None:
    schema = json.loads((ROOT / "schemas" / "report.schema.json").read_text(encoding="utf-8"))
    assert set(KINDS) == {kind for kind in schema["properties"]["publisher_kind"]["enum"] if kind}
