"""Duties: how often each was carried out, by cadre and quarter, and over the county."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhucun.assess.registry import Cell, Column, Row, table
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import is_over
from zhucun.facts.duties import duties_at, entries_naming, place_kind
from zhucun.facts.people import Cadre
from zhucun.facts.periods import QUARTER, Period, periods_from
from zhucun.facts.presence import value_of
from zhucun.law.norms import Duty

KEY = "duty.per_quarter"
DONE, SHORT, RUNNING, UNDETERMINED = "够次数", "不足", "未到期", "待定"


@dataclass(frozen=True, slots=True)
class _Share:
    """One cadre's duty in a quarter: the places of the entries that name it."""

    cadre: Cadre
    quarter: Period
    duty: Duty
    village: str
    need: int | None
    places: tuple[str, ...]

    @property
    def state(self) -> str:
        """待定 without a number in the law, else 够次数 or 不足."""
        if self.need is None:
            return UNDETERMINED
        return DONE if len(self.places) >= self.need else SHORT


@table(
    "duty_coverage",
    "履职覆盖",
    "每名驻村干部每季度各项职责在日志里记了几条。",
    board="duties",
    keys=(KEY,),
    columns=(
        Column("cadre", "干部", kind="cadre"),
        Column("quarter", "季度", "如 2026-Q3；没有过完的只数到计算之日。"),
        Column("duty", "职责", "日志里写的职责代码。"),
        Column("title", "名称"),
        Column("village", "驻地", "本季度最后的驻地。", kind="village"),
        Column("count", "条数", "写有这项职责的日志条目。", kind="count"),
        Column("need", "要求", "制度没有写次数的为待定。", kind="count"),
        Column("state", "状态", kind="state"),
    ),
    lists="duties",
)
def duty_coverage(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a cadre, quarter and duty of his places, in that order."""
    for share in _shares(county, year):
        over = is_over(share.quarter.end, county.as_of)
        yield {
            "cadre": share.cadre.id,
            "quarter": share.quarter.code,
            "duty": share.duty.code,
            "title": share.duty.title,
            "village": share.village,
            "count": Cell(len(share.places), share.places),
            "need": share.need,
            "state": share.state if over or share.state != SHORT else RUNNING,
        }


@table(
    "duty_totals",
    "各项职责",
    "全县每季度各项职责记了几条日志，有多少干部记过。",
    board="duties",
    keys=(KEY,),
    columns=(
        Column("quarter", "季度", "如 2026-Q3；没有过完的只数到计算之日。", public=True),
        Column("duty", "职责", "日志里写的职责代码。", public=True),
        Column("title", "名称", public=True),
        Column("cadres", "干部", "本季度承担这项职责的在任干部。", kind="count", public=True),
        Column("covered", "记过的干部", "其中在日志里记过的。", kind="count", public=True),
        Column("count", "条数", "写有这项职责的日志条目。", kind="count", public=True),
    ),
)
def duty_totals(county: CountyFacts, year: int) -> Iterator[Row]:
    """A row a quarter and duty, in that order; the county's cadres together."""
    found: dict[tuple[str, str], list[_Share]] = {}
    for share in _shares(county, year):
        found.setdefault((share.quarter.code, share.duty.code), []).append(share)
    for (quarter, code), shares in sorted(found.items()):
        yield {
            "quarter": quarter,
            "duty": code,
            "title": shares[0].duty.title,
            "cadres": len(shares),
            "covered": sum(bool(share.places) for share in shares),
            "count": sum(len(share.places) for share in shares),
        }


def _shares(county: CountyFacts, year: int) -> Iterator[_Share]:
    """Every cadre's duties in quarters that begin by `as_of` and end after records began."""
    quarters = [
        q
        for q in periods_from(QUARTER, f"{year}-01-01", min(f"{year}-12-31", county.as_of))
        if q.end[:7] >= county.records_from
    ]
    named = entries_naming(county)
    for cadre in county.cadres.values():
        own = named.get(cadre.id, {})
        for quarter in quarters:
            yield from _of_quarter(county, cadre, quarter, own)


def _of_quarter(
    county: CountyFacts, cadre: Cadre, quarter: Period, own: Mapping[str, list[tuple[str, str]]]
) -> Iterator[_Share]:
    duties: dict[str, tuple[Duty, str]] = {}
    last = min(quarter.end, county.as_of)
    for posting in cadre.postings_in(quarter.start, last):
        day = min(last, posting.span.end or last)
        for duty in duties_at(county, place_kind(county, posting), day):
            duties[duty.code] = (duty, posting.village)
    if not duties:
        return
    value = value_of(county.pack(last), KEY, last)
    need = value.integer() if value and not value.undetermined else None
    for code, (duty, village) in duties.items():
        places = tuple(at for day, at in own.get(code, ()) if quarter.start <= day <= last)
        yield _Share(cadre, quarter, duty, village, need, places)
