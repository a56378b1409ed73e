"""The tools that read PDF: bytes → rows of cells, or text alone; TOOL FILE as arguments: peak memory."""

from __future__ import annotations

import hashlib
import resource
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

Rows = list[list[str]]
TEXT, GRIDS = "pypdfium2 get_text_bounded", "reportcheck: PDF → joined tables"
CHECK, PLUMBER = "reportcheck: whole check, JSON", "pdfplumber.extract_tables"


def text_alone(data: bytes) -> Rows:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_bounded()
        text.close()
        page.close()
    document.close()
    return []


def our_grids(data: bytes) -> Rows:
    from reportcheck import readers
    from reportcheck.values import Grid, Limits, Source

    source = Source("document", "", data, hashlib.sha256(data).hexdigest())
    rows: dict[tuple[int, int], list[str]] = {}
    for number, block in enumerate(readers.read(source, Limits()).blocks):
        for cell in block.cells if isinstance(block, Grid) else ():
            rows.setdefault((number, cell.row), []).append(cell.text)
    return list(rows.values())


def our_check(data: bytes) -> Rows:
    from reportcheck import codec
    from reportcheck.pipeline import check_source
    from reportcheck.values import Judgement, Limits, Source

    source = Source("document", "", data, hashlib.sha256(data).hexdigest())
    for checked in check_source(source, Judgement(), Limits()):
        codec.dumps(codec.checked_to_json(checked))
    return []


def plumber(data: bytes) -> Rows:
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [[text or "" for text in row] for table in tables for row in table]


def camelot_vector(data: bytes) -> Rows:
    import warnings

    import camelot

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = camelot.read_pdf(data, pages="all", flavor="lattice", engine="vector", suppress_stdout=True)
    return [[str(text) for text in row] for table in tables for row in table.df.itertuples(index=False)]


TOOLS: dict[str, Callable[[bytes], Rows]] = {
    TEXT: text_alone,
    GRIDS: our_grids,
    CHECK: our_check,
    PLUMBER: plumber,
    "camelot lattice (vector)": camelot_vector,
}


def peak_memory() -> int:
    """Megabytes this process took at most; the kernel's ru_maxrss begins with what the parent took."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    TOOLS[sys.argv[1]](Path(sys.argv[2]).read_bytes())
    sys.stdout.write(str(peak_memory()))
