"""Who owes what a cadence asks for, in which periods: the subjects of its scope that it chooses,
and the whole periods in which it is the law for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.facts.conditions import shows
from zhucun.facts.county import CountyFacts
from zhucun.facts.in_force import villager_packs_of
from zhucun.facts.known import FACTS
from zhucun.facts.people import Cadre
from zhucun.facts.periods import (
    CALENDAR,
    SERVICE_YEAR,
    TERM,
    Period,
    periods_from,
    service_years,
)
from zhucun.facts.subjects import (
    CADRE,
    CITY,
    VILLAGE_CADRE,
    Subject,
    has_cadre,
    has_village_cadre,
    post_on,
    postings_by_cadre,
    subjects_of,
)
from zhucun.facts.village_cadres import VillageCadre
from zhucun.law.norms import Cadence
from zhucun.law.pack import VILLAGERS, Pack

assert FACTS  # cadences choose their subjects by facts


def owed(county: CountyFacts, pack: Pack, cadence: Cadence) -> Iterator[tuple[Subject, Period]]:
    """Whom a cadence of a pack asks for something, and in which periods, as the module says. What
    a pack on village cadres asks for is owed only if it holds to the period's end: none follows.
    """
    for subject, period in _possible(county, pack, cadence):
        day = law_day_of(period)
        days = (day, period.end) if pack.population == VILLAGERS else (day,)
        if day < cadence.since or not all(_is_in_force(county, pack, subject, d) for d in days):
            continue
        if not cadence.of or _is_chosen(county, cadence, subject, period):
            yield subject, period


def law_day_of(period: Period) -> str:
    """The day whose law a period is held against: its first, of a term its last."""
    return period.end if period.per == TERM else period.start


def _is_chosen(county: CountyFacts, cadence: Cadence, subject: Subject, period: Period) -> bool:
    """Whether a subject shows the facts of a cadence at both ends of a period; a village cadre in
    the post held at each.
    """
    first = subject
    if subject.kind == VILLAGE_CADRE:
        first = post_on(county, county.village_cadres[subject.id], period.start) or subject
    ends = ((first, period.start), (subject, period.end))
    return all(shows(county, each, cadence.of, day) for each, day in ends)


def _possible(
    county: CountyFacts, pack: Pack, cadence: Cadence
) -> Iterator[tuple[Subject, Period]]:
    """Subjects and periods in which somebody of the pack's population is there."""
    villagers = pack.population == VILLAGERS
    if cadence.scope == CADRE and not villagers:
        for cadre in county.cadres.values():
            yield from _of_cadre(county, cadre, cadence.per)
    elif cadence.per not in CALENDAR:
        return
    elif cadence.scope == VILLAGE_CADRE and villagers:
        for villager in county.village_cadres.values():
            yield from _of_village_cadre(county, villager, cadence.per)
    else:
        there = has_village_cadre if villagers else has_cadre
        for subject in subjects_of(county, cadence.scope):
            for period in _calendar(county, cadence.per):
                ends = (period.start, period.end)
                if all(there(county, subject.kind, subject.id, day) for day in ends):
                    yield subject, period


def _of_village_cadre(
    county: CountyFacts, cadre: VillageCadre, per: str
) -> Iterator[tuple[Subject, Period]]:
    """The periods that lie within a village cadre's joined posts, with the post at the end."""
    for span in cadre.service:
        for period in _calendar(county, per):
            subject = post_on(county, cadre, period.end)
            if subject and _fills(span.start, span.end, period):
                yield subject, period


def _of_cadre(county: CountyFacts, cadre: Cadre, per: str) -> Iterator[tuple[Subject, Period]]:
    postings = postings_by_cadre(county).get(cadre.id, ())
    if per == TERM:
        for subject in postings:
            posting = subject.thing
            period = Period(
                TERM,
                f"{posting.span.start}/{posting.term_end}",
                posting.span.start,
                posting.term_end,
            )
            ran = posting.span.end == posting.term_end
            if ran and period.end >= _first_day(county) and period.start <= county.as_of:
                yield subject, period
        return
    for service in cadre.services:
        if per == SERVICE_YEAR:
            years = service_years(service, county.as_of)
            periods = [p for p in years if p.start >= _first_day(county)]
        else:
            periods = [p for p in _calendar(county, per) if _fills(service.start, service.end, p)]
        for period in periods:
            for subject in postings:
                if subject.thing.span.covers(period.end):
                    yield subject, period
                    break


def _fills(start: str, end: str | None, period: Period) -> bool:
    return start <= period.start and (end is None or period.end <= end)


def _first_day(county: CountyFacts) -> str:
    return f"{county.records_from}-01"


def _calendar(county: CountyFacts, per: str) -> tuple[Period, ...]:
    """Whole periods of a kind since records began that have begun by `as_of`."""
    return county.once(_calendars)[per]


def _calendars(county: CountyFacts) -> dict[str, tuple[Period, ...]]:
    first = _first_day(county)
    if first > county.as_of:
        return dict.fromkeys(CALENDAR, ())
    return {per: tuple(periods_from(per, first, county.as_of)) for per in CALENDAR}


def _is_in_force(county: CountyFacts, pack: Pack, subject: Subject, day: str) -> bool:
    """Whether a subject is held against a pack by the law of a day."""
    if pack.population != VILLAGERS:
        return _pack_id(county, day) == pack.id
    ids = county.once(_villager_ids)
    key = (subject.kind == CITY, subject.township, day)
    if key not in ids:
        ids[key] = frozenset(each.id for each in villager_packs_of(county, subject, day))
    return pack.id in ids[key]


def _villager_ids(_county: CountyFacts) -> dict[tuple[bool, str, str], frozenset[str]]:
    return {}


def _pack_id(county: CountyFacts, day: str) -> str:
    ids = county.once(_ids)
    if day not in ids:
        pack = county.pack(day)
        ids[day] = pack.id if pack else ""
    return ids[day]


def _ids(_county: CountyFacts) -> dict[str, str]:
    return {}
