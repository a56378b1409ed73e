"""What was an expression and is cheaper said otherwise still takes the same texts; a word an expression needs, it needs.

Each pair is the expression as it would be written and what stands for it. Texts are made of what the expression speaks of.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import reportcheck
from reportcheck import labels, language, numerals, patterns
from reportcheck.assemble import aspects, identity, rows
from reportcheck.assemble import sections as headings
from reportcheck.assemble.unfold import is_numbered
from reportcheck.quantities import clauses, figures, ledger, none, passages, reader, scanning, scope
from reportcheck.rules import passages as parts
from reportcheck.rules import sections
from reportcheck.rules.dates import bodies, days, names
from reportcheck.rules.plausibility import unlikely
from reportcheck.rules.wording import statements

MODULES = [
    found.name for found in pkgutil.walk_packages(reportcheck.__path__, "reportcheck.") if "__main__" not in found.name
]
WAITING = {
    f"{name}.{constant}": value
    for name in MODULES
    for constant, value in vars(importlib.import_module(name)).items()
    if isinstance(value, patterns._Waiting) and value.needs
} | {f"identity.KINDS.{kind}": value for kind, value in identity.KINDS if isinstance(value, patterns._Waiting)}
DIGITS = "〇零○一二三四五六七八九十"
NUMERALS = "[一二三四五六七八九十]"

Told = Callable[[str], object]


def found(expression: str, flags: int = 0) -> Told:
    return lambda text: re.search(expression, text, flags) is not None


def whole(expression: str) -> Told:
    return lambda text: re.fullmatch(expression, text) is not None


def holding(words: Any) -> Told:
    return lambda text: patterns.holds(text, words)


def any_of(characters: Any) -> Told:
    return lambda text: not characters.isdisjoint(text)


def span(match: re.Match[str] | None) -> object:
    return match and (match.span(), match.groups())


_UNIT = r"(?:万元|亿元|元|万件|件|条|项|个|宗|份|起|次|人次|人|万)"
_BRACKETED = numerals._BRACKETED.pattern


def is_remark(rest: str) -> bool:
    after = re.sub(_UNIT, "", rest, count=1).strip() if re.match(_UNIT, rest) else rest
    return not after or re.fullmatch(_BRACKETED, after) is not None


_BRANCH, _ABOVE, _REGIONS = days._BRANCH.pattern, days._BRANCH_ABOVE.pattern, days._REGIONS.pattern
_DATE = (
    r"(?P<y>(?:19|20)\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*日?"
    r"|(?P<cy>二[〇零○][〇零○一二三四五六七八九]{2})\s*年\s*(?P<cm>[一二三四五六七八九十]{1,2})\s*月\s*(?P<cd>[一二三四五六七八九十]{1,3})\s*日"
)


def first_date(text: str) -> object:
    match = re.search(_DATE, text)
    return match and (match.span(), tuple(filter(None, match.groups())))


def is_branch(name: str) -> bool:
    return bool(re.search(_ABOVE, name) or re.search(_BRANCH, re.sub(_REGIONS, "", name)))


def own_years(text: str) -> list[str]:
    """What a sentence of a report for 2022 calls its own year, as `_own_years` finds it."""
    plain = re.sub(r"[《〈“][^》〉”]{0,80}[》〉”]", "", text)
    return [match[1] for match in re.finditer(statements._OWN_REPORT, plain) if match[1] != "2022"]


def own_years_hinted(text: str) -> list[str]:
    others = text.replace("2022年", "")
    hinted = patterns.holds(others, statements._YEARS_REPORT)
    return [
        match[1]
        for match in re.finditer(statements._OWN_REPORT, parts.unquoted(text) if hinted else "")
        if match[1] != "2022"
    ]


_NUMERAL = (
    r"(?:第(?P<part>[一二三四五六七八九十]{1,2})部分\s*[、.,:]?)"
    r"|(?P<other>[ivxIVX]{1,4}|[壹贰叁肆伍陆柒捌玖拾])\s*[、.,:]"
    r"|[(\[]?\s*(?P<chinese>[一二三四五六七八九十]{1,3})\s*(?:[)\]]\s*[、.,:]?|[、.,:?\ufffd□]|\s(?=\S))"
    r"|[(\[]?\s*(?P<digits>\d{1,2})\s*(?:[)\]]|[.、,:](?!\d)|(?=[^\W\d](?<![年月日件条])))"
)


def _numbered(text: str) -> tuple[str, str]:
    """The number a label begins with and its key, by one expression."""
    plain = rest = unicodedata.normalize("NFKC", text).strip()
    found = re.match(_NUMERAL, plain)
    for _ in range(2):
        match = re.match(_NUMERAL, rest)
        rest = rest[match.end() :] if match else rest
    key = (re.sub(r"[\W_]+", "", rest) or re.sub(r"[\W_]+", "", plain)).lower()
    return next(filter(None, found.groups()), "") if found else "", key


def _numbered_now(text: str) -> tuple[str, str]:
    return labels.numeral(text), labels.key(text)


_UNITS = (
    "个百分点|[人件条批户期]次|[万亿]元|[例笔桩%篇家封册张种类台户套字幅块辆轮组支页版]|元(?![旦素])|件(?![套事])|条(?![例款第])|份(?!额)|"
    "宗(?!旨)|起(?![草来至])|项(?!目标)|次(?![日年])|个(?!工作日|月|小时|季度|自然日|百分点|五)|期(?![间限])|场(?!所)|批(?![准复示])|"
    "人(?![民大均])|名(?![称录])|部(?![门委署分])|处(?![理罚置室])|本(?!机关|局|单位|年)"
)
_FIGURE_BEFORE = figures._FIGURE.pattern.replace(figures._UNIT, _UNITS).replace(
    f"起{patterns.not_before('草来至')}", "起(?![草来至])"
)
_TRAILING = rows._TRAILING.pattern


PAIRS: dict[str, tuple[str, Told, Told]] = {
    "printable": (
        "a 中\x00\x1f\x7f\x9f\xa0\u061c\u200b\u200e\u2028\u202e\u2066\u3000\ud800\ue000\ufeff",
        lambda text: language.CONTROLS.sub(lambda match: language._escape(ord(match[0])), text),
        language.printable,
    ),
    "telling": (
        "我本全局委厅室镇乡处道县区市院队心司会府各省州旗系属部单乡管收到件",
        found("[我本全局委厅室镇乡处道县区市院队心司会府各省州旗系属部单乡管]"),
        any_of(scope._TELLING),
    ),
    "chinese numeral": ("零〇○一二两三四五六七八九十百千万元1", whole("[零〇○一二两三四五六七八九十百千万]+"), numerals._is_chinese),
    "remark": ("万亿元件条项个宗份起次人 （）()[]【】〔〕x", lambda text: is_remark(text.strip()), lambda text: numerals._is_remark(text.strip())),
    "branch": ("上海市浦东滨海新区镇乡城村省县州旗盟分局中心街道国家生态环境局派", is_branch, days._is_branch),
    "name": (
        "局教育1１²，。：:；;、“”《》|>/=_-",
        lambda text: re.search(r"[\d，。：:；;、“”《》|>/=_-]", text) is None,
        lambda text: bodies._NO_NAME.isdisjoint(text) and not any(map(str.isdecimal, text)),
    ),
    "leading": (
        "领导小组推进委员会办公室工作组网站平台门户",
        found("领导小组|推进组|委员会办公室$|工作组|网站|平台|门户"),
        lambda text: text.endswith("委员会办公室") or patterns.holds(text, bodies._LEADING),
    ),
    "date": (f"2019年月日-/. 1{DIGITS}", first_date, lambda text: span(identity._find_date(text))),
    "signature": (
        f"2019年月日1{DIGITS}",
        lambda text: span(re.search(names._SPOKEN_DATE.pattern, text)),
        lambda text: span(names._find_date(text)),
    ),
    "year": (
        f"2019年度的)报x{DIGITS}",
        lambda text: span(re.search(identity._SPOKEN_YEAR.pattern, text)),
        lambda text: span((identity._YEAR if identity._NUMERALS.isdisjoint(text) else identity._SPOKEN_YEAR).search(text)),
    ),
    "numbered": ("一二十、，x", found(f"{NUMERALS}、"), is_numbered),
    "relevant": (
        "申请复议诉讼结转受理其他它处下入全市区县省州％%(含占",
        found(
            "申请|复议|诉讼|结转|受理|办结|办理|答复|收到|新收|规范性文件|规章|许可|处罚|强制|收费|处理费|服务费|费用|予以|部分公开|不予|"
            "其[他它]处理|不掌握|另行制作|补正|重复申请|秘密|第三方|过程性|案卷|事务|查询事项|审结|待办|在办|转[下入]|被诉|"
            "全[市区县省州]|各级|无法提供|自然人|法人|维持|其中|包括|含|占|[%％(]"
        ),
        holding(scanning._RELEVANT),
    ),
    "problems": (
        "问题不足有待够偏较少低慢弱仍尚还需亟到位高",
        found(
            "问题|不足|短板|差距|有待|不够|欠缺|薄弱|困难|不高|不强|不到位|不全面|不及时|滞后|一定距离|"
            "偏[少低慢弱]|较[少低慢弱]|仍需|尚需|还需|亟待"
        ),
        holding(sections._PROBLEMS),
    ),
    "fee": ("处理费服务收取用检索复制邮寄", found("处理费|服务费|收费|收取|费用|检索费?|复制|邮寄"), holding(sections._FEE)),
    "some": ("部分个别一些有的其他它如若", found("部分|个别|一些|有的|其[他它]|如|若"), holding(none._SOME)),
    "none": ("未没无零0有", found("[未没无零0]"), any_of(none._ANY)),
    "time": (
        "0129年月日底末初前度截至止到自从今本起—~-，",
        whole("[0-9年月日底末初前度截至止到自从今本起—~-]{2,24}"),
        lambda text: 2 <= len(text) <= ledger.LONGEST_TIME and ledger._TIME.issuperset(text),
    ),
    "worth, passage": (
        "1١未无没零一二百壹余多 \n件宗起份例元万办结完毕维持百分",
        found(
            r"\d|[未无没零]|[一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾][余多]?\s?[件宗起份例元万]|百分|办结|完毕|完结|维持"
        ),
        lambda text: bool(
            patterns.holds(text, passages._WORTH) or passages._DIGIT.search(text) or passages._COUNTED.search(text)
        ),
    ),
    "worth, sentence": (
        "1一两百零余多件宗元万百分之为是未无没申请复议诉讼费结转",
        found(
            r"[0-9]|[一二三四五六七八九十两百零][余多]?[件宗起份例元万]|百分之|[为是]零|[未无没零][^。]{0,40}(?:申请|复议|诉讼|费|结转)"
        ),
        reader._is_worth,
    ),
    "breakable": ("1１x|\u3000\t ", found(r"[\s|0-9０-９]"), lambda text: bool(rows._BREAKABLE.search(text) or rows._WIDE_DIGIT.search(text))),
    "sentences": (
        "。！？；\nx，",
        lambda text: re.findall(r"[^。！？；\n]+[。！？；]?", text),
        lambda text: [each for line in text.split("\n") for each in parts.sentences(line)],
    ),
    "item number": (
        "第部分一二十壹拾ivX12、.,:?\ufffd□()[] 年件中a",
        lambda text: _numbered(text),
        lambda text: _numbered_now(text),
    ),
    "figure's unit": (
        "12一百零〇余多万元件套起草来至例款第条次批准人民部门处理份额",
        lambda text: [match.span() for match in re.finditer(_FIGURE_BEFORE, text)],
        lambda text: [match.span() for match in re.finditer(figures._FIGURE.pattern, text)],
    ),
    "sub-heading": (
        "（(一十)）是12.、．  a",
        lambda text: span(
            re.match(
                r"\s*(?:[(（]\s*[一二三四五六七八九十]{1,3}\s*[)）]|\d{1,2}\s*[.、．]|[一二三四五六七八九十]是)", text
            )
        ),
        lambda text: span(aspects.SUB_NUMBER.match(text)),
    ),
    "item": (
        "（(一十)）是12.、．  a",
        lambda text: span(
            re.match(r"\s*(?:\d{1,2}[.、．](?!\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]是)", text)
        ),
        lambda text: span(passages._ITEM.match(text)),
    ),
    "remedies": (
        "改进整改措施将近已成有补发着手力逐项步一抓紧不要做好",
        found(
            r"改进|整改|下一步|措施|加强|提升|提高|完善|强化|推进|优化|健全|加大|深化|今后|将(?!近)|接下来|下步|明年|来年|对策|打算|计划"
            r"|已(?!成|不|有|久|被)|补发|补齐|新增|增设|印发|约谈|改为|要做好|(?:着手|着力|逐[项步一]|抓紧)(?!不)"
        ),
        lambda text: bool(patterns.holds(text, sections._REMEDIES) or sections._OTHER_REMEDIES.search(text)),
    ),
    "region": (
        "和与及、省市场政民县区域州旗盟自治地新安居",
        lambda text: re.findall(r"[^和与及、]{2,8}?(?:自治区|自治州|地区|新区|省|市(?![场政民])|县|区(?!域)|州|旗|盟)", text),
        lambda text: re.findall(unlikely._REGION, text),
    ),
    "leader": (
        ".…·．。-12１ \na",
        found(r"[.…·．。-]{2,}\s*\d{1,3}\s*$"),
        lambda text: bool(text.rstrip()[-1:].isdecimal() and headings._LEADER.search(text)),
    ),
    "figures behind a label": (
        "12１,.-+− \na",
        lambda text: span(re.search(_TRAILING, text)),
        lambda text: span(re.search(_TRAILING, text) if text.rstrip().rstrip(",")[-1:].isdecimal() else None),
    ),
    "section's number": (
        "第一二部分、.．，,:：？?\ufffd□ )）a",
        lambda text: span(
            re.match(
                r"\s*(?:第[一二三四五六七八九十]{1,2}部分\s*[、.．，,:：]?"
                r"|[一二三四五六七八九十]{1,3}\s*(?:[、.．，,:：？?\ufffd□]|\s))\s*(?![)）])",
                text,
            )
        ),
        lambda text: span(headings._match_top(text)),
    ),
    "inner labels": (
        "(（一十)）12１.、．a",
        lambda text: tuple(
            text[match.start() :]
            for match in re.finditer(r"[(（][一二三四五六七八九十][)）]|(?<!\d)\d{1,2}[.、．](?!\d)", text)
            if match.start()
        ),
        labels.inner_labels,
    ),
    "opening": (
        "(（一二十)）、 a",
        lambda text: (match := re.match(r"\s*(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)", text))
        and match.span(),
        lambda text: (match := passages._OPENING.match(text)) and match.span(),
    ),
    "filler": (
        "政府信息申请为是的了2019年度省市我本机关[“”]-、报",
        whole(clauses._FILLER.pattern),
        lambda text: not text or (clauses._WITHIN_FILLER.issuperset(text) and whole(clauses._FILLER.pattern)(text)),
    ),
    "bare": ("a中1²_()·—- ，\n", whole(r"[\w()·—-]*"), identity._is_bare),
    "quotation": (
        "《〈“》〉”x",
        lambda text: re.sub(r"[《〈“][^》〉”]{0,80}[》〉”]", "", text),
        parts.unquoted,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_said_otherwise(name: str) -> None:
    characters, before, now = PAIRS[name]

    @settings(max_examples=300, deadline=None)
    @given(st.text(alphabet=characters, max_size=14))
    def check(text: str) -> None:
        assert before(text) == now(text)

    check()


WORDS = [
    "公布",
    "编制",
    "2022年",
    "2021年",
    "年",
    "度",
    "的",
    "20",
    "21",
    "二〇二一年",
    "政府信息公开",
    "信息公开",
    "工作",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "年度报告", "年报", "情况", "《条例》", "“x”", "《", "”", "，"]), max_size=9))
def test_the_year_a_sentence_names(pieces: list[str]) -> None:
    text = "".join(["本", *pieces, "政府信息公开年报"])
    assert own_years(text) == own_years_hinted(text)


@pytest.mark.parametrize("name", WAITING)
def test_nothing_matches_without_a_word_it_needs(name: str) -> None:
    waiting = WAITING[name]
    compiled = re.compile(waiting.pattern, waiting.flags)

    @settings(max_examples=60, deadline=None)
    @given(st.from_regex(compiled))
    def check(text: str) -> None:
        match = compiled.search(text)
        assume(match)
        assert match is not None
        assert patterns.holds(text[match.start() :], waiting.needs)

    check()


def test_a_waiting_pattern_behaves_as_the_compiled_one() -> None:
    compiled = re.compile("(二)件")
    for text in ("一件", "收到二件", "二件"):
        for method in ("search", "match", "fullmatch"):
            waiting = patterns.pattern("(二)件", needs="二")
            assert span(getattr(waiting, method)(text)) == span(getattr(compiled, method)(text))
            assert span(getattr(waiting, method)(text, 1, 4)) == span(getattr(compiled, method)(text, 1, 4))
        waiting = patterns.pattern("(二)件", needs="二")
        assert waiting.sub("x", text) == compiled.sub("x", text)
        waiting = patterns.pattern("(二)件", needs="二")
        assert [span(each) for each in waiting.finditer(text, 1)] == [span(each) for each in compiled.finditer(text, 1)]
        waiting = patterns.pattern("(二)件", needs="二")
        assert waiting.findall(text) == compiled.findall(text)
