"""What the import contracts in pyproject.toml cannot say: who may connect, print, exit, query and name an edition."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "reportcheck"
MODULES = sorted(HOUSE.rglob("*.py"))

NETWORK = {"socket", "socketserver", "http", "ssl", "urllib.request", "ftplib", "smtplib", "requests", "httpx"}
PRINTING = {"print", "input", "exit", "quit", "SystemExit"}
STREAMS = {"sys.stdout", "sys.stderr", "sys.exit", "os._exit"}
DATABASES = {"sqlite3", "duckdb"}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s.+\sSET|DELETE\s+FROM|(CREATE|DROP|ALTER)\s+TABLE)\b", re.DOTALL
)
EDITIONS = {"2019", "2021"} | {path.stem for path in (HOUSE / "forms").glob("*.toml")}
HOST = re.compile(r"\.gov\.cn\b")
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager"}
LONGEST = 300

# Which rooms may do what; everyone else may not.
CONNECTS = {"sources", "crawl", "web"}
PRINTS = {"cli"}
WRITES_TO_PIPE = {"workers"}
QUERIES = {"store"}


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names a module imports from outside the house, with what it takes from them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_any(tree: ast.AST, names: set[str]) -> Iterator[str]:
    for name in imported(tree):
        if any(name == banned or name.startswith(f"{banned}.") for banned in names):
            yield f"import of {name}"


def dotted(tree: ast.AST) -> Iterator[str]:
    """What a module takes from another by name, as in `sys.exit`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def strings(tree: ast.AST) -> Iterator[str]:
    """The text constants of a module, its docstrings left out."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def connections(tree: ast.AST, room: str) -> Iterator[str]:
    if room not in CONNECTS:
        yield from imports_any(tree, NETWORK)


def prints_and_exits(tree: ast.AST, room: str) -> Iterator[str]:
    if room in PRINTS:
        return
    yield from imports_any(tree, {"argparse"})
    yield from (node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in PRINTING)
    if room not in WRITES_TO_PIPE:
        yield from imports_any(tree, STREAMS)
        yield from (name for name in dotted(tree) if name in STREAMS)


def queries(tree: ast.AST, room: str) -> Iterator[str]:
    if room not in QUERIES:
        yield from imports_any(tree, DATABASES)
        yield from (text for text in strings(tree) if SQL.search(text))


def editions_and_hosts(tree: ast.AST, room: str) -> Iterator[str]:
    yield from (text for text in strings(tree) if text in EDITIONS or HOST.search(text))


GUARDS = [connections, prints_and_exits, queries, editions_and_hosts]


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_nobody_does_what_belongs_to_another_floor(path, guard):
    assert list(guard(ast.parse(path.read_text(encoding="utf-8")), room_of(path))) == []


@pytest.mark.parametrize(
    ("guard", "room", "code"),
    [
        (connections, "readers", "import http.client"),
        (connections, "rules", "from urllib import request"),
        (connections, "pipeline", "from urllib.request import urlopen"),
        (prints_and_exits, "outputs", "print('done')"),
        (prints_and_exits, "pipeline", "import sys; sys.exit(2)"),
        (prints_and_exits, "codec", "raise SystemExit(2)"),
        (prints_and_exits, "grid", "from sys import stderr"),
        (prints_and_exits, "workers", "print('done')"),
        (prints_and_exits, "outputs", "from argparse import ArgumentParser"),
        (queries, "codec", "import sqlite3"),
        (queries, "batch", "run('SELECT publisher FROM reports')"),
        (editions_and_hosts, "rules", "if edition == '2021': pass"),
        (editions_and_hosts, "assemble", "old = edition in ('2019',)"),
        (editions_and_hosts, "sources", "host = 'www.example.gov.cn'"),
    ],
)
def test_a_guard_sees_the_trespass(guard, room, code):
    assert list(guard(ast.parse(code), room))


@pytest.mark.parametrize(
    ("guard", "room", "code"),
    [
        (connections, "sources", "import http.client"),
        (connections, "outputs", "from urllib.parse import quote"),
        (prints_and_exits, "cli", "import sys, argparse; print('done', file=sys.stderr); sys.exit(2)"),
        (prints_and_exits, "workers", "import os, sys; sys.stdout.buffer.write(b'{}'); os._exit(0)"),
        (queries, "store", "import duckdb; run('SELECT publisher FROM reports')"),
        (queries, "cli", "option('--select', help='Select rules from families')"),
        (editions_and_hosts, "forms", '"""2021"""'),
    ],
)
def test_a_guard_lets_the_owner_pass(guard, room, code):
    assert list(guard(ast.parse(code), room)) == []


def test_no_module_has_a_vague_name():
    names = {part for path in MODULES for part in path.relative_to(HOUSE).with_suffix("").parts}
    assert names & VAGUE == set()


def test_a_long_module_has_a_decision_behind_it():
    decisions = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md"))
    long = {
        path.relative_to(HOUSE).as_posix()
        for path in MODULES
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST
    }
    assert {name for name in long if name not in decisions} == set()
