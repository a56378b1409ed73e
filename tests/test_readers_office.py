"""DOC, RTF and ODT through LibreOffice: the same report comes back, nothing is fetched or run, nothing is left behind."""

from __future__ import annotations

import hashlib
import io
import os
import random
import subprocess
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from generate import Truth, to_html, true_report
from reportcheck.cli import run
from reportcheck.errors import Damaged, Encrypted, Timeout, UnsupportedType
from reportcheck.pipeline import check_source
from reportcheck.readers import office, read
from reportcheck.readers.ole import root_names
from reportcheck.readers.sniff import sniff
from reportcheck.values import Checked, Document, Grid, Judgement, Limits, Source, Text
from reportcheck.workers.guard import run_guarded
from test_habits import figures
from word_habits import HABITS

ODT = "application/vnd.oasis.opendocument.text"
ENDINGS = {"doc": "application/msword", "odt": ODT, "rtf": "application/rtf"}
KEPT = [
    name
    for name in HABITS
    # LibreOffice 7.4 doubles the text of content controls, follows no REF.
    if name not in ("pasted_from_a_page", "content_controls", "fields")
]
SOME = ["template", "numbered_by_styles"]
"""In the labels of lists LibreOffice 7.4 writes a question mark for 、 as RTF."""

SMALL_RTF = rb"{\rtf1\ansi\uc1 \u19968?\u12289?\u24635?\u20307?\u24773?\u20917?\par}"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "draw": "drawing",
        "svg": "svg-compatible",
        "script": "script",
    }.items()
)


@pytest.fixture(scope="module")
def soffice() -> str:
    """LibreOffice; without it the test is skipped, or failed where CI=true."""
    program = office.find_office()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    return program


def source(data: bytes) -> Source:
    return Source("generated", "", data, hashlib.sha256(data).hexdigest())


def read_bytes(data: bytes, limits: Limits | None = None) -> Document:
    return read(source(data), limits or Limits())


def texts(data: bytes) -> list[str]:
    blocks = read_bytes(data).blocks
    cells = [cell.text for block in blocks if isinstance(block, Grid) for cell in block.cells]
    return [block.text for block in blocks if isinstance(block, Text)] + cells


@pytest.fixture(scope="module")
def converted(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in every habit as LibreOffice itself writes it: NAME.docx, and some as NAME.doc, NAME.odt, NAME.rtf."""
    folder = tmp_path_factory.mktemp("converted")
    originals = folder / "originals"
    originals.mkdir()
    for name in (*KEPT, "fields"):
        (originals / f"{name}.docx").write_bytes(HABITS[name](truth(name), random.Random(name)))
    for ending in ("docx", *ENDINGS):
        chosen = KEPT if ending == "docx" else [*SOME, "fields"] if ending == "odt" else SOME
        convert = [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            ending,
        ]
        files = [str(originals / f"{name}.docx") for name in chosen]
        environment = {**os.environ, "HOME": str(folder)}
        subprocess.run(
            [*convert, "--outdir", str(folder), *files], check=True, capture_output=True, env=environment, timeout=300
        )
    return folder


def truth(name: str) -> Truth:
    return true_report(len(name), ("2019", "2021")[len(name) % 2], 99_999)


def assert_exact(checked: Checked, wanted: Truth) -> None:
    assert figures(checked) == wanted.figures
    assert not checked.report.unplaced
    assert checked.report.title == wanted.title
    assert [section.id for section in checked.report.sections] == [section.id for section in wanted.form.sections]
    assert [finding.message for finding in checked.result.findings] == []


@pytest.mark.parametrize("name", KEPT)
def test_what_libreoffice_writes_as_docx_parses_back_exactly(converted: Path, name: str) -> None:
    [checked] = check_source(
        source((converted / f"{name}.docx").read_bytes()), Judgement(ignore=("draft-traces",)), Limits()
    )
    assert_exact(checked, truth(name))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", SOME)
def test_a_report_in_another_format_parses_back_exactly(converted: Path, name: str, ending: str) -> None:
    data = (converted / f"{name}.{ending}").read_bytes()
    assert sniff(data) == ENDINGS[ending]
    [checked] = check_source(source(data), Judgement(), Limits())
    assert_exact(checked, truth(name))
    assert (checked.report.media_type, checked.report.sha256) == (ENDINGS[ending], source(data).sha256)


def test_a_word_file_is_told_by_what_stands_at_its_root(converted: Path) -> None:
    data = (converted / "template.doc").read_bytes()
    names = root_names(data)
    assert names is not None
    assert "WordDocument" in names
    assert (
        sniff(data.replace("WordDocument".encode("utf-16-le"), "Workbook\0\0\0\0".encode("utf-16-le")))
        == "application/x-ole-storage"
    )
    for share in range(0, 100, 7):
        root_names(data[: len(data) * share // 100])


def odt(content: str, manifest: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", ODT)
        body = f"<office:body><office:text>{content}</office:text></office:body>"
        root = f'<office:document-content {NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        archive.writestr("content.xml", f'<?xml version="1.0"?>{root}{body}</office:document-content>')
        entries = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT}"/>'
        entries += f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}</manifest:file-entry>'
        head = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        archive.writestr("META-INF/manifest.xml", f"{head}{entries}</manifest:manifest>")
    return buffer.getvalue()


class Listener(HTTPServer):
    """A server that counts who asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Answer)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    """Any page is one word."""

    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write("<html><body>外来</body></html>".encode())

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_: object) -> None:
        pass


def test_nothing_is_fetched_and_no_file_of_the_machine_read(soffice: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    server = Listener()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    picture = (
        f'<text:p>甲<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{server.address}/a.png" '
        'xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
    )
    section = '<text:section text:name="s{}"><text:section-source xlink:href="{}"/><text:p>旧</text:p></text:section>'
    sections = section.format(1, secret.as_uri()) + section.format(2, f"{server.address}/b.html")
    field = r'{{\field{{\*\fldinst {} "{}"}}{{\fldrslt x}}}}'
    rtf = field.format("INCLUDEPICTURE", f"{server.address}/c.png") + field.format("INCLUDETEXT", secret.as_posix())
    try:
        words = texts(odt(picture + sections))
        words += texts(SMALL_RTF.replace(rb"\par", rtf.encode() + rb"\par"))
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert server.asked == []
    assert not [word for word in words if "机密" in word or "外来" in word]
    assert "甲" in words


def test_nothing_is_left_behind(soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert texts(SMALL_RTF) == ["一、总体情况"]
    assert list(tmp_path.iterdir()) == []


def test_a_field_libreoffice_does_not_follow_is_a_figure_nobody_can_read(converted: Path) -> None:
    [checked] = check_source(source((converted / "fields.odt").read_bytes()), Judgement(), Limits())
    facts = {(f.table, f.row, f.column): f.number for f in checked.report.facts}
    wanted = truth("fields").figures
    assert facts.keys() == wanted.keys()
    assert {number.kind for cell, number in facts.items() if number.value != wanted[cell]} == {"illegible"}
    assert {f.outcome for f in checked.result.findings} == {"undecided"}


def test_what_is_not_found_in_converted_revisions_is_not_called_missing(soffice: str) -> None:
    revised = SMALL_RTF.replace(rb"\par", rb"{\deleted\revauthdel1 \u19971?}\par")
    codes = [(note.code, note.arguments.get("cause")) for note in read_bytes(revised).notes]
    assert codes == [("has-revisions", None), ("text-lost", "revisions-converted")]
    assert read_bytes(SMALL_RTF).notes == ()


def test_what_libreoffice_cannot_open_is_damage(soffice: str) -> None:
    data = odt("<text:p>甲</text:p>")
    with pytest.raises(Damaged):
        read_bytes(data[: len(data) // 3])


def test_without_libreoffice_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    for data in (SMALL_RTF, odt("<text:p>甲</text:p>")):
        with pytest.raises(UnsupportedType) as caught:
            read_bytes(data)
        assert caught.value.detail == "no-office"


def test_a_report_nothing_can_open_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "draft.rtf").write_bytes(SMALL_RTF)
    (folder / "list.json").write_text("{}", encoding="utf-8")
    (folder / "page.html").write_text(to_html(true_report(1, "2021")), encoding="utf-8")
    out = io.StringIO()
    assert run(["check", str(folder), "--lang", "en"], out, io.StringIO()) == 2
    assert "LibreOffice" in out.getvalue()
    assert "1 file skipped" in out.getvalue()


def test_a_password_is_asked_of_nobody() -> None:
    with pytest.raises(Encrypted):
        read_bytes(odt("", '<manifest:encryption-data manifest:checksum="x"/>'))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    stream = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500)
    with pytest.raises(Encrypted):
        read_bytes(ole + stream + "WordDocument".encode("utf-16-le"))


def alive(process: int) -> bool:
    """Whether the process runs: a dead one may still wait to be collected by its parent."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(path: Path) -> int:
    for _ in range(200):
        if path.is_file() and path.read_text().strip():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError(path)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks the system through /proc")
class TestGuard:
    """The command starts a child of its own and waits for it, as LibreOffice's starter does."""

    def command(self, folder: Path) -> list[str]:
        return ["sh", "-c", f"sleep 60 & echo $! > {folder}/child; wait"]

    def test_a_command_that_takes_too_long_is_ended_with_all_it_started(self, tmp_path: Path) -> None:
        with pytest.raises(Timeout):
            run_guarded(self.command(tmp_path), seconds=1.0, environment=os.environ)
        assert not alive(wait_for(tmp_path / "child"))

    def test_it_ends_with_us_however_we_end(self, tmp_path: Path) -> None:
        code = f"from reportcheck.workers.guard import run_guarded; run_guarded({self.command(tmp_path)!r}, seconds=50.0, environment={{}})"
        parent = subprocess.Popen(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        )
        child = wait_for(tmp_path / "child")
        parent.kill()
        parent.wait()
        for _ in range(100):
            if not alive(child):
                return
            time.sleep(0.05)
        raise AssertionError("the child outlived its grandparent")

    def test_what_it_leaves_running_is_ended_too(self, tmp_path: Path) -> None:
        run_guarded(["sh", "-c", f"sleep 60 & echo $! > {tmp_path}/child"], seconds=20.0, environment=os.environ)
        assert not alive(wait_for(tmp_path / "child"))
