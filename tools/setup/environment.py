"""Make .venv what the requirement files say, and do nothing when it already is.

Run by the Makefile with whatever `python3` the machine has, before anything is installed: it uses
the standard library only, and has at least to start under an older Python to say what is wrong.
`environment.py run` gives what the site needs, `environment.py dev` what the tests need on top.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import debian

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "zhucun-stamp"
REQUIREMENTS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
CANDIDATES = ("python3", "python3.13", "python3.12", "python3.11", "python3.14")
OLDEST = (3, 11)
PROBE = f"import sys; sys.exit(0 if sys.version_info >= {OLDEST} else 3)"


class Unfit(Exception):
    """What this machine lacks, in words that say what to do."""


def main(arguments: list[str]) -> int:
    """Bring .venv up to date for one purpose; the exit code of the process."""
    if len(arguments) != 1 or arguments[0] not in REQUIREMENTS:
        print("用法：environment.py run|dev", file=sys.stderr)
        return 2
    try:
        _bring_up(arguments[0])
    except Unfit as lack:
        print(f"环境未就绪：{lack}", file=sys.stderr)
        return 2
    return 0


def _bring_up(purpose: str) -> None:
    wanted = {name: _fingerprint(name) for name in REQUIREMENTS}
    usable = _runs(PYTHON)
    if usable and _stamp() in _enough(purpose, wanted):
        return
    started = time.perf_counter()
    if not usable:
        _create(_interpreter())
    _install(REQUIREMENTS[purpose])
    STAMP.write_text(wanted[purpose], encoding="utf-8")
    print(f"环境已就绪（{time.perf_counter() - started:.0f} 秒）。", flush=True)


def _enough(purpose: str, wanted: dict[str, str]) -> set[str]:
    # The tests' requirements contain the site's, pin for pin.
    return {wanted["dev"]} | ({wanted["run"]} if purpose == "run" else set())


def _fingerprint(purpose: str) -> str:
    digest = hashlib.sha256(purpose.encode())
    for name in (*REQUIREMENTS.values(), "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    # An editable install points at this checkout; a moved one has to be installed again.
    digest.update(str(ROOT).encode())
    return digest.hexdigest()


def _stamp() -> str:
    return STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""


def _runs(python: str | Path) -> bool:
    try:
        probe = subprocess.run([str(python), "-c", PROBE], check=False, capture_output=True)
    except OSError:
        return False
    return probe.returncode == 0


def _interpreter() -> str:
    asked = os.environ.get("PYTHON")
    for name in (asked,) if asked else (sys.executable, *CANDIDATES):
        if name and _runs(name):
            return name
    raise Unfit(
        "需要 Python 3.11 或更新的版本，本机没有找到。"
        "Debian 12、Ubuntu 24.04 及以后的系统可执行：" + debian.by_hand(["python3", "python3-venv"])
    )


def _create(python: str) -> None:
    if not _has_venv(python):
        version = _output([python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        packages = [f"python{version}-venv"]
        if not debian.install(packages) or not _has_venv(python):
            raise Unfit(
                f"{python} 没有 venv 模块（Debian、Ubuntu 把它放在另外的软件包里）。请执行："
                + debian.by_hand(packages)
            )
    print(f"正在建立虚拟环境 .venv（{_output([python, '--version'])}）…", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run(
        [python, "-m", "venv", str(VENV)], check=False, capture_output=True, text=True
    )
    if made.returncode != 0 or not _runs(PYTHON):
        raise Unfit(f"建立虚拟环境失败：\n{made.stdout}{made.stderr}")


def _has_venv(python: str) -> bool:
    probe = subprocess.run(
        [python, "-c", "import ensurepip, venv"], check=False, capture_output=True
    )
    return probe.returncode == 0


def _install(requirements: str) -> None:
    text = (ROOT / requirements).read_text(encoding="utf-8")
    total = len(re.findall(r"^\S+==", text, flags=re.MULTILINE))
    print(f"正在按 {requirements} 安装 {total} 个带校验的依赖…", flush=True)
    # Wheels only: nothing of a dependency is built, hence run, while it is being installed.
    _pip(
        ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", requirements],
        total=total,
    )
    _pip(["--no-deps", "--no-build-isolation", "--editable", "."], total=1)
    check = subprocess.run(
        [str(PYTHON), "-m", "pip", "check"], check=False, capture_output=True, text=True
    )
    if check.returncode != 0:
        raise Unfit(f"依赖之间不一致，请重新执行 make lock：\n{check.stdout}")


def _pip(arguments: list[str], *, total: int) -> None:
    # Where packages come from is the machine's own business: pip's configuration and environment.
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    process = subprocess.Popen(
        [*command, "--progress-bar", "off"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    done = 0
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line)
        found = re.match(r"(?:Collecting|Requirement already satisfied:) (\S+)", line)
        if found:
            done += 1
            _progress(f"  {min(done, total)}/{total} {found[1]}")
        elif line.startswith("Installing collected packages:"):
            _progress(f"  {total}/{total} 下载完毕，正在写入 .venv …")
    _progress("")
    if process.wait() != 0:
        raise Unfit(
            "安装依赖失败。请检查网络，或用环境变量 PIP_INDEX_URL 指定可用的软件源后重试。"
            "pip 的输出：\n" + "".join(lines[-20:])
        )


def _progress(text: str) -> None:
    # One line that rewrites itself; a log file gets none of it.
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
