"""The pictures in docs/screenshots: made here with --bless, held to what the pages say today.

A picture is not compared pixel by pixel, since fonts and Chromium differ between machines; what is
compared are the titles of the page (in the JSON file beside it), its size and its weight. After a
change that is meant: `make bless PYTEST_ARGS=tests/site/test_screenshots.py`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from browsing import served
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page

pytest_plugins = ["browser_fixture", "sample_fixture"]
pytestmark = pytest.mark.browser

MOST_BYTES = 120_000
COLOURS = 64
MARGIN = 38  # of a printed page, in pixels
COUNTY = "990101000000"
#: What a page shows first to who leafs through it.
TITLES = """() => [...document.querySelectorAll("h1, h2, caption, thead th, .figures dt, summary")]
  .filter((e) => e.checkVisibility())
  .map((e) => e.innerText.replace(/\\s+/g, " ").trim()).filter(Boolean)"""


@dataclass(frozen=True)
class Shot:
    """One picture: the page, and how the reader looks at it."""

    path: str
    width: int = 375
    height: int = 812
    density: int = 2
    scheme: Literal["light", "dark"] = "light"
    display: str = ""
    print: bool = False
    heading: str = ""  # scrolled to


SHOTS = {
    "home-phone": Shot(""),
    "home-desktop": Shot("", 1280, 900, 1),
    "village-phone": Shot("region/990101101201/"),
    "village-print": Shot("region/990101101201/", 718, 1047, 1, print=True),
    "board-desktop-dark": Shot(f"board/attendance/{COUNTY}/", 1280, 900, 1, scheme="dark"),
    "cadre-phone-dark": Shot("cadre/990101-004/", scheme="dark", heading="到岗日历"),
    "negative-list-phone": Shot(f"board/cases/{COUNTY}/"),
    "column-desktop": Shot("column/", 1280, 900, 1),
    "data-phone-large": Shot("data/", display="larger"),
}


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "docs" / "screenshots"


@pytest.fixture(scope="module")
def top(sample_site: Path) -> Iterator[str]:
    with served(sample_site) as address:
        yield address


def opened(browser: Browser, top: str, shot: Shot) -> Page:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.density,
        color_scheme=shot.scheme,
        locale="zh-CN",
        service_workers="block",
    )
    context.add_init_script(f"localStorage.setItem('display', '{shot.display}')")
    page = context.new_page()
    page.goto(top + shot.path)
    if shot.print:
        page.emulate_media(media="print")
    if shot.heading:
        page.get_by_role("heading", name=shot.heading).evaluate("(e) => e.scrollIntoView()")
    return page


def size(shot: Shot) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    margin = 2 * MARGIN if shot.print else 0
    return shot.width * shot.density + margin, shot.height * shot.density + margin


def taken(page: Page, shot: Shot) -> bytes:
    """A picture of what fits the window, in few colours."""
    page.wait_for_load_state("networkidle")  # pictures that come when they are seen
    raw = page.screenshot(type="png", animations="disabled", caret="hide")
    with Image.open(io.BytesIO(raw)) as opened_picture:
        picture = opened_picture.convert("RGB")
    if shot.print:
        picture = ImageOps.expand(picture, MARGIN, "white")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    made = io.BytesIO()
    few.save(made, "PNG", optimize=True)
    return made.getvalue()


def told(page: Page, shot: Shot) -> dict[str, Any]:
    """What is kept beside a picture to tell whether it still shows the page."""
    return {**asdict(shot), "titles": page.evaluate(TITLES)}


@pytest.mark.parametrize("name", SHOTS)
def test_the_screenshot_shows_the_page(
    browser: Browser, top: str, folder: Path, bless: bool, name: str
) -> None:
    shot, file, note = SHOTS[name], folder / f"{name}.png", folder / f"{name}.json"
    page = opened(browser, top, shot)
    now = told(page, shot)
    assert now["titles"], "the page has no titles"
    if bless:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(taken(page, shot))
        text = json.dumps(now, ensure_ascii=False, indent=1) + "\n"
        note.write_text(text, encoding="utf-8")
    page.context.close()
    assert json.loads(note.read_text(encoding="utf-8")) == now, "bless it anew"
    assert file.stat().st_size <= MOST_BYTES
    with Image.open(file) as picture:
        assert picture.format == "PNG"
        assert picture.size == size(shot)
        assert len(picture.getcolors() or ()) > 8, "the picture is blank"


def test_no_picture_is_left_over_and_the_readme_shows_two(root: Path, folder: Path) -> None:
    assert {path.stem for path in folder.glob("*.png")} == set(SHOTS)
    assert {path.stem for path in folder.glob("*.json")} == set(SHOTS)
    for name in ("README.md", "README.zh-CN.md"):
        text = (root / name).read_text(encoding="utf-8")
        assert sum(f"docs/screenshots/{shot}.png" in text for shot in SHOTS) == 2, name
