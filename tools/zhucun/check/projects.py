"""Projects: what the park earns is shared as the regulation says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of

PARK = "产业园"
SHARE = "project.village_share"


@rule(
    title="产业园项目的收益按比例分给乡村",
    why="项目落在园区，村里靠分成得益；比例写错，村里就少得一块。",
    mend="请按制度的比例改写 revenue_share 里园区和乡村各占多少，合计为 1；确有出入的，先改协议。",
    rows=("S1-39",),
)
def park_proceeds_are_shared(county: CountyFacts) -> Iterator[Found]:
    """The village's part of a park project is the regulation's, and the parts sum to one."""
    for record in county.of("project"):
        share = record.data.get("revenue_share")
        if record.data.get("location") != PARK or share is None:
            continue
        day = min(f"{record.data['year']}-12-31", county.as_of)
        value = value_of(county.pack(day), SHARE, day)
        if value is None or value.undetermined:
            continue
        village, park = Decimal(str(share["village"])), Decimal(str(share["park"]))
        need = value.number()
        if village == need and village + park == 1:
            continue
        yield Found(
            record.path,
            "/revenue_share",
            f"产业园项目“{record.data['title']}”的收益写成园区 {park}、乡村 {village}，"
            f"应为园区 {1 - need}、乡村 {need}。",
            subject=str(record.data["cadre"]),
            period=str(record.data["year"]),
            got=[float(park), float(village)],
            need=[float(1 - need), float(need)],
            cite=value.cite,
            evidence=(value.where,),
        )
