"""Reports, checked reports and failures → text on a stream: the table of output formats.

A writer only prints: what is a finding and how grave it is was said before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TextIO

from reportcheck.tuples import NamedTuple
from reportcheck.values import Checked, Failure, Language, Report

Item = Report | Checked | Failure


class Manner(NamedTuple):
    """How to print.

    `columns` is the width of the terminal, None where there is none; `colour` only ever with a terminal. `array` asks
    JSON for an array even around one document. `validate` holds every JSON document against its schema. `profile` is
    the one the reports were judged in: it says who reads.
    """

    language: Language = "zh"
    columns: int | None = None
    colour: bool = False
    array: bool = True
    validate: bool = False
    profile: str = "research"


Writer = Callable[[Iterable[Item], TextIO, Manner], None]

OUTPUTS = {
    "text": ("reportcheck.outputs.text", "write"),
    "json": ("reportcheck.outputs.documents", "write"),
    "jsonl": ("reportcheck.outputs.documents", "write_lines"),
    "csv": ("reportcheck.outputs.table", "write"),
}
"""Format → the module and its writer, imported when first needed."""


def write(name: str, items: Iterable[Item], out: TextIO, manner: Manner) -> None:
    """Items, as they come, in the format of that name; KeyError for an unknown name, ContractError where validated."""
    module, function = OUTPUTS[name]
    writer: Writer = getattr(import_module(module), function)
    writer(items, out, manner)
