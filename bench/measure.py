"""Runs a command and reads the clock around it."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """Wall seconds of a run, what it printed, and the resident megabytes of its largest process."""

    seconds: float
    code: int
    output: str
    megabytes: float


def run(command: Sequence[object], *, cwd: Path, **environment: str) -> Run:
    """Runs to the end; the caller judges the exit code."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=cwd,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        output.seek(0)
        text = output.read().decode("utf-8", errors="replace")
    return Run(seconds, process.returncode, text, usage.ru_maxrss / 1024)
