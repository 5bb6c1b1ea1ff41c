"""The whole way from counties' facts to a finished site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from zhucun.facts.county import CountyFacts
from zhucun.law.pack import Law, Pack
from zhucun.publish import datasets
from zhucun.publish.boards import board_pages, column_pages
from zhucun.publish.model import County, Site
from zhucun.publish.page import Page, environment, render
from zhucun.publish.projection import project_county
from zhucun.publish.reference import reference_pages
from zhucun.publish.regions import county_pages, site_pages
from zhucun.publish.rendering import REPOSITORY, index_pages, render_pages

HAND_WRITTEN = REPOSITORY / "docs" / "site"
MARKER = "version.json"  # tells a site that this tool made, so that it may be written over


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a build reads and writes, and what it says about itself.

    `root` holds records/; `out` becomes the site; `work` gets docs/ and data/. `epoch` is the time
    of the commit in seconds.
    """

    root: Path
    out: Path
    work: Path
    as_of: str
    version: str
    epoch: int


@dataclass(frozen=True, slots=True)
class Built:
    """What was made: the site's model and the number of generated pages."""

    site: Site
    pages: int


class OutputError(Exception):
    """The output folder holds something else; the message is a Chinese sentence."""


def build_site(plan: Plan, facts: Iterable[CountyFacts], say: Callable[[str], None]) -> Built:
    """Builds the site of some counties; `say` gets a Chinese line when a step begins.

    The records of one county are let go before the next is read: only the public model stays.
    """
    _refuse_foreign(plan.out)
    say("读取记录，取出可以公开的部分")
    counties: list[County] = []
    law: Law | None = None
    followers: dict[str, list[str]] = {}
    for county in facts:
        law = county.law
        counties.append(project_county(county, plan.root))
        _note_followers(county, followers)
    counties.sort(key=lambda c: c.code)
    site = Site(plan.as_of, plan.version, tuple(counties))
    packs = [pack for pack in law or () if pack.id in followers]
    count = _write(plan, site, packs, followers, say)
    say(f"用 MkDocs 生成 {count} 个网页")
    render_pages(plan.work / "docs", plan.out, plan.epoch)
    shutil.copytree(plan.work / "data", plan.out / "data", dirs_exist_ok=True)
    marker = {"as_of": plan.as_of, "version": plan.version}
    (plan.out / MARKER).write_text(json.dumps(marker) + "\n", encoding="utf-8")
    say("用 Pagefind 建立查找索引")
    index_pages(plan.out)
    return Built(site, count)


def _write(
    plan: Plan,
    site: Site,
    packs: list[Pack],
    followers: dict[str, list[str]],
    say: Callable[[str], None],
) -> int:
    """Writes docs/ and data/ anew; how many pages there are."""
    docs = plan.work / "docs"
    for folder in (docs, plan.work / "data"):
        shutil.rmtree(folder, ignore_errors=True)
    tables = datasets.datasets_of(site, packs)
    datasets.write(tables, plan.work / "data", site)
    say("写出网页的内容")
    pages = chain(
        site_pages(site),
        chain.from_iterable(county_pages(county) for county in site.counties),
        board_pages(site),
        column_pages(site),
        reference_pages(packs, followers, tables, site.as_of),
    )
    count = _write_pages(docs, site, pages)
    for source in sorted(HAND_WRITTEN.glob("*.md")):
        text = source.read_text(encoding="utf-8")
        head = f"sample: {str(site.sample).lower()}\n"
        (docs / source.name).write_text(text.replace("---\n", f"---\n{head}", 1), encoding="utf-8")
        count += 1
    for county in site.counties:
        for article in county.articles:
            if article.photo:
                photos = docs / "column" / "photos"
                photos.mkdir(parents=True, exist_ok=True)
                (photos / article.photo.file).write_bytes(article.photo.jpeg)
    return count


def _write_pages(docs: Path, site: Site, pages: Iterable[Page]) -> int:
    templates = environment()
    folders: set[Path] = set()
    count = 0
    for page in pages:
        file = docs / page.source
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_text(render(templates, page, site), encoding="utf-8")
        count += 1
    return count


def _note_followers(county: CountyFacts, followers: dict[str, list[str]]) -> None:
    city = county.city_region
    for adoption in city.data["regulations"] if city else ():
        names = followers.setdefault(adoption["regulation"], [])
        if city and city.data["name"] not in names:
            names.append(city.data["name"])


def _refuse_foreign(out: Path) -> None:
    """MkDocs empties the folder it writes to; only an empty one or an earlier site may be lost."""
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        raise OutputError(f"{out} 里已有别的文件；请换一个空文件夹，或先清空它。")
