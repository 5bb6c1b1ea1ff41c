"""Which cases climb the ladder: confirmed, standing, found within the service, ends included."""

from __future__ import annotations

import pytest

from zhucun.facts.cases import case_of, unexcused_cases
from zhucun.read.layout import place_of
from zhucun.read.tree import Record


def case(number: int, found_on: str, **more: object) -> Record:
    path = f"records/a/b/cases/990101-c{number:03d}.yml"
    place = place_of(path)
    assert place is not None
    act = {"by": "county-od", "date": found_on}
    data = {
        "id": f"990101-c{number:03d}",
        "cadre": "990101-001",
        "kind": "无故不在岗",
        "found_on": found_on,
        "opened": act,
        "confirmed": act,
        **more,
    }
    return Record(path, place, {k: v for k, v in data.items() if v is not None})


@pytest.mark.parametrize(
    ("found_on", "counts"),
    [
        ("2025-02-28", False),
        ("2025-03-01", True),
        ("2026-07-01", True),
        ("2027-02-28", True),
        ("2027-03-01", False),
    ],
)
def test_the_first_and_the_last_day_belong_to_the_service(found_on: str, counts: bool) -> None:
    found = unexcused_cases([case_of(case(1, found_on))], "2025-03-01", "2027-02-28")
    assert bool(found) == counts


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "到岗不足", "month": "2026-07"},
        {"confirmed": None},
        {"withdrawn": {"by": "county-od", "date": "2026-07-05", "reason": "查否"}},
    ],
)
def test_others_do_not_climb(more: dict[str, object]) -> None:
    other = case_of(case(1, "2026-07-01", **more))
    assert unexcused_cases([other], "2025-03-01", None) == []


def test_they_stand_in_the_order_found() -> None:
    cases = [case_of(case(1, "2026-07-01")), case_of(case(2, "2026-03-01"))]
    assert [c.id for c in unexcused_cases(cases, "2025-03-01", None)] == [
        "990101-c002",
        "990101-c001",
    ]
