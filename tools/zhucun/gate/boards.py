"""Whereabouts boards of a sealed month.

A board is published day by day and may be put right as long as the month is open. The seal vouches
for a month that its boards bear out (a day 在村 counts only with whereabouts published), so once
it is sealed the boards of its days are final with it: nobody publishes for a day that is over and
counted, and nobody takes back what was published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhucun.facts.dates import is_week, week_days
from zhucun.facts.whereabouts import WEEKDAYS
from zhucun.gate.change import Change, Entry
from zhucun.gate.items import Difference, differences


def sealed_days_altered(
    change: Change, entry: Entry, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """What a change alters on a board about days of a month that BASE has sealed."""
    place = entry.place
    if place is None or place.kind != "whereabouts" or not is_week(place.period):
        return
    days = dict(zip(WEEKDAYS, week_days(place.period), strict=True))
    folder = entry.path.rpartition("/whereabouts/")[0]
    sealed = {
        month
        for month in {day[:7] for day in days.values()}
        if "seal" in (change.before(f"{folder}/attendance/{month}.yml") or {})
    }
    for difference in differences("whereabouts", old, new):
        if any(days[each][:7] in sealed for each in _weekdays(difference)):
            yield difference


def _weekdays(difference: Difference) -> set[str]:
    """The weekdays that a difference of a board is about."""
    last = difference.item.rpartition("/")[2]
    if last in WEEKDAYS:
        return {last}
    found: set[str] = set()
    for side in (difference.old, difference.new):
        if isinstance(side, Mapping):
            found |= {*side, *side.get("places", ())} & {*WEEKDAYS}
    return found
