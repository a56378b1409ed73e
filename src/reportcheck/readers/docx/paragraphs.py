"""A paragraph of WordprocessingML → what is printed of it: its lines, the pictures and text boxes on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from reportcheck.patterns import pattern
from reportcheck.readers.docx.styles import NO_STYLE, Style, Styles, is_apart
from reportcheck.readers.docx.vocabulary import RUN, W, find_boxes, holds_picture, printed_children, switch_of, value_of
from reportcheck.values import Block, Picture, Place, Text

_TEXT, _TAB, _POSITION_TAB, _BREAK, _RETURN = (W + name for name in ("t", "tab", "ptab", "br", "cr"))
_HYPHEN, _SYMBOL, _FIELD, _CODE = (W + name for name in ("noBreakHyphen", "sym", "fldChar", "instrText"))
_COMMENT = W + "commentReference"
_LINK, _SIMPLE_FIELD, _RUBY = (W + name for name in ("hyperlink", "fldSimple", "ruby"))
_GRAPHICS = frozenset(W + name for name in ("drawing", "pict", "object"))
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLAIN = {_TAB: "\t", _POSITION_TAB: "\t", _BREAK: "\n", _RETURN: "\n", _HYPHEN: "-"}
_LINKING = pattern(r"\s*(?:TOC|HYPERLINK)\b", re.I)
_DEEPEST_FIELD = 50
_LONGEST_KIND = 40
"""Characters of a field's code that are kept: its kind stands first."""
_UNMARKED = (None, "none", "white")
_OWN_SIGN = pattern("[\uf021-\uf07e]")
_SYMBOLS_AS_LATIN = "symbol"
"""The one symbol font whose digits and signs stand where those of Latin do."""


@dataclass(slots=True)
class _Field:
    """A field that was opened: its code as far as it was read, and whether what comes is still code."""

    code: str = ""
    in_code: bool = True


@dataclass(slots=True)
class Printed:
    """A paragraph in the making; `in_cell`: set apart what is raised or struck, a figure may stand beside it."""

    place: Place
    in_cell: bool
    level: int | None = None
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    hanging: list[Block] = field(default_factory=list)

    def add(self, text: str, *, link: bool) -> None:
        """Text at the end of what there is."""
        self.pieces.append((text, link))

    def blocks(self) -> list[Block]:
        """Each line a text of its own, then what hangs on the paragraph."""
        lines: list[list[tuple[str, bool]]] = [[]]
        for text, link in self.pieces:
            first, *further = text.split("\n")
            lines[-1].append((first, link))
            lines += [[(each, link)] for each in further]
        texts = [self._line(line) for line in lines]
        return [*(text for text in texts if text.text), *self.hanging]

    def _line(self, pieces: list[tuple[str, bool]]) -> Text:
        text = " ".join("".join(text for text, _ in pieces).split())
        return Text(text, self.place, self.level, all(link for text, link in pieces if text.strip()))


class ParagraphReader:
    """Reads the paragraphs of one document in order: a field may reach over several of them.

    `read_box` gives the blocks of a text box. `comments` and `highlights` grow with the places of what is no text of
    the report but was left by those who drafted it.
    """

    def __init__(
        self, styles: Styles, read_box: Callable[[etree._Element], list[Block]], *, fields_close: bool
    ) -> None:
        """Starts outside all fields. `fields_close`: each one opened in the document is closed again."""
        self._fields_close = fields_close
        self._styles = styles
        self._read_box = read_box
        self._fields: list[_Field] = []
        self.comments: list[Place] = []
        self.highlights: list[Place] = []

    def read(self, paragraph: etree._Element, into: Printed, style: Style) -> None:
        """Adds what the paragraph prints to `into`."""
        self._read_inline(paragraph, into, style, link=False)
        for each in self._fields:
            # One that was never closed must not swallow the document.
            each.in_code = False

    def _read_inline(self, parent: etree._Element, into: Printed, style: Style, *, link: bool) -> None:
        for child in printed_children(parent):
            tag = child.tag
            if tag == RUN:
                self._read_run(child, into, style, link=link)
            elif tag == _LINK:
                self._read_inline(child, into, style, link=True)
            elif tag == _SIMPLE_FIELD:
                linking = _LINKING.match(child.get(W + "instr") or "") is not None
                self._read_inline(child, into, style, link=link or linking)
            elif tag != W + "pPr":
                into.add("".join(each.text or "" for each in child.iter(_MATH_TEXT)), link=link)

    def _read_run(self, run: etree._Element, into: Printed, style: Style, *, link: bool) -> None:
        properties = run.find(W + "rPr")
        own = self._styles.get(value_of(properties, "rStyle")) if properties is not None else NO_STYLE
        hidden = _is_hidden(properties, own, style)
        apart = into.in_cell and _is_apart(properties, own, style)
        if not hidden and _is_highlighted(run, properties):
            self.highlights.append(into.place)
        for child in printed_children(run):
            tag = child.tag
            if tag == _FIELD:
                self._note_field(child.get(W + "fldCharType"))
            elif tag == _CODE:
                self._note_code(child.text or "")
            elif tag == _COMMENT:
                self.comments.append(into.place)
            elif not hidden and not any(each.in_code for each in self._fields):
                self._read_content(child, tag, into, style, link=link or self._in_link(), apart=apart)

    def _read_content(
        self, child: etree._Element, tag: object, into: Printed, style: Style, *, link: bool, apart: bool
    ) -> None:
        text = _PLAIN.get(tag, "") if isinstance(tag, str) else ""
        if tag == _TEXT:
            text = _text(child)
        elif tag == _SYMBOL:
            text = _symbol(child)
        elif tag == _RUBY:
            base = child.find(W + "rubyBase")
            if base is not None:
                self._read_inline(base, into, style, link=link)
        elif tag in _GRAPHICS:
            self._read_graphic(child, into)
        if text:
            into.add(f" {text} " if apart else text, link=link)

    def _read_graphic(self, graphic: etree._Element, into: Printed) -> None:
        """A picture is noted, the texts of boxes are read; of alternatives only the one chosen."""
        if holds_picture(graphic):
            into.hanging.append(Picture(_description(graphic), into.place))
        words = (each.get("string") or "" for each in graphic.iter(_WORD_ART))
        into.hanging += [Text(" ".join(text.split()), into.place) for text in words if text.strip()]
        fields, self._fields = self._fields, []
        for box in find_boxes(graphic):
            into.hanging += self._read_box(box)
        self._fields = fields

    def _note_field(self, what: str | None) -> None:
        if what == "begin" and len(self._fields) < _DEEPEST_FIELD:
            self._fields.append(_Field())
        elif what == "separate" and self._fields:
            self._fields[-1].in_code = False
        elif what == "end" and self._fields:
            self._fields.pop()

    def _note_code(self, code: str) -> None:
        if self._fields and len(self._fields[-1].code) < _LONGEST_KIND:
            self._fields[-1].code += code

    def _in_link(self) -> bool:
        return self._fields_close and any(_LINKING.match(each.code) for each in self._fields)


def _is_hidden(properties: etree._Element | None, own: Style, style: Style) -> bool:
    """What the run says itself holds; hidden by both its styles is shown again, as Word toggles (17.7.3)."""
    said = switch_of(properties, "vanish")
    return bool(own.hidden) != bool(style.hidden) if said is None else said


def _is_apart(properties: etree._Element | None, own: Style, style: Style) -> bool:
    return next((each for each in (is_apart(properties), own.apart, style.apart) if each is not None), False)


def _is_highlighted(run: etree._Element, properties: etree._Element | None) -> bool:
    """Whether words are marked with a colour; what is pasted from a page often is with white."""
    if value_of(properties, "highlight") in _UNMARKED:
        return False
    return any((each.text or "").strip() for each in run.iterchildren(_TEXT))


def _text(element: etree._Element) -> str:
    """White space at the ends is printed only where the file says so; a line end in the file is a space."""
    text = (element.text or "").replace("\n", " ")
    if element.get(_SPACE) != "preserve":
        text = text.strip()
    if _OWN_SIGN.search(text):
        fonts = element.find(f"../{W}rPr/{W}rFonts")
        name = "" if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or ""
        text = "".join(_in_font(sign, name) for sign in text)
    return text


def _symbol(symbol: etree._Element) -> str:
    try:
        code = int(symbol.get(W + "char") or "", 16)
    except ValueError:
        return ""
    known = 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return _in_font(chr(code), symbol.get(W + "font") or "") if known else ""


def _in_font(sign: str, font: str) -> str:
    """A sign of a font's own has no meaning outside that font and makes no figure, but for the one font it does."""
    return chr(ord(sign) - 0xF000) if _OWN_SIGN.match(sign) and font.lower() == _SYMBOLS_AS_LATIN else sign


def _description(graphic: etree._Element) -> str:
    found = next(graphic.iter("{*}docPr"), None)
    return (found.get("descr") or "") if found is not None else ""
