"""Words → what the program says to them, called in this process."""

from __future__ import annotations

import io
from typing import NamedTuple

from reportcheck.cli import run


class Answer(NamedTuple):
    """The exit code and what is written to both streams."""

    code: int
    out: str
    err: str

    @property
    def output(self) -> str:
        return self.out + self.err


def called(*words: str) -> Answer:
    """Exit code, stdout and stderr of the program called with these words."""
    out, err = io.StringIO(), io.StringIO()
    return Answer(run(words, out, err), out.getvalue(), err.getvalue())
