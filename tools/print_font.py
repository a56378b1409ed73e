"""The characters our printed examples use → tests/printed/boxes.ttf, a font whose glyphs are frames.

A frame has the extent and the advance the character has in an ordinary font, so that boxes of glyphs fall where they
fall in real documents; no outline is taken over. Needs fonttools and a font to measure:
`python tools/print_font.py NotoSansCJK-Regular.ttc`.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
TEXTS = ("src/reportcheck/forms/*.toml", "tests/generate.py", "tests/pdf_*.py", "tools/print_pdfs.py")
STROKE = 60
Extent = tuple[int, int, int, int]


def characters() -> list[str]:
    """What may be printed: ASCII and every character of the forms and of the generated reports."""
    files = chain.from_iterable(sorted(ROOT.glob(pattern)) for pattern in TEXTS)
    used = set(chain.from_iterable(file.read_text(encoding="utf-8") for file in files))
    return sorted({chr(code) for code in range(32, 127)} | {each for each in used if " " < each < "\uffff"})


def extents(path: str, wanted: list[str]) -> dict[str, tuple[int, Extent | None]]:
    """Character → advance and extent in the measured font, in thousandths of the size."""
    font = TTFont(path, fontNumber=2 if path.endswith(".ttc") else -1)
    names, glyphs, unit = font.getBestCmap(), font.getGlyphSet(), font["head"].unitsPerEm
    found: dict[str, tuple[int, Extent | None]] = {}
    for each in wanted:
        glyph = glyphs[names.get(ord(each), ".notdef")]
        pen = BoundsPen(glyphs)
        glyph.draw(pen)
        extent = tuple(round(edge * 1000 / unit) for edge in pen.bounds) if pen.bounds else None
        found[each] = (500 if each.isascii() else 1000, extent)  # type: ignore[assignment]
    return found


def frame(extent: Extent | None) -> object:
    """A frame of that extent; a bar where it is thinner than two strokes."""
    pen = TTGlyphPen(None)
    if extent:
        left, bottom, right, top = extent
        contour(pen, [(left, bottom), (left, top), (right, top), (right, bottom)])
        left, bottom, right, top = left + STROKE, bottom + STROKE, right - STROKE, top - STROKE
        if left < right and bottom < top:
            contour(pen, [(left, bottom), (right, bottom), (right, top), (left, top)])
    return pen.glyph()


def contour(pen: TTGlyphPen, points: list[tuple[int, int]]) -> None:
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def main() -> None:
    """Write the font."""
    measured = extents(sys.argv[1], characters())
    names = {each: f"u{ord(each):04X}" for each in measured}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(each): name for each, name in names.items()})
    glyphs = {".notdef": frame((100, 0, 900, 800))} | {names[e]: frame(extent) for e, (_, extent) in measured.items()}
    builder.setupGlyf(glyphs)
    left = {name: glyph.xMin if glyph.numberOfContours else 0 for name, glyph in glyphs.items()}  # type: ignore[attr-defined]
    advances = {".notdef": 1000} | {names[each]: advance for each, (advance, _) in measured.items()}
    builder.setupHorizontalMetrics({name: (advances[name], left[name]) for name in glyphs})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=1000, usWinDescent=200)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    builder.save(ROOT / "tests" / "printed" / "boxes.ttf")


if __name__ == "__main__":
    main()
