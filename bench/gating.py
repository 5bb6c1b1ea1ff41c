"""`zhucun gate` on a clerk's ordinary change: one township's sheet of a month, twenty cadres.

Measured twice, on bare clones: in a repository of thirty counties over five years, and in one of a
single county and a single year. What a judgement costs must not grow with either.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from bench.measure import run
from bench.sample.years import FIRST, calendar_files, years_files
from zhucun.gate.judge import judge
from zhucun.read.git import Repository

BIN: Final = Path(sys.executable).parent
RUNS: Final = 7
#: Cities alike, and counties in each of them.
CITIES, COUNTIES, YEARS = 3, 10, 5
CITY, PREFIX = "city-001", "9910"
SHEET: Final = f"records/{CITY}/county-01/town-01-01/attendance/{{year}}-12.yml"
CLEAN: Final = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def measure(folder: Path, repository: Path) -> list[str]:
    """Lines of the report."""
    small = _planted(folder / "small", repository, cities=1, counties=1, years=1)
    large = _planted(folder / "large", repository, cities=CITIES, counties=COUNTIES, years=YEARS)
    _seconds(small), _seconds(large)
    both = [(_seconds(small), _seconds(large)) for _ in range(RUNS)]
    one, all_ = (statistics.median(times) for times in zip(*both, strict=True))
    return [
        f"one county, one year: {_told(small)}: {one:.2f} s",
        f"{CITIES * COUNTIES} counties, {YEARS} years: {_told(large)}: {all_:.2f} s",
        f"ratio: {all_ / one:.2f}",
    ]


def _seconds(folder: Path) -> float:
    """Seconds that one judgement takes, as a user runs it."""
    done = run([BIN / "zhucun", "gate", "HEAD~1", "HEAD", "--repo", folder], cwd=folder)
    if done.code != 0:
        raise SystemExit(f"the benchmark's change is refused:\n{done.output[-2000:]}")
    return done.seconds


def _told(folder: Path) -> str:
    """How many files the repository holds, and how many objects a judgement opens."""
    with Repository(folder) as repository:
        change = judge(repository, "HEAD~1", "HEAD").change
        files = len(repository.differences(repository.empty_tree, change.tree))
        opened = change.head_files.opened + change.base_files.opened
    return f"{files} files, {opened} objects opened"


# -- repositories --------------------------------------------------------------------------


def _planted(folder: Path, repository: Path, *, cities: int, counties: int, years: int) -> Path:
    """A bare clone of a repository whose last commit adds the sheet of the last month."""
    files = dict(_files(repository, cities, counties, years))
    year = FIRST + years - 1
    path = SHEET.format(year=year)
    sheet = {path: files.pop(path)}
    origin = folder / "origin.git"
    _git("init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    stream = b"".join((*_commit(files, f"{year + 1}-01-09"), *_commit(sheet, f"{year + 1}-01-10")))
    _git("-C", str(origin), "fast-import", "--quiet", "--date-format=raw", stdin=stream)
    _git("clone", "--quiet", "--bare", str(origin), str(folder / "clone.git"))
    return folder / "clone.git"


def _files(repository: Path, cities: int, counties: int, years: int) -> Iterator[tuple[str, bytes]]:
    """One city's files, those of others that are like it but for their codes, and the commons."""
    own = {path: _bytes(content) for path, content in years_files(years, counties)}
    for number in range(cities):
        slug, prefix = f"city-{number + 1:03d}", f"{int(PREFIX) + number}"
        for path, content in own.items():
            new = path.replace(CITY, slug).replace(f"/{PREFIX}", f"/{prefix}")
            text = content.replace(CITY.encode(), slug.encode())
            yield f"records/{new}", text.replace(PREFIX.encode(), prefix.encode())
    for folder in ("regulations", "calendar"):
        for file in sorted((repository / "records" / folder).iterdir()):
            yield f"records/{folder}/{file.name}", file.read_bytes()
    for path, calendar in calendar_files(years):
        yield f"records/{path}", calendar.encode()


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _commit(files: Mapping[str, bytes], day: str) -> Iterator[bytes]:
    """One commit that adds some files, as git fast-import reads it."""
    seconds = int(datetime.fromisoformat(f"{day}T09:00:00+08:00").timestamp())
    who = f"示例 <clerk@example.invalid> {seconds} +0800".encode()
    yield b"commit refs/heads/main\ncommitter " + who + b"\ndata 0\n"
    for path, content in files.items():
        yield b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)


def _git(*arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(["git", *arguments], input=stdin, check=True, env={**os.environ, **CLEAN})
