"""Duties, daily logs, events, households, boards and conducts, counted on a planted county."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assess.planted import COMMUNITY, COUNTY, TOWN, TOWNSHIP, VILLAGE, A, B, Tree
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import Cell, cells_of
from zhucun.facts.county import CountyFacts

Trees = Callable[[str], Tree]


def rows(county: CountyFacts, table: str, year: int = 2026) -> list[dict[str, Any]]:
    return [{k: c.value for k, c in row.items()} for row in cells_of(county, TABLES[table], year)]


def log(tree: Tree, month: str, *entries: dict[str, Any], cadre: str = A) -> str:
    data = {"cadre": cadre, "month": month, "entries": list(entries)}
    return tree.write(f"{TOWN}/logs/{month}/{cadre}.yml", data)


def entry(date: str, *duties: str, **more: Any) -> dict[str, Any]:
    return {
        "date": date,
        "text": "做了一件事。",
        **({"duties": [*duties]} if duties else {}),
        **more,
    }


# ── duties ──


def test_every_duty_of_a_quarter_has_a_row_whether_named_or_not(tree: Tree) -> None:
    tree.cadre()
    path = log(tree, "2026-08", entry("2026-08-03", "S0-18"), entry("2026-08-09", "S0-18", "S0-20"))
    found = cells_of(tree.facts("2026-10-02"), TABLES["duty_coverage"], 2026)
    third = {r["duty"].value: r["count"] for r in found if r["quarter"].value == "2026-Q3"}
    assert {code: cell.value for code, cell in third.items()} == {
        "S0-18": 2,
        "S0-19": 0,
        "S0-20": 1,
        "S0-21": 0,
        "S0-22": 0,
    }
    assert third["S0-18"] == Cell(2, (f"{path}#/entries/0", f"{path}#/entries/1"))


def test_a_quarter_counts_its_own_days_and_nothing_that_is_to_come(tree: Tree) -> None:
    tree.cadre()
    log(tree, "2026-09", entry("2026-09-30", "S0-18"))
    log(tree, "2026-10", entry("2026-10-01", "S0-18"), entry("2026-10-05", "S0-18"))
    counts = {
        r["quarter"]: r["count"]
        for r in rows(tree.facts("2026-10-02"), "duty_coverage")
        if r["duty"] == "S0-18"
    }
    assert counts["2026-Q3"] == 1
    assert counts["2026-Q4"] == 1


def test_quarters_before_records_began_have_no_row(tree: Tree) -> None:
    tree.cadre()
    found = rows(tree.facts("2026-10-02", records_from="2026-09"), "duty_coverage")
    assert {r["quarter"] for r in found} == {"2026-Q3", "2026-Q4"}


def test_a_place_has_its_own_duties(trees: Trees) -> None:
    tree = trees("s4")
    tree.cadre(A)
    tree.cadre(B, postings=[("2025-03-01", "2027-02-28", COMMUNITY)])
    found = rows(tree.facts("2026-03-31"), "duty_coverage")
    codes = {c: [r["duty"] for r in found if r["cadre"] == c] for c in (A, B)}
    assert (codes[A][0], len(codes[A])) == ("S4-V01", 16)
    assert (codes[B][0], len(codes[B])) == ("S4-C01", 13)


def test_one_who_moves_within_a_quarter_has_the_duties_of_both_places(trees: Trees) -> None:
    tree = trees("s4")
    tree.cadre(
        postings=[("2025-03-01", "2026-02-14", VILLAGE), ("2026-02-15", "2027-02-28", COMMUNITY)]
    )
    found = rows(tree.facts("2026-03-31"), "duty_coverage")
    assert len(found) == 29
    assert {r["village"] for r in found if r["duty"] == "S4-C01"} == {COMMUNITY}


def test_a_regulation_without_a_list_of_duties_has_no_rows(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre()
    county = tree.facts("2026-10-02")
    assert rows(county, "duty_coverage") == rows(county, "duty_totals") == []


@pytest.mark.parametrize(
    ("number", "as_of", "state"),
    [(1, "2026-09-30", "够次数"), (2, "2026-10-01", "不足"), (2, "2026-09-30", "未到期")],
)
def test_a_number_set_by_the_county_tells_enough_from_too_few(
    tree: Tree, number: int, as_of: str, state: str
) -> None:
    tree.cadre()
    tree.overlay("s0", "duty.per_quarter", value=number)
    log(tree, "2026-08", entry("2026-08-03", "S0-18"))
    found = rows(tree.facts(as_of, records_from="2026-07"), "duty_coverage")
    summer = [r for r in found if (r["duty"], r["quarter"]) == ("S0-18", "2026-Q3")]
    assert [(r["need"], r["state"]) for r in summer] == [(number, state)]


def test_totals_add_up_the_cadres(tree: Tree) -> None:
    tree.cadre(A)
    tree.cadre(B, unit="county")
    log(tree, "2026-08", entry("2026-08-03", "S0-18"), entry("2026-08-04", "S0-18"))
    found = rows(tree.facts("2026-09-30", records_from="2026-07"), "duty_totals")
    first = next(r for r in found if r["duty"] == "S0-18")
    assert (first["cadres"], first["covered"], first["count"]) == (2, 1, 2)
    assert [c.key for c in TABLES["duty_coverage"].public_columns] == []


# ── daily logs ──


def test_days_in_the_village_without_an_entry_are_counted(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre()
    tree.month("2026-09", 在村="1-3", 休息="4-30")
    log(tree, "2026-09", entry("2026-09-01"), entry("2026-09-01"), entry("2026-09-04"))
    (row,) = rows(tree.facts("2026-10-02", records_from="2026-09"), "daily_log")
    assert (row["in_village"], row["entries"], row["unwritten"]) == (3, 3, 2)
    assert row["daily"] == "有缺"


def test_only_kinds_that_owe_evidence_are_asked_for_it(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre()
    path = log(
        tree,
        "2026-09",
        entry("2026-09-01", kind="会议"),
        entry("2026-09-02", kind="走访", evidence=["照片"]),
        entry("2026-09-03", kind="帮扶", evidence=[]),
    )
    county = tree.facts("2026-10-02", records_from="2026-09")
    (row,) = cells_of(county, TABLES["daily_log"], 2026)
    assert row["owing"].value == 2
    assert row["bare"] == Cell(1, (f"{path}#/entries/2",))
    assert row["daily"].value == "没有考勤"


# ── events ──


def event(id_: str, date: str, kind: str, cadres: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "date": date,
        "kind": kind,
        "village": VILLAGE,
        "title": "一件事",
        "cadres": cadres,
        **more,
    }


def events(tree: Tree, *found: dict[str, Any]) -> None:
    tree.write(f"{TOWN}/events/2026.yml", {"year": 2026, "events": list(found)})


def test_those_posted_where_it_happens_have_to_come(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre(A)
    tree.cadre(B, postings=[("2025-03-01", "2027-02-28", TOWNSHIP)], role="乡镇党委副书记(挂任)")
    events(
        tree,
        event("e01", "2026-03-02", "重要会议", {}),
        event("e02", "2026-03-03", "重要会议", {B: "到场"}, village=TOWNSHIP),
        event("e03", "2026-03-04", "重要会议", {A: "到场", B: "未到"}),
        event("e04", "2026-12-30", "重要会议", {A: "未到"}),
    )
    found = {r["cadre"]: r for r in rows(tree.facts("2026-10-02"), "event_attendance")}
    assert [found[A][k] for k in ("due", "attended", "missed")] == [2, 1, 1]
    assert [found[B][k] for k in ("due", "attended", "missed")] == [2, 1, 1]


@pytest.mark.parametrize(("day", "state"), [("2026-03-05", "excused"), ("2026-03-09", "missed")])
def test_leave_excuses_only_on_days_that_it_was_approved_for(
    trees: Trees, day: str, state: str
) -> None:
    tree = trees("s1")
    tree.cadre()
    tree.leave("2026-03-04", "2026-03-06", "town-secretary")
    events(tree, event("e01", day, "突发事件", {A: "请假"}))
    (row,) = rows(tree.facts("2026-10-02"), "event_attendance")
    assert row[state] == 1


def test_reports_are_shown_with_their_time_under_any_regulation(tree: Tree) -> None:
    report = {"to": "县委值班室", "date": "2026-03-02", "time": "14:30"}
    events(tree, event("e01", "2026-03-02", "突发事件", {}, reported=report))
    county = tree.facts("2026-10-02")
    assert [r["reported_at"] for r in rows(county, "events")] == ["2026-03-02 14:30"]
    assert rows(county, "event_attendance") == []


# ── households ──


def households(tree: Tree, total: int, *visits: tuple[str, str, list[int]], **more: Any) -> None:
    def ids(numbers: list[int] | range) -> list[str]:
        return [f"h{n:03d}" for n in numbers]

    own = [{"date": d, "cadre": c, "households": ids(h)} for d, c, h in visits]
    village = {"village": VILLAGE, "households": ids(range(1, total + 1)), "visits": own, **more}
    tree.write(f"{TOWN}/visits/2026.yml", {"year": 2026, "villages": [village]})


def test_a_household_counts_once_and_only_in_the_year(trees: Trees) -> None:
    tree = trees("s4")
    tree.cadre()
    households(
        tree,
        4,
        ("2026-03-02", A, [1, 2]),
        ("2026-04-02", A, [1]),
        ("2025-12-31", A, [3]),
        ("2026-11-02", A, [4]),
    )
    (row,) = rows(tree.facts("2026-10-02"), "household_visits")
    assert (row["households"], row["visited"], row["rate"]) == (4, 2, 0.5)
    assert row["state"] == "未到年底"


@pytest.mark.parametrize(("as_of", "state"), [("2026-12-31", "未到年底"), ("2027-01-01", "未达到")])
def test_the_year_is_judged_when_it_is_over(trees: Trees, as_of: str, state: str) -> None:
    tree = trees("s4")
    tree.cadre()
    households(tree, 2, ("2026-03-02", A, [1]))
    (row,) = rows(tree.facts(as_of), "household_visits")
    assert row["state"] == state


def test_visits_by_cadres_of_other_villages_do_not_count(trees: Trees) -> None:
    tree = trees("s4")
    tree.cadre(A)
    tree.cadre(B, postings=[("2025-03-01", "2027-02-28", COMMUNITY)])
    households(tree, 1, ("2026-03-02", B, [1]))
    (row,) = rows(tree.facts("2026-10-02"), "household_visits")
    assert row["visited"] == 0


def test_a_village_without_poor_households_has_no_rate_and_lacks_nothing(trees: Trees) -> None:
    tree = trees("s4")
    tree.cadre()
    households(tree, 0, industry="蔬菜")
    (row,) = rows(tree.facts("2026-10-02"), "household_visits")
    assert (row["rate"], row["state"], row["aided"]) == (None, "达到", True)


def test_a_village_without_a_register_is_listed_without_figures(trees: Trees) -> None:
    tree = trees("s4")
    tree.cadre()
    (row,) = rows(tree.facts("2026-10-02"), "household_visits")
    assert (row["households"], row["visited"], row["aided"]) == (None, None, None)
    assert row["state"] == "没有登记"


@pytest.mark.parametrize(("total", "shown"), [(9, None), (10, 10)])
def test_the_county_publishes_no_small_numbers(trees: Trees, total: int, shown: int | None) -> None:
    tree = trees("s4")
    tree.cadre()
    households(tree, total, ("2026-03-02", A, [1]))
    (row,) = rows(tree.facts("2026-10-02"), "household_totals")
    assert row["households"] == shown
    assert (row["visited"], row["rate"]) == ((1, 0.1) if shown else (None, None))


def test_only_the_county_of_all_household_figures_is_public() -> None:
    assert TABLES["household_visits"].public_columns == ()
    assert {c.kind for c in TABLES["household_totals"].public_columns} <= {
        "count",
        "share",
        "state",
    }


def test_other_regulations_have_no_household_visits(tree: Tree) -> None:
    tree.cadre()
    households(tree, 3)
    county = tree.facts("2026-10-02")
    assert rows(county, "household_visits") == rows(county, "household_totals") == []


# ── boards and conducts ──


def test_a_board_lacks_what_was_not_published(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-09", published=False, 在村="1-3", 休息="4-30")
    tree.publish("2026-09-01")
    (row,) = rows(tree.facts("2026-10-02", records_from="2026-09"), "board_fields")
    assert (row["missing_days"], row["lacking"]) == (2, ["每天去向"])


def test_no_boards_where_the_regulation_wants_none(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre()
    county = tree.facts("2026-10-02")
    assert rows(county, "whereabouts_boards") == rows(county, "board_fields") == []


def test_a_withdrawn_case_counts_for_nothing(trees: Trees) -> None:
    tree = trees("s1")
    tree.cadre()
    act = {"by": "county-od", "date": "2026-03-03"}
    case = {"cadre": A, "found_on": "2026-03-02", "opened": act, "facts": "查岗发现。"}
    for n, (kind, more) in enumerate(
        [("挂名", {"withdrawn": {**act, "reason": "查无此事"}}), ("走读", {"confirmed": act})], 1
    ):
        id_ = f"990101-c{n:03d}"
        tree.write(f"{COUNTY}/cases/{id_}.yml", {"id": id_, "kind": kind, **case, **more})
    found = {
        r["kind"]: (r["cases"], r["state"]) for r in rows(tree.facts("2026-10-02"), "conducts")
    }
    assert found["挂名"] == (0, "已撤销")
    assert found["走读"] == (1, "已认定")
    assert found["两头空"] == (0, "没有")
