"""Write requirements.txt and requirements-dev.txt from pyproject.toml: every version, every hash.

One resolution covers Python 3.11 and later on every platform; no line names a host, so each machine
gets the packages from wherever its own pip is set up to look. `--upgrade` takes newer versions.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".venv" / "bin" / "uv"


def main(arguments: list[str]) -> int:
    """Compile both files, the second within the pins of the first."""
    environment = dict(os.environ)
    index = environment.get("PIP_INDEX_URL")
    if index:
        environment.setdefault("UV_DEFAULT_INDEX", index)
    compiling = [
        str(UV),
        "pip",
        "compile",
        "pyproject.toml",
        "--quiet",
        "--universal",
        "--python-version=3.11",
        "--generate-hashes",
        "--custom-compile-command=make lock",
        *arguments,
    ]
    outputs = [
        ["--output-file=requirements.txt"],
        ["--group=dev", "--constraints=requirements.txt", "--output-file=requirements-dev.txt"],
    ]
    for output in outputs:
        outcome = subprocess.run([*compiling, *output], cwd=ROOT, env=environment, check=False)
        if outcome.returncode != 0:
            return outcome.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
