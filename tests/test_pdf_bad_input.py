"""Broken, protected, unreadable and hostile PDFs: one error of ours for each, or what can be read; never a hang."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from generate import replace
from made_pdf import Sheet, from_objects, one_page, stream
from reportcheck import sources
from reportcheck.batch import check_targets
from reportcheck.errors import Damaged, Encrypted, LimitExceeded, NeedsOcr, TargetError, Timeout
from reportcheck.language import failure_sentence
from reportcheck.readers import read
from reportcheck.readers.hazard import is_hazardous
from reportcheck.values import Document, Judgement, Limits, Note, Source, Text

IMAGE = stream(
    b"\x80" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
FORM = "/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
EMPTY_PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def document(data: bytes, limits: Limits | None = None) -> Document:
    return read(Source("report.pdf", "", data, ""), limits or Limits())


def good() -> bytes:
    return Sheet().text(60, 100, "青岚县水务局2023年政府信息公开工作年度报告").data()


def scanned() -> bytes:
    return one_page("q 595 0 0 842 0 0 cm /I Do Q", "/Resources << /XObject << /I 6 0 R >> >>", [IMAGE])


def pages(count: int, said: int | None = None) -> bytes:
    kids = " ".join(f"{number + 3} 0 R" for number in range(count))
    tree = f"<< /Type /Pages /Kids [{kids}] /Count {said or count} >>"
    return from_objects(["<< /Type /Catalog /Pages 2 0 R >>", tree, *[EMPTY_PAGE] * count])


def nested_forms(depth: int, times: int) -> bytes:
    """Drawings in drawings; the innermost is drawn `times` ** `depth` times."""
    inner = [
        stream("/X Do " * times, f"{FORM} /Resources << /XObject << /X {7 + level} 0 R >> >>") for level in range(depth)
    ]
    return one_page("/X Do", "/Resources << /XObject << /X 6 0 R >> >>", [*inner, stream("0 0 m 9 0 l S", FORM)])


REFUSED: dict[str, tuple[Callable[[], bytes], type[TargetError]]] = {
    "a header alone": (lambda: b"%PDF-1.7\n", Damaged),
    "a header and noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, Damaged),
    "half a file": (lambda: good()[: len(good()) // 2], Damaged),
    "a page tree that holds itself": (
        lambda: from_objects(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]),
        Damaged,
    ),
    "more pages than allowed": (lambda: pages(501), LimitExceeded),
    "a password": (
        lambda: Sheet(encrypt=StandardEncryption("secret", ownerPassword="other")).text(60, 100, "年度报告").data(),
        Encrypted,
    ),
    "a page that is a picture": (scanned, NeedsOcr),
    "blank pages": (lambda: pages(3), NeedsOcr),
    "two thousand million pages, it says": (lambda: pages(1, said=2_000_000_000), NeedsOcr),
    "a script that runs when it is opened": (
        lambda: from_objects(
            [
                "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while \\(true\\) {}) >> >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                EMPTY_PAGE,
            ]
        ),
        NeedsOcr,
    ),
    "a drawing that draws itself": (
        lambda: one_page(
            "/X Do",
            "/Resources << /XObject << /X 6 0 R >> >>",
            [stream("/X Do 0 0 m 9 9 l S", f"{FORM} /Resources << /XObject << /X 6 0 R >> >>")],
        ),
        NeedsOcr,
    ),
    "drawings nested a hundred deep": (lambda: nested_forms(100, 1), NeedsOcr),
    "a bomb of blanks": (lambda: one_page(b" " * 30_000_000, compressed=True), NeedsOcr),
    "operators nested without end": (lambda: one_page("q " * 200_000 + "[" * 200_000), NeedsOcr),
    "numbers beyond all bounds": (
        lambda: one_page("BT /F1 1e30 Tf 10 10 Td (x) Tj ET 1e38 0 0 1e38 0 0 cm 0 0 m 1e38 0 l S"),
        NeedsOcr,
    ),
    "more lines than allowed": (lambda: one_page("0 0 10 10 re\n" * 60_000 + "S", compressed=True), LimitExceeded),
    "a table with more cells than allowed": (
        lambda: one_page(
            "BT /F1 5 Tf 1 1 Td (1) Tj ET "
            + "".join(f"{4 * i} 0 m {4 * i} 842 l S 0 {4 * i} m 595 {4 * i} l S\n" for i in range(140))
        ),
        LimitExceeded,
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str) -> None:
    make, kind = REFUSED[name]
    data = make()
    begun = time.monotonic()
    limits = replace(Limits(), cells=10_000)
    with pytest.raises(kind) as caught:
        document(data, limits)
    assert time.monotonic() - begun < 10
    for language in ("zh", "en"):
        sentence = failure_sentence(caught.value.kind, caught.value.detail, caught.value.arguments, language)
        assert sentence.strip()
        assert "{" not in sentence


def test_the_pages_that_cannot_be_read_are_named() -> None:
    with pytest.raises(NeedsOcr) as caught:
        document(pages(3))
    assert caught.value.arguments == {"pages": "1-3"}


def test_a_password_of_the_owner_keeps_nobody_from_reading() -> None:
    locked = StandardEncryption("", ownerPassword="secret", canCopy=0)
    (block,) = document(Sheet(encrypt=locked).text(60, 100, "年度报告").data()).blocks
    assert isinstance(block, Text)
    assert block.text == "年度报告"


def test_the_rest_is_read_where_one_page_is_a_picture() -> None:
    sheet = Sheet().text(60, 100, "年度报告").page()
    sheet.canvas.drawInlineImage(_grey(), 0, 0, 595, 842)
    read_rest = document(sheet.page().text(60, 100, "其他事项").data())
    assert [block.text for block in read_rest.blocks if isinstance(block, Text)] == ["年度报告", "其他事项"]
    (note,) = read_rest.notes
    assert isinstance(note, Note)
    assert (note.code, note.arguments) == ("text-lost", {"cause": "page-without-text", "page": 2})


def test_a_blank_page_is_no_loss() -> None:
    assert document(Sheet().text(60, 100, "年度报告").page().page().data()).notes == ()


def test_a_font_that_does_not_say_its_characters_needs_ocr() -> None:
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Song /Encoding /Identity-H /DescendantFonts [<< /Type /Font"
        " /Subtype /CIDFontType2 /BaseFont /AAAAAA+Song /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        " /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /AAAAAA+Song /Flags 4 /FontBBox"
        " [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>"
    )
    content = "BT /F2 12 Tf 60 700 Td <00010002000300040005000600070008> Tj ET"
    data = one_page(content, "/Resources << /Font << /F2 6 0 R >> >>", [font])
    with pytest.raises(NeedsOcr):
        document(data)


def test_time_is_up_between_two_pages() -> None:
    with pytest.raises(Timeout):
        document(pages(400), replace(Limits(), seconds=1e-9))


@pytest.mark.parametrize("cut", range(0, 2400, 97))
def test_a_file_cut_anywhere_or_with_a_hole_is_read_or_refused(cut: int) -> None:
    data = good()
    for broken in (data[:cut], data[:cut] + b"\xff" * 40 + data[cut + 40 :]):
        try:
            document(b"%PDF-" + broken[5:])
        except TargetError:
            continue


def test_of_several_files_each_is_read_in_a_worker_that_may_die(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(nested_forms(12, 4))
    (tmp_path / "2.pdf").write_bytes(good())
    selection = sources.find([str(tmp_path)])
    limits = replace(Limits(), seconds=5.0, memory=600_000_000)
    bomb, report = check_targets(selection, Judgement(), limits, jobs=1)
    assert bomb.failure is not None
    assert bomb.failure.kind in ("limit", "timeout", "crashed")
    assert report.failure is not None
    assert report.failure.kind == "not-an-annual-report"


def test_a_single_file_that_may_swell_is_read_in_a_worker(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(nested_forms(12, 4))
    limits = replace(Limits(), seconds=5.0, memory=600_000_000)
    (outcome,) = check_targets(sources.find([str(path)]), Judgement(), limits)
    assert outcome.failure is not None
    assert outcome.failure.kind in ("limit", "timeout", "crashed")


@pytest.mark.parametrize(
    ("data", "hazardous"),
    [
        (good(), False),
        (nested_forms(1, 1), True),
        (nested_forms(1, 1).replace(b"/Form", b"/#46o#72m"), True),
        (b"<html>/Form</html>", False),
        (good().replace(b"/Font", b"/Formula"), False),
    ],
)
def test_drawings_in_drawings_are_seen_before_the_file_is_read(data: bytes, hazardous: bool) -> None:
    assert is_hazardous(data) is hazardous


def _grey() -> object:
    from PIL import Image

    return Image.new("L", (8, 8), 128)
