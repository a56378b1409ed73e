"""Jobs → answers in the order of the jobs, each computed in a worker process that may crash, hang or swell alone.

A worker is a fresh interpreter. Jobs and answers are lines of JSON on its standard input and output; what a task
prints goes elsewhere. A worker ends when its parent does, however that ends.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from reportcheck.errors import TARGET_ERRORS, Crashed, LimitExceeded, TargetError, Timeout
from reportcheck.tuples import NamedTuple
from reportcheck.values import Limits
from reportcheck.workers.child import to_line

Job = TypeVar("Job", bound=Mapping[str, object])
Outcome = Any
"""What a task returned, JSON, or the `TargetError` that stands for it."""

ANSWER_BYTES = 256_000_000
START_SECONDS = 60.0
LOOK_AHEAD = 8
"""Jobs taken in advance for each worker, so that one slow document does not stop the others."""
JOBS_PER_PROCESS = 500
"""A process is replaced after so many jobs: libraries leak, and the memory limit is that of a document."""

# A worker sees the modules its parent sees, and -P keeps the working directory from adding its own.
_BEGIN = (
    "import json, sys; order = json.loads(sys.argv[1]); sys.path[:] = order.pop('path'); "
    "from reportcheck.workers.child import serve; serve(**order)"
)


class Answer(NamedTuple, Generic[Job]):
    """A job and what came of it: `value` (JSON, as the task returned it) unless there is an `error`."""

    job: Job
    value: Any
    error: TargetError | None


def run(
    task: str,
    jobs: Iterable[Job],
    *,
    workers: int,
    limits: Limits,
    answer_bytes: int = ANSWER_BYTES,
    show_stderr: bool = False,
) -> Generator[Answer[Job], None, None]:
    """Yield the answer to each job, in order, computed by `workers` processes; jobs are taken as they are needed.

    `task` is "package.module:function", a function from a job (a JSON object) to JSON; it is looked up in the workers
    only. It may be asked twice. `limits.seconds` (wall clock) and `limits.memory` hold for each job. A `TargetError`
    that the task raises comes back as the error of its answer, so do `Timeout` (seconds), `LimitExceeded` (memory) and
    `Crashed`: exception (name), signal (signal), exit (status), answer (reason), start (reason).
    Closing the generator, or leaving it in whatever way, ends the workers.
    """
    order = {"task": task, "memory": limits.memory, "seconds": limits.seconds}
    crew = [_Worker(order, limits.seconds, answer_bytes, show_stderr) for _ in range(max(1, workers))]
    assignments: SimpleQueue[_Assignment | None] = SimpleQueue()
    threads = [threading.Thread(target=_work, args=(worker, assignments), daemon=True) for worker in crew]
    for thread in threads:
        thread.start()
    try:
        yield from _answers(jobs, assignments, LOOK_AHEAD * len(crew))
    finally:
        for worker in crew:
            worker.dismiss()
            assignments.put(None)
        for thread in threads:
            thread.join()


class _Assignment(NamedTuple):
    """A job as a line, and where the outcome is put."""

    line: bytes
    outcome: Future[Outcome]


def _answers(
    jobs: Iterable[Job], assignments: SimpleQueue[_Assignment | None], most: int
) -> Generator[Answer[Job], None, None]:
    """Hand out jobs, `most` ahead of the oldest one unanswered, and yield the answers in order."""
    pending: deque[tuple[Job, Future[Outcome]]] = deque()
    for job in jobs:
        assignment = _Assignment(to_line(dict(job)), Future())
        pending.append((job, assignment.outcome))
        assignments.put(assignment)
        while pending and (len(pending) >= most or pending[0][1].done()):
            yield _to_answer(*pending.popleft())
    while pending:
        yield _to_answer(*pending.popleft())


def _to_answer(job: Job, future: Future[Outcome]) -> Answer[Job]:
    outcome = future.result()
    return Answer(job, None, outcome) if isinstance(outcome, TargetError) else Answer(job, outcome, None)


def _work(worker: _Worker, assignments: SimpleQueue[_Assignment | None]) -> None:
    """Let one worker answer assignments until there is none; nothing that goes wrong may leave one unanswered."""
    while (assignment := assignments.get()) is not None:
        try:
            assignment.outcome.set_result(worker.ask(assignment.line))
        except BaseException as error:
            assignment.outcome.set_exception(error)
    worker.discard()


class _Worker:
    """One worker process at a time, begun when it is needed and replaced when it is gone or not to be trusted."""

    def __init__(self, order: Mapping[str, object], seconds: float, answer_bytes: int, show_stderr: bool) -> None:
        self._command = [sys.executable, "-P", "-c", _BEGIN, json.dumps({**order, "path": list(map(str, sys.path))})]
        self._seconds = seconds
        self._answer_bytes = answer_bytes
        self._stderr = None if show_stderr else subprocess.DEVNULL
        self._process: subprocess.Popen[bytes] | None = None
        self._jobs = 0
        self._dismissed = False
        self._lock = threading.Lock()

    def ask(self, line: bytes) -> Outcome:
        """The outcome of one job. What may be the fault of an earlier job is asked again in a fresh process."""
        fresh = self._process is None
        outcome = self._ask_once(line)
        return outcome if fresh or not _is_doubtful(outcome) else self._ask_once(line)

    def dismiss(self) -> None:
        """Kill the process, from any thread, and begin no other."""
        with self._lock:
            self._dismissed = True
            if self._process is not None:
                self._process.kill()

    def discard(self) -> None:
        """End the process, whatever its state, and leave nothing of it."""
        with self._lock:
            process, self._process, self._jobs = self._process, None, 0
        if process is not None:
            # Leaving the block closes the pipes and waits; closing one with a job still in it fails, and may.
            with suppress(OSError), process:
                process.kill()

    def _ask_once(self, line: bytes) -> Outcome:
        if self._process is None and (failure := self._begin()) is not None:
            self.discard()
            return Crashed("start", reason=failure)
        self._jobs += 1
        outcome = self._exchange(line, self._seconds)
        if _is_doubtful(outcome) or isinstance(outcome, Timeout) or self._jobs >= JOBS_PER_PROCESS:
            self.discard()
        return outcome

    def _begin(self) -> str | None:
        """Begin a process and wait until it has found its task; the reason why it has not, or None."""
        try:
            with self._lock:
                if self._dismissed:
                    return "dismissed"
                self._process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._stderr
                )
        except OSError as error:
            return type(error).__name__
        greeting = self._exchange(b"", START_SECONDS)
        if isinstance(greeting, Crashed):
            return str(next(iter(greeting.arguments.values())))
        return greeting.kind if isinstance(greeting, TargetError) else None

    def _exchange(self, line: bytes, seconds: float) -> Outcome:
        """Send one line and receive one; a process that takes too long is killed, which ends the waiting."""
        process = self._process
        assert process is not None
        expired = threading.Event()
        timer = threading.Timer(seconds, _expire, (process, expired))
        timer.daemon = True
        timer.start()
        try:
            answer = _send_and_receive(process, line, self._answer_bytes)
        finally:
            timer.cancel()
            timer.join()
        if expired.is_set():
            return Timeout(seconds=seconds)
        return _read_answer(answer, self._answer_bytes) if answer else _cause_of_death(process)


def _expire(process: subprocess.Popen[bytes], expired: threading.Event) -> None:
    expired.set()
    process.kill()


def _send_and_receive(process: subprocess.Popen[bytes], line: bytes, most: int) -> bytes:
    """One line out, one line of `most` bytes in; nothing when the process is gone."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(line)
        process.stdin.flush()
        return process.stdout.readline(most)
    except OSError:
        return b""


def _read_answer(line: bytes, most: int) -> Outcome:
    if not line.endswith(b"\n"):
        return Crashed("answer", reason="too-large" if len(line) >= most else "cut")
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return Crashed("answer", reason="not-json")
    if "error" not in answer:
        return answer["value"]
    error = answer["error"]
    return TARGET_ERRORS[error["kind"]](error["detail"], **error["arguments"])


def _cause_of_death(process: subprocess.Popen[bytes]) -> Crashed:
    try:
        status = process.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        return Crashed("answer", reason="closed")
    if status >= 0:
        return Crashed("exit", status=status)
    known = -status in signal.valid_signals()
    return Crashed("signal", signal=signal.Signals(-status).name if known else str(-status))


def _is_doubtful(outcome: Outcome) -> bool:
    """Whether the process is gone or may be spoilt, by this job or by an earlier one."""
    if isinstance(outcome, LimitExceeded):
        return outcome.detail == "memory"
    return isinstance(outcome, Crashed) and outcome.detail != "exception"
