"""Pictures on the built site: each said in words, its numbers in a table, its shapes in grey."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from pictured import cadre, county, month
from PIL import Image
from playwright.sync_api import Browser, Page

from zhucun.publish.page import environment
from zhucun.publish.pictures.catalogue import CHARTS

pytest_plugins = ["site_fixture", "browser_fixture"]

STYLES = Path(__file__).resolve().parents[2] / "site_overrides" / "theme" / "assets" / "zhucun.css"


class Pictures(HTMLParser):
    """What a page has of pictures, tables and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: list[dict[str, str]] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.inside: list[str] = []
        self.drawn: list[float] = []
        self.tabled: set[float] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = {name: value or "" for name, value in attrs}
        self.ids += [given_["id"]] if "id" in given_ else []
        if tag == "style" or "style" in given_ or any(name.startswith("on") for name in given_):
            self.faults.append(f"{tag} {given_}")
        if tag == "svg" and "svg" not in self.inside:
            self.labels.append(given_)
        if tag in ("svg", "table"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("svg", "table"):
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        here = self.inside[-1] if self.inside else ""
        if here == "svg":
            self.drawn += [float(number) for number in re.findall(r"\d+(?:\.\d+)?", data)]
        elif here == "table":
            self.tabled |= {float(number) for number in re.findall(r"\d+", data)}


def pages(site: Path) -> Iterator[tuple[Path, Pictures]]:
    for path in sorted(site.rglob("index.html")):
        found = Pictures()
        found.feed(path.read_text(encoding="utf-8"))
        yield path, found


def test_every_picture_is_said_in_words_and_has_its_numbers_in_a_table(site: Path) -> None:
    seen = 0
    for path, found in pages(site):
        assert not found.faults, (path, found.faults)
        assert len(found.ids) == len(set(found.ids)), path
        for svg in found.labels:
            if svg.get("aria-hidden") == "true":
                continue
            seen += 1
            assert svg.get("role") == "img", (path, svg)
            assert re.search("[一-龥]", svg["aria-label"]), path
            assert not re.search(r"\{\{|None|nan", svg["aria-label"]), path
        if path.parts[-3] == "regulation" or "board/cases" in path.as_posix():
            continue  # a ladder's words stand in its list
        missing = [n for n in found.drawn if not {n, round(n * 10000)} & found.tabled]
        assert not missing, (path, missing)
    assert seen > 20


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "各月到岗人数。"),
        ("region/990100000000", "各月到岗人数。"),
        ("region/990101000000", "各月到岗人数。"),
        ("region/990101100000", "示例镇各月到岗。"),
        ("region/990101100201", "示例甲的到岗日历。"),
        ("cadre/990101-001", "示例甲的到岗日历。"),
        ("board/attendance/990101000000", "各月到岗人数。"),
        ("board/projects/990101000000", "数据截至 2026年11月5日"),
        ("board/projects", "示例县 2026 年公开的承诺"),
        ("board/assessment", "2026 年度考核，应考"),
        ("board/economy/990101000000", "集体经济收入："),
        ("board/cases/990101000000", "无故不在岗的阶梯，共 3 级。"),
        ("board/posting", "示例县："),
        ("board/posting/990101000000", "示例镇："),
        ("board/supervision/990101000000", "示例县每月督查次数。"),
        ("board/assessment/990101000000", "2026 年度考核，应考"),
        ("regulation/s0", "第 3 级，发现三次的，评为最低一等，处理 5 项"),
    ],
)
def test_each_picture_stands_on_its_page(site: Path, path: str, said: str) -> None:
    text = (site / path / "index.html").read_text(encoding="utf-8")
    assert any(said in label for label in re.findall(r'aria-label="([^"]*)"', text))


# -- in grey -----------------------------------------------------------------------------------

STATES = ("达标", "有说明", "待说明", "待定", "未登记")


@pytest.fixture(scope="module")
def drawn() -> str:
    """A page with the columns of all states, four of each in one month."""
    cadres = [
        cadre(f"990101-{10 * at + n:03}", [month("2026-10", state)])
        for at, state in enumerate(STATES)
        for n in range(1, 5)
    ]
    templates = environment()
    templates.globals["charts"] = CHARTS
    body = templates.from_string(
        '{% import "_charts.html.j2" as pic %}{{ pic.figure(charts.trend([county])) }}'
    ).render(county=county(cadres=cadres))
    style = STYLES.read_text(encoding="utf-8")
    return f'<!doctype html><html lang="zh-CN"><style>{style}</style><body><main>{body}</main>'


def grey(page: Page, css: str) -> list[int]:
    """The greys across the middle of the part of the column that is drawn so."""
    part = page.locator(f".pic .{css} rect").last
    box = part.bounding_box()
    assert box
    shot = Image.open(io.BytesIO(page.screenshot())).convert("L")
    left, top = round(box["x"]) - 1, round(box["y"]) - 1
    wide, tall = round(box["width"]) + 2, round(box["height"]) + 2
    return list(shot.crop((left, top, left + wide, top + tall)).tobytes())


def inside(greys: list[int]) -> int:
    """The commonest grey: that of the field."""
    return max(set(greys), key=greys.count)


@pytest.mark.browser
@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("root", ["", "contrast"])
def test_the_states_differ_without_colour(
    browser: Browser, drawn: str, media: str, scheme: str, root: str
) -> None:
    page = browser.new_page(
        viewport={"width": 375, "height": 500},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page.set_content(drawn)
    page.emulate_media(media=media)  # type: ignore[arg-type]
    page.evaluate("name => document.documentElement.className = name", root)
    found = {css: grey(page, css) for css in ("full", "shaded", "open", "faint", "dashed")}
    page.close()
    paper = inside(found["open"])
    fields = sorted(inside(found[css]) for css in ("full", "shaded", "faint", "open"))
    steps = [upper - lower for lower, upper in pairwise(fields)]
    assert min(steps) >= 12, fields
    # Open and dashed have the paper's field: one has a whole edge, the other a broken one.
    assert inside(found["dashed"]) == paper
    edges = [sum(abs(g - paper) > 40 for g in found[css]) for css in ("open", "dashed")]
    assert edges[0] > 1.4 * edges[1] > 0
