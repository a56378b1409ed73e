"""What was left standing in a report: last year's words, a template's placeholders, the covering letter, revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportcheck.patterns import pattern
from reportcheck.rules.passages import Part, clause, every_sentence, sentences
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule
from reportcheck.values import Arguments

WORD_FILES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "application/rtf",
    "application/vnd.oasis.opendocument.text",
)
_TRACES = {"has-revisions": "", "has-comments": "comments", "has-highlights": "highlights"}
"""Note of the reader → variant of the sentence."""
LONGEST_TITLE = 40
"""Characters of a line that may be the title of a paper."""

_OPENING_YEAR = pattern(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．][^，。：]{0,20}[。：])?"
    r"(20\d\d)年度?[，,]?(?:在[^，。]{2,25}下[，,])?(?:我|本|全)[省市县区州旗盟镇乡街局厅委办处院机单馆社队]"
    r"(?![^，。]{0,15}(?:会议|要点|方案))",
    needs=[f"{own}{body}" for own in "我本全" for body in "省市区县州旗盟镇乡街局厅委办处院机单馆社队"],
)
_TOLD_BACK = (
    r"上年|上一年|去年|同期|相比|较(?![为好多高大快强])|问题|整改|不足|以来|成立|印发|出台"
    r"|考核|评估|测评|评为|获[评得]|荣|名列|[一二三四五六七八九十\d]名|列为|入选|表彰|通报"
)
"""What is told of an earlier year with reason."""
_THIS_YEAR = r"本年|今年|现已|现在|如今"
_HEADING_BACK = r"上年|上一年|去年|往年|以往|前一年|整改|改进"
"""What a heading says under which an earlier year is told of."""
_RUNS_ON = tuple("。；！？，,")
_LEVELS = (r"(?!)", r"[一二三四五六七八九十]+[、.．]", r"[（(][一二三四五六七八九十]+[)）]", r"[（(]?\d{1,2}[)）、.．]")
"""How headings are numbered, the higher first; one without a number stands above them all."""
_NEXT_STEPS = r"(?:下一步|下步|今后)(?:工作)?[，,：:]?(20\d\d)年度?[，,]?(?:(?:我|本)[^，。]{1,3})?(?:将|要(?!求)|计划)"

_PLANNED = (
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．])?(20\d\d)年度?[，,]?(?:(?:我|本|全)[^，。]{1,3}[，,]?)?将(?:会)?"
    r"(?:继续|持续|不断|着力|着重|重点|努力|认真|切实|积极|进一步|一如既往|从以下|围绕|加强|强化|加大|完善|健全|深化|提高|提升)"
    r"(?![^。；]{0,40}(?:[作列]为|[纳列]入|贯穿|融入|当[作成]|[摆放]在|[摆放]到|结合起来|[了过]|已|取得|得到|完成))"
)
"""A sentence that announces; 2024年，我局将公开工作纳入考核 tells what was done."""

_UNIT = r"(?:万?余?(?:条|件|次|份|个|人|期|场|篇|项|起|宗|万|亿|元|名|家|批|部)|年[度底初]?(?!×)|月|日)"
_BODY = r"(?:省|市|县|区|镇|乡|街道|局|厅|委员会|单位|机关|部门)"
_CROSS = r"[×✕╳xXｘＸ]"
_CROSSES = (
    rf"(?<![0-9A-Za-z×✕╳〔（(-]){_CROSS}{{2,}}(?![0-9A-Za-z])"
    rf"|(?<![0-9A-Za-z×]){_CROSS}(?=万?余?(?:条|件|次|份|篇|项|起|宗))"
)
_STARS = r"(?<![*＊])[*＊]{2,}+(?=万?余?(?:条|件|次|份|篇|项|起|宗|场|期|人))"
_EMPTY = r"(?:（）|\(\)|【】|\[\])(?=万?余?(?:条|件|次|份|篇|项|起|宗|场|期|人))"
_LINE = r"(?<![0-9A-Za-z_])[_＿]{2,}(?![0-9A-Za-z_])"
_NAMED = r"[（(【\[〔](?:单位|机关|部门|地区|本机关|行政机关|填报单位)(?:名称|全称)[）)】\]〕]"
_DESCRIBED = (
    r"[（(【\[](?:文字描述|文字说明|请填写|此处填写|此处插入|在此填写|待补充|待填写)[^（）()【】\[\]]{0,40}[）)】\]]"
)
_EXAMPLE = r"以下(?:是|为)[^。；，]{0,30}(?:示例|样例|范例|模板)"
_PLACEHOLDERS = {
    _CROSSES: tuple("×✕╳xXｘＸ"),
    _STARS: ("**", "＊＊"),
    _EMPTY: ("（）", "()", "【】", "[]"),
    _LINE: ("__", "＿＿"),
    _NAMED: ("名称）", "名称)", "名称】", "名称]", "名称〕", "全称"),
    _DESCRIBED: ("（文字", "填写", "插入", "待补", "(文字", "[文字", "【文字"),
    _EXAMPLE: ("示例", "样例", "范例", "模板"),
}
"""Pattern → words without one of which it fits nowhere."""
_ANONYMOUS = r"某|申请人|当事人|原告|被告|第三人|案|申请公开|先生|女士|同志|村|公司|电话|邮箱|传真"

_TOLD_TO_FILL_IN = r"填写|申请表|须|应当|包括"
_ASKED = r"(?:予以?)?(?:审阅|审示|审核|审定|审查|查收|批示|批阅|备案)"
_HANDED_IN = rf"现将[^。；]{{0,60}}?(?:报上|上报|呈报|呈送|报送)(?:给?[^。；，]{{2,12}})?[，,。；]?(?:请|敬请)?{_ASKED}"
_CLOSED = rf"(?:(?:以上|特此)(?:报告|函达|呈报|函复)?[，,。]?|(?:妥否|当否)[，,]?)请{_ASKED}|(?:特此|专此)函达"
_WORDS_OF_LETTERS = ("报上", "上报", "报送", "呈", "以上", "特此", "专此", "妥否", "当否", "工作总结")
_LETTER_WORDS = rf"{_HANDED_IN}|{_CLOSED}"
_LETTER = r"[^。，；]{0,20}关于(?:报送|上报|呈报|呈送)[^。；]{0,50}的(?:函|报告|请示)"
_SUMMARY = r"[^。，；：]{0,34}公开[^。，；：]{0,6}工作总结"


@rule("last-year-left")
def last_year_left(case: Case) -> Iterator[Verdict]:
    """Paragraphs that open with an earlier year as if it were the report's, and next steps in a year that is over."""
    year = case.report.year
    parts = [part for part in case.parts if part.id not in ("opening", "introduction", "closing")]
    if year is None or not any(part.paragraphs for part in parts):
        yield NOT_APPLICABLE
        return
    verdicts = [verdict for part in parts for verdict in _old_years(part, year)]
    yield from verdicts or [HOLDS]


@rule("placeholder-left")
def placeholder_left(case: Case) -> Iterator[Verdict]:
    """An error only where figure or name is plainly lacking; crosses also hide the names of people."""
    parts = [part for part in case.parts if part.id not in ("opening", "closing")]
    patterns = [each for each, words in _PLACEHOLDERS.items() if case.says(*words)]
    read = every_sentence(parts) if patterns else ()
    verdicts = [verdict for part, sentence in read for verdict in _placeholders(case, part, sentence, patterns)]
    yield from verdicts or [HOLDS if parts else NOT_APPLICABLE]


@rule("letter-published")
def letter_published(case: Case) -> Iterator[Verdict]:
    """The letter stands before the report or closes it; "现将…汇报如下" is how reports begin."""
    parts = case.parts_named("opening", "introduction", "closing")
    for part in parts:
        for paragraph in part.paragraphs:
            if not any(word in paragraph for word in _WORDS_OF_LETTERS):
                continue
            title = re.fullmatch(_SUMMARY, paragraph) if len(paragraph) <= LONGEST_TITLE else None
            words = re.search(_LETTER_WORDS, paragraph) or re.fullmatch(_LETTER, paragraph)
            if words or (title and part.id != "closing"):
                found = words or title
                assert found is not None
                quoted: Arguments = {"clause": clause(paragraph, *found.span())}
                yield broken(variant="" if words else "title", arguments=quoted, place=part.place)
                return
    yield HOLDS if parts or case.sections else NOT_APPLICABLE


@rule("draft-traces")
def draft_traces(case: Case) -> Iterator[Verdict]:
    """What the reader says of revisions, comments and highlighted words in a Word file, each once."""
    if case.report.media_type not in WORD_FILES:
        yield NOT_APPLICABLE
        return
    verdicts = [
        broken(variant=_TRACES[note.code], arguments=dict(note.arguments), place=note.place, subject=_TRACES[note.code])
        for note in case.report.notes
        if note.code in _TRACES
    ]
    yield from verdicts or [HOLDS]


def _old_years(part: Part, year: int) -> Iterator[Verdict]:
    """A paragraph that tells of the report's year too, or stands before one that does, tells what came before it."""
    headings: list[str] = []
    for paragraph, following in zip(part.paragraphs, (*part.paragraphs[1:], ""), strict=False):
        if _is_heading(paragraph):
            headings.append(paragraph)
        if "20" in paragraph[:LONGEST_TITLE]:
            found = _OPENING_YEAR.match(paragraph)
            if (
                found
                and int(found[1]) < year
                and not _looks_back(paragraph, _standing_above(headings), following, year)
            ):
                yield _old_year(part, paragraph, found, year)
        planned = part.id == "problems" and "20" in paragraph and "将" in paragraph
        planned = planned and not re.search(_HEADING_BACK, _standing_above(headings))
        if planned or "步" in paragraph or "今后" in paragraph:
            for sentence in sentences(paragraph):
                found = _plan(sentence, planned=planned) if "20" in sentence else None
                if found and int(found[1]) <= year:
                    yield _old_year(part, sentence, found, year)._replace(variant="plan")


def _plan(sentence: str, *, planned: bool) -> re.Match[str] | None:
    """Next steps anywhere; an announcement where the sentence begins with its year."""
    return re.search(_NEXT_STEPS, sentence) or (re.match(_PLANNED, sentence) if planned else None)


def _standing_above(headings: Sequence[str]) -> str:
    """Of the headings so far those that still hold, run together: one ends what stood at its level and below."""
    holding: dict[int, str] = {}
    for heading in headings:
        level = next((i for i, number in enumerate(_LEVELS) if re.match(number, heading)), 0)
        holding = {above: words for above, words in holding.items() if above < level} | {level: heading}
    return "".join(holding.values())


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST_TITLE and not paragraph.endswith(_RUNS_ON)


def _looks_back(paragraph: str, headings: str, following: str, year: int) -> bool:
    """Whether an earlier year is told of with reason: by its own words, the headings above it or what comes next."""
    own = rf"{year}年|{_THIS_YEAR}"
    next_one = sentences(following)[0] if following.strip("。；！？") else ""
    return bool(
        re.search(own, paragraph)
        or re.search(_TOLD_BACK, sentences(paragraph)[0])
        or re.search(_HEADING_BACK, headings)
        or re.search(own, next_one)
    )


def _old_year(part: Part, text: str, found: re.Match[str], year: int) -> Verdict:
    arguments: Arguments = {"section": part.id, "clause": clause(text, *found.span()), "found": found[1], "year": year}
    return broken(section=part.section, place=part.place, arguments=arguments)


def _placeholders(case: Case, part: Part, sentence: str, patterns: Sequence[str]) -> Iterator[Verdict]:
    """Each placeholder of a sentence, the same one once."""
    found: dict[str, re.Match[str]] = {}
    for expression in patterns:
        hinted = any(word in sentence for word in _PLACEHOLDERS[expression])
        for match in re.finditer(expression, sentence) if hinted else ():
            found.setdefault(match[0], match)
    for match in found.values():
        grave = _is_grave(case, sentence, match)
        if grave is None:
            continue
        shown = clause(sentence, *match.span())
        arguments: Arguments = {"section": part.id, "clause": shown, "placeholder": match[0]}
        yield broken(
            section=part.section,
            place=part.place,
            arguments=arguments,
            variant="" if grave else "note",
            severity=None if grave else "note",
            subject=match[0],
        )


def _is_grave(case: Case, sentence: str, match: re.Match[str]) -> bool | None:
    """Whether the clause lacks its figure or name; None for what is no placeholder."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if match[0].startswith("以下"):
        return False
    if before.count("《") > before.count("》"):
        # 印发《关于做好××项目信息公开的通知》: a title may leave out a name that nobody is to know.
        return False
    if match[0][0] in "*＊" or (len(match[0]) == 2 and match[0][0] in "（([【"):
        return None if case.is_text_copy else True
    if match[0][0] in "（(【[〔":
        return not re.search(_TOLD_TO_FILL_IN, before)
    if match[0][0] in "_＿":
        return True if re.match(_UNIT, after) else None if not after and not before else _line_of_a_form(case, before)
    if before.endswith("第") and re.match("条|款|项|章", after):
        return None
    if re.match(r"[〔\[号元]|发[〔\[]", after) or re.search(r"[〔\[第]$", before):
        return False
    if re.search(_ANONYMOUS, sentence):
        return None if re.search(r"某|人|[\u4e00-\u9fff]$", before) and not re.match(_UNIT, after) else False
    return re.match(rf"{_UNIT}|{_BODY}", after) is not None


def _line_of_a_form(case: Case, before: str) -> bool | None:
    """A drawn line is a blank to be filled in only behind words; a text copy draws with it and sets in bold with it."""
    return None if case.is_text_copy or not before else False
