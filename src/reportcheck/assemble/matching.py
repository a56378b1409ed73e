"""Rows of a document ↔ lines of a form: exact labels first, then what is alike between the neighbours found."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportcheck.assemble.chain import Pair, best_chain
from reportcheck.assemble.columns import context_score, place_figures
from reportcheck.assemble.lines import FormLine, Layout
from reportcheck.assemble.rows import Row, is_label
from reportcheck.labels import key, likeness, numeral

ALIKE = 0.5
"""Likeness from which on a printed label may be a misprinted or reworded one of the form."""
ALIKE_NUMBERED = 0.34
"""The same where the item number agrees too."""
JOINED = 4
"""How many lines a label may be broken over."""
HEADER = 0.6
"""Share of header labels that must be there to recognise a row that has no label of its own."""

BREAK = 4
"""Paragraphs of running text over which no table goes on."""


@dataclass(frozen=True, slots=True)
class Match:
    """Row `index` is line `line`; its label ends at `split` (`split` pieces before the figures)."""

    index: int
    line: FormLine
    split: int
    score: float


def exact_matches(rows: Sequence[Row], layout: Layout) -> list[Match]:
    """Every (row, line) whose label is one of the accepted wordings."""
    found: list[Match] = []
    for index, row in enumerate(rows):
        for label, split in _label_keys(row):
            for line in map(layout.lines.__getitem__, layout.by_key.get(label, ())):
                if _figures_follow(row, split, line):
                    found.append(Match(index, line, split, 1.0))
    return found


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
        if not any(match.index == f.index or rows_of_form & {slot.row for slot in f.line.slots} for f in found):
            found.append(match)
    return sorted(found, key=lambda match: match.index)


def _header_match(index: int, row: Row, line: FormLine, *, whole: bool) -> Match | None:
    """Some rows only: the labels above the columns must say which, and the figures be as many."""
    figures = row.pieces[row.split :]
    if not figures or not (row.grid or whole):
        return None
    placing = place_figures(row, figures, line.slots) if row.grid else None
    score = placing.header_score if placing else context_score(row, line.slots)
    if score < HEADER or (not whole and placing and (placing.above_score < 1.0 or placing.slots is None)):
        return None
    filled = sum(1 for piece in figures if piece.text) / (len(figures) + 1)
    return Match(index, line, row.split, 1.0 + score + filled)


def _label_keys(row: Row) -> list[tuple[str, int]]:
    """The keys a row's label may have, with the index where its figures begin."""
    if not row.grid:
        texts = [piece.text for piece in row.pieces[: row.split]]
        joined = ["".join(texts[-n:]) for n in range(1, min(JOINED, len(texts)) + 1)]
        words = texts[-1].split() if texts else []
        tails = ["".join(words[start:]) for start in range(1, len(words))]
        return [(key(text), row.split) for text in (*joined, *tails)]
    return [(key(piece.text), index + 1) for index, piece in enumerate(row.pieces[:-1]) if is_label(piece.text)]


def _figures_follow(row: Row, split: int, line: FormLine) -> bool:
    """Words behind a label are figures nobody can read only where there are just as many as the line has."""
    return not is_label(row.pieces[split].text) or len(row.pieces) - split == len(line.slots)


def chain_matches(matches: Iterable[Match], layout: Layout) -> list[Match]:
    """Of all possible matches those that run forward in both document and form."""
    positions = {id(line): number for number, line in enumerate(layout.lines)}
    by_pair: dict[tuple[int, int], Match] = {}
    for match in matches:
        pair = (match.index, positions[id(match.line)])
        if pair not in by_pair or match.score > by_pair[pair].score:
            by_pair[pair] = match
    pairs = [Pair(index, line, match.score) for (index, line), match in by_pair.items()]
    return [by_pair[pair.left, pair.right] for pair in best_chain(pairs)]


def best_cluster(matches: Sequence[Match], breaks: Sequence[int]) -> list[Match]:
    """A table does not go on after pages of running text: of the parts torn apart by it, the one that fits best."""
    clusters: list[list[Match]] = []
    for match in matches:
        if clusters and breaks[match.index] - breaks[clusters[-1][-1].index] < BREAK:
            clusters[-1].append(match)
        else:
            clusters.append([match])
    return max(clusters, key=lambda cluster: sum(match.score for match in cluster), default=[])


def fill_gaps(rows: Sequence[Row], layout: Layout, matches: list[Match]) -> list[Match]:
    """Rows with misprinted or reworded labels, among the lines left over between their neighbours."""
    positions = {id(line): number for number, line in enumerate(layout.lines)}
    taken = {match.index for match in matches}
    known = [(matches[0].index - 3, -1), *((m.index, positions[id(m.line)]) for m in matches)]
    known.append((matches[-1].index + 3, len(layout.lines)))
    found = list(matches)
    for (row, line), (next_row, next_line) in itertools.pairwise(known):
        if next_line - line <= 1:
            continue
        free = [i for i in range(max(row + 1, 0), min(next_row, len(rows))) if i not in taken]
        alike = [
            Match(i, layout.lines[j], split, score)
            for i in free
            for j in range(line + 1, next_line)
            for score, split in [_alike(rows[i], layout.lines[j])]
            if score
        ]
        found += chain_matches(alike, layout)
    return sorted(found, key=lambda match: match.index)


def _alike(row: Row, line: FormLine) -> tuple[float, int]:
    """→ (likeness of the row's label to the line's where it is enough, where the figures begin)."""
    best, where = 0.0, row.split
    texts = [piece.text for piece in row.pieces[: row.split] if is_label(piece.text)]
    same_number = bool(texts) and bool(line.numeral) and numeral(texts[-1]) == line.numeral
    for label, split in _label_keys(row):
        score = max((likeness(label, each) for each in line.keys), default=0.0)
        if score > best and _figures_follow(row, split, line) and score >= (ALIKE_NUMBERED if same_number else ALIKE):
            best, where = score, split
    return best, where
