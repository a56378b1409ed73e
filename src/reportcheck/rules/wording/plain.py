"""The words around a figure → whether they say no more than what is counted.

An office that counts something else than the table says so, in words nobody has listed: 县政府办公室代收, 作为第三人.
So a figure is held against a cell only where the sentence up to it is made of words that are known to change nothing.
Whatever else stands there leaves the figure undecided.
"""

from __future__ import annotations

from functools import lru_cache

from reportcheck.patterns import pattern

_BODY = "局|委员会|委|办公室|办|厅|院|机关|单位|部门|街道|镇|乡|中心|所|队|管委会"
_KNOWN = pattern(
    r"无法提供|不掌握|本机关|没有现成信息|不存在|补正后(?:申请内容)?仍不明确|原因|工作|申请中|件中|[，,、；;：:。（）()“”\s]|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d+[.．](?!\d)|"
    rf"(?:我|本)(?:{_BODY})|"
    r"截至(?:本年|年)?(?:12月31日|12月底|年底)|1月1日起?至?|12月31日止?|期间|本年度|本年|全年|年度|年内|今年|当年|度|"
    r"[\d,.万]+(?:余|多)?(?:件次|件|条|份|宗|起|项|个|次|例)|"
    r"政府信息公开|政府信息|信息公开|依申请公开|政务公开|信息|公开类|申请办件|申请件|申请|案件|事项|决定书|决定|数量|总数|总量|件数|数|量|"
    r"方面|情况|结果|共计|累计|总计|合计|总共|一共|共|新收到|新收|收到|接收|接到|收件|受理|登记|办结|办理完毕|办理|答复|回复|处理完毕|处理|"
    r"作出|做出|下达|上年度|上年|结转下年度|结转|下年度|下一年度|继续办理|继续|正在|尚在|尚未|没有|未|无|零|发生|产生|已全部|已|均|依法|按时|按期|"
    r"其中|分别|包括|上述|涉及|因|引起|引发|有关|相关|提起|提出|被|行政复议|行政诉讼|行政|复议|诉讼|直接起诉|经复议后起诉|复议后起诉|结果维持|维持|纠正|"
    r"其他结果|其他处理|未审结|审理中|予以公开|部分公开|完全公开|予以|部分|不予公开|无法提供|不予处理|全部公开|公开|答复类型|类型|"
    r"属于国家秘密|国家秘密|属于|行政许可|行政处罚|行政强制|许可|处罚|强制|行政规范性文件|规范性文件|规章|制发|制定|废止|现行有效|"
    r"自然人|法人或其他组织|类|和|及|与|并|或者|或|的|了|为|有|是|在|由|对|也|等|于"
)
_TURNING = pattern("非|不属|无关|除外|含|不包|不计|另有|[（(](?=[为系均另不])")
"""Behind a figure: it counts less, more or something else than it seemed to."""
_OWN = pattern(rf"[，；](?:其中[，：]?)?(?=(?:我|本)(?:{_BODY}))")
"""Where a sentence about many comes to the body itself."""
_TAIL = 16


def is_plain(before: str, after: str, *, publisher: str | None, year: int | None) -> bool:
    """Whether the sentence before a figure holds known words alone, and the next words take nothing back.

    The body's own name and the report's own year are known words too.
    """
    if _TURNING.search("".join(after.split())[:_TAIL]):
        return False
    words = _OWN.split("".join(before.split()))[-1]
    for own in filter(None, (publisher, f"{year}年" if year else None)):
        words = words.replace(own, "")
    return _known(words)


@lru_cache(maxsize=256)
def _known(words: str) -> bool:
    position = 0
    while position < len(words):
        found = _KNOWN.match(words, position)
        if found is None:
            return False
        position = found.end()
    return True
