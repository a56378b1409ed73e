"""A catalogue of faults: what each does to a true report, and which rules are to tell of it.

A fault changes what the report says (`truth`), how its tables and sections are printed (`shape`), or words on the page
(`words`: what is printed and what is printed instead, `¶` for the end of a paragraph; `rewrite`: the whole of it).
`pair` is a second report the first is held against, another version of it or that of the year before; `pair_text` is
what becomes of its text.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from altered import with_table
from generate import ASPECT_TEXTS, OTHER, PROBLEMS, Truth, intro, replace, signature, to_html, to_text, true_report
from reportcheck import forms
from reportcheck.batch import check_targets
from reportcheck.forms import FormColumn, FormRow, FormTable, Label
from reportcheck.pipeline import check_source
from reportcheck.rules import RULES
from reportcheck.sources import find
from reportcheck.values import Finding, Judgement, Limits, Source
from word_habits import HABITS as WORD_HABITS

Change = Callable[[Truth], Truth]
Words = Callable[[Truth], tuple[str, str]]
Pair = Callable[[Truth], Truth]


@dataclass(frozen=True, slots=True)
class Fault:
    """`rules` are to tell of it; `beside` do so too, because the fault is one of theirs as well.

    `unseen` are the papers in which it cannot be seen. `word` is a habit of Word files it is printed in.
    """

    name: str
    what: str
    rules: tuple[str, ...]
    truth: Change = lambda truth: truth
    words: Words | None = None
    pair: Pair | None = None
    pair_text: Callable[[str], str] = lambda text: text
    beside: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    rewrite: Callable[[str], str] | None = None
    base: str = "department"
    word: str | None = None


PAPERS: dict[str, tuple[Callable[[Truth], str], str]] = {"page": (to_html, "</p>\n<p>"), "text": (to_text, "\n\n")}


@cache
def base(name: str) -> Truth:
    """A report nothing is wrong with."""
    if name == "government":
        return replace(base("department"), publisher="临溪县人民政府")
    if name == "older":
        return replace(true_report(3, "2019"), year=2020, publisher="青岚县水务局", published="2021-01-16")
    return replace(true_report(3, "2021"), year=2024, publisher="青岚县水务局", published="2025-01-16")


def sources(fault: Fault, paper: str) -> list[Source]:
    """The reports as files, the one with the fault last."""
    truth, faulty = base(fault.base), planted(fault)
    texts = [fault.pair_text(printed(fault.pair(truth), paper))] if fault.pair else []
    if fault.word:
        data = WORD_HABITS[fault.word](faulty, random.Random(1))
        return [source("report.docx", data)]
    whole = printed(faulty, paper)
    if fault.words:
        before, after = (text.replace("¶", PAPERS[paper][1]) for text in fault.words(truth))
        assert before in whole, (fault.name, paper, before)
        whole = whole.replace(before, after)
    whole = fault.rewrite(whole) if fault.rewrite else whole
    suffix = {"page": "html", "text": "txt"}[paper]
    return [source(f"{number}.{suffix}", text.encode()) for number, text in enumerate([*texts, whole])]


def planted(fault: Fault) -> Truth:
    """What the report with the fault says, its words aside."""
    return fault.truth(base(fault.base))


def printed(truth: Truth, paper: str) -> str:
    """The report as a page or as a copy of its text."""
    return PAPERS[paper][0](truth)


def source(name: str, data: bytes) -> Source:
    """The bytes as a file of that name."""
    return Source(name, "", data, hashlib.sha256(data).hexdigest())


def told(fault: Fault, paper: str = "page") -> tuple[Finding, ...]:
    """What the program says of the report with the fault, as it would from the command line."""
    files = sources(fault, paper)
    if len(files) == 1:
        [checked] = check_source(files[0], Judgement(), Limits())
        return checked.result.findings
    with TemporaryDirectory() as folder:
        paths = [Path(folder, each.origin) for each in files]
        for path, each in zip(paths, files, strict=True):
            path.write_bytes(each.data)
        *_, last = check_targets(find([str(path) for path in paths]), Judgement(), Limits(), jobs=1)
        return last.found[0].result.findings


def built(fault: Fault) -> bool:
    """Whether the rules that are to tell of it are there already."""
    return set(fault.rules) <= set(RULES)


# ---- figures


def added(**amounts: int) -> Change:
    """Figures raised: `requests__received__person=1`, with a dot written `_dot_`."""

    def change(truth: Truth) -> Truth:
        figures = dict(truth.figures)
        for name, amount in amounts.items():
            figures[_cell(name)] += amount
        return replace(truth, figures=figures)

    return change


def set_to(**values: int | str) -> Change:
    """Figures replaced."""
    return lambda truth: replace(truth, figures={**truth.figures, **{_cell(name): v for name, v in values.items()}})


def printed_as(table: str, value: int, text: str) -> Change:
    """The first cell of the table with that figure printed otherwise."""

    def change(truth: Truth) -> Truth:
        cell = next(cell for cell, figure in truth.figures.items() if cell[0] == table and figure == value)
        return replace(truth, figures={**truth.figures, cell: text})

    return change


def of_persons(**amounts: int) -> Change:
    """Requests of natural persons: the rows raised in their column and in the total."""
    return added(**{f"requests__{row}__{column}": n for row, n in amounts.items() for column in ("person", "total")})


def zeroed(*tables: str) -> Change:
    return lambda truth: replace(truth, figures={c: 0 if c[0] in tables else v for c, v in truth.figures.items()})


def _cell(name: str) -> tuple[str, str, str]:
    table, row, column = name.replace("_dot_", ".").split("__")
    return table, row, column


# ---- the year before


OTHER_PROSE = (
    "在网站和政务服务大厅公开办事指南、河湖名录、工程招标结果，群众关心的供水信息单独成栏。",
    "申请一律登记编号，答复前征求业务科室意见，申请人来电咨询时当场说明办理进度。",
    "拟发文件随文确定公开属性，每季度抽查已公开内容，发现错漏当日更正。",
    "网站改用新的模板，手机上可以直接查看附件，老年人可用大字版面。",
    "局长办公会两次研究这项工作，业务骨干参加全县培训，群众评议结果在全县居前，未发生责任追究。",
)
OTHER_PROBLEMS = "信息分类不够清楚，查找不便，个别附件打不开。今后将重新划分栏目，逐件测试附件，并请群众试用。"
LONG_PROBLEMS = (
    "栏目内容更新不够及时。解读材料形式比较单一。一线人员对新要求掌握不够。"
    "下一步将建立更新提醒机制，逐月通报，加强培训。"
)


def year_before(truth: Truth) -> Truth:
    """The report of the year before, in which nothing is wrong either: what it carries over is carried in here."""
    figures = dict(truth.figures)
    for column in truth.form.table("requests").columns:
        carried = ("requests", "carried_in", column.id), ("requests", "carried_out", column.id)
        figures[carried[0]], figures[carried[1]] = figures[carried[1]], figures[carried[0]]
    for row in ("regulation", "normative_document"):
        issued, repealed, in_force = (("disclosure", row, name) for name in ("issued", "repealed", "in_force"))
        figures[in_force] += figures[repealed] - figures[issued]
        figures[issued], figures[repealed] = figures[in_force], 0
    earlier = replace(truth, figures=figures, year=truth.year - 1, published=f"{truth.year}-01-17")
    return everything_in(of_persons(result_dot_granted=1, handled=1, received=1), set_to(disclosure__fee__amount=12))(
        earlier
    )


def is_stock(cell: tuple[str, str, str]) -> bool:
    """Whether it counts what is there at a year's end or beginning, not what was done in the year."""
    return cell[1] in ("carried_in", "carried_out") or cell[2] == "in_force"


def in_other_words(text: str) -> str:
    """The prose of another year."""
    for before, after in zip((*ASPECT_TEXTS, PROBLEMS), (*OTHER_PROSE, OTHER_PROBLEMS), strict=True):
        text = text.replace(before, after)
    return text


# ---- tables and sections


def table_changed(id: str, change: Callable[[FormTable], FormTable]) -> Change:
    return lambda truth: with_table(truth, change(truth.form.table(id)))


def without_row(id: str, row: str) -> Change:
    return table_changed(id, lambda table: replace(table, rows=tuple(r for r in table.rows if r.id != row)))


def without_column(id: str, column: str) -> Change:
    def change(table: FormTable) -> FormTable:
        rows = tuple(replace(r, columns=tuple(c for c in r.columns if c != column)) for r in table.rows)
        return replace(table, rows=rows, columns=tuple(c for c in table.columns if c.id != column))

    return table_changed(id, change)


def with_column(truth: Truth) -> Truth:
    """A column of the office's own, the organisations added up."""
    table = truth.form.table("requests")
    own = FormColumn("subtotal", Label("法人或其他组织小计", (), ""), "count", "件", None)
    columns = (*table.columns[:-1], own, table.columns[-1])
    rows = tuple(replace(row, columns=tuple(c.id for c in columns)) for row in table.rows)
    figures = {(table.id, row.id, own.id): 1 for row in rows}
    changed = with_table(truth, replace(table, columns=columns, rows=rows))
    return replace(changed, figures={**truth.figures, **figures})


def with_row(truth: Truth) -> Truth:
    """A row of the office's own."""
    table = truth.form.table("disclosure")
    like = table.rows[1]
    own = FormRow("guide", Label("办事指南", (), ""), like.group, like.block, like.columns)
    changed = with_table(truth, replace(table, rows=(*table.rows[:2], own, *table.rows[2:])))
    return replace(changed, figures={**truth.figures, **{("disclosure", "guide", c): 3 for c in own.columns}})


def in_form(edition: str, *tables: str) -> Change:
    """The tables printed in another edition, with figures of its own."""

    def change(truth: Truth) -> Truth:
        other = true_report(3, edition)
        ids = tables or tuple(table.id for table in truth.form.tables)
        for id in ids:
            truth = with_table(truth, forms.edition(edition).table(id))
        figures = {cell: value for cell, value in other.figures.items() if cell[0] in ids}
        kept = {cell: value for cell, value in truth.figures.items() if cell[0] not in ids}
        return replace(truth, figures={**kept, **figures})

    return change


def without_section(id: str) -> Change:
    def change(truth: Truth) -> Truth:
        sections = tuple(section for section in truth.form.sections if section.id != id)
        return replace(truth, form=replace(truth.form, sections=sections))

    return change


def without_table(id: str) -> Change:
    def change(truth: Truth) -> Truth:
        sections = tuple(replace(s, table=None) if s.table == id else s for s in truth.form.sections)
        return replace(truth, form=replace(truth.form, sections=sections))

    return change


def headed(id: str, heading: str) -> Change:
    def change(truth: Truth) -> Truth:
        sections = tuple(replace(s, headings=(heading,)) if s.id == id else s for s in truth.form.sections)
        return replace(truth, form=replace(truth.form, sections=sections))

    return change


def swapped_sections(truth: Truth) -> Truth:
    overview, disclosure, requests, *rest = truth.form.sections
    return replace(truth, form=replace(truth.form, sections=(overview, requests, disclosure, *rest)))


def without_aspect(id: str) -> Change:
    def change(truth: Truth) -> Truth:
        aspects = tuple(aspect for aspect in truth.form.aspects if aspect.id != id)
        return replace(truth, form=replace(truth.form, aspects=aspects))

    return change


# ---- words


def instead(before: str, after: str) -> Words:
    return lambda truth: (before, after)


def told_instead(sentence: str) -> Words:
    """The overview says this of requests; `{row}` is the total of that row of table three."""

    def words(truth: Truth) -> tuple[str, str]:
        totals = {
            cell[1]: value for cell, value in truth.figures.items() if cell[0] == "requests" and cell[2] == "total"
        }
        more = {f"{name.rpartition('.')[2]}_more": value + 3 for name, value in totals.items()}
        return ASPECT_TEXTS[1], sentence.format(**more, received=totals["received"])

    return words


def named(**changes: str) -> Change:
    return lambda truth: replace(truth, **changes)


def everything_in(*changes: Change) -> Change:
    def change(truth: Truth) -> Truth:
        for each in changes:
            truth = each(truth)
        return truth

    return change


def _signed(truth: Truth) -> str:
    name, day = signature(truth)
    return f"{name}¶{day}"


UNCOVERED: frozenset[str] = frozenset()
"""Built rules that no fault of the catalogue is for yet; one that a fault is for may not stand here."""
FAULTS = (
    Fault("a section left out", "section five is not there", ("missing-section",), without_section("problems")),
    Fault("a section moved", "section three stands before section two", ("sections-out-of-order",), swapped_sections),
    Fault(
        "a number used twice",
        "section six is numbered 五",
        ("sections-out-of-order",),
        words=instead("六、其他需要报告的事项", "五、其他需要报告的事项"),
    ),
    Fault(
        "a section of the office's own",
        "a seventh section follows",
        ("extra-section",),
        words=lambda truth: (OTHER, f"{OTHER}¶七、下一年工作打算¶继续做好各项工作，完善制度，提高水平。"),
    ),
    Fault(
        "a heading in other words",
        "section two is headed in the office's own words",
        ("heading-reworded",),
        headed("disclosure", "政府信息主动公开情况"),
    ),
    Fault(
        "an aspect left out",
        "the overview says nothing of 监督保障",
        ("missing-aspect",),
        words=lambda truth: (f"（五）监督保障¶{ASPECT_TEXTS[4]}", ""),
    ),
    Fault(
        "assessment left out",
        "a government's report says nothing of assessment, review and accountability",
        ("assessment-not-reported",),
        words=instead(ASPECT_TEXTS[4], "落实专人负责，开展两次业务培训，保障工作经费。"),
        base="government",
    ),
    Fault(
        "nothing of one's own",
        "the overview holds the legal basis and nothing else",
        ("boilerplate-overview",),
        words=lambda truth: (
            "¶".join(
                f"（{'一二三四五'[n]}）{a.headings[0]}¶{ASPECT_TEXTS[n]}" for n, a in enumerate(truth.form.aspects)
            ),
            "本报告根据《中华人民共和国政府信息公开条例》编制。",
        ),
        beside=("missing-aspect",),
    ),
    Fault(
        "no remedies",
        "section five names problems and no remedy",
        ("problems-without-remedies",),
        words=instead(PROBLEMS, "一是部分内容更新不够及时，二是解读形式比较单一，三是个别栏目信息偏少，人手也不足。"),
    ),
    Fault(
        "nothing in section five",
        "section five says 无",
        ("problems-without-remedies",),
        words=instead(PROBLEMS, "无。"),
    ),
    Fault(
        "no word of the fee",
        "section six says nothing of the processing fee",
        ("fee-statement-missing",),
        words=instead(OTHER, "没有其他需要报告的事项。"),
    ),
    Fault("a table left out", "table four is not there", ("missing-table",), without_table("disputes")),
    Fault(
        "a row left out",
        "table three has no row 部分公开",
        ("missing-row",),
        without_row("requests", "result.partly_granted"),
    ),
    Fault(
        "a column left out",
        "table three has no column 科研机构",
        ("missing-column",),
        without_column("requests", "organization.research"),
        unseen=("text",),
    ),
    Fault(
        "a column of the office's own",
        "table three has subtotals",
        ("extra-row-or-column",),
        with_column,
        unseen=("text",),
    ),
    Fault("a row of the office's own", "table two has a row 办事指南", ("extra-row-or-column",), with_row),
    Fault("the whole old form", "all tables are those of the form before", ("outdated-form",), in_form("2019")),
    Fault(
        "one table of the old form",
        "table three is that of the form before",
        ("outdated-form",),
        in_form("2019", "requests"),
    ),
    Fault(
        "no corner note",
        "the identity is not printed in the corner of table three",
        ("corner-note-missing",),
        table_changed("requests", lambda table: replace(table, corner_note="")),
    ),
    Fault(
        "a blank for a nought",
        "a cell of table three is empty",
        ("blank-cell",),
        printed_as("requests", 0, ""),
        unseen=("text",),
    ),
    Fault(
        "half a document",
        "2.5 documents were repealed",
        ("not-a-count",),
        set_to(disclosure__normative_document__repealed="2.5"),
    ),
    Fault(
        "a figure with its unit",
        "22（其中变更3件） for 22",
        ("annotated-figure",),
        set_to(disclosure__licensing__decisions="22（其中变更3件）"),
    ),
    Fault(
        "a figure with its column's unit",
        "120件 for 120",
        ("annotated-figure",),
        set_to(disclosure__licensing__decisions="120件"),
    ),
    Fault(
        "a table as a picture",
        "a picture stands in the place of table four",
        ("not-copyable",),
        without_table("disputes"),
        words=instead("行政诉讼情况</h2>", "行政诉讼情况</h2>\n<p><img src='table.png' alt=''></p>"),
        unseen=("text",),
    ),
    Fault(
        "one more received", "persons and total of the first row", ("requests-do-not-balance",), of_persons(received=1)
    ),
    Fault(
        "one carried over forgotten",
        "the last row of table three, persons and total",
        ("requests-do-not-balance",),
        of_persons(carried_out=1),
    ),
    Fault(
        "one granted too many",
        "a result, persons and total",
        ("results-do-not-add-up",),
        of_persons(result_dot_granted=1),
    ),
    Fault(
        "one total wrong",
        "the total of one row",
        ("applicants-do-not-add-up", "requests-do-not-balance"),
        added(requests__carried_in__total=1),
    ),
    Fault(
        "disputes do not add up",
        "the total of reconsideration",
        ("disputes-do-not-add-up",),
        added(disputes__reconsideration__total=1),
    ),
    Fault(
        "fewer in force than issued",
        "documents issued and none in force",
        ("in-force-below-net-issued",),
        set_to(
            disclosure__normative_document__issued=5,
            disclosure__normative_document__repealed=1,
            disclosure__normative_document__in_force=0,
        ),
    ),
    Fault(
        "regulations of a county department",
        "one regulation issued",
        ("regulation-without-power",),
        added(disclosure__regulation__issued=1, disclosure__regulation__in_force=1),
    ),
    Fault(
        "police without penalties",
        "permits and penalties of a police department are 0",
        ("implausible-zero",),
        everything_in(
            named(publisher="青岚县公安局"),
            set_to(disclosure__licensing__decisions=0, disclosure__penalty__decisions=0),
        ),
    ),
    Fault(
        "unpaid before there was a fee",
        "requests closed for not paying in a report for 2020",
        ("fee-unpaid-before-2021",),
        everything_in(
            in_form("2021", "requests"), of_persons(result_dot_other_dot_fee_unpaid=2, handled=2, received=2)
        ),
        beside=("outdated-form",),
        base="older",
    ),
    Fault(
        "unpaid, and nobody asked to pay",
        "requests closed for not paying, and no notice of charge",
        ("fee-unpaid-denied",),
        of_persons(result_dot_other_dot_fee_unpaid=2, handled=2, received=2),
        words=instead(OTHER, "本年度未发出收费通知，未收取信息处理费。"),
    ),
    Fault(
        "most of it miscellaneous",
        "more than half of the results are 其他",
        ("mostly-miscellaneous",),
        of_persons(result_dot_other_dot_miscellaneous=900, handled=900, received=900),
    ),
    Fault(
        "less handled than carried in",
        "much carried in and out again",
        ("handled-below-carried-in",),
        of_persons(carried_in=900, carried_out=900),
    ),
    Fault(
        "noughts that the text denies",
        "table three is all 0 and the text tells of requests",
        ("all-zero-contradicted",),
        zeroed("requests"),
        words=instead(ASPECT_TEXTS[1], "全年收到政府信息公开申请12件，均已答复。"),
    ),
    Fault(
        "last year's period",
        "the figures are said to be of the year before",
        ("period-not-the-year",),
        words=instead("2024年1月1日起至2024年12月31日", "2023年1月1日起至2023年12月31日"),
    ),
    Fault(
        "the old regulations cited",
        "国务院令第492号 as the basis",
        ("outdated-basis-cited",),
        words=instead("《中华人民共和国政府信息公开条例》", "《中华人民共和国政府信息公开条例》（国务院令第492号）"),
    ),
    Fault(
        "parts miscounted",
        "the introduction announces four parts",
        ("intro-lists-other-sections",),
        words=lambda truth: (intro(truth), f"{intro(truth)}本报告由四个部分组成。"),
    ),
    Fault(
        "parts in another order",
        "the introduction lists section three before section two",
        ("intro-lists-other-sections",),
        words=lambda truth: (
            intro(truth),
            f"{intro(truth)}本报告由总体情况、收到和处理政府信息公开申请情况、主动公开政府信息情况、政府信息公开行政复议、"
            "行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
        ),
    ),
    Fault(
        "last year's sentence",
        "a section begins with the year before",
        ("last-year-left",),
        words=instead("本年度通过门户网站", "2023年，我局通过门户网站"),
    ),
    Fault(
        "last year's plan",
        "section five plans for the year that is over",
        ("last-year-left",),
        words=instead("下一步将建立更新提醒机制", "2024年，我局将继续完善更新提醒机制"),
    ),
    Fault(
        "a gap not filled in",
        "×× for a number",
        ("placeholder-left",),
        words=instead("开展两次业务培训", "开展××次业务培训"),
    ),
    Fault(
        "an impossible fee",
        "125 yuan of processing fees",
        ("processing-fee-impossible",),
        words=instead(OTHER, "本年度收取信息处理费125元。"),
    ),
    Fault(
        "an identity number",
        "the number of an applicant's identity card",
        ("personal-data",),
        words=instead(PROBLEMS, f"{PROBLEMS}申请人身份证号码990000199001010017。"),
    ),
    Fault(
        "a secrecy mark",
        "秘密★1年 above the title",
        ("secrecy-mark",),
        words=lambda truth: (intro(truth), f"秘密★1年¶{intro(truth)}"),
    ),
    Fault(
        "the covering letter",
        "the letter to the supervising office stands before the report",
        ("letter-published",),
        words=lambda truth: (intro(truth), f"现将我局年度报告报上，请审阅。{intro(truth)}"),
    ),
    Fault("tracked changes", "a Word file with its revisions", ("draft-traces",), word="tracked_changes"),
    Fault(
        "a title without body and year",
        "only the name of the report",
        ("title-incomplete",),
        words=lambda truth: (truth.title, "政府信息公开工作年度报告"),
    ),
    Fault(
        "published late",
        "a department's page is dated 20 February",
        ("published-late",),
        named(published="2025-02-20"),
    ),
    Fault(
        "signed before the year was over",
        "the date of signature is in the report's year",
        ("published-before-year-end",),
        words=lambda truth: (_signed(truth), _signed(truth).replace("2025年", "2024年")),
    ),
    Fault(
        "not signed",
        "no name and no date at the end",
        ("signature-missing",),
        words=lambda truth: (f"¶{_signed(truth)}", ""),
    ),
    Fault(
        "another body's signature",
        "the finance bureau signs the water bureau's report",
        ("another-body-named",),
        words=lambda truth: (_signed(truth), _signed(truth).replace("水务局", "财政局")),
    ),
    Fault(
        "no year anywhere",
        "neither title nor text nor signature has a year",
        ("report-undated",),
        rewrite=lambda text: re.sub(r"20\d\d(?:年度?(?:\d+月\d+日)?|-\d\d-\d\d)", "", text),
        beside=("title-incomplete", "signature-missing"),
    ),
    Fault(
        "more received in the text",
        "the text has three requests more than table three",
        ("received-differs-in-text",),
        words=told_instead("本年度新收政府信息公开申请{received_more}件。"),
    ),
    Fault(
        "more carried in in the text",
        "the text carries in three requests more than table three",
        ("carried-in-differs-in-text",),
        words=told_instead("上年结转政府信息公开申请{carried_in_more}件。"),
    ),
    Fault(
        "more handled in the text",
        "the text finishes more requests than there were",
        ("handled-differs-in-text",),
        words=told_instead("本年度办结政府信息公开申请{handled_more}00件。"),
    ),
    Fault(
        "more carried over in the text",
        "the text carries over three requests more than table three",
        ("carried-out-differs-in-text",),
        words=told_instead("结转下年度继续办理政府信息公开申请{carried_out_more}件。"),
    ),
    Fault(
        "more granted in the text",
        "the text grants three requests more than table three",
        ("results-differ-in-text",),
        words=told_instead("对政府信息公开申请予以公开{granted_more}件。"),
    ),
    Fault(
        "no request in the text",
        "the text denies the requests of table three",
        ("receipt-denied-in-text",),
        words=told_instead("本年度未收到政府信息公开申请。"),
    ),
    Fault(
        "more disputes in the text",
        "the text has more reconsiderations than table four",
        ("disputes-differ-in-text",),
        words=told_instead("因政府信息公开工作被申请行政复议900件。"),
    ),
    Fault(
        "more penalties in the text",
        "the text has more penalties than table two",
        ("disclosure-differs-in-text",),
        words=told_instead("本年度作出行政处罚9000件。"),
    ),
    Fault(
        "more documents in the text",
        "the text has more normative documents than table two",
        ("disclosure-differs-in-text",),
        words=told_instead("本年度制发行政规范性文件9000件。"),
    ),
    Fault(
        "channels that do not add up",
        "the ways in which requests came are more than the requests",
        ("parts-differ-in-text",),
        words=told_instead("本年度新收政府信息公开申请{received}件，其中网络申请{received}件、信函申请2件。"),
    ),
    Fault(
        "a wrong percentage",
        "one of four is said to be 40 percent",
        ("percentage-wrong",),
        words=told_instead("全年征集意见4条，其中采纳1条，占40%。"),
    ),
    Fault(
        "a share that table three does not have",
        "natural persons are said to be 1.5 percent of those who asked",
        ("percentage-wrong",),
        words=told_instead("本年度新收政府信息公开申请{received}件，自然人申请占1.5%。"),
    ),
    Fault(
        "one quantity twice",
        "two figures for the requests received",
        ("quantity-given-twice",),
        words=told_instead("本年度新收政府信息公开申请{received}件。本年度新收政府信息公开申请{received_more}件。"),
        beside=("received-differs-in-text",),
    ),
    Fault(
        "carried over and not carried in",
        "last year's report carries over one more than this year's begins with",
        ("carry-over-broken",),
        pair=lambda truth: of_persons(carried_out=1, received=1)(year_before(truth)),
        pair_text=in_other_words,
    ),
    Fault(
        "documents from nowhere",
        "three more in force than last year's, what was issued and what was repealed make",
        ("in-force-flow-broken",),
        added(disclosure__normative_document__in_force=3),
        pair=year_before,
        pair_text=in_other_words,
    ),
    Fault(
        "last year's figures",
        "all that was done in the year is what was done the year before",
        ("figures-reused",),
        pair=lambda truth: replace(
            year_before(truth),
            figures={c: v if is_stock(c) else truth.figures[c] for c, v in year_before(truth).figures.items()},
        ),
        pair_text=in_other_words,
    ),
    Fault(
        "last year's text",
        "every sentence of the overview and of section five stood in last year's report",
        ("text-reused",),
        pair=year_before,
    ),
    Fault(
        "last year's section five",
        "the problems and remedies of the year before",
        ("section-five-reused",),
        words=instead(PROBLEMS, LONG_PROBLEMS),
        pair=year_before,
        pair_text=lambda text: in_other_words(text.replace(PROBLEMS, LONG_PROBLEMS)),
    ),
    Fault(
        "a leap",
        "a hundred times last year's permits",
        ("sudden-jump",),
        set_to(disclosure__licensing__decisions=4000),
        pair=year_before,
        pair_text=in_other_words,
    ),
    Fault(
        "yuan for ten thousand yuan",
        "fees of 120,000 where last year had 12",
        ("implausible-fee",),
        set_to(disclosure__fee__amount=120_000),
        pair=year_before,
        pair_text=in_other_words,
    ),
    Fault(
        "two versions",
        "another file of the same report has one figure less",
        ("versions-differ",),
        pair=added(disclosure__licensing__decisions=-1),
    ),
)
