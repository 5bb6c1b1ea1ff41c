"""Who owes what: the table below is meant to be read by an official."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from in_memory import (
    CITY,
    COUNTY,
    TOWN,
    VILLAGE,
    cadence,
    cadre,
    county_of,
    meetings,
    officer,
    pack_of,
    posting,
)
from zhucun.facts.county import CountyFacts
from zhucun.facts.obligations import Obligation, hides, obligations_of
from zhucun.facts.periods import period_at

ONCE = {"meetings": 1}


def owed(county: CountyFacts) -> list[Obligation]:
    return list(obligations_of(county))


def told(county: CountyFacts) -> dict[str, str]:
    """State by period, of a county with one cadence and one subject."""
    return {o.period.code: o.state for o in owed(county)}


# -- what was done and when --------------------------------------------------------------

STATES: list[tuple[str, list[str], dict[str, str]]] = [
    (
        "每季度一次：开过的、没开的、还没到期的",
        ["2026-02-03", "2026-10-09"],
        {"2026-Q1": "已完成", "2026-Q2": "逾期", "2026-Q3": "逾期", "2026-Q4": "已完成"},
    ),
    (
        "季度的最后一天开，算这一季度的",
        ["2026-03-31", "2026-06-30", "2026-09-30"],
        {"2026-Q1": "已完成", "2026-Q2": "已完成", "2026-Q3": "已完成", "2026-Q4": "待办"},
    ),
    (
        "写在判断日以后的会还没有开",
        ["2026-11-21"],
        {"2026-Q1": "逾期", "2026-Q2": "逾期", "2026-Q3": "逾期", "2026-Q4": "待办"},
    ),
]


@pytest.mark.parametrize(("what", "dates", "expected"), STATES, ids=[s[0] for s in STATES])
def test_a_quarterly_meeting(what: str, dates: list[str], expected: dict[str, str]) -> None:
    pack = pack_of(ONCE, cadences=[cadence()])
    assert told(county_of(pack, meetings(*dates))) == expected


def test_two_are_owed_and_one_was_held() -> None:
    county = county_of(pack_of({"meetings": 2}, cadences=[cadence()]), meetings("2026-02-03"))
    first = owed(county)[0]
    assert (first.need, len(first.acts), first.missing, first.state) == (2, 1, 1, "逾期")


def test_where_the_source_gives_no_number_nothing_is_owed() -> None:
    county = county_of(pack_of({"meetings": None}, cadences=[cadence()]))
    assert {(o.state, o.need, o.missing) for o in owed(county)} == {("待定", None, 0)}


def test_on_the_day_that_it_is_due_it_is_not_yet_overdue() -> None:
    pack = pack_of(ONCE, cadences=[cadence()])
    assert told(county_of(pack, as_of="2026-03-31")) == {"2026-Q1": "待办"}
    assert told(county_of(pack, as_of="2026-04-01"))["2026-Q1"] == "逾期"


def test_grace_moves_the_day() -> None:
    pack = pack_of({**ONCE, "grace": 15}, cadences=[cadence(grace="grace")])
    (first, second) = owed(county_of(pack, as_of="2026-04-15"))
    assert (first.due, first.state) == ("2026-04-15", "待办")
    assert second.due == "2026-07-15"
    assert told(county_of(pack, as_of="2026-04-16"))["2026-Q1"] == "逾期"


def test_what_has_no_day_is_never_overdue() -> None:
    pack = pack_of({**ONCE, "grace": None}, cadences=[cadence(grace="grace")])
    county = county_of(pack, meetings("2026-02-03"))
    assert {o.due for o in owed(county)} == {""}
    assert told(county) == {
        "2026-Q1": "已完成",
        "2026-Q2": "待办",
        "2026-Q3": "待办",
        "2026-Q4": "待办",
    }
    missed = [o.period.code for o in owed(county) if o.is_missed("2026-11-20")]
    assert missed == ["2026-Q2", "2026-Q3"]


def test_what_has_a_day_is_missed_when_the_day_is_past() -> None:
    pack = pack_of({**ONCE, "grace": 15}, cadences=[cadence(grace="grace")])
    for day, missed in (("2026-04-15", []), ("2026-04-16", ["2026-Q1"])):
        found = owed(county_of(pack, as_of=day))
        assert [o.period.code for o in found if o.is_missed(day)] == missed


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-03-01", "逾期"), ("2026-03-02", "已完成"), ("2026-04-20", "逾期")],
)
def test_only_the_last_days_of_a_period_count(day: str, state: str) -> None:
    pack = pack_of({**ONCE, "early": 30}, cadences=[cadence(early="early")])
    assert told(county_of(pack, meetings(day), as_of="2026-05-01"))["2026-Q1"] == state


# -- whole periods only ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "quarters"),
    [
        ("2026-01-01", "2027-12-31", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        ("2026-01-02", "2027-12-31", ["2026-Q2", "2026-Q3", "2026-Q4"]),
        ("2025-01-01", "2026-09-30", ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ("2025-01-01", "2026-09-29", ["2026-Q1", "2026-Q2"]),
        ("2026-08-01", "2026-10-31", []),
    ],
)
def test_only_whole_quarters_within_the_posting(start: str, end: str, quarters: list[str]) -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="review")])
    county = county_of(pack, cadre(1, posting(start, end)))
    assert [o.period.code for o in owed(county)] == quarters


def test_a_quarter_that_began_before_the_records_is_not_owed() -> None:
    pack = pack_of(ONCE, cadences=[cadence()])
    county = county_of(pack, records_from="2026-02")
    assert [o.period.code for o in owed(county)] == ["2026-Q2", "2026-Q3", "2026-Q4"]


def test_a_renewal_on_the_next_day_does_not_break_the_year() -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="year_end", per="year")])
    own = cadre(
        1,
        posting("2024-07-01", "2026-06-30"),
        posting("2026-07-01", "2028-06-30", serial=2, role="驻村工作队员"),
    )
    (found,) = owed(county_of(pack, own))
    assert found.period.code == "2026"
    assert found.subject.thing.serial == 2  # the posting at the end of the period


def test_a_place_owes_only_while_somebody_is_posted_there() -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="township")])
    county = county_of(pack, cadre(1, posting("2026-03-01", "2026-09-30")))
    assert [o.period.code for o in owed(county)] == ["2026-Q2", "2026-Q3"]


def test_a_village_without_a_cadre_owes_nothing() -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="village", act="fund")])
    assert {o.subject.id for o in owed(county_of(pack))} == {VILLAGE}


def test_years_of_service_count_from_the_first_day() -> None:
    checked = {"health_checks": [{"date": "2026-03-01"}]}
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="health_check", per="service_year")])
    own = cadre(1, posting("2025-03-02", "2027-03-01"), **checked)
    first, second = owed(county_of(pack, own, records_from="2025-03"))
    assert (first.period.start, first.state) == ("2025-03-02", "已完成")
    assert (second.period.start, second.state) == ("2026-03-02", "待办")


def test_a_year_of_service_that_began_before_the_records_is_not_owed() -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="health_check", per="service_year")])
    own = cadre(1, posting("2025-03-02", "2027-03-01"))
    assert [o.period.start for o in owed(county_of(pack, own))] == ["2026-03-02"]


def test_a_term_owes_its_assessment_when_it_has_run() -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="term_end", per="term")])
    done = (
        f"{COUNTY}/assessments/terms/990101-001-1.yml",
        {
            "cadre": "990101-001",
            "serial": 1,
            "unit": "unit",
            "with": ["县委组织部"],
            "by": "x",
            "date": "2026-10-20",
            "grade": "优秀",
        },
    )
    ran = cadre(1, posting("2024-10-01", "2026-09-30"))
    early = cadre(
        1, posting("2024-10-01", "2026-09-30", ended={"date": "2026-05-01", "reason": "召回"})
    )
    assert [o.state for o in owed(county_of(pack, ran))] == ["逾期"]
    assert [o.state for o in owed(county_of(pack, ran, done))] == ["已完成"]
    assert owed(county_of(pack, early)) == []


def test_a_term_is_held_against_the_law_of_its_last_day() -> None:
    entry = cadence(scope="cadre", act="term_end", per="term", **{"from": "2026-07-01"})
    pack = pack_of(ONCE, cadences=[entry])
    before = posting("2015-10-01", "2017-09-30")
    ran = cadre(1, before, posting("2017-10-01", "2019-09-30", serial=2))
    assert owed(county_of(pack, ran, records_from="2017-01", as_of="2020-01-01")) == []
    plain = pack_of(ONCE, cadences=[cadence(scope="cadre", act="term_end", per="term")])
    found = owed(county_of(plain, ran, records_from="2017-01", as_of="2020-01-01"))
    assert [o.period.end for o in found] == ["2019-09-30"]  # begun before the adoption of 2018


def test_a_fact_must_hold_at_both_ends_of_a_period() -> None:
    entry = cadence(scope="village", act="fund", per="quarter", of={"weak": True})
    village = {"weak": {"listed": "2026-01-01", "lifted": "2026-08-15"}}
    county = county_of(pack_of(ONCE, cadences=[entry]), village=village)
    assert [o.period.code for o in owed(county)] == ["2026-Q1", "2026-Q2"]


# -- whose acts count --------------------------------------------------------------------


def _held(county: CountyFacts) -> int:
    return sum(o.state == "已完成" for o in owed(county))


def test_a_township_meeting_is_not_the_countys() -> None:
    held = meetings("2026-02-03", path=f"{TOWN}/meetings/2026.yml")
    own, town = cadence(), cadence(scope="township")
    assert _held(county_of(pack_of(ONCE, cadences=[own]), held)) == 0
    assert _held(county_of(pack_of(ONCE, cadences=[town]), held)) == 1


def test_a_city_meeting_counts_where_the_level_is_asked_for() -> None:
    held = meetings("2026-02-03", path=f"{CITY}/meetings/2026.yml")
    for changed, count in (
        ({}, 0),
        ({"scope": "city"}, 1),
        ({"where": {"level": "市"}}, 1),
        ({"where": {"level": "县"}}, 0),
    ):
        assert _held(county_of(pack_of(ONCE, cadences=[cadence(**changed)]), held)) == count


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ({"kind": "调度会"}, 1),
        ({"kind": ["座谈会", "调度会"]}, 1),
        ({"kind": "座谈会"}, 0),
        ({"agenda": "进展"}, 1),
        ({"agenda": True}, 1),
        ({"minutes": True}, 0),
        ({"minutes": False}, 1),
    ],
)
def test_fields_that_an_act_must_have(where: dict[str, Any], count: int) -> None:
    pack = pack_of(ONCE, cadences=[cadence(where=where)])
    assert _held(county_of(pack, meetings("2026-02-03", agenda=["进展", "问题"]))) == count


@pytest.mark.parametrize(
    ("chair", "start", "count"),
    [("boss", "2020-01-01", 1), ("boss", "2026-02-04", 0), ("clerk", "2020-01-01", 0)],
)
def test_who_must_have_acted(chair: str, start: str, count: int) -> None:
    pack = pack_of(ONCE, cadences=[cadence(by=["县驻村工作队"])])
    officers = [officer("boss", "县驻村工作队", start), officer("clerk", "县委组织部")]
    held = meetings("2026-02-03", chair=chair)
    assert _held(county_of(pack, held, officers=officers)) == count


def test_nobody_is_judged_by_officers_that_cannot_be_seen() -> None:
    pack = pack_of(ONCE, cadences=[cadence(by=["县驻村工作队"])])
    assert owed(county_of(pack, unusable=[f"{TOWN}/region.yml"])) == []


def test_an_act_counts_for_the_period_that_it_names() -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="review")])
    comment = {"cadre": "990101-001", "by": "x", "date": "2026-10-10"}
    review = (f"{COUNTY}/reviews/2026-Q3.yml", {"quarter": "2026-Q3", "comments": [comment]})
    assert told(county_of(pack, review))["2026-Q3"] == "已完成"
    assert told(county_of(pack, review))["2026-Q4"] == "待办"


def test_a_plan_of_three_years_counts_in_each() -> None:
    entry = cadence(scope="cadre", act="plan", per="year")
    plan = {"id": "p01", "kind": "三年规划", "village": VILLAGE, "date": "2026-01-05", "items": []}
    years = {"from_year": 2026, "to_year": 2028}
    record = (
        f"{TOWN}/plans/990101-001.yml",
        {"cadre": "990101-001", "plans": [{**plan, **years}]},
    )
    county = county_of(pack_of(ONCE, cadences=[entry]), record, as_of="2027-05-01")
    assert told(county) == {"2026": "已完成", "2027": "已完成"}


@pytest.mark.parametrize(
    ("of", "count"),
    [
        ({"role": "第一书记"}, 4),
        ({"role": ["驻村工作队员", "第一书记"]}, 4),
        ({"role": "驻村工作队员"}, 0),
        ({"unit_level": "市直", "place": "村"}, 4),
        ({"place": "社区"}, 0),
        ({"weak": True}, 0),
        ({"weak": False}, 4),
    ],
)
def test_whom_a_cadence_is_about(of: dict[str, Any], count: int) -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="review", of=of)])
    assert len(owed(county_of(pack))) == count


# -- leave, silence, what can't be seen --------------------------------------------------


def _leave(start: str, end: str, **more: Any) -> tuple[str, dict[str, Any]]:
    leave = {"cadre": "990101-001", "from": start, "to": end, **more}
    return f"{TOWN}/leave/{start[:7]}.yml", {"month": start[:7], "leaves": [leave]}


@pytest.mark.parametrize(
    ("end", "approved", "owes"),
    [("2026-03-31", True, False), ("2026-03-30", True, True), ("2026-03-31", False, True)],
)
def test_on_leave_all_month_a_cadre_owes_nothing(end: str, approved: bool, owes: bool) -> None:
    pack = pack_of(ONCE, cadences=[cadence(scope="cadre", act="evaluation", per="month")])
    approval = {"approval": {"by": "x", "date": "2026-02-20"}} if approved else {}
    county = county_of(pack, _leave("2026-03-01", end, **approval))
    assert ("2026-03" in told(county)) == owes
    assert "2026-02" in told(county)


def test_what_an_unusable_file_may_hold_is_not_missing() -> None:
    pack = pack_of(ONCE, cadences=[cadence()])
    county = county_of(pack, unusable=[f"{COUNTY}/meetings/2026.yml"])
    assert {o.seen for o in owed(county)} == {False}
    county = county_of(pack, unusable=[f"{COUNTY}/funds/2026.yml"])
    assert {o.seen for o in owed(county)} == {True}


def test_a_file_of_another_township_hides_nothing() -> None:
    county = county_of(pack_of(ONCE), unusable=[f"{COUNTY}/ta/meetings/2026.yml"])
    assert hides(county, ("meetings",))
    assert hides(county, ("meetings",), "ta")
    assert not hides(county, ("meetings",), "zhen")
    assert not hides(county, ("funds",))


def test_a_cadence_holds_from_its_own_day() -> None:
    pack = pack_of(ONCE, cadences=[cadence(**{"from": "2026-07-01"})])
    assert list(told(county_of(pack))) == ["2026-Q3", "2026-Q4"]


@given(
    st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str), max_size=8),
    st.sampled_from(["week", "month", "quarter", "half_year", "year"]),
    st.integers(1, 3),
)
def test_counts_agree_with_a_plain_count(dates: list[str], per: str, need: int) -> None:
    pack = pack_of({"meetings": need}, cadences=[cadence(per=per)])
    county = county_of(pack, meetings(*dates), as_of="2026-12-31")
    for each in owed(county):
        held = [d for d in dates if period_at(per, d) == each.period]
        assert len(each.acts) == len(held)
        assert each.missing == max(0, need - len(held))
        if len(held) >= need:
            assert each.state == "已完成"
        else:
            assert each.state == ("逾期" if each.period.end < "2026-12-31" else "待办")
