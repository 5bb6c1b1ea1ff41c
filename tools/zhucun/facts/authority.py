"""Who may act on a cadre: an officer whose role is asked for and whose organisation is over him."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from zhucun.facts.bodies import roles_headed
from zhucun.facts.county import CountyFacts
from zhucun.facts.people import Cadre, Officer
from zhucun.facts.presence import value_of

#: Parameters that name who opens and answers a case, and who decides it.
OPENERS: Final = "case.opener_roles"
DECIDERS: Final = "case.decider_roles"
AUTHORITY: Final = "case.authority_kinds"

# Which organisations make up which level is how the party is built, the same under every
# regulation, and the level is the record's own word: so this is structure and not a pack's value.
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "市": ("市委组织部", "市直机关工委", "市委督查室", "市扶贫办", "市民政局"),
    "县": ("县委组织部", "县驻村工作队", "县驻村工作领导小组"),
    "乡镇": ("乡镇党委书记", "乡镇党委"),
}


def is_over(county: CountyFacts, cadre: Cadre, term: Officer) -> bool:
    """Whether a term gives power over a cadre: its region has such an organisation, and it is
    the cadre's own city, county or one of the townships the cadre has served in.
    """
    if term.role not in ROLES[term.level]:
        return False
    townships = {county.township_of(p.village) for p in cadre.postings}
    # A village that nobody knows gives no township; the rule on villages reports it.
    own = {f"{county.path}/{slug}" for slug in townships}
    return term.level != "乡镇" or "" in townships or term.area in own


def power_over(county: CountyFacts, kind: str, day: str) -> str:
    """Who may take a kind of disposition: what calls for authority over cadres is for those who
    decide, by the law of the day.
    """
    reserved = value_of(county.pack(day), AUTHORITY, day)
    if reserved and not reserved.undetermined and kind in reserved.texts():
        return DECIDERS
    return OPENERS


def may_act(
    county: CountyFacts, cadre: Cadre, officer: str, day: str, roles: Collection[str]
) -> bool:
    """Whether an officer holds one of the roles over a cadre on a day, or heads such a body."""
    terms = county.in_office(officer, day)
    if any(term.role in roles and is_over(county, cadre, term) for term in terms):
        return True
    return bool({*roles_headed(county, officer, day)} & {*roles})


def is_the_cadre(county: CountyFacts, cadre: str, officer: str) -> bool:
    """Whether an officer is the cadre, or village cadre, himself."""
    terms = county.officers.get(officer, ())
    return any(cadre in (term.cadre, term.village_cadre) for term in terms)
