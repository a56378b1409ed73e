"""One true report as three kinds of page, of the size and make real ones have: clean, pasted from Word, portal."""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from generate import ASPECT_TEXTS, Truth, true_report
from habits import drawn, page, rows_of, td
from reportcheck.forms import FormTable
from reportcheck.forms.blank import PrintedCell

PARAGRAPHS = 4
"""Paragraphs where the generated report has one: with them the running text is as long as an office's."""
SENTENCES = 3
FONT = (
    "font-family:仿宋_GB2312;mso-hansi-font-family:Calibri;mso-bidi-font-family:宋体;color:black;mso-font-kerning:0pt"
)
BORDER = "border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm 1.0pt 0cm 1.0pt;height:15.75pt"


def kinds() -> dict[str, bytes]:
    """The pages by kind, as UTF-8."""
    truth = true_report(1, "2021", 9_999)
    return {kind: make(truth, random.Random(1)).encode() for kind, make in KINDS.items()}


def clean(truth: Truth, chance: random.Random) -> str:
    """What a content management system writes: a class or a style an element."""

    def cell(each: PrintedCell) -> str:
        return td(each, escape(each.text), ' align="center" style="border:1px solid #000;word-break:break-all"')

    def paragraph(text: str) -> str:
        return "".join(
            f'<p style="text-indent:2em;line-height:2">{escape(each)}</p>\n' for each in longer(text, chance)
        )

    return page(
        truth, tables(truth, cell), paragraph, lambda text: f'<p class="head"><strong>{escape(text)}</strong></p>\n'
    )


def word(truth: Truth, chance: random.Random) -> str:
    """Pasted from Word: a paragraph in each cell, the text in runs with styles of their own, o:p, comments."""

    def run(text: str) -> str:
        latin = ' lang="EN-US"' * text.isascii()
        return f'<span{latin} style="font-size:10.5pt;{FONT}">{escape(text)}</span>'

    def line(text: str) -> str:
        runs = [text[start : start + 24] for start in range(0, len(text), 24)]
        return (
            f'<p class="MsoNormal" align="center" style="text-align:center">{"".join(map(run, runs))}<o:p></o:p></p>\n'
        )

    def cell(each: PrintedCell) -> str:
        half = len(each.text) // 2
        inner = run(each.text[:half]) + run(each.text[half:]) if half else run(each.text)
        end = f'<span lang="EN-US" style="{FONT}"><o:p></o:p></span>'
        inner = f'<p class="MsoNormal" align="center" style="text-align:center;line-height:12.0pt">{inner}{end}</p>'
        return td(each, inner, f' width="74" style="width:55.4pt;{BORDER}"')

    def paragraph(text: str) -> str:
        return "".join(map(line, longer(text, chance)))

    return page(truth, tables(truth, cell), paragraph, line)


def portal(truth: Truth, chance: random.Random) -> str:
    """Edited in the portal's editor, in five layout tables, among navigation, lists of other pages and scripts."""

    def wrapped(text: str) -> str:
        return f'<p style="text-align:center"><span style="font-size:14px">{escape(text)}</span></p>'

    def cell(each: PrintedCell) -> str:
        return td(each, wrapped(each.text), ' style="border:1px solid #000"')

    def paragraph(text: str) -> str:
        return "".join(f"<p><span>{escape(each)}</span></p>\n" for each in longer(text, chance))

    head, _, rest = page(truth, tables(truth, cell), paragraph, wrapped).partition("<body>")
    inner = rest.partition("</body>")[0]
    for level in range(5):
        inner = (
            f'<table width="1000" cellpadding="0" cellspacing="0" class="layout{level}"><tbody><tr>'
            f'<td width="12"><img src="/images/left{level}.gif"></td><td valign="top">{inner}</td>'
            f"</tr></tbody></table>"
        )
    script = "".join(
        f"var link{number} = '<td><a href=\"/{number}/\">' + t[{number}] + '</a></td>';\n" for number in range(300)
    )
    return (
        f"{head}<script>{script}</script><body>{links(120, 'nav')}{links(80, 'side')}{inner}"
        f"{links(100, 'related')}<div class=footer><p>版权所有 网站标识码0000000000</p></div></body></html>"
    )


KINDS: dict[str, Callable[[Truth, random.Random], str]] = {"clean": clean, "word": word, "portal": portal}


def tables(truth: Truth, cell: Callable[[PrintedCell], str]) -> Callable[[FormTable], str]:
    return lambda table: drawn(rows_of(truth, table), cell).replace("</tr>", "</tr>\n")


def longer(text: str, chance: random.Random) -> list[str]:
    """A sentence → as many paragraphs as offices write; what is no sentence stays."""
    if not text.endswith("。"):
        return [text]
    more = ["".join(chance.choices(ASPECT_TEXTS, k=SENTENCES)) for _ in range(PARAGRAPHS - 1)]
    return [text, *more]


def links(count: int, name: str) -> str:
    items = (f'<li><a href="/{name}/{n}/index.html" target="_blank">{name}栏目{n}</a></li>\n' for n in range(count))
    return f'<ul class="{name}">{"".join(items)}</ul>'
