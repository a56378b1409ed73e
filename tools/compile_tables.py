"""The data files of the package, and a table made from its code → modules of one literal each in the wheel.

The build calls it; an editable installation and a checkout go without (see `reportcheck/resources.py`).
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path("src", "reportcheck")


class CompiledTables(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Hatch's custom build hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before a wheel is built: write the modules aside and have them put in."""
        if version == "editable":
            return
        self.folder = TemporaryDirectory()
        for name, source in modules(Path(self.root, PACKAGE)).items():
            written = Path(self.folder.name, f"{name}.py")
            written.write_text(source, encoding="utf-8")
            build_data["force_include"][str(written)] = f"reportcheck/compiled/{name}.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Afterwards: nothing of it stays."""
        if version != "editable":
            self.folder.cleanup()


def modules(package: Path) -> dict[str, str]:
    """Module name → its source, for every TOML file of the package and the table of cues, and what holds them."""
    found = {"__init__": '"""The data files of the package as Python literals, written by the build."""\n'}
    for path in sorted(package.rglob("*.toml")):
        name = path.relative_to(package).with_suffix("").as_posix()
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found[name.replace("/", "_")] = _module(path.name, table)
    return found | {"quantities_lexicon": _module("Cues by their first characters", _cues(package))}


def _module(title: str, table: dict[str, Any]) -> str:
    return f'"""{title}, written by the build."""\n\nTABLE = {table!r}\n'


def _cues(package: Path) -> dict[str, Any]:
    """Worked out by the package itself, which for this needs nothing but Python."""
    sys.path.insert(0, str(package.resolve().parent))
    try:
        from reportcheck.quantities.lexicon import cues_by_first

        return cues_by_first()
    finally:
        sys.path.pop(0)
