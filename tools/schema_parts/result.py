"""Nothing → the schema of a result: what the rules say of one report."""

from __future__ import annotations

from reportcheck.values import Finding
from schema_parts import ids, shared
from schema_parts.words import (
    NAME,
    Schema,
    array,
    choice,
    defined,
    integer,
    literals,
    name,
    nullable,
    number,
    position,
    record,
    string,
)

REASONS = {
    "illegible": "a cell could not be read",
    "blank": "a blank that matters",
    "not-broken-down": "only the total is given",
    "missing-cell": "a row or column is absent",
    "torn": "figures or text came apart in the reading",
    "glued": "figures run together",
    "picture": "a picture stands in its place",
    "readers-disagree": "the second reader saw other digits",
    "own-misreading": "the reading is likely at fault",
    "other-scope": "the text counts something else",
    "text-copy": "only a copy of the text was seen",
}
SLIPS = ("swapped", "dropped", "doubled", "neighbour", "last-year", "total-forgotten", "zero-for-sum")


def schema() -> Schema:
    """The whole schema."""
    return record(
        "Result",
        "What the rules say of one report. `check` prints it; for several targets, a folder, a glob or a document with "
        "several reports the JSON output is an array of results and errors, and JSONL has one a line. Keys not listed "
        "here may be added: ignore them.",
        {
            "schema": {"title": "Schema", "description": "The contract this follows.", "const": "reportcheck/result/1"},
            "report": record("Report", "The report the result is about.", shared.identity()),
            "findings": array(
                "Findings", "Broken and undecided checks, in form order, then catalogue order.", _finding()
            ),
            "repairs": array(
                "Repairs",
                "The smallest sets of changes under which all sums would hold, the likeliest first; at most 20 a "
                "group, none where it cannot be told.",
                _repair(),
            ),
            "checks": {
                "title": "Checks",
                "description": "How often each selected rule was asked, by outcome; zeros too.",
                "type": "object",
                "propertyNames": {"pattern": NAME},
                "additionalProperties": {"$ref": "#/$defs/tally"},
            },
        },
        **{"$defs": {"cell": ids.cell(), "place": shared.place(), "argument": shared.argument(), **_definitions()}},
    )


def _definitions() -> Schema:
    counts = {
        "holds": "The rule is kept.",
        "broken": "The rule is broken.",
        "undecided": "The document could not be read well enough to say.",
        "not_applicable": "The rule does not apply.",
    }
    tally = {key: integer(key.replace("_", " ").capitalize(), meaning, minimum=0) for key, meaning in counts.items()}
    return {
        "key": string(
            "Key", "The fingerprint of a finding for baselines: 16 hexadecimal digits.", pattern="^[0-9a-f]{16}$"
        ),
        "tally": record("Tally", "How often one rule was asked.", tally),
    }


def _finding() -> Schema:
    reasons = "; ".join(f"{word}: {meaning}" for word, meaning in REASONS.items())
    return record(
        "Finding",
        "What one rule found at one instance.",
        {
            "rule": name("Rule", "The rule's name; docs/rules.md explains it."),
            "family": name("Family", "The family of rules it belongs to."),
            "severity": choice("Severity", "error 应改正, warning 请核实, note 供参考.", literals(Finding, "severity")),
            "outcome": choice(
                "Outcome",
                "broken, or undecided: a person must look; never an accusation.",
                literals(Finding, "outcome"),
            ),
            "reason": nullable(choice("Reason", f"Why it is undecided, null when broken. {reasons}.", REASONS)),
            "status": choice("Status", "live, in the baseline, or waived.", literals(Finding, "status")),
            "message": string("Message", "The sentence for people, in the language asked for."),
            "arguments": shared.arguments(),
            "section": nullable(
                choice("Section", "The section concerned; null for the whole document.", ids.section_ids())
            ),
            "facts": array("Facts", "All cells of the instance, the total last.", _cell()),
            "expected": nullable(number("Expected", "The computed side, in the unit of the column.")),
            "found": nullable(number("Found", "The printed side, in the unit of the column.")),
            "place": nullable(
                defined("Place", "Its last fact's place, else its section heading's, else null.", "place")
            ),
            "key": defined("Key", "The fingerprint of the finding.", "key"),
        },
        **{
            "if": {"properties": {"outcome": {"const": "broken"}}},
            "then": {"properties": {"reason": {"type": "null"}}},
            "else": {"properties": {"reason": {"type": "string"}}},
        },
    )


def _cell() -> Schema:
    other = {"origin": shared.origin(), "part": position("Part", "Which report of that document.")}
    report = record("Report", "The other report the cell belongs to; null for this one.", other)
    return record(
        "Cell", "A cell of the form.", {**ids.address(), "report": nullable(report)}, **{"$ref": "#/$defs/cell"}
    )


def _repair() -> Schema:
    return record(
        "Repair",
        "One smallest set of changes that makes every sum of a group hold.",
        {
            "group": position("Group", "The connected sums it mends, numbered in form order."),
            "changes": array("Changes", "The cells to change.", _change()),
            "explains": array(
                "Explains", "The keys of the findings it would mend.", defined("Key", "A finding's key.", "key")
            ),
            "slip": nullable(choice("Slip", "The typing slip it looks like.", SLIPS)),
            "alternatives": integer("Alternatives", "How many others are as small; 0: unique.", minimum=0),
        },
    )


def _change() -> Schema:
    return record(
        "Change",
        "One cell.",
        {
            **ids.address(),
            "found": nullable(number("Found", "The printed value, in the unit of the column; null: blank.")),
            "proposed": nullable(number("Proposed", "The value it would have; null: several would do.")),
        },
        **{"$ref": "#/$defs/cell"},
    )
