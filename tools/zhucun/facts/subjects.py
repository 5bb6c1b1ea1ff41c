"""Whom norms are about: postings, villages, townships, the county, the city, dispatching units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span

CADRE: Final = "cadre"
POSTING: Final = "posting"
VILLAGE: Final = "village"
TOWNSHIP: Final = "township"
COUNTY: Final = "county"
CITY: Final = "city"
UNIT: Final = "unit"


@dataclass(frozen=True, slots=True)
class Subject:
    """One whom a norm is about.

    `id` is a cadre's or a unit's id, a village's code, a township's folder or "" for the county
    and the city; `name` is public; `thing` is the Posting, Village, Township or Unit, None for
    the county and the city. `path` and `pointer` are its place in the records, `data` the object
    there; `waivers` is the pointer of a list of waivers, "" for one that can have none.
    """

    kind: str
    id: str
    name: str
    thing: Any = field(repr=False, hash=False, compare=False)
    path: str
    pointer: str
    data: dict[str, Any] = field(repr=False, hash=False, compare=False)
    waivers: str = ""

    @property
    def township(self) -> str:
        """The folder of the township that it is or lies in, "" for others."""
        if self.kind == TOWNSHIP:
            return self.id
        return str(self.thing.township) if self.kind == VILLAGE else ""


def subjects_of(county: CountyFacts, kind: str) -> tuple[Subject, ...]:
    """The subjects of a kind in the order of the records; none of a kind that doesn't exist."""
    return county.once(_all).get(kind, ())


def _all(county: CountyFacts) -> dict[str, tuple[Subject, ...]]:
    return {
        POSTING: tuple(_postings(county)),
        VILLAGE: tuple(_villages(county)),
        TOWNSHIP: tuple(_townships(county)),
        COUNTY: tuple(_whole(county, COUNTY)),
        CITY: tuple(_whole(county, CITY)),
        UNIT: tuple(_units(county)),
    }


def _postings(county: CountyFacts) -> Iterator[Subject]:
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            yield Subject(
                POSTING,
                cadre.id,
                cadre.id,
                posting,
                posting.path,
                posting.pointer,
                cadre.data,
                "/waivers",
            )


def _villages(county: CountyFacts) -> Iterator[Subject]:
    for village in county.villages.values():
        here = village.pointer
        yield Subject(
            VILLAGE,
            village.code,
            village.name,
            village,
            village.path,
            here,
            village.data,
            f"{here}/waivers",
        )


def _townships(county: CountyFacts) -> Iterator[Subject]:
    for township in county.townships.values():
        yield Subject(
            TOWNSHIP, township.slug, township.name, township, township.path, "", township.data
        )


def _whole(county: CountyFacts, kind: str) -> Iterator[Subject]:
    region = county.region if kind == COUNTY else county.city_region
    if region:
        yield Subject(kind, "", str(region.data["name"]), None, region.path, "", region.data)


def _units(county: CountyFacts) -> Iterator[Subject]:
    """Units that sent a cadre here, or that the city plans to send a team from."""
    sending = {cadre.unit for cadre in county.cadres.values()}
    own = str(county.region.data["code"])[:6] if county.region else ""
    for record in county.city_records:
        if record.place.kind == "units":
            for index, item in enumerate(record.data["units"]):
                unit = county.units[item["id"]]
                planned = sum(t["count"] for t in item.get("teams", ()) if t["county"] == own)
                if unit.id in sending or planned:
                    here = f"/units/{index}"
                    yield Subject(UNIT, unit.id, unit.name, unit, record.path, here, item)


def postings_by_cadre(county: CountyFacts) -> dict[str, tuple[Subject, ...]]:
    """The posting subjects of each cadre, by id."""
    return county.once(_by_cadre)


def _by_cadre(county: CountyFacts) -> dict[str, tuple[Subject, ...]]:
    found: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects_of(county, POSTING):
        found[subject.id].append(subject)
    return {id_: tuple(subjects) for id_, subjects in found.items()}


def is_posted(county: CountyFacts, subject: Subject, day: str) -> bool:
    """Whether on a day some cadre is posted in the place, or sent by the unit; for the county
    and the city whether any cadre is.
    """
    return has_cadre(county, subject.kind, subject.id, day)


def has_cadre(county: CountyFacts, kind: str, id_: str, day: str) -> bool:
    """The same for a kind of subject and its id."""
    found = county.once(_seen)
    key = (kind, id_, day)
    if key not in found:
        found[key] = any(span.covers(day) for span in county.once(_spans).get((kind, id_), ()))
    return found[key]


def _seen(_county: CountyFacts) -> dict[tuple[str, str, str], bool]:
    return {}


def _spans(county: CountyFacts) -> dict[tuple[str, str], list[Span]]:
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            for key in (
                (VILLAGE, posting.village),
                (TOWNSHIP, county.township_of(posting.village)),
                (COUNTY, ""),
                (CITY, ""),
                (UNIT, cadre.unit),
            ):
                spans[key].append(posting.span)
    return spans
