"""A table run together in one paragraph → the figures that stand there unread, and the few that can be read.

`申请数量21710000218` may be split in many ways: such figures are kept as glued, never guessed. A row of one column has
nothing to be split.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from reportcheck import forms
from reportcheck.forms import FormRow, FormTable
from reportcheck.labels import key
from reportcheck.numerals import read_number
from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple
from reportcheck.values import Block, Fact, Text, Unplaced

LEAST_ROWS = 3
"""Labels run together with digits in one paragraph from which on it is a table and no sentence."""

_NOISE = pattern(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")
_COUNTED = "件条项个宗起份次年月日人余多万亿元"


class GluedTable(NamedTuple):
    """What was found of a table run together: facts of its one-column rows, the rest unplaced."""

    edition: str
    block: int
    facts: tuple[Fact, ...]
    unplaced: tuple[Unplaced, ...]


def find_glued(blocks: Sequence[Block], id: str) -> GluedTable | None:
    """The first paragraph that is this table run together, in the edition most of whose labels it holds."""
    for index, block in enumerate(blocks):
        if isinstance(block, Text) and any(map(str.isdigit, block.text)):
            text = _NOISE.sub("", unicodedata.normalize("NFKC", block.text)).lower()
            found = [_read(text, index, block, id, form.edition) for form in forms.editions()]
            best = max((each for each in found if each), key=lambda each: each[0], default=None)
            if best:
                return best[1]
    return None


def _read(text: str, index: int, block: Text, id: str, edition: str) -> tuple[int, GluedTable] | None:
    """→ (how many labels of the edition's table the text holds, the table)."""
    table = forms.edition(edition).table(id)
    if table.layout == "across":
        unplaced = tuple(_glued_line(text, block, table))
        facts: tuple[Fact, ...] = ()
    else:
        runs = list(_label_runs(text, edition, id))
        if len({row.id for row, _ in runs}) < LEAST_ROWS:
            return None
        facts = tuple(_fact(table, row, digits, block) for row, digits in runs if len(row.columns) == 1)
        several = ((row, digits) for row, digits in runs if len(row.columns) > 1)
        unplaced = tuple(Unplaced(id, row.id, None, digits, "glued", block.place) for row, digits in several)
    if not facts and not unplaced:
        return None
    labels = (key(wording) for column in table.columns for wording in column.label.wordings)
    score = len(facts) + len(unplaced) + sum(label in text for label in labels)
    return score, GluedTable(edition, index, facts, unplaced)


def _label_runs(text: str, edition: str, id: str) -> Iterator[tuple[FormRow, str]]:
    """Each row label directly followed by digits, the next item's number taken off; the first of each row."""
    pattern, rows = _pattern(edition, id)
    matches = list(pattern.finditer(text))
    seen: set[str] = set()
    for match in matches:
        row = rows[match[1]]
        digits = match[2]
        following = rows.get(_label_after(pattern, text, match.end()))
        number = key_number(following) if following else ""
        if number and digits.endswith(number) and len(digits) > len(number):
            digits = digits[: -len(number)]
        if row.id not in seen:
            seen.add(row.id)
            yield row, digits


def key_number(row: FormRow) -> str:
    """The digits of a row's item number, "" where it is none of digits."""
    return "".join(filter(str.isdigit, row.label.numeral))


def _label_after(pattern: re.Pattern[str], text: str, position: int) -> str:
    match = pattern.match(text, position)
    return match[1] if match else ""


@cache
def _pattern(edition: str, id: str) -> tuple[re.Pattern[str], dict[str, FormRow]]:
    """A pattern of all row labels, the longest first, each with the digits behind it."""
    rows = {
        key(wording): row for row in forms.edition(edition).table(id).rows for wording in reversed(row.label.wordings)
    }
    labels = "|".join(sorted(map(re.escape, rows), key=len, reverse=True))
    return re.compile(rf"({labels})(\d+(?:[.,]\d+)*)(?![\d{_COUNTED}])"), rows


def _glued_line(text: str, block: Text, table: FormTable) -> Iterator[Unplaced]:
    """The figures of a table of one line: digits behind the last header word, all row labels before them."""
    last = key(table.columns[-1].label.text)
    match = re.search(rf"{last}(\d{{{len(table.columns)},}})(?![\d{_COUNTED}])", text)
    if match and all(key(row.label.text) in text[: match.start()] for row in table.rows):
        yield Unplaced(table.id, None, None, match[1], "glued", block.place)


def _fact(table: FormTable, row: FormRow, digits: str, block: Text) -> Fact:
    column = table.column(row.columns[0])
    return Fact(table.id, row.id, column.id, read_number(digits, column.unit), block.place)
