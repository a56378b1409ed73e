"""The percentages of one sentence → the sets of them that should make 100, each with what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportcheck.patterns import pattern
from reportcheck.rules.rule import Case
from reportcheck.rules.wording.told import sentence_of
from reportcheck.tuples import NamedTuple

_KINDS = (
    {"person": "自然人|公民|个人", "organization": "法人|组织"},
    {
        "network": "网络|网上|在线|平台|网站|互联网",
        "mail": "电子邮件|邮箱",
        "post": "信函|邮寄|信件|邮政",
        "visit": "当面|现场|窗口",
        "fax": "传真",
        "rest": "其[他它]",
    },
    {
        "granted": "(?<!不)予以公开|全部公开|同意公开",
        "partly_granted": "部分公开",
        "refused": "不予以?公开",
        "unavailable": "无法提供",
        "declined": "不予处理",
        "rest": "其[他它]",
    },
)
"""Ways to divide requests whose parts nothing can be in two of: part → the words for it."""
_PATTERNS = tuple({part: pattern(words) for part, words in kind.items()} for kind in _KINDS)
_COMPLETE = (frozenset({"person", "organization"}), frozenset({"rest"}), frozenset(_KINDS[2]))
"""Parts with which the set is all there is, in the order of the kinds; the second needs two more."""
_SHARE = pattern("占|[(（]$")
_HISTORY = pattern("同比|环比|增|减|降|升|率|较|比上|比去|以上|以下|达标")


class Shares(NamedTuple):
    """Percentages by their numbers; `total` may differ from 100 by `allowed`, `complete` where nothing is left out."""

    numbers: tuple[int, ...]
    total: Decimal
    allowed: Decimal
    complete: bool

    @property
    def is_wrong(self) -> bool:
        """More than 100, or less where nothing is left out."""
        over = self.total - 100
        return over > self.allowed or (self.complete and -over > self.allowed)


def sets_of_shares(case: Case) -> Iterator[Shares]:
    """One way of dividing a sentence, every percentage of it in another part; of any doubt there is no set."""
    sentences: dict[tuple[int, int, int], list[int]] = {}
    for number, each in enumerate(case.readings):
        if each.unit in ("%", "％"):
            sentences.setdefault((each.section, *sentence_of(case, each)), []).append(number)
    for (_, start, _), numbers in sentences.items():
        found = _set(case, numbers, start) if len(numbers) > 1 else None
        if found:
            yield found


def _set(case: Case, numbers: Sequence[int], start: int) -> Shares | None:
    labels: list[str] = []
    before = start
    for number in numbers:
        each = case.readings[number]
        text = "".join(case.report.sections[each.section].text[before : each.start].split())
        if each.approximate or each.value is None or not _SHARE.search(text) or _HISTORY.search(text):
            return None
        if labels and "其中" in text:
            return None
        labels.append(text)
        before = each.end
    for kind, complete in zip(_PATTERNS, _COMPLETE, strict=True):
        parts = [_part(label, kind) for label in labels]
        if None not in parts and len(set(parts)) == len(parts):
            values = [Decimal(case.readings[number].value or 0) for number in numbers]
            whole = complete <= set(parts) and (len(complete) > 1 or len(parts) > 2)
            return Shares(tuple(numbers), sum(values, Decimal(0)), sum(map(_step, values), Decimal(0)), whole)
    return None


def _part(label: str, kind: Mapping[str, re.Pattern[str]]) -> str | None:
    """The one part the words name; none where they name two."""
    named = [part for part, words in kind.items() if words.search(label)]
    return named[0] if len(named) == 1 else None


def _step(value: Decimal) -> Decimal:
    """What rounding or cutting off may take from a percentage: one of its last digit."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) and exponent < 0 else 0)
