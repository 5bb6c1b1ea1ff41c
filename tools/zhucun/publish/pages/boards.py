"""Pages of the boards, each with an index and one page for each county."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from zhucun.publish.addresses import board_path
from zhucun.publish.model import Board, Cadre, County, Project, Site
from zhucun.publish.page import Page
from zhucun.publish.pages.answers import present_of
from zhucun.publish.pages.board_list import BOARDS
from zhucun.publish.pages.board_totals import totals_of, week_totals
from zhucun.publish.pages.month_boards import month_board, month_pages, months_shown
from zhucun.publish.pages.table_boards import (
    county_table_pages,
    shown_boards,
    tables_context,
    words_of,
)
from zhucun.publish.pages.tallies import bases_of, newest_month, tally

# The parameter that each board holds what it shows against.
_KEYS = {
    "attendance": "attendance.min_days",
    "whereabouts": "whereabouts.daily",
    "assessment": "scores.weights.daily",
    "projects": "project.min_per_year",
    "cases": "negative_list.kinds",
}


def board_pages(site: Site) -> Iterator[Page]:
    """The list of boards, each board, and each board of each county that has rows to show."""
    boards = (*BOARDS, *shown_boards(site))
    yield Page("board/", "boards.html.j2", "看板", context={"boards": boards})
    year = int(site.as_of[:4])
    cadres = [c for county in site.counties for c in county.cadres]
    month = newest_month(cadres)
    for board in BOARDS:
        name, title = board.slug, board.title
        shared = {"name": name, "sentence": board.sentence, "year": year}
        yield Page(
            board.path,
            f"board_{name}.html.j2",
            title,
            kind=title,
            searched=True,
            context={
                **shared,
                **tables_context(site, name),
                "month": month,
                "bases": bases_of(site.counties, _KEYS[name]),
                "figures": totals_of(name, site),
                "tally": tally(cadres, month),
                "rows": [(c, tally(c.cadres, month), _states(c, year)) for c in site.counties],
                "weeks": {c.code: _boards(c) for c in site.counties},
            },
        )
        if name == "assessment":
            yield from county_table_pages(site, board)
            continue
        for county in site.counties:
            yield Page(
                board_path(board.slug, county.code),
                f"board_{name}_county.html.j2",
                f"{title}：{county.name}",
                kind=title,
                searched=True,
                words=words_of(county.tables_of(name)),
                counties=(county,),
                context={
                    **shared,
                    "title": title,
                    "county": county,
                    "tables": county.tables_of(name),
                    **_county(county, site.as_of),
                },
            )
            if name == "attendance":
                yield from month_pages(county, title, _names(county))


def _states(county: County, year: int) -> Counter[str]:
    return Counter(p.state for p in county.projects if p.year == year)


def _county(county: County, as_of: str) -> dict[str, object]:
    year = int(as_of[:4])
    month = newest_month(county.cadres)
    by_id: dict[str, Cadre] = {c.id: c for c in county.cadres}
    projects: list[Project] = [p for p in county.projects if p.year == year]
    return {
        "month": month,
        "week_figures": week_totals([c for _, found in _boards(county)[:1] for c in found]),
        "present": present_of(county.name, county.cadres, as_of),
        "board": month_board(county, month),
        "months": months_shown(county),
        "boards": _boards(county),
        "names": _names(county),
        "by_id": by_id,
        "projects": projects,
        "states": Counter(p.state for p in projects),
    }


def _names(county: County) -> dict[str, tuple[str, str]]:
    """Each place of a county by its code: the township's name, and its own."""
    names = {t.code: (t.name, t.name) for t in county.townships}
    names.update({v.code: (t.name, v.name) for t in county.townships for v in t.villages})
    return names


def _boards(county: County) -> list[tuple[Board, list[Cadre]]]:
    """Cadres by the week their township's newest board is of, the newest week first."""
    weeks: dict[str, list[Cadre]] = defaultdict(list)
    for cadre in county.cadres:
        if cadre.board:
            weeks[cadre.board.week].append(cadre)
    found = ((cadres[0].board, cadres) for _, cadres in sorted(weeks.items(), reverse=True))
    return [(board, cadres) for board, cadres in found if board]
