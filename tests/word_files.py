"""Paragraphs, tables and parts → the bytes of a DOCX: written as XML of our own, so that nothing but the habit shapes it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from html import escape
from io import BytesIO

from habits import Rows
from reportcheck.forms.blank import PrintedCell

Content = Callable[[PrintedCell], str]
Wrap = Callable[[str], str]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
COLUMN = 400
"""The width of a grid column in twentieths of a point."""
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATIONS = f"{PACKAGE}/relationships"


def docx(body: str, *, main: str = "word/document.xml", main_type: str = MAIN, **parts: str) -> bytes:
    """A document of that body; `parts` are further parts by name (styles, numbering, …), each inside its root."""
    roots = {"document": f"<w:body>{body}<w:sectPr><w:pgSz/></w:sectPr></w:body>"} | parts
    folder = main.rpartition("/")[0]
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": relations({"officeDocument": main}),
        f"{folder}/_rels/{main.rpartition('/')[2]}.rels": relations({name: f"{name}.xml" for name in parts}),
    }
    for name, content in roots.items():
        path = main if name == "document" else f"{folder}/{name}.xml"
        files[path] = f"{PROLOGUE}<w:{name} {DECLARED}>{content}</w:{name}>"
    return zipped(files)


def relations(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """The files in a zip that is the same whenever it is made."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run(text: str, properties: str = "") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(inside: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def line(text: str) -> str:
    return para(run(text))


def styled(style: str) -> Callable[[str], str]:
    return lambda text: para(run(text), f'<w:pStyle w:val="{style}"/>')


def plain_cell(cell: PrintedCell) -> str:
    return line(cell.text)


def table(
    rows: Rows,
    content: Content = plain_cell,
    *,
    across: str = "gridSpan",
    cell_wrap: Wrap = str,
    row_wrap: Wrap = str,
    scale: Callable[[int], int] = lambda column: 1,
    before: int = 0,
    text_direction: bool = False,
) -> str:
    """Printed rows as a Word table: `scale` gives the grid columns a column takes, `before` those left free at its left."""
    lines, width = [], 0
    for placed in placed_rows(rows):
        width = max(width, sum(scale(column) for column in range(_end(placed))))
        cells = [_cell(each, column, joined, content, across, scale, text_direction) for each, column, joined in placed]
        space = f'<w:trPr><w:gridBefore w:val="{before}"/><w:gridAfter w:val="{before}"/></w:trPr>' if before else ""
        lines.append(row_wrap(f"<w:tr>{space}{''.join(map(cell_wrap, cells))}</w:tr>"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid(width + 2 * before)}{"".join(lines)}</w:tbl>'
    )


def grid(columns: int) -> str:
    column = f'<w:gridCol w:w="{COLUMN}"/>'
    return f"<w:tblGrid>{column * columns}</w:tblGrid>"


def _end(placed: list[tuple[PrintedCell, int, bool]]) -> int:
    cell, column, _ = placed[-1]
    return column + cell.column_span


def placed_rows(rows: Rows) -> Iterable[list[tuple[PrintedCell, int, bool]]]:
    """Each row as (cell, its column, whether it goes on with the one above), by column."""
    left: dict[int, tuple[PrintedCell, int]] = {}
    for row in rows:
        waiting, placed, column = list(row), [], 0
        while waiting or column in left:
            if column in left:
                cell, more = left.pop(column)
                joined = True
            else:
                cell = waiting.pop(0)
                more, joined = cell.row_span, False
            placed.append((cell, column, joined))
            if more > 1:
                left[column] = (cell, more - 1)
            column += cell.column_span
        # Cells that go on further right wait for their column, which rows cut short do not reach.
        yield placed


def _cell(
    cell: PrintedCell,
    column: int,
    joined: bool,
    content: Content,
    across: str,
    scale: Callable[[int], int],
    text_direction: bool,
) -> str:
    width = sum(scale(each) for each in range(column, column + cell.column_span))
    merge = f'<w:vMerge w:val="{"continue" if joined else "restart"}"/>' if cell.row_span > 1 else ""
    direction = '<w:textDirection w:val="tbRlV"/>' if text_direction and cell.row_span > 2 else ""
    inside = "<w:p/>" if joined else content(cell)
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    if across == "gridSpan":
        return f"<w:tc><w:tcPr>{_width(width)}{span}{merge}{direction}</w:tcPr>{inside}</w:tc>"
    first = '<w:hMerge w:val="restart"/>' if width > 1 else ""
    more = f"<w:tc><w:tcPr>{_width(1)}<w:hMerge/>{merge}</w:tcPr><w:p/></w:tc>" * (width - 1)
    return f"<w:tc><w:tcPr>{_width(1)}{first}{merge}</w:tcPr>{inside}</w:tc>{more}"


def _width(columns: int) -> str:
    return f'<w:tcW w:w="{COLUMN * columns}" w:type="dxa"/>'
