"""Elements → paths as lxml's `getpath` writes them: built step by step on the way down, for all brothers at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count

from lxml import etree

from reportcheck.values import ElementPlace, new

_REMEMBERED = 256
"""Children up to which the steps to them are remembered: rows and lists of a page are alike, whole pages are not."""


def place(path: str, element: etree._Element) -> ElementPlace:
    """The path of the element and the line of its start tag."""
    return new(ElementPlace, (path, element.sourceline or 1))


def family(element: etree._Element) -> tuple[list[etree._Element], tuple[str, ...], Sequence[str]]:
    """The children of an element, their tags, and the step to each, which follows the path of the element."""
    inside = element[:]
    tags: tuple[str, ...] = tuple([child.tag for child in inside])  # type: ignore[misc]
    return inside, tags, _steps(tags) if len(tags) <= _REMEMBERED else _number(tags)


def children(element: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """The same child by child."""
    return zip(*family(element), strict=True)


def _number(tags: tuple[str, ...]) -> list[str]:
    """`/td[1]`, `/td[2]`, … or `/td` for the only one."""
    alike = Counter(tags)
    numbers = {tag: count(1) for tag, many in alike.items() if many > 1}
    return [f"/{tag}[{next(numbers[tag])}]" if tag in numbers else f"/{tag}" for tag in tags]


_steps = lru_cache(maxsize=512)(_number)


class Paths(dict[etree._Element, str]):
    """The path of any element, for those not met on the way down; remembers the paths it has built."""

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
