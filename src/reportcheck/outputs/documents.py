"""Reports, results and failures → the JSON of schemas/: an object, an array with a line a document, or JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TextIO

from reportcheck.codec import Json, dumps, failure_to_json, report_to_json, result_to_json
from reportcheck.outputs import Item, Manner
from reportcheck.patterns import pattern
from reportcheck.values import Checked, Failure

# The encoder leaves these as they are, and a terminal obeys them: C1 controls, bidi controls, line separators.
UNSEEN = pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")


def write(items: Iterable[Item], out: TextIO, manner: Manner) -> None:
    """One indented object where one document may stand alone, else an array; raises ContractError where validated."""
    documents = _documents(items, manner)
    first = list(islice(documents, 2))
    if len(first) == 1 and not manner.array:
        out.write(_text(first[0], indent=2) + "\n")
        return
    separator = "[\n"
    for document in chain(first, documents):
        out.write(separator + _text(document))
        separator = ",\n"
    out.write("\n]\n" if first else "[]\n")


def write_lines(items: Iterable[Item], out: TextIO, manner: Manner) -> None:
    """One line a document; raises ContractError where validated."""
    for document in _documents(items, manner):
        out.write(_text(document) + "\n")


def _documents(items: Iterable[Item], manner: Manner) -> Iterator[Json]:
    for item in items:
        document = _document(item)
        if manner.validate:
            from reportcheck.contract import validate

            validate(document)
        yield document


def _document(item: Item) -> Json:
    if isinstance(item, Failure):
        return failure_to_json(item)
    return result_to_json(item.result) if isinstance(item, Checked) else report_to_json(item)


def _text(document: Json, indent: int | None = None) -> str:
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", dumps(document, indent))
