"""What a change brings about: the findings of its result that weren't there before it.

The result is judged first. Where it has findings, the same rules judge what was there before:
that is the result with the touched files as they were, so that nothing is read twice. Only what is
new is looked up for its line.
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
    titles_of,
)
from zhucun.facts.load import (
    LoadedCity,
    LoadedCommons,
    LoadedCounty,
    city_before,
    county_before,
    load_city,
    load_commons,
    load_county,
)
from zhucun.facts.window import Window
from zhucun.read.files import Files
from zhucun.read.layout import RECORDS, place_of
from zhucun.read.tree import is_passed_over, list_counties

Told = tuple[Rule, Found]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`report` holds what is new; `inherited` the findings that block and did so before."""

    report: Report
    inherited: tuple[Finding, ...]


def compared(
    before: Files,
    after: Files,
    paths: Iterable[str],
    scope: Scope,
    as_of: str,
    *,
    commons: LoadedCommons | None = None,
    window: Window | None = None,
    workers: int = 1,
    progress: Progress,
) -> Comparison:
    """Judges a scope of the files `after` a change, and tells what was so `before` apart.

    `paths` are all that differ. Both sides are judged as of an ISO date by the law given, or each
    by its own; of each county all is judged, or what a window has in sight. `progress(done,
    total)` is called after each county.
    """
    sides = _Sides(before, after, tuple(paths), as_of, window, commons)
    parts = [sides.law()] if scope.commons else []
    parts += [sides.city(city) for city in scope.cities]
    jobs = [(city, county) for city, counties in scope.cities.items() for county in counties]
    for done, part in enumerate(mapped(sides, jobs, workers), start=1):
        parts.append(part)
        progress(done, len(jobs))
    fresh = in_order(finding for part in parts for finding in part.fresh)
    inherited = in_order(finding for part in parts for finding in part.inherited)
    read = sides.laws[1].batch.files + sum(part.files for part in parts)
    report = Report(fresh, read, len(jobs), regulations=titles_of(sides.laws[1]))
    return Comparison(report, inherited)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one scope contributes; `files` were opened of the result."""

    fresh: tuple[Finding, ...]
    inherited: tuple[Finding, ...]
    files: int


class _Sides:
    """Both sides of a change, each with its law and, once loaded, its cities: before, after."""

    def __init__(
        self,
        before: Files,
        after: Files,
        paths: tuple[str, ...],
        as_of: str,
        window: Window | None,
        commons: LoadedCommons | None,
    ) -> None:
        self.before, self.after = before, after
        self.paths, self.as_of, self.window = paths, as_of, window
        self.laws = (commons or load_commons(before), commons or load_commons(after))
        self.cities: dict[str, tuple[LoadedCity | None, LoadedCity]] = {}

    def law(self) -> _Part:
        """What is new of packs and calendars."""
        old, new = (
            [*shared_findings(each.batch, each.mismatches), *faults_of_the_law(each)]
            for each in self.laws
        )
        return _split(self.after, new, old, 0)

    def city(self, slug: str) -> _Part:
        """What is new in a city's own files, which are loaded for its counties."""
        new = load_city(self.after, slug, self.window)
        old = self._city_before(slug, new)
        self.cities[slug] = old, new
        told = shared_findings(new.city.batch, new.mismatches)
        known = shared_findings(old.city.batch, old.mismatches) if old else ()
        return _split(self.after, list(told), known, new.city.batch.files)

    def _city_before(self, slug: str, new: LoadedCity) -> LoadedCity | None:
        folder = f"{RECORDS}/{slug}"
        if not self.before.is_folder(folder):
            return None
        counties = {
            f"{folder}/{c}" for side in (self.before, self.after) for c in list_counties(side, slug)
        }
        own = [p for p in self._below(folder) if "/".join(p.split("/")[:3]) not in counties]
        if not _are_plain(own):
            return load_city(self.before, slug, self.window)
        return city_before(new, self.before, own) if own else new

    def judge(self, job: Job) -> _Part:
        """What is new in one county."""
        city, slug = job
        new = load_county(
            self.after, self.laws[1], self.cities[city][1], slug, self.as_of, self.window
        )
        told = list(found_in(new))
        old = self._county_before(job, new) if told else None
        known = found_in(old, {rule.id for rule, _ in told}) if old else ()
        return _split(self.after, told, known, new.batch.files)

    def _county_before(self, job: Job, new: LoadedCounty) -> LoadedCounty | None:
        """The county before the change; None where there was none."""
        city, slug = job
        home, folder, law = self.cities[city][0], f"{RECORDS}/{city}/{slug}", self.laws[0]
        if home is None or not self.before.is_folder(folder):
            return None
        own = self._below(folder)
        if not _are_plain(own):
            return load_county(self.before, law, home, slug, self.as_of, self.window)
        return county_before(new, self.before, law, home, own)

    def _below(self, folder: str) -> list[str]:
        return [p for p in self.paths if p.startswith(f"{folder}/") and not is_passed_over(p)]


def _are_plain(paths: Iterable[str]) -> bool:
    """Whether each path is one of a record, which is a file wherever it is."""
    return all(place_of(path) for path in paths)


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
