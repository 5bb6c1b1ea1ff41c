"""What a change brings about: the findings of its result that weren't there before it.

The result is judged first. Where it has findings, the same rules judge what was there before; a
file that both hold is parsed once, and only what is new is looked up for its line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhucun.check.finding import Finding, Found
from zhucun.check.place import placed
from zhucun.check.registry import Rule
from zhucun.check.run import (
    Job,
    Progress,
    Report,
    Scope,
    faults_of_the_law,
    found_in,
    in_order,
    mapped,
    shared_findings,
)
from zhucun.facts.load import LoadedCity, LoadedCommons, load_city, load_commons, load_county
from zhucun.facts.window import Window
from zhucun.read.files import Files
from zhucun.read.layout import RECORDS
from zhucun.read.tree import Known

Told = tuple[Rule, Found]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`report` holds what is new; `inherited` the findings that block and did so before."""

    report: Report
    inherited: tuple[Finding, ...]


def compared(
    before: Files,
    after: Files,
    scope: Scope,
    as_of: str,
    *,
    commons: LoadedCommons | None = None,
    window: Window | None = None,
    workers: int = 1,
    progress: Progress,
) -> Comparison:
    """Judges a scope of the files `after` a change, and tells what was so `before` apart.

    Both are judged as of an ISO date by the law given, or each by its own; of each county all is
    judged, or what a window has in sight. `progress(done, total)` is called after each county.
    """
    new, old = (_Side(each, commons or load_commons(each)) for each in (after, before))
    parts = [_of_the_law(new, old)] if scope.commons else []
    for city in scope.cities:
        for side in (new, old):
            side.load(city)
        parts.append(_split(after, new.of_city(city), old.of_city(city), new.files_of(city)))
    jobs = [(city, county) for city, counties in scope.cities.items() for county in counties]
    for done, part in enumerate(mapped(_Pair(new, old, as_of, window), jobs, workers), start=1):
        parts.append(part)
        progress(done, len(jobs))
    fresh = in_order(finding for part in parts for finding in part.fresh)
    read = new.commons.batch.files + sum(part.files for part in parts)
    inherited = in_order(finding for part in parts for finding in part.inherited)
    return Comparison(Report(fresh, read, len(jobs)), inherited)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one scope contributes; `files` were opened of the result."""

    fresh: tuple[Finding, ...]
    inherited: tuple[Finding, ...]
    files: int


class _Side:
    """The files on one side of a change, with the law and the cities loaded once."""

    def __init__(self, source: Files, commons: LoadedCommons) -> None:
        self.source, self.commons = source, commons
        self.cities: dict[str, LoadedCity] = {}

    def load(self, city: str) -> None:
        """Loads a city's own files, if the city is there."""
        if self.source.is_folder(f"{RECORDS}/{city}"):
            self.cities[city] = load_city(self.source, city)

    def of_city(self, city: str) -> list[Told]:
        """What is wrong with a city's own files."""
        loaded = self.cities.get(city)
        return list(shared_findings(loaded.city.batch, loaded.mismatches)) if loaded else []

    def files_of(self, city: str) -> int:
        """How many of the city's own files were opened."""
        return self.cities[city].city.batch.files if city in self.cities else 0


def _of_the_law(new: _Side, old: _Side) -> _Part:
    def told(side: _Side) -> list[Told]:
        files = shared_findings(side.commons.batch, side.commons.mismatches)
        return [*files, *faults_of_the_law(side.commons)]

    return _split(new.source, told(new), told(old), 0)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both sides, to judge one county after another."""

    new: _Side
    old: _Side
    as_of: str
    window: Window | None

    def judge(self, job: Job) -> _Part:
        """What is new in one county."""
        city, slug = job
        known: Known = {}
        side = self.new
        county = load_county(
            side.source, side.commons, side.cities[city], slug, self.as_of, self.window, known
        )
        told = list(found_in(county))
        before = self._before(job, {rule.id for rule, _ in told}, known) if told else []
        return _split(side.source, told, before, county.batch.files)

    def _before(self, job: Job, rules: set[str], known: Known) -> list[Told]:
        """What the rules that find something now found before; nothing where there was none."""
        city, slug = job
        side = self.old
        if city not in side.cities or not side.source.is_folder(f"{RECORDS}/{city}/{slug}"):
            return []
        county = load_county(
            side.source, side.commons, side.cities[city], slug, self.as_of, self.window, known
        )
        return list(found_in(county, rules))


def _split(source: Files, told: Sequence[Told], before: Iterable[Told], files: int) -> _Part:
    """Parts what is told into what was told before, wherever in its file it stood, and the rest."""
    there = [(_identity(each), each[1].pointer) for each in before]
    placed_before, left = Counter(there), Counter(identity for identity, _ in there)
    old: list[Told] = []
    moved: list[Told] = []
    for each in told:
        place = (_identity(each), each[1].pointer)
        if placed_before[place]:
            placed_before[place] -= 1
            left[place[0]] -= 1
            old.append(each)
        else:
            moved.append(each)
    fresh: list[Told] = []
    for each in moved:
        identity = _identity(each)
        (old if left[identity] > 0 else fresh).append(each)
        left[identity] -= 1
    blocking = [each for each in old if _severity(each) == "block"]
    return _Part(tuple(placed(source, fresh)), tuple(placed(source, blocking)), files)


def _identity(told: Told) -> tuple[str, str, str, str, str, str]:
    rule, found = told
    place = (found.path, found.subject, found.period)
    return (rule.id, _severity(told), *place, found.message)


def _severity(told: Told) -> str:
    rule, found = told
    return found.severity or rule.severity
