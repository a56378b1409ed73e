"""Those calls of PDFium that are made for each glyph and each drawn piece, with plain numbers for handles.

The bindings make an object for each handle they return and let go of the interpreter at each call. A page has thousands
of glyphs, and a call takes less time than that.
"""

from __future__ import annotations

from ctypes import PYFUNCTYPE, c_double, c_int, c_uint, c_void_p, cast
from typing import Any

import pypdfium2.raw as pdfium


def _light(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function, under plain types."""
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


_UINTS = (c_void_p,) * 4

count_objects = _light(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
get_object = _light(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
count_form_objects = _light(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
get_form_object = _light(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_uint)
get_type = _light(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
get_draw_mode = _light(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
get_bounds = _light(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
get_matrix = _light(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
get_stroke_width = _light(pdfium.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)
get_stroke_colour = _light(pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *_UINTS)
get_fill_colour = _light(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *_UINTS)
count_segments = _light(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
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
get_char_matrix = _light(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
has_map_error = _light(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
