"""Make sure the tests have the programs that no package of Python brings; install them if allowed.

Prints nothing when all are there. Exits 1 and says what to type when they can't be had.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import debian

#: The first git that merges two commits without a checkout; it verifies SSH signatures, too.
GIT = (2, 38)
#: Other programs and the Debian packages that have them.
PROGRAMS = (("ssh-keygen", "openssh-client"), ("shellcheck", "shellcheck"))


def missing() -> list[str]:
    """The Debian packages that this machine still lacks."""
    packages = []
    if _git_version() < GIT:
        packages.append("git")
    packages += [package for program, package in PROGRAMS if shutil.which(program) is None]
    return packages


def main() -> int:
    """Install what is missing, or say how; the exit code of the process."""
    version = ".".join(map(str, GIT))
    return debian.ensured(
        missing,
        f"合并把关的测试需要 git {version} 以上、ssh-keygen 和 shellcheck",
        "自行安装 git、OpenSSH 客户端和 ShellCheck",
    )


def _git_version() -> tuple[int, int]:
    if shutil.which("git") is None:
        return (0, 0)
    told = subprocess.run(["git", "--version"], check=False, capture_output=True, text=True)
    found = re.search(r"(\d+)\.(\d+)", told.stdout)
    return (int(found[1]), int(found[2])) if found else (0, 0)


if __name__ == "__main__":
    sys.exit(main())
