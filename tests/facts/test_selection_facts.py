"""Facts of a posting and its places as they stand on the day judged, and when they aren't seen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assess.planted import COMMUNITY, COUNTY, TOWN, TOWNSHIP, VILLAGE, A, B, Tree, Trees, officer
from zhucun.facts.conditions import UNSEEN, value_of_fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.known import FACTS
from zhucun.facts.subjects import subjects_of

DAY = "2026-06-30"
SPONSORED = {"cadre": A, "from": "2025-03-01"}
DEPUTY = "乡镇党委副书记(挂任)"


@pytest.fixture
def tree(trees: Trees) -> Tree:
    """An empty county under S1."""
    return trees("s1")


def fact(county: CountyFacts, kind: str, name: str, id_: str = "") -> object:
    assert (kind, name) in FACTS
    subjects = subjects_of(county, kind)
    subject = next(s for s in subjects if not id_ or s.id == id_)
    return value_of_fact(county, subject, name, DAY)


def town(tree: Tree, village: dict[str, Any] | None = None, **more: Any) -> None:
    """The township with one village and a community, and what else is recorded."""
    leader = {**officer("town-mayor", "乡镇党委"), "leading": True}
    tree.write(
        f"{TOWN}/region.yml",
        {
            "level": "乡镇",
            "name": "示例镇",
            "code": TOWNSHIP,
            "officers": [officer("town-secretary", "乡镇党委书记"), leader],
            "villages": [
                {"code": VILLAGE, "name": "示例村", "kind": "村", **(village or {})},
                {"code": COMMUNITY, "name": "示例社区", "kind": "社区", "joint_units": ["city"]},
            ],
            **more,
        },
    )


@pytest.mark.parametrize(
    ("more", "standing"),
    [
        ({"rank": "处级"}, "处级"),
        ({"rank": "科级", "reserve": True}, "科级"),
        ({"rank": "科级以下", "reserve": True}, "后备干部"),
        ({"rank": "科级以下", "reserve": False}, "科级以下"),
        ({"reserve": True}, "后备干部"),
        ({}, None),
    ],
)
def test_standing_is_the_rank_or_the_reserve(
    tree: Tree, more: dict[str, Any], standing: str | None
) -> None:
    tree.cadre(**more)
    assert fact(tree.facts(DAY), "posting", "standing") == standing


@pytest.mark.parametrize(
    ("weak", "count"),
    [
        ({"listed": "2024-12-01", "sponsors": [SPONSORED]}, 1),
        ({"listed": "2024-12-01", "lifted": "2026-05-01", "sponsors": [SPONSORED]}, 1),
        ({"listed": "2024-12-01", "lifted": "2025-01-01", "sponsors": [SPONSORED]}, 0),
        (
            {
                "listed": "2024-12-01",
                "lifted": "2026-05-01",
                "sponsors": [{**SPONSORED, "to": "2026-05-01"}],
            },
            1,
        ),
        (
            {
                "listed": "2024-12-01",
                "lifted": "2026-05-01",
                "sponsors": [{**SPONSORED, "to": "2026-03-31"}],
            },
            0,
        ),
        ({"listed": "2024-12-01", "sponsors": [{**SPONSORED, "to": "2026-06-29"}]}, 0),
        ({"listed": "2024-12-01", "sponsors": [{**SPONSORED, "from": "2026-07-01"}]}, 0),
        ({"listed": "2024-12-01", "sponsors": [{**SPONSORED, "cadre": B}]}, 0),
    ],
)
def test_villages_that_were_weak_when_taken_on_are_sponsored(
    tree: Tree, weak: dict[str, Any], count: int
) -> None:
    tree.cadre()
    town(tree, {"weak": weak})
    assert fact(tree.facts(DAY), "posting", "sponsored_weak_villages") == count


@pytest.mark.parametrize(
    ("weak", "left"),
    [
        ({"weak": {"listed": "2024-12-01"}}, True),
        ({"weak": {"listed": "2024-12-01", "lifted": "2026-05-01"}}, False),
        ({}, False),
    ],
)
def test_a_township_has_a_weak_village_left(tree: Tree, weak: dict[str, Any], left: bool) -> None:
    tree.cadre()
    town(tree, weak)
    assert fact(tree.facts(DAY), "posting", "weak_village_here") is left


def test_nobody_is_paired_with_himself(tree: Tree) -> None:
    tree.cadre()
    own = {**officer("town-mayor", "乡镇党委"), "leading": True, "cadre": A}
    pair = {"leader": "town-mayor", "cadre": A, "from": "2025-03-01"}
    town(tree, pairings=[pair], officers=[own])
    assert fact(tree.facts(DAY), "posting", "paired_leader") is None


@pytest.mark.parametrize(
    ("pairing", "leader"),
    [
        ({"leader": "town-mayor"}, "town-mayor"),
        ({"leader": "town-secretary"}, None),
        ({"leader": "town-mayor", "to": "2026-01-31"}, None),
        ({"leader": "town-mayor", "cadre": B}, None),
    ],
)
def test_a_pair_is_with_a_member_of_the_leadership(
    tree: Tree, pairing: dict[str, Any], leader: str | None
) -> None:
    tree.cadre()
    town(tree, pairings=[{"cadre": A, "from": "2025-03-01", **pairing}])
    assert fact(tree.facts(DAY), "posting", "paired_leader") == leader


def test_work_groups_are_counted_while_they_last(tree: Tree) -> None:
    tree.cadre()
    group = {"name": "一组", "leader": A, "members": [A], "from": "2025-03-01"}
    over = {**group, "name": "二组", "to": "2025-12-31"}
    town(tree, groups=[group, over])
    assert fact(tree.facts(DAY), "posting", "work_groups") == 1


def test_the_roster_is_seen_of_who_is_in_post(tree: Tree) -> None:
    seat = {"post": "村委会主任", "name": "示例甲", "cadre": A}
    tree.cadre()
    town(tree, {"committee": [seat]})
    assert fact(tree.facts(DAY), "posting", "on_committee") is True
    tree.cadre(postings=[("2023-03-01", "2025-02-28", VILLAGE)])
    assert fact(tree.facts(DAY), "posting", "on_committee") is UNSEEN


@pytest.mark.parametrize(
    "name", ["on_committee", "sponsored_weak_villages", "paired_leader", "work_groups"]
)
def test_what_stands_in_an_unusable_region_is_not_seen(tree: Tree, name: str) -> None:
    tree.cadre()
    county = replace(tree.facts(DAY), unusable=frozenset({f"{TOWN}/region.yml"}))
    assert fact(county, "posting", name) is UNSEEN


def test_a_team_is_not_seen_while_a_dossier_is_unusable(tree: Tree) -> None:
    tree.cadre()
    assert fact(tree.facts(DAY), "village", "team_size", VILLAGE) == 1
    county = replace(tree.facts(DAY), unusable=frozenset({f"{COUNTY}/cadres/{B}.yml"}))
    for name in ("team_size", "team_seats", "first_secretaries", "first_secretary", "teamed"):
        assert fact(county, "village", name, VILLAGE) is UNSEEN
    assert fact(county, "township", "acting_deputies") is UNSEEN


@pytest.mark.parametrize(("unit", "member"), [("city", True), ("county", False)])
def test_a_communitys_unit_is_one_of_its_joint_committee(
    tree: Tree, unit: str, member: bool
) -> None:
    tree.cadre(unit=unit, postings=[("2025-03-01", "2027-02-28", COMMUNITY)])
    tree.cadre(B, unit=unit)
    town(tree)
    county = tree.facts(DAY)
    assert fact(county, "posting", "in_joint_committee", A) is member
    assert fact(county, "posting", "in_joint_committee", B) is None


def test_two_first_secretaries_are_not_the_one(tree: Tree) -> None:
    tree.cadre()
    assert fact(tree.facts(DAY), "village", "first_secretary", VILLAGE) == A
    tree.cadre(B)
    assert fact(tree.facts(DAY), "village", "first_secretary", VILLAGE) is None


def test_deputies_are_counted_by_role_and_beside_it(tree: Tree) -> None:
    tree.cadre(postings=[("2025-03-01", "2027-02-28", TOWNSHIP, DEPUTY)])
    assert fact(tree.facts(DAY), "township", "acting_deputies") == 1
    assert fact(tree.facts(DAY), "township", "has_first_secretary") is False
    tree.cadre(B)
    assert fact(tree.facts(DAY), "township", "acting_deputies") == 1
    assert fact(tree.facts(DAY), "township", "has_first_secretary") is True


@pytest.mark.parametrize(
    ("village", "left"),
    [
        ({"exited_on": "2026-01-01", "team": {"from": "2025-01-01", "to": "2026-03-01"}}, True),
        ({"exited_on": "2026-01-01", "team": {"from": "2025-01-01"}}, False),
        ({"exited_on": "2026-04-01", "team": {"from": "2025-01-01", "to": "2026-03-01"}}, False),
        ({"exited_on": "2026-01-01", "team": {"from": "2025-01-01", "to": "2026-07-01"}}, False),
        ({"team": {"from": "2025-01-01", "to": "2026-03-01"}}, False),
    ],
)
def test_a_team_left_after_the_exit_and_by_today(
    tree: Tree, village: dict[str, Any], left: bool
) -> None:
    tree.cadre()
    village = {**village, "team": {"leader": A, **village["team"]}}
    town(tree, village)
    found = fact(tree.facts(DAY), "village", "left_after_exit", VILLAGE)
    assert found == ("2026-03-01" if left else None)


def test_a_contact_out_of_office_is_no_contact(tree: Tree) -> None:
    town(tree, contacts=[{"officer": "town-mayor", "from": "2025-01-01"}])
    assert fact(tree.facts(DAY), "township", "contacts") == 1
    town(tree, contacts=[{"officer": "gone", "from": "2025-01-01"}])
    assert fact(tree.facts(DAY), "township", "contacts") == 0
