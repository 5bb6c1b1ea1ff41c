"""Leave and the sealing of attendance."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.facts.acts.registry import Act, act, stream
from zhucun.facts.county import CountyFacts


@stream("leave", "请假", "leave")
def leaves(county: CountyFacts) -> Iterator[Act]:
    """Leaves, cancelled ones included; each covers its days."""
    for record in county.of("leave"):
        for index, item in enumerate(record.data["leaves"]):
            days = (item["from"], item["to"])
            by = (item["approval"]["by"],) if "approval" in item else ()
            place = f"/leaves/{index}"
            yield act(record, place, item, date=days[0], span=days, cadre=item["cadre"], by=by)


@stream("seal", "考勤封存", "attendance")
def seals(county: CountyFacts) -> Iterator[Act]:
    """A township's sealing of a month's attendance."""
    for record in county.of("attendance"):
        item = record.data.get("seal")
        if item:
            by, month = (item["by"],), record.data["month"]
            yield act(record, "/seal", item, date=item["date"], period=month, by=by)
