"""Elements → paths as lxml's `getpath` writes them, for all brothers at once."""

from __future__ import annotations

from lxml import etree

from reportcheck.values import ElementPlace


class Paths:
    """Remembers the paths it has built: asking for the next cell of a row costs a look-up."""

    def __init__(self) -> None:
        """Starts with nothing known."""
        self._known: dict[etree._Element, str] = {}

    def place(self, element: etree._Element) -> ElementPlace:
        """The path of the element and the line of its start tag."""
        return ElementPlace(self._known.get(element) or self._of(element), element.sourceline or 1)

    def _of(self, element: etree._Element) -> str:
        chain = [element]
        while (parent := chain[-1].getparent()) is not None and parent not in self._known:
            chain.append(parent)
        if parent is None:
            parent = chain.pop()
            self._known[parent] = "/" + str(parent.tag)
        for child in reversed(chain):
            self._name_like(child, self._known[parent], parent)
            parent = child
        return self._known[element]

    def _name_like(self, element: etree._Element, base: str, parent: etree._Element) -> None:
        """Names the element and its brothers of the same tag, all that are asked for in a row or a list."""
        tag = str(element.tag)
        try:
            alike = list(parent.iterchildren(tag))
        except ValueError:
            # A mangled tag may have a name lxml parses but does not search for.
            alike = [child for child in parent if child.tag == tag]
        if len(alike) == 1:
            self._known[element] = f"{base}/{tag}"
        else:
            start = f"{base}/{tag}["
            self._known.update({child: f"{start}{number}]" for number, child in enumerate(alike, 1)})
