"""Seeded true reports in our own prose: figures for which every identity holds, printed as a page or as text."""

from __future__ import annotations

import dataclasses
import random
from dataclasses import dataclass
from html import escape
from typing import Any, TypeVar

from reportcheck import forms
from reportcheck.forms import Form, FormTable
from reportcheck.forms.blank import table_html

Figures = dict[tuple[str, str, str], int]
Frozen = TypeVar("Frozen")

NAMES = ("青岚县水务局", "云陂市教育局", "石桥镇人民政府", "望江街道办事处", "砚山区人民政府办公室", "临溪县人民政府")
ASPECT_TEXTS = (
    "本年度通过门户网站、公告栏等渠道主动公开各类信息，内容涉及水利建设、防汛抗旱和民生服务，更新较为及时。",
    "畅通当面、邮寄、网络三种申请渠道，指定专人登记、转办、答复，疑难申请集体会商后再作决定。",
    "公开前一律经过起草人自查、科室负责人复核、分管领导审定，历年文件逐件清理并标明是否有效。",
    "对专栏作了改版，增加检索和分类功能，失效链接按月排查，移动端阅读体验明显改善。",
    "把这项工作列入年度考核，开展两次业务培训，邀请群众代表座谈评议，全年没有发生需要追究责任的情形。",
)
PROBLEMS = (
    "一是部分内容更新不够及时，二是解读形式比较单一。下一步将建立更新提醒机制，丰富图文解读，并加强对股室的日常督促。"
)
OTHER = "本年度没有收取信息处理费，没有其他需要报告的事项。"


@dataclass(frozen=True, slots=True)
class Truth:
    """What a generated report says, whatever it is printed as."""

    form: Form
    year: int
    publisher: str
    published: str
    figures: Figures

    @property
    def title(self) -> str:
        return f"{self.publisher}{self.year}年政府信息公开工作年度报告"


def replace(value: Frozen, **changes: Any) -> Frozen:
    """The same frozen value, named tuple or dataclass, with other fields."""
    make: Any = getattr(value, "_replace", None)
    return make(**changes) if make else dataclasses.replace(value, **changes)  # type: ignore[type-var]


def true_report(seed: int, edition: str, largest: int = 40) -> Truth:
    """A report for which every identity holds; figures of one cell up to `largest`."""
    chance = random.Random(f"{seed} {edition} {largest}")
    form = forms.edition(edition)
    year = chance.randint(form.first_year, form.last_year or form.first_year + 4)
    figures: Figures = {}
    for table in form.tables:
        fill = {"requests": _requests, "disputes": _disputes}.get(table.id, _free)
        fill(table, figures, chance, largest)
    return Truth(form, year, chance.choice(NAMES), f"{year + 1}-01-{chance.randint(10, 30)}", figures)


def to_html(truth: Truth) -> str:
    """The report as a plain page."""
    parts = [f"<h1>{truth.title}</h1>", f"<p>发布时间：{truth.published}</p>", f"<p>{intro(truth)}</p>"]
    for section in truth.form.sections:
        parts.append(f"<h2>{section.numeral}、{section.headings[0]}</h2>")
        parts += [f"<p>{escape(line)}</p>" for line in prose(truth, section.id)]
        if section.table:
            table = truth.form.table(section.table)
            parts.append(table_html(table, lambda *cell: str(truth.figures[cell])))
    head = f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{truth.title}</title></head>\n<body>'
    return "\n".join([head, *parts, "</body></html>"])


def to_text(truth: Truth) -> str:
    """The report as a text copy of the page: one cell a line."""
    lines = [truth.title, f"来源：{truth.publisher} 发布时间：{truth.published} 08:30", intro(truth)]
    for section in truth.form.sections:
        lines.append(f"{section.numeral}、{section.headings[0]}")
        lines += prose(truth, section.id)
        if section.table:
            lines += table_lines(truth.form.table(section.table), truth.figures)
    return "\n\n".join(lines) + "\n"


def table_lines(table: FormTable, figures: Figures) -> list[str]:
    """The cells of a table in reading order, as browsers copy them."""
    markup = table_html(table, lambda *cell: str(figures[cell]))
    cells = markup.replace("</td>", "<td>").split("<td")
    texts = [cell.partition(">")[2].strip() for cell in cells]
    return [text for text in texts if text and not text.startswith("<")]


def with_figure(truth: Truth, cell: tuple[str, str, str], value: int) -> Truth:
    """The same report with one figure changed."""
    return Truth(truth.form, truth.year, truth.publisher, truth.published, {**truth.figures, cell: value})


def intro(truth: Truth) -> str:
    return (
        f"本报告依据《中华人民共和国政府信息公开条例》编制，所列数据统计期限自{truth.year}年1月1日起至"
        f"{truth.year}年12月31日止。"
    )


def prose(truth: Truth, section: str) -> list[str]:
    aspects = [aspect for aspect in truth.form.aspects if aspect.section == section]
    lines = []
    for number, (aspect, text) in enumerate(zip(aspects, ASPECT_TEXTS, strict=False)):
        lines += [f"（{'一二三四五'[number]}）{aspect.headings[0]}", text]
    return lines + {"problems": [PROBLEMS], "other_matters": [OTHER, *signature(truth)]}.get(section, [])


def signature(truth: Truth) -> list[str]:
    return [truth.publisher, "{}年{}月{}日".format(*map(int, truth.published.split("-")))]


def _free(table: FormTable, figures: Figures, chance: random.Random, largest: int) -> None:
    """What was issued and not repealed is in force; regulations are not made by bodies such as these."""
    for row, column in table.cells:
        figures[table.id, row, column] = 0 if row == "regulation" else chance.randint(0, largest)
        if column == "in_force" and row != "regulation":
            figures[table.id, row, column] += figures[table.id, row, "issued"]


def _requests(table: FormTable, figures: Figures, chance: random.Random, largest: int) -> None:
    results = [row.id for row in table.rows if row.id.startswith("result.")]
    parts = [column.id for column in table.columns if column.id != "total"]
    for column in parts:
        scale = largest if column == "person" else chance.choice((0, 0, largest // 8 + 1))
        own = {row: chance.randint(0, scale) if chance.random() < 0.6 else 0 for row in results}
        own["handled"] = sum(own.values())
        own["carried_out"] = chance.randint(0, own["handled"] // 4)
        own["carried_in"] = chance.randint(0, own["handled"] // 2)
        own["received"] = own["handled"] + own["carried_out"] - own["carried_in"]
        figures.update({(table.id, row, column): value for row, value in own.items()})
    for row in table.rows:
        figures[table.id, row.id, "total"] = sum(figures[table.id, row.id, column] for column in parts)


def _disputes(table: FormTable, figures: Figures, chance: random.Random, largest: int) -> None:
    parts = [column.id for column in table.columns if column.id != "total"]
    for row in table.rows:
        own = {column: chance.randint(0, largest // 4) for column in parts}
        own["total"] = sum(own.values())
        figures.update({(table.id, row.id, column): value for column, value in own.items()})
