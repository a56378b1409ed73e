"""Ten habits of printing a report, written blind: seven kinds of markup, three of plain text, no figure changed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from html import escape
from unicodedata import east_asian_width

from generate import Truth, intro, prose
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell, table_rows

Rows = list[list[PrintedCell]]


def _rows(truth: Truth, table: FormTable) -> Rows:
    return table_rows(table, lambda *cell: str(truth.figures[cell]))


def _tables(truth: Truth, section_table: str | None) -> list[FormTable]:
    return [truth.form.table(section_table)] if section_table else []


def _signed(truth: Truth) -> str:
    year, month, day = map(int, truth.published.split("-"))
    return f"{year}年{month}月{day}日"


def _is_head(cells: list[PrintedCell]) -> bool:
    return not any(cell.is_figure for cell in cells)


def _grid(rows: Rows) -> list[list[tuple[PrintedCell, int, int]]]:
    """Every grid place → the cell that covers it and where that cell begins."""
    taken: dict[tuple[int, int], tuple[PrintedCell, int, int]] = {}
    for r, cells in enumerate(rows):
        c = 0
        for cell in cells:
            while (r, c) in taken:
                c += 1
            for down in range(cell.row_span):
                for right in range(cell.column_span):
                    taken[r + down, c + right] = (cell, r, c)
    width = 1 + max(c for _, c in taken)
    return [[taken[r, c] for c in range(width)] for r in range(len(rows))]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def element_ssr(truth: Truth, chance: random.Random) -> str:
    """Vue rendered on the server, Element UI tables: header and body are two tables, a card for each block."""
    mark = f"data-v-{chance.getrandbits(32):08x}"
    serial = 0

    def rows_html(rows: Rows, tag: str) -> str:
        out = []
        for cells in rows:
            out.append('<tr class="el-table__row">' if tag == "td" else '<tr class="">')
            for n, cell in enumerate(cells):
                name = f"el-table_{serial}_column_{n + 1}   is-center  {'is-leaf ' * (tag == 'th')}el-table__cell"
                out.append(
                    f'<{tag} colspan="{cell.column_span}" rowspan="{cell.row_span}" class="{name}">'
                    f'<div class="cell">{escape(cell.text)}{"<!---->" * (tag == "td")}</div></{tag}>'
                )
            out.append("</tr>")
        return "".join(out)

    def el_table(rows: Rows) -> str:
        nonlocal serial
        serial += 1
        cut = next(n for n, cells in enumerate(rows) if not _is_head(cells))
        columns = range(1, len(_grid(rows)[0]) + 1)
        cols = "".join(f'<col name="el-table_{serial}_column_{n}" width="{80 + n % 2}">' for n in columns)
        start = f'<table cellspacing="0" cellpadding="0" border="0" class="el-table__%s"><colgroup>{cols}</colgroup>'
        return (
            f'<div {mark} class="el-table el-table--fit el-table--border el-table--enable-row-hover" '
            'style="width:100%">'
            '<div class="hidden-columns"></div><div class="el-table__header-wrapper">'
            f'{start % "header"}<thead class="has-gutter is-group">{rows_html(rows[:cut], "th")}</thead></table></div>'
            f'<div class="el-table__body-wrapper is-scrolling-none">{start % "body"}<tbody>'
            f"{rows_html(rows[cut:], 'td')}<!----></tbody></table><!----><!----></div><!----><!----><!----><!---->"
            '<div class="el-table__column-resize-proxy" style="display:none;"></div></div>'
        )

    parts = []
    for section in truth.form.sections:
        parts.append(f'<h3 {mark} class="sec-title"><i {mark} class="el-icon-document"></i>')
        parts.append(f"<span {mark}>{section.numeral}、</span><span {mark}>{section.headings[0]}</span></h3>")
        parts += [f'<p {mark} class="sec-text">{escape(line)}</p><!---->' for line in prose(truth, section.id)]
        for table in _tables(truth, section.table):
            rows = _rows(truth, table)
            starts = [n for n, cells in enumerate(rows) if len(cells) == 1 and not cells[0].is_figure]
            for a, b in zip(starts, [*starts[1:], len(rows)], strict=False):
                parts.append(f'<div {mark} class="card-header"><span {mark}>{rows[a][0].text}</span></div>')
                block = [[PrintedCell(c.text, is_figure=c.is_figure) for c in cells] for cells in rows[a + 1 : b]]
                parts.append(el_table(block))
            parts += [el_table(rows)] if not starts else []
    state = json.dumps({"detail": {"id": chance.randint(10**5, 10**6), "title": truth.title}}, ensure_ascii=False)
    return (
        f'<!DOCTYPE html><html data-n-head-ssr lang="zh-CN"><head><title>{truth.title}</title><meta data-n-head="ssr" '
        'charset="utf-8"></head><body><div id="__nuxt" data-server-rendered="true"><!----><div id="__layout">'
        f'<div {mark} class="detail"><div {mark} class="title">{truth.title}</div><div {mark} class="info">'
        f"<span {mark}>发布时间：{truth.published}</span><span {mark}>来源：{truth.publisher}</span></div>"
        f'<div {mark} class="con">'
        f'<p {mark} class="sec-text">{intro(truth)}</p>{"".join(parts)}</div></div></div></div>'
        f'<script>window.__NUXT__={state}</script><script src="/_nuxt/app.js" defer></script></body></html>'
    )


def trs_ueditor(truth: Truth, chance: random.Random) -> str:
    """A site-group CMS page with UEditor content: pasted cells, empty paragraphs, blocks on a five-column grid."""
    border = "border-color: windowtext; border-width: 1px; padding: 0px 7px; word-break: break-all;"
    song = "font-family: 宋体, SimSun; font-size: 14px;"

    def spans(cells: list[PrintedCell]) -> list[int]:
        if len(cells) == 1:
            return [5]
        wide = {2: [1, 4], 3: [1, 2, 2], 4: [1, 1, 2, 1] if _is_head(cells) else [1, 2, 1, 1]}
        return wide[len(cells)]

    def table_markup(table: FormTable) -> str:
        out = ['<table cellspacing="0" cellpadding="0" width="632"><tbody>']
        five = any(row.block for row in table.rows) and truth.form.edition == "2019"
        for n, cells in enumerate(_rows(truth, table)):
            out.append('<tr class="firstRow">' if n == 0 else f'<tr style=";height:{chance.randint(18, 36)}px">')
            widths = spans(cells) if five else [cell.column_span for cell in cells]
            for cell, span in zip(cells, widths, strict=True):
                where = f'width="{42 * span}" valign="{chance.choice(("center", "top"))}"'
                spanned = f' rowspan="{cell.row_span}"' * (cell.row_span > 1) + f' colspan="{span}"' * (span > 1)
                text = escape(cell.text).replace("“", "&ldquo;").replace("”", "&rdquo;")
                if cell.is_figure:
                    inner = f'<p style="text-align:center"><span style="{song}">{text}</span></p>'
                else:
                    inner = f'<p style="text-align:center;line-height:20px"><span style=";{song}">{text}</span></p>'
                out.append(f'<td {where}{spanned} style="{border}">{inner}</td>')
            out.append("</tr>")
        return "".join([*out, "</tbody></table>"])

    body = [f'<p style="text-indent: 2em; line-height: 2em;"><span style="{song}">{intro(truth)}</span></p>']
    for section in truth.form.sections:
        body.append(
            f'<p style="text-indent: 2em;"><strong><span style="font-family: 黑体, SimHei;">{section.numeral}、</span>'
            f'</strong><strong><span style="font-family: 黑体, SimHei;">{section.headings[0]}</span></strong></p>'
        )
        for line in prose(truth, section.id):
            body.append(f'<p style="text-indent: 2em;line-height: 2em;"><span style="{song}">{escape(line)}</span></p>')
        body += [table_markup(table) for table in _tables(truth, section.table)]
        body.append(chance.choice(("<p><br/></p>", '<p style="text-indent: 2em;">&nbsp;</p>', "")))
    when = f"{truth.published} {chance.randint(8, 17):02}:{chance.randint(0, 59):02}"
    metas = {"SiteName": "门户网站", "ArticleTitle": truth.title, "PubDate": when, "ContentSource": truth.publisher}
    head = "".join(f'<meta name="{name}" content="{value}"/>\n' for name, value in metas.items())
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="UTF-8">\n{head}<title>{truth.title}</title>\n</head>\n'
        "<body>\n"
        '<div class="wza-con"><div class="position">当前位置：<a href="../../">首页</a>&gt;<a href="../">政府信息公开年报</a>'
        f'</div>\n<div class="xl-title"><h1><!--标题-->{truth.title}</h1></div>\n<div class="xl-info"><span>发布时间：{when}'
        f"</span><span>来源：{truth.publisher}</span><span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span></div>\n"
        '<div id="zoom" class="xl-con"><div class="view TRS_UEDITOR trs_paper_default trs_word">'
        f'{"".join(body)}</div></div>\n<div class="share">扫一扫在手机打开当前页</div></div>\n</body>\n</html>\n'
    )


def outlook_word(truth: Truth, chance: random.Random) -> bytes:
    """A mail of Outlook saved as a page: Word's markup, Latin runs apart, misaligned-row cells, GB encoding."""

    def runs(text: str, latin: str = "") -> str:
        out = []
        for run in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", text):
            tongue = "lang=EN-US " if run.isascii() else ""
            face = '"Times New Roman",serif' if run.isascii() else "宋体"
            out.append(f"<span\n{tongue}style='font-size:10.5pt;font-family:{face}{latin}'>{escape(run)}</span>")
        return "".join(out) + "<span lang=EN-US><o:p></o:p></span>"

    def paragraph(text: str, style: str = "text-indent:21.0pt", bold: bool = False) -> str:
        inner = f"<b>{runs(text)}</b>" if bold else runs(text)
        return f"<p class=MsoNormal style='{style}'>{inner}</p>\n\n"

    def table_markup(table: FormTable) -> str:
        out = ["<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0\n style='border-collapse:collapse'>\n"]
        for n, cells in enumerate(_rows(truth, table)):
            out.append(f" <tr style='mso-yfti-irow:{n};height:{chance.choice(('19.85', '22.7'))}pt'>\n")
            for cell in cells:
                spanned = f" colspan={cell.column_span}" * (cell.column_span > 1)
                spanned += f" rowspan={cell.row_span}" * (cell.row_span > 1)
                inner = runs(cell.text, ";color:black")
                out.append(
                    f"  <td width={46 * cell.column_span}{spanned} style='width:{34 * cell.column_span}.5pt;"
                    "border:solid windowtext 1.0pt;\n  padding:0cm 5.4pt 0cm 5.4pt'>\n  "
                    f"<p class=MsoNormal align=center style='text-align:center'>{inner}</p>\n  </td>\n"
                )
            out.append("  <![if !supportMisalignedRows]>\n")
            out.append("  <td style='height:19.85pt;border:none' width=0 height=26></td>\n  <![endif]>\n </tr>\n")
        return "".join([*out, "</table>\n\n<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>\n\n"])

    sent = {"发件人": truth.publisher, "发送时间": f"{_signed(truth)} {chance.randint(8, 17)}:05", "主题": truth.title}
    parts = [paragraph(f"{name}: {text}", "") for name, text in sent.items()]
    parts += [paragraph(truth.title, "text-align:center", bold=True), paragraph(intro(truth))]
    for section in truth.form.sections:
        parts.append(paragraph(f"{section.numeral}、{section.headings[0]}", bold=True))
        parts += [paragraph(line) for line in prose(truth, section.id)]
        parts += [table_markup(table) for table in _tables(truth, section.table)]
    parts += [paragraph(text, "text-align:right") for text in (truth.publisher, _signed(truth))]
    return (
        '<html xmlns:v="urn:schemas-microsoft-com:vml"\nxmlns:o="urn:schemas-microsoft-com:office:office"\n'
        'xmlns:w="urn:schemas-microsoft-com:office:word"\nxmlns="http://www.w3.org/TR/REC-html40">\n\n<head>\n'
        '<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
        '<meta name=Generator content="Microsoft Word 15 (filtered medium)">\n'
        "<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->\n<style><!--\n"
        " p.MsoNormal {margin:0cm; font-size:10.5pt;}\n @page WordSection1 {size:595.3pt 841.9pt;}\n--></style>\n"
        "</head>\n\n<body lang=ZH-CN link=blue vlink=purple style='text-justify-trim:punctuation'>\n\n"
        f"<div class=WordSection1>\n\n{''.join(parts)}</div>\n\n</body>\n\n</html>\n"
    ).encode("gb18030")


def frontpage_capitals(truth: Truth, chance: random.Random) -> bytes:
    """A hand-kept page of the FrontPage years: capitals, no quotes, no closing TD, TR or P, GB encoding."""

    def table_markup(table: FormTable) -> str:
        colour = chance.choice(("#000080", "#C0C0C0", "black"))
        out = [f"<CENTER><TABLE BORDER=1 WIDTH=760 CELLSPACING=0 CELLPADDING=2 BORDERCOLOR={colour}>"]
        for cells in _rows(truth, table):
            out.append("<TR ALIGN=center>")
            for cell in cells:
                spanned = f" ROWSPAN={cell.row_span}" * (cell.row_span > 1)
                spanned += f" COLSPAN={cell.column_span}" * (cell.column_span > 1)
                text = f"&nbsp;{cell.text}&nbsp;" if cell.is_figure else escape(cell.text)
                bold = f"<B>{text}</B>" if _is_head(cells) else text
                out.append(f"<TD{spanned}{' NOWRAP' * cell.is_figure}><FONT SIZE=2>{bold}</FONT>")
        return "\n".join([*out, "</TABLE></CENTER>"])

    parts = [f"<P>　　{intro(truth)}"]
    for section in truth.form.sections:
        parts.append(f"<P><FONT COLOR=#800000><B>　　{section.numeral}、{section.headings[0]}</B></FONT>")
        lines = prose(truth, section.id)
        parts += ["<P>" + "<BR>\n".join(f"　　{escape(line)}" for line in lines)] if lines else []
        parts += [table_markup(table) for table in _tables(truth, section.table)]
    return (
        "<HTML>\n<HEAD>\n<META HTTP-EQUIV=Content-Type CONTENT=text/html;charset=gb2312>\n"
        f"<META NAME=GENERATOR CONTENT=Microsoft&nbsp;FrontPage&nbsp;4.0>\n<TITLE>{truth.title}</TITLE>\n</HEAD>\n"
        "<BODY BGCOLOR=#FFFFFF TOPMARGIN=0 LEFTMARGIN=0>\n<TABLE BORDER=0 WIDTH=780 ALIGN=center><TR><TD>\n"
        "<IMG SRC=images/banner.gif WIDTH=780 HEIGHT=90 BORDER=0>\n<TR><TD><MARQUEE SCROLLAMOUNT=3>欢迎访问本站</MARQUEE>\n"
        f"<TR><TD><P ALIGN=center><FONT SIZE=5 FACE=黑体>{truth.title}</FONT>\n"
        f"<P ALIGN=center><FONT SIZE=2>{truth.publisher}　　发布时间：{truth.published}</FONT>\n<HR SIZE=1>\n"
        + "\n".join(parts)
        + "\n<HR SIZE=1>\n<P ALIGN=center><A HREF=javascript:window.close()>【关闭窗口】</A>\n</TABLE>\n</BODY>\n</HTML>\n"
    ).encode("gb18030")


def newsletter_layout(truth: Truth, chance: random.Random) -> str:
    """A subscription mail: everything is a row of nested layout tables, the data tables deep within them."""
    layout = '<table role="presentation" border="0" cellpadding="0" cellspacing="0" width="100%%" style="%s">'
    cell_style = "border:1px solid #d9d9d9;padding:6px 4px;font-size:12px;line-height:18px;text-align:center;"

    def block(inner: str, style: str = "padding:12px 24px;") -> str:
        return (
            f'<tr><td align="left" class="mob-pad" style="{style}">{layout % "min-width:100%;"}<tbody><tr>'
            f'<td valign="top" style="font-family:\'Microsoft YaHei\',Arial,sans-serif;">{inner}</td>'
            "</tr></tbody></table></td></tr>\n"
        )

    def data(table: FormTable) -> str:
        out = ['<table border="0" cellpadding="0" cellspacing="0" width="100%" style="border-collapse:collapse;">']
        for cells in _rows(truth, table):
            shade = ' bgcolor="#f2f6fc"' * _is_head(cells)
            out.append(f"<tr{shade}>")
            for cell in cells:
                spanned = f' rowspan="{cell.row_span}"' * (cell.row_span > 1)
                spanned += f' colspan="{cell.column_span}"' * (cell.column_span > 1)
                strong = f'<strong style="color:#c00;">{cell.text}</strong>'
                out.append(f'<td{spanned} style="{cell_style}">{strong if cell.is_figure else cell.text}</td>')
            out.append("</tr>")
        return "".join([*out, "</table>"])

    bar = '<div style="border-left:4px solid #c00;padding-left:8px;font-size:18px;">%s</div>'
    parts = [block(f'<p style="margin:0;font-size:14px;">{intro(truth)}</p>')]
    for section in truth.form.sections:
        parts.append(block(bar % f"{section.numeral}、{section.headings[0]}"))
        parts += [block(f'<p style="margin:0;font-size:14px;">{line}</p>') for line in prose(truth, section.id)]
        parts += [block(data(table), "padding:0 8px 16px;") for table in _tables(truth, section.table)]
        parts.append('<tr><td height="16" style="font-size:1px;line-height:16px;">&nbsp;</td></tr>\n')
    token = f"{chance.getrandbits(64):016x}"
    filler = "&zwnj;&nbsp;" * chance.randint(20, 40)
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/'
        'xhtml1-transitional.dtd">\n<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" '
        f'content="text/html; charset=utf-8" /><title>{truth.title}</title></head>\n<body style="margin:0;padding:0;">'
        f'<div style="display:none;max-height:0;overflow:hidden;">您订阅的栏目有更新{filler}</div>\n'
        f'{layout % "background:#eee;"}<tr><td align="center"><!--[if mso]><table width="760"><tr><td><![endif]-->'
        '\n<table role="presentation" align="center" border="0" cellpadding="0" cellspacing="0" '
        'style="max-width:760px;">\n'
        + block(f'<a href="https://example.invalid/v/{token}">无法正常显示？在浏览器中查看</a>', "padding:4px;")
        + block(f'<span style="font-size:24px;font-weight:bold;">{truth.title}</span>')
        + block(f'<span style="font-size:12px;color:#999;">发布时间：{truth.published} | {truth.publisher}</span>')
        + "".join(parts)
        + block(f'<a href="https://example.invalid/u/{token}">退订</a>', "padding:4px;")
        + "</table><!--[if mso]></td></tr></table><![endif]--></td></tr></table></body></html>\n"
    )


def xhtml_scope_print(truth: Truth, chance: random.Random) -> str:
    """An accessible print view in strict XHTML: caption, colgroup, th with scope, a tbody for each block."""
    pad = "&#160;" * chance.randint(1, 2)

    def cell_markup(cell: PrintedCell, scope: str) -> str:
        spanned = f' rowspan="{cell.row_span}"' * (cell.row_span > 1)
        spanned += f' colspan="{cell.column_span}"' * (cell.column_span > 1)
        if cell.is_figure:
            return f'      <td class="num"{spanned}>{pad}{cell.text}{pad}</td>'
        wide = "group" * ((cell.column_span if scope == "col" else cell.row_span) > 1)
        return f'      <th scope="{scope}{wide}"{spanned}>{escape(cell.text)}</th>'

    def row_markup(cells: list[PrintedCell]) -> list[str]:
        scope = "col" if _is_head(cells) else "row"
        return ["    <tr>", *(cell_markup(cell, scope) for cell in cells), "    </tr>"]

    def table_markup(table: FormTable, number: int, name: str) -> list[str]:
        rows = _rows(truth, table)
        columns = len(_grid(rows)[0])
        out = [f'<table id="t{number}" summary="{name}" cellspacing="0">']
        out += [f"  <caption>附表{number}{pad}{name}</caption>", "  <colgroup>"]
        out += [f'    <col class="c{n}" />' for n in range(columns)] + ["  </colgroup>"]
        if len(rows[0]) == 1 and any(row.block for row in table.rows):
            out.append("  <tbody>")
            for n, cells in enumerate(rows):
                out += ["  </tbody>", "  <tbody>"] if n and len(cells) == 1 else []
                out += row_markup(cells)
        else:
            cut = next(n for n, cells in enumerate(rows) if not _is_head(cells))
            out += ["  <thead>", *(line for cells in rows[:cut] for line in row_markup(cells))]
            out += ["  </thead>", "  <tbody>", *(line for cells in rows[cut:] for line in row_markup(cells))]
        return [*out, "  </tbody>", "</table>"]

    body = [f'<div id="doc"><h1>{truth.title}</h1>']
    body.append(f'<dl class="meta"><dt>发布机构：</dt><dd>{truth.publisher}</dd>')
    body.append(f"<dt>发布时间：</dt><dd>{truth.published}</dd></dl>")
    body.append(f"<p>{intro(truth)}</p>")
    number = 0
    for section in truth.form.sections:
        body.append(f'<div class="section" id="{section.id}"><h2>{section.numeral}、{pad}{section.headings[0]}</h2>')
        body += [f"<h3>{line}</h3>" if line[0] == "（" else f"<p>{line}</p>" for line in prose(truth, section.id)]
        for table in _tables(truth, section.table):
            number += 1
            body += table_markup(table, number, f"{section.headings[0]}统计表")
        body.append("</div>")
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="zh-CN">\n<head>'
        '<meta http-equiv="Content-Type" content="application/xhtml+xml; charset=utf-8" />'
        f'<title>打印预览{pad}-{pad}{truth.title}</title>\n<style type="text/css" media="print">/*<![CDATA[*/ .noprint '
        '{ display: none } /*]]>*/</style></head>\n<body onload="window.print()">\n'
        '<p class="noprint"><a href="#doc">打印本页</a></p>\n' + "\n".join(body) + "</div>\n</body>\n</html>\n"
    )


def libreoffice_writer(truth: Truth, chance: random.Random) -> str:
    """LibreOffice Writer's export: fonts within fonts, relative cols, sdval, narrow labels broken by br."""
    face = '<font face="%s"><font size="2" style="font-size: 10pt">%s</font></font>'
    narrow = chance.choice((True, False))

    def table_markup(table: FormTable) -> str:
        rows = _rows(truth, table)
        columns = len(_grid(rows)[0])
        out = ['<table width="100%" cellpadding="7" cellspacing="0">']
        out += [f'\t<col width="{256 // columns}*"/>' for _ in range(columns)]
        head = next(n for n, cells in enumerate(rows) if not _is_head(cells)) if len(rows[0]) > 1 else 0
        for n, cells in enumerate(rows):
            out.append("\t<thead>" if head and n == 0 else "\t</thead>\n\t<tbody>" if head and n == head else "")
            out.append('\t<tr valign="top">')
            for cell in cells:
                spanned = f'rowspan="{cell.row_span}" ' * (cell.row_span > 1)
                spanned += f'colspan="{cell.column_span}" ' * (cell.column_span > 1)
                share = 100 * cell.column_span // columns
                value = f' sdval="{cell.text}" sdnum="2052;2052;0"' * cell.is_figure
                text = escape(cell.text, quote=False)
                if narrow and len(text) == 4 and not cell.is_figure:
                    text = f"{text[:2]}<br/>\n{text[2:]}"
                tongue = f'<span lang="en-US">{text}</span>' if cell.is_figure else text
                out.append(
                    f'\t\t<td {spanned}width="{share}%" style="border: 1px solid #000000; padding: 0cm"{value}>'
                    f'<p class="cjk" align="center" style="orphans: 2; widows: 2">\n\t\t\t'
                    f"{face % ('宋体, SimSun', tongue)}</p>\n\t\t</td>"
                )
            out.append("\t</tr>")
        return "\n".join([*out, *["\t</tbody>"] * bool(head), "</table>"])

    def paragraph(text: str, attributes: str = 'style="text-indent: 0.74cm; margin-bottom: 0cm"') -> str:
        return f'<p class="cjk" {attributes}>{face % ("仿宋_GB2312", escape(text))}</p>'

    body = [f'<h1 class="cjk" align="center"><a name="_GoBack"></a>{face % ("方正小标宋简体", truth.title)}</h1>']
    body.append(paragraph(intro(truth)))
    for section in truth.form.sections:
        heading = face % ("黑体, SimHei", f"<b>{section.numeral}、{section.headings[0]}</b>")
        body.append(f'<h2 class="cjk" style="margin-top: 0cm">{heading}</h2>')
        body += [paragraph(line) for line in prose(truth, section.id)]
        body += [table_markup(table) for table in _tables(truth, section.table)]
        body.append('<p class="cjk" style="margin-bottom: 0cm"><br/>\n</p>')
    body += [paragraph(text, 'align="right"') for text in (truth.publisher, _signed(truth))]
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv="content-type" content="text/html; charset=utf-8"/>\n'
        f"\t<title>{truth.title}</title>\n"
        '\t<meta name="generator" content="LibreOffice 7.3.7.2 (Linux)"/>\n\t<style type="text/css">\n'
        "\t\t@page { size: 21cm 29.7cm; margin: 2cm }\n\t\tp { line-height: 115% }\n\t</style>\n"
        '</head>\n<body lang="zh-CN" link="#000080" vlink="#800000" dir="ltr">\n'
    ) + "\n".join([*body, "</body>", "</html>", ""])


def w3m_dump(truth: Truth, chance: random.Random) -> str:
    """`w3m -dump` in a wide window: spans drawn as boxes, in line-drawing characters or in plain ASCII."""
    boxes = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"
    if chance.random() < 0.5:
        boxes = " |||-+++-+++-+++"

    def drawn(rows: Rows) -> list[str]:
        grid = _grid(rows)
        high, wide = len(grid), len(grid[0])
        widths = [1] * wide
        for cell, _, c in sorted({at for row in grid for at in row}, key=lambda at: (at[0].column_span, *at[1:])):
            own = range(c, c + cell.column_span)
            missing = _width(cell.text) - sum(widths[n] for n in own) - (len(own) - 1)
            for n in range(max(0, missing)):
                widths[own[n % len(own)]] += 1

        def owner(r: int, c: int) -> tuple[int, int] | None:
            return grid[r][c][1:] if 0 <= r < high and 0 <= c < wide else None

        def corner(r: int, c: int) -> str:
            up, down = owner(r - 1, c - 1) != owner(r - 1, c), owner(r, c - 1) != owner(r, c)
            left, right = owner(r - 1, c - 1) != owner(r, c - 1), owner(r - 1, c) != owner(r, c)
            return boxes[up + 2 * down + 4 * left + 8 * right]

        out = []
        for r in range(high + 1):
            line = [corner(r, c) + boxes[12 * (owner(r - 1, c) != owner(r, c))] * widths[c] for c in range(wide)]
            out.append("".join(line) + corner(r, wide))
            c, line = 0, []
            while r < high and c < wide:
                cell, top, _ = grid[r][c]
                room = sum(widths[c : c + cell.column_span]) + cell.column_span - 1
                text = cell.text if r == top + (cell.row_span - 1) // 2 else ""
                free = room - _width(text)
                before = free if cell.is_figure else free // 2 if cell.column_span > 2 or cell.row_span > 1 else 0
                line.append(boxes[3] + " " * before + text + " " * (free - before))
                c += cell.column_span
            out += ["".join(line) + boxes[3]] if line else []
        return out

    lines = ["[logo]", "• 首页", "• 政府信息公开", "• 互动交流", "", "当前位置： 首页 > 政府信息公开年报", ""]
    lines += [
        " " * 60 + truth.title,
        "",
        f"来源：{truth.publisher} 发布时间：{truth.published} [打印]",
        "",
        intro(truth),
        "",
    ]
    for section in truth.form.sections:
        lines += [f"{section.numeral}、{section.headings[0]}", ""]
        lines += [text for line in prose(truth, section.id) for text in (line, "")]
        for table in _tables(truth, section.table):
            lines += [*drawn(_rows(truth, table)), ""]
    return "\n".join([*lines, "[关闭窗口]", "主办：" + truth.publisher, ""])


def docling_markdown(truth: Truth, chance: random.Random) -> str:
    """A converter's Markdown: pipe tables of equal width, a spanning cell repeated in every place it covers."""
    comment = chance.choice(("<!-- image -->\n\n", ""))

    def piped(rows: Rows) -> str:
        texts = [[at[0].text for at in row] for row in _grid(rows)]
        widths = [max(_width(row[c]) for row in texts) for c in range(len(texts[0]))]
        out = []
        for n, row in enumerate(texts):
            padded = (text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
            out.append("| " + " | ".join(padded) + " |")
            out += ["|" + "|".join("-" * (width + 2) for width in widths) + "|"] if n == 0 else []
        return "\n".join(out)

    parts = [f"{comment}## {truth.title}", f"发布时间：{truth.published}　来源：{truth.publisher}", intro(truth)]
    for section in truth.form.sections:
        parts.append(f"## {section.numeral}、{section.headings[0]}")
        parts += [f"## {line}" if line[0] == "（" else line for line in prose(truth, section.id)]
        parts += [piped(_rows(truth, table)) for table in _tables(truth, section.table)]
    return "\n\n".join(parts) + "\n"


def word_plain_text(truth: Truth, chance: random.Random) -> bytes:
    """Word's 'save as plain text': cells by tabs, merged-down cells left empty, CRLF, GB encoding, signed."""
    indent = chance.choice(("　　", "    ", ""))

    def tabbed(rows: Rows) -> list[str]:
        out = []
        for r, row in enumerate(_grid(rows)):
            texts = [cell.text if top == r else "" for c, (cell, top, left) in enumerate(row) if left == c]
            out.append("\t".join(texts) + "\t")
        return out

    lines = [truth.title, "", indent + intro(truth)]
    for section in truth.form.sections:
        lines.append(f"{indent}{section.numeral}、{section.headings[0]}")
        lines += [indent + line for line in prose(truth, section.id)]
        for table in _tables(truth, section.table):
            lines += [*tabbed(_rows(truth, table)), ""]
    lines += ["", " " * 30 + truth.publisher, " " * 30 + _signed(truth), ""]
    return "\r\n".join(lines).encode("gb18030")


BLIND_LATER: dict[str, Callable[[Truth, random.Random], str | bytes]] = {
    habit.__name__: habit
    for habit in (
        element_ssr,
        trs_ueditor,
        outlook_word,
        frontpage_capitals,
        newsletter_layout,
        xhtml_scope_print,
        libreoffice_writer,
        w3m_dump,
        docling_markdown,
        word_plain_text,
    )
}
