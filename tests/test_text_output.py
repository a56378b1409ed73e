from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest

from reportcheck.language import sentence, width
from reportcheck.outputs import Manner, write
from reportcheck.outputs.entries import entries
from reportcheck.outputs.text import summary
from reportcheck.values import (
    CellReference,
    Change,
    Checked,
    ElementPlace,
    Failure,
    Finding,
    Note,
    PagePlace,
    Repair,
    Report,
    ReportIdentity,
    ReportReference,
    ReportTable,
    Result,
)

COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def finding(**changes: object) -> Finding:
    values = {
        "rule": "requests-do-not-balance",
        "family": "sums",
        "severity": "error",
        "outcome": "broken",
        "reason": None,
        "status": "live",
        "message": "表三“自然人”列相差1件。请更正。",
        "arguments": {},
        "section": "requests",
        "facts": (CellReference("requests", "handled", "person"),),
        "expected": 12,
        "found": 13,
        "place": ElementPlace("/html/body/table", 40),
        "key": "0" * 16,
    }
    return Finding(**{**values, **changes})


def note(message: str = "表三有3个空白单元格。") -> Finding:
    return finding(rule="blank-cell", severity="note", message=message, expected=None, found=None)


def undecided(message: str = "表三是图片，未作核对。", **changes: object) -> Finding:
    values = {"outcome": "undecided", "reason": "picture", "message": message, "expected": None, "found": None}
    return finding(**{**values, **changes})


def checked(*findings: Finding, **changes: object) -> Checked:
    values = {
        "origin": "a.html",
        "part": 1,
        "sha256": "0" * 64,
        "media_type": "text/html",
        "edition": "2021",
        "title": "青岚县水务局2024年政府信息公开工作年度报告",
        "publisher": "青岚县水务局",
        "publisher_kind": "department",
        "year": 2024,
        "published": None,
        "dates": (),
        "sections": (),
        "tables": (),
        "facts": (),
        "quantities": (),
        "unplaced": (),
        "notes": (),
    }
    report = Report(**{**values, **changes})
    identity = ReportIdentity(*(getattr(report, name) for name in ReportIdentity._fields))
    return Checked(None, report, Result(identity, findings, (), {}))


def printed(*items: Checked | Failure, **manner: object) -> str:
    out = io.StringIO()
    write("text", items, out, Manner(**manner))
    return out.getvalue()


def test_a_report_says_who_it_is_and_what_was_found():
    assert printed(checked(finding())) == (
        "a.html\n"
        "  青岚县水务局2024年政府信息公开工作年度报告 · 青岚县水务局 · 2024年 · 2021年格式 · 读取数据0项\n"
        "  应改正    表三“自然人”列相差1件。请更正。\n"
        "            第40行  填报 13  计算 12  相差 1  requests-do-not-balance\n"
        "\n"
    )


def test_the_same_in_english():
    assert printed(checked(finding(message="They differ."), edition=None, year=None), language="en") == (
        "a.html\n"
        "  青岚县水务局2024年政府信息公开工作年度报告 · 青岚县水务局 · year not recognised · no form in force"
        " · 0 figures read\n"
        "  error        They differ.\n"
        "               line 40  printed 13  computed 12  difference 1  requests-do-not-balance\n"
        "\n"
    )


def test_a_report_without_findings_says_so():
    assert "  未发现问题。\n" in printed(checked())


def test_the_second_report_of_a_file_is_told_apart():
    assert printed(checked(part=2)).startswith("a.html  第2份报告\n")


def test_severity_orders_the_findings_and_the_form_those_of_one_severity():
    listed = entries(checked(undecided(), note("1"), finding(message="2"), note("3"), finding(message="4")).result)
    assert [entry.finding.message for entry in listed] == ["2", "4", "1", "3", "表三是图片，未作核对。"]


def test_figures_stand_in_columns():
    lines = printed(
        checked(finding(found=1234, expected=5), finding(found=7, expected=Decimal("6.50"), place=None), note())
    ).splitlines()
    details = [line for line in lines if line.endswith(("balance", "blank-cell"))]
    assert details == [
        "            第40行  填报 1234  计算   5  相差 1229  requests-do-not-balance",
        "                    填报    7  计算 6.5  相差  0.5  requests-do-not-balance",
        "            第40行                                  blank-cell",
    ]
    assert len({width(line[: -len(line.split()[-1])]) for line in details}) == 1


def test_an_unread_figure_has_no_difference():
    line = printed(checked(undecided(found=12, expected=None))).splitlines()[3]
    assert line == "            第40行  填报 12  计算 —  requests-do-not-balance"


def test_undecided_checks_that_are_alike_are_said_once():
    same = undecided(), undecided(), undecided(rule="results-do-not-add-up")
    text = printed(checked(*same))
    assert text.count("未能判读") == 2
    assert "表三是图片，未作核对。（同类共2项）\n" in text


def test_undecided_checks_that_differ_in_words_only_are_counted():
    text = printed(checked(undecided("甲列未核对。"), undecided("乙列未核对。"), undecided("丙列未核对。")))
    assert "  未能判读  甲列未核对。（另有2项情况相同）\n" in text
    assert "乙列" not in text


DIFFERENT = {"zh": "（该表另有{count}处", "en": " (and {count} more in this table"}


def differing(count: int, origin: str = "b.pdf", table: str = "requests") -> list[Finding]:
    other = ReportReference(origin, 1)
    facts = (CellReference(table, "handled", "person", other), CellReference(table, "handled", "person"))
    return [
        finding(rule="versions-differ", severity="warning", message=f"第{each}格不一。", facts=facts)
        for each in range(1, count + 1)
    ]


@pytest.mark.parametrize("language", DIFFERENT)
@pytest.mark.parametrize("count", [1, 4, 5, 200])
def test_of_cells_that_differ_from_another_report_the_first_are_told_and_the_rest_counted(language, count):
    listed = entries(checked(*differing(count)).result)
    assert [entry.finding.message for entry in listed] == [f"第{each}格不一。" for each in range(1, min(count, 4) + 1)]
    assert sum(entry.times for entry in listed) == count
    said = "".join(printed(checked(*differing(count)), language=language).split())
    assert ("".join(DIFFERENT[language].format(count=count - 4).split()) in said) == (count > 4)


def test_cells_of_another_table_or_report_are_counted_by_themselves():
    found = [*differing(6), *differing(6, "c.pdf"), *differing(6, table="disclosure")]
    listed = entries(checked(*found).result)
    assert [entry.times for entry in listed] == [1, 1, 1, 3] * 3


@pytest.mark.parametrize(
    "other",
    [
        {"rule": "results-do-not-add-up"},
        {"reason": "torn"},
        {"facts": (CellReference("disputes", "reconsideration", "total"),)},
    ],
)
def test_another_rule_table_or_reason_is_another_line(other):
    assert len(entries(checked(undecided(), undecided(**other)).result)) == 2


def test_broken_checks_are_never_joined():
    assert len(entries(checked(finding(), finding()).result)) == 2


@pytest.mark.parametrize("status", ["baselined", "waived"])
def test_what_is_not_live_is_not_listed(status):
    assert entries(checked(finding(status=status)).result) == ()


def test_what_was_lost_in_reading_is_said_once_a_kind():
    notes = (
        Note("picture", {}, None),
        Note("encoding-guessed", {}, None),
        Note("picture", {}, None),
        Note("new", {}, None),
    )
    lines = printed(checked(notes=notes)).splitlines()
    assert lines[2:5] == [
        "  说明      含有图片或嵌入对象，其内容未读取（2处）",
        "  说明      文件未注明正确的编码，编码系推断",
        "  说明      new",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_that_could_not_be_read_are_named(language):
    def lost(page):
        return Note("text-lost", {"cause": "page-without-text", "page": page}, PagePlace(page, (0.0, 0.0, 9.0, 9.0)))

    several = printed(
        checked(notes=(lost(2), lost(3), Note("text-lost", {"cause": "merged-cell"}, None), lost(7))), language=language
    )
    assert ("（第2-3, 7页）" if language == "zh" else "(p. 2-3, 7)") in several
    assert (
        len({sentence(f"note.text-lost{cause}", language) for cause in ("", ".page-without-text", ".merged-cell")}) == 3
    )
    assert sentence("note.text-lost.merged-cell", language) in several


def test_a_failure_is_one_sentence_under_its_target():
    text = printed(Failure("b.pdf", "encrypted", "文件设有密码，无法读取。", {}))
    assert text == "b.pdf\n  未能检查  文件设有密码，无法读取。\n\n"


def test_what_a_terminal_would_obey_is_shown_escaped():
    evil = "\x1b]0;x\x07\u202e\ud800"
    text = printed(
        checked(finding(message=evil), origin=evil, title=evil, publisher=evil), Failure(evil, "empty", evil, {})
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", text)
    assert text.count(r"\x1b]0;x\x07\u202e\ud800") == 6


def test_a_message_of_several_lines_is_one_line():
    assert "  应改正    甲 乙\n" in printed(checked(finding(message="甲\n乙")))


@pytest.mark.parametrize("columns", [40, 60, 90])
def test_lines_fit_the_terminal(columns):
    long = finding(message="表三“自然人”列：第一项12件与第二项1件之和为13件，" * 5, place=PagePlace(3, (0, 0, 1, 1)))
    lines = printed(checked(long), columns=columns).splitlines()
    details = [line for line in lines if line.endswith("requests-do-not-balance")]
    assert max(width(line) for line in lines if line not in details) <= columns
    assert len(lines) > 6


def test_colour_marks_the_severity_and_dims_the_rule(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    text = printed(checked(finding(), undecided()), columns=100, colour=True)
    assert "\x1b[1;31m应改正" in text
    assert "\x1b[35m未能判读" in text
    assert "\x1b[2mrequests-do-not-balance" in text
    assert COLOURS.sub("", text).replace(" \n", "\n") == printed(checked(finding(), undecided()), columns=100)


def test_without_colour_there_is_no_escape():
    assert "\x1b" not in printed(checked(finding(), note(), undecided()), columns=80)


TOTAL = Change("disputes", "reconsideration", "total", 0, 11)
UPHELD = Change("disputes", "reconsideration", "upheld", 10, 0)


def advised(*repairs: Repair, status: str = "live", **manner: object) -> list[str]:
    """The lines of advice for repairs of one broken sum."""
    table = ReportTable("disputes", "2021", ElementPlace("/html/body/table[3]", 90))
    one = checked(finding(status=status), tables=(table,))
    mended = one._replace(result=one.result._replace(repairs=repairs))
    word = "clue" if manner.get("language") == "en" else "线索"
    return [line.strip() for line in printed(mended, **manner).splitlines() if line.startswith(f"  {word} ")]


@pytest.mark.parametrize("profile", ["clerk", "research"])
def test_a_figure_is_proposed_where_it_is_the_only_one(profile):
    [line] = advised(Repair(1, (TOTAL,), ("0" * 16,), "zero-for-sum", 0), profile=profile)
    assert "建议重点核对表四“行政复议”“总计”列（填报0，推算11）" in line
    assert "疑为总计未汇总" in line
    assert ("请按台账改，不要只凑数" in line) == (profile == "clerk")


@pytest.mark.parametrize("profile", ["oversight", "portal"])
def test_others_are_told_the_cell_and_no_figure(profile):
    [line] = advised(Repair(1, (TOTAL,), ("0" * 16,), "zero-for-sum", 0), profile=profile)
    assert line.endswith("建议重点核对表四“行政复议”“总计”列。")


@pytest.mark.parametrize("profile", ["clerk", "research", "oversight", "portal"])
def test_no_figure_is_proposed_where_there_are_several_or_it_is_open(profile):
    several = [Repair(1, (change,), ("0" * 16,), None, 1) for change in (TOTAL, UPHELD)]
    [line] = advised(*several, profile=profile)
    assert "“总计”列、表四“行政复议”“结果维持”列。" in line
    assert "11" not in line
    assert "改法有2种" in line
    [line] = advised(Repair(1, (TOTAL._replace(proposed=None),), ("0" * 16,), None, 0), profile=profile)
    assert line.endswith("建议重点核对表四“行政复议”“总计”列。")


def test_of_many_cells_only_the_first_are_named():
    many = tuple(TOTAL._replace(column=column) for column in ("upheld", "corrected", "other", "pending", "total"))
    [line] = advised(Repair(1, many, ("0" * 16,), None, 0))
    assert "（填报0，推算11）等5格：" in line
    assert "“总计”" not in line


def test_advice_is_given_once_a_group_and_only_for_what_is_live():
    first = Repair(1, (TOTAL,), ("0" * 16,), None, 0)
    assert len(advised(first, first._replace(group=2), first._replace(group=3, explains=("1" * 16,)))) == 2
    assert advised(first, status="waived") == []


@pytest.mark.parametrize("slip", ["swapped", "dropped", "doubled", "neighbour", "last-year", "total-forgotten", None])
def test_every_slip_has_words(slip):
    for language in ("zh", "en"):
        assert advised(Repair(1, (TOTAL._replace(found=None),), ("0" * 16,), slip, 0), language=language)


class TestSummary:
    def test_it_counts_by_severity_and_always_says_what_is_undecided(self):
        counts = {"reports": 2, "error": 1, "note": 3}
        assert (
            summary(counts, Manner()) == "共2份报告；应改正1项，请核实0项，供参考3项；未能判读0项（不作为问题计列）。"
        )

    def test_it_says_what_was_skipped_or_failed_where_something_was(self):
        counts = {"reports": 1, "undecided": 4, "skipped": 1, "failures": 2, "others": 1, "waived": 1, "baselined": 2}
        assert summary(counts, Manner("en")) == (
            "1 report; 0 errors, 0 warnings, 0 notes; 4 undecided (not counted as findings); 2 in the baseline; 1 waived; "
            "1 other document; 1 file skipped; 2 not checked."
        )

    def test_nothing_found_is_no_reports(self):
        assert summary({}, Manner("en")).startswith("0 reports;")
        assert summary({}, Manner("en"), judged=False) == "0 reports."
