"""Cadres, their postings, the units that send them, and the officers who act on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from zhucun.facts.dates import Span, joined
from zhucun.read.tree import Record

DEPUTY = "乡镇党委副书记(挂任)"
#: How packs name the unit that sent a cadre, whichever it is.
DISPATCHER = "派出单位"
#: Levels of officers, from the lowest to the highest.
LEVELS: Final = ("乡镇", "县", "市")
#: The level of the records of a scope (`Place.scope`).
LEVEL_OF: Final = dict(zip(("township", "county", "city"), LEVELS, strict=True))


@dataclass(frozen=True, slots=True)
class Unit:
    """A dispatching unit. `level` is 中央, 省直, 市直, 县直 or 乡镇."""

    id: str
    name: str
    kind: str
    level: str
    fiscal: bool = True

    def is_named_in(self, text: str) -> bool:
        """Whether a line of text names the unit, maybe with one of its offices."""
        return self.name in text


@dataclass(frozen=True, slots=True)
class Officer:
    """One term of one person in one role. `area` is the path of the region file's folder;
    `cadre` and `village_cadre` his own number, if he is one as well; `leading` says that he
    belongs to the leading body of his organisation.
    """

    id: str
    name: str
    role: str
    span: Span
    level: str
    area: str
    path: str
    pointer: str
    cadre: str = ""
    village_cadre: str = ""
    leading: bool = False


@dataclass(frozen=True, slots=True)
class Posting:
    """One cadre in one place. `span` ends with the term, or earlier if the posting was ended.

    `data` is the record's object at `pointer`.
    """

    cadre: str
    serial: int
    role: str
    village: str
    span: Span
    term_end: str
    path: str
    pointer: str
    ended_reason: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, repr=False, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Cadre:
    """One cadre. `data` is the whole record, for rules about its other parts."""

    id: str
    name: str
    identity: str
    unit: str
    postings: tuple[Posting, ...]
    path: str
    data: dict[str, Any] = field(repr=False, hash=False, compare=False)

    def posting_on(self, day: str) -> Posting | None:
        """The posting that is active on a day."""
        return next((p for p in self.postings if p.span.covers(day)), None)

    @property
    def services(self) -> tuple[Span, ...]:
        """Unbroken service: postings that follow one another without a day between, joined."""
        return joined(posting.span for posting in self.postings)

    def postings_in(self, start: str, end: str) -> tuple[Posting, ...]:
        """Postings with at least one day within start..end."""
        return tuple(p for p in self.postings if p.span.meets(start, end))


def cadre_of(record: Record) -> Cadre:
    """The cadre of a schema-valid cadre record."""
    data = record.data
    postings = []
    for index, posting in enumerate(data["postings"]):
        ended = posting.get("ended", {})
        postings.append(
            Posting(
                cadre=data["id"],
                serial=posting["serial"],
                role=posting["role"],
                village=posting["village"],
                span=Span(posting["from"], ended.get("date", posting["to"])),
                term_end=posting["to"],
                path=record.path,
                pointer=f"/postings/{index}",
                ended_reason=ended.get("reason", ""),
                data=posting,
            )
        )
    return Cadre(
        data["id"], data["name"], data["identity"], data["unit"], tuple(postings), record.path, data
    )


def officers_of(record: Record) -> list[Officer]:
    """The officers of a schema-valid region record."""
    data = record.data
    return [
        Officer(
            id=officer["id"],
            name=officer["name"],
            role=officer["role"],
            span=Span(officer["from"], officer.get("to")),
            level=data["level"],
            area=record.path.rpartition("/")[0],
            path=record.path,
            pointer=f"/officers/{index}",
            cadre=officer.get("cadre", ""),
            village_cadre=officer.get("village_cadre", ""),
            leading=officer.get("leading", False),
        )
        for index, officer in enumerate(data.get("officers", []))
    ]


def units_of(record: Record) -> list[Unit]:
    """The units of a schema-valid units record."""
    return [
        Unit(u["id"], u["name"], u["kind"], u["level"], u.get("fiscal", True))
        for u in record.data["units"]
    ]
