"""Pages per second of `zhucun build` against bare mkdocs-material with the same number of pages.

Ours reads and assesses the records, writes pages, charts and data, renders and indexes them; the
peer renders plain Markdown pages of the same mean length, with its own search, and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from bench.checking import AS_OF, BIN
from bench.measure import run
from bench.sample.large import write_tree

COUNTIES = 3


def bare(folder: Path, pages: int, words: int) -> float:
    """Seconds that mkdocs-material takes for so many plain pages."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    paragraph = "本月在村二十二天，达到每月二十天的要求。\n\n"
    body = paragraph * max(1, words // len(paragraph))
    for number in range(pages):
        name = "index" if number == 0 else f"page-{number:05d}"
        (docs / f"{name}.md").write_text(f"# 第 {number} 页\n\n{body}", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: bare\ntheme: {name: material, language: zh, font: false}\n", encoding="utf-8"
    )
    done = run([BIN / "mkdocs", "build", "--quiet"], cwd=folder, NO_MKDOCS_2_WARNING="1")
    if done.code != 0:
        raise SystemExit(f"bare mkdocs fails:\n{done.output[-2000:]}")
    return done.seconds


def measure(folder: Path, repository: Path, counties: int = COUNTIES) -> list[str]:
    """Lines of the report."""
    tree = folder / "tree"
    write_tree(tree / "records", counties, commons=repository / "records")
    site = folder / "out" / "site"
    command = [
        BIN / "zhucun",
        "build",
        "--root",
        tree,
        "--as-of",
        AS_OF,
        "--out",
        site,
    ]
    done = run(command, cwd=repository)
    if done.code != 0:
        raise SystemExit(f"zhucun build fails:\n{done.output[-2000:]}")
    sources = list((folder / "out" / "build" / "docs").rglob("*.md"))
    pages = len(sources)
    text = sum(len(p.read_text(encoding="utf-8")) for p in sources)
    peer = bare(folder / "bare", pages, min(2_000, text // pages // 4))
    return [
        f"pages: {pages}",
        f"zhucun build, everything: {done.seconds:.1f} s ({pages / done.seconds:.1f} pages/s)",
        f"bare mkdocs-material: {peer:.1f} s ({pages / peer:.1f} pages/s)",
        f"ratio of pages per second (ours / bare): {peer / done.seconds:.2f}",
    ]
