"""The elements of HTML by what they mean to a reader: lines of their own, not printed, pictures, parts of a table."""

from __future__ import annotations

BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody
    td tfoot th thead tr ul""".split()
)
CELLS = frozenset(["td", "th"])
ROW_GROUPS = frozenset(["table", "tbody", "thead", "tfoot"])
LINES = BLOCKS - CELLS - ROW_GROUPS - {"tr", "html", "body"} | {"br"}
"""What begins and ends a line inside a cell."""
RAISED = frozenset(["sup", "sub", "del", "s", "strike"])
"""What is printed above, below or struck through: its digits are no digits of the figure beside it."""
UNPRINTED = frozenset("button input math noframes noscript option script select style svg template textarea".split())
PICTURES = frozenset(["img", "object", "embed", "iframe", "canvas"])
LEVELS: dict[object, int] = {f"h{level}": level for level in range(1, 7)}
