"""What part of a county's years is read: of the daily records only some months.

A county's records grow by the day, and nearly all of them are attendance sheets, whereabouts and
logs of months that are long over. A judgement that concerns one month needs not open the others,
nor kinds that have nothing to do with it; but then no rule may take what wasn't opened for
missing: `CountyFacts.opened` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from zhucun.facts.dates import month_of, months_between
from zhucun.facts.periods import QUARTER, period_at, span_of
from zhucun.read.layout import Place

#: Kept by the month or the week, for every cadre or township: the bulk.
DAILY: Final = frozenset({"attendance", "whereabouts", "log"})


#: Kept by the quarter in which they were made, for whatever months.
PAYMENTS: Final = "payments"
# A cadre's number and a month, wherever they stand.
_NUMBERS: Final = re.compile(rb"(?=([0-9]{6}-[0-9]{3}))")
_MONTHS: Final = re.compile(rb"(?=([0-9]{4}-[0-9]{2}))")
#: Kept for one cadre each, under his number.
PERSONAL: Final = frozenset({"cadre", "log"})


@dataclass(frozen=True, slots=True)
class Window:
    """The months (YYYY-MM) that are in sight of the daily records, the kinds (`shut`) that are not
    read at all, and the cadres whose dossiers and logs are read (`people`, None for everybody's);
    everything else is read whole.
    """

    months: frozenset[str]
    shut: frozenset[str] = frozenset()
    people: frozenset[str] | None = None

    def opens(self, place: Place) -> bool:
        """Whether a record, or a folder of records of one kind, is read.

        What lies in sight by a single day is; so is what has no period that exists.
        """
        if place.kind in self.shut:
            return False
        if place.name and self._is_of_others(place):
            return False
        span = span_of(place.period) if place.kind in DAILY else None
        return span is None or not self.months.isdisjoint(_months(*span))

    def heeds(self, place: Place, raw: bytes) -> bool:
        """Whether a record is read for what it mentions: someone in sight, or nobody at all; of
        payments a month in sight.

        Bytes tell it, unless some are written as escapes.
        """
        if b"\\" in raw:
            return True
        if place.kind == PAYMENTS and not _mentions(_MONTHS, raw, self.months):
            return False
        if self.people is None or place.kind == "region":
            return True
        return _mentions(_NUMBERS, raw, self.people) or not _NUMBERS.search(raw)

    def leaves_out(self, place: Place) -> bool:
        """Whether a record, or one of a folder of records of one kind, is not read."""
        return not self.opens(place) or (place.kind == "cadre" and self._is_of_others(place))

    def _is_of_others(self, place: Place) -> bool:
        people = self.people
        return people is not None and place.kind in PERSONAL and place.name not in people

    def holds(self, kind: str, start: str, end: str) -> bool:
        """Whether every record of a kind about the days from start to end, and about somebody in
        sight, was read.
        """
        if kind in self.shut:
            return False
        narrowed = kind in DAILY or kind == PAYMENTS
        return not narrowed or self.months.issuperset(_months(start, end))


def quarters_around(spans: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The months of every calendar quarter that a span of ISO days meets."""
    months = {month for span in spans for month in _months(*span)}
    around = {period_at(QUARTER, f"{month}-01") for month in months}
    return frozenset(month for each in around for month in _months(each.start, each.end))


def _mentions(pattern: re.Pattern[bytes], raw: bytes, wanted: frozenset[str]) -> bool:
    return any(found.decode() in wanted for found in pattern.findall(raw))


@lru_cache(maxsize=4096)
def _months(start: str, end: str) -> frozenset[str]:
    return frozenset(months_between(month_of(start), month_of(end)))
