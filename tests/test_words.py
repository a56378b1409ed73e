"""The words of the command line mean the same in whatever order and spelling, and wrong ones are told, never guessed."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportcheck
from calling import called
from reportcheck.cli.checking import Judging
from reportcheck.cli.commands import COMMANDS, load
from reportcheck.cli.help import NARROWEST, WIDEST, help_text
from reportcheck.cli.words import Words, read
from reportcheck.errors import UsageError
from reportcheck.language import width

NAMES = sorted(COMMANDS)
WORDS = sorted({option.name for name in NAMES for option in load(name).options.values()})


def check(*words: str) -> Words:
    found = read("check", load("check"), words)
    assert found is not None
    return found


def refused(*words: str, command: str = "check") -> UsageError:
    with pytest.raises(UsageError) as caught:
        read(command, load(command), words)
    return caught.value


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_called_with_what_its_function_takes(name: str) -> None:
    command = load(name)
    parameters = inspect.signature(command.run).parameters.values()
    named = {parameter.name for parameter in parameters if parameter.kind is parameter.KEYWORD_ONLY}
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters):
        named |= set(Judging._fields)
    assert named == set(command.options)


def spelt(draw: Callable[..., object], name: str, value: str) -> list[str]:
    """One of the ways to write an option and its value."""
    glued = f"{name}={value}" if name.startswith("--") else name + value
    return [glued] if draw(st.booleans()) else [name, value]


@st.composite
def lines(draw: Callable[..., object]) -> tuple[list[str], Words]:
    """The words of a call of `check`, and what they mean."""
    targets = draw(st.lists(st.sampled_from(["a.html", "-", "folder", "年报.pdf", "https://x/?a=b&c"]), min_size=1))
    packs = draw(st.lists(st.sampled_from(["p.toml", "q=1.toml", "r s.toml"]), max_size=2))
    chosen = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "format": st.sampled_from(["text", "json", "jsonl"]),
                "jobs": st.integers(1, 99),
                "as_of": st.dates().map(str),
                "select": st.lists(st.sampled_from(["sums", "tables"]), min_size=1).map(tuple),
                "debug": st.just(True),
                "allow_private": st.just(True),
            },
        )
    )
    options = load("check").options
    groups = [[target] for target in targets]
    for field, value in chosen.items():
        option = options[field]
        written = ",".join(value) if isinstance(value, tuple) else str(value)
        groups.append(spelt(draw, option.name, written) if option.value else [option.name])
    packed = [spelt(draw, "--pack", pack) for pack in packs]
    # Targets and packs keep their own order among the others.
    order = draw(st.permutations([*range(len(groups)), *range(-len(packed), 0)]))
    first, second = iter(sorted(i for i in order if i in range(len(targets)))), iter(range(len(packed)))
    words = [
        word
        for i in order
        for word in (packed[next(second)] if i < 0 else groups[next(first)] if i < len(targets) else groups[i])
    ]
    behind = draw(st.none() | st.lists(st.sampled_from(["--debug", "-x", "--", "b.html"]), max_size=2))
    meant = {field: option.default for field, option in options.items()} | chosen | {"packs": tuple(packs)}
    return [*words, *(["--", *behind] if behind is not None else [])], Words((*targets, *(behind or ())), meant)


@given(lines())
def test_options_stand_anywhere_among_the_targets(line: tuple[list[str], Words]) -> None:
    words, meant = line
    assert check(*words) == meant


@given(st.sampled_from(NAMES), st.lists(st.sampled_from([*WORDS, "--", "-", "-5", "--help", "-j2", "x=1", "a b", ""])))
def test_whatever_the_words_they_are_taken_or_refused(name: str, words: Sequence[str]) -> None:
    try:
        found = read(name, load(name), words)
    except UsageError as error:
        detail = error.detail
    else:
        detail = "taken"
        assert found is None or set(found.arguments) == set(load(name).options)
    assert detail in ("taken", "no-such-option", "option", "missing-argument", "usage", "bad-option")


def test_the_last_of_an_option_counts() -> None:
    assert check("a", "--format", "json", "--format=jsonl").arguments["format"] == "jsonl"


@pytest.mark.parametrize(
    ("words", "option", "nearest"),
    [
        (["--form", "json", "a"], "--form", "--format"),
        (["--formt=json", "a"], "--formt", "--format"),
        (["--allow", "a"], "--allow", "--allow-private"),
        (["-5"], "-5", "-j"),
        (["-xyz", "a"], "-x", "-j"),
        (["--help", "--debu"], "--debu", "--debug"),
    ],
)
def test_no_option_is_guessed_from_a_part_of_it(words: list[str], option: str, nearest: str) -> None:
    error = refused(*words)
    assert (error.detail, error.arguments) == ("no-such-option", {"option": option, "nearest": nearest})


@pytest.mark.parametrize("words", [["a", "--lang"], ["--lang", "--", "a"], ["--debug=1", "a"], ["a", "-j"]])
def test_an_option_has_its_value_and_a_switch_none(words: list[str]) -> None:
    error = refused(*words)
    assert (error.detail, error.arguments["help"]) == ("option", "reportcheck check --help")


@pytest.mark.parametrize("words", [["-j-1"], ["-j", "-1"], ["-j", "²"], ["--select="], ["--as-of", "2025-02-30"]])
def test_a_bad_value_is_told_with_those_there_are(words: list[str]) -> None:
    assert refused(*words, "a").detail == "bad-option"


def test_what_must_be_given_is_shown_as_it_is_written() -> None:
    usage = "reportcheck show [OPTIONS] -o DIR FILE.pdf"
    assert refused("a.pdf", command="show").arguments == {"name": "-o DIR", "usage": usage}
    assert refused("-o", "x", command="show").arguments == {"name": "FILE.pdf", "usage": usage}
    assert refused("-o", "x", "a.pdf", "b.pdf", command="show").arguments == {"usage": usage}


def test_before_the_command_stands_what_is_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDEST))
    helped = called("--help")
    assert helped == (0, help_text(None, WIDEST), "")
    assert called("--help", "check") == helped
    assert called() == called("--") == (2, "", helped.out)
    assert called("--", "schema", "form").code == 0
    for word in ("-h", "--hlp"):
        assert "最接近的是 --help。" in called(word, "check").err
    assert called("--help=1", "check").err == "选项 --help 缺少值，或不应带值，参见 reportcheck --help。\n"
    assert called("-").err == called("-", "check").err == "没有命令 -，最接近的是 show。\n"


@pytest.mark.parametrize("name", [None, *NAMES])
@pytest.mark.parametrize("columns", [NARROWEST, 64, WIDEST])
def test_no_line_of_a_help_is_wider_than_the_terminal(name: str | None, columns: int) -> None:
    lines = help_text(name, columns).splitlines()
    assert [line for line in lines if width(line) > columns and "|" not in line and "Usage" not in line] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_help_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for wide, columns in (("200", WIDEST), ("60", 60), ("20", NARROWEST)):
        monkeypatch.setenv("COLUMNS", wide)
        assert called("check", "--help").out == help_text("check", columns)


def test_only_the_command_asked_for_is_imported() -> None:
    script = (
        "import sys; from reportcheck.cli import run; run(['schema', 'form'], sys.stderr, sys.stderr); "
        "print(*sorted(name for name in sys.modules if name.startswith('reportcheck.cli.')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(reportcheck.__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    names = ("commands", "listing", "options", "terminal", "words")
    assert done.stdout.split() == [f"reportcheck.cli.{name}" for name in names]
