"""Pages of what changed: all counties, each county's newest months, and every month by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zhucun.facts.dates import month_of, plus
from zhucun.publish.addresses import CHANGES, changes_path
from zhucun.publish.model import County, Event, Site
from zhucun.publish.page import Page, cn_month, short_month
from zhucun.publish.projection.changes import KINDS

#: How many events the page of all counties lists; the others stand on the counties' own.
NEWEST: Final = 60

Entry = tuple[Event, County]


@dataclass(frozen=True, slots=True)
class Count:
    """How many events there are of each kind in two months: this one so far, and the last."""

    this: str
    last: str
    kinds: tuple[tuple[str, int, int], ...]
    day: str

    @property
    def sentence(self) -> str:
        """What changed, in numbers."""
        until = f"{short_month(self.this)}（到{int(self.day[8:])}日）"
        now = [(kind, now) for kind, now, _ in self.kinds]
        before = [(kind, before) for kind, _, before in self.kinds]
        return f"{until}{_told(now)}{short_month(self.last)}{_told(before)}"

    @property
    def totals(self) -> tuple[int, int]:
        """All events of this month and of the last."""
        return sum(now for _, now, _ in self.kinds), sum(before for _, _, before in self.kinds)


def _told(kinds: Iterable[tuple[str, int]]) -> str:
    found = [(kind, count) for kind, count in kinds if count]
    if not found:
        return "没有变动。"
    parts = "，".join(f"{kind} {count}" for kind, count in found)
    return f"有 {sum(count for _, count in found)} 件变动：{parts}。"


def counted(events: Iterable[Event], as_of: str) -> Count:
    """The events of the month of a day, and of the month before it, by kind."""
    this = month_of(as_of)
    last = month_of(plus(f"{this}-01", -1))
    found = Counter((e.kind, month_of(e.date)) for e in events)
    kinds = tuple((kind, found[kind, this], found[kind, last]) for kind in KINDS)
    return Count(this, last, tuple(k for k in kinds if k[1] or k[2]), as_of)


def newest_events(site: Site, most: int) -> list[Entry]:
    """The newest events of all counties that stand under a day; counties in their order."""
    found = [
        (event, county)
        for county in site.counties
        for event in county.events
        if event.date != month_of(event.date)
    ]
    return sorted(found, key=lambda pair: pair[0].date, reverse=True)[:most]


def change_pages(site: Site) -> Iterator[Page]:
    """The page of all counties, one for each county, and one for each month that has events."""
    months = {c.code: by_month(c) for c in site.counties}
    everything = [e for county in site.counties for e in county.events]
    count = counted(everything, site.as_of)
    recent = {
        month: [(e, c) for c in site.counties for e in months[c.code].get(month, ())]
        for month in (count.this, count.last)
    }
    yield Page(
        CHANGES,
        "changes.html.j2",
        "变动",
        context={
            "count": count,
            "months": tuple(_first(recent, NEWEST)),
            "more": sum(map(len, recent.values())) > NEWEST,
            "counts": [(c, counted(c.events, site.as_of)) for c in site.counties],
        },
    )
    for county in site.counties:
        yield from _county_pages(county, months[county.code], site.as_of)


def _county_pages(
    county: County, months: Mapping[str, tuple[Event, ...]], as_of: str
) -> Iterator[Page]:
    count = counted(county.events, as_of)
    shared = {"county": county, "count": count, "archive": tuple(months)}
    newest = [(m, tuple((e, county) for e in months.get(m, ()))) for m in (count.this, count.last)]
    yield Page(
        changes_path(county.code),
        "changes_county.html.j2",
        f"变动：{county.name}",
        counties=(county,),
        context={**shared, "months": newest, "month": ""},
    )
    for month, events in months.items():
        yield Page(
            changes_path(county.code, month),
            "changes_county.html.j2",
            f"变动：{county.name}{cn_month(month)}",
            counties=(county,),
            context={
                **shared,
                "months": ((month, tuple((e, county) for e in events)),),
                "month": month,
                "told": _told(_by_kind(events)),
            },
        )


def by_month(county: County) -> dict[str, tuple[Event, ...]]:
    """A county's events by month, the newest first."""
    found: dict[str, list[Event]] = {}
    for event in county.events:
        found.setdefault(month_of(event.date), []).append(event)
    return {month: tuple(events) for month, events in found.items()}


def _by_kind(events: Iterable[Event]) -> list[tuple[str, int]]:
    found = Counter(e.kind for e in events)
    return [(kind, found[kind]) for kind in KINDS]


def _first(months: Mapping[str, list[Entry]], most: int) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The newest entries of some months, in all at most so many."""
    for month, entries in months.items():
        newest = sorted(entries, key=lambda pair: pair[0].date, reverse=True)[:most]
        most -= len(newest)
        yield month, tuple(newest)
