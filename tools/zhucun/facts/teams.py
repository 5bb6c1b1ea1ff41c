"""Who is posted in each village on a day: its team, read off the postings and their units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over
from zhucun.facts.people import Cadre, Posting
from zhucun.facts.places import COMMUNITY, Village

FIRST_SECRETARY: Final = "第一书记"
MEMBER: Final = "驻村工作队员"
#: Roles of those who live and work in a village; a deputy of the township is no part of a team.
ROLES: Final = (FIRST_SECRETARY, MEMBER)
TOWNSHIP_LEVEL: Final = "乡镇"
#: The seats of a team, in the words of the regulation.
UNIT_SECRETARY: Final = "派出单位第一书记"
UNIT_MEMBER: Final = "派出单位工作队员"
TOWNSHIP_MEMBER: Final = "乡镇包村干部"
#: A lone first secretary is no team.
SMALLEST_TEAM: Final = 2

POOR: Final = "贫困村"
OTHER: Final = "非贫困村"
CLASSES: Final = (POOR, OTHER, COMMUNITY)


@dataclass(frozen=True, slots=True)
class Member:
    """A cadre posted in a village; `level` is that of the unit, "" for a unit nobody knows."""

    cadre: Cadre
    posting: Posting
    level: str

    @property
    def from_township(self) -> bool:
        """Whether the township sent the cadre."""
        return self.level == TOWNSHIP_LEVEL

    @property
    def seat(self) -> str:
        """The seat that the cadre fills; "" for a unit nobody knows.

        A first secretary whom the township sent fills none: the seat is the dispatching unit's.
        """
        if self.posting.role == FIRST_SECRETARY:
            return UNIT_SECRETARY if self.level and not self.from_township else ""
        if not self.level:
            return ""
        return TOWNSHIP_MEMBER if self.from_township else UNIT_MEMBER


@dataclass(frozen=True, slots=True)
class Team:
    """Those posted in one village on one day, in order of id."""

    village: Village
    members: tuple[Member, ...]

    @property
    def first_secretaries(self) -> tuple[Member, ...]:
        """The first secretaries among them."""
        return tuple(m for m in self.members if m.posting.role == FIRST_SECRETARY)

    @property
    def is_team(self) -> bool:
        """Whether they are enough to be called a team."""
        return len(self.members) >= SMALLEST_TEAM

    @property
    def seats(self) -> tuple[str, ...]:
        """The different seats that are filled, in the order of the regulation."""
        filled = {m.seat for m in self.members}
        return tuple(s for s in (UNIT_SECRETARY, UNIT_MEMBER, TOWNSHIP_MEMBER) if s in filled)


def class_of(village: Village) -> str:
    """The village's class: 贫困村 if registered as poor (else by its category), 非贫困村, 社区."""
    if village.kind == COMMUNITY:
        return COMMUNITY
    poor = village.data.get("poor_registered", village.data.get("category") == POOR)
    return POOR if poor else OTHER


def teams_on(county: CountyFacts, day: str) -> dict[str, Team]:
    """The team of every village and community on a day, by code in the order of the records."""
    found: dict[str, list[Member]] = {}
    for member in _posted(county, day):
        found.setdefault(member.posting.village, []).append(member)
    return {
        code: Team(village, tuple(found.get(code, ()))) for code, village in county.villages.items()
    }


def last_days(county: CountyFacts) -> dict[str, str]:
    """The last day on which anybody of a team was posted, by the code of a village that had
    somebody posted and has nobody on the day judged.
    """
    return county.once(_last_days)


def _last_days(county: CountyFacts) -> dict[str, str]:
    ends: dict[str, str] = {}
    for cadre in county.cadres.values():
        for posting in cadre.postings:
            if posting.role in ROLES and posting.span.start <= county.as_of:
                end = posting.span.end or county.as_of
                ends[posting.village] = max(end, ends.get(posting.village, ""))
    return {code: end for code, end in ends.items() if is_over(end, county.as_of)}


def teams_now(county: CountyFacts) -> dict[str, Team]:
    """The teams on the day that is judged."""
    return county.once(_now)


def _now(county: CountyFacts) -> dict[str, Team]:
    return teams_on(county, county.as_of)


def _posted(county: CountyFacts, day: str) -> Iterator[Member]:
    for cadre in county.cadres.values():
        posting = cadre.posting_on(day)
        if posting and posting.role in ROLES:
            unit = county.units.get(cadre.unit)
            yield Member(cadre, posting, unit.level if unit else "")
