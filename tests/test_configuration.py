from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportcheck.configuration import KEYS, TABLES, THRESHOLDS, Configuration, find, from_table
from reportcheck.errors import UsageError
from reportcheck.values import Limits

SCHEMA = Path(__file__).resolve().parent.parent / "schemas" / "config.schema.json"

FULL = """
lang = "en"
profile = "clerk"
select = ["sums"]
ignore = ["missing-row", "wording"]
fail-on = "warning"
undecided = "fail"
jobs = 3
allow-private = true

[severities]
missing-row = "note"
blank-cell = "warning"

[thresholds]
text-reused = 70

[limits]
bytes = 1000
column-span = 7
seconds = 2
"""


@pytest.fixture
def nothing_above(monkeypatch, tmp_path):
    """A folder whose parents hold no configuration, as far as the search can see."""
    monkeypatch.setattr(Path, "absolute", lambda self: self)
    monkeypatch.chdir(tmp_path)
    return Path()


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        find(folder)
    return caught.value


def test_without_a_file_everything_is_unset(nothing_above):
    assert find(nothing_above) == Configuration(limits=Limits(), path=None)


def test_every_key_is_read(tmp_path):
    path = write(tmp_path, "reportcheck.toml", FULL)
    assert find(tmp_path) == Configuration(
        lang="en",
        profile="clerk",
        select=("sums",),
        ignore=("missing-row", "wording"),
        fail_on="warning",
        undecided="fail",
        jobs=3,
        allow_private=True,
        severities=(("blank-cell", "warning"), ("missing-row", "note")),
        thresholds=(("text-reused", 70),),
        limits=Limits(bytes=1000, column_span=7, seconds=2.0),
        path=str(path),
    )


def test_the_nearest_file_upwards_is_the_one(tmp_path):
    write(tmp_path, "reportcheck.toml", 'lang = "en"')
    inner = write(tmp_path, "a/b/reportcheck.toml", 'lang = "zh"')
    (tmp_path / "a/b/c").mkdir()
    assert find(tmp_path / "a/b/c").path == str(inner)
    assert find(tmp_path / "a").lang == "en"


def test_a_project_file_with_the_table_counts(tmp_path):
    write(tmp_path, "pyproject.toml", '[tool.reportcheck]\nlang = "en"\n[tool.reportcheck.limits]\npages = 9')
    configuration = find(tmp_path)
    assert (configuration.lang, configuration.limits.pages) == ("en", 9)


def test_a_project_file_without_the_table_is_passed_over(tmp_path):
    write(tmp_path, "pyproject.toml", '[tool.reportcheck]\nlang = "en"')
    write(tmp_path, "a/pyproject.toml", '[project]\nname = "other"')
    assert find(tmp_path / "a").lang == "en"


def test_the_own_file_wins_over_the_project_file_beside_it(tmp_path):
    write(tmp_path, "pyproject.toml", '[tool.reportcheck]\nlang = "en"')
    write(tmp_path, "reportcheck.toml", 'lang = "zh"')
    assert find(tmp_path).lang == "zh"


def test_a_byte_order_mark_is_no_error(tmp_path):
    write(tmp_path, "reportcheck.toml", '\ufefflang = "en"')
    assert find(tmp_path).lang == "en"


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ('profil = "clerk"', "profil", "profile"),
        ('fail_on = "error"', "fail_on", "fail-on"),
        ("[limits]\nsecond = 3", "limits.second", "limits.seconds"),
        ("[limit]\nseconds = 3", "limit", "limits"),
        ("[thresholds]\ntext-reuse = 60", "thresholds.text-reuse", "thresholds.text-reused"),
        ("zzz = 1", "zzz", None),
    ],
)
def test_an_unknown_key_is_refused_naming_the_nearest(tmp_path, text, key, nearest):
    path = write(tmp_path, "reportcheck.toml", text)
    error = refusal(tmp_path)
    assert error.detail == "unknown-key"
    assert (error.arguments["path"], error.arguments["key"]) == (str(path), key)
    assert error.arguments["nearest"] in ((*KEYS, *TABLES) if nearest is None else (nearest,))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('lang = "fr"', "lang"),
        ("lang = 3", "lang"),
        ('profile = ["clerk"]', "profile"),
        ('select = "sums"', "select"),
        ("ignore = [1]", "ignore"),
        ("jobs = 0", "jobs"),
        ("jobs = true", "jobs"),
        ("allow-private = 1", "allow-private"),
        ('severities = "error"', "severities"),
        ('[severities]\nblank-cell = "grave"', "severities.blank-cell"),
        ("thresholds = 50", "thresholds"),
        ("[thresholds]\ntext-reused = 101", "thresholds.text-reused"),
        ("[thresholds]\ntext-reused = 0.5", "thresholds.text-reused"),
        ("limits = 3", "limits"),
        ("[limits]\nbytes = 1.5", "limits.bytes"),
        ("[limits]\npages = -1", "limits.pages"),
        ("[limits]\nseconds = 0", "limits.seconds"),
        ("[limits]\nseconds = nan", "limits.seconds"),
        ("[limits]\nseconds = inf", "limits.seconds"),
    ],
)
def test_a_bad_value_is_refused_naming_what_is_allowed(tmp_path, text, key):
    write(tmp_path, "reportcheck.toml", text)
    error = refusal(tmp_path)
    assert (error.detail, error.arguments["key"]) == ("bad-value", key)
    assert error.arguments["allowed"]


def test_a_table_that_is_none_is_refused(tmp_path):
    write(tmp_path, "pyproject.toml", "[tool]\nreportcheck = 3")
    assert refusal(tmp_path).detail == "bad-value"


@pytest.mark.parametrize("data", [b"lang = ", b"lang = '\xff'"])
def test_broken_toml_is_refused(tmp_path, data):
    (tmp_path / "reportcheck.toml").write_bytes(data)
    error = refusal(tmp_path)
    assert (error.detail, error.arguments["path"]) == ("broken-configuration", str(tmp_path / "reportcheck.toml"))


def test_every_limit_can_be_set():
    limits = {name.replace("_", "-"): 5 for name in Limits._fields}
    assert from_table({"limits": limits}, "x").limits == Limits(*(5 for _ in limits))


def test_the_published_schema_has_the_same_keys():
    properties = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]
    assert set(properties) == {*KEYS, *TABLES}
    assert set(properties["thresholds"]["properties"]) == set(THRESHOLDS)
    assert set(properties["limits"]["properties"]) == {name.replace("_", "-") for name in Limits._fields}
