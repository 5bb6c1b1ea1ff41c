"""Meetings, training and the events that a cadre must attend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.county import CountyFacts
from zhucun.read.tree import Record


def meetings_of(county: CountyFacts) -> Iterator[tuple[Record, str, dict[str, Any]]]:
    """Every meeting of the city, the county and its townships, with its record and pointer."""
    city = (r for r in county.city_records if r.place.kind == "meetings")
    for record in (*city, *county.of("meetings")):
        for index, item in enumerate(record.data["meetings"]):
            yield record, f"/meetings/{index}", item


@stream("meeting", "会议", "meetings")
def meetings(county: CountyFacts) -> Iterator[Act]:
    """Meetings of the city, the county and its townships, each by who chaired it."""
    for record, pointer, item in meetings_of(county):
        by = (item["chair"],) if "chair" in item else ()
        yield act(record, pointer, item, date=item["date"], unit=item.get("unit", ""), by=by)


@stream("meeting_attendance", "到会", "meetings", at="/meetings/0/cadres/0")
def attendance(county: CountyFacts) -> Iterator[Act]:
    """Each cadre's presence at a meeting."""
    for record, pointer, item in meetings_of(county):
        for index, cadre in enumerate(item.get("cadres", ())):
            if cadre in county.cadres:
                here = f"{pointer}/cadres/{index}"
                unit = item.get("unit", "")
                yield act(record, here, item, date=item["date"], cadre=cadre, unit=unit)


@stream("event", "应到场的事项", "events")
def events(county: CountyFacts) -> Iterator[Act]:
    """Events that cadres must attend."""
    for record in county.of("events"):
        for index, item in enumerate(record.data["events"]):
            place = f"/events/{index}"
            yield act(record, place, item, date=item["date"], village=item["village"])


@stream("event_attendance", "到场情况", "events", at="/events/0/cadres/000000-000")
def event_attendance(county: CountyFacts) -> Iterator[Act]:
    """Each cadre's presence at an event; `status` is what was recorded for him."""
    for record in county.of("events"):
        for index, item in enumerate(record.data["events"]):
            for cadre, status in item["cadres"].items():
                yield act(
                    record,
                    f"/events/{index}/cadres/{cadre}",
                    {**item, "status": status},
                    date=item["date"],
                    cadre=cadre,
                    village=item["village"],
                )
