"""Years and months of service: an anniversary counts on its day, and ages by the month of birth."""

from __future__ import annotations

import pytest

from zhucun.facts.durations import age_of, whole_months, whole_years, years_between


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [("1990-05", "2025-04-30", 34), ("1990-05", "2025-05-01", 35), ("1990-12", "2026-01-01", 35)],
)
def test_an_age_is_reached_with_the_month_of_birth(birth: str, day: str, age: int) -> None:
    assert age_of(birth, day) == age


@pytest.mark.parametrize(
    ("start", "last", "years"),
    [
        ("2022-03-01", "2025-02-27", 2),
        ("2022-03-01", "2025-02-28", 3),
        ("2024-02-29", "2025-02-27", 0),
        ("2024-02-29", "2025-02-28", 1),
        ("2022-03-01", "2022-03-01", 0),
    ],
)
def test_a_year_is_full_the_day_before_its_anniversary(start: str, last: str, years: int) -> None:
    assert whole_years(start, last) == years


@pytest.mark.parametrize(
    ("start", "last", "months"),
    [
        ("2026-03-02", "2026-03-31", 0),
        ("2026-03-02", "2026-04-01", 1),
        ("2026-03-01", "2026-03-31", 1),
        ("2026-01-31", "2026-02-28", 1),
        ("2025-12-15", "2026-02-14", 2),
    ],
)
def test_a_month_is_full_the_day_before_its_day(start: str, last: str, months: int) -> None:
    assert whole_months(start, last) == months


def test_years_are_whole_on_an_anniversary_and_more_the_day_after() -> None:
    assert years_between("2024-09-10", "2026-09-10") == 2
    assert years_between("2024-09-10", "2026-09-11") > 2
    assert years_between("2024-09-10", "2026-09-09") < 2
    assert years_between("2024-02-29", "2025-03-01") == 1
    assert years_between("2024-09-10", "2024-09-10") == 0
