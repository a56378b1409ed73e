"""JSON values ⇄ JSON text: decimals exact to the last printed digit, nothing that is not JSON in either direction."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from reportcheck.patterns import pattern

if TYPE_CHECKING:
    import json

# The C encoder prints nothing but its own types, and the Python one is four times slower. So a decimal travels
# as {"\0": "1.5"} and is unwrapped in the text: `{"` followed by an escaped NUL stands in no JSON string, whose
# quotes are escaped, and no key of ours is NUL. Only number syntax is unwrapped, so foreign text injects nothing.
_WRAPPED = pattern(r'\{\s*"\\u0000":\s*"(-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?)"\s*\}')

_LONGEST_PLAIN_EXPONENT = 400
"""Beyond it no figure was ever printed, and digits written out would only fill the memory."""


def dumps(value: object, indent: int | None = None) -> str:
    """JSON value → text: one line without spaces, or indented. Equal values in equal order give equal text.

    Non-ASCII stays as it is, except surrogates, which are escaped so that the text is always valid UTF-8. Raises
    ValueError for a decimal that is no number, TypeError for what JSON does not know.
    """
    if indent is None and (line := _line(value)) is not None:
        return line
    text = _encoder(indent).encode(value)
    if '"\\u0000":' in text:
        text = _WRAPPED.sub(r"\1", text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="backslashreplace").decode()
    return text


def _line(value: object) -> str | None:
    """The same by orjson, many times faster; None for what it does not take: surrogates, integers beyond 64 bits."""
    import orjson

    def plain(value: object) -> orjson.Fragment:
        if isinstance(value, Decimal):
            return orjson.Fragment(_shortest(value).encode())
        raise TypeError(f"{type(value).__name__} is no JSON value")

    try:
        return orjson.dumps(value, plain, orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME).decode()
    except orjson.JSONEncodeError:
        return None


def loads(text: str | bytes) -> Any:
    """Text → JSON value, integers as int, other numbers as Decimal.

    Raises ValueError for anything that is not JSON, for NaN, infinities, a key given twice in one object, and for
    nesting or digits beyond what Python reads.
    """
    import json

    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_unique)
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
    except InvalidOperation:
        raise ValueError("the JSON has a number with an exponent out of all bounds") from None


def _encoder(indent: int | None) -> json.JSONEncoder:
    import json

    separators = (",", ":") if indent is None else (",", ": ")
    return json.JSONEncoder(
        ensure_ascii=False,
        check_circular=False,
        allow_nan=False,
        indent=indent,
        separators=separators,
        default=_wrap,
    )


def _wrap(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"\0": _shortest(value)}
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _shortest(value: Decimal) -> str:
    """All digits of the value, no exponent, no zeros at the end: 1E+3 → 1000, 2.50 → 2.5."""
    if not value.is_finite():
        raise ValueError("JSON has neither NaN nor infinity")
    if not value:
        return "0"
    if abs(value.adjusted()) > _LONGEST_PLAIN_EXPONENT:
        return str(value)
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {max(names, key=names.count)!r} is given twice")
    return data
