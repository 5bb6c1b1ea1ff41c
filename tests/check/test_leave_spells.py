"""Which leaves are judged together (A8)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mini.tree import AS_OF, plant
from zhucun.facts.county import CountyFacts
from zhucun.facts.leaves import Leave
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.facts.spells import spells_of

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> CountyFacts:
    root = plant(tmp_path_factory.mktemp("mini"), REPOSITORY)
    return load_county(root, load_commons(root), load_city(root, "shili"), "shilixian", AS_OF).facts


def leave(start: str, end: str) -> Leave:
    return Leave(
        cadre="990101-001",
        start=start,
        end=end,
        approver="zhen-secretary",
        approved_on=start,
        filings=(),
        is_cancelled=False,
        path="leave.yml",
        pointer=f"/leaves/{start}",
    )


@pytest.mark.parametrize(
    ("first", "second", "lengths"),
    [
        (("2026-09-10", "2026-09-11"), ("2026-09-12", "2026-09-13"), [4]),  # next day
        (("2026-09-10", "2026-09-11"), ("2026-09-14", "2026-09-15"), [6]),  # over a weekend
        (("2026-09-10", "2026-09-10"), ("2026-09-14", "2026-09-15"), [1, 2]),  # a Friday between
        (("2026-09-28", "2026-09-30"), ("2026-10-08", "2026-10-08"), [11]),  # over the holiday
        (("2026-09-18", "2026-09-18"), ("2026-09-21", "2026-09-21"), [1, 1]),  # 09-20 is made up
        (("2031-09-12", "2031-09-12"), ("2031-09-15", "2031-09-15"), [1, 1]),  # no calendar
        (("2026-09-10", "2026-09-20"), ("2026-09-11", "2026-09-12"), [11]),  # one within the other
    ],
)
def test_leaves_join_over_days_off(
    county: CountyFacts, first: tuple[str, str], second: tuple[str, str], lengths: list[int]
) -> None:
    found = spells_of(county, [leave(*second), leave(*first)])
    assert [spell.length for spell in found] == lengths


def test_cancelled_and_reversed_leaves_are_left_out(county: CountyFacts) -> None:
    cancelled = replace(leave("2026-09-12", "2026-09-13"), is_cancelled=True)
    found = spells_of(county, [leave("2026-09-10", "2026-09-11"), cancelled])
    assert [spell.length for spell in found] == [2]
    assert spells_of(county, [leave("2026-09-11", "2026-09-10")]) == []
