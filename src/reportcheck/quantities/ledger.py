"""What was made of each figure of a paragraph → its readings, parts joined with their wholes."""

from __future__ import annotations

from reportcheck.patterns import pattern
from reportcheck.quantities.clauses import Said
from reportcheck.quantities.counts import is_part_of_year
from reportcheck.quantities.figures import Figure
from reportcheck.quantities.lists import Lists, withdraw_contradicted
from reportcheck.quantities.meaning import BOTH_IN, CARRIED_IN, RECEIVED
from reportcheck.quantities.passages import Passage
from reportcheck.quantities.percentages import is_share, relate
from reportcheck.quantities.reading import Reading, Scope

_YEAR = pattern(
    r"(?<![转至到])(20[0-9]{2})年(?!度?(?:结转|遗留|转入))(?!(?:[0-9]{1,2}|底|末)月?)"
    r"|(?<!转)(?<!自)(去年|上一?年(?!度?(?:末|底)?(?:结转|接转|转入|遗留|顺延|转结|转接|未办结)))",
    needs=("20", "去年", "上年", "上一年"),
)
_OPENING_YEAR = pattern(
    "(?:[（(][一二三四五六七八九十]+[)）].{0,20})?(?:[一二三四五六七八九十]是)?(20[0-9]{2})年(?:度)?(?=[，,])",
    needs=("20",),
)
_NOUN = pattern("信息公开|依申请")
_DATING = frozenset("0123456789（(一二三四五六七八九十上下第截年自从到至前今本")
"""What a clause that dates what follows it may begin with."""
_MONTH = pattern(
    "(?:20[0-9]{2}年)?(?:[0-9]{1,2}月份?|上半年|下半年|第?[一二三四]季度)(?=[，,]|最)", needs=("月", "半年", "季度")
)
_TIME = frozenset("0123456789年月日底末初前度截至止到自从今本起—~-")
"""A clause that says nothing but when: 截至2024年10月底，收到申请30件."""
LONGEST_TIME = 24
NEAR = 40
"""Characters before a figure in which its year and its own verb are looked for."""


class Ledger:
    """The readings of one paragraph; `clause` is the span of the clause being read, in the paragraph."""

    def __init__(self, passage: Passage, section: int, year: int | None, readings: list[Reading]) -> None:
        self.readings = readings
        self.lists = Lists(readings, len(readings))
        self.clause = (0, 0)
        self.partial = False
        """The sentence tells of a part of the year."""
        self._passage, self._section, self._year = passage, section, year
        self._told_year = year
        self._opened = self._counted = 0

    def open_sentence(self, start: int) -> None:
        """What follows stands in another sentence."""
        self._opened, self._counted = len(self.readings), 0
        self.partial = False
        self.lists.open_sentence(goes_on=self._passage.text.startswith(("其中", "包括"), start))

    def close_sentence(self) -> None:
        """Two values of one thing in the sentence are withdrawn."""
        withdraw_contradicted(self.readings, self._opened)

    def pass_clause(self) -> None:
        """A clause that is a year and nothing else (2023年，) dates what follows it."""
        if self.clause[1] - self.clause[0] > NEAR:
            return
        if self._passage.text[self.clause[0] : self.clause[0] + 1] not in _DATING:
            return
        opening = _OPENING_YEAR.match(self._passage.text, *self.clause)
        if opening:
            self._told_year = int(opening[1])
        said = self._passage.text[self.clause[0] : self.clause[1]]
        timed = 2 <= len(said) <= LONGEST_TIME and _TIME.issuperset(said)
        self.partial |= _MONTH.match(self._passage.text, self.clause[0]) is not None
        self.partial |= timed and is_part_of_year(said)

    def said_in_sentence(self) -> list[str]:
        """The meanings of the last two figures of the sentence, "" for none."""
        return [each.meaning or "" for each in self.readings[max(self._opened, len(self.readings) - 2) :]]

    def sentence(self) -> list[Reading]:
        """The readings of the sentence."""
        return self.readings[self._opened :]

    def counts_no_receipt(self) -> bool:
        """Whether the sentence has not yet said how many requests came in."""
        return not any(each.meaning in (RECEIVED, BOTH_IN) for each in self.sentence())

    def words_before(self, figure: Figure) -> str:
        """The words of the clause right before a figure."""
        return self._passage.text[max(self.clause[0], figure.start - NEAR) : figure.start]

    def add_percentage(self, figure: Figure, before: Said, scope: Scope) -> None:
        """A percentage, joined with the count right before it where it states its share."""
        between = self._passage.text[self._counted : figure.start] if self._counted else None
        shown = is_share(before, between)
        grown = not shown and "rate" not in before.names and self._is_growth(before, figure)
        self._append(figure, "percentage" if shown or grown else None, scope, None, self._told_year if grown else None)
        if shown and between is not None:
            relate(self.readings, self.lists.first, before, between)

    def _is_growth(self, before: Said, figure: Figure) -> bool:
        """同比增长14.3% behind a count with a meaning; 13.4%和26.0% are two of one kind."""
        said = self.sentence()
        if said and not before.names:
            return said[-1].meaning == "percentage" and self._passage.text[figure.start - 1] in "、和及与"
        return "history" in before.names and any(each.meaning for each in said)

    def add(self, figure: Figure, meaning: str | None, scope: Scope, year: int | None = None) -> None:
        """A count, an amount or a word for none; a part where a list is open."""
        chain = self.lists.chain if year is None else None
        if meaning and chain and self._divides_another(meaning, chain[0], figure):
            meaning = None
        self._append(figure, meaning, scope, chain, year)
        self._counted = figure.end

    def add_none(self, start: int, end: int, meaning: str, scope: Scope) -> None:
        """未收到, 没有, 无: no part of anything."""
        self._append(Figure(start, end, 0, None, False, True), meaning, scope, None)

    def _append(
        self, figure: Figure, meaning: str | None, scope: Scope, chain: tuple[int, str] | None, year: int | None = None
    ) -> None:
        origin = self._passage.origin
        whole = self.lists.whole_of(meaning, chain[0]) if chain else None
        if meaning is not None and whole is not None:
            meaning = self._within(meaning, whole, scope, figure)
        reading = Reading(
            self._section,
            origin(figure.start),
            origin(figure.end - 1) + 1,
            (origin(self.clause[0]), origin(max(self.clause[1], figure.end) - 1) + 1),
            meaning,
            figure.value,
            figure.unit,
            figure.approximate,
            scope,
            chain is not None,
            year or self._year_of(figure, meaning),
            self.words_before(figure),
            whole,
            None,
            chain[1] if chain else None,
        )
        self.readings.append(reading)

    def _within(self, meaning: str, whole: int, scope: Scope, figure: Figure) -> str | None:
        """What a part is besides its whole: 收到15件（含上年结转2件） makes the 15 what came in and was carried in.

        A part of what it is called itself (办结20件，其中按时办结18件) is another count.
        """
        divided = self.readings[whole]
        newly = meaning == RECEIVED and divided.scope == scope and "新收" in self.words_before(figure)
        if divided.meaning == RECEIVED and (meaning == CARRIED_IN or newly):
            self.readings[whole] = divided = divided._replace(meaning=BOTH_IN)
        if (divided.meaning, divided.scope) != (meaning, scope) or meaning == "processing_fee":
            return meaning
        if _NOUN.search(self.words_before(figure)) and not _NOUN.search(divided.subject):
            # 各类申请185件，其中政府信息公开申请12件: the whole counts more than such requests.
            self.readings[whole] = divided._replace(meaning=None)
            return meaning
        return None

    def withdraw_general(self, meaning: str) -> None:
        """行政复议案件39件，其中信息公开类6件: the 39 are of all kinds."""
        for index in range(len(self.readings) - 2, self._opened - 1, -1):
            each = self.readings[index]
            if each.meaning == meaning and not _NOUN.search(each.subject):
                self.readings[index] = each._replace(meaning=None)

    def _divides_another(self, meaning: str, whole: int, figure: Figure) -> bool:
        """审核公文320件，其中不予公开75件: the parts of what is no request are no requests."""
        divided = self.readings[whole]
        if not meaning.startswith("requests.") or divided.meaning is not None or "申请" in divided.subject:
            return False
        if any((each.meaning or "").startswith("requests.") for each in self.readings[whole + 1 :]):
            return False
        own = self._passage.text[max(self.clause[0], self._counted) : figure.start]
        return not _NOUN.search(own) or "主动公开" in self.words_before(figure)

    def _year_of(self, figure: Figure, meaning: str | None) -> int | None:
        found = None
        for match in _YEAR.finditer(self._passage.text, max(self.clause[0], figure.start - 2 * NEAR), figure.start):
            found = match
        if found is None or (found[2] and meaning == CARRIED_IN):
            return self._told_year
        return int(found[1]) if found[1] else self._year - 1 if self._year else None
