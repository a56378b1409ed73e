"""Elements → paths as lxml's `getpath` writes them, for all children of a parent at once."""

from __future__ import annotations

from collections import Counter

from lxml import etree


class Paths:
    """Remembers the paths it has built: asking for the next cell of a row costs a look-up."""

    def __init__(self) -> None:
        """Starts with nothing known."""
        self._known: dict[etree._Element, str] = {}

    def of(self, element: etree._Element) -> str:
        """The path of the element from the root of its tree."""
        path = self._known.get(element)
        if path is not None:
            return path
        chain = [element]
        while (parent := chain[-1].getparent()) is not None and parent not in self._known:
            chain.append(parent)
        if parent is None:
            root = chain.pop()
            self._known[root] = "/" + str(root.tag)
            parent = root
        for child in reversed(chain):
            self._name_children(parent)
            parent = child
        return self._known[element]

    def _name_children(self, parent: etree._Element) -> None:
        base = self._known[parent]
        children = [child for child in parent if isinstance(child.tag, str)]
        totals = Counter(child.tag for child in children)
        seen: Counter[str] = Counter()
        for child in children:
            tag = str(child.tag)
            seen[tag] += 1
            self._known[child] = f"{base}/{tag}[{seen[tag]}]" if totals[tag] > 1 else f"{base}/{tag}"
