"""Boards that are made of tables: a page for all counties, and one for each county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhucun.publish.addresses import board_path
from zhucun.publish.model import VILLAGER_BOARDS, Basis, County, Site, Table
from zhucun.publish.page import Page
from zhucun.publish.pages.board_figures import figures_of, tables_over
from zhucun.publish.pages.board_list import TABLE_BOARDS, BoardPlace
from zhucun.publish.pages.village_cadres import Followed, answer_of, followed

#: Tables about counties themselves are put together on a board's own page, up to so many rows each.
ROWS_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Together:
    """One table over all counties: `table` is any of them, `rows` each county with its own."""

    table: Table
    rows: tuple[tuple[County, Table], ...]
    bases: tuple[Basis, ...]


def table_board_pages(site: Site) -> Iterator[Page]:
    """Every board of tables that has any, and its page for each county."""
    for board in shown_boards(site):
        yield Page(
            board.path,
            "board_tables.html.j2",
            board.title,
            kind=board.title,
            searched=True,
            context={
                "board": board,
                "answer": answer_of(board.slug, tables_over(site.counties, board.slug)),
                "figures": figures_of(board.slug, tables_over(site.counties, board.slug)),
                "followed": _followed(board, site.counties),
                "counties": _on(board, site.counties),
                **tables_context(site, board.slug),
            },
        )
        yield from county_table_pages(site, board)


def county_table_pages(site: Site, board: BoardPlace) -> Iterator[Page]:
    """A board's page for each county: all its tables."""
    for county in site.counties:
        if county.tables_of(board.slug):
            yield Page(
                board_path(board.slug, county.code),
                "board_tables_county.html.j2",
                f"{board.title}：{county.name}",
                kind=board.title,
                searched=True,
                words=words_of(county.tables_of(board.slug)),
                counties=(county,),
                context={
                    "board": board,
                    "county": county,
                    "answer": answer_of(board.slug, county.tables_of(board.slug)),
                    "tables": county.tables_of(board.slug),
                    "figures": figures_of(board.slug, county.tables_of(board.slug)),
                    "followed": _followed(board, (county,)),
                },
            )


def _on(board: BoardPlace, counties: tuple[County, ...]) -> tuple[County, ...]:
    """The counties that a board is about: of one on village cadres, those with a regulation."""
    if board.slug not in VILLAGER_BOARDS:
        return counties
    return tuple(county for county in counties if county.villager_law)


def _followed(board: BoardPlace, counties: tuple[County, ...]) -> tuple[Followed, ...]:
    """The regulations that a board on village cadres rests on; none for other boards."""
    return followed(counties) if board.slug in VILLAGER_BOARDS else ()


def words_of(tables: Iterable[Table]) -> tuple[str, ...]:
    """What a page of tables is found by besides its head: the titles of its tables."""
    return tuple(table.title for table in tables)


def shown_boards(site: Site) -> list[BoardPlace]:
    """The boards of tables that any county has a table for."""
    used = {table.board for county in site.counties for table in county.tables}
    return [board for board in TABLE_BOARDS if board.slug in used]


def tables_context(site: Site, slug: str) -> dict[str, object]:
    """What a board's own page shows of its tables: those put together, and the others by title."""
    together: list[Together] = []
    apart: list[Together] = []
    for tables in _by_name(site, slug).values():
        whole = all(t.of_county and len(t.rows) <= ROWS_TOGETHER for _, t in tables)
        found = Together(tables[0][1], tuple(tables), _bases(tables))
        (together if whole else apart).append(found)
    return {"together": together, "apart": apart}


def _by_name(site: Site, slug: str) -> dict[str, list[tuple[County, Table]]]:
    found: dict[str, list[tuple[County, Table]]] = {}
    for county in site.counties:
        for table in county.tables_of(slug):
            found.setdefault(table.name, []).append((county, table))
    return found


def _bases(tables: list[tuple[County, Table]]) -> tuple[Basis, ...]:
    grounds = (ground.basis for _, table in tables for ground in table.grounds)
    return tuple(dict.fromkeys(basis for basis in grounds if basis))
