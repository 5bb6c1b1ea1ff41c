"""The spells of leave that are judged by their whole length, as the regulation merges them (A8)."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import days_between, each_day, plus
from zhucun.facts.leaves import Filing, Leave
from zhucun.facts.presence import value_of
from zhucun.law.workdays import CalendarMissing

MERGE = "leave.merge_contiguous"


@dataclass(frozen=True, slots=True)
class Spell:
    """Leaves of one cadre that touch each other, judged by their merged length.

    The last part counts to the end that it was approved for, those before it only as far as they
    were taken: who came back early has broken nothing off by asking for leave again later.
    """

    cadre: str
    start: str
    end: str
    parts: tuple[Leave, ...]

    @property
    def length(self) -> int:
        """Calendar days from the first to the last, both included."""
        return days_between(self.start, self.end)

    @property
    def taken_until(self) -> str:
        """The last day on which one of the parts was taken; before `start` if none was."""
        return max(part.taken_until for part in self.parts)

    @property
    def filings(self) -> tuple[Filing, ...]:
        """Filings of all parts."""
        return tuple(f for part in self.parts for f in part.filings)


def spells_of(county: CountyFacts, leaves: list[Leave]) -> list[Spell]:
    """The spells that leaves of one cadre add up to, in order.

    Cancelled leaves are left out, and so are those with reversed dates: a rule reports them.

    Where the regulation merges, leaves join when they touch or only days off lie between (A8);
    a year without a calendar has no days off here. Otherwise each leave is a spell of its own.
    """
    living = [x for x in leaves if not x.is_cancelled and x.start <= x.end]
    joined: list[Spell] = []
    for leave in sorted(living, key=lambda x: x.start):
        before = joined[-1] if joined else None
        if before and _merges(county, leave.start) and _follows(county, before, leave):
            end = max(before.taken_until, leave.end)
            joined[-1] = Spell(leave.cadre, before.start, end, (*before.parts, leave))
        else:
            joined.append(Spell(leave.cadre, leave.start, leave.end, (leave,)))
    return joined


def _merges(county: CountyFacts, day: str) -> bool:
    value = value_of(county.pack(day), MERGE, day)
    return value is not None and value.value is True


def _follows(county: CountyFacts, before: Spell, leave: Leave) -> bool:
    """Whether no workday lies between the days taken and a leave; stops at the first workday, so
    a long gap costs nothing.
    """
    end, start = before.taken_until, leave.start
    if end < before.start:
        return False
    if start <= end:
        return True
    return not any(_is_workday(county, day) for day in each_day(plus(end, 1), plus(start, -1)))


def _is_workday(county: CountyFacts, day: str) -> bool:
    try:
        return county.calendar.is_workday(day)
    except CalendarMissing:
        return True
