"""Public notices as of a day: the window, what objections hold back, what the public reads."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import COUNTY, TOWN, cadre, county_of, pack_of
from zhucun.facts.county import CountyFacts
from zhucun.facts.notices import (
    FOR_GOOD,
    HONOURS,
    NEGATIVE_LIST,
    OVER,
    PLANS,
    SHOWN,
    Notice,
    cadres_of,
    is_taken_back,
    least_end,
    notices_of,
    shown_notices,
    stage_on,
    state_on,
    window_days,
    window_end,
)
from zhucun.read.tree import Record

FILE = f"{COUNTY}/notices/2026.yml"
DECIDED = "2026-09-01"
BASE: dict[str, Any] = {
    "id": "990101-n001",
    "kind": HONOURS,
    "files": ["cadres/990101-001.yml"],
    "statement": "拟推荐一名第一书记。",
    "decision": {"by": "od", "date": DECIDED},
}


def objection(day: str, replied: str = "", result: str = "不成立") -> dict[str, Any]:
    found: dict[str, Any] = {"date": day, "how": "实名", "matter": "某"}
    if replied:
        found["reply"] = {"by": "group", "date": replied, "result": result}
    return found


def correction(file: str, item: str, day: str) -> tuple[str, dict[str, Any]]:
    entry = {
        "file": file,
        "changes": [{"item": item, "old": "甲", "new": "乙"}],
        "reason": "某",
        "by": "od",
        "date": day,
        "approval": {"by": "city", "date": day},
    }
    return f"{COUNTY}/corrections/2026.yml", {"year": 2026, "corrections": [entry]}


def set_days(record: Record, days: dict[str, int]) -> None:
    record.data["publication"] = {"notice_days": days}


def county(
    *notices: dict[str, Any],
    own: dict[str, int] | None = None,
    city: dict[str, int] | None = None,
    law: dict[str, Any] | None = None,
    more: tuple[tuple[str, dict[str, Any]], ...] = (),
    as_of: str = "2026-11-20",
) -> CountyFacts:
    record = FILE, {"year": 2026, "notices": list(notices or (BASE,))}
    found = county_of(pack_of(law or {}), cadre(1), record, *more, as_of=as_of)
    for region, days in ((found.region, own), (found.city_region, city)):
        if region and days:
            set_days(region, days)
    return found


def state(day: str, own: dict[str, int] | None = None, *more: Any, **changed: Any) -> str:
    facts = county({**BASE, **changed}, own=own, more=more)
    return state_on(facts, notices_of(facts)[0], day)


FIVE = {HONOURS: 5}


@pytest.mark.parametrize(
    ("law", "city", "own", "days"),
    [
        ({}, None, None, None),
        ({}, {PLANS: 7}, None, None),
        ({}, {HONOURS: 7}, None, 7),
        ({}, None, {HONOURS: 5}, 5),
        ({}, {HONOURS: 7}, {HONOURS: 5}, 7),  # a county can only show it for longer
        ({}, {HONOURS: 7}, {HONOURS: 10}, 10),
        ({"notice.honour_days": 15}, {HONOURS: 7}, None, 15),
        ({"notice.honour_days": None}, None, None, None),
        ({"notice.honour_days": None}, {HONOURS: 7}, None, 7),
    ],
)
def test_the_longest_window_that_is_given_holds(
    law: dict[str, Any], city: Any, own: Any, days: int | None
) -> None:
    facts = county(law=law, city=city, own=own)
    assert window_days(facts, HONOURS, DECIDED) == days


@pytest.mark.parametrize(
    ("given", "own", "end"),
    [
        (None, FIVE, "2026-09-05"),
        (3, FIVE, "2026-09-03"),  # as it was when decided; a rule warns of what is too short
        (9, FIVE, "2026-09-09"),
        (None, None, ""),
        (5, None, ""),  # nobody's own number makes a window where the region gives none
    ],
)
def test_the_first_day_counts(given: int | None, own: Any, end: str) -> None:
    decision = {**BASE["decision"], **({"days": given} if given else {})}
    facts = county({**BASE, "decision": decision}, own=own)
    assert window_end(facts, notices_of(facts)[0]) == end


@pytest.mark.parametrize(
    ("given", "acts", "end"),
    [
        (0, {"confirmed": "2026-09-07"}, "2026-09-07"),
        (3, {"confirmed": "2026-09-07"}, "2026-09-03"),
        (0, {"withdrawn": "2026-09-04"}, "2026-09-04"),
        (0, {"confirmed": "2026-09-07", "withdrawn": "2026-09-20"}, "2026-09-07"),
        (0, {"confirmed": "2026-12-01"}, "2026-09-15"),  # not confirmed yet on the day judged
    ],
)
def test_a_setting_of_today_leaves_what_has_ended_alone(
    given: int, acts: dict[str, str], end: str
) -> None:
    decision = {**BASE["decision"], **({"days": given} if given else {})}
    told = {name: {"by": "od", "date": day} for name, day in acts.items()}
    facts = county({**BASE, "decision": decision, **told}, own={HONOURS: 15})
    assert window_end(facts, notices_of(facts)[0]) == end


@pytest.mark.parametrize(
    ("given", "law", "end"),
    [(0, {}, ""), (0, {"notice.honour_days": 5}, "2026-09-05"), (3, {}, "2026-09-03")],
)
def test_the_least_window_is_what_was_written_for_its_day(
    given: int, law: dict[str, Any], end: str
) -> None:
    decision = {**BASE["decision"], **({"days": given} if given else {})}
    facts = county({**BASE, "decision": decision}, law=law, own={HONOURS: 15})
    assert least_end(facts, notices_of(facts)[0]) == end


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-09-01", "公示中"), ("2026-09-05", "公示中"), ("2026-09-06", "已公布")],
)
def test_a_window_that_is_over_publishes(day: str, expected: str) -> None:
    assert state(day, FIVE) == expected


def test_without_a_window_only_a_confirmation_publishes() -> None:
    assert state("2026-11-20") == "期限待定"
    confirmed = {"by": "od", "date": "2026-09-10"}
    assert state("2026-09-09", None, confirmed=confirmed) == "期限待定"
    assert state("2026-09-10", None, confirmed=confirmed) == "已公布"


@pytest.mark.parametrize(
    ("replied", "result", "day", "expected"),
    [
        ("", "", "2026-09-02", "公示中"),  # not received yet
        ("", "", "2026-09-03", "异议待答复"),
        ("", "", "2026-11-20", "异议待答复"),
        ("2026-09-10", "不成立", "2026-09-09", "异议待答复"),
        ("2026-09-10", "不成立", "2026-09-10", "已公布"),
        ("2026-09-10", "成立", "2026-09-10", "异议待处理"),
        ("2026-09-10", "部分成立", "2026-11-20", "异议待处理"),
    ],
)
def test_an_objection_holds_back(replied: str, result: str, day: str, expected: str) -> None:
    objections = [objection("2026-09-03", replied, result)]
    assert state(day, FIVE, objections=objections) == expected


@pytest.mark.parametrize(
    ("file", "item", "day", "expected"),
    [
        ("notices/2026.yml", "notices/990101-n001/statement", "2026-09-12", "已公布"),
        ("notices/2026.yml", "notices/990101-n001", "2026-09-10", "已公布"),
        ("notices/2026.yml", "notices/990101-n002/statement", "2026-09-12", "异议待处理"),
        ("notices/2026.yml", "notices/990101-n001/statement", "2026-09-09", "异议待处理"),
        ("notices/2026.yml", "notices/990101-n001/statement", "2026-11-21", "异议待处理"),
        ("cadres/990101-001.yml", "honours", "2026-09-12", "已公布"),
        ("cadres/990101-002.yml", "honours", "2026-09-12", "异议待处理"),
    ],
)
def test_a_correction_settles_an_accepted_objection(
    file: str, item: str, day: str, expected: str
) -> None:
    objections = [objection("2026-09-03", "2026-09-10", "部分成立")]
    more = correction(file, item, day)
    assert state("2026-11-20", FIVE, more, objections=objections) == expected


def test_a_withdrawal_ends_it_whatever_else() -> None:
    withdrawn = {"by": "od", "date": "2026-09-11", "reason": "某"}
    objections = [objection("2026-09-03", "2026-09-10", "成立"), objection("2026-09-04")]
    more: dict[str, Any] = {"withdrawn": withdrawn, "objections": objections}
    assert state("2026-09-10", FIVE, **more) == "异议待答复"
    assert state("2026-09-11", FIVE, **more) == "已撤回"


@pytest.mark.parametrize(
    ("end", "confirmed", "day", "stage"),
    [
        ("2026-09-05", "", "2026-09-05", SHOWN),
        ("2026-09-05", "", "2026-09-06", OVER),
        ("", "", "2027-09-06", SHOWN),
        ("", "2026-09-06", "2026-09-05", SHOWN),
        ("", "2026-09-06", "2026-09-06", FOR_GOOD),
        ("2026-09-05", "2026-09-06", "2026-09-06", FOR_GOOD),
    ],
)
def test_what_the_public_reads(end: str, confirmed: str, day: str, stage: str) -> None:
    assert stage_on(end, confirmed, day) == stage


CASE: dict[str, Any] = {
    "id": "990101-c001",
    "cadre": "990101-001",
    "kind": "工作不认真",
    "found_on": "2026-08-01",
    "opened": {"by": "od", "date": "2026-08-02"},
}
CASE_AT = f"{COUNTY}/cases/990101-c001.yml", CASE


def of_case(number: int, decided: str, withdrawn: str = "") -> dict[str, Any]:
    notice: dict[str, Any] = {
        "id": f"990101-n00{number}",
        "kind": NEGATIVE_LIST,
        "files": ["cases/990101-c001.yml"],
        "decision": {"by": "od", "date": decided},
    }
    if withdrawn:
        notice["withdrawn"] = {"by": "od", "date": withdrawn, "reason": "某"}
    return notice


@pytest.mark.parametrize(
    ("notices", "taken_back"),
    [
        ([], False),
        ([of_case(1, "2026-09-01")], False),
        ([of_case(1, "2026-09-01", "2026-09-20")], True),
        ([of_case(1, "2026-09-01", "2026-11-21")], False),  # withdrawn later than the day
        ([of_case(1, "2026-09-01", "2026-09-20"), of_case(2, "2026-09-21")], False),
        ([of_case(1, "2026-09-01", "2026-09-20"), of_case(2, "2026-11-21")], True),
        ([of_case(1, "2026-09-01", "2026-09-20"), of_case(2, "2026-09-21", "2026-10-01")], True),
    ],
)
def test_what_was_withdrawn_may_be_shown_anew(notices: list[Any], taken_back: bool) -> None:
    facts = county(*(notices or (BASE,)), more=(CASE_AT,))
    assert is_taken_back(facts, CASE_AT[0], NEGATIVE_LIST) == taken_back


def test_a_notice_is_of_its_own_kind_and_files() -> None:
    project = f"{TOWN}/projects/store.yml"
    plans = {**BASE, "kind": PLANS, "files": ["zhen/projects/store.yml"]}
    facts = county(plans, of_case(2, "2026-09-01"), more=(CASE_AT,))
    assert [n.id for n in shown_notices(facts, project, PLANS)] == ["990101-n001"]
    assert shown_notices(facts, project, HONOURS) == ()
    assert shown_notices(facts, f"{TOWN}/projects/other.yml", PLANS) == ()
    early = county(plans, as_of="2026-08-31")
    assert shown_notices(early, project, PLANS) == ()


def test_whom_it_is_about() -> None:
    facts = county(BASE, of_case(2, "2026-09-01"), more=(CASE_AT,))

    def about(notice: Notice) -> tuple[str, ...]:
        return cadres_of(facts, notice)

    assert [about(n) for n in notices_of(facts)] == [("990101-001",), ("990101-001",)]
