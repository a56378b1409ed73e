"""Those calls of PDFium that are made for each glyph and each drawn piece, with plain numbers for handles.

The bindings make an object for each handle they return and let go of the interpreter at each call. A page has thousands
of glyphs, and a call takes less time than that. What is asked of all of them is asked in one go: to look at the types
of its arguments takes as long as the call.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from ctypes import PYFUNCTYPE, byref, c_double, c_float, c_int, c_uint, c_void_p, cast, sizeof
from itertools import chain, repeat
from struct import Struct
from typing import Any

import pypdfium2.raw as pdfium


def _light(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function, under plain types."""
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


def _bare(function: Any, result: Any) -> Any:
    """The same function, which takes numbers for C's int and what `argument` makes of addresses, and checks nothing."""
    return PYFUNCTYPE(result)(cast(function, c_void_p).value or 0)


argument = c_void_p.from_param
"""An address → what a bare function takes for it; the others take it too, and sooner than a number."""


def places(numbers: Any) -> tuple[Any, ...]:
    """An array → where each of its numbers is, for functions to put it there."""
    return tuple(byref(numbers, sizeof(numbers) // len(numbers) * index) for index in range(len(numbers)))


_UINTS = (c_void_p,) * 4

count_objects = _light(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
count_form_objects = _light(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
get_segment = _light(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
get_segment_type = _light(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
get_point = _light(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
get_close = _light(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)

get_render_mode = _light(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
get_clip = _light(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
count_clip_paths = _light(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p)
count_clip_segments = _light(pdfium.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
get_clip_segment = _light(pdfium.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)

count_characters = _light(pdfium.FPDFText_CountChars, c_int, c_void_p)
count_annotations = _light(pdfium.FPDFPage_GetAnnotCount, c_int, c_void_p)
get_annotation = _light(pdfium.FPDFPage_GetAnnot, c_void_p, c_void_p, c_int)
get_annotation_type = _light(pdfium.FPDFAnnot_GetSubtype, c_int, c_void_p)
get_annotation_rectangle = _light(pdfium.FPDFAnnot_GetRect, c_int, c_void_p, c_void_p)
close_annotation = _light(pdfium.FPDFPage_CloseAnnot, None, c_void_p)

get_text = _light(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
get_text_object = _light(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
get_unicode = _light(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
get_loose_box = _light(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
get_tight_box = _light(pdfium.FPDFText_GetCharBox, c_int, c_void_p, c_int, *_UINTS)
get_font_size = _light(pdfium.FPDFText_GetFontSize, c_double, c_void_p, c_int)
has_map_error = _light(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)

get_char_matrix = _bare(pdfium.FPDFText_GetMatrix, c_int)
get_bounds = _bare(pdfium.FPDFPageObj_GetBounds, c_int)
get_draw_mode = _bare(pdfium.FPDFPath_GetDrawMode, c_int)
get_matrix = _bare(pdfium.FPDFPageObj_GetMatrix, c_int)
get_stroke_width = _bare(pdfium.FPDFPageObj_GetStrokeWidth, c_int)
get_stroke_colour = _bare(pdfium.FPDFPageObj_GetStrokeColor, c_int)
get_fill_colour = _bare(pdfium.FPDFPageObj_GetFillColor, c_int)
count_segments = _bare(pdfium.FPDFPath_CountSegments, c_int)

_get_object = _bare(pdfium.FPDFPage_GetObject, c_void_p)
_get_form_object = _bare(pdfium.FPDFFormObj_GetObject, c_void_p)
_get_type = _light(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_get_loose_box = _bare(pdfium.FPDFText_GetLooseCharBox, c_int)

_MANY = 512
_four = Struct("4f")
_boxes = (c_float * (4 * _MANY))()
_box_places = [byref(_boxes, _four.size * index) for index in range(_MANY)]


def objects(page: int) -> Iterator[tuple[int, int]]:
    """Each object of a page and its type."""
    return _typed(_get_object, page, count_objects(page))


def form_objects(form: int) -> Iterator[tuple[int, int]]:
    """Each object of a form drawn on a page and its type."""
    return _typed(_get_form_object, form, count_form_objects(form))


def _typed(get: Any, parent: int, count: int) -> Iterator[tuple[int, int]]:
    return chain.from_iterable(_some_objects(get, parent, some) for some in _pieces(count))


def _some_objects(get: Any, parent: int, some: range) -> Iterator[tuple[int, int]]:
    found = [*map(get, repeat(argument(parent)), some)]
    return zip(found, map(_get_type, found), strict=True)


def loose_boxes(text: int, count: int) -> Iterator[tuple[float, float, float, float]]:
    """The loose box of each character: left, top, right, bottom in user space."""
    return chain.from_iterable(_some_boxes(text, some) for some in _pieces(count))


def _some_boxes(text: int, some: range) -> Iterator[tuple[float, float, float, float]]:
    # A deque of no length only runs the calls.
    deque(map(_get_loose_box, repeat(argument(text)), some, _box_places), 0)
    return _four.iter_unpack(bytes(_boxes)[: _four.size * len(some)])


def _pieces(count: int) -> Iterator[range]:
    """The numbers up to `count`, so many at a time that the answers need little room."""
    return (range(first, min(first + _MANY, count)) for first in range(0, count, _MANY))
