"""Cadres: postings, months, weeks, logs, whereabouts."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.publish.model.basis import Basis
from zhucun.publish.model.told import Correctable, Corrected

# One mark a day in `Board.marks`; NOTHING is every other day, registered or not.
IN_VILLAGE, BUSINESS, NOTHING = "v", "b", "-"

# Days in the village in a week, coarse: an exact 0 would name five working days of absence.
FEW, SOME, MOST = "0–2", "3–4", "5–7"


@dataclass(frozen=True, slots=True)
class Posting:
    """One posting. `until` is the last day served or to be served, `ended` whether cut short."""

    role: str
    place: str
    place_name: str
    since: str
    until: str
    ended: bool
    active: bool
    issuer: str
    appointed_on: str


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week, Monday `start`. `level` is FEW, SOME or MOST days in the village.

    "" where the week was not served or not registered as a whole.
    """

    week: str
    start: str
    level: str


@dataclass(frozen=True, slots=True)
class Month(Correctable):
    """One month of one cadre; `registered` False leaves nothing but the state 未登记.

    `in_village`, `business`, `other` and `off_post` add up to the days served. `in_village` are
    days that hold; `unpublished` of the `off_post` were registered in the village without
    published whereabouts. `other` are rest and leave days, and days that may not be named.
    `counted` is what the requirement is held against; `need` None is 待定. `weeks` end in it.
    """

    month: str
    place: str
    registered: bool
    in_village: int
    business: int
    other: int
    off_post: int
    unpublished: int
    counted: int
    need: int | None
    state: str
    sealed_on: str
    weeks: tuple[Week, ...]
    basis: Basis | None
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class LogMonth:
    """Weekly work logs of a month: weeks due, uploaded, explained."""

    month: str
    due: int
    uploaded: int
    explained: int


@dataclass(frozen=True, slots=True)
class Board(Correctable):
    """A cadre's line on the whereabouts board of one ISO week: its seven dates and marks."""

    week: str
    days: tuple[str, ...]
    marks: str
    corrected: tuple[Corrected, ...] = ()


@dataclass(frozen=True, slots=True)
class Cadre(Correctable):
    """A cadre who is in office or left recently."""

    id: str
    name: str
    phone: str
    unit: str
    unit_level: str
    postings: tuple[Posting, ...]
    months: tuple[Month, ...]
    logs: tuple[LogMonth, ...]
    board: Board | None
    corrected: tuple[Corrected, ...] = ()

    @property
    def posting(self) -> Posting:
        """The posting that is active, else the last one."""
        return next((p for p in self.postings if p.active), self.postings[-1])

    @property
    def shown(self) -> str:
        """The name, or the number where the region publishes no names."""
        return self.name or self.id

    @property
    def active(self) -> bool:
        """Whether a posting is active on the day of the data."""
        return self.posting.active
