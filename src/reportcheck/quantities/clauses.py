"""A sentence → its cues, figures and marks in order, and what stands before or behind a figure."""

from __future__ import annotations

from collections.abc import Iterator

from reportcheck.patterns import pattern
from reportcheck.quantities.lexicon import Token
from reportcheck.tuples import NamedTuple

MARKS = pattern(r"[，；;()。]|[：:](?!(?!20[0-9]{2}年)[0-9])|(?<![0-9]),|,(?![0-9]{3})")
"""What ends a clause, but for the comma in 1,234; 、 joins the things one figure counts together."""

_FILLER = pattern(
    "(?:政府信息|信息|政府|金额|总额|收入|申请|案件|事项|公众|社会|群众|市民|居民|村民|系统|工作|不服|有效|各类|各种|各项|本机关|本单位|我局|本局|我机关|数量|件数|数|量|"
    "为|是|的|了|到|有|至|已|全部|按期|按时|依法|本年度|本年|年内|全年|当年|今年|年度|其|来自|由|向|并|且|也|又|提出|提交|递交|提起|通过|方式|渠道|形式|途径|"
    "处理结果|结果|决定|件|约|近|超过|超|逾|达到|达|在|法定期限内|规定期限内|规定时限内|期限内|以|作|予以|给予|情况|情形|方面|领域|名义|相关|有关|"
    '引起|引发|在册|在案|按规定|按程序|依规|数量|[省市县区]|行为|活动|涉|办件|业务|类|：|:|宗|应|实|尚|仍|还|因|被|发生|产生|而|原因|仅|实际|要求|未|新|我|本|[“”"]|[0-9]{4}年度?|[一1]是)*+'
)
_WITHIN_FILLER = frozenset(f"{_FILLER.pattern}0123456789")
"""No other character stands in such words."""

_NOUN_LAST = frozenset({"both", "handled", "result.granted", "carried_out", "carried_in", "received", "accepted"})
"""What stands behind a figure and begins the next count: 上年结转3件与新收12件."""
MARKERS = frozenset({"among", "also"})
"""Cues that say how a clause hangs together with the one before, not what it counts."""


class Said(NamedTuple):
    """What stands before or behind a figure: the names of its cues, and the words around them.

    `prefix` stands before the first cue that counts something; `loose`: among or after the cues stand words that change
    what is counted; `marked`: the clause opens or leaves a list; `after`: it stands behind its figure.
    """

    names: tuple[str, ...]
    prefix: str
    loose: bool
    text: str
    marked: frozenset[str] = frozenset()
    after: bool = False


NOTHING = Said((), "", False, "")


def say(text: str, pieces: list[tuple[int, int]], cues: list[Token], *, after: bool) -> Said:
    """What the pieces of text say; behind a figure the words after the first cue do not matter."""
    whole = "".join(text[start:end] for start, end in pieces)
    gaps = list(_gaps(text, pieces, cues))
    names = [cue.name for cue in cues]
    marked = []
    while names and names[0] in ("and", "etc"):
        names.pop(0)
        gaps[0:2] = [gaps[0] + gaps[1]]
    while names and names[0] in MARKERS and is_filler(gaps[0]):
        marked.append(names.pop(0))
        gaps[0:2] = [gaps[1]]
    if "among" in names:
        # 答复类型包括予以公开5件: what is listed is counted, not what it is a list of.
        last = len(names) - names[::-1].index("among")
        marked.append("among")
        names, gaps = names[last:], gaps[last:]
    loose = bool(names) and not after and not all(map(is_filler, gaps[1:]))
    return Said(tuple(names), gaps[0], loose, whole, frozenset(marked), after)


def with_noun(before: Said, after: Said) -> Said:
    """收到12件政府信息公开申请: what is counted may stand behind the figure."""
    if not after.text:
        return before
    if not after.names:
        return before if is_filler(after.text) else before._replace(loose=True)
    if after.names[0] in _NOUN_LAST or "申请" in after.prefix:
        return before
    names = (*before.names, after.names[0])
    return before._replace(names=names, text=before.text + after.text, loose=not is_filler(after.prefix))


ADDRESSED = pattern(
    "(?:因)?以(?!自然人|法人|公民|个人|企业|书面|信函)(?:我|本)?[^，；]{1,9}?(?:为|作为)(?:公开主体|对象|被申请人|被告|答复主体|主体)(?:的)?|"
    "(?:因)?以(?!自然人|法人|公民|个人|企业)[^，；]{1,14}?名义(?:作出|受理|答复|办理|收到)?(?:的)?"
)
"""Whom a request or dispute is addressed to: that is whose it is, not another kind of case."""


def addressed(text: str) -> str:
    """The words that say so, or none."""
    found = ADDRESSED.search(text) if "以" in text else None
    return found[0] if found else ""


def is_filler(text: str) -> bool:
    """Whether the words change nothing in what is counted."""
    if "以" in text:
        text = ADDRESSED.sub("", text)
    return not text or (_WITHIN_FILLER.issuperset(text) and _FILLER.fullmatch(text) is not None)


def _gaps(text: str, pieces: list[tuple[int, int]], cues: list[Token]) -> Iterator[str]:
    """The text before, between and after the cues, taken over all pieces."""
    rest = list(pieces)
    for cue in cues:
        gap = ""
        while rest and rest[0][1] <= cue.start:
            start, end = rest.pop(0)
            gap += text[start:end]
        if rest:
            gap += text[rest[0][0] : cue.start]
            rest[0] = (cue.end, rest[0][1])
        yield gap
    yield "".join(text[start:end] for start, end in rest)
