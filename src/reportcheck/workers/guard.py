"""A command → its run in a process group of its own that ends in time, and with us however we end.

What the command starts in turn would outlive both a killed command and a killed parent. So a guard stands between: it
ends the whole group when its standard input closes, which the system does for a parent that is gone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from reportcheck.errors import Timeout

_GUARD = """
import os, select, signal, subprocess, sys, time
end = time.monotonic() + float(sys.argv[1])
nothing = subprocess.DEVNULL
process = subprocess.Popen(sys.argv[2:], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
while process.poll() is None and time.monotonic() < end and not select.select([0], [], [], 0.05)[0]:
    pass
late = process.poll() is None
try:
    os.killpg(process.pid, signal.SIGKILL)
except OSError:
    pass
process.wait()
sys.exit(124 if late else 0)
"""
_LATE = 124
_GRACE_SECONDS = 5.0


def run_guarded(command: Sequence[str], *, seconds: float, environment: Mapping[str, str]) -> None:
    """Run the command with nothing to read and its words thrown away; raises Timeout. How it ended is not told."""
    if os.name != "posix":
        # There are no process groups to end: at its time the command itself is.
        try:
            subprocess.run(command, timeout=seconds, env=dict(environment), capture_output=True, check=False)
        except subprocess.TimeoutExpired as error:
            raise Timeout(seconds=seconds) from error
        return
    guard = [sys.executable, "-I", "-S", "-c", _GUARD, str(seconds), *command]
    with subprocess.Popen(guard, stdin=subprocess.PIPE, env=dict(environment)) as process:
        try:
            status = process.wait(seconds + _GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            status = _LATE
    if status == _LATE:
        raise Timeout(seconds=seconds)
