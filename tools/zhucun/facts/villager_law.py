"""The law of village cadres in one township: several regulations may hold there at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhucun.facts.county import CountyFacts
from zhucun.facts.places import Township
from zhucun.facts.subjects import TOWNSHIP, has_village_cadre
from zhucun.law.grounds import Ground, grounds
from zhucun.law.pack import Pack
from zhucun.law.value import Value


def villager_value(county: CountyFacts, township: str, key: str, day: str) -> Value | None:
    """A parameter of the packs on village cadres in force in a township (its folder) on a day.

    Of several packs that have the key the first that says something; one that is 待定 only where
    all are silent; None where no pack in force has it.
    """
    return first_said(county.villager_packs(township, day), key, day)


def first_said(packs: Iterable[Pack], key: str, day: str) -> Value | None:
    """The first value of a parameter among packs that says something, as `villager_value` does."""
    found = [pack.value(key, day) for pack in packs if pack.has(key)]
    return next((value for value in found if not value.undetermined), found[0] if found else None)


def said(value: Value | None) -> Value | None:
    """The value if it says something; None for one that is 待定 or not there."""
    return None if value is None or value.undetermined else value


def townships_under(county: CountyFacts, key: str, day: str) -> Iterator[tuple[Township, Value]]:
    """The townships with village cadres in post on a day where a law in force has a parameter,
    each with its value there, in the order of the records.
    """
    for township in county.townships.values():
        value = villager_value(county, township.slug, key, day)
        if value is not None and has_village_cadre(county, TOWNSHIP, township.slug, day):
            yield township, value


def grounds_of(county: CountyFacts, township: str, day: str, *keys: str) -> tuple[Ground, ...]:
    """What a figure rests on: the values of the keys in force in a township on a day."""
    return grounds(*(villager_value(county, township, key, day) for key in keys))
