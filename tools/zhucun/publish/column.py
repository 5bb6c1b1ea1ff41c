"""Pages of the column 我在乡村振兴第一线: the list by month and by county, and each article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from zhucun.facts.projects import OVERDUE, RUNNING
from zhucun.publish.model import Article, County, Project, Site
from zhucun.publish.page import Page

TITLE = "我在乡村振兴第一线"
OPEN = (RUNNING, OVERDUE)
Told = tuple[Article, County]


def newest_articles(site: Site) -> list[Told]:
    """Every article with its county, the newest first."""
    found = ((article, county) for county in site.counties for article in county.articles)
    return sorted(found, key=_newness, reverse=True)


def _newness(told: Told) -> tuple[str, str, str]:
    article, _ = told
    return article.month, article.approved_on, article.slug


def column_pages(site: Site) -> Iterator[Page]:
    """The list of all, that of each county that has any, and each article."""
    articles = newest_articles(site)
    counties = [c for c in site.counties if c.articles]
    shared = {"all_counties": counties}
    yield Page(
        "column/",
        "column.html.j2",
        TITLE,
        context={**shared, **_list(articles), "here": None},
    )
    for county in counties:
        own = [told for told in articles if told[1] is county]
        yield Page(
            f"column/{county.code}/",
            "column.html.j2",
            f"{TITLE}：{county.name}",
            counties=(county,),
            context={**shared, **_list(own), "here": county},
        )
        for article, _ in own:
            yield _article(article, county)


def _list(articles: list[Told]) -> dict[str, object]:
    """Articles by month, and the one whose photo is seen first and so isn't fetched late."""
    months = [(month, list(told)) for month, told in groupby(articles, lambda t: t[0].month)]
    return {"months": months, "seen_first": next((a for a, _ in articles if a.photo), None)}


def _article(article: Article, county: County) -> Page:
    places = {v.code: v.name for t in county.townships for v in t.villages}
    places.update({t.code: t.name for t in county.townships})
    here = [p for p in county.projects if article.village and p.village == article.village]
    return Page(
        f"column/{article.slug}/",
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
