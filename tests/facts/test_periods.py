"""Periods: each day has one of each kind, they follow without gaps, codes lead back to days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.facts.dates import Span, days_between, plus
from zhucun.facts.periods import (
    CALENDAR,
    in_words,
    last_day_of_term,
    period_at,
    periods_from,
    service_years,
    span_of,
)

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31)).map(date.isoformat)
KINDS = st.sampled_from(CALENDAR)


@pytest.mark.parametrize(
    ("per", "day", "code", "start", "end"),
    [
        ("week", "2027-01-01", "2026-W53", "2026-12-28", "2027-01-03"),
        ("month", "2024-02-29", "2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2026-03-31", "2026-Q1", "2026-01-01", "2026-03-31"),
        ("quarter", "2026-04-01", "2026-Q2", "2026-04-01", "2026-06-30"),
        ("half_year", "2026-06-30", "2026-H1", "2026-01-01", "2026-06-30"),
        ("half_year", "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31"),
        ("year", "2026-12-31", "2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_boundaries(per: str, day: str, code: str, start: str, end: str) -> None:
    period = period_at(per, day)
    assert (period.code, period.start, period.end) == (code, start, end)


@given(KINDS, DAYS)
def test_a_day_lies_in_its_period_and_the_code_leads_back(per: str, day: str) -> None:
    period = period_at(per, day)
    assert period.start <= day <= period.end
    assert span_of(period.code) == (period.start, period.end)
    assert period_at(per, period.start) == period_at(per, period.end) == period
    assert period_at(per, plus(period.end, 1)) != period


@given(KINDS, DAYS, st.integers(0, 800))
def test_periods_follow_one_another(per: str, first: str, length: int) -> None:
    last = plus(first, length)
    periods = list(periods_from(per, first, last))
    assert all(first <= p.start <= last for p in periods)
    assert all(plus(a.end, 1) == b.start for a, b in pairwise(periods))
    before = period_at(per, first)
    expected = before.start if before.start == first else plus(before.end, 1)
    assert [p.start for p in periods[:1]] == ([expected] if expected <= last else [])
    if periods:
        assert plus(periods[-1].end, 1) > last


@given(DAYS, st.integers(0, 1500))
def test_years_of_service_follow_one_another_and_end_within_it(start: str, length: int) -> None:
    service = Span(start, plus(start, length))
    years = list(service_years(service, "2040-12-31"))
    assert all(plus(a.end, 1) == b.start for a, b in pairwise(years))
    assert all(365 <= days_between(y.start, y.end) <= 366 for y in years)
    assert all(service.covers(y.start) and service.covers(y.end) for y in years)
    assert service.end is not None
    assert last_day_of_term(start, len(years) + 1) > service.end


def test_a_service_from_the_29th_of_february() -> None:
    years = list(service_years(Span("2024-02-29", None), "2028-03-01"))
    assert [(y.start, y.end) for y in years] == [
        ("2024-02-29", "2025-02-28"),
        ("2025-03-01", "2026-02-28"),
        ("2026-03-01", "2027-02-28"),
        ("2027-03-01", "2028-02-28"),
        ("2028-02-29", "2029-02-28"),
    ]


def test_a_term_ends_on_the_day_before_the_anniversary() -> None:
    assert last_day_of_term("2025-03-01", 2) == "2027-02-28"
    assert last_day_of_term("2024-03-01", 4) == "2028-02-29"
    assert last_day_of_term("2024-02-29", 1) == "2025-02-28"
    assert last_day_of_term("2024-02-29", 4) == "2028-02-28"


@pytest.mark.parametrize("code", ["2026-Q5", "2026-H3", "2026-13", "2026-00", "2025-W53", "x", ""])
def test_what_is_no_code_has_no_days(code: str) -> None:
    assert span_of(code) is None


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2026-W05", "2026 年第 5 周"),
        ("2026-09", "2026 年 9 月"),
        ("2026-Q3", "2026 年第三季度"),
        ("2026-H2", "2026 年下半年"),
        ("2026", "2026 年"),
        ("2025-03-01/2026-02-28", "2025-03-01 至 2026-02-28"),
        ("别的", "别的"),
    ],
)
def test_in_words(code: str, words: str) -> None:
    assert in_words(code) == words


@pytest.mark.parametrize("per", CALENDAR)
def test_nothing_begins_between_the_last_day_there_is_and_an_earlier_one(per: str) -> None:
    assert list(periods_from(per, "9999-12-01", "2026-11-05")) == []
