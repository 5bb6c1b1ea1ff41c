"""The site in a real browser: accessible, usable by keyboard and on a phone, asking nobody else."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import opened
from playwright.sync_api import Browser, Page

pytest_plugins = ["browser_fixture"]
pytestmark = pytest.mark.browser

# One of each kind of page.
PAGES = (
    "",
    "region/",
    "region/990100000000/",
    "region/990101000000/",
    "region/990101100000/",
    "region/990101100201/",
    "region/990101100203/",
    "cadre/990101-001/",
    "cadre/990101-004/",
    "board/",
    "board/attendance/",
    "board/attendance/990101000000/",
    "board/whereabouts/",
    "board/whereabouts/990101000000/",
    "board/assessment/",
    "board/projects/",
    "board/projects/990101000000/",
    "board/cases/",
    "board/cases/990101000000/",
    "board/assessment/990101000000/",
    "board/duties/",
    "board/duties/990101000000/",
    "board/dossier/",
    "board/notices/",
    "board/notices/990101000000/",
    "board/economy/",
    "board/economy/990101000000/",
    "board/posting/",
    "board/posting/990101000000/",
    "board/supervision/",
    "board/supervision/990101000000/",
    "board/work/",
    "board/work/990101000000/",
    "board/support/",
    "board/support/990101000000/",
    "column/",
    "column/990101100000-cold-store-two/",
    "regulation/",
    "regulation/s0/",
    "rules/",
    "coverage/",
    "silence/",
    "data/",
    "search/",
    "about/",
    "404.html",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_nothing(
    browser: Browser, address: str, foreign: list[str], width: int, scheme: str
) -> None:
    page = opened(browser, address, foreign, width, scheme)
    axe = Axe()
    found = []
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        results = axe.run(page).response
        found += [
            f"{path}: {v['id']} {[n['target'] for n in v['nodes']][:3]}"
            for v in results["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{path} scrolls sideways at {width}"
    assert not found, "\n".join(found)
    assert not foreign
    page.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_larger_type_keeps_the_layout(
    browser: Browser, address: str, foreign: list[str], width: int
) -> None:
    page = opened(browser, address, foreign, width)
    button = page.get_by_role("button", name="大字")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    for path in PAGES[:-1]:  # not the page for wrong addresses, which brings no scripts
        page.goto(address + path)  # remembered on the next page
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{path} scrolls sideways in large type at {width}"
    page.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_keyboard_reaches_everything(
    browser: Browser, address: str, foreign: list[str], width: int
) -> None:
    page = opened(browser, address, foreign, width)
    for path in ("", "region/990101100201/", "board/attendance/990101000000/", "data/"):
        page.goto(address + path)
        page.wait_for_function("!document.getElementById('larger').hidden")
        wanted = page.evaluate(
            """() => {
              const all = [...document.querySelectorAll(
                'a[href], button, input, select, summary, [tabindex="0"]')]
                .filter(e => e.checkVisibility({visibilityProperty: true}));
              all.forEach((e, n) => { e.dataset.nth = n; });
              return all.length; }"""
        )
        reached = set()
        for _ in range(wanted + 5):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.dataset.nth ?? null"))
        reached.discard(None)
        assert len(reached) == wanted, f"{path}: {wanted - len(reached)} out of reach"
    page.close()


def results(page: Page, query: str) -> list[tuple[str, str]]:
    page.get_by_role("searchbox").fill(query)
    page.wait_for_selector(".results li")
    page.wait_for_timeout(400)
    return [
        (a.inner_text(), a.get_attribute("href") or "")
        for a in page.query_selector_all(".results a")
    ]


@pytest.mark.parametrize("path", ["", "search/"])
@pytest.mark.parametrize(
    ("query", "name", "target"),
    [
        ("芳山镇", "芳山镇", "region/990101100000/"),
        ("示例甲", "示例甲", "cadre/990101-001/"),
        ("台子", "三台子村", "region/990101100203/"),
        ("山镇三台", "三台子村", "region/990101100203/"),
        ("子村", "三台子村", "region/990101100203/"),
        ("芳山镇 台子", "三台子村", "region/990101100203/"),
        ("990101-001", "示例甲", "cadre/990101-001/"),
        ("９９０１０１-００1", "示例甲", "cadre/990101-001/"),
        ("冷库", "把冷库建在地头二", "column/990101100000-cold-store-two/"),
    ],
)
def test_search_finds(
    browser: Browser,
    address: str,
    foreign: list[str],
    path: str,
    query: str,
    name: str,
    target: str,
) -> None:
    page = opened(browser, address + path, foreign, 375)
    found = results(page, query)
    assert name in [text for text, _ in found]
    href = next(link for text, link in found if text == name)
    assert href.endswith(target)
    page.get_by_role("link", name=name, exact=True).first.click()
    assert page.locator("h1").inner_text() == name
    assert not foreign
    page.close()


def test_search_without_a_hit_says_so(browser: Browser, address: str, foreign: list[str]) -> None:
    page = opened(browser, address, foreign, 375)
    assert results(page, "嘉峪关") == []
    assert "没有找到" in page.locator(".results").inner_text()
    page.close()


def test_a_village_is_found_without_typing_or_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_text("示例县", exact=True).first.click()
    page.get_by_role("link", name="芳山镇").click()
    page.get_by_role("link", name="三台子村").click()
    assert page.locator("h1").inner_text() == "三台子村"
    context.close()


def test_the_board_filters_by_state(browser: Browser, address: str, foreign: list[str]) -> None:
    page = opened(browser, address + "board/attendance/990101000000/", foreign, 1280)
    rows = page.locator("tr[data-state]:visible")
    before = rows.count()
    page.get_by_label("只看").select_option("有说明")
    assert 0 < rows.count() < before
    states = {row.get_attribute("data-state") for row in rows.all()}
    assert states == {"有说明"}
    page.close()


def test_print_drops_navigation(browser: Browser, address: str, foreign: list[str]) -> None:
    page = opened(browser, address + "region/990101100201/", foreign, 1280)
    page.emulate_media(media="print")
    assert not page.locator(".sections").is_visible()
    assert not page.locator("#larger").is_visible()
    assert page.get_by_text("数据截至").is_visible()
    assert page.locator(".stamp").is_visible()
    assert page.locator(".crumbs").get_by_text("示例县").is_visible()
    marks = page.evaluate(
        """[...document.querySelectorAll(".crumbs a")].filter(a => a.checkVisibility())
          .map(a => getComputedStyle(a, "::before").content)"""
    )
    assert marks[0] == "none"  # nothing stands before the first
    assert all("›" in mark for mark in marks[1:])
    page.close()
