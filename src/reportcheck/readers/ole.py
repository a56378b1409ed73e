"""A compound file (MS-CFB) → the names of what stands at its root: the one sure sign of which program wrote it."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_END = 0xFFFFFFFA
"""From here on a sector number is a sign, not a sector."""
_HEAD_ENTRIES = 109
_ENTRY = struct.Struct("<64sHBB3I")
_ENTRY_SIZE = 128
_MOST_ENTRIES = 100_000


def root_names(data: bytes) -> frozenset[str] | None:
    """The names of the streams and folders at the root; None where the file is too broken to say."""
    try:
        size = 1 << struct.unpack_from("<H", data, 30)[0]
        if size not in (512, 4096):
            return None
        table = _sector_table(data, size)
        directory = b"".join(_sectors(data, size, struct.unpack_from("<I", data, 48)[0], table))
        entries = [_ENTRY.unpack_from(directory, at) for at in range(0, len(directory), _ENTRY_SIZE)]
        return frozenset(_siblings(entries)) if entries else None
    except (struct.error, IndexError):
        return None


def _sector_table(data: bytes, size: int) -> list[int]:
    """For each sector the one that follows it."""
    heads = list(struct.unpack_from(f"<{_HEAD_ENTRIES}I", data, 76))
    further, seen = struct.unpack_from("<I", data, 68)[0], set[int]()
    while further < _END and further not in seen:
        seen.add(further)
        *more, further = struct.unpack_from(f"<{size // 4}I", data, (further + 1) * size)
        heads += more
    table: list[int] = []
    for sector in heads:
        if sector < _END:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _sectors(data: bytes, size: int, sector: int, table: list[int]) -> Iterator[bytes]:
    for _ in range(_MOST_ENTRIES * _ENTRY_SIZE // size):
        if sector >= _END:
            return
        yield data[(sector + 1) * size : (sector + 2) * size]
        sector = table[sector]


def _siblings(entries: list[tuple[bytes, int, int, int, int, int, int]]) -> Iterator[str]:
    """The tree of names below the root entry, in any order."""
    waiting, seen = [entries[0][6]], set[int]()
    while waiting:
        index = waiting.pop()
        if index >= len(entries) or index in seen:
            continue
        seen.add(index)
        name, length, _, _, left, right, _ = entries[index]
        yield name[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
        waiting += (left, right)
