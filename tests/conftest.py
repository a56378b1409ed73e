"""What all tests share: the real documents beside the checkout, and the count of facts read right in them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
REAL = Path(os.environ.get("REPORTCHECK_REAL") or ROOT.parent / "shared" / "real")

# A slow or busy machine is no failure; the profile hypothesis picks for CI stays the parent.
settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")


class RealFacts:
    """The tally of the run: of so many facts in so many real documents, so many were read right."""

    def __init__(self) -> None:
        self.right = 0
        self.total = 0
        self.files: set[str] = set()

    def __call__(self, right: int, total: int, file: str | Path) -> None:
        """Add the facts of one file; each fact is to be counted by one test only."""
        self.right += right
        self.total += total
        self.files.add(Path(file).name)

    def __str__(self) -> str:
        return f"real documents: {self.right} facts right of {self.total}, {len(self.files)} files"


TALLY = pytest.StashKey[RealFacts]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TALLY] = RealFacts()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    terminalreporter.write_line(str(config.stash[TALLY]))


@pytest.fixture(scope="session")
def real() -> Callable[[str], Path]:
    """`real(name)` is the path of a real document; without the folder the test is skipped, or failed where CI=true."""

    def find(name: str) -> Path:
        if not REAL.is_dir():
            missing = f"no folder {REAL} (REPORTCHECK_REAL names another)"
            if os.environ.get("CI") == "true":
                pytest.fail(missing)
            pytest.skip(missing)
        path = REAL / name
        if not path.is_file():
            pytest.fail(f"no real document {name} in {REAL}")
        return path

    return find


@pytest.fixture(scope="session")
def real_facts(pytestconfig: pytest.Config) -> RealFacts:
    """`real_facts(right, total, file)` adds to the line `real documents: …` that ends the run."""
    return pytestconfig.stash[TALLY]
