"""Family sections: are the six sections there, in order, under their headings, and do they say what they must?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from reportcheck import forms
from reportcheck.forms import Form, FormAspect, FormSection
from reportcheck.labels import heading_key, key, numeral
from reportcheck.numerals import read_chinese_numeral
from reportcheck.patterns import HANZI, holds, pattern
from reportcheck.rules.passages import sentences
from reportcheck.rules.rule import HOLDS, NOT_APPLICABLE, Case, Verdict, broken, rule, undecided
from reportcheck.values import Section

SHORTEST = 30
"""Characters under which section five says nothing."""
OWN_SENTENCE = 12
"""Characters from which on a sentence of the overview tells something."""
OPENING = 45
"""Characters of a line that may serve as its heading."""

_NUMBERS = "零一二三四五六七八九十"
_BOILERPLATE = pattern(
    r"(?:根据|按照|依据|依照).{0,50}(?:条例|格式|通知|规定|编制|令第)|统计(?:期限|时间|数据)|电子版|下载|联系(?:电话|地址|方式)?|地址[:：]|邮编"
    r"|邮政编码|电话[:：]|传真|如(?:对|有).{0,12}疑问|现(?:将|公布)|本报告(?:由|共|是|中)|全文(?:包括|由)",
    needs=tuple(
        "根据 按照 依据 依照 统计 电子版 下载 联系 地址 邮编 邮政编码 电话 传真 如对 如有 现将 现公布 本报告 "
        "全文".split()
    ),
)
_NOTHING = pattern(r"(?:无|没有|暂无|不适用|略|/|-|—)?[。.]?")
_PROBLEMS = tuple(
    "问题 不足 短板 差距 有待 不够 欠缺 薄弱 困难 不高 不强 不到位 不全面 不及时 滞后 一定距离 "
    "偏少 偏低 偏慢 偏弱 较少 较低 较慢 较弱 仍需 尚需 还需 亟待".split()
)
_NO_PROBLEM = pattern(
    r"(?:未发现|没有|不存在|无)[^，。；]{0,10}(?:问题|不足)", needs=("未发现", "没有", "不存在", "无")
)
_WANTING = pattern(r"(?:有待|仍需|尚需|还需|亟待|需要|需|不够|不)(?:进一步)?" + HANZI + "{0,4}")
_REMEDIES = tuple(
    "改进 整改 下一步 措施 加强 提升 提高 完善 强化 推进 优化 健全 加大 深化 今后 接下来 下步 明年 来年 对策 打算 计划 "
    "补发 补齐 新增 增设 印发 约谈 改为 要做好".split()
)
_OTHER_REMEDIES = pattern(r"将(?!近)|已(?!成|不|有|久|被)|(?:着手|着力|逐[项步一]|抓紧)(?!不)")
_OTHER_FEE = pattern(
    r"[^，。；]*(?:行政事业性收费|涉企收费|收费(?:目录|清单|标准|项目|公示))[^，。；]*",
    needs="行政事业性收费 涉企收费 收费目录 收费清单 收费标准 收费项目 收费公示".split(),
)
_FEE = ("处理费", "服务费", "收费", "收取", "费用", "检索", "复制", "邮寄")
_ASSESSMENTS = {
    "assessment": pattern(r"考核|考评|绩效"),
    "review": pattern(r"评议|满意度|第三方评估|社会评价"),
    "accountability": pattern(r"责任追究|追责|问责|追究"),
}
_GOVERNMENTS = frozenset({"government", "township"})


@rule("missing-section")
def missing_section(case: Case) -> Iterator[Verdict]:
    """Absent is broken only where the document was read whole: a lost heading line is no lost section."""
    if case.form is None:
        yield NOT_APPLICABLE
        return
    for section in case.form.sections:
        if section.id in case.sections:
            yield HOLDS
            continue
        variant = "basis" if section.basis_zh else ""
        where = {"section": section.id, "arguments": {"section": section.id}, "variant": variant}
        reason = _unread_section(case, case.form, section)
        yield undecided(reason, **where) if reason else broken(**where)


@rule("sections-out-of-order")
def sections_out_of_order(case: Case) -> Iterator[Verdict]:
    """Order, then numbers, then number systems: the first fault is the one that is told."""
    if case.form is None or not case.sections:
        yield NOT_APPLICABLE
        return
    faults = (*_order_faults(case, case.form), *_numeral_faults(case, case.form), *_system_faults(case))
    yield faults[0] if faults else HOLDS


@rule("extra-section")
def extra_section(case: Case) -> Iterator[Verdict]:
    """A further numbered section at the top level."""
    if case.form is None:
        yield NOT_APPLICABLE
        return
    further = [section for section in case.report.sections if section.id is None and _is_numbered(section.heading)]
    extra = [section for section in further if heading_key(section.heading) not in case.allowed]
    for section in extra:
        yield broken(arguments={"heading": section.heading}, place=section.place, subject=key(section.heading))
    if not extra:
        yield HOLDS


@rule("heading-reworded")
def heading_reworded(case: Case) -> Iterator[Verdict]:
    """Width, spaces and punctuation are no fault."""
    if case.form is None:
        yield NOT_APPLICABLE
        return
    for section in case.form.sections:
        found = case.sections.get(section.id)
        if found is None:
            yield NOT_APPLICABLE
        elif key(found.heading) in {key(heading) for heading in section.headings}:
            yield HOLDS
        else:
            yield broken(section=section.id, arguments={"heading": found.heading, "section": section.id})


@rule("missing-aspect")
def missing_aspect(case: Case) -> Iterator[Verdict]:
    """The aspects the form wants in a section, under headings or in a sentence."""
    prescribed = [a for a in case.form.aspects if a.section in case.sections] if case.form else []
    if case.form is None or "aspects" not in case.form.requires or not prescribed:
        yield NOT_APPLICABLE
        return
    section = case.sections[prescribed[0].section]
    missing = [aspect for aspect in prescribed if not _has_aspect(section, aspect)]
    where = {"section": section.id, "arguments": {"aspects": tuple(aspect.id for aspect in missing)}}
    if not missing:
        yield HOLDS
    elif case.lost or (case.is_text_copy and all(_speaks_of(section.text, aspect.topics) for aspect in missing)):
        yield undecided("torn", **where)
    else:
        yield broken(**where)


@rule("boilerplate-overview")
def boilerplate_overview(case: Case) -> Iterator[Verdict]:
    """What is left of the overview without legal basis, period and contact."""
    section = case.sections.get(case.form.sections[0].id) if case.form else None
    if section is None:
        yield NOT_APPLICABLE
        return
    said = (sentence for line in section.text.split("\n") for sentence in sentences(line))
    telling = (each for each in said if len(key(each)) >= OWN_SENTENCE or re.search(r"\d", each))
    if not all(map(_BOILERPLATE.search, telling)):
        yield HOLDS
    else:
        yield undecided("torn", section=section.id) if case.lost else broken(section=section.id)


@rule("assessment-not-reported")
def assessment_not_reported(case: Case) -> Iterator[Verdict]:
    """Only reports of people's governments owe it; the whole text counts."""
    if case.form is None or case.report.publisher_kind not in _GOVERNMENTS:
        yield NOT_APPLICABLE
        return
    text = "".join(section.text for section in case.report.sections)
    missing = tuple(name for name, pattern in _ASSESSMENTS.items() if not pattern.search(text))
    where = {"section": case.form.sections[0].id, "arguments": {"missing": missing}}
    if not missing:
        yield HOLDS
    elif case.lost or case.form.sections[0].id not in case.sections:
        yield undecided("torn", **where)
    else:
        yield broken(**where)


@rule("problems-without-remedies")
def problems_without_remedies(case: Case) -> Iterator[Verdict]:
    """Section five: empty, too short, or only one half of what it must hold."""
    section = case.sections.get("problems") if case.form else None
    if section is None:
        yield NOT_APPLICABLE
        return
    fault = _problems_fault(section.text)
    where = {"section": section.id, "arguments": {"length": len(key(section.text))}, "variant": fault or ""}
    if fault is None:
        yield HOLDS
    elif case.lost:
        yield undecided("torn", **where)
    elif fault == "empty" and case.is_text_copy:
        yield undecided("text-copy", **where)
    else:
        yield broken(**where)


@rule("fee-statement-missing")
def fee_statement_missing(case: Case) -> Iterator[Verdict]:
    """The processing fee, not the administrative fees of table two."""
    section = case.sections.get("other_matters") if case.form else None
    edition = forms.edition(case.report.edition) if case.report.edition else None
    if edition is None or "fee-statement" not in edition.requires or section is None:
        yield NOT_APPLICABLE
        return
    other = "收费" in section.text
    if holds(_OTHER_FEE.sub("", section.text) if other else section.text, _FEE):
        yield HOLDS
    else:
        yield undecided("torn", section=section.id) if case.lost else broken(section=section.id)


def _unread_section(case: Case, form: Form, section: FormSection) -> str | None:
    """Why a section whose heading was not found may be there all the same, or None."""
    if case.lost or not case.sections or (section.table and section.table in case.tables):
        return "torn"
    if section.table and case.unplaced.get(section.table):
        return "torn"
    if any(n.code == "heading-astray" and n.arguments.get("section") == section.id for n in case.report.notes):
        return "torn"
    if not case.is_text_copy:
        return None
    earlier = [each for each in form.sections[: form.sections.index(section)] if each.id in case.sections]
    if not earlier:
        return "text-copy"
    return "torn" if _speaks_of(case.sections[earlier[-1].id].text, section.topics) else None


def _speaks_of(text: str, topics: tuple[str, ...]) -> bool:
    return any(topic in text for topic in topics)


def _has_aspect(section: Section, aspect: FormAspect) -> bool:
    """Its own sub-heading; a line that opens with its words; without any sub-heading a sentence about it."""
    if any(found.id == aspect.id for found in section.aspects):
        return True
    wordings = [heading_key(wording) for wording in (*aspect.headings, *aspect.aliases)]
    openings = [heading_key(line[:OPENING]) for line in section.text.split("\n")]
    if any(wording in opening for wording in wordings for opening in openings):
        return True
    return not section.aspects and _speaks_of(section.text, aspect.topics)


def _is_numbered(heading: str) -> bool:
    return bool(numeral(heading)) and not key(heading).startswith(("附件", "附表", "附录"))


def _order_faults(case: Case, form: Form) -> Iterator[Verdict]:
    order = [section.id for section in form.sections]
    found = [section for section in case.report.sections if section.id in order]
    for earlier, later in itertools.pairwise(found):
        if earlier.id and later.id and order.index(earlier.id) > order.index(later.id):
            arguments = {"heading": earlier.heading, "after": later.id}
            yield broken(section=earlier.id, arguments=arguments, variant="order", place=earlier.place)


def _numeral_faults(case: Case, form: Form) -> Iterator[Verdict]:
    """A number may lag behind by the sections missing before it and run ahead by the extra ones."""
    order = [section.id for section in form.sections]
    extra = 0
    seen: set[int] = set()
    for section in case.report.sections:
        value = read_chinese_numeral(numeral(section.heading))
        if section.id is None:
            extra += 1
            continue
        official = order.index(section.id) + 1
        missing = sum(1 for id in order[: official - 1] if id not in case.sections)
        if value is None:
            continue
        if value in seen or not official - missing <= value <= official + extra:
            arguments = {"heading": section.heading, "expected": _NUMBERS[official]}
            yield broken(section=section.id, arguments=arguments, variant="numeral", place=section.place)
        seen.add(value)


def _system_faults(case: Case) -> Iterator[Verdict]:
    """Numbers of different kinds on headings of one level."""
    systems = [(section, _system(section.heading)) for section in case.report.sections if numeral(section.heading)]
    for section, system in systems:
        if system != systems[0][1]:
            arguments = {"heading": section.heading}
            yield broken(section=section.id, arguments=arguments, variant="mixed", place=section.place)


def _system(heading: str) -> str:
    """How a heading is numbered: 一、 or （一） or 1."""
    if heading.lstrip()[:1] in "（(":
        return "bracketed"
    return "arabic" if numeral(heading).isdigit() else "chinese"


def _problems_fault(text: str) -> str | None:
    if _NOTHING.fullmatch("".join(text.split())):
        return "empty"
    if len(key(text)) < SHORTEST:
        return "short"
    present = _WANTING.sub("", text)
    if not holds(present, _REMEDIES) and not _OTHER_REMEDIES.search(present):
        return "no_remedies"
    return None if holds(_NO_PROBLEM.sub("", text), _PROBLEMS) else "no_problems"
