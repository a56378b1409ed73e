"""Papers that are no report on the form: free reports of 2010 to 2018, their statistics tables, frames. Our own prose."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

Rows = list[list[str]]

BODIES = (
    "青岚县民政局",
    "云陂市交通运输局",
    "石桥镇人民政府",
    "望江街道办事处",
    "临溪县人民政府",
    "砚山区人民政府办公室",
)
HEADINGS = (
    (
        "概述",
        "主动公开政府信息情况",
        "依申请公开政府信息情况",
        "咨询处理情况",
        "收费及减免情况",
        "申请行政复议、提起行政诉讼情况",
        "存在的主要问题和改进措施",
        "附表",
    ),
    (
        "基本情况",
        "主动公开政府信息的情况",
        "依申请公开政府信息和不予公开政府信息的情况",
        "政府信息公开的收费及减免情况",
        "因政府信息公开申请行政复议、提起行政诉讼的情况",
        "政府信息公开工作存在的主要问题及改进情况",
    ),
    (
        "总体工作推进情况",
        "重点领域信息公开情况",
        "政策解读和回应关切情况",
        "依申请公开办理情况",
        "机构建设和保障培训情况",
        "不足与打算",
        "其他需要报告的事项",
    ),
    ("工作开展情况", "公开渠道建设", "复议诉讼和举报情况", "下一年工作安排"),
)
TEXTS = (
    "全年围绕中心工作梳理公开事项，修订目录和指南，按时更新栏目内容，做到有专人维护、有台账可查、有记录可溯。",
    "通过网站、公告栏、办事窗口和便民手册公开各类信息{a}条，其中机构职能类{b}条，办事指南类{c}条，工作动态类{d}条。",
    "共收到公开申请{b}件，均在规定期限内答复，其中同意公开{c}件，申请内容不属于本机关掌握的{d}件，已告知申请人向有关单位咨询。",
    "接待来访咨询{a}人次，接听来电{b}次，答复网上留言{c}条，群众对答复结果总体满意。",
    "检索、复制、邮寄均未收取费用，全年没有发生减免情形。",
    "全年因信息公开被申请行政复议{d}件，结果维持；没有被提起行政诉讼。",
    "一是公开内容的针对性还不强，二是人员力量不足。下一步将充实力量，细化标准，定期通报，把公开要求落到每个环节。",
    "无其他需要报告的事项。",
)
PLACES = (("政务大厅查询点", "个"), ("公共图书馆查阅点", "个"), ("电子显示屏", "块"), ("政务微博", "个"))


@dataclass(frozen=True, slots=True)
class Free:
    """A report of the years without a form: lines of prose under headings of its own, and its small tables."""

    year: int
    publisher: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[Rows, ...]

    @property
    def title(self) -> str:
        return f"{self.publisher}{self.year}年政府信息公开工作年度报告"

    @property
    def published(self) -> str:
        return f"{self.year + 1}-03-{10 + self.year % 20}"


def free_report(seed: int, variant: int, *, statistics: bool) -> Free:
    """A seeded report in one of four sets of headings, with small tables or the statistics table of 2014."""
    chance = random.Random(f"{seed} {variant} {statistics}")
    year = chance.randint(2014, 2018) if statistics else chance.randint(2008, 2018)
    numbers = {name: chance.randint(1, 90) for name in "abcd"}
    sections = []
    for heading in HEADINGS[variant % len(HEADINGS)]:
        lines = tuple(text.format(**numbers) for text in chance.sample(TEXTS, chance.randint(1, 3)))
        sections.append((heading, lines))
    tables = (statistics_table(chance),) if statistics else small_tables(chance)
    return Free(year, chance.choice(BODIES), tuple(sections), tables)


def small_tables(chance: random.Random) -> tuple[Rows, ...]:
    """An older local table of indicators, a table of places, one of channels with words of the later form."""
    n = lambda: str(chance.randint(0, 60))  # noqa: E731
    indicators = [
        ["指标名称", "计量单位", "代码", "本期实际", "本年累计"],
        ["主动公开政府信息数", "条", "01", n(), n()],
        ["依申请公开信息总数", "条", "02", n(), n()],
        ["其中：当面申请", "条", "03", n(), n()],
        ["行政复议数", "件", "04", n(), n()],
        ["行政诉讼数", "件", "05", n(), n()],
        ["总计", "—", "06", n(), n()],
    ]
    places = [["查阅场所", "单位", "数量"], *([name, unit, n()] for name, unit in PLACES)]
    matters = [
        ["公开类别", "数量（条）", "比重"],
        ["规范性文件", n(), "12%"],
        ["行政许可", n(), "30%"],
        ["行政处罚", n(), "9%"],
        ["行政事业性收费", n(), "2%"],
        ["其他", n(), "47%"],
    ]
    disputes = [
        ["类别", "件数", "维持", "纠正", "其他"],
        ["行政复议", n(), n(), n(), n()],
        ["行政诉讼", n(), n(), n(), n()],
    ]
    found = [indicators, places, matters, disputes]
    return tuple(chance.sample(found, chance.randint(1, 3)))


STATISTICS: tuple[tuple[str, str], ...] = (
    ("一、主动公开情况", "----"),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"),
    ("其中：主动公开规范性文件数", "条"),
    ("制发规范性文件总数", "件"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "----"),
    ("1．政府公报公开政府信息数", "条"),
    ("2．政府网站公开政府信息数", "条"),
    ("3．政务微博公开政府信息数", "条"),
    ("4．政务微信公开政府信息数", "条"),
    ("5．其他方式公开政府信息数", "条"),
    ("二、回应解读情况", "----"),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次"),
    ("（二）通过不同渠道和方式回应解读的情况", "----"),
    ("1．参加或举办新闻发布会总次数", "次"),
    ("2．政府网站在线访谈次数", "次"),
    ("3．政策解读稿件发布数", "篇"),
    ("三、依申请公开情况", "----"),
    ("（一）收到申请数", "件"),
    ("1．当面申请数", "件"),
    ("2．传真申请数", "件"),
    ("3．网络申请数", "件"),
    ("4．信函申请数", "件"),
    ("（二）申请办结数", "件"),
    ("1．按时办结数", "件"),
    ("2．延期办结数", "件"),
    ("（三）申请答复数", "件"),
    ("1．属于已主动公开范围数", "件"),
    ("2．同意公开答复数", "件"),
    ("3．同意部分公开答复数", "件"),
    ("4．不同意公开答复数", "件"),
    ("其中：涉及国家秘密", "件"),
    ("涉及商业秘密", "件"),
    ("涉及个人隐私", "件"),
    ("5．不属于本行政机关公开数", "件"),
    ("6．申请信息不存在数", "件"),
    ("7．告知作出更改补充数", "件"),
    ("8．告知通过其他途径办理数", "件"),
    ("四、行政复议数量", "件"),
    ("（一）维持具体行政行为数", "件"),
    ("（二）被依法纠错数", "件"),
    ("（三）其他情形数", "件"),
    ("五、行政诉讼数量", "件"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件"),
    ("（二）被依法纠错数", "件"),
    ("（三）其他情形数", "件"),
    ("六、举报投诉数量", "件"),
    ("七、依申请公开信息收取的费用", "万元"),
    ("八、机构建设和保障经费情况", "----"),
    ("（一）政府信息公开工作专门机构数", "个"),
    ("（二）设置政府信息公开查阅点数", "个"),
    ("（三）从事政府信息公开工作人员数", "人"),
    ("九、政府信息公开会议和培训情况", "----"),
    ("（一）召开政府信息公开工作会议或专题会议数", "次"),
    ("（三）接受培训人员数", "人次"),
)


def statistics_table(chance: random.Random) -> Rows:
    """统计指标 | 单位 | 统计数, with or without 序号 or 代码."""
    style = chance.randrange(3)
    rows = [["统计指标", "单位", "统计数"]]
    rows += [[label, unit, "----" if unit == "----" else str(chance.randint(0, 80))] for label, unit in STATISTICS]
    if style == 0:
        return rows
    head = "序号" if style == 1 else "代码"
    return [[head, *rows[0]], *([str(number), *row] for number, row in enumerate(rows[1:], 1))]


def table_html(rows: Rows) -> str:
    return (
        "<table border=1>"
        + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )


def _numbered(report: Free) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"{'一二三四五六七八九'[n]}、{heading}", lines) for n, (heading, lines) in enumerate(report.sections)]


def page_of(report: Free) -> str:
    """The report as a page, its tables after the last section but one."""
    parts = [
        f"<h1>{report.title}</h1><p>发布时间：{report.published}</p>",
        f"<p>根据有关规定，编制本报告，数据统计期限为{report.year}年1月1日至12月31日。</p>",
    ]
    for number, (heading, lines) in enumerate(_numbered(report)):
        parts.append(f"<p><strong>{heading}</strong></p>" + "".join(f"<p>{line}</p>" for line in lines))
        if number + 1 == len(report.sections) - 1:
            parts += map(table_html, report.tables)
    head = f"<!doctype html><html><head><meta charset=utf-8><title>{report.title}</title></head>"
    return f"{head}<body>{''.join(parts)}<p>{report.publisher}</p></body></html>"


def text_of(report: Free, table_lines: Callable[[Rows], list[str]]) -> str:
    lines = [
        report.title,
        f"发布时间：{report.published}",
        f"根据有关规定，编制本报告，数据统计期限为{report.year}年1月1日至12月31日。",
    ]
    for number, (heading, texts) in enumerate(_numbered(report)):
        lines += [heading, *texts]
        if number + 1 == len(report.sections) - 1:
            for table in report.tables:
                lines += table_lines(table)
    return "\n".join(lines) + "\n"


LINES: dict[str, Callable[[Rows], list[str]]] = {
    "tabs": lambda rows: ["\t".join(row) for row in rows],
    "bars": lambda rows: [f"| {' | '.join(row)} |" for row in rows],
    "cells": lambda rows: [cell for row in rows for cell in row],
    "spaces": lambda rows: ["  ".join(row) for row in rows],
}
