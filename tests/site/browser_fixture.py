"""A served site and a browser for all tests that look at pages as a reader does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from playwright.sync_api import Browser, sync_playwright
from site_tree import built, change, planted

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[str]:
    """A site of the miniature under a folder of localhost, as GitHub Pages serves it."""
    folder = tmp_path_factory.mktemp("served")
    tree = planted(folder / "tree", root)
    town = "records/shili/shilixian/shilizhen/region.yml"
    change(tree, town, lambda d: d.update(name="芳山镇"))
    change(tree, town, lambda d: d["villages"][2].update(name="三台子村"))
    built(tree, folder / "top" / "zhucun")
    with served(folder / "top") as top:
        yield f"{top}zhucun/"


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests; each opens pages or contexts of its own."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def foreign() -> list[str]:
    """Requests that tried to leave localhost, and faults of scripts."""
    return []
