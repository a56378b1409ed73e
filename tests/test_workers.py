"""Worker processes that crash, hang, swell and chatter → each loses its own document and no other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from reportcheck import workers
from reportcheck.errors import Crashed, Damaged, LimitExceeded, TargetError, Timeout
from reportcheck.values import Limits
from reportcheck.workers import Answer, run
from reportcheck.workers.child import ORPHAN_SECONDS

HERE = str(Path(__file__).parent)
GENEROUS = Limits(seconds=60.0)
Jobs = list[dict[str, Any]]

needs_memory_limit = pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is the system's")


@pytest.fixture(autouse=True)
def tasks_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)


def run_all(task: str, jobs: Jobs, *, number: int = 2, limits: Limits = GENEROUS, **options: Any) -> list[Answer[Any]]:
    return list(run(f"worker_tasks:{task}", jobs, workers=number, limits=limits, **options))


def misbehave_among_others(how: str, **options: Any) -> TargetError:
    """The error of one job that misbehaves between seven that do not, all of which must be answered."""
    jobs: Jobs = [{"number": number} for number in range(8)]
    jobs[3]["how"] = how
    answers = run_all("misbehave", jobs, **options)
    assert [answer.job for answer in answers] == jobs
    assert [answer.value for answer in answers] == [0, 1, 2, None, 4, 5, 6, 7]
    assert [answer.error for answer in answers if answer.job is not jobs[3]] == [None] * 7
    error = answers[3].error
    assert error is not None
    return error


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_thousand_jobs_are_answered_in_order_by_two_workers() -> None:
    answers = run_all("process", [{"number": number} for number in range(1000)])
    assert [answer.value["number"] for answer in answers] == list(range(1000))
    processes = {answer.value["process"] for answer in answers}
    assert len(processes) >= 2
    assert os.getpid() not in processes


def test_order_is_kept_when_the_first_job_is_the_slowest() -> None:
    jobs: Jobs = [{"number": 0, "how": "hang"}, *({"number": number} for number in range(1, 6))]
    answers = run_all("misbehave", jobs, limits=Limits(seconds=1.0))
    assert [answer.job["number"] for answer in answers] == [0, 1, 2, 3, 4, 5]
    assert isinstance(answers[0].error, Timeout)
    assert [answer.value for answer in answers[1:]] == [1, 2, 3, 4, 5]


def test_two_workers_work_at_the_same_time(tmp_path: Path) -> None:
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    jobs = [{"mine": one, "other": other}, {"mine": other, "other": one}]
    assert [answer.value for answer in run_all("meet", jobs)] == ["met", "met"]


def test_no_job_gives_no_answer_and_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert run_all("echo", []) == []


def test_any_string_survives_the_way_there_and_back() -> None:
    job = {"公告": "政府信息公开\u2028\x00\n", "name": "\udcb9\udcab.html", "number": 1.5, "nothing": None}
    assert run_all("echo", [job])[0].value == job


def test_a_large_job_and_a_large_answer_pass_the_pipes() -> None:
    job = {"text": "x" * 5_000_000}
    assert run_all("echo", [job, job])[1].value == job


@pytest.mark.parametrize(("how", "name"), [("kill", "SIGKILL"), ("segfault", "SIGSEGV")])
def test_a_killed_worker_loses_one_document(how: str, name: str) -> None:
    error = misbehave_among_others(how)
    assert isinstance(error, Crashed)
    assert (error.detail, error.arguments) == ("signal", {"signal": name})


def test_a_worker_that_exits_loses_one_document() -> None:
    error = misbehave_among_others("exit")
    assert isinstance(error, Crashed)
    assert (error.detail, error.arguments) == ("exit", {"status": 3})


@pytest.mark.parametrize(
    ("how", "name"),
    [("raise", "ValueError"), ("sys-exit", "SystemExit"), ("recurse", "RecursionError"), ("usage-error", "UsageError")],
)
def test_an_exception_is_named_and_nothing_more(how: str, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    error = misbehave_among_others(how)
    assert isinstance(error, Crashed)
    assert (error.detail, error.arguments) == ("exception", {"name": name})
    assert capfd.readouterr() == ("", "")


def test_an_exception_costs_no_process() -> None:
    jobs: Jobs = [{"number": 0}, {"how": "raise"}, {"number": 2}]
    processes = {answer.value["process"] for answer in run_all("process", jobs, number=1) if answer.error is None}
    assert len(processes) == 1


def test_a_target_error_comes_back_as_it_was_raised() -> None:
    error = misbehave_among_others("target-error")
    assert isinstance(error, Damaged)
    assert (error.detail, error.arguments) == ("structure", {"offset": 17, "part": "xref"})


@pytest.mark.parametrize("how", ["set", "nan", "strange-target-error"])
def test_an_answer_that_is_not_json_is_a_crash(how: str) -> None:
    error = misbehave_among_others(how)
    assert isinstance(error, Crashed)
    assert (error.detail, error.arguments) == ("answer", {"reason": "not-json"})


def test_an_answer_that_is_too_large_is_a_crash() -> None:
    error = misbehave_among_others("long", answer_bytes=10_000)
    assert isinstance(error, Crashed)
    assert (error.detail, error.arguments) == ("answer", {"reason": "too-large"})


def test_a_worker_that_closes_its_pipes_loses_one_document() -> None:
    error = misbehave_among_others("close")
    assert isinstance(error, Crashed)
    assert (error.detail, error.arguments) == ("answer", {"reason": "closed"})


@pytest.mark.parametrize("how", ["hang", "hang-in-c"])
def test_a_hanging_worker_is_stopped_at_the_limit(how: str) -> None:
    begin = time.monotonic()
    error = misbehave_among_others(how, limits=Limits(seconds=0.5))
    assert isinstance(error, Timeout)
    assert error.arguments == {"seconds": 0.5}
    assert time.monotonic() - begin < 15


@needs_memory_limit
@pytest.mark.parametrize("how", ["swell", "crumble"])
def test_a_swelling_worker_meets_the_memory_limit(how: str) -> None:
    error = misbehave_among_others(how, limits=Limits(seconds=60.0, memory=300_000_000))
    assert isinstance(error, LimitExceeded)
    assert (error.detail, error.arguments) == ("memory", {"bytes": 300_000_000})


@needs_memory_limit
def test_memory_an_earlier_job_kept_is_not_held_against_a_later_one() -> None:
    jobs = [{"bytes": 200_000_000}] * 3
    answers = run_all("keep", jobs, number=1, limits=Limits(seconds=60.0, memory=400_000_000))
    assert [(answer.value, answer.error) for answer in answers] == [(1, None)] * 3


def test_a_crash_counts_only_in_a_process_that_did_nothing_else() -> None:
    answers = run_all("break_when_spoilt", [{"number": number} for number in range(4)], number=1)
    assert [answer.value for answer in answers] == [0, 1, 2, 3]


def test_processes_are_replaced_after_so_many_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "JOBS_PER_PROCESS", 3)
    answers = run_all("process", [{"number": number} for number in range(7)], number=1)
    processes = [answer.value["process"] for answer in answers]
    assert processes[0] == processes[2] != processes[3] == processes[5] != processes[6]


def test_a_process_with_nothing_to_do_is_kept() -> None:
    jobs = [{"number": 0}, {"number": 1}]

    def slow() -> Iterator[dict[str, Any]]:
        yield jobs[0]
        time.sleep(0.2 + ORPHAN_SECONDS + 0.3)
        yield jobs[1]

    answers = run("worker_tasks:process", slow(), workers=1, limits=Limits(seconds=0.2))
    assert len({answer.value["process"] for answer in answers}) == 1


def test_stray_output_reaches_neither_the_answers_nor_the_user(capfd: pytest.CaptureFixture[str]) -> None:
    answers = run_all("chatter", [{"number": number} for number in range(4)])
    assert [answer.value for answer in answers] == ["0", "1", "2", "3"]
    assert capfd.readouterr() == ("", "")


def test_stray_output_can_be_shown_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    run_all("chatter", [{"number": 1}], show_stderr=True)
    output, errors = capfd.readouterr()
    assert output == ""
    assert "forged" in errors
    assert "from a shell" in errors


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ("worker_tasks:absent", "AttributeError"),
        ("no_such_module:echo", "ModuleNotFoundError"),
        ("worker_tasks:echo:more", "ValueError"),
    ],
)
def test_a_task_that_is_not_there_is_a_crash_of_each_document(task: str, reason: str) -> None:
    answers = list(run(task, [{"number": 1}, {"number": 2}], workers=1, limits=GENEROUS))
    errors = [answer.error for answer in answers]
    assert [type(error) for error in errors] == [Crashed, Crashed]
    assert [error and (error.detail, error.arguments) for error in errors] == [("start", {"reason": reason})] * 2


def test_an_interpreter_that_is_not_there_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    error = run_all("echo", [{}])[0].error
    assert error is not None
    assert (error.detail, error.arguments) == ("start", {"reason": "FileNotFoundError"})


def test_the_working_directory_adds_no_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    assert run_all("echo", [{"number": 1}])[0].value == {"number": 1}


def test_jobs_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def endless() -> Iterator[dict[str, Any]]:
        for number in count():
            taken.append(number)
            yield {"number": number}

    answers = run("worker_tasks:echo", endless(), workers=2, limits=GENEROUS)
    assert [answer.value["number"] for answer in islice(answers, 50)] == list(range(50))
    answers.close()
    assert len(taken) <= 50 + 2 * workers.LOOK_AHEAD


def test_closing_leaves_no_process() -> None:
    answers = run("worker_tasks:process", [{"number": number} for number in range(40)], workers=3, limits=GENEROUS)
    processes = {answer.value["process"] for answer in islice(answers, 20)}
    answers.close()
    assert all(is_gone(process) for process in processes)


def test_closing_does_not_wait_for_work_under_way() -> None:
    jobs: Jobs = [{"number": 0}, *[{"how": "hang"}] * 10]
    answers = run("worker_tasks:misbehave", jobs, workers=2, limits=GENEROUS)
    assert next(answers).value == 0
    begin = time.monotonic()
    answers.close()
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_passes_through_and_leaves_no_process(interruption: type[BaseException]) -> None:
    def interrupted() -> Iterator[dict[str, Any]]:
        for number in range(20):
            yield {"number": number}
        raise interruption

    processes = set()
    with pytest.raises(interruption):  # noqa: PT012
        for answer in run("worker_tasks:process", interrupted(), workers=1, limits=GENEROUS):
            processes.add(answer.value["process"])
    assert processes
    assert all(is_gone(process) for process in processes)


def test_a_job_that_is_not_json_is_the_fault_of_the_caller() -> None:
    with pytest.raises(TypeError):
        run_all("echo", [{"number": object()}])


PARENT = """
import signal, sys
from reportcheck.values import Limits
from reportcheck.workers import run
signal.signal(signal.SIGINT, signal.default_int_handler)
job = {"pipe": sys.argv[1], "how": sys.argv[2]}
list(run("worker_tasks:hold", [job], workers=1, limits=Limits(seconds=float(sys.argv[3]))))
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(
    ("sent", "how", "seconds"),
    [(signal.SIGKILL, "hang", 600.0), (signal.SIGINT, "hang", 600.0), (signal.SIGKILL, "hang-in-c", 1.0)],
)
def test_workers_end_with_their_parent(tmp_path: Path, sent: signal.Signals, how: str, seconds: float) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-c", PARENT, str(pipe), how, str(seconds)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with (
        subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as parent,
        subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as holder,
    ):
        try:
            assert holder.stdout is not None
            assert holder.stdout.read(5) == b"begun"
            parent.send_signal(sent)
            assert holder.wait(timeout=20) == 0
        finally:
            parent.kill()
            holder.kill()
