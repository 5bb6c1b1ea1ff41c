"""Statutory days off and make-up workdays, year by year; a year not loaded has no answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Raw = Mapping[str, Any]

WORKDAY = "工作日"
WEEKEND = "周末"
HOLIDAY = "节假日"
MAKE_UP = "调休上班"


class CalendarMissing(LookupError):
    """No calendar record of the year is loaded, so its workdays are unknown."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} 年的放假安排没有录入：请添加 records/calendar/{year}.yml。")
        self.year = year


@dataclass(frozen=True, slots=True)
class Day:
    """A day's kind (工作日, 周末, 节假日, 调休上班) and, for the last two, the holiday's name."""

    kind: str
    holiday: str

    @property
    def working(self) -> bool:
        """Whether work is due."""
        return self.kind in (WORKDAY, MAKE_UP)


@dataclass(frozen=True, slots=True)
class CalendarFault:
    """A fault of a calendar record: JSON pointer, code, Chinese sentence."""

    pointer: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years loaded: named days off and make-up workdays by ISO date."""

    years: frozenset[int]
    off: Mapping[str, str]
    make_up: Mapping[str, str]

    def day(self, day: str) -> Day:
        """What an ISO date is; CalendarMissing for a year that is not loaded."""
        when = date.fromisoformat(day)
        if when.year not in self.years:
            raise CalendarMissing(when.year)
        if day in self.off:
            return Day(HOLIDAY, self.off[day])
        if day in self.make_up:
            return Day(MAKE_UP, self.make_up[day])
        return Day(WEEKEND if when.weekday() >= 5 else WORKDAY, "")

    def is_workday(self, day: str) -> bool:
        """Whether work is due on an ISO date; CalendarMissing for a year not loaded."""
        return self.day(day).working

    def workdays(self, month: str) -> tuple[str, ...]:
        """The ISO dates of a month (YYYY-MM) on which work is due."""
        return tuple(day for day in _days_of(month) if self.is_workday(day))


def load_calendar(records: Mapping[str, Raw]) -> Calendar:
    """The calendar from parsed records by path ("records/calendar/2026.yml").

    Each record must be valid by schemas/calendar.json; check_calendar reports the rest.
    """
    off: dict[str, str] = {}
    make_up: dict[str, str] = {}
    for raw in records.values():
        for item in raw["holidays"]:
            off.update(dict.fromkeys(_span(str(item["from"]), str(item["to"])), item["name"]))
        for item in raw["make_up"]:
            make_up[str(item["date"])] = str(item["name"])
    years = frozenset(int(raw["year"]) for raw in records.values())
    return Calendar(years, off, make_up)


def check_calendar(raw: Raw, path: str) -> list[CalendarFault]:
    """What a schema cannot see: other years' dates, reversed spans, doubles, idle make-ups."""
    faults: list[CalendarFault] = []
    year = str(raw["year"])
    if not path.endswith(f"/{year}.yml"):
        message = f"年份 {year} 与文件名不一致。"
        faults.append(CalendarFault("/year", "year-differs", message))
    seen: set[str] = set()
    for index, item in enumerate(raw["holidays"]):
        start, end = str(item["from"]), str(item["to"])
        pointer = f"/holidays/{index}"
        if end < start:
            message = f"{item['name']}的结束日期 {end} 早于开始日期 {start}。"
            faults.append(CalendarFault(f"{pointer}/to", "reversed", message))
        faults.extend(_day_faults(pointer, _span(start, end), year, seen))
    for index, item in enumerate(raw["make_up"]):
        day, pointer = str(item["date"]), f"/make_up/{index}/date"
        faults.extend(_day_faults(pointer, (day,), year, seen))
        if date.fromisoformat(day).weekday() < 5:
            message = f"{day} 本来就是周一至周五，不是调休上班日。"
            faults.append(CalendarFault(pointer, "idle-make-up", message))
    return faults


def _day_faults(
    pointer: str, days: tuple[str, ...], year: str, seen: set[str]
) -> list[CalendarFault]:
    faults = []
    for day in days:
        if not day.startswith(year):
            faults.append(CalendarFault(pointer, "other-year", f"{day} 不在 {year} 年。"))
        if day in seen:
            faults.append(CalendarFault(pointer, "twice", f"{day} 写了两次。"))
        seen.add(day)
    return faults


def _span(start: str, end: str) -> tuple[str, ...]:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    count = (last - first).days + 1
    return tuple((first + timedelta(days=step)).isoformat() for step in range(count))


def _days_of(month: str) -> tuple[str, ...]:
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return _span(first.isoformat(), (following - timedelta(days=1)).isoformat())
