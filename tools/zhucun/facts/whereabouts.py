"""The whereabouts board: what was published for a cadre's day."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.dates import week_days
from zhucun.read.tree import Record

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One published day."""

    cadre: str
    date: str
    status: str
    path: str
    pointer: str


def whereabouts_of(record: Record) -> list[Whereabouts]:
    """The published days of a schema-valid whereabouts record; none for a week no year has."""
    try:
        days = week_days(record.data["week"])
    except ValueError:
        return []
    return [
        Whereabouts(cadre, date, line[weekday], record.path, f"/whereabouts/{cadre}/{weekday}")
        for cadre, line in record.data["whereabouts"].items()
        for weekday, date in zip(WEEKDAYS, days, strict=True)
        if weekday in line
    ]
