"""TARGET words of the command line → targets (`find`), and a target → its bytes within limits as a `Source` (`read`).

The media type is not sniffed here: every `Source` leaves as application/octet-stream, the readers know better.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, Literal

from reportcheck.errors import Empty, NotFound, Refused, TargetError, TooLarge, UnsupportedType
from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple
from reportcheck.values import Limits, Source

if TYPE_CHECKING:
    from reportcheck.sources.folders import Found

UNKNOWN_TYPE = "application/octet-stream"

# White space, NUL and the bytes of byte order marks: a file of nothing else says nothing in any encoding.
_SAYING_NOTHING = b" \t\r\n\f\v\0\xef\xbb\xbf\xff\xfe"
_ADDRESS = pattern(r"https?://", re.IGNORECASE)
_LEADING_NOWHERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ESTALE})
# Without O_NONBLOCK a pipe that took the file's place would hold us until somebody writes into it.
_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Target(NamedTuple):
    """One thing to read. All fields are JSON, so that a target can be sent to a worker.

    `origin` is what reports and findings call it. `location` is an absolute path, an address as given, "-", or the
    bytes themselves in Base64 (kind "held"). `named` = it was named itself and not found in a folder or glob; only then
    is an unknown type an error.
    """

    origin: str
    kind: Literal["file", "stdin", "address", "held"]
    location: str
    named: bool


class Selection(NamedTuple):
    """What TARGET words lead to, in order and each once; `skipped` are the origins of links, devices and pipes."""

    targets: tuple[Target, ...]
    skipped: tuple[str, ...]


def find(words: Sequence[str]) -> Selection:
    """Expand TARGET words: files, folders (recursive), globs, "-" for stdin, http and https addresses.

    Raises nothing: what does not exist or may not be opened is a target of its own, and `read` says why. A glob that
    matches nothing gives no target.
    """
    kept: dict[str, Target] = {}
    skipped: dict[str, None] = {}
    for word in words:
        for identity, target in _expand(word):
            if identity is None:
                skipped[target.origin] = None
            elif identity not in kept:
                kept[identity] = target
            elif target.named:
                kept[identity] = kept[identity]._replace(named=True)
    return Selection(tuple(kept.values()), tuple(skipped))


def read(target: Target, limits: Limits, *, allow_private: bool = False) -> Source:
    """Read the bytes of one target; `fetched_at` is set (UTC, to the second) for an address.

    Standard input can be read once and only in the process that owns it. `allow_private` permits addresses inside our
    own network. Raises `NotFound`, `Empty`, `TooLarge`, `UnsupportedType` (a device or pipe), `Refused` and
    `NetworkFailure`; never reads more than `limits.bytes` + 1 bytes.
    """
    fetched_at = None
    if target.kind == "address":
        # Most calls never need the network stack, and loading it shows in the time the program takes to start.
        from datetime import UTC, datetime

        from reportcheck.sources.http import fetch

        data = fetch(target.location, limits, allow_private=allow_private)
        fetched_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    elif target.kind == "stdin":
        data = _read_bounded(sys.stdin.buffer, limits.bytes)
    elif target.kind == "held":
        import binascii

        data = binascii.a2b_base64(target.location)
    else:
        data = _read_file(target.location, limits.bytes)
    if not data.strip(_SAYING_NOTHING):
        raise Empty
    return Source(target.origin, UNKNOWN_TYPE, data, hashlib.sha256(data).hexdigest(), fetched_at)


def held(target: Target, source: Source) -> Target:
    """The same target with what was read from it, for a process that cannot or should not read it again."""
    import binascii

    return target._replace(kind="held", location=binascii.b2a_base64(source.data, newline=False).decode("ascii"))


def _expand(word: str) -> Iterator[tuple[str | None, Target]]:
    """All targets of one word, each under the name that makes it the same target again; None = to be skipped."""
    if word == "-":
        yield word, Target(word, "stdin", word, named=True)
    elif _ADDRESS.match(word):
        yield word, Target(_printable(word), "address", word, named=True)
    elif os.path.isfile(word) or not (found := _found(word)):
        yield _identity(word), Target(_printable(word), "file", os.path.join(os.getcwd(), word), named=True)
    else:
        yield from _below(*found)


def _found(word: str) -> tuple[str, Iterator[Found]] | None:
    """The folder and what stands in it or matches the glob; None for what is neither."""
    from reportcheck.sources.folders import split_glob, walk, walk_glob

    if os.path.isdir(word):
        return word, walk(os.path.realpath(word))
    parts = None if os.path.lexists(word) else split_glob(word)
    if parts is None:
        return None
    folder, patterns = parts
    return folder, walk_glob(os.path.realpath(folder or os.curdir), patterns)


def _below(folder: str, findings: Iterator[Found]) -> Iterator[tuple[str | None, Target]]:
    """Name what was found below a folder after the folder as it was given."""
    stem = folder.rstrip("/" + os.sep)
    prefix = f"{stem}/" if stem or folder else ""
    for found in findings:
        origin = _printable(prefix + "/".join(found.names))
        yield found.path, Target(origin, "file", found.path or "", named=False)


def _printable(name: str) -> str:
    """A name that is not valid in the file system's encoding, with the offending bytes written out: JSON is UTF-8."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _identity(path: str) -> str:
    """The name two words for the same file have in common; a name no file can have is its own."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return path


def _read_file(path: str, limit: int) -> bytes:
    """Read a regular file. Its type is looked at before it is opened, because opening a device can move it."""
    try:
        _refuse_non_file(path, os.stat(path).st_mode)
        with open(os.open(path, _OPENING), "rb") as stream:
            status = os.fstat(stream.fileno())
            _refuse_non_file(path, status.st_mode)
            if status.st_size > limit:
                raise TooLarge(bytes=status.st_size, limit=limit)
            return _read_bounded(stream, limit)
    except (OSError, ValueError) as error:
        raise _explain(error) from error


def _refuse_non_file(path: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        # A folder becomes a target when it could not be listed; where it can be, the file we knew is gone.
        os.scandir(path).close()
        raise NotFound
    if not stat.S_ISREG(mode):
        raise UnsupportedType("device")


def _read_bounded(stream: BinaryIO, limit: int) -> bytes:
    """Read to the end, one byte more than the limit at most: the size a file claims may be wrong or grow."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(bytes=len(data), limit=limit)
    return data


def _explain(error: OSError | ValueError) -> TargetError:
    """Which of our errors the system's error is; a ValueError is a name no file can have."""
    if not isinstance(error, OSError) or error.errno in _LEADING_NOWHERE:
        return NotFound()
    if isinstance(error, PermissionError):
        return Refused("permission")
    return Refused("system", error=errno.errorcode.get(error.errno or 0, type(error).__name__))
