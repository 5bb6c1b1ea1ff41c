"""What becomes of a posting: served, ended, renewed, carried on without a word, overstayed."""

from __future__ import annotations

from typing import Any

import pytest

from assess.planted import COUNTY, VILLAGE, A, Tree, Trees
from zhucun.facts.terms import Term, terms_of

OTHER = "990101100202"
FIRST = {"from": "2024-03-01", "to": "2026-02-28"}
NEXT = {"from": "2026-03-01", "to": "2028-02-29"}


@pytest.fixture
def tree(trees: Trees) -> Tree:
    """An empty county under S0."""
    return trees("s0")


def posted(tree: Tree, *postings: dict[str, Any]) -> None:
    person = {
        "id": A,
        "name": "示例甲",
        "identity": "公务员",
        "unit": "city",
        "phone": "10000000001",
    }
    appointment = {"issuer": "县委组织部", "doc_no": "示〔2024〕1 号", "date": "2024-02-20"}
    items = [
        {"serial": n, "role": "第一书记", "village": VILLAGE, "appointment": appointment, **each}
        for n, each in enumerate(postings, 1)
    ]
    tree.write(f"{COUNTY}/cadres/{A}.yml", {**person, "postings": items})


def terms(tree: Tree, day: str) -> list[Term]:
    return list(terms_of(tree.facts(day), day))


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        ("2024-02-29", "未到任", 730),
        ("2024-03-01", "在任", 729),
        ("2026-02-28", "在任", 0),
        ("2026-03-01", "超期", -1),
    ],
)
def test_a_term_runs_to_its_last_day(tree: Tree, day: str, state: str, left: int) -> None:
    posted(tree, FIRST)
    (term,) = terms(tree, day)
    assert (term.state, term.days_left) == (state, left)


@pytest.mark.parametrize("reason", ["期满", "召回", "工作调动"])
def test_an_end_on_record_is_an_end(tree: Tree, reason: str) -> None:
    posted(tree, {**FIRST, "ended": {"date": "2026-02-28", "reason": reason}})
    assert terms(tree, "2026-06-30")[0].state == "已结束"


@pytest.mark.parametrize(
    ("following", "state"),
    [
        ({**NEXT, "renewal_of": 1}, "已连任"),
        (NEXT, "续任未写连任"),
        ({**NEXT, "village": OTHER}, "已结束"),
        ({**NEXT, "from": "2026-03-02"}, "已结束"),
    ],
)
def test_the_next_posting_says_what_became_of_the_last(
    tree: Tree, following: dict[str, Any], state: str
) -> None:
    posted(tree, FIRST, following)
    first, second = terms(tree, "2026-06-30")
    assert (first.state, second.state) == (state, "在任")


def test_who_was_recalled_and_comes_back_is_not_renewed(tree: Tree) -> None:
    posted(tree, {**FIRST, "ended": {"date": "2026-02-28", "reason": "召回"}}, NEXT)
    assert terms(tree, "2026-06-30")[0].state == "已结束"


def test_a_posting_to_come_accounts_for_nothing_yet(tree: Tree) -> None:
    posted(tree, FIRST, {**NEXT, "from": "2026-05-01", "renewal_of": 1})
    assert [t.state for t in terms(tree, "2026-04-30")] == ["超期", "未到任"]
    assert [t.state for t in terms(tree, "2026-05-01")] == ["已连任", "在任"]
