"""Tables of the posting board: the day they show, who is in them, what stays undetermined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assess.planted import COMMUNITY, TOWNSHIP, VILLAGE, A, B, Tree
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of

AS_OF = "2026-10-31"
MEMBER = "驻村工作队员"
DEPUTY = "乡镇党委副书记(挂任)"
Row = dict[str, Any]


def rows(tree: Tree, name: str, as_of: str = AS_OF, year: int = 2026) -> list[Row]:
    found = cells_of(tree.facts(as_of), TABLES[name], year)
    return [{key: cell.value for key, cell in row.items()} for row in found]


def test_a_year_that_is_over_is_shown_as_it_ended(tree: Tree) -> None:
    tree.cadre(postings=[("2024-07-01", "2026-06-30", VILLAGE)])
    (last,) = rows(tree, "posting_terms", year=2025)
    assert (last["state"], last["days_left"]) == ("在任", 181)
    (now,) = rows(tree, "posting_terms")
    assert (now["state"], now["days_left"], now["overstayed"]) == ("超期", None, 123)
    assert rows(tree, "posting_terms", year=2023) == []


def test_who_left_in_time_is_gone_the_year_after(tree: Tree) -> None:
    spans = [("2022-07-01", "2024-06-30", VILLAGE), ("2025-03-01", "2027-02-28", TOWNSHIP, DEPUTY)]
    tree.cadre(postings=spans)
    assert [r["serial"] for r in rows(tree, "posting_terms")] == [2]
    assert [r["serial"] for r in rows(tree, "posting_terms", year=2024)] == [1]


def test_roles_are_counted_where_they_are_served(tree: Tree) -> None:
    tree.cadre()
    tree.cadre(B, role=MEMBER, postings=[("2024-03-01", "2026-02-28", VILLAGE)])
    found = {r["role"]: (r["serving"], r["open"]) for r in rows(tree, "posting_counts")}
    assert found == {"第一书记": (1, 0), MEMBER: (0, 1), DEPUTY: (0, 0)}


def test_coverage_asks_a_team_of_the_poor_and_a_secretary_of_the_rest(
    trees: Callable[[str], Tree],
) -> None:
    tree = trees("s4")
    tree.cadre()
    found = {r["class"]: (r["required"], r["share"], r["state"]) for r in _coverage(tree)}
    assert found == {
        "贫困村": ("驻村工作队", None, "没有这类村"),
        "非贫困村": ("第一书记", 1.0, "全覆盖"),
        "社区": ("第一书记", 0.0, "未全覆盖"),
    }
    tree.cadre(B, postings=[("2025-03-01", "2027-02-28", COMMUNITY)])
    assert [r["state"] for r in _coverage(tree)][2] == "全覆盖"


def test_coverage_is_counted_but_not_judged_where_nothing_asks_for_it(tree: Tree) -> None:
    tree.cadre()
    found = {r["class"]: r for r in _coverage(tree)}
    assert found["非贫困村"]["with_secretary"] == 1
    assert {r["share"] for r in found.values()} == {None}
    assert found["社区"]["state"] == "待定"


def _coverage(tree: Tree) -> list[Row]:
    return rows(tree, "village_coverage")


def test_a_village_shows_where_its_cadres_come_from(trees: Callable[[str], Tree]) -> None:
    tree = trees("s4")
    tree.cadre(unit="county")
    tree.cadre(B, unit="town", role=MEMBER)
    village, community = rows(tree, "village_teams")
    assert (village["members"], village["from_units"], village["from_township"]) == (2, 1, 1)
    assert (community["members"], community["missing"]) == (0, None)


def test_expertise_unrecorded_is_undetermined(trees: Callable[[str], Tree]) -> None:
    tree = trees("s4")
    tree.cadre(expertise=["党群工作"])
    (row,) = rows(tree, "matching")
    assert (row["problem"], row["wanted"], row["state"]) == (None, None, "待定")


def test_a_waiver_counts_from_its_day_to_its_end(tree: Tree) -> None:
    waiver = {
        "condition": "eligibility.party_member",
        "reason": "情况特殊",
        "by": "county-od",
        "date": "2026-03-01",
        "until": "2026-09-30",
    }
    tree.cadre(waivers=[waiver, {**waiver, "by": "nobody"}])

    def counted(as_of: str) -> tuple[int, int]:
        found = rows(tree, "waivers_in_force", as_of)
        row = next(r for r in found if r["condition"] == "第一书记的政治面貌")
        return row["in_force"], row["expired"]

    assert counted("2026-02-28") == (0, 0)
    assert counted("2026-03-01") == (1, 0)
    assert counted("2026-10-01") == (0, 1)


def test_reference_is_by_role_or_by_unit(trees: Callable[[str], Tree]) -> None:
    for regulation, expected in (("s0", {B: "驻村"}), ("s4", {A: "派出单位"}), ("s1", {})):
        tree = trees(regulation)
        tree.cadre(unit="soe")
        tree.cadre(B, role=MEMBER)
        found = {r["cadre"]: r["why"] for r in rows(tree, "by_reference")}
        assert found.keys() == expected.keys()
        assert all(found[cadre].startswith(why) for cadre, why in expected.items())


def test_nobody_private_is_in_a_public_column() -> None:
    names = ("posting_terms", "matching", "waivers_in_force", "by_reference")
    assert all(not TABLES[name].public_columns for name in names)
