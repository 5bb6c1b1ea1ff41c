"""Tables of supervision: what counts by the day judged, by whom, and on whose account."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assess.planted import COUNTY, VILLAGE, A, B, Tree
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of
from zhucun.schema.openness import is_public

AS_OF = "2026-10-31"
Row = dict[str, Any]


def rows(tree: Tree, name: str, as_of: str = AS_OF, year: int = 2026) -> list[Row]:
    found = cells_of(tree.facts(as_of), TABLES[name], year)
    return [{key: cell.value for key, cell in row.items()} for row in found]


def inspection(number: int, date: str, level: str, by: str, *cadres: str, **more: Any) -> Row:
    code = "9901" if level == "市" else "990101"
    return {
        "id": f"{code}-{date[:4]}{date[5:7]}-{number:02d}",
        "date": date,
        "level": level,
        "method": "随机抽查",
        "announced": False,
        "inspectors": [by],
        "visits": [{"cadre": cadre, "found": "在岗"} for cadre in cadres],
        **more,
    }


def inspected(tree: Tree, place: str, *inspections: Row) -> None:
    month = inspections[0]["date"][:7]
    data = {"month": month, "inspections": list(inspections)}
    tree.write(f"{place}/inspections/{month}.yml", data)


def test_inspections_are_counted_by_month_level_and_township(
    trees: Callable[[str], Tree],
) -> None:
    tree = trees("s1")
    tree.cadre()
    inspected(
        tree,
        COUNTY,
        inspection(1, "2026-09-08", "县", "county-od", A),
        inspection(2, "2026-09-09", "县", "county-od", A),
        inspection(3, "2026-09-10", "乡镇", "town-secretary", A),
    )
    found = {
        (r["month"], r["level"]): (r["inspections"], r["counted"], r["need"], r["state"])
        for r in rows(tree, "inspections_by_month", "2026-10-15")
        if r["month"] >= "2026-09"
    }
    assert found == {
        ("2026-09", "市"): (0, None, None, "没有要求"),
        ("2026-09", "县"): (2, 2, 1, "已完成"),
        ("2026-09", "乡镇"): (1, 1, 1, "已完成"),
        ("2026-10", "市"): (0, None, None, "没有要求"),
        ("2026-10", "县"): (0, 0, 1, "待办"),
        ("2026-10", "乡镇"): (0, 0, 1, "待办"),
    }


def test_a_month_without_inspections_is_overdue(trees: Callable[[str], Tree]) -> None:
    tree = trees("s1")
    tree.cadre()
    found = [r for r in rows(tree, "inspections_by_month") if r["month"] == "2026-09"]
    assert [(r["level"], r["state"]) for r in found] == [
        ("市", "没有要求"),
        ("县", "逾期"),
        ("乡镇", "逾期"),
    ]


def test_a_city_unit_is_for_its_own_body(tree: Tree) -> None:
    tree.cadre(A, unit="city")
    tree.cadre(B, unit="county")
    inspected(
        tree,
        "records/city",
        inspection(1, "2026-09-08", "市", "city-od", A, B, bodies=["市直机关工委"]),
        inspection(2, "2026-09-20", "市", "city-od", A, B),
    )
    (found,) = rows(tree, "city_unit_visits")
    assert (found["cadre"], found["visits"], found["last_on"]) == (A, 1, "2026-09-08")
    assert rows(tree, "city_unit_visits", "2026-09-07")[0]["visits"] == 0


def test_each_body_has_what_it_took_part_in(tree: Tree) -> None:
    tree.cadre()
    joint = ["市扶贫办", "市民政局"]
    inspected(
        tree,
        "records/city",
        inspection(1, "2026-09-08", "市", "city-od", A, bodies=joint),
    )
    found = {r["body"]: r["inspections"] for r in rows(tree, "inspection_bodies")}
    assert found == {
        "市委组织部": 1,
        "市直机关工委": 0,
        "市委督查室": 0,
        "市扶贫办": 1,
        "市民政局": 1,
    }


def comment(tree: Tree, quarter: str, *cadres: str) -> None:
    by = {"by": "county-od", "date": "2026-09-29"}
    comments = [{"cadre": cadre, **by} for cadre in cadres]
    tree.write(f"{COUNTY}/reviews/{quarter}.yml", {"quarter": quarter, "comments": comments})


@pytest.mark.parametrize(
    ("commented", "as_of", "state"),
    [((A, B), AS_OF, "完成"), ((A,), "2026-10-10", "进行中"), ((A,), AS_OF, "逾期")],
)
def test_a_quarter_is_commented_on_when_everybody_is(
    tree: Tree, commented: tuple[str, ...], as_of: str, state: str
) -> None:
    tree.cadre(A)
    tree.cadre(B)
    comment(tree, "2026-Q3", *commented)
    found = {r["quarter"]: r for r in rows(tree, "quarterly_comments", as_of)}["2026-Q3"]
    assert (found["due"], found["done"], found["state"]) == (2, len(commented), state)


def test_a_draw_is_counted_over_all_counties(tree: Tree) -> None:
    tree.cadre(A)
    tree.write(
        "records/city/draws/2026-Q3.yml",
        {
            "quarter": "2026-Q3",
            "date": "2026-10-08",
            "by": "city-od",
            "seed": "some words",
            "method": "sha256",
            "frame": {"990101": [A], "990102": [f"990102-{n:03d}" for n in range(1, 12)]},
            "sample": [A],
        },
    )
    (found,) = rows(tree, "spot_checks")
    assert (found["frame"], found["sample"], found["need"]) == (12, 1, 2)
    assert found["enough"] is False
    assert (found["own_sample"], found["own_results"]) == (1, 0)
    assert rows(tree, "spot_checks", "2026-10-07") == []


def test_the_public_is_not_told_what_gives_away_who_was_drawn() -> None:
    public = {column.key for column in TABLES["spot_checks"].public_columns}
    assert not public & {"seed", "own_sample", "own_results"}
    assert not is_public("draw", "/seed")
    assert not is_public("draw", "/sample")


def test_cases_are_as_they_stood_on_the_day(tree: Tree) -> None:
    tree.cadre()
    closed = {"by": "county-od", "date": "2026-09-30", "outcome": "已整改"}
    tree.absence(1, "2026-09-10", closed=closed)

    def absences(as_of: str) -> tuple[int, int, int]:
        found = {r["kind"]: r for r in rows(tree, "negative_list", as_of)}["无故不在岗"]
        return found["standing"], found["open"], found["closed"]

    assert absences("2026-09-09") == (0, 0, 0)
    assert absences("2026-09-10") == (1, 1, 0)
    assert absences("2026-09-30") == (1, 0, 1)
    assert rows(tree, "deductions", "2026-09-09") == []


def test_a_case_goes_on_the_account_of_where_he_served_then(tree: Tree) -> None:
    tree.cadre(postings=[("2025-03-01", "2026-12-31", VILLAGE)])
    tree.absence(1, "2026-09-10")
    tree.absence(2, "2026-09-20")
    found = rows(tree, "deductions")
    assert [(r["account"], r["unit"], r["township"], r["cases"]) for r in found] == [
        ("派出单位", "city", None, 2),
        ("乡镇", None, "town", 2),
    ]
    assert {r["state"] for r in found} == {"待定"}


def test_each_absence_owes_what_its_own_step_asks(tree: Tree) -> None:
    tree.cadre()
    tree.absence(1, "2026-07-10")
    tree.absence(2, "2026-08-10", "取消年度目标(绩效)考核奖励")
    tree.absence(3, "2026-09-10", "召回")
    found = [(r["case"][-1], r["required"], r["state"]) for r in rows(tree, "dispositions")]
    assert [f for f in found if f[2] == "已处理"] == [
        ("2", "取消年度目标(绩效)考核奖励", "已处理"),
        ("3", "召回", "已处理"),
    ]
    assert [number for number, _, _ in found] == ["2"] * 3 + ["3"] * 5


def test_a_circular_says_what_was_put_right_by_the_day(tree: Tree) -> None:
    tree.cadre()
    rectified = {"date": "2026-10-20", "by": "county-od"}
    items = [
        {"county": "990101", "problem": "甲", "due": "2026-10-10", "rectified": rectified},
        {"county": "990101", "problem": "乙"},
        {"county": "990102", "problem": "丙", "due": "2026-10-01"},
    ]
    circular = {
        "id": "t01",
        "date": "2026-09-15",
        "by": "city-od",
        "scope": "全市",
        "inspections": ["9901-202609-01"],
        "items": items,
    }
    path = "records/city/circulars/2026.yml"
    tree.write(path, {"year": 2026, "circulars": [circular]})

    def states(as_of: str) -> list[str]:
        return [row["state"] for row in rows(tree, "circulars", as_of)]

    assert states("2026-09-14") == []
    assert states("2026-10-10") == ["整改中", "没有期限"]
    assert states("2026-10-11") == ["逾期", "没有期限"]
    assert states("2026-10-20") == ["已整改", "没有期限"]
    tree.write(path, {"year": 2026, "circulars": [{**circular, "items": items[2:]}]})
    assert states("2026-10-20") == ["没有问题"]


def test_nothing_of_a_person_is_public() -> None:
    ours = [t for t in TABLES.values() if t.board == "supervision"]
    assert [c.title for t in ours for c in t.public_columns if c.kind in ("cadre", "unit")] == []
    assert {t.name for t in ours if t.public_columns} <= {
        "inspections_by_month",
        "inspection_bodies",
        "quarterly_comments",
        "spot_checks",
        "circulars",
    }
