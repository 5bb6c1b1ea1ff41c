"""Days, weeks and months: what a clerk writes is read as it was meant, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.facts.dates import (
    DaysError,
    Span,
    days_between,
    each_day,
    is_over,
    is_week,
    joined,
    month_is_over,
    month_span,
    months_between,
    parse_days,
    plus,
    week_days,
    week_of,
    weeks_of_month,
    year_is_over,
)

DAYS = st.dates(date(2010, 1, 1), date(2060, 12, 31)).map(date.isoformat)


@pytest.mark.parametrize(
    ("written", "days"),
    [(10, (10,)), ("10", (10,)), ("1-3", (1, 2, 3)), ("1-2, 5,7-8", (1, 2, 5, 7, 8))],
)
def test_day_expressions(written: str | int, days: tuple[int, ...]) -> None:
    assert parse_days(written) == days


@pytest.mark.parametrize(("as_of", "over"), [("2026-12-31", False), ("2027-01-01", True)])
def test_a_period_is_over_only_after_its_last_day(as_of: str, over: bool) -> None:
    assert is_over("2026-12-31", as_of) is over
    assert month_is_over("2026-12", as_of) is over
    assert year_is_over(2026, as_of) is over


def test_repeats_are_kept_for_the_rules_to_see() -> None:
    assert parse_days("1-3, 2") == (1, 2, 3, 2)


@pytest.mark.parametrize("written", ["3-1", "0", "0-3", "30-32", "99"])
def test_meaningless_days_are_refused(written: str) -> None:
    with pytest.raises(DaysError):
        parse_days(written)


@given(st.sets(st.integers(1, 31), min_size=1))
def test_any_set_of_days_survives_writing(days: set[int]) -> None:
    assert set(parse_days(", ".join(map(str, sorted(days))))) == days


@given(DAYS)
def test_every_week_belongs_to_one_month(day: str) -> None:
    week = week_of(day)
    assert day in week_days(week)
    around = list(months_between(plus(day, -40)[:7], plus(day, 40)[:7]))
    assert [m for m in around if week in weeks_of_month(m)] == [week_days(week)[6][:7]]


@given(DAYS, st.integers(0, 400))
def test_each_day_counts_both_ends(start: str, more: int) -> None:
    end = plus(start, more)
    days = list(each_day(start, end))
    assert len(days) == days_between(start, end) == more + 1
    assert days[0] == start
    assert days[-1] == end


@given(DAYS, st.integers(0, 60), DAYS)
def test_a_span_covers_its_days_only(start: str, more: int, day: str) -> None:
    span = Span(start, plus(start, more))
    assert span.covers(day) == (day in set(each_day(start, plus(start, more))))
    assert span.meets(day, day) == span.covers(day)


def test_only_some_years_have_a_week_53() -> None:
    assert is_week("2026-W53")
    assert not is_week("2025-W53")


@given(DAYS)
def test_a_month_ends_the_day_before_the_next(day: str) -> None:
    first, last = month_span(day[:7])
    assert first <= day <= last
    assert date.fromisoformat(last) + timedelta(days=1) == date.fromisoformat(plus(last, 1))
    assert plus(last, 1).endswith("-01")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        (
            [("2026-01-01", "2026-05-31"), ("2026-06-01", "2026-12-31")],
            [("2026-01-01", "2026-12-31")],
        ),
        (
            [("2026-06-02", "2026-12-31"), ("2026-01-01", "2026-05-31")],
            [("2026-01-01", "2026-05-31"), ("2026-06-02", "2026-12-31")],
        ),
        (
            [("2026-01-01", "2026-12-31"), ("2026-03-01", "2026-04-30")],
            [("2026-01-01", "2026-12-31")],
        ),
        ([("2026-01-01", None), ("2026-03-01", "2026-04-30")], [("2026-01-01", None)]),
        ([("2026-01-01", "2026-05-31"), ("2026-03-01", None)], [("2026-01-01", None)]),
        (
            [("2026-01-01", None), ("2026-03-01", "2026-04-30"), ("2027-01-01", None)],
            [("2026-01-01", None)],
        ),
    ],
)
def test_spans_that_touch_are_one(
    spans: list[tuple[str, str | None]], expected: list[tuple[str, str | None]]
) -> None:
    found = joined(Span(start, end) for start, end in spans)
    assert [(span.start, span.end) for span in found] == expected
