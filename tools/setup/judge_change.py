"""Judge a change's records with the tool, the schemas and the law of the branch it is meant for.

`judge_change.py TOOL CHANGE [--summary FILE]`: TOOL is a checkout of the base branch with its
.venv, CHANGE one of the merge result. Of CHANGE only records/ is read, as data, and nothing is run.
A change of the law itself is judged twice: its records by the law in force, since nobody may
rewrite a rule and use it in one breath, and everything by the law as it would become.
"""

from __future__ import annotations

import argparse
import filecmp
import shutil
import subprocess
import sys
import tempfile
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
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        _base_without_records(tool, tree)
        shutil.copytree(records, tree / "records", symlinks=True)
        for part in LAW:
            _replace(tree / "records" / part, tool / "records" / part)
        code = _check(tool, tree, "按现行规章检查", asked.summary)
        changed = [part for part in LAW if not _same(records / part, tool / "records" / part)]
        if changed:
            for part in changed:
                _replace(tree / "records" / part, records / part)
            code = max(code, _check(tool, tree, "按改动后的规章检查", asked.summary))
    return code


def _base_without_records(tool: Path, tree: Path) -> None:
    # The schemas, and whatever else the checks read beside the records. The rest does no harm.
    skipped = {".git", ".venv", "build", "site", "records"}
    tree.mkdir()
    for entry in tool.iterdir():
        if entry.name in skipped:
            continue
        if entry.is_dir():
            shutil.copytree(entry, tree / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, tree / entry.name, follow_symlinks=False)


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


def _check(tool: Path, tree: Path, title: str, summary: Path | None) -> int:
    zhucun = [str(tool / ".venv" / "bin" / "zhucun"), "check", "--root", str(tree)]
    print(title, flush=True)
    outcome = subprocess.run([*zhucun, "--format", "github"], cwd=tool, check=False)
    if summary is not None:
        report = subprocess.run(
            [*zhucun, "--format", "markdown"], cwd=tool, check=False, capture_output=True, text=True
        )
        with summary.open("a", encoding="utf-8") as page:
            page.write(f"## {title}\n\n{report.stdout}\n")
    # Nothing but 0 means that nothing blocks; a run that was killed has a negative code.
    return outcome.returncode if outcome.returncode >= 0 else FAULT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
