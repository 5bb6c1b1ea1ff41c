"""What a cadre's own file tells of: postings and what belongs to them, insurance, honours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.county import CountyFacts
from zhucun.read.tree import Record

OPEN = "9999-12-31"


def _postings(county: CountyFacts) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    for record in county.of("cadre"):
        for index, item in enumerate(record.data["postings"]):
            yield record, f"/postings/{index}", item


def _end(posting: dict[str, Any]) -> str:
    return str(posting.get("ended", {}).get("date", posting["to"]))


@stream("posting", "任职", "cadre")
def postings(county: CountyFacts) -> Iterator[Act]:
    """Postings; each covers its days."""
    for record, pointer, item in _postings(county):
        yield act(
            record,
            pointer,
            item,
            date=item["from"],
            span=(item["from"], _end(item)),
            cadre=record.data["id"],
            village=item["village"],
            township=county.township_of(item["village"]),
            unit=record.data["unit"],
        )


@stream("selection", "选派", "cadre", at="/postings/0/selection")
def selections(county: CountyFacts) -> Iterator[Act]:
    """How a cadre was chosen for a posting."""
    for record, pointer, item in _postings(county):
        if "selection" in item:
            yield act(
                record,
                f"{pointer}/selection",
                item["selection"],
                date=item["from"],
                cadre=record.data["id"],
                village=item["village"],
            )


@stream("lodging", "住处", "cadre", at="/postings/0/lodging")
def lodgings(county: CountyFacts) -> Iterator[Act]:
    """Where a cadre lives during a posting."""
    for record, pointer, item in _postings(county):
        lodging = item.get("lodging")
        if lodging:
            yield act(
                record,
                f"{pointer}/lodging",
                lodging,
                date=lodging["from"],
                span=(lodging["from"], _end(item)),
                cadre=record.data["id"],
                village=item["village"],
            )


@stream("insurance", "人身意外保险", "cadre", at="/insurance/0")
def insurance(county: CountyFacts) -> Iterator[Act]:
    """Insurance; each covers its days."""
    for record, pointer, item in _listed(county, "insurance"):
        days = (item["from"], item["to"])
        yield act(record, pointer, item, date=days[0], span=days, cadre=record.data["id"])


@stream("health_check", "体检", "cadre", at="/health_checks/0")
def health_checks(county: CountyFacts) -> Iterator[Act]:
    """Medical checks."""
    return _dated(county, "health_checks")


@stream("outcome", "结果运用", "cadre", at="/outcomes/0")
def outcomes(county: CountyFacts) -> Iterator[Act]:
    """What came of assessments."""
    return _dated(county, "outcomes")


@stream("honour", "荣誉", "cadre", at="/honours/0")
def honours(county: CountyFacts) -> Iterator[Act]:
    """Honours, each of its year."""
    for record, pointer, item in _listed(county, "honours"):
        yield act(
            record,
            pointer,
            item,
            date=item["date"],
            period=str(item["year"]),
            cadre=record.data["id"],
        )


@stream("waiver", "豁免", "cadre", "region", at="/waivers/0")
def waivers(county: CountyFacts) -> Iterator[Act]:
    """Approved exceptions to conditions, of cadres and of villages; each covers its days."""
    for record, pointer, item in _listed(county, "waivers"):
        yield _waiver(record, pointer, item, cadre=record.data["id"])
    for record in county.of("region"):
        for index, village in enumerate(record.data.get("villages", ())):
            for n, item in enumerate(village.get("waivers", ())):
                place = f"/villages/{index}/waivers/{n}"
                yield _waiver(record, place, item, village=village["code"])


def _waiver(
    record: Record, pointer: str, item: dict[str, Any], *, cadre: str = "", village: str = ""
) -> Act:
    days = (item["date"], item.get("until", OPEN))
    by = (item["by"],)
    return act(record, pointer, item, date=days[0], span=days, cadre=cadre, village=village, by=by)


def _dated(county: CountyFacts, part: str) -> Iterator[Act]:
    for record, pointer, item in _listed(county, part):
        yield act(record, pointer, item, date=item["date"], cadre=record.data["id"])


def _listed(county: CountyFacts, part: str) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    for record in county.of("cadre"):
        for index, item in enumerate(record.data.get(part, ())):
            yield record, f"/{part}/{index}", item
