"""Boards work and economy: what the tables count, on which day, and what of it is public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assess.planted import COMMUNITY, COUNTY, TOWN, TOWNSHIP, VILLAGE, A, B, Tree
from zhucun.assess.catalogue import TABLES
from zhucun.assess.due_standing import weak_village_steps
from zhucun.assess.registry import Cell, cells_of
from zhucun.facts.county import CountyFacts

Trees = Callable[[str], Tree]


def rows(county: CountyFacts, name: str, year: int = 2026) -> list[dict[str, Any]]:
    found = cells_of(county, TABLES[name], year)
    return [{key: cell.value for key, cell in row.items()} for row in found]


def cell(county: CountyFacts, name: str, column: str) -> Cell:
    (row,) = cells_of(county, TABLES[name], 2026)
    return row[column]


def meetings(tree: Tree, *items: dict[str, Any], folder: str = COUNTY) -> None:
    numbered = [{"id": f"m{n:02d}", **item} for n, item in enumerate(items, 1)]
    tree.write(f"{folder}/meetings/2026.yml", {"year": 2026, "meetings": numbered})


def papers(tree: Tree, cadre: str, *items: dict[str, Any]) -> None:
    whole = [{"title": "材料", "sent_to": ["派出单位"], **item} for item in items]
    data = {"cadre": cadre, "year": 2026, "papers": whole}
    tree.write(f"{COUNTY}/papers/2026/{cadre}.yml", data)


def problem(tree: Tree, **more: Any) -> None:
    item = {"id": "q01", "village": VILLAGE, "date": "2026-03-01", "cadre": A, "title": "路"}
    tree.write(f"{TOWN}/problems/2026.yml", {"year": 2026, "problems": [{**item, **more}]})


def plans(tree: Tree, cadre: str, *kinds: str, years: tuple[int, int] = (2026, 2026)) -> None:
    item = {"goal": "增收", "measures": "办社", "due": "2026-12-31", "responsible": "本人"}
    made = [
        {
            "id": f"p{n:02d}",
            "kind": kind,
            "village": VILLAGE,
            "from_year": years[0],
            "to_year": years[1],
            "date": "2026-01-10",
            "items": [item],
        }
        for n, kind in enumerate(kinds, 1)
    ]
    tree.write(f"{TOWN}/plans/{cadre}.yml", {"cadre": cadre, "plans": made})


# -- meetings ----------------------------------------------------------------------------


def test_a_meeting_without_a_number_has_one_row_a_year(tree: Tree) -> None:
    tree.cadre()
    meetings(
        tree,
        {"kind": "联席会议", "date": "2026-02-01", "chair": "county-od"},
        {"kind": "联席会议", "date": "2026-08-01", "chair": "county-od"},
    )
    found = [r for r in rows(tree.facts("2026-11-05"), "meetings") if r["meeting"] == "县联席会议"]
    assert [(r["period"], r["need"], r["held"], r["state"], r["due"]) for r in found] == [
        ("2026 年", None, 2, "待定", None)
    ]


def test_every_quarter_of_the_county_has_its_row(tree: Tree) -> None:
    tree.cadre()
    found = rows(tree.facts("2026-06-30"), "meetings")
    states = {r["period"]: r["state"] for r in found if r["meeting"] == "县每季度调度会"}
    assert states == {"2026 年第一季度": "逾期", "2026 年第二季度": "待办"}


def test_hearings_of_units_without_a_cadre_here_are_left_out(tree: Tree) -> None:
    tree.cadre(unit="city")
    hearing = {"kind": "听取汇报", "date": "2026-04-01"}
    meetings(tree, {**hearing, "unit": "city"}, {**hearing, "unit": "soe"}, folder="records/city")
    county = tree.facts("2026-11-05")
    assert [(r["unit"], r["held"]) for r in rows(county, "meeting_counts")] == [("city", 1)]
    assert cell(county, "cadre_meetings", "hearings").value == 1


def test_talks_are_counted_for_the_staff_only(tree: Tree) -> None:
    tree.cadre()
    meetings(
        tree,
        {"kind": "谈心谈话", "date": "2026-04-01", "cadres": [A]},
        {"kind": "谈心谈话", "date": "2026-12-01", "cadres": [A]},
    )
    county = tree.facts("2026-11-05")
    talks = cell(county, "cadre_meetings", "talks")
    assert talks == Cell(1, (f"{COUNTY}/meetings/2026.yml#/meetings/0/cadres/0",))
    assert rows(county, "meeting_counts") == []
    assert TABLES["cadre_meetings"].public_columns == ()


# -- reports and plans -------------------------------------------------------------------


def test_reports_by_cadre_and_by_county(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre(A)
    tree.cadre(B)
    papers(tree, A, {"kind": "季度汇报", "period": "2026-Q1", "date": "2026-04-03"})
    papers(tree, B, {"kind": "季度汇报", "period": "2026-Q1", "date": "2026-06-01"})
    county = tree.facts("2026-05-01")
    first = [r for r in rows(county, "reports") if r["period"] == "2026 年第一季度"]
    assert [(r["cadre"], r["state"]) for r in first] == [(A, "已完成"), (B, "逾期")]
    (total,) = (r for r in rows(county, "report_totals") if r["period"] == "2026 年第一季度")
    assert (total["owed"], total["done"], total["overdue"]) == (2, 1, 1)
    assert total["due"] == "2026-04-30"
    assert TABLES["reports"].public_columns == ()


def test_plans_that_the_regulation_asks_for(trees: Trees) -> None:
    s1, s0 = trees("s1"), trees("s0")
    for tree in (s1, s0):
        tree.cadre()
        plans(tree, A, "三年规划", years=(2025, 2027))
    (row,) = rows(s1.facts("2026-11-05"), "plans")
    assert (row["own"], row["own_lacking"], row["here_lacking"]) == (["三年规划"], ["年度计划"], [])
    (row,) = rows(s0.facts("2026-11-05"), "plans")
    assert (row["own_lacking"], row["here_lacking"]) == ([], ["整顿帮扶计划"])


def test_a_plan_counts_for_the_years_that_it_covers(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre()
    plans(tree, A, "三年规划", "年度计划", years=(2025, 2025))
    county = tree.facts("2026-11-05")
    assert rows(county, "plans")[0]["own"] == []
    assert rows(county, "plans", 2025)[0]["own"] == ["三年规划", "年度计划"]


# -- problems and rooms ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "waits", "days", "state"),
    [
        ({}, "待汇总上报", 31, "未办结"),
        ({"escalated": "2026-04-01"}, "县交通局", 31, "未办结"),
        ({"escalated": "2026-04-02"}, "待汇总上报", 31, "未办结"),
        ({"escalated": "2026-03-05", "closed": "2026-03-11"}, None, 10, "已办结"),
        ({"closed": "2026-04-01"}, None, 31, "已办结"),
        ({"closed": "2026-04-02"}, "待汇总上报", 31, "未办结"),
    ],
)
def test_whom_a_problem_waits_for(
    tree: Tree, more: dict[str, str], waits: str | None, days: int, state: str
) -> None:
    given: dict[str, Any] = {}
    if "escalated" in more:
        given["escalated"] = {"date": more["escalated"], "by": "county-od", "to": "县交通局"}
    if "closed" in more:
        given["closed"] = {"date": more["closed"], "result": "修好"}
    tree.cadre()
    problem(tree, **given)
    (row,) = rows(tree.facts("2026-04-01"), "problems")
    assert (row["waits_for"], row["days"], row["state"]) == (waits, days, state)


def test_feedback_to_come_is_none(tree: Tree) -> None:
    tree.cadre()
    told = [
        {"date": day, "by": "county-od", "text": "在办"} for day in ("2026-04-01", "2026-04-02")
    ]
    problem(tree, feedback=told, on_site=["2026-04-02"])
    county = tree.facts("2026-04-01")
    (row,) = rows(county, "problems")
    assert (row["feedback"], row["last_feedback"], row["on_site"]) == (1, "2026-04-01", 0)
    assert rows(county, "problem_totals") == [
        {"waits_for": "待汇总上报", "open": 1, "longest": 31, "unanswered": 0}
    ]


def test_a_problem_raised_later_is_not_there_yet(tree: Tree) -> None:
    tree.cadre()
    problem(tree, date="2026-04-02")
    assert rows(tree.facts("2026-04-01"), "problems") == []


def test_who_answers_for_a_problem_stays_inside(tree: Tree) -> None:
    public = {column.key for column in TABLES["problems"].public_columns}
    assert "owner" not in public
    assert {"village", "waits_for", "days", "state"} <= public


def test_rooms_of_villages_with_a_cadre(trees: Trees) -> None:
    s0, s1 = trees("s0"), trees("s1")
    for tree in (s0, s1):
        tree.cadre(postings=[("2025-03-01", "2027-02-28", COMMUNITY)])
    (row,) = rows(s0.facts("2026-11-05"), "equipment")
    assert row == {
        "village": COMMUNITY,
        "there": [],
        "missing": ["桌椅", "电脑", "打印机", "饮水机"],
        "state": "不齐",
    }
    (row,) = rows(s1.facts("2026-11-05"), "equipment")
    assert (row["missing"], row["state"]) == (None, None)


# -- projects and profiles ---------------------------------------------------------------


def project(tree: Tree, slug: str, **more: Any) -> None:
    words = dict.fromkeys(("title", "goal", "measures", "responsible"), "写明")
    where = {"id": slug, "cadre": A, "village": VILLAGE, "year": 2026, "due": "2026-12-01"}
    tree.write(f"{TOWN}/projects/{slug}.yml", {**where, **words, **more})


@pytest.mark.parametrize(
    ("regulation", "more", "posted", "state"),
    [
        ("s1", {"posted_on": "2026-11-05"}, 1, "够"),
        ("s1", {"posted_on": "2026-11-06"}, 0, "未到期"),
        ("s1", {}, 0, "未到期"),
        ("s1", {"year": 2025, "posted_on": "2025-05-01"}, 0, "未到期"),
        ("s0", {"posted_on": "2026-11-05"}, 1, None),
    ],
)
def test_projects_of_a_year(
    trees: Trees, regulation: str, more: dict[str, Any], posted: int, state: str | None
) -> None:
    tree = trees(regulation)
    tree.cadre()
    project(tree, "cooler", **more)
    (row,) = rows(tree.facts("2026-11-05"), "cadre_projects")
    assert (row["posted"], row["state"]) == (posted, state)


@pytest.mark.parametrize(
    ("posting", "posted_on", "state"),
    [
        (("2025-03-01", "2027-02-28", VILLAGE), "2026-12-31", "够"),
        (("2025-03-01", "2027-02-28", VILLAGE), "2027-01-02", "不够"),
        (("2026-01-02", "2027-02-28", VILLAGE), "2027-01-02", "不计"),
    ],
)
def test_projects_of_a_year_that_is_over(
    trees: Trees, posting: tuple[str, str, str], posted_on: str, state: str
) -> None:
    tree = trees("s1")
    tree.cadre(postings=[posting])
    project(tree, "cooler", posted_on=posted_on)
    (row,) = rows(tree.facts("2027-01-05"), "cadre_projects", 2026)
    assert row["state"] == state


@pytest.mark.parametrize(
    ("case", "clean"),
    [
        ({}, False),
        ({"closed": "2026-11-05"}, True),
        ({"closed": "2026-11-06"}, False),
        ({"withdrawn": "2026-11-05"}, True),
        ({"found_on": "2026-11-06"}, True),
    ],
)
def test_a_profile_waits_while_a_case_is_open(
    tree: Tree, case: dict[str, str], clean: bool
) -> None:
    tree.cadre()
    more: dict[str, Any] = {}
    if "closed" in case:
        more["closed"] = {"by": "county-od", "date": case["closed"], "outcome": "已整改"}
    if "withdrawn" in case:
        more["withdrawn"] = {"by": "county-od", "date": case["withdrawn"], "reason": "查否"}
    tree.absence(1, case.get("found_on", "2026-10-20"), **more)
    text = (
        "---\ntitle: 冷库\ncadre: 990101-001\nmonth: 2026-10\nsummary: 一\ndeed: 一\n"
        "method: 二\nexperience: 三\napproval: {by: county-od, date: 2026-10-28}\n---\n\n正文。\n"
    )
    path = tree.root / f"{TOWN}/profiles/cooler.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert cell(tree.facts("2026-11-05"), "profiles", "clean").value is clean


# -- what a first secretary is to reach --------------------------------------------------


def test_milestones_beyond_the_term_are_not_due(trees: Trees) -> None:
    tree = trees("s1")
    village = {"code": VILLAGE, "name": "示例村", "kind": "村", "weak": {"listed": "2024-12-01"}}
    tree.write(
        f"{TOWN}/region.yml",
        {"level": "乡镇", "name": "示例镇", "code": TOWNSHIP, "villages": [village]},
    )
    tree.cadre(postings=[("2025-03-01", "2027-02-28", VILLAGE)])
    due = list(weak_village_steps(tree.facts("2026-11-05")))
    assert [each.due for each in due] == ["2026-02-28", "2027-02-28"]
