"""Inspections: who was looked for on which day, and whether he was found."""

from __future__ import annotations

from dataclasses import dataclass

from zhucun.read.tree import Record

ABSENT = "不在岗"
PRESENT = "在岗"


@dataclass(frozen=True, slots=True)
class Visit:
    """One cadre looked for in one inspection."""

    inspection: str
    cadre: str
    date: str
    found: str
    path: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection. `level` is 市, 县 or 乡镇; `bodies` are the organisations that it names as
    taking part; `set_route` says whether the route was set beforehand, `households` how many were
    entered at random, each None where nobody wrote it down.
    """

    id: str
    date: str
    level: str
    method: str
    announced: bool
    inspectors: tuple[str, ...]
    visits: tuple[Visit, ...]
    filed: tuple[tuple[str, str], ...]
    set_route: bool | None
    households: int | None
    bodies: tuple[str, ...]
    path: str
    pointer: str


def inspections_of(record: Record) -> list[Inspection]:
    """The inspections of a schema-valid inspections record (a city's or a county's)."""
    inspections = []
    for index, item in enumerate(record.data["inspections"]):
        pointer = f"/inspections/{index}"
        visits = tuple(
            Visit(
                item["id"],
                v["cadre"],
                item["date"],
                v["found"],
                record.path,
                f"{pointer}/visits/{n}",
            )
            for n, v in enumerate(item["visits"])
        )
        inspections.append(
            Inspection(
                id=item["id"],
                date=item["date"],
                level=item["level"],
                method=item["method"],
                announced=item["announced"],
                inspectors=tuple(item["inspectors"]),
                visits=visits,
                filed=tuple((f["to"], f["date"]) for f in item.get("filed", [])),
                set_route=item.get("set_route"),
                households=item.get("households"),
                bodies=tuple(item.get("bodies", [])),
                path=record.path,
                pointer=pointer,
            )
        )
    return inspections
