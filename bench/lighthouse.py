"""`make lighthouse`: Lighthouse's marks of the sample site on a phone, and what cost points.

Serves `site/` (or the folder given) as a host does, lets Lighthouse open each page several times
and takes the median of each mark. Exits 1 where a mark is below what the site promises.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.hosting import hosted

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = REPOSITORY / ".venv" / "bin"
CLI = REPOSITORY / ".venv/npm/lighthouse/node_modules/lighthouse/cli/index.js"
#: The least of each mark, in hundredths.
MARKS = {"performance": 95, "accessibility": 100, "best-practices": 100}
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Opening:
    """Marks of one opening of a page in hundredths, its weight, and the audits that lost points."""

    marks: dict[str, int]
    bytes: int
    lost: tuple[str, ...]


def pages(site: Path) -> list[str]:
    """Home, two boards, the heaviest page of a cadre, a village's, the column and an article."""
    county = "990101000000"
    return [
        "",
        "board/attendance/",
        f"board/attendance/{county}/",
        _heaviest(site, "cadre/*/index.html"),
        _heaviest(site, "region/*/index.html"),
        "column/",
        _heaviest(site, "column/*/index.html"),
    ]


def _heaviest(site: Path, pattern: str) -> str:
    found = sorted(site.glob(pattern), key=lambda path: (-path.stat().st_size, path))
    return f"{found[0].parent.relative_to(site).as_posix()}/"


def opening(address: str, chromium: str) -> Opening:
    """Lets Lighthouse open a page once, as on a mid-range phone with slow 4G."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        outcome = subprocess.run(
            [
                str(BIN / "node"),
                str(CLI),
                address,
                "--quiet",
                "--output=json",
                f"--output-path={report}",
                "--only-categories=" + ",".join(MARKS),
                "--no-enable-error-reporting",
                "--chrome-flags=" + " ".join((*FLAGS, f"--user-data-dir={folder}/profile")),
            ],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "CHROME_PATH": chromium},
        )
        if outcome.returncode != 0 or not report.is_file():
            raise SystemExit(f"Lighthouse fails:\n{outcome.stderr[-2000:]}")
        return read(json.loads(report.read_text(encoding="utf-8")))


def read(report: dict[str, Any]) -> Opening:
    """What a report of Lighthouse says; SystemExit where the page did not load."""
    if report.get("runtimeError"):
        raise SystemExit(f"Lighthouse: {report['runtimeError']['message']}")
    marks = {name: round(report["categories"][name]["score"] * 100) for name in MARKS}
    weight = report["audits"]["total-byte-weight"]["numericValue"]
    return Opening(marks, round(weight), tuple(_lost(report)))


def too_low(marks: dict[str, int]) -> list[str]:
    """The marks that are below what the site promises."""
    return [name for name, least in MARKS.items() if marks[name] < least]


def _lost(report: dict[str, Any]) -> Iterator[str]:
    for name in MARKS:
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                told = audit.get("displayValue") or audit["title"]
                yield f"{name}: {audit['id']} {audit['score']:.2f} ({told}){_where(audit)}"


def _where(audit: dict[str, Any]) -> str:
    items = audit.get("details", {}).get("items", [])
    nodes = [item["node"]["selector"] for item in items[:3] if "node" in item]
    return f" at {'; '.join(nodes)}" if nodes else ""


def _chromium() -> str:
    script = REPOSITORY / "tools" / "setup" / "browser.py"
    outcome = subprocess.run(
        [sys.executable, str(script), "path"], check=False, stdout=subprocess.PIPE, text=True
    )
    if outcome.returncode != 0:
        raise SystemExit(outcome.returncode)
    return outcome.stdout.strip()


def main() -> int:
    """Prints a line for each page; the exit code of the process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, default=REPOSITORY / "site")
    parser.add_argument("--runs", type=int, default=3, help="openings of each page (median counts)")
    parser.add_argument("--page", action="append", help="only this path; may be repeated")
    asked = parser.parse_args()
    chromium = _chromium()
    failed = False
    with hosted(asked.site) as host:
        for path in asked.page if asked.page is not None else pages(asked.site):
            runs = [opening(host.address + path, chromium) for _ in range(asked.runs)]
            marks = {name: round(median(run.marks[name] for run in runs)) for name in MARKS}
            low = too_low(marks)
            failed = failed or bool(low)
            told = "  ".join(f"{name} {mark}" for name, mark in marks.items())
            print(
                f"{'FAIL' if low else 'ok  '}  {told}  {runs[0].bytes / 1000:.0f} kB  /{path}",
                flush=True,
            )
            for line in sorted(set().union(*(run.lost for run in runs))):
                print(f"        {line}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
