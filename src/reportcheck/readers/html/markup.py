"""Bytes of a page → its tags as they stand there, outside comments and scripts: for lines, and to tell a cut page."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator

from reportcheck.errors import Damaged
from reportcheck.patterns import bytes_pattern

_TOKEN = bytes_pattern(
    rb"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1|\Z)|<(/?[A-Za-z][A-Za-z0-9:]*)", re.I | re.S
)
_BEFORE_ROWS = frozenset("table /tr tbody thead tfoot /tbody /thead /tfoot /caption /colgroup col".split())
_CELL_STARTS = frozenset(["td", "th"])
_CELL_ENDS = frozenset("/td /th /caption tr /tr tbody /tbody thead /thead tfoot /tfoot".split())
_TAIL = 4096
_TAG_BEGINS = bytes_pattern(rb"<[A-Za-z!/]")


def tags(data: bytes) -> Iterator[tuple[str, int]]:
    """The name of each tag in lower case, `/` before that of an end tag, and where it stands."""
    for match in _TOKEN.finditer(data):
        name = match[1] or match[2]
        if name:
            yield name.decode("ascii").lower(), match.start()


def lines_by_tag(data: bytes) -> dict[str, deque[int]]:
    """The lines of the start tags, by tag, in order."""
    lines: dict[str, deque[int]] = defaultdict(deque)
    line, position = 1, 0
    for name, start in tags(data):
        line += data.count(b"\n", position, start)
        position = start
        lines[name].append(line)
    return lines


def with_omitted_tags(data: bytes) -> bytes:
    """The page with the tags a browser understands to be there, each on the line of the next tag.

    A cell behind a row begins a row, where for lxml an end tag alone means nothing; a table that begins in another and
    in no cell of it ends the other.
    """
    pieces: list[bytes] = []
    done = 0
    before = ""
    in_cell: list[bool] = []
    for name, start in tags(data):
        omitted = b""
        if name in _CELL_STARTS and before in _BEFORE_ROWS:
            omitted = b"<tr>"
        elif name == "table" and in_cell and not in_cell[-1]:
            omitted = b"</table>"
            in_cell.pop()
        if omitted:
            pieces += [data[done:start], omitted]
            done = start
        if name == "table":
            in_cell.append(False)
        elif in_cell and name == "/table":
            in_cell.pop()
        elif in_cell and (name in _CELL_STARTS or name == "caption"):
            in_cell[-1] = True
        elif in_cell and name in _CELL_ENDS:
            in_cell[-1] = False
        before = name
    return b"".join([*pieces, data[done:]])


def is_cut(data: bytes) -> bool:
    """Whether the page opens a body and never closes it; Damaged where it ends inside a tag or a table besides."""
    last = data.rfind(b"<")
    if last > data.rfind(b">") and _TAG_BEGINS.match(data, last):
        raise Damaged("truncated", bytes=len(data))
    tail = data[-_TAIL:].lower()
    if b"</body" in tail or b"</html" in tail:
        return False
    names = [name for name, _ in tags(data)]
    if "/body" in names or "/html" in names or not {"html", "body"} & set(names):
        return False
    if names.count("table") > names.count("/table"):
        raise Damaged("truncated", bytes=len(data))
    return True
