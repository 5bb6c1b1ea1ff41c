"""The parts of an assessment that are weighed together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from zhucun.facts.load import load_commons
from zhucun.facts.parts import GROUPS, group_in_force, part_of, quantitative_share

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("regulation", "group"),
    [("s0", "scores.weights"), ("s1", "slots.weights"), ("s4", "scores.weights")],
)
def test_each_regulation_has_its_group(regulation: str, group: str) -> None:
    pack = load_commons(ROOT).law.pack(regulation)
    assert group_in_force(pack, "2026-12-31") == group


def test_without_a_pack_there_is_still_a_group() -> None:
    assert group_in_force(None, "2026-12-31") in GROUPS


def test_the_later_of_two_ratings_counts() -> None:
    ratings = [
        {"kind": "群众评议", "date": "2026-12-02", "score": 80},
        {"kind": "群众评议", "date": "2026-12-20", "score": 90},
        {"kind": "组织评价", "date": "2026-12-21", "score": 70},
    ]
    assert part_of({"ratings": ratings}, "masses") == ("/ratings/1", ratings[1])
    assert part_of({"ratings": ratings[:2]}, "organisation") is None


def test_an_annual_assessment_stands_for_the_years_end() -> None:
    annual, end = {"score": 1}, {"score": 2}
    assert part_of({"annual": annual}, "year_end") == ("/annual", annual)
    assert part_of({"annual": annual, "year_end": end}, "year_end") == ("/year_end", end)
    assert part_of({}, "year_end") is None


@pytest.mark.parametrize(
    ("items", "share"),
    [
        ([], None),
        ([("定量", 0)], None),
        ([("定量", 60), ("定性", 40)], Decimal("0.6")),
        ([("定性", 40)], Decimal(0)),
        ([("定量", 0.1), ("定量", 0.2), ("定性", 0.3)], Decimal("0.5")),
    ],
)
def test_the_share_of_quantitative_points(items: list[Any], share: Decimal | None) -> None:
    assert quantitative_share([{"kind": k, "points": p} for k, p in items]) == share
