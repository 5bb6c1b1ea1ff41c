"""Expertise against villages' problems, exceptions in force, who is managed by reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.assess.terms import last_day
from zhucun.facts.acts import Act, acts_of
from zhucun.facts.by_reference import only_by_reference
from zhucun.facts.county import CountyFacts
from zhucun.facts.places import COMMUNITY
from zhucun.facts.presence import value_of
from zhucun.facts.subsidy import follows_by_reference
from zhucun.facts.teams import Member, Team, teams_on
from zhucun.facts.waivers import may_waive
from zhucun.law.pack import Pack

FITTING, UNFITTING, UNDETERMINED = "对应", "不对应", "待定"
#: The parameter that says whom a village's problem calls for.
WANTED: Final[Mapping[str, str]] = {
    "党组织软弱涣散": "matching.party",
    "产业基础薄弱": "matching.economy",
    "矛盾纠纷突出": "matching.society",
}
#: What the regulation says of villages only.
OF_VILLAGES: Final = "matching.economy"


@table(
    "matching",
    "专长与村情",
    "在任干部的专长同所驻村、社区的突出问题是否对应；只供选派时参考。",
    board="posting",
    keys=tuple(WANTED.values()),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("role", "职务"),
        Column("village", "村或社区", kind="village"),
        Column("problem", "突出问题", "没有登记的空着。"),
        Column("wanted", "宜派", "制度写明宜派的专长；没有写的为待定。"),
        Column("expertise", "专长", "没有登记的空着。", kind="texts"),
        Column("state", "状态", kind="state", rows=("S4-03", "S4-04", "S4-05")),
    ),
)
def matching(county: CountyFacts, year: int) -> Iterator[Row]:
    """First secretaries and team members in post, by village and id."""
    day = last_day(county, year)
    for team in teams_on(county, day).values():
        wanted = _wanted(county, team, day)
        for member in team.members:
            yield _match(team, member, wanted)


def _wanted(county: CountyFacts, team: Team, day: str) -> str | None:
    """The expertise that the village's problem calls for; None where nothing says."""
    key = WANTED.get(team.village.data.get("problem", ""))
    if key is None or (key == OF_VILLAGES and team.village.kind == COMMUNITY):
        return None
    value = value_of(county.pack(day), key, day)
    return value.text() if value and not value.undetermined else None


def _match(team: Team, member: Member, wanted: str | None) -> Row:
    known = member.cadre.data.get("expertise")
    state = UNDETERMINED
    if wanted is not None and known is not None:
        state = FITTING if wanted in known else UNFITTING
    evidence = (f"{team.village.path}#{team.village.pointer}", f"{member.cadre.path}#/expertise")
    return {
        "cadre": member.cadre.id,
        "role": member.posting.role,
        "village": team.village.code,
        "problem": team.village.data.get("problem"),
        "wanted": wanted,
        "expertise": known,
        "state": Cell(state, evidence[: 2 if known is not None else 1]),
    }


@table(
    "waivers_in_force",
    "豁免",
    "制度写着原则上、一般的条件，有几项经批准的例外还在有效期内，几项已经过期。",
    board="posting",
    columns=(
        Column("condition", "条件"),
        Column("in_force", "有效", kind="count"),
        Column("expired", "过期", kind="count"),
    ),
)
def waivers_in_force(county: CountyFacts, year: int) -> Iterator[Row]:
    """Conditions that may be waived, in the regulation's order."""
    day = last_day(county, year)
    pack = county.pack(day)
    if pack is None:
        return
    for condition in pack.norms.conditions:
        if condition.waiver:
            own = [w for w in acts_of(county, "waiver") if w.data["condition"] == condition.key]
            begun = [w for w in own if w.start <= day and _approved(county, pack, w, day)]
            in_force = [w for w in begun if w.end >= day]
            yield {
                "condition": condition.title,
                "in_force": Cell(len(in_force), tuple(f"{w.path}#{w.pointer}" for w in in_force)),
                "expired": len(begun) - len(in_force),
            }


def _approved(county: CountyFacts, pack: Pack, waiver: Act, day: str) -> bool:
    return any(may_waive(county, pack, officer, waiver.date, day) for officer in waiver.by)


@table(
    "by_reference",
    "参照管理的人员",
    "制度不是直接写给他们、而是参照执行的在任干部，以及为什么。",
    board="posting",
    keys=("scope.team_member", "scope.first_secretary_roles", "subsidy.by_reference"),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("role", "职务"),
        Column("unit", "派出单位", kind="unit"),
        Column("why", "理由"),
    ),
    rows=("S0-99", "S4-81"),
)
def by_reference(county: CountyFacts, year: int) -> Iterator[Row]:
    """Cadres in post, by id; one whom two reasons concern has two rows."""
    day = last_day(county, year)
    pack = county.pack(day)
    units = value_of(pack, "subsidy.by_reference", day)
    for cadre in county.cadres.values():
        posting = cadre.posting_on(day)
        if posting is None:
            continue
        unit = county.units.get(cadre.unit)
        reasons = []
        if only_by_reference(pack, posting.role, day):
            reasons.append("驻村干部，不是第一书记")
        if unit and units and follows_by_reference(unit, units):
            reasons.append("派出单位的经费和待遇参照执行")
        for why in reasons:
            yield {"cadre": cadre.id, "role": posting.role, "unit": cadre.unit, "why": why}
