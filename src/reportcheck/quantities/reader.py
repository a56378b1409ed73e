"""A paragraph → its readings: sentence by sentence, clause by clause, figure by figure."""

from __future__ import annotations

import re

from reportcheck.quantities.clauses import MARKS, NOTHING, Said, is_filler, say, with_noun
from reportcheck.quantities.counts import figure_meanings, is_flow, is_part_of_year, stands_alone
from reportcheck.quantities.figures import PERCENT, Figure, find_figures
from reportcheck.quantities.ledger import Ledger
from reportcheck.quantities.lexicon import Token, find_cues
from reportcheck.quantities.lists import share_among
from reportcheck.quantities.meaning import FLOWS, HANDLED, RECEIVED
from reportcheck.quantities.none import find_none
from reportcheck.quantities.passages import Passage
from reportcheck.quantities.reading import Reading
from reportcheck.quantities.scope import Speaker, Whose
from reportcheck.quantities.talk import ROWS, Talk

_SENTENCE = re.compile(r"[^。！？!?]+")
_WORTH = re.compile(
    r"[0-9]|[一二三四五六七八九十两百零][余多]?[件宗起份例元万]|百分之|[为是]零|[未无没零][^。]{0,40}(?:申请|复议|诉讼|费|结转)"
)
_RELEVANT = re.compile(
    "申请|复议|诉讼|结转|受理|办结|办理|答复|收到|新收|规范性文件|规章|许可|处罚|强制|收费|处理费|服务费|费用|予以|部分公开|不予|"
    "全[市区县省州]|各级|无法提供|自然人|法人|维持|其中|包括|含|占|[%％(]"
)
_VERBS = frozenset(
    {"received", "accepted", "handled", "issued", "made", "repealed", "decided", "sum", "carried_in", "both", "and"}
)
_DOCUMENT = frozenset({"regulation", "normative_document", "sum"})
_NO_COUNT = str.maketrans("", "", "对有除尚还仍剩余")
_NAMED_YEAR = re.compile("20[0-9]{2}")
_AFTER = "，,；;。)、和及"
"""What may follow a number without a unit; the number of an item of a list is no count."""
_OF_THESE = re.compile("(?:的)?(?:政府信息公开)?(?:申请|案件)?中(?=[，,:：])")

LONGEST_SENTENCE = 1_500
"""Characters of a sentence; what goes on longer without a full stop is no prose and is not read."""


class Clause:
    """The words since the last mark or figure: their pieces (a bracket between is left out) and cues."""

    __slots__ = ("cues", "pieces")

    def __init__(self) -> None:
        self.pieces: list[tuple[int, int]] = []
        self.cues: list[Token] = []


class PassageReader:
    """Reads the sentences of one paragraph; what it is about and whose figures they are carries over."""

    def __init__(self, passage: Passage, whose: Whose, year: int | None, ledger: Ledger) -> None:
        self.text, self.topic, self.year = passage.text, passage.topic, year
        self.ledger, self.lists = ledger, ledger.lists
        self.talk = Talk(passage.topic)
        self.speaker = Speaker(whose, passage.text)

    def read(self, start: int, end: int) -> None:
        """All figures and words for none of the sentence between two offsets of the passage."""
        self._open(start, end)
        clause, position = Clause(), start
        for mark in [*MARKS.finditer(self.text, start, end), None]:
            self.limit = mark.start() if mark else end
            self.ledger.clause = (self.clause_start, self.limit)
            while self.figures and self.figures[-1].start < self.limit:
                figure = self.figures.pop()
                self._take(clause, position, figure.start)
                self.read_to = figure.end
                self._read_figure(clause, figure)
                clause, position = Clause(), self.read_to
            self._take(clause, position, self.limit)
            position = mark.end() if mark else end
            clause = self._pass_mark(clause, mark[0] if mark else "")
        self.ledger.close_sentence()

    def _open(self, start: int, end: int) -> None:
        """Figures and cues wait in reverse order: the next is the last."""
        found = find_figures(self.text, start, end)
        self.figures = [each for each in found if each.unit is not None or self.text[each.end : each.end + 1] in _AFTER]
        self.figures.reverse()
        # Most sentences with figures are about other things: their words need not be looked at.
        self.plain = _RELEVANT.search(self.text, start, end) is None
        self.cues = [] if self.plain else [self._dated(cue) for cue in find_cues(self.text, start, end)][::-1]
        self.clause_start, self.registered = start, False
        self.outer: list[Clause] = []
        self.shared: dict[int, Said] = {}
        self.speaker.open_sentence()
        self.talk.open_sentence(self.topic)
        self.ledger.open_sentence(start)

    def _dated(self, cue: Token) -> Token:
        """2023年结转 and 结转至2024年 are carried in, where 2024 is the report's year."""
        if cue.name not in ("year_carried", "carried_out"):
            return cue
        year = _NAMED_YEAR.search(self.text, cue.start, cue.end)
        if cue.name == "carried_out":
            return cue._replace(name="carried_in") if year and int(year[0]) == self.year else cue
        last = self.year is None or (year is not None and int(year[0]) == self.year - 1)
        return cue._replace(name="carried_in" if last else "long")

    def _take(self, clause: Clause, start: int, end: int) -> None:
        if start < end:
            clause.pieces.append((start, end))
            cues = self.cues
            while cues and cues[-1].end <= end:
                cue = cues.pop()
                if cue.start >= start:
                    clause.cues.append(cue)

    def _pass_mark(self, clause: Clause, mark: str) -> Clause:
        """What the mark does to the clause before it: a bracket interrupts, any other ends it."""
        if mark == "(":
            self.outer.append(clause)
            self.lists.open_bracket(behind_figure=not clause.pieces and bool(self.ledger.said_in_sentence()))
            return Clause()
        if clause.pieces:
            self._end(clause)
        if mark == ")" and self.outer:
            self.lists.close_bracket()
            return self.outer.pop()
        if mark in (";", "；"):
            self.talk.pass_semicolon()
        self.speaker.pass_clause(self.clause_start, self.limit)
        self.ledger.pass_clause()
        self.clause_start = self.limit + 1
        return Clause()

    def _end(self, clause: Clause) -> None:
        """A clause without a figure, or what is left behind its last one, says something too."""
        if not clause.cues:
            self.lists.fresh = False
            return
        said = say(self.text, clause.pieces, clause.cues, after=False)
        self.lists.hear(said)
        self.talk.hear(said, counting=False)
        if clause.pieces[0][0] > self.clause_start:
            return
        for meaning, start, end in find_none(self.text, clause.pieces, clause.cues, self.talk):
            scope = self.speaker.scope_of(said.prefix, keep=True)
            self.ledger.add_none(start, end, meaning, scope)

    def _read_figure(self, clause: Clause, figure: Figure) -> None:
        if self.plain:
            if figure.unit is not None and not figure.spoken:
                self.ledger.add(figure, None, self.speaker.scope)
            return
        before = say(self.text, clause.pieces, clause.cues, after=False) if clause.pieces else NOTHING
        if clause.pieces:
            self.lists.hear(before)
        self.lists.fresh = False
        said = self.shared.get(figure.start) or self._said(before, figure)
        self.talk.hear(said, counting=True)
        if "each" in before.names:
            self.shared = share_among(before, figure, self.figures, self.text)
            said = self.shared.get(figure.start, said._replace(loose=True))
        if figure.unit in PERCENT:
            self.ledger.add_percentage(figure, before, self.speaker.scope)
        else:
            self._add_count(figure, before, said)

    def _add_count(self, figure: Figure, before: Said, said: Said) -> None:
        chain = self.lists.chain
        if chain and (row := FLOWS.get(self.ledger.readings[chain[0]].meaning or "")):
            self.talk.flow = row
        meanings = self._meanings(figure, said)
        if not meanings and (figure.unit is None or figure.spoken):
            return
        scope = self.speaker.scope_of(before.prefix, keep=bool(meanings))
        for meaning in meanings or (None,):
            self.ledger.add(figure, meaning, scope)
        if _OF_THESE.match(self.text, figure.end):
            self.lists.open_behind_figure()

    def _meanings(self, figure: Figure, said: Said) -> tuple[str, ...]:
        if figure.unit is None and figure.start not in self.shared and not stands_alone(figure, self.text):
            return ()
        found = figure_meanings(figure, said, self.talk, self.ledger.said_in_sentence())
        if self.talk.topic is None and found and found[0].startswith("requests."):
            self.talk.topic = "requests"
        self.talk.handled |= found == (HANDLED,)
        if is_flow(found) and (
            self.lists.orphan or self.ledger.partial or is_part_of_year(self.ledger.words_before(figure))
        ):
            return ()
        if found == (RECEIVED,) and self.lists.chain is None:
            # 登记 N and 受理 M are two figures: the first is what came in.
            if self.registered and "accepted" in said.names:
                return ()
            self.registered = "received" in said.names
        return found

    def _said(self, before: Said, figure: Figure) -> Said:
        """What is counted stands before the figure; where nothing does (2件予以公开), behind it."""
        if _OF_THESE.match(self.text, figure.end):
            return before
        if not before.names:
            empty = is_filler(before.prefix.translate(_NO_COUNT))
            after = self._after(figure) if empty else NOTHING
            return self._taking(after, figure) if after.names else before
        if before.names == ("sum",):
            after = self._after(figure)
            behind = after.names[0] if after.names and is_filler(after.prefix) else ""
            if behind.startswith(("carried_out", "result.", "outcome.")):
                return self._taking(after, figure)
        if _VERBS.issuperset(before.names):
            return with_noun(before, self._after(figure))
        if not ROWS.keys().isdisjoint(before.names) and not any(n.startswith("outcome.") for n in before.names):
            return self._with_outcome(before, self._after(figure), figure)
        if _DOCUMENT.issuperset(before.names) and (after := self._after(figure)).names[:1] == ("in_force",):
            return before._replace(names=(*before.names, "in_force"))
        return before

    def _after(self, figure: Figure) -> Said:
        """The words behind the figure up to the next one, the next mark or 、."""
        end = min(self.limit, self.figures[-1].start) if self.figures else self.limit
        pause = self.text.find("、", figure.end, end)
        end = end if pause < 0 else pause
        if figure.end >= end:
            return NOTHING
        cues = []
        for cue in reversed(self.cues):
            if cue.end > end:
                break
            cues.append(cue)
        return say(self.text, [(figure.end, end)], cues, after=True)

    def _with_outcome(self, before: Said, after: Said, figure: Figure) -> Said:
        """行政诉讼尚有2件未审结 counts the pending; 行政复议2件均维持 counts all."""
        if after.prefix or not after.names or not after.names[0].startswith("outcome."):
            return before
        return self._taking(before._replace(names=(*before.names, after.names[0]), text=after.text), figure)

    def _taking(self, after: Said, figure: Figure) -> Said:
        """The words behind the figure belong to it, not to the next one: 1件维持、1件正在审理."""
        self.read_to = figure.end + len(after.text)
        while self.cues and self.cues[-1].end <= self.read_to:
            self.cues.pop()
        return after


def read_passage(passage: Passage, section: int, whose: Whose, year: int | None, readings: list[Reading]) -> None:
    """The readings of a paragraph are added to `readings`."""
    reader = None
    for match in _SENTENCE.finditer(passage.text):
        long = match.end() - match.start() > LONGEST_SENTENCE
        if not long and _WORTH.search(passage.text, match.start(), match.end()):
            reader = reader or PassageReader(passage, whose, year, Ledger(passage, section, year, readings))
            reader.read(match.start(), match.end())
