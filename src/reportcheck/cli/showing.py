"""`show`: a PDF → pictures of its pages with what was recognised in them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from reportcheck.cli.options import LANG, PRIVATE, Command, Option, Targets, configuration, is_allowed, language_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportcheck.errors import NotAnAnnualReport, ReportcheckError
    from reportcheck.sources import Target
    from reportcheck.values import Checked, Judgement, Language, Limits, Source

PDF = "application/pdf"
Json = dict[str, Any]


def show(target: str, *, folder: str, allow_private: bool | None, lang: Language | None) -> int:
    """Draw the pages of a PDF with the cells, figures and findings recognised."""
    from reportcheck import sources
    from reportcheck.cli.terminal import prepare
    from reportcheck.errors import UsageError
    from reportcheck.language import failure_sentence, printable

    configured = configuration()
    language = language_for(lang, configured)
    found = sources.find([target]).targets
    if len(found) != 1 or not found[0].named:
        raise UsageError("one-target", target=target)
    source = sources.read(found[0], configured.limits, allow_private=is_allowed(allow_private, configured))
    prepare(machine=False)
    drawn = _draw(sources.held(found[0], source), folder, language, configured.limits)
    for page in drawn["pages"]:
        sys.stdout.write(_line(page, language) + "\n")
    failure = drawn["failure"]
    if failure:
        sys.stderr.write(printable(failure_sentence(**failure, language=language)) + "\n")
    return 2 if failure else 0


SHOW = Command(
    show,
    Targets("FILE.pdf", least=1, most=1),
    {
        "folder": Option("-o", "Where the pictures go. 图片存放的文件夹。", "DIR", required=True),
        "allow_private": PRIVATE,
        "lang": LANG,
    },
)


def draw_job(job: Json) -> Json:
    """The work of `show` in a worker, which drawings unfolded by PDFium may fill or hold for ever.

    → the pages drawn; why they are none of a report (`failure`), or what was asked for wrongly (`usage`).
    """
    from reportcheck import sources
    from reportcheck.errors import UsageError
    from reportcheck.values import Judgement, Limits

    limits = Limits(**job["limits"])
    source = sources.read(sources.Target(**job["target"]), limits)
    try:
        checked, failure = _check(source, Judgement(language=job["language"]), limits)
        pages = list(_pages(source, checked, limits, job["folder"]))
    except UsageError as error:
        return {"usage": _told(error)}
    return {"pages": pages, "failure": failure and _told(failure), "usage": None}


def _draw(target: Target, folder: str, language: Language, limits: Limits) -> Json:
    """What `draw_job` answers; raises the UsageError and the TargetError it met."""
    from reportcheck import workers
    from reportcheck.errors import UsageError

    job = {"target": target._asdict(), "folder": folder, "language": language, "limits": limits._asdict()}
    (answer,) = workers.run(f"{__name__}:{draw_job.__name__}", [job], workers=1, limits=limits)
    if answer.error is not None:
        raise answer.error
    drawn: Json = answer.value
    if drawn["usage"]:
        raise UsageError(drawn["usage"]["detail"], **drawn["usage"]["arguments"])
    return drawn


def _told(error: ReportcheckError) -> Json:
    return {"kind": error.kind, "detail": error.detail, "arguments": error.arguments}


def _check(source: Source, judgement: Judgement, limits: Limits) -> tuple[list[Checked], NotAnAnnualReport | None]:
    """→ (the reports, or none and why: the pages of another document are worth seeing too)."""
    from reportcheck.errors import NotAnAnnualReport
    from reportcheck.pipeline import check_source

    try:
        return check_source(source, judgement, limits), None
    except NotAnAnnualReport as error:
        return [], error


def _pages(source: Source, checked: list[Checked], limits: Limits, folder: str) -> Iterator[Json]:
    """What `_line` says of each page, its picture written; raises UsageError for a folder that cannot be written to."""
    from pathlib import Path

    from reportcheck import readers
    from reportcheck.errors import UsageError
    from reportcheck.outputs.pages import marked_pages

    document = readers.read(source, limits)
    if document.media_type != PDF:
        raise UsageError("no-pages", target=source.origin, media_type=document.media_type)
    for page in marked_pages(source, document, checked, limits):
        file = Path(folder, f"page-{page.number:03}.png")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            page.picture.save(file)
        except OSError as error:
            raise UsageError("not-writable", path=str(file), reason=error.strerror or type(error).__name__) from None
        yield {"file": str(file), "cells": page.cells, "figures": page.figures, "findings": page.findings}


def _line(page: Json, language: Language) -> str:
    from reportcheck.language import printable, sentence

    return sentence("show.page", language, **{**page, "file": printable(page["file"])})
