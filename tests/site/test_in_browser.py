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
    "changes/",
    "changes/990101000000/",
    "changes/990101000000/2026-10/",
    "cadre/990101-004/",
    "board/",
    "board/attendance/",
    "board/attendance/990101000000/",
    "board/attendance/990101000000/2026-09/",
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
    "board/secretaries/",
    "board/secretaries/990101000000/",
    "board/pledges/",
    "board/pledges/990101000000/",
    "column/",
    "column/990101000000/",
    "column/990101100000-cold-store-two/",
    "bulletin/",
    "bulletin/990101000000/",
    "bulletin/990101000000/2026-10/",
    "method/",
    "method/990101000000/",
    "regulation/",
    "regulation/s0/",
    "regulation/s3/",
    "rules/",
    "coverage/",
    "silence/",
    "data/",
    "search/",
    "about/",
    "offline/",
    "404.html",
)


# Width, the system's colours, and what the reader chose.
MODES = {
    "light on a phone": (375, "light", ""),
    "dark": (1280, "dark", ""),
    "large on a phone": (375, "light", "larger"),
    "high contrast": (1280, "light", "contrast"),
    "dark, large, high contrast on a phone": (375, "light", "larger contrast dark"),
}
ALL_RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# What else a page is made of is no other in high contrast, and its few colours are on any page.
COLOUR_RULES = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}


# Of long lists and tables the first twenty: only the first mode looks at every row.
THINNED = """document.querySelectorAll("#content *").forEach(e => {
  while (e.children.length > 20) e.lastElementChild.remove(); })"""


def opened_as(browser: Browser, address: str, foreign: list[str], mode: str) -> Page:
    """A page of its own in one of the modes; what the content policy refuses is noted, too."""
    width, scheme, words = MODES[mode]
    page = opened(browser, address, foreign, width, scheme)
    page.on("console", lambda m: foreign.append(m.text) if "Security Policy" in m.text else None)
    page.evaluate("words => localStorage.setItem('display', words)", words)
    return page


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(browser: Browser, address: str, foreign: list[str], mode: str) -> None:
    page = opened_as(browser, address, foreign, mode)
    axe = Axe()
    options, paths = (COLOUR_RULES, PAGES[::3]) if "contrast" in mode else (ALL_RULES, PAGES)
    found = []
    for path in paths:
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found += [f"{path} scrolls sideways"] if scrolls_sideways(page) else []
        if mode != "light on a phone":
            page.evaluate(THINNED)
        results = axe.run(page, options=options).response
        found += [
            f"{path}: {v['id']} {[n['target'] for n in v['nodes']][:3]}"
            for v in results["violations"]
        ]
    assert not found, "\n".join(found)
    assert not foreign
    page.close()


def scrolls_sideways(page: Page) -> bool:
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return bool(wide)


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.mark.parametrize("words", ["", "larger"])
def test_text_flows_in_the_narrowest_window(
    browser: Browser, address: str, foreign: list[str], words: str
) -> None:
    """At 320 px, in large type too, and with the spacing that WCAG lets readers ask for."""
    page = opened(browser, address, foreign, 320)
    page.evaluate("words => localStorage.setItem('display', words)", words)
    found = []
    for path in PAGES:
        page.goto(address + path)
        found += [path] if scrolls_sideways(page) else []
        page.evaluate(SPACED)
        found += [f"{path} with wide spacing"] if scrolls_sideways(page) else []
    assert not found, "\n".join(found)
    page.close()


def test_the_display_is_switched_and_remembered(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    page = opened(browser, address, foreign, 375, "light")
    look = """() => { const s = getComputedStyle(document.documentElement);
      const b = getComputedStyle(document.body);
      return [s.fontSize, b.backgroundColor, b.color]; }"""
    assert page.evaluate(look) == ["17px", "rgb(255, 255, 255)", "rgb(29, 35, 41)"]
    page.get_by_role("button", name="大字").click()
    assert page.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"
    panel = page.get_by_role("group", name="显示")
    assert not panel.is_visible()
    page.get_by_role("button", name="显示").click()
    panel.get_by_role("button", name="高对比").click()
    panel.get_by_label("深色").check()
    page.goto(address + "region/990101100201/")
    assert page.evaluate(look) == ["22px", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.get_by_role("button", name="显示").click()
    assert page.get_by_label("深色").is_checked()
    page.get_by_label("跟随系统").check()
    page.get_by_role("button", name="高对比").click()
    page.get_by_label("跟随系统").press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.id") == "display"
    assert page.evaluate(look) == ["22px", "rgb(255, 255, 255)", "rgb(29, 35, 41)"]
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(look) == ["22px", "rgb(21, 25, 29)", "rgb(230, 234, 238)"]
    kept = page.evaluate("[Object.entries(localStorage), document.cookie]")
    assert kept == [[["display", "larger calm"]], ""]
    page.close()


def test_what_was_chosen_shows_in_the_first_paint(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    """The class is on the root before the body begins, so that nothing flashes or moves."""
    page = opened(browser, address, foreign, 375)
    page.evaluate("localStorage.setItem('display', 'larger dark nonsense')")
    page.add_init_script(
        """new MutationObserver((_, watch) => { if (document.body) {
          window.early = document.documentElement.className; watch.disconnect(); } })
          .observe(document, {childList: true, subtree: true});"""
    )
    page.goto(address)
    assert page.evaluate("window.early") == "js larger dark"
    moved = page.evaluate(
        """new Promise(done => { let sum = 0;
          new PerformanceObserver(l => l.getEntries().forEach(e => { sum += e.value; }))
            .observe({type: "layout-shift", buffered: true});
          setTimeout(() => done(sum), 300); })"""
    )
    assert moved < 0.01
    page.close()


def test_the_systems_wish_for_contrast_is_heard(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    page = opened(browser, address, foreign, 375)
    page.emulate_media(contrast="more")
    page.goto(address)
    soft = "getComputedStyle(document.querySelector('.bottom')).color"
    assert page.evaluate(soft) == "rgb(29, 35, 41)"
    button = page.locator("#contrast")
    assert button.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="显示").click()
    button.click()  # the reader knows better
    assert page.evaluate(soft) == "rgb(80, 90, 99)"
    page.close()


def test_a_phones_first_screen_has_the_answer(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    page = opened(browser, address, foreign, 375)
    for path in ("", "region/990101100201/", "cadre/990101-001/", "board/attendance/"):
        page.goto(address + path)
        assert page.evaluate("document.querySelector('.top').offsetHeight") < 100, path
        assert page.locator(".answer").bounding_box()["y"] < 400, path  # type: ignore[index]
    page.close()


def test_without_scripts_all_of_a_page_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 800}
    )
    page = context.new_page()
    found = []
    for path in PAGES:
        page.goto(address + path)
        hidden = page.evaluate(
            """[...document.querySelectorAll("#content [hidden]")]
              .filter(e => e.textContent.trim() && !e.matches("button, [data-results]"))
              .map(e => e.outerHTML.slice(0, 80))"""
        )
        dead = page.evaluate(
            """[...document.querySelectorAll("button, select, input")]
              .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.closest("form"))
              .map(e => e.outerHTML.slice(0, 80))"""
        )
        found += [f"{path}: {part}" for part in (*hidden, *dead)]
    assert not found, "\n".join(found)
    context.close()


@pytest.mark.parametrize("width", [375, 1280])
def test_the_keyboard_reaches_everything(
    browser: Browser, address: str, foreign: list[str], width: int
) -> None:
    page = opened(browser, address, foreign, width)
    for path in ("", "region/990101100201/", "board/attendance/990101000000/", "data/"):
        page.goto(address + path)
        page.get_by_role("button", name="显示").click()
        wanted = page.evaluate(
            """() => {
              const all = [...document.querySelectorAll(
                'a[href], button, input, select, summary, [tabindex="0"]')]
                .filter(e => !e.disabled && !(e.type === 'radio' && !e.checked)
                  && e.checkVisibility({visibilityProperty: true}));
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


def test_closed_parts_open_for_who_is_led_there(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    page = opened(browser, f"{address}regulation/s0/#A1", foreign, 375)
    assert page.locator("#A1 dl").is_visible()
    assert not page.locator("#A2 dl").is_visible()
    page.evaluate("location.hash = '#A2'")
    page.locator("#A2 dl").wait_for(state="visible")
    page.close()


def test_paper_shows_the_parts_that_belong_to_a_page(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    page = opened(browser, f"{address}regulation/s0/", foreign, 375)
    closed = page.locator("details.whole:not([open])")
    assert closed.count() > 10
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    page.close()
