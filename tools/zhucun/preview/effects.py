"""What a change does to one county after another: before and after, as of one day, compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhucun.assess.due import county_name
from zhucun.check.run import Job, mapped
from zhucun.facts.county import CountyFacts
from zhucun.preview.edits import Part, edits_of, lines_of, parts_of
from zhucun.preview.groups import groups_of
from zhucun.preview.model import CountyEffect, Line, Preview
from zhucun.preview.reach import reach_of
from zhucun.preview.sides import Sides
from zhucun.preview.subjects import Subjects
from zhucun.read.files import Files
from zhucun.read.layout import COMMON_FOLDERS, RECORDS
from zhucun.read.tree import Record

NEW, GONE = "这个县是这次改动新建的。", "这次改动删去了这个县的全部记录。"


@dataclass(frozen=True, slots=True)
class _Told:
    """One county's effect; what city files say of no one in it; files that became unusable."""

    effect: CountyEffect
    shared: tuple[Part, ...]
    unusable: tuple[str, ...]


def preview_of(
    before: Files,
    after: Files,
    paths: Iterable[str],
    as_of: str,
    *,
    public: bool = False,
    workers: int = 1,
) -> Preview:
    """What changing the files at `paths` does, judged for one ISO day on both sides.

    To staff, or with `public` only what the public may know. Several counties are told by so many
    processes at once.
    """
    paths = tuple(sorted(paths))
    reach = reach_of(before, after, paths, as_of)
    sides = Sides(before, after, paths, as_of, reach.window)
    bench = Bench(sides, paths, reach.years, public)
    told = list(mapped(bench, _touched(sides, paths), workers))
    law = sides.unusable_law if any(map(_is_law, paths)) else ()
    unusable = {path for each in told for path in each.unusable} | set(law)
    effects = (each.effect for each in told)
    return Preview(
        as_of,
        public,
        tuple(effect for effect in effects if effect.groups or effect.standing),
        (*_law_lines(sides, paths, public), *_city_lines(told)),
        tuple(sorted(unusable & set(paths))),
    )


def _is_law(path: str) -> bool:
    return path.startswith(tuple(f"{RECORDS}/{folder}/" for folder in COMMON_FOLDERS))


def _law_lines(sides: Sides, paths: tuple[str, ...], public: bool) -> Iterator[Line]:
    """What was changed in packs and calendars."""
    if any(map(_is_law, paths)):
        edits = edits_of(*sides.law_records(), filter(_is_law, paths))
        yield from (line for _, line in lines_of(parts_of(edits, Subjects((), public))))


def _city_lines(told: list[_Told]) -> Iterator[Line]:
    """What was changed in cities' own files and is about nobody in one of their counties."""
    by_city: dict[str, list[_Told]] = {}
    for each in told:
        if each.effect.standing:
            continue
        by_city.setdefault(each.effect.city, []).append(each)
    for of_city in by_city.values():
        said = [{(part.edit.path, part.text) for part in each.shared} for each in of_city]
        in_all = set.intersection(*said)
        shared = of_city[0].shared
        yield from (
            line for _, line in lines_of(p for p in shared if (p.edit.path, p.text) in in_all)
        )


def _touched(sides: Sides, paths: tuple[str, ...]) -> list[Job]:
    """The counties whose figures the files can alter: a city's file its own, the law all."""
    known = sides.counties()
    cities = {city for city, _ in known}
    found: set[Job] = set()
    for path in paths:
        folder, _, rest = path.partition("/")
        city, _, below = rest.partition("/")
        county = below.partition("/")[0]
        if folder != RECORDS:
            continue
        if (city, county) in known:
            found.add((city, county))
        elif city in cities:
            found.update(job for job in known if job[0] == city)
        elif _is_law(path):
            found.update(known)
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Bench:
    """What telling any county needs."""

    sides: Sides
    paths: tuple[str, ...]
    years: tuple[int, ...]
    public: bool

    def judge(self, job: Job) -> _Told:
        """One county's groups, and which of its files the change makes unusable."""
        both = self.sides.of(*job)
        was, is_ = self.sides.has(*job)
        name = county_name(both.after if is_ else both.before)
        if not (was and is_):
            return _Told(CountyEffect(*job, name, (), NEW if is_ else GONE), (), both.unusable)
        before, after = both.before, both.after
        subjects = Subjects((after, before), self.public)
        edits = edits_of(_records(before), _records(after), self.paths)
        parts = list(parts_of(edits, subjects))
        shared = tuple(part for part in parts if part.is_shared)
        own = lines_of(part for part in parts if not part.is_shared)
        groups = groups_of(self.sides, both, self.years, subjects, own)
        return _Told(CountyEffect(*job, name, tuple(groups)), shared, both.unusable)


def _records(county: CountyFacts) -> tuple[Record, ...]:
    return (*county.city_records, *county.records)
