"""Is this an annual report at all? If not, what kind of paper does it look like?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportcheck import forms
from reportcheck.assemble.aspects import Line
from reportcheck.assemble.identity import Title
from reportcheck.assemble.layout import TableReading
from reportcheck.assemble.rows import LONGEST_LABEL
from reportcheck.assemble.sections import Heading
from reportcheck.errors import NotAnAnnualReport
from reportcheck.labels import key
from reportcheck.patterns import pattern
from reportcheck.values import Block, Document, Grid, Text

_SHORTEST_PARAGRAPH = 20
_FEWEST_PARAGRAPHS = 4
"""Paragraphs of its own from which on a page with a frame is no mere frame round another document."""
_MOST_ADDRESSES = 3
_PAPERS = (
    ("budget", pattern(r"预算|决算")),
    ("letter", pattern(r"的函$|报送|呈报|请示|上报")),
    ("notice", pattern(r"通知|公告|通告|通报|公示")),
)


def is_annual_report(
    blocks: Sequence[Block],
    title: Title | None,
    headings: Sequence[Heading],
    readings: Sequence[TableReading],
    lines: Sequence[Line],
    *,
    framed: bool,
) -> bool:
    """A title over paragraphs of its own, or two of: prescribed heading, prescribed table, label of art. 20.

    `framed`: the page shows another document; a line or two beside it are no report.
    """
    if title and sum(map(_is_paragraph, lines)) >= (_FEWEST_PARAGRAPHS if framed else 1):
        return True
    return (any(h.sure >= 0.9 and h.id for h in headings) + bool(readings) + _has_block_label(blocks)) >= 2


def refusal(document: Document) -> NotAnAnnualReport:
    """What is raised for a document that is no annual report: what it looks like, and how it calls itself."""
    addresses = list(dict.fromkeys(frames(document)))
    detail, title = _kind_of_paper(document)
    if addresses and detail in (None, "list"):
        return NotAnAnnualReport("frame", title=title, address="、".join(addresses[-_MOST_ADDRESSES:]))
    return NotAnAnnualReport(detail, title=title)


def frames(document: Document) -> Iterator[str]:
    """The addresses of the documents a page shows in frames."""
    return (meta.content for meta in document.metadata if meta.name == "frame")


def _kind_of_paper(document: Document) -> tuple[str | None, str]:
    """→ (notice, letter, budget, list or None; the line it calls itself by)."""
    texts = [block for block in document.blocks if isinstance(block, Text)]
    named = next((meta.content for meta in document.metadata if meta.name == "title"), "")
    heads = [named, *(text.text for text in texts[:12] if not text.link and len(text.text) <= LONGEST_LABEL)]
    heads = [head for head in heads if head]
    for detail, words in _PAPERS:
        found = next((head for head in heads if words.search(head)), None)
        if found:
            return detail, found
    links = document.links + sum(text.link for text in texts)
    if links >= 3 and links * 2 > document.links + len(texts):
        return "list", heads[0] if heads else ""
    return None, heads[0] if heads else ""


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _SHORTEST_PARAGRAPH and line.text.rstrip().endswith(("。", "；", "：", ".", "！"))


def _has_block_label(blocks: Sequence[Block]) -> bool:
    wanted = {key(row.block) for form in forms.editions() for table in form.tables for row in table.rows if row.block}
    for block in blocks:
        if isinstance(block, Grid):
            if any(key(cell.text) in wanted for cell in block.cells if len(cell.text) > 5):
                return True
        elif isinstance(block, Text) and len(block.text) < LONGEST_LABEL and key(block.text) in wanted:
            return True
    return False
