"""A folder, or a folder and a glob → the files below it in the order of their paths, and what had to be skipped."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterator

from reportcheck.patterns import pattern
from reportcheck.tuples import NamedTuple

Names = tuple[str, ...]

_WILD = pattern(r"[*?\[]")
_SEPARATOR = pattern(r"[/\\]+" if os.sep == "\\" else r"/+")


class Found(NamedTuple):
    """Something below a folder: the names that lead there and its real absolute path.

    `path` is None for what is skipped: a link that leaves the folder or leads nowhere, a device, a pipe, a socket.
    """

    names: Names
    path: str | None


def split_glob(word: str) -> tuple[str, Names] | None:
    """Split a glob into its fixed folder as given ("" = none) and the patterns of the names below; None = no glob."""
    wild = _WILD.search(word)
    if wild is None:
        return None
    cuts = [separator.end() for separator in _SEPARATOR.finditer(word, 0, wild.start())]
    cut = cuts[-1] if cuts else 0
    return word[:cut], tuple(filter(None, _SEPARATOR.split(word[cut:])))


def walk(root: str, start: Names = ()) -> Iterator[Found]:
    """Yield all files below `root` (a real path), or below the names `start` in it, ordered name by name.

    Names that begin with a dot are not entered, nor are links to folders: what they show inside the folder is reached
    under its own name. A folder that cannot be listed is yielded itself, so that reading it says why.
    """
    waiting = [start]
    while waiting:
        names = waiting.pop()
        path = os.path.join(root, *names)
        mode = _mode(path)
        if not stat.S_ISDIR(mode):
            yield from _look(root, names, mode)
            continue
        try:
            children = _visible_names(path)
        except OSError:
            yield Found(names, path)
        else:
            waiting.extend((*names, child) for child in reversed(children))


def walk_glob(root: str, patterns: Names) -> Iterator[Found]:
    """Yield the files below `root` (a real path) that a glob describes, ordered name by name, each once.

    `**` stands for any number of folders; a folder that matches is searched whole, as if it had been named.
    """
    found: dict[Names, Found] = {}
    for names in _match(root, (), patterns):
        found |= {each.names: each for each in walk(root, names)}
    yield from (found[names] for names in sorted(found))


def _match(root: str, names: Names, patterns: Names) -> Iterator[Names]:
    """The names below `root` that the patterns describe; the recursion is as deep as the pattern, not the folder."""
    if not patterns or patterns == ("**",):
        yield names
    elif patterns[:2] == ("**", "**"):
        yield from _match(root, names, patterns[1:])
    elif patterns[0] == "**":
        for folder in _folders(root, names):
            yield from _match(root, folder, patterns[1:])
    else:
        for child in _matching_names(os.path.join(root, *names), patterns[0]):
            yield from _match(root, (*names, child), patterns[1:])


def _folders(root: str, start: Names) -> Iterator[Names]:
    """The names of a folder and of all folders below it."""
    waiting = [start]
    while waiting:
        names = waiting.pop()
        path = os.path.join(root, *names)
        if stat.S_ISDIR(_mode(path)):
            yield names
            waiting.extend((*names, child) for child in _matching_names(path, "*"))


def _matching_names(folder: str, pattern: str) -> list[str]:
    """The names in a folder that one pattern describes, none where there is no folder, and none behind a link."""
    if not stat.S_ISDIR(_mode(folder)):
        return []
    try:
        names = os.listdir(folder) if pattern.startswith(".") else _visible_names(folder)
    except OSError:
        return []
    return fnmatch.filter(names, pattern)


def _visible_names(folder: str) -> list[str]:
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))


def _mode(path: str) -> int:
    """The type bits of what stands there, of a link itself; those of a file where it vanished: reading says so."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return stat.S_IFREG


def _look(root: str, names: Names, mode: int) -> Iterator[Found]:
    """What is no folder: a file, a link to a file inside the folder, or to be skipped."""
    path = os.path.join(root, *names)
    if stat.S_ISREG(mode):
        yield Found(names, path)
    elif not stat.S_ISLNK(mode):
        yield Found(names, None)
    else:
        aim = os.path.realpath(path)
        inside = os.path.join(aim, "").startswith(os.path.join(root, ""))
        if inside and os.path.isdir(aim):
            return
        yield Found(names, aim if inside and os.path.isfile(aim) else None)
