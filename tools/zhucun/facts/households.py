"""Poor households of a village by pseudonymous id: on the register, visited, with a plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Posting
from zhucun.facts.presence import value_of
from zhucun.law.pack import Pack

PER_YEAR = "visits.poor_households_per_year"
RATE = "visits.rate"
DAYS = "visits.days"


@dataclass(frozen=True, slots=True)
class Register:
    """A village's households of a year. `visits` are (ISO date, cadre, households)."""

    village: str
    year: int
    households: tuple[str, ...] = field(repr=False)
    plans: tuple[str, ...] = field(repr=False)
    visits: tuple[tuple[str, str, tuple[str, ...]], ...] = field(repr=False)
    industry: str
    path: str
    pointer: str

    @property
    def planned(self) -> int:
        """Households on the register that have a plan."""
        return len(set(self.plans) & set(self.households))


def registers(county: CountyFacts) -> dict[tuple[str, int], Register]:
    """Registers by (village, year); of two for one village and year the later record's."""
    return county.once(_registers)


def _registers(county: CountyFacts) -> dict[tuple[str, int], Register]:
    found = {}
    for record in county.of("visits"):
        for index, item in enumerate(record.data["villages"]):
            register = _register(item, record.data["year"], record.path, f"/villages/{index}")
            found[register.village, register.year] = register
    return found


def _register(item: dict[str, Any], year: int, path: str, pointer: str) -> Register:
    return Register(
        village=item["village"],
        year=year,
        households=tuple(item["households"]),
        plans=tuple(item.get("plans", ())),
        visits=tuple(
            (v["date"], v["cadre"], tuple(v["households"])) for v in item.get("visits", ())
        ),
        industry=item.get("industry", ""),
        path=path,
        pointer=pointer,
    )


def visited(county: CountyFacts, register: Register, times: int) -> frozenset[str]:
    """Households that the village's own cadres visited on at least so many days of the year.

    What lies after `as_of` has not happened; what a sheet contradicts doesn't count.
    """
    days: dict[str, set[str]] = defaultdict(set)
    for day, cadre, households in register.visits:
        if day[:4] != str(register.year) or day > county.as_of:
            continue
        if _own(county, cadre, register) and was_there(county, cadre, day):
            for household in households:
                days[household].add(day)
    return frozenset(h for h in register.households if len(days.get(h, ())) >= times)


def was_there(county: CountyFacts, cadre: str, day: str) -> bool:
    """Whether a cadre's sheet doesn't contradict that he visited on a day.

    Without a sheet that tells of the day, or a rule on which days do, nothing contradicts it.
    """
    sheet, days = county.sheet_of(cadre, day), value_of(county.pack(day), DAYS, day)
    if sheet is None or days is None or days.undetermined:
        return True
    return sheet.marks[int(day[8:])] in days.texts()


def _own(county: CountyFacts, cadre: str, register: Register) -> bool:
    known = county.cadres.get(cadre)
    return known is not None and any(p.village == register.village for p in known.postings)


def wanted(pack: Pack | None, year: int) -> tuple[int, Decimal] | None:
    """How often a year each household is to be visited, and the share of those that must be.

    By the law of the year's last day; None where it asks for nothing.
    """
    day = f"{year}-12-31"
    times, rate = value_of(pack, PER_YEAR, day), value_of(pack, RATE, day)
    if times is None or rate is None or times.undetermined or rate.undetermined:
        return None
    return times.integer(), rate.number()


def postings_in_year(county: CountyFacts, year: int) -> dict[str, list[Posting]]:
    """Postings with a day in the year by `as_of`, by the code of their place."""
    last = min(f"{year}-12-31", county.as_of)
    found: dict[str, list[Posting]] = defaultdict(list)
    for cadre in county.cadres.values():
        for posting in cadre.postings_in(f"{year}-01-01", last):
            found[posting.village].append(posting)
    return found
