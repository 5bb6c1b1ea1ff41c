"""Teams read off the postings: who belongs, which seat is filled, what a unit sends."""

from __future__ import annotations

from typing import Any

import pytest

from assess.planted import COMMUNITY, TOWN, TOWNSHIP, VILLAGE, A, B, Tree, Trees
from zhucun.facts.places import Village
from zhucun.facts.teams import OTHER, POOR, Team, class_of, teams_on
from zhucun.facts.unit_teams import UnitTeams, unit_teams_on

DAY = "2026-06-30"
MEMBER = "驻村工作队员"
SPAN = ("2025-03-01", "2027-02-28")


@pytest.fixture
def tree(trees: Trees) -> Tree:
    """An empty county under S4."""
    return trees("s4")


def team(tree: Tree, day: str = DAY, village: str = VILLAGE) -> Team:
    return teams_on(tree.facts(DAY), day)[village]


def place(**data: Any) -> Village:
    kind = data.get("kind", "村")
    return Village(
        "990101100201", "示例村", kind, "town", f"{TOWN}/region.yml", "/villages/0", data
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ({"poor_registered": True, "category": "其他村"}, POOR),
        ({"poor_registered": False, "category": "贫困村"}, OTHER),
        ({"category": "贫困村"}, POOR),
        ({"category": "软弱涣散村"}, OTHER),
        ({}, OTHER),
        ({"kind": "社区", "poor_registered": True}, "社区"),
    ],
)
def test_a_village_is_poor_as_registered_else_by_its_category(
    data: dict[str, Any], name: str
) -> None:
    assert class_of(place(**data)) == name


def test_a_lone_first_secretary_is_no_team(tree: Tree) -> None:
    tree.cadre()
    assert len(team(tree).first_secretaries) == 1
    assert not team(tree).is_team
    assert team(tree, village=COMMUNITY).members == ()


@pytest.mark.parametrize(
    ("role", "unit", "seats"),
    [
        ("第一书记", "county", ("派出单位第一书记",)),
        ("第一书记", "town", ()),
        (MEMBER, "county", ("派出单位工作队员",)),
        (MEMBER, "town", ("乡镇包村干部",)),
        (MEMBER, "nobody-knows", ()),
    ],
)
def test_a_seat_follows_from_role_and_unit(
    tree: Tree, role: str, unit: str, seats: tuple[str, ...]
) -> None:
    tree.cadre(role=role, unit=unit)
    assert team(tree).seats == seats


def test_only_who_is_posted_there_that_day_belongs(tree: Tree) -> None:
    tree.cadre()
    tree.cadre(B, postings=[("2026-07-01", "2028-06-30", VILLAGE, MEMBER)])
    assert [m.cadre.id for m in team(tree).members] == [A]
    assert [m.cadre.id for m in team(tree, "2026-07-01").members] == [A, B]
    assert team(tree, "2024-01-01").members == ()


def test_a_deputy_of_the_township_is_in_no_team(tree: Tree) -> None:
    tree.cadre(postings=[(*SPAN, TOWNSHIP, "乡镇党委副书记(挂任)")])
    assert all(not found.members for found in teams_on(tree.facts(DAY), DAY).values())


def units(tree: Tree, *found: dict[str, Any]) -> None:
    tree.write(
        "records/city/units.yml",
        {"units": [{"name": "示例单位", "kind": "机关", "level": "市直", **x} for x in found]},
    )


def sent(tree: Tree, unit: str = "u") -> UnitTeams:
    return unit_teams_on(tree.facts(DAY), DAY)[unit]


@pytest.mark.parametrize(
    ("headcount", "expected"), [(1, 1), (50, 1), (51, 2), (100, 2), (101, 3), (5000, 3)]
)
def test_the_headcount_gives_the_teams(tree: Tree, headcount: int, expected: int) -> None:
    units(tree, {"id": "u", "headcount": headcount})
    tree.cadre(unit="u")
    assert sent(tree).expected == expected


@pytest.mark.parametrize(
    "unit", [{"level": "县直"}, {"level": "省直"}, {"kind": "国有企业"}, {"headcount": None}]
)
def test_of_other_units_no_number_is_asked(tree: Tree, unit: dict[str, Any]) -> None:
    data = {"id": "u", "headcount": 80, **unit}
    units(tree, {key: value for key, value in data.items() if value is not None})
    tree.cadre(unit="u")
    assert sent(tree).expected is None


def test_a_regulation_without_such_a_table_asks_for_nothing(trees: Trees) -> None:
    tree = trees("s0")
    units(tree, {"id": "u", "headcount": 80})
    tree.cadre(unit="u")
    assert sent(tree).expected is None


def test_the_plan_tells_this_countys_share(tree: Tree) -> None:
    plan = [{"county": "990101", "count": 1}, {"county": "990102", "count": 2}]
    units(tree, {"id": "u", "headcount": 120, "teams": plan}, {"id": "other"})
    tree.cadre(unit="other")
    found = sent(tree)
    assert (found.expected, found.planned, found.due_here, found.here) == (3, 3, 1, 0)
    assert sent(tree, "other").planned is None


def test_who_sends_nobody_here_and_needs_not_is_left_out(tree: Tree) -> None:
    plan = [{"county": "990102", "count": 1}]
    units(tree, {"id": "u", "headcount": 20, "teams": plan}, {"id": "other"})
    tree.cadre(unit="other")
    assert list(unit_teams_on(tree.facts(DAY), DAY)) == ["other"]


def test_a_unit_has_one_team_in_a_village_and_none_in_a_community(tree: Tree) -> None:
    units(tree, {"id": "u", "headcount": 20})
    tree.cadre(unit="u")
    tree.cadre(B, unit="u", role=MEMBER)
    tree.cadre("990101-003", unit="u", postings=[(*SPAN, COMMUNITY)])
    assert sent(tree).here == 1
