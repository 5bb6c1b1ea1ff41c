"""The three regulations side by side on the sample: what a month of twenty days is worth."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of
from zhucun.facts.load import LoadedCommons, load_city, load_county
from zhucun.read.tree import list_counties

AS_OF, YEAR, DAYS = "2026-11-05", 2026, 20


@pytest.mark.parametrize(
    ("city", "regulation", "yuan"),
    [("shili", "s0", 1100), ("jinzhou", "s1", 1700), ("guyuan", "s4", 2000)],
)
def test_a_month_of_twenty_days_in_the_sample(
    root: Path, commons: LoadedCommons, city: str, regulation: str, yuan: int
) -> None:
    loaded = load_city(root, city)
    found = [
        row
        for county in list_counties(root, city)
        for row in cells_of(
            load_county(root, commons, loaded, county, AS_OF).facts, TABLES["cadre_month"], YEAR
        )
        if row["in_village"].value == row["counted"].value == DAYS and row["subsidy_yuan"].value
    ]
    assert found
    assert {row["regulation"].value for row in found} == {regulation}
    assert {row["subsidy_yuan"].value for row in found} == {yuan}
    assert {row["state"].value for row in found} <= {"达标", "不计"}
