from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.planted import COMMUNITY, TOWN, TOWNSHIP, VILLAGE, A, Tree, whole
from zhucun.assess.cadre_columns import MONTH_COLUMNS
from zhucun.assess.registry import DTYPES
from zhucun.assess.tables import assess_county
from zhucun.facts.dates import month_length
from zhucun.facts.people import DEPUTY

AS_OF = "2026-11-05"


def row(tree: Tree, month: str, as_of: str = AS_OF) -> dict[str, Any]:
    frame = assess_county(tree.facts(as_of), int(month[:4])).cadre_month
    found = frame[frame["month"] == month]
    assert len(found) == 1
    return dict(found.iloc[0])


def test_columns_and_dtypes_are_the_contract(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 20))
    frame = assess_county(tree.facts(AS_OF), 2026).cadre_month
    assert {name: str(frame[name].dtype) for name in frame.columns} == {
        c.key: DTYPES[c.kind] for c in MONTH_COLUMNS
    }


def test_a_county_without_cadres_has_empty_tables_of_the_same_shape(tree: Tree) -> None:
    tables = assess_county(tree.facts(AS_OF), 2026)
    assert len(tables.cadre_month) == len(tables.cadre_year) == 0
    assert list(tables.cadre_month.columns) == [c.key for c in MONTH_COLUMNS]


def test_days_by_status(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", 在村="1-20", 因公外出="21-22", 请假="23", 休息="24-30", 缺岗="31")
    got = row(tree, "2026-10")
    names = ("in_village", "business", "leave", "rest", "off_post", "days", "workdays")
    assert [got[name] for name in names] == [20, 2, 1, 7, 1, 31, 18]
    assert (got["counted"], got["need"], got["state"]) == (20, 20, "达标")


def test_only_months_that_are_over_have_a_row(tree: Tree) -> None:
    tree.cadre()
    months = assess_county(tree.facts("2026-04-01", "2026-01"), 2026).cadre_month["month"]
    assert list(months) == ["2026-01", "2026-02", "2026-03"]
    months = assess_county(tree.facts("2026-03-31", "2026-01"), 2026).cadre_month["month"]
    assert list(months) == ["2026-01", "2026-02"]


def test_ten_days_of_leave_are_the_countys_and_explain_the_shortfall(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", 在村="1-17", 请假="18-27", 休息="28-31")
    tree.leave("2026-10-18", "2026-10-27", "county-od")
    got = row(tree, "2026-10")
    levels = [got[name] for name in ("leave_township", "leave_county", "leave_city")]
    assert levels == [0, 10, 0]
    assert got["state"] == "有说明"


def test_leave_days_go_to_the_level_that_approved_them(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", 在村="1-16", 请假="17-31")
    tree.leave("2026-10-17", "2026-10-18", "town-secretary")
    tree.leave("2026-10-20", "2026-10-31", "city-od")
    got = row(tree, "2026-10")
    assert [got[n] for n in ("leave_township", "leave_county", "leave_city")] == [2, 0, 12]
    assert got["leave"] == 15  # the 19th was never approved


def test_leave_over_a_month_end_counts_in_each_month(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-09", 在村="1-28", 请假="29-30")
    tree.month("2026-10", 请假="1-3", 在村="4-31")
    tree.leave("2026-09-29", "2026-10-03", "county-od")
    assert row(tree, "2026-09")["leave_county"] == 2
    assert row(tree, "2026-10")["leave_county"] == 3


def test_cancelled_leave_does_not_count(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", 在村="1-29", 请假="30-31")
    cancelled = {"by": "town-secretary", "date": "2026-10-29"}
    tree.leave("2026-10-30", "2026-10-31", "town-secretary", cancelled=cancelled)
    assert row(tree, "2026-10")["leave_township"] == 0


def test_a_partial_month_is_not_assessed_but_paid_by_the_day(tree: Tree) -> None:
    tree.cadre(postings=[("2026-10-20", "2028-10-19", VILLAGE)])
    tree.month("2026-10", 在村="20-31")
    got = row(tree, "2026-10")
    assert (got["state"], got["subsidy_yuan"]) == ("不计", 12 * 55)


def test_days_without_published_whereabouts_are_off_post_and_unpaid(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", published=False, **whole("2026-10", 22))
    for day in range(1, 22):
        tree.publish(f"2026-10-{day:02d}")
    got = row(tree, "2026-10")
    assert (got["in_village"], got["off_post"], got["counted"]) == (22, 1, 21)
    assert (got["subsidy_days"], got["subsidy_yuan"]) == (21, 1155)


def test_a_month_without_a_sheet_has_no_amount(tree: Tree) -> None:
    tree.cadre()
    got = row(tree, "2026-10")
    assert got["state"] == "未登记"
    assert pd.isna(got["subsidy_yuan"])
    assert got["subsidy_state"] == "待定"


@pytest.mark.parametrize("unit", ["central", "province", "city", "county", "town"])
def test_s0_pays_55_yuan_a_day_whoever_sends(tree: Tree, unit: str) -> None:
    tree.cadre(unit=unit)
    tree.month("2026-10", **whole("2026-10", 22))
    got = row(tree, "2026-10")
    assert (got["subsidy_days"], got["subsidy_yuan"]) == (22, 1210)


def s1(trees: Any, unit: str, start: str) -> dict[str, Any]:
    tree: Tree = trees("s1")
    tree.cadre(unit=unit, postings=[(start, "2028-09-30", VILLAGE)])
    tree.month("2026-10", **whole("2026-10", 20))
    return row(tree, "2026-10")


def test_s1_pays_1700_for_a_whole_month_of_a_city_unit(trees: Any) -> None:
    got = s1(trees, "city", "2026-10-01")
    assert (got["subsidy_yuan"], got["subsidy_state"]) == (1700, "已计算")
    assert pd.isna(got["subsidy_days"])


def test_s1_leaves_a_partial_month_to_people(trees: Any) -> None:
    got = s1(trees, "city", "2026-10-02")
    assert pd.isna(got["subsidy_yuan"])
    assert got["subsidy_state"] == "待定"


@pytest.mark.parametrize("unit", ["province", "county", "town"])
def test_s1_pays_city_units_only(trees: Any, unit: str) -> None:
    got = s1(trees, unit, "2026-10-01")
    assert pd.isna(got["subsidy_yuan"])
    assert got["subsidy_state"] == "不适用"


def s4(tree: Tree, unit: str, place: str = VILLAGE) -> dict[str, Any]:
    tree.cadre(unit=unit, postings=[("2025-03-01", "2027-02-28", place)])
    tree.month("2026-10", **whole("2026-10", 21))
    return row(tree, "2026-10")


@pytest.mark.parametrize("unit", ["city", "county"])
def test_s4_pays_100_yuan_a_day_of_city_and_county_units(trees: Any, unit: str) -> None:
    got = s4(trees("s4"), unit)
    assert (got["subsidy_days"], got["subsidy_yuan"]) == (21, 2100)


def test_s4_pays_nothing_in_a_community(trees: Any) -> None:
    got = s4(trees("s4"), "city", COMMUNITY)
    assert (got["subsidy_yuan"], got["subsidy_state"]) == (0, "已计算")


def test_s4_pays_the_village_days_of_a_month_split_with_a_community(trees: Any) -> None:
    tree = trees("s4")
    tree.cadre(
        postings=[("2025-03-01", "2026-10-10", COMMUNITY), ("2026-10-11", "2028-10-10", VILLAGE)]
    )
    tree.month("2026-10", **whole("2026-10", 21))
    assert row(tree, "2026-10")["subsidy_yuan"] == 1100


@pytest.mark.parametrize("unit", ["central", "soe"])
def test_s4_extends_by_reference_to_central_and_state_owned_units(trees: Any, unit: str) -> None:
    assert s4(trees("s4"), unit)["subsidy_yuan"] == 2100


def test_s4_does_not_name_provincial_units(trees: Any) -> None:
    assert s4(trees("s4"), "province")["subsidy_state"] == "不适用"


def test_s4_leaves_township_units_to_the_county(trees: Any) -> None:
    got = s4(trees("s4"), "town")
    assert pd.isna(got["subsidy_yuan"])
    assert got["subsidy_state"] == "待定"


def test_s4_pays_township_units_what_the_county_set(trees: Any) -> None:
    tree = trees("s4")
    tree.overlay("s4", "subsidy.township_per_day", value=40)
    assert s4(tree, "town")["subsidy_yuan"] == 840


def test_logs_due_uploaded_and_explained(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 20))
    uploads = [{"week": f"2026-W{n}", "date": "2026-10-30"} for n in (41, 42)]
    missing = [{"week": "2026-W43", "reason": "停电"}]
    log = {"cadre": A, "month": "2026-10", "uploads": uploads, "missing": missing}
    tree.write(f"{TOWN}/logs/2026-10/{A}.yml", log)
    got = row(tree, "2026-10")
    assert [got[n] for n in ("log_due", "log_uploaded", "log_explained")] == [4, 2, 1]


def test_visits_and_those_that_found_nobody(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-10", **whole("2026-10", 20))
    visit = {"method": "随机抽查", "level": "县", "announced": False, "inspectors": ["county-od"]}
    found = [("2026-10-08", "在岗"), ("2026-10-21", "不在岗")]
    inspections = [
        {"id": f"990101-202610-{n:02d}", "date": day, **visit, "visits": [{"cadre": A, "found": f}]}
        for n, (day, f) in enumerate(found, 1)
    ]
    tree.write(
        "records/city/county/inspections/2026-10.yml",
        {"month": "2026-10", "inspections": inspections},
    )
    got = row(tree, "2026-10")
    assert (got["inspections"], got["absent_visits"]) == (2, 1)


def test_a_deputy_secretary_is_placed_in_the_township(tree: Tree) -> None:
    tree.cadre(postings=[("2025-03-01", "2027-02-28", TOWNSHIP)], role=DEPUTY)
    tree.month("2026-10", **whole("2026-10", 20))
    got = row(tree, "2026-10")
    assert (got["township_name"], got["village"]) == ("示例镇", TOWNSHIP)
    assert pd.isna(got["village_name"])


STATUSES = ("在村", "因公外出", "请假", "休息", "缺岗")


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.sampled_from(STATUSES), min_size=31, max_size=31), st.booleans())
def test_the_statuses_of_a_sheet_add_up_to_its_days(
    tree: Tree, statuses: list[str], published: bool
) -> None:
    tree.sheets.clear()
    tree.boards.clear()
    tree.cadre()
    by_status = {
        s: ", ".join(str(d) for d, found in enumerate(statuses, 1) if found == s)
        for s in STATUSES
        if s in statuses
    }
    tree.month("2026-10", published=published, **by_status)
    for file in (tree.root / TOWN / "whereabouts").glob("*.yml"):
        file.unlink()
    got = row(tree, "2026-10")
    registered = got["in_village"] + got["business"] + got["leave"] + got["rest"]
    assert registered + statuses.count("缺岗") == month_length("2026-10") == got["days"]
    assert 0 <= got["counted"] <= got["in_village"]
    assert got["counted"] + got["off_post"] == got["in_village"] + statuses.count("缺岗")
    assert got["subsidy_yuan"] == 55 * got["counted"]
