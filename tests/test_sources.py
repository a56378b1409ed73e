"""Files, folders, globs and standard input → targets and sources, or the right error. Addresses: test_sources_http."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reportcheck.errors import Empty, NotFound, Refused, TargetError, TooLarge, UnsupportedType
from reportcheck.sources import Target, find, read
from reportcheck.values import Limits, Source

PAGE = "<html><title>2023年政府信息公开工作年度报告</title></html>".encode()
LIMITS = Limits(bytes=100_000, seconds=5.0)

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


def origins(*words: str) -> list[str]:
    return [target.origin for target in find(words).targets]


def read_word(word: str, limits: Limits = LIMITS, *, allow_private: bool = False) -> Source:
    (target,) = find([word]).targets
    return read(target, limits, allow_private=allow_private)


def facts(error: pytest.ExceptionInfo[TargetError]) -> tuple[str | None, dict[str, Any]]:
    return error.value.detail, error.value.arguments


def plant(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(PAGE + name.encode("utf-8", "surrogateescape"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be nobody where the tests are run by root, whom no permission stops."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


class TestFind:
    def test_a_file_is_called_as_it_was_given(self, here: Path) -> None:
        plant(here, "a.html")
        (target,) = find(["./a.html"]).targets
        assert target == Target("./a.html", "file", f"{here}/./a.html", named=True)

    @pytest.mark.parametrize("word", ["reports", "reports/", "./reports", "../{}/reports"])
    def test_a_folder_is_searched_whole_in_the_order_of_paths(self, here: Path, word: str) -> None:
        plant(here, "reports/b.html", "reports/a/z.html", "reports/a-b.html", "reports/a/b/c.html", "reports/B.html")
        word = word.format(here.name)
        stem = word.rstrip("/")
        expected = ["B.html", "a/b/c.html", "a/z.html", "a-b.html", "b.html"]
        assert origins(word) == [f"{stem}/{name}" for name in expected]
        assert not any(target.named for target in find([word]).targets)

    def test_the_root_and_the_working_directory_are_folders_too(self, here: Path) -> None:
        plant(here, "a.html")
        assert origins(".") == ["./a.html"]
        assert origins(str(here) + "//") == [f"{here}/a.html"]

    def test_targets_keep_the_order_in_which_they_were_given(self, here: Path) -> None:
        plant(here, "b/1.html", "a/1.html", "c.html")
        words = ["c.html", "https://example.org/x", "b", "-", "a"]
        assert origins(*words) == ["c.html", "https://example.org/x", "b/1.html", "-", "a/1.html"]
        assert [target.kind for target in find(words).targets] == ["file", "address", "file", "stdin", "file"]

    def test_a_file_reached_twice_stands_once_under_its_first_name(self, here: Path) -> None:
        plant(here, "a/1.html", "a/2.html")
        (here / "other").symlink_to("a")
        words = ["a/2.html", "a", "./a/1.html", str(here / "a" / "2.html"), "other/1.html", "a/*.html", "-", "-"]
        assert origins(*words) == ["a/2.html", "a/1.html", "-"]

    def test_a_file_found_and_also_named_counts_as_named(self, here: Path) -> None:
        plant(here, "a/1.csv", "a/2.csv")
        assert [(each.origin, each.named) for each in find(["a", "a/2.csv"]).targets] == [
            ("a/1.csv", False),
            ("a/2.csv", True),
        ]

    def test_names_beginning_with_a_dot_are_not_entered(self, here: Path) -> None:
        plant(here, "a/.git/x.html", "a/.hidden.html", "a/b/.cache/y.html", "a/b/z.html")
        assert origins("a") == origins("a/**/*") == origins("a/**") == ["a/b/z.html"]
        assert origins("a/*/*") == ["a/b/z.html"]
        assert origins("a/.git/*.html") == ["a/.git/x.html"]
        assert origins("a/.g*") == ["a/.git/x.html"]
        assert origins("a/.git", "a/.hidden.html") == ["a/.git/x.html", "a/.hidden.html"]
        assert find(["a"]).skipped == ()

    def test_links_leaving_the_folder_are_skipped_and_counted(self, here: Path) -> None:
        plant(here, "outside/secret.html", "a-secret.html", "a/real.html", "a/.store/kept.html")
        (here / "a" / "leaving.html").symlink_to(here / "outside" / "secret.html")
        (here / "a" / "beside.html").symlink_to(here / "a-secret.html")
        (here / "a" / "folder").symlink_to(here / "outside")
        (here / "a" / "dangling.html").symlink_to("nothing.html")
        (here / "a" / "circle").symlink_to("circle")
        (here / "a" / "inside.html").symlink_to(Path(".store") / "kept.html")
        leaving = ["beside.html", "circle", "dangling.html", "folder", "leaving.html"]
        for word in ("a", "a/**", "a/*"):
            selection = find([word])
            assert [target.origin for target in selection.targets] == ["a/inside.html", "a/real.html"]
            assert selection.skipped == tuple(f"a/{name}" for name in leaving)
        assert find(["a/*/secret.html"]).targets == ()
        assert read(find(["a"]).targets[0], LIMITS).data.endswith(b"a/.store/kept.html")

    def test_a_link_named_itself_is_followed(self, here: Path) -> None:
        plant(here, "outside/x.html")
        (here / "link.html").symlink_to(here / "outside" / "x.html")
        (here / "folder").symlink_to(here / "outside")
        assert origins("link.html", "folder") == ["link.html"]
        assert origins("folder") == ["folder/x.html"]

    def test_links_in_circles_do_not_multiply(self, here: Path) -> None:
        plant(here, "a/b/x.html")
        for name in ("one", "two", "three"):
            (here / "a" / "b" / name).symlink_to(here / "a")
        for word in ("a", "a/**/*.html", "a/**/**/**/x.html", "a/**"):
            assert origins(word) == ["a/b/x.html"]
            assert find([word]).skipped == ()

    def test_stars_in_a_row_cost_no_more_than_one(self, here: Path) -> None:
        plant(here, "a/" * 30 + "x.html")
        assert origins("**/" * 12 + "x.html") == ["a/" * 30 + "x.html"]

    @needs_pipes
    def test_devices_and_pipes_are_skipped_and_counted(self, here: Path) -> None:
        plant(here, "a/x.html")
        os.mkfifo(here / "a" / "pipe.html")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("a/socket")
            assert find(["a"]).skipped == ("a/pipe.html", "a/socket")
            assert find(["a/p*", "a/*.html"]).skipped == ("a/pipe.html",)
        assert origins("a") == ["a/x.html"]

    @pytest.mark.parametrize(
        ("word", "expected"),
        [
            ("*.html", ["top.html"]),
            ("./*.html", ["./top.html"]),
            ("r/*.html", ["r/a.html", "r/b.html"]),
            ("r//[ab].html", ["r/a.html", "r/b.html"]),
            ("r/?.pdf", ["r/a.pdf"]),
            ("r/202[34]/*", ["r/2023/x.html", "r/2024/deep/y.html"]),
            ("r/20*", ["r/2023/x.html", "r/2024/deep/y.html"]),
            ("r/**/y.html", ["r/2024/deep/y.html"]),
            ("r/**/deep/**/y.html", ["r/2024/deep/y.html"]),
            ("**/a.*", ["r/a.html", "r/a.pdf"]),
            ("r/2*/../*.html", []),
            ("r/nothing*", []),
            ("nowhere/*.html", []),
            ("top.html/*", []),
            ("r/*.html/", ["r/a.html", "r/b.html"]),
        ],
    )
    def test_a_glob_names_its_files_after_its_fixed_folder(self, here: Path, word: str, expected: list[str]) -> None:
        plant(here, "top.html", "r/a.html", "r/b.html", "r/a.pdf", "r/2023/x.html", "r/2024/deep/y.html")
        assert origins(word) == expected
        assert not any(target.named for target in find([word]).targets)

    def test_an_absolute_glob_keeps_its_folder(self, here: Path) -> None:
        plant(here, "a.html")
        assert origins(f"{here}/*.html") == [f"{here}/a.html"]

    def test_a_glob_character_in_an_existing_name_is_that_character(self, here: Path) -> None:
        plant(here, "report[1].html", "report1.html", "what?/x.html", "whats/y.html")
        (target,) = find(["report[1].html"]).targets
        assert target.origin == "report[1].html"
        assert target.named
        assert origins("what?") == ["what?/x.html"]

    def test_a_very_deep_folder_is_walked(self, here: Path) -> None:
        depth, steps = 1200, here
        for _ in range(depth):
            os.mkdir("d")
            os.chdir("d")
        Path("x.html").write_bytes(PAGE)
        os.chdir(steps)
        assert origins(".") == ["./" + "d/" * depth + "x.html"]
        assert origins("**/x.html") == ["d/" * depth + "x.html"]
        # Nothing that tidies up after the tests could: it would descend step by step into the step before.
        os.remove("d/" * depth + "x.html")
        os.removedirs("d/" * depth)

    @pytest.mark.skipif(sys.platform != "linux", reason="needs names that are not UTF-8")
    def test_a_name_that_is_not_utf8_has_an_origin_that_is(self, here: Path) -> None:
        name = os.fsdecode("年报.html".encode("gb18030"))
        plant(here, f"a/{name}")
        for word in ("a", f"a/{name}", "a/*"):
            (target,) = find([word]).targets
            assert target.origin.encode("utf-8").startswith(b"a/\\udc")
            assert read(target, LIMITS).data.startswith(PAGE)

    @settings(max_examples=60, deadline=None)
    @given(
        some.sets(
            some.lists(some.sampled_from(["a", "b-", "b", "B", ".c", "年"]), min_size=1, max_size=4).map(tuple),
            max_size=12,
        )
    )
    def test_folder_and_glob_agree_with_a_plain_listing(self, paths: set[tuple[str, ...]]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            plant(Path(folder), *("/".join(names) + "/_" for names in paths))
            listed = [path.relative_to(folder).parts for path in Path(folder).rglob("_")]
            visible = sorted(names for names in listed if not any(name.startswith(".") for name in names))
            expected = [f"{folder}/{'/'.join(names)}" for names in visible]
            assert origins(folder) == expected
            assert origins(f"{folder}/**") == expected
            assert origins(f"{folder}/**/_") == expected


class TestReadFile:
    def test_a_source_has_bytes_and_their_hash(self, here: Path) -> None:
        (here / "a.html").write_bytes(PAGE)
        expected = Source("a.html", "application/octet-stream", PAGE, hashlib.sha256(PAGE).hexdigest(), None)
        assert read_word("a.html") == expected

    def test_a_target_can_be_read_from_another_working_directory(self, here: Path) -> None:
        plant(here, "a.html", "b/c.html")
        targets = find(["a.html", "b", "b/*"]).targets
        (here / "elsewhere").mkdir()
        os.chdir(here / "elsewhere")
        assert [read(target, LIMITS).origin for target in targets] == ["a.html", "b/c.html"]

    @pytest.mark.parametrize("word", ["nowhere", "nowhere/", "a.html/x", "x" * 5000, "a\0b", ""])
    def test_what_is_not_there_is_not_found(self, here: Path, word: str) -> None:
        plant(here, "a.html")
        with pytest.raises(NotFound) as error:
            read_word(word)
        assert facts(error) == (None, {})

    def test_a_file_that_vanished_is_not_found(self, here: Path) -> None:
        plant(here, "a/1.html", "a/2.html", "b/3.html")
        targets = find(["a", "b"]).targets
        (here / "a" / "1.html").unlink()
        (here / "a" / "2.html").unlink()
        (here / "a" / "2.html").mkdir()
        shutil.rmtree(here / "b")
        for target in targets:
            with pytest.raises(NotFound):
                read(target, LIMITS)

    def test_a_link_to_itself_is_not_found(self, here: Path) -> None:
        (here / "circle").symlink_to("circle")
        with pytest.raises(NotFound):
            read_word("circle")

    @pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0\0\0", b"\xef\xbb\xbf\r\n", "\ufeff \r\n".encode("utf-16")])
    def test_nothing_but_white_space_is_empty(self, here: Path, data: bytes) -> None:
        (here / "a.txt").write_bytes(data)
        with pytest.raises(Empty):
            read_word("a.txt")

    def test_the_limit_itself_is_allowed_and_one_byte_more_is_not(self, here: Path) -> None:
        (here / "a").write_bytes(b"x" * 100)
        assert len(read_word("a", Limits(bytes=100)).data) == 100
        with pytest.raises(TooLarge) as error:
            read_word("a", Limits(bytes=99))
        assert facts(error) == (None, {"bytes": 100, "limit": 99})

    def test_a_huge_file_is_refused_without_reading_it(self, here: Path) -> None:
        with (here / "huge").open("wb") as stream:
            stream.truncate(100_000_000)
        tracemalloc.start()
        try:
            with pytest.raises(TooLarge) as error:
                read_word("huge", Limits(bytes=32_000_000))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert facts(error) == (None, {"bytes": 100_000_000, "limit": 32_000_000})
        assert peak < 1_000_000

    def test_a_file_that_grows_while_it_is_read_is_cut_off(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (here / "a").write_bytes(b"x" * 1000)
        small = list(os.stat(here / "a"))
        small[stat.ST_SIZE] = 1
        monkeypatch.setattr(os, "fstat", lambda _: os.stat_result(small))
        with pytest.raises(TooLarge) as error:
            read_word("a", Limits(bytes=10))
        assert facts(error) == (None, {"bytes": 11, "limit": 10})

    @needs_pipes
    def test_a_pipe_or_device_named_itself_is_refused_at_once(self, here: Path) -> None:
        os.mkfifo(here / "pipe")
        for word in ("pipe", os.devnull):
            with pytest.raises(UnsupportedType) as error:
                read_word(word)
            assert facts(error) == ("device", {})

    @needs_pipes
    def test_a_pipe_that_takes_the_place_of_a_file_does_not_hold_us(
        self, here: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plant(here, "a.html")
        (target,) = find(["a.html"]).targets
        status = os.stat("a.html")
        (here / "a.html").unlink()
        os.mkfifo(here / "a.html")
        monkeypatch.setattr(os, "stat", lambda _: status)
        with pytest.raises(UnsupportedType):
            read(target, LIMITS)

    def test_permission_denied_is_refused(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            folder.chmod(0o755)
            plant(folder, "a.html", "closed/b.html", "open/c.html")
            (folder / "a.html").chmod(0)
            (folder / "closed").chmod(0)
            with without_privileges():
                targets = find([name, f"{name}/closed"]).targets
                assert [target.origin for target in targets] == [
                    f"{name}/a.html",
                    f"{name}/closed",
                    f"{name}/open/c.html",
                ]
                assert read(targets[2], LIMITS).data
                for target in targets[:2]:
                    with pytest.raises(Refused) as error:
                        read(target, LIMITS)
                    assert facts(error) == ("permission", {})
            (folder / "closed").chmod(0o755)

    def test_another_error_of_the_system_is_named(self, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        plant(here, "a.html")

        def fail(*_: object) -> None:
            raise OSError(5, "input/output error")

        monkeypatch.setattr(os, "open", fail)
        with pytest.raises(Refused) as error:
            read_word("a.html")
        assert facts(error) == ("system", {"error": "EIO"})

    def test_standard_input_is_read_within_the_limit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
        source = read_word("-")
        assert (source.origin, source.data, source.fetched_at) == ("-", PAGE, None)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE)))
        with pytest.raises(TooLarge):
            read_word("-", Limits(bytes=10))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        with pytest.raises(Empty):
            read_word("-")

    def test_reading_files_does_not_load_the_network(self, here: Path) -> None:
        plant(here, "a.html")
        program = (
            "import sys; from reportcheck.sources import find, read; from reportcheck.values import Limits; "
            "read(find(['a.html']).targets[0], Limits()); "
            "print([name for name in ('ssl', 'socket', 'http.client', 'ipaddress') if name in sys.modules])"
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", program]
        assert subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout == "[]\n"
