"""What part of a county's years is read: all of what is small, of the bulk only some months.

A county's records grow by the day, and nearly all of them are attendance sheets, whereabouts and
logs of months that are long over. A judgement that concerns one month needs not open the others;
but then no rule may take what wasn't opened for missing: `CountyFacts.opened` tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from zhucun.facts.dates import month_of, months_between
from zhucun.facts.periods import QUARTER, period_at, span_of
from zhucun.read.layout import Place

#: Kept by the month or the week, for every cadre or township: the bulk.
DAILY: Final = frozenset({"attendance", "whereabouts", "log"})
#: Kept by the year, for every cadre.
YEARLY: Final = frozenset({"papers", "assessment"})


@dataclass(frozen=True, slots=True)
class Window:
    """The months (YYYY-MM) that are in sight of records of some `kinds`; others are read whole."""

    months: frozenset[str]
    kinds: frozenset[str] = DAILY

    def opens(self, place: Place) -> bool:
        """Whether a record, or a folder of records of one period, is read.

        What lies in sight by a single day is; so is what has no period that exists.
        """
        span = span_of(place.period) if place.kind in self.kinds else None
        return span is None or not self.months.isdisjoint(_months(*span))

    def holds(self, kind: str, start: str, end: str) -> bool:
        """Whether every record of a kind about the days from start to end was read."""
        return kind not in self.kinds or self.months.issuperset(_months(start, end))


def quarters_around(spans: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The months of every calendar quarter that a span of ISO days meets."""
    months = {month for span in spans for month in _months(*span)}
    around = {period_at(QUARTER, f"{month}-01") for month in months}
    return frozenset(month for each in around for month in _months(each.start, each.end))


def _months(start: str, end: str) -> list[str]:
    return list(months_between(month_of(start), month_of(end)))
