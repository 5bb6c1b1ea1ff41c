"""The page for searching: its filters offer what the site has."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.publish.finding.name_index import boards_of
from zhucun.publish.model import Site
from zhucun.publish.page import Page

#: What may be looked for besides boards: a group, and in it (a filter's word, the kinds it takes).
KINDS = (
    (
        "地方和人",
        (("村和社区", "村 社区"), ("乡镇", "乡镇"), ("县和市", "县 市"), ("干部", "干部")),
    ),
    ("文章", (("在第一线", "在第一线"), ("工作简报", "工作简报"), ("制度", "制度"))),
)


def search_pages(site: Site) -> Iterator[Page]:
    """The page of the search box, with counties, kinds and months to narrow down by."""
    boards = [(board.title, board.title) for board in boards_of(site)]
    yield Page(
        "search/",
        "search.html.j2",
        "查找",
        context={
            "cities": site.cities,
            "kinds": (*KINDS, ("看板", tuple(boards))),
            "months": _months(site),
        },
    )


def _months(site: Site) -> list[str]:
    """The months that articles and bulletins are of, the newest first."""
    months = {a.month for county in site.counties for a in county.articles}
    months |= {b.month for county in site.counties for b in county.bulletins}
    return sorted(months, reverse=True)
