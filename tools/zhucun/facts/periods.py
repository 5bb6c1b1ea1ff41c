"""Periods in which something is due: weeks, months, quarters, halves, years, years of service.

Calendar periods go by their code, which sorts as time does within a kind: 2026-W40, 2026-09,
2026-Q3, 2026-H1, 2026. Others by their days: 2025-03-01/2026-02-28.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhucun.facts.dates import Span, month_length, month_span, plus, week_days, week_of

WEEK, MONTH, QUARTER, HALF_YEAR, YEAR = "week", "month", "quarter", "half_year", "year"
SERVICE_YEAR, TERM = "service_year", "term"
#: Kinds that everybody shares; the others depend on a posting.
CALENDAR = (WEEK, MONTH, QUARTER, HALF_YEAR, YEAR)
#: A period's kind in Chinese: 每季度.
EACH = {
    WEEK: "每周",
    MONTH: "每月",
    QUARTER: "每季度",
    HALF_YEAR: "每半年",
    YEAR: "每年",
    SERVICE_YEAR: "每个任职年",
    TERM: "每个任期",
}
_MONTHS = {MONTH: 1, QUARTER: 3, HALF_YEAR: 6, YEAR: 12}
_CODE = re.compile(r"(\d{4})(?:-(?:(W\d{2})|(\d{2})|Q([1-4])|H([12])))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole days, both ends included, with its kind and its code."""

    per: str
    code: str
    start: str
    end: str

    @property
    def shown(self) -> str:
        """The period in Chinese: 2026 年第三季度."""
        return in_words(self.code)


@lru_cache(maxsize=8192)
def period_at(per: str, day: str) -> Period:
    """The calendar period of a kind that a day lies in; KeyError for a kind that has none."""
    if per == WEEK:
        week = week_of(day)
        days = week_days(week)
        return Period(per, week, days[0], days[6])
    year, index = day[:4], (int(day[5:7]) - 1) // _MONTHS[per]
    first, last = index * _MONTHS[per] + 1, (index + 1) * _MONTHS[per]
    code = {
        MONTH: f"{year}-{first:02d}",
        QUARTER: f"{year}-Q{index + 1}",
        HALF_YEAR: f"{year}-H{index + 1}",
        YEAR: year,
    }[per]
    return Period(per, code, f"{year}-{first:02d}-01", month_span(f"{year}-{last:02d}")[1])


def first_day(code: str) -> str:
    """The first day of a period by its code; "" for a code of no kind."""
    return (span_of(code) or ("", ""))[0]


@lru_cache(maxsize=8192)
def span_of(code: str) -> tuple[str, str] | None:
    """First and last day of a calendar period by its code; None for what is no such code."""
    found = _CODE.fullmatch(code)
    if not found:
        return None
    year, week, month, quarter, half = found.groups()
    if week:
        try:
            days = week_days(f"{year}-{week}")
        except ValueError:
            return None
        return days[0], days[6]
    if month:
        return month_span(code) if "01" <= month <= "12" else None
    if quarter:
        last = int(quarter) * 3
        return f"{year}-{last - 2:02d}-01", month_span(f"{year}-{last:02d}")[1]
    if half:
        return (
            (f"{year}-01-01", f"{year}-06-30")
            if half == "1"
            else (f"{year}-07-01", f"{year}-12-31")
        )
    return f"{year}-01-01", f"{year}-12-31"


def quarter_of(month: str) -> str:
    """The quarter YYYY-Qn of a month."""
    return period_at(QUARTER, f"{month}-01").code


def periods_from(per: str, first: str, last: str) -> Iterator[Period]:
    """Calendar periods that begin on or after `first` and by `last`, in order."""
    if first > last:
        return
    period = period_at(per, first)
    if period.start < first:
        period = period_at(per, plus(period.end, 1))
    while period.start <= last:
        yield period
        period = period_at(per, plus(period.end, 1))


def last_day_of_term(start: str, years: int) -> str:
    """The day before the anniversary; for 29 February in a common year the end of that month."""
    year = int(start[:4]) + years
    if start[5:] == "02-29" and month_length(f"{year}-02") == 28:
        return f"{year}-02-28"
    return plus(f"{year}{start[4:]}", -1)


def service_years(service: Span, last: str) -> Iterator[Period]:
    """The years of an unbroken service that begin by `last` and that the service fills."""
    start, n = service.start, 1
    while start <= last:
        end = last_day_of_term(service.start, n)
        if service.end is not None and end > service.end:
            return
        yield Period(SERVICE_YEAR, f"{start}/{end}", start, end)
        start, n = plus(end, 1), n + 1


def in_words(code: str) -> str:
    """A period's code in Chinese; a code of another shape as it is."""
    first, slash, last = code.partition("/")
    if slash:
        return f"{first} 至 {last}"
    found = _CODE.fullmatch(code)
    if not found:
        return code
    year, week, month, quarter, half = found.groups()
    if week:
        return f"{year} 年第 {int(week[1:])} 周"
    if month:
        return f"{year} 年 {int(month)} 月"
    if quarter:
        return f"{year} 年第{'一二三四'[int(quarter) - 1]}季度"
    if half:
        return f"{year} 年{'上下'[int(half) - 1]}半年"
    return f"{year} 年"
