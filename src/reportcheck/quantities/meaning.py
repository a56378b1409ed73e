"""What the words before or behind a figure say → what it counts, in the ids of the form."""

from __future__ import annotations

from reportcheck.patterns import pattern
from reportcheck.quantities.clauses import Said, is_filler
from reportcheck.quantities.talk import DECISIONS, DOCUMENTS, OLD_COLUMNS, ROWS, VERBS, Talk, rows_of

RECEIVED = "requests.received.total"
CARRIED_IN = "requests.carried_in.total"
BOTH_IN = "requests.received_and_carried_in.total"
HANDLED = "requests.handled.total"
CARRIED_OUT = "requests.carried_out.total"
FLOWS = {RECEIVED: "received", BOTH_IN: "received", HANDLED: "handled"}
"""Total → the row its kinds of applicants stand in."""

ROWS_OF_APPLICANTS = {**FLOWS, CARRIED_IN: "carried_in", CARRIED_OUT: "carried_out"}

_ANOTHER = frozenset({"due", "left", "limit", "history", "long", "rate", "not_a_case", "outcome.unclear"})
_BARE = frozenset({"request", "on_request", "applicant", "etc", "sum", "information", "both", "channel", "and"})
"""What may stand around 政府信息公开申请12件 for it to say how many came in."""
_TAKEN = frozenset({"received", "accepted", "handled", "carried_in", "carried_out"})
"""Words that count requests where the sentence speaks as one does of requests and of nothing else."""
_WHOSE = pattern("[全我本](?:省|市|区|县|州|旗|镇|乡|街道|局|委)|各级|行政机关|各部门")
_LISTED_KINDS = pattern("等(?:行政)?(?:许可|处罚|强制)")
"""取水许可、河道管理等行政许可: kinds of one thing, all of which the figure counts."""
_CAUSE = pattern("因(?!此)")
_DISCLOSED = pattern("依申请公开(?:的)?(?:政府)?信息[共为计]*$")
"""依申请公开信息12件 was disclosed on request; 依申请公开12件 were requests."""
_INFORMATION = pattern("公开|申请|答复")
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
    if (
        "outcome.unclear" in names
        and "etc" in names
        and len([name for name in names if name.startswith("outcome.")]) == 2
    ):
        # 终止等其他结果2件: what stands before 等 is only an example.
        names -= {"outcome.unclear"}
        said = said._replace(names=tuple(name for name in said.names if name != "outcome.unclear"))
    names -= {"left"} if "carried_out" in names else set()
    if names & _ANOTHER or (said.loose and not _LISTED_KINDS.search(said.text)) or _is_foreign(said, names):
        return ()
    if names == {"information"} and talk.topic == "disputes" and not said.after:
        return _informational(talk)
    if names & ROWS.keys():
        return _disputes(said, talk, nought=nought)
    outcomes = [name for name in said.names if name.startswith("outcome.")]
    if outcomes or (talk.topic == "disputes" and names & {"rest", "result.other"}):
        return _outcome(outcomes or ["outcome.other"], talk)
    if names & DOCUMENTS or (talk.topic in DOCUMENTS and names & (VERBS | OLD_COLUMNS.keys())):
        return _document(names, talk)
    if names & DECISIONS or (talk.topic in DECISIONS and names & {"decided", "items_last_year"}):
        return _decision(said, names, talk, nought=nought)
    found = _request(said, names, talk)
    return (found,) if found else ()


def _is_foreign(said: Said, names: frozenset[str]) -> bool:
    """Another kind of case; behind a figure only what stands there first says what is counted."""
    if said.after and said.names:
        return said.names[0] in ("foreign", "grievance") and is_filler(said.prefix)
    petition = any(name.startswith(("result.", "reason.")) for name in names)
    return "foreign" in names or ("grievance" in names and not petition)


def _informational(talk: Talk) -> tuple[str, ...]:
    """行政复议案件39件，其中信息公开类6件."""
    row = talk.row()
    if row is None or talk.closing:
        return ()
    talk.informational = True
    return (f"{ROWS[row]}.total",)


def _disputes(said: Said, talk: Talk, *, nought: bool) -> tuple[str, ...]:
    rows = rows_of(said)
    if _CAUSE.search(said.prefix) and not _INFORMATION.search(said.text):
        return ()
    if (
        "carried_in" in names_of(said)
        or not talk.informational
        or "decided" in said.names
        or (_is_closing(said.names) and "复议答复" not in said.text)
    ):
        return ()
    outcomes = [name for name in said.names if name.startswith("outcome.")]
    if outcomes and not said.after:
        return _outcome(outcomes, talk, rows)
    if len(rows) > 1 and not (nought or "both" in said.names):
        return ()
    return tuple(f"{ROWS[row]}.total" for row in ROWS if row in rows)


def names_of(said: Said) -> frozenset[str]:
    """The names without their order."""
    return frozenset(said.names)


def _is_closing(names: tuple[str, ...]) -> bool:
    """受理 and 办理行政复议 count the cases of who decides them; 因申请答复引起的行政复议 only names a cause."""
    if "accepted" in names:
        rows = [names.index(row) for row in names if row in ROWS]
        return "information" not in names or names.index("accepted") < min(rows, default=0)
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
    old = names & OLD_COLUMNS.keys()
    verbs = names & VERBS or frozenset({talk.verb or ""})
    documents = names & DOCUMENTS or frozenset({talk.document or ""})
    if len(old) == 1 and len(documents) == 1:
        return (f"disclosure.{next(iter(documents))}.{OLD_COLUMNS[next(iter(old))]}",)
    if len(verbs) != 1 or len(documents) != 1 or not verbs <= {"issued", "made", "repealed", "in_force"}:
        return ()
    return (f"disclosure.{next(iter(documents))}.{next(iter(verbs))}",)


_APPLIED = pattern("(?:许可|处罚|强制|事项)申请")


def _decision(said: Said, names: frozenset[str], talk: Talk, *, nought: bool) -> tuple[str, ...]:
    rows = names & DECISIONS or frozenset({talk.document or ""})
    if _APPLIED.search(said.text):
        return ()
    if "items_last_year" in names and len(rows) == 1:
        return (f"disclosure.{next(iter(rows))}.items_last_year",)
    stated = ("决定" in said.text or talk.tabled or nought) and not talk.shown
    decided = bool(names & {"decided", "handled"}) or ((talk.verb == "decided" or stated) and not names & VERBS)
    if not decided or len(rows) != 1 or names & {"published", "received", "accepted", "in_force"}:
        return ()
    return (f"disclosure.{next(iter(rows))}.decisions",)


def _request(said: Said, names: frozenset[str], talk: Talk) -> str | None:
    result = any(name in _RESULTS for name in names)
    hinted = talk.hinted and bool(names & _TAKEN)
    known = talk.topic == "requests" or (talk.topic is None and (result or hinted or "申请" in said.text))
    if not known:
        return None
    if "carry" in names and talk.handled and is_filler(said.prefix) and names <= {"carry", "request", "on_request"}:
        return CARRIED_OUT
    told = (tell(said, names) for tell in (_reason, _result, _carried))
    return next((found for found in told if found), None) or _flow(said, names, talk) or _applicant(names, talk)


def _reason(said: Said, names: frozenset[str]) -> str | None:
    """One reason alone is a row of the form; several, or one with 等, are its group."""
    reasons = {name.removeprefix("reason.") for name in names if name.startswith("reason.")}
    if len(reasons) != 1 or names & {"etc", "grievance", "reason.unclear", "received", "accepted"}:
        return None
    (reason,) = reasons
    results = {name.removeprefix("result.") for name in names if name.startswith("result.")}
    # 逾期不补正，不再处理: the form itself says so of what it counts among the others.
    group = reason.partition(".")[0]
    return f"requests.result.{reason}.total" if results <= {group, "declined" if group == "other" else group} else None


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
        kinds = [name.removeprefix("applicant.") for name in names if name.startswith("applicant.")]
        taken = names & {"received", "accepted"}
        if kinds:
            return f"requests.carried_in.{kinds[0]}" if len(kinds) == 1 and not taken else None
        if taken:
            return BOTH_IN if names & {"and", "sum"} else None
        return CARRIED_IN
    return None


def _applicant(names: frozenset[str], talk: Talk) -> str | None:
    kinds = {name for name in names if name.startswith("applicant.")}
    if len(kinds) != 1 or names & {"carry", "published"} or any(name.startswith("result.") for name in names):
        return None
    return f"requests.{talk.flow}.{kinds.pop().removeprefix('applicant.')}"


def _flow(said: Said, names: frozenset[str], talk: Talk) -> str | None:
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
    asked = "request" in names or ("on_request" in names and not talk.shown and not talk.handled)
    return RECEIVED if bare and asked and not _DISCLOSED.search(said.text) else None
