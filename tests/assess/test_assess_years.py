from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.planted import COMMUNITY, COUNTY, VILLAGE, A, Tree, whole
from zhucun.assess.cadre_columns import YEAR_COLUMNS
from zhucun.assess.experience import full_months
from zhucun.assess.registry import DTYPES
from zhucun.assess.scores import Part, composed
from zhucun.assess.tables import assess_county
from zhucun.facts.parts import GROUPS
from zhucun.law.value import Value

AS_OF = "2026-12-31"
SECOND = ("取消年度目标(绩效)考核奖励", "约谈派出单位分管领导", "抄报上级组织部门")


def row(tree: Tree, year: int = 2026, as_of: str = AS_OF) -> dict[str, Any]:
    frame = assess_county(tree.facts(as_of), year).cadre_year
    assert len(frame) == 1
    return dict(frame.iloc[0])


def test_columns_and_dtypes_are_the_contract(tree: Tree) -> None:
    tree.cadre()
    frame = assess_county(tree.facts(AS_OF), 2026).cadre_year
    assert {name: str(frame[name].dtype) for name in frame.columns} == {
        c.key: DTYPES[c.kind] for c in YEAR_COLUMNS
    }


# -- scores ------------------------------------------------------------------------------


def test_the_composite_is_20_30_50(tree: Tree) -> None:
    tree.cadre()
    tree.assessment(2026, 90, 80, 85)
    got = row(tree)
    assert (got["composite"], got["composite_state"]) == (84.5, "已计算")
    assert (got["daily"], got["half_year"], got["year_end"]) == (90, 80, 85)


@pytest.mark.parametrize(
    ("scores", "state"),
    [
        ((None, 80, 85), "缺日常"),
        ((90, None, 85), "缺半年"),
        ((90, None, None), "缺半年、年终"),
        ((None, None, None), "缺日常、半年、年终"),
    ],
)
def test_a_missing_part_leaves_no_composite(tree: Tree, scores: Any, state: str) -> None:
    tree.cadre()
    tree.assessment(2026, *scores)
    got = row(tree)
    assert pd.isna(got["composite"])
    assert got["composite_state"] == state


def test_weights_that_the_source_does_not_give_leave_the_composite_open(trees: Any) -> None:
    tree = trees("s1")
    tree.cadre()
    tree.assessment(2026, 90, 80, 85)
    got = row(tree)
    assert pd.isna(got["composite"])
    assert got["composite_state"] == "待定"


def test_weights_that_the_county_set_are_used(trees: Any) -> None:
    tree = trees("s4")
    for part, weight in (("daily", 0.4), ("half_year", 0.2), ("year_end", 0.4)):
        tree.overlay("s4", f"scores.weights.{part}", value=weight)
    tree.cadre()
    tree.assessment(2026, 90, 80, 85)
    assert row(tree)["composite"] == 86.0


SCORE = st.decimals(0, 100, places=2)
WEIGHTS = {"daily": 0.2, "half_year": 0.3, "year_end": 0.5}


def part(key: str, score: Decimal | None) -> Part:
    weight = Value(key, key, "", WEIGHTS[key], "2020-01-01", None, None, (), "")
    return Part(key, key, key, score, weight, ())


@given(SCORE, SCORE, SCORE)
def test_the_composite_lies_between_its_parts(a: Decimal, b: Decimal, c: Decimal) -> None:
    parts = [part(key, score) for key, score in zip(WEIGHTS, (a, b, c), strict=True)]
    composite, state, _ = composed(parts, GROUPS["scores.weights"])
    assert state == "已计算"
    assert composite is not None
    assert min(a, b, c) <= composite <= max(a, b, c)


@given(st.lists(SCORE | st.none(), min_size=3, max_size=3).filter(lambda scores: None in scores))
def test_no_part_is_ever_guessed(scores: list[Decimal | None]) -> None:
    parts = [part(key, score) for key, score in zip(WEIGHTS, scores, strict=True)]
    assert composed(parts, GROUPS["scores.weights"])[0] is None


# -- the ladder and the grades -----------------------------------------------------------


def test_without_absences_every_grade_is_open(tree: Tree) -> None:
    tree.cadre()
    got = row(tree)
    assert (got["ladder_step"], got["cap"], got["highest_grade"]) == (0, "", "优秀")
    assert got["owed"] == []
    assert "等次待组织评定" in got["why"]


def test_one_absence_bars_the_best_grade(tree: Tree) -> None:
    tree.cadre()
    tree.absence(1, "2026-05-20")
    got = row(tree)
    assert (got["ladder_step"], got["cap"], got["highest_grade"]) == (1, "不得评为优秀", "称职")
    assert got["owed"] == []
    assert "2026-05-20" in got["why"]


def test_two_absences_owe_three_dispositions(tree: Tree) -> None:
    tree.cadre()
    tree.absence(1, "2026-05-20")
    tree.absence(2, "2026-06-20", SECOND[1])
    got = row(tree)
    assert (got["ladder_step"], got["highest_grade"]) == (2, "称职")
    assert got["owed"] == [f"{SECOND[0]}（990101-c002）", f"{SECOND[2]}（990101-c002）"]


def test_three_absences_force_the_lowest_grade(tree: Tree) -> None:
    tree.cadre()
    tree.absence(1, "2026-05-20")
    tree.absence(2, "2026-06-20", *SECOND)
    tree.absence(3, "2026-07-20")
    got = row(tree)
    assert (got["ladder_step"], got["cap"], got["highest_grade"]) == (3, "评定为最低等次", "不称职")
    assert [text.removesuffix("（990101-c003）") for text in got["owed"]] == [
        "取消年度目标(绩效)考核奖励",
        "约谈派出单位主要领导",
        "召回",
        "责令另行选派",
        "通报派出单位",
    ]


def test_the_cap_falls_in_the_year_of_discovery(tree: Tree) -> None:
    tree.cadre()
    tree.absence(1, "2025-05-20")
    tree.absence(2, "2026-06-20", *SECOND)
    assert row(tree, 2025)["cap"] == "不得评为优秀"
    tree.absence(2, "2025-06-20", *SECOND)
    got = row(tree, 2026)
    assert (got["ladder_step"], got["cap"], got["highest_grade"]) == (2, "", "优秀")


def test_unconfirmed_and_withdrawn_cases_do_not_climb(tree: Tree) -> None:
    tree.cadre()
    act = {"by": "county-od", "date": "2026-05-20"}
    tree.absence(1, "2026-05-20", withdrawn={**act, "reason": "查无此事"})
    path = tree.root / COUNTY / "cases/990101-c002.yml"
    tree.absence(2, "2026-06-20")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("confirmed:\n  by: county-od\n  date: '2026-06-20'\n", ""), "utf-8"
    )
    got = row(tree)
    assert (got["ladder_step"], got["open_cases"]) == (0, 1)


@pytest.mark.parametrize("identity", ["事业单位人员", "国有企业人员", "其他"])
def test_others_than_civil_servants_have_their_own_words(tree: Tree, identity: str) -> None:
    tree.cadre(identity=identity)
    tree.absence(1, "2026-05-20")
    got = row(tree)
    assert got["vocabulary"] == "优秀、合格、基本合格、不合格"
    assert got["highest_grade"] == "合格"


def test_a_civil_servants_words(tree: Tree) -> None:
    tree.cadre()
    assert row(tree)["vocabulary"] == "优秀、称职、基本称职、不称职"


def test_no_words_where_the_source_has_none(trees: Any) -> None:
    tree = trees("s1")
    tree.cadre()
    got = row(tree)
    assert got["vocabulary"] == "待定"
    assert pd.isna(got["highest_grade"])
    assert "没有规定等次用语" in got["why"]


@pytest.mark.parametrize(
    ("composite", "grade"),
    [(90, "优秀"), (89.9, "称职"), (60, "基本称职"), (59, "不称职")],
)
def test_cut_offs_that_the_county_set_give_the_grade(
    tree: Tree, composite: float, grade: str
) -> None:
    tree.overlay("s0", "scores.cutoffs", value=[90, 75, 60])
    tree.cadre()
    tree.assessment(2026, composite, composite, composite)
    assert row(tree)["highest_grade"] == grade


def test_a_cap_binds_below_what_the_score_would_give(tree: Tree) -> None:
    tree.overlay("s0", "scores.cutoffs", value=[90, 75, 60])
    tree.cadre()
    tree.assessment(2026, 95, 95, 95)
    tree.absence(1, "2026-05-20")
    assert row(tree)["highest_grade"] == "称职"


@pytest.mark.parametrize(
    ("unit", "exempt"), [("county", True), ("province", True), ("town", False)]
)
def test_the_quota_of_units_from_the_county_up_is_untouched(
    tree: Tree, unit: str, exempt: bool
) -> None:
    tree.cadre(unit=unit)
    assert bool(row(tree)["quota_exempt"]) == exempt


def test_recorded_grades_are_shown(tree: Tree) -> None:
    tree.cadre()
    tree.assessment(2026, grade="称职", village="优秀")
    got = row(tree)
    assert (got["grade_year_end"], got["grade_village"]) == ("称职", "优秀")


# -- grassroots experience ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "state", "months"),
    [("2026-02-27", "未满足", 11), ("2026-02-28", "已满足", 12), ("2026-03-31", "已满足", 13)],
)
def test_experience_needs_twelve_full_months(
    tree: Tree, as_of: str, state: str, months: int
) -> None:
    tree.cadre()
    tree.assessment(2025, grade="称职", village="称职")
    got = row(tree, 2026, as_of)
    assert (got["grassroots"], got["service_months"]) == (state, months)


def test_experience_is_open_without_a_grade(tree: Tree) -> None:
    tree.cadre()
    assert row(tree)["grassroots"] == "待定"


@pytest.mark.parametrize(("grade", "village"), [("基本称职", ""), ("称职", "不称职")])
def test_experience_needs_the_grade(tree: Tree, grade: str, village: str) -> None:
    tree.cadre()
    tree.assessment(2026, grade=grade, village=village)
    assert row(tree)["grassroots"] == "未满足"


def test_a_renewal_continues_the_service(tree: Tree) -> None:
    spans = [("2025-06-16", "2025-12-31", VILLAGE), ("2026-01-01", "2027-12-31", COMMUNITY)]
    tree.cadre(postings=spans)
    tree.assessment(2025, grade="优秀")
    assert row(tree, 2026, "2026-06-14")["grassroots"] == "未满足"
    assert row(tree, 2026, "2026-06-15")["grassroots"] == "已满足"


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-02-28", 1),
        ("2024-02-29", "2025-02-27", 11),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-03-01", "2026-02-28", 0),
    ],
)
def test_full_months_at_month_ends(start: str, end: str, months: int) -> None:
    assert full_months(start, end) == months


# -- sums --------------------------------------------------------------------------------


def test_months_by_state_and_money_of_the_year(tree: Tree) -> None:
    tree.cadre()
    tree.month("2026-08", **whole("2026-08", 22))
    tree.month("2026-09", **whole("2026-09", 19))
    tree.month("2026-10", 在村="1-18", 请假="19-20", 休息="21-31")
    tree.leave("2026-10-19", "2026-10-20", "town-secretary")
    got = dict(assess_county(tree.facts("2026-11-01", "2026-08"), 2026).cadre_year.iloc[0])
    states = [got[n] for n in ("months", "met", "explained", "unexplained", "unregistered")]
    assert states == [3, 1, 1, 1, 0]
    assert (got["in_village"], got["subsidy_days"], got["subsidy_yuan"]) == (59, 59, 3245)


def test_one_open_month_leaves_the_years_money_open(trees: Any) -> None:
    tree = trees("s1")
    tree.cadre(postings=[("2026-08-15", "2028-08-14", VILLAGE)])
    got = row(tree, 2026, "2026-10-31")
    assert pd.isna(got["subsidy_yuan"])
    assert got["subsidy_state"] == "待定"


def test_a_cadre_posted_in_another_year_has_no_row(tree: Tree) -> None:
    tree.cadre(A, postings=[("2024-01-01", "2025-12-31", VILLAGE)])
    assert len(assess_county(tree.facts(AS_OF), 2026).cadre_year) == 0


def test_without_a_ladder_no_grade_is_capped_and_the_reason_says_so(trees: Any) -> None:
    tree = trees("s1")
    tree.cadre()
    tree.absence(1, "2026-05-20")
    got = row(tree)
    assert (got["ladder_step"], got["cap"]) == (0, "")
    assert "现行制度没有因无故不在岗限制等次的规定" in got["why"]
