"""One county's facts: its valid records indexed by what rules and tables ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from zhucun.facts.cases import Case, case_of
from zhucun.facts.inspections import Inspection, Visit, inspections_of
from zhucun.facts.leaves import Leave, leaves_of
from zhucun.facts.logs import Log, log_of
from zhucun.facts.people import Cadre, Officer, Posting, Unit, cadre_of, officers_of, units_of
from zhucun.facts.places import Township, Village, township_of
from zhucun.facts.sheets import Sheet, merged, sheets_of
from zhucun.facts.village_cadres import Post, VillageCadre, village_cadre_of
from zhucun.facts.whereabouts import Whereabouts, whereabouts_of
from zhucun.facts.window import Window
from zhucun.law.overlay import (
    Adopted,
    Overlay,
    adopted,
    adopted_for_villagers,
    covers,
    is_of_villagers,
)
from zhucun.law.pack import Law, Pack
from zhucun.law.workdays import Calendar, CalendarMissing
from zhucun.read.layout import RECORDS, Place, folder_of, place_of
from zhucun.read.tree import Record

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class CountyFacts:
    """Facts of one county. `records` and `city_records` are schema-valid and in path order.

    `city_slug` and `slug` are folder names; `path` the county's folder relative to the root;
    `as_of` the ISO date that judgements are made for; `unusable` the paths of files (the city's
    too) that could not be read or don't match their schema, so that nobody takes what they hold
    for missing; `photos` the paths of the articles' pictures. With a `window` only part of the
    years was read; `unopened` are the files, and the folders with a slash at the end, that were
    not.
    """

    city_slug: str
    slug: str
    path: str
    as_of: str
    law: Law
    calendar: Calendar
    city_records: tuple[Record, ...] = field(repr=False)
    records: tuple[Record, ...] = field(repr=False)
    unusable: frozenset[str] = frozenset()
    photos: frozenset[str] = frozenset()
    window: Window | None = None
    unopened: tuple[str, ...] = field(default=(), repr=False)

    def of(self, kind: str) -> tuple[Record, ...]:
        """The county's own records of one kind."""
        return self._by_kind.get(kind, ())

    def once(self, read: Callable[[CountyFacts], T]) -> T:
        """What a function makes of this county, made the first time that it is asked for."""
        if read not in self._made:
            self._made[read] = read(self)
        made: T = self._made[read]
        return made

    @cached_property
    def _made(self) -> dict[Callable[[CountyFacts], Any], Any]:
        return {}

    def lacks(self, *places: str) -> bool:
        """Whether something in one of the places is unusable: a file, or a folder above it.

        A place is a file's path, or a folder's with a slash at its end. What the window shuts
        or leaves out is lacking too; of a kind kept by the day ask by the days (`opened`).
        """
        return any(map(self._leaves_out, places)) or any(
            path.startswith(places) or any(place.startswith(f"{path}/") for place in places)
            for path in self.unusable
        )

    def _leaves_out(self, path: str) -> bool:
        if self.window is None:
            return False
        place = folder_of(path[:-1]) if path.endswith("/") else place_of(path)
        return place is not None and self.window.leaves_out(place)

    def opened(self, start: str, end: str, *kinds: str) -> bool:
        """Whether the window has everything of some record kinds about the days start to end."""
        return self.window is None or all(self.window.holds(kind, start, end) for kind in kinds)

    @property
    def has_everybody(self) -> bool:
        """Whether the window leaves out nobody's dossier."""
        return self.window is None or self.window.people is None

    @property
    def lacks_a_region(self) -> bool:
        """Whether some region file, and with it villages and officers, is unusable or not there."""
        return bool(self.missing_regions) or any(
            path.endswith("/region.yml") for path in self.unusable
        )

    @cached_property
    def missing_regions(self) -> tuple[str, ...]:
        """Paths of region files that ought to be there: the city's, the county's, a township's."""
        places = {r.place for r in self.records} | self._unopened_places
        townships = sorted({place.township for place in places if place.township})
        below = [f"{self.path}/{township}" for township in townships]
        needed = [f"{f}/region.yml" for f in (f"{RECORDS}/{self.city_slug}", self.path, *below)]
        there = {r.path for r in (*self.city_records, *self.records)} | self.unusable
        return tuple(path for path in needed if path not in there)

    @cached_property
    def _unopened_places(self) -> set[Place]:
        found = (folder_of(p[:-1]) if p.endswith("/") else place_of(p) for p in self.unopened)
        return {place for place in found if place}

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Record, ...]]:
        kinds: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            kinds[record.place.kind].append(record)
        return {kind: tuple(found) for kind, found in kinds.items()}

    # -- places and people ---------------------------------------------------------------

    @cached_property
    def city_region(self) -> Record | None:
        """The city's region record."""
        return next((r for r in self.city_records if r.place.kind == "region"), None)

    @cached_property
    def region(self) -> Record | None:
        """The county's region record."""
        return next((r for r in self.of("region") if not r.place.township), None)

    @cached_property
    def townships(self) -> dict[str, Township]:
        """Townships by folder name."""
        found = (r for r in self.of("region") if r.place.township and r.data["level"] == "乡镇")
        return {r.place.township: township_of(r) for r in found}

    @cached_property
    def villages(self) -> dict[str, Village]:
        """Villages and communities by code."""
        return {v.code: v for t in self.townships.values() for v in t.villages}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The city's dispatching units by id."""
        found = (u for r in self.city_records if r.place.kind == "units" for u in units_of(r))
        return {u.id: u for u in found}

    @cached_property
    def officers(self) -> dict[str, tuple[Officer, ...]]:
        """Terms of every officer of the city, the county and its townships, by officer id."""
        terms: dict[str, list[Officer]] = defaultdict(list)
        own = [r for r in self.city_records if r.place.kind == "region"]
        for record in (*own, *self.of("region")):
            for officer in officers_of(record):
                terms[officer.id].append(officer)
        return {id_: tuple(found) for id_, found in terms.items()}

    def in_office(self, officer: str, day: str) -> tuple[Officer, ...]:
        """The terms an officer serves on a day; none if unknown or out of office."""
        return tuple(o for o in self.officers.get(officer, ()) if o.span.covers(day))

    @cached_property
    def cadres(self) -> dict[str, Cadre]:
        """Cadres by id, in order of id."""
        return {c.id: c for c in map(cadre_of, self.of("cadre"))}

    @cached_property
    def postings(self) -> tuple[tuple[Cadre, Posting], ...]:
        """Every posting with its cadre, in order of the cadre's id and as recorded."""
        return tuple((cadre, each) for cadre in self.cadres.values() for each in cadre.postings)

    @cached_property
    def village_cadres(self) -> dict[str, VillageCadre]:
        """The villages' own cadres by id, in order of path."""
        return {c.id: c for c in map(village_cadre_of, self.of("village_cadre"))}

    @cached_property
    def village_posts(self) -> dict[str, list[tuple[VillageCadre, Post]]]:
        """The posts of the villages' own cadres by the village's code, each with its holder."""
        held = [(cadre, post) for cadre in self.village_cadres.values() for post in cadre.posts]
        return _grouped(held, lambda pair: pair[1].village)

    def township_of(self, place: str) -> str:
        """Folder name of the township that a village's or a township's code belongs to, or ''."""
        village = self.villages.get(place)
        if village:
            return village.township
        return next((t.slug for t in self.townships.values() if t.code == place), "")

    @cached_property
    def records_from(self) -> str:
        """The first month that this county registers here."""
        return str(self.region.data["records_from"]) if self.region else "9999-12"

    # -- what was recorded ---------------------------------------------------------------

    @cached_property
    def written_sheets(self) -> list[Sheet]:
        """Attendance sheets as the townships wrote them, in path order."""
        return self._each("attendance", sheets_of)

    @cached_property
    def sheets(self) -> dict[tuple[str, str], Sheet]:
        """Attendance by (cadre, month); the sheets of a move between townships put together."""
        return {key: merged(parts) for key, parts in self._sheets_by_month.items()}

    def sheet_of(self, cadre: str, day: str) -> Sheet | None:
        """The sheet, as written, that gives a cadre's day its one status."""
        number = int(day[8:])
        parts = self._sheets_by_month.get((cadre, day[:7]), [])
        return next((s for s in parts if number in s.marks), None)

    @cached_property
    def _sheets_by_month(self) -> dict[tuple[str, str], list[Sheet]]:
        return _grouped(self.written_sheets, lambda s: (s.cadre, s.month))

    @cached_property
    def leaves(self) -> dict[str, list[Leave]]:
        """Leaves by cadre, cancelled ones included."""
        return _grouped(self._each("leave", leaves_of), lambda x: x.cadre)

    @cached_property
    def whereabouts(self) -> dict[str, dict[str, Whereabouts]]:
        """Published whereabouts by cadre and date."""
        days: dict[str, dict[str, Whereabouts]] = defaultdict(dict)
        for day in self._each("whereabouts", whereabouts_of):
            days[day.cadre][day.date] = day
        return dict(days)

    @cached_property
    def logs(self) -> dict[tuple[str, str], Log]:
        """Logs by (cadre, month)."""
        return {(g.cadre, g.month): g for g in map(log_of, self.of("log"))}

    @cached_property
    def inspections(self) -> list[Inspection]:
        """Inspections by the county, and those by the city that visited a cadre of this county."""
        found = self._each("inspections", inspections_of)
        for record in self.city_records:
            if record.place.kind == "inspections":
                found += [
                    x
                    for x in inspections_of(record)
                    if any(v.cadre in self.cadres for v in x.visits)
                ]
        return found

    @cached_property
    def visits(self) -> dict[str, list[Visit]]:
        """Visits by cadre."""
        return _grouped((v for x in self.inspections for v in x.visits), lambda v: v.cadre)

    @cached_property
    def cases(self) -> dict[str, list[Case]]:
        """Cases by cadre."""
        return _grouped(map(case_of, self.of("case")), lambda c: c.cadre)

    @cached_property
    def assessments(self) -> dict[tuple[str, int], Record]:
        """Assessment records by (cadre, year)."""
        return {(r.data["cadre"], r.data["year"]): r for r in self.of("assessment")}

    def _each(self, kind: str, read: Callable[[Record], list[T]]) -> list[T]:
        return [item for record in self.of(kind) for item in read(record)]

    def workdays(self, month: str) -> int | None:
        """Statutory working days of a month; None where the year's calendar is not loaded."""
        if month not in self._workdays:
            try:
                self._workdays[month] = len(self.calendar.workdays(month))
            except CalendarMissing:
                self._workdays[month] = None
        return self._workdays[month]

    @cached_property
    def _workdays(self) -> dict[str, int | None]:
        return {}

    # -- the law -------------------------------------------------------------------------

    @cached_property
    def overlays(self) -> list[Overlay]:
        """The county's overlays, each with the place it stands at."""
        if not self.region:
            return []
        path = self.region.path
        found = enumerate(self.region.data.get("overlays", []))
        return [Overlay(raw, path, f"/overlays/{index}") for index, raw in found]

    def adopted(self, day: str) -> Adopted:
        """The pack in force here on a day with this county's overlays, and their faults."""
        adoptions = self.city_region.data["regulations"] if self.city_region else []
        in_force = tuple(index for index, each in enumerate(adoptions) if covers(each, day))
        if in_force not in self._adopted:
            self._adopted[in_force] = adopted(self.law, adoptions, day, self.overlays)
        return self._adopted[in_force]

    def pack(self, day: str) -> Pack | None:
        """The regulation pack in force here on a day; None when nothing is adopted."""
        return self.adopted(day).pack

    @cached_property
    def _adopted(self) -> dict[tuple[int, ...], Adopted]:
        return {}

    def adopted_for_villagers(self, township: str, day: str) -> tuple[Adopted, ...]:
        """The packs on village cadres in force on a day in a township by its folder, "" for what
        holds in the whole county; with this county's overlays, and their faults.
        """
        if township not in self._adoptions_for_villagers:
            self._adoptions_for_villagers[township] = self._read_adoptions(township)
        adoptions = self._adoptions_for_villagers[township]
        if not adoptions:
            return ()
        in_force = [each for each in adoptions if covers(each, day)]
        key = frozenset(each["regulation"] for each in in_force)
        if key not in self._adopted_for_villagers:
            found = adopted_for_villagers(self.law, in_force, day, self.overlays)
            self._adopted_for_villagers[key] = found
        return self._adopted_for_villagers[key]

    def villager_packs(self, township: str, day: str) -> tuple[Pack, ...]:
        """The same as packs: the law of village cadres there on that day."""
        found = self.adopted_for_villagers(township, day)
        return tuple(each.pack for each in found if each.pack)

    @cached_property
    def adopted_ids(self) -> frozenset[str]:
        """The regulations that the city, the county or one of its townships has ever adopted."""
        own = (r for r in (self.city_region, *self.of("region")) if r)
        return frozenset(a["regulation"] for r in own for a in r.data.get("regulations", ()))

    def _read_adoptions(self, township: str) -> list[Any]:
        below = self.townships.get(township)
        regions = [r.data for r in (self.city_region, self.region) if r]
        regions += [below.data] if below else []
        found = (adoption for data in regions for adoption in data.get("regulations", ()))
        return [adoption for adoption in found if is_of_villagers(self.law, adoption)]

    @cached_property
    def _adoptions_for_villagers(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def _adopted_for_villagers(self) -> dict[frozenset[str], tuple[Adopted, ...]]:
        return {}


def _grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    groups: dict[K, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)
