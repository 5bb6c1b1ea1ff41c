"""Reserves: who is being prepared for which post of which village, and since when."""

from __future__ import annotations

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


def _arrived(county: CountyFacts, reserve: Reserve, day: str) -> bool:
    cadre = county.village_cadres.get(reserve.village_cadre)
    return cadre is not None and any(
        (post.village, post.post) == (reserve.village, reserve.post) and post.span.covers(day)
        for post in cadre.posts
    )


def reserve_named(county: CountyFacts, township: str, id_: str) -> Reserve | None:
    """The entry of a township's list by its id."""
    found = (r for r in reserves_of(county) if (r.township, r.id) == (township, id_))
    return next(found, None)
