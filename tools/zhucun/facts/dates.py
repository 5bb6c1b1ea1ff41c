"""Days, months, ISO weeks and spans, all as ISO text so that they compare and sort as they read."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Span:
    """An inclusive run of days; `end` None is open."""

    start: str
    end: str | None = None

    def covers(self, day: str) -> bool:
        """Whether `day` lies within."""
        return self.start <= day and (self.end is None or day <= self.end)

    def meets(self, start: str, end: str) -> bool:
        """Whether any day of start..end lies within."""
        return self.start <= end and (self.end is None or start <= self.end)


def plus(day: str, days: int) -> str:
    """The ISO date `days` after (or before) `day`."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap or follow one another without a day between as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        last = found[-1] if found else None
        if last and (last.end is None or span.start <= plus(last.end, 1)):
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            found[-1] = Span(last.start, end)
        else:
            found.append(span)
    return tuple(found)


def days_between(start: str, end: str) -> int:
    """Number of days from start to end, both included; 0 or less when reversed."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1


def each_day(start: str, end: str) -> Iterator[str]:
    """Every ISO date from start to end, both included."""
    first, last = date.fromisoformat(start).toordinal(), date.fromisoformat(end).toordinal()
    for ordinal in range(first, last + 1):
        yield date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=4096)
def month_length(month: str) -> int:
    """Days of a month `YYYY-MM`."""
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1]


def month_span(month: str) -> tuple[str, str]:
    """First and last day of a month."""
    return f"{month}-01", f"{month}-{month_length(month):02d}"


def month_of(day: str) -> str:
    """The month `YYYY-MM` of a day."""
    return day[:7]


def next_month(month: str) -> str:
    """The month after."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04d}-{number % 12 + 1:02d}"


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from first to last, both included."""
    month = first
    while month <= last:
        yield month
        month = next_month(month)


@lru_cache(maxsize=4096)
def week_of(day: str) -> str:
    """The ISO week `YYYY-Www` of a day."""
    year, week, _ = date.fromisoformat(day).isocalendar()
    return f"{year:04d}-W{week:02d}"


@lru_cache(maxsize=4096)
def week_days(week: str) -> tuple[str, ...]:
    """The seven days of an ISO week, Monday first. ValueError if the year has no such week."""
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    return tuple((monday + timedelta(days=n)).isoformat() for n in range(7))


@lru_cache(maxsize=1024)
def weeks_of_month(month: str) -> tuple[str, ...]:
    """ISO weeks that end (on their Sunday) within the month, in order: each week has one month."""
    first, last = month_span(month)
    weeks = {week_of(day): None for day in each_day(first, last)}
    return tuple(w for w in weeks if first <= week_days(w)[6] <= last)


def is_date(text: str) -> bool:
    """Whether `text` is a day that exists."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_week(text: str) -> bool:
    """Whether `text` is an ISO week that its year has (not every year has a week 53)."""
    try:
        week_days(text)
    except ValueError:
        return False
    return True


def is_over(end: str, as_of: str) -> bool:
    """Whether what ends with the day `end` lies behind a day: on its last day it isn't over yet."""
    return end < as_of


def year_is_over(year: int, as_of: str) -> bool:
    """Whether a calendar year is over."""
    return is_over(f"{year:04d}-12-31", as_of)


def month_is_over(month: str, as_of: str) -> bool:
    """Whether a month `YYYY-MM` is over."""
    return is_over(month_span(month)[1], as_of)


class DaysError(ValueError):
    """A day expression that means nothing; the message is a Chinese sentence."""


@lru_cache(maxsize=65536)
def parse_days(expression: str | int) -> tuple[int, ...]:
    """Days of a month from `1-9, 12` or `10`, in the order written, repeats kept.

    DaysError for a reversed run or a day 0 or above 31. Whether the month has the day is not
    judged here.
    """
    days: list[int] = []
    for part in str(expression).split(","):
        first, _, last = part.strip().partition("-")
        start, end = int(first), int(last or first)
        if start > end:
            raise DaysError(f"“{part.strip()}”的起止颠倒了")
        if start < 1 or end > 31:
            raise DaysError(f"“{part.strip()}”里有不存在的日")
        days.extend(range(start, end + 1))
    return tuple(days)
