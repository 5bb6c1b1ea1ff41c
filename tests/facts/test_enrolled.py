"""Who is enrolled: shares rounded as declared, and a year's list that hides when somebody left."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import TOWN, county_of, pack_of, village_cadre
from two_populations import S0, region
from zhucun.facts.county import CountyFacts
from zhucun.facts.enrolled import (
    administrative_villages,
    enrolled_on,
    fullest,
    least,
    listed,
    most,
)
from zhucun.facts.villager_law import said, townships_under, villager_value


def county(*enrolments: dict[str, Any], **parameters: Any) -> CountyFacts:
    pack = {**pack_of({"enrolment.share": 0.5, **parameters}), "id": "s2", "population": "村干部"}
    cadre = village_cadre(enrolments=list(enrolments))
    return county_of(S0, region(TOWN, "s2"), cadre, others=[pack])


@pytest.mark.parametrize(
    ("share", "whole", "up", "down"),
    [(0.5, 4, 2, 2), (0.5, 5, 3, 2), (0.2, 11, 3, 2), (0.3, 10, 3, 3), (0.3, 0, 0, 0)],
)
def test_a_share_is_rounded_up_or_down_exactly(
    share: float, whole: int, up: int, down: int
) -> None:
    value = villager_value(county(**{"enrolment.share": share}), "zhen", "enrolment.share", "2026")
    assert value is not None
    assert (least(value, whole), most(value, whole)) == (up, down)


def test_a_community_is_no_administrative_village() -> None:
    (township,) = county().townships.values()
    assert [v.name for v in administrative_villages(township)] == ["某村"]


def test_who_left_in_the_year_stays_on_its_list() -> None:
    ended = {"date": "2026-08-31", "reason": "本人申请", "by": "zzb"}
    found = county({"kind": "书记", "from": "2025-03-01", "ended": ended})
    assert len(listed(found, "zhen", 2026)) == 1
    assert len(enrolled_on(found, "zhen", "2026-08-31")) == 1
    assert enrolled_on(found, "zhen", "2026-09-01") == ()
    assert listed(found, "zhen", 2027) == ()
    assert listed(found, "zhen", 2024) == ()


def test_what_begins_after_the_day_judged_is_not_listed() -> None:
    found = county({"kind": "书记", "from": "2026-12-01"})
    assert listed(found, "zhen", 2026) == ()


def test_whoever_is_followed_counts_once_and_no_end_moves_the_count() -> None:
    pack = {**pack_of({"enrolment.share": 0.5}), "id": "s2", "population": "村干部"}
    ended = {"date": "2026-08-31", "reason": "本人申请", "by": "zzb"}
    first = village_cadre(1, enrolments=[{"kind": "书记", "from": "2025-03-01", "ended": ended}])
    second = village_cadre(2, enrolments=[{"kind": "书记", "from": "2026-09-01"}])
    third = village_cadre(3, enrolments=[{"kind": "书记", "from": "2026-08-31"}])
    followed = county_of(S0, region(TOWN, "s2"), first, second, others=[pack])
    assert [e.cadre for e in fullest(followed, "zhen", 2026)] == ["990101-v001"]
    assert [e.cadre for e in fullest(followed, "zhen", 2027)] == []
    together = county_of(S0, region(TOWN, "s2"), first, third, others=[pack])
    assert len(fullest(together, "zhen", 2026)) == 2
    assert fullest(county(), "zhen", 2026) == ()


def test_kinds_are_listed_apart() -> None:
    found = county({"kind": "年轻干部", "from": "2026-01-01"})
    assert listed(found, "zhen", 2026) == ()
    assert len(listed(found, "zhen", 2026, "年轻干部")) == 1


def test_a_law_that_is_not_adopted_has_no_townships() -> None:
    found = county()
    assert [t.slug for t, _ in townships_under(found, "enrolment.share", "2026-11-20")] == ["zhen"]
    assert not list(townships_under(found, "enrolment.share", "2019-12-31"))
    assert not list(townships_under(found, "prize.amount", "2026-11-20"))


def test_what_one_pack_leaves_open_another_may_say() -> None:
    law = {"population": "村干部"}
    silent = {**pack_of({"reserve.per_post": None}), "id": "s2", **law}
    tells = {**pack_of({"reserve.per_post": 1}), "id": "s3", **law}
    town = region(TOWN, "s2", "s3")
    found = county_of(S0, town, village_cadre(), others=[silent, tells])
    value = said(villager_value(found, "zhen", "reserve.per_post", "2026-11-20"))
    assert value is not None
    assert value.integer() == 1
    alone = county_of(S0, region(TOWN, "s2"), village_cadre(), others=[silent])
    open_ = villager_value(alone, "zhen", "reserve.per_post", "2026-11-20")
    assert open_ is not None
    assert said(open_) is None
