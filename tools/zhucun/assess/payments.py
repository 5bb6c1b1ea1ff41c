"""Subsidies by quarter: what is due, what was paid, the difference; and travel by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.payments import ROUND_TRIP, Travel, travel_of, trip_limit
from zhucun.facts.people import Cadre
from zhucun.facts.quarters import UNFINISHED, CadreQuarter, quarters_of
from zhucun.facts.subsidy import COMPUTED, UNDETERMINED
from zhucun.law.numbers import as_float

#: A county's sums are shown from so many entitled cadres on: of two, one could work out the other.
LEAST_SHOWN = 3
UNSEALED, FEW = "未封存", "人数少，不列金额"
WITHIN, ABOVE, OUTSIDE = "符合", "超过", "没有规定"


@table(
    "cadre_quarter",
    "季度补助",
    "每名干部每个季度应发多少补助、已发多少、差多少。",
    board="support",
    keys=(
        "subsidy.basis",
        "subsidy.per_day",
        "subsidy.per_month",
        "subsidy.partial_month",
        "subsidy.discretion",
        "subsidy.paid_per_quarter",
        "subsidy.scheme",
    ),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("quarter", "季度", "如 2026-Q3。"),
        Column("unit", "派出单位", kind="unit"),
        Column("months", "计入月份", "已经过完、在这里登记的月份。", kind="texts"),
        Column("scheme", "补助项目"),
        Column("footing", "依据", "按规定、参照执行、县里确定，或者没有补助的原因。", kind="texts"),
        Column("days", "补助天数", "按月计发的没有天数。", kind="count"),
        Column("payable", "应发（元）", "有一个月待定，全季度待定。", kind="yuan", rows=("S1-56",)),
        Column("paid", "已发（元）", "为这些月份发放的本项补助。", kind="yuan"),
        Column("difference", "差额（元）", "已发减应发；季度没有过完的不计。", kind="yuan"),
        Column("other", "其他补助（元）", "按其他项目发放的。", kind="yuan"),
        Column("sealed", "已封存", "各月考勤都已封存。", kind="truth"),
        Column("state", "状态", kind="state"),
        Column("for_people", "由人确定", "待定和要结合工作进展确定的月份。", kind="texts"),
    ),
)
def cadre_quarter(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre and quarter with a month that is over, by cadre and quarter."""
    for cadre in county.cadres.values():
        for quarter in quarters_of(county, cadre, year):
            yield _quarter_row(cadre, quarter)


def _quarter_row(cadre: Cadre, quarter: CadreQuarter) -> Row:
    days = [due.money.days for due in quarter.months if due.money.days is not None]
    evidence = tuple(dict.fromkeys(e for due in quarter.months for e in due.money.evidence))
    return {
        "cadre": cadre.id,
        "quarter": quarter.quarter,
        "unit": cadre.unit,
        "months": [due.month for due in quarter.months],
        "scheme": quarter.scheme or None,
        "footing": sorted({due.money.footing for due in quarter.months}),
        "days": sum(days) if days else None,
        "payable": Cell(quarter.payable, evidence),
        "paid": Cell(as_float(quarter.paid_yuan), tuple(p.place for p in quarter.paid)),
        "difference": as_float(quarter.difference),
        "other": Cell(as_float(quarter.other_yuan), tuple(p.place for p in quarter.other)),
        "sealed": quarter.is_sealed,
        "state": quarter.state,
        "for_people": list(quarter.for_people),
    }


@table(
    "county_quarter",
    "全县季度补助",
    "全县每个季度的补助应发多少，有多少人待定；发给谁、发了没有不公开。",
    board="support",
    keys=("subsidy.basis", "subsidy.per_day", "subsidy.per_month", "subsidy.scheme"),
    columns=(
        Column("quarter", "季度", "如 2026-Q3。", public=True),
        Column("cadres", "人数", "本季度有过完的任职月份的。", kind="count", public=True),
        Column("undetermined", "待定人数", kind="count", public=True),
        Column(
            "payable",
            "应发合计（元）",
            "季度过完、都已封存、没有待定的才列。",
            kind="yuan",
            public=True,
        ),
        Column("paid", "已发合计（元）", "有一笔和别的月份混发的，不知道。", kind="yuan"),
        Column("state", "状态", kind="state", public=True),
    ),
)
def county_quarter(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a quarter with a month that is over, in order."""
    quarters: dict[str, list[CadreQuarter]] = {}
    for cadre in county.cadres.values():
        for each in quarters_of(county, cadre, year):
            quarters.setdefault(each.quarter, []).append(each)
    for code in sorted(quarters):
        found = quarters[code]
        state = _state_of_county(found)
        shown = state == COMPUTED
        yield {
            "quarter": code,
            "cadres": len(found),
            "undetermined": sum(_is_open(each) for each in found),
            "payable": sum(each.payable or 0 for each in found) if shown else None,
            "paid": as_float(_paid(found)) if shown else None,
            "state": state,
        }


def _paid(quarters: Sequence[CadreQuarter]) -> Decimal | None:
    """What was paid for the quarter; None if a payment is for other months too."""
    amounts = [each.paid_yuan for each in quarters]
    known = [yuan for yuan in amounts if yuan is not None]
    return sum(known, Decimal(0)) if len(known) == len(amounts) else None


def _is_open(quarter: CadreQuarter) -> bool:
    """Whether somebody's amount for the months that are over is not known."""
    return any(due.money.state == UNDETERMINED for due in quarter.months)


def _state_of_county(quarters: Sequence[CadreQuarter]) -> str:
    """Why the county's sums are not shown, or 已计算.

    They are shown once, when nothing of the quarter is open any more, and for enough people. No
    payment changes the state: it is public, and would tell who hasn't been paid.
    """
    if not all(each.over for each in quarters):
        return UNFINISHED
    if any(_is_open(each) for each in quarters):
        return UNDETERMINED
    if not all(each.is_sealed for each in quarters):
        return UNSEALED
    return COMPUTED if sum(bool(each.payable) for each in quarters) >= LEAST_SHOWN else FEW


@table(
    "travel_month",
    "往返路费",
    "每名干部每个月报销了几次往返路费。",
    board="support",
    keys=(
        "travel.round_trips_per_month",
        "travel.eligible_levels",
        "travel.kinds",
        "travel.intercity",
    ),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("month", "月份", kind="month"),
        Column("trips", "往返次数", kind="count"),
        Column("limit", "每月次数", "制度没有规定的为空。", kind="count"),
        Column("yuan", "往返路费（元）", kind="yuan"),
        Column(
            "intercity",
            "城市间交通费（元）",
            "制度没有写明标准，只列不判断。",
            kind="yuan",
            rows=("S4-75",),
        ),
        Column("state", "状态", kind="state"),
    ),
)
def travel_month(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre and month with something reimbursed, by cadre and month."""
    for (cadre, month), claims in sorted(travel_of(county).items()):
        if month[:4] == f"{year:04d}":
            yield _travel_row(county, cadre, month, claims)


def _travel_row(county: CountyFacts, id_: str, month: str, claims: list[Travel]) -> Row:
    trips = [claim for claim in claims if claim.kind == ROUND_TRIP]
    others = [claim for claim in claims if claim.kind != ROUND_TRIP]
    cadre = county.cadres.get(id_)
    limit = trip_limit(county, cadre, month) if cadre else None
    made = sum(claim.trips for claim in trips)
    return {
        "cadre": id_,
        "month": month,
        "trips": Cell(made, tuple(claim.place for claim in trips)),
        "limit": limit.integer() if limit else None,
        "yuan": as_float(_yuan(trips)),
        "intercity": Cell(as_float(_yuan(others)), tuple(claim.place for claim in others)),
        "state": OUTSIDE if limit is None else WITHIN if made <= limit.integer() else ABOVE,
    }


def _yuan(claims: list[Travel]) -> Decimal:
    return sum((claim.yuan for claim in claims), Decimal(0))
