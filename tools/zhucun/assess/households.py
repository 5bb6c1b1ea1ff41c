"""Poor households by village: visited, with a plan; over the county for the public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import year_is_over
from zhucun.facts.duties import VILLAGE
from zhucun.facts.households import (
    PER_YEAR,
    RATE,
    Register,
    postings_in_year,
    registers,
    visited,
    wanted,
)
from zhucun.facts.presence import value_of

LEAST = "visits.public_min_households"
PATHS, PLANS = "village.industry_paths", "household.plans"
MET, SHORT, RUNNING, UNREGISTERED = "达到", "未达到", "未到年底", "没有登记"
FEW = "户数少，不公开"


@dataclass(frozen=True, slots=True)
class _Village:
    """A village that had a cadre in the year, with its register and how many were visited."""

    code: str
    register: Register | None
    done: int
    rate: Decimal

    @property
    def total(self) -> int:
        """Households on the register."""
        return len(self.register.households) if self.register else 0


@table(
    "household_visits",
    "入户走访",
    "各村贫困户走访了几户，入户率多少，产业路子和每户计划齐不齐。",
    board="duties",
    keys=(PER_YEAR, RATE, PATHS, PLANS),
    columns=(
        Column("village", "村", kind="village"),
        Column("households", "贫困户", "名册里的户数。", kind="count"),
        Column("visited", "已走访", "今年已走访够遍数的户数。", kind="count"),
        Column("rate", "入户率", "已走访与名册户数之比。", kind="share", rows=("S4-36",)),
        Column("state", "状态", kind="state"),
        Column("industry", "产业发展路子"),
        Column("plans", "有计划的户", "已拟定脱贫计划的户数。", kind="count"),
        Column(
            "aided",
            "一村一路子一户一计划",
            "选准了产业发展路子，并且每户都有脱贫计划。",
            kind="truth",
            rows=("S4-24",),
        ),
    ),
)
def household_visits(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a village with a cadre in the year, by code; no village where the law has no visits."""
    for found in _villages(county, year):
        register = found.register
        place = (f"{register.path}#{register.pointer}",) if register else ()
        known = register is not None
        yield {
            "village": found.code,
            "households": Cell(found.total, place) if known else None,
            "visited": Cell(found.done, place) if known else None,
            "rate": Cell(found.done / found.total, place) if found.total else None,
            "state": _state(county, found, year),
            "industry": (register.industry or None) if register else None,
            "plans": Cell(register.planned, place) if register else None,
            "aided": Cell(_is_aided(register), place) if register else None,
        }


@table(
    "household_totals",
    "全县入户走访",
    "全县有驻村干部的村共有多少贫困户，走访了多少户。",
    board="duties",
    keys=(PER_YEAR, RATE, LEAST),
    columns=(
        Column("villages", "村", "有驻村干部、登记了名册的村。", kind="count", public=True),
        Column("households", "贫困户", "名册里的户数。", kind="count", public=True),
        Column("visited", "已走访", "今年已走访够遍数的户数。", kind="count", public=True),
        Column("rate", "入户率", "已走访与名册户数之比。", kind="share", public=True),
        Column("state", "状态", kind="state", public=True),
    ),
)
def household_totals(county: CountyFacts, year: int) -> Iterator[Row]:
    """One row; without figures where the households are too few to be published (Z36)."""
    own = [v for v in _villages(county, year) if v.register]
    if not own:
        return
    total, done = sum(v.total for v in own), sum(v.done for v in own)
    day = min(f"{year}-12-31", county.as_of)
    least = value_of(county.pack(day), LEAST, day)
    shown = least is not None and not least.undetermined and total >= max(1, least.integer())
    met = all(v.done >= v.rate * v.total for v in own)
    over = year_is_over(year, county.as_of)
    yield {
        "villages": len(own) if shown else None,
        "households": total if shown else None,
        "visited": done if shown else None,
        "rate": done / total if shown else None,
        "state": (MET if met else SHORT if over else RUNNING) if shown else FEW,
    }


def _villages(county: CountyFacts, year: int) -> Iterator[_Village]:
    day = min(f"{year}-12-31", county.as_of)
    need = wanted(county.pack(day), year)
    if need is None:
        return
    times, rate = need
    for code in sorted(postings_in_year(county, year)):
        village = county.villages.get(code)
        if village is not None and village.kind == VILLAGE:
            register = registers(county).get((code, year))
            done = len(visited(county, register, times)) if register else 0
            yield _Village(code, register, done, rate)


def _state(county: CountyFacts, found: _Village, year: int) -> str:
    if found.register is None:
        return UNREGISTERED
    if found.done >= found.rate * found.total:
        return MET
    return SHORT if year_is_over(year, county.as_of) else RUNNING


def _is_aided(register: Register) -> bool:
    return bool(register.industry) and register.planned == len(set(register.households))
