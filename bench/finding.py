"""What a first search transfers, on sites of many pages.

The sample site is built once; then its index of names and of full text are made anew, by the same
code, of counties with real names of villages, and with articles, bulletins, boards and promises
whose sentences are put together from the sample's. A browser opens the search page and looks for a
few things, each in a fresh profile; what the host sends is counted, headers and all, as a phone's
first search after reading the page.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, sync_playwright

from bench.checking import BIN
from bench.hosting import hosted
from bench.measure import run
from zhucun.publish.finding.name_index import write_name_index
from zhucun.publish.model import Cadre, County, Posting, Site, Township, Village
from zhucun.publish.rendering import index_pages

SIZES = (500, 2_000, 8_000, 10_000)
#: A name, a part of it, township and village run together, words of a text, a long phrase.
QUERIES = ("三台子村", "台子", "合作社", "摘帽", "产业项目", "驻村工作队", "990101-003")
AS_OF = "2026-11-22"
VILLAGES, TOWNSHIPS, CADRES = 660, 15, 150  # of a county of 1,000 pages
ARTICLES, BULLETINS, BOARDS = 60, 24, 28
DIVISIONS = Path(__file__).parent / "sample" / "divisions.json"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync")


@dataclass(frozen=True)
class Search:
    """One first search: bytes sent, and the files that were sent, by path with their bytes."""

    query: str
    files: tuple[tuple[str, int], ...]

    @property
    def bytes(self) -> int:
        """All bytes, headers included."""
        return sum(size for _, size in self.files)


def names() -> list[str]:
    """Names of real villages without their ending."""
    counties = json.loads(DIVISIONS.read_text(encoding="utf-8")).values()
    rows = [v for county in counties for town in county["townships"] for v in town["villages"]]
    return sorted({name.removesuffix("村").removesuffix("社区") for _, _, name in rows})


def sentences(site: Path) -> list[str]:
    """Chinese sentences of a built site's pages."""
    text = "".join(
        re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))
        for folder in ("regulation", "column", "bulletin", "about")
        for path in sorted((site / folder).rglob("index.html"))
    )
    return sorted(set(re.findall(r"[\u4e00-\u9fff，]{8,40}", text)))


def grown(county: County, pages: int) -> Site:
    """A site of so many pages, in counties of about a thousand, with names but no records."""
    random, stems = Random(f"finding {pages}"), names()
    counties = max(1, pages // 1000)
    share = pages / counties / 1000
    return Site(
        AS_OF, "0" * 8, tuple(_county(county, n, share, random, stems) for n in range(counties))
    )


def _county(model: County, number: int, share: float, random: Random, stems: list[str]) -> County:
    code = f"99{1 + number // 50:02d}{1 + number % 50:02d}"
    townships = tuple(
        _township(f"{code}{100 + n}", random, stems, round(VILLAGES / TOWNSHIPS))
        for n in range(max(1, round(TOWNSHIPS * share)))
    )
    villages = [v for t in townships for v in t.villages]
    cadres = tuple(
        _cadre(model.cadres[0], f"{code}-{n + 1:03d}", random, villages)
        for n in range(round(CADRES * share))
    )
    name = f"{random.choice(stems)[:2]}县"
    return replace(model, code=f"{code}000000", name=name, townships=townships, cadres=cadres)


def _township(code: str, random: Random, stems: list[str], villages: int) -> Township:
    town = random.choice(["芳山", *(s[:2] for s in stems)])
    ways = [random.choice("东西南北前后上下大小新") + s for s in random.sample(stems, villages)]
    chosen = [
        random.choice((stem, way))
        for stem, way in zip(random.sample(stems, villages), ways, strict=True)
    ]
    chosen[0] = "三台子"
    return Township(
        f"{code}000",
        f"{town}镇",
        tuple(
            Village(f"{code}{200 + n}", f"{stem}村", "村", "", "", "", "", "")
            for n, stem in enumerate(chosen)
        ),
    )


def _cadre(model: Cadre, number: str, random: Random, villages: Sequence[Village]) -> Cadre:
    village = random.choice(villages)
    name = random.choice("王李张刘陈杨赵黄周吴徐孙") + "".join(
        random.sample("建国志强秀英文军海燕丽华明", 2)
    )
    posting: Posting = replace(model.posting, place=village.code, place_name=village.name)
    return replace(model, id=number, name=name, postings=(posting,))


def texts(site: Site, told: list[str]) -> Iterator[tuple[str, str]]:
    """Paths and HTML of the searched pages of a grown site, marked as the templates mark them."""
    random = Random("texts")
    for county in site.counties:
        share = len(county.townships) / TOWNSHIPS
        for kind, number, length in (
            ("在第一线", ARTICLES, 600), ("工作简报", BULLETINS, 700), ("看板", BOARDS, 120)
        ):  # fmt: skip
            for n in range(round(number * share)):
                month = f"{2024 + n % 3}-{1 + n % 12:02d}"
                yield (
                    f"text/{county.code}/{kind}{n}",
                    _page(random, told, length, county, kind, month),
                )
        for cadre in county.cadres:
            yield f"region/{cadre.posting.place}", _page(random, told, 30, county, "村", "")


def _page(
    random: Random, told: list[str], length: int, county: County, kind: str, month: str
) -> str:
    text = ""
    while len(text) < length:
        text += random.choice(told) + "。"
    month = f' data-month="{month}"' if month else ""
    return (
        f'<div data-pagefind-body><h1>{random.choice(told)[:12]}</h1><div data-words=""'
        f' data-where="{county.name}" data-kind="{kind}" data-county="{county.code}"{month}></div>'
        f"<p>{text}</p></div>"
    )


def enlarge(base: Path, out: Path, site: Site) -> None:
    """A copy of a built site whose indexes are of a grown site as well."""
    shutil.copytree(base, out)
    told = sentences(base)
    for path, html in texts(site, told):
        (out / path).mkdir(parents=True, exist_ok=True)
        (out / path / "index.html").write_text(html, encoding="utf-8")
    for index in ("find", "pagefind"):
        shutil.rmtree(out / index)
    write_name_index(site, out / "find")
    index_pages(out)


def first_search(browser: Browser, site: Path, query: str) -> Search:
    """Opens the search page in a fresh profile, then types and waits for all that comes."""
    with hosted(site) as host:
        context = browser.new_context(
            viewport={"width": 375, "height": 800}, service_workers="block"
        )
        page = context.new_page()
        page.goto(f"{host.address}search/", wait_until="networkidle")
        before = len(host.sent)
        page.fill("#find", query)
        page.locator("[data-search-status]", has_text=re.compile("相符|没有找到")).wait_for()
        page.wait_for_load_state("networkidle")
        found = tuple(host.sent[before:])
        context.close()
    return Search(query, found)


def measure(folder: Path, repository: Path) -> list[str]:
    """Lines of the report."""
    base = folder / "base" / "site"
    done = run(
        [BIN / "zhucun", "build", "--root", repository, "--as-of", AS_OF, "--out", base],
        cwd=repository,
    )
    if done.code != 0:
        raise SystemExit(f"zhucun build fails:\n{done.output[-2000:]}")
    from zhucun.cli.load import each_loaded  # noqa: PLC0415
    from zhucun.publish.projection.county import project_county  # noqa: PLC0415

    county = project_county(next(iter(each_loaded(repository, AS_OF))).facts, repository)
    lines, largest = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for pages in SIZES:
            site = folder / str(pages)
            enlarge(base, site, grown(county, pages))
            searches = [first_search(browser, site, query) for query in QUERIES]
            largest.append(max(search.bytes for search in searches))
            lines += [f"{pages} pages: at most {largest[-1] / 1000:.0f} kB"]
            lines += [f"  {search.query}: {search.bytes / 1000:.0f} kB" for search in searches]
            shutil.rmtree(site)
        browser.close()
    for (fewer, less), (more, much) in pairwise(zip(SIZES, largest, strict=True)):
        lines.append(f"{fewer} to {more} pages (x{more / fewer:.1f}): bytes x{much / less:.2f}")
    return lines
