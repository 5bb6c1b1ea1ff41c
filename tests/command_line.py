"""The `zhucun` command as a user runs it, without another process."""

from __future__ import annotations

import pytest

from zhucun.cli.main import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Runs it with arguments; gives the exit code, what it printed and what it complained of."""
    try:
        main(list(arguments))
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err
