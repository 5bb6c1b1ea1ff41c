"""What is due and was paid: sums to the cent, differences, and what a county may show."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.planted import COUNTY, VILLAGE, A, B, Tree, whole
from zhucun.assess.catalogue import TABLES
from zhucun.assess.registry import cells_of
from zhucun.facts.payments import Payment, payments_of
from zhucun.facts.people import Cadre
from zhucun.facts.periods import quarter_of
from zhucun.facts.presence import MonthPresence
from zhucun.facts.quarters import CadreQuarter, DueMonth, total
from zhucun.facts.subsidy import COMPUTED, INAPPLICABLE, UNDETERMINED, Money
from zhucun.law.numbers import exact

AS_OF = "2026-10-20"
Q3 = ("2026-07", "2026-08", "2026-09")
SCHEMES = {"s0": "生活补助", "s1": "工作生活补助", "s4": "伙食补助"}


def payment(yuan: float, *months: str, cadre: str = A, scheme: str = "生活补助") -> dict[str, Any]:
    return {
        "cadre": cadre,
        "scheme": scheme,
        "months": list(months),
        "yuan": yuan,
        "date": "2026-10-12",
        "payer": "示例单位",
    }


def pay(tree: Tree, *payments: dict[str, Any]) -> None:
    numbered = [{"id": f"p{n}", **each} for n, each in enumerate(payments)]
    tree.write(f"{COUNTY}/payments/2026-Q4.yml", {"quarter": "2026-Q4", "payments": numbered})


def rows(tree: Tree, table: str, year: int = 2026, as_of: str = AS_OF) -> list[dict[str, Any]]:
    cells = cells_of(tree.facts(as_of), TABLES[table], year)
    return [{key: cell.value for key, cell in row.items()} for row in cells]


def served(tree: Tree, *cadres: str, days: int = 20) -> Tree:
    for cadre in cadres:
        tree.cadre(cadre, postings=[("2026-07-01", "2028-06-30", VILLAGE)])
        for month in Q3:
            tree.month(month, cadre=cadre, **whole(month, days))
    return tree


def quarter_row(tree: Tree) -> dict[str, Any]:
    return next(r for r in rows(tree, "cadre_quarter") if r["quarter"] == "2026-Q3")


@pytest.mark.parametrize(("regulation", "yuan"), [("s0", 3300), ("s1", 5100), ("s4", 6000)])
def test_three_months_of_twenty_days(trees: Any, regulation: str, yuan: int) -> None:
    tree = served(trees(regulation), A)
    pay(tree, *(payment(yuan / 3, month, scheme=SCHEMES[regulation]) for month in Q3))
    row = quarter_row(tree)
    assert (row["payable"], row["paid"], row["difference"]) == (yuan, yuan, 0)
    assert (row["months"], row["scheme"]) == (list(Q3), SCHEMES[regulation])


def test_cents_add_up(tree: Tree) -> None:
    served(tree, A)
    pay(tree, *(payment(0.1, month) for month in Q3))
    assert quarter_row(tree)["paid"] == 0.3
    assert quarter_row(tree)["difference"] == -3299.7


def test_other_schemes_are_apart(tree: Tree) -> None:
    served(tree, A)
    pay(tree, payment(3300, *Q3), payment(77.7, *Q3, scheme="自治区补助"))
    row = quarter_row(tree)
    assert (row["paid"], row["other"], row["difference"]) == (3300, 77.7, 0)


@pytest.mark.parametrize("month", ["2026-10", "2026-06"])
def test_a_payment_for_other_months_too_leaves_the_difference_open(tree: Tree, month: str) -> None:
    served(tree, A)
    pay(tree, payment(4000, *Q3, month))
    row = quarter_row(tree)
    assert (row["payable"], row["paid"], row["difference"]) == (3300, None, None)


def test_a_payment_after_the_day_judged_has_not_happened(tree: Tree) -> None:
    served(tree, A)
    pay(tree, payment(3300, *Q3))
    assert [p.yuan for p in payments_of(tree.facts("2026-10-11"))] == []
    assert [p.yuan for p in payments_of(tree.facts("2026-10-12"))] == [3300]


def test_s1_leaves_a_quarter_with_a_partial_month_to_people(trees: Any) -> None:
    tree = trees("s1")
    tree.cadre(postings=[("2026-07-15", "2028-07-14", VILLAGE)])
    for month in Q3[1:]:
        tree.month(month, **whole(month, 20))
    row = quarter_row(tree)
    assert (row["payable"], row["difference"], row["state"]) == (None, None, UNDETERMINED)
    assert row["for_people"] == ["2026-07 任职不满整月，补助由人确定。"]


def test_a_running_quarter_has_no_difference(tree: Tree) -> None:
    served(tree, A)
    row = rows(tree, "cadre_quarter", as_of="2026-09-15")[0]
    assert (row["months"], row["payable"]) == (list(Q3[:2]), 2200)
    assert (row["difference"], row["state"]) == (None, "未到期")


C = "990101-003"


@pytest.mark.parametrize(
    ("cadres", "unsealed", "payable", "state"),
    [
        ((A, B, C), "", 9900, "已计算"),
        ((A, B), "", None, "人数少，不列金额"),
        ((A, B, C), "2026-08", None, "未封存"),
    ],
)
def test_a_county_shows_its_sums_once_they_are_settled_and_of_three(
    tree: Tree, cadres: tuple[str, ...], unsealed: str, payable: int | None, state: str
) -> None:
    served(tree, *cadres)
    tree.unsealed.add(unsealed)
    pay(tree, *(payment(1000.5, *Q3, cadre=cadre) for cadre in cadres))
    (row,) = rows(tree, "county_quarter")
    assert (row["cadres"], row["payable"], row["state"]) == (len(cadres), payable, state)
    assert row["paid"] == (None if payable is None else 3001.5)


def test_the_excluded_do_not_count_among_the_three(trees: Any) -> None:
    tree = served(trees("s4"), A, B)
    tree.cadre(C, postings=[("2026-07-01", "2028-06-30", "990101100001")])
    for month in Q3:
        tree.month(month, cadre=C, **whole(month, 20))
    (row,) = rows(tree, "county_quarter")
    assert (row["cadres"], row["payable"], row["state"]) == (3, None, "人数少，不列金额")


# -- properties ----------------------------------------------------------------------------

CENTS = st.integers(0, 10_000_000)


def paid(cents: int, n: int = 0) -> Payment:
    place = ("records/x.yml", f"/payments/{n}")
    return Payment(str(n), A, "生活补助", Q3, exact(cents / 100), AS_OF, "", "", *place)


def due(yuan: int | None, state: str, month: str) -> DueMonth:
    presence = cast(MonthPresence, type("Month", (), {"month": month, "is_sealed": True})())
    return DueMonth(presence, Money(state, None, yuan, "", ()))


MONTHS = st.lists(
    st.one_of(
        st.builds(lambda yuan: (yuan, COMPUTED), st.integers(0, 5000)),
        st.sampled_from([(None, UNDETERMINED), (None, INAPPLICABLE)]),
    ),
    min_size=3,
    max_size=3,
)


def quarter(months: list[tuple[int | None, str]], cents: list[int], over: bool) -> CadreQuarter:
    dues = tuple(due(*month, name) for month, name in zip(months, Q3, strict=True))
    payments = tuple(paid(each, n) for n, each in enumerate(cents))
    cadre = cast(Cadre, None)
    return CadreQuarter(cadre, "2026-Q3", dues, "生活补助", payments, (), over)


@given(st.lists(CENTS, max_size=40))
def test_a_total_is_exact_to_the_cent(cents: list[int]) -> None:
    found = total(tuple(paid(each, n) for n, each in enumerate(cents)))
    assert found * 100 == sum(cents)
    assert round(float(found), 2) == float(Decimal(sum(cents)) / 100)


@given(MONTHS, st.lists(CENTS, max_size=5), st.booleans())
def test_the_difference_is_paid_less_payable_or_open(
    months: list[tuple[int | None, str]], cents: list[int], over: bool
) -> None:
    found = quarter(months, cents, over)
    states = [state for _, state in months]
    if not over or UNDETERMINED in states:
        assert found.difference is None
    else:
        assert found.difference is not None
        assert found.difference * 100 == sum(cents) - 100 * sum(yuan or 0 for yuan, _ in months)
    assert (found.payable is None) == (UNDETERMINED in states or COMPUTED not in states)


@given(MONTHS)
def test_payable_does_not_depend_on_the_order_of_months(
    months: list[tuple[int | None, str]],
) -> None:
    assert quarter(months, [], True).payable == quarter(months[::-1], [], True).payable


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_a_month_lies_in_its_quarter(year: int, month: int) -> None:
    assert quarter_of(f"{year}-{month:02d}") == f"{year}-Q{(month - 1) // 3 + 1}"
