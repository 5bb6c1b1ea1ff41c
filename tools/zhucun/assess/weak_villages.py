"""Weak villages: how each stands, what its first secretary reached in which year, its income."""

from __future__ import annotations

from collections.abc import Iterator

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.presence import value_of
from zhucun.facts.weak_villages import (
    CHANNEL,
    IDEA,
    LADDER,
    LIFTED,
    Clock,
    clocks_of,
    reached_on,
    recorded_on,
    weak_villages,
)

WEAK, OUT = "薄弱", "已摘帽"
BAND = "village.income_band"


@table(
    "weak_villages",
    "集体经济薄弱村",
    "列为薄弱村的村，有没有发展思路、增收渠道，摘帽没有。",
    board="economy",
    keys=(LADDER,),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("listed", "列入日期", kind="date", public=True),
        Column("idea", "发展思路", "形成发展思路的日期。", kind="date", public=True),
        Column("channel", "增收渠道", "有增收渠道的日期。", kind="date", public=True),
        Column("lifted", "摘帽日期", kind="date", public=True),
        Column("state", "状态", "薄弱或者已摘帽。", kind="state", rows=("S1-30",), public=True),
    ),
)
def weak_villages_now(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a village listed by the year's end (or the day judged), in order of code."""
    last = _last_day(county, year)
    for village in weak_villages(county):
        weak, place = village.data["weak"], f"{village.path}#{village.pointer}/weak"
        if weak["listed"] > last:
            continue
        lifted = reached_on(village, LIFTED, last)
        yield {
            "village": village.code,
            "listed": weak["listed"],
            "idea": recorded_on(village, IDEA, last) or None,
            "channel": recorded_on(village, CHANNEL, last) or None,
            "lifted": lifted or None,
            "state": Cell(OUT if lifted else WEAK, (place,)),
        }


@table(
    "weak_village_years",
    "薄弱村第一书记的年限",
    "到任时还是薄弱村的，第一书记任满一、二、三年时应当做到的做到了没有。",
    board="economy",
    keys=(LADDER,),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("cadre", "第一书记", kind="cadre", subject=True),
        Column("since", "到任日期", "连任的从第一次到任起算。", kind="date", public=True),
        Column("years", "任满年数", kind="count", public=True),
        Column(
            "idea",
            "一年内发展思路",
            "一年内有没有发展思路；未到期的和不计的不判断。",
            kind="state",
            rows=("S1-32",),
            public=True,
        ),
        Column(
            "channel",
            "二年内增收渠道",
            "二年内有没有增收渠道。",
            kind="state",
            rows=("S1-33",),
            public=True,
        ),
        Column(
            "lifted",
            "三年内摘帽",
            "三年内摘帽没有。",
            kind="state",
            rows=("S1-34",),
            public=True,
        ),
        Column("owed", "还欠的处理", "到期没有做到、还没有约谈或者调整记录的。", kind="count"),
    ),
)
def weak_village_years(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a first secretary's time in a weak village that reaches into the year."""
    first, last = f"{year}-01-01", _last_day(county, year)
    for clock in sorted(clocks_of(county), key=lambda c: (c.village.code, c.service.start)):
        if clock.milestones and clock.service.meets(first, last):
            yield {
                "village": clock.village.code,
                "cadre": clock.cadre.id,
                "since": clock.service.start,
                "years": clock.years,
                "idea": _state(clock, IDEA),
                "channel": _state(clock, CHANNEL),
                "lifted": _state(clock, LIFTED),
                "owed": sum(bool(m.owed) for m in clock.milestones),
            }


@table(
    "village_incomes",
    "村集体经济收入",
    "各村历年集体经济收入，按档显示；分档只为看图，不是标准。",
    board="economy",
    keys=(BAND,),
    columns=(
        Column("village", "村", kind="village", public=True),
        Column("year", "年度", public=True),
        Column("yuan", "收入（元）", kind="yuan", public=True),
        Column(
            "band",
            "图表分档",
            "在报道提到的收入以上（含）还是以下；制度没有提的为空。",
            rows=("S1-37",),
            public=True,
        ),
    ),
)
def village_incomes(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a village and year up to the one asked for, by code and year."""
    day = _last_day(county, year)
    band = value_of(county.pack(day), BAND, day)
    for village in sorted(county.villages.values(), key=lambda v: v.code):
        incomes = village.data.get("incomes", {})
        for each in sorted(y for y in incomes if y <= f"{year:04d}"):
            place = f"{village.path}#{village.pointer}/incomes/{each}"
            yield {
                "village": village.code,
                "year": each,
                "yuan": Cell(float(incomes[each]), (place,)),
                "band": _band(incomes[each], band.integer()) if band and band.value else None,
            }


def _band(yuan: float, edge: int) -> str:
    shown = f"{edge // 10_000} 万元" if edge % 10_000 == 0 else f"{edge} 元"
    return f"{shown}以上" if yuan >= edge else f"{shown}以下"


def _state(clock: Clock, name: str) -> Cell:
    """How a milestone stands, with the village's own record; NA where the law asks for none."""
    milestone = clock.milestone(name)
    place = f"{clock.village.path}#{clock.village.pointer}/weak"
    return Cell(
        milestone.state if milestone else None, (place, *(milestone.done if milestone else ()))
    )


def _last_day(county: CountyFacts, year: int) -> str:
    return min(f"{year}-12-31", county.as_of)
