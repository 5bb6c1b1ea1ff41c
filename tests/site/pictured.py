"""Public models to draw pictures of, made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from zhucun.publish.model import (
    FEW,
    MOST,
    SOME,
    Cadre,
    CaseCounts,
    Completeness,
    County,
    Ladder,
    Month,
    Posting,
    Progress,
    Project,
    Step,
    Table,
    TableCell,
    TableColumn,
    Township,
    Village,
    Week,
)

STATES = ("达标", "有说明", "待说明", "待定", "不计", "未登记")
NAMES = "一二三四五六七八九"


def month(
    of: str, state: str = "达标", levels: Sequence[str] = (), place: str = "990101100201"
) -> Month:
    """A month with weeks of these levels."""
    weeks = tuple(Week(f"2026-W{n:02}", "2026-01-05", level) for n, level in enumerate(levels, 1))
    registered = state != "未登记"
    counted = 22 if registered else 0
    return Month(of, place, registered, counted, 0, 8, 0, 0, counted, 20, state, "", weeks, None)


def cadre(
    id_: str,
    lived: Iterable[Month],
    place: str = "990101100201",
    active: bool = True,
) -> Cadre:
    """A cadre named after the last digit of his number."""
    posting = Posting(
        "第一书记", place, "甲村", "2025-03-01", "2027-02-28", not active, active, "", ""
    )
    name = f"示例{NAMES[(int(id_[-1]) - 1) % 9]}"
    return Cadre(id_, name, "", "", "", (posting,), tuple(lived), (), None)


def months() -> st.SearchStrategy[list[tuple[str, str, list[str]]]]:
    """Up to fifteen months in a row, each with its state and four or five weeks."""
    levels = st.lists(st.sampled_from(["", FEW, SOME, MOST]), min_size=4, max_size=5)
    lived = st.lists(st.tuples(st.sampled_from(STATES), levels), min_size=1, max_size=15)
    start = st.integers(0, 11)
    return st.tuples(start, lived).map(
        lambda drawn: [
            (f"{2025 + (drawn[0] + n) // 12}-{(drawn[0] + n) % 12 + 1:02}", state, levels)
            for n, (state, levels) in enumerate(drawn[1])
        ]
    )


def township(
    code: str = "990101100000",
    name: str = "示例镇",
    villages: int = 3,
    weak: tuple[str, str] = ("", ""),
) -> Township:
    """A township; its first village is the one that was listed and lifted on the dates given."""
    names = ["甲村", "乙村", "丙村", *(f"{n}村" for n in range(4, villages + 1))]
    return Township(
        code,
        name,
        tuple(
            Village(
                f"{code[:9]}{201 + n}", names[n], "村", "", "", "", *(weak if not n else ("", ""))
            )
            for n in range(villages)
        ),
    )


def county(
    cadres: Iterable[Cadre] = (),
    townships: tuple[Township, ...] = (),
    tables: tuple[Table, ...] = (),
    weak: tuple[str, str] = ("", ""),
    projects: Iterable[Project] = (),
) -> County:
    """A county with one township unless others are given."""
    return County(
        code="990101000000",
        name="示例县",
        city_code="990100000000",
        city_name="示例市",
        sample=True,
        source="",
        records_from="2026-01",
        regulation="s0",
        townships=townships or (township(weak=weak),),
        cadres=tuple(cadres),
        projects=tuple(projects),
        undecided_projects=0,
        cases=(),
        case_counts=CaseCounts(0, 0),
        articles=(),
        completeness=Completeness(2026, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        bases={},
        publication=(),
        notice_days=(),
        tables=tables,
    )


def project(
    due: str, posted_on: str = "2026-02-01", completed_on: str = "", percent: int = 0
) -> Project:
    """A promise of 2026 as of 5 November."""
    if completed_on:
        state = "按期完成" if completed_on <= due else "逾期完成"
    else:
        state = "已逾期" if due < "2026-11-05" else "进行中"
    return Project(
        id="p1",
        title="修路",
        cadre="990101-001",
        village="990101100201",
        year=2026,
        goal="",
        measures="",
        due=due,
        responsible="",
        funding=(),
        posted_on=posted_on,
        progress=(Progress("2026-10-01", percent, ""),),
        completed_on=completed_on,
        state=state,
    )


def ladder(*conditions: str) -> Ladder:
    """A ladder of these conditions, every other step with a cap and two dispositions."""
    done = (("约谈", "本人"), ("通报", "派出单位"))
    steps = (
        Step(text, "不得评为优秀" if n % 2 else "", done if n % 2 else (), None)
        for n, text in enumerate(conditions)
    )
    return Ladder("无故不在岗的阶梯", "", tuple(steps))


def table(name: str, keys: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A public table of any values."""
    cells = (
        tuple(
            TableCell(value if isinstance(value, str | int) else None, str(value or "—"))
            if value is None or isinstance(value, str)
            else TableCell(int(str(value)), str(value))
            for value in row
        )
        for row in rows
    )
    columns = tuple(TableColumn(key, key, key, "text") for key in keys)
    return Table(name, name, "", "economy", False, columns, tuple(cells), ())


def incomes(villages: dict[str, dict[str, int]], edge: int = 0) -> Table:
    """The table of incomes, banded at `edge` unless it is 0."""
    return table(
        "village_incomes",
        ("village", "year", "yuan", "band"),
        (
            (code, year, yuan, f"{edge} 元{'以上' if yuan >= edge else '以下'}" if edge else None)
            for code, years in villages.items()
            for year, yuan in years.items()
        ),
    )


def weak(*states: str) -> Table:
    """The table of weak villages, in these states."""
    rows = ((f"990101100{201 + n}", "2023-12-20", state) for n, state in enumerate(states))
    return table("weak_villages", ("village", "listed", "state"), rows)


def visits(*rows: Sequence[object]) -> Table:
    """The table of inspections by month."""
    keys = ("month", "level", "township", "inspections", "counted", "need", "state")
    return table("inspections_by_month", keys, rows)
