"""Rates of competence: the lower of the deciding groups decides, exactly at the limits too."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from in_memory import TOWN, county_of, pack_of, village_cadre
from two_populations import S0, region
from zhucun.facts import competence
from zhucun.facts.competence import Evaluation, evaluations_in, evaluations_of
from zhucun.facts.county import CountyFacts

LAW = {
    "competence.deciding_groups": ["党员", "群众代表"],
    "competence.informing_groups": ["包村干部", "镇街党（工）委"],
    "competence.talk_below": 0.9,
    "competence.exit_below": 0.8,
}
AS_OF = "2026-11-20"


def county(law: dict[str, Any] | None = None, **evaluation: Any) -> CountyFacts:
    """A county whose township follows the law, with one evaluation."""
    pack = {**pack_of(LAW if law is None else law), "id": "s2", "population": "村干部"}
    held = {"id": "e01", "village_cadre": "990101-v001", "half": "2026-H1", "date": "2026-07-06"}
    record = {"year": 2026, "evaluations": [{**held, "by": "zzb", **evaluation}]}
    path = f"{TOWN}/competence/2026.yml"
    return county_of(S0, region(TOWN, "s2"), village_cadre(), (path, record), others=[pack])


def one(law: dict[str, Any] | None = None, **evaluation: Any) -> Evaluation:
    (found,) = evaluations_of(county(law, **evaluation))
    return found


def ballots(**groups: tuple[int, int]) -> dict[str, dict[str, int]]:
    """Ballots by group as (competent, cast)."""
    return {name: {"ballots": cast, "competent": yes} for name, (yes, cast) in groups.items()}


@pytest.mark.parametrize(
    ("members", "masses", "talk", "way_out"),
    [
        ((9, 10), (10, 10), "不涉及", "不涉及"),
        ((899, 1000), (10, 10), "应约谈", "不涉及"),
        ((8, 10), (10, 10), "应约谈", "不涉及"),
        ((799, 1000), (10, 10), "应约谈", "待研究"),
        ((10, 10), (7, 10), "应约谈", "待研究"),
    ],
)
def test_the_lower_group_decides(
    members: tuple[int, int], masses: tuple[int, int], talk: str, way_out: str
) -> None:
    found = one(ballots=ballots(党员=members, 群众代表=masses))
    assert (found.talk_state(AS_OF), found.exit_state(AS_OF)) == (talk, way_out)
    assert found.lower == min(Fraction(*members), Fraction(*masses))


def test_both_together_are_counted_by_ballots_not_by_groups() -> None:
    found = one(ballots=ballots(党员=(1, 10), 群众代表=(90, 90)))
    assert found.pooled == Fraction(91, 100)
    assert found.talk_state(AS_OF) == competence.TALK_OWED


def test_other_groups_call_for_nothing() -> None:
    cast = ballots(党员=(10, 10), 群众代表=(10, 10), 包村干部=(0, 2))
    found = one(ballots={**cast, "镇街党（工）委": {"ballots": 9, "competent": 0}})
    assert found.rates["包村干部"] == 0
    assert found.calls_for_a_talk is False
    assert found.calls_for_an_exit is False


@pytest.mark.parametrize("cast", [{}, ballots(党员=(0, 0)), ballots(包村干部=(0, 2))])
def test_without_ballots_nobody_can_say(cast: dict[str, Any]) -> None:
    found = one(ballots=cast)
    assert found.lower is None
    assert found.pooled is None
    assert found.talk_state(AS_OF) == found.exit_state(AS_OF) == competence.UNKNOWN


def test_one_group_asked_counts_and_nothing_is_pooled() -> None:
    found = one(ballots=ballots(党员=(7, 10)))
    assert (found.lower, found.pooled) == (Fraction(7, 10), None)
    assert found.exit_state(AS_OF) == competence.TO_PROPOSE


@pytest.mark.parametrize("other", [{}, {"群众代表": (0, 0)}])
def test_nobody_can_say_that_all_is_well_before_every_deciding_group_was_asked(
    other: dict[str, tuple[int, int]],
) -> None:
    found = one(ballots=ballots(党员=(19, 20), **other))
    assert found.talk_state(AS_OF) == found.exit_state(AS_OF) == competence.UNKNOWN


def test_limits_that_are_open_judge_nothing() -> None:
    open_ = {**LAW, "competence.talk_below": None, "competence.exit_below": None}
    found = one(open_, ballots=ballots(党员=(1, 10), 群众代表=(1, 10)))
    assert found.talk_state(AS_OF) == found.exit_state(AS_OF) == competence.UNKNOWN


@pytest.mark.parametrize(
    ("recorded", "state"),
    [
        ({"proposed": "2026-07-10"}, competence.TO_CONFIRM),
        ({"proposed": "2026-12-01"}, competence.TO_PROPOSE),
        ({"proposed": "2026-07-10", "confirmed": "2026-07-20"}, competence.CONFIRMED),
        ({"proposed": "2026-07-10", "confirmed": "2026-12-01"}, competence.TO_CONFIRM),
        ({"proposed": "2026-07-10", "declined": "2026-07-20"}, competence.DECLINED),
    ],
)
def test_people_take_an_exit_step_by_step(recorded: dict[str, str], state: str) -> None:
    steps = {name: {"by": "zzb", "date": day} for name, day in recorded.items()}
    found = one(ballots=ballots(党员=(7, 10), 群众代表=(9, 10)), exit=steps)
    assert found.exit_state(AS_OF) == state


def test_a_talk_counts_from_its_day() -> None:
    cast = ballots(党员=(8, 10), 群众代表=(9, 10))
    found = one(ballots=cast, talk={"by": "zzb", "date": "2026-07-15"})
    assert found.talk_state("2026-07-14") == competence.TALK_OWED
    assert found.talk_state("2026-07-15") == competence.TALKED


def test_evaluations_are_of_a_township_and_a_year() -> None:
    held = county(ballots=ballots(党员=(8, 10)))
    assert [e.ref for e in evaluations_in(held, "zhen", 2026)] == ["2026/e01"]
    assert not list(evaluations_in(held, "zhen", 2025))
    assert not list(evaluations_in(held, "linzhen", 2026))
