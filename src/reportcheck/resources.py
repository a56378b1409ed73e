"""The name of a data file of the package → what is in it: the twin compiled when the package was built, else its TOML.

Parsing the forms and the sentences anew costs a start more than importing lxml does. So the build writes each file once
more as a module that holds one literal (`compile_tables.py`), which Python stores as bytecode; a checkout has no such
modules and reads the TOML, which alone is kept by hand. What is worked out from the code alone is kept there as well.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def table(name: str) -> dict[str, Any]:
    """The table `name`.toml, a path below the package without its ending; FileNotFoundError if there is none."""
    return built(name, lambda: _read(name))


def built(name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What the build wrote under that name, else what is made now."""
    try:
        found: dict[str, Any] = import_module(f"reportcheck.compiled.{module(name)}").TABLE
    except ModuleNotFoundError:
        return make()
    return found


def _read(name: str) -> dict[str, Any]:
    from pathlib import Path
    from tomllib import loads

    return loads(Path(__file__).parent.joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def module(name: str) -> str:
    """What the compiled twin of that table is called."""
    return name.replace("/", "_")
