"""Bodies: whom the head of one speaks for, and which ones took part in an inspection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span

TOWNSHIP = "乡镇"
#: What an officer in office, but not over the township, has for a role there.
ELSEWHERE = "别的乡镇（街道）的"


def roles_on(county: CountyFacts, officer: str, day: str) -> tuple[str, ...]:
    """The roles in which an officer acts on a day, each once; none out of office.

    Those he is registered in, and those of the bodies that he heads.
    """
    terms = county.in_office(officer, day)
    registered = (term.role for term in terms)
    return tuple(dict.fromkeys((*registered, *roles_headed(county, officer, day))))


def roles_above(county: CountyFacts, officer: str, day: str) -> tuple[str, ...]:
    """The roles in which an officer acts for the city or the county, not for a township."""
    terms = (term for term in county.in_office(officer, day) if term.level != TOWNSHIP)
    return (*(term.role for term in terms), *roles_headed(county, officer, day))


def roles_over(county: CountyFacts, officer: str, day: str, township: str) -> tuple[str, ...]:
    """The roles in which an officer acts on a day for a township (its folder): those that he is
    registered in there, and those for the county or the city.
    """
    terms = county.in_office(officer, day)
    here = (t for t in terms if t.level != TOWNSHIP or t.area.rpartition("/")[2] == township)
    return tuple(
        dict.fromkeys((*(term.role for term in here), *roles_headed(county, officer, day)))
    )


def acting_for(county: CountyFacts, officer: str, day: str, township: str) -> tuple[str, ...]:
    """The same, but of somebody who is in office only elsewhere one word that says so, so that it
    isn't taken for nothing recorded; none out of office.
    """
    held = roles_over(county, officer, day, township)
    return held or ((ELSEWHERE,) if county.in_office(officer, day) else ())


def roles_headed(county: CountyFacts, officer: str, day: str) -> tuple[str, ...]:
    """The bodies of the city and the county, in the words of a role, that an officer in office
    heads on a day: the head of the county's 驻村工作领导小组 acts as 县驻村工作领导小组.
    """
    if not county.in_office(officer, day):
        return ()
    found = county.once(_headed).get(officer, ())
    return tuple(role for role, span in found if span.covers(day))


def taking_part(
    county: CountyFacts, named: Iterable[str], inspectors: Iterable[str], day: str
) -> tuple[str, ...]:
    """The bodies that took part in an inspection: those named, and those of its inspectors."""
    own = (role for id_ in inspectors for role in roles_on(county, id_, day))
    return tuple(dict.fromkeys((*named, *own)))


def _headed(county: CountyFacts) -> dict[str, list[tuple[str, Span]]]:
    """Role and time of every body that has a head, by the head's id."""
    found: dict[str, list[tuple[str, Span]]] = {}
    for head, role, span in _heads(county):
        found.setdefault(head, []).append((role, span))
    return found


def _heads(county: CountyFacts) -> Iterator[tuple[str, str, Span]]:
    for region in filter(None, (county.city_region, county.region)):
        for body in region.data.get("bodies", ()):
            if "head" in body:
                role = f"{region.data['level']}{body['kind']}"
                yield body["head"], role, Span(body["from"], body.get("to"))
