"""Files that fill a memory or never end, from wherever they come → one sentence, in the words of people."""

from __future__ import annotations

import io
import signal
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from reportcheck import sources, workers
from reportcheck.batch import Outcome, check_targets
from reportcheck.cli import run
from reportcheck.errors import Crashed
from reportcheck.language import failure_sentence, texts
from reportcheck.values import Checked, Judgement, Limits
from test_pdf_bad_input import good, nested_forms

BOMB = nested_forms(12, 4)
LIMITS = Limits(seconds=3.0, memory=600_000_000)
STOPPED = ("limit", "timeout", "crashed")


class Server(HTTPServer):
    """Gives the same bytes at every address and counts how often it was asked."""

    asked = 0


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert isinstance(self.server, Server)
            self.server.asked += 1
            self.send_response(200)
            self.end_headers()
            self.wfile.write(BOMB)

        def log_message(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def checked(*words: str) -> list[Outcome[Checked]]:
    return list(check_targets(sources.find(words), Judgement(), LIMITS, jobs=1, allow_private=True))


def kinds(*words: str) -> list[str | None]:
    return [outcome.failure and outcome.failure.kind for outcome in checked(*words)]


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_handed_to_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, BOMB)
    assert kinds("-")[0] in STOPPED


def test_so_it_is_among_other_targets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    piped(monkeypatch, BOMB)
    (tmp_path / "other.pdf").write_bytes(good())
    first, second = kinds("-", str(tmp_path / "other.pdf"))
    assert first in STOPPED
    assert second == "not-an-annual-report"


def test_an_address_is_fetched_once_and_handed_to_a_worker(server: Server) -> None:
    assert kinds(f"http://127.0.0.1:{server.server_port}/report.pdf")[0] in STOPPED
    assert server.asked == 1


def test_harmless_drawings_in_drawings_are_read_there_as_here(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, good() + b"\n% /Form\n")
    (outcome,) = checked("-")
    assert outcome.failure is not None
    assert outcome.failure.kind == "not-an-annual-report"
    assert outcome.origin == "-"


@pytest.mark.parametrize("kind", ["file", "stdin"])
def test_pages_are_drawn_in_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reportcheck.toml").write_text("[limits]\nseconds = 3.0\nmemory = 600000000\n", encoding="utf-8")
    Path("bomb.pdf").write_bytes(BOMB)
    piped(monkeypatch, BOMB)
    out, err = io.StringIO(), io.StringIO()
    assert run(["show", "bomb.pdf" if kind == "file" else "-", "-o", "pages"], out, err) == 2
    assert out.getvalue() == ""
    assert len(err.getvalue().splitlines()) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_sentence_names_a_signal_or_a_word_of_the_program(language: str) -> None:
    assert language in ("zh", "en")
    crashes = [
        Crashed("signal", signal=each.name) for each in signal.valid_signals() if isinstance(each, signal.Signals)
    ]
    crashes += [Crashed("exit", status=137), Crashed("answer", reason="not-json"), Crashed("start", reason="OSError")]
    for error in crashes:
        told = failure_sentence(error.kind, error.detail, error.arguments, language)
        assert told == texts()[f"error.crashed.{error.detail}"][language]
        assert not any(str(fact) in told for fact in error.arguments.values())


def test_the_signal_is_kept_for_programs_and_told_where_debugging_is_asked_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bomb.pdf").write_bytes(BOMB)
    died = workers.Answer({}, None, Crashed("signal", signal="SIGABRT"))
    monkeypatch.setattr(workers, "run", lambda *_, **__: (answer for answer in [died]))
    selection = sources.find([str(tmp_path / "bomb.pdf")])
    for debug in (False, True):
        (outcome,) = check_targets(selection, Judgement(), LIMITS, debug=debug)
        assert outcome.failure is not None
        assert outcome.failure.arguments == {"detail": "signal", "signal": "SIGABRT"}
        assert "SIGABRT" not in outcome.failure.message
        assert ("SIGABRT" in capfd.readouterr().err) is debug
