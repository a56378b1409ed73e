"""The text of a section → its paragraphs as running text: wrapped lines joined, white space and width taken out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from reportcheck.patterns import holds, pattern
from reportcheck.tuples import NamedTuple

Topic = str | None

LONGEST_HEADING = 45
"""Characters of a heading on a line of its own."""

_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_KEPT = {ord(mark): ord(mark) for mark in "，；："}
_PLAIN = {**_WIDE, **_KEPT, ord("﹪"): ord("%")}
_JOINED = ("(含部分公开)", "及含部分公开的")
"""A bracket that names one more thing, said without the bracket in as many characters: offsets stay what they are."""
_THOUSANDS = pattern("(?<=[0-9])，(?=[0-9]{3}(?![0-9]))")
"""The wide comma of 1，052件 stands in a number: nobody sets two numbers beside one another without a unit."""
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
_CHUNK = pattern(rf"[^\s{_UNSEEN}]+")
_PLAIN_CHUNK = pattern(r"\S+")
"""The same where no mark without width stands."""
_OPENING = pattern(r"\s*([(（])?[一二三四五六七八九十]{1,3}(?(1)[)）]|、)")
_ITEM = pattern(r"\s*(?:\d{1,2}[.．](?!\d)|\d{1,2}、(?!\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]是)")
_WORTH = ("未", "无", "没", "零", "百分", "办结", "完毕", "完结", "维持")
_DIGIT = pattern(r"\d")
_COUNTED = pattern(
    r"[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾][余多]?\s?[件宗起份例元万]", needs="件宗起份例元万"
)
_ENDS = tuple("。！？；：!?;:")
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("disputes", ("复议", "诉讼")),
    ("requests", ("依申请", "申请公开", "公开申请")),
    ("disclosure", ("主动公开",)),
)


class Passage(NamedTuple):
    """A paragraph without white space: `chunks` are (offset here, offset in the section's text), in order.

    `topic` is what the headings above it say it is about.
    """

    text: str
    chunks: tuple[tuple[int, int], ...]
    topic: Topic
    section: str | None = None

    def origin(self, offset: int) -> int:
        """The offset in the section's text of the character at `offset`."""
        if len(self.chunks) == 1:
            return self.chunks[0][1] + offset
        here, there = self.chunks[bisect_right(self.chunks, (offset, 1 << 60)) - 1]
        return there + offset - here


@lru_cache(maxsize=32)
def text_to_passages(text: str, section: str | None) -> tuple[Passage, ...]:
    """The paragraphs that may tell of a number, of none or of all; figures and claims are read from the same."""
    return tuple(_passages(text, section))


def _passages(text: str, section: str | None) -> Iterator[Passage]:
    """A line that ends in the middle of a sentence goes on in the next one."""
    topic: Topic = section if section in ("requests", "disputes") else None
    own = topic
    start, position = 0, 0
    lines = text.split("\n")
    for line, following in pairwise([*lines, ""]):
        position += len(line) + 1
        if position <= len(text) and _goes_on(line, following):
            continue
        whole = text[start : position - 1]
        topic = _topic(whole, topic, own)
        if holds(whole, _WORTH) or _DIGIT.search(whole) or _COUNTED.search(whole):
            yield _passage(whole, start, topic, section)
        start = position


def _goes_on(line: str, following: str) -> bool:
    if line.rstrip().endswith(_ENDS) or _OPENING.match(following) or _ITEM.match(following):
        return False
    return not _is_heading(line)


def _is_heading(line: str) -> bool:
    numbered = _OPENING.match(line) or _ITEM.match(line)
    return len(line) <= LONGEST_HEADING and bool(numbered) and "，" not in line and "。" not in line


def _topic(text: str, topic: Topic, own: Topic) -> Topic:
    """Told by a heading on a line of its own or by one that runs into its paragraph."""
    opening = _OPENING.match(text)
    if opening is None and (_ITEM.match(text) is None or not _is_heading(text)):
        return topic
    head = text[: 30 if opening is None else opening.end() + 16]
    named = next((name for name, words in _HEADS if holds(head, words)), None)
    return named or (topic if opening is None else own)


def _passage(text: str, start: int, topic: Topic, section: str | None) -> Passage:
    """White space between two letters or digits stays as one space: what it tears apart is not one number."""
    pieces: list[str] = []
    chunks: list[tuple[int, int]] = []
    length = 0
    for match in (_CHUNK if holds(text, _UNSEEN) else _PLAIN_CHUNK).finditer(text):
        chunk = match[0]
        if pieces and _is_plain(pieces[-1][-1]) and _is_plain(chunk[0]):
            chunks.append((length, start + match.start() - 1))
            pieces.append(" ")
            length += 1
        chunks.append((length, start + match.start()))
        pieces.append(chunk)
        length += len(chunk)
    plain = "".join(pieces).translate(_PLAIN).replace(*_JOINED)
    if "，" in plain:
        plain = _THOUSANDS.sub(",", plain)
    return Passage(plain, tuple(chunks), topic, section)


def _is_plain(character: str) -> bool:
    return character.isdigit() or (character.isascii() and character.isalnum())
