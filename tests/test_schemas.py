"""The schemas themselves: sound, explained, made by the tool; and those of the files people write, forms and configuration."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from closed_schemas import NAMES, OPEN
from reportcheck import configuration, contract
from reportcheck.errors import UsageError
from reportcheck.forms import load

ROOT = Path(__file__).resolve().parent.parent
FORM_FILES = sorted((ROOT / "src" / "reportcheck" / "forms").glob("*.toml"))


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property a schema names, at any depth."""
    if isinstance(schema, list):
        for each in schema:
            yield from properties(each)
    elif isinstance(schema, dict):
        if "object" in schema.get("type", ()):
            yield from schema.get("properties", {}).items()
        for value in schema.values():
            yield from properties(value)


def test_the_schemas_are_these():
    assert contract.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name):
    schema = contract.load_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:reportcheck:schema:{name}:1"


@pytest.mark.parametrize("name", NAMES)
def test_every_property_says_what_it_is(name):
    found = list(properties(contract.load_schema(name)))
    assert found
    assert [key for key, schema in found if not {"title", "description"} <= set(schema)] == []


@pytest.mark.parametrize("path", FORM_FILES, ids=lambda path: path.stem)
def test_an_edition_keeps_the_schema_of_forms(path):
    assert list(OPEN["form"].iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("layout =", "lay_out ="),
        ('kind = "count"', 'kind = "counts"'),
        ('requires = ["aspects", "fee-statement"]', 'requires = ["everything"]'),
        ("first_year = 2021", 'first_year = "2021"'),
        ("received + carried_in = handled", "received - carried_in = handled"),
        ("received + carried_in = handled", "received + carried_in > handled"),
        ("handled = result.*", "handled = result.*.other"),
        ('along = "row"', 'along = "diagonal"'),
        ("authority =", "authorities ="),
        ('id = "overview"', 'id = "Overview"'),
    ],
)
def test_a_form_that_is_none_is_wrong(old, new):
    text = FORM_FILES[-1].read_text(encoding="utf-8")
    assert old in text
    assert load(text)
    assert not OPEN["form"].is_valid(tomllib.loads(text.replace(old, new)))


GOOD_CONFIGURATIONS = [
    "",
    'lang = "zh"',
    'profile = "clerk"\nfail-on = "never"\nundecided = "fail"\njobs = 4\nallow-private = true',
    'select = ["sums", "missing-section"]\nignore = []',
    '[severities]\nmissing-section = "note"',
    "[limits]\nbytes = 1\ncells = 2\ncolumn-span = 3\nrow-span = 4\nnesting = 5\npages = 6\nseconds = 0.5\nmemory = 7",
    "[limits]\nseconds = 30",
]
BAD_CONFIGURATIONS = [
    'language = "zh"',
    'lang = "fr"',
    "lang = 1",
    'profile = "everyone"',
    'select = "sums"',
    "ignore = [1]",
    'fail-on = "broken"',
    'undecided = "maybe"',
    "jobs = 0",
    "jobs = 1.5",
    "jobs = true",
    'allow-private = "yes"',
    "severities = []",
    '[severities]\nmissing-section = "fatal"',
    "limits = 1",
    "[limits]\nbytes = 0",
    "[limits]\nbytes = 1.5",
    "[limits]\nseconds = 0",
    "[limits]\nseconds = true",
    "[limits]\ncolumn_span = 3",
]


@pytest.mark.parametrize("text", GOOD_CONFIGURATIONS)
def test_a_good_configuration_is_good_for_schema_and_program(text):
    table = tomllib.loads(text)
    assert list(OPEN["config"].iter_errors(table)) == []
    assert configuration.from_table(table, "reportcheck.toml")


@pytest.mark.parametrize("text", BAD_CONFIGURATIONS)
def test_a_bad_configuration_is_bad_for_schema_and_program(text):
    table = tomllib.loads(text)
    assert not OPEN["config"].is_valid(table)
    with pytest.raises(UsageError):
        configuration.from_table(table, "reportcheck.toml")


def test_the_schemas_are_those_the_tool_makes():
    run = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "schemas.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_a_stale_file_is_named_with_the_remedy(tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import generated

    monkeypatch.setattr(generated, "ROOT", tmp_path)
    files = {tmp_path / "schemas" / "report.schema.json": "{}\n"}
    assert generated.settle(files, ["--check"]) == 1
    assert capsys.readouterr().out == "schemas/report.schema.json is not up to date: run `make docs`\n"
    assert generated.settle(files, []) == 0
    assert generated.settle(files, ["--check"]) == 0
    assert generated.settle(files, ["--chek"]) == 1
