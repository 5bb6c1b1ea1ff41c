"""Acts: everything dated that a record tells of, as streams by name.

A stream is a generator over a county's facts, registered under its name, and read once a county.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.facts.county import CountyFacts
from zhucun.facts.matching import is_one_of, value_at
from zhucun.facts.people import LEVEL_OF
from zhucun.facts.periods import span_of
from zhucun.law.norms import Filter
from zhucun.read.tree import Record
from zhucun.schema.openness import is_public

#: Parts of an act, beside its data, that a filter may name.
OWN = ("cadre", "village_cadre", "village", "township", "unit", "level", "period")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done or recorded. `date` is its ISO day, "" for a lasting state.

    `start` and `end` are the days that it covers: those of the `period` (a code) that it names,
    of the years of a plan, else its own day. `data` is the record's object at `pointer`; `cadre`
    is a dispatched cadre's id, `village_cadre` that of one of the village's own; `by` are
    officers' ids; `level` (市, 县, 乡镇) is that of its file or the one it names; `here` is false
    for a city's act that concerns other counties.
    """

    date: str
    start: str
    end: str
    period: str
    path: str
    pointer: str
    cadre: str
    village: str
    township: str
    unit: str
    level: str
    by: tuple[str, ...]
    here: bool
    data: Mapping[str, Any] = field(repr=False, hash=False, compare=False)
    village_cadre: str = ""

    @property
    def law_day(self) -> str:
        """The day whose law it is held against: the last of its period, else its own; may be ""."""
        return self.end if self.period else self.date

    def has(self, wanted: Filter) -> bool:
        """Whether its fields are as a norm asks."""
        return all(is_one_of(self.at(path), values) for path, values in wanted.items())

    def at(self, path: str) -> object:
        """The value at a dotted path of its data, or of its own parts."""
        if path in OWN and path not in self.data:
            return getattr(self, path)
        return value_at(self.data, path)


def act(
    record: Record,
    pointer: str,
    data: Mapping[str, Any],
    *,
    date: str = "",
    period: str = "",
    span: tuple[str, str] | None = None,
    cadre: str = "",
    village: str = "",
    township: str = "",
    unit: str = "",
    level: str = "",
    by: tuple[str, ...] = (),
    here: bool = True,
    village_cadre: str = "",
) -> Act:
    """An act of a record."""
    start, end = span or (span_of(period) if period else None) or (date, date)
    return Act(
        date=date,
        start=start,
        end=end,
        period=period,
        path=record.path,
        pointer=pointer,
        cadre=cadre,
        village=village,
        township=township or record.place.township,
        unit=unit,
        level=level or LEVEL_OF.get(record.place.scope, ""),
        by=by,
        here=here,
        data=data,
        village_cadre=village_cadre,
    )


Reader = Callable[[CountyFacts], Iterator[Act]]


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of acts. `title` is Chinese; `kinds` are the record kinds it is read from.

    `at` is the pointer, in such a record, of what tells that the act was done, and by whom: ""
    where that is the record, "/comments/0" where it is an item of a list.
    """

    name: str
    title: str
    kinds: tuple[str, ...]
    at: str
    read: Callable[[CountyFacts], tuple[Act, ...]]

    @property
    def is_public(self) -> bool:
        """Whether the schemas let anybody know that an act was done or not, when and by whom."""
        return all(is_public(kind, self.at) for kind in self.kinds)


STREAMS: dict[str, Stream] = {}


def stream(name: str, title: str, *kinds: str, at: str = "") -> Callable[[Reader], Reader]:
    """Registers a generator of acts; two streams of one name are a programmer's error."""

    def register(reader: Reader) -> Reader:
        if name in STREAMS:
            raise ValueError(f"stream {name} is registered twice")

        def read(county: CountyFacts) -> tuple[Act, ...]:
            return tuple(reader(county))

        STREAMS[name] = Stream(name, title, kinds, at, read)
        return reader

    return register


def acts_of(county: CountyFacts, name: str) -> tuple[Act, ...]:
    """The acts of a stream in the order of the records; none of a stream nobody registered."""
    found = STREAMS.get(name)
    return county.once(found.read) if found else ()
