"""No record kind has a place for anybody's belief, ethnicity or a poor household's name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SCHEMAS = sorted((Path(__file__).parents[2] / "schemas").glob("*.json"))
HOUSEHOLD = "^h[0-9]{3,4}$"


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_no_field_asks_for_a_belief(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [word for word in ("信仰", "宗教", "信教", "民族") if word in text] == []


def test_households_go_by_pseudonym_everywhere() -> None:
    visits = json.loads((Path(__file__).parents[2] / "schemas/visits.json").read_text("utf-8"))
    village = visits["properties"]["villages"]["items"]["properties"]
    visit = village["visits"]["items"]["properties"]
    for field in (village["households"], village["plans"], visit["households"]):
        assert field["items"]["pattern"] == HOUSEHOLD
        assert field["x-disclosure"] == "sensitive"
