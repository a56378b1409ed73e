"""A true report → a Word file as offices type it, for LibreOffice to print. Needs python-docx."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generate import Truth, intro, prose
from habits import header_rows, rows_of
from reportcheck.forms import FormTable


def word_file(
    *,
    font: str = "Boxes",
    vertical_label: bool = False,
    repeat_header: bool = False,
    footer: bool = False,
    landscape: bool = False,
    numbered: bool = False,
    height: float = 29.7,
) -> Callable[[Truth, random.Random], bytes]:
    """What a template sets: direction of the tall label, header rows, page marks, the page, numbered headings."""

    def make(truth: Truth, chance: random.Random) -> bytes:
        document = Document()
        usual_font(document, font)
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(height)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2.4)
        section.top_margin = section.bottom_margin = Cm(2)
        if footer:
            page_mark(section.footer.paragraphs[0])
        paragraph(document, truth.title, size=20, centred=True)
        paragraph(document, f"发布时间：{truth.published} 来源：{truth.publisher}", centred=True)
        paragraph(document, intro(truth), indent=True)
        for each in truth.form.sections:
            if numbered:
                automatic_number(document, each.headings[0])
            else:
                paragraph(document, f"{each.numeral}、{each.headings[0]}", size=15)
            for line in prose(truth, each.id):
                paragraph(document, line, indent=True)
            if each.table:
                table(document, truth, truth.form.table(each.table), vertical_label, repeat_header)
        target = BytesIO()
        document.save(target)
        return target.getvalue()

    return make


def paragraph(document: Document, text: str, *, size: float = 12, centred: bool = False, indent: bool = False) -> None:
    made = document.add_paragraph()
    written(made, text, size)
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        made.paragraph_format.first_line_indent = Pt(2 * size)


def written(made: object, text: str, size: float) -> None:
    made.add_run(text).font.size = Pt(size)  # type: ignore[attr-defined]


def usual_font(document: Document, font: str) -> None:
    """The font of the whole document, for both scripts."""
    usual = document.styles["Normal"]
    usual.font.name = font
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), font)


def automatic_number(document: Document, text: str) -> None:
    """A heading whose 一、 is Word's own numbering."""
    paragraph(document, text, size=15)
    numbering = document.part.numbering_part.element
    if not numbering.findall(qn("w:abstractNum") + "[@w:abstractNumId='77']", numbering.nsmap):
        numbering.insert(0, element("w:abstractNum", {"abstractNumId": "77"}, [level()]))
        numbering.append(element("w:num", {"numId": "77"}, [element("w:abstractNumId", {"val": "77"})]))
    properties = document.paragraphs[-1]._p.get_or_add_pPr()
    properties.append(element("w:numPr", {}, [element("w:ilvl", {"val": "0"}), element("w:numId", {"val": "77"})]))


def level() -> object:
    parts = {"start": "1", "numFmt": "chineseCounting", "suff": "nothing", "lvlText": "%1、", "lvlJc": "left"}
    return element("w:lvl", {"ilvl": "0"}, [element(f"w:{name}", {"val": value}) for name, value in parts.items()])


def element(name: str, attributes: dict[str, str], children: list[object] | None = None) -> object:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    for child in children or []:
        made.append(child)
    return made


def page_mark(made: object) -> None:
    """— 4 — as a field."""
    written(made, "— ", 9)
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = made.add_run()  # type: ignore[attr-defined]
        child = element("w:fldChar", {"fldCharType": kind}) if kind else element("w:instrText", {})
        if text:
            child.text = text  # type: ignore[attr-defined]
        run._r.append(child)
    written(made, " —", 9)
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[attr-defined]


def table(document: Document, truth: Truth, form: FormTable, vertical_label: bool, repeat_header: bool) -> None:
    rows = rows_of(truth, form)
    width = sum(cell.column_span for cell in rows[0])
    grid = document.add_table(len(rows), width, style="Table Grid")
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            end = (row + cell.row_span, column + cell.column_span)
            taken |= {(y, x) for y in range(row, end[0]) for x in range(column, end[1])}
            merged = grid.cell(row, column).merge(grid.cell(end[0] - 1, end[1] - 1))
            written(merged.paragraphs[0], cell.text, 8)
            merged.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            if vertical_label and cell.row_span > 10:
                merged._tc.get_or_add_tcPr().append(element("w:textDirection", {"val": "tbRl"}))
            column += cell.column_span
    for row in grid.rows[: header_rows(rows)] if repeat_header else []:
        row._tr.get_or_add_trPr().append(element("w:tblHeader", {}))
