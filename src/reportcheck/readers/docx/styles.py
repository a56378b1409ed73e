"""styles.xml → what a style gives its paragraphs and runs, with all it inherits."""

from __future__ import annotations

from lxml import etree

from reportcheck.readers.docx.vocabulary import VALUE, W, number_of, switch_of, value_of
from reportcheck.tuples import NamedTuple

_STYLE_ID, _TYPE, _DEFAULT = W + "styleId", W + "type", W + "default"
_BODY_TEXT = 9
"""The outline level that is none (17.3.1.20)."""
_DEEPEST = 6
_LONGEST_CHAIN = 100


class Numbering(NamedTuple):
    """What properties say of the list a paragraph stands in; `style` is the style they were found in."""

    list: str | None = None
    depth: int | None = None
    style: str | None = None


class Style(NamedTuple):
    """The properties of a style; None where neither it nor what it is based on says anything."""

    level: int | None = None
    numbering: Numbering = Numbering()
    hidden: bool | None = None
    apart: bool | None = None


NO_STYLE = Style()


class Styles:
    """The styles of one document by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        """A document without the part has no styles."""
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self._default: str | None = None
        for element in () if root is None else root.iterchildren(W + "style"):
            id = element.get(_STYLE_ID)
            if id is not None:
                self._elements.setdefault(id, element)
                if element.get(_TYPE) == "paragraph" and element.get(_DEFAULT) in ("1", "true", "on"):
                    self._default = self._default or id

    def paragraph(self, properties: etree._Element | None) -> Style:
        """The style of a paragraph with these properties, that of paragraphs which name none included."""
        return self.get(value_of(properties, "pStyle") or self._default)

    def get(self, id: str | None) -> Style:
        """The style of that id; one that says nothing for an id that does not exist."""
        if id is None:
            return NO_STYLE
        if id not in self._known:
            self._known[id] = self._resolve(id)
        return self._known[id]

    def list_of(self, id: str) -> str | None:
        """The list a numbering style stands for."""
        element = self._elements.get(id)
        return value_of(None if element is None else element.find(f"{W}pPr/{W}numPr"), "numId")

    def _resolve(self, id: str) -> Style:
        chain = self._chain(id)
        levels = [number_of(element.find(W + "pPr"), "outlineLvl") for _, element in chain]
        runs = [element.find(W + "rPr") for _, element in chain]
        return Style(
            outline_level(next((level for level in levels if level is not None), None)),
            _numbering(chain),
            next((hidden for run in runs if (hidden := switch_of(run, "vanish")) is not None), None),
            next((apart for run in runs if (apart := is_apart(run)) is not None), None),
        )

    def _chain(self, id: str) -> list[tuple[str, etree._Element]]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        chain: dict[str, etree._Element] = {}
        next_id: str | None = id
        while next_id in self._elements and next_id not in chain and len(chain) < _LONGEST_CHAIN:
            chain[next_id] = self._elements[next_id]
            next_id = value_of(chain[next_id], "basedOn")
        return list(chain.items())


def outline_level(value: int | None) -> int | None:
    """The outline level of the file, from 0, → the heading level, 1 to 6; None for running text."""
    return min(value + 1, _DEEPEST) if value is not None and 0 <= value < _BODY_TEXT else None


def numbering_of(properties: etree._Element | None, style: str | None = None) -> Numbering:
    """What the properties themselves say of a list."""
    found = None if properties is None else properties.find(W + "numPr")
    return Numbering(value_of(found, "numId"), number_of(found, "ilvl"), style)


def is_apart(properties: etree._Element | None) -> bool | None:
    """Whether a run is raised, lowered or struck: its digits are no digits of the figure beside it."""
    if properties is None:
        return None
    shift = properties.find(W + "vertAlign")
    said = [
        None if shift is None else shift.get(VALUE) in ("superscript", "subscript"),
        switch_of(properties, "strike"),
        switch_of(properties, "dstrike"),
    ]
    known = [each for each in said if each is not None]
    return any(known) if known else None


def _numbering(chain: list[tuple[str, etree._Element]]) -> Numbering:
    """The list may be named by one style of the chain and the depth in it by another."""
    said = [numbering_of(element.find(W + "pPr"), id) for id, element in chain]
    named = next((each for each in said if each.list is not None), None)
    if named is None:
        return Numbering()
    depth = next((each.depth for each in said if each.depth is not None), None)
    return Numbering(named.list, depth, chain[0][0])
