"""Installing Debian packages, where that is allowed: as root, or with sudo that asks nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable


def can_install() -> bool:
    """Whether this account may run apt-get without being asked for a password."""
    return _privilege() is not None


def install(packages: list[str]) -> bool:
    """Install the packages, with fresh package lists; False when that was refused or failed."""
    privilege = _privilege()
    if privilege is None:
        return False
    print(f"正在用 apt 安装：{' '.join(packages)}（首次可能要几分钟）…", flush=True)
    apt = [
        *privilege,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "DPkg::Lock::Timeout=300",
    ]
    update = _quiet([*apt, "update"])
    if update.returncode != 0:
        # A stale list may still do, so this alone is no reason to give up.
        print("apt-get update 未成功，改用已有的软件包清单。", file=sys.stderr)
    outcome = _quiet([*apt, "install", "-y", "--no-install-recommends", *packages])
    if outcome.returncode != 0:
        print(outcome.stdout[-2000:], file=sys.stderr)
    return outcome.returncode == 0


def by_hand(packages: list[str]) -> str:
    """The command a person with the rights would type."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def ensured(missing: Callable[[], list[str]], need: str, elsewhere: str) -> int:
    """Installs what is missing, or tells how; the exit code of the process.

    `missing` gives the packages that this machine lacks; `need` says what wants them, and
    `elsewhere` what to do on a system other than Debian, each a Chinese sentence.
    """
    packages = missing()
    if packages and can_install():
        install(packages)
        packages = missing()
    if not packages:
        return 0
    print(f"{need}，本机还缺：{'、'.join(packages)}", file=sys.stderr)
    print("请由有管理员权限的人执行：", file=sys.stderr)
    print("    " + by_hand(packages), file=sys.stderr)
    print(f"不用 Debian 的机器：{elsewhere}，然后再运行 make test。", file=sys.stderr)
    return 1


def _privilege() -> list[str] | None:
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is not None and _quiet(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def _quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
