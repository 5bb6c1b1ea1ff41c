"""Rules on the law a county stands under: a regulation adopted, sound overlays, a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhucun.check.finding import Found
from zhucun.check.registry import rule
from zhucun.check.wording import officer_named, row_cite
from zhucun.facts.bodies import roles_above
from zhucun.facts.county import CountyFacts
from zhucun.facts.dates import month_of, month_span, months_between
from zhucun.facts.presence import value_of
from zhucun.law.overlay import is_of_villagers, unknown_overlays
from zhucun.law.workdays import CalendarMissing
from zhucun.read.tree import Record

SETTERS = "overlay.setter_roles"
_EXISTING = "请写 records/regulations/ 下有的制度包的编号；没有这份制度的，先添加制度包。"


@rule(
    title="每个月都有执行的制度",
    why="没有执行的制度，就没有天数、权限和处理的依据。",
    mend="在市 region.yml 的 regulations 里登记执行的制度包和起止日期。",
    rows=("S0-98",),
)
def a_regulation_is_adopted(county: CountyFacts) -> Iterator[Found]:
    """Each month from the first registered one has an adopted regulation that exists."""
    if county.city_region is None:
        return
    for month in months_between(county.records_from, month_of(county.as_of)):
        adopted = county.adopted(month_span(month)[0])
        if adopted.pack is None:
            message = adopted.faults[0].message
            yield Found(county.city_region.path, "/regulations", message, period=month)
            return


@rule(
    title="县和乡镇只采用村干部的制度",
    why="驻村干部的制度全市只有一份；县、乡镇另采用一份，同一批干部就有了两个标准。",
    mend="驻村干部的制度请在市 region.yml 的 regulations 里采用；这里只写村干部的制度。",
)
def counties_adopt_for_village_cadres_only(county: CountyFacts) -> Iterator[Found]:
    """Below the city only regulations on village cadres are adopted, and those that exist."""
    for region in county.of("region"):
        for index, adoption in enumerate(region.data.get("regulations", ())):
            id_, at = adoption["regulation"], f"/regulations/{index}/regulation"
            if id_ not in county.law:
                message = f"制度包 {id_} 不存在：records/regulations/ 下没有这个编号。"
                yield Found(region.path, at, message, got=id_, mend=_EXISTING)
            elif not is_of_villagers(county.law, adoption):
                message = f"{id_} 是驻村干部的制度，只能由市采用。"
                yield Found(region.path, at, message, got=id_)


@rule(
    title="采用制度不早于施行日期",
    why="制度没有施行就没有依据；施行日期是推定的，更要核对。",
    mend="请核对采用的起始日期；查到印发日期的，改制度包的 effective。",
    rows=("S0-98", "S4-78"),
    severity="warn",
)
def adoption_follows_the_effective_date(county: CountyFacts) -> Iterator[Found]:
    """No regulation is adopted from before the day it holds, or is assumed to hold, from.

    Some of its provisions may hold from an earlier day, and need it adopted from then on.
    """
    for region, index, adoption in _adoptions(county):
        if adoption["regulation"] not in county.law:
            continue
        pack = county.law.pack(adoption["regulation"])
        since = pack.effective.since or pack.effective.assumed
        first = min((v.since for p in pack.parameters.values() for v in p.values), default=since)
        if adoption["from"] < min(since, first):
            guess = "" if pack.effective.since else "推定"
            early = f"其中有的规定自 {first} 起执行，" if first < since else ""
            yield Found(
                region.path,
                f"/regulations/{index}/from",
                f"{pack.id} {guess}自 {since} 起施行，{early}采用却从 {adoption['from']} 开始。",
                got=adoption["from"],
                need=min(since, first),
                cite=row_cite(pack, "S0-98") or row_cite(pack, "S4-78"),
            )


@rule(
    title="本地补充只填制度的留白",
    why="县里可以明确制度没有规定的数值，不能改动制度已有的规定。",
    mend="核对参数的键、起始日期和依据文件；制度已有规定的，删去这一项。",
    rows=("S4-48", "S4-55", "S4-80"),
)
def overlays_fill_only_silence(county: CountyFacts) -> Iterator[Found]:
    """A county's overlay sets a key that its regulation leaves open, and is sound itself."""
    if county.region is None or not county.overlays:
        return
    faults = {(f.pointer, f.message) for f in unknown_overlays(county.law, county.overlays)}
    for month in months_between(county.records_from, month_of(county.as_of)):
        first = month_span(month)[0]
        places = ("", *county.townships)
        of_villagers = (a for place in places for a in county.adopted_for_villagers(place, first))
        for adopted in (county.adopted(first), *of_villagers):
            if adopted.pack is not None:
                faults.update((f.pointer, f.message) for f in adopted.faults)
    for pointer, message in sorted(faults):
        yield Found(county.region.path, pointer, message)


def _adoptions(county: CountyFacts) -> Iterator[tuple[Record, int, Mapping[str, Any]]]:
    """Every adoption of the city, the county and its townships, with its region and place there."""
    for region in (*filter(None, (county.city_region,)), *county.of("region")):
        for index, adoption in enumerate(region.data.get("regulations", ())):
            yield region, index, adoption


@rule(
    title="本地补充由县级以上的组织定",
    why="补充的数值全县照办；乡镇、村里的人自己定，就是由受约束的一方定约束。",
    mend="请由有权限的组织确定，改写确定人和依据文件；职责登记有误的，先改正 region.yml。",
    rows=("S4-48", "S4-55", "S4-80"),
    private=True,
)
def overlay_is_set_by_the_county(county: CountyFacts) -> Iterator[Found]:
    """Whoever sets a county's overlay acts, on the day it begins, for a body that may."""
    if county.region is None or county.lacks_a_region:
        return
    for overlay in county.overlays:
        raw, day = overlay.raw, str(overlay.raw["from"])
        if str(raw["regulation"]) not in county.law:
            continue
        setters = value_of(county.law.pack(str(raw["regulation"])), SETTERS, day)
        held = roles_above(county, str(raw["by"]), day)
        if setters is None or setters.undetermined or not county.in_office(str(raw["by"]), day):
            continue
        if not {*held} & {*setters.texts()}:
            yield Found(
                county.region.path,
                f"{overlay.pointer}/by",
                f"本地补充“{raw['key']}”由{officer_named(county, str(raw['by']))}确定，"
                f"应由{'、'.join(setters.texts())}确定。",
                got=str(raw["by"]),
                need="、".join(setters.texts()),
                cite=setters.cite,
            )


@rule(
    title="考勤年份有工作日历",
    why="放假和调休以国务院办公厅通知为准；没有录入的年份不能推算。",
    mend="按通知添加 records/calendar 下当年的日历。",
    rows=("S0-56",),
)
def the_calendar_covers_the_year(county: CountyFacts) -> Iterator[Found]:
    """Every year with a sheet has its calendar loaded."""
    for record in county.of("attendance"):
        try:
            county.calendar.workdays(record.data["month"])
        except CalendarMissing as missing:
            yield Found(record.path, "/month", str(missing), period=record.data["month"])
