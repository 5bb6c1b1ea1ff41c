"""Pages of the monthly bulletins: all of them by month, those of a county, each by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from zhucun.publish.addresses import bulletin_path
from zhucun.publish.model import Article, Bulletin, County, Site
from zhucun.publish.page import Page
from zhucun.publish.pages.board_list import BOARDS, EVERY_BOARD, BoardPlace

#: How a paragraph begins that is a heading: 一、本月情况. Nothing else of a text is markup.
HEADING: Final = re.compile(r"[一二三四五六七八九十]{1,3}、[^\n。]{1,30}")

#: The boards that a bulletin leads to.
_MORE: Final = ("attendance", "projects", "cases", "supervision", "economy", "notices")
#: How many months the list of all counties holds.
_MONTHS: Final = 12


def bulletin_pages(site: Site) -> Iterator[Page]:
    """The list by month, and for each county its list and its bulletins."""
    told = sorted(
        ((bulletin, county) for county in site.counties for bulletin in county.bulletins),
        key=lambda pair: (pair[0].month, pair[1].code),
    )
    months = [(month, list(group)) for month, group in groupby(told, lambda pair: pair[0].month)][
        ::-1
    ]
    context = {"months": months[:_MONTHS], "is_all": len(months) <= _MONTHS}
    yield Page("bulletin/", "bulletins.html.j2", "工作简报", context=context)
    for county in site.counties:
        yield Page(
            bulletin_path(county.code),
            "bulletins_county.html.j2",
            f"工作简报：{county.name}",
            counties=(county,),
            context={"county": county},
        )
        yield from _each(county)


def _each(county: County) -> Iterator[Page]:
    months = [bulletin.month for bulletin in county.bulletins]
    for index, bulletin in enumerate(county.bulletins):
        yield Page(
            bulletin_path(county.code, bulletin.month),
            "bulletin.html.j2",
            bulletin.title,
            kind="工作简报",
            searched=True,
            month=bulletin.month,
            counties=(county,),
            context={
                "bulletin": bulletin,
                "county": county,
                "parts": [(_is_heading(part), part) for part in bulletin.body],
                "articles": _articles_of(county, bulletin),
                "boards": _boards_of(county),
                "newer": months[index - 1] if index else "",
                "older": months[index + 1] if index + 1 < len(months) else "",
            },
        )


def _is_heading(paragraph: str) -> bool:
    return HEADING.fullmatch(paragraph) is not None


def _boards_of(county: County) -> list[BoardPlace]:
    """The boards that say more of what a bulletin counts, as far as the county has a page there."""
    return [
        board
        for board in EVERY_BOARD
        if board.slug in _MORE and (board in BOARDS or county.tables_of(board.slug))
    ]


def _articles_of(county: County, bulletin: Bulletin) -> list[Article]:
    """The articles that were approved in a bulletin's month and are in the column now."""
    return [a for a in county.articles if a.approved_on[:7] == bulletin.month]
