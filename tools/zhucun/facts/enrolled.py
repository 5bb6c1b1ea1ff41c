"""Who of a township's village cadres is under professional management, and how many ought to be.

What the public sees goes by the year's list: whoever was on it for a day of the year stays until
the year ends, and counts are those of the day on which it was longest. So no number tells when
somebody was taken off it, and whoever follows him doesn't make it too long.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from zhucun.facts.county import CountyFacts
from zhucun.facts.places import Township, Village
from zhucun.facts.village_cadres import AS_SECRETARY, Enrolment, VillageCadre
from zhucun.law.value import Value

#: Places that count as administrative villages (行政村); a community is none.
ADMINISTRATIVE = "村"


def administrative_villages(township: Township) -> tuple[Village, ...]:
    """The township's villages without its communities."""
    return tuple(v for v in township.villages if v.kind == ADMINISTRATIVE)


def least(share: Value, whole: int) -> int:
    """A share of a whole as the least number of people: rounded up."""
    return ceil(Fraction(share.number()) * whole)


def most(share: Value, whole: int) -> int:
    """A share of a whole as the highest number of people: rounded down."""
    return floor(Fraction(share.number()) * whole)


def listed(
    county: CountyFacts, township: str, year: int, kind: str = AS_SECRETARY
) -> tuple[Enrolment, ...]:
    """The year's list: enrolments of a kind in a township that cover a day of it up to `as_of`."""
    first, last = f"{year:04d}-01-01", min(f"{year:04d}-12-31", county.as_of)
    found = (e for _, e in enrolments_in(county, township) if e.kind == kind)
    return tuple(e for e in found if first <= last and e.span.meets(first, last))


def fullest(
    county: CountyFacts, township: str, year: int, kind: str = AS_SECRETARY
) -> tuple[Enrolment, ...]:
    """The year's list as it stood on the first day on which most people were on it at once."""
    found = listed(county, township, year, kind)
    days = sorted({max(e.span.start, f"{year:04d}-01-01") for e in found})
    at_once = [tuple(e for e in found if e.span.covers(day)) for day in days]
    return max(at_once, key=people, default=())


def people(enrolments: tuple[Enrolment, ...]) -> int:
    """How many persons they are of: who left and came back is one."""
    return len({each.cadre for each in enrolments})


def enrolled_on(
    county: CountyFacts, township: str, day: str, kind: str = AS_SECRETARY
) -> tuple[Enrolment, ...]:
    """Enrolments of a kind in a township that hold on a day; for staff only."""
    found = (e for _, e in enrolments_in(county, township) if e.kind == kind)
    return tuple(e for e in found if e.span.covers(day))


def enrolments_in(county: CountyFacts, township: str) -> Iterator[tuple[VillageCadre, Enrolment]]:
    """Every enrolment in a township with its village cadre, in order of ids."""
    for cadre in county.village_cadres.values():
        if cadre.township == township:
            for enrolment in cadre.enrolments:
                yield cadre, enrolment
