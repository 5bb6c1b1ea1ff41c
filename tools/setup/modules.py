"""Bring what only npm has into .venv: `modules.py validator` or `modules.py lighthouse`.

Node and npm come with the wheels of requirements-dev.txt, so the machine needs neither. Each
folder below tools/npm has a lock with the digest of every module and no address: where modules
come from is each machine's own npm setting. Nothing of a module runs while it is being installed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "tools" / "npm"
BIN = ROOT / ".venv" / "bin"
INSTALLED = ROOT / ".venv" / "npm"
COMMAND = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")


def folder(name: str) -> Path:
    """Where the modules of one lock are installed."""
    return INSTALLED / name / "node_modules"


def locks() -> list[str]:
    """The names there are."""
    return sorted(path.parent.name for path in LOCKS.glob("*/package-lock.json"))


def main(arguments: list[str]) -> int:
    """Install the modules of one lock unless they are there; the exit code of the process."""
    if len(arguments) != 1 or arguments[0] not in locks():
        print(f"用法：modules.py {'|'.join(locks())}", file=sys.stderr)
        return 2
    name = arguments[0]
    stamp = INSTALLED / name / "zhucun-stamp"
    wanted = _fingerprint(name)
    if folder(name).is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return 0
    stamp.unlink(missing_ok=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    for part in ("package.json", "package-lock.json"):
        shutil.copyfile(LOCKS / name / part, stamp.parent / part)
    print(f"正在用 npm 安装 tools/npm/{name} 所列的模块…", flush=True)
    outcome = subprocess.run(
        [str(BIN / "npm"), *COMMAND],
        cwd=stamp.parent,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if outcome.returncode != 0:
        print(
            f"安装失败，请检查网络和 npm 的软件源设置：\n{outcome.stdout[-2000:]}", file=sys.stderr
        )
        return 2
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def _fingerprint(name: str) -> str:
    digest = hashlib.sha256()
    for part in ("package.json", "package-lock.json"):
        digest.update((LOCKS / name / part).read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
