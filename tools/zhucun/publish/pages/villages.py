"""Pages of villages and of cadres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from zhucun.publish.addresses import cadre_path, region_path
from zhucun.publish.model import Cadre, County, Posting, TableCell, Township, Village
from zhucun.publish.page import Page
from zhucun.publish.pages.answers import months_served, today_of
from zhucun.publish.pages.redirects import serving_now

MONTHS_SHOWN = 12
#: Of projects and articles a cadre's page has the newest only: all stand on boards and in data.
NEWEST_SHOWN = 6
FIRST_SECRETARY = "第一书记"
Row = dict[str, TableCell]


def today_in(county: County, cadre: Cadre, as_of: str) -> str:
    """The sentence about a cadre's day, by what the county's regulation asks for."""
    return today_of(cadre, as_of, "whereabouts.daily" in county.bases)


def secretary_first(cadres: Iterable[Cadre], place: str) -> list[Cadre]:
    """Those in office at a place, the first secretary before the others."""
    here = (c for c in cadres if c.active and c.posting.place == place)
    return sorted(here, key=lambda c: (c.posting.role != FIRST_SECRETARY, c.id))


def village_page(
    county: County,
    township: Township,
    village: Village,
    cadres: Sequence[Cadre],
    problems: Sequence[Row],
    as_of: str,
) -> Page:
    """A village's page; `cadres` are all who serve or served there, as far as the site shows it,
    `problems` the rows of what the village raised.
    """
    active = secretary_first(cadres, village.code)
    promises = [p for p in county.projects if p.village == village.code]
    pledges = [p for p in county.pledges if p.village == village.code]
    ids = {c.id for c in cadres}
    return Page(
        region_path(village.code),
        "village.html.j2",
        village.name,
        kind=village.kind,
        searched=bool(promises or pledges),
        township=township.code,
        words=(*(p.title for p in promises), *(d.text for p in pledges for d in p.tasks)),
        counties=(county,),
        context={
            "county": county,
            "township": township,
            "village": village,
            "active": active,
            "before": _before(cadres, village.code),
            "today": {c.id: today_in(county, c, as_of) for c in active},
            "served": {c.id: months_served(c.posting.since, as_of) for c in active},
            "projects": [p for p in promises if str(p.year) == as_of[:4]],
            "past_projects": [p for p in promises if str(p.year) != as_of[:4]],
            "laws": county.villager_law_in(township.code),
            "pledges": [p for p in pledges if str(p.year) == as_of[:4]],
            "past_pledges": [p for p in pledges if str(p.year) != as_of[:4]],
            "problems": _problems(problems),
            "articles": [a for a in county.articles if a.cadre in ids],
            "months_shown": MONTHS_SHOWN,
        },
    )


def _before(cadres: Iterable[Cadre], place: str) -> list[tuple[Cadre, Posting]]:
    """Postings at a place that are over, the newest first."""
    over = [(c, p) for c in cadres for p in c.postings if p.place == place and not p.active]
    return sorted(over, key=lambda pair: (pair[1].until, pair[0].id), reverse=True)


def problems_by_village(county: County) -> dict[str, list[Row]]:
    """The rows of the county's table of problems, by the code of the village that raised them."""
    table = county.table("problems")
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table.keyed() if table else ():
        found[str(row["village"].value)].append(row)
    return found


def _problems(rows: Sequence[Row]) -> dict[str, object]:
    """What a village raised: `open` as (id, whom it waits for, days), how many are `closed`."""
    open_ = [r for r in rows if r["state"].value != "已办结"]
    return {
        "open": [(r["id"].text, r["waits_for"].text, r["days"].text) for r in open_],
        "closed": len(rows) - len(open_),
    }


def cadre_page(
    county: County, cadre: Cadre, places: dict[str, tuple[Township, Village]], as_of: str
) -> Page:
    """A cadre's page; `places` gives each village of the county with its township."""
    posting = cadre.posting
    township, village = places.get(posting.place, (None, None))
    projects = [p for p in county.projects if p.cadre == cadre.id]
    projects.sort(key=lambda p: (p.year, p.due, p.id), reverse=True)
    articles = [a for a in county.articles if a.cadre == cadre.id]
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
            "today": today_in(county, cadre, as_of),
            "served": months_served(posting.since, as_of),
            "successors": () if cadre.active else serving_now(county, cadre),
            "projects": projects[:NEWEST_SHOWN],
            "more_projects": len(projects[NEWEST_SHOWN:]),
            "articles": articles[:NEWEST_SHOWN],
            "more_articles": len(articles[NEWEST_SHOWN:]),
            "months_shown": MONTHS_SHOWN,
        },
    )
