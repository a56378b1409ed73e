"""A job → its answer, or a disaster: the tasks test_workers.py has its worker processes do."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time
from pathlib import Path
from typing import Any

from reportcheck.errors import Damaged, UsageError

kept: list[bytearray] = []


def echo(job: dict[str, Any]) -> object:
    return job


def process(job: dict[str, Any]) -> object:
    return {"number": job["number"], "process": os.getpid()}


def misbehave(job: dict[str, Any]) -> object:
    """Do what the job says, or return its number."""
    match job.get("how"):
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            ctypes.string_at(0)
        case "exit":
            os._exit(3)
        case "sys-exit":
            sys.exit(3)
        case "raise":
            raise ValueError("a sentence nobody may see")
        case "recurse":
            misbehave(job)
        case "target-error":
            raise Damaged("structure", offset=17, part="xref")
        case "strange-target-error":
            raise Damaged("structure", offset=object())  # type: ignore[arg-type]
        case "usage-error":
            raise UsageError("option", name="--lang")
        case "hang":
            time.sleep(600)
        case "hang-in-c":
            re.match(r"(a+)+$", "a" * 64 + "b")
        case "close":
            os.closerange(3, 100)
            time.sleep(600)
        case "swell":
            return bytearray(4_000_000_000)[0]
        case "crumble":
            return len([[number] for number in range(10**9)])
        case "set":
            return {1, 2}
        case "nan":
            return float("nan")
        case "long":
            return "长" * 10_000
    return job["number"]


def keep(job: dict[str, Any]) -> object:
    """Take memory and keep it, as a leaking library does."""
    kept.append(bytearray(job["bytes"]))
    return len(kept)


def break_when_spoilt(job: dict[str, Any]) -> object:
    """Die if this process has done anything before."""
    if kept:
        os.kill(os.getpid(), signal.SIGSEGV)
    kept.append(bytearray(1))
    return job["number"]


def chatter(job: dict[str, Any]) -> object:
    """Print in every way there is and read what is not ours."""
    print("stray 打印")
    os.write(1, b'{"value":"forged"}\n')
    os.system("echo from a shell")
    return sys.stdin.read() + str(job["number"])


def meet(job: dict[str, Any]) -> object:
    """Wait for the job that does the same at the same time."""
    Path(job["mine"]).touch()
    while not Path(job["other"]).exists():
        time.sleep(0.01)
    return "met"


def hold(job: dict[str, Any]) -> object:
    """Hold a named pipe open for as long as this process lives."""
    with open(job["pipe"], "w") as pipe:
        pipe.write("begun")
        pipe.flush()
        return misbehave(job)
