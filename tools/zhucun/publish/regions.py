"""Pages of places and people: home, cities, counties, townships, villages, cadres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from zhucun.publish.board_list import TABLE_BOARDS
from zhucun.publish.model import Cadre, County, Site, Township, Village
from zhucun.publish.page import Page
from zhucun.publish.tallies import bases_of, covered_villages, newest_month, tally

MONTHS_SHOWN = 12
NEWEST_ARTICLES = 3


def region_path(code: str) -> str:
    """Where a region's page stands."""
    return f"region/{code}/"


def cadre_path(cadre: str) -> str:
    """Where a cadre's page stands."""
    return f"cadre/{cadre}/"


def site_pages(site: Site) -> Iterator[Page]:
    """Home, the list of regions, and one page for each city."""
    cadres = [c for county in site.counties for c in county.cadres]
    month = newest_month(cadres)
    articles = sorted(
        ((a, county) for county in site.counties for a in county.articles),
        key=lambda pair: (pair[0].month, pair[0].approved_on, pair[0].slug),
        reverse=True,
    )
    projects = [p for c in site.counties for p in c.projects if str(p.year) == site.as_of[:4]]
    summaries = {c.code: tally(c.cadres, month) for c in site.counties}
    cities = [
        (code, name, tuple(group))
        for (code, name), group in groupby(site.counties, lambda c: (c.city_code, c.city_name))
    ]
    shared = {"cities": cities, "tallies": summaries, "month": month}
    yield Page(
        "",
        "home.html.j2",
        "首页",
        context={
            **shared,
            "bases": bases_of(site.counties, "attendance.min_days"),
            "cadres": sum(c.active for c in cadres),
            "villages": sum(covered_villages(c) for c in site.counties),
            "tally": tally(cadres, month),
            "open_cases": sum(c.case_counts.open for c in site.counties),
            "closed_cases": sum(c.case_counts.closed for c in site.counties),
            "projects": projects,
            "articles": articles[:NEWEST_ARTICLES],
        },
    )
    yield Page("region/", "regions.html.j2", "地区", context=shared)
    for code, name, counties in cities:
        yield Page(
            region_path(code),
            "city.html.j2",
            name,
            kind="市",
            counties=counties,
            context={
                "counties": counties,
                "tallies": summaries,
                "month": month,
                "bases": bases_of(counties, "attendance.min_days"),
            },
        )


def county_pages(county: County) -> Iterator[Page]:
    """The county's own page and those of its townships, villages and cadres."""
    month = newest_month(county.cadres)
    at_place: dict[str, list[Cadre]] = defaultdict(list)
    for cadre in county.cadres:
        at_place[cadre.posting.place].append(cadre)
    yield Page(
        region_path(county.code),
        "county.html.j2",
        county.name,
        kind="县",
        counties=(county,),
        context={
            "county": county,
            "month": month,
            "tally": tally(county.cadres, month),
            "villages": covered_villages(county),
            "at_place": at_place,
            "table_boards": [b for b in TABLE_BOARDS if county.tables_of(b.slug)],
        },
    )
    for township in county.townships:
        yield _township(county, township, at_place, month)
        for village in township.villages:
            yield _village(county, township, village, at_place[village.code])
    places = {v.code: (t, v) for t in county.townships for v in t.villages}
    for cadre in county.cadres:
        yield _cadre(county, cadre, places)


def _township(
    county: County, township: Township, at_place: dict[str, list[Cadre]], month: str
) -> Page:
    codes = {township.code, *(v.code for v in township.villages)}
    cadres = [c for c in county.cadres if c.posting.place in codes]
    return Page(
        region_path(township.code),
        "township.html.j2",
        township.name,
        kind="乡镇",
        counties=(county,),
        context={
            "county": county,
            "township": township,
            "cadres": cadres,
            "at_place": at_place,
            "month": month,
            "tally": tally(cadres, month),
        },
    )


def _village(county: County, township: Township, village: Village, cadres: list[Cadre]) -> Page:
    ids = {c.id for c in cadres}
    promises = [p for p in county.projects if p.village == village.code]
    return Page(
        region_path(village.code),
        "village.html.j2",
        village.name,
        kind=village.kind,
        searched=bool(promises),
        township=township.code,
        words=tuple(p.title for p in promises),
        counties=(county,),
        context={
            "county": county,
            "township": township,
            "village": village,
            "cadres": cadres,
            "projects": promises,
            "articles": [a for a in county.articles if a.cadre in ids],
            "months_shown": MONTHS_SHOWN,
        },
    )


def _cadre(county: County, cadre: Cadre, places: dict[str, tuple[Township, Village]]) -> Page:
    posting = cadre.posting
    township, village = places.get(posting.place, (None, None))
    return Page(
        cadre_path(cadre.id),
        "cadre.html.j2",
        cadre.shown,
        kind="干部",
        counties=(county,),
        context={
            "county": county,
            "cadre": cadre,
            "posting": posting,
            "township": township,
            "village": village,
            "projects": [p for p in county.projects if p.cadre == cadre.id],
            "articles": [a for a in county.articles if a.cadre == cadre.id],
            "months_shown": MONTHS_SHOWN,
        },
    )
