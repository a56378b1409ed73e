"""More ways of publishing: markup of editors and portals, headings of every kind, encodings, tables in Markdown, copies.

Same shape as `habits.py`: a true report → the page or text one habit makes of it; `bytes` where the encoding is the habit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from html import escape

from blind_habits import body, titled
from generate import Truth, intro, prose, replace
from habits import drawn, element, header_rows, page, rows_of, td, text_of, wrapped
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell

Habit = Callable[[Truth, random.Random], str | bytes]


def plain_table(truth: Truth) -> Callable[[FormTable], str]:
    return lambda table: drawn(rows_of(truth, table))


def inner(truth: Truth, chance: random.Random) -> str:
    """What stands in the body of a plain page."""
    markup = page(truth, plain_table(truth), element("p"), element("h2"))
    return markup.partition("<body>")[2].partition("</body>")[0]


# ---- HTML tables inside Markdown


def markdown_paragraphs(truth: Truth, chance: random.Random) -> str:
    """Headings by #, bold sub-headings and words, each HTML table on one line, in lines, or indented in a div."""

    def lines(table: FormTable) -> list[str]:
        markup = drawn(rows_of(truth, table))
        style = chance.randrange(4)
        if style == 1:
            markup = markup.replace("<tr>", "\n<tr>").replace("<td", "\n<td").replace("</table>", "\n</table>")
        elif style == 2:
            markup = f'<div align="center">\n\n  {markup}\n\n</div>'
        elif style == 3:
            markup = markup.replace("<tr>", "<tr>\n", 3).replace("<table border=1>", "<TABLE>\n<tbody>\n")
            markup = markup.replace("</table>", "\n</tbody>\n</TABLE>")
        return ["", *markup.split("\n"), ""]

    text = text_of(truth, lines)
    text = re.sub(r"^([一二三四五六]、[^\n]*)$", r"\n## \1\n", text, flags=re.M)
    text = re.sub(r"^(（[一二三四五]）[^\n<]*)$", r"**\1**\n", text, flags=re.M)
    return f"# {text}".replace("下一步", "**下一步**")


def markdown_bold_headings(truth: Truth, chance: random.Random) -> str:
    """No # at all: bold headings, and HTML tables of a converter with head and body, entities and breaks in cells."""

    def lines(table: FormTable) -> list[str]:
        def cell(each: PrintedCell) -> str:
            half = len(each.text) // 2
            text = escape(each.text) if each.is_figure or half < 3 else f"{each.text[:half]}<br/>{each.text[half:]}"
            return td(each, f"&nbsp;{text}" if each.is_figure else text, ' style="text-align:center"')

        rows = rows_of(truth, table)
        height = header_rows(rows)
        head, data = (
            drawn(part, cell).partition(">")[2].removesuffix("</table>") for part in (rows[:height], rows[height:])
        )
        return ["", "<table>", f"<thead>{head}</thead>", f"<tbody>{data}</tbody>", "</table>", ""]

    text = text_of(truth, lines)
    return re.sub(r"^([一二三四五六]、[^\n]*|（[一二三四五]）[^\n]*)$", r"\n**\1**\n", text, flags=re.M)


def text_with_html_tables(truth: Truth, chance: random.Random) -> str:
    """Extracted text, nothing of Markdown: only the tables stayed HTML."""
    return text_of(truth, lambda table: [drawn(rows_of(truth, table))], chance.choice(("\n", "\n\n")))


# ---- markup of editors


def wps_paste(truth: Truth, chance: random.Random) -> str:
    """Pasted from WPS: xml islands in conditional comments, o:p, each character of a figure in a span of its own."""
    island = "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument><table><tr><td>规章</td><td>9</td><td>9</td><td>9</td></tr></table></xml><![endif]-->"

    def spans(text: str) -> str:
        return "".join(
            f'<span style="font-family:仿宋_GB2312;mso-ascii-font-family:Calibri">{escape(c)}</span>' for c in text
        )

    def paragraph(text: str) -> str:
        return f'<p class="MsoNormal"><span style="mso-spacerun:\'yes\';font-size:16pt">{escape(text)}</span><span><o:p></o:p></span></p>'

    def cell(each: PrintedCell) -> str:
        return td(
            each,
            f'<p class="MsoNormal" align="center">{spans(each.text)}<span><o:p>&nbsp;</o:p></span></p>',
            ' width="57" valign="center"',
        )

    markup = page(
        truth,
        lambda table: drawn(rows_of(truth, table), cell),
        paragraph,
        lambda text: f'<p class="p0"><b>{spans(text)}</b><o:p></o:p></p>',
    )
    return markup.replace("<body>", f"<body>{island}")


def comments_in_cells(truth: Truth, chance: random.Random) -> str:
    """Comments and processing instructions in the middle of labels and figures."""

    def cell(each: PrintedCell) -> str:
        middle = chance.randint(0, len(each.text))
        noise = chance.choice(
            ("<!-- 7 -->", "<!--[if !mso]>--><!--<![endif]-->", "<?xml:namespace prefix = o ns = 'urn:x' />")
        )
        return td(each, escape(each.text[:middle]) + noise + escape(each.text[middle:]))

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), element("p"), element("h2"))


def loose_cells(truth: Truth, chance: random.Random) -> str:
    """Rows without tr tags of their own but in tbody, cells in div, an unclosed row, rows outside the body."""

    def draw(table: FormTable) -> str:
        lines = []
        for row in rows_of(truth, table):
            cells = "".join(td(cell, escape(cell.text)) for cell in row)
            style = chance.randrange(4)
            if style == 0:
                cells = f"<tbody>{cells}</tbody>"
            elif style == 1:
                cells = "<tr>" + cells.replace("<td", "<div><td").replace("</td>", "</td></div>") + "</tr>"
            else:
                cells = "<tr>" + cells + ("</tr>" if style == 2 else "")
            lines.append(cells)
        return "<table>" + "\n".join(lines) + "</table>"

    return page(truth, draw, element("p"), element("h2"))


def uncertain_spans(truth: Truth, chance: random.Random) -> str:
    """Spans nobody meant: empty, zero, in quotes with units, group labels reaching one row too far or too short."""

    def cell(each: PrintedCell) -> str:
        if each.is_figure or each.row_span == each.column_span == 1:
            return f'<td rowspan="{chance.choice(("", "1", "abc"))}" colspan={chance.choice(("1", "01"))}>{escape(each.text)}</td>'
        return f'<td rowspan=" {each.row_span}" colspan="{each.column_span}px">{escape(each.text)}</td>'

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), element("p"), element("h2"))


def short_spans(truth: Truth, chance: random.Random) -> str:
    """Row spans of group labels one too short: their last rows begin further left."""

    def cell(each: PrintedCell) -> str:
        shorter = each.row_span - 1 if each.row_span > 3 and chance.random() < 0.5 else each.row_span
        return td(replace(each, row_span=shorter), escape(each.text))

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), element("p"), element("h2"))


def nested_layout(truth: Truth, chance: random.Random) -> str:
    """Layout tables four deep, each section in a table of its own beside a margin with links."""
    parts = [f"<h1>{truth.title}</h1>", f"<p>发布时间：{truth.published}</p>", f"<p>{intro(truth)}</p>"]
    for section in truth.form.sections:
        content = f"<p><b>{section.numeral}、{section.headings[0]}</b></p>"
        content += "".join(f"<p>{escape(line)}</p>" for line in prose(truth, section.id))
        if section.table:
            content += drawn(rows_of(truth, truth.form.table(section.table)))
        for _ in range(chance.randint(1, 4)):
            content = f"<table width=98%><tr><td width=5>&nbsp;</td><td>{content}</td></tr></table>"
        parts.append(content)
    return wrapped("".join(parts), truth.title)


def headings_of_all_kinds(truth: Truth, chance: random.Random) -> str:
    """Each heading otherwise: p, strong, h2, font, b, a table of one cell, broken over spans or lines of source."""
    kinds: tuple[Callable[[str], str], ...] = (
        lambda text: f"<p>{text}</p>",
        lambda text: f"<p><strong>{text}</strong></p>",
        lambda text: f"<h2>{text}</h2>",
        lambda text: f'<p><font face="黑体" size="4">{text}</font></p>',
        lambda text: f"<div><b>{text[:2]}</b>{text[2:]}</div>",
        lambda text: f"<table><tr><td>{text}</td></tr></table>",
        lambda text: f"<p>{''.join(f'<span>{c}</span>' for c in text)}</p>",
        lambda text: f"<p>\n  {text[:2]}\n  <span>{text[2:]}</span>\n</p>",
        lambda text: f"<p>&emsp;&emsp;{text}&nbsp;</p>",
        lambda text: f"<dl><dt>{text}</dt></dl>",
    )
    return page(truth, plain_table(truth), element("p"), lambda text: chance.choice(kinds)(escape(text)))


def hidden_pieces(truth: Truth, chance: random.Random) -> str:
    """Hidden rows, cells, spans and paragraphs among what is shown, with other figures and headings."""

    def draw(table: FormTable) -> str:
        lines = []
        for row in rows_of(truth, table):
            cells = [
                td(cell, escape(cell.text) + '<span style="display:none">9</span>' * cell.is_figure) for cell in row
            ]
            lines.append("<tr>" + "".join(cells) + '<td style="DISPLAY: none">77</td></tr>')
            if chance.random() < 0.3:
                lines.append(
                    '<tr style="display:none"><td>（八）另外</td><td>3</td><td>4</td></tr><tr hidden><td>规章</td><td>8</td></tr>'
                )
        return f"<table>{''.join(lines)}</table>"

    return page(
        truth,
        draw,
        lambda text: f"<p>{escape(text)}<em hidden>见第三部分</em></p><p hidden>三、收到和处理政府信息公开申请情况</p>",
        element("h2"),
    )


def unprinted_tables(truth: Truth, chance: random.Random) -> str:
    """Tables in scripts, templates, noscript, comments and text areas, among the real ones."""
    row = (
        "<table><tr><td>规章</td><td>9</td><td>9</td><td>9</td></tr><tr><td>一、本年新收政府信息公开申请数量</td>"
        + "<td>9</td>" * 7
        + "</tr></table>"
    )
    shells = (
        f"<script>var t = '{row}'; if (1 < 2) document.write(t);</script>",
        f"<template>{row}</template>",
        f"<noscript>{row}</noscript>",
        f"<!-- {row} -->",
        f"<textarea>{row}</textarea>",
        f"<style>/* {row} */</style>",
    )
    return page(
        truth,
        lambda table: chance.choice(shells) + drawn(rows_of(truth, table)) + chance.choice(shells),
        element("p"),
        element("h2"),
    )


def portal_boxes(truth: Truth, chance: random.Random) -> str:
    """Furniture on all sides: weather, exchange rates, a calendar, most read pages, sharing, between the parts too."""
    weather = "<table><tr><th>日期</th><th>最高</th><th>最低</th></tr><tr><td>今天</td><td>12</td><td>5</td></tr><tr><td>明天</td><td>9</td><td>3</td></tr></table>"
    calendar = (
        "<table><tr>"
        + "".join(f"<th>{d}</th>" for d in "日一二三四五六")
        + "</tr>"
        + "".join("<tr>" + "".join(f"<td>{w * 7 + d + 1}</td>" for d in range(7)) + "</tr>" for w in range(4))
        + "</table>"
    )
    counts = "<table><tr><td>信件总数</td><td>120</td></tr><tr><td>本年办理</td><td>118</td></tr><tr><td>其他</td><td>2</td></tr><tr><td>总计</td><td>120</td></tr></table>"
    boxes = [weather, calendar, counts]
    chance.shuffle(boxes)
    read = "".join(
        f"<li><a href='/{n}'>{truth.publisher}{truth.year - n}年政府信息公开工作年度报告</a> <span>[{n * 31}]</span></li>"
        for n in (1, 2, 3)
    )
    article = body(truth, plain_table(truth))
    return titled(
        truth,
        f"<div>{boxes[0]}</div><div>字体：大 中 小 打印</div>{article}<div>{boxes[1]}</div><h3>热门阅读</h3><ol>{read}</ol>{boxes[2]}<p>分享到： 微信 微博</p>",
    )


def spaced_figures(truth: Truth, chance: random.Random) -> str:
    """No-break, thin, ideographic and zero-width spaces and marks around figures, digits of full width."""
    spaces = ("&nbsp;", "&#160;", "&thinsp;", "　", "&#8203;", "\n\t", "&ensp;", "&#xfeff;", "&zwnj;")

    def cell(each: PrintedCell) -> str:
        if not each.is_figure:
            return td(each, escape(each.text))
        text = (
            each.text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
            if chance.random() < 0.4
            else each.text
        )
        return td(each, chance.choice(spaces) + text + chance.choice(spaces) * chance.randint(0, 2))

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), element("p"), element("h2"))


# ---- encodings


def _encoded(markup: str, label: str, encoding: str, mark: bytes = b"") -> bytes:
    return mark + markup.replace('<meta charset="utf-8">', label).encode(encoding)


def rare_characters(truth: Truth) -> Truth:
    """A body whose name GB 2312 cannot write."""
    return replace(truth, publisher="镕喆县水务局")


def gb2312_label(truth: Truth, chance: random.Random) -> bytes:
    """charset=gb2312 on bytes of GBK."""
    label = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    return _encoded(inner_page(truth, chance), label, "gb18030")


def wrong_label(truth: Truth, chance: random.Random) -> bytes:
    label, encoding = chance.choice(
        (("gbk", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "gb18030"), ("big5", "utf-8"))
    )
    return _encoded(inner_page(truth, chance), f'<meta charset="{label}">', encoding)


def no_label(truth: Truth, chance: random.Random) -> bytes:
    return _encoded(inner_page(truth, chance), "", chance.choice(("utf-8", "gb18030")))


def sixteen_bits(truth: Truth, chance: random.Random) -> bytes:
    encoding, mark = chance.choice(
        (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b""), ("utf-16-be", b""))
    )
    return _encoded(inner_page(truth, chance), '<meta charset="gb2312">', encoding, mark)


def marked_utf8(truth: Truth, chance: random.Random) -> bytes:
    return _encoded(inner_page(truth, chance), '<meta charset="gb2312">', "utf-8", b"\xef\xbb\xbf")


def label_on_another_meta(truth: Truth, chance: random.Random) -> bytes:
    """The description speaks of a charset, a script has one, the page's own comes last."""
    label = '<meta name="description" content="charset=big5"><script charset="shift_jis" src="x.js"></script><meta property="og:x" content="text/html; charset=utf-16"><meta charset=gbk>'
    return _encoded(inner_page(truth, chance), label, "gb18030")


def gbk_text(truth: Truth, chance: random.Random) -> bytes:
    return text_of(truth, lambda table: ["\t".join(cell.text for cell in row) for row in rows_of(truth, table)]).encode(
        "gb18030"
    )


def inner_page(truth: Truth, chance: random.Random) -> str:
    return page(truth, plain_table(truth), element("p"), element("h2"))


# ---- the report inside something else


def srcdoc(truth: Truth, chance: random.Random) -> str:
    """The whole report in the srcdoc of an iframe."""
    document = escape(inner_page(truth, chance))
    return wrapped(
        f'<div class="top"><a href="/">首页</a></div><iframe frameborder="0" srcdoc="{document}"></iframe>', truth.title
    )


def hidden_print_copy(truth: Truth, chance: random.Random) -> str:
    """The same article once more for print, hidden on the screen."""
    article = inner(truth, chance)
    return wrapped(f'{article}<div class="print" style="display:none">{article}</div>', truth.title)


PAGES: dict[str, Habit] = {
    function.__name__: function
    for function in (
        wps_paste,
        comments_in_cells,
        loose_cells,
        uncertain_spans,
        short_spans,
        nested_layout,
        headings_of_all_kinds,
        hidden_pieces,
        unprinted_tables,
        portal_boxes,
        spaced_figures,
        srcdoc,
        hidden_print_copy,
    )
}
ENCODED: dict[str, Habit] = {
    function.__name__: function
    for function in (gb2312_label, wrong_label, no_label, sixteen_bits, marked_utf8, label_on_another_meta, gbk_text)
}
TEXTS: dict[str, Habit] = {
    function.__name__: function for function in (markdown_paragraphs, markdown_bold_headings, text_with_html_tables)
}
