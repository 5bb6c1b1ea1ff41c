"""Whom the head of a body speaks for, and which bodies took part in an inspection."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import CITY, COUNTY, TOWN, county_of, officer, pack_of
from zhucun.facts.acts import acts_of
from zhucun.facts.bodies import roles_above, roles_headed, roles_on, taking_part
from zhucun.facts.county import CountyFacts

GROUP = "县驻村工作领导小组"
HEADED = {"kind": "驻村工作领导小组", "head": "od", "from": "2026-03-01", "to": "2026-09-30"}


def county(*bodies: dict[str, Any], records: Any = ()) -> CountyFacts:
    region = {
        "level": "县",
        "name": "某县",
        "code": "990101000000",
        "records_from": "2026-01",
        "officers": [
            officer("od", "县委组织部"),
            officer("team", "县驻村工作队"),
            officer("gone", "县委组织部", to="2026-01-31"),
        ],
        "bodies": list(bodies),
    }
    return county_of(pack_of({}), (f"{COUNTY}/region.yml", region), *records)


@pytest.mark.parametrize(
    ("day", "roles"),
    [
        ("2026-02-28", ("县委组织部",)),
        ("2026-03-01", ("县委组织部", GROUP)),
        ("2026-09-30", ("县委组织部", GROUP)),
        ("2026-10-01", ("县委组织部",)),
    ],
)
def test_a_head_acts_for_the_body_while_it_lasts(day: str, roles: tuple[str, ...]) -> None:
    assert roles_on(county(HEADED), "od", day) == roles


def test_nobody_else_acts_for_it() -> None:
    facts = county(HEADED, {"kind": "联席会议", "from": "2026-01-01"})
    assert roles_on(facts, "team", "2026-05-01") == ("县驻村工作队",)
    assert roles_headed(facts, "nobody", "2026-05-01") == ()


def test_who_is_out_of_office_heads_nothing() -> None:
    facts = county({**HEADED, "head": "gone"})
    assert roles_on(facts, "gone", "2026-05-01") == ()


def test_the_roles_of_a_township_are_not_above_it() -> None:
    town = {
        "level": "乡镇",
        "name": "某镇",
        "code": "990101100000",
        "officers": [officer("zhen", "乡镇党委书记")],
        "villages": [],
    }
    facts = county(HEADED, records=[(f"{TOWN}/region.yml", town)])
    assert roles_above(facts, "od", "2026-05-01") == ("县委组织部", GROUP)
    assert roles_on(facts, "zhen", "2026-05-01") == ("乡镇党委书记",)
    assert roles_above(facts, "zhen", "2026-05-01") == ()


def test_bodies_that_took_part_are_those_named_and_those_of_the_inspectors() -> None:
    part = taking_part(county(HEADED), ["市扶贫办", "县委组织部"], ["od", "team"], "2026-05-01")
    assert part == ("市扶贫办", "县委组织部", GROUP, "县驻村工作队")


def test_an_inspection_counts_for_the_bodies_of_its_inspectors() -> None:
    inspection = {
        "id": "990101-202605-01",
        "date": "2026-05-01",
        "level": "县",
        "method": "随机抽查",
        "announced": False,
        "inspectors": ["od"],
        "visits": [{"cadre": "990101-001", "found": "在岗"}],
    }
    record = (
        f"{COUNTY}/inspections/2026-05.yml",
        {"month": "2026-05", "inspections": [inspection]},
    )
    facts = county(HEADED, records=[record])
    for stream in ("inspection", "inspection_visit"):
        (act,) = acts_of(facts, stream)
        assert act.data["bodies"] == ["县委组织部", GROUP]


def test_a_city_body_speaks_in_the_city_s_words() -> None:
    region = {
        "level": "市",
        "name": "某市",
        "code": "990100000000",
        "regulations": [],
        "officers": [officer("city", "市委组织部")],
        "bodies": [{"kind": "驻村工作领导小组", "head": "city", "from": "2026-01-01"}],
    }
    facts = county_of(pack_of({}), (f"{CITY}/region.yml", region))
    assert roles_headed(facts, "city", "2026-05-01") == ("市驻村工作领导小组",)
