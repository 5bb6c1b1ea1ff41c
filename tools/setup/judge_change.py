"""Judge a change's records with the tool, the schemas and the law of the branch it is meant for.

`judge_change.py TOOL CHANGE [--summary FILE]`: TOOL is a checkout of the base branch with its
.venv, CHANGE one of the merge result. Of CHANGE only records/ is read, as data, and nothing is run.
A change of the law itself is judged twice: its records by the law in force, since nobody may
rewrite a rule and use it in one breath, and everything by the law as it would become.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LAW = ("regulations", "calendar")
FAULT = 2


def main(arguments: list[str]) -> int:
    """Print annotations, write the summary; the worse exit code of the runs of `zhucun check`."""
    parser = argparse.ArgumentParser(prog="judge_change.py")
    parser.add_argument("tool", type=Path)
    parser.add_argument("change", type=Path)
    parser.add_argument("--summary", type=Path)
    asked = parser.parse_args(arguments)
    tool, change = asked.tool.resolve(), asked.change.resolve()
    records = change / "records"
    if records.is_symlink() or not records.is_dir():
        print("改动后没有 records 目录，或者它成了符号链接，无法检查。", file=sys.stderr)
        return FAULT
    as_of = _date_of(change)
    if as_of is None:
        print("读不到改动的提交日期，无法检查；改动须是一个 git 检出。", file=sys.stderr)
        return FAULT
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        tree.mkdir()
        shutil.copytree(records, tree / "records", symlinks=True)
        for part in LAW:
            _replace(tree / "records" / part, tool / "records" / part)
        run = Run(tool, tree, as_of, asked.summary)
        code = run.check("按现行规章检查")
        changed = [part for part in LAW if not _same(records / part, tool / "records" / part)]
        if changed:
            for part in changed:
                _replace(tree / "records" / part, records / part)
            code = max(code, run.check("按改动后的规章检查"))
    return code


def _date_of(change: Path) -> str | None:
    """The date of the commit under judgement, in Shanghai; the copy that is checked has no git."""
    command = [
        "git",
        "-C",
        str(change),
        "log",
        "-1",
        "--date=format-local:%Y-%m-%d",
        "--format=%cd",
    ]
    environment = {**os.environ, "TZ": "Asia/Shanghai"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return done.stdout.strip() or None


def _replace(target: Path, source: Path) -> None:
    if target.is_symlink() or target.is_file():
        target.unlink()
    elif target.is_dir():
        shutil.rmtree(target)
    if source.is_symlink() or source.is_file():
        shutil.copy2(source, target, follow_symlinks=False)
    elif source.is_dir():
        shutil.copytree(source, target, symlinks=True)


def _same(left: Path, right: Path) -> bool:
    if left.is_symlink() or right.is_symlink():
        return False
    if not (left.is_dir() and right.is_dir()):
        return left.exists() == right.exists()
    names = {path.relative_to(left) for path in left.rglob("*")}
    if names != {path.relative_to(right) for path in right.rglob("*")}:
        return False
    return all(_same_entry(left / name, right / name) for name in names)


def _same_entry(left: Path, right: Path) -> bool:
    if left.is_symlink() or right.is_symlink() or left.is_dir() != right.is_dir():
        return False
    return left.is_dir() or filecmp.cmp(left, right, shallow=False)


@dataclass(frozen=True)
class Run:
    """The base branch's tool over one tree of records, as of the change's date."""

    tool: Path
    tree: Path
    as_of: str
    summary: Path | None

    def check(self, title: str) -> int:
        """Prints annotations under a title, adds to the summary; the exit code of the check."""
        print(title, flush=True)
        outcome = subprocess.run(self._command("github"), cwd=self.tool, check=False)
        if self.summary is not None:
            report = subprocess.run(
                self._command("markdown"),
                cwd=self.tool,
                check=False,
                capture_output=True,
                text=True,
            )
            with self.summary.open("a", encoding="utf-8") as page:
                page.write(f"## {title}\n\n{report.stdout}\n")
        # Nothing but 0 means that nothing blocks; a run that was killed has a negative code.
        return outcome.returncode if outcome.returncode >= 0 else FAULT

    def _command(self, form: str) -> list[str]:
        zhucun = str(self.tool / ".venv" / "bin" / "zhucun")
        return [zhucun, "check", "--root", str(self.tree), "--as-of", self.as_of, "--format", form]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
