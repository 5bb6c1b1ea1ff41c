"""`zhucun check` (all rules on) against check-jsonschema (schemas only) over the same files.

check-jsonschema is measured twice: as pip installs it (pure-Python ruamel.yaml), and with
ruamel.yaml.clib, the C accelerator. Both sides use the same schemas and one core each.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from bench.measure import Run, run
from bench.sample.large import write_tree
from zhucun.read.layout import place_of
from zhucun.schema.store import SCHEMAS

BIN = Path(sys.executable).parent
FILES = 20_000
PER_COMMAND = 4_000
AS_OF = "2026-11-22"


def plant(folder: Path, repository: Path, files: int) -> int:
    """Writes a tree of at least `files` records; returns how many it has."""
    counties = max(1, files // 500)
    write_tree(folder / "records", counties, commons=repository / "records")
    return sum(1 for p in (folder / "records").rglob("*.yml"))


def by_kind(folder: Path) -> dict[str, list[str]]:
    """The tree's YAML records by kind, relative to the folder."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for path in sorted((folder / "records").rglob("*.yml")):
        relative = path.relative_to(folder).as_posix()
        place = place_of(relative)
        assert place is not None, relative
        kinds[place.kind].append(relative)
    return dict(kinds)


def without_accelerator(folder: Path) -> str:
    """A folder for PYTHONPATH that hides ruamel.yaml's C extension, as a plain install has none."""
    hidden = folder / "plain"
    hidden.mkdir()
    (hidden / "_ruamel_yaml.py").write_text("raise ImportError('hidden for the benchmark')\n")
    return str(hidden)


def ours(folder: Path, jobs: int) -> Run:
    """The whole check, all rules on."""
    command = [
        BIN / "zhucun",
        "check",
        "--root",
        folder,
        "--as-of",
        AS_OF,
        "--jobs",
        str(jobs),
    ]
    done = run(command, cwd=folder)
    if done.code != 0:
        raise SystemExit(f"the benchmark's tree does not check clean:\n{done.output[-2000:]}")
    return done


def theirs(folder: Path, kinds: dict[str, list[str]], **environment: str) -> float:
    """Seconds check-jsonschema takes over all kinds, a command per few thousand files."""
    seconds = 0.0
    for kind, paths in kinds.items():
        for start in range(0, len(paths), PER_COMMAND):
            chunk = paths[start : start + PER_COMMAND]
            command = [BIN / "check-jsonschema", "--schemafile", SCHEMAS / f"{kind}.json", *chunk]
            done = run(command, cwd=folder, **environment)
            if done.code != 0:
                raise SystemExit(f"check-jsonschema refuses {kind}:\n{done.output[-2000:]}")
            seconds += done.seconds
    return seconds


def measure(folder: Path, repository: Path, files: int = FILES) -> list[str]:
    """Lines of the report."""
    number = plant(folder, repository, files)
    kinds = by_kind(folder)
    size = sum(p.stat().st_size for p in (folder / "records").rglob("*.yml")) / 1e6
    alone = min(ours(folder, 1).seconds for _ in range(3))
    both = min(ours(folder, 2).seconds for _ in range(3))
    fast = theirs(folder, kinds)
    slow = theirs(folder, kinds, PYTHONPATH=without_accelerator(folder))
    return [
        f"tree: {number} files, {size:.1f} MB",
        f"zhucun check, all rules, 1 process: {alone:.1f} s ({number / alone:.0f} files/s)",
        f"zhucun check, all rules, 2 processes: {both:.1f} s",
        f"check-jsonschema, schemas only, as installed: {slow:.1f} s",
        f"check-jsonschema, schemas only, with ruamel.yaml.clib: {fast:.1f} s",
        f"ratio (1 process against it as installed): {slow / alone:.1f}",
        f"ratio (1 process against it with its C accelerator): {fast / alone:.1f}",
        f"ratio (2 processes against it as installed): {slow / both:.1f}",
        f"ratio (2 processes against it with its C accelerator): {fast / both:.1f}",
    ]
