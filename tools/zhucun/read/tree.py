"""The records tree, read scope by scope: what all cities share, one city's own files, one county.

A county is the unit of work: reading one opens its own files and nothing of another county.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhucun.read.layout import COMMON_FOLDERS, RECORDS, Place, place_of
from zhucun.read.source import read_source
from zhucun.read.strict import Fault, parse, parse_front_matter


@dataclass(frozen=True, slots=True)
class Record:
    """One file that could be read: `path` is relative to the root, `data` plain dicts and lists."""

    path: str
    place: Place
    data: dict[str, Any]
    body: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """One file that could not be read, and why."""

    path: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Batch:
    """All files of one scope, in path order."""

    records: tuple[Record, ...]
    unread: tuple[Unread, ...]
    photos: tuple[str, ...] = ()

    def of(self, kind: str) -> tuple[Record, ...]:
        """The records of one kind, in path order."""
        return tuple(r for r in self.records if r.place.kind == kind)


@dataclass(frozen=True, slots=True)
class City:
    """One city's own files (region, units, inspections), without its counties."""

    slug: str
    batch: Batch


@dataclass(frozen=True, slots=True)
class County:
    """One county with all its townships."""

    city: str
    slug: str
    batch: Batch

    @property
    def path(self) -> str:
        """The county's folder relative to the root."""
        return f"{RECORDS}/{self.city}/{self.slug}"


def _folders(path: Path) -> list[str]:
    if not path.is_dir():
        return []
    try:
        with os.scandir(path) as entries:
            return sorted(e.name for e in entries if e.is_dir() and not e.name.startswith("."))
    except OSError:  # what can't be listed is reported when its files are read
        return []


def list_cities(root: Path) -> list[str]:
    """City folders under records/, sorted. Opens no file."""
    return [c for c in _folders(root / RECORDS) if c not in COMMON_FOLDERS]


def list_counties(root: Path, city: str) -> list[str]:
    """County folders of one city, sorted. Opens no file."""
    return [
        c for c in _folders(root / RECORDS / city) if place_of(f"{RECORDS}/{city}/{c}/region.yml")
    ]


def _files_below(root: Path, relative: str, *, skip: tuple[str, ...] = ()) -> Iterator[str]:
    """Paths of files (and of anything pretending to be one) below a folder, in path order."""
    try:
        with os.scandir(root / relative) as found:
            entries = sorted(found, key=lambda e: e.name)
    except OSError:
        yield relative  # a folder among the files: _read_all says what is wrong with it
        return
    for entry in entries:
        path = f"{relative}/{entry.name}"
        if entry.name.startswith(".") or entry.name == "README.md":
            continue
        if entry.is_dir(follow_symlinks=False) and not _looks_like_record(path):
            if path not in skip:
                yield from _files_below(root, path)
        else:
            yield path


def _looks_like_record(path: str) -> bool:
    return path.endswith((".yml", ".yaml")) or place_of(path) is not None


def _read(root: Path, path: str, place: Place) -> Record | Unread:
    raw, fault = read_source(root, path)
    if fault:
        return Unread(path, fault)
    parsed = parse_front_matter(raw) if path.endswith(".md") else parse(raw)
    if parsed.fault:
        return Unread(path, parsed.fault)
    assert isinstance(parsed.value, dict)  # the reader refuses any other top level
    return Record(path, place, parsed.value, parsed.body)


def _out_of_place(root: Path, path: str) -> Fault:
    if (root / path).is_dir() and not path.endswith((".yml", ".yaml")):
        message = "这个文件夹打不开；请检查读取权限，其中的记录都没有检查。"
        return Fault("closed_folder", message, 1, 1)
    message = "这个位置不放任何记录；请核对文件夹、文件名和扩展名，移到应在的位置或删除。"
    return Fault("misplaced", message, 1, 1)


def _read_all(root: Path, paths: Iterator[str]) -> Batch:
    records: list[Record] = []
    unread: list[Unread] = []
    photos: list[str] = []
    for path in paths:
        place = place_of(path)
        if place is None:
            unread.append(Unread(path, _out_of_place(root, path)))
        elif place.kind == "photo":
            photos.append(path)
        else:
            got = _read(root, path, place)
            if isinstance(got, Record):
                records.append(got)
            else:
                unread.append(got)
    return Batch(tuple(records), tuple(unread), tuple(photos))


def read_commons(root: Path) -> Batch:
    """Regulation packs, calendars, and stray files directly under records/."""

    def paths() -> Iterator[str]:
        if (root / RECORDS).is_dir():
            cities = tuple(f"{RECORDS}/{c}" for c in list_cities(root))
            yield from _files_below(root, RECORDS, skip=cities)

    return _read_all(root, paths())


def read_city(root: Path, city: str) -> City:
    """One city's own files."""
    counties = tuple(f"{RECORDS}/{city}/{c}" for c in list_counties(root, city))
    return City(city, _read_all(root, _files_below(root, f"{RECORDS}/{city}", skip=counties)))


def read_county(root: Path, city: str, county: str) -> County:
    """One county with its townships."""
    return County(city, county, _read_all(root, _files_below(root, f"{RECORDS}/{city}/{county}")))
