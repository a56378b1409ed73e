"""Every distance the PDF reader allows, in one value: none is in points, all are parts of the height of the print."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Parts of an em, the height of the print on the page; a producer that halves its page halves them all.

    `snap`: rules this close together are one. `join`: pieces of a rule this far apart are one. `thin`: a filled box
    up to this is a rule. `covered`: the part of a side of a cell that must be ruled, 0 to 1. `word`: the gap that is
    a space. `column`: the gap that parts columns, `cell`: the one that
    parts them in a line that is a row of cells. `line`: the part of its height by which a glyph may stand off its
    line. `slack`: the room a full line may leave at the margin.
    """

    snap: float = 0.3
    join: float = 0.4
    thin: float = 0.35
    covered: float = 0.7
    word: float = 0.18
    column: float = 1.5
    cell: float = 0.45
    line: float = 0.5
    slack: float = 0.7

    def __post_init__(self) -> None:
        """Raises ValueError for what would read every page wrongly: nothing, infinity, a rule as wide as a column."""
        for field in fields(self):
            value = getattr(self, field.name)
            if not 0 < value < 5:
                raise ValueError(f"{field.name} must lie between 0 and 5 em, not {value}")
        if self.covered > 1 or self.line > 1:
            raise ValueError("covered and line are parts of a whole")
        if not self.snap <= self.join < self.column or self.thin >= 1 or not self.word < self.cell <= self.column:
            raise ValueError("rules would be taken for columns")


TOLERANCES = Tolerances()
