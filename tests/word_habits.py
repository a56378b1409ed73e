"""The ways offices write a report in Word: a true report → the DOCX one habit makes of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from generate import Truth, intro, prose
from habits import cut_points, header_rows, rows_of
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell
from word_files import NAMESPACES, docx, line, para, plain_cell, run, styled, table, unzipped, zipped

Habit = Callable[[Truth, random.Random], bytes]
Draw = Callable[[FormTable], str]
Write = Callable[[str], str]

NAMES = "一二三四五六"
BOLD = "<w:b/><w:sz w:val='32'/>"


def report(
    truth: Truth,
    draw: Draw | None = None,
    paragraph: Write = line,
    heading: Write | None = None,
    title: Write | None = None,
    sub_heading: Write | None = None,
) -> str:
    """The body of a report: how its tables, paragraphs and headings are written."""
    heading = heading or paragraph
    draw = draw or (lambda each: table(rows_of(truth, each)))
    parts = [(title or heading)(truth.title), paragraph(f"发布时间：{truth.published} 来源：{truth.publisher}")]
    parts.append(paragraph(intro(truth)))
    for section in truth.form.sections:
        parts.append(heading(f"{section.numeral}、{section.headings[0]}"))
        for text in prose(truth, section.id):
            write = sub_heading if sub_heading and text.startswith("（") else paragraph
            parts.append(write(text))
        if section.table:
            parts.append(draw(truth.form.table(section.table)))
    return "".join(parts)


def figures(truth: Truth, write: Callable[[str], str], **how: object) -> Draw:
    """Tables in which each figure is written by `write`, labels plainly."""

    def content(cell: PrintedCell) -> str:
        return write(cell.text) if cell.is_figure else plain_cell(cell)

    return lambda each: table(rows_of(truth, each), content, **how)  # type: ignore[arg-type]


# ---- how tables and text are put together


def template(truth: Truth, chance: random.Random) -> bytes:
    """The form filled in: empty paragraphs between, bold headings typed by hand, a background colour for each run."""
    shade = '<w:rFonts w:hint="eastAsia"/><w:shd w:val="clear" w:fill="FFFFFF"/>'
    gap = "<w:p><w:pPr><w:jc w:val='both'/></w:pPr></w:p>"
    body = report(
        truth,
        lambda each: gap + table(rows_of(truth, each), lambda cell: para(run(cell.text, shade) if cell.text else "")),
        lambda text: para(run(text, shade)) + gap,
        lambda text: para(run(text, BOLD)),
    )
    return docx(gap + body)


def pasted_from_a_page(truth: Truth, chance: random.Random) -> bytes:
    """Nested layout tables in content controls, a row of links above, lines parted by breaks."""
    links = "".join(f'<w:hyperlink w:anchor="x">{run(word)}</w:hyperlink>' for word in ("首页", "政务公开", "年报"))
    inside = report(truth, heading=lambda text: para(run(text) + "<w:r><w:br/></w:r>" + run("　")))
    cell = lambda content: f"<w:tc><w:tcPr/>{content}<w:p/></w:tc>"  # noqa: E731
    row = lambda content: f"<w:tr>{cell(content)}</w:tr>"  # noqa: E731
    inner = f"<w:tbl><w:tblPr/>{row(f'<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>')}</w:tbl>"
    outer = (
        f"<w:tbl><w:tblPr/>{row(para(links))}<w:sdt><w:sdtContent>{row(inner)}</w:sdtContent></w:sdt>{row('')}</w:tbl>"
    )
    return docx(outer)


def tables_split(truth: Truth, chance: random.Random) -> bytes:
    """Tables cut in pieces, the header repeated or not; merged cells go on in the next piece."""

    def draw(each: FormTable) -> str:
        rows = rows_of(truth, each)
        if each.layout == "across":
            return table(rows)
        free = cut_points(rows)
        cuts = sorted(chance.sample(free, min(len(free), chance.randint(1, 4))))
        whole = table(rows)
        head, *lines = whole.split("<w:tr>")
        lines = [line.removesuffix("</w:tbl>") for line in lines]
        top = lines[: header_rows(rows)]
        repeat = chance.random() < 0.5 and not any(row.block for row in each.rows)
        pieces = [lines[start:end] for start, end in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
        pieces = [[*top, *piece] if repeat and number else piece for number, piece in enumerate(pieces)]
        return "<w:p/>".join(head + "".join(f"<w:tr>{each}" for each in piece) + "</w:tbl>" for piece in pieces)

    return docx(report(truth, draw, heading=styled("2")), styles=HEADINGS)


def character_by_character(truth: Truth, chance: random.Random) -> bytes:
    """One run a character, marks of the spelling checker and bookmarks between."""

    def write(text: str) -> str:
        marks = ('<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="1" w:name="a"/>', "", "")
        return para("".join(chance.choice(marks) + run(each, "<w:lang w:val='zh-CN'/>") for each in text))

    return docx(report(truth, lambda each: table(rows_of(truth, each), lambda cell: write(cell.text)), write))


def rotated_labels(truth: Truth, chance: random.Random) -> bytes:
    """Tall labels turned by ninety degrees, or with a character a paragraph or line."""

    def content(cell: PrintedCell) -> str:
        if cell.row_span < 3 or chance.random() < 0.3:
            return plain_cell(cell)
        if chance.random() < 0.5:
            return "".join(map(line, cell.text))
        return para("<w:r><w:br/></w:r>".join(map(run, cell.text)))

    return docx(report(truth, lambda each: table(rows_of(truth, each), content, text_direction=True)))


def legacy_merges(truth: Truth, chance: random.Random) -> bytes:
    """Cells merged to the right one by one, as old versions did."""
    return docx(report(truth, lambda each: table(rows_of(truth, each), across="hMerge")))


def finer_grid(truth: Truth, chance: random.Random) -> bytes:
    """Columns drawn by hand: each stands on one to three columns of the grid, the table is indented by one."""

    def draw(each: FormTable) -> str:
        widths = [chance.randint(1, 3) for _ in range(64)]
        return table(rows_of(truth, each), scale=lambda column: widths[column], before=chance.randint(0, 2))

    return docx(report(truth, draw))


def one_big_cell(truth: Truth, chance: random.Random) -> bytes:
    """The whole report in the one cell of a frame table."""
    frame = f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{report(truth)}<w:p/></w:tc></w:tr></w:tbl>"
    return docx(frame)


def a_row_for_each_paragraph(truth: Truth, chance: random.Random) -> bytes:
    """A table of one column: headings, paragraphs and tables are its rows."""
    row = lambda content: f"<w:tr><w:tc><w:tcPr/>{content}<w:p/></w:tc></w:tr>"  # noqa: E731
    inside = report(
        truth, lambda each: row(table(rows_of(truth, each))), lambda text: row(line(text)), lambda text: row(line(text))
    )
    return docx(f"<w:tbl><w:tblPr/>{inside}</w:tbl>")


def soft_breaks(truth: Truth, chance: random.Random) -> bytes:
    """All text between two tables in one paragraph, parted by line breaks, pages and columns."""
    mark = "\0"
    body = report(truth, lambda each: mark + table(rows_of(truth, each)) + mark, lambda text: f"{text}\n")
    pieces = []
    for number, piece in enumerate(body.split(mark)):
        kinds = ("", " w:type='page'", " w:type='textWrapping'")
        texts = [run(text) for text in piece.split("\n") if text] if number % 2 == 0 else []
        broken = f"<w:r><w:br{chance.choice(kinds)}/></w:r>".join(texts)
        pieces.append(para(broken) if texts else piece)
    return docx("".join(pieces))


# ---- numbering


LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def level(depth: int, name: str, text: str, style: str = "") -> str:
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>{link}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(id: int, levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{more}{levels}</w:abstractNum>'


def style(id: str, properties: str = "", based_on: str = "", runs: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    inside = f"<w:pPr>{properties}</w:pPr>" * bool(properties) + f"<w:rPr>{runs}</w:rPr>" * bool(runs)
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{id}"/>{base}{inside}</w:style>'


HEADINGS = style("2", '<w:outlineLvl w:val="0"/>') + style("3", '<w:outlineLvl w:val="1"/>', "2")


def bare(text: str) -> str:
    """A heading without the number typed before it."""
    return text.partition("）")[2] if text.startswith("（") else text.partition("、")[2]


def numbered_by_styles(truth: Truth, chance: random.Random) -> bytes:
    """一、 and （一） come from the styles of the headings, one based on the other, through a list style."""
    linked = chance.random() < 0.5
    levels = level(0, *LEVELS[0], style="h1") + level(1, *LEVELS[1], style="h2")
    lists = abstract(7, levels, '<w:styleLink w:val="ls"/>' if linked else "")
    if linked:
        lists += abstract(8, "", '<w:numStyleLink w:val="ls"/>')
    lists += f'<w:num w:numId="3"><w:abstractNumId w:val="{8 if linked else 7}"/></w:num>'
    lists += '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
    styles = (
        style("h1", '<w:numPr><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/>')
        + style("h2", '<w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>', "h1")
        + style("ls", '<w:numPr><w:numId w:val="4"/></w:numPr>', kind="numbering")
    )
    return docx(
        report(
            truth,
            heading=lambda text: styled("h1")(bare(text)),
            title=line,
            sub_heading=lambda text: styled("h2")(bare(text)),
        ),
        styles=styles,
        numbering=lists,
    )


def numbered_by_paragraph(truth: Truth, chance: random.Random) -> bytes:
    """Each paragraph names its list itself, row labels in cells too; lists of their own that start where they must."""
    names = ("japaneseCounting", "chineseCounting", "chineseCountingThousand", "ideographDigital")
    lists = abstract(1, level(0, chance.choice(names), "%1、")) + abstract(2, level(0, "chineseCounting", "（%1）"))
    lists += abstract(3, level(0, "decimal", "%1."))
    numbers = ""
    used: list[str] = []

    def numbered(list_id: int, start: int, text: str) -> str:
        nonlocal numbers
        used.append(text)
        numbers += (
            f'<w:num w:numId="{len(used)}"><w:abstractNumId w:val="{list_id}"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return para(run(text), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{len(used)}"/></w:numPr>')

    def content(cell: PrintedCell) -> str:
        for list_id, opening, digits, closing in (
            (1, "", NAMES, "、"),
            (2, "（", NAMES, "）"),
            (3, "", "12345678", "."),
        ):
            start = opening + cell.text.removeprefix(opening)[:1]
            if not cell.is_figure and start[-1:] in digits and cell.text.startswith(start + closing) and start:
                return numbered(list_id, digits.index(start[-1]) + 1, cell.text.removeprefix(start + closing))
        return plain_cell(cell)

    def heading(text: str) -> str:
        return numbered(1, NAMES.index(text[0]) + 1, bare(text))

    body = report(truth, lambda each: table(rows_of(truth, each), content), heading=heading, title=line)
    return docx(body, numbering=lists + numbers)


# ---- what is in the file and not on the page, and the other way round


def tracked(inside: str, kind: str = "ins") -> str:
    return f'<w:{kind} w:id="9" w:author="审核人" w:date="2025-01-06T09:00:00Z">{inside}</w:{kind}>'


def deleted(text: str) -> str:
    return tracked(f"<w:r><w:delText>{escape(text)}</w:delText></w:r>", "del")


def tracked_changes(truth: Truth, chance: random.Random) -> bytes:
    """Figures, paragraphs and rows deleted, inserted and moved; ends of paragraphs deleted."""
    gone = "<w:rPr><w:del w:id='1' w:author='a'/></w:rPr>"

    def write(text: str) -> str:
        change = chance.randrange(4)
        if change == 0:
            return para(deleted("7") + tracked(run(text)))
        if change == 1 and len(text) > 1:
            return para(run(text[:1]) + deleted("86") + tracked(run(text[1:])))
        if change == 2:
            return para(deleted("13"), gone) + line(text)
        return line(text)

    def draw(each: FormTable) -> str:
        whole = figures(truth, write)(each)
        rows = whole.split("<w:tr>")
        extra = f"<w:trPr><w:del w:id='2'/></w:trPr><w:tc>{para(deleted('规章'), gone)}</w:tc></w:tr>"
        rows.insert(chance.randint(1, len(rows) - 1), extra)
        return "<w:tr>".join(rows)

    def heading(text: str) -> str:
        moved = para(tracked(run("七、旧标题"), "moveFrom"), "<w:rPr><w:moveFrom w:id='3'/></w:rPr>")
        if chance.random() < 0.5:
            return moved + para(run(text[:3]), gone) + para(tracked(run(text[3:]), "moveTo"))
        return moved + line(text)

    return docx(report(truth, draw, heading=heading))


def text_boxes(truth: Truth, chance: random.Random) -> bytes:
    """The title and the headings in text boxes, each written twice: for new programs and for old ones."""
    size = '<a:off x="0" y="0"/><a:ext cx="4000000" cy="400000"/>'
    shape = (
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>{size}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</wps:spPr>"
    )
    inline = (
        '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="4000000" cy="400000"/>'
        f'<wp:docPr id="1" name="文本框"/><a:graphic><a:graphicData uri="{NAMESPACES["wps"]}">'
    )

    def legacy(text: str) -> str:
        box = f"<v:textbox><w:txbxContent>{line(text)}</w:txbxContent></v:textbox>"
        return f'<w:pict><v:shape type="#_x0000_t202" style="width:300pt;height:30pt">{box}</v:shape></w:pict>'

    def modern(text: str) -> str:
        box = f"<wps:txbx><w:txbxContent>{line(text)}</w:txbxContent></wps:txbx><wps:bodyPr/>"
        return f"<w:drawing>{inline}<wps:wsp>{shape}{box}</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"

    def both(text: str) -> str:
        choice = f'<mc:Choice Requires="wps">{modern(text)}</mc:Choice><mc:Fallback>{legacy(text)}</mc:Fallback>'
        return para(f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>")

    old = lambda text: para(f"<w:r>{legacy(text)}</w:r>")  # noqa: E731
    return docx(report(truth, heading=both, title=chance.choice((both, old))))


def hidden_text(truth: Truth, chance: random.Random) -> bytes:
    """Notes to the author and last year's figures, hidden by the run, by its style or by that of the paragraph."""
    styles = style("note", runs="<w:vanish/>") + style("quiet", runs="<w:vanish/>", kind="character")

    def write(text: str) -> str:
        hidden = (run("9", "<w:vanish/>"), run("9", '<w:rStyle w:val="quiet"/>'), "")
        shown = run(text, '<w:vanish w:val="0"/>') if chance.random() < 0.5 else run(text)
        return para(chance.choice(hidden) + shown + chance.choice(hidden))

    def heading(text: str) -> str:
        return styled("note")("八、填写说明") + para(run(text) + run("（改）", "<w:vanish w:val='true'/>"))

    return docx(report(truth, figures(truth, write), heading=heading), styles=styles)


def fields(truth: Truth, chance: random.Random) -> bytes:
    """Figures calculated by fields, a table of contents with page numbers before the report."""

    def complex_field(code: str, result: str) -> str:
        mark = lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'  # noqa: E731
        code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        return f"{mark('begin')}{code}{mark('separate')}{result}{mark('end')}"

    def write(text: str) -> str:
        kind = chance.randrange(4)
        if kind == 0:
            return para(f'<w:fldSimple w:instr=" =SUM(LEFT) ">{run(text)}</w:fldSimple>')
        if kind == 1:
            return para(complex_field("=SUM(ABOVE) \\# 0", run(text)))
        if kind == 2:
            inner = complex_field("REF x", run("31"))
            code = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> = </w:instrText></w:r>{inner}'
            middle = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            return para(code + middle)
        return line(text)

    entries = [f"{section.numeral}、{section.headings[0]}" for section in truth.form.sections]
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    page = lambda number: complex_field(f"PAGEREF _Toc{number} \\h", run(str(number)))  # noqa: E731
    lines = [para(run(text) + "<w:r><w:tab/></w:r>" + page(number)) for number, text in enumerate(entries, 2)]
    contents = f"{para(begin)}{''.join(lines)}<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    body = report(truth, figures(truth, write), heading=styled("2"), title=line)
    first, rest = body.split("</w:p>", 1)
    return docx(f"{first}</w:p>{contents}{rest}", styles=HEADINGS)


def content_controls(truth: Truth, chance: random.Random) -> bytes:
    """Controls round figures, cells, rows and tables; smart tags and markup of other programs."""
    wrap = lambda inside: f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"  # noqa: E731
    maybe = lambda inside: wrap(inside) if chance.random() < 0.3 else inside  # noqa: E731
    tags = (
        lambda inside: f'<w:smartTag w:uri="x" w:element="y"><w:smartTagPr/>{inside}</w:smartTag>',
        lambda inside: f'<w:customXml w:element="y"><w:customXmlPr/>{inside}</w:customXml>',
        lambda inside: f'<w:dir w:val="ltr">{inside}</w:dir>',
        wrap,
    )
    write = lambda text: para(chance.choice(tags)(run(text)))  # noqa: E731
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("单击此处输入") + "</w:sdtContent></w:sdt>"
    )
    draw = figures(truth, write, cell_wrap=maybe, row_wrap=maybe)
    return docx(report(truth, lambda each: wrap(draw(each)), lambda text: para(run(text) + empty)))


def comments_and_notes(truth: Truth, chance: random.Random) -> bytes:
    """Comments, footnotes, headers and footers with figures and headings of their own."""
    marks = (
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
        '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        "",
    )
    write = lambda text: para(run(text) + chance.choice(marks))  # noqa: E731
    other = line("七、其他标题") + table([[PrintedCell("规章"), PrintedCell("5")]])
    return docx(
        report(truth, figures(truth, write), write),
        comments=f'<w:comment w:id="0">{other}</w:comment>',
        footnotes=f'<w:footnote w:id="2">{other}</w:footnote>',
        header1=other,
        footer1=line("— 3 —"),
    )


def full_width(truth: Truth, chance: random.Random) -> bytes:
    """Full-width digits, separators, tabs, symbols of a font, hyphens that do not break, ruby over the text."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")

    def write(text: str) -> str:
        kind = chance.randrange(4)
        if kind == 0:
            return para(run(text.translate(wide)))
        if kind == 1:
            return para("<w:r><w:tab/></w:r>" + run(f"{int(text):,}") + "<w:r><w:tab/><w:softHyphen/></w:r>")
        if kind == 2:
            signs = (f'<w:sym w:font="Symbol" w:char="F0{ord(digit):02X}"/>' for digit in text)
            return para(f"<w:r>{''.join(signs)}</w:r>")
        return line(text)

    def ruby(text: str) -> str:
        base = f"<w:ruby><w:rubyPr/><w:rt>{run('yi')}</w:rt><w:rubyBase>{run(text[:1])}</w:rubyBase></w:ruby>"
        return para(f"<w:r>{base}</w:r>{run(text[1:])}")

    return docx(report(truth, figures(truth, write), heading=ruby, title=line))


# ---- the package


def strict(truth: Truth, chance: random.Random) -> bytes:
    """Saved as Strict Open XML: the same names in other namespaces."""
    files = unzipped(numbered_by_styles(truth, chance))
    old = b"http://schemas.openxmlformats.org/"
    swaps = {
        old + b"wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        old + b"officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        old + b"drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
    }
    for name, content in files.items():
        for transitional, new in swaps.items():
            content = content.replace(transitional, new)
        files[name] = content
    return zipped(files)


def other_part_names(truth: Truth, chance: random.Random) -> bytes:
    """A macro file with its text in document2.xml, parts in UTF-16, names with capitals."""
    files = unzipped(
        docx(
            report(truth), main="word/document2.xml", main_type="application/vnd.ms-word.document.macroEnabled.main+xml"
        )
    )
    text = files["word/document2.xml"].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    files["word/document2.xml"] = text.encode("utf-16")
    return zipped({**files, "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


HABITS: dict[str, Habit] = {
    function.__name__: function
    for function in (
        template,
        pasted_from_a_page,
        tables_split,
        character_by_character,
        rotated_labels,
        legacy_merges,
        finer_grid,
        one_big_cell,
        a_row_for_each_paragraph,
        soft_breaks,
        numbered_by_styles,
        numbered_by_paragraph,
        tracked_changes,
        text_boxes,
        hidden_text,
        fields,
        content_controls,
        comments_and_notes,
        full_width,
        strict,
        other_part_names,
    )
}
