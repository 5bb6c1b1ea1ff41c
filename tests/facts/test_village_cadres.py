"""Village cadres: the post and enrolment of a day, unbroken service, and facts built on them."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import COMMUNITY, TOWN, VILLAGE, county_of, pack_of, post, village_cadre
from two_populations import S0, region
from zhucun.facts.conditions import UNSEEN
from zhucun.facts.county import CountyFacts
from zhucun.facts.known import FACTS
from zhucun.facts.stars import stars_of
from zhucun.facts.subjects import subjects_of

SECRETARY, MEMBER = "村党组织书记", "村党组织委员"


def held(start: str, end: str = "", what: str = SECRETARY, **more: Any) -> dict[str, Any]:
    """A post in the village; open unless it has an end."""
    found = {"serial": 1, "village": VILLAGE, "post": what, "from": start, **more}
    return {**found, "to": end} if end else found


def county(
    *records: tuple[str, dict[str, Any]],
    law: dict[str, Any] | None = None,
    here: dict[str, Any] | None = None,
    **more: Any,
) -> CountyFacts:
    """A county whose township follows a pack on village cadres with these parameters."""
    pack = {**pack_of(law or {"once": 1}), "id": "s2", "population": "村干部"}
    return county_of(S0, region(TOWN, "s2", **(here or {})), *records, others=[pack], **more)


def fact(found: CountyFacts, kind: str, name: str, day: str = "", at: int = 0) -> object:
    subject = subjects_of(found, kind)[at]
    return FACTS[kind, name].read(found, subject.thing, day or found.as_of)


# -- posts -------------------------------------------------------------------------------


def test_of_several_posts_the_secretarys_is_the_one_of_the_day() -> None:
    posts = (held("2020-01-01", what=MEMBER), held("2025-01-01", serial=2))
    (cadre,) = county(village_cadre(1, *posts)).village_cadres.values()
    before, now = cadre.post_on("2024-12-31"), cadre.post_on("2025-01-01")
    assert (before and before.post, now and now.post) == (MEMBER, SECRETARY)
    assert cadre.post_on("2019-12-31") is None


def test_service_is_unbroken_over_terms_and_villages_but_not_over_a_day_between() -> None:
    posts = (
        held("2018-01-01", "2020-12-31"),
        held("2021-01-01", "2023-12-31", village=COMMUNITY),
        held("2024-01-02"),
    )
    (cadre,) = county(village_cadre(1, *posts)).village_cadres.values()
    assert cadre.office_since("2023-12-31") == "2018-01-01"
    assert cadre.office_since("2026-01-01") == "2024-01-02"
    assert cadre.office_since("2024-01-01") == ""


def test_service_as_a_secretary_leaves_out_other_posts() -> None:
    posts = (held("2018-01-01", "2023-12-31", what=MEMBER), held("2024-01-01"))
    found = county(village_cadre(1, *posts, enrolments=[{"kind": "书记", "from": "2026-01-01"}]))
    assert fact(found, "enrolment", "office_years") == 2
    young = {"kind": "年轻干部", "from": "2026-01-01"}
    assert (
        fact(county(village_cadre(1, *posts, enrolments=[young])), "enrolment", "office_years") == 8
    )


def test_who_becomes_secretary_anew_and_who_goes_on() -> None:
    posts = (held("2018-01-01", "2020-12-31"), held("2021-01-01"), held("2022-01-01", what=MEMBER))
    found = county(village_cadre(1, *posts))
    assert [fact(found, "village_cadre", "newly_secretary", at=n) for n in range(3)] == [
        True,
        False,
        False,
    ]


def test_a_tier_holds_while_enrolled_as_a_secretary() -> None:
    ended = {"date": "2026-06-30", "reason": "年龄", "by": "zhen"}
    enrolled = {"kind": "书记", "from": "2025-03-01", "ended": ended}
    tiers = [{"from": "2025-03-01", "tier": "二档"}, {"from": "2026-01-01", "tier": "一档"}]
    (cadre,) = county(village_cadre(1, enrolments=[enrolled], tiers=tiers)).village_cadres.values()
    days = ("2025-02-28", "2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    assert [cadre.tier_on(day) for day in days] == [None, "二档", "一档", "一档", None]
    assert [cadre.enrolled_on(day) for day in days[3:]] == ["书记", "无"]


# -- facts -------------------------------------------------------------------------------


def test_stars_of_a_year_hold_from_the_next_one() -> None:
    villages = [{"code": VILLAGE, "name": "某村", "kind": "村", "stars": {"2023": 3, "2025": 5}}]
    found = county(here={"villages": villages})
    stars = [stars_of(found, VILLAGE, f"{y}-06-01") for y in (2023, 2024, 2025, 2026)]
    assert stars == [None, 3, 3, 5]
    assert stars_of(found, "990101999999", "2026-01-01") is None


@pytest.mark.parametrize(
    ("more", "relaxed"),
    [
        ({}, False),
        ({"education": {"level": "大专", "full_time": True}}, True),
        ({"education": {"level": "大专", "full_time": False}}, False),
        ({"education": {"level": "高中", "full_time": True}}, False),
        ({"birth": "1990-01"}, True),
        ({"birth": "1989-12"}, True),
        ({"birth": "1989-01"}, False),
    ],
)
def test_full_time_education_or_age_relaxes_the_years(more: dict[str, Any], relaxed: bool) -> None:
    law = {"enrolment.relaxed_levels": ["大专", "本科"], "enrolment.relaxed_max_age": 35}
    enrolled = [{"kind": "书记", "from": "2025-03-01"}]
    found = county(village_cadre(1, enrolments=enrolled, **more), law=law)
    assert fact(found, "enrolment", "relaxed", "2025-03-01") is relaxed


def test_a_rank_is_of_the_year_before() -> None:
    def share(year: int) -> object:
        rank = {"year": year, "place": 3, "total": 10}
        enrolled = [{"kind": "书记", "from": "2025-03-01", "rank": rank}]
        return fact(county(village_cadre(1, enrolments=enrolled)), "enrolment", "rank_share")

    assert (share(2024), share(2023)) == (0.3, None)


def test_benefits_run_to_the_end_of_the_enrolment_or_of_its_extension() -> None:
    ended = {"date": "2027-02-28", "reason": "年龄", "by": "zhen"}
    enrolled = {"kind": "年轻干部", "from": "2024-03-01", "ended": ended}

    def years(entry: dict[str, Any]) -> object:
        found = county(village_cadre(1, post("2024-01-01", "2030-01-01"), enrolments=[entry]))
        return fact(found, "enrolment", "benefit_years", "2028-01-01")

    assert years(enrolled) == 3
    assert years({**enrolled, "extension": {"to": "2029-02-28"}}) == 5
    assert years({**enrolled, "extension": {"to": "2029-03-01"}}) != 5
    assert years({**enrolled, "benefit_from": "2026-03-01"}) == 1


def test_a_dispatched_cadre_is_not_local_while_posted() -> None:
    enrolled = [{"kind": "书记", "from": "2026-03-01"}]
    both = village_cadre(1, enrolments=enrolled, cadre="990101-001")
    assert fact(county(both), "enrolment", "is_local", "2026-03-01") is False
    assert fact(county(both), "enrolment", "is_local", "2028-03-01") is True
    alone = village_cadre(1, enrolments=enrolled)
    assert fact(county(alone), "enrolment", "is_local", "2026-03-01") is True


def test_a_check_counts_from_the_last_one_or_from_the_first_day_in_office() -> None:
    checked = village_cadre(1, held("2015-01-01"), health_checks=[{"date": "2024-11-20"}])
    assert fact(county(checked), "village_cadre", "years_since_check", "2026-11-20") == 2
    never = village_cadre(1, held("2023-11-20"))
    assert fact(county(never), "village_cadre", "years_since_check", "2026-11-20") == 3


def reserves(*entries: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A township's list of reserves, each of the village's secretary unless told otherwise."""
    found = [
        {"id": f"r{n}", "village": VILLAGE, "post": SECRETARY, "from": "2024-01-01", **entry}
        for n, entry in enumerate(entries, start=1)
    ]
    return f"{TOWN}/reserves.yml", {"reserves": found}


def test_one_reserve_stands_for_one_post() -> None:
    people = [village_cadre(n, held("2022-01-01", what=MEMBER)) for n in (1, 2)]
    secretary = village_cadre(3, held("2022-01-01"))
    law = {"reserve.per_post": 1}

    def lacking(*entries: dict[str, Any], of: str = "posts_without_reserve") -> object:
        return fact(county(*people, secretary, reserves(*entries), law=law), "village", of)

    assert lacking() == 3
    assert lacking({"post": MEMBER}, {"post": MEMBER}, {}) == 0
    assert lacking({"post": MEMBER}, {"post": MEMBER, "to": "2025-01-01"}, {}) == 1
    assert lacking({"post": MEMBER}, {"post": MEMBER}, of="other_posts_without_reserve") == 0
    silent = county(*people, reserves(), law={"reserve.per_post": None})
    assert fact(silent, "village", "posts_without_reserve") is UNSEEN
    nobody = county(*people, reserves(), law={"reserve.per_post": 0})
    assert fact(nobody, "village", "posts_without_reserve") == 0


def test_pay_goes_by_the_first_day_in_post_of_the_months_paid_for() -> None:
    paid = {"id": "p1", "village_cadre": "990101-v001", "from": "2026-03", "to": "2026-06"}
    entry = {**paid, "date": "2026-07-01", "basic": 3000.1}
    enrolled = [{"kind": "书记", "from": "2026-03-16"}]
    cadre = village_cadre(1, held("2026-03-16"), enrolments=enrolled)
    income = {"rural_income": {"2025": 20000.4}}
    found = county(
        cadre,
        (f"{TOWN}/pay/2026.yml", {"year": 2026, "pay": [entry]}),
        law={"pay.income_multiple": 1.5},
        here=income,
    )
    assert fact(found, "pay", "secretary") is True
    assert fact(found, "pay", "place") == "村"
    assert fact(found, "pay", "enrolled") == "书记"
    assert fact(found, "pay", "basic_a_year") == 36001.2
    assert fact(found, "pay", "income_floor") == 30000.6
    assert fact(found, "pay", "logs_checked") is False


@pytest.mark.parametrize(("days", "due"), [(30, True), (140, False), (139, True), (None, False)])
def test_a_reflection_is_due_after_the_days_of_the_law(days: int | None, due: bool) -> None:
    meeting = {
        "id": "m1",
        "kind": "培训",
        "date": "2026-07-03",
        "village_cadres": [{"id": "990101-v001"}],
    }
    found = county(
        village_cadre(1),
        (f"{TOWN}/meetings/2026.yml", {"year": 2026, "meetings": [meeting]}),
        law={"training.reflection_days": days},
    )
    assert fact(found, "training_attendance", "reflection_due") is due
