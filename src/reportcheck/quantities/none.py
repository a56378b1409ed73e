"""A clause without a figure that says there was none → what there was none of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportcheck.patterns import holds, pattern
from reportcheck.quantities.clauses import is_filler
from reportcheck.quantities.lexicon import Token
from reportcheck.quantities.meaning import CARRIED_IN, CARRIED_OUT, HANDLED, RECEIVED
from reportcheck.quantities.talk import DECISIONS, DOCUMENTS, ROWS, Talk

_NOT = pattern("(?:从未|暂未|尚未|均未|未曾|未|没有|并无|暂无|尚无|均无|也无|无|零)(?!经|按|正当|法|关)")
_ANY = frozenset("未没无零0")
_TRAILING = pattern("(?:均|都)?(?:为零|是零|为无|未发生|没有发生|未产生|无)$")
_DIGIT = pattern(
    "(?<![0-9.零一二三四五六七八九十百千])[0零](?:件|宗|起)?(?=(?:受理|新收|申请|答复|办结|复议|诉讼|结转))",
    needs="0零",
)
_SOME = ("部分", "个别", "一些", "有的", "其他", "其它", "如", "若")
_BLAMED = pattern("不当|违法|违规|不力|不及时|错误|瑕疵|未按|败诉|纠")
_CARRIED = (("carried_in", CARRIED_IN), ("carried_out", CARRIED_OUT))
_REQUESTED = frozenset({"received", "accepted", "request", "on_request", "information", "handled", "both"})
_CAUSES = _REQUESTED | {
    "applicant",
    "applicant.person",
    "applicant.organization.total",
    "and",
    "etc",
    "foreign",
    "grievance",
}
_CARRYING = frozenset({"carried_in", "carried_out", "carry", "request", "on_request", "and", "handled"})
_AT_ONCE = {"受理": RECEIVED, "新收": RECEIVED, "申请": RECEIVED, "答复": HANDLED, "办结": HANDLED}
_EVERYONE = {"applicant.person", "applicant.organization.total"}
_DONE = {"issued", "decided", "handled", "and", "both"}


def find_none(
    text: str, pieces: list[tuple[int, int]], cues: list[Token], talk: Talk
) -> Iterator[tuple[str, int, int]]:
    """(meaning, start, end) of everything the clause says there was none of."""
    if not cues or len(pieces) != 1:
        return
    start, stop = pieces[0]
    if _ANY.isdisjoint(text[start:stop]):
        return
    digits = list(_DIGIT.finditer(text, start, stop))
    if digits:
        yield from _at_once(digits, text, talk)
        return
    denial = _NOT.search(text, start, stop)
    if denial is None or holds(text[start : denial.start()], _SOME):
        return
    trailing = _TRAILING.search(text, start, stop)
    if trailing:
        said = [cue for cue in cues if cue.end <= trailing.start()]
        names = {cue.name for cue in said}
        if is_plain(text, said, start, trailing.start()):
            for meaning in _denied(text, names, trailing, stop, talk, plain=True):
                yield meaning, trailing.start(), stop
        return
    if denial[0] == "零" and text.startswith("申请", denial.end()):
        yield RECEIVED, denial.start(), denial.end() + 2
    said = [cue for cue in cues if cue.start >= denial.end()]
    names = {cue.name for cue in said}
    talk.past |= "上年" in text[start : denial.start()] or "上一年" in text[start : denial.start()]
    plain = is_plain(text, said, denial.end(), stop)
    for meaning in _denied(text, names, denial, stop, talk, plain=plain):
        yield meaning, denial.start(), max(cue.end for cue in said)


def _at_once(digits: list[re.Match[str]], text: str, talk: Talk) -> Iterator[tuple[str, int, int]]:
    """0受理、0答复、0复议."""
    for digit in digits:
        word = text[digit.end() : digit.end() + 2]
        row = {"复议": "disputes.reconsideration.total", "诉讼": "disputes.litigation.total"}.get(word)
        if row is not None and not talk.informational and len(digits) == 1:
            continue
        meaning = row or _AT_ONCE.get(word) or CARRIED_OUT
        yield meaning, digit.start(), digit.end() + 2


def _denied(text: str, names: set[str], denial: re.Match[str], stop: int, talk: Talk, *, plain: bool) -> Iterator[str]:
    rows = names & ROWS.keys()
    if rows:
        known = talk.informational or names & {"information", "request", "on_request"}
        if known and names <= _CAUSES | ROWS.keys() and not _BLAMED.search(text, denial.end(), stop):
            yield from (f"{ROWS[row]}.total" for row in sorted(rows, key=list(ROWS).index))
        return
    if not plain:
        return
    if names == {"information"} and talk.topic == "disputes" and talk.named:
        yield from (f"{ROWS[row]}.total" for row in sorted(talk.named, key=list(ROWS).index))
        return
    applicants = {name for name in names if name.startswith("applicant")}
    if applicants >= _EVERYONE:
        names = names - applicants - {"and"}
    reasons = {name.removeprefix("reason.") for name in names if name.startswith("reason.")}
    if len(reasons) == 1:
        # 没有因国家秘密不予公开的申请; 信息未涉及国家秘密 tells of no request.
        (reason,) = reasons
        if f"result.{reason.partition('.')[0]}" in names:
            yield f"requests.result.{reason}.total"
    elif names & {"processing_fee"}:
        yield "processing_fee"
    elif names & {"carried_in", "carried_out", "carry"} and names <= _CARRYING:
        yield from _carried(names, text, denial, talk)
    elif (names & {"request", "on_request"} and names <= _REQUESTED) or (
        names == {"received"} and talk.topic == "requests" and "申请" in text[denial.end() : stop]
    ):
        yield RECEIVED
    else:
        yield from _enacted(names, talk)


def _carried(names: set[str], text: str, denial: re.Match[str], talk: Talk) -> Iterator[str]:
    """无结转: of last year where that is named before it, to the next one where the requests are told to be handled."""
    yield from (meaning for name, meaning in _CARRIED if name in names)
    if names & {"carried_in", "carried_out"}:
        return
    before = text[max(denial.start() - 8, 0) : denial.start()]
    if talk.past:
        yield CARRIED_IN
    elif "年末" in before or "年底" in before or talk.handled:
        yield CARRIED_OUT


def _enacted(names: set[str], talk: Talk) -> Iterator[str]:
    """未制发规章和行政规范性文件, 无行政处罚和行政强制, 现行有效4件，无废止."""
    documents, decisions = names & DOCUMENTS, names & DECISIONS
    if documents and "issued" in names and names <= DOCUMENTS | {"issued", "and", "both"}:
        yield from (f"disclosure.{name}.issued" for name in sorted(documents, reverse=True))
    elif names <= DECISIONS | _DONE and decisions and "issued" not in names:
        yield from (f"disclosure.{name}.decisions" for name in DECISIONS_IN_ORDER if name in decisions)
    elif names == {"repealed"} and talk.document in DOCUMENTS:
        yield f"disclosure.{talk.document}.repealed"


DECISIONS_IN_ORDER = ("licensing", "penalty", "coercion", "other_service")


def is_plain(text: str, said: list[Token], position: int, stop: int) -> bool:
    """Whether nothing but the cues and words that change nothing stands between the two offsets."""
    for cue in said:
        if not is_filler(text[position : cue.start].replace("收取", "").replace("产生", "").replace("任何", "")):
            return False
        position = max(position, cue.end)
    return is_filler(text[position:stop])
