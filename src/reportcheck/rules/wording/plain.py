"""The words around a figure → whether they say no more than what is counted.

An office that counts something else than the table says so, in words nobody has listed: 县政府办公室代收, 作为第三人.
So a figure is held against a cell only where the sentence up to it is made of words that are known to change nothing.
Whatever else stands there leaves the figure undecided.
"""

from __future__ import annotations

from functools import lru_cache

from reportcheck.patterns import pattern
from reportcheck.quantities.lexicon import Token, find_cues

_BODY = "局|委员会|委|办公室|办|厅|院|机关|单位|部门|街道|镇|乡|中心|所|队|管委会"
_KNOWN = pattern(
    r"继续有效|新印发|印发|出台|应办理|应办|应答复|无法提供|不掌握|本机关|没有现成信息|不存在|补正后(?:申请内容)?仍不明确|原因|工作|申请中|件中|中(?=[，,：:])|[，,、；;：:。（）()“”\s]|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d+[.．](?!\d)|"
    rf"(?:我|本)(?:{_BODY})|"
    r"截[至止](?:本年|年)?(?:12月31日|12月底|年底|年末)|年末|年底|1月1日起?至?|12月31日止?|期间|本年度|本年|全年|年度|年内|今年|当年|度|"
    r"[\d,.万]+(?:余|多)?(?:件次|件|条|份|宗|起|项|个|次|例)|"
    r"政府信息公开|政府信息|信息公开|依申请公开|政务公开|信息|公开类|申请办件|申请件|申请|案件|事项|决定书|决定|数量|总数|总量|件数|数|量|"
    r"方面|情况|结果|共计|累计|总计|合计|总共|一共|共|新收到|新收|收到|接收|接到|收件|受理|登记|办结|办理完毕|办理|答复|回复|处理完毕|处理|"
    r"作出|做出|下达|上年度|上年|结转下年度|结转|下年度|下一年度|继续办理|继续|正在|尚在|尚未|没有|未|无|零|发生|产生|已全部|已|均|依法|按时|按期|"
    r"其中|分别|包括|上述|涉及|因|引起|引发|有关|相关|提起|提出|被|行政复议|行政诉讼|行政|复议|诉讼|直接起诉|经复议后起诉|复议后起诉|结果维持|维持|纠正|"
    r"其他结果|其他处理|未审结|审理中|予以公开|部分公开|完全公开|予以|部分|不予公开|无法提供|不予处理|全部公开|公开|答复类型|类型|"
    r"属于国家秘密|国家秘密|属于|行政许可|行政处罚|行政强制|许可|处罚|强制|行政规范性文件|规范性文件|规章|制发|制定|废止|现行有效|"
    r"(?:公民|自然人)[、和及]?法人(?:和|或者?|及|以及|与|、)?其[他它](?:社会)?组织|社会公众|公众|社会各界|全部|类|和|及|与|并|或者|或|的|了|为|有|是|在|由|对|也|等|于|"
    r"从(?:办理|答复|处理|申请|总体)?(?:结果|情况|情形|数量|总量)?来?看|所有|认定|加上|占比|占|仅有|仅|"
    r"(?:完成|按时|按期|及时)?(?:办结|办理|答复|完成)?率(?:为|达到?)?(?:[\d.]+[%％]|百分之百)|(?:较为|比较|相对|较)(?:集中|突出|分散)|问题|主体|而|来自|提交|目前(?=继续有效|有效|现行)|清理|(?<=文件)后(?=，)"
)
_OF_FORM = ("result.", "reason.", "applicant.")
"""Cues that name what became of a request, or who made it."""
_COUNTED_AS = (("requests.result.", ("result.", "reason.")), ("requests.", ("applicant.",)))
"""Meanings → the cues that name them."""
_ALL = ("received.total", "carried_in.total", "carried_out.total", "handled.total")
_ROWS = frozenset({"carried_in", "carried_out", "year_carried", "direct", "after"})
"""Cues that name a row of the form and nothing else."""
_TURNING = pattern("非|不属|无关|除外|含|不包|不计|另有|[（(](?=[为系均另不])")
"""Behind a figure: it counts less, more or something else than it seemed to."""
_OWN = pattern(rf"[，；](?:其中[，：]?)?(?=(?:我|本)(?:{_BODY}))")
"""Where a sentence about many comes to the body itself."""
_COUNTED = pattern(r"(?:提出|提交|申请|[共计仅有为的达类量]|[(（]){0,4}\d")
_WITH_PART = pattern("[（(]含部分公开[)）]")
_MANNER = "(?:严格|认真|全面|深入|切实|扎实|依法|不断|进一步|持续|积极|高度)*"
_OF_DISCLOSURE = "(?:政府信息公开|依申请公开|信息公开|政务公开|公开)"
_LEADING = pattern(
    rf"(?:^|(?<=，))(?:(?:我|本)(?:{_BODY}))?(?:{_MANNER}(?:按照|依照|依据|根据|遵守|遵循|执行|贯彻|落实){{1,2}}[^，。；]{{0,60}}?(?:规定|要求|精神|条例|《[^》]*》|部署|程序|时限)|"
    rf"在[^，。；]{{2,40}}领导下|{_MANNER}(?:重视|做好|规范|加强|推进|开展){_OF_DISCLOSURE}(?:申请)?(?:受理|办理|答复|处理)?(?:工作)?|"
    rf"{_MANNER}(?:畅通|拓宽|完善){_OF_DISCLOSURE}?(?:申请|受理)?(?:渠道|途径|机制|流程|制度))，"
)
"""How and on what ground a body works, before it says what came in."""
_OF_OTHERS = pattern(
    "第[^，。；]{1,4}条|《(?!(?:中华人民共和国)?(?:政府信息公开)?条例》)|代|转|第三|委托|作为|其[他它]|部门|单位|下属|所属|"
    "各|系统|类|领域|企业|公司|个人|征|许可|处罚"
)
"""On such grounds it may have counted some requests only: those of an article, of others, of one field."""
_DIVIDED = pattern(r"\d(?:件|宗|起|份|条)")
_DIVIDING = ("其中", "包括", "含")
_CLAUSE = pattern("[，,、；;：:（()）]")
_WHEN = pattern("按规定|全部|在?(?:[一二三四]季度|上半年|下半年|年初)|陆续|顺利")
"""Behind a figure: when and how, which changes nothing in how many."""
_TAIL = 16


def is_plain(before: str, after: str, *, publisher: str | None, year: int | None, meaning: str | None) -> bool:
    """Whether the sentence before a figure holds known words alone, and the next words take nothing back.

    The body's own name and the report's own year are known words too, so are the rows of the form, and its results and
    reasons where such are counted. A sentence that opens with 其中 divides what stands elsewhere.
    """
    behind = "".join(after.split())
    if _TURNING.search(behind[:_TAIL]) or not _is_known(_WHEN.sub("", _CLAUSE.split(behind)[0]), meaning):
        return False
    words = _WITH_PART.sub("", _OWN.split("".join(before.split()))[-1])
    for own in filter(None, (publisher, f"{year}年" if year else None)):
        words = words.replace(own, "")
    if (meaning or "").endswith(_ALL):
        words = _LEADING.sub(lambda found: found[0] if _OF_OTHERS.search(found[0]) else "", words)
    if words.startswith(_DIVIDING):
        return False
    return _is_known(words, meaning)


def _is_known(words: str, meaning: str | None) -> bool:
    return _known(words) or _known(_without_form(words, meaning))


def _without_form(words: str, meaning: str | None) -> str:
    """What is left of the words without those of the form, where each has its own figure or such are counted."""
    rows = meaning or ""
    own = next((cues for row, cues in _COUNTED_AS if rows.startswith(row) and not rows.endswith(_ALL)), ())
    left, position = [], 0
    for cue in find_cues(words, 0, len(words)):
        is_own = cue.name.startswith(own) and cue.name != "reason.unclear"
        if is_own or cue.name in _ROWS or _has_figure(cue, words):
            left.append(words[position : cue.start])
            position = cue.end
    return "".join((*left, words[position:]))


def _has_figure(cue: Token, words: str) -> bool:
    """A result, a reason or, in a list that divides a figure, a kind of applicants that is counted by itself."""
    if not cue.name.startswith(_OF_FORM) or cue.name == "reason.unclear" or not _COUNTED.match(words, cue.end):
        return False
    return not cue.name.startswith("applicant.") or _DIVIDED.search(words, 0, cue.start) is not None


@lru_cache(maxsize=256)
def _known(words: str) -> bool:
    position = 0
    while position < len(words):
        found = _KNOWN.match(words, position)
        if found is None:
            return False
        position = found.end()
    return True
