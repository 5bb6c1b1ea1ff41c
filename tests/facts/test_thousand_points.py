"""Thousand-point scores: places by kind, ties, the line, and years running."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from in_memory import COMMUNITY, TOWN, VILLAGE, county_of, pack_of, village_cadre
from two_populations import S0, region
from zhucun.facts import thousand_points
from zhucun.facts.county import CountyFacts
from zhucun.facts.thousand_points import (
    Standing,
    head_on,
    removal_state,
    standings_of,
    talk_state,
)

LAW = {"score.talk_at_most": 800, "score.removal_years": 3}
OTHER, THIRD = "990101100202", "990101100203"
VILLAGES = [
    {"code": VILLAGE, "name": "某村", "kind": "村"},
    {"code": OTHER, "name": "另村", "kind": "村"},
    {"code": THIRD, "name": "三村", "kind": "村"},
    {"code": COMMUNITY, "name": "某社区", "kind": "社区"},
]


def county(*years: tuple[int, Mapping[str, float]], **more: Any) -> CountyFacts:
    """A county with the scores of some years by village; `more` goes to the last year's file."""
    pack = {**pack_of(LAW), "id": "s3", "population": "村干部"}
    records = []
    for number, (year, scores) in enumerate(years, start=1):
        listed = [{"village": code, "score": score} for code, score in scores.items()]
        extra = more if number == len(years) else {}
        data = {"year": year, "date": f"{year + 1}-01-10", "by": "zzb", "scores": listed, **extra}
        records.append((f"{TOWN}/scores/{year}.yml", data))
    town = region(TOWN, "s3", villages=VILLAGES)
    return county_of(S0, town, village_cadre(), *records, others=[pack])


def of(found: CountyFacts, village: str, year: int = 2025) -> Standing:
    return next(s for s in standings_of(found) if (s.village.code, s.year) == (village, year))


def test_equal_scores_share_a_place_and_the_next_is_left_out() -> None:
    found = county((2025, {VILLAGE: 900, OTHER: 900, THIRD: 850}))
    assert [of(found, v).place for v in (VILLAGE, OTHER, THIRD)] == [1, 1, 3]
    assert [of(found, v).is_last for v in (VILLAGE, OTHER, THIRD)] == [False, False, True]


def test_communities_are_ranked_apart() -> None:
    found = county((2025, {VILLAGE: 700, OTHER: 900, COMMUNITY: 650}))
    assert (of(found, COMMUNITY).place, of(found, COMMUNITY).of) == (1, 1)
    assert of(found, VILLAGE).is_last


@pytest.mark.parametrize(
    ("score", "talk", "on_the_line"),
    [(800, "应谈话", True), (800.5, "不涉及", False), (799.5, "应谈话", False)],
)
def test_the_line_is_included(score: float, talk: str, on_the_line: bool) -> None:
    found = county((2025, {VILLAGE: score, OTHER: 900}))
    standing = of(found, VILLAGE)
    assert (talk_state(found, standing), standing.on_the_line) == (talk, on_the_line)


def test_all_that_share_the_last_place_are_called() -> None:
    found = county((2025, {VILLAGE: 780, OTHER: 780, THIRD: 900}))
    assert {talk_state(found, of(found, v)) for v in (VILLAGE, OTHER)} == {"应谈话"}


def test_low_but_not_last_calls_for_nothing() -> None:
    found = county((2025, {VILLAGE: 790, OTHER: 780}))
    assert talk_state(found, of(found, VILLAGE)) == thousand_points.UNCALLED


def test_years_run_without_a_gap() -> None:
    low, fine = {VILLAGE: 780, OTHER: 900}, {VILLAGE: 950, OTHER: 900}
    assert of(county((2023, low), (2024, low), (2025, low)), VILLAGE).years == 3
    assert of(county((2022, low), (2023, low), (2024, fine), (2025, low)), VILLAGE).years == 1
    assert of(county((2022, low), (2023, low), (2025, low)), VILLAGE).years == 1


def test_an_open_line_judges_nothing() -> None:
    pack = {**pack_of({"score.talk_at_most": None}), "id": "s3", "population": "村干部"}
    scores = [{"village": VILLAGE, "score": 100}]
    data = {"year": 2025, "date": "2026-01-10", "by": "zzb", "scores": scores}
    path = f"{TOWN}/scores/2025.yml"
    found = county_of(S0, region(TOWN, "s3"), village_cadre(), (path, data), others=[pack])
    standing = of(found, VILLAGE)
    assert talk_state(found, standing) == removal_state(found, standing) == "待定"
    assert standing.on_the_line is False


@pytest.mark.parametrize(
    ("recorded", "state"),
    [
        ({}, thousand_points.TO_PROPOSE),
        ({"proposed": "2026-01-16"}, thousand_points.TO_CONFIRM),
        ({"proposed": "2026-01-16", "confirmed": "2026-02-01"}, thousand_points.CONFIRMED),
        ({"proposed": "2026-01-16", "confirmed": "2026-12-01"}, thousand_points.TO_CONFIRM),
        ({"proposed": "2026-01-16", "declined": "2026-02-01"}, thousand_points.DECLINED),
    ],
)
def test_people_decide_on_a_removal(recorded: dict[str, str], state: str) -> None:
    low = {VILLAGE: 780, OTHER: 900}
    steps = {name: {"by": "zzb", "date": day} for name, day in recorded.items()}
    removal = {"village": VILLAGE, "village_cadre": "990101-v001", **steps}
    more = {"removals": [removal]} if recorded else {}
    found = county((2023, low), (2024, low), (2025, low), **more)
    assert removal_state(found, of(found, VILLAGE)) == state
    assert removal_state(found, of(found, VILLAGE, 2024)) == thousand_points.UNCALLED


def test_the_head_is_the_secretary_of_the_day() -> None:
    found = county((2025, {VILLAGE: 780}))
    head = head_on(found, VILLAGE, "2026-01-10")
    assert head is not None
    assert head.id == "990101-v001"
    assert head_on(found, VILLAGE, "2025-12-31") is None
    assert head_on(found, OTHER, "2026-01-10") is None
