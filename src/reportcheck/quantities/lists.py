"""Clauses in order → which figures are parts of which, and which figures share the words before the first of them."""

from __future__ import annotations

from collections.abc import Sequence

from reportcheck.patterns import pattern
from reportcheck.quantities.clauses import Said
from reportcheck.quantities.figures import PERCENT, Figure
from reportcheck.quantities.meaning import FLOWS, HANDLED
from reportcheck.quantities.reading import Reading
from reportcheck.quantities.talk import DECISIONS, DOCUMENTS, ROWS

_BETWEEN = pattern("[、和及与，]|以及")
_GROWTH = pattern("增加|减少|增长|下降|上升|回落|比.*[多少]")
_WHOLES = frozenset({"received", "accepted", "handled", "carried_out"})
_LISTED = (
    *("received", "carried_in", "handled", "carried_out", *ROWS, "licensing", "penalty", "coercion"),
    *("issued", "repealed", "in_force"),
)

FARTHEST = 60
"""Figures a part may stand behind its whole."""


class Lists:
    """The list the present clause stands in: `chain` is the index of the figure it divides and its first word."""

    def __init__(self, readings: list[Reading], first: int) -> None:
        self.readings, self.first = readings, first
        self.chain: tuple[int, str] | None = None
        self._outer: list[tuple[int, str] | None] = []
        self.orphan = False
        """What 其中 divides is not in the text."""
        self.fresh = False
        """The clause before this one was nothing but 其中."""

    def open_sentence(self, *, goes_on: bool) -> None:
        """A list ends with its sentence unless the next begins with 其中."""
        self._outer.clear()
        self.fresh = goes_on
        self.orphan = False
        if not goes_on:
            self.chain = None

    def open_bracket(self, *, behind_figure: bool) -> None:
        """A bracket behind a figure divides it."""
        self._outer.append(self.chain)
        if behind_figure:
            self.chain = (self._last(), "（")

    def open_behind_figure(self) -> None:
        """收到的12件中: what follows divides them."""
        self.chain = (self._last(), "其中")

    def close_bracket(self) -> None:
        """The list around the bracket goes on."""
        self.chain = self._outer.pop() if self._outer else None

    def hear(self, said: Said) -> None:
        """其中 opens a list, 另有 or a whole of its own ends it."""
        opens = "among" in said.marked or "among" in said.names
        if opens and len(self.readings) > self.first:
            self.chain = (self._anchor(), "其中")
            self.fresh = not said.names
            return
        self.orphan |= opens
        if self.chain and self._is_another_result(said):
            self.chain = None
        whole = bool(_WHOLES & set(said.names)) or self._is_new_row(said)
        if "also" in said.marked or "also" in said.names or (whole and not self._goes_on(said)):
            self.chain = None
        self.fresh = self.fresh and not said.text

    def _goes_on(self, said: Said) -> bool:
        """办结的12件中，含上年结转2件、本年新收10件: right behind the word for it, in a bracket or joined by 、."""
        divided = self.readings[self.chain[0]].meaning if self.chain else None
        joined = said.text.startswith("、") and divided == HANDLED and "received" in said.names
        return self.fresh or bool(self._outer) or joined

    def _is_another_result(self, said: Said) -> bool:
        """不予公开3件，其中国家秘密1件；无法提供4件: the list of one result ends where the next result is named."""
        divided = self.readings[self.chain[0]].meaning if self.chain else None
        if divided and divided.startswith("disclosure."):
            return any(name in DOCUMENTS | DECISIONS and f".{name}." not in divided for name in said.names)
        if not divided or not divided.startswith("requests.result."):
            return False
        return any(n.startswith("result.") and f"requests.{n}" not in divided for n in said.names)

    def whole_of(self, meaning: str | None, named: int) -> int | None:
        """The total a part of that meaning belongs to: the list's own whole, if it is one, else the last that is."""
        if meaning is None:
            return named
        group = meaning.removeprefix("requests.result.").split(".")[0]
        if meaning.startswith("requests.result.") and meaning != f"requests.result.{group}.total":
            wanted = frozenset({f"requests.result.{group}.total"})
        elif meaning.startswith("disputes."):
            wanted = frozenset({meaning.rpartition(".")[0] + ".total", "disputes.litigation.total"})
        elif meaning.startswith(("requests.carried_in.", "requests.carried_out.")) and not meaning.endswith(".total"):
            wanted = frozenset({f"requests.{meaning.split('.')[1]}.total"})
        elif meaning.startswith("requests."):
            wanted = frozenset(FLOWS)
        else:
            return named
        if self.readings[named].meaning in wanted or self.readings[named].meaning == meaning:
            return named
        if meaning.startswith("requests.result.") and (self.readings[named].meaning or "").startswith(
            "requests.result."
        ):
            return named
        return next((index for index in self._backwards() if self.readings[index].meaning in wanted), None)

    def _is_new_row(self, said: Said) -> bool:
        rows = {name for name in said.names if name in ROWS}
        divided = self.readings[self.chain[0]].meaning if self.chain else None
        kinds = rows <= {"direct", "after", "litigation"} and divided == "disputes.litigation.total"
        return bool(rows) and not kinds and not any(name.startswith("outcome.") for name in said.names)

    def _backwards(self) -> range:
        return range(self._last(), max(self.first - 1, self._last() - FARTHEST), -1)

    def _last(self) -> int:
        return len(self.readings) - 1

    def _anchor(self) -> int:
        """The figure a list of parts belongs to: the last one that is itself no part and no percentage."""
        for index in self._backwards():
            reading = self.readings[index]
            if not reading.part and reading.unit not in PERCENT and not _GROWTH.search(reading.subject[-8:]):
                return index
        return self._last()


def share_among(before: Said, figure: Figure, figures: Sequence[Figure], text: str) -> dict[int, Said]:
    """新收、办结分别为12件、11件: each figure gets one of the things named; none where they are not as many.

    `figures` are those still to come, the next one last.
    """
    things = [name for name in before.names if name in _LISTED]
    others = tuple(name for name in before.names if name not in _LISTED and name not in ("each", "and"))
    row = [figure]
    for following in reversed(figures):
        if len(row) == len(things) or not _BETWEEN.fullmatch(text, row[-1].end, following.start):
            break
        row.append(following)
    if len(row) != len(things) or len(things) < 2:
        return {}
    return {each.start: before._replace(names=(thing, *others)) for each, thing in zip(row, things, strict=True)}


def withdraw_contradicted(readings: list[Reading], first: int) -> None:
    """Two values of one thing in one sentence are counts of its parts: neither is taken for it, but for their sum."""
    said: dict[tuple[object, ...], list[int]] = {}
    for index in range(first, len(readings)):
        each = readings[index]
        if each.meaning not in (None, "percentage", "processing_fee") and each.scope == "body":
            said.setdefault((each.meaning, each.year, each.part), []).append(index)
    for indices in said.values():
        values = [readings[index].value or 0 for index in indices]
        if len(set(values)) > 1:
            withdrawn = indices[:-1] if values[-1] == sum(values[:-1]) else indices
            for index in withdrawn:
                readings[index] = readings[index]._replace(meaning=None)
