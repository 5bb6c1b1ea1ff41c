"""Reading without a network, in Chromium: what is kept, what it says, and that it goes again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from playwright.sync_api import Browser, BrowserContext, Page

pytest_plugins = ["browser_fixture", "site_fixture"]
pytestmark = pytest.mark.browser

VILLAGE = "region/990101100201/"
ARTICLE = "column/990101100000-cold-store-two/"
NOTICE = "离线，上次打开时的内容"


@pytest.fixture
def folder(site: Path, tmp_path: Path) -> Path:
    """A site of our own to change, below a folder of the host."""
    shutil.copytree(site, tmp_path / "top" / "zhucun")
    return tmp_path / "top" / "zhucun"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(folder.parent) as top:
        yield f"{top}zhucun/"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 375, "height": 800})
    yield context
    context.close()


def settled(page: Page) -> None:
    """Waits until the worker of the newest build has taken over and has kept the open page."""
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    until(page, "caches.match(location.href).then(Boolean)")


def until(page: Page, promised: str) -> None:
    """Waits until what an expression promises is true."""
    for _ in range(100):
        if page.evaluate(promised):
            return
        page.wait_for_timeout(50)
    raise AssertionError(promised)


def kept(page: Page, address: str) -> list[str]:
    """What is kept, as paths below the site's top, but for what every page is drawn with."""
    found: list[str] = page.evaluate(
        """async () => { const all = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys()) all.push(request.url);
          return all; }"""
    )
    paths = [url.removeprefix(address) for url in found]
    return sorted(p for p in paths if not p.startswith("assets/") and p != "offline/")


def test_an_opened_page_stays_readable_and_says_so(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address + VILLAGE)
    heading = page.locator("h1").inner_text()
    assert page.get_by_text(NOTICE).count() == 0
    settled(page)
    phone.set_offline(True)
    page.reload()
    assert page.locator("h1").inner_text() == heading
    assert page.get_by_text(NOTICE).is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "17px"
    page.get_by_role("button", name="大字").click()  # the scripts are there, too
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    phone.set_offline(False)
    page.reload()
    assert page.get_by_text(NOTICE).count() == 0


def test_the_browsers_own_cache_is_not_taken_for_the_network(
    phone: BrowserContext, address: str, folder: Path
) -> None:
    """A file long unchanged may be shown from there for days, by HTTP's rule of thumb."""
    file = folder / VILLAGE / "index.html"
    os.utime(file, (1_000_000_000, 1_000_000_000))
    page = phone.new_page()
    page.goto(address + VILLAGE)
    settled(page)
    file.write_text(file.read_text("utf-8").replace("<h1>", "<h1>新的"), "utf-8")
    page.goto(address)
    page.goto(address + VILLAGE)
    assert page.locator("h1").inner_text().startswith("新的")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    phone.set_offline(True)
    page.goto(address)
    page.goto(address + VILLAGE)
    assert page.get_by_text(NOTICE).is_visible()
    assert page.locator("h1").inner_text().startswith("新的")


def test_a_page_never_opened_gets_the_offline_page(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address)
    settled(page)
    phone.set_offline(True)
    page.goto(address + VILLAGE + "?a=1")
    assert page.locator("h1").inner_text() == "现在连不上网"
    assert page.url == address + VILLAGE + "?a=1"  # a reload asks for it again
    color = page.evaluate("getComputedStyle(document.querySelector('.name')).textDecorationLine")
    assert color == "none"  # styled, whatever the depth of the address
    assert (
        page.get_by_role("link", name="地区").first.evaluate("a => a.href") == address + "region/"
    )
    phone.set_offline(False)
    page.reload()
    assert page.locator("h1").inner_text() != "现在连不上网"


def test_a_withdrawn_article_leaves_with_the_next_build(
    phone: BrowserContext, address: str, folder: Path
) -> None:
    page = phone.new_page()
    page.goto(address + ARTICLE)
    settled(page)
    page.goto(address)
    settled(page)
    assert kept(page, address) == ["", ARTICLE]
    worker = folder / "sw.js"
    shutil.rmtree(folder / ARTICLE)
    worker.write_text(worker.read_text("utf-8").replace('"version": "', '"version": "x'), "utf-8")
    os.utime(worker, (2_000_000_000, 2_000_000_000))
    page.goto(address + VILLAGE)
    page.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update())")
    until(page, "caches.keys().then(all => all.every(name => / x[0-9a-f]+$/.test(name)))")
    settled(page)
    assert ARTICLE not in kept(page, address)
    phone.set_offline(True)
    page.goto(address + ARTICLE)
    assert page.locator("h1").inner_text() == "现在连不上网"


def test_a_page_that_is_gone_is_given_up_at_once(
    phone: BrowserContext, address: str, folder: Path
) -> None:
    page = phone.new_page()
    page.goto(address + ARTICLE)
    settled(page)
    shutil.rmtree(folder / ARTICLE)
    page.reload()
    until(page, "caches.match(location.href).then(found => !found)")
    assert kept(page, address) == []


def test_only_pages_are_kept_and_not_too_many(
    phone: BrowserContext, address: str, folder: Path
) -> None:
    page = phone.new_page()
    page.goto(address + "search/")
    settled(page)
    page.evaluate("fetch('../version.json')")
    page.evaluate("fetch('../manifest.json')")
    for number in range(32):
        other = folder / "region" / str(number)
        other.mkdir()
        (other / "index.html").write_text(f"<!doctype html><h1>{number}</h1>", "utf-8")
        page.goto(f"{address}region/{number}/")
    until(page, "caches.match(location.href).then(Boolean)")
    assert kept(page, address) == sorted(f"region/{n}/" for n in range(2, 32))


def test_what_is_kept_can_be_given_up(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address + VILLAGE)
    settled(page)
    page.goto(address + "offline/")
    page.get_by_role("button", name="删去存下的网页").click()
    page.get_by_role("button", name="已删去").wait_for()
    assert page.evaluate("caches.keys()") == []
