"""Pages of the monthly briefs: all of them by month, those of a county, each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from zhucun.publish.addresses import brief_path
from zhucun.publish.board_list import BOARDS, EVERY_BOARD, BoardPlace
from zhucun.publish.model import Article, Brief, County, Site
from zhucun.publish.page import Page

#: How a paragraph begins that is a heading: 一、本月情况. Nothing else of a text is markup.
HEADING: Final = re.compile(r"[一二三四五六七八九十]{1,3}、[^\n。]{1,30}")

#: The boards that a brief leads to.
_MORE: Final = ("attendance", "projects", "cases", "supervision", "economy", "notices")
#: How many months the list of all counties holds.
_MONTHS: Final = 12


def brief_pages(site: Site) -> Iterator[Page]:
    """The list by month, and for each county its list and its briefs."""
    told = sorted(
        ((brief, county) for county in site.counties for brief in county.briefs),
        key=lambda pair: (pair[0].month, pair[1].code),
    )
    months = [(month, list(group)) for month, group in groupby(told, lambda pair: pair[0].month)][
        ::-1
    ]
    context = {"months": months[:_MONTHS], "is_all": len(months) <= _MONTHS}
    yield Page("brief/", "briefs.html.j2", "工作简报", context=context)
    for county in site.counties:
        yield Page(
            brief_path(county.code),
            "briefs_county.html.j2",
            f"工作简报：{county.name}",
            counties=(county,),
            context={"county": county},
        )
        yield from _each(county)


def _each(county: County) -> Iterator[Page]:
    months = [brief.month for brief in county.briefs]
    for index, brief in enumerate(county.briefs):
        yield Page(
            brief_path(county.code, brief.month),
            "brief.html.j2",
            brief.title,
            kind="工作简报",
            searched=True,
            month=brief.month,
            counties=(county,),
            context={
                "brief": brief,
                "county": county,
                "parts": [(_is_heading(part), part) for part in brief.body],
                "articles": _articles_of(county, brief),
                "boards": _boards_of(county),
                "newer": months[index - 1] if index else "",
                "older": months[index + 1] if index + 1 < len(months) else "",
            },
        )


def _is_heading(paragraph: str) -> bool:
    return HEADING.fullmatch(paragraph) is not None


def _boards_of(county: County) -> list[BoardPlace]:
    """The boards that say more of what a brief counts, as far as the county has a page there."""
    return [
        board
        for board in EVERY_BOARD
        if board.slug in _MORE and (board in BOARDS or county.tables_of(board.slug))
    ]


def _articles_of(county: County, brief: Brief) -> list[Article]:
    """The articles that were approved in a brief's month and are in the column now."""
    return [a for a in county.articles if a.approved_on[:7] == brief.month]
