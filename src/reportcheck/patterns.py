"""An expression → a regular expression that is compiled when it is first asked, not when its module is imported.

A set of three characters beyond Latin-1 costs a tenth of a millisecond, twice that at the beginning of an expression,
and one document needs half of ours.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

# What `[\u4e00-\u9fff]` means and more: every letter that is no ASCII one, the rare characters of names and places too.
# As a negated set of classes it compiles in a fiftieth of the time the range takes.
HANZI = r"[^\W\d_a-zA-Z]"


class _Pattern:
    """Stands for a `re.Pattern`: the first look at any of its methods compiles it and puts them all in place."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self.pattern = expression
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled(), name)

    def _compiled(self) -> re.Pattern[Any]:
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return compiled


class _Waiting(_Pattern):
    """The same where nothing can match without one of the words: until a text has one it is not compiled."""

    def __init__(self, expression: str, flags: int, needs: Sequence[str]) -> None:
        super().__init__(expression, flags)
        self.needs = needs

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().search(text, *span) if self._may_match(text, span) else None

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().match(text, *span) if self._may_match(text, span) else None

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().fullmatch(text, *span) if self._may_match(text, span) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self._compiled().finditer(text, *span) if self._may_match(text, span) else iter(())

    def sub(self, replacement: Any, text: str) -> str:
        return self._compiled().sub(replacement, text) if self._may_match(text, ()) else text

    def _may_match(self, text: str, span: tuple[int, ...]) -> bool:
        return any(text.find(word, *span) >= 0 for word in self.needs) if span else holds(text, self.needs)


def pattern(expression: str, flags: int = 0, *, needs: Sequence[str] = ()) -> re.Pattern[str]:
    """The regular expression of a text; an error in it (`re.error`) shows at its first use.

    `needs`: in every match, or in what it looks for right behind, stands one of these words or characters.
    """
    made = _Waiting(expression, flags, needs) if needs else _Pattern(expression, flags)
    return cast("re.Pattern[str]", made)


def bytes_pattern(expression: bytes, flags: int = 0) -> re.Pattern[bytes]:
    """The regular expression of bytes, likewise."""
    return cast("re.Pattern[bytes]", _Pattern(expression, flags))


def not_before(characters: str) -> str:
    """The expression for `(?![…])`, which costs ten times as much to compile."""
    return "".join(f"(?!{character})" for character in characters)


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words or characters stands in the text: `a|b` needs no expression."""
    return any(map(text.__contains__, words))
