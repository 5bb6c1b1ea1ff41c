"""Builds repeat byte for byte, read alike under both renderers, and show text as it was typed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from renderers import zensical
from site_tree import TOWN, built, change, digest, planted

from zhucun.publish.rendering import REPOSITORY

pytest_plugins = ["site_fixture"]

TYPED = (
    "**星** _线_ `码` [链](http://evil.example/) {{ 1 + 1 }} {% raw %} <b>粗</b> "
    "<script>alert(1)</script> &amp; \"引\" '号' # 井 | --- $x$ {#id .c} "
    "</div></article> <!-- 注 --> \\*反\\* "
)[:199].strip()


class Main(HTMLParser):
    """The text and the links inside <article id="content">."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.depth += 1
        elif self.depth:
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words.append(data)


def main_of(path: Path) -> Main:
    main = Main()
    main.feed(path.read_text(encoding="utf-8"))
    return main


def text_of(path: Path) -> str:
    return " ".join("".join(main_of(path).words).split())


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A site in which every public text is hostile."""
    folder = tmp_path_factory.mktemp("typed")
    tree = planted(folder / "tree", root)
    change(
        tree,
        f"{TOWN}/projects/lawn-cooler.yml",
        lambda d: d.update(
            title=TYPED, goal=f"{TYPED}\n\n    {TYPED}\n\n# {TYPED}", measures=TYPED
        ),
    )
    change(
        tree,
        f"{TOWN}/profiles/cold-store-two.md",
        lambda d: d.update(title=TYPED, summary=TYPED, deed=TYPED),
    )
    change(tree, f"{TOWN}/region.yml", lambda d: d["villages"][0].update(name=TYPED))
    built(tree, folder / "site")
    return folder / "site"


def test_two_builds_are_the_same_bytes(tmp_path: Path, root: Path) -> None:
    """In other folders, by other processes with other hash seeds, and over an earlier site."""
    digests = []
    for seed in ("1", "2"):
        tree = planted(tmp_path / seed / "tree", root)
        for _ in range(int(seed)):
            command = [sys.executable, "-m", "zhucun", "build", "--root", str(tree)]
            done = subprocess.run(
                [*command, "--as-of", "2026-11-05"],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            assert done.stdout.splitlines()[-1] == str(tree / "site" / "index.html")
        digests.append((digest(tree / "site"), digest(tree / "build")))
    assert digests[0] == digests[1]
    assert any(name.startswith("pagefind/index/") for name in digests[0][0])


def test_no_page_names_the_machine(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert str(REPOSITORY) not in text
        assert str(site) not in text


def test_every_page_says_where_it_comes_from(site: Path) -> None:
    for path in site.rglob("index.html"):
        text = path.read_text(encoding="utf-8")
        assert "示例数据" in text, path
        if path.parent.name not in ("about", "offline"):
            for word in ("数据截至", "2026年11月5日", "依据", "口径", "下载", "0123abcd", "纠错"):
                assert word in text, (path, word)


def test_the_notes_name_each_reading_once(site: Path) -> None:
    named = 0
    for path in site.rglob("index.html"):
        notes = path.read_text(encoding="utf-8").partition('class="notes"')[2]
        readings = re.findall(r'href="[^"]*(regulation/[^"]*#\w+)"', notes.partition("</dl>")[0])
        assert len(readings) == len(set(readings)), path
        named += len(readings)
    assert named


def test_every_link_leads_somewhere(site: Path) -> None:
    class Links(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found += [v for k, v in attrs if k in ("href", "src") and v]

    dead = []
    for path in site.rglob("index.html"):
        links = Links()
        links.feed(path.read_text(encoding="utf-8"))
        for link in links.found:
            assert "://" not in link, (path, link)
            target = (path.parent / link.partition("#")[0]).resolve()
            if not (target.is_file() or (target / "index.html").is_file()):
                dead.append((path.relative_to(site).as_posix(), link))
    assert not dead


@pytest.mark.parametrize(
    "page",
    [
        "region/990101100201",
        "board/projects/990101000000",
        "column/990101100000-cold-store-two",
        "cadre/990101-001",
    ],
)
def test_text_is_shown_as_typed(typed: Path, page: str) -> None:
    path = typed / page / "index.html"
    assert TYPED in text_of(path)
    assert not {"script", "em", "strong", "iframe"} & set(main_of(path).tags)
    raw = path.read_text(encoding="utf-8")
    assert "<script>alert" not in raw
    assert 'href="http://evil.example' not in raw


def test_both_renderers_write_the_same_pages(typed: Path, site: Path, tmp_path: Path) -> None:
    """Tag by tag and word by word, from the head to the foot; only space between may differ."""
    for folder in (typed, site):
        other = zensical(folder.parent / "build" / "docs", tmp_path / folder.parent.name)
        pages = [p.relative_to(folder) for p in folder.rglob("*.html")]
        assert len(pages) > 25
        for page in pages:
            assert Pieces(other / page).found == Pieces(folder / page).found, page
        for name in ("sw.js", "assets/zhucun.css", "assets/zhucun.js"):
            assert (other / name).is_file()


class Pieces(HTMLParser):
    """A page's tags and texts in order, as they mean, without the space around them."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.found += data.split()

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)
