"""What the check of a first page does not load: each of these costs a start more than what we would use of it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generate import to_html, true_report

AVOIDED = {"dataclasses", "datetime", "json", "fnmatch"}
SHOW = """
import sys
from reportcheck.cli import run
code = run(["check", sys.argv[1]], sys.stdout, sys.stderr)
modules = [name for name in sys.modules if name.startswith("reportcheck.") and "compiled" not in name]
print("modules", code, *(sys.modules[name].__file__ for name in modules), sep="\\n")
"""


def loaded_at_once(tree: ast.Module) -> Iterator[str]:
    """What a module imports when it is imported itself."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Those of ours that the check of a page without a fault loads."""
    page = tmp_path_factory.mktemp("start") / "page.html"
    page.write_text(to_html(true_report(1, "2021", 99)), encoding="utf-8")
    command = [sys.executable, "-c", SHOW, str(page)]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    code, *paths = printed.partition("modules\n")[2].split()
    assert code == "0", printed
    return list(map(Path, paths))


def test_no_library_that_is_dear(modules: list[Path]) -> None:
    assert len(modules) > 50
    for path in modules:
        loaded = set(loaded_at_once(ast.parse(path.read_text(encoding="utf-8"))))
        assert not loaded & AVOIDED, path
        assert "typing.NamedTuple" not in loaded, path


def test_nothing_only_a_fault_or_another_format_needs(modules: list[Path]) -> None:
    names = {path.stem for path in modules}
    assert not names & {"phrasing", "misreading", "glued", "code", "folders", "http", "packs", "pdf", "docx", "cues"}
