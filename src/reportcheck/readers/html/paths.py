"""Elements → paths as lxml's `getpath` writes them, for all brothers at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lxml import etree

from reportcheck.values import ElementPlace

_place: Callable[[tuple[str, int]], ElementPlace] = partial(tuple.__new__, ElementPlace)
"""Takes the fields as one tuple, in half the time of the class's own constructor."""


class Paths(dict[etree._Element, str]):
    """Remembers the paths it has built: asking for the next cell of a row costs a look-up."""

    def place(self, element: etree._Element) -> ElementPlace:
        """The path of the element and the line of its start tag."""
        return _place((self[element], element.sourceline or 1))

    def __missing__(self, element: etree._Element) -> str:
        """Builds the paths from the nearest known element down, brothers included."""
        chain = [element]
        while (parent := chain[-1].getparent()) is not None and parent not in self:
            chain.append(parent)
        if parent is None:
            parent = chain.pop()
            self[parent] = "/" + str(parent.tag)
        for child in reversed(chain):
            self._name_like(child, self[parent], parent)
            parent = child
        return self[element]

    def _name_like(self, element: etree._Element, base: str, parent: etree._Element) -> None:
        """Names the element and its brothers of the same tag, all that are asked for in a row or a list."""
        tag = str(element.tag)
        alike = [element]
        if len(parent) > 1:
            try:
                alike = list(parent.iterchildren(tag))
            except ValueError:
                # A mangled tag may have a name lxml parses but does not search for.
                alike = [child for child in parent if child.tag == tag]
        if len(alike) == 1:
            self[element] = f"{base}/{tag}"
        else:
            start = f"{base}/{tag}["
            for number, child in enumerate(alike, 1):
                self[child] = f"{start}{number}]"
