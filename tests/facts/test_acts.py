"""Acts: every stream reads the sample, points at what it tells of, and says whose it is."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from in_memory import CITY, COUNTY, TOWN, VILLAGE, cadre, county_of, meetings, officer, pack_of
from zhucun.facts.acts import STREAMS, Act, acts_of
from zhucun.facts.acts.registry import act, stream
from zhucun.facts.county import CountyFacts
from zhucun.facts.load import load_city, load_commons, load_county
from zhucun.read.tree import list_cities, list_counties

ROOT = Path(__file__).parents[2]
PACK = pack_of({})


@cache
def sample() -> tuple[CountyFacts, ...]:
    commons = load_commons(ROOT)
    found = []
    for city in list_cities(ROOT):
        loaded = load_city(ROOT, city)
        for county in list_counties(ROOT, city):
            found.append(load_county(ROOT, commons, loaded, county, "2026-11-20").facts)
    return tuple(found)


def at(data: Any, pointer: str) -> Any:
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


@pytest.mark.parametrize("name", sorted(STREAMS))
def test_a_stream_points_at_what_it_tells_of(name: str) -> None:
    for county in sample():
        records = {r.path: r for r in (*county.records, *county.city_records)}
        for each in acts_of(county, name):
            record = records[each.path]
            assert record.place.kind in STREAMS[name].kinds
            there = at(record.data, each.pointer)
            if isinstance(there, dict):
                own = {key: each.data.get(key) for key in there}
                if name in ("inspection", "inspection_visit") and "bodies" in there:
                    # those that it names are joined by those of its inspectors
                    own["bodies"] = each.data["bodies"][: len(there["bodies"])]
                assert own == there
            assert not each.date or date.fromisoformat(each.date).isoformat() == each.date
            assert each.start <= each.end
            assert bool(each.start) == bool(each.end)
            assert each.level in ("市", "县", "乡镇")
            assert not each.village or county.township_of(each.village)
            assert not each.township or each.township in county.townships
            assert not each.unit or each.unit in county.units


def test_the_sample_tells_of_nearly_everything() -> None:
    told = {name for name in STREAMS for county in sample() if acts_of(county, name)}
    assert set(STREAMS) - told <= {"waiver", "deputy_meeting"}


def test_two_streams_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        stream("meeting", "会议", "meetings")(lambda county: iter(()))


def test_a_stream_nobody_registered_is_empty() -> None:
    assert acts_of(county_of(PACK), "nothing") == ()


def test_a_stream_is_read_once() -> None:
    county = county_of(PACK, meetings("2026-02-03"))
    assert acts_of(county, "meeting") is acts_of(county, "meeting")


def one(county: CountyFacts, name: str) -> Act:
    (found,) = acts_of(county, name)
    return found


def test_a_township_inspection_is_its_inspectors_townships() -> None:
    visits = [{"cadre": "990101-001", "found": "在岗"}]
    item = {"id": "i", "date": "2026-03-05", "method": "随机抽查", "announced": False}
    inspection = {**item, "level": "乡镇", "inspectors": ["zhen"], "visits": visits}
    record = (
        f"{COUNTY}/inspections/2026-03.yml",
        {"month": "2026-03", "inspections": [inspection]},
    )
    term = {"officers": [officer("zhen", "乡镇党委书记")], "level": "乡镇", "name": "某镇"}
    villages = [{"code": VILLAGE, "name": "某村", "kind": "村"}]
    town = (f"{TOWN}/region.yml", {**term, "code": "990101100000", "villages": villages})
    found = one(county_of(PACK, record, town), "inspection")
    assert (found.level, found.township, found.here) == ("乡镇", "zhen", True)


@pytest.mark.parametrize(("cadre_id", "here"), [("990101-001", True), ("990102-001", False)])
def test_a_city_inspection_concerns_those_it_visited(cadre_id: str, here: bool) -> None:
    visits = [{"cadre": cadre_id, "found": "在岗"}]
    item = {"id": "i", "date": "2026-03-05", "method": "随机抽查", "announced": False}
    inspection = {**item, "level": "市", "inspectors": ["x"], "visits": visits}
    record = (f"{CITY}/inspections/2026-03.yml", {"month": "2026-03", "inspections": [inspection]})
    county = county_of(PACK, record)
    assert one(county, "inspection").here is here
    assert len(acts_of(county, "inspection_visit")) == here


def test_faults_of_other_counties_are_not_ours() -> None:
    items = [{"county": code, "problem": "某"} for code in ("990101", "990102")]
    circular = {"id": "t", "date": "2026-03-05", "by": "x", "scope": "县", "inspections": []}
    record = (
        f"{CITY}/circulars/2026.yml",
        {"year": 2026, "circulars": [{**circular, "items": items}]},
    )
    county = county_of(PACK, record)
    assert one(county, "circular").here
    assert one(county, "circular_item").pointer == "/circulars/0/items/0"


def test_a_waiver_covers_its_days_on_a_cadre_or_a_village() -> None:
    waiver = {"condition": "c", "reason": "因故", "by": "x", "date": "2026-01-01"}
    own = cadre(1, waivers=[{**waiver, "until": "2026-12-31"}])
    first, second = acts_of(county_of(PACK, own, village={"waivers": [waiver]}), "waiver")
    assert (first.cadre, first.start, first.end) == ("990101-001", "2026-01-01", "2026-12-31")
    assert (second.village, second.end) == (VILLAGE, "9999-12-31")


def test_fields_by_dotted_path_and_own_parts() -> None:
    record = county_of(PACK, meetings("2026-02-03")).records[0]
    data = {"filed": [{"to": "甲"}, {"to": "乙"}, {"date": "x"}], "seal": {"by": "x"}, "none": []}
    found = act(record, "", data, cadre="990101-001", level="市")
    assert found.at("filed.to") == ["甲", "乙"]
    assert found.at("seal.by") == "x"
    assert found.at("seal.by.more") is None
    assert found.at("none.to") is None
    assert (found.at("cadre"), found.at("level")) == ("990101-001", "市")
    assert found.has({"filed.to": ("乙",), "level": ("市", "县")})
    assert not found.has({"filed.to": ("丙",)})


def test_its_own_field_is_before_a_part_of_the_same_name() -> None:
    record = county_of(PACK, meetings("2026-02-03")).records[0]
    assert act(record, "", {"level": "省级"}, level="县").at("level") == "省级"


def test_the_law_of_the_period_that_an_act_names() -> None:
    record = county_of(PACK, meetings("2026-02-03")).records[0]
    assert act(record, "", {}, date="2026-01-10", period="2025").law_day == "2025-12-31"
    assert act(record, "", {}, date="2026-01-10").law_day == "2026-01-10"
