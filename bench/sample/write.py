"""Writes the sample: `python bench/sample/write.py --out records`. The same bytes every time.

Regulations, the calendar and records/README.md are not its business and stay as they are.
"""

import argparse
import sys
from itertools import chain
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.sample.bulletin_files import bulletin_files
from bench.sample.plot import PLOT
from bench.sample.profile_files import profile_files
from bench.sample.tree import plot_files, write_files
from bench.sample.villager_tree import villager_files


def write_sample(out: Path) -> int:
    """Rewrites the sample's cities under `out`; returns the number of files."""
    cities = [city.slug for city in PLOT.cities]
    told = (plot_files(PLOT), villager_files(PLOT.cities), profile_files(), bulletin_files())
    return write_files(out, chain(*told), cities)


def main() -> None:
    parser = argparse.ArgumentParser(description="写出示例记录。")
    parser.add_argument("--out", type=Path, default=Path("records"), help="记录目录")
    out = parser.parse_args().out
    print(f"写了 {write_sample(out)} 个文件到 {out}")


if __name__ == "__main__":
    main()
