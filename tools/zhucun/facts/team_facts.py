"""Facts of a village's team, a township's and a county's organisation, a unit's teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Unit
from zhucun.facts.places import Township, Village
from zhucun.facts.selection_facts import OPEN, in_force, is_deputy
from zhucun.facts.teams import FIRST_SECRETARY, Team, class_of, last_days, teams_now
from zhucun.facts.unit_teams import UnitTeams, unit_records, unit_teams_now


@fact("village", "coverage_class", "村的分类")
def coverage_class(_county: CountyFacts, village: Village, _day: str) -> object:
    """贫困村, 非贫困村 or 社区."""
    return class_of(village)


@fact("village", "first_secretary", "第一书记")
def first_secretary(county: CountyFacts, village: Village, _day: str) -> object:
    """The id of the first secretary; None with none, or with several."""
    team = _team(county, village)
    if team is None:
        return UNSEEN
    found = team.first_secretaries
    return found[0].cadre.id if len(found) == 1 else None


@fact("village", "first_secretaries", "第一书记", unit="名")
def first_secretaries(county: CountyFacts, village: Village, _day: str) -> object:
    """How many first secretaries are posted there."""
    team = _team(county, village)
    return UNSEEN if team is None else len(team.first_secretaries)


@fact("village", "teamed", "有驻村工作队")
def teamed(county: CountyFacts, village: Village, day: str) -> object:
    """Whether a team is recorded, or enough cadres are posted there to be one."""
    team = _team(county, village)
    recorded = village.data.get("team")
    if recorded and recorded["from"] <= day <= recorded.get("to", OPEN):
        return True
    return UNSEEN if team is None else team.is_team


@fact("village", "team_size", "驻村工作队人数", unit="人")
def team_size(county: CountyFacts, village: Village, _day: str) -> object:
    """How many are posted there."""
    team = _team(county, village)
    return UNSEEN if team is None else len(team.members)


@fact("village", "team_seats", "驻村工作队的组成")
def team_seats(county: CountyFacts, village: Village, _day: str) -> object:
    """Which seats of a team are filled."""
    team = _team(county, village)
    return UNSEEN if team is None else list(team.seats)


@fact("village", "left_after_exit", "贫困村退出后工作队在村的最后一天")
def left_after_exit(county: CountyFacts, village: Village, _day: str) -> object:
    """The last day of the team in a village that had come out of poverty; None while it stays.

    The earlier of the day recorded and that of the last posting that nobody followed.
    """
    exited = village.data.get("exited_on")
    if not exited:
        return None
    if _cadres_unseen(county):
        return UNSEEN
    ends = (village.data.get("team", {}).get("to"), last_days(county).get(village.code))
    return min((end for end in ends if end and exited <= end <= county.as_of), default=None)


def _team(county: CountyFacts, village: Village) -> Team | None:
    """The village's team as it stands; None while some cadre's or unit's file can't be read."""
    return None if _cadres_unseen(county) else teams_now(county)[village.code]


def _cadres_unseen(county: CountyFacts) -> bool:
    units = f"records/{county.city_slug}/units.yml"
    return county.lacks(f"{county.path}/cadres/", units)


@fact("township", "acting_deputies", "挂任的乡镇党委副书记", unit="名")
def acting_deputies(county: CountyFacts, township: Township, _day: str) -> object:
    """How many posted cadres are deputy secretary of the township."""
    if _cadres_unseen(county):
        return UNSEEN
    return sum(
        is_deputy(county, posting)
        for cadre in county.cadres.values()
        if (posting := cadre.posting_on(county.as_of))
        and county.township_of(posting.village) == township.slug
    )


@fact("township", "has_first_secretary", "选派了第一书记")
def has_first_secretary(county: CountyFacts, township: Township, _day: str) -> object:
    """Whether some village of the township has a first secretary."""
    return any(
        posting.role == FIRST_SECRETARY and county.township_of(posting.village) == township.slug
        for cadre in county.cadres.values()
        if (posting := cadre.posting_on(county.as_of))
    )


@fact("township", "contacts", "具体负责的专人", unit="名")
def contacts(county: CountyFacts, township: Township, _day: str) -> object:
    """How many officers in office are named as responsible."""
    return _contacts(county, township.data)


@fact("county", "contacts", "具体负责的专人", unit="名")
def county_contacts(county: CountyFacts, _thing: None, _day: str) -> object:
    """How many officers in office are named as responsible."""
    return _contacts(county, county.region.data) if county.region else UNSEEN


@fact("county", "bodies", "议事机构")
def bodies(county: CountyFacts, _thing: None, _day: str) -> object:
    """The kinds of body that exist."""
    if county.region is None:
        return UNSEEN
    return [item["kind"] for item in in_force(county, county.region.data.get("bodies", ()))]


def _contacts(county: CountyFacts, data: Mapping[str, Any]) -> int:
    named = {item["officer"] for item in in_force(county, data.get("contacts", ()))}
    return sum(bool(county.in_office(officer, county.as_of)) for officer in named)


@fact("unit", "headcount", "人数", unit="人")
def headcount(county: CountyFacts, unit: Unit, _day: str) -> object:
    """People of the unit and those under it."""
    return unit_records(county)[unit.id][1].get("headcount")


@fact("unit", "teams_expected", "按人数应派的工作队", unit="个")
def teams_expected(county: CountyFacts, unit: Unit, _day: str) -> object:
    """Teams that the regulation asks of a department of the city with so many people."""
    return _teams(county, unit).expected


@fact("unit", "teams_planned", "安排派出的工作队", unit="个")
def teams_planned(county: CountyFacts, unit: Unit, _day: str) -> object:
    """Teams that the city plans for the unit, over all counties."""
    return _teams(county, unit).planned


@fact("unit", "teams_due_here", "安排派往本县的工作队", unit="个")
def teams_due_here(county: CountyFacts, unit: Unit, _day: str) -> object:
    """Teams that the city plans for the unit in this county."""
    return _teams(county, unit).due_here


@fact("unit", "teams_here", "在本县的工作队", unit="个")
def teams_here(county: CountyFacts, unit: Unit, _day: str) -> object:
    """Villages of this county in which the unit has a cadre."""
    return UNSEEN if _cadres_unseen(county) else _teams(county, unit).here


@fact("unit", "bound", "三个捆绑的记录", unit="条")
def bound(county: CountyFacts, unit: Unit, _day: str) -> object:
    """How many times it bound itself to its cadres by the day judged; None for never."""
    items = unit_records(county)[unit.id][1].get("bindings", ())
    return sum(item["date"] <= county.as_of for item in items) or None


def _teams(county: CountyFacts, unit: Unit) -> UnitTeams:
    return unit_teams_now(county)[unit.id]
