"""Whereabouts boards of days that have been looked at: a month sealed, a cadre visited.

A board is published day by day and may be put right as long as nobody has relied on it. A seal
vouches for a month that its boards bear out (a day 在村 counts only with whereabouts published),
and an inspection finds a cadre where the board says, or not; from then on those days are final:
nobody publishes for a day that is over and counted, and nobody takes back what was published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhucun.facts.dates import is_week, week_days
from zhucun.facts.whereabouts import WEEKDAYS
from zhucun.gate.change import Change, Entry
from zhucun.gate.items import Difference, differences
from zhucun.read.layout import RECORDS, Place
from zhucun.read.select import select


def relied_on_days_altered(
    change: Change, entry: Entry, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """What a change alters on a board about days that BASE has sealed, or has an inspection of."""
    place = entry.place
    if place is None or place.kind != "whereabouts" or not is_week(place.period):
        return
    days = dict(zip(WEEKDAYS, week_days(place.period), strict=True))
    months = sorted({day[:7] for day in days.values()})
    folder = entry.path.rpartition("/whereabouts/")[0]
    sealed = {m for m in months if "seal" in (change.before(f"{folder}/attendance/{m}.yml") or {})}
    visited = {seen[:2] for month in months for seen in visits_known(change, place, month)}
    for difference in differences("whereabouts", old, new):
        cadre = difference.item.removeprefix("whereabouts/").partition("/")[0]
        about = [days[each] for each in _weekdays(difference)]
        if any(day[:7] in sealed or (cadre, day) in visited for day in about):
            yield difference


def visits_known(change: Change, place: Place, month: str) -> Iterator[tuple[str, str, str]]:
    """Cadre, day and finding of every visit of a month that BASE has, of the county's and the
    city's, around a place.
    """
    city = f"{RECORDS}/{place.city}"
    for folder in (city, f"{city}/{place.county}"):
        found = change.before(f"{folder}/inspections/{month}.yml") or {}
        try:
            for _, inspection in select(found, "inspections/*"):
                for _, visit in select(inspection, "visits/*"):
                    yield str(visit["cadre"]), str(inspection["date"]), str(visit["found"])
        except (KeyError, TypeError):
            continue  # against its schema: nobody can rely on it


def _weekdays(difference: Difference) -> list[str]:
    """The weekdays that a difference of a board is about."""
    last = difference.item.rpartition("/")[2]
    if last in WEEKDAYS:
        return [last]
    found: set[str] = set()
    for side in (difference.old, difference.new):
        if isinstance(side, Mapping):
            found |= {*side, *side.get("places", ())}
    return [day for day in WEEKDAYS if day in found]
