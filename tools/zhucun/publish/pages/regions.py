"""Pages of places: home, the list of regions, cities, counties, townships."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.publish.addresses import board_path, region_path
from zhucun.publish.model import VILLAGER_BOARDS, Cadre, County, Site, Township
from zhucun.publish.page import Page
from zhucun.publish.pages.answers import newest_answer, standing, today_together
from zhucun.publish.pages.board_list import BOARDS, TABLE_BOARDS
from zhucun.publish.pages.changes import counted, newest_events
from zhucun.publish.pages.column import newest_articles
from zhucun.publish.pages.month_boards import months_shown
from zhucun.publish.pages.tallies import (
    Tally,
    bases_of,
    covered_villages,
    month_bases,
    month_of,
    newest_month,
    serving_in,
    tally,
)
from zhucun.publish.pages.village_cadres import (
    followed,
    place_answer,
    tasks_of,
    tasks_told,
    township_answer,
    township_numbers,
)
from zhucun.publish.pages.villages import (
    cadre_page,
    problems_by_village,
    secretary_first,
    village_page,
)

NEWEST_ARTICLES = 3
NEWEST_EVENTS = 5


@dataclass(frozen=True, slots=True)
class Size:
    """How large a county is, in numbers of its places and of cadres in office."""

    townships: int
    villages: int
    cadres: int


@dataclass(frozen=True, slots=True)
class TownshipRow:
    """A township in the list of its county: cadres in office there, and its newest month."""

    place: Township
    cadres: int
    tally: Tally


def site_pages(site: Site) -> Iterator[Page]:
    """Home, the list of regions, and one page for each city."""
    cadres = [c for county in site.counties for c in county.cadres]
    month = newest_month(cadres)
    projects = [p for c in site.counties for p in c.projects if str(p.year) == site.as_of[:4]]
    summaries = {c.code: tally(c.cadres, month) for c in site.counties}
    sizes = {c.code: _size(c) for c in site.counties}
    shared = {"cities": site.cities, "tallies": summaries, "month": month, "sizes": sizes}
    yield Page(
        "",
        "home.html.j2",
        "首页",
        context={
            **shared,
            "villagers": any(county.villager_law for county in site.counties),
            "bases": bases_of(site.counties, "attendance.min_days"),
            "cadres": sum(c.active for c in cadres),
            "villages": sum(covered_villages(c) for c in site.counties),
            "tally": tally(cadres, month),
            "open_cases": sum(c.case_counts.open for c in site.counties),
            "closed_cases": sum(c.case_counts.closed for c in site.counties),
            "projects": projects,
            "articles": newest_articles(site)[:NEWEST_ARTICLES],
            "changed": counted((e for c in site.counties for e in c.events), site.as_of),
            "events": newest_events(site, NEWEST_EVENTS),
        },
    )
    yield Page("region/", "regions.html.j2", "地区", context=shared)
    for code, name, counties in site.cities:
        yield Page(
            region_path(code),
            "city.html.j2",
            name,
            kind="市",
            counties=counties,
            context={
                "answer": _city_answer([sizes[c.code] for c in counties]),
                "villagers": place_answer(counties, site.as_of[:4]),
                "followed": followed(counties),
                "counties": counties,
                "sizes": sizes,
                "tallies": summaries,
                "month": month,
                "bases": bases_of(counties, "attendance.min_days"),
            },
        )


def _size(county: County) -> Size:
    return Size(
        len(county.townships),
        sum(len(t.villages) for t in county.townships),
        sum(c.active for c in county.cadres),
    )


def _city_answer(sizes: list[Size]) -> str:
    places = (
        f"{len(sizes)} 个县有记录，{sum(s.townships for s in sizes)} 个乡镇，"
        f"{sum(s.villages for s in sizes)} 个村和社区"
    )
    return f"{places}，现有驻村干部 {sum(s.cadres for s in sizes)} 人。"


def county_pages(county: County, as_of: str) -> Iterator[Page]:
    """The county's own page and those of its townships, villages and cadres."""
    month = newest_month(county.cadres)
    at_place: dict[str, list[Cadre]] = defaultdict(list)
    for cadre in county.cadres:
        for place in dict.fromkeys(p.place for p in cadre.postings):
            at_place[place].append(cadre)
    known = {t.code: _known_in(county, t) for t in county.townships}
    active = sum(c.active for c in county.cadres)
    present = f"现有驻村干部 {active} 人，在 {covered_villages(county)} 个村和社区。"
    villagers = place_answer((county,), as_of[:4])
    yield Page(
        region_path(county.code),
        "county.html.j2",
        county.name,
        kind="县",
        counties=(county,),
        context={
            "county": county,
            "answer": newest_answer(county.name, county.cadres, month)
            + (present if active or not villagers else villagers),
            "month": month,
            "tally": tally(county.cadres, month),
            "townships": [
                TownshipRow(
                    t,
                    len(_serving_now(known[t.code], t)),
                    tally(serving_in(known[t.code], t.places, month), month),
                )
                for t in county.townships
            ],
            "boards": _boards(county),
            "villagers": villagers,
            "followed": followed((county,)),
        },
    )
    problems = problems_by_village(county)
    for township in county.townships:
        yield _township(county, township, at_place, known[township.code], as_of)
        for village in township.villages:
            here, raised = at_place.get(village.code, ()), problems.get(village.code, ())
            yield village_page(county, township, village, here, raised, as_of)
    places = {v.code: (t, v) for t in county.townships for v in t.villages}
    for cadre in county.cadres:
        yield cadre_page(county, cadre, places, as_of)


def _boards(county: County) -> list[tuple[str, str]]:
    """Title and address of every board that has a page for the county; those on village cadres
    come first where nobody is dispatched.
    """
    own = [b for b in BOARDS if b.slug != "assessment" or county.tables_of(b.slug)]
    tables = [b for b in TABLE_BOARDS if county.tables_of(b.slug)]
    boards = [*own, *tables]
    if not county.cadres:
        boards.sort(key=lambda board: board.slug not in VILLAGER_BOARDS)
    return [(b.title, board_path(b.slug, county.code)) for b in boards]


def _known_in(county: County, township: Township) -> list[Cadre]:
    """Cadres who serve or served in a township, as far as the site still shows it."""
    places = township.places
    return [
        c
        for c in county.cadres
        if any(p.place in places for p in c.postings) or any(m.place in places for m in c.months)
    ]


def _serving_now(known: list[Cadre], township: Township) -> list[Cadre]:
    places = township.places
    return [c for c in known if c.active and c.posting.place in places]


def _township(
    county: County,
    township: Township,
    at_place: dict[str, list[Cadre]],
    known: list[Cadre],
    as_of: str,
) -> Page:
    places = township.places
    month = newest_month(county.cadres)
    serving = serving_in(known, places, month)
    here = _serving_now(known, township)
    villages = len(township.villages)
    posted = f"现有驻村干部 {len(here)} 人" if here else "现在没有派驻干部"
    present = f"{villages} 个村和社区，{posted}。"
    once, today = today_together(here, as_of, "whereabouts.daily" in county.bases)
    return Page(
        region_path(township.code),
        "township.html.j2",
        township.name,
        kind="乡镇",
        counties=(county,),
        context={
            "county": county,
            "township": township,
            "answer": newest_answer(township.name, serving, month)
            + ("" if here else township_answer(county, township))
            + present,
            "month": month,
            "tally": tally(serving, month),
            "bases": month_bases(serving, month),
            "villages": [
                (v, secretary_first(at_place.get(v.code, ()), v.code)) for v in township.villages
            ],
            "deputies": secretary_first(at_place.get(township.code, ()), township.code),
            "once": once,
            "today": today,
            "projects": [
                p for p in county.projects if p.village in places and str(p.year) == as_of[:4]
            ],
            "names": {v.code: v.name for v in township.villages},
            "laws": county.villager_law_in(township.code),
            "numbers": township_numbers(county, township),
            "pledged": tasks_told(
                Counter(d.state for d in tasks_of(county.pledges, as_of[:4], places))
            ),
            "earlier": [
                (earlier, standing(serving_in(known, places, earlier), earlier))
                for earlier in months_shown(county)
                if earlier != month and any(month_of(c, earlier) for c in known)
            ],
        },
    )
