"""Result and Failure ⇄ the dictionaries of result.schema.json and error.schema.json."""

from __future__ import annotations

from operator import itemgetter

from reportcheck.codec.parts import (
    Json,
    arguments_from_json,
    arguments_to_json,
    expect,
    optional_place_from_json,
    optional_place_to_json,
)
from reportcheck.values import (
    CellReference,
    Change,
    Failure,
    Finding,
    Repair,
    ReportIdentity,
    ReportReference,
    Result,
    Tally,
)

RESULT_SCHEMA = "reportcheck/result/1"
ERROR_SCHEMA = "reportcheck/error/1"

_IDENTITY = itemgetter(
    "origin", "part", "sha256", "edition", "title", "publisher", "publisher_kind", "year", "published"
)
_CHANGE = itemgetter("table", "row", "column", "found", "proposed")
_TALLY = itemgetter("holds", "broken", "undecided", "not_applicable")


def result_to_json(result: Result) -> Json:
    """A result as the dictionary of result.schema.json."""
    return {
        "schema": RESULT_SCHEMA,
        "report": _identity_to_json(result.report),
        "findings": [_finding_to_json(finding) for finding in result.findings],
        "repairs": [_repair_to_json(repair) for repair in result.repairs],
        "checks": {rule: _tally_to_json(tally) for rule, tally in result.checks.items()},
    }


def result_from_json(data: Json) -> Result:
    """The result a dictionary of result.schema.json stands for."""
    expect(data, RESULT_SCHEMA)
    return Result(
        report=ReportIdentity(*_IDENTITY(data["report"])),
        findings=tuple(_finding_from_json(finding) for finding in data["findings"]),
        repairs=tuple(_repair_from_json(repair) for repair in data["repairs"]),
        checks={rule: Tally(*_TALLY(tally)) for rule, tally in data["checks"].items()},
    )


def failure_to_json(failure: Failure) -> Json:
    """A failure as the dictionary of error.schema.json."""
    arguments = arguments_to_json(failure.arguments)
    error = {"kind": failure.kind, "message": failure.message, "arguments": arguments}
    return {"schema": ERROR_SCHEMA, "origin": failure.origin, "error": error}


def failure_from_json(data: Json) -> Failure:
    """The failure a dictionary of error.schema.json stands for."""
    expect(data, ERROR_SCHEMA)
    error = data["error"]
    return Failure(data["origin"], error["kind"], error["message"], arguments_from_json(error["arguments"]))


def _identity_to_json(report: ReportIdentity) -> Json:
    return {
        "origin": report.origin,
        "part": report.part,
        "sha256": report.sha256,
        "edition": report.edition,
        "title": report.title,
        "publisher": report.publisher,
        "publisher_kind": report.publisher_kind,
        "year": report.year,
        "published": report.published,
    }


def _finding_to_json(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "reason": finding.reason,
        "status": finding.status,
        "message": finding.message,
        "arguments": arguments_to_json(finding.arguments),
        "section": finding.section,
        "facts": [_cell_to_json(cell) for cell in finding.facts],
        "expected": finding.expected,
        "found": finding.found,
        "place": optional_place_to_json(finding.place),
        "key": finding.key,
    }


def _finding_from_json(data: Json) -> Finding:
    return Finding(
        rule=data["rule"],
        family=data["family"],
        severity=data["severity"],
        outcome=data["outcome"],
        reason=data["reason"],
        status=data["status"],
        message=data["message"],
        arguments=arguments_from_json(data["arguments"]),
        section=data["section"],
        facts=tuple(_cell_from_json(cell) for cell in data["facts"]),
        expected=data["expected"],
        found=data["found"],
        place=optional_place_from_json(data["place"]),
        key=data["key"],
    )


def _cell_to_json(cell: CellReference) -> Json:
    other = cell.report
    report = None if other is None else {"origin": other.origin, "part": other.part}
    return {"table": cell.table, "row": cell.row, "column": cell.column, "report": report}


def _cell_from_json(data: Json) -> CellReference:
    other = data["report"]
    report = None if other is None else ReportReference(other["origin"], other["part"])
    return CellReference(data["table"], data["row"], data["column"], report)


def _repair_to_json(repair: Repair) -> Json:
    return {
        "group": repair.group,
        "changes": [_change_to_json(change) for change in repair.changes],
        "explains": list(repair.explains),
        "slip": repair.slip,
        "alternatives": repair.alternatives,
    }


def _repair_from_json(data: Json) -> Repair:
    changes = tuple(Change(*_CHANGE(change)) for change in data["changes"])
    return Repair(data["group"], changes, tuple(data["explains"]), data["slip"], data["alternatives"])


def _change_to_json(change: Change) -> Json:
    return {
        "table": change.table,
        "row": change.row,
        "column": change.column,
        "found": change.found,
        "proposed": change.proposed,
    }


def _tally_to_json(tally: Tally) -> Json:
    return {
        "holds": tally.holds,
        "broken": tally.broken,
        "undecided": tally.undecided,
        "not_applicable": tally.not_applicable,
    }
