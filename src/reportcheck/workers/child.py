"""A task's name and jobs on standard input → answers on standard output: what runs inside a worker process."""

from __future__ import annotations

import json
import os
import pkgutil
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any

from reportcheck.errors import Crashed, LimitExceeded, TargetError

ORPHAN_SECONDS = 2.0
"""What a worker may overrun its limit by before the system ends it, should nobody else have done so."""


def serve(*, task: str, memory: int, seconds: float) -> None:
    """Be a worker: look the task up, then answer jobs until standard input ends. `memory` in bytes."""
    # An interrupt reaches the whole group of processes; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lines, answers = _take_over_pipes()
    _limit_resources(memory)
    # Made before it is needed: once memory is exhausted there is none left to make it in.
    exhausted = _failure(LimitExceeded("memory", bytes=memory))
    try:
        function = pkgutil.resolve_name(task)
    except BaseException as error:
        _send(answers, _failure(Crashed("start", reason=type(error).__name__)))
        return
    _send(answers, to_line({"value": None}))
    for line in iter(lines.get, b""):
        _end_orphan_after(seconds + ORPHAN_SECONDS)
        answer = _answer(function, line, exhausted)
        _end_orphan_after(0.0)
        _send(answers, answer)


def _take_over_pipes() -> tuple[SimpleQueue[bytes], IO[bytes]]:
    """Keep the two pipes for ourselves: what a task, or a library in C, prints or reads cannot reach them."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(jobs, lines), daemon=True).start()
    return lines, answers


def _receive(jobs: IO[bytes], lines: SimpleQueue[bytes]) -> None:
    """Pass jobs on; when there can be no more, the parent is gone, and with it the reason to finish anything."""
    for line in jobs:
        lines.put(line)
    os._exit(0)


def _limit_resources(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    for name, most in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0)):
        with suppress(AttributeError, ValueError, OSError):
            kind = getattr(resource, name)
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_orphan_after(seconds: float) -> None:
    """Let the system end us: code that never gives way, a hostile pattern say, also holds the thread that watches."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(function: Callable[[Any], object], line: bytes, exhausted: bytes) -> bytes:
    """The line for one job; nothing a task raises gets past here."""
    try:
        return _encode(function(json.loads(line)))
    except MemoryError:
        return exhausted
    except TargetError as error:
        return _failure(error)
    except BaseException as error:
        return _failure(Crashed("exception", name=type(error).__name__))


def _encode(value: object) -> bytes:
    try:
        return to_line({"value": value})
    except (TypeError, ValueError, RecursionError) as error:
        raise Crashed("answer", reason="not-json") from error


def _failure(error: TargetError) -> bytes:
    try:
        return to_line({"error": {"kind": error.kind, "detail": error.detail, "arguments": error.arguments}})
    except (TypeError, ValueError):
        return _failure(Crashed("answer", reason="not-json"))


def to_line(value: object) -> bytes:
    """JSON on one line, in ASCII so that any string survives. Raises `TypeError`, `ValueError` for what is not JSON."""
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"


def _send(answers: IO[bytes], line: bytes) -> None:
    answers.write(line)
    answers.flush()
