"""How long: whole years and months of service, and a person's age by the month of birth."""

from __future__ import annotations

from zhucun.facts.dates import days_between, is_date, plus


def age_of(birth: str, day: str) -> int:
    """Whole years from a month of birth (YYYY-MM) to the month of a day."""
    return int(day[:4]) - int(birth[:4]) - (day[5:7] < birth[5:7])


def whole_years(start: str, last: str) -> int:
    """Whole years from a day to another, both included: a year ends the day before its day."""
    after = plus(last, 1)
    return int(after[:4]) - int(start[:4]) - (after[5:] < start[5:])


def whole_months(start: str, last: str) -> int:
    """Whole months from a day to another, both included."""
    after = plus(last, 1)
    months = (int(after[:4]) - int(start[:4])) * 12 + int(after[5:7]) - int(start[5:7])
    return months - (after[8:] < start[8:])


def years_between(start: str, last: str) -> float:
    """Years from a day to a later one: 2.0 on the second anniversary, more the day after."""
    years = int(last[:4]) - int(start[:4]) - (last[5:] < start[5:])
    day = f"{int(start[:4]) + years:04d}{start[4:]}"
    anniversary = day if is_date(day) else f"{day[:4]}-03-01"
    return round(years + (days_between(anniversary, last) - 1) / 366, 3)
