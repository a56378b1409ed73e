"""The words before a figure → whose figure it is: the body's own, its region's, its office's, another's."""

from __future__ import annotations

import re

from reportcheck.patterns import HANZI, pattern
from reportcheck.quantities.reading import Scope
from reportcheck.tuples import NamedTuple

REGIONAL = frozenset({"government", "zone"})
"""Kinds of body whose report covers the region."""

_TIME = (
    "(?:[0-9]{4}年度?|全年|一年来|今年以来|本年度|今年|年内|截至[^，]{0,12}|[0-9]{1,2}月|[一二三四五六七八九]是|期间|同时|其中|"
    "此外|由|经|据统计|，)"
)
_WHOLE = "全(?:省|市|区|县|州|旗|盟|域)|(?:我|本)(?:省|市|区|县|州|旗|盟)(?!(?:人民)?政府)|各级"
_REGION = pattern(
    f"(?P<whole>{_WHOLE})|(?P<local>[全我本](?:镇|乡))|各(?:部门|镇|乡|县|区|市|单位|街道|社区|村|有关|相关)|"
    "(?:省|市|区|县)(?:级|直)(?:各|部门|单位|机关)|(?:局|委|厅|所|下|直)属(?:各)?(?:事业|基层|二级)?(?:单位|部门|机构|站所)|系统",
    needs=(*"各级直属", "系统", *(f"{own}{region}" for own in "全我本" for region in "省市区县州旗盟域镇乡")),
)
_GOVERNMENT = "(?:省|市|区|县|州|旗|镇|乡|本级)?(?:人民)?政府"
_OFFICE = pattern(
    f"{_GOVERNMENT}办(?:公厅|公室)?(?!事|公大)|代(?:为)?表?{_GOVERNMENT}|(?:政府|管委会|[省市区县州旗])本级|以{_GOVERNMENT}(?:名义|为|作为)|{_GOVERNMENT}作为(?:被申请人|被告|公开主体)|管委会办公室",
    needs=("政府", "管委会", "本级"),
)
_OWN = pattern(
    "(?:我|本)(?:局|委|办|厅|院|机关|单位|部门|街道|中心|所|队|行政机关|管委会)|全(?:局|委|厅|办|街道)|(?:局|委|厅)机关",
    needs=("机关", *(f"{own}{body}" for own in "我本全" for body in "局委办厅院单部街中所队行管")),
)
_NAME = pattern(
    rf"{_TIME}{{0,4}}(?P<name>(?!通过|依托|利用|在|从|于|与|对|将|为){HANZI}{{0,18}}?"
    "(?:局|委员会|委|厅|办公室|镇|乡|街道办事处|街道|县|区|市|法院|支队|大队|中心|公司|管委会|政府))"
    r"(?:共|全年|累计|共计|本级|机关|依法|已|[0-9]{4}年度?|为|:|：){0,4}",
    needs="局委厅室镇乡道县区市院队心司会府",
)
_LOCAL_GOVERNMENT = pattern(
    "(?:省|市|区|县|州|旗)(?:政府)?(?:本级|机关)|(?:省|市|区|县|州|旗)?政府及(?:其)?办公[室厅]|(?:省|市|区|县|州|旗)政府"
)
_OTHERS = pattern(
    "(?:各|其[他它])?(?:(?:省|市|区|县|州|旗)(?:级|直|属)|各|其[他它]|乡镇|镇街|街道)(?:各)?"
    "(?:(?:[和及、])?(?:部门|单位|机关|行政机关|乡镇|镇|乡|街道|街镇|镇街|区县|县区|区|县|市|政府|[(][市县区、]{1,4}[)])){1,5}|部门|单位|乡镇(?:街道)?|镇街"
)
_ROLE = pattern("(?:作为|为)(?:被申请人|被告|公开主体|对象)(?:的)?$|受理$|收到$|办理$|有$|为$|共$")
_TELLING = frozenset("我本全局委厅室镇乡处道县区市院队心司会府各省州旗系属部单乡管")
"""One of these stands in whatever says whose a figure is."""
_AT_START = pattern(f"{_TIME}{{0,4}}")


class Whose(NamedTuple):
    """The body whose report is read."""

    publisher: str
    kind: str | None

    def told_by(self, text: str) -> Scope | None:
        """Whose the figure is by the words directly before what is counted; None if they do not say."""
        if _TELLING.isdisjoint(text):
            return None
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
        for whose in (_OWN, _OFFICE, _REGION):
            found = whose.match(head)
            if found:
                return self.told_by(found[0])
        return None

    def listed_as(self, name: str) -> Scope | None:
        """Whose a figure of a list is that says nothing but a name: 县政府办21件、市级部门1120件、其他单位64件."""
        name = _ROLE.sub("", name)
        if _OWN.fullmatch(name):
            return "body"
        if _LOCAL_GOVERNMENT.fullmatch(name) or _OFFICE.fullmatch(name):
            return "office" if self.kind in REGIONAL else "body" if self.kind == "office" else "other"
        if _OTHERS.fullmatch(name):
            return "region"
        named = _NAME.fullmatch(name)
        return self._of_name(named["name"]) if named else None

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
        self.whose = whose
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
        told = self.whose.told_by(prefix) if prefix else None
        if told is None:
            subjects = (self.whose.opened_by(self._text[start:end]) for start, end in reversed(self._clauses))
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
