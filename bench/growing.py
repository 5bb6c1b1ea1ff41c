"""How a site grows with its number of pages: size by kind of file, time and memory.

A site of twice the pages should weigh and cost twice as much. Sizes are what lies on the host's
disk and what a reader's browser transfers (gzip); `zhucun build` makes everything anew.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.checking import AS_OF, BIN
from bench.hosting import PICTURES, TYPES, compressed
from bench.measure import Run, run
from bench.sample.large import write_tree

SIZES = (500, 2_000, 8_000)
KINDS = ("html", "data", "feeds", "find", "pagefind", "other")


@dataclass(frozen=True)
class Site:
    """A built site: its pages, bytes by kind as (raw, compressed), and the compressed bytes of its
    home page and of its largest page.
    """

    pages: int
    bytes: dict[str, tuple[int, int]]
    home: int
    largest: tuple[int, str]
    built: Run

    @property
    def raw(self) -> int:
        """Bytes on the disk."""
        return sum(raw for raw, _ in self.bytes.values())

    @property
    def packed(self) -> int:
        """Bytes as transferred."""
        return sum(packed for _, packed in self.bytes.values())


def kind_of(path: Path) -> str:
    """Which part of a site a file (relative to it) belongs to."""
    top = path.parts[0]
    if top in {"data", "feeds", "find", "pagefind"} and path.suffix != ".html":
        return top
    return "html" if path.suffix == ".html" else "other"


def weighed(files: Iterable[Path], site: Path) -> dict[str, tuple[int, int]]:
    """Bytes by kind as (raw, compressed); what is packed already counts as it is."""
    raw: Counter[str] = Counter()
    packed: Counter[str] = Counter()
    for path in files:
        kind = kind_of(path.relative_to(site))
        content = path.read_bytes()
        raw[kind] += len(content)
        packs = path.suffix in TYPES and path.suffix not in PICTURES
        packed[kind] += len(compressed(content)) if packs else len(content)
    return {kind: (raw[kind], packed[kind]) for kind in KINDS if raw[kind]}


def build(folder: Path, repository: Path, counties: int) -> Site:
    """Builds a site of so many counties and weighs it; the folder is emptied again."""
    write_tree(folder / "tree" / "records", counties, commons=repository / "records")
    site = folder / "out" / "site"
    command = [BIN / "zhucun", "build", "--root", folder / "tree", "--as-of", AS_OF, "--out", site]
    done = run(command, cwd=repository)
    if done.code != 0:
        raise SystemExit(f"zhucun build fails:\n{done.output[-2000:]}")
    files = sorted(path for path in site.rglob("*") if path.is_file())
    pages = [path for path in files if path.suffix == ".html"]
    large = max(pages, key=lambda path: path.stat().st_size)
    largest = (_packed(large), large.parent.relative_to(site).as_posix())
    built = Site(len(pages), weighed(files, site), _packed(site / "index.html"), largest, done)
    shutil.rmtree(folder)
    return built


def _packed(path: Path) -> int:
    return len(compressed(path.read_bytes()))


def counties_for(folder: Path, repository: Path, sizes: Iterable[int]) -> list[int]:
    """How many counties give sites of about so many pages: they grow by a fixed number each."""
    one, three = (build(folder / str(n), repository, n).pages for n in (1, 3))
    each = (three - one) / 2
    return [max(1, round((size - one) / each) + 1) for size in sizes]


def measure(folder: Path, repository: Path, sizes: Iterable[int] = SIZES) -> Iterator[str]:
    """Lines of the report, each as soon as it is known."""
    small: Site | None = None
    for counties in counties_for(folder, repository, sizes):
        site = build(folder / f"of-{counties}", repository, counties)
        yield from _told(site)
        if small is not None:
            yield _growth(small, site)
        small = site


def _told(site: Site) -> list[str]:
    built, per_page = site.built, site.packed / site.pages / 1000
    weight = f"{site.raw / 1e6:.1f} MB, compressed {site.packed / 1e6:.1f} MB"
    speed = f"{built.seconds:.1f} s ({site.pages / built.seconds:.0f} pages/s)"
    largest = f"{site.largest[1]}/ {site.largest[0] / 1000:.1f} kB (compressed)"
    memory = f"{built.megabytes:.0f} MB of memory"
    return [
        f"{site.pages} pages: {weight} ({per_page:.2f} kB a page); {speed}, {memory}",
        f"    home {site.home / 1000:.1f} kB, largest page {largest}",
        *(
            f"    {kind:<9}{raw / 1e6:8.2f} MB, compressed {packed / 1e6:7.2f} MB"
            for kind, (raw, packed) in site.bytes.items()
        ),
    ]


def _growth(small: Site, big: Site) -> str:
    """A size against the one before: 1.00 means twice the pages cost twice as much."""
    pages = big.pages / small.pages
    bytes_, packed = big.raw / small.raw / pages, big.packed / small.packed / pages
    seconds = big.built.seconds / small.built.seconds / pages
    return (
        f"{small.pages} → {big.pages} pages (×{pages:.2f}): growth against pages: "
        f"bytes {bytes_:.2f}, compressed {packed:.2f}, seconds {seconds:.2f}"
    )
