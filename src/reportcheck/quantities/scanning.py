"""A sentence → its figures and cues waiting in order, and the words that belong to a figure."""

from __future__ import annotations

from reportcheck.patterns import holds, pattern
from reportcheck.quantities.clauses import ADDRESSED, NOTHING, Said, is_filler, say, with_noun
from reportcheck.quantities.figures import Figure, find_figures
from reportcheck.quantities.ledger import Ledger
from reportcheck.quantities.lexicon import Token, find_cues
from reportcheck.quantities.passages import Passage
from reportcheck.quantities.scope import Speaker, Whose
from reportcheck.quantities.talk import ROWS, Talk

_RELEVANT = tuple(
    "申请 复议 诉讼 结转 受理 办结 办理 答复 收到 新收 规范性文件 规章 许可 处罚 强制 收费 处理费 服务费 费用 予以 "
    "部分公开 不予 其他处理 其它处理 不掌握 另行制作 补正 秘密 第三方 过程性 案卷 事务 查询事项 审结 待办 在办 "
    "转下 转入 被诉 全市 全区 全县 全省 全州 各级 无法提供 自然人 法人 维持 其中 包括 含 占 % ％ (".split()
)
_HINT = ("新收", "结转", "答复", "申请", "接件")
_RESULT = pattern("不予公开|部分公开|无法提供|不予处理|不掌握|答复|办[理结]|收到|受理")
_LEFT = frozenset({"left", "also"})
_VERBS = frozenset(
    {"received", "accepted", "handled", "issued", "made", "repealed", "decided", "sum", "carried_in", "both", "and"}
)
_DOCUMENT = frozenset({"regulation", "normative_document", "sum"})
_NO_COUNT = str.maketrans("", "", "对有除尚还仍剩余")
_NAMED_YEAR = pattern("20[0-9]{2}")
_AFTER = "，,；;。)、和及"
"""What may follow a number without a unit; the number of an item of a list is no count."""
OF_THESE = pattern("(?:的)?(?:政府信息公开)?(?:申请|案件)?中(?=[，,:：])")


class Clause:
    """The words since the last mark or figure: their pieces (a bracket between is left out) and cues."""

    __slots__ = ("cues", "pieces")

    def __init__(self) -> None:
        self.pieces: list[tuple[int, int]] = []
        self.cues: list[Token] = []


class Scanner:
    """The words of the sentences of one paragraph; what it is about and whose figures they are carries over."""

    def __init__(self, passage: Passage, whose: Whose, year: int | None, ledger: Ledger) -> None:
        self.text, self.topic, self.year = passage.text, passage.topic, year
        self.ledger, self.lists = ledger, ledger.lists
        self.talk = Talk(passage.topic, tabled=passage.section == "disclosure")
        self.speaker = Speaker(whose, passage.text)
        self.limit = 0

    def open_sentence(self, start: int, end: int) -> None:
        """Figures and cues wait in reverse order: the next is the last."""
        found = find_figures(self.text, start, end)
        self.figures = [each for each in found if each.unit is not None or self.text[each.end : each.end + 1] in _AFTER]
        self.figures.reverse()
        # Most sentences with figures are about other things: their words need not be looked at.
        self.begun, self.end = start, end
        sentence = self.text[start:end]
        self.plain = not holds(sentence, _RELEVANT)
        self.cues = [] if self.plain else [self._dated(cue) for cue in self._cues(start, end)][::-1]
        self.clause_start, self.registered, self.answering = start, False, -1
        self.outer: list[Clause] = []
        self.shared: dict[int, Said] = {}
        self.speaker.open_sentence()
        self.talk.open_sentence(self.topic)
        self.talk.hinted = self.talk.topic is None and holds(sentence, _HINT)
        self.pending = NOTHING
        self.ledger.open_sentence(start)

    def _cues(self, start: int, end: int) -> list[Token]:
        """Whom a request is addressed to (以市政府名义作出的) is no cue of what is counted."""
        found = find_cues(self.text, start, end)
        if self.text.find("以", start, end) < 0:
            return found
        spans = [match.span() for match in ADDRESSED.finditer(self.text, start, end)]
        return [cue for cue in found if not any(first <= cue.start < last for first, last in spans)]

    def _dated(self, cue: Token) -> Token:
        """2023年结转 and 结转至2024年 are carried in, where 2024 is the report's year."""
        if cue.name == "opened":
            return cue._replace(name="result.granted" if self._is_result(cue) else "published")
        if cue.name not in ("year_carried", "carried_out"):
            return cue
        year = _NAMED_YEAR.search(self.text, cue.start, cue.end)
        if cue.name == "carried_out":
            return cue._replace(name="carried_in") if year and int(year[0]) == self.year else cue
        if year and int(year[0]) == self.year and self.text[year.end() + 1] in "底末":
            return cue._replace(name="carried_out")
        last = self.year is None or (year is not None and int(year[0]) == self.year - 1)
        return cue._replace(name="carried_in" if last else "long")

    def _is_result(self, cue: Token) -> bool:
        """公开29件 is a result where requests are told of; 公开信息29条 never is."""
        told = (
            self.topic == "requests"
            or self.talk.topic == "requests"
            or self.text.find("申请", self.begun, cue.start) >= 0
        )
        return told and _RESULT.search(self.text, self.begun, self.end) is not None

    def take(self, clause: Clause, start: int, end: int) -> None:
        """A piece of text and its cues belong to the clause."""
        if start < end:
            clause.pieces.append((start, end))
            cues = self.cues
            while cues and cues[-1].end <= end:
                cue = cues.pop()
                if cue.start >= start:
                    clause.cues.append(cue)

    def said_of(self, before: Said, figure: Figure) -> Said:
        """What is counted stands before the figure; where nothing does (2件予以公开), behind it."""
        if OF_THESE.match(self.text, figure.end):
            return before
        if before.names and _LEFT.issuperset(before.names):
            after = self._after(figure)
            if (
                after.names[:1]
                and after.names[0].startswith(("carried_out", "result.", "outcome."))
                and is_filler(after.prefix)
            ):
                return self._taking(after, figure)
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
        if pause >= 0 and (end < self.limit or (self.figures[-1:] and self.figures[-1].start == pause + 1)):
            # 24件为不予公开、无法提供等: one figure of several things; 1件维持、1件正在审理: each its own.
            end = pause
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
