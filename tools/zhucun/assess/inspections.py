"""Inspections: how many each level and each body made, and which leader goes to which county."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.bodies import taking_part
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import months_between
from zhucun.facts.inspections import Inspection
from zhucun.facts.leaders import contracted, each_takes
from zhucun.facts.obligations import Obligation, obligations_of
from zhucun.facts.presence import value_of

#: The cadences that ask a level for inspections in each month, where a pack has them.
MONTHLY: Final = {"县": "inspection.county_monthly", "乡镇": "inspection.township_monthly"}
CITY_UNIT_BODY = "inspection.city_unit_body"
#: The field of an inspection that names the bodies, by which cadences ask for each.
BODIES_FIELD = "bodies"
CITY_UNIT = "市直"
NOT_ASKED, REACHED, SHORT = "没有要求", "达到", "不符"
#: The city's bodies that an inspection can name.
BODIES: Final = ("市委组织部", "市直机关工委", "市委督查室", "市扶贫办", "市民政局")


@table(
    "inspections_by_month",
    "每月督查",
    "市、县、乡镇每月各到本县的干部那里督查了几次，够不够规定的次数。",
    board="supervision",
    keys=("inspection.township_per_month", "inspection.county_per_month", "inspection.levels"),
    columns=(
        Column("month", "月份", kind="month", public=True),
        Column("level", "层级", public=True),
        Column("township", "乡镇", "乡镇一级的逐个乡镇列出。", kind="township", public=True),
        Column("inspections", "督查次数", "登记的督查、抽查和检查。", kind="count", public=True),
        Column("counted", "计入次数", "由规定的组织进行的。", kind="count", public=True),
        Column("need", "要求次数", "制度没有规定的为空。", kind="count", public=True),
        Column("state", "情况", kind="state", public=True),
    ),
)
def inspections_by_month(county: CountyFacts, year: int) -> Iterator[Row]:
    """Months since records began, in each the city, the county and every township in order."""
    asked = {(o.cadence.key, o.subject.id, o.period.code): o for o in obligations_of(county)}
    made = inspections_of_year(county, year)
    townships = {i.id: _township(county, i) for i in made if i.level == "乡镇"}
    for month in _months(county, year):
        here = [i for i in made if i.date[:7] == month]
        for level in ("市", "县"):
            found = [i for i in here if i.level == level]
            yield _month_row(
                month, level, "", found, asked.get((MONTHLY.get(level, ""), "", month))
            )
        for slug in county.townships:
            found = [i for i in here if townships.get(i.id) == slug]
            yield _month_row(month, "乡镇", slug, found, asked.get((MONTHLY["乡镇"], slug, month)))


def _month_row(
    month: str, level: str, township: str, found: list[Inspection], asked: Obligation | None
) -> Row:
    return {
        "month": month,
        "level": level,
        "township": township or None,
        "inspections": Cell(len(found), tuple(f"{i.path}#{i.pointer}" for i in found)),
        "counted": len(asked.acts) if asked else None,
        "need": asked.need if asked else None,
        "state": asked.state if asked else NOT_ASKED,
    }


def _months(county: CountyFacts, year: int) -> Iterator[str]:
    first = max(f"{year}-01", county.records_from)
    return months_between(first, min(f"{year}-12", county.as_of[:7]))


def inspections_of_year(county: CountyFacts, year: int) -> list[Inspection]:
    """The year's inspections of this county's cadres, by any level, up to `as_of`."""
    last = min(f"{year}-12-31", county.as_of)
    return [i for i in county.inspections if f"{year}-01-01" <= i.date <= last]


def _township(county: CountyFacts, inspection: Inspection) -> str:
    """The folder of the township that inspected; "" where nobody of a township took part."""
    for id_ in inspection.inspectors:
        for term in county.in_office(id_, inspection.date):
            if term.level == "乡镇":
                return term.area.rpartition("/")[2]
    return ""


def _took_part(county: CountyFacts, inspection: Inspection, body: str) -> bool:
    named, inspectors = inspection.bodies, inspection.inspectors
    return body in taking_part(county, named, inspectors, inspection.date)


@table(
    "inspection_bodies",
    "市级督查机关",
    "市里各机关今年到本县督查了几次，查看了多少人。",
    board="supervision",
    keys=(
        "inspection.city_bodies",
        "inspection.city_per_year",
        "inspection.supervision_months",
        CITY_UNIT_BODY,
    ),
    columns=(
        Column("body", "机关", public=True),
        Column(
            "inspections", "督查次数", "参加的督查。", kind="count", rows=("S1-25",), public=True
        ),
        Column("cadres", "查看人数", "查看过的驻村干部，每人计一次。", kind="count", public=True),
        Column("counted", "全市计入次数", "在全市进行的。", kind="count", public=True),
        Column(
            "need",
            "要求次数",
            "要求这个机关全年几次，满一年才判断。",
            kind="count",
            public=True,
        ),
        Column("state", "情况", kind="state", public=True),
    ),
)
def inspection_bodies(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a body of the city, in a fixed order."""
    asked = {
        body: each
        for each in obligations_of(county)
        for body in each.cadence.matching.get(BODIES_FIELD, ())
        if each.cadence.act == "inspection" and each.period.code == f"{year:04d}"
    }
    for body in BODIES:
        found = [i for i in inspections_of_year(county, year) if _took_part(county, i, body)]
        seen = {v.cadre for i in found for v in i.visits if v.cadre in county.cadres}
        owed = asked.get(body)
        yield {
            "body": body,
            "inspections": Cell(len(found), tuple(f"{i.path}#{i.pointer}" for i in found)),
            "cadres": len(seen),
            "counted": len(owed.acts) if owed else None,
            "need": owed.need if owed else None,
            "state": owed.state if owed else NOT_ASKED,
        }


@table(
    "city_unit_visits",
    "市直部门选派干部的督查",
    "市直部门选派的每名干部，今年被负责的机关查看了几次。",
    board="supervision",
    keys=(CITY_UNIT_BODY,),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("unit", "派出单位", kind="unit"),
        Column("body", "负责机关"),
        Column("visits", "查看次数", "负责的机关参加的督查。", kind="count", rows=("S0-51",)),
        Column("last_on", "最近一次", kind="date"),
    ),
)
def city_unit_visits(county: CountyFacts, year: int) -> Iterator[Row]:
    """Cadres of the city's units posted in the year, in order of id; none where nobody is named."""
    last = min(f"{year}-12-31", county.as_of)
    body = value_of(county.pack(last), CITY_UNIT_BODY, last)
    if body is None or body.undetermined:
        return
    made = [i for i in inspections_of_year(county, year) if _took_part(county, i, body.text())]
    for cadre in county.cadres.values():
        unit = county.units.get(cadre.unit)
        posted = cadre.postings_in(f"{year}-01-01", last)
        if unit is None or unit.level != CITY_UNIT or not posted:
            continue
        visits = [v for i in made for v in i.visits if v.cadre == cadre.id]
        yield {
            "cadre": cadre.id,
            "unit": cadre.unit,
            "body": body.text(),
            "visits": Cell(len(visits), tuple(f"{v.path}#{v.pointer}" for v in visits)),
            "last_on": max((v.date for v in visits), default=None),
        }


@table(
    "leader_contracts",
    "领导承包",
    "市委组织部领导班子成员每人承包哪几个县。",
    board="supervision",
    keys=("inspection.counties_per_leader", "inspection.leaders_of"),
    columns=(
        Column("leader", "人员编号"),
        Column("counties", "承包的县", "县的六位代码。", kind="texts"),
        Column("number", "个数", kind="count"),
        Column("need", "应承包", kind="count"),
        Column("state", "情况", kind="state"),
    ),
)
def leader_contracts(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a leading officer in office on the year's last day so far."""
    last = min(f"{year}-12-31", county.as_of)
    each = each_takes(county, last)
    for leader in contracted(county, last):
        number, need = len(leader.counties), each.integer() if each else None
        yield {
            "leader": leader.officer.id,
            "counties": Cell(list(leader.counties), leader.evidence),
            "number": number,
            "need": need,
            "state": NOT_ASKED if need is None else REACHED if number == need else SHORT,
        }
