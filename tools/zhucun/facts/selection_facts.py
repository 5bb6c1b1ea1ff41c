"""Facts of how a cadre was chosen and whom the posting ties the cadre to, by packs' names.

What may change while a posting lasts is seen as it stands on the day judged; of a posting that
is over, or has not begun, it is not seen at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhucun.facts.conditions import UNSEEN, fact
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import plus
from zhucun.facts.people import DEPUTY, Posting
from zhucun.facts.places import COMMUNITY, Village
from zhucun.facts.weak_villages import is_weak

FIRST_DEPUTY = "乡镇党委第一副书记"
RESERVE = "后备干部"
RANKED = ("处级", "科级")
OPEN = "9999-12-31"


@fact("posting", "current", "在任")
def current(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether the posting is served on the day judged."""
    return posting.span.covers(county.as_of)


@fact("posting", "standing", "职级", at="/rank")
def standing(county: CountyFacts, posting: Posting, _day: str) -> object:
    """处级 or 科级, else 后备干部 for a reserve cadre, else the rank."""
    data = county.cadres[posting.cadre].data
    rank = data.get("rank")
    return RESERVE if rank not in RANKED and data.get("reserve") else rank


@fact("posting", "acting_deputy", "挂任乡镇党委副书记")
def acting_deputy(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether the cadre is deputy secretary of the township, as the role or beside it."""
    return is_deputy(county, posting)


def is_deputy(county: CountyFacts, posting: Posting) -> bool:
    """Whether a posting makes its cadre deputy secretary of the township."""
    return posting.role == DEPUTY or DEPUTY in _roles(county, posting)


@fact("posting", "first_deputy", "任乡镇党委第一副书记")
def first_deputy(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether the cadre is first deputy secretary of the township; every acting deputy is one."""
    return is_deputy(county, posting) or FIRST_DEPUTY in _roles(county, posting)


@fact("posting", "on_committee", "占村两委班子职数")
def on_committee(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether a village's committee roster has the cadre."""
    if county.lacks_a_region or not posting.span.covers(county.as_of):
        return UNSEEN
    return posting.cadre in county.once(_rostered)


@fact("posting", "unexplained_namesake", "名单里有同名的人而没有注明是不是本人")
def unexplained_namesake(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether the village's roster has the cadre's name and doesn't say whose it is.

    A seat with a cadre's id, or one marked as another person of that name, says so.
    """
    if county.lacks_a_region or not posting.span.covers(county.as_of):
        return UNSEEN
    village, name = county.villages.get(posting.village), county.cadres[posting.cadre].name
    seats = village.data.get("committee", ()) if village else ()
    return any(
        seat["name"] == name and "cadre" not in seat and not seat.get("namesake") for seat in seats
    )


@fact("posting", "sponsored_weak_villages", "包扶的薄弱村", unit="个")
def sponsored_weak_villages(county: CountyFacts, posting: Posting, _day: str) -> object:
    """How many villages the cadre sponsors that were weak when he took them on."""
    if county.lacks_a_region or not posting.span.covers(county.as_of):
        return UNSEEN
    return county.once(_sponsored).get(posting.cadre, 0)


@fact("posting", "weak_village_here", "所在乡镇有薄弱村")
def weak_village_here(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether a village of the township is weak on the day judged."""
    if county.lacks_a_region:
        return UNSEEN
    township = county.townships.get(county.township_of(posting.village))
    return township is not None and any(is_weak(v, county.as_of) for v in township.villages)


@fact("posting", "paired_leader", "结对的乡镇班子成员")
def paired_leader(county: CountyFacts, posting: Posting, _day: str) -> object:
    """The member of the township's leadership whom the cadre is paired with."""
    if county.lacks_a_region or not posting.span.covers(county.as_of):
        return UNSEEN
    return county.once(_paired).get((county.township_of(posting.village), posting.cadre))


@fact("posting", "work_groups", "所在乡镇的工作组", unit="个")
def work_groups(county: CountyFacts, posting: Posting, _day: str) -> object:
    """How many work groups of the township have the cadre as a member."""
    if county.lacks_a_region or not posting.span.covers(county.as_of):
        return UNSEEN
    return county.once(_grouped).get((county.township_of(posting.village), posting.cadre), 0)


@fact("posting", "in_joint_committee", "派出单位参与社区联合党委")
def in_joint_committee(county: CountyFacts, posting: Posting, _day: str) -> object:
    """Whether the unit is one that builds the community's joint committee; None in a village."""
    place = county.villages.get(posting.village)
    if place is None:
        return UNSEEN
    if place.kind != COMMUNITY:
        return None
    return county.cadres[posting.cadre].unit in place.data.get("joint_units", ())


def _roles(county: CountyFacts, posting: Posting) -> list[str]:
    return list(posting.data.get("roles", ()))


def _rostered(county: CountyFacts) -> frozenset[str]:
    return frozenset(
        seat["cadre"]
        for village in county.villages.values()
        for seat in village.data.get("committee", ())
        if "cadre" in seat
    )


def _sponsored(county: CountyFacts) -> dict[str, int]:
    found: dict[str, set[str]] = {}
    for village in county.villages.values():
        for item in village.data.get("weak", {}).get("sponsors", ()):
            if is_weak(village, item["from"]) and _holds(county, village, item):
                found.setdefault(item["cadre"], set()).add(village.code)
    return {cadre: len(villages) for cadre, villages in found.items()}


def _holds(county: CountyFacts, village: Village, item: dict[str, Any]) -> bool:
    """Whether a sponsorship has begun and lasts, or ended only when the village was lifted."""
    end: str = item.get("to", OPEN)
    lifted: str = village.data["weak"].get("lifted", OPEN)
    begun = bool(item["from"] <= county.as_of)
    return begun and (county.as_of <= end or (end != OPEN and lifted <= plus(end, 1)))


def _paired(county: CountyFacts) -> dict[tuple[str, str], str]:
    found = {}
    for township in county.townships.values():
        leading = {
            officer["id"]: officer.get("cadre")
            for officer in in_force(county, township.data.get("officers", ()))
            if officer.get("leading")
        }
        for item in in_force(county, township.data.get("pairings", ())):
            if item["leader"] in leading and leading[item["leader"]] != item["cadre"]:
                found[township.slug, item["cadre"]] = item["leader"]
    return found


def _grouped(county: CountyFacts) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for township in county.townships.values():
        for group in in_force(county, township.data.get("groups", ())):
            for cadre in group["members"]:
                found[township.slug, cadre] = found.get((township.slug, cadre), 0) + 1
    return found


def in_force(county: CountyFacts, items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The items, each with `from` and maybe `to`, whose days include the one judged."""
    return (x for x in items if x["from"] <= county.as_of <= x.get("to", OPEN))
