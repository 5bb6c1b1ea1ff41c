"""Whatever the texts of records hold, pages stay as they are built and show it as it was typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hostile import PAYLOADS, Planter, hostile, plain
from site_tree import built, planted

Tag = tuple[str, tuple[str, ...]]


class Skeleton(HTMLParser):
    """A page's tags with the names of their attributes, its text, addresses and data blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.text: list[str] = []
        self.addresses: list[str] = []
        self.blocks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.addresses += [v or "" for name, v in attrs if name in ("href", "src", "srcset")]

    def handle_data(self, data: str) -> None:
        (self.blocks if self.lasttag == "script" else self.text).append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", (data,)))


def skeleton(path: Path) -> Skeleton:
    read = Skeleton()
    read.feed(path.read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def planters() -> tuple[Planter, Planter]:
    return Planter(plain), Planter(hostile)


@pytest.fixture(scope="module")
def sites(
    tmp_path_factory: pytest.TempPathFactory, root: Path, planters: tuple[Planter, Planter]
) -> tuple[Path, Path]:
    """Two sites that differ in the words of their records only."""
    made = []
    for planter in planters:
        folder = tmp_path_factory.mktemp("typed")
        tree = planted(folder / "tree", root)
        planter.plant(tree)
        built(tree, folder / "site")
        made.append(folder / "site")
    return made[0], made[1]


def pages(site: Path) -> list[Path]:
    return sorted(p.relative_to(site) for p in site.rglob("*.html"))


def test_hostile_text_adds_no_page_and_no_tag(sites: tuple[Path, Path]) -> None:
    plainly, hostilely = sites
    assert pages(plainly) == pages(hostilely)
    for page in pages(plainly):
        expected, found = skeleton(plainly / page), skeleton(hostilely / page)
        assert found.tags == expected.tags, page
        assert found.addresses == expected.addresses, page


def test_every_text_is_shown_as_typed(
    sites: tuple[Path, Path], planters: tuple[Planter, Planter]
) -> None:
    """What stands where, but for runs of blanks, which HTML shows as one."""
    texts = planters[1].texts
    shown = set()
    for page in pages(sites[0]):
        expected = " ".join("".join(skeleton(sites[0] / page).text).split())
        for mark, text in texts.items():
            if mark in expected:
                shown.add(mark)
                expected = expected.replace(mark, " ".join(text.split()))
        found = " ".join("".join(skeleton(sites[1] / page).text).split())
        assert found == expected, page
    carried = {text.removeprefix(mark) for mark, text in texts.items() if mark in shown}
    assert set(PAYLOADS) <= carried, set(PAYLOADS) - carried
    assert len(shown) > 40


def test_data_holds_the_words_and_nothing_more(
    sites: tuple[Path, Path], planters: tuple[Planter, Planter]
) -> None:
    texts = planters[1].texts
    checked = 0
    for path in sorted(sites[0].rglob("*.json")):
        name = path.relative_to(sites[0])
        if name.parts[0] in ("pagefind", "manifest.json", "feeds", "find"):
            continue
        checked += 1
        expected, found = (json.loads((s / name).read_text(encoding="utf-8")) for s in sites)
        assert found == spoken(expected, texts), name
    assert checked > 10


def test_data_blocks_of_pages_hold_the_words_and_nothing_more(
    sites: tuple[Path, Path], planters: tuple[Planter, Planter]
) -> None:
    checked = 0
    for page in pages(sites[0]):
        expected, found = (skeleton(site / page).blocks for site in sites)
        assert len(found) == len(expected), page
        for one, other in zip(expected, found, strict=True):
            if one.strip():
                checked += 1
                assert json.loads(other) == spoken(json.loads(one), planters[1].texts), page
    assert checked


def spoken(value: Any, texts: Mapping[str, str]) -> Any:
    """The same data with every mark in its texts replaced by what was put there."""
    if isinstance(value, dict):
        return {spoken(k, texts): spoken(v, texts) for k, v in value.items()}
    if isinstance(value, list):
        return [spoken(v, texts) for v in value]
    if isinstance(value, str):
        for mark, text in texts.items():
            value = value.replace(mark, text)
    return value


def shape(value: Any) -> Any:
    """The data without its texts."""
    if isinstance(value, dict):
        return {k: shape(v) for k, v in value.items()}
    return [shape(v) for v in value] if isinstance(value, list) else type(value).__name__


def test_feeds_keep_their_elements(sites: tuple[Path, Path]) -> None:
    """Their entries are shortened, and known by their text, so that words alone may differ."""
    for path in sites[0].rglob("feeds/**/*.json"):
        name = path.relative_to(sites[0])
        shaped = [shape(json.loads((s / name).read_text(encoding="utf-8"))) for s in sites]
        assert shaped[0] == shaped[1], name
    for path in [*sites[0].rglob("*.atom"), *sites[0].rglob("*.xml")]:
        name = path.relative_to(sites[0])
        shapes = [[e.tag for e in ElementTree.parse(s / name).iter()] for s in sites]
        assert shapes[0] == shapes[1], name
    for path in sites[0].rglob("*.ics"):
        name = path.relative_to(sites[0])
        lines = [(s / name).read_text(encoding="utf-8").replace("\r\n ", "") for s in sites]
        keys = [[line.partition(":")[0] for line in text.splitlines()] for text in lines]
        assert keys[0] == keys[1], name
