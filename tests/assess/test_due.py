"""What is due beside cadences: each with who owes it and when, settled ones as done."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from in_memory import (
    CITY,
    COUNTY,
    TOWN,
    VILLAGE,
    cadence,
    cadre,
    county_of,
    meetings,
    pack_of,
    posting,
)
from zhucun.assess.due import Due, last_workday
from zhucun.assess.due_render import groups_of, merged, still_to_do
from zhucun.assess.due_standing import STANDING, dues_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_commons
from zhucun.law.rows import rows
from zhucun.law.workdays import Calendar

ID = "990101-001"
LAW = {
    "attendance.sealer_roles": ["乡镇党委书记"],
    "attendance.seal_days": 5,
    "log.per_week": 1,
    "registration_form.filing_days": 30,
    "case.decider_roles": ["县委组织部"],
}


def only(county: CountyFacts, key: str) -> list[Due]:
    return [d for d in dues_of(county) if d.key.startswith(key)]


def by_period(county: CountyFacts, key: str) -> dict[str, tuple[str, str]]:
    return {d.period: (d.due, d.state) for d in only(county, key)}


def sheet(month: str, *, sealed: bool, days: str = "1-9") -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = {"month": month, "sheets": {ID: {"在村": days}}}
    if sealed:
        data["seal"] = {"by": "x", "date": f"{month}-28"}
    return f"{TOWN}/attendance/{month}.yml", data


def test_months_to_be_sealed() -> None:
    county = county_of(
        pack_of(LAW), sheet("2026-09", sealed=True), as_of="2026-11-04", records_from="2026-08"
    )
    assert by_period(county, "attendance.seal") == {
        "2026-08": ("2026-09-05", "逾期"),
        "2026-09": ("2026-10-05", "已完成"),
        "2026-10": ("2026-11-05", "待办"),
    }


def test_without_days_for_it_a_seal_has_no_day() -> None:
    county = county_of(pack_of({**LAW, "attendance.seal_days": None}), records_from="2026-10")
    assert by_period(county, "attendance.seal") == {"2026-10": ("", "待办")}


def test_where_a_cadence_asks_for_seals_they_are_told_once() -> None:
    entry = cadence(act="seal", scope="township", per="month", count="once")
    county = county_of(pack_of({**LAW, "once": 1}, cadences=[entry]), records_from="2026-10")
    assert only(county, "attendance.seal") == []
    assert by_period(county, "s0/")["2026-10"] == ("2026-10-31", "逾期")


def log(month: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return f"{TOWN}/logs/{month}/{ID}.yml", {"cadre": ID, "month": month, **more}


def test_weeks_to_be_uploaded() -> None:
    written = log(
        "2026-11",
        uploads=[{"week": "2026-W45", "date": "2026-11-06"}],
        missing=[{"week": "2026-W44", "reason": "停电"}],
    )
    county = county_of(pack_of(LAW), written, records_from="2026-11", as_of="2026-11-17")
    assert by_period(county, "log.weekly") == {
        "2026-W45": ("2026-11-08", "已完成"),
        "2026-W46": ("2026-11-15", "逾期"),
        "2026-W47": ("2026-11-22", "待办"),
    }


def test_an_unusable_log_is_not_a_missing_one() -> None:
    county = county_of(
        pack_of(LAW), unusable=[f"{TOWN}/logs/2026-11/{ID}.yml"], records_from="2026-11"
    )
    assert by_period(county, "log.weekly") == {}


def test_days_that_owe_an_entry() -> None:
    entries = [{"date": f"2026-10-{day:02d}", "text": "某"} for day in range(1, 8)]
    county = county_of(
        pack_of({**LAW, "log.daily_entries": True}),
        sheet("2026-10", sealed=True),
        log("2026-10", entries=entries),
        records_from="2026-10",
    )
    (due,) = only(county, "log.daily")
    assert (due.need, due.done, due.unit, due.state, due.due) == (9, 7, "天", "逾期", "2026-10-31")
    assert due.number == "应 9 天，已有 7 天"


def leave(**more: Any) -> tuple[str, dict[str, Any]]:
    item = {"cadre": ID, "from": "2026-10-10", "to": "2026-10-12", **more}
    return f"{TOWN}/leave/2026-10.yml", {"month": "2026-10", "leaves": [item]}


APPROVED = {"approval": {"by": "x", "date": "2026-10-09"}}


@pytest.mark.parametrize(
    ("more", "as_of", "count"),
    [
        (APPROVED, "2026-11-01", 1),
        (APPROVED, "2026-10-12", 0),
        (APPROVED, "2026-10-13", 1),
        ({**APPROVED, "returned": "2026-10-13"}, "2026-11-01", 0),
        ({}, "2026-11-01", 0),
        ({**APPROVED, "cancelled": {"by": "x", "date": "2026-10-09"}}, "2026-11-01", 0),
    ],
)
def test_leaves_without_a_return(more: dict[str, Any], as_of: str, count: int) -> None:
    county = county_of(pack_of(LAW), leave(**more), as_of=as_of)
    found = only(county, "leave.return")
    assert len(found) == count
    assert all(d.private and d.due == "" and d.state == "待办" for d in found)


def case(number: int, found: str, *kinds: str) -> tuple[str, dict[str, Any]]:
    id_ = f"990101-c{number:03d}"
    act = {"by": "x", "date": found}
    return f"{COUNTY}/cases/{id_}.yml", {
        "id": id_,
        "cadre": ID,
        "kind": "工作不认真",
        "found_on": found,
        "opened": act,
        "confirmed": act,
        "dispositions": [{"kind": kind, **act} for kind in kinds],
    }


LADDER = {
    "key": "conduct.careless",
    "title": "不认真",
    "counts": "工作不认真",
    "editions": [
        {
            "from": "2017-12-01",
            "steps": [
                {
                    "step": 1,
                    "condition": "不认真的",
                    "rows": ["S0-74"],
                    "dispositions": [
                        {"kind": "批评教育", "target": "本人", "or": ["约谈本人"]},
                        {"kind": "组织处理", "target": "本人"},
                    ],
                }
            ],
        }
    ],
}


def test_dispositions_that_a_case_calls_for() -> None:
    pack = pack_of(LAW, ladders=[LADDER])
    (due,) = only(county_of(pack, case(1, "2026-03-01", "约谈本人")), "case/")
    assert due.title == "案件 990101-c001 的处理：组织处理"
    assert (due.owner, due.private, due.rows) == ("县委组织部", True, ("S0-74",))
    assert only(county_of(pack, case(1, "2026-03-01", "批评教育", "组织处理")), "case/") == []


@pytest.mark.parametrize(
    ("parts", "titles"),
    [
        ({}, ["案件 990101-c001 的认定或撤销"]),
        ({"kind": "到岗不足", "month": "2026-02"}, []),
        ({"withdrawn": {"by": "x", "date": "2026-03-02", "reason": "查否"}}, []),
        ({"confirmed": {"by": "x", "date": "2026-03-02"}}, []),
    ],
)
def test_a_case_waits_for_a_decision(parts: dict[str, Any], titles: list[str]) -> None:
    path, data = case(1, "2026-03-01")
    undecided = {key: value for key, value in data.items() if key != "confirmed"} | parts
    found = only(county_of(pack_of(LAW), (path, undecided)), "case/")
    assert [due.title for due in found] == titles
    assert all((due.owner, due.private, due.state) == ("县委组织部", True, "待办") for due in found)


def assessed(**form: Any) -> tuple[str, dict[str, Any]]:
    data = {
        "cadre": ID,
        "year": 2025,
        "grades": {"by": "x", "date": "2026-01-10", "year_end": "称职"},
    }
    return f"{COUNTY}/assessments/2025/{ID}.yml", {
        **data,
        **({"registration_form": form} if form else {}),
    }


@pytest.mark.parametrize(
    ("form", "title", "owner", "state"),
    [
        ({}, "考核登记表反馈派出单位", "县委组织部", "逾期"),
        ({"sent": "2026-01-15"}, "考核登记表装入个人档案", "派出单位", "逾期"),
        (
            {"sent": "2026-01-15", "filed": "2026-02-01"},
            "考核登记表装入个人档案",
            "派出单位",
            "已完成",
        ),
    ],
)
def test_registration_forms(form: dict[str, Any], title: str, owner: str, state: str) -> None:
    (due,) = only(county_of(pack_of(LAW), assessed(**form)), "registration_form")
    assert (due.title, due.owner, due.state) == (title, owner, state)
    assert (due.due, due.period, due.private) == ("2026-02-09", "2025", True)


def circular(**more: Any) -> tuple[str, dict[str, Any]]:
    head = {"id": "t01", "date": "2026-05-08", "by": "x", "scope": "全市", "inspections": []}
    item = {"county": "990101", "problem": "某", "due": "2026-06-30", **more}
    return f"{CITY}/circulars/2026.yml", {"year": 2026, "circulars": [{**head, "items": [item]}]}


@pytest.mark.parametrize(
    ("more", "state"),
    [({}, "逾期"), ({"rectified": {"date": "2026-06-20", "by": "x"}}, "已完成")],
)
def test_faults_to_be_put_right(more: dict[str, Any], state: str) -> None:
    pack = {**pack_of({}), "id": "s4"}
    (due,) = only(county_of(pack, circular(**more)), "circular/")
    assert (due.due, due.state, due.owner, due.rows) == ("2026-06-30", state, "某县", ("S4-64",))
    assert only(county_of(pack_of({}), circular(**more)), "circular/") == []


def test_households_to_be_visited_by_the_years_end() -> None:
    law = {"visits.poor_households_per_year": 1, "visits.rate": 1}
    visit = {"date": "2026-03-01", "cadre": ID, "households": ["h001", "h002"]}
    register = {"village": VILLAGE, "households": ["h001", "h002", "h003"], "visits": [visit]}
    record = (f"{TOWN}/visits/2026.yml", {"year": 2026, "villages": [register]})
    (due,) = only(county_of(pack_of(law), record), "visits.")
    assert (due.need, due.done, due.due, due.state) == (3, 2, "2026-12-31", "待办")
    assert due.private


def test_what_the_source_leaves_open_is_told_as_undetermined() -> None:
    pack = pack_of({"filing": None, "hearing": None})
    for item in pack["parameters"]:
        item["rows"] = ["S0-27"] if item["key"] == "filing" else ["S0-71"]
    (due,) = [d for d in dues_of(county_of(pack)) if d.state == "待定"]
    assert (due.key, due.rows, due.due) == ("s0/filing", ("S0-27",), "")
    assert due.cite == rows()["S0-27"].cite


def test_of_an_undetermined_cadence_only_the_current_period_is_told() -> None:
    county = county_of(pack_of({"meetings": None}, cadences=[cadence()]))
    assert by_period(county, "s0/") == {"2026-Q4": ("2026-12-31", "待定")}


def test_what_has_no_day_is_told_as_open_when_its_period_is_over() -> None:
    pack = pack_of({"meetings": 1, "grace": None}, cadences=[cadence(grace="grace")])
    assert by_period(county_of(pack, meetings("2026-02-01", "2026-11-01")), "s0/") == {
        "2026-Q1": ("", "已完成"),
        "2026-Q2": ("", "待办"),
        "2026-Q3": ("", "待办"),
        "2026-Q4": ("", "已完成"),
    }
    assert "2026-Q4" not in by_period(county_of(pack), "s0/")


def test_what_an_unusable_file_may_hold_is_not_told_as_owed() -> None:
    pack = pack_of({"meetings": 1}, cadences=[cadence()])
    assert only(county_of(pack, unusable=["records/shi/xian/meetings/2026.yml"]), "s0/") == []


# -- days off ----------------------------------------------------------------------------


@cache
def calendar() -> Calendar:
    """The project's own calendars: 2025 and 2026."""
    return load_commons(Path(__file__).parents[2]).calendar


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        ("2026-10-30", "2026-10-30"),
        ("2026-10-31", "2026-10-30"),
        ("2026-02-22", "2026-02-14"),  # the Spring Festival, after a working Saturday
        ("2026-02-28", "2026-02-28"),  # a working Saturday
        ("2026-01-03", "2025-12-31"),
        ("2031-01-31", ""),  # no calendar, no guess
    ],
)
def test_the_last_workday_before_a_day_off(day: str, workday: str) -> None:
    assert last_workday(county_of(pack_of({}), calendar=calendar()), day) == workday


def test_overdue_first_then_by_day() -> None:
    county = county_of(
        pack_of({"meetings": 1, "y": 1}, cadences=[cadence(), cadence(per="year", key="y")])
    )
    order = [(d.state, d.due) for d in dues_of(county)]
    assert order == sorted(
        order, key=lambda x: (["逾期", "待办", "待定", "已完成"].index(x[0]), x[1])
    )


def test_only_what_is_due_soon() -> None:
    pack = pack_of({"meetings": 1}, cadences=[cadence(), cadence(per="year", key="y")])
    dues = dues_of(county_of(pack, meetings("2026-02-01")))
    assert {(d.period, d.state) for d in still_to_do(dues)} == {
        ("2026-Q2", "逾期"),
        ("2026-Q3", "逾期"),
        ("2026-Q4", "待办"),
    }
    assert {d.period for d in still_to_do(dues, until="2026-12-30")} == {"2026-Q2", "2026-Q3"}
    assert len(still_to_do(dues, until="2026-12-31")) == 3


def test_what_the_city_owes_is_told_once() -> None:
    pack = pack_of({"meetings": 1}, cadences=[cadence(scope="city")])
    first, second = county_of(pack), county_of(pack)
    object.__setattr__(second, "slug", "other")
    found = merged([dues_of(first), dues_of(second)])
    assert [d.period for d in found] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert {(d.region, d.area, d.name) for d in found} == {("shi", "某市", "某市")}


def test_those_who_owe_alike_are_one_group() -> None:
    entry = cadence(scope="cadre", act="review", owner="县委组织部")
    county = county_of(
        pack_of({"meetings": 1}, cadences=[entry]),
        cadre(1),
        cadre(2),
        cadre(3, posting("2026-04-01")),
    )
    groups = list(groups_of(dues_of(county)))
    assert [(g.first.period, len(g.members)) for g in groups] == [
        ("2026-Q1", 2),
        ("2026-Q2", 3),
        ("2026-Q3", 3),
        ("2026-Q4", 3),
    ]
    assert groups[0].about(full=True) == "干部1（990101-001）、干部2（990101-002）"
    assert groups[0].about(full=False) == "990101-001、990101-002"


def test_ids_are_one_for_each_obligation() -> None:
    pack = pack_of(LAW, ladders=[LADDER])
    county = county_of(pack, case(1, "2026-03-01"), case(2, "2026-04-01"), leave(**APPROVED))
    ids = [d.id for d in dues_of(county)]
    assert len(ids) == len(set(ids))
    assert len(STANDING) == len(set(STANDING))
