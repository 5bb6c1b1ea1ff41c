"""The clock of a weak village: anniversaries, leap days, renewals, changes, and what answers."""

from __future__ import annotations

from typing import Any

import pytest

from assess.planted import COUNTY, TOWN, TOWNSHIP, VILLAGE, A, B, Tree, Trees, officer
from zhucun.facts.weak_villages import (
    CHANNEL,
    IDEA,
    LIFTED,
    Clock,
    Milestone,
    clocks_of,
    is_weak,
    weak_villages,
)

OTHER = "990101100202"
IDEA_IN_TIME = {"date": "2025-08-01", "text": "办合作社"}
Posting = tuple[str, str, str] | tuple[str, str, str, str]


@pytest.fixture
def tree(trees: Trees) -> Tree:
    """An empty county under S1."""
    return trees("s1")


def village(tree: Tree, **weak: Any) -> None:
    """The village as weak since the end of 2024, with what else is recorded."""
    listed = {"listed": "2024-12-01", **weak}
    tree.write(
        f"{TOWN}/region.yml",
        {
            "level": "乡镇",
            "name": "示例镇",
            "code": TOWNSHIP,
            "officers": [officer("town-secretary", "乡镇党委书记")],
            "villages": [
                {"code": VILLAGE, "name": "示例村", "kind": "村", "weak": listed},
                {"code": OTHER, "name": "样例村", "kind": "村"},
            ],
        },
    )


def clock(
    tree: Tree, as_of: str, *postings: Posting, records_from: str = "2020-01", **weak: Any
) -> Clock:
    """The only clock of a first secretary with the postings; by default three years."""
    village(tree, **weak)
    tree.cadre(A, postings=list(postings or [("2025-03-01", "2028-02-29", VILLAGE)]))
    (found,) = clocks_of(tree.facts(as_of, records_from))
    return found


def at(found: Clock, name: str) -> Milestone:
    milestone = found.milestone(name)
    assert milestone is not None
    return milestone


@pytest.mark.parametrize(
    ("as_of", "state", "years"),
    [
        ("2025-03-01", "未到期", 0),
        ("2026-02-28", "未到期", 0),
        ("2026-03-01", "逾期未完成", 1),
        ("2028-02-29", "逾期未完成", 2),
    ],
)
def test_the_year_ends_the_day_before_the_anniversary(
    tree: Tree, as_of: str, state: str, years: int
) -> None:
    found = clock(tree, as_of)
    assert (at(found, IDEA).deadline, at(found, IDEA).state) == ("2026-02-28", state)
    assert found.years == years


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-02-28", "按期"), ("2026-03-01", "逾期完成"), ("2026-03-03", "逾期未完成")],
)
def test_an_idea_is_in_time_up_to_the_last_day(tree: Tree, day: str, state: str) -> None:
    found = clock(tree, "2026-03-02", idea={"date": day, "text": "办合作社"})
    assert at(found, IDEA).state == state


def test_an_idea_of_the_predecessor_is_an_idea(tree: Tree) -> None:
    found = clock(tree, "2026-03-02", idea={"date": "2024-12-20", "text": "办合作社"})
    assert at(found, IDEA).state == "按期"


@pytest.mark.parametrize(
    ("start", "deadlines"),
    [
        ("2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28"]),
        ("2025-02-28", ["2026-02-27", "2027-02-27", "2028-02-27"]),
        ("2025-03-01", ["2026-02-28", "2027-02-28", "2028-02-29"]),
        ("2025-01-01", ["2025-12-31", "2026-12-31", "2027-12-31"]),
    ],
)
def test_deadlines_around_a_leap_day(tree: Tree, start: str, deadlines: list[str]) -> None:
    village(tree, listed="2024-01-01")
    tree.cadre(A, postings=[(start, "2029-12-31", VILLAGE)])
    (found,) = clocks_of(tree.facts("2025-06-01", "2020-01"))
    assert [m.deadline for m in found.milestones] == deadlines


def test_a_village_lifted_in_time_asks_for_nothing_else(tree: Tree) -> None:
    found = clock(tree, "2028-06-01", lifted="2026-01-15")
    assert [m.state for m in found.milestones] == ["按期", "按期", "按期"]
    assert [m.reached_on for m in found.milestones] == ["2026-01-15"] * 3


def test_lifted_after_the_first_year_the_idea_was_late(tree: Tree) -> None:
    found = clock(tree, "2026-06-01", lifted="2026-05-01")
    assert [m.state for m in found.milestones] == ["逾期完成", "按期", "按期"]


def test_later_acts_have_not_happened(tree: Tree) -> None:
    found = clock(tree, "2025-07-31", idea=IDEA_IN_TIME, lifted="2025-08-15")
    assert [m.reached_on for m in found.milestones] == ["", "", ""]


def test_a_renewal_in_the_village_goes_on_counting(tree: Tree) -> None:
    postings = (("2025-03-01", "2027-02-28", VILLAGE), ("2027-03-01", "2029-02-28", VILLAGE))
    found = clock(tree, "2028-03-01", *postings, idea=IDEA_IN_TIME)
    assert len(found.postings) == 2
    assert (found.service.start, found.years) == ("2025-03-01", 3)
    assert [m.state for m in found.milestones] == ["按期", "逾期未完成", "逾期未完成"]


@pytest.mark.parametrize(
    "second", [("2027-03-02", "2029-02-28", VILLAGE), ("2027-03-01", "2029-02-28", OTHER)]
)
def test_a_gap_or_another_village_ends_the_clock(tree: Tree, second: Posting) -> None:
    village(tree)
    tree.cadre(A, postings=[("2025-03-01", "2027-02-28", VILLAGE), second])
    found = clocks_of(tree.facts("2028-03-01", "2020-01"))
    assert found[0].service.end == "2027-02-28"
    assert at(found[0], CHANNEL).state == "逾期未完成"
    assert at(found[0], LIFTED).state == "不计"
    assert len(found) == (2 if second[2] == VILLAGE else 1)


def test_a_member_who_becomes_secretary_begins_then(tree: Tree) -> None:
    village(tree)
    first = ("2025-03-01", "2026-02-28", VILLAGE, "驻村工作队员")
    tree.cadre(A, postings=[first, ("2026-03-01", "2028-02-29", VILLAGE)])
    (found,) = clocks_of(tree.facts("2026-06-01", "2020-01"))
    assert found.service.start == "2026-03-01"


def test_a_new_secretary_has_a_clock_of_his_own(tree: Tree) -> None:
    village(tree)
    tree.cadre(A, postings=[("2025-03-01", "2025-12-31", VILLAGE)])
    tree.cadre(B, postings=[("2026-01-01", "2027-12-31", VILLAGE)])
    old, new = clocks_of(tree.facts("2026-12-31", "2020-01"))
    assert [m.state for m in old.milestones] == ["不计", "不计", "不计"]
    assert [m.state for m in new.milestones] == ["未到期", "未到期", "未到期"]
    (_, new) = clocks_of(tree.facts("2027-01-01", "2020-01"))
    assert at(new, IDEA).state == "逾期未完成"


@pytest.mark.parametrize(("end", "state"), [("2026-02-27", "不计"), ("2026-02-28", "逾期未完成")])
def test_who_left_before_the_year_was_over_is_not_judged(tree: Tree, end: str, state: str) -> None:
    found = clock(tree, "2026-06-01", ("2025-03-01", end, VILLAGE))
    assert at(found, IDEA).state == state


@pytest.mark.parametrize(
    ("weak", "count"),
    [
        ({"listed": "2025-03-01"}, 1),
        ({"listed": "2025-03-02"}, 0),
        ({"lifted": "2025-03-01"}, 0),
        ({"lifted": "2025-03-02"}, 1),
    ],
)
def test_only_a_village_weak_on_arrival_starts_a_clock(
    tree: Tree, weak: dict[str, str], count: int
) -> None:
    village(tree, **weak)
    tree.cadre(A)
    assert len(clocks_of(tree.facts("2025-06-01", "2020-01"))) == count


def test_a_posting_to_come_has_no_clock_yet(tree: Tree) -> None:
    village(tree)
    tree.cadre(A)
    assert clocks_of(tree.facts("2025-02-28", "2020-01")) == ()


@pytest.mark.parametrize(
    ("records_from", "state"), [("2026-02", "逾期未完成"), ("2026-03", "不计")]
)
def test_years_that_ended_before_records_began_are_not_judged(
    tree: Tree, records_from: str, state: str
) -> None:
    assert at(clock(tree, "2026-06-01", records_from=records_from), IDEA).state == state


def test_other_regulations_ask_for_nothing(trees: Trees) -> None:
    found = clock(trees("s0"), "2026-06-01")
    assert found.milestones == ()


def talk(**more: Any) -> dict[str, Any]:
    base = {"cadre": A, "step": 1, "kind": "约谈本人", "by": "county-od", "date": "2026-03-05"}
    return {**base, **more}


@pytest.mark.parametrize(
    ("disposition", "owed"),
    [
        (talk(), False),
        (talk(kind="召回"), False),
        (talk(kind="及时调整"), False),
        (talk(kind="批评教育"), True),
        (talk(step=2), True),
        (talk(cadre=B), True),
        (talk(date="2026-02-28"), True),
        (talk(date="2026-03-01"), False),
        (talk(date="2026-06-02"), True),
    ],
)
def test_what_answers_a_failed_year(tree: Tree, disposition: dict[str, Any], owed: bool) -> None:
    milestone = at(clock(tree, "2026-06-01", dispositions=[disposition]), IDEA)
    assert milestone.failed
    assert bool(milestone.owed) is owed
    assert bool(milestone.done) is not owed or disposition["kind"] == "批评教育"


def test_what_was_reached_late_is_owed_an_answer_too(tree: Tree) -> None:
    late = {"date": "2026-04-01", "text": "办合作社"}
    milestone = at(clock(tree, "2026-06-01", idea=late), IDEA)
    assert [required.shown for required in milestone.owed] == ["约谈本人或召回或及时调整"]


@pytest.mark.parametrize(
    ("reason", "owed"), [("召回", False), ("调整", False), ("工作调动", True), ("期满", True)]
)
def test_a_posting_ended_for_it_is_an_answer(tree: Tree, reason: str, owed: bool) -> None:
    village(tree)
    path = f"{COUNTY}/cadres/{A}.yml"
    tree.cadre(A)
    text = (tree.root / path).read_text(encoding="utf-8")
    ended = f"to: '2027-02-28'\n  ended:\n    date: '2026-04-01'\n    reason: {reason}\n"
    assert text.count("to: '2027-02-28'\n") == 1
    (tree.root / path).write_text(text.replace("to: '2027-02-28'\n", ended), encoding="utf-8")
    (found,) = clocks_of(tree.facts("2026-06-01", "2020-01"))
    assert bool(at(found, IDEA).owed) is owed
    assert at(found, CHANNEL).state == "不计"


def test_weak_from_listing_to_lifting(tree: Tree) -> None:
    village(tree, lifted="2025-05-01")
    county = tree.facts("2025-06-01", "2020-01")
    (found,) = weak_villages(county)
    days = ("2024-11-30", "2024-12-01", "2025-04-30", "2025-05-01")
    assert [is_weak(found, day) for day in days] == [False, True, True, False]
    assert not is_weak(county.villages[OTHER], "2025-01-01")
