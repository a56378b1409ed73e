"""The rules drawn on a page → those that hang together, as straight as they were meant, closed where a side is open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import nan

from reportcheck.errors import LimitExceeded
from reportcheck.readers.pdf.shapes import Stroke, Strokes


@dataclass(slots=True)
class Component:
    """Rules that touch each other, and which of the sides were closed."""

    horizontal: list[Stroke]
    vertical: list[Stroke]
    open_top: bool = False
    open_bottom: bool = False


def straighten(component: Component, snap: float, join: float) -> Component:
    """The rules of one table on as few lines as it has; another table on the page has lines of its own."""
    return Component(
        merge_collinear(snap_together(component.horizontal, snap), join),
        merge_collinear(snap_together(component.vertical, snap), join),
    )


def snap_together(strokes: Iterable[Stroke], snap: float) -> list[Stroke]:
    """Rules less than `snap` apart across their direction → at one position, the mean of all; never a whole stair."""
    ordered = sorted(stroke for stroke in strokes if stroke[2] - stroke[1] > 0)
    places = [at for at, _, _ in ordered]
    snapped: list[Stroke] = []
    begin = 0
    for index in range(1, len(places) + 1):
        far = index == len(places) or places[index] - places[index - 1] > snap
        if far or places[index] - places[begin] > 2 * snap:
            mean = sum(places[begin:index]) / (index - begin)
            snapped += [(mean, start, end) for _, start, end in ordered[begin:index]]
            begin = index
    return snapped


def merge_collinear(strokes: Iterable[Stroke], join: float) -> list[Stroke]:
    """Pieces at one position that overlap or lie less than `join` apart → one rule; what stays a dot is none."""
    merged: list[Stroke] = []
    last, begin, reach = nan, 0.0, 0.0
    for at, start, end in sorted(strokes):
        if at == last and start - reach <= join:
            reach = max(reach, end)
            continue
        if reach - begin > join:
            merged.append((last, begin, reach))
        last, begin, reach = at, start, end
    if reach - begin > join:
        merged.append((last, begin, reach))
    return merged


def strokes_to_components(
    strokes: Strokes, reach: float, limit: int, check_time: Callable[[], None]
) -> list[Component]:
    """Rules that cross or meet, a gap of `reach` allowed → the sets that hang together."""
    horizontal, vertical = sorted(strokes.horizontal), strokes.vertical
    heights = [at for at, _, _ in horizontal]
    groups = _Groups(len(horizontal) + len(vertical))
    tried = 0
    for index, (at, start, end) in enumerate(vertical, len(horizontal)):
        check_time()
        first, last = bisect_left(heights, start - reach), bisect_right(heights, end + reach)
        tried += last - first
        if tried > 20 * limit:
            raise LimitExceeded("cells", limit=limit)
        for other in range(first, last):
            _, left, right = horizontal[other]
            if left - reach <= at <= right + reach:
                groups.unite(index, other)
    found: dict[int, Component] = {}
    for index, stroke in enumerate(horizontal):
        found.setdefault(groups.root(index), Component([], [])).horizontal.append(stroke)
    for index, stroke in enumerate(vertical, len(horizontal)):
        found.setdefault(groups.root(index), Component([], [])).vertical.append(stroke)
    tables = [each for each in found.values() if each.horizontal and each.vertical]
    lone = [stroke for each in found.values() if not each.horizontal for stroke in each.vertical]
    for stroke in lone:
        _add_lone(stroke, tables, reach)
    return tables


def _add_lone(stroke: Stroke, tables: Sequence[Component], reach: float) -> None:
    """A rule that nothing meets bounds a label over all rows of a page, if it is as tall as the table beside it."""
    at, start, end = stroke
    near = [
        (min(abs(at - each[0]) for each in table.vertical), table)
        for table in tables
        if abs(start - min(each[1] for each in table.vertical)) <= reach
        and abs(end - max(each[2] for each in table.vertical)) <= reach
    ]
    if near:
        min(near, key=lambda pair: pair[0])[1].vertical.append(stroke)


def close_sides(component: Component, snap: float, reach: float) -> Component:
    """Where two rules or more end at one line and nothing is drawn there, the line is drawn."""
    horizontal, vertical = component.horizontal, component.vertical
    if not horizontal or not vertical:
        return component
    for end, side in ((0, min), (1, max)):
        edge = _common_end(horizontal, vertical, end, snap, reach, outermost=side)
        if edge is not None:
            reached = [stroke[0] for stroke in horizontal] + [v for stroke in vertical for v in stroke[1:]]
            vertical = [*vertical, (edge, min(reached), max(reached))]
    for end, side in ((0, min), (1, max)):
        edge = _common_end(vertical, horizontal, end, snap, reach, outermost=side)
        if edge is not None:
            ending = [stroke[0] for stroke in vertical if abs(stroke[1 + end] - edge) <= reach]
            horizontal = [*horizontal, (edge, min(ending), max(ending))]
            component.open_top |= side is min
            component.open_bottom |= side is max
    return Component(horizontal, vertical, component.open_top, component.open_bottom)


def head_rules(component: Component, reach: float) -> Component:
    """Where two rules or more begin between two that go on above, and nothing is drawn there, a head ends.

    Only in a table that has no rules across but those around it.
    """
    top = min((start for _, start, _ in component.vertical), default=0.0)
    lower = any(start - top > reach for _, start, _ in component.vertical)
    if not lower or len({stroke[0] for stroke in component.horizontal}) > 2:
        return component
    heads: list[Stroke] = []
    before: Stroke | None = None
    beginning: list[Stroke] = []
    for stroke in sorted(component.vertical):
        if stroke[1] - top > reach:
            beginning.append(stroke)
            continue
        if before and len(beginning) > 1 and _are_level(beginning, reach):
            heads.append((beginning[0][1], before[0], stroke[0]))
        before, beginning = stroke, []
    return Component([*component.horizontal, *heads], component.vertical, component.open_top, component.open_bottom)


def _are_level(strokes: Sequence[Stroke], reach: float) -> bool:
    starts = [start for _, start, _ in strokes]
    return max(starts) - min(starts) <= reach


def _common_end(
    strokes: Sequence[Stroke],
    across: Sequence[Stroke],
    end: int,
    snap: float,
    reach: float,
    *,
    outermost: Callable[[Iterable[float]], float],
) -> float | None:
    """Where the strokes end beyond the last one across them; None where that one stands at their ends, or one ends."""
    edge = outermost(stroke[1 + end] for stroke in strokes)
    last = outermost(stroke[0] for stroke in across)
    ending = [stroke for stroke in strokes if abs(stroke[1 + end] - edge) <= reach]
    beyond = (edge - last) if end else (last - edge)
    return edge if beyond > max(2 * snap, reach) and len(ending) >= 2 else None


class _Groups:
    """Union and find over numbered things."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, index: int) -> int:
        """The one that stands for the group."""
        parents = self._parents
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def unite(self, one: int, other: int) -> None:
        """Both in one group from now on."""
        self._parents[self.root(one)] = self.root(other)
