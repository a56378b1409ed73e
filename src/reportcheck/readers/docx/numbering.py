"""numbering.xml → the labels of numbered paragraphs, counted as they come: 一、 and （一） stand nowhere in the text.

Lists and their levels are those of ECMA-376, part 1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from reportcheck.patterns import pattern
from reportcheck.readers.docx.ordinals import ordinal
from reportcheck.readers.docx.styles import Numbering
from reportcheck.readers.docx.vocabulary import (
    VALUE,
    W,
    number_of,
    switch_of,
    to_number,
    value_of,
)
from reportcheck.tuples import NamedTuple

_PLACEHOLDER = pattern(r"%([1-9])")
_DEPTHS = 9
_LONGEST = 255
"""Characters of a label before its placeholders are filled: Word takes no more."""
_DEPTH = W + "ilvl"


_Counts = dict[int, int | None]
"""How far each level has counted; None: it begins anew with its next item."""


class _Level(NamedTuple):
    """One level of a list: where it starts, how it is written, which level begins it anew (None: each above it)."""

    start: int = 0
    name: str = "decimal"
    text: str = ""
    gap: bool = True
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    restarted: bool = False


class Lists:
    """The lists of one document and how far each has counted.

    `story` is what is being read: the text boxes together count apart from the body.
    """

    def __init__(self, root: etree._Element | None, list_of_style: Callable[[str], str | None]) -> None:
        """`list_of_style` gives the list that a numbering style stands for."""
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        if root is not None:
            self._abstract = {e.get(W + "abstractNumId", ""): e for e in root.iterchildren(W + "abstractNum")}
            self._lists = {e.get(W + "numId", ""): e for e in root.iterchildren(W + "num")}
        self.story = "body"
        self._list_of_style = list_of_style
        self._levels: dict[str, tuple[str, dict[int, _Level]]] = {}
        # By abstract list: lists made from it go on counting where the other stopped.
        self._counts: dict[tuple[str, str], _Counts] = {}
        self._begun: set[tuple[str, str, int]] = set()

    def next_label(self, own: Numbering, style: Numbering) -> str:
        """The label of the next paragraph: `own` is what it says itself, `style` what its style says; "" for none."""
        id = own.list if own.list is not None else style.list
        if id is None or id == "0":
            return ""
        abstract, levels = self._levels_of(id)
        depth = own.depth if own.depth is not None else self._style_depth(levels, own, style)
        if depth not in levels:
            return ""
        counts = self._counts.setdefault((self.story, abstract), {})
        self._count(id, depth, levels, counts)
        return _write(depth, levels, counts)

    def _style_depth(self, levels: dict[int, _Level], own: Numbering, style: Numbering) -> int:
        """The level that names the style, else the one the style names."""
        if own.list is None and style.style is not None:
            linked = next((depth for depth, level in levels.items() if level.style == style.style), None)
            if linked is not None:
                return linked
        return style.depth or 0

    def _count(self, id: str, depth: int, levels: dict[int, _Level], counts: _Counts) -> None:
        """One further item of that depth; the first one counts those above it that have not come yet, as Word does."""
        if depth not in counts:
            for above in range(depth - 1, -1, -1):
                if above in counts or above not in levels:
                    break
                counts[above] = levels[above].start
        level, count = levels[depth], counts.get(depth)
        anew = level.restarted and (self.story, id, depth) not in self._begun
        self._begun.add((self.story, id, depth))
        counts[depth] = level.start if anew or count is None else count + 1
        for deeper in [each for each in counts if each > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                counts[deeper] = None

    def _levels_of(self, id: str) -> tuple[str, dict[int, _Level]]:
        """→ (the abstract list it is counted with, its levels)."""
        if id not in self._levels:
            self._levels[id] = self._read_list(id)
        return self._levels[id]

    def _read_list(self, id: str) -> tuple[str, dict[int, _Level]]:
        element = self._lists.get(id)
        name = value_of(element, "abstractNumId")
        if element is None or name is None:
            return "", {}
        name = self._follow_style(name)
        abstract = self._abstract.get(name)
        levels = {} if abstract is None else _read_levels(abstract)
        for override in element.iterchildren(W + "lvlOverride"):
            depth = to_number(override.get(_DEPTH))
            if depth is not None and 0 <= depth < _DEPTHS:
                levels[depth] = _overridden(levels.get(depth, _Level()), override)
        return name, levels

    def _follow_style(self, name: str) -> str:
        """An abstract list may only name a numbering style, whose list has the levels."""
        seen: set[str] = set()
        while name in self._abstract and name not in seen:
            seen.add(name)
            style = value_of(self._abstract[name], "numStyleLink")
            list_id = self._list_of_style(style) if style else None
            linked = value_of(self._lists.get(list_id or ""), "abstractNumId")
            if linked is None:
                break
            name = linked
        return name


def _read_levels(abstract: etree._Element) -> dict[int, _Level]:
    levels = {}
    for element in abstract.iterchildren(W + "lvl"):
        depth = to_number(element.get(_DEPTH))
        if depth is not None and 0 <= depth < _DEPTHS:
            levels[depth] = _read_level(element)
    return levels


def _read_level(element: etree._Element) -> _Level:
    hidden = switch_of(element.find(W + "rPr"), "vanish")
    name = _format_name(element)
    return _Level(
        number_of(element, "start") or 0,
        name,
        "" if hidden or name == "bullet" else (value_of(element, "lvlText") or "")[:_LONGEST],
        value_of(element, "suff") != "nothing",
        bool(switch_of(element, "isLgl")),
        number_of(element, "lvlRestart"),
        value_of(element, "pStyle"),
    )


def _format_name(level: etree._Element) -> str:
    """The format, if need be from among alternatives of which older programs know one only."""
    found = next(level.iter(W + "numFmt"), None)
    if found is None:
        return "decimal"
    name = found.get(VALUE) or "decimal"
    sample = (found.get(W + "format") or "").partition(",")[0].strip()
    return f"digits{len(sample)}" if name == "custom" and sample.isdigit() else name


def _overridden(level: _Level, override: etree._Element) -> _Level:
    own = override.find(W + "lvl")
    level = level if own is None else _read_level(own)
    start = number_of(override, "startOverride")
    return level if start is None else level._replace(start=start, restarted=True)


def _write(depth: int, levels: dict[int, _Level], counts: _Counts) -> str:
    """The text of the level with each placeholder filled, and a gap where Latin digits would run into the text."""
    level = levels[depth]

    def fill(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        other = levels.get(at, _Level())
        name = "decimal" if level.legal and at < depth and other.name != "none" else other.name
        count = counts.get(at)
        count = other.start if count is None else count
        return f"{count:0{name[6:]}}" if name.startswith("digits") else ordinal(count, name)

    label = _PLACEHOLDER.sub(fill, level.text).strip()
    return f"{label} " if label and level.gap and label[-1].isascii() else label
