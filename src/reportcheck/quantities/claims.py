"""The text of a report's sections → what it claims without a figure: all requests closed, all decisions upheld."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from reportcheck.patterns import holds, pattern
from reportcheck.quantities.passages import Passage, text_to_passages
from reportcheck.quantities.reading import Scope
from reportcheck.quantities.scope import Speaker, Whose
from reportcheck.tuples import NamedTuple
from reportcheck.values import Section

_SENTENCE = pattern(r"[^。！？!?]+")
_WORDS = ("办结", "完毕", "完结", "维持")
_CLAIM = pattern(
    "(?P<handled>(?:已|均已|现已|年内|当年|本年度)?(?:已)?(?:全部|均已|都已)(?:依法)?(?:办结|办理完毕|答复完毕|办理完结)"
    "(?![率数量]))|(?P<upheld>(?:均|全部|都)(?:获|被|为|予以|判决|结果)?维持)",
    needs=_WORDS,
)
_ANY = pattern("(?:全部|[均都]).{0,9}(?:办结|完毕|完结|维持)")
_REQUEST = pattern("公开申请|依申请|信息申请|申请公开")
_OTHER_REQUEST = pattern("(?<![到收理办的类新度年])申请")
"""收到不动产登记资料查询申请420件，已全部办结."""
_OTHER = pattern("建议|提案|工单|信访|投诉|留言|许可|问题|整改|任务")
_DISPUTE = pattern("复议|诉讼")
_NOT = pattern("(?:未|没有|并非|不是|尚未|力争|确保|要求|争取)[^，；]{0,6}$")


class Claim(NamedTuple):
    """`all_handled` or `all_upheld` at `sections[section].text[start:end]`; `clause` is what to quote.

    均在法定期限内答复, 均已按时办结 and 按时办结率100% are no such claims: what is not yet due may still be open.
    """

    section: int
    start: int
    end: int
    clause: tuple[int, int]
    kind: Literal["all_handled", "all_upheld"]
    scope: Scope


def read_claims(sections: Sequence[Section], publisher: str | None, kind: str | None) -> tuple[Claim, ...]:
    """The claims of the sections in reading order."""
    whose = Whose(publisher or "", kind)
    return tuple(
        claim
        for number, section in enumerate(sections)
        if _may_claim(section.text)
        for passage in text_to_passages(section.text, section.id)
        if _ANY.search(passage.text)
        for claim in _claims_of(passage, number, whose)
    )


def _may_claim(text: str) -> bool:
    if not holds(text, "全均都") or not holds(text, "结毕持"):
        return False
    bare = "".join(text.split())
    return any(word in bare for word in _WORDS if all(map(bare.__contains__, word)))


def _claims_of(passage: Passage, section: int, whose: Whose) -> Iterator[Claim]:
    text = passage.text
    for sentence in _SENTENCE.finditer(text):
        for match in _CLAIM.finditer(text, sentence.start(), sentence.end()):
            before = text[max(sentence.start(), match.start() - 80) : match.start()]
            if _NOT.search(before) or not _is_about(match, before, passage.topic):
                continue
            start = max(text.rfind(mark, sentence.start(), match.start()) for mark in "，；;") + 1 or sentence.start()
            speaker = Speaker(whose, text)
            speaker.pass_clause(sentence.start(), match.start())
            yield Claim(
                section,
                passage.origin(match.start()),
                passage.origin(match.end() - 1) + 1,
                (passage.origin(start), passage.origin(match.end() - 1) + 1),
                "all_handled" if match["handled"] else "all_upheld",
                speaker.scope_of("", keep=False),
            )


def _is_about(match: re.Match[str], before: str, topic: str | None) -> bool:
    """Requests that were closed, disputes that were upheld: by the last case named before, else by the heading."""
    if match["upheld"]:
        return topic == "disputes" or _DISPUTE.search(before) is not None
    if _OTHER.search(before) or _DISPUTE.search(before):
        return False
    if _REQUEST.search(before):
        return True
    return topic == "requests" and not _OTHER_REQUEST.search(before)
