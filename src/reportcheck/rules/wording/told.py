"""A case → the figures of its text that may be held against a table, each with where it stands and what to quote."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal

from reportcheck.patterns import pattern
from reportcheck.quantities import Claim, Reading
from reportcheck.quantities.counts import is_part_of_year
from reportcheck.quantities.lexicon import find_cues
from reportcheck.quantities.scope import REGIONAL
from reportcheck.rules.passages import clause
from reportcheck.rules.rule import NOT_APPLICABLE, Case, Verdict, broken, undecided
from reportcheck.rules.wording.plain import is_plain
from reportcheck.rules.wording.tabled import Tabled
from reportcheck.tuples import NamedTuple
from reportcheck.values import Argument, Arguments, CellReference, Place, Value

STOPS = "。！？!?"
ENDS = f"{STOPS}；;"
LONGEST = 600
"""Characters of a sentence before and behind a figure that are looked at."""
_GOVERNMENTS = pattern("(?:[省市区县州旗代表为以]|人民)政府(?!办|信息|网|门户|公报|部门|工作|令|规章|公开|文件|采购)")
"""The government itself, not its office and nothing called after it."""
_HEADING = r"(?:^|\n)(?:[^\n]{1,25}\n|(?=\s*[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]))"
"""A short line, or the start of a numbered one; other line breaks may stand in a sentence that was set in lines."""

_CAUSE = pattern("(?:(?<!原)因(?!此)|由于|不?属于|涉及|属)[^；;、。0-9等]{2,30}$", needs="因由属涉")
"""The words before a result that say why only those it counts have it."""

_ANSWERED = pattern("办结|答复|回复|办理|处理|结案|办复")
_FIGURES = pattern("[0-9]+")


class Told(NamedTuple):
    """A reading of the case's text by its number."""

    number: int
    reading: Reading


def told(case: Case, meanings: Container[str | None]) -> Iterator[Told]:
    """Exact figures of the report's own year with one of the meanings, whoever they are of."""
    for index, reading in enumerate(case.readings):
        if reading.meaning in meanings and not reading.approximate and reading.year == case.report.year:
            yield Told(index, reading)


def sentence_of(case: Case, said: Reading | Claim, marks: str = ENDS) -> tuple[int, int]:
    """The span of the sentence, or of the piece between semicolons, a figure stands in."""
    text = case.report.sections[said.section].text
    low = max(said.start - LONGEST, 0)
    start = max(max(text.rfind(mark, low, said.start) for mark in marks) + 1, low)
    headings = [match.end() for match in re.finditer(_HEADING, text[start : said.start])]
    start += headings[-1] if headings else 0
    end = re.compile(f"[{marks}]").search(text, said.end, said.end + LONGEST)
    return start, end.start() if end else min(len(text), said.end + LONGEST)


def words_of(case: Case, each: Told) -> str:
    """The sentence of a figure without white space."""
    return "".join(case.report.sections[each.reading.section].text[slice(*sentence_of(case, each.reading))].split())


def is_of_another_scope(case: Case, each: Told) -> bool:
    """Beside the office its government is another body, and beside its office's share the region is."""
    return is_of_government(case, each.reading) or is_shared_out(case)


def is_of_government(case: Case, said: Reading) -> bool:
    """县政府收到100件, or 代县政府受理19件, in the report of the government's office."""
    if case.report.publisher_kind != "office":
        return False
    text = case.report.sections[said.section].text
    return _GOVERNMENTS.search("".join(text[sentence_of(case, said)[0] : said.start].split())) is not None


def is_shared_out(case: Case) -> bool:
    """A region's report that names the share of its office (市本级36件): table three may hold that share alone."""
    return case.report.publisher_kind in REGIONAL and any(
        each.scope == "office" and each.year == case.report.year and (each.meaning or "").startswith("requests.")
        for each in case.readings
    )


def own_words(reading: Reading) -> str:
    """What the clause says behind the figure before."""
    return _FIGURES.split(reading.subject)[-1]


def is_taken_and_answered(reading: Reading) -> bool:
    """收到并答复35件: one figure of what came in and of what was answered, which may be either."""
    return reading.meaning == "requests.received.total" and _ANSWERED.search(own_words(reading)) is not None


def reasons_before(case: Case, each: Told, group: str) -> tuple[str, ...]:
    """The rows of a result whose reasons stand between the figure before and this one; none where not all are named.

    对无正当理由大量反复申请，不予处理12件 and 因属于内部事务、过程性信息不予公开10件 count these reasons alone.
    """
    words = _FIGURES.split(words_before(case, each))[-1]
    cues = find_cues(words, 0, len(words))
    named = tuple(f"result.{cue.name.removeprefix('reason.')}" for cue in cues if cue.name.startswith("reason."))
    others = "result.unclear" in named or any(cue.name == "etc" for cue in cues)
    return () if others or any(not row.startswith(f"{group}.") for row in named) else tuple(dict.fromkeys(named))


def is_for_one_cause(words: str) -> bool:
    """因不属于公开范围不予公开2件 counts those of one cause, 因不属于公开范围等原因不予公开 all of them."""
    return _CAUSE.search(words) is not None


def words_before(case: Case, each: Told) -> str:
    """The same up to the figure."""
    text = case.report.sections[each.reading.section].text
    return "".join(text[sentence_of(case, each.reading)[0] : each.reading.start].split())


def words_about(case: Case, each: Told) -> str:
    """The clause of a figure, from one comma to the next."""
    text = case.report.sections[each.reading.section].text
    start, end = sentence_of(case, each.reading, f"{ENDS}，")
    return "".join(text[start:end].split())


def is_told_elsewhere(case: Case, each: Told, table: str) -> bool:
    """Of a part of the year (上半年收到5件) no table tells; a table of noughts is told by all-zero-contradicted.

    That rule looks at the overview and at the table's own section alone.
    """
    if is_part_of_year(words_before(case, each)):
        return True
    if case.report.sections[each.reading.section].id not in ("overview", table):
        return False
    stated = [fact.number for fact in case.report.facts if fact.table == table]
    return bool(each.reading.value) and not any(number.value or number.kind == "illegible" for number in stated)


def quoted(case: Case, said: Reading | Claim, since: int | None = None) -> Arguments:
    """`section` and `clause`: where it stands and the words to quote, `since` an earlier figure of the sentence."""
    section = case.report.sections[said.section]
    start, end = sentence_of(case, said)
    first = said.start if since is None or since < start else since
    before = "".join(section.text[start:first].split())
    figure = "".join(section.text[first : said.end].split())
    after = "".join(section.text[said.end : end].split())
    shown = clause(before + figure + after, len(before), len(before) + len(figure))
    return {"section": section.id or section.heading, "clause": shown}


def place_of(case: Case, each: Told) -> Place:
    """That of the figure where the report still gives it, else the section's."""
    if len(case.report.quantities) == len(case.readings):
        return case.report.quantities[each.number].place
    return case.report.sections[each.reading.section].place


def differs(case: Case, each: Told, cells: Tabled, arguments: Arguments, **more: object) -> Verdict:
    """The text says another figure than the cells; where it says more than that, nobody knows what it counts."""
    if not says_no_more(case, each.reading):
        return cannot_say(case, each, cells, "other-scope")
    return broken(**_where(case, each, cells, quoted(case, each.reading) | arguments), **more)


def contradicts(case: Case, each: Told, arguments: Arguments) -> Verdict:
    """A figure of the text that does not go with others of the text."""
    section = case.report.sections[each.reading.section].id
    subject = each.reading.meaning
    return broken(section=section, place=place_of(case, each), arguments=arguments, subject=subject)


def says_no_more(case: Case, said: Reading) -> bool:
    """Whether the sentence of a figure is made of words that change nothing in what is counted."""
    text = case.report.sections[said.section].text
    start, end = sentence_of(case, said)
    # A denial is its own figure: 未收到政府信息公开申请.
    upto = said.end if said.unit is None else said.start
    about = case.report
    before, after = text[start:upto], text[said.end : end]
    return is_plain(before, after, publisher=about.publisher, year=about.year, meaning=said.meaning)


def cannot_say(case: Case, each: Told, cells: Tabled, reason: str) -> Verdict:
    """The cells were not read, or the figure may be of another scope: then the finding is a note."""
    where = _where(case, each, cells, {**quoted(case, each.reading), "table": cells.table})
    return undecided(reason, **where, severity="note" if reason == "other-scope" else None)


def _where(case: Case, each: Told, cells: Tabled, arguments: Mapping[str, Argument]) -> dict[str, object]:
    return {
        "section": case.report.sections[each.reading.section].id,
        "facts": tuple(CellReference(*cell) for cell in cells.cells if cell in case.facts),
        "arguments": dict(arguments),
        "place": place_of(case, each),
        "table": cells.table,
        "subject": each.reading.meaning,
    }


def difference(stated: Value, value: int | Decimal) -> int | Decimal:
    """Between a figure of the text and one of a table, without its sign."""
    apart = value if stated is None else stated - value
    return -apart if apart < 0 else apart


def or_silent(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """The verdicts, or that the text is silent; another scope is told once, and not beside figures of the body."""
    own = [verdict for verdict in verdicts if verdict.reason != "other-scope"]
    others = [verdict for verdict in verdicts if verdict.reason == "other-scope"]
    yield from own or others[:1] or [NOT_APPLICABLE]
