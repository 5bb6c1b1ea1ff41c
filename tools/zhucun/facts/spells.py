"""The spells of leave that are judged by their whole length, as the regulation merges them (A8)."""

from __future__ import annotations

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import each_day, plus
from zhucun.facts.leaves import Leave, Spell, spells
from zhucun.facts.presence import value_of
from zhucun.law.workdays import CalendarMissing

MERGE = "leave.merge_contiguous"


def spells_of(county: CountyFacts, leaves: list[Leave]) -> list[Spell]:
    """The spells that leaves of one cadre add up to, in order; cancelled ones left out.

    Where the regulation merges, leaves join when they touch or only days off lie between (A8);
    a year without a calendar has no days off here. Otherwise each leave is a spell of its own.
    """
    joined: list[Spell] = []
    for spell in spells(leaves, merge=False):
        before = joined[-1] if joined else None
        if before and _merges(county, spell.start) and _touches(county, before.end, spell.start):
            end = max(before.end, spell.end)
            joined[-1] = Spell(spell.cadre, before.start, end, (*before.parts, *spell.parts))
        else:
            joined.append(spell)
    return joined


def _merges(county: CountyFacts, day: str) -> bool:
    value = value_of(county.pack(day), MERGE, day)
    return value is not None and value.value is True


def _touches(county: CountyFacts, end: str, start: str) -> bool:
    """Whether no workday lies between; stops at the first, so a long gap costs nothing."""
    if start <= end:
        return True
    return not any(_is_workday(county, day) for day in each_day(plus(end, 1), plus(start, -1)))


def _is_workday(county: CountyFacts, day: str) -> bool:
    try:
        return county.calendar.is_workday(day)
    except CalendarMissing:
        return True
