"""`make bench [ARGS=…]`: all benchmarks, or those named."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import building, checking, finding, gating, growing

REPOSITORY = Path(__file__).resolve().parents[1]
BENCHMARKS: dict[str, Callable[[Path, Path], Iterable[str]]] = {
    "checking": checking.measure,
    "building": building.measure,
    "gating": gating.measure,
    "growing": growing.measure,
    "finding": finding.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], help="which to run")
    names = parser.parse_args().names or list(BENCHMARKS)
    for name in names:
        print(f"## {name}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            for line in BENCHMARKS[name](Path(folder), REPOSITORY):
                print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
