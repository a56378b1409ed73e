"""The ways offices publish a report: a true report → the page or text one habit makes of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from generate import Truth, intro, prose, replace
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell, table_rows

Rows = list[list[PrintedCell]]
Habit = Callable[[Truth, random.Random], str]


def rows_of(truth: Truth, table: FormTable) -> Rows:
    """The printed rows of one table of the report."""
    return table_rows(table, lambda *cell: str(truth.figures[cell]))


def page(
    truth: Truth, draw: Callable[[FormTable], str], paragraph: Callable[[str], str], heading: Callable[[str], str]
) -> str:
    """A page in one habit: how tables, paragraphs and headings are drawn."""
    parts = [
        heading(truth.title),
        paragraph(f"发布时间：{truth.published} 来源：{truth.publisher}"),
        paragraph(intro(truth)),
    ]
    for section in truth.form.sections:
        parts.append(heading(f"{section.numeral}、{section.headings[0]}"))
        parts += [paragraph(line) for line in prose(truth, section.id)]
        if section.table:
            parts.append(draw(truth.form.table(section.table)))
    return wrapped("\n".join(parts), truth.title)


def wrapped(body: str, title: str) -> str:
    head = f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}-门户网站</title></head>'
    return f"{head}<body>{body}</body></html>"


def element(name: str) -> Callable[[str], str]:
    return lambda text: f"<{name}>{escape(text)}</{name}>"


def drawn(rows: Rows, cell: Callable[[PrintedCell], str] | None = None) -> str:
    """Rows → a table, each cell by `cell`."""
    draw = cell or (lambda each: td(each, escape(each.text)))
    return "<table border=1>" + "".join(f"<tr>{''.join(map(draw, row))}</tr>" for row in rows) + "</table>"


def td(cell: PrintedCell, content: str, attributes: str = "") -> str:
    spans = f' rowspan="{cell.row_span}"' * (cell.row_span > 1) + f' colspan="{cell.column_span}"' * (
        cell.column_span > 1
    )
    return f"<td{spans}{attributes}>{content}</td>"


# ---- pages


def plain(truth: Truth, chance: random.Random) -> str:
    return page(truth, lambda table: drawn(rows_of(truth, table)), element("p"), element("h2"))


def word(truth: Truth, chance: random.Random) -> str:
    """Pasted from Word: one span a character, o:p, conditional comments."""

    def spans(text: str) -> str:
        inner = "".join(
            f'<span lang="EN-US" style="font-family:宋体;mso-hansi-font-family:Calibri">{escape(c)}</span>'
            for c in text
        )
        return f'<p class="MsoNormal" style="text-align:center">{inner}<o:p></o:p></p>'

    def cell(each: PrintedCell) -> str:
        return td(
            each,
            f"<!--[if !supportMisalignedColumns]-->{spans(each.text)}<!--[endif]-->",
            ' style="border:solid 1pt;mso-border-alt:x"',
        )

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), spans, spans)


def editor(truth: Truth, chance: random.Random) -> str:
    """An editor's wrappers, every line a div of its own, headings in strong."""

    def wrap(text: str) -> str:
        return f'<div class="row"><div><font size="3"><span>{escape(text)}</span></font></div></div>'

    def head(text: str) -> str:
        return f"<div><p><strong><span>{escape(text[:2])}</span><span>{escape(text[2:])}</span></strong></p></div>"

    return page(truth, lambda table: f"<div><section>{drawn(rows_of(truth, table))}</section></div>", wrap, head)


def portal(truth: Truth, chance: random.Random) -> str:
    """Nested layout tables, navigation, a weather table, scripts that hold tables, related links, a footer."""
    inner = plain(truth, chance).partition("<body>")[2].partition("</body>")[0]
    weather = "<table><tr><td>今天</td><td>12</td><td>5</td></tr><tr><td>明天</td><td>9</td><td>3</td></tr></table>"
    script = "<script>document.write('<table><tr><td>规章</td><td>9</td><td>9</td><td>9</td></tr></table>')</script>"
    related = "".join(
        f'<li><a href="/{year}.html">{truth.publisher}{year}年政府信息公开工作年度报告</a></li>'
        for year in (2017, 2018)
    )
    body = (
        f"<table width=100%><tr><td><ul><li><a href=/>首页</a></li><li><a href=/zfxxgk>政府信息公开</a></li></ul>{weather}</td></tr>"
        f"<tr><td><table><tr><td>{script}{inner}</td></tr></table></td></tr>"
        f"<tr><td><ul>{related}</ul></td></tr><tr><td>版权所有：某某人民政府 备案号00000000号 访问量：123456</td></tr></table>"
    )
    return wrapped(body, truth.title)


def one_big_cell(truth: Truth, chance: random.Random) -> str:
    inner = plain(truth, chance).partition("<body>")[2].partition("</body>")[0]
    return wrapped(f"<table border=0><tbody><tr><td class=con>{inner}</td></tr></tbody></table>", truth.title)


def split_tables(truth: Truth, chance: random.Random) -> str:
    """Tables in two to six pieces, the header repeated or not."""

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        if table.layout == "across":
            return drawn(rows)
        head = rows[: header_rows(rows)]
        free = cut_points(rows)
        cuts = sorted(chance.sample(free, min(len(free), chance.randint(1, 5))))
        pieces = [rows[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
        repeat = chance.random() < 0.5 and not any(row.block for row in table.rows)
        return "\n".join(drawn([*head, *piece] if repeat and number else piece) for number, piece in enumerate(pieces))

    return page(truth, draw, element("p"), element("h3"))


def header_rows(rows: Rows) -> int:
    """How many rows stand before the first figure."""
    return next(index for index, row in enumerate(rows) if any(cell.is_figure for cell in row))


def cut_points(rows: Rows) -> list[int]:
    """The rows before which a table may be cut: behind the header, not inside a row span that carries a label."""
    first = header_rows(rows) + 1
    return [index for index in range(first, len(rows)) if any(cell.is_figure for cell in rows[index])]


def lost_spans(truth: Truth, chance: random.Random) -> str:
    """Row spans flattened: the group's label stands in its first row only, no cell says how far it reaches."""

    def cell(each: PrintedCell) -> str:
        return td(replace(each, row_span=1), escape(each.text))

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), element("p"), element("h2"))


def wrong_spans(truth: Truth, chance: random.Random) -> str:
    """Header and data rows of one block with different column spans."""

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        for index, row in enumerate(rows):
            if any(cell.is_figure for cell in row) and table.layout == "down" and len(row) > 2:
                figure = next(number for number, each in enumerate(row) if each.is_figure)
                rows[index] = [*row[:figure], replace(row[figure], column_span=2), *row[figure + 1 :]]
        return drawn(rows)

    return page(truth, draw, element("p"), element("h2"))


def vertical_labels(truth: Truth, chance: random.Random) -> str:
    """Group labels with one character a line."""

    def cell(each: PrintedCell) -> str:
        content = escape(each.text)
        if each.row_span > 1 and len(each.text) < 12:
            content = "<br>".join(content) if chance.random() < 0.5 else "".join(f"<p>{c}</p>" for c in content)
        return td(each, content)

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), element("p"), element("h2"))


def header_over_two_rows(truth: Truth, chance: random.Random) -> str:
    """商业 | 科研 over 企业 | 机构: header words broken into two table rows."""

    def draw(table: FormTable) -> str:
        rows = rows_of(truth, table)
        index = header_rows(rows) - 1
        if table.layout == "across" or index < 2:
            return drawn(rows)
        upper = [replace(cell, text=cell.text[: len(cell.text) // 2 + 1]) for cell in rows[index]]
        lower = [replace(cell, text=cell.text[len(cell.text) // 2 + 1 :]) for cell in rows[index]]
        taller = [[replace(c, row_span=c.row_span + 1) if c.row_span > 1 else c for c in row] for row in rows[:index]]
        return drawn([*taller, upper, lower, *rows[index + 1 :]])

    return page(truth, draw, element("p"), element("h2"))


def careless_markup(truth: Truth, chance: random.Random) -> str:
    """Unclosed cells, th for td, cells in a div, unclosed paragraphs."""

    def draw(table: FormTable) -> str:
        lines = []
        for row in rows_of(truth, table):
            cells = [td(cell, escape(cell.text)) for cell in row]
            style = chance.randrange(3)
            if style == 0:
                cells = [cell.removesuffix("</td>") for cell in cells]
            elif style == 1:
                cells = [cell.replace("<td", "<th").replace("</td>", "</th>") for cell in cells]
            lines.append("<tr>" + "".join(cells))
        return "<TABLE>" + "\n".join(lines) + "</TABLE>"

    return page(truth, draw, lambda text: f"<p>{escape(text)}", lambda text: f"<p><b>{escape(text)}</b>")


def decorated_cells(truth: Truth, chance: random.Random) -> str:
    """Breaks and spaces in labels, nbsp around figures, full-width digits, thousands separators."""

    def cell(each: PrintedCell) -> str:
        if not each.is_figure:
            middle = chance.randint(0, len(each.text))
            return td(
                each,
                escape(each.text[:middle])
                + chance.choice(("<br/>", " ", "&emsp;", "\n  "))
                + escape(each.text[middle:]),
            )
        text = f"{int(each.text):,}" if chance.random() < 0.5 else each.text
        if chance.random() < 0.3:
            text = text.translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))
        return td(each, f"&nbsp;{text}&nbsp; ")

    return page(truth, lambda table: drawn(rows_of(truth, table), cell), element("p"), element("h2"))


def bare_text(truth: Truth, chance: random.Random) -> str:
    """Plain text between br, headings included; tables among it."""
    return page(
        truth,
        lambda table: drawn(rows_of(truth, table)),
        lambda text: f"　　{escape(text)}<br><br>",
        lambda text: f"{escape(text)}<br>",
    )


def headings_in_rows(truth: Truth, chance: random.Random) -> str:
    """The page is one table: headings and paragraphs are rows of one cell, data tables stand in cells."""
    row = lambda text: f"<tr><td>{escape(text)}</td></tr>"  # noqa: E731
    inner = page(truth, lambda table: f"<tr><td>{drawn(rows_of(truth, table))}</td></tr>", row, row)
    body = inner.partition("<body>")[2].partition("</body>")[0]
    return wrapped(f"<table>{body}</table>", truth.title)


def hidden_twin(truth: Truth, chance: random.Random) -> str:
    """A hidden copy with other figures, for another device."""
    other = replace(truth, figures={cell: value + 7 for cell, value in truth.figures.items()})
    twin = plain(other, chance).partition("<body>")[2].partition("</body>")[0]
    shown = plain(truth, chance).partition("<body>")[2].partition("</body>")[0]
    return wrapped(f'<div style="display: none">{twin}</div>{shown}', truth.title)


def annotated(truth: Truth, chance: random.Random) -> str:
    """Moved columns are not made here: the unit of the column behind the figure."""

    def cell(each: PrintedCell) -> str:
        return td(each, escape(each.text + ("件" if each.is_figure and chance.random() < 0.1 else "")))

    return page(
        truth,
        lambda table: drawn(rows_of(truth, table), cell) if table.id == "requests" else drawn(rows_of(truth, table)),
        element("p"),
        element("h2"),
    )


# ---- texts


def text_of(truth: Truth, lines: Callable[[FormTable], list[str]], gap: str = "\n") -> str:
    parts = [truth.title, f"来源：{truth.publisher} 发布时间：{truth.published} 08:30", intro(truth)]
    for section in truth.form.sections:
        parts.append(f"{section.numeral}、{section.headings[0]}")
        parts += prose(truth, section.id)
        if section.table:
            parts += lines(truth.form.table(section.table))
    return gap.join(parts) + "\n"


def cells_by_line(truth: Truth, chance: random.Random) -> str:
    gap = chance.choice(("\n", "\n\n"))
    return text_of(truth, lambda table: [c.text for row in rows_of(truth, table) for c in row if c.text], gap)


def tabs(truth: Truth, chance: random.Random) -> str:
    return text_of(truth, lambda table: ["\t".join(cell.text for cell in row) for row in rows_of(truth, table)])


def bars(truth: Truth, chance: random.Random) -> str:
    return text_of(truth, lambda table: [f"| {' | '.join(c.text for c in row)} |" for row in rows_of(truth, table)])


def markdown(truth: Truth, chance: random.Random) -> str:
    def lines(table: FormTable) -> list[str]:
        rows = [f"| {' | '.join(cell.text for cell in row)} |" for row in rows_of(truth, table)]
        return ["", rows[0], "|" + "---|" * len(rows_of(truth, table)[0]), *rows[1:], ""]

    return text_of(truth, lines).replace(f"{truth.title}\n", f"# {truth.title}\n", 1)


def aligned(truth: Truth, chance: random.Random) -> str:
    """Columns aligned by spaces, as copied from a print."""

    def lines(table: FormTable) -> list[str]:
        return ["    ".join(cell.text for cell in row if cell.text) for row in rows_of(truth, table)]

    return text_of(truth, lines)


def figures_on_one_line(truth: Truth, chance: random.Random) -> str:
    """Label on a line, its figures on the next, one space apart."""

    def lines(table: FormTable) -> list[str]:
        found = []
        for row in rows_of(truth, table):
            labels = [cell.text for cell in row if cell.text and not cell.is_figure]
            figures = [cell.text for cell in row if cell.is_figure]
            found += [*labels, *([" ".join(figures)] if figures else [])]
        return found

    return text_of(truth, lines)


def one_line_tables(truth: Truth, chance: random.Random) -> str:
    """A whole table on one line, cells one space apart."""
    return text_of(truth, lambda table: [" ".join(c.text for row in rows_of(truth, table) for c in row if c.text)])


def page_marks(truth: Truth, chance: random.Random) -> str:
    """Page marks and running heads among the lines."""
    lines = cells_by_line(truth, random.Random(0)).split("\n")
    for number, position in enumerate(range(40, len(lines), 55), 1):
        lines.insert(
            position, chance.choice((f"— {number} —", f"- {number} -", f"第{number}页", f"第 {number} 页 共 9 页"))
        )
    return "\n".join(lines)


PAGES: dict[str, Habit] = {
    function.__name__: function
    for function in (
        plain,
        word,
        editor,
        portal,
        one_big_cell,
        split_tables,
        lost_spans,
        wrong_spans,
        vertical_labels,
        header_over_two_rows,
        careless_markup,
        decorated_cells,
        bare_text,
        headings_in_rows,
        hidden_twin,
        annotated,
    )
}
TEXTS: dict[str, Habit] = {
    function.__name__: function
    for function in (cells_by_line, tabs, bars, markdown, aligned, figures_on_one_line, one_line_tables, page_marks)
}
