"""Running text between the tables → the sections of the report and the aspects of its overview.

A heading is recognised by its topic, not by its number: row labels of table three and items of an introductory list
carry the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from reportcheck.assemble.aspects import LONGEST_HEADING, RUN_IN_END, SUB_NUMBER, Line, find_aspects
from reportcheck.assemble.identity import split_signature
from reportcheck.forms import Form, FormSection
from reportcheck.labels import LOST_MARKS, heading_key, key, likeness, numeral
from reportcheck.numerals import is_figure, read_chinese_numeral
from reportcheck.patterns import HANZI, pattern
from reportcheck.tuples import NamedTuple
from reportcheck.values import Block, LinePlace, Section, Text, new

LEAST_LISTED = 3
"""Headings in a row from which on they may be a list of contents."""
GLUED = 0.95
"""How sure a heading is that runs into its paragraph."""
ALIKE = 0.6
"""Likeness from which on a numbered line is a reworded heading."""

MOST_PARTS = 4
"""Lines the label of a row may be broken over."""

_TOP = pattern(rf"\s*[一二三四五六七八九十]{{1,3}}\s*(?:[、.．，,:：？{LOST_MARKS}]|\s)\s*(?![)）])")
_TOP_PART = pattern(r"\s*第[一二三四五六七八九十]{1,2}部分\s*[、.．，,:：]?\s*(?![)）])")
_LEADER = pattern(r"[.…·．。-]{2,}\s*\d{1,3}\s*$")
_CHINESE = pattern(HANZI)
_SENTENCE_END = ("。", "！", "？", "；", "。”", "。）", ".", ";", "!")


class Heading(NamedTuple):
    """Line `line` opens section `id` (None: one the form does not know); `rest` follows it on the same line."""

    line: int
    id: str | None
    text: str
    rest: str
    sure: float


def blocks_to_lines(blocks: Sequence[Block]) -> list[Line]:
    """What may be heading or content: links are neither."""
    return [
        new(Line, (index, block.text, block.place, block.level))
        for index, block in enumerate(blocks)
        if isinstance(block, Text) and not block.link
    ]


def find_headings(lines: Sequence[Line], form: Form, row_keys: frozenset[str]) -> list[Heading]:
    """The headings in reading order, at most one per prescribed section; `row_keys` are labels of table rows."""
    wanted = _wanted(form.sections)
    read = (_heading(number, line, form, wanted, row_keys) for number, line in enumerate(lines))
    candidates = [found for found in read if found]
    if any(_match_top(candidate.text) for candidate in candidates if candidate.sure == 1.0):
        candidates = [c for c in candidates if not SUB_NUMBER.match(c.text) or _is_own_number(c, form)]
    candidates = _without_list(lines, candidates)
    candidates = [c for c in candidates if c.sure >= 0.9 or _in_order(c, candidates, form)]
    chosen = [_choose(lines, candidates, section.id) for section in form.sections]
    known = sorted((heading for heading in chosen if heading), key=lambda heading: heading.line)
    return sorted([*known, *_extra_headings(lines, known, row_keys)], key=lambda heading: heading.line)


def sure_headings(lines: Sequence[Line], form: Form) -> frozenset[int]:
    """The blocks of the lines that are headings beyond doubt: numbered, in an accepted wording. No table holds them."""
    wanted = _wanted(form.sections)
    found = (_heading(number, line, form, wanted, frozenset()) for number, line in enumerate(lines))
    return frozenset(lines[heading.line].block for heading in found if heading and heading.sure == 1.0)


class CutSection(NamedTuple):
    """A section and the lines its text is joined from."""

    section: Section
    lines: tuple[Line, ...]


def cut_sections(lines: Sequence[Line], headings: Sequence[Heading], form: Form) -> tuple[CutSection, ...]:
    """The sections with their text; the last one ends with its last full sentence: signature and footer follow."""
    sections = []
    for heading, following in zip_longest(headings, headings[1:]):
        body = list(lines[heading.line + 1 : following.line if following else len(lines)])
        if following is None:
            body = without_footer(body)
        if heading.rest:
            body.insert(0, _behind_heading(lines[heading.line], heading.rest))
        text = joined(body)
        aspects = find_aspects(body, heading.id, form)
        section = Section(heading.id, heading.text, text, aspects, lines[heading.line].place)
        sections.append(CutSection(section, tuple(body)))
    return tuple(sections)


def _behind_heading(line: Line, rest: str) -> Line:
    """The rest of a line whose heading has been taken off."""
    place = line.place
    if isinstance(place, LinePlace):
        place = place._replace(column=place.column + max(line.text.rfind(rest), 0))
    return line._replace(text=rest, place=place)


@lru_cache(maxsize=16)
def _wanted(sections: tuple[FormSection, ...]) -> dict[str, str]:
    """The key of every accepted wording of a heading → the section it opens; the mark behind its number may be lost."""
    wordings = [(heading_key(each), s) for s in reversed(sections) for each in (*s.headings, *s.aliases)]
    return {way: s.id for wording, s in wordings for way in (f"{s.numeral}{wording}", wording)}


def _match_top(text: str) -> re.Match[str] | None:
    """The number of a section at the beginning."""
    return (_TOP_PART if text.lstrip().startswith("第") else _TOP).match(text)


def _heading(
    number: int, line: Line, form: Form, wanted: Mapping[str, str], row_keys: frozenset[str]
) -> Heading | None:
    """Exact wording on a line of its own or before running text; else a numbered line that is much like one."""
    text = line.text
    short, numbered = len(text) <= LONGEST_HEADING, _match_top(text) is not None
    if not (short or numbered or line.level) or (text.rstrip()[-1:].isdecimal() and _LEADER.search(text)):
        # Running text, as most lines are, or an entry of a list of contents.
        return None
    for head, rest in _split_run_in(text, short=short, numbered=numbered or line.level is not None):
        if rest and _is_list(text, form):
            return None
        id = wanted.get(heading_key(head))
        if id:
            return Heading(number, id, head, rest, 1.0 if numbered or line.level else 0.9)
    glued = _glued_heading(number, text, form)
    if glued:
        return glued
    if not short or not (numbered or line.level) or key(text) in row_keys:
        return None
    return _likely_heading(number, text, form, row_keys)


def _is_list(text: str, form: Form) -> bool:
    """An introductory list names several sections in one paragraph and says nothing else."""
    named = sum(section.headings[0] in text for section in form.sections)
    return named >= 3 and len(text) < 60 * named


def _likely_heading(number: int, text: str, form: Form, row_keys: frozenset[str]) -> Heading | None:
    printed = heading_key(text)
    scored = [
        (max(likeness(printed, heading_key(each)) for each in (*section.headings, *section.aliases)), section.id)
        for section in form.sections
    ]
    score, id = max(scored)
    rows = max((likeness(key(text), each) for each in row_keys), default=0.0)
    if score >= ALIKE and score > rows:
        return Heading(number, id, text, "", score)
    own = next((s for s in form.sections if numeral(text) == s.numeral and any(t in text for t in s.topics)), None)
    return Heading(number, own.id, text, "", ALIKE) if own and rows < ALIKE else None


def _glued_heading(number: int, text: str, form: Form) -> Heading | None:
    """The section's own number and wording with the paragraph right behind: the line end between them was lost."""
    match = _match_top(text)
    section = next((s for s in form.sections if match and numeral(text) == s.numeral), None)
    if match is None or section is None:
        return None
    wordings = sorted((*section.headings, *section.aliases), key=len, reverse=True)
    found = next((w for w in wordings if text.startswith(w, match.end())), None)
    if found is None or len(text) < match.end() + len(found) + LONGEST_HEADING:
        return None
    end = match.end() + len(found)
    return Heading(number, section.id, text[:end], text[end:].strip(), GLUED)


def _split_run_in(text: str, *, short: bool, numbered: bool) -> list[tuple[str, str]]:
    """The ways a line may be read as heading and rest."""
    ways = [(text, "")] if short else []
    if numbered:
        start = match.end() if (match := _match_top(text)) else 0
        end = RUN_IN_END.search(text, start, start + LONGEST_HEADING)
        if end and end.start() > start:
            ways.append((text[: end.start()].strip(), text[end.start() :].lstrip("。：:； ").strip()))
    return ways


def _without_list(lines: Sequence[Line], candidates: Sequence[Heading]) -> list[Heading]:
    """Headings one after another with nothing between them are a list of contents, if most of them come again."""
    kept: list[Heading] = []
    rest = list(candidates)
    while rest:
        length = 1
        while length < len(rest) and _follows(lines, rest[length - 1], rest[length]):
            length += 1
        run, rest = rest[:length], rest[length:]
        if len({c.id for c in run}) < len(run):
            # The list and the first heading of the report behind it.
            rest.insert(0, run.pop())
        again = {c.id for c in run} & {c.id for c in rest}
        kept += [] if len(run) >= LEAST_LISTED and len(again) * 2 >= len(run) else run
    return kept


def _follows(lines: Sequence[Line], first: Heading, second: Heading) -> bool:
    adjacent = second.line == first.line + 1 and lines[second.line].block == lines[first.line].block + 1
    return adjacent and not first.rest


def _is_own_number(candidate: Heading, form: Form) -> bool:
    """Whether a heading numbered like a sub-heading carries the number of its section: another number system."""
    printed = numeral(candidate.text)
    value = int(printed) if printed.isdigit() else read_chinese_numeral(printed)
    return any(section.id == candidate.id and number == value for number, section in enumerate(form.sections, 1))


def _in_order(likely: Heading, candidates: Sequence[Heading], form: Form) -> bool:
    """A heading of another wording is one only where it stands between the neighbours its section has in the form."""
    order = {section.id: number for number, section in enumerate(form.sections)}
    own = order[likely.id or ""]
    sure = [(c.line, order[c.id or ""]) for c in candidates if c.sure >= 0.9]
    return all((line < likely.line) == (number < own) for line, number in sure if number != own)


def _choose(lines: Sequence[Line], candidates: Sequence[Heading], id: str) -> Heading | None:
    """Of several the surest; of equals the last that is followed by content: an introductory list comes first."""
    own = [candidate for candidate in candidates if candidate.id == id]
    if len(own) < 2:
        return own[0] if own else None
    heads = {candidate.line for candidate in candidates}
    return max(own, key=lambda c: (c.sure, bool(c.rest) or _has_content(lines, c.line, heads), c.line))


def _has_content(lines: Sequence[Line], number: int, heads: set[int]) -> bool:
    """Whether the next line is not a heading, or blocks that are no text lie between."""
    following = number + 1
    if following >= len(lines):
        return False
    return following not in heads or lines[following].block > lines[number].block + 1


def _extra_headings(lines: Sequence[Line], known: Sequence[Heading], row_keys: frozenset[str]) -> list[Heading]:
    """Numbered lines that go on with the numbers of the headings around them and are none of the prescribed."""
    found: list[Heading] = []
    if not known:
        return found
    taken = {heading.line: heading for heading in known}
    current = 0
    for number in range(known[0].line, len(lines)):
        text = lines[number].text
        value = _top_value(text)
        if number in taken:
            current = value or current + 1
        elif value == current + 1 and _is_bare_heading(text, row_keys) and not _is_row(lines, number, row_keys):
            following = next((h for h in known if h.line > number), None)
            if following is None or (_top_value(following.text) or value + 1) > value:
                found.append(Heading(number, None, text, "", 1.0))
                current = value
    return found


def _top_value(text: str) -> int | None:
    return read_chinese_numeral(numeral(text)) if _match_top(text) else None


def _is_bare_heading(text: str, row_keys: frozenset[str]) -> bool:
    return len(text) <= LONGEST_HEADING - 15 and not text.endswith(_SENTENCE_END) and key(text) not in row_keys


def _is_row(lines: Sequence[Line], number: int, row_keys: frozenset[str]) -> bool:
    """Whether it is the label of a row: a figure or a dash stands on it or the next two lines, or it goes on there."""
    label = lines[number].text
    for line in lines[number + 1 : number + MOST_PARTS]:
        label += line.text
        if heading_key(label) in row_keys:
            return True
    words = lines[number].text.split()[1:] + [line.text for line in lines[number + 1 : number + 3]]
    return any(is_figure(word) or not any(map(str.isalnum, word)) for word in words)


def joined(lines: Sequence[Line]) -> str:
    """Lines → the text of the contract: white space is one space, paragraphs are joined by a line feed."""
    return "\n".join(" ".join(line.text.split()) for line in lines)


def without_footer(body: Sequence[Line]) -> list[Line]:
    """The last section ends before its signature, else with its last full sentence: what follows is page furniture."""
    signed = next((number for number, line in enumerate(body) if number and split_signature(line.text)), None)
    body = list(body[:signed])
    ends = [
        number for number, line in enumerate(body) if line.text.endswith(_SENTENCE_END) and _CHINESE.search(line.text)
    ]
    return body[: ends[-1] + 1] if ends else body[:1]
