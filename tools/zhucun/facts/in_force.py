"""Which regulations somebody or something is held against: the one on dispatched cadres that the
city follows, and those on village cadres in force in the place, never one for the other's people.
"""

from __future__ import annotations

from typing import Final

from zhucun.facts.acts import Act
from zhucun.facts.county import CountyFacts
from zhucun.facts.subjects import (
    CITY,
    COUNTY,
    ENROLMENT,
    TOWNSHIP,
    VILLAGE,
    VILLAGE_CADRE,
    Subject,
    has_village_cadre,
    township_of_act,
)
from zhucun.law.overlay import covers
from zhucun.law.pack import Pack

#: Kinds of subjects that only regulations on village cadres are about.
OF_VILLAGERS: Final = (VILLAGE_CADRE, ENROLMENT)
#: Kinds that both are about, those on village cadres where some are registered.
SHARED: Final = (VILLAGE, TOWNSHIP, COUNTY, CITY)


def packs_for(county: CountyFacts, subject: Subject, day: str) -> tuple[Pack, ...]:
    """The packs that a subject is held against by the law of a day.

    A place is held against those on village cadres only while some are in post there.
    """
    if subject.act:
        return packs_for_act(county, subject.act, day)
    if subject.kind in OF_VILLAGERS:
        return county.villager_packs(subject.township, day)
    own = _dispatched(county, day)
    if subject.kind in SHARED and has_village_cadre(county, subject.kind, subject.id, day):
        return (*own, *villager_packs_of(county, subject, day))
    return own


def villager_packs_of(county: CountyFacts, subject: Subject, day: str) -> tuple[Pack, ...]:
    """The packs on village cadres in force on a day in the place that a subject is or lies in:
    in a township, in the whole county, or in the whole city.
    """
    packs = county.villager_packs(subject.township, day)
    if subject.kind != CITY or not packs or county.city_region is None:
        return packs
    adoptions = county.city_region.data["regulations"]
    adopted = {each["regulation"] for each in adoptions if covers(each, day)}
    return tuple(pack for pack in packs if pack.id in adopted)


def packs_for_act(county: CountyFacts, act: Act, day: str) -> tuple[Pack, ...]:
    """The packs that an act is held against by the law of a day: a dispatched cadre's by the one
    on dispatched cadres, a village cadre's by those in force in his township, any other by both;
    one of the county or the city by those that hold in the whole county.
    """
    if act.cadre:
        return _dispatched(county, day)
    villagers = county.villager_packs(township_of_act(county, act), day)
    return villagers if act.village_cadre else (*_dispatched(county, day), *villagers)


def _dispatched(county: CountyFacts, day: str) -> tuple[Pack, ...]:
    pack = county.pack(day)
    return (pack,) if pack else ()
