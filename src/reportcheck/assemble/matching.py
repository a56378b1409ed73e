"""Rows of a document ↔ lines of a form: exact labels first, then what is alike between the neighbours found."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from reportcheck.assemble.chain import Pair, best_chain
from reportcheck.assemble.columns import context_score, place_figures
from reportcheck.assemble.lines import FormLine, Layout
from reportcheck.assemble.rows import Row, is_label
from reportcheck.labels import key, likeness, numeral
from reportcheck.numerals import is_figure
from reportcheck.tuples import NamedTuple

ALIKE = 0.5
"""Likeness from which on a printed label may be a misprinted or reworded one of the form."""
ALIKE_NUMBERED = 0.34
"""The same where the item number agrees too."""
SHORTEST_PART = 5
"""Characters of a piece of a label that may stand for the whole."""
LEAST_COPIED = 3
"""Lines found again from which on a table was printed twice."""
HEADER = 0.6
"""Share of header labels that must be there to recognise a row that has no label of its own."""

BEST_ACROSS = 3.0
"""The score of a row recognised by its header does not reach it; that of one recognised by its label is 1 at most."""
BREAK = 4
"""Paragraphs of running text over which no table goes on."""


class Match(NamedTuple):
    """The row at index `at` is `line`; its label ends at `split` (`split` pieces before the figures)."""

    at: int
    line: FormLine
    split: int
    score: float


class Printed:
    """The rows of a document in reading order; `breaks[i]` counts the running text before row i."""

    def __init__(self, rows: Sequence[Row], breaks: Sequence[int]) -> None:
        """As many breaks as rows."""
        self.rows = rows
        self.breaks = breaks

    @cached_property
    def labels(self) -> dict[str, list[tuple[int, int, int]]]:
        """A label's key → (row, how many labels of the row come before, where the figures begin)."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        for index, row in enumerate(self.rows):
            for position, (label, split) in enumerate(row.label_keys):
                found.setdefault(label, []).append((index, position, split))
        return found


def exact_matches(printed: Printed, layout: Layout) -> list[Match]:
    """Every (row, line) whose label is one of the accepted wordings, by row."""
    known = sorted(
        (index, position, split, number)
        for label, lines in layout.by_key.items()
        for index, position, split in printed.labels.get(label, ())
        for number in lines
    )
    found = [Match(index, layout.lines[number], split, 1.0) for index, _, split, number in known]
    return [match for match in found if _figures_follow(printed.rows[match.at], match.split, match.line)]


def across_matches(rows: Sequence[Row], layout: Layout) -> list[Match]:
    """Rows whose header accounts for a run of the form's rows: the best first, no row of the form twice."""
    possible = [
        match
        for index, row in enumerate(rows)
        for line in layout.lines
        if (match := _header_match(index, row, line, whole=line is layout.lines[0]))
    ]
    found: list[Match] = []
    for match in sorted(possible, key=lambda match: (-match.score, -len(match.line.slots))):
        rows_of_form = {slot.row for slot in match.line.slots}
        if not any(match.at == f.at or rows_of_form & {slot.row for slot in f.line.slots} for f in found):
            found.append(match)
    return sorted(found, key=lambda match: match.at)


def _header_match(index: int, row: Row, line: FormLine, *, whole: bool) -> Match | None:
    """Some rows only: the labels above the columns must say which, and the figures be as many."""
    split = 0 if _is_all_figures(row, line) else row.split
    figures = row.pieces[split:]
    if not figures or (not whole and not (row.grid and len(figures) == len(line.slots) and _is_named(row, line))):
        return None
    placing = place_figures(row, figures, line) if row.grid else None
    score = placing.header_score if placing else 0.0
    if not whole and placing and (placing.above_score < 1.0 or placing.slots is None):
        return None
    if whole and score < HEADER:
        score = max(score, context_score(row, line), _scattered_score(row, line, len(figures)))
    if score < HEADER:
        return None
    filled = sum(1 for piece in figures if piece.text) / (len(figures) + 1)
    return Match(index, line, split, 1.0 + score + filled)


def _is_all_figures(row: Row, line: FormLine) -> bool:
    """A cell for each figure and most hold one: a word among them is a figure nobody can read."""
    if not row.grid or not row.split or len(row.pieces) != len(line.slots):
        return False
    return sum(is_figure(piece.text) for piece in row.pieces) * 2 > len(row.pieces)


def _is_named(row: Row, line: FormLine) -> bool:
    """Whether the header over the row holds all labels that tell the rows of the line apart."""
    return not any(row.header.words.isdisjoint(head.above) for head in line.heads)


def _scattered_score(row: Row, line: FormLine, figures: int) -> float:
    """A header whose words were scattered: all upper labels are there, every character of the others, every figure."""
    if figures != len(line.slots):
        return 0.0
    text = row.context_key
    upper = all(any(each in text for each in head.above) for head in line.heads)
    own = all(any(set(each) <= set(text) for each in head.keys) for head in line.heads)
    return HEADER if text and upper and own else 0.0


def _figures_follow(row: Row, split: int, line: FormLine) -> bool:
    """Words behind a label are figures nobody can read only where there are just as many as the line has."""
    return not is_label(row.pieces[split].text) or len(row.pieces) - split == len(line.slots)


def chain_matches(matches: Iterable[Match], layout: Layout) -> list[Match]:
    """Of all possible matches those that run forward in both document and form."""
    positions = {line: number for number, line in enumerate(layout.lines)}
    by_pair: dict[tuple[int, int], Match] = {}
    for match in matches:
        pair = (match.at, positions[match.line])
        if pair not in by_pair or match.score > by_pair[pair].score:
            by_pair[pair] = match
    pairs = [Pair(index, line, match.score) for (index, line), match in by_pair.items()]
    return [by_pair[pair.left, pair.right] for pair in best_chain(pairs)]


def best_cluster(matches: Sequence[Match], breaks: Sequence[int]) -> list[Match]:
    """A table does not go on after pages of running text: of the parts torn apart by it, the one that fits best."""
    clusters: list[list[Match]] = []
    for match in matches:
        if clusters and breaks[match.at] - breaks[clusters[-1][-1].at] < BREAK:
            clusters[-1].append(match)
        else:
            clusters.append([match])
    return max(clusters, key=lambda cluster: sum(match.score for match in cluster), default=[])


def add_moved(rows: Sequence[Row], exact: Sequence[Match], matches: list[Match]) -> list[Match]:
    """Rows out of the form's order: an exact label that names one free line, in a grid or among lines of the table."""
    blocks = {rows[match.at].blocks for match in matches if rows[match.at].grid}
    first, last = matches[0].at, matches[-1].at
    inside = [m for m in exact if (rows[m.at].blocks in blocks if rows[m.at].grid else first < m.at < last)]
    return sorted([*matches, *_sole(inside, matches)], key=lambda match: match.at)


def find_strays(printed: Printed, exact: Sequence[Match], matches: Sequence[Match], layout: Layout) -> list[Match]:
    """Rows apart from the table that carry the label of a line it lacks: they belong to it, and something is torn.

    On lines of text they stand near it, or are several in order; in a grid they may stand anywhere.
    """
    breaks, lines = printed.breaks, {match.line for match in matches}
    if len(lines) == len(layout.lines):
        return []
    near = [m for m in exact if any(abs(breaks[m.at] - breaks[match.at]) < BREAK for match in matches)]
    in_grids = [m for m in exact if printed.rows[m.at].grid]
    apart = [m for m in _second_cluster(exact, matches, layout, breaks) if m.line not in lines]
    found = {match.at: match for match in (*apart, *_sole(in_grids, matches), *_sole(near, matches))}
    return [found[at] for at in sorted(found)]


def find_duplicates(
    exact: Sequence[Match], matches: Sequence[Match], layout: Layout, breaks: Sequence[int]
) -> list[Match]:
    """The rows of a second print of the table: at least three of its lines, in order, beside those already taken.

    A line that was not taken before is no copy, even there.
    """
    lines = {match.line for match in matches}
    return [match for match in _second_cluster(exact, matches, layout, breaks) if match.line in lines]


def _second_cluster(
    exact: Sequence[Match], matches: Sequence[Match], layout: Layout, breaks: Sequence[int]
) -> list[Match]:
    """The best run of at least three lines among the rows that were not taken."""
    taken = {match.at for match in matches}
    second = best_cluster(chain_matches([m for m in exact if m.at not in taken], layout), breaks)
    return second if len(second) >= LEAST_COPIED else []


def _sole(candidates: Sequence[Match], matches: Sequence[Match]) -> list[Match]:
    """Of the candidates those that are the only one for a free line, and for which it is the only line."""
    rows, lines = {match.at for match in matches}, {match.line for match in matches}
    free = [match for match in candidates if match.at not in rows and match.line not in lines]
    by_row, by_line = Counter(m.at for m in free), Counter(m.line for m in free)
    return [match for match in free if by_row[match.at] == 1 and by_line[match.line] == 1]


def fill_gaps(rows: Sequence[Row], layout: Layout, matches: list[Match], exact: Sequence[Match]) -> list[Match]:
    """Rows with misprinted or reworded labels, among the lines left over between their neighbours.

    A row with the very label of another line that is free is that line, moved.
    """
    positions = {line: number for number, line in enumerate(layout.lines)}
    lines_taken = {match.line for match in matches}
    taken = {match.at for match in matches} | {match.at for match in exact if match.line not in lines_taken}
    known = [(matches[0].at - 3, -1), *((m.at, positions[m.line]) for m in matches)]
    known.append((matches[-1].at + 3, len(layout.lines)))
    found = list(matches)
    for (row, line), (next_row, next_line) in itertools.pairwise(known):
        free = [i for i in range(max(row + 1, 0), min(next_row, len(rows))) if i not in taken]
        lines = layout.lines[line + 1 : next_line]
        if not free or not lines:
            continue
        alike = [
            Match(i, each, split, score)
            for i in free
            for each in lines
            for score, split in [_alike(rows[i], each)]
            if score
        ]
        found += chain_matches(alike, layout)
        still = [i for i in free if i not in {match.at for match in found}]
        found += _by_part(rows, still, [each for each in lines if each not in {m.line for m in found}])
    return sorted(found, key=lambda match: match.at)


def _by_part(rows: Sequence[Row], free: Sequence[int], lines: Sequence[FormLine]) -> list[Match]:
    """Rows whose printed label is a part of one free line's label and of no other's, the line being claimed once."""
    claims = [(index, line) for index in free for line in lines if is_part(rows[index], line)]
    by_row, by_line = Counter(index for index, _ in claims), Counter(line for _, line in claims)
    sole = [(index, line) for index, line in claims if by_row[index] == 1 and by_line[line] == 1]
    return [Match(index, line, rows[index].split, ALIKE) for index, line in sole]


def is_part(row: Row, line: FormLine) -> bool:
    """Whether what is printed before the figures is a piece of the line's label, long enough to tell."""
    printed = key("".join(piece.text for piece in row.pieces[: row.split]))
    last = key(row.pieces[row.split - 1].text) if row.split else ""
    return any(len(p) >= SHORTEST_PART and any(p in each for each in line.keys) for p in (printed, last))


def _alike(row: Row, line: FormLine) -> tuple[float, int]:
    """→ (likeness of the row's label to the line's where it is enough, where the figures begin)."""
    best, where = 0.0, row.split
    texts = row.printed_labels
    same_number = bool(texts) and bool(line.numeral) and numeral(texts[-1]) == line.numeral
    for label, split in row.label_keys:
        score = max((likeness(label, each) for each in line.keys), default=0.0)
        if score > best and _figures_follow(row, split, line) and score >= (ALIKE_NUMBERED if same_number else ALIKE):
            best, where = score, split
    return best, where
