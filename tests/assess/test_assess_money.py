"""Whom the subsidy is given to, and what about a month is left to people to settle."""

from __future__ import annotations

from typing import Any

import pytest

from assess.planted import COMMUNITY, COUNTY, TOWN, TOWNSHIP, VILLAGE, A, Tree, whole
from zhucun.assess.explain import explain
from zhucun.assess.months import month_figures
from zhucun.assess.trace import Trace
from zhucun.facts.people import DEPUTY
from zhucun.facts.subsidy import COMPUTED, INAPPLICABLE, UNDETERMINED, Money

MONTH, AS_OF = "2026-10", "2026-11-05"
MEMBER = "驻村工作队员"
POSTED = ("2025-03-01", "2027-02-28")


def money(tree: Tree) -> Money:
    county = tree.facts(AS_OF)
    figures = month_figures(county, county.cadres[A], MONTH)
    assert figures
    return figures.money


def trace(tree: Tree, section: str, figure: str) -> Trace:
    sections = {s.title: s for s in explain(tree.facts(AS_OF), A, 2026)}
    return next(t for t in sections[section].traces if t.figure == figure)


def quotes(found: Money | Trace) -> set[str]:
    return {g.cite.quote for g in found.grounds if g.cite}


def decisions(found: Money | Trace) -> set[str]:
    return {g.decision.id for g in found.grounds if g.decision}


def s4(trees: Any, role: str, place: str, unit: str = "city") -> Tree:
    tree: Tree = trees("s4")
    tree.cadre(unit=unit, role=role, postings=[(*POSTED, place)])
    tree.month(MONTH, **whole(MONTH, 21))
    return tree


@pytest.mark.parametrize("unit", ["city", "county", "soe", "town"])
def test_s4_does_not_name_deputies(trees: Any, unit: str) -> None:
    found = money(s4(trees, DEPUTY, TOWNSHIP, unit))
    assert (found.state, found.yuan, found.days) == (INAPPLICABLE, None, None)
    assert quotes(found) == {"驻村第一书记和工作队员的伙食补助"}
    assert decisions(found) == {"Z10"}
    assert found.evidence == (f"{COUNTY}/cadres/{A}.yml#/postings/0/role",)


def test_s4_pays_team_members_in_villages(trees: Any) -> None:
    assert money(s4(trees, MEMBER, VILLAGE)).yuan == 2100


def test_s4_leaves_team_members_in_communities_open(trees: Any) -> None:
    found = money(s4(trees, MEMBER, COMMUNITY))
    assert (found.state, found.yuan) == (UNDETERMINED, None)
    assert "只排除驻社区第一书记" in found.how
    assert {"A27", "Z11"} <= decisions(found)


def test_s4_excludes_first_secretaries_in_communities(trees: Any) -> None:
    found = money(s4(trees, "第一书记", COMMUNITY))
    assert (found.state, found.yuan) == (COMPUTED, 0)
    assert quotes(found) == {"驻社区第一书记不享受上述政策待遇"}


def test_s4_does_not_say_of_provincial_units_that_their_members_are_open(trees: Any) -> None:
    assert money(s4(trees, MEMBER, COMMUNITY, "province")).state == INAPPLICABLE


def test_s4_pays_the_days_after_a_deputy_became_first_secretary(trees: Any) -> None:
    tree = trees("s4")
    postings = [
        ("2025-03-01", "2026-10-10", TOWNSHIP, DEPUTY),
        ("2026-10-11", "2028-10-10", VILLAGE),
    ]
    tree.cadre(postings=postings)
    tree.month(MONTH, **whole(MONTH, 21))
    found = money(tree)
    assert (found.days, found.yuan) == (11, 1100)
    assert "− 10 天（不在享受补助的职务）" in found.how


def test_s4_leaves_a_month_open_that_was_partly_a_community_members(trees: Any) -> None:
    tree = trees("s4")
    postings = [
        ("2025-03-01", "2026-10-10", COMMUNITY, MEMBER),
        ("2026-10-11", "2028-10-10", VILLAGE),
    ]
    tree.cadre(postings=postings)
    tree.month(MONTH, **whole(MONTH, 21))
    assert money(tree).state == UNDETERMINED


@pytest.mark.parametrize(
    ("role", "place"), [(DEPUTY, TOWNSHIP), (MEMBER, COMMUNITY), (MEMBER, VILLAGE)]
)
def test_s0_pays_every_role(tree: Tree, role: str, place: str) -> None:
    tree.cadre(role=role, postings=[(*POSTED, place)])
    tree.month(MONTH, **whole(MONTH, 22))
    assert money(tree).yuan == 1210


@pytest.mark.parametrize(
    ("role", "place", "by_reference"),
    [
        ("第一书记", VILLAGE, False),
        (MEMBER, VILLAGE, False),
        ("第一书记", COMMUNITY, False),
        (DEPUTY, TOWNSHIP, True),
        (MEMBER, COMMUNITY, True),
    ],
)
def test_s4_says_whom_twenty_days_bind_by_reference(
    trees: Any, role: str, place: str, by_reference: bool
) -> None:
    tree = s4(trees, role, place)
    found = trace(tree, "每月到岗", f"{MONTH} 到岗")
    assert (found.value, "Z9" in decisions(found)) == ("达标 · 计入 21 天", by_reference)


def s1(trees: Any, **days: str) -> Tree:
    tree: Tree = trees("s1")
    tree.cadre(postings=[("2026-10-01", "2028-09-30", VILLAGE)])
    if days:
        tree.month(MONTH, published=True, **days)
    return tree


def test_s1_pays_a_clean_month_without_remark(trees: Any) -> None:
    found = money(s1(trees, 在村="1-20", 休息="21-31"))
    assert (found.shown, found.remark) == ("1700 元", "")
    assert found.how.endswith("1700 元 × 1 个月 = 1700 元。")


@pytest.mark.parametrize(
    ("days", "blemish"),
    [
        ({"在村": "1-25", "请假": "26-28", "休息": "29-31"}, "请假 3 天"),
        ({"在村": "1-25", "缺岗": "26-27", "休息": "28-31"}, "缺岗 2 天"),
        ({"在村": "1-18", "休息": "19-31"}, "到岗差 2 天"),
        ({"在村": "1-15", "请假": "16-30", "缺岗": "31"}, "请假 15 天、缺岗 1 天、到岗差 5 天"),
    ],
)
def test_s1_marks_months_that_people_settle(trees: Any, days: dict[str, str], blemish: str) -> None:
    tree = s1(trees, **days)
    found = money(tree)
    assert (found.state, found.yuan) == (COMPUTED, 1700)
    assert found.shown == "1700 元（由县级组织部门确定）"
    assert f"当月{blemish}，实发多少由县级组织部门“结合调度工作进展情况”确定。" in found.how
    assert "A19" in decisions(found)
    assert f"{TOWN}/attendance/{MONTH}.yml#/sheets/{A}" in found.evidence
    total = trace(tree, "补助", "2026 年补助合计")
    assert (total.value, f"{MONTH} 由县级组织部门确定" in total.how) == ("1700 元", True)


@pytest.mark.parametrize(
    ("days", "why"),
    [({"请假": "1-31"}, "没有一天在村"), ({}, "没有考勤表")],
)
def test_s1_leaves_a_month_without_a_day_in_the_village_to_people(
    trees: Any, days: dict[str, str], why: str
) -> None:
    found = money(s1(trees, **days))
    assert (found.state, found.yuan, why in found.how) == (UNDETERMINED, None, True)
    assert "结合调度工作进展情况" in quotes(found)
