"""Funds by village, insurance and check-ups: states at their edges."""

from __future__ import annotations

from typing import Any

import pytest

from assess.planted import COMMUNITY, COUNTY, VILLAGE, A, Tree
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of

YEAR = ("2025-01-01", "2026-12-31", VILLAGE)


def rows(tree: Tree, table: str, year: int = 2025, as_of: str = "2026-02-01") -> list[Any]:
    cells = cells_of(tree.facts(as_of), TABLES[table], year)
    return [{key: cell.value for key, cell in row.items()} for row in cells]


def fund(tree: Tree, *yuan: float, kind: str = "工作经费", expenses: Any = ()) -> None:
    funds = [
        {"id": f"f{n}", "kind": kind, "village": VILLAGE, "yuan": each, "date": "2025-06-01"}
        for n, each in enumerate(yuan)
    ]
    if expenses:
        funds[0]["expenses"] = expenses
    tree.write(f"{COUNTY}/funds/2025.yml", {"year": 2025, "funds": funds})


def state(tree: Tree, **when: Any) -> str:
    return str(rows(tree, "village_funds", **when)[0]["state"])


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [((9999.99, 0.01), "达到"), ((9999.99,), "不足"), ((), "未安排")],
)
def test_s4_wants_ten_thousand_a_year(trees: Any, yuan: tuple[float, ...], expected: str) -> None:
    tree = trees("s4")
    tree.cadre(postings=[YEAR])
    fund(tree, *yuan)
    assert state(tree) == expected


def test_a_year_that_runs_is_not_short_yet(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre(postings=[YEAR])
    fund(tree, 1)
    assert state(tree, as_of="2025-12-31") == "未到期"
    assert state(tree, as_of="2026-01-01") == "不足"


def test_nobody_posted_all_year_is_owed_nothing(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre(postings=[("2025-01-02", "2027-01-01", VILLAGE)])
    assert state(tree) == "不满一年"


def test_s4_leaves_townships_to_the_county(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre(unit="town", postings=[YEAR])
    fund(tree, 3000)
    assert state(tree) == "已安排"
    fund(tree)
    assert state(tree) == "待定"
    tree.overlay("s4", "fund.township_min_per_year", value=5000)
    fund(tree, 3000)
    assert state(tree) == "不足"


def test_s4_asks_nothing_for_communities(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre(postings=[("2025-01-01", "2026-12-31", COMMUNITY)])
    assert state(tree) == "不要求"


def test_s0_names_no_sum(tree: Tree) -> None:
    tree.cadre(postings=[YEAR])
    fund(tree, 1)
    (row,) = rows(tree, "village_funds")
    assert (row["need"], row["state"]) == (None, "已安排")


def test_s1_says_nothing_of_work_funds(trees: Any) -> None:
    tree = trees("s1")
    tree.cadre(postings=[YEAR])
    assert state(tree) == "没有规定"


def test_money_from_elsewhere_is_no_work_fund(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre(postings=[YEAR])
    fund(tree, 500000, kind="专项帮扶经费")
    (row,) = rows(tree, "village_funds")
    assert (row["work"], row["aid"], row["state"]) == (0, 500000, "未安排")


def test_the_office_share_is_of_what_was_spent_by_then(tree: Tree) -> None:
    tree.cadre(postings=[YEAR])
    expenses = [
        {"date": "2025-07-01", "category": "办公", "yuan": 0.1},
        {"date": "2025-08-01", "category": "培训", "yuan": 0.3},
        {"date": "2026-03-01", "category": "培训", "yuan": 100},
    ]
    fund(tree, 100, expenses=expenses)
    (row,) = rows(tree, "village_funds")
    assert (row["spent"], row["office"]) == (0.4, 0.25)


def insured(tree: Tree, *policies: dict[str, Any], **cadre: Any) -> dict[str, Any]:
    tree.cadre(A, insurance=list(policies), **cadre)
    (row,) = rows(tree, "cadre_support", 2026, "2026-10-01")
    return dict(row)


POLICY = {"from": "2025-03-01", "to": "2027-02-28"}


@pytest.mark.parametrize(
    ("regulation", "sum_", "expected"),
    [
        ("s0", 1, "待定"),
        ("s1", 500000, "符合"),
        ("s1", 500001, "不符合"),
        ("s4", 300000, "符合"),
        ("s4", 300001, "符合"),
        ("s4", 299999, "不符合"),
    ],
)
def test_the_sum_is_exact_or_the_least(
    trees: Any, regulation: str, sum_: int, expected: str
) -> None:
    row = insured(trees(regulation), {**POLICY, "sum": sum_})
    assert (row["insurance"], row["sum_state"]) == ("已投保", expected)


def test_s1_insures_only_those_of_city_units(trees: Any) -> None:
    assert insured(trees("s1"), unit="county")["insurance"] == "不要求"
    assert insured(trees("s1"), unit="city")["insurance"] == "未投保"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-01-01"], "已体检"),
        (["2026-12-31"], "已体检"),
        (["2025-12-31"], "未体检"),
        (["2027-01-01"], "未体检"),
        ([], "未体检"),
    ],
)
def test_a_check_up_counts_in_its_year(tree: Tree, dates: list[str], expected: str) -> None:
    tree.cadre(A, insurance=[POLICY], health_checks=[{"date": date} for date in dates])
    (row,) = rows(tree, "cadre_support", 2027, "2027-02-01")
    assert row["check"] == expected


def test_a_year_that_was_not_served_whole_asks_for_no_check_up(tree: Tree) -> None:
    assert insured(tree, POLICY)["check"] == "不满一年"


def test_the_county_counts_its_people(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre(A, insurance=[{**POLICY, "sum": 300000}])
    (row,) = rows(tree, "county_support", 2027, "2027-02-01")
    assert row == {
        "cadres": 1,
        "to_insure": 1,
        "insured": 1,
        "sum_fits": 1,
        "to_check": 1,
        "checked": 0,
    }
