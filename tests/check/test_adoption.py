"""Which regulations a city, a county and a township may adopt, and what a county adds to them."""

from __future__ import annotations

from typing import Any

import pytest

from in_memory import CITY, COUNTY, TOWN, county_of, officer, village_cadre
from two_populations import NEXT, S0, region, villagers
from zhucun.check.catalogue import RULES
from zhucun.check.finding import Found
from zhucun.facts.county import CountyFacts

BELOW = "counties_adopt_for_village_cadres_only"
EARLY = "adoption_follows_the_effective_date"
FILLS = "overlays_fill_only_silence"
SETS = "overlay_is_set_by_the_county"


def found(rule: str, county: CountyFacts) -> list[Found]:
    judge = RULES[rule].judge
    assert judge is not None
    return list(judge(county))


@pytest.mark.parametrize(
    ("path", "adopted", "message"),
    [
        (CITY, "s2", ""),
        (COUNTY, "s2", ""),
        (TOWN, "s2", ""),
        (COUNTY, "s0", "s0 是驻村干部的制度，只能由市采用。"),
        (TOWN, "s0", "s0 是驻村干部的制度，只能由市采用。"),
        (TOWN, "s9", "制度包 s9 不存在：records/regulations/ 下没有这个编号。"),
        (COUNTY, "s9", "制度包 s9 不存在：records/regulations/ 下没有这个编号。"),
    ],
)
def test_what_is_adopted_below_the_city(path: str, adopted: str, message: str) -> None:
    county = county_of(S0, region(path, adopted), others=[villagers()])
    told = found(BELOW, county)
    assert [f.message for f in told] == ([message] if message else [])
    assert all((f.path, f.pointer) == (f"{path}/region.yml", AT) for f in told)
    assert found("a_regulation_is_adopted", county) == []


AT = "/regulations/0/regulation"


def test_a_pack_on_village_cadres_is_not_what_dispatched_cadres_follow() -> None:
    adopted = region(CITY, "s2", since="2026-05-01")
    county = county_of(S0, adopted, others=[villagers()])
    pack = county.pack("2026-11-01")
    assert pack is not None
    assert pack.id == "s0"
    path, data = region(CITY)
    only = county_of(
        S0, (path, {**data, "regulations": [{"regulation": "s2", "from": "2018-01-01"}]})
    )
    assert [f.period for f in found("a_regulation_is_adopted", only)] == ["2026-01"]


@pytest.mark.parametrize("path", [CITY, COUNTY, TOWN])
@pytest.mark.parametrize(("since", "early"), [("2017-11-30", True), ("2017-12-01", False)])
def test_nobody_adopts_before_the_regulation_holds(path: str, since: str, early: bool) -> None:
    county = county_of(S0, region(path, "s2", since=since), others=[villagers()])
    told = found(EARLY, county)
    at = f"/regulations/{1 if path == CITY else 0}/from"
    assert [(f.path, f.pointer) for f in told] == ([(f"{path}/region.yml", at)] if early else [])
    assert all(f.cite is None for f in told)


def overlaid(path: str, key: str, value: Any, by: str = "zzb") -> CountyFacts:
    """A county with an overlay of s2, which is in force at a place."""
    overlay = {"regulation": "s2", "key": key, "from": "2026-01-01", "value": value, "by": by}
    overlays: dict[str, Any] = {"overlays": [{**overlay, "document": "文件"}]}
    pack = villagers()
    pack["parameters"].append(
        {
            "key": "open",
            "title": "留白",
            "values": [{"from": "2017-12-01", "value": None, "silent": "没有写明。"}],
        }
    )
    setters = {"from": "2017-12-01", "value": ["县委组织部"], "decision": "Z1"}
    pack["parameters"].append(
        {"key": "overlay.setter_roles", "title": "谁来定", "values": [setters]}
    )
    regions = {each: region(each) for each in (COUNTY, TOWN, NEXT)}
    regions[path] = region(path, "s2", **(overlays if path == COUNTY else {}))
    if path != COUNTY:
        regions[COUNTY] = region(COUNTY, **overlays)
    town = regions[TOWN][1]
    town["officers"] = [officer("secretary", "乡镇党委书记")]
    return county_of(S0, *regions.values(), village_cadre(), others=[pack])


@pytest.mark.parametrize("path", [COUNTY, TOWN, NEXT])
@pytest.mark.parametrize(("key", "faulty"), [("open", False), ("once", True), ("nothing", True)])
def test_an_overlay_fills_the_silence_of_what_holds_anywhere_here(
    path: str, key: str, faulty: bool
) -> None:
    county = overlaid(path, key, 3)
    assert [f.pointer for f in found(FILLS, county)] == (["/overlays/0/key"] if faulty else [])


def test_an_overlay_is_laid_over_the_pack_in_force() -> None:
    county = overlaid(TOWN, "open", 3)
    (pack,) = county.villager_packs("zhen", "2026-06-01")
    assert pack.value("open", "2026-06-01").integer() == 3
    assert county.villager_packs("linzhen", "2026-06-01") == ()


@pytest.mark.parametrize(("by", "count"), [("zzb", 0), ("secretary", 1)])
def test_who_sets_an_overlay(by: str, count: int) -> None:
    assert len(found(SETS, overlaid(TOWN, "open", 3, by))) == count
