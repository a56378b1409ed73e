"""The bytes of a PDF → its pages one after another, each open only while it is read; what cannot be opened, refused."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from reportcheck.errors import Damaged, Encrypted, LimitExceeded
from reportcheck.readers.pdf.shapes import Box
from reportcheck.values import Limits

TURN = threading.RLock()
"""PDFium is not safe for threads: one document at a time in this process."""

HEAD = 1024
"""Bytes before which the header must stand, as all viewers allow."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page is displayed: its visible box in user space, quarter turns clockwise, and its displayed size."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box in user space → as displayed, from the top left."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def turn(self, across: float, up: float) -> int:
        """A direction in user space → the direction as displayed: 0 right, 1 down, 2 left, 3 up."""
        turn = (0 if across >= 0 else 2) if abs(across) >= abs(up) else (3 if up > 0 else 1)
        return (turn + self.turns) % 4


@dataclass(frozen=True, slots=True)
class Page:
    """An open page: the addresses of PDFium's page and of its text (0: none), valid until the next is asked for."""

    number: int
    frame: Frame
    handle: int
    text: int


def pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """The pages in order. Raises Damaged, Encrypted, LimitExceeded("pages"); a single broken page is left out."""
    with TURN, _document(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        check_count(count, limits)
        for index in range(count):
            with _page(document, index) as page:
                if page is not None:
                    yield page


def check_count(count: int, limits: Limits) -> None:
    """Raises Damaged for no page at all, LimitExceeded("pages") for too many."""
    if count > limits.pages:
        raise LimitExceeded("pages", limit=limits.pages)
    if count < 1:
        raise Damaged


def without_junk(data: bytes) -> bytes:
    """The file from its header on."""
    begin = max(data.find(b"%PDF-", 0, HEAD), 0)
    return data[begin:] if begin else data


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    data = without_junk(data)
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError())
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refusal(code: int) -> Exception:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Encrypted()
    return Damaged()


@contextmanager
def _page(document: Any, index: int) -> Iterator[Page | None]:
    handle = pdfium.FPDF_LoadPage(document, index)
    if not handle:
        yield None
        return
    text = pdfium.FPDFText_LoadPage(handle)
    try:
        yield Page(index + 1, _frame(handle), _address(handle), _address(text))
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(handle)


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _frame(handle: Any) -> Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, ctypes.byref(box))
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(handle) % 4)
