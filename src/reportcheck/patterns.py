"""An expression → a regular expression that is compiled when it is first asked, not when its module is imported.

Character sets beyond Latin-1 make a pattern cost a tenth of a millisecond or more, and one document needs half of ours.
"""

import re
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
        compiled = re.compile(self.pattern, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression of a text; an error in it (`re.error`) shows at its first use."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))


def bytes_pattern(expression: bytes, flags: int = 0) -> re.Pattern[bytes]:
    """The regular expression of bytes, likewise."""
    return cast("re.Pattern[bytes]", _Pattern(expression, flags))
