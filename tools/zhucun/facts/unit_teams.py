"""How many teams a unit is to send, by its headcount, and how many it does send.

A unit may send teams to several counties, of which a county sees only its own. So the city
records, for each unit, the number for each county; a county is held to its own share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Unit
from zhucun.facts.places import COMMUNITY
from zhucun.facts.presence import texts_of, value_of
from zhucun.facts.teams import teams_on
from zhucun.law.cite import Cite
from zhucun.law.pack import Pack

TABLE: Final = "unit.teams"
LEVELS: Final = "unit.team_levels"
KINDS: Final = "unit.team_kinds"


@dataclass(frozen=True, slots=True)
class UnitTeams:
    """Numbers of teams of one unit: by the regulation for its headcount, by the city's plan in
    all and for this county, and found in this county's postings. None is not recorded, or not
    asked of such a unit. `place` is the `path#pointer` of the unit's record.
    """

    unit: Unit
    expected: int | None
    planned: int | None
    due_here: int | None
    here: int
    cite: Cite | None
    place: str


def unit_teams_on(county: CountyFacts, day: str) -> dict[str, UnitTeams]:
    """Units that sent a cadre here or are to send a team here, by id in the city's order."""
    sent: dict[str, set[str]] = {}
    for team in teams_on(county, day).values():
        if team.village.kind != COMMUNITY:
            for member in team.members:
                sent.setdefault(member.cadre.unit, set()).add(team.village.code)
    pack = county.pack(day)
    own = {cadre.unit for cadre in county.cadres.values()}
    found = {}
    for place, raw in unit_records(county).values():
        plan = _plan(county, raw)
        if raw["id"] not in own and not (plan and plan[1]):
            continue
        unit = county.units[raw["id"]]
        row = _row(pack, unit, raw.get("headcount"), day)
        found[unit.id] = UnitTeams(
            unit=unit,
            expected=row[0] if row else None,
            planned=plan[0] if plan else None,
            due_here=plan[1] if plan else None,
            here=len(sent.get(unit.id, ())),
            cite=row[1] if row else None,
            place=place,
        )
    return found


def unit_teams_now(county: CountyFacts) -> dict[str, UnitTeams]:
    """The numbers on the day that is judged."""
    return county.once(_now)


def unit_records(county: CountyFacts) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Each unit of the city by id: its `path#pointer`, and what is recorded there."""
    return county.once(_records)


def _now(county: CountyFacts) -> dict[str, UnitTeams]:
    return unit_teams_on(county, county.as_of)


def _records(county: CountyFacts) -> dict[str, tuple[str, Mapping[str, Any]]]:
    return {
        raw["id"]: (f"{record.path}#/units/{index}", raw)
        for record in county.city_records
        if record.place.kind == "units"
        for index, raw in enumerate(record.data["units"])
    }


def _plan(county: CountyFacts, raw: Mapping[str, Any]) -> tuple[int, int] | None:
    """The teams that the city plans for a unit, in all and for this county."""
    if "teams" not in raw or county.region is None:
        return None
    own = str(county.region.data["code"])[:6]
    counts = [(item["county"], int(item["count"])) for item in raw["teams"]]
    return sum(n for _, n in counts), sum(n for code, n in counts if code == own)


def _row(
    pack: Pack | None, unit: Unit, headcount: int | None, day: str
) -> tuple[int, Cite | None] | None:
    """The teams that the regulation asks of a unit of its levels and kinds with so many people."""
    if pack is None or TABLE not in pack.tables or headcount is None:
        return None
    levels, kinds = (texts_of(value_of(pack, key, day)) for key in (LEVELS, KINDS))
    if unit.level not in levels or unit.kind not in kinds:
        return None
    row = pack.table(TABLE, day).look(headcount)
    return (row.integer("teams"), row.cite) if row else None
