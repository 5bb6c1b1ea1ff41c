"""A change under judgement: two trees of git objects, what differs, and the commits between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, TypeVar

from zhucun.read.git import FILE, Commit, Repository
from zhucun.read.layout import COMMON_FOLDERS, RECORDS, Place, place_of
from zhucun.read.snapshot import Snapshot
from zhucun.read.strict import parse_file
from zhucun.read.tree import list_counties

T = TypeVar("T")
Area = Literal["records", "law", "owners", "tool", "tests", "docs"]

#: Beyond this many files nobody can review a change, and judging it could hold up all others.
MOST_FILES: Final = 10_000
#: Files of forges that are generated from records, and so may change with them.
OWNERS: Final = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS")


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a changed file: the id of its content and its mode in git."""

    sha: str
    mode: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One path that the change adds (`old` is None), removes (`new` is None) or alters.

    `place` says what the path holds; None where no record belongs. Git's renames are a removal and
    an addition: a record is what its path says.
    """

    path: str
    old: Version | None
    new: Version | None
    place: Place | None

    @property
    def added(self) -> bool:
        """Whether BASE has no such path."""
        return self.old is None

    @property
    def removed(self) -> bool:
        """Whether the result has no such path."""
        return self.new is None

    @property
    def changed(self) -> bool:
        """Whether both have it, differently."""
        return self.old is not None and self.new is not None

    @property
    def area(self) -> Area:
        """What the path is part of: records, law, the tool (anything not named here), docs."""
        if self.path.startswith(f"{RECORDS}/"):
            return "law" if self.path.split("/")[1] in COMMON_FOLDERS else "records"
        if self.path in OWNERS:
            return "owners"
        if self.path.startswith("tests/"):
            return "tests"
        text = self.path.startswith("docs/") or ("/" not in self.path and self.path.endswith(".md"))
        return "docs" if text else "tool"


@dataclass(frozen=True)
class Change:
    """What merging `head` into `base` does: `tree` is the result, `commits` what it brings.

    `as_of` is the ISO date that everything is judged for; `entries` are in path order.
    """

    repository: Repository
    base: Commit
    head: Commit
    tree: str
    as_of: str
    commits: tuple[Commit, ...]
    entries: tuple[Entry, ...]

    def once(self, read: Callable[[Change], T]) -> T:
        """What a function makes of this change, made the first time that it is asked for."""
        if read not in self._made:
            self._made[read] = read(self)
        made: T = self._made[read]
        return made

    @cached_property
    def _made(self) -> dict[Callable[[Change], Any], Any]:
        return {}

    @cached_property
    def base_files(self) -> Snapshot:
        """The files of BASE."""
        return Snapshot(self.repository, self.base.tree)

    @cached_property
    def head_files(self) -> Snapshot:
        """The files as they would be merged."""
        return Snapshot(self.repository, self.tree)

    @cached_property
    def areas(self) -> frozenset[Area]:
        """What the change touches."""
        return frozenset(entry.area for entry in self.entries)

    @cached_property
    def records(self) -> tuple[Entry, ...]:
        """Changed records of a city or a county: ordinary files in a place where one belongs.

        BASE may hold one under another of a file's modes, from before this was asked for.
        """
        return tuple(
            entry
            for entry in self.entries
            if entry.area == "records"
            and entry.place is not None
            and entry.place.kind != "photo"
            and (entry.new is None or entry.new.mode == FILE)
            and (entry.old is None or entry.old.mode.startswith("100"))
        )

    def before(self, path: str) -> dict[str, Any] | None:
        """The record at BASE; None when there is none, or it can't be read."""
        return self._record(self.base_files, path)

    def after(self, path: str) -> dict[str, Any] | None:
        """The record as it would be merged; None when there is none, or it can't be read."""
        return self._record(self.head_files, path)

    @cached_property
    def _parsed(self) -> dict[tuple[str, str], dict[str, Any] | None]:
        return {}

    def _record(self, files: Snapshot, path: str) -> dict[str, Any] | None:
        key = (files.tree, path)
        if key not in self._parsed:
            self._parsed[key] = _read(files, path)
        return self._parsed[key]

    @cached_property
    def counties(self) -> tuple[tuple[str, str], ...]:
        """(city, county) folders whose judgement the change can alter, sorted.

        A city's own file concerns all of its counties.
        """
        found: set[tuple[str, str]] = set()
        for entry in self.entries:
            if entry.area != "records":
                continue
            city, _, rest = entry.path.removeprefix(f"{RECORDS}/").partition("/")
            county = rest.partition("/")[0]
            if place_of(f"{RECORDS}/{city}/{county}/region.yml"):
                found.add((city, county))
            else:
                found.update((city, each) for each in list_counties(self.head_files, city))
        return tuple(sorted(found))

    def is_new(self, city: str, county: str) -> bool:
        """Whether the county's records begin with this change."""
        return not self.base_files.is_folder(f"{RECORDS}/{city}/{county}")


def _read(files: Snapshot, path: str) -> dict[str, Any] | None:
    raw, fault = files.read(path)
    if fault:
        return None
    parsed = parse_file(path, raw)
    return None if parsed.fault or not isinstance(parsed.value, Mapping) else dict(parsed.value)


def change_of(
    repository: Repository, base: Commit, head: Commit, as_of: str | None = None
) -> Change:
    """The change from `base` to `head`, judged as of a date: given, or the later of the two's.

    Raises GitError where the history is not all there, has nothing in common or is in conflict.
    """
    commits = repository.commits(base, head)
    tree = repository.merged_tree(base, head)
    entries = entries_between(repository, base.tree, tree)
    day = as_of or max(base.date, head.date)
    return Change(repository, base, head, tree, day, commits, entries)


def entries_between(
    repository: Repository, old_tree: str, new_tree: str, most: int = MOST_FILES + 1
) -> tuple[Entry, ...]:
    """What two trees hold differently, in path order; of more than `most` only so many."""
    return tuple(
        Entry(
            raw.path,
            Version(raw.old_sha, raw.old_mode) if raw.old_mode else None,
            Version(raw.new_sha, raw.new_mode) if raw.new_mode else None,
            place_of(raw.path),
        )
        for raw in repository.differences(old_tree, new_tree, most)
    )
