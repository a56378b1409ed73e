"""The sentences of language.toml on the reading of a document → docs/notes.md."""

from __future__ import annotations

from pages.markdown import blocks, code, escaped, table
from reportcheck.language import texts

INTRODUCTION = """\
What must be known about the reading of a document stands in the `notes` of its report. A note is no finding. More
codes may be added."""


def page() -> str:
    """The page."""
    sentences = {key.removeprefix("note."): text for key, text in texts().items() if key.startswith("note.")}
    rows = [(_name(key), escaped(text["en"]), escaped(text["zh"])) for key, text in sentences.items()]
    return blocks("# Notes", INTRODUCTION, table(("code", "meaning", "含义"), rows))


def _name(key: str) -> str:
    """A code, or a code and the cause among its arguments."""
    return ", cause ".join(map(code, key.split(".")))
