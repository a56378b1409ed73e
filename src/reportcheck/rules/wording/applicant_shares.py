"""What part of the requests the text says one kind of applicants made, against table three."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportcheck.patterns import pattern
from reportcheck.quantities import Reading
from reportcheck.rules.rule import Case
from reportcheck.rules.wording.plain import is_plain
from reportcheck.rules.wording.tabled import cells_of
from reportcheck.rules.wording.told import is_of_government, is_shared_out, sentence_of
from reportcheck.tuples import NamedTuple

_OF = r"(?:提出的?|提交的?|的)?(?:政府信息公开|信息公开|依申请公开)?(?:申请)?(?:件|数量|数|量)?"
_ALL = r"(?:全部|全年|收到|新收)?的?(?:政府信息公开)?(?:申请)?(?:总数|总量|数量)?的?"
_SHARE = rf"(?:占比为?|占(?:{_ALL})?)"
_KINDS = {
    "person": pattern(rf"(?:其中)?(?:由|来自)?(?:自然人|公民|个人){_OF}{_SHARE}"),
    "organization": pattern(rf"(?:其中)?(?:由|来自)?法人(?:或|和|及|与|、)(?:者)?其[他它]组织{_OF}{_SHARE}"),
}
_EVERY = pattern(r"(?:" + "|".join(kind.pattern for kind in _KINDS.values()) + r")\d{1,3}(?:\.\d{1,4})?[%％]")
_BY = pattern(r"(?:按|从|就)?申请(?:人|主体|对象)(?:的)?(?:类型|类别|身份|构成|结构)?(?:划分|来看|上看|分|看)[，：:]?")
_NARROWED = pattern(
    "上年|去年|往年|结转|不予|部分|予以|无法|维持|纠正|复议|诉讼|起诉|规范|规章|许可|处罚|强制|秘密|其他|补正|收费"
)
"""Known words all the same, after which the share may be one of other requests, or of none at all."""
_ROWS = (("received",), ("handled",), ("received", "carried_in"))
"""What the shares may be taken of; the first is what the finding quotes."""


class Share(NamedTuple):
    """The part and the whole of table three for a percentage of the text; `cells` of the first of the wholes."""

    column: str
    choices: tuple[tuple[int | Decimal, int | Decimal], ...]
    cells: tuple[tuple[str, str, str], ...]


def share_of_applicants(case: Case, each: Reading) -> Share | None:
    """None for what is no share of such applicants, may be of others, or has no whole in the table."""
    column = next((name for name, words in _KINDS.items() if words.fullmatch(each.subject)), None)
    if column is None or each.share is not None or not _is_own(case, each):
        return None
    table = case.form_table("requests")
    if table is None or not _says_no_more(case, each):
        return None
    columns = [c.id for c in table.columns if c.id == column or c.id.startswith(f"{column}.")]
    choices = list(_choices(case, columns))
    if len(choices) < len(_ROWS) or not choices[0][1]:
        return None
    cells = tuple(("requests", "received", name) for name in (*columns, "total"))
    return Share(column, tuple((part, whole) for part, whole in choices if whole), cells)


def _is_own(case: Case, each: Reading) -> bool:
    exact = each.value is not None and not each.approximate
    own = each.scope == "body" and each.year == case.report.year and not each.part
    return exact and own and not is_of_government(case, each) and not is_shared_out(case)


def _says_no_more(case: Case, each: Reading) -> bool:
    """Whether the sentence is about requests and, other such shares apart, made of words that change nothing."""
    text = case.report.sections[each.section].text
    start, end = sentence_of(case, each)
    before, after = "".join(text[start : each.start].split()), text[each.end : end]
    own = _BY.sub("", _EVERY.sub("", before.removesuffix(each.subject)))
    if "申请" not in before or _NARROWED.search(own):
        return False
    return is_plain(own, after, publisher=case.report.publisher, year=case.report.year, meaning=None)


def _choices(case: Case, columns: list[str]) -> Iterator[tuple[int | Decimal, int | Decimal]]:
    """Part and whole, for each of the rows that were read."""
    for rows in _ROWS:
        part = cells_of(case, "requests", [(row, column) for row in rows for column in columns])
        whole = cells_of(case, "requests", [(row, "total") for row in rows])
        if part is not None and whole is not None and part.reason is None and whole.reason is None:
            yield part.value, whole.value
