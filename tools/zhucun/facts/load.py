"""Reads and sifts one scope after another, and builds a county's facts from what is valid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from zhucun.facts.county import CountyFacts
from zhucun.facts.window import Window
from zhucun.law.pack import Law, load_law
from zhucun.law.workdays import Calendar, load_calendar
from zhucun.read.files import Files
from zhucun.read.tree import (
    Batch,
    City,
    County,
    as_before,
    read_city,
    read_commons,
    read_county,
)
from zhucun.schema.sift import Mismatch, sift


@dataclass(frozen=True, slots=True)
class LoadedCommons:
    """The law and the calendar that every county shares, with what could not be used."""

    law: Law
    calendar: Calendar
    batch: Batch
    valid: Batch
    mismatches: tuple[Mismatch, ...]


@dataclass(frozen=True, slots=True)
class LoadedCity:
    """One city's own files: `city.batch` as read, `valid` a batch of what matches its schema."""

    city: City
    valid: Batch
    mismatches: tuple[Mismatch, ...]


@dataclass(frozen=True, slots=True)
class LoadedCounty:
    """One county's facts, with what could not be read or doesn't match its schema."""

    facts: CountyFacts
    batch: Batch
    mismatches: tuple[Mismatch, ...]


def load_commons(source: Path | Files) -> LoadedCommons:
    """Regulation packs and calendars."""
    batch = read_commons(source)
    sifted = sift(batch.records)
    valid = Batch(sifted.valid, ())
    law = load_law({r.path: r.data for r in valid.of("regulation")})
    calendar = load_calendar({r.path: r.data for r in valid.of("calendar")})
    return LoadedCommons(law, calendar, batch, valid, sifted.mismatches)


def load_city(source: Path | Files, slug: str, window: Window | None = None) -> LoadedCity:
    """One city's own files, without its counties; all of them, or what a window has in sight."""
    return _city(read_city(source, slug, window))


def city_before(city: LoadedCity, source: Path | Files, paths: Iterable[str]) -> LoadedCity:
    """A city as it was before a change of its own files at some paths."""
    batch = as_before(city.city.batch, source, paths)
    return _city(City(city.city.slug, batch))


def _city(city: City) -> LoadedCity:
    sifted = sift(city.batch.records)
    return LoadedCity(city, Batch(sifted.valid, city.batch.unread), sifted.mismatches)


def load_county(
    source: Path | Files,
    commons: LoadedCommons,
    city: LoadedCity,
    slug: str,
    as_of: str,
    window: Window | None = None,
) -> LoadedCounty:
    """One county, judged as of an ISO date; all of it, or what a window has in sight."""
    county = read_county(source, city.city.slug, slug, window)
    return _county(county, commons, city, as_of, window)


def county_before(
    county: LoadedCounty,
    source: Path | Files,
    commons: LoadedCommons,
    city: LoadedCity,
    paths: Iterable[str],
) -> LoadedCounty:
    """A county as it was before a change of its files at some paths, in the same window."""
    facts = county.facts
    batch = as_before(county.batch, source, paths)
    before = County(facts.city_slug, facts.slug, batch)
    return _county(before, commons, city, facts.as_of, facts.window)


def _county(
    county: County, commons: LoadedCommons, city: LoadedCity, as_of: str, window: Window | None
) -> LoadedCounty:
    sifted = sift(county.batch.records)
    facts = CountyFacts(
        city_slug=county.city,
        slug=county.slug,
        path=county.path,
        as_of=as_of,
        law=commons.law,
        calendar=commons.calendar,
        city_records=city.valid.records,
        records=sifted.valid,
        unusable=_unusable(city.city.batch, city.mismatches)
        | _unusable(county.batch, sifted.mismatches),
        window=window,
        unopened=county.batch.unopened,
        photos=frozenset(county.batch.photos),
    )
    return LoadedCounty(facts, county.batch, sifted.mismatches)


def _unusable(batch: Batch, mismatches: tuple[Mismatch, ...]) -> frozenset[str]:
    return frozenset(u.path for u in batch.unread) | frozenset(m.path for m in mismatches)
