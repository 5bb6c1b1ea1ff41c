"""Pages on the law itself: how each requirement is carried out, what the source leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from zhucun.assess.coverage import STATES, Coverage, counted, coverage_of
from zhucun.check.catalogue import RULES
from zhucun.law.cite import Decision
from zhucun.law.pack import Law, Pack
from zhucun.law.value import Value
from zhucun.publish.page import Page
from zhucun.publish.pages.board_list import EVERY_BOARD


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row as the page shows it. `ways` are the rules and tables that carry it out, by title,
    with the address of the page that shows each.
    """

    id: str
    article: str
    title: str
    quote: str
    state: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rows of one regulation, and how many are in each state, in words."""

    pack: Pack
    rows: tuple[Requirement, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """What one regulation leaves open: values that nobody may guess, and how its words are read."""

    pack: Pack
    nulls: tuple[Value, ...]
    decisions: tuple[Decision, ...]


def law_pages(chapters: list[Chapter], packs: list[Pack], as_of: str) -> Iterator[Page]:
    """The coverage and the silence register of the packs that are followed."""
    yield Page(
        "coverage/",
        "coverage.html.j2",
        "每条要求怎么落实",
        kind="制度",
        context={"chapters": chapters},
    )
    yield Page(
        "silence/",
        "silence.html.j2",
        "待定和口径",
        kind="制度",
        context={
            "silences": [
                Silence(pack, tuple(pack.nulls(as_of)), tuple(pack.decisions.values()))
                for pack in packs
            ],
            "titles": {row.id: row.title for pack in packs for row in pack.requirements.values()},
        },
    )


def requirement_rows(chapters: Iterable[Chapter]) -> Iterator[Mapping[str, object]]:
    """The coverage as rows of the data file requirements."""
    for chapter in chapters:
        for row in chapter.rows:
            yield {
                "regulation": chapter.pack.id,
                "id": row.id,
                "article": row.article,
                "title": row.title,
                "quote": row.quote,
                "state": row.state,
                "ways": tuple(title for title, _ in row.ways),
            }


def chapters_of(law: Law, packs: list[Pack]) -> list[Chapter]:
    """The coverage of the packs that are followed, in the order of the regulations."""
    by_id = {pack.id: pack for pack in packs}
    found = groupby(coverage_of(law, None), key=lambda each: each.row.regulation)
    return [_chapter(by_id[id_], list(rows)) for id_, rows in found if id_ in by_id]


def _chapter(pack: Pack, rows: list[Coverage]) -> Chapter:
    counts = tuple((STATES[state], n) for state, n in counted(rows).items() if n)
    return Chapter(pack, tuple(_requirement(each) for each in rows), counts)


def _requirement(each: Coverage) -> Requirement:
    row = each.row
    return Requirement(
        row.id, row.article, row.title, row.quote, each.shown, tuple(dict.fromkeys(_ways(each)))
    )


def _ways(each: Coverage) -> Iterator[tuple[str, str]]:
    """What carries a row out, by title, and where a reader finds it; "" where only staff do."""
    boards = {f"/{board.path}": board.title for board in EVERY_BOARD}
    for judge in each.rules:
        title = judge.title if judge.part else RULES[judge.subject].title
        yield title, f"rules/#{judge.subject}"
    for judge in each.tables:
        board = boards.get(judge.board)
        yield (f"看板：{board}", judge.board.lstrip("/")) if board else (judge.title, "")
    if not each.judges:
        for entry in each.entries:
            yield entry.title, f"regulation/{each.row.regulation}/"
        for field in each.fields:
            yield f"登记：{field.title}", ""
