"""Runs the check over chosen scopes: each file is read once, each county judged by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, Protocol, TypeVar

from zhucun.check.catalogue import RULES
from zhucun.check.finding import Finding, Found
from zhucun.check.grounding import grounded
from zhucun.check.place import placed
from zhucun.check.registry import Rule
from zhucun.check.structure import (
    FILE_IS_READABLE,
    LAW_IS_SOUND,
    RECORD_MATCHES_ITS_SCHEMA,
    law_faults,
    schema_mismatches,
    unread_files,
)
from zhucun.facts.load import (
    LoadedCity,
    LoadedCommons,
    LoadedCounty,
    load_city,
    load_commons,
    load_county,
)
from zhucun.facts.window import Window
from zhucun.read.files import Files, files_of
from zhucun.read.layout import COMMON_FOLDERS, RECORDS
from zhucun.read.tree import Batch, list_cities, list_counties
from zhucun.schema.sift import Mismatch


@dataclass(frozen=True, slots=True)
class Scope:
    """What to check: `commons`, and counties by city; a city's own files come with its name."""

    commons: bool
    cities: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in order of place, and how much was read.

    `omitted` are counted and not listed; `notes` say so, in Chinese sentences. `regulations` are
    the titles of the packs by id.
    """

    findings: tuple[Finding, ...]
    files: int
    counties: int
    omitted: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    regulations: Mapping[str, str] = field(default_factory=dict)

    def count(self, severity: str) -> int:
        """Findings of one severity, with those that are not listed."""
        return sum(f.severity == severity for f in (*self.findings, *self.omitted))

    @property
    def blocks(self) -> bool:
        """Whether anything blocks a merge."""
        return self.count("block") > 0


def titles_of(commons: LoadedCommons) -> dict[str, str]:
    """The titles of the packs by id."""
    return {pack.id: pack.title for pack in commons.law}


def whole_tree(source: Path | Files) -> Scope:
    """Everything below records/."""
    files = files_of(source)
    return Scope(True, {city: list_counties(files, city) for city in list_cities(files)})


def scope_of(source: Path | Files, paths: Iterable[str]) -> Scope:
    """The smallest scope that judges the named files (relative to the root).

    A county's file costs its county; a city's file its city; a pack or a calendar everything.
    """
    cities: dict[str, set[str]] = {}
    known = whole_tree(source).cities
    for path in paths:
        parts = path.split("/")
        if parts[0] != RECORDS:
            continue
        city = parts[1] if len(parts) > 1 else ""
        if city not in known:
            return whole_tree(source)
        county = parts[2] if len(parts) > 2 else ""
        chosen = [county] if county in known[city] else known[city]
        cities.setdefault(city, set()).update(chosen)
    return Scope(False, {city: sorted(cities[city]) for city in sorted(cities)})


def names_a_scope(source: Path | Files, path: str) -> bool:
    """Whether a path that may be gone lies where records belong: below a city, or among the law."""
    parts = path.split("/")
    owners = {*list_cities(source), *COMMON_FOLDERS}
    return parts[0] == RECORDS and len(parts) > 1 and parts[1] in owners


Progress = Callable[[int, int], None]


def check(
    source: Path | Files,
    scope: Scope,
    as_of: str,
    *,
    workers: int = 1,
    progress: Progress,
    commons: LoadedCommons | None = None,
    window: Window | None = None,
) -> Report:
    """Judges a scope as of an ISO date; `progress(done, total)` is called after each county.

    Findings of shared files are reported once, whatever number of counties read them. Reads the
    law and the calendar of the source, unless the caller has. Of each county and city all is
    judged, or what a window has in sight.
    """
    files = files_of(source)
    commons = commons or load_commons(files)
    loaded = {city: load_city(files, city, window) for city in scope.cities}
    findings: list[Finding] = []
    read = commons.batch.files
    if scope.commons:
        findings += placed(files, shared_findings(commons.batch, commons.mismatches))
        findings += placed(files, faults_of_the_law(commons))
    for city in loaded.values():
        read += city.city.batch.files
        findings += placed(files, shared_findings(city.city.batch, city.mismatches))
    jobs = [(city, county) for city, counties in scope.cities.items() for county in counties]
    bench = Bench(files, commons, loaded, as_of, window)
    for done, (found, number) in enumerate(mapped(bench, jobs, workers), start=1):
        findings += found
        read += number
        progress(done, len(jobs))
    return Report(in_order(findings), read, len(jobs), regulations=titles_of(commons))


Job = tuple[str, str]
Judged = tuple[list[Finding], int]


@dataclass(frozen=True, slots=True)
class Bench:
    """What judging any county needs, loaded once."""

    files: Files
    commons: LoadedCommons
    cities: dict[str, LoadedCity]
    as_of: str
    window: Window | None = None

    def judge(self, job: Job) -> Judged:
        """One county's findings and how many of its files were read."""
        city, slug = job
        county = load_county(
            self.files, self.commons, self.cities[city], slug, self.as_of, self.window
        )
        return placed(self.files, found_in(county)), county.batch.files


def found_in(
    county: LoadedCounty, rules: Collection[str] = RULES.keys()
) -> Iterator[tuple[Rule, Found]]:
    """What some rules find in a county; what is wrong with its files comes first, whatever rules
    are asked for.
    """
    yield from shared_findings(county.batch, county.mismatches)
    for rule in RULES.values():
        if rule.judge and rule.id in rules:
            for found in rule.judge(county.facts):
                yield rule, grounded(county.facts, rule, found)


R_co = TypeVar("R_co", covariant=True)


class Judge(Protocol[R_co]):
    """Judges one county after another."""

    def judge(self, job: Job) -> R_co:
        """The judgement of one county."""
        ...


# The judge of a worker process: inherited by fork, so the law is loaded once and never pickled.
_inherited: list[Judge[Any]] = []


def _judge_inherited(job: Job) -> Any:
    return _inherited[0].judge(job)


def mapped(bench: Judge[R_co], jobs: list[Job], workers: int) -> Iterator[R_co]:
    """The judgements of counties in their order, made by so many processes."""
    if workers < 2 or len(jobs) < 2 or "fork" not in get_all_start_methods():
        yield from map(bench.judge, jobs)
        return
    _inherited[:] = [bench]
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            yield from pool.map(_judge_inherited, jobs)
    finally:
        _inherited.clear()


def shared_findings(batch: Batch, mismatches: tuple[Mismatch, ...]) -> Iterator[tuple[Rule, Found]]:
    """What is wrong with files of any scope: unreadable, or not as their schema wants."""
    for found in unread_files(batch.unread):
        yield FILE_IS_READABLE, found
    for found in schema_mismatches(mismatches):
        yield RECORD_MATCHES_ITS_SCHEMA, found


def faults_of_the_law(commons: LoadedCommons) -> Iterator[tuple[Rule, Found]]:
    """What is wrong with packs and calendars that match their schemas."""
    for found in law_faults(commons.valid):
        yield LAW_IS_SOUND, found


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order of place, each once."""
    # what two counties find in a file they share is one finding
    unique = {_order(finding): finding for finding in findings}
    return tuple(unique[key] for key in sorted(unique))


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.path, finding.line, finding.column, finding.rule, finding.message
