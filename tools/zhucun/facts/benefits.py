"""Who has the benefits beside the subsidy: insurance, medical check-ups, the village's work fund.

A regulation may name the roles that have them, leave some people out by their place and role,
and leave those whom townships send to the county. Of whom it says neither it says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.presence import texts_of, value_of
from zhucun.facts.subsidy import BY_COUNTY, LEFT_OUT, NOT_SAID
from zhucun.law.value import Value

ENTITLED = "享受"

#: Which parameter gives the least work fund of a village, by what those posted there have.
_MINIMUM = {ENTITLED: "fund.min_per_year", BY_COUNTY: "fund.township_min_per_year"}


def benefits_of(county: CountyFacts, cadre: Cadre, posting: Posting, day: str) -> str:
    """享受, 不享受, 县里确定 or 没有规定, by the regulation in force on the day."""
    pack = county.pack(day)
    keys = ("roles", "excluded", "excluded_roles", "county_decides")
    named, places, roles, levels = (
        texts_of(value_of(pack, f"benefits.{key}", day)) for key in keys
    )
    village, unit = county.villages.get(posting.village), county.units.get(cadre.unit)
    if village and village.kind in places:
        return LEFT_OUT if posting.role in roles else NOT_SAID
    if named and posting.role not in named:
        return NOT_SAID
    return BY_COUNTY if unit and unit.level in levels else ENTITLED


def village_benefits(county: CountyFacts, village: str, day: str) -> str:
    """What those posted in a village on a day have: 享受 if anyone does; '' if nobody is posted."""
    return _best({benefits_of(county, c, p, day) for c, p in posted_in(county, village, day)})


def fund_benefits(county: CountyFacts, village: str, unit: str, year: int) -> str:
    """What those have for whom a unit set a year's work fund aside in a village.

    Those are its own cadres posted there on some day of the year, each by the law of his last day
    in it that has come; of a fund that names no unit, '', all who were. '' if there is nobody.
    """
    first, last = f"{year}-01-01", f"{year}-12-31"
    found = set()
    for cadre, posting in county.once(_postings_by_village).get(village, ()):
        if unit in ("", cadre.unit) and posting.span.meets(first, last):
            day = max(min(last, county.as_of), posting.span.start, first)
            found.add(benefits_of(county, cadre, posting, min(day, posting.span.end or day)))
    return _best(found)


def _best(found: set[str]) -> str:
    """The best of what some people have; '' of nobody."""
    return next((e for e in (ENTITLED, BY_COUNTY, NOT_SAID, LEFT_OUT) if e in found), "")


def work_fund_need(county: CountyFacts, village: str, year: int) -> Value | None:
    """The least work fund of a village for a year; None where nothing is asked, or it is 待定.

    Asked by the law of the year's last day, for a year registered here from its first month and
    a village where somebody is posted on the first and the last day.
    """
    first, last = f"{year}-01-01", f"{year}-12-31"
    whose = {village_benefits(county, village, day) for day in (first, last)}
    if first[:7] < county.records_from or len(whose) > 1:
        return None
    return least_fund(county, whose.pop(), last)


def least_fund(county: CountyFacts, whose: str, day: str) -> Value | None:
    """A year's least work fund where those posted have these benefits; None for none, or 待定."""
    need = value_of(county.pack(day), _MINIMUM.get(whose, ""), day)
    return None if need is None or need.undetermined else need


def posted_in(county: CountyFacts, village: str, day: str) -> Iterator[tuple[Cadre, Posting]]:
    """Cadres with a posting in the village on the day, in order of id."""
    for cadre, posting in county.once(_postings_by_village).get(village, ()):
        if posting.span.covers(day):
            yield cadre, posting


def _postings_by_village(county: CountyFacts) -> dict[str, list[tuple[Cadre, Posting]]]:
    found: dict[str, list[tuple[Cadre, Posting]]] = defaultdict(list)
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            found[posting.village].append((cadre, posting))
    return dict(found)
