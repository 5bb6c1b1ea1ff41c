"""The whole way from counties' facts to a finished site."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from zhucun.facts.county import CountyFacts
from zhucun.law.pack import Law, Pack
from zhucun.publish import offline
from zhucun.publish.finding.name_index import write_name_index
from zhucun.publish.model import County, Site, samples_among
from zhucun.publish.open_data import api_documents, data_files, feed_files, sitemap
from zhucun.publish.open_data.announcing import front_matter
from zhucun.publish.open_data.api import the_api
from zhucun.publish.open_data.datasets import law_rows_of, rows_of
from zhucun.publish.output import OutputError, mark, mark_site, refuse_foreign, replaced
from zhucun.publish.page import Page, environment, render, sheet_of, then_of
from zhucun.publish.pages.boards import board_pages
from zhucun.publish.pages.bulletins import bulletin_pages
from zhucun.publish.pages.changes import change_pages
from zhucun.publish.pages.column import column_pages
from zhucun.publish.pages.coverage import chapters_of, law_pages
from zhucun.publish.pages.methods import method_pages
from zhucun.publish.pages.redirects import redirect_pages
from zhucun.publish.pages.reference import reference_pages
from zhucun.publish.pages.regions import county_pages, site_pages
from zhucun.publish.pages.search import search_pages
from zhucun.publish.pages.table_boards import table_board_pages
from zhucun.publish.pictures.catalogue import CHARTS
from zhucun.publish.projection.adoptions import note_followers
from zhucun.publish.projection.county import UnfitError, project_county
from zhucun.publish.proof.manifest import NAME, Manifest, files_of
from zhucun.publish.proof.origin import Origin, moment_of
from zhucun.publish.proof.tool import packages, running_tool
from zhucun.publish.rendering import REPOSITORY, index_pages, render_pages
from zhucun.read.files import Files

HAND_WRITTEN = REPOSITORY / "docs" / "site"


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a build reads and writes, and what it says about itself.

    `source` holds records/; `out` becomes the site; `work` gets docs/ and data/; none of them may
    lie in a folder that is `kept`. `epoch` is the time of the commit in seconds. `unusable` are
    files of the law that could not be used; `partial` says whether to build although some file
    can't. `region` is the part of the tree that is built; `origin` the commit it should be of.
    `address` is where the site will stand, ending in "/", "" if that isn't known; `then` the day of
    the commit of a site that shows how things stood, "" for one of now.
    """

    source: Path | Files
    out: Path
    work: Path
    as_of: str
    version: str
    epoch: int
    unusable: frozenset[str] = frozenset()
    partial: bool = False
    region: str | None = None
    origin: Origin | None = None
    kept: tuple[Path, ...] = ()
    then: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """What was made: the site's model, the number of generated pages, and the files left out."""

    site: Site
    pages: int
    unusable: tuple[str, ...] = ()


class PartialError(Exception):
    """Some files could not be used, so that figures would mislead; `paths` names them."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(f"有 {len(paths)} 个文件读不了、缺少或不合格式。")
        self.paths = paths


def build_site(plan: Plan, facts: Iterable[CountyFacts], say: Callable[[str], None]) -> Built:
    """Builds the site of some counties; `say` gets a Chinese line when a step begins.

    The records of one county are let go before the next is read: only the public model stays. The
    old site is replaced at the very end. PartialError when a file can't be used, unless the plan
    allows for it; then a county without its region file is left out.
    """
    docs, data = plan.work / "docs", plan.work / "data"
    _refuse_overlap(plan)
    for folder in (plan.out, docs, data):
        refuse_foreign(folder)
    say("读取记录，取出可以公开的部分")
    counties: list[County] = []
    law: Law | None = None
    followers: dict[str, list[str]] = {}
    unusable = set(plan.unusable)
    for county in facts:
        law = county.law
        unusable |= county.unusable.union(county.missing_regions)
        if not (county.region and county.city_region):
            continue  # one of the files left out
        counties.append(project_county(county, plan.source))
        note_followers(county, followers)
    left_out = tuple(sorted(unusable))
    if left_out and not plan.partial:
        raise PartialError(left_out)
    if law is None or not counties:
        raise UnfitError("没有一个县能生成网页；请先运行 zhucun check 并改正。")
    counties.sort(key=lambda c: c.code)
    manifest = _manifest_of(plan)
    dirty = plan.origin is not None and manifest.commit is None
    version = f"{plan.version}+" if dirty else plan.version
    site = Site(plan.as_of, version, tuple(counties), len(left_out), plan.then, plan.address)
    packs = [pack for pack in law if pack.id in followers]
    with replaced(plan.out) as made, replaced(docs) as pages, replaced(data) as tables:
        count = _write(pages, tables, site, law, packs, followers, say)
        say(f"用 MkDocs 生成 {count} 个网页")
        render_pages(pages, made, plan.epoch, plan.address)
        offline.stamp(made, version)
        shutil.copytree(tables, made / "data", dirs_exist_ok=True)
        for folder in (pages, tables):
            mark(folder)
        mark_site(made, plan.as_of, version)
        say("用 Pagefind 建立查找索引")
        index_pages(made)
        sitemap.write(made, site)
        complete = replace(manifest, files=files_of(made))
        (made / NAME).write_text(complete.text(), encoding="utf-8")
    return Built(site, count, left_out)


def _manifest_of(plan: Plan) -> Manifest:
    """What the build says of itself, before there are files: to be asked when all was read."""
    origin = plan.origin
    records = origin.records(plan.region) if origin else None
    known = origin if records else None
    return Manifest(
        commit=known.commit.sha if known else None,
        committed=moment_of(known.commit) if known else None,
        as_of=plan.as_of,
        region=plan.region,
        address=plan.address or None,
        allow_partial=plan.partial,
        revision=bool(plan.then),
        tool=running_tool(),
        packages=packages(),
        records=records,
        files={},
    )


def _write(
    docs: Path,
    data: Path,
    site: Site,
    law: Law,
    packs: list[Pack],
    followers: dict[str, list[str]],
    say: Callable[[str], None],
) -> int:
    """Writes the pages' sources and the data files; how many pages there are."""
    chapters = chapters_of(law, packs)
    tables = data_files.write(
        the_api(),
        data,
        site,
        rows_of,
        lambda dataset: law_rows_of(dataset, packs, chapters, site.as_of),
    )
    api_documents.write(the_api(), data, site, tables)
    feed_files.write(docs, site)
    say("写出网页的内容")
    pages = chain(
        site_pages(site),
        chain.from_iterable(county_pages(county, site.as_of) for county in site.counties),
        chain.from_iterable(redirect_pages(county) for county in site.counties),
        change_pages(site),
        board_pages(site),
        table_board_pages(site),
        column_pages(site),
        bulletin_pages(site),
        search_pages(site),
        reference_pages(packs, followers, tables, site.as_of),
        law_pages(chapters, packs, site.as_of),
        method_pages(site),
    )
    count = _write_pages(docs, site, pages)
    write_name_index(site, docs / "find")
    for source in sorted(HAND_WRITTEN.glob("*.md")):
        text = source.read_text(encoding="utf-8")
        said = {"sample": samples_among(site.counties), "sheet": sheet_of(site)}
        said["then"] = then_of(site)
        head = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items()
        )
        (docs / source.name).write_text(text.replace("---\n", f"---\n{head}", 1), encoding="utf-8")
        count += 1
    for county in site.counties:
        for article in county.articles:
            if article.photo:
                photos = docs / "column" / "photos"
                photos.mkdir(parents=True, exist_ok=True)
                for size in article.photo.sizes:
                    (photos / size.file).write_bytes(size.jpeg)
    return count


def _write_pages(docs: Path, site: Site, pages: Iterable[Page]) -> int:
    templates = environment()
    templates.globals["charts"] = CHARTS
    folders: set[Path] = set()
    count = 0
    for page in pages:
        file = docs / page.source
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_text(render(templates, page, site, front_matter(page, site)), encoding="utf-8")
        count += 1
    return count


def _refuse_overlap(plan: Plan) -> None:
    """The site can't stand where its own pages or the records are written."""
    taken = (plan.work, *plan.kept)
    if any(plan.out == t or t in plan.out.parents or plan.out in t.parents for t in taken):
        raise OutputError(
            f"网站不能写到 {plan.out}：{plan.work} 用来放网页的内容，"
            "records 里是记录；请换一个文件夹。"
        )
