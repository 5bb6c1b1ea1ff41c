"""Runs a command and reads the clock around it."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Run:
    """Wall seconds of a run, and what it printed."""

    seconds: float
    code: int
    output: str


def run(command: Sequence[object], *, cwd: Path, **environment: str) -> Run:
    """Runs to the end; the caller judges the exit code."""
    began = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(time.perf_counter() - began, done.returncode, done.stdout + done.stderr)


def peak_megabytes() -> float:
    """The largest resident size of any child so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
