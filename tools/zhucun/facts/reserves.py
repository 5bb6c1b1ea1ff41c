"""Reserves: who is being prepared for which post of which village, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import Span
from zhucun.facts.village_cadres import SECRETARY
from zhucun.read.tree import Record


@dataclass(frozen=True, slots=True)
class Reserve:
    """One person on a township's list for one post. `village_cadre` is "" for one who is none."""

    id: str
    village: str
    post: str
    gender: str
    village_cadre: str
    township: str
    span: Span
    path: str
    pointer: str
    data: Mapping[str, Any] = field(repr=False, hash=False, compare=False)

    @property
    def is_for_secretary(self) -> bool:
        """Whether it is for the post of a village's Party secretary."""
        return self.post == SECRETARY

    @property
    def where(self) -> str:
        """Where it stands, path#pointer."""
        return f"{self.path}#{self.pointer}"


def reserves_of(county: CountyFacts) -> tuple[Reserve, ...]:
    """Every entry of the townships' lists, in order of the records."""
    return county.once(_read)


def _read(county: CountyFacts) -> tuple[Reserve, ...]:
    return tuple(each for record in county.of("reserves") for each in _listed(record))


def _listed(record: Record) -> Iterator[Reserve]:
    for index, item in enumerate(record.data["reserves"]):
        yield Reserve(
            id=item["id"],
            village=item["village"],
            post=item["post"],
            gender=item.get("gender", ""),
            village_cadre=item.get("village_cadre", ""),
            township=record.place.township,
            span=Span(item["from"], item.get("to")),
            path=record.path,
            pointer=f"/reserves/{index}",
            data=item,
        )


def reserves_on(county: CountyFacts, day: str) -> tuple[Reserve, ...]:
    """The entries that are on a list on a day."""
    return tuple(each for each in reserves_of(county) if each.span.covers(day))


def waiting_on(county: CountyFacts, day: str) -> tuple[Reserve, ...]:
    """The entries on a list on a day, without who holds by now the very post he was meant for."""
    return tuple(each for each in reserves_on(county, day) if not _arrived(county, each, day))


def waiting_in(county: CountyFacts, village: str, day: str) -> tuple[Reserve, ...]:
    """The same for the posts of one village, by its code."""
    listed = county.once(_by_village).get(village, ())
    return tuple(r for r in listed if r.span.covers(day) and not _arrived(county, r, day))


def reserves_in(county: CountyFacts, year: int) -> tuple[Reserve, ...]:
    """The entries that were on a list on any day of a year up to `as_of`, a person's for a post
    once. Counts that the public sees go by them: none drops on the day that somebody from the list
    takes a post.
    """
    first, last = f"{year:04d}-01-01", min(f"{year:04d}-12-31", county.as_of)
    found: dict[tuple[str, str, str], Reserve] = {}
    for each in reserves_of(county):
        if first <= last and each.span.meets(first, last) and not _arrived(county, each, first):
            found.setdefault((each.village, each.post, each.data["name"]), each)
    return tuple(found.values())


def _by_village(county: CountyFacts) -> dict[str, list[Reserve]]:
    found: dict[str, list[Reserve]] = defaultdict(list)
    for each in reserves_of(county):
        found[each.village].append(each)
    return found


def _arrived(county: CountyFacts, reserve: Reserve, day: str) -> bool:
    cadre = county.village_cadres.get(reserve.village_cadre)
    return cadre is not None and any(
        (post.village, post.post) == (reserve.village, reserve.post) and post.span.covers(day)
        for post in cadre.posts
    )


def reserve_named(county: CountyFacts, township: str, id_: str) -> Reserve | None:
    """The entry of a township's list by its id."""
    return county.once(_by_id).get((township, id_))


def _by_id(county: CountyFacts) -> dict[tuple[str, str], Reserve]:
    return {(each.township, each.id): each for each in reversed(reserves_of(county))}
