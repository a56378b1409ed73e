"""A clause without a figure that says there was none → what there was none of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportcheck.quantities.clauses import is_filler
from reportcheck.quantities.lexicon import Token
from reportcheck.quantities.meaning import CARRIED_IN, CARRIED_OUT, RECEIVED
from reportcheck.quantities.talk import Talk

_NOT = re.compile("(?:从未|暂未|尚未|均未|未曾|未|没有|并无|暂无|尚无|均无|也无|无|零)(?!经|按|正当|法|关)")
_SOME = re.compile("部分|个别|一些|有的|其[他它]|如|若")
_ROWS = {
    "reconsideration": "disputes.reconsideration.total",
    "litigation": "disputes.litigation.total",
    "direct": "disputes.litigation.direct.total",
    "after": "disputes.litigation.after_reconsideration.total",
}
_BLAMED = re.compile("不当|违法|违规|不力|不及时|错误|瑕疵|未按|败诉|纠")
_CARRIED = (("carried_in", CARRIED_IN), ("carried_out", CARRIED_OUT))
_REQUESTED = frozenset({"received", "accepted", "request", "on_request", "information", "handled", "both"})
_CAUSES = frozenset(
    {
        "information",
        "request",
        "on_request",
        "applicant",
        "applicant.person",
        "applicant.organization.total",
        "handled",
        "and",
        "etc",
        "foreign",
        "grievance",
        "both",
        "received",
        "accepted",
    }
)


def find_none(
    text: str, pieces: list[tuple[int, int]], cues: list[Token], talk: Talk
) -> Iterator[tuple[str, int, int]]:
    """(meaning, start, end) of everything the clause says there was none of."""
    if not cues or len(pieces) != 1:
        return
    start, stop = pieces[0]
    denial = _NOT.search(text, start, stop)
    if denial is None or _SOME.search(text, start, denial.start()):
        return
    if denial[0] == "零" and text.startswith("申请", denial.end()):
        yield RECEIVED, denial.start(), denial.end() + 2
    said = [cue for cue in cues if cue.start >= denial.end()]
    names = {cue.name for cue in said}
    for meaning in _denied(text, said, names, denial, stop, talk):
        yield meaning, denial.start(), max(cue.end for cue in said)


def _denied(
    text: str, said: list[Token], names: set[str], denial: re.Match[str], stop: int, talk: Talk
) -> Iterator[str]:
    rows = names & _ROWS.keys()
    if rows:
        if _BLAMED.search(text, denial.end(), stop):
            return
        known = talk.informational or names & {"information", "request", "on_request"}
        if known and names <= _CAUSES | _ROWS.keys():
            yield from (_ROWS[row] for row in _ROWS if row in rows)
        return
    if not _is_plain(text, said, denial, stop):
        return
    applicants = {name for name in names if name.startswith("applicant")}
    if len(applicants) > 1:
        names = names - applicants - {"and"}
    if names & {"processing_fee"}:
        yield "processing_fee"
    elif names & {"carried_in", "carried_out"}:
        if names <= {"carried_in", "carried_out", "request", "on_request", "and", "handled"}:
            yield from (meaning for name, meaning in _CARRIED if name in names)
    elif names & {"request", "on_request"} and names <= _REQUESTED:
        yield RECEIVED


def _is_plain(text: str, said: list[Token], denial: re.Match[str], stop: int) -> bool:
    position = denial.end()
    for cue in said:
        if not is_filler(text[position : cue.start].replace("收取", "").replace("产生", "").replace("任何", "")):
            return False
        position = max(position, cue.end)
    return is_filler(text[position:stop])
