"""DOC, WPS, RTF or ODT → `Document`: LibreOffice, where it is installed, turns it into DOCX, and that is read.

LibreOffice runs in a fresh profile: no macros, no active content, no network, no links followed, a limit of time.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from reportcheck.errors import Damaged, Encrypted, TooLarge, UnsupportedType
from reportcheck.readers import docx
from reportcheck.values import Block, Document, Grid, Limits, Note, Source, Text
from reportcheck.workers.guard import run_guarded

ENDINGS = {
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/vnd.oasis.opendocument.text": "odt",
}
"""Media type → how the name of such a file ends."""

_LOST_FIELD, _UNKNOWN = "Error: Reference source not found", "\ufffd"
_PROGRAMS = ("soffice", "libreoffice")
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_NETWORK = "/org.openoffice.Inet/Settings"
_MANUAL_PROXY, _NEVER, _VERY_HIGH = "1", "0", "3"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", _VERY_HIGH),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", _NEVER),
    # A proxy that is not there: what no setting above forbids to fetch still reaches nobody.
    (_NETWORK, "ooInetProxyType", _MANUAL_PROXY),
    (_NETWORK, "ooInetHTTPProxyName", "127.0.0.1"),
    (_NETWORK, "ooInetHTTPProxyPort", "9"),
    (_NETWORK, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_NETWORK, "ooInetHTTPSProxyPort", "9"),
    (_NETWORK, "ooInetFTPProxyName", "127.0.0.1"),
    (_NETWORK, "ooInetFTPProxyPort", "9"),
    (_NETWORK, "ooInetNoProxy", ""),
)
_PAGE = 512
_FILE_HEAD, _FLAGS, _IS_ENCRYPTED = b"\xec\xa5", 10, 0x100


def read(source: Source, limits: Limits) -> Document:
    """Raises UnsupportedType("no-office") without LibreOffice, Encrypted, Timeout, Damaged for what it cannot open."""
    if _is_encrypted(source):
        raise Encrypted
    program = find_office()
    if program is None:
        raise UnsupportedType("no-office", media_type=source.media_type)
    data = _convert(program, source.data, ENDINGS[source.media_type], limits)
    return _with_losses(docx.read(source._replace(data=data), limits))


def _with_losses(document: Document) -> Document:
    """What LibreOffice is known to lose, marked: fields whose target it did not find, words around revisions."""
    blocks = tuple(map(_without_lost_fields, document.blocks))
    if not any(note.code == "has-revisions" for note in document.notes):
        return document._replace(blocks=blocks)
    # It takes words whose paragraph mark was deleted for deleted themselves.
    lost = Note("text-lost", {"cause": "revisions-converted"}, None)
    return document._replace(blocks=blocks, notes=(*document.notes, lost))


def _without_lost_fields(block: Block) -> Block:
    """Its own words in the place of a field are none of the document's: there stands something nobody can read."""
    if isinstance(block, Text):
        return block._replace(text=block.text.replace(_LOST_FIELD, _UNKNOWN))
    if isinstance(block, Grid) and any(_LOST_FIELD in cell.text for cell in block.cells):
        cells = (cell._replace(text=cell.text.replace(_LOST_FIELD, _UNKNOWN)) for cell in block.cells)
        return block._replace(cells=tuple(cells))
    return block


def find_office() -> str | None:
    """LibreOffice on the path of programs, or None."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _convert(program: str, data: bytes, ending: str, limits: Limits) -> bytes:
    """The same document as DOCX."""
    with TemporaryDirectory(prefix="reportcheck-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        document = home / f"document.{ending}"
        document.write_bytes(data)
        _write_profile(home / "profile" / "user")
        command = [program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--nolockcheck", "--convert-to", "docx", "--outdir", str(home / "converted"), str(document)]
        run_guarded(command, seconds=limits.seconds, environment=_environment(folder))
        try:
            with (home / "converted" / "document.docx").open("rb") as file:
                converted = file.read(limits.bytes + 1)
        except OSError as error:
            raise Damaged from error
    if len(converted) > limits.bytes:
        raise TooLarge("unpacked", limit=limits.bytes)
    return converted


def _write_profile(folder: Path) -> None:
    """The settings of a user who has never run LibreOffice, but for ours."""
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (folder / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", encoding="utf-8")


def _environment(folder: str) -> dict[str, str]:
    """Only what a program needs to start: nothing of ours leads it to a network or to the files of the user."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder}


def _is_encrypted(source: Source) -> bool:
    """LibreOffice would wait for a password, or end without a word."""
    if source.media_type == "application/msword":
        starts = range(0, len(source.data), _PAGE)
        heads = (source.data[start : start + _PAGE] for start in starts if source.data.startswith(_FILE_HEAD, start))
        return any(int.from_bytes(head[_FLAGS : _FLAGS + 2], "little") & _IS_ENCRYPTED for head in heads)
    if source.media_type == "application/rtf":
        return False
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(1_000_000)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return False
