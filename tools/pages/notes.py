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
    rows = [(code(name), escaped(text["en"]), escaped(text["zh"])) for name, text in sentences.items()]
    return blocks("# Notes", INTRODUCTION, table(("code", "meaning", "含义"), rows))
