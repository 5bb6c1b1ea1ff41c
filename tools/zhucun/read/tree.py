"""The records tree, read scope by scope: what all cities share, one city's own files, one county.

A county is the unit of work: reading one opens its own files and nothing of another county.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from zhucun.read.files import Files, files_of
from zhucun.read.layout import COMMON_FOLDERS, RECORDS, Place, folder_of, place_of
from zhucun.read.photos import MISNAMED, PHOTO_BYTES, is_misnamed, photo_fault
from zhucun.read.strict import Fault, parse_file

_VILLAGE_CADRE = re.compile(r"[0-9]{6}-v[0-9]+\.ya?ml")


class Sight(Protocol):
    """What is wanted of a county, or of a city's own files."""

    def opens(self, place: Place) -> bool:
        """Whether what a path or a folder holds is to be opened."""
        ...

    def heeds(self, place: Place, raw: bytes) -> bool:
        """Whether a file that was opened is to be read for what its bytes mention."""
        ...


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


F = TypeVar("F", Record, Unread)


@dataclass(frozen=True, slots=True)
class Batch:
    """All files of one scope, in path order.

    `unopened` are the paths of files, and of folders with a slash at the end, that were not asked
    for: nobody knows what they hold.
    """

    records: tuple[Record, ...]
    unread: tuple[Unread, ...]
    photos: tuple[str, ...] = ()
    unopened: tuple[str, ...] = ()

    @property
    def files(self) -> int:
        """How many files were opened, or refused without."""
        return len(self.records) + len(self.unread)

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


def _folders(files: Files, folder: str) -> list[str]:
    # what can't be listed is reported when its files are read
    return [n.name for n in files.names(folder) or () if n.leads and not n.name.startswith(".")]


def list_cities(source: Path | Files) -> list[str]:
    """City folders under records/, sorted. Opens no file."""
    return [c for c in _folders(files_of(source), RECORDS) if c not in COMMON_FOLDERS]


def list_counties(source: Path | Files, city: str) -> list[str]:
    """County folders of one city, sorted. Opens no file."""
    folders = _folders(files_of(source), f"{RECORDS}/{city}")
    return [c for c in folders if place_of(f"{RECORDS}/{city}/{c}/region.yml")]


def _below(
    files: Files, folder: str, sight: Sight | None = None, *, skip: tuple[str, ...] = ()
) -> Iterator[str]:
    """Paths of files (and of anything pretending to be one) below a folder, in path order.

    A folder that is not to be opened stands for what is in it, with a slash at its end.
    """
    names = files.names(folder)
    if names is None:
        yield folder  # a folder among the files: _read_all says what is wrong with it
        return
    for name, is_folder, _ in names:
        path = f"{folder}/{name}"
        if is_passed_over(name):
            continue
        if not is_folder or _looks_like_record(path):
            yield path
        elif path not in skip:
            held = folder_of(path) if sight else None
            if sight and held and not sight.opens(held):
                yield f"{path}/"
            else:
                yield from _below(files, path, sight)


def is_passed_over(path: str) -> bool:
    """Whether a path is none of the records' business: a note for readers, or a hidden file."""
    return any(part.startswith(".") or part == "README.md" for part in path.split("/"))


def _looks_like_record(path: str) -> bool:
    return path.endswith((".yml", ".yaml")) or place_of(path) is not None


def read_record(files: Files, path: str) -> Record | Unread | None:
    """One record; None where there is nothing, or where no record belongs."""
    place = place_of(path)
    return _read(files, path, place) if place and _is_there(files, path) else None


def _is_there(files: Files, path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return any(each.name == name for each in files.names(folder) or ())


def _read(
    files: Files, path: str, place: Place, sight: Sight | None = None
) -> Record | Unread | None:
    raw, fault = files.read(path)
    if fault:
        return Unread(path, fault)
    if sight and not sight.heeds(place, raw):
        return None
    parsed = parse_file(path, raw)
    if parsed.fault:
        return Unread(path, parsed.fault)
    assert isinstance(parsed.value, dict)  # the reader refuses any other top level
    return Record(path, place, parsed.value, parsed.body)


def _out_of_place(files: Files, path: str) -> Fault:
    if files.is_folder(path) and not path.endswith((".yml", ".yaml")):
        message = "这个文件夹打不开；请检查读取权限，其中的记录都没有检查。"
        return Fault("closed_folder", message, 1, 1)
    if is_misnamed(path):
        return Fault("misplaced", MISNAMED, 1, 1)
    name = path.rpartition("/")[2]
    if "/village-cadres/" in path or _VILLAGE_CADRE.fullmatch(name):
        message = (
            "村干部档案放在乡镇的 village-cadres 文件夹，文件名是编号加 .yml，如 990103-v001.yml。"
        )
    else:
        message = "这个位置不放任何记录；请核对文件夹、文件名和扩展名，移到应在的位置或删除。"
    return Fault("misplaced", message, 1, 1)


def _read_all(files: Files, paths: Iterator[str], sight: Sight | None = None) -> Batch:
    records: list[Record] = []
    unread: list[Unread] = []
    photos: list[str] = []
    unopened: list[str] = []
    wanted: list[tuple[str, Place]] = []
    for path in paths:
        place = place_of(path)
        if path.endswith("/") or (sight and place and not sight.opens(place)):
            unopened.append(path)
        elif place is None:
            unread.append(Unread(path, _out_of_place(files, path)))
        elif place.kind == "photo":
            photos.append(path)
            # in sight of one change only touched photos matter, and the gate looks at those
            fault = None if sight else photo_fault(*files.read(path, PHOTO_BYTES))
            unread += [Unread(path, fault)] if fault else []
        else:
            wanted.append((path, place))
    files.expect(path for path, _ in wanted)
    for path, place in wanted:
        got = _read(files, path, place, sight)
        if isinstance(got, Record):
            records.append(got)
        elif isinstance(got, Unread):
            unread.append(got)
        else:
            unopened.append(path)
    unread.sort(key=_order)
    return Batch(tuple(records), tuple(unread), tuple(photos), tuple(unopened))


def read_commons(source: Path | Files) -> Batch:
    """Regulation packs, calendars, and stray files directly under records/."""
    files = files_of(source)
    if files.names(RECORDS) is None and not files.is_folder(RECORDS):
        return Batch((), ())
    cities = tuple(f"{RECORDS}/{c}" for c in list_cities(files))
    return _read_all(files, _below(files, RECORDS, skip=cities))


def read_city(source: Path | Files, city: str, sight: Sight | None = None) -> City:
    """One city's own files, of these only what is in sight, by default all."""
    files = files_of(source)
    counties = tuple(f"{RECORDS}/{city}/{c}" for c in list_counties(files, city))
    below = _below(files, f"{RECORDS}/{city}", sight, skip=counties)
    return City(city, _read_all(files, below, sight))


def read_county(
    source: Path | Files,
    city: str,
    county: str,
    sight: Sight | None = None,
) -> County:
    """One county with its townships; of its files only what is in sight, by default all."""
    files = files_of(source)
    below = _below(files, f"{RECORDS}/{city}/{county}", sight)
    return County(city, county, _read_all(files, below, sight))


def as_before(batch: Batch, source: Path | Files, paths: Iterable[str]) -> Batch:
    """A batch as it was before a change, from where the files before it are read.

    `paths` are all that the change touches of this scope; each is a place where a record belongs,
    and was opened if it was there. Everything else is taken over.
    """
    files, touched = files_of(source), set(paths)
    there = (path for path in sorted(touched, key=_parts) if _is_there(files, path))
    own = _read_all(files, there)
    return Batch(
        tuple(sorted((*_without(batch.records, touched), *own.records), key=_order)),
        tuple(sorted((*_without(batch.unread, touched), *own.unread), key=_order)),
        tuple(sorted({*batch.photos} - touched | {*own.photos}, key=_parts)),
        batch.unopened,
    )


def _without(files: tuple[F, ...], paths: set[str]) -> Iterator[F]:
    return (each for each in files if each.path not in paths)


def _order(each: Record | Unread) -> list[str]:
    return _parts(each.path)


def _parts(path: str) -> list[str]:
    return path.split("/")
