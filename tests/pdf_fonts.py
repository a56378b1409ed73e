"""The fonts of printed examples: registers them with reportlab and says their names.

`SUBSET` is embedded as reportlab embeds (subsets of one byte a character, with ToUnicode), `SONG` is not embedded,
the others are embedded whole as Type0 fonts with two bytes a character, as office programs write them.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.cidfonts import CIDFont, CIDFontInfo, UnicodeCIDFont, structToPDF
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile
from reportlab.pdfgen.canvas import Canvas

FILE = Path(__file__).parent / "printed" / "boxes.ttf"
SUBSET, SONG = "Boxes", "STSong-Light"
WIDE, VERTICAL, RADICAL, SILENT, PRIVATE = "Wide", "Vertical", "Radical", "Silent", "Private"
COMPATIBLE, FULL_WIDTH, OLD = "Compatible", "FullWidth", "Old"
RADICALS = str.maketrans(
    "门一二人力口土士大小工干广手支文方日月木欠止比毛水火父片牛生用田白皮目矛石示立竹米老而西见角言足车金长雨青非面页风食首香高黄齿龙",
    "⻔⼀⼆⼈⼒⼝⼟⼠⼤⼩⼯⼲⼴⼿⽀⽂⽅⽇⽉⽊⽋⽌⽐⽑⽔⽕⽗⽚⽜⽣⽤⽥⽩⽪⽬⽭⽯⽰⽴⽵⽶⽼⽽⻄⻅⾓⾔⾜⻋⾦⻓⾬⻘⾮⾯⻚⻛⻝⾸⾹⾼⻩⻮⻰",
)
"""Characters and the radical forms that look alike, as some fonts name them in ToUnicode."""


COMPATIBLES = str.maketrans(
    "行理不料度年六律金更例里类立数参便利",
    "\ufa08\uf9e4\uf967\uf9be\ufa01\uf98e\uf9d1\uf9d8\uf90a\uf901\uf9b5\uf9e9类\uf9f7数参\uf965\uf9dd",
)


class OldFont(CIDFont):
    """A font that is not embedded, its text in the bytes of GBK."""

    _dynamicFont = 0

    def __init__(self) -> None:
        super().__init__("STSong-Light", "GBK-EUC-H")
        self.fontName = self.name = OLD

    def formatForPdf(self, text: str) -> str:
        return "".join(f"\\{byte:03o}" for byte in text.encode("gbk"))

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:
        internal = f"F{len(document.fontMapping) + 1}"
        entries = deepcopy(CIDFontInfo["STSong-Light"]) | {"Name": f"/{internal}", "Encoding": "/GBK-EUC-H"}
        entries["DescendantFonts"][0]["W"] = [814, 939, 500, 7716, 7716, 500]
        document.idToObject["BasicFonts"].dict[internal] = document.Reference(structToPDF(entries), internal)
        document.fontMapping[self.name] = f"/{internal}"

    def stringWidth(self, text: str, size: float, encoding: str | None = None) -> float:
        return sum(500 if each.isascii() else 1000 for each in text) * size / 1000


class TwoByteFont:
    """A whole TrueType font as Type0: Identity-H or -V, and the ToUnicode its character map is named by, or none."""

    _multiByte, _dynamicFont = 1, 0

    def __init__(self, name: str, *, vertical: bool = False, names: dict[int, int] | None = None) -> None:
        self.fontName, self.vertical, self.names = name, vertical, names
        self.file = font_file()
        self.substitutionFonts: list[object] = []
        self.encName, self.face = "Identity", self.file

    def stringWidth(self, text: str, size: float, encoding: str | None = None) -> float:
        return sum(self.file.charWidths.get(ord(each), 1000) for each in text) * size / 1000

    def formatForPdf(self, text: str) -> str:
        codes = b"".join(self.file.charToGlyph[ord(each)].to_bytes(2, "big") for each in text)
        return "".join(f"\\{byte:03o}" for byte in codes)

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:
        internal = f"F{len(document.fontMapping) + 1}"
        document.idToObject["BasicFonts"].dict[internal] = document.Reference(self.dictionary(document), internal)
        document.fontMapping[self.fontName] = f"/{internal}"

    def dictionary(self, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
        entries = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": "/BOXESX+Boxes",
            "Encoding": "/Identity-V" if self.vertical else "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(self.descendant(document))]),
        }
        if self.names is not None:
            entries["ToUnicode"] = document.Reference(stream(self.character_map().encode()))
        return pdfdoc.PDFDictionary(entries)

    def descendant(self, document: pdfdoc.PDFDocument) -> pdfdoc.PDFDictionary:
        program = stream(FILE.read_bytes())
        program.dictionary["Length1"] = FILE.stat().st_size
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor", "FontName": "/BOXESX+Boxes", "Flags": 4, "ItalicAngle": 0, "StemV": 80,
                "Ascent": 880, "Descent": -120, "CapHeight": 880, "FontBBox": pdfdoc.PDFArray([0, -200, 1000, 1000]),
                "FontFile2": document.Reference(program),
            }
        )  # fmt: skip
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        narrow = sorted(self.file.charToGlyph[code] for code in range(32, 127))
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": "/BOXESX+Boxes", "CIDToGIDMap": "/Identity",
                "CIDSystemInfo": pdfdoc.PDFDictionary(system), "FontDescriptor": document.Reference(descriptor),
                "DW": 1000, "W": pdfdoc.PDFArray([narrow[0], narrow[-1], 500]),
            }
        )  # fmt: skip

    def character_map(self) -> str:
        """The ToUnicode stream: glyph → the character it is said to be."""
        pairs = [
            f"<{glyph:04X}> <{(self.names or {}).get(code, code):04X}>"
            for code, glyph in sorted(self.file.charToGlyph.items(), key=lambda pair: pair[1])
        ]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(each)} beginbfchar\n" + "\n".join(each) + "\nendbfchar" for each in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Named def /CMapType 2 def\n"
            f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\nendcmap end end"
        )


def stream(content: bytes) -> pdfdoc.PDFStream:
    """A compressed stream."""
    made = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary({}), content=content)
    made.filters = [pdfdoc.PDFZCompress]
    return made


@cache
def font_file() -> TTFontFile:
    """The measures and the character map of our font."""
    return TTFontFile(str(FILE))


@cache
def register() -> None:
    """Make all the fonts known to reportlab."""
    private = {code: 0xE000 + glyph for code, glyph in font_file().charToGlyph.items()}
    fonts = (
        TTFont(SUBSET, str(FILE)),
        UnicodeCIDFont(SONG),
        TwoByteFont(WIDE, names={}),
        TwoByteFont(VERTICAL, vertical=True, names={}),
        TwoByteFont(RADICAL, names=RADICALS),
        TwoByteFont(SILENT),
        TwoByteFont(PRIVATE, names=private),
        TwoByteFont(COMPATIBLE, names=COMPATIBLES),
        TwoByteFont(FULL_WIDTH, names={code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)}),
        OldFont(),
    )
    for each in fonts:
        pdfmetrics.registerFont(each)


def has_glyphs(text: str) -> bool:
    """Whether every character of the text can be printed with our font."""
    return all(ord(each) in font_file().charToGlyph for each in text)


def width(text: str, size: float) -> float:
    """How wide our font prints the text; the other fonts are close enough."""
    widths = font_file().charWidths
    return float(sum(widths.get(ord(each), 1000) for each in text) * size / 1000)


def canvas(target: object, size: tuple[float, float], *, encrypted: bool = False) -> Canvas:
    """A canvas whose bytes depend on nothing but what is drawn; `encrypted`: may be read by all, changed by none."""
    register()
    lock = StandardEncryption("", "owner", canModify=0, canCopy=0) if encrypted else None
    return Canvas(target, pagesize=size, invariant=1, pageCompression=1, encrypt=lock)
