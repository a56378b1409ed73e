"""What the text says came in, was carried over and was answered, against table three."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportcheck.patterns import pattern
from reportcheck.quantities import Claim, Reading
from reportcheck.rules.rule import HOLDS, Case, Verdict, broken, rule
from reportcheck.rules.wording.applicants import kinds_of_applicants
from reportcheck.rules.wording.summed import is_accepted_beside, is_share_of, is_sum_of_listed, is_summed_up
from reportcheck.rules.wording.tabled import Tabled, requests_rows
from reportcheck.rules.wording.told import (
    Told,
    cannot_say,
    difference,
    differs,
    is_of_another_scope,
    is_taken_and_answered,
    is_told_elsewhere,
    or_silent,
    own_words,
    quoted,
    sentence_of,
    told,
    words_about,
    words_of,
)
from reportcheck.values import Arguments, CellReference, Value

RECEIVED = "requests.received.total"
BOTH_IN = "requests.received_and_carried_in.total"
CARRIED_IN = "requests.carried_in.total"
HANDLED = "requests.handled.total"
CARRIED_OUT = "requests.carried_out.total"
OTHERS_KEPT = frozenset({"region", "office"})
"""Scopes of which a figure is told to differ; those of single other bodies are nobody's business here."""

_ANSWERED = ("办", "答复", "回复", "处理", "结案")
_SOME_ONLY = (
    "上年",
    "去年",
    "上一年",
    "其中",
    "结转",
    "月",
    "除",
    "其余",
    "到期",
    "应办",
    "应答",
    "应在",
    "应于",
    "按期",
    "按时",
    "期限",
)
"""Words with which 全部办结 speaks of some requests or of their time."""
_YEAR_BEFORE = pattern("年(?:度|底|末)?(?:结转|尚未|未办)")
_LEFT_OUT = pattern("撤回|(?:按时|按期).*(?:延期|逾期|超期)")
_BEFORE = pattern("[上去往前]一?年|历年|年初|年前|以前|此前|遗留|转入|转来|跨年|结余")
Number = int | Decimal


@rule("received-differs-in-text")
def received_differs_in_text(case: Case) -> Iterator[Verdict]:
    """One check a number of requests received, words for none left out."""
    verdicts = [verdict for each in told(case, (RECEIVED, BOTH_IN)) if (verdict := _received(case, each))]
    yield from or_silent([*verdicts, *kinds_of_applicants(case, "received")])


@rule("carried-in-differs-in-text")
def carried_in_differs_in_text(case: Case) -> Iterator[Verdict]:
    """One check a number carried in, none too."""
    verdicts = [verdict for each in told(case, (CARRIED_IN,)) if (verdict := _carried(case, each))]
    yield from or_silent([*verdicts, *kinds_of_applicants(case, "carried_in")])


@rule("handled-differs-in-text")
def handled_differs_in_text(case: Case) -> Iterator[Verdict]:
    """One check a number of requests answered that is not itself a part of another."""
    yield from or_silent([verdict for each in told(case, (HANDLED,)) if (verdict := _handled(case, each))])


@rule("carried-out-differs-in-text")
def carried_out_differs_in_text(case: Case) -> Iterator[Verdict]:
    """One check a number carried over, and one that all were answered where the text gives no such number."""
    verdicts = [verdict for each in told(case, (CARRIED_OUT,)) if (verdict := _carried(case, each))]
    yield from or_silent(verdicts or list(_all_handled(case)))


@rule("receipt-denied-in-text")
def receipt_denied_in_text(case: Case) -> Iterator[Verdict]:
    """One check a sentence that says that no request came in."""
    yield from or_silent([verdict for each in told(case, (RECEIVED,)) if (verdict := _denied(case, each))])


def is_denial(each: Told) -> bool:
    """A word for none, not a nought."""
    return each.reading.value == 0 and each.reading.unit is None


def fits(stated: Value, *figures: Number) -> bool:
    """Whether the figure of the text is one of these."""
    return any(stated == figure for figure in figures)


def _received(case: Case, each: Told) -> Verdict | None:
    received, carried_in = requests_rows(case, "received"), requests_rows(case, "carried_in")
    if received is None or carried_in is None or is_denial(each) or _is_part_of_own(case, each):
        return None
    both = received._replace(cells=received.cells + carried_in.cells, reason=received.reason or carried_in.reason)
    stated, total = each.reading.value, received.value + carried_in.value
    only_new = each.reading.meaning == RECEIVED and "新收" in own_words(each.reading)
    known = [received.value] if only_new else [received.value, total]
    handled = requests_rows(case, "handled")
    if is_taken_and_answered(each.reading) and handled is not None and handled.reason is None:
        known += [handled.value, handled.value - carried_in.value]
    if received.reason is None and stated == received.value:
        return HOLDS
    if both.reason is None and (
        fits(stated, *known) or is_accepted_beside(case, each, *known) or is_share_of(case, each, *known)
    ):
        return HOLDS
    if both.reason is None and is_summed_up(case, each, *known):
        return None
    arguments: Arguments = {"stated": stated, "table": "requests", "received": received.value, "sum": total}
    return _judged(case, each, both, arguments | {"difference": difference(stated, received.value)})


def _carried(case: Case, each: Told) -> Verdict | None:
    name = "carried_in" if each.reading.meaning == CARRIED_IN else "carried_out"
    row = requests_rows(case, name)
    if row is None:
        return None
    stated = each.reading.value
    if row.reason is None and stated == row.value:
        return HOLDS
    whole = _whole(case, each)
    if name == "carried_out" and whole is not None and whole.meaning == HANDLED:
        # 办结的12件中，结转件2件、新收件10件: what was answered was not carried out.
        return None
    told_of = words_about(case, each)
    if name == "carried_in" and not (_BEFORE.search(told_of) or _YEAR_BEFORE.search(own_words(each.reading))):
        # 收到24件，2件结转，上年的3件已办结: what is carried on is not what was carried in.
        return None
    arguments: Arguments = {"stated": stated, "table": "requests", name: row.value}
    return _judged(case, each, row, arguments | {"difference": difference(stated, row.value)})


def _handled(case: Case, each: Told) -> Verdict | None:
    rows = {name: requests_rows(case, name) for name in ("handled", "carried_in", "received", "result.other")}
    handled, carried_in, received, other = rows.values()
    if handled is None or carried_in is None or received is None or _is_part_of_own(case, each):
        return None
    cells = handled.cells + carried_in.cells + received.cells
    reason = handled.reason or carried_in.reason or received.reason
    stated, remainder = each.reading.value, handled.value - carried_in.value
    known = {handled.value, remainder, received.value}
    words = each.reading.subject[-12:]
    if "办理" in words or "处理" in words:
        known.add(received.value + carried_in.value)
    if "答复" in words and other is not None and other.reason is None:
        # Whoever withdraws or does not answer gets no answer.
        known.add(handled.value - other.value)
    known_all = reason is None and (fits(stated, *known) or is_share_of(case, each, *known))
    if handled.reason is None and (stated == handled.value or known_all):
        return HOLDS
    if not any(word in words for word in _ANSWERED) or _LEFT_OUT.search(words_of(case, each)):
        # 2件已依法答复 is one item of several; what was withdrawn, or answered late, may be left out.
        return None
    if is_sum_of_listed(case, each, "requests.result.") or (reason is None and is_summed_up(case, each, *known)):
        return None
    arguments: Arguments = {"stated": stated, "table": "requests", "handled": handled.value, "remainder": remainder}
    arguments |= {"received": received.value, "difference": difference(stated, handled.value)}
    return _judged(case, each, handled._replace(cells=cells, reason=reason), arguments)


def _all_handled(case: Case) -> Iterator[Verdict]:
    """已全部办结 of requests, not of those of last year or of some of them."""
    row = requests_rows(case, "carried_out")
    if row is None or row.reason is not None:
        return
    for claim in case.claims("all_handled"):
        start, end = sentence_of(case, claim)
        words = "".join(case.report.sections[claim.section].text[start:end].split())
        if claim.scope != "body" or any(word in words for word in _SOME_ONLY) or _is_of_some(case, claim, start):
            continue
        if row.value == 0:
            yield HOLDS
            continue
        section = case.report.sections[claim.section]
        yield broken(
            variant="all_handled",
            section=section.id,
            place=section.place,
            facts=tuple(CellReference(*cell) for cell in row.cells),
            arguments=quoted(case, claim) | {"table": "requests", "carried_out": row.value},
            table="requests",
            subject="all_handled",
        )


def _is_of_some(case: Case, claim: Claim, start: int) -> bool:
    """转办的3件申请已全部办结: the sentence numbers other requests than those of the table."""
    rows = [requests_rows(case, name) for name in ("received", "carried_in", "handled")]
    received, carried_in, handled = (row.value if row is not None else 0 for row in rows)
    said = [
        each.value
        for each in case.readings
        if each.section == claim.section and start <= each.start < claim.start and each.unit != "%"
    ]
    return bool(said) and not any(fits(value, received, received + carried_in, handled) for value in said)


def _denied(case: Case, each: Told) -> Verdict | None:
    row = requests_rows(case, "received")
    if row is None or not is_denial(each):
        return None
    if row.reason is None and row.value == 0:
        return HOLDS
    return _judged(case, each, row, {"table": "requests", "received": row.value})


def _judged(case: Case, each: Told, cells: Tabled, arguments: Arguments) -> Verdict | None:
    """What differs is told of the body's own figures of the whole year, and only where the cells were read."""
    whole = _whole(case, each)
    unknown = each.reading.part and (whole is None or whole.meaning is None)
    if unknown or is_told_elsewhere(case, each, cells.table):
        # 窗口受理各类业务3.2万件，其中依申请公开4件: it may be a part of the requests too.
        return None
    if each.reading.scope != "body":
        return cannot_say(case, each, cells, "other-scope") if each.reading.scope in OTHERS_KEPT else None
    if is_of_another_scope(case, each):
        return cannot_say(case, each, cells, "other-scope")
    if cells.reason:
        return cannot_say(case, each, cells, cells.reason)
    return differs(case, each, cells, arguments)


def _is_part_of_own(case: Case, each: Told) -> bool:
    """A part of a number of requests of the body itself is no whole of the table."""
    whole = _whole(case, each)
    return whole is not None and whole.scope == each.reading.scope and (whole.meaning or "").startswith("requests.")


def _whole(case: Case, each: Told) -> Reading | None:
    return case.readings[each.reading.whole] if each.reading.whole is not None else None
