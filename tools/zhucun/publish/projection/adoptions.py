"""Who adopted which regulation, by name: city, county, and townships for one on village cadres."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.law.overlay import covers


def adoptions_of(county: CountyFacts) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each adoption that a county's, its city's or a township's region file has, with the name of
    the region; a township's has its county's before it, for many are called alike.
    """
    own = county.region.data["name"] if county.region else ""
    regions = [(r.data["name"], r.data) for r in (county.city_region, county.region) if r]
    regions += [(f"{own}{t.name}", t.data) for t in county.townships.values()]
    for name, data in regions:
        for adoption in data.get("regulations", ()):
            yield name, adoption


def adopters(county: CountyFacts, regulation: str, day: str) -> Iterator[str]:
    """Names of those whose adoption of a regulation holds on a day, each once."""
    found = (
        name
        for name, adoption in adoptions_of(county)
        if adoption["regulation"] == regulation and covers(adoption, day)
    )
    yield from dict.fromkeys(found)


def note_followers(county: CountyFacts, followers: dict[str, list[str]]) -> None:
    """Adds to the names of those that ever adopted each regulation, by its id, a county's own."""
    for name, adoption in adoptions_of(county):
        names = followers.setdefault(adoption["regulation"], [])
        if name not in names:
            names.append(name)
