"""What the words before or behind a figure say → what it counts, in the ids of the form."""

from __future__ import annotations

import re

from reportcheck.quantities.clauses import Said, is_filler
from reportcheck.quantities.talk import DECISIONS, DOCUMENTS, ROWS, VERBS, Talk, rows_of

RECEIVED = "requests.received.total"
CARRIED_IN = "requests.carried_in.total"
BOTH_IN = "requests.received_and_carried_in.total"
HANDLED = "requests.handled.total"
CARRIED_OUT = "requests.carried_out.total"
FLOWS = {RECEIVED: "received", BOTH_IN: "received", HANDLED: "handled"}
"""Total → the row its kinds of applicants stand in."""

_ANOTHER = frozenset({"limit", "history", "long", "rate", "not_a_case", "outcome.unclear"})
_BARE = frozenset({"request", "applicant", "etc", "sum", "information", "both", "channel", "and"})
"""What may stand around 政府信息公开申请12件 for it to say how many came in."""
_WHOSE = re.compile("[全我本](?:省|市|区|县|州|旗|镇|乡|街道|局|委)|各级|行政机关|各部门")
_RESULTS = {
    "result.both": "requests.result.granted_and_partly_granted.total",
    "result.granted": "requests.result.granted.total",
    "result.partly_granted": "requests.result.partly_granted.total",
    "result.refused": "requests.result.refused.total",
    "result.unavailable": "requests.result.unavailable.total",
    "result.declined": "requests.result.declined.total",
    "result.other": "requests.result.other.total",
}


def count_meanings(said: Said, talk: Talk, *, nought: bool) -> tuple[str, ...]:
    """What a count of cases is a count of; several where one figure stands for each of several things."""
    names = frozenset(said.names)
    if names & _ANOTHER or said.loose or _is_foreign(said, names):
        return ()
    if names & ROWS.keys():
        return _disputes(said, talk, nought=nought)
    outcomes = [name for name in said.names if name.startswith("outcome.")]
    if outcomes or (talk.topic == "disputes" and "rest" in names):
        return _outcome(outcomes or ["outcome.other"], talk)
    if names & DOCUMENTS or (talk.topic in DOCUMENTS and names & VERBS):
        return _document(names, talk)
    if names & DECISIONS or (talk.topic in DECISIONS and "decided" in names):
        return _decision(names, talk)
    found = _request(said, names, talk)
    return (found,) if found else ()


def _is_foreign(said: Said, names: frozenset[str]) -> bool:
    """Another kind of case; behind a figure only what stands there first says what is counted."""
    if said.after and said.names:
        return said.names[0] in ("foreign", "grievance") and is_filler(said.prefix)
    petition = any(name.startswith(("result.", "reason.")) for name in names)
    return "foreign" in names or ("grievance" in names and not petition)


def _disputes(said: Said, talk: Talk, *, nought: bool) -> tuple[str, ...]:
    rows = rows_of(said)
    if not talk.informational or "decided" in said.names or _is_closing(said.names):
        return ()
    outcomes = [name for name in said.names if name.startswith("outcome.")]
    if outcomes and not said.after:
        return _outcome(outcomes, talk, rows)
    if len(rows) > 1 and not (nought or "both" in said.names):
        return ()
    return tuple(f"{ROWS[row]}.total" for row in ROWS if row in rows)


def _is_closing(names: tuple[str, ...]) -> bool:
    """受理 and 办理行政复议 count the cases of who decides them; 因申请答复引起的行政复议 only names a cause."""
    if "accepted" in names:
        return True
    if "handled" not in names:
        return False
    if any(name in ROWS for name in names[: names.index("handled")]):
        return True
    causes = [names.index(cause) for cause in ("request", "on_request", "information") if cause in names]
    return not causes or names.index("handled") < min(causes)


def _outcome(outcomes: list[str], talk: Talk, named: frozenset[str] = frozenset()) -> tuple[str, ...]:
    row = next(iter(named)) if len(named) == 1 else talk.row()
    if row is None or len(outcomes) != 1 or not talk.informational:
        return ()
    talk.settled |= {row, *talk.rows}
    return (f"{ROWS[row]}.{outcomes[0].removeprefix('outcome.')}",)


def _document(names: frozenset[str], talk: Talk) -> tuple[str, ...]:
    verbs = names & VERBS or frozenset({talk.verb or ""})
    documents = names & DOCUMENTS or frozenset({talk.document or ""})
    if len(verbs) != 1 or len(documents) != 1 or not verbs <= {"issued", "made", "repealed", "in_force"}:
        return ()
    return (f"disclosure.{next(iter(documents))}.{next(iter(verbs))}",)


def _decision(names: frozenset[str], talk: Talk) -> tuple[str, ...]:
    rows = names & DECISIONS or frozenset({talk.document or ""})
    decided = bool(names & {"decided", "handled"}) or (talk.verb == "decided" and not names & VERBS)
    if not decided or len(rows) != 1 or names & {"published", "received", "accepted", "in_force"}:
        return ()
    return (f"disclosure.{next(iter(rows))}.decisions",)


def _request(said: Said, names: frozenset[str], talk: Talk) -> str | None:
    result = any(name in _RESULTS for name in names)
    known = talk.topic == "requests" or (talk.topic is None and (result or "申请" in said.text))
    if not known:
        return None
    if "carry" in names and talk.handled and names <= {"carry", "request", "on_request"}:
        return CARRIED_OUT
    told = (tell(said, names) for tell in (_reason, _result, _carried, _flow))
    return next((found for found in told if found), None) or _applicant(names, talk)


def _reason(said: Said, names: frozenset[str]) -> str | None:
    """One reason alone is a row of the form; several, or one with 等, are its group."""
    reasons = {name.removeprefix("reason.") for name in names if name.startswith("reason.")}
    if len(reasons) != 1 or names & {"etc", "grievance", "reason.unclear"}:
        return None
    (reason,) = reasons
    results = {name.removeprefix("result.") for name in names if name.startswith("result.")}
    return f"requests.result.{reason}.total" if results <= {reason.partition(".")[0]} else None


def _result(said: Said, names: frozenset[str]) -> str | None:
    results = names & _RESULTS.keys()
    if not results and "reason.unclear" in names:
        return None
    if results == {"result.granted", "result.partly_granted"} and "and" in names:
        return _RESULTS["result.both"]
    return _RESULTS[next(iter(results))] if len(results) == 1 else None


def _carried(said: Said, names: frozenset[str]) -> str | None:
    if any(name.startswith("result.") for name in names):
        return None
    if "carried_out" in names:
        return CARRIED_OUT if "carried_in" not in names else None
    if "carried_in" in names:
        taken = names & {"received", "accepted"}
        if taken:
            return BOTH_IN if names & {"and", "sum"} else None
        return CARRIED_IN
    return None


def _applicant(names: frozenset[str], talk: Talk) -> str | None:
    kinds = {name for name in names if name.startswith("applicant.")}
    if len(kinds) != 1 or names & {"carry", "published"} or any(name.startswith("result.") for name in names):
        return None
    return f"requests.{talk.flow}.{kinds.pop().removeprefix('applicant.')}"


def _flow(said: Said, names: frozenset[str]) -> str | None:
    if names & ((VERBS - {"decided"}) | {"carry", "share"}) or any(
        name.startswith(("result.", "reason.")) for name in names
    ):
        return None
    if said.names.count("channel") == 1 and "etc" not in names:
        return None
    kinds = {name for name in names if name.startswith("applicant.")}
    if len(kinds) == 1:
        return None
    if names & {"received", "accepted"}:
        return RECEIVED
    if "handled" in names:
        return HANDLED
    bare = not said.after and is_filler(_WHOSE.sub("", said.prefix)) and names <= _BARE
    return RECEIVED if bare and "request" in names else None
