"""`show`: a PDF → pictures of its pages with what was recognised in them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportcheck.cli.options import LANG, configuration, language_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportcheck.errors import NotAnAnnualReport
    from reportcheck.outputs.pages import Marked
    from reportcheck.values import Checked, Judgement, Language, Limits, Source

PDF = "application/pdf"


@click.command()
@click.argument("target", metavar="FILE.pdf")
@click.option("-o", "folder", metavar="DIR", required=True, help="Where the pictures go. 图片存放的文件夹。")
@click.option("--allow-private", is_flag=True, default=None, help="Fetch from private addresses. 允许内网地址。")
@LANG
def show(target: str, *, folder: str, allow_private: bool | None, lang: Language | None) -> int:
    """画出识别结果 · Draw the pages of a PDF with the cells, figures and findings recognised."""
    from pathlib import Path

    from reportcheck import sources
    from reportcheck.cli.terminal import prepare
    from reportcheck.errors import UsageError
    from reportcheck.language import failure_sentence, printable
    from reportcheck.values import Judgement

    configured = configuration()
    language = language_for(lang, configured)
    found = sources.find([target]).targets
    if len(found) != 1 or not found[0].named:
        raise UsageError("one-target", target=target)
    private = bool(configured.allow_private if allow_private is None else allow_private)
    source = sources.read(found[0], configured.limits, allow_private=private)
    prepare(machine=False)
    checked, failure = _check(source, Judgement(language=language), configured.limits)
    for page, file in _drawn(source, checked, configured.limits, Path(folder)):
        sys.stdout.write(_line(page, file, language) + "\n")
    if failure:
        sys.stderr.write(printable(failure_sentence(failure.kind, failure.detail, failure.arguments, language)) + "\n")
    return 2 if failure else 0


def _check(source: Source, judgement: Judgement, limits: Limits) -> tuple[list[Checked], NotAnAnnualReport | None]:
    """→ (the reports, or none and why: the pages of another document are worth seeing too)."""
    from reportcheck.errors import NotAnAnnualReport
    from reportcheck.pipeline import check_source

    try:
        return check_source(source, judgement, limits), None
    except NotAnAnnualReport as error:
        return [], error


def _drawn(source: Source, checked: list[Checked], limits: Limits, folder: Path) -> Iterator[tuple[Marked, Path]]:
    """Each page and the file its picture was written to; raises UsageError for a folder that cannot be written to."""
    from reportcheck import readers
    from reportcheck.errors import UsageError
    from reportcheck.outputs.pages import marked_pages

    document = readers.read(source, limits)
    if document.media_type != PDF:
        raise UsageError("no-pages", target=source.origin, media_type=document.media_type)
    for page in marked_pages(source, document, checked, limits):
        file = folder / f"page-{page.number:03}.png"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            page.picture.save(file)
        except OSError as error:
            raise UsageError("not-writable", path=str(file), reason=error.strerror or type(error).__name__) from None
        yield page, file


def _line(page: Marked, file: Path, language: Language) -> str:
    from reportcheck.language import printable, sentence

    counts = {"cells": page.cells, "figures": page.figures, "findings": page.findings}
    return sentence("show.page", language, file=printable(str(file)), **counts)
