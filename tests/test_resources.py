"""What a wheel holds beside the data files: the same tables as modules; and every expression is one `re` takes."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import tomllib
from pathlib import Path

import pytest

import reportcheck
from reportcheck import patterns, resources
from reportcheck.quantities import lexicon

PACKAGE = Path(reportcheck.__file__).parent
TOOLS = PACKAGE.parent.parent / "tools"
FILES = sorted(PACKAGE.rglob("*.toml"))


@pytest.fixture(scope="module")
def compiled() -> dict[str, str]:
    """Module name → source, as the build writes them."""
    sys.path.insert(0, str(TOOLS))
    try:
        return importlib.import_module("compile_tables").modules(PACKAGE)
    finally:
        sys.path.remove(str(TOOLS))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_compiled_table_says_what_its_toml_says(path: Path, compiled: dict[str, str]) -> None:
    name = path.relative_to(PACKAGE).with_suffix("").as_posix()
    written: dict[str, object] = {}
    exec(compiled[resources.module(name)], written)
    assert written["TABLE"] == tomllib.loads(path.read_text(encoding="utf-8")) == resources.table(name)


def test_a_wheel_holds_every_table_and_nothing_else(compiled: dict[str, str]) -> None:
    assert len(compiled) == len(FILES) + 2


def test_the_table_of_cues_is_the_one_made_without_it(compiled: dict[str, str]) -> None:
    written: dict[str, object] = {}
    exec(compiled[resources.module("quantities/lexicon")], written)
    assert written["TABLE"] == lexicon.cues_by_first() == lexicon._by_first()


def test_no_table_of_that_name() -> None:
    with pytest.raises(FileNotFoundError):
        resources.table("forms/1066")


def _modules() -> list[str]:
    return [
        found.name
        for found in pkgutil.walk_packages(reportcheck.__path__, "reportcheck.")
        if "__main__" not in found.name
    ]


@pytest.mark.parametrize("name", _modules())
def test_every_expression_compiles(name: str) -> None:
    """A pattern is compiled at its first use, which no document of the tests may be."""
    for value in vars(importlib.import_module(name)).values():
        if isinstance(value, patterns._Pattern):
            re.compile(value.pattern, value.flags)


def test_a_pattern_behaves_as_the_compiled_one() -> None:
    lazy, compiled = patterns.pattern(r"(\d+)件", re.I), re.compile(r"(\d+)件", re.I)
    text = "收到12件，办结3件"
    assert lazy.findall(text) == compiled.findall(text)
    assert lazy.sub(r"\1", text) == compiled.sub(r"\1", text)
    assert lazy.groups == compiled.groups
    assert [found.span() for found in lazy.finditer(text)] == [found.span() for found in compiled.finditer(text)]
    with pytest.raises(AttributeError):
        _ = lazy.nothing  # type: ignore[attr-defined]
