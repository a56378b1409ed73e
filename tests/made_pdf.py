"""Small PDFs made by hand for tests: a sheet to draw on with reportlab, and files put together from raw objects."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

CHINESE = "STSong-Light"
"""A font every reader of PDF has or replaces: nothing is embedded."""
A4 = (595.0, 842.0)


class Sheet:
    """A reportlab canvas measured from the top left, in points."""

    def __init__(self, size: tuple[float, float] = A4, **options: object) -> None:
        if CHINESE not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
        self._buffer = io.BytesIO()
        self.size = size
        self.canvas = Canvas(self._buffer, pagesize=size, invariant=1, **options)

    def text(self, x: float, y: float, text: str, size: float = 10, font: str = CHINESE) -> Sheet:
        """One line, its baseline at `y`."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.size[1] - y, text)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, *, fill: str = "", stroke: bool = False) -> Sheet:
        """A rectangle; filled where a colour is given."""
        if fill:
            self.canvas.setFillColor(fill)
        self.canvas.rect(x0, self.size[1] - y1, x1 - x0, y1 - y0, fill=bool(fill), stroke=stroke)
        self.canvas.setFillColor("black")
        return self

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        """All rules of a table without merged cells."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def row(self, xs: Sequence[float], y: float, texts: Sequence[str], size: float = 10) -> Sheet:
        """A text at the left of each column."""
        for x, text in zip(xs, texts, strict=False):
            if text:
                self.text(x + 2, y, text, size)
        return self

    def page(self) -> Sheet:
        """Begins the next page."""
        self.canvas.showPage()
        return self

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self._buffer.getvalue()


def from_objects(objects: Sequence[bytes | str]) -> bytes:
    """Object 1 is the catalogue; with a correct table of references."""
    data = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        body = content.encode("latin-1") if isinstance(content, str) else content
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(data)


def stream(content: bytes | str, entries: str = "", *, compressed: bool = False) -> bytes:
    """A stream object."""
    body = content.encode("latin-1") if isinstance(content, str) else content
    if compressed:
        body, entries = zlib.compress(body, 9), entries + " /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body), entries.encode("latin-1"), body)


HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def one_page(content: bytes | str, entries: str = "", more: Sequence[bytes | str] = (), **options: bool) -> bytes:
    """A file of one page with that content; /F1 is Helvetica; `more` are objects 6 and on, `entries` of the page."""
    return from_objects(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {entries} >>"
            if "/Resources" in entries
            else "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            f"/Resources << /Font << /F1 5 0 R >> >> {entries} >>",
            stream(content, **options),
            HELVETICA,
            *more,
        ]
    )
