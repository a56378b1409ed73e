"""Annual reports on government information disclosure, read and checked against the official form.

    document = reportcheck.read("report.html")      what is printed, in reading order
    [report] = reportcheck.parse("report.html")     the same laid against the form
    [result] = reportcheck.check("report.html")     what the rules say of it: `result.findings`

A target is a path, an http or https address, or "-" for standard input. What cannot be read raises a class of
`reportcheck.errors`. Nothing is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike

    from reportcheck.configuration import Profile
    from reportcheck.values import Document, Finding, Language, Limits, Report, Result, Severity, Source

    __version__: str

__all__ = ["Finding", "Report", "Result", "__version__", "check", "parse", "read"]


def read(target: str | PathLike[str], *, limits: Limits | None = None, allow_private: bool = False) -> Document:
    """Read one target; raises a `TargetError` for what cannot be read, `UsageError` for a folder or a glob."""
    from reportcheck import readers

    source, bounds = _open(target, limits, allow_private=allow_private)
    return readers.read(source, bounds)


def parse(target: str | PathLike[str], *, limits: Limits | None = None, allow_private: bool = False) -> list[Report]:
    """The reports in one target, laid against the form; raises as `read` does, and `NotAnAnnualReport`."""
    from reportcheck.pipeline import parse_source

    source, bounds = _open(target, limits, allow_private=allow_private)
    return parse_source(source, bounds)


def check(
    target: str | PathLike[str],
    *,
    language: Language = "zh",
    profile: Profile = "research",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
    as_of: str | None = None,
    limits: Limits | None = None,
    allow_private: bool = False,
    packs: Iterable[str | PathLike[str]] = (),
) -> list[Result]:
    """Judge the reports in one target, with the options of the command line.

    `select` and `ignore` hold names of rules and families, `severities` a severity by rule, `as_of` the day taken for
    today, ISO 8601, `packs` the files of local rule packs. Raises as `parse` does, and `UsageError` for a name or word
    that does not exist and for a pack that is wrong.
    """
    from os import fspath

    from reportcheck.configuration import Configuration, pack_files, require
    from reportcheck.pipeline import check_source
    from reportcheck.values import Judgement

    require("lang", language)
    require("profile", profile)
    files = pack_files(Configuration(), [fspath(path) for path in packs])
    overrides = tuple(sorted((severities or {}).items()))
    judgement = Judgement(language, profile, tuple(select), tuple(ignore), overrides, as_of, packs=files)
    source, bounds = _open(target, limits, allow_private=allow_private)
    return [checked.result for checked in check_source(source, judgement, bounds)]


def _open(target: str | PathLike[str], limits: Limits | None, *, allow_private: bool) -> tuple[Source, Limits]:
    """The bytes of the one target meant, and the limits that hold for it."""
    from os import fspath

    from reportcheck import sources
    from reportcheck.errors import UsageError
    from reportcheck.values import Limits

    bounds = limits or Limits()
    found = sources.find([fspath(target)]).targets
    if len(found) != 1 or not found[0].named:
        raise UsageError("one-target", target=fspath(target))
    return sources.read(found[0], bounds, allow_private=allow_private), bounds


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name in __all__:
        from reportcheck import values

        return getattr(values, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(__name__)
    except PackageNotFoundError:
        return "unknown"
