"""Further ways offices, sites, crawlers and copying publish a report, written without sight of the reader.

Same shape as `habits.py`: a true report → the page or text one habit makes of it; `bytes` where the encoding is the habit.
"""

from __future__ import annotations

import csv
import io
import random
import re
import unicodedata
from collections.abc import Callable
from html import escape

from generate import Truth, intro, prose, replace
from habits import Rows, drawn, rows_of, td, text_of, wrapped
from reportcheck.forms import FormRow, FormTable
from reportcheck.forms.blank import PrintedCell

Habit = Callable[[Truth, random.Random], str | bytes]
NUMERALS = "一二三四五六"
SUB_HEADING = re.compile(r"^（[一二三四五六七]）")


def body(
    truth: Truth,
    draw: Callable[[FormTable], str],
    paragraph: Callable[[str], str] = lambda text: f"<p>{escape(text)}</p>",
    heading: Callable[[str], str] = lambda text: f"<p><strong>{escape(text)}</strong></p>",
) -> str:
    """The article without its title: introduction, headings, prose and tables."""
    parts = [paragraph(intro(truth))]
    for section in truth.form.sections:
        parts.append(heading(f"{section.numeral}、{section.headings[0]}"))
        parts += [paragraph(line) for line in prose(truth, section.id)]
        if section.table:
            parts.append(draw(truth.form.table(section.table)))
    return "\n".join(parts)


def titled(truth: Truth, article: str) -> str:
    """A plain page round an article."""
    dateline = f"<p>发布时间：{truth.published} 来源：{truth.publisher}</p>"
    return wrapped(f"<h1>{truth.title}</h1>{dateline}{article}", truth.title)


def header_height(rows: Rows) -> int:
    """How many rows stand before the first figure."""
    return next(index for index, row in enumerate(rows) if any(cell.is_figure for cell in row))


def width_of(rows: Rows) -> int:
    """The number of grid columns."""
    return sum(cell.column_span for cell in rows[0])


def grid_of(rows: Rows, repeat: bool) -> list[list[str]]:
    """The rows as a full grid of texts: a merged cell stands in its first place only, or in each if `repeat`."""
    grid: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in grid:
                x += 1
            for dy in range(cell.row_span):
                for dx in range(cell.column_span):
                    grid[y + dy, x + dx] = cell.text if repeat or (dy, dx) == (0, 0) else ""
    return [[grid[y, x] for x in range(width_of(rows))] for y in range(len(rows))]


def groups_above(table: FormTable, row: FormRow) -> list[str]:
    """The ids of the groups a row stands under, outermost first."""
    parts = row.group.split(".") if row.group else []
    return [".".join(parts[: end + 1]) for end in range(len(parts))]


def relabelled(rows: Rows, change: Callable[[str], str]) -> Rows:
    """The rows with every label changed, every figure kept."""
    return [[cell if cell.is_figure else replace(cell, text=change(cell.text)) for cell in row] for row in rows]


def display_width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


# ---- pages


def excel_paste(truth: Truth, chance: random.Random) -> bytes:
    """Tables pasted from Excel: xl classes, col, x:num, a title row, Excel's hidden last row of widths; a gb2312 file."""

    def cell(each: PrintedCell) -> str:
        if each.is_figure:
            return td(
                each, f"{int(each.text):,}", f" class=xl67 align=right style='border-top:none' x:num=\"{each.text}\""
            )
        return td(each, escape(each.text), f" class=xl6{chance.randint(5, 9)} width=72 style='width:54pt'")

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        width = width_of(rows)
        title = f"<tr height=30 style='height:22.5pt'><td colspan={width} height=30 class=xl64>{truth.form.section(table.section).headings[0]}表</td></tr>"
        lines = "".join(
            f" <tr height=19 style='mso-height-source:userset;height:14.25pt'>{''.join(map(cell, row))}</tr>\n"
            for row in rows
        )
        last = "<td width=72 style='width:54pt'></td>" * width
        return (
            "<table x:str border=0 cellpadding=0 cellspacing=0 style='border-collapse:collapse;table-layout:fixed'>\n"
            f" <col width=72 span={width} style='mso-width-source:userset;mso-width-alt:2304;width:54pt'>\n{title}{lines}"
            f" <![if supportMisalignedColumns]>\n <tr height=0 style='display:none'>{last}</tr>\n <![endif]>\n</table>"
        )

    head = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=ProgId content=Excel.Sheet>'
        f'<title>{truth.title}</title><style><!--table {{mso-displayed-decimal-separator:"\\.";}} .xl67 {{mso-number-format:"\\#\\,\\#\\#0";}}--></style></head>'
    )
    article = f"<h1>{truth.title}</h1><p>{truth.publisher} {truth.published}</p><!--StartFragment-->{body(truth, draw)}<!--EndFragment-->"
    return f"{head}<body link=blue vlink=purple>{article}</body></html>".encode("gb18030")


def merged_labels(truth: Truth, chance: random.Random) -> str:
    """Table three with one label column: 三、（三）1.属于国家秘密, with or without the groups' words."""
    with_words = chance.random() < 0.5

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        if table.id != "requests":
            return drawn(rows)
        height = header_height(rows)
        rows[0][0] = replace(rows[0][0], column_span=1)
        data: Rows = []
        for row, cells in zip(table.rows, rows[height:], strict=True):
            groups = [table.groups[id] for id in groups_above(table, row)]
            above = "".join(group.numeral + (group.text if with_words else "") for group in groups)
            data.append(
                [PrintedCell(above + row.label.numeral + row.label.text), *(cell for cell in cells if cell.is_figure)]
            )
        return drawn(rows[:height] + data)

    return titled(truth, body(truth, draw))


def numbered_rows(truth: Truth, chance: random.Random) -> str:
    """A column 序号 in front of tables two and three."""

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        if table.layout == "across":
            return drawn(rows)
        number = 0
        for index, row in enumerate(rows):
            if any(cell.is_figure for cell in row):
                number += 1
                row.insert(0, PrintedCell(str(number)))
            elif table.id == "disclosure" and len(row) == 1:
                row[0] = replace(row[0], column_span=row[0].column_span + 1)
            elif table.id == "disclosure":
                row.insert(0, PrintedCell("序号"))
            elif index == 0:
                row.insert(0, PrintedCell("序号", row_span=3))
        return drawn(rows)

    return titled(truth, body(truth, draw))


def header_on_each_page(truth: Truth, chance: random.Random) -> str:
    """Table three converted from print: its header rows come again inside the one table, open groups marked （续）."""

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        if table.id != "requests":
            return drawn(rows)
        height = header_height(rows)
        cut = chance.randint(height + 3, len(rows) - 3)
        carried: list[PrintedCell] = []
        for y in range(height, cut):
            for x, cell in enumerate(rows[y]):
                if y + cell.row_span > cut:
                    rows[y][x] = replace(cell, row_span=cut - y)
                    carried.append(replace(cell, text=f"{cell.text}（续）", row_span=cell.row_span - (cut - y)))
        rows[cut] = carried + rows[cut]
        return drawn([*rows[:cut], *rows[:height], *rows[cut:]])

    return titled(truth, body(truth, draw))


def upright_disputes(truth: Truth, chance: random.Random) -> str:
    """Table four set upright for narrow screens: three rows, five columns."""

    def draw(table: FormTable) -> str:
        if table.layout != "across":
            return drawn(rows_of(truth, table))
        rows: Rows = [[PrintedCell("类别", 1, 2), *(PrintedCell(column.label.text) for column in table.columns)]]
        opened: set[str] = set()
        for row in table.rows:
            cells = [PrintedCell(row.label.text, 1, 1 if row.group else 2)]
            if row.group and row.group not in opened:
                opened.add(row.group)
                members = sum(each.group == row.group for each in table.rows)
                cells.insert(0, PrintedCell(table.groups[row.group].text, members))
            figures = [PrintedCell(str(truth.figures[table.id, row.id, id]), is_figure=True) for id in row.columns]
            rows.append(cells + figures)
        return drawn(rows)

    return titled(truth, body(truth, draw))


def spacers(truth: Truth, chance: random.Random) -> str:
    """Empty spacer columns around the organizations of table three, thin empty rows between the parts of all tables."""
    gap = PrintedCell("\u00a0")

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        height = header_height(rows)
        if table.id == "requests":
            rows[0][1] = replace(rows[0][1], column_span=rows[0][1].column_span + 2)
            person, organization, total = rows[1]
            rows[1] = [person, replace(gap, row_span=2), organization, replace(gap, row_span=2), total]
            for row in rows[height:]:
                first = next(index for index, cell in enumerate(row) if cell.is_figure)
                row.insert(len(row) - 1, gap)
                row.insert(first + 1, gap)
        before = (
            {height, len(rows) - 1}
            if table.id == "requests"
            else {i for i, row in enumerate(rows) if i and len(row) == 1}
        )
        if table.id == "disclosure":
            before.discard(0)
        thin = [replace(gap, column_span=width_of(rows))]
        spaced: Rows = []
        for index, row in enumerate(rows):
            spaced += [thin] * (index in before) + [row]
        return drawn(spaced)

    return titled(truth, body(truth, draw))


def parts_for_numerals(truth: Truth, chance: random.Random) -> str:
    """第一部分 总体情况 for 一、总体情况; aspects as 1. 2. 3."""
    between = chance.choice((" ", "　", "：", ""))
    return titled(
        truth,
        body(
            truth,
            lambda table: drawn(rows_of(truth, table)),
            lambda text: (
                f"<p>{escape(SUB_HEADING.sub(lambda match: f'{NUMERALS.index(match[0][1]) + 1}．', text))}</p>"
            ),
            lambda text: f"<h2>第{text[0]}部分{between}{escape(text[2:])}</h2>",
        ),
    )


def automatic_numbers(truth: Truth, chance: random.Random) -> str:
    """Word's list numbers lost or turned to ol: no numeral in any heading, sub-heading or row label."""
    numeral = re.compile(r"^(?:[一二三四]、|（[一二三四五六七]）|\d\.)")

    def heading(text: str) -> str:
        start = NUMERALS.index(text[0]) + 1
        return f'<ol start="{start}" style="list-style-type:cjk-ideographic"><li><strong>{escape(text[2:])}</strong></li></ol>'

    def paragraph(text: str) -> str:
        bare = SUB_HEADING.sub("", text)
        return f"<p{' style=text-indent:2em' if bare == text else ''}>{escape(bare)}</p>"

    def draw(table: FormTable) -> str:
        return drawn(relabelled(rows_of(truth, table), lambda text: numeral.sub("", text)))

    return titled(truth, body(truth, draw, paragraph, heading))


def tables_in_annex(truth: Truth, chance: random.Random) -> str:
    """Sections two to four refer to tables printed after section six."""
    parts, annex = [f"<p>{intro(truth)}</p>"], []
    for section in truth.form.sections:
        parts.append(f"<p><strong>{section.numeral}、{section.headings[0]}</strong></p>")
        parts += [f"<p>{line}</p>" for line in prose(truth, section.id)]
        if section.table:
            number = NUMERALS[len(annex)]
            parts.append(f"<p>具体数据见附表{number}。</p>")
            annex.append(
                f"<p>附表{number}：{section.headings[0]}</p>{drawn(rows_of(truth, truth.form.table(section.table)))}"
            )
    return titled(truth, "\n".join(parts + annex))


def total_column_first(truth: Truth, chance: random.Random) -> str:
    """Table three with 总计 as its first column of figures."""

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        if table.id == "requests":
            height = header_height(rows)
            rows[1] = [rows[1][-1], *rows[1][:-1]]
            for index in range(height, len(rows)):
                labels = [cell for cell in rows[index] if not cell.is_figure]
                figures = [cell for cell in rows[index] if cell.is_figure]
                rows[index] = [*labels, figures[-1], *figures[:-1]]
        return drawn(rows)

    return titled(truth, body(truth, draw))


def filled_in_form(truth: Truth, chance: random.Random) -> str:
    """Tables as filed: rows for the table's title, 填报单位, and 填表人, 审核人, 填报日期 inside the table."""

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        width = width_of(rows)
        name = truth.form.section(table.section).headings[0]
        month, day = truth.published.split("-")[1:]
        top: Rows = [
            [PrintedCell(f"{truth.year}年度{name}统计表", 1, width)],
            [PrintedCell(f"填报单位：{truth.publisher}", 1, width - 2), PrintedCell("计量单位：件", 1, 2)],
        ]
        foot = f"填表人：王青 审核人：李原 填报日期：{truth.year + 1}年{int(month)}月{int(day)}日"
        return drawn([*top, *rows, [PrintedCell(foot, 1, width)]])

    return titled(truth, body(truth, draw))


def numeric_entities(truth: Truth, chance: random.Random) -> str:
    """A site that stores every Chinese character as a numeric entity, decimal or hexadecimal."""
    form = chance.choice(("&#{:d};", "&#x{:X};"))
    markup = titled(truth, body(truth, lambda table: drawn(rows_of(truth, table)))).replace(
        'charset="utf-8"', 'charset="iso-8859-1"'
    )
    return "".join(char if ord(char) < 128 else form.format(ord(char)) for char in markup)


def wechat_article(truth: Truth, chance: random.Random) -> str:
    """A saved WeChat article: nested sections, the content hidden until its script runs, the account's name above."""

    def draw(table: FormTable) -> str:
        def cell(each: PrintedCell) -> str:
            inner = f'<section style="text-align: center;"><span leaf=""><span textstyle="" style="font-size: 12px;">{escape(each.text)}</span></span></section>'
            return td(each, inner, ' data-colwidth="82" style="border: 1px solid rgb(0, 0, 0); word-break: break-all;"')

        return f'<section style="overflow-x: auto;" data-tool="mdnice">{drawn(rows_of(truth, table), cell)}</section>'

    def line(text: str) -> str:
        return f'<section style="margin-bottom: 16px;" data-pm-slice="0 0 []"><p style="text-indent: 2em;"><span leaf="">{escape(text)}</span></p></section>'

    def heading(text: str) -> str:
        return f'<section data-role="title"><section style="display: inline-block;"><section><strong data-brushtype="text">{escape(text)}</strong></section></section></section>'

    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{truth.title}"><meta property="og:site_name" content="微信公众平台">'
        f"<title>{truth.title}</title><script>var nickname = htmlDecode('{truth.publisher}'); var createTime = '{truth.published} 17:20';</script></head>"
        f'<body id="activity-detail"><div id="img-content" class="rich_media_wrp"><h1 class="rich_media_title" id="activity-name">{truth.title}</h1>'
        f'<div id="meta_content"><span class="rich_media_meta"><a id="js_name" href="javascript:void(0);">{truth.publisher}</a></span>'
        f'<em id="publish_time" class="rich_media_meta">{truth.published} 17:20</em></div>'
        f'<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">{body(truth, draw, line, heading)}</div>'
        '<div class="rich_media_tool">阅读 123 在看 赞</div></div><div id="js_pc_qr_code">微信扫一扫 关注该公众号</div></body></html>'
    )


def catalogue_box(truth: Truth, chance: random.Random) -> str:
    """A vendor's article template: metas, UCAP tags, the box of 索引号 and 发布机构, neighbours with other years' titles."""
    box = (
        f'<table class="xxgk_table"><tr><td>索引号：</td><td>00{chance.randint(1000, 9999)}/{truth.year + 1}-0000{chance.randint(1, 9)}</td><td>组配分类：</td><td>政府信息公开年报</td></tr>'
        f"<tr><td>发布机构：</td><td>{truth.publisher}</td><td>发布日期：</td><td>{truth.published}</td></tr>"
        f'<tr><td>名称：</td><td colspan="3">{truth.title}</td></tr><tr><td>文号：</td><td>无</td><td>有效性：</td><td>有效</td></tr></table>'
    )
    article = body(truth, lambda table: f'<div class="table-responsive">{drawn(rows_of(truth, table))}</div>')
    other = f"{truth.publisher}{truth.year - 1}年政府信息公开工作年度报告"
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{truth.title}</title><meta name="SiteName" content="政府门户"><meta name="ArticleTitle" content="{truth.title}">'
        f'<meta name="PubDate" content="{truth.published} 10:12"><meta name="ContentSource" content="{truth.publisher}"><meta name="ColumnName" content="政府信息公开年报"></head>'
        '<body><div class="header"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hdjl/">互动交流</a></div>'
        '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/nb/">政府信息公开年报</a></div>'
        f'<ul class="nav"><li>政府信息公开指南</li><li>政府信息公开制度</li><li>法定主动公开内容</li><li>政府信息公开年报</li><li>依申请公开</li></ul>{box}'
        f'<div class="title"><ucaptitle>{truth.title}</ucaptitle></div><div class="info">发布时间：<publishtime>{truth.published} 10:12</publishtime> 来源：<ucapsource>{truth.publisher}</ucapsource> 浏览次数：<span id="hits">{chance.randint(10, 999)}</span> 字号：[大 中 小]</div>'
        f'<UCAPCONTENT><div id="zoom"><!--ZJEG_RSS.content.begin-->{article}<!--ZJEG_RSS.content.end--></div></UCAPCONTENT>'
        f'<div class="neighbours">上一篇：<a href="1.html">{other}</a> 下一篇：无</div><div class="qr">扫一扫在手机打开当前页</div>'
        '<div class="footer">主办：政府办公室 网站标识码：3301000001 备案号：00000001号 政府网站找错</div></body></html>'
    )


def old_page(truth: Truth, chance: random.Random) -> bytes:
    """An old editor's GBK page: upper-case tags, FONT, unclosed P, indents of nbsp."""

    def cell(each: PrintedCell) -> str:
        return (
            td(each, f"<P align=center><FONT face=宋体 size=2>{escape(each.text)}</FONT>")
            .replace("<td", "<TD")
            .replace("</td>", "</TD>\n")
        )

    def draw(table: FormTable) -> str:
        rows = "".join(f"<TR>\n{''.join(map(cell, row))}</TR>\n" for row in rows_of(truth, table))
        return f"<TABLE borderColor=#000000 cellSpacing=0 cellPadding=0 width=600 border=1>\n<TBODY>\n{rows}</TBODY></TABLE>\n"

    article = body(
        truth,
        draw,
        lambda text: f"<P>&nbsp;&nbsp;&nbsp;&nbsp;<FONT face=仿宋_GB2312 size=4>{escape(text)}</FONT>",
        lambda text: f"<P>&nbsp;&nbsp;&nbsp;&nbsp;<B><FONT face=黑体 size=4>{escape(text)}</FONT></B>",
    )
    head = f'<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=gb2312"><TITLE>{truth.title}</TITLE></HEAD>'
    return f"{head}<BODY><CENTER><FONT size=5><B>{truth.title}</B></FONT><BR>（{truth.published}）</CENTER>{article}</BODY></HTML>".encode(
        "gbk"
    )


def own_words(truth: Truth, chance: random.Random) -> str:
    """Shortened row labels and home-made numbers: 1、逾期不补正, (一)予以公开, a straight-quoted 三安全一稳定."""
    short = {
        "本年新收政府信息公开申请数量": "本年新收申请数量",
        "上年结转政府信息公开申请数量": "上年结转申请数量",
        "部分公开（区分处理的，只计这一情形，不计其他情形）": "部分公开",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "逾期不补正",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "逾期不缴费",
        "要求行政机关确认或重新出具已获取信息": "要求确认或重新出具已获取信息",
        "结转下年度继续办理": "结转下年继续办理",
        "本年收费金额（单位：万元）": "收费金额（万元）",
    }
    point = chance.choice(("、", "．", ". ", "）"))

    def change(text: str) -> str:
        for long, brief in short.items():
            text = text.replace(long, brief)
        text = re.sub(r"^(\d)\.", lambda match: match[1] + point, text)
        return text.replace("（", "(").replace("）", ")").replace("“", '"').replace("”", '"').replace(",", "，")

    return titled(truth, body(truth, lambda table: drawn(relabelled(rows_of(truth, table), change))))


# ---- texts


def expanded_spans(truth: Truth, chance: random.Random) -> str:
    """A crawler's record: head lines, navigation, tables by tab with every merged cell repeated in all its places."""

    def lines(table: FormTable) -> list[str]:
        return ["\t".join(row) for row in grid_of(rows_of(truth, table), repeat=True)]

    head = [
        f"标题：{truth.title}",
        f"网址：http://www.example.gov.cn/zwgk/nb/{truth.year + 1}01/t{chance.randint(10000, 99999)}.html",
        f"发布日期：{truth.published}",
        f"来源：{truth.publisher}",
        "正文：",
        "首页 > 政务公开 > 政府信息公开年报",
        "分享到： 微信 微博 打印 关闭",
    ]
    foot = [
        "【打印本页】 【关闭窗口】",
        f"上一篇：{truth.publisher}{truth.year - 1}年政府信息公开工作年度报告",
        "下一篇：没有了",
    ]
    return "\n".join([*head, text_of(truth, lines).rstrip(), *foot]) + "\n"


def comma_separated(truth: Truth, chance: random.Random) -> str:
    """A sheet saved as CSV: a line of prose is a row of one field, merged cells stand in their first place."""
    out = io.StringIO()
    writer = csv.writer(out)
    width = max(width_of(rows_of(truth, table)) for table in truth.form.tables)
    padding = chance.random() < 0.5

    def write(fields: list[str]) -> None:
        writer.writerow(fields + [""] * ((width - len(fields)) * padding))

    write([truth.title])
    write([f"{truth.publisher} {truth.published}"])
    write([intro(truth)])
    for section in truth.form.sections:
        write([f"{section.numeral}、{section.headings[0]}"])
        for line in prose(truth, section.id):
            write([line])
        if section.table:
            for row in grid_of(rows_of(truth, truth.form.table(section.table)), repeat=False):
                write(row)
    return out.getvalue()


def pdf_viewer(truth: Truth, chance: random.Random) -> str:
    """Copied from a PDF viewer: prose and labels wrapped, a space at each line's end, a page number now and then."""

    def broken(text: str, width: int) -> list[str]:
        return [text[start : start + width] for start in range(0, len(text), width)]

    def split_header(labels: list[str]) -> list[str]:
        halves = [
            (label[: (len(label) + 1) // 2], label[(len(label) + 1) // 2 :]) if len(label) > 2 else (label, "")
            for label in labels
        ]
        return [" ".join(first for first, _ in halves), " ".join(second for _, second in halves if second)]

    def lines(table: FormTable) -> list[str]:
        rows = rows_of(truth, table)
        printed: list[str] = []
        for row in rows:
            labels = [cell for cell in row if not cell.is_figure]
            figures = " ".join(cell.text for cell in row if cell.is_figure)
            if not figures:
                texts = [cell.text for cell in labels]
                printed += split_header(texts) if len(texts) > 4 else [" ".join(texts)]
                continue
            for cell in labels[:-1]:
                printed += broken(cell.text, 4)
            own = broken(labels[-1].text, 12) if labels else []
            printed += [*own[:-1], " ".join([*own[-1:], figures])]
        return printed

    wrapped_lines: list[str] = []
    for line in text_of(truth, lines).splitlines():
        has_figures = bool(re.search(r"\d( \d+)+$", line))
        wrapped_lines += [line] if has_figures else broken(line, 32)
    at = next(i for i, line in enumerate(wrapped_lines) if line.startswith("四、") and "结转" not in line)
    wrapped_lines.insert(at, f"— {chance.randint(3, 5)} —")
    return "".join(f"{line} \n" for line in wrapped_lines)


def markdown_converter(truth: Truth, chance: random.Random) -> str:
    """Made by a converter: bold headings, an empty header row, <br> inside labels, points escaped."""

    escapes_points = chance.random() < 0.5

    def cell(text: str) -> str:
        text = re.sub(r"^(\d)\.", r"\1\\.", text) if escapes_points else text
        if len(text) > 9 and not text.isdigit():
            middle = len(text) // 2
            return f"{text[:middle]}<br>{text[middle:]}"
        return text

    def lines(table: FormTable) -> list[str]:
        grid = grid_of(rows_of(truth, table), repeat=False)
        width = len(grid[0])
        head = ["", f"|{'  |' * width}", f"|{' --- |' * width}"]
        return head + [f"| {' | '.join(cell(text) for text in row)} |" for row in grid] + [""]

    text = text_of(truth, lines, "\n")
    text = re.sub(r"^([一二三四五六]、.*)$", r"\n**\1**\n", text, flags=re.M)
    return f"# {text}"


def markdown_with_html(truth: Truth, chance: random.Random) -> str:
    """Markdown whose tables, having merged cells, stayed HTML."""

    def lines(table: FormTable) -> list[str]:
        return [
            "",
            drawn(rows_of(truth, table))
            .replace("<tr>", "\n  <tr>\n    ")
            .replace("</td><td", "</td>\n    <td")
            .replace("</tr></table>", "\n  </tr>\n</table>"),
            "",
        ]

    text = text_of(truth, lines, "\n\n")
    text = re.sub(r"^([一二三四五六]、.*)$", r"## \1", text, flags=re.M)
    return "# " + re.sub(r"^(（[一二三四五]）.*)$", r"### \1", text, flags=re.M)


def utf16_notepad(truth: Truth, chance: random.Random) -> bytes:
    """Saved by Notepad as Unicode: UTF-16 with a mark, line ends CR LF, cells by tab."""
    text = text_of(truth, lambda table: ["\t".join(row) for row in grid_of(rows_of(truth, table), repeat=False)])
    return b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")


def box_drawing(truth: Truth, chance: random.Random) -> str:
    """A text browser's dump: tables in box-drawing characters, merged cells in their first place."""

    def lines(table: FormTable) -> list[str]:
        grid = grid_of(rows_of(truth, table), repeat=False)
        widths = [max(display_width(row[x]) for row in grid) for x in range(len(grid[0]))]

        def rule(left: str, middle: str, right: str) -> str:
            return left + middle.join("─" * (width + 2) for width in widths) + right

        printed = [rule("┌", "┬", "┐")]
        for index, row in enumerate(grid):
            printed += [rule("├", "┼", "┤")] * (index > 0)
            printed.append(
                "│"
                + "│".join(
                    f" {text}{' ' * (width - display_width(text))} " for text, width in zip(row, widths, strict=True)
                )
                + "│"
            )
        return [*printed, rule("└", "┴", "┘")]

    return text_of(truth, lines)


BLIND: dict[str, Habit] = {
    function.__name__: function
    for function in (
        excel_paste,
        merged_labels,
        numbered_rows,
        header_on_each_page,
        upright_disputes,
        spacers,
        parts_for_numerals,
        automatic_numbers,
        tables_in_annex,
        total_column_first,
        filled_in_form,
        numeric_entities,
        wechat_article,
        catalogue_box,
        old_page,
        own_words,
        expanded_spans,
        comma_separated,
        pdf_viewer,
        markdown_converter,
        markdown_with_html,
        utf16_notepad,
        box_drawing,
    )
}
