"""The statutory calendar: the published totals, an independent library, and no guessing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest

from zhucun.law.workdays import Calendar, CalendarMissing, Day, check_calendar

YEARS = [2025, 2026]
chinese_calendar = import_module("chinese_calendar")  # has no type information


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [day for step in range(366) if (day := first + timedelta(days=step)).year == year]


@pytest.mark.parametrize(
    ("year", "off", "make_up", "working"), [(2025, 28, 5, 248), (2026, 33, 6, 248)]
)
def test_totals(calendar: Calendar, year: int, off: int, make_up: int, working: int) -> None:
    kinds = [calendar.day(day.isoformat()) for day in _days(year)]
    assert sum(day.kind == "节假日" for day in kinds) == off
    assert sum(day.kind == "调休上班" for day in kinds) == make_up
    assert sum(day.working for day in kinds) == working


def test_make_up_days_of_2026(calendar: Calendar) -> None:
    assert sorted(day[5:] for day in calendar.make_up if day.startswith("2026")) == [
        "01-04",
        "02-14",
        "02-28",
        "05-09",
        "09-20",
        "10-10",
    ]


def test_working_days_by_month_of_2025(calendar: Calendar) -> None:
    counts = [len(calendar.workdays(f"2025-{month:02}")) for month in range(1, 13)]
    assert (counts[0], counts[1], counts[4], counts[9]) == (19, 19, 19, 18)
    assert (counts[5], counts[10]) == (20, 20)
    assert sum(counts) == 248


@pytest.mark.parametrize("year", YEARS)
def test_chinesecalendar_agrees_on_every_day(calendar: Calendar, year: int) -> None:
    for day in _days(year):
        assert calendar.is_workday(day.isoformat()) == chinese_calendar.is_workday(day), day


@pytest.mark.parametrize(
    ("day", "kind", "holiday"),
    [
        ("2026-10-16", "工作日", ""),
        ("2026-10-17", "周末", ""),
        ("2026-10-01", "节假日", "国庆节"),
        ("2026-10-04", "节假日", "国庆节"),
        ("2026-10-10", "调休上班", "国庆节"),
        ("2026-02-28", "调休上班", "春节"),
    ],
)
def test_kinds_of_day(calendar: Calendar, day: str, kind: str, holiday: str) -> None:
    assert calendar.day(day) == Day(kind, holiday)


def test_a_year_not_loaded_has_no_answer(calendar: Calendar) -> None:
    for ask in (calendar.day, calendar.is_workday):
        with pytest.raises(CalendarMissing) as missing:
            ask("2027-03-01")
        assert missing.value.year == 2027
        assert str(missing.value) == (
            "2027 年的放假安排没有录入：请添加 records/calendar/2027.yml。"
        )
    with pytest.raises(CalendarMissing):
        calendar.workdays("2027-03")


def test_the_records_have_no_fault(calendars: dict[str, Any]) -> None:
    assert len(calendars) == len(YEARS)
    for path, raw in calendars.items():
        assert check_calendar(raw, path) == []


@pytest.mark.parametrize(
    ("damage", "code", "pointer"),
    [
        (lambda raw: raw.update(year=2025), "year-differs", "/year"),
        (lambda raw: raw["holidays"][0].update(to="2025-12-31"), "reversed", "/holidays/0/to"),
        (lambda raw: raw["holidays"][1].update(to="2027-01-01"), "other-year", "/holidays/1"),
        (lambda raw: raw["make_up"].append(raw["make_up"][0]), "twice", "/make_up/6/date"),
        (lambda raw: raw["make_up"][0].update(date="2026-01-01"), "twice", "/make_up/0/date"),
        (
            lambda raw: raw["make_up"][0].update(date="2026-01-06"),
            "idle-make-up",
            "/make_up/0/date",
        ),
    ],
)
def test_damage_is_found(
    calendars: dict[str, Any], damage: Callable[[Any], object], code: str, pointer: str
) -> None:
    path = "records/calendar/2026.yml"
    damage(calendars[path])
    faults = check_calendar(calendars[path], path)
    assert (code, pointer) in [(fault.code, fault.pointer) for fault in faults]
