"""A county before and after a change, as facts of one and the same day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from zhucun.facts.county import CountyFacts
from zhucun.facts.load import (
    LoadedCity,
    LoadedCommons,
    LoadedCounty,
    county_before,
    load_city,
    load_commons,
    load_county,
)
from zhucun.facts.window import Window
from zhucun.law.pack import load_law
from zhucun.law.workdays import load_calendar
from zhucun.read.files import Files
from zhucun.read.layout import place_of
from zhucun.read.tree import Batch, Record, is_passed_over, list_cities, list_counties


@dataclass(frozen=True, slots=True)
class Both:
    """One county's facts before and after; `unusable` are files that the change makes unusable."""

    before: CountyFacts
    after: CountyFacts
    unusable: tuple[str, ...]


@dataclass(frozen=True)
class Sides:
    """Two trees that differ at some paths, the ISO day that both are judged for, and what of their
    daily records is read.

    A file that the change makes unusable counts as it was: what it held is not taken for gone.
    """

    before: Files
    after: Files
    paths: tuple[str, ...]
    as_of: str
    window: Window | None = None

    def counties(self) -> tuple[tuple[str, str], ...]:
        """(city, county) folders of either side, sorted."""
        found = {
            (city, county)
            for files in (self.before, self.after)
            for city in list_cities(files)
            for county in list_counties(files, city)
        }
        return tuple(sorted(found))

    def has(self, city: str, county: str) -> tuple[bool, bool]:
        """Whether the county is there before, and after."""
        return county in list_counties(self.before, city), county in list_counties(self.after, city)

    def of(self, city: str, county: str) -> Both:
        """The county's facts before and after."""
        old_city, new_city = self._city(city)
        loaded = load_county(self.after, self._new_law, new_city, county, self.as_of, self.window)
        old, new = self._before(loaded, old_city), loaded.facts
        unusable = _fresh(old.unusable, new.unusable)
        if unusable:
            new = _restored(old, new, unusable)
        if old.unusable != new.unusable:  # some are mended: before, they were not there
            old = replace(old, unusable=old.unusable & new.unusable)
        return Both(old, new, unusable)

    def _before(self, county: LoadedCounty, city: LoadedCity) -> CountyFacts:
        """The county before; of its files only those that the change touches are read for it."""
        slug, folder = county.facts.slug, county.facts.path
        own = [p for p in self.paths if p.startswith(f"{folder}/") and not is_passed_over(p)]
        if all(place_of(path) for path in own) and self.before.is_folder(folder):
            return county_before(county, self.before, self._old_commons, city, own).facts
        return load_county(
            self.before, self._old_commons, city, slug, self.as_of, self.window
        ).facts

    def law_records(self) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
        """Packs and calendars before and after."""
        return self._old_commons.valid.records, self._new_law.valid.records

    @property
    def unusable_law(self) -> tuple[str, ...]:
        """Paths of packs and calendars that the change makes unusable."""
        return _fresh(_broken(self._old_commons), _broken(self._new_commons))

    @cached_property
    def _old_commons(self) -> LoadedCommons:
        return load_commons(self.before)

    @cached_property
    def _new_commons(self) -> LoadedCommons:
        return load_commons(self.after)

    @cached_property
    def _new_law(self) -> LoadedCommons:
        old, new = self._old_commons, self._new_commons
        gone = set(self.unusable_law)
        kept = tuple(r for r in old.valid.records if r.path in gone)
        if not kept:
            return new
        records = _in_order((*new.valid.records, *kept))
        valid = Batch(records, new.valid.unread)
        return replace(
            new,
            valid=valid,
            law=load_law({r.path: r.data for r in valid.of("regulation")}),
            calendar=load_calendar({r.path: r.data for r in valid.of("calendar")}),
        )

    def _city(self, slug: str) -> tuple[LoadedCity, LoadedCity]:
        if slug not in self._cities:
            self._cities[slug] = (load_city(self.before, slug), load_city(self.after, slug))
        return self._cities[slug]

    @cached_property
    def _cities(self) -> dict[str, tuple[LoadedCity, LoadedCity]]:
        return {}


def _restored(old: CountyFacts, new: CountyFacts, unusable: tuple[str, ...]) -> CountyFacts:
    """The facts after a change, with the old content of files that it makes unusable; one that
    wasn't there before counts as not there.
    """
    own = [record for record in old.records if record.path in unusable]
    city = [record for record in old.city_records if record.path in unusable]
    return replace(
        new,
        records=_in_order((*new.records, *own)),
        city_records=_in_order((*new.city_records, *city)),
        unusable=new.unusable.difference(unusable),
    )


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: record.path))


def _fresh(old: frozenset[str], new: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(new - old))


def _broken(commons: LoadedCommons) -> frozenset[str]:
    unread = frozenset(unread.path for unread in commons.batch.unread)
    return unread | frozenset(mismatch.path for mismatch in commons.mismatches)
