"""A paragraph → its readings: sentence by sentence, clause by clause, figure by figure."""

from __future__ import annotations

from reportcheck.patterns import holds, pattern
from reportcheck.quantities.clauses import MARKS, NOTHING, Said, addressed, is_filler, say
from reportcheck.quantities.counts import figure_meanings, is_flow, is_part_of_year, is_received, stands_alone
from reportcheck.quantities.figures import CASE_UNITS, PERCENT, Figure
from reportcheck.quantities.inherited import inherit
from reportcheck.quantities.ledger import Ledger
from reportcheck.quantities.lists import share_among
from reportcheck.quantities.meaning import BOTH_IN, CARRIED_IN, CARRIED_OUT, HANDLED, RECEIVED, ROWS_OF_APPLICANTS
from reportcheck.quantities.none import find_none
from reportcheck.quantities.passages import Passage
from reportcheck.quantities.reading import Reading
from reportcheck.quantities.scanning import OF_THESE, Clause, Scanner
from reportcheck.quantities.scope import Whose

_SENTENCE = pattern(r"[^。！？!?]+")
_WORTH = (*"0123456789", "百分之", "为零", "是零")
_COUNTED = pattern("[一二三四五六七八九十两百零][余多]?[件宗起份例元万]", needs="件宗起份例元万")
_DENIED = pattern("[未无没零][^。]{0,40}(?:申请|复议|诉讼|费|结转)", needs="未无没零")
_LEANING = frozenset({"rest", "history", "sum"})
"""Cues of figures that say with the figures before them what they count."""
_DUE = frozenset({"due", "request", "on_request", "sum"})
_FOREIGN = frozenset({"foreign", "grievance"})
_ASKED = frozenset({"request", "on_request", "information"})
_GENERAL = pattern(
    "情况|结果|如下|具体|其中|分类|方面|渠道|方式|类型|构成|统计|数据|显示|来看|公开|申请|年|是$|为$|局$|县$|区$|市$|[一二三四五六七八九]、"
)
"""Words before a colon that name no other matter."""
_OF_RESULT = pattern("(?:不予公开|无法提供|不予处理|部分公开)(?:类)?(?:的)?(?:答复|申请|情形)?(?:中|里)$")
"""不予公开中，国家秘密2件: the list of a result is of requests."""
_DONE = pattern("已?(?:经)?(?:依法|按期|按时|及时|按规定)?(?:办结|答复|办理完毕|处理完毕)(?=[，,；;。、)]|$)")
"""申请33件已办结: not all that came in."""
_MOVED = pattern("(?:增|升|降|减|增加|增长|上升|提升|提高|下降|减少|回落|扩大|压减)(?:至|到|为)")
"""由58件降至45件: what follows is this year's."""
_OF_CARRIED = pattern("(?:上年度?|去年|年初)(?:结转|转入|遗留)(?:的)?(?:申请|件)?中(?=[，,:：])")
LONGEST_HEAD = 12
_OF_REQUESTS = ("requests.handled.", "requests.carried_out.", "requests.result.")
_ITEM = pattern("[(][一二三四五六七八九十0-9]{1,3}[)]")
_ANSWERED = pattern("办结|办理|答复")

LONGEST_SENTENCE = 1_500
"""Characters of a sentence; what goes on longer without a full stop is no prose and is not read."""


class PassageReader(Scanner):
    """Reads the sentences of one paragraph; what it is about and whose figures they are carries over."""

    def read(self, start: int, end: int) -> None:
        """All figures and words for none of the sentence between two offsets of the passage."""
        self.open_sentence(start, end)
        if self.plain:
            self._read_plain(start, end)
            return
        clause, position = Clause(), start
        for mark in [*MARKS.finditer(self.text, start, end), None]:
            self.limit = mark.start() if mark else end
            self.ledger.clause = (self.clause_start, self.limit)
            while self.figures and self.figures[-1].start < self.limit:
                figure = self.figures.pop()
                self.take(clause, position, figure.start)
                self.read_to = figure.end
                self._read_figure(clause, figure)
                clause, position = Clause(), self.read_to
            self.take(clause, position, self.limit)
            position = mark.end() if mark else end
            clause = self._pass_mark(clause, mark[0] if mark else "")
        self.ledger.close_sentence()

    def _read_plain(self, start: int, end: int) -> None:
        """Figures of other things: their place and unit are all that is wanted."""
        for mark in [*MARKS.finditer(self.text, start, end), None]:
            self.limit = mark.start() if mark else end
            self.ledger.clause = (self.clause_start, self.limit)
            while self.figures and self.figures[-1].start < self.limit:
                figure = self.figures.pop()
                if figure.unit is not None and not figure.spoken:
                    self.ledger.add(figure, None, self.speaker.scope)
            self.ledger.pass_clause()
            self.clause_start = self.limit + 1

    def _pass_mark(self, clause: Clause, mark: str) -> Clause:
        """What the mark does to the clause before it: a bracket interrupts, any other ends it."""
        if mark == "(":
            self.outer.append(clause)
            self.lists.open_bracket(behind_figure=not clause.pieces and bool(self.ledger.said_in_sentence()))
            return Clause()
        if clause.pieces:
            self._end(clause, mark)
        if mark == ")" and self.outer:
            self.lists.close_bracket()
            return self.outer.pop()
        if mark in (";", "；"):
            self.talk.pass_semicolon()
            self.registered = False
        self.speaker.pass_clause(self.clause_start, self.limit)
        self.ledger.pass_clause()
        self.clause_start = self.limit + 1
        return Clause()

    def _end(self, clause: Clause, mark: str) -> None:
        """A clause without a figure, or what is left behind its last one, says something too."""
        if mark in (":", "：") and self._is_foreign_head(clause):
            self.talk.topic = "foreign"
        if not clause.cues:
            self.lists.fresh = False
            return
        if _OF_RESULT.search(self.text, clause.pieces[0][0], clause.pieces[-1][1]):
            self.talk.topic = "requests"
        said = say(self.text, clause.pieces, clause.cues, after=False)
        self.lists.hear(said)
        self.talk.hear(said, counting=False)
        first = clause.pieces[0][0]
        goes_on = first > self.clause_start and not _ITEM.fullmatch(self.text, self.clause_start, first)
        self.pending = NOTHING if said.loose or goes_on else said
        if goes_on:
            return
        for meaning, start, end in find_none(self.text, clause.pieces, clause.cues, self.talk):
            scope = self.speaker.scope_of(said.prefix, keep=True)
            self.ledger.add_none(start, end, meaning, scope)
            if meaning.startswith("disputes."):
                self.ledger.withdraw_general(meaning)

    def _read_figure(self, clause: Clause, figure: Figure) -> None:
        self.cue_end = clause.cues[-1].end if clause.cues else -9
        before = say(self.text, clause.pieces, clause.cues, after=False) if clause.pieces else NOTHING
        if clause.pieces:
            self.lists.hear(before)
        self.lists.fresh = False
        said = self.shared.get(figure.start) or self.said_of(before, figure)
        if said.names == ("sum",) and not said.loose and is_filler(said.prefix) and self.pending.names:
            said = self.pending
        self.pending = NOTHING
        chain = self.lists.chain
        within = chain is not None and (self.ledger.readings[chain[0]].meaning or "").startswith("requests.")
        self.talk.hear(said, counting=True, within=within)
        if "each" in before.names:
            self.shared = share_among(before, figure, self.figures, self.text)
            said = self.shared.get(figure.start, said._replace(loose=True))
        if figure.unit in PERCENT:
            self.ledger.add_percentage(figure, before, self.speaker.scope)
        else:
            self._add_count(figure, before, said)

    def _add_count(self, figure: Figure, before: Said, said: Said) -> None:
        chain = self.lists.chain
        if chain and (row := ROWS_OF_APPLICANTS.get(self.ledger.readings[chain[0]].meaning or "")):
            self.talk.flow = row
        if (not said.names or not _LEANING.isdisjoint(said.names)) and self._takes_over(figure, said):
            return
        meanings = self._meanings(figure, said)
        if not meanings and (figure.unit is None or figure.spoken):
            return
        scope = self.speaker.scope_of(before.prefix + addressed(before.text), keep=bool(meanings))
        for meaning in meanings or (None,):
            self.ledger.add(figure, meaning, scope)
        if meanings and said.names == ("information",):
            self.ledger.withdraw_general(meanings[0])
        if not meanings and figure.unit in CASE_UNITS and self.talk.topic is None:
            self.talk.hinted = self.talk.hinted and _DUE.issuperset(said.names)
        if OF_THESE.match(self.text, figure.end) or _OF_CARRIED.match(self.text, figure.end):
            self.lists.open_behind_figure()

    def _takes_over(self, figure: Figure, said: Said) -> bool:
        """Whether the figure says what those before it in the sentence say, by the little it says itself."""
        before = self.ledger.sentence()
        taken = inherit(figure, said, before, self.text, self.year, self.speaker.whose)
        if taken is None:
            return False
        self.ledger.add(figure, taken.meaning, taken.scope or before[-1].scope, taken.year)
        self.talk.handled |= taken.meaning == HANDLED
        return True

    def _meanings(self, figure: Figure, said: Said) -> tuple[str, ...]:
        bare = figure.unit is None and figure.start not in self.shared
        if bare and not stands_alone(figure, self.text, self.cue_end):
            return ()
        found = figure_meanings(figure, said, self.talk, self.ledger.said_in_sentence())
        if self.talk.topic is None and found and found[0].startswith("requests."):
            self.talk.topic = "requests"
        self.talk.handled |= found == (HANDLED,)
        if _MOVED.match(self.text, figure.end) or (is_received(found) and _DONE.match(self.text, figure.end)):
            return ()
        if (is_flow(found) and self._is_of_other_time(figure)) or self._is_of_some(said, found):
            return ()
        carry = said.names == ("carry",) and not said.loose and is_filler(said.prefix)
        carry = carry and any(each.meaning == RECEIVED for each in self.ledger.sentence())
        if carry and not found and self._tells_of_requests():
            # 新收71，结转3，办结70: what comes before the answers was carried in.
            later = _ANSWERED.search(self.text, figure.end, self.end) is not None
            found = (CARRIED_IN if later else CARRIED_OUT,)
        if {"handled", "carried_in"}.issubset(said.names) and not said.text.startswith(("办理", "处理")):
            self.answering = self.clause_start
        elif found == (RECEIVED,) and self.answering == self.clause_start:
            # 办结上年结转申请4件、本年新收申请31件: both are what was answered.
            return ()
        if found == (RECEIVED,) and self.lists.chain is None:
            # 登记 N and 受理 M are two figures: the first is what came in.
            if self.registered and "accepted" in said.names:
                return ()
            self.registered = "received" in said.names
        return found

    def _is_foreign_head(self, clause: Clause) -> bool:
        """工伤认定：受理申请80件: what stands before the colon is what all of the sentence is about."""
        names = {cue.name for cue in clause.cues} - {"and", "etc"}
        if names:
            return not _FOREIGN.isdisjoint(names) and _ASKED.isdisjoint(names)
        words = "".join(self.text[start:end] for start, end in clause.pieces)
        return len(words) <= LONGEST_HEAD and not is_filler(words) and not _GENERAL.search(words)

    def _is_of_some(self, said: Said, found: tuple[str, ...]) -> bool:
        """收到同一申请人申请12件，答复12件: where some requests alone came in, the answers are to them."""
        names = frozenset(said.names)
        if found and found[0] in (RECEIVED, BOTH_IN):
            self.talk.limited = False
        elif "limit" in names and names & {"received", "accepted"} and self.ledger.counts_no_receipt():
            self.talk.limited = True
        return self.talk.limited and bool(found) and found[0].startswith(_OF_REQUESTS)

    def _is_of_other_time(self, figure: Figure) -> bool:
        """A part of the year, several years, or a part of what the text does not give."""
        words = self.ledger.words_before(figure)
        part = (self.ledger.partial and "全年" not in words) or is_part_of_year(words)
        return self.lists.orphan or self.talk.lasting or part

    def _tells_of_requests(self) -> bool:
        return self.talk.topic == "requests" or (self.talk.topic is None and self.talk.hinted)


def read_passage(passage: Passage, section: int, whose: Whose, year: int | None, readings: list[Reading]) -> None:
    """The readings of a paragraph are added to `readings`."""
    reader = None
    for match in _SENTENCE.finditer(passage.text):
        long = match.end() - match.start() > LONGEST_SENTENCE
        if not long and _is_worth(match[0]):
            reader = reader or PassageReader(passage, whose, year, Ledger(passage, section, year, readings))
            reader.read(match.start(), match.end())


def _is_worth(sentence: str) -> bool:
    """Whether it may tell of a number or of none."""
    return bool(holds(sentence, _WORTH) or _COUNTED.search(sentence) or _DENIED.search(sentence))
