"""On paper: what a page prints as, read back from the PDF that Chromium makes of it."""

from __future__ import annotations

import io
import unicodedata

import pytest
from browsing import opened
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

pytest_plugins = ["browser_fixture"]
pytestmark = pytest.mark.browser

A4 = (595, 842)  # points; a pixel is three quarters of one
# Radicals that NFKC leaves as they are.
RADICALS = str.maketrans("⻚⻓⻋⻔⻛⻅⻜⻢⻤", "页长车门风见飞马鬼")
VILLAGE = "region/990101100201/"
BOARD = "board/attendance/990101000000/"


def sheets(browser: Browser, address: str, foreign: list[str]) -> list[str]:
    """The text of each sheet that a page prints on, printed from a phone in the dark."""
    page = opened(browser, address, foreign, 375, "dark")
    texts = texts_of(page)
    page.close()
    return texts


def texts_of(page: Page) -> list[str]:
    """The text of each sheet, without spaces and without the radicals that fonts map to."""
    made = PdfReader(io.BytesIO(page.pdf(format="A4")))
    for sheet in made.pages:
        assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx(A4, abs=1.5)
    found = [sheet.extract_text().translate(RADICALS) for sheet in made.pages]
    return [unicodedata.normalize("NFKC", text).replace(" ", "") for text in found]


def test_every_sheet_says_where_when_and_which(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    for path, place in ((VILLAGE, "示例县芳山镇示例村"), (BOARD, "示例县")):
        printed = sheets(browser, address + path, foreign)
        for number, text in enumerate(printed, 1):
            assert text.count(f"{place}数据截至2026年11月5日") == 1, (path, number)
            assert f"第{number}页,共{len(printed)}页" in text, (path, number)
            assert f"/zhucun/{path}" in text, (path, number)
        assert "(盖章处)" in printed[-1]


def test_paper_has_no_navigation(browser: Browser, address: str, foreign: list[str]) -> None:
    text = "".join(sheets(browser, address + VILLAGE, foreign))
    for word in ("查找", "大字", "高对比", "制度与口径说明", "跳到正文", "首页"):
        assert word not in text, word
    assert "数据截至" in text
    assert "芳山镇" in text


def test_tables_print_as_tables_with_their_head(
    browser: Browser, address: str, foreign: list[str]
) -> None:
    """Though the window is a phone's, where the same table is a row of cards."""
    page = opened(browser, address + BOARD, foreign, 375)
    table = page.locator("table.cards-table").first
    table.evaluate("t => { t.tBodies[0].innerHTML = t.tBodies[0].innerHTML.repeat(40); }")
    texts = texts_of(page)
    long = [text for text in texts if text.count("芳山镇") > 8]
    assert len(long) > 2
    assert all("因公外出" in text for text in long), long
    page.emulate_media(media="print")
    shown = "e => getComputedStyle(e).display"
    assert table.evaluate(shown) == "table"
    assert table.locator("tbody tr").first.evaluate(shown) == "table-row"
    assert table.locator("tbody td").first.evaluate(shown) == "table-cell"
    page.close()


@pytest.mark.parametrize("words", ["dark", "larger contrast dark"])
def test_the_display_chosen_stays_on_the_screen(
    browser: Browser, address: str, foreign: list[str], words: str
) -> None:
    page = opened(browser, address + VILLAGE, foreign, 1280, "dark")
    page.evaluate("words => localStorage.setItem('display', words)", words)
    page.reload()
    page.emulate_media(media="print", color_scheme="dark")
    look = """() => { const b = getComputedStyle(document.body);
      return [b.color, b.backgroundColor, getComputedStyle(document.documentElement).fontSize]; }"""
    color, ground, size = page.evaluate(look)
    assert (color, ground) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    assert float(size.removesuffix("px")) < 16
    assert page.locator(".stamp").is_visible()
    assert page.locator(".crumbs").get_by_text("示例县").is_visible()
    marks = page.evaluate(
        """[...document.querySelectorAll(".crumbs a")].filter(a => a.checkVisibility())
          .map(a => getComputedStyle(a, "::before").content)"""
    )
    assert marks[0] == "none"  # nothing stands before the first
    assert all("›" in mark for mark in marks[1:])
    page.close()
