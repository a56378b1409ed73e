"""The words before a figure → whose figure it is: the body's own, its region's, its office's, another's."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportcheck.quantities.reading import Scope

REGIONAL = frozenset({"government", "zone"})
"""Kinds of body whose report covers the region."""

_TIME = (
    "(?:[0-9]{4}年度?|全年|一年来|今年以来|本年度|今年|年内|截至[^，]{0,12}|[0-9]{1,2}月|[一二三四五六七八九]是|期间|同时|其中|"
    "此外|由|经|据统计|，)"
)
_WHOLE = "全(?:省|市|区|县|州|旗|盟|域)|(?:我|本)(?:省|市|区|县|州|旗|盟)(?!(?:人民)?政府)|各级"
_REGION = re.compile(
    f"(?P<whole>{_WHOLE})|(?P<local>[全我本](?:镇|乡))|各(?:部门|镇|乡|县|区|市|单位|街道|社区|村|有关|相关)|"
    "(?:省|市|区|县)(?:级|直)(?:各|部门|单位|机关)|系统"
)
_GOVERNMENT = "(?:省|市|区|县|州|旗|镇|乡|本级)?(?:人民)?政府"
_OFFICE = re.compile(
    f"{_GOVERNMENT}办(?:公厅|公室)?(?!事|公大)|代表{_GOVERNMENT}|政府本级|以{_GOVERNMENT}名义|管委会办公室"
)
_OWN = re.compile(
    "(?:我|本)(?:局|委|办|厅|院|机关|单位|部门|街道|中心|所|队|行政机关|管委会)|全(?:局|委|厅|办|街道)|(?:局|委|厅)机关"
)
_NAME = re.compile(
    rf"{_TIME}{{0,4}}(?P<name>(?!通过|依托|利用|在|从|于|与|对|将|为)[\u4e00-\u9fff]{{0,18}}?"
    "(?:局|委员会|委|厅|办公室|镇|乡|街道办事处|街道|县|区|市|法院|支队|大队|中心|公司|管委会|政府))"
    r"(?:共|全年|累计|共计|本级|机关|依法|已|[0-9]{4}年度?|为|:|：){0,4}"
)
_AT_START = re.compile(f"{_TIME}{{0,4}}")


class Whose(NamedTuple):
    """The body whose report is read."""

    publisher: str
    kind: str | None

    def told_by(self, text: str) -> Scope | None:
        """Whose the figure is by the words directly before what is counted; None if they do not say."""
        if _OWN.search(text):
            return "body"
        if _OFFICE.search(text):
            return "office" if self.kind in REGIONAL else "body" if self.kind == "office" else "other"
        region = _REGION.search(text)
        if region:
            return self._of_region(region)
        named = _NAME.fullmatch(text)
        return self._of_name(named["name"]) if named else None

    def opened_by(self, clause: str) -> Scope | None:
        """The same of an earlier clause of the sentence: only its first words are its subject."""
        start = _AT_START.match(clause)
        head = clause[start.end() if start else 0 :]
        for pattern in (_OWN, _OFFICE, _REGION):
            found = pattern.match(head)
            if found:
                return self.told_by(found[0])
        return None

    def _of_region(self, region: re.Match[str]) -> Scope:
        own = (self.kind in REGIONAL and region["whole"]) or (self.kind == "township" and region["local"])
        return "body" if own else "region"

    def _of_name(self, name: str) -> Scope:
        short = name[1:] if len(name) > 2 and name[0] in "省市县区州旗我本" else name
        return "body" if self.publisher and _is_within(short, self.publisher) else "other"


class Speaker:
    """Whose figures are being told: `scope` carries over to clauses that do not say."""

    def __init__(self, whose: Whose, text: str) -> None:
        self.scope: Scope = "body"
        self._kept: Scope = "body"
        self._whose = whose
        self._text = text
        self._clauses: list[tuple[int, int]] = []

    def open_sentence(self) -> None:
        """What other counts said of whose they are ends with their sentence."""
        self.scope = self._kept
        self._clauses.clear()

    def pass_clause(self, start: int, end: int) -> None:
        """A clause is over: its subject may be that of the next ones."""
        self._clauses.append((start, end))

    def scope_of(self, prefix: str, *, keep: bool) -> Scope:
        """By the words before what is counted, else by the subject of an earlier clause of the sentence.

        `keep`: the sentences that follow tell of the same body until one says otherwise.
        """
        told = self._whose.told_by(prefix) if prefix else None
        if told is None:
            subjects = (self._whose.opened_by(self._text[start:end]) for start, end in reversed(self._clauses))
            told = next((scope for scope in subjects if scope), None)
            self._clauses.clear()
        self.scope = told or self.scope
        if keep:
            self._kept = self.scope
        return self.scope


def _is_within(name: str, publisher: str) -> bool:
    """Whether the characters of the name come in the same order in the publisher's: 区生态环境局 in 安居生态环境局."""
    rest = iter(publisher)
    return all(character in rest for character in name)
