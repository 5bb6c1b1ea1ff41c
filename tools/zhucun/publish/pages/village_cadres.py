"""What pages of places and boards say of villages' own secretaries, in numbers and sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from zhucun.publish.model import (
    VILLAGER_BOARDS,
    County,
    Pledge,
    Table,
    TableCell,
    Task,
    Township,
    VillagerLaw,
)

#: States of a task that is done, and that of one that should have been.
DONE: Final = ("按期完成", "逾期完成")
OVERDUE: Final = "已逾期"
ENROLLED, COMMITMENTS = "enrolled_villages", "commitments"


@dataclass(frozen=True, slots=True)
class Line:
    """A township's row in a table: of which half-year, in what state, and its other values, each
    with its heading; "" for no half-year or state.
    """

    half: str
    state: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A township's lines in one table, under the table's title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """A regulation on village cadres, who adopted it, what its source shows and doesn't, and the
    values that it leaves open.
    """

    regulation: str
    title: str
    places: tuple[str, ...]
    note: str
    undetermined: tuple[str, ...]


def answer_of(slug: str, tables: Iterable[Table]) -> str:
    """The sentence that a board on village cadres opens with, from its own tables.

    "" for other boards, and where there is nothing to count.
    """
    found = tuple(tables)
    if slug == "secretaries":
        return _enrolled([row for t in found if t.name == ENROLLED for row in t.keyed()])
    if slug == "pledges":
        states = (row["state"].text for t in found if t.name == COMMITMENTS for row in t.keyed())
        return tasks_told(Counter(states))
    return ""


def _enrolled(rows: Collection[dict[str, TableCell]]) -> str:
    if not rows:
        return ""
    enrolled = sum(_number(row["enrolled"]) for row in rows)
    told = f"今年有 {enrolled} 名村党组织书记在专业化管理的名单上"
    if any(row["need"].value is None for row in rows):
        return f"{told}；应有多少，制度没有写（待定）。"
    least, most = (sum(_number(row[key]) for row in rows) for key in ("need", "need_most"))
    return f"{told}，按比例应有 {least if least == most else f'{least} 到 {most}'} 名。"


def _number(cell: TableCell) -> int:
    return cell.value if isinstance(cell.value, int) else 0


def tasks_told(states: Counter[str]) -> str:
    """How many tasks were promised, and how they stand; "" for none."""
    total = sum(states.values())
    if not total:
        return ""
    done = sum(states[state] for state in DONE)
    late = f"（逾期 {states[DONE[1]]} 件）" if states[DONE[1]] else ""
    told = f"今年公开承诺的实事 {total} 件，办成 {done} 件{late}"
    return told + (f"，过了期限还没有办成 {states[OVERDUE]} 件。" if states[OVERDUE] else "。")


def tasks_of(pledges: Iterable[Pledge], year: str, places: Collection[str]) -> list[Task]:
    """The tasks promised for a year in some villages."""
    return [
        task for p in pledges if str(p.year) == year and p.village in places for task in p.tasks
    ]


def township_answer(county: County, township: Township) -> str:
    """The sentence on the year's list of one township; "" where there is none."""
    table = county.table(ENROLLED)
    rows = table.keyed() if table else ()
    return _enrolled([row for row in rows if row["township"].value == township.code])


def township_numbers(county: County, township: Township) -> tuple[Numbers, ...]:
    """What the boards on village cadres have of one township, table by table."""
    found = (
        Numbers(table.title, tuple(_lines(table, township.code)))
        for table in county.tables
        if table.board in VILLAGER_BOARDS
    )
    return tuple(numbers for numbers in found if numbers.lines)


def _lines(table: Table, code: str) -> Iterator[Line]:
    for row in table.keyed():
        if "township" in row and row["township"].value == code:
            told = {key: cell.text for key, cell in row.items() if cell.text != "—"}
            half, state = told.pop("half", ""), told.pop("state", "")
            others = (c for c in table.columns if c.key in told and c.key != "township")
            yield Line(half, state, tuple((c.title, told[c.key]) for c in others))


def place_answer(counties: Iterable[County], year: str) -> str:
    """The line on village cadres of a county's or a city's page; "" where no regulation on them is
    followed.
    """
    of = [county for county in counties if county.villager_law]
    states = Counter(
        task.state
        for county in of
        for task in tasks_of(county.pledges, year, {p.village for p in county.pledges})
    )
    tables = [table for county in of for table in county.tables]
    return answer_of("secretaries", tables) + tasks_told(states)


def followed(counties: Iterable[County]) -> tuple[Followed, ...]:
    """The regulations on village cadres that any of the counties follows, each once."""
    laws: dict[str, list[VillagerLaw]] = {}
    for county in counties:
        for law in county.villager_law:
            laws.setdefault(law.regulation, []).append(law)
    return tuple(
        Followed(
            id_,
            found[0].title,
            tuple(dict.fromkeys(place for law in found for place in law.places)),
            found[0].note,
            found[0].undetermined,
        )
        for id_, found in sorted(laws.items())
    )
