"""The first run on the sentences written blind, and what is counted on them now → a chapter of docs/quantities.md."""

from __future__ import annotations

import sys

from generated import ROOT
from pages.markdown import blocks, code, escaped, table

sys.path.insert(0, str(ROOT / "tests"))

from quantity_measures import KINDS, first_run, found_of, given, is_wrong, readings, sentences

NAMES = {
    "compared": "figures comparable with a table",
    "percentage": "percentages",
    "processing_fee": "sums of the processing fee",
}
LONGEST = 60
"""Characters of a sentence that are shown."""


def chapter() -> str:
    """The chapter."""
    scope = first_run()["scope"]
    return blocks(
        "## How much is found",
        f"Counted on {len(sentences())} sentences written without sight of the reader (tests/quantity_sentences.toml, "
        "never changed since). The first run was counted before anything was mended on them and is kept in "
        "tests/quantities/first_run.toml; the present figures are counted when this page is written.",
        table(("", "first run", "now"), [*map(_found, KINDS), _taken_for_another()]),
        f"Whose a figure is was right in {scope['right']} of {scope['of']} at the first run.",
        "### What was taken for something else at the first run",
        "By kind; whether the reader still does so is looked up when this page is written. At the time one more was "
        "counted, whose sentence has another figure of that value and meaning.",
        table(("kind", "sentence", "figure", "taken for", "still"), map(_wrong, _by_kind())),
    )


def _found(kind: str) -> tuple[str, str, str]:
    then, (found, wanted) = first_run()["found"][kind], found_of(kind)
    return NAMES[kind], _share(then["found"], then["of"]), _share(found, wanted)


def _share(found: int, wanted: int) -> str:
    return f"{found} of {wanted} ({100 * found / wanted:.1f} %)"


def _taken_for_another() -> tuple[str, str, str]:
    every = list(given())
    wrong = sum(is_wrong(said, each) for said, each in every)
    return "figures given the meaning of a table wrongly", str(len(first_run()["wrong"])), f"{wrong} of {len(every)}"


def _by_kind() -> list[dict[str, object]]:
    kinds = list(first_run()["kinds"])
    return sorted(first_run()["wrong"], key=lambda each: kinds.index(each["kind"]))


def _wrong(each: dict[str, object]) -> tuple[str, ...]:
    said = next(said for said in sentences() if said["id"] == each["id"])
    words = "".join(said["text"].split())
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    still = (each["meaning"], float(str(each["value"]))) in readings(said)
    kind = str(first_run()["kinds"][each["kind"]])
    return escaped(kind), escaped(shown), str(each["value"]), code(str(each["meaning"])), "yes" if still else "no"
