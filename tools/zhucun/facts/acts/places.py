"""Lasting states of places and units, and what a region's file records beside its officers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from zhucun.facts.acts.people import OPEN
from zhucun.facts.acts.registry import Act, Reader, act, stream
from zhucun.facts.county import CountyFacts
from zhucun.read.tree import Record


def _regions(county: CountyFacts) -> tuple[Record, ...]:
    city = (county.city_region,) if county.city_region else ()
    return (*city, *county.of("region"))


@stream("village", "村和社区", "region")
def villages(county: CountyFacts) -> Iterator[Act]:
    """Villages and communities as they stand, undated."""
    for record in county.of("region"):
        for index, item in enumerate(record.data.get("villages", ())):
            yield act(record, f"/villages/{index}", item, village=item["code"])


@stream("township", "乡镇", "region")
def townships(county: CountyFacts) -> Iterator[Act]:
    """Townships as they stand, undated."""
    for record in county.of("region"):
        if record.place.township:
            yield act(record, "", record.data)


@stream("county", "县", "region")
def counties(county: CountyFacts) -> Iterator[Act]:
    """The county as it stands, undated."""
    if county.region:
        yield act(county.region, "", county.region.data)


def _units(county: CountyFacts) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    sending = {cadre.unit for cadre in county.cadres.values()}
    for record in county.city_records:
        if record.place.kind == "units":
            for index, item in enumerate(record.data["units"]):
                if item["id"] in sending:
                    yield record, f"/units/{index}", item


@stream("unit", "派出单位", "units")
def units(county: CountyFacts) -> Iterator[Act]:
    """Units that sent a cadre to this county, undated."""
    for record, pointer, item in _units(county):
        yield act(record, pointer, item, unit=item["id"])


@stream("binding", "三个捆绑", "units", at="/units/0/bindings/0")
def bindings(county: CountyFacts) -> Iterator[Act]:
    """How a unit bound itself to its cadres for a year."""
    for record, pointer, unit in _units(county):
        for index, item in enumerate(unit.get("bindings", ())):
            place, year = f"{pointer}/bindings/{index}", str(item["year"])
            yield act(record, place, item, date=item["date"], period=year, unit=unit["id"])


#: Lists of a region's file whose items hold from a day to another, in Chinese.
_LASTING: Final = {
    "bodies": ("body", "议事机构"),
    "contacts": ("contact", "专人"),
    "contracts": ("contract", "承包县"),
    "pairings": ("pairing", "结对帮扶"),
    "groups": ("group", "工作组"),
    "media": ("media", "宣传平台"),
}
_OFFICERS: Final = ("head", "officer", "leader")


def _lasting(part: str) -> Reader:
    def read(county: CountyFacts) -> Iterator[Act]:
        for record in _regions(county):
            for index, item in enumerate(record.data.get(part, ())):
                officers = () if part == "groups" else _OFFICERS
                yield act(
                    record,
                    f"/{part}/{index}",
                    item,
                    date=item["from"],
                    span=(item["from"], item.get("to", OPEN)),
                    cadre=item.get("cadre", ""),
                    by=tuple(item[name] for name in officers if name in item),
                )

    return read


for _part, (_name, _title) in _LASTING.items():
    stream(_name, _title, "region", at=f"/{_part}/0")(_lasting(_part))


@stream("bulletin", "工作简报", "region")
def bulletins(county: CountyFacts) -> Iterator[Act]:
    """Monthly bulletins."""
    for record in _regions(county):
        for index, item in enumerate(record.data.get("bulletins", ())):
            place = f"/bulletins/{index}"
            yield act(record, place, item, date=item["date"], period=item["month"])
