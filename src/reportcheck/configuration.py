"""`[tool.reportcheck]` of pyproject.toml, or reportcheck.toml → a `Configuration`, or a UsageError naming the key."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from reportcheck.errors import UsageError
from reportcheck.tuples import NamedTuple
from reportcheck.values import Language, Limits, Severity

Profile = Literal["clerk", "oversight", "portal", "research"]
Threshold = Literal["error", "warning", "note", "never"]
Undecided = Literal["pass", "fail"]

LARGEST_PACK = 1_000_000
"""Bytes."""
FILES = ("reportcheck.toml", "pyproject.toml")


class Configuration(NamedTuple):
    """What a configuration file says; None or empty where it says nothing. `path` is the file, None without one."""

    lang: Language | None = None
    profile: Profile | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: Threshold | None = None
    undecided: Undecided | None = None
    jobs: int | None = None
    allow_private: bool | None = None
    severities: tuple[tuple[str, Severity], ...] = ()
    thresholds: tuple[tuple[str, int], ...] = ()
    limits: Limits = Limits()
    packs: tuple[str, ...] = ()
    path: str | None = None


class Kind(NamedTuple):
    """What a key may hold: a test, the form it is kept in, and the accepted values as shown to people."""

    accepts: Callable[[Any], bool]
    keep: Callable[[Any], Any]
    shown: str


def find(directory: str | os.PathLike[str]) -> Configuration:
    """The configuration nearest to `directory`, searched upwards; an empty one where no file speaks of reportcheck.

    Raises UsageError for a broken file, an unknown key or a bad value.
    """
    for folder in _upwards(os.path.abspath(directory)):
        for name in FILES:
            path = os.path.join(folder, name)
            table = _table(path) if os.path.isfile(path) else None
            if table is not None:
                return from_table(table, path)
    return Configuration()


def from_table(table: Mapping[str, Any], path: str) -> Configuration:
    """The keys of one table → `Configuration`; raises UsageError (unknown-key, bad-value) naming `path` and the key."""
    _refuse_unknown(table, (*KEYS, *TABLES), path)
    kept = {key.replace("-", "_"): _value(KEYS[key], table[key], key, path) for key in KEYS if key in table}
    for key in TABLES:
        if not isinstance(table.get(key, {}), dict):
            raise _bad_value(path, key, table[key], f"[{key}]")
    return Configuration(
        **kept,
        severities=_severities(table.get("severities", {}), path),
        thresholds=_thresholds(table.get("thresholds", {}), path),
        limits=_limits(table.get("limits", {}), path),
        path=path,
    )


def pack_files(configured: Configuration, named: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
    """Path and text of the local rule packs named, else of those of the configuration, from the folder of its file.

    Raises UsageError for one that cannot be read.
    """
    folder = os.path.dirname(configured.path or "")
    return tuple((path, _text(path)) for path in named or [os.path.join(folder, path) for path in configured.packs])


def require(key: str, value: object) -> None:
    """Raises UsageError (bad-option) for a value that key could not have in a configuration."""
    if not KEYS[key].accepts(value):
        raise UsageError("bad-option", option=key, value=str(value), allowed=KEYS[key].shown)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`; "" when nothing is known."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), n=1, cutoff=0.0)), "")


def _upwards(folder: str) -> Iterator[str]:
    """The folder and those it stands in, up to the root."""
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        yield (folder := above)


def _loads(text: str) -> dict[str, Any]:
    from tomllib import loads

    return loads(text)


def _table(path: str) -> dict[str, Any] | None:
    """The table of reportcheck in the file, or None where it has none."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
        if os.path.basename(path) == "pyproject.toml" and "reportcheck" not in text:
            return None
        data = _loads(text)
    except OSError as error:
        raise UsageError("unreadable-configuration", path=path, reason=error.strerror or "") from None
    except ValueError as error:
        raise UsageError("broken-configuration", path=path, reason=str(error)) from None
    if os.path.basename(path) != "pyproject.toml":
        return data
    tool = data.get("tool")
    table = tool.get("reportcheck") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise _bad_value(path, "tool.reportcheck", table, "[tool.reportcheck]")
    return table


def _text(path: str) -> str:
    """The text of a pack; what is far larger than any pack is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_PACK + 1)
        if len(data) > LARGEST_PACK:
            raise UsageError("large-pack", path=path, limit=LARGEST_PACK)
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError("unreadable-pack", path=path, reason=error.strerror or "") from None
    except ValueError:
        raise UsageError("unreadable-pack", path=path, reason="UTF-8") from None


def _severities(table: Mapping[str, Any], path: str) -> tuple[tuple[str, Severity], ...]:
    """Rule names are checked where the rules are known; here only the words beside them."""
    return tuple((rule, _value(SEVERITY, word, f"severities.{rule}", path)) for rule, word in sorted(table.items()))


def _thresholds(table: Mapping[str, Any], path: str) -> tuple[tuple[str, int], ...]:
    _refuse_unknown(table, THRESHOLDS, path, prefix="thresholds.")
    return tuple((rule, _value(PERCENT, value, f"thresholds.{rule}", path)) for rule, value in sorted(table.items()))


def _limits(table: Mapping[str, Any], path: str) -> Limits:
    kinds = {name.replace("_", "-"): POSITIVE for name in Limits._fields} | {"seconds": DURATION}
    _refuse_unknown(table, kinds, path, prefix="limits.")
    kept = {key: _value(kinds[key], value, f"limits.{key}", path) for key, value in table.items()}
    return Limits(**{key.replace("-", "_"): value for key, value in kept.items()})


def _refuse_unknown(table: Mapping[str, Any], known: Iterable[str], path: str, *, prefix: str = "") -> None:
    names = tuple(known)
    for key in table:
        if key not in names:
            raise UsageError("unknown-key", path=path, key=prefix + key, nearest=prefix + nearest(key, names))


def _value(kind: Kind, value: Any, key: str, path: str) -> Any:
    if not kind.accepts(value):
        raise _bad_value(path, key, value, kind.shown)
    return kind.keep(value)


def _bad_value(path: str, key: str, value: Any, allowed: str) -> UsageError:
    return UsageError("bad-value", path=path, key=key, value=str(value), allowed=allowed)


def _one_of(*words: str) -> Kind:
    return Kind(lambda value: isinstance(value, str) and value in words, str, ", ".join(words))


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_positive(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_percent(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _is_duration(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")


NAMES = Kind(_is_names, tuple, '["…", "…"]')
POSITIVE = Kind(_is_positive, int, "1, 2, 3, …")
PERCENT = Kind(_is_percent, int, "0, 1, …, 100")
DURATION = Kind(_is_duration, float, "0.5, 1, 30, …")
TRUTH = Kind(lambda value: isinstance(value, bool), bool, "true, false")
SEVERITY = _one_of("error", "warning", "note")

TABLES = ("severities", "thresholds", "limits")
THRESHOLDS = ("text-reused", "section-five-reused")
"""The rules that have one: a percentage above which they are broken."""
KEYS = {
    "lang": _one_of("zh", "en"),
    "profile": _one_of("clerk", "oversight", "portal", "research"),
    "select": NAMES,
    "ignore": NAMES,
    "fail-on": _one_of("error", "warning", "note", "never"),
    "undecided": _one_of("pass", "fail"),
    "jobs": POSITIVE,
    "allow-private": TRUTH,
    "packs": NAMES,
}
