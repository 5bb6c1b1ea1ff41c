"""Pages of the column 我在乡村振兴第一线: the list by month and by county, and each article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from zhucun.facts.projects import OVERDUE, RUNNING
from zhucun.publish.addresses import column_path
from zhucun.publish.model import Article, County, Project, Site
from zhucun.publish.page import Page, cn_month

TITLE = "我在乡村振兴第一线"
OPEN = (RUNNING, OVERDUE)
Told = tuple[Article, County]
Month = tuple[str, list[Told]]
#: How many articles the first page of the column holds, in whole months.
_SOME = 24


def newest_articles(site: Site) -> list[Told]:
    """Every article with its county, the newest first."""
    found = ((article, county) for county in site.counties for article in county.articles)
    return sorted(found, key=_newness, reverse=True)


def _newness(told: Told) -> tuple[str, str, str]:
    article, _ = told
    return article.month, article.approved_on, article.slug


def column_pages(site: Site) -> Iterator[Page]:
    """The newest months, a list for each month and for each county, and each article."""
    articles = newest_articles(site)
    months = [(month, list(told)) for month, told in groupby(articles, lambda t: t[0].month)]
    shared = {
        "all_counties": [c for c in site.counties if c.articles],
        "cities": len({c.city_code for c in site.counties}),
        "all_months": [month for month, _ in months],
    }
    yield _list("column/", TITLE, _newest(months), shared)
    for month, told in months:
        title = f"{TITLE}：{cn_month(month)}"
        yield _list(column_path(month), title, [(month, told)], {**shared, "month": month})
    for county in site.counties:
        own = [(month, [t for t in told if t[1] is county]) for month, told in months]
        yield _list(
            column_path(county.code),
            f"{TITLE}：{county.name}",
            [(month, told) for month, told in own if told],
            {**shared, "here": county},
        )
        for article in county.articles:
            yield _article(article, county)


def _newest(months: list[Month]) -> list[Month]:
    """The newest months, as many as hold some articles but at least one."""
    taken: list[Month] = []
    for month in months:
        if taken and sum(len(told) for _, told in taken) + len(month[1]) > _SOME:
            break
        taken.append(month)
    return taken


def _list(path: str, title: str, months: list[Month], shared: Mapping[str, object]) -> Page:
    """A list by month. The first photo of a page is seen at once and so isn't fetched late."""
    here = shared.get("here")
    first = next((a for _, told in months for a, _ in told if a.photo), None)
    return Page(
        path,
        "column.html.j2",
        title,
        counties=(here,) if isinstance(here, County) else None,
        context={"here": None, "month": "", **shared, "months": months, "seen_first": first},
    )


def _article(article: Article, county: County) -> Page:
    places = {v.code: v.name for t in county.townships for v in t.villages}
    places.update({t.code: t.name for t in county.townships})
    here = [p for p in county.projects if article.village and p.village == article.village]
    return Page(
        column_path(article.slug),
        "article.html.j2",
        article.title,
        kind="在第一线",
        searched=True,
        month=article.month,
        counties=(county,),
        context={
            "article": article,
            "county": county,
            "cadre": next(c for c in county.cadres if c.id == article.cadre),
            "place_name": places.get(article.village, ""),
            "told": _told(article, county),
            "promised": [p for p in here if p.state in OPEN and p.id not in article.projects],
        },
    )


def _told(article: Article, county: County) -> list[Project]:
    """The projects that an article tells of, as far as they are published."""
    return [p for p in county.projects if p.id in article.projects and p.cadre == article.cadre]
