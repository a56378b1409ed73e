"""The body of a Word document → blocks in reading order: paragraphs with their labels, tables that hold data."""

from __future__ import annotations

from time import monotonic

from lxml import etree

from reportcheck.errors import LimitExceeded, Timeout
from reportcheck.readers.docx.numbering import Lists
from reportcheck.readers.docx.paragraphs import ParagraphReader, Printed
from reportcheck.readers.docx.styles import Style, Styles, numbering_of, outline_level
from reportcheck.readers.docx.tables import TableCell, pictures_in, table_cells, to_grid
from reportcheck.readers.docx.vocabulary import PARAGRAPH, TABLE, W, number_of, printed_children, switch_of
from reportcheck.values import Block, Limits, Note, ParagraphPlace, Place, Text

_EMBEDDED = (W + "altChunk", W + "subDoc")


class Walker:
    """Walks one document; `notes` grows with what was not read."""

    def __init__(self, styles: Styles, lists: Lists, limits: Limits, *, fields_close: bool) -> None:
        """Starts before the first paragraph. `fields_close`: each field opened in the document is closed again."""
        self.notes: list[Note] = []
        self._styles = styles
        self._lists = lists
        self._limits = limits
        self._paragraphs = ParagraphReader(styles, self._read_box, fields_close=fields_close)
        self._paragraph = self._table = self._cells = 0
        self._cell: list[Place] = []
        self._end = monotonic() + limits.seconds

    def traces(self) -> list[Note]:
        """What those who drafted the document left on what was read: comments, highlighted words."""
        found = (("has-comments", self._paragraphs.comments), ("has-highlights", self._paragraphs.highlights))
        return [Note(code, {"count": len(set(places))}, places[0]) for code, places in found if places]

    def read(self, container: etree._Element) -> list[Block]:
        """The blocks of a body, a cell or a text box; raises LimitExceeded for cells and nesting, Timeout."""
        blocks: list[Block] = []
        open: Printed | None = None
        for child in printed_children(container):
            tag = child.tag
            if tag == PARAGRAPH:
                open, goes_on = self._read_paragraph(child, open)
                if goes_on:
                    continue
            blocks += open.blocks() if open else ()
            open = None
            if tag == TABLE:
                blocks += self._read_table(child)
            elif tag in _EMBEDDED:
                self.notes.append(Note("text-lost", {"cause": "embedded-document"}, self._place()))
        return [*blocks, *(open.blocks() if open else ())]

    def _read_paragraph(self, paragraph: etree._Element, open: Printed | None) -> tuple[Printed, bool]:
        """→ (the paragraph, what is open before it included, whether the next one goes on with it).

        It does where the end of this one is deleted or hidden; what is printed is then numbered as the last one is.
        """
        if monotonic() > self._end:
            raise Timeout(seconds=self._limits.seconds)
        if not self._cell:
            self._paragraph += 1
        properties = paragraph.find(W + "pPr")
        style = self._styles.paragraph(properties)
        printed = open or Printed(self._place(), bool(self._cell))
        if _goes_on(properties, style):
            self._paragraphs.read(paragraph, printed, style)
            return printed, True
        label = self._lists.next_label(numbering_of(properties), style.numbering)
        if label:
            printed.pieces.insert(0, (label, False))
        own = number_of(properties, "outlineLvl")
        printed.level = style.level if own is None else outline_level(own)
        self._paragraphs.read(paragraph, printed, style)
        return printed, False

    def _read_table(self, table: etree._Element) -> list[Block]:
        """A grid and the pictures in it, or where the table lays out text what stands in its cells."""
        self._table += 1
        number = self._table
        if len(self._cell) >= self._limits.nesting:
            raise LimitExceeded("nesting", limit=self._limits.nesting)
        rows = table_cells(table, number, self._limits)
        self._cells += sum(map(len, rows))
        if self._cells > self._limits.cells:
            raise LimitExceeded("cells", limit=self._limits.cells)
        for cell in (cell for row in rows for cell in row):
            self._read_cell(cell)
        grid = to_grid(rows, number)
        if grid is not None:
            return [grid, *pictures_in(rows)]
        return [block for row in rows for cell in row if not cell.joined for block in cell.blocks]

    def _read_cell(self, cell: TableCell) -> None:
        """Of a cell merged into the one above nothing is shown, whatever it holds."""
        self._cell.append(cell.place)
        cell.blocks = self.read(cell.element)
        self._cell.pop()
        if cell.joined and any(isinstance(block, Text) for block in cell.blocks):
            self.notes.append(Note("text-lost", {"cause": "merged-cell"}, cell.place))

    def _read_box(self, box: etree._Element) -> list[Block]:
        """The place of what stands in a text box is that of the paragraph it hangs on."""
        self._cell.append(self._place())
        story, self._lists.story = self._lists.story, "boxes"
        blocks = self.read(box)
        self._lists.story = story
        self._cell.pop()
        return blocks

    def _place(self) -> Place:
        return self._cell[-1] if self._cell else ParagraphPlace(max(self._paragraph, 1))


def _goes_on(properties: etree._Element | None, style: Style) -> bool:
    """Whether the mark that ends the paragraph is deleted, moved away or hidden."""
    mark = None if properties is None else properties.find(W + "rPr")
    if mark is None:
        return False
    return any(switch_of(mark, name) for name in ("del", "moveFrom", "vanish", "specVanish"))
